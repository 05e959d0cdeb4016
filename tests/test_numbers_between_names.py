"""Numbers on lines of their own between names, and numbers of an agency's branch: nothing that is not certain is published."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Reading, Source
from danhba.registry import load_registry
from danhba.samples.builder import HEADER, xlsx
from tests.conftest import REGISTRY
from tests.examples import share

_REGISTRY = load_registry(REGISTRY)
_READER = Reader(_REGISTRY)
_COMMUNES = [u for u in _REGISTRY.units if u.parent == "873"]
_AGENCIES = [u for u in _REGISTRY.units if u.tier == "A"]
_DISTRICTS = [u for u in _REGISTRY.units if u.tier == "B"]


def _read(rows: list[list[object]], folder: str = "873") -> Reading:
    return _READER.read([Source(f"{folder}/ds.xlsx", xlsx(rows))])[0]


@settings(max_examples=share(20), deadline=None)
@given(
    st.lists(st.sampled_from(_COMMUNES), min_size=2, max_size=5, unique_by=lambda u: u.code),
    st.booleans(), st.booleans(), st.sampled_from(["", "section", "heading", "row"]), st.booleans(),
)  # fmt: skip
def test_numbers_above_their_names_are_not_given_to_the_name_above(
    units: list, above: bool, counted: bool, before: str, gap: bool
) -> None:
    rows: list[list[object]] = [["UBND HUYỆN CAO LÃNH"], list(HEADER), *([[], []] if gap else [])]
    rows += {"section": [["C", "CẤP XÃ"]], "heading": [["I", "HUYỆN CAO LÃNH"]], "": []}.get(before, [])
    first = next(u for u in _COMMUNES if u not in units)
    if before == "row":
        rows.append([1, first.name, "0277 3999 999"])
    own: dict[str, str] = {}
    for n, unit in enumerate(units, start=2):
        number, name = [None, None, f"0277 3845 1{n:02d}"], [n if counted else None, unit.name]
        rows += [number, name] if above else [name, number]
        own[unit.code] = f"+8427738451{n:02d}"
    reading = _read(rows)
    published = {r["unit_code"]: r["phone_e164"] for r in reading.rows if r["ok"]}
    published.pop(first.code, "")
    if above:
        assert published == {}
        told = [f for f in reading.findings if f.code == "layout_ambiguous"]
        assert len(told) >= len(units)
        assert not {"name_missing", "phone_missing"} & {f.code for f in reading.findings}
    elif counted:
        assert published == own


@settings(max_examples=share(20), deadline=None)
@given(
    st.sampled_from(_AGENCIES), st.sampled_from(_DISTRICTS),
    st.sampled_from(["chi nhánh {}", "Chi nhánh huyện {}", "khu vực {}", "tại {}", "Văn phòng {}", "CN: chi nhánh số 2", "phòng giao dịch {}"]),
    st.booleans(),
)  # fmt: skip
def test_the_number_of_an_agency_s_branch_is_not_the_agency_s(agency, district, words: str, extra: bool) -> None:  # type: ignore[no-untyped-def]
    bare = district.name.split(" ", 1)[1].removeprefix("phố ").removeprefix("xã ")
    head = [*HEADER, "Ghi thêm"] if extra else list(HEADER)
    line = [1, agency.name, "0277 3848 183", *([None] if extra else []), words.format(bare)]
    assert not any(r["ok"] for r in _read([head, ["A", "CƠ QUAN, ĐƠN VỊ"], line], agency.code).rows)


def test_other_notes_beside_an_agency_do_not_hold_it() -> None:
    for note in (
        "Trực 24/24",
        "Văn phòng Sở",
        "Bộ phận một cửa",
        "Tổng đài",
        "ông Nguyễn Thanh Bình",
        "tại trụ sở",
        "số mới",
    ):
        rows = [[*HEADER], ["A", "CƠ QUAN, ĐƠN VỊ"], [1, "Sở Xây dựng", "0277 3848 183", note]]
        assert [bool(r["ok"]) for r in _read(rows, "A-SXD").rows] == [True], note
