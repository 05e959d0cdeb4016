"""What a heading's words say: the tier of a bare name, the district of the names below; and a committee that names no place."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.identify.match import Matcher
from danhba.identify.result import Scope
from danhba.model.submission import Source
from danhba.registries import shipped
from danhba.registry import Registry, load_registry
from danhba.samples.builder import xlsx
from danhba.vietnamese.text import fold
from tests.conftest import REGISTRY
from tests.examples import share
from tests.name_rules import codes_of

HEAD = ["STT", "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ"]
_REGISTRIES = [load_registry(path) for path in shipped().values()]
_TYPES = ("thanh pho ", "thi xa ", "thi tran ", "huyen ", "phuong ", "xa ")
_REGISTRY = load_registry(REGISTRY)
_READER = Reader(_REGISTRY)
_DISTRICTS = [u for u in _REGISTRY.units if u.tier == "B"]
_COMMUNES = [u for u in _REGISTRY.units if u.tier == "C"]


def _bare(name: str) -> str:
    """Return a place's name without its type word, as it is written."""
    kind = next((t for t in _TYPES if fold(name).startswith(t)), "")
    return name[len(kind) :]


def _of_two_tiers(registry: Registry) -> dict[str, set[str]]:
    """Return the bare names that fit a district and a commune, without marks, each with the units that they fit."""
    kinds = {s.tier: s.kind for s in registry.sections}
    fits: dict[str, set[str]] = {}
    for unit in registry.units:
        if kinds.get(unit.tier) in ("district", "commune"):
            fits.setdefault(fold(_bare(unit.name)), set()).add(unit.code)
    return {
        name: codes
        for name, codes in fits.items()
        if {kinds[registry.by_code[c].tier] for c in codes} == {"district", "commune"}
    }


@pytest.mark.parametrize("registry", _REGISTRIES, ids=lambda r: r.path.name)
def test_a_bare_name_of_two_tiers_is_ambiguous_unless_words_say_the_tier(registry: Registry) -> None:
    matcher = Matcher(registry)
    doubtful = _of_two_tiers(registry)
    for unit in registry.units:
        bare = _bare(unit.name)
        if fold(bare) not in doubtful or matcher.tiers.is_agency(unit):
            continue
        above = {unit.parent, unit.code, ""} & {"", *registry.by_code}
        for written in (bare, bare.upper(), fold(bare), bare.replace(" ", "")):
            for tier in ("", *(s.tier for s in registry.sections)):
                for district in above:
                    match = matcher.match(written, Scope(tier, district, worded=False))
                    assert (match.unit, codes_of(match)) == (None, {"name_ambiguous"}), (written, tier, district)
            worded = matcher.match(written, Scope(unit.tier, unit.parent, worded=True))
            assert worded.unit == unit, written
        assert matcher.match(unit.name, Scope(unit.tier, unit.parent, worded=False)).unit == unit
    assert registry.id != _REGISTRY.id or doubtful


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(_of_two_tiers(_REGISTRY))), st.data())
def test_a_letter_alone_says_no_tier_in_a_sheet(name: str, data: st.DataObject) -> None:
    letter, words, tier = data.draw(st.sampled_from([("B", "CẤP HUYỆN", "B"), ("C", "CẤP XÃ", "C"), ("", "", "")]))
    with_words = data.draw(st.booleans())
    sender = data.draw(
        st.sampled_from([[], [["UBND " + d.name.upper()] for d in _DISTRICTS if fold(_bare(d.name)) == name]])
    )
    heading = data.draw(
        st.sampled_from(
            [[letter, words if with_words else None], [f"{letter}. {words}" if with_words else letter, None]]
        )
    )
    rows = [*sender, HEAD, *([[*heading, None, None]] if letter else []), [1, name, "0277 3851 222", None]]
    reading = _READER.read([Source("tep.xlsx", xlsx(rows))])[0]
    published = [r["unit_code"] for r in reading.rows if r["ok"]]
    if not letter or not with_words:
        assert not published, rows
    assert all(_REGISTRY.by_code[c].tier == tier for c in published)


_AROUND = [
    "{}", "{} (13 xã, thị trấn)", "Thuộc địa bàn {}", "Các xã thuộc {}", "Các xã, thị trấn thuộc {}:", "Địa bàn {}", "{} gồm 13 đơn vị",
    "UBND các xã, phường, thị trấn {}", "Các xã của {} (12 xã)", "{}: 13 đơn vị", "I. {} - các xã, thị trấn trực thuộc",
]  # fmt: skip
_NOT_UNDERSTOOD = ["Các xã ngoài {}", "{} (cũ)", "Các xã giáp ranh {}", "{} và Cao Lãnh", "Không thuộc {}", "{} 2"]


@settings(max_examples=share(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_district_is_heard_among_words_of_a_heading(data: st.DataObject) -> None:
    district = data.draw(st.sampled_from(_DISTRICTS))
    names = [u.name for u in _COMMUNES]
    unit = data.draw(
        st.sampled_from([u for u in _COMMUNES if u.parent == district.code and names.count(u.name) > 1] or _COMMUNES)
    )
    known = data.draw(st.booleans())
    around = data.draw(st.sampled_from(_AROUND if known else _NOT_UNDERSTOOD))
    name = district.name[0].lower() + district.name[1:] if around[0] != "{" else district.name
    text = around.format(data.draw(st.sampled_from([name, name.upper()])))
    rows = [HEAD, ["C", "CẤP XÃ", None, None], [data.draw(st.sampled_from(["I", None])), text, None, None]]
    reading = _READER.read([Source("tep.xlsx", xlsx([*rows, [1, unit.name, "0277 3851 222", None]]))])[0]
    published = [r["unit_code"] for r in reading.rows if r["ok"]]
    if names.count(unit.name) > 1:
        meant = [u.code for u in _COMMUNES if u.name == unit.name and u.parent == district.code]
        assert published == (meant if known else []), text


@settings(max_examples=share(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_committee_without_a_name_is_the_sender_in_its_own_return(data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from(_DISTRICTS + _COMMUNES))
    kind = next(
        t for t in ("thành phố", "thị xã", "thị trấn", "huyện", "phường", "xã") if unit.name.lower().startswith(t)
    )
    said = data.draw(
        st.sampled_from(
            ["UBND {}", "Ủy ban nhân dân {}", "VP HĐND và UBND {}", "Văn phòng UBND {}", "Văn phòng HĐND&UBND {}"]
        )
    )
    other = data.draw(st.sampled_from(["huyện", "xã", "phường", "thị trấn", "thành phố"]))
    row = said.format(data.draw(st.sampled_from([kind, kind.upper(), other])))
    folder = data.draw(st.sampled_from([unit.code, ""]))
    reading = _READER.read([Source(f"{folder}/tep.xlsx".lstrip("/"), xlsx([HEAD, [1, row, "0277 3851 222", None]]))])[0]
    published = [r["unit_code"] for r in reading.rows if r["ok"]]
    mine = bool(folder) and fold(row).endswith(" " + fold(kind)) and kind == unit.unit_type
    assert published == ([unit.code] if mine else []), row
    told = [f for f in reading.findings if f.code.startswith("name_")]
    assert mine or (told and "Tên gần nhất" not in str(told[0].params))


def test_another_places_heading_ends_what_the_sender_says(check) -> None:
    report = check(
        "STT | Tên đơn vị | Đường dây nóng\nC | CẤP XÃ |\nI | Huyện Lai Vung |\n1 | UBND huyện | 0277 3851 222",
        name="875/tep.xlsx",
    )
    assert report.units == {}


@pytest.mark.parametrize("name", ["UBND xã", "Ban X", "Zzz", "Đơn vị khác", "abc"])
def test_where_nothing_is_near_nothing_is_proposed(check, name: str) -> None:
    report = check(f"STT | Tên đơn vị | Đường dây nóng\n1 | {name} | 0277 3851 222")
    told = [f for f in report.reading.findings if f.code.startswith("name_")]
    assert "Tên gần nhất" not in str(told[0].params)


def test_several_units_without_their_names_are_said_so(check) -> None:
    report = check("STT | Tên đơn vị | Đường dây nóng\n1 | Tất cả các xã | 0277 3851 222")
    told = [f for f in report.reading.findings if f.code == "many_units_in_row"]
    assert [f.params["candidates"] for f in told] == ["ghi chung, không nêu tên từng đơn vị"]
