"""Returns whose names a careful person could not settle, and returns in odd layouts, each row with its right answer."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from danhba.registry import Registry, Unit
from danhba.samples.builder import HEADER, TITLE, xlsx
from danhba.vietnamese.text import fold
from tests.corpus.build import Label, Return, digits_of

_Line = tuple[str, str, str]  # name as typed, unit code ('' withheld), the name's finding ('' none)
_VIQR = {
    "\u0302": "^",
    "\u0306": "(",
    "\u031b": "+",
    "\u0301": "'",
    "\u0300": "`",
    "\u0309": "?",
    "\u0303": "~",
    "\u0323": ".",
}


def odd_returns(registry: Registry, seed: int = 2021) -> Iterator[Return]:
    """Yield the returns, always the same for one seed."""
    random_ = random.Random(seed)
    communes = [u for u in registry.units if u.tier == "C"]
    names: dict[str, list[Unit]] = defaultdict(list)
    for unit in registry.units:
        names[fold(unit.name)].append(unit)
    classes: dict[str, list[_Line]] = {
        "ambiguous": [
            (group[0].name, "", "name_ambiguous")
            for group in names.values()
            if len({u.name for u in group}) == 1 < len(group)
        ],
        "misspelt": _misspelt(registry, random_, communes),
        "retired": [(a, c, "") for a, c in _aliases(registry, "retired")],
        "dissolved": [(a, "", "name_retired") for a, _ in _aliases(registry, "dissolved")],
        "alias": [(a, c, "") for a, c in _aliases(registry, "alias") if c.startswith("A-")],
        "not_a_unit": [
            (f"{body} {registry.full_name(u.code)[0].lower()}{registry.full_name(u.code)[1:]}", "", "name_not_a_unit")
            for u in random_.sample(communes, 12)
            for body in (random_.choice(("Công an", "Trạm Y tế", "Ban Chỉ huy Quân sự", "Trường Tiểu học")),)
        ],
        "unknown": [
            (n, "", "name_unknown")
            for n in ("Xã Quảng Phú Cầu", "Phường Hàng Buồm", "Sở Du lịch và Hàng không", "Hợp tác xã Bò Sữa")
        ],
        "garbled": [
            ("X? T?n Kh?nh Trung", "", "name_garbled"),
            ("Ph\ufffd\ufffdng H\ufffda Thu\ufffdn", "", "name_garbled"),
        ],
        "missing": [("", "", "name_missing")] * 3,
        "viqr": [(_viqr(registry.full_name(u.code)), u.code, "") for u in random_.sample(communes, 15)],
        "district": [(f"UBND {u.name}", u.code, "") for u in registry.units if u.tier == "B"],
        "agency": [(u.name.upper(), u.code, "") for u in registry.units if u.tier == "A"],
    }
    number = 500
    for kind, lines in classes.items():
        for start in range(0, len(lines), 12):
            part = lines[start : start + 12]
            yield _plain(
                random_, f"{number}", kind, part, {"agency": "A", "alias": "A", "district": "B"}.get(kind, "C")
            )
            number += 1
    for layout in (
        "hidden",
        "parts",
        "merged_phone",
        "two_rows",
        "roman",
        "float",
        "no_stt",
        "merged_section",
        "section_text",
        "nested",
    ):
        for _ in range(2):
            yield _layout(registry, random_, f"{number}", layout, random_.sample(communes, 8))
            number += 1


def _aliases(registry: Registry, kind: str) -> list[tuple[str, str]]:
    return [(a.name, a.unit_code) for a in registry.aliases if a.kind == kind]


def _misspelt(registry: Registry, random_: random.Random, communes: list[Unit]) -> list[_Line]:
    """A letter doubled or left out in the longest word: no name of the registry, and a person would ask before believing it."""
    known = {fold(u.name) for u in registry.units}
    out: list[_Line] = []
    for unit in random_.sample(communes, 40):
        words = registry.full_name(unit.code).split(", ")[0].split(" ")
        i = max(range(1, len(words)), key=lambda k: len(words[k]))
        word = words[i]
        words[i] = word[:-1] + word[-2:] if random_.random() < 0.5 else word[:1] + word[2:]
        if len(word) > 4 and fold(" ".join(words)) not in known:
            out.append((" ".join(words), "", "name_guessed"))
    return out


def _viqr(text: str) -> str:
    import unicodedata

    text = text.replace("đ", "dd").replace("Đ", "DD")
    return "".join(_VIQR.get(c, c) for c in unicodedata.normalize("NFD", text))


def _label(kind: str, line: _Line, digits: str) -> Label:
    return Label(f"{kind}/plain", line[1], line[2], "+84" + digits[1:], frozenset())


def _plain(random_: random.Random, name: str, kind: str, lines: list[_Line], letter: str) -> Return:
    rows: list[list[Any]] = [
        *[list(r) for r in TITLE],
        list(HEADER),
        [letter, {"A": "CƠ QUAN, ĐƠN VỊ", "B": "CẤP HUYỆN", "C": "CẤP XÃ"}[letter]],
    ]
    labels = {}
    for i, line in enumerate(lines, start=1):
        digits = digits_of(random_)
        rows.append([i, line[0] or None, digits])
        labels["", len(rows)] = _label(kind, line, digits)
    return Return(f"{name}.xlsx", xlsx(rows), kind, labels)


def _layout(registry: Registry, random_: random.Random, name: str, layout: str, units: list[Unit]) -> Return:
    rows: list[list[Any]] = [*[list(r) for r in TITLE], list(HEADER)]
    merges: list[str] = []
    labels: dict[tuple[str, int], Label] = {}
    section = {"merged_section": ["C. CẤP XÃ"], "section_text": [None, "CẤP XÃ"], "nested": ["C", "UBND CẤP XÃ"]}.get(
        layout, ["C", "CẤP XÃ"]
    )
    rows.append(section)
    if layout == "merged_section":
        merges.append(f"A{len(rows)}:D{len(rows)}")
    if layout == "nested":
        rows.append(["C.1", "Các xã, phường"])
    phone = ""
    for i, unit in enumerate(units, start=1):
        full = registry.full_name(unit.code)
        stt: Any = {
            "roman": ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")[i - 1],
            "float": float(i),
            "no_stt": None,
        }.get(layout, i)
        digits = digits_of(random_)
        if layout == "merged_phone" and i % 2 == 0:
            rows.append([stt, full])
            merges.append(f"C{len(rows) - 1}:C{len(rows)}")
            digits = phone
        elif layout == "two_rows":
            rows += [[stt, full], [None, None, digits]]
        else:
            rows.append([stt, full, digits])
        phone = digits
        labels["", len(rows) - (layout == "two_rows")] = _label(layout, (full, unit.code, ""), digits)
    if layout == "hidden":
        data = xlsx(rows, "Số liệu", hidden=True, more={"Bìa": [["Kính gửi Văn phòng UBND Tỉnh"]]})
    elif layout == "parts":
        half = len(rows) - 4
        first, second = rows[:half], [list(HEADER), ["C", "CẤP XÃ"], *rows[half:]]
        data = xlsx(first, "Phần 1", more={"Phần 2": second})
        labels = {("Phần 1", r) if r <= half else ("Phần 2", r - half + 2): v for (_, r), v in labels.items()}
    else:
        data = xlsx(rows, merges=merges)
    return Return(f"{name}.xlsx", data, layout, labels)
