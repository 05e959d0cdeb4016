"""A withdrawal takes the rows that it points at and no others: by the mark they bear, by their number; all of them where
the pointer cannot be followed.
"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.registry import load_registry
from danhba.samples.builder import xlsx
from tests.conftest import REGISTRY

_READER = Reader(load_registry(REGISTRY))
_UNITS = {"30196": "Xã Định An", "30199": "Xã Định Yên", "30187": "Xã Vĩnh Thạnh", "30184": "Xã Long Hưng A"}
_CODES = list(_UNITS)
_SAYS = st.sampled_from(
    ["Số dự kiến, VNPT chưa đấu nối.", "Số tạm thời", "số này chưa công bố", "Đang đề nghị VNPT đổi số"]
)
_MARKS = st.sampled_from(
    [("(*)", "(*)"), ("*", "*"), ("(*)", "*"), ("**", "(**)"), ("²", "(2)"), ("(2)", "²"), ("(1)", "(1)")]
)
_WHICH = st.sets(st.sampled_from(_CODES), min_size=1, max_size=3)


def _published(marked: dict[str, str], at_name: bool, remark: str) -> set[str]:
    rows: list[list[object]] = [
        ["UBND HUYỆN LẤP VÒ"],
        [],
        ["DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG"],
        [],
        ["STT", "ĐƠN VỊ", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ"],
    ]
    for n, (code, name) in enumerate(_UNITS.items(), 1):
        mark = marked.get(code, "")
        number = f"0277 3845 {610 + n}"
        rows.append([n, f"{name} {mark}".strip(), number] if at_name else [n, name, f"{number} {mark}".strip()])
    rows += [[], [remark]]
    reading = _READER.read([Source("ds.xlsx", xlsx(rows))])[0]
    return {r["unit_code"] for r in reading.rows if r["ok"]}


@settings(max_examples=40, deadline=None)
@given(_WHICH, _MARKS, _SAYS, st.booleans())
def test_a_mark_takes_the_rows_that_bear_it(which: set[str], marks: tuple[str, str], says: str, at_name: bool) -> None:
    borne, explained = marks
    left = _published(dict.fromkeys(which, borne), at_name, f"{explained} {says}")
    assert not left & which
    if not at_name:
        assert left == set(_CODES) - which


@settings(max_examples=25, deadline=None)
@given(_WHICH, st.sampled_from(["mục {}", "STT {}", "dòng số {}"]), st.sampled_from([" và ", ", "]), st.booleans())
def test_numbers_of_rows_take_those_rows(which: set[str], form: str, joint: str, each: bool) -> None:
    counts = sorted(_CODES.index(code) + 1 for code in which)
    told = joint.join(form.format(n) for n in counts) if each else form.format(joint.join(map(str, counts)))
    left = _published({}, False, f"Riêng số của {told} đang đề nghị VNPT đổi số, đề nghị chưa công bố.")
    assert left == set(_CODES) - which


@settings(max_examples=15, deadline=None)
@given(_MARKS, _SAYS)
def test_a_mark_that_nobody_bears_or_that_speaks_of_the_others_takes_all(marks: tuple[str, str], says: str) -> None:
    assert _published({}, False, f"(3) Các số trên đây chưa công bố. {says}") == set()
    assert (
        _published({"30196": marks[0]}, False, f"{marks[1]} {says}; các số còn lại trong danh sách cũng chưa công bố")
        == set()
    )
