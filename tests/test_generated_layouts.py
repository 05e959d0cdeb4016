"""Layouts that nobody drew: any arrangement of headers, lines, headings, signatures, second tables and notes, with the truth of every line.

Three properties: no number of a sheet goes without a word (conservation); no pair is published that the sheet does not say; a plain
form is settled whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.registry import Unit, load_registry
from danhba.samples.builder import xlsx
from tests.conftest import REGISTRY
from tests.examples import share

_REGISTRY = load_registry(REGISTRY)
_READER = Reader(_REGISTRY)
_COMMUNES = [u for u in _REGISTRY.units if u.tier == "C"]
_DISTRICTS = [u for u in _REGISTRY.units if u.tier == "B"]
_AGENCIES = [u for u in _REGISTRY.units if u.tier == "A"]
_REFUSED = {"table_missing", "form_other", "column_missing"}

_UNIT_HEADS = ["TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "Tên đơn vị", "Đơn vị"]
_PHONE_HEADS = ["SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "Đường dây nóng", "Hotline"]
_OTHER_HEADS = [
    "Điện thoại cơ quan",
    "SĐT Chủ tịch UBND",
    "Fax",
    "Số cũ",
    "Điện thoại nhà riêng",
    "Di động lãnh đạo",
    "Số ĐT năm trước",
]
_ASIDES = [
    "Khu vực Thanh Bình",
    "Huyện Lấp Vòo",
    "Cụm 2",
    "Các xã vùng sâu",
    "Ghi chú: số trực 24/24",
    "Xác nhận của đơn vị",
    "Người lập biểu",
]
_SIGNATURE = ["Đồng Tháp, ngày 05 tháng 9 năm 2021", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Hai"]
_TITLES_OF_OTHERS = [
    "DANH BẠ ĐIỆN THOẠI LÃNH ĐẠO",
    "DANH SÁCH SỐ FAX",
    "DANH SÁCH CÁN BỘ ĐẦU MỐI",
    "Danh sách số điện thoại cũ",
]


@dataclass
class Drawn:
    """A sheet, the pairs that it says beyond doubt or at least may say, and every number on it by cell."""

    rows: list[list[object]] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    may: set[tuple[str, str]] = field(default_factory=set)
    certain: set[tuple[str, str]] = field(default_factory=set)
    serial: int = 0

    def number(self) -> str:
        """A landline that no other cell has."""
        self.serial += 1
        return f"0277{3_850_000 + self.serial * 7}"


def _e164(number: str) -> str:
    return "+84" + number[1:]


@st.composite
def forms(draw: st.DrawFn, plain: bool = False) -> Drawn:
    """A form with blocks in any order below one header, or several."""
    sheet = Drawn()
    further = [] if plain else draw(st.lists(st.sampled_from(_OTHER_HEADS), max_size=2, unique=True))
    columns = ["stt", "unit", "phone", *further, "note"]
    if not plain:
        columns = draw(st.permutations(columns))
    with_stt = plain or draw(st.booleans())
    if not with_stt:
        columns = [c for c in columns if c != "stt"]

    def line(**cells: object) -> None:
        sheet.rows.append([cells.get(c) for c in columns])

    def header() -> None:
        heads = {
            "stt": "STT",
            "note": "GHI CHÚ",
            "unit": draw(st.sampled_from(_UNIT_HEADS)),
            "phone": draw(st.sampled_from(_PHONE_HEADS)),
        }
        sheet.rows.append([heads.get(c, c) for c in columns])

    for title in draw(
        st.lists(
            st.sampled_from(["Phụ lục", "Điện thoại: 0277 3845 999", *([] if plain else ["UBND HUYỆN LẤP VÒ"])]),
            max_size=2,
            unique=True,
        )
    ):
        sheet.rows.append([title])
    header()
    heading: str | None = None
    count = 0
    blocks = ["rows"] if plain else draw(st.lists(st.sampled_from(
        ["rows", "rows", "district", "aside", "blank", "signature", "header", "restart", "other_table", "stray", "total", "shifted"]), min_size=1, max_size=7))  # fmt: skip
    sender = "875" if sheet.rows and ["UBND HUYỆN LẤP VÒ"] in sheet.rows else None
    known = True  # whether what heads the next lines is understood
    barred = False  # whether a place that nobody knows stands above: not even the sender's district speaks
    for block in blocks:
        if block == "rows":
            for unit in draw(
                st.lists(
                    st.sampled_from(_COMMUNES if plain or draw(st.booleans()) else _AGENCIES),
                    min_size=1,
                    max_size=4,
                    unique=True,
                )
            ):
                count += 1
                near = heading if known and heading else None if barred else sender
                _data_line(draw, sheet, line, unit, count, near, further, plain)
        elif block == "district":
            unit = draw(st.sampled_from(_DISTRICTS))
            line(stt="I", unit=unit.name)
            heading, known, count = (unit.code, True, 0) if with_stt else (None, False, 0)
            barred = barred and not with_stt
        elif block == "aside":
            text = draw(st.sampled_from(_ASIDES))
            line(unit=text)
            known = False
            barred = barred or text in ("Khu vực Thanh Bình", "Huyện Lấp Vòo", "Cụm 2")
        elif block == "blank":
            sheet.rows.append([])
            known = False
        elif block == "restart":
            count, known = 0, False
        elif block == "signature":
            for text in _SIGNATURE:
                line(phone=text)
            known = False
        elif block == "header":
            header()
            known = False
        elif block == "other_table":
            sheet.rows.append([draw(st.sampled_from(_TITLES_OF_OTHERS))])
            sheet.rows.append([{"stt": "STT", "unit": "Đơn vị", "phone": "Số điện thoại"}.get(c) for c in columns])
            line(stt=1, unit=draw(st.sampled_from(_COMMUNES)).name, phone=sheet.number())
            break
        elif block == "stray":
            line(note=f"Xã {draw(st.sampled_from(['Tân Mỹ', 'Long Hưng B', 'nào đó']))} {sheet.number()}")
        elif block == "total":
            line(unit="Tổng cộng: 12 đơn vị")
        elif columns[:2] != ["phone", "unit"]:  # a line shifted into other columns
            sheet.rows.append([sheet.number(), draw(st.sampled_from(_COMMUNES)).name])
            known = False
    return sheet


def _data_line(
    draw: st.DrawFn,
    sheet: Drawn,
    line: object,
    unit: Unit,
    count: int,
    heading: str | None,
    further: list[str],
    plain: bool,
) -> None:
    number = sheet.number()
    kind = "plain" if plain else draw(st.sampled_from(["plain", "plain", "plain", "blank", "in_name", "only_others"]))
    district = _REGISTRY.by_code[unit.parent].name if unit.parent in _REGISTRY.by_code else ""
    full = plain or draw(st.booleans())
    name = f"{unit.name}, {district}" if full and unit.tier == "C" else unit.name
    cells: dict[str, object] = {"stt": count, "unit": name}
    if kind in ("plain", "blank"):
        cells |= {head: sheet.number() for head in further if draw(st.booleans())}
    if kind == "plain":
        cells["phone"] = number
    elif kind == "in_name":
        cells["unit"] = f"{name}: {number}"
    elif kind == "only_others" and further:
        cells[further[0]] = number
    line(**cells)  # type: ignore[operator]
    alike = [u.code for u in _COMMUNES if u.name == unit.name]
    near = [c for c in alike if _REGISTRY.by_code[c].parent == heading]
    meant = unit.code if full or unit.tier != "C" or len(alike) == 1 else near[0] if len(near) == 1 else ""
    if kind in ("plain", "in_name") and meant:
        sheet.may.add((meant, _e164(number)))
    if kind == "plain" and plain:
        sheet.certain.add((unit.code, _e164(number)))


def _read(sheet: Drawn) -> tuple[set[tuple[str, str]], str, set[str]]:
    """Return the published pairs, all digits that a row or a finding says, and the codes of what refuses the file."""
    reading = _READER.read([Source("tep.xlsx", xlsx(sheet.rows))])[0]
    pairs = {(r["unit_code"], r["phone_e164"]) for r in reading.rows if r["ok"] and r["phone_e164"]}
    said = [r["phone_raw"] for r in reading.rows] + [f.raw for f in reading.findings]
    codes = {f.code for f in reading.findings if f.code in _REFUSED}
    return pairs, " ".join(re.sub(r"[^\d;,/]", "", s) for s in said), codes


@settings(max_examples=share(60), deadline=None)
@given(forms())
def test_no_number_is_lost_and_none_is_wrong(sheet: Drawn) -> None:
    pairs, said, refused = _read(sheet)
    assert refused or pairs <= sheet.may, (sheet.rows, pairs - sheet.may)
    if not refused:
        numbers = {m for row in sheet.rows for v in row if isinstance(v, str) for m in re.findall(r"\d{11}", v)}
        assert not {n for n in numbers if n[1:] not in said}, sheet.rows


@settings(max_examples=25, deadline=None)
@given(forms(plain=True))
def test_a_plain_form_is_settled(sheet: Drawn) -> None:
    pairs, _, _ = _read(sheet)
    assert pairs == sheet.certain, sheet.rows
