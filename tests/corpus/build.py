"""Builds the corpus: each return is a hand (how names and numbers are typed), a layout and a format, seeded.

Every row knows what must come out: the unit or the code that withholds it, the number or its code. The label comes from the
registry and the digits before they are disguised, never from the program.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from viparse.normalize.tcvn3 import TCVN3
from viparse.normalize.viscii import VISCII
from viparse.normalize.vni import VNI
from viparse.normalize.vps import VPS

from danhba.registry import Registry
from danhba.samples.builder import HEADER, TITLE, csv_text, html_table, mail, word, xlsx, zipped
from danhba.vietnamese.text import fold
from tests.corpus.notes import PLAIN_NOTES


@dataclass
class Label:
    """The right answer of one row."""

    kind: str  # class of the row, for the report
    unit: str  # unit code, or '' when the name must be withheld
    name_code: str  # the name's finding that must come ('' none)
    phone: str  # E.164 or service code, or '' when the number must be withheld
    phone_codes: frozenset[str]  # the phone's findings that must come


@dataclass(frozen=True)
class Named:
    """A unit as a list names it: its code, its name with the district, its name under the district's heading, its area code."""

    code: str
    full: str
    short: str
    area: str = "0277"


@dataclass
class Return:
    """One file of the corpus with the labels of its rows by their place in the table."""

    name: str
    data: bytes
    hand: str
    labels: dict[tuple[str, int], Label] = field(default_factory=dict)  # (sheet or '', row) → label


def _encode(text: str, table: Any) -> str:
    back = {v: k for k, v in reversed(table.pairs)}
    return "".join(back.get(c, c) for c in unicodedata.normalize("NFC", text))


def _without_controls(text: str) -> str:
    """VPS and VISCII write some capitals as control characters, which no workbook can hold: such names stay in Unicode."""
    return text if all(c >= " " and not 0x7F <= ord(c) < 0xA0 for c in text) else ""


def _lower_accents(text: str) -> str:
    """TCVN3 has no accented capitals: the letters with marks are typed in lower case."""
    return "".join(c if c.isascii() or c in "ĐÂÊÔƠƯĂ" else c.lower() for c in text)


NAME_HANDS: dict[str, Callable[[str], str]] = {
    "plain": lambda n: n,
    "ubnd": lambda n: f"UBND {n}",
    "long": lambda n: f"Ủy ban nhân dân {n}",
    "upper": lambda n: n.upper(),
    "lower": lambda n: n.lower(),
    "nfd": lambda n: unicodedata.normalize("NFD", n),
    "numbered": lambda n: f"1. {n}",
    "dash_district": lambda n: n.replace(", ", " - "),
    "bracket_district": lambda n: n.replace(", ", " (") + ")" if ", " in n else n,
    "short_types": lambda n: (
        n.replace("Xã ", "X. ")
        .replace("Phường ", "P.")
        .replace("Thị trấn ", "TT ")
        .replace(", huyện ", ", H. ")
        .replace(", thành phố ", ", TP ")
    ),
    "old_tone": lambda n: n.replace("òa", "oà").replace("Hòa", "Hoà").replace("Quý", "Qúy").replace("Thủy", "Thuỷ"),
    "bare": fold,
    "tcvn3": lambda n: _encode(_lower_accents(n), TCVN3),
    "vni": lambda n: _encode(n, VNI),
    "viscii": lambda n: _without_controls(_encode(n, VISCII)) or n,
    "vps": lambda n: _without_controls(_encode(n, VPS)) or n,
    "mojibake": lambda n: n.encode("utf-8").decode("latin-1"),
    "spaces": lambda n: f"  {n.replace(' ', chr(0xA0), 1)} . ",
    "province": lambda n: f"{n}, tỉnh Đồng Tháp",
    "newline": lambda n: n.replace(", ", ",\n"),
}

OLD_AREA = {"0277": "067", "0273": "073"}  # of before 2017

# (class, disguise of 11 landline digits, whether the number may come out, findings)
_P = tuple[str, Callable[[str], Any], bool, tuple[str, ...]]
PHONE_HANDS: list[_P] = [
    ("plain", lambda d: d, True, ()),
    ("blank", lambda d: f"{d[:4]} {d[4:]}", True, ()),
    ("dots", lambda d: f"{d[:4]}.{d[4:7]}.{d[7:]}", True, ()),
    ("brackets", lambda d: f"({d[:4]}) {d[4:]}", True, ()),
    ("plus", lambda d: f"+84 {d[1:4]} {d[4:]}", True, ()),
    ("number", lambda d: int(d), True, ("phone_zero_restored",)),
    ("text_no_zero", lambda d: d[1:], True, ("phone_zero_restored",)),
    ("local", lambda d: d[4:], True, ("phone_area_code_added",)),
    ("local_number", lambda d: int(d[4:]), True, ("phone_area_code_added",)),
    ("label", lambda d: f"ĐT: {d[:4]}.{d[4:]}", True, ("phone_text_removed",)),
    ("label24", lambda d: f"{d} (24/24)", True, ("phone_text_removed",)),
    ("person", lambda d: f"{d} (ông Trần Văn Bảy)", True, ("phone_text_removed", "phone_person_named")),
    ("extension", lambda d: f"{d} máy lẻ 12", True, ("phone_extension",)),
    ("twice", lambda d: f"{d} / {d[:4]} {d[4:]}", True, ("phone_duplicate_in_cell",)),
    ("old_area", lambda d: f"{OLD_AREA[d[:4]]} {d[4:]}", True, ("phone_old_area_code",)),
    ("letter", lambda d: "O" + d[1:], True, ("phone_letter_for_digit",)),
    ("office_hours", lambda d: f"{d} (giờ hành chính)", True, ("phone_text_removed", "phone_not_24_7")),
    ("two", lambda d: f"{d} / 0912345678", False, ("phone_multiple",)),
    ("two_dash", lambda d: f"{d}-0912345678", False, ("phone_multiple",)),
    ("tail", lambda d: f"{d}-{d[-2:][::-1]}", False, ("phone_multiple",)),
    ("two_lines", lambda d: f"{d}\n0912 345 678", False, ("phone_multiple",)),
    ("short", lambda d: d[:-1], False, ("phone_length",)),
    ("long", lambda d: d + "1", False, ("phone_length",)),
    ("prefix", lambda d: "04" + d[3:], False, ("phone_prefix",)),
    ("scientific", lambda d: "2,77E+09", False, ("phone_digits_lost",)),
    ("missing", lambda d: "Đang cập nhật", False, ("phone_missing",)),
    ("empty", lambda d: None, False, ("phone_missing",)),
    ("words", lambda d: "Liên hệ văn thư", False, ("phone_not_a_number",)),
    ("foreign", lambda d: "+856 20 5555 1234", False, ("phone_foreign",)),
    ("emergency", lambda d: "113", False, ("phone_emergency",)),
]
_USUAL = PHONE_HANDS[:6]


def digits_of(random_: random.Random, area: str = "0277") -> str:
    while True:
        d = f"{area}{random_.choice('38')}{random_.randint(0, 999999):06d}"
        if d[-1] != d[-2]:
            return d


LAYOUTS = (
    "official",
    "bare",
    "shuffled",
    "merged_header",
    "wrapped",
    "district_heading",
    "district_column",
    "shifted",
    "two_tables",
    "no_sections",
)
FORMATS = ("xlsx", "xlsx", "xlsx", "csv", "html", "docx", "zip", "eml", "tsv")


def _core(place: str) -> str:
    return place.split(" ", 2 if place.startswith(("Thành", "Thị")) else 1)[-1]


def corpus(registry: Registry, seed: int = 2021) -> Iterator[Return]:
    """Yield the returns, always the same for one seed; of a registry with former communes see `today.py`."""
    random_ = random.Random(seed)
    districts = [u for u in registry.units if u.tier == "B"]
    by_district = {d.code: [u for u in registry.units if u.parent == d.code] for d in districts}
    hands = list(NAME_HANDS)
    for number in range(168):
        district = districts[number % len(districts)]
        hand = hands[number % len(hands)]
        layout = LAYOUTS[number % len(LAYOUTS)]
        form = FORMATS[number % len(FORMATS)]
        if form in ("csv", "tsv", "html", "docx") and layout in ("merged_header",):
            layout = "official"
        units = random_.sample(by_district[district.code], min(len(by_district[district.code]), random_.randint(5, 20)))
        named = [Named(u.code, registry.full_name(u.code), u.name) for u in units]
        yield one_return(random_, number, district.name, named, hand, layout, form)


def one_return(
    random_: random.Random,
    number: int,
    place: str,
    units: list[Named],
    hand: str,
    layout: str,
    form: str,
    head_of: str = "UBND ",
    letter: str = "C",
) -> Return:
    """Return one file. place: whose list it is; head_of: what stands before it in the letterhead; letter: of the communes' section."""
    in_context = layout in ("district_heading", "district_column")
    lines: list[tuple[Any, Any, Any, Label]] = []
    for unit in units:
        name = NAME_HANDS[hand](unit.short if in_context else unit.full)
        shape, disguise, comes, codes = random_.choice(PHONE_HANDS if random_.random() < 0.5 else _USUAL)
        digits = digits_of(random_, unit.area)
        value = disguise(digits)
        phone = "+84" + digits[1:] if comes else "113" if shape == "emergency" else ""
        if form in ("csv", "tsv", "html", "docx") and isinstance(value, int):
            value = str(value)
        code, name_code = unit.code, ""
        lines.append(
            (
                name,
                value,
                PLAIN_NOTES[(13 * number + len(lines)) % len(PLAIN_NOTES)] if random_.choice((0, 0, 1)) else None,
                Label(f"{hand}/{shape}", code, name_code, phone, frozenset(codes)),
            )
        )
    rows: list[list[Any]] = []
    merges: list[str] = []
    if layout != "bare":
        rows += [[head_of + place.upper()], *[list(r) for r in TITLE]]
    head = list(HEADER)
    order = [0, 1, 2, 3]
    if layout == "shuffled":
        order = [2, 3, 1, 0]
    labels: dict[tuple[str, int], Label] = {}
    left = 2 if layout == "shifted" else 0
    if layout == "district_column":
        head = [*head, "Huyện"]
        order = [*order, 4]

    def put(cells: list[Any]) -> None:
        wide = cells + [None] * (len(head) - len(cells))
        rows.append([None] * left + [wide[i] for i in order])

    def header() -> None:
        if layout == "merged_header":
            at = len(rows) + 1
            put(["STT", "TÊN CƠ QUAN, ĐƠN VỊ", "SỐ ĐIỆN THOẠI", "GHI CHÚ"])
            put([])
            merges.extend(f"{c}{at}:{c}{at + 1}" for c in "ABCD")
        elif layout == "wrapped":
            put(["STT", "TÊN CƠ QUAN, ĐƠN VỊ,", "SỐ ĐIỆN THOẠI", "GHI"])
            put([None, "ĐỊA PHƯƠNG", "ĐƯỜNG DÂY NÓNG", "CHÚ"])
        else:
            put(head)
        if layout == "official":
            put(["(1)", "(2)", "(3)", "(4)"])

    header()
    if layout != "no_sections":
        put([letter, "CẤP XÃ"])
    if layout == "district_heading":
        put(["I", f"UBND {place}"])
    half = len(lines) // 2
    for i, (name, value, note, label) in enumerate(lines):
        if layout == "two_tables" and i == half:
            rows.append([])
            header()
            put([letter, "CẤP XÃ"])
        put([i + 1, name, value, note, _core(place) if layout == "district_column" else None][: len(head)])
        labels["", len(rows)] = label
    put(["..."])
    put([None, f"Tổng cộng: {len(lines)} đơn vị"])
    rows += [
        [],
        [None] * left + [None, None, "Đồng Tháp, ngày 05 tháng 9 năm 2021"],
        [None] * left + [None, None, "TM. ỦY BAN NHÂN DÂN"],
        [None, None, "CHỦ TỊCH"],
        [None, None, "Nguyễn Văn Hai"],
    ]
    name = f"{number:03d}"
    data = xlsx(rows, merges=merges)
    if form == "csv":
        data, name = csv_text(rows, ";" if number % 2 else ",", "utf-8-sig"), name + ".csv"
    elif form == "tsv":
        data, name = csv_text(rows, "\t", "utf-16"), name + ".txt"
    elif form == "html":
        data, name = html_table(rows), name + ".xls"
    elif form == "docx":
        at = next(i for i, r in enumerate(rows) if sum(v is not None for v in r) > 1)
        data, name = word(rows[at:], [str(r[0]) for r in rows[:at] if r and r[0]]), name + ".docx"
        labels = {(s, r - at): v for (s, r), v in labels.items()}
    elif form == "zip":
        data, name = zipped({"phu luc.xlsx": data}), name + ".zip"
    elif form == "eml":
        data, name = mail({"phu luc.xlsx": data}), name + ".eml"
    else:
        name += ".xlsx"
    return Return(name, data, f"{hand}, {layout}, {form}", labels)
