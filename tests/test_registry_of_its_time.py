"""Two registries, each of its time: a list of the other one's time is read where old names are known, and waits where they are not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.identify.match import Matcher
from danhba.identify.registry_check import _problems
from danhba.identify.result import Scope
from danhba.model.submission import Reading, Source, Submission
from danhba.registry import load_registry
from danhba.resolve.resolve import resolve
from danhba.samples.builder import HEADER, xlsx

OLD, NEW = "dong-thap-2021-09", "dong-thap-2025-07"


@cache
def reader(name: str) -> Reader:
    return Reader(load_registry(Path(name)))


def _read(name: str, rows: list[list[object]], file: str = "danh sach.xlsx") -> Reading:
    return reader(name).read([Source(file, xlsx(rows))])[0]


def _communes(name: str) -> list[str]:
    return [u.name for u in load_registry(Path(name)).units if u.tier == "C"]


NOW = _communes(NEW)
SAME = [name for name in NOW if name in set(_communes(OLD))]
ONLY_NOW = list(load_registry(Path(OLD)).later)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(SAME), min_size=1, max_size=4, unique=True),
    st.lists(st.sampled_from(ONLY_NOW), min_size=2, max_size=4, unique=True),
    st.randoms(use_true_random=False),
)
def test_a_list_of_today_s_communes_is_not_the_old_registry_s(same: list[str], new: list[str], random_: object) -> None:
    names = [*same, *new]
    random_.shuffle(names)  # type: ignore[attr-defined]
    rows: list[list[object]] = [["UBND TỈNH ĐỒNG THÁP"], list(HEADER), ["C", "CẤP XÃ"]]
    rows += [[i, f"UBND {n}" if i % 2 else n, f"0277 38{i}5 {i}27"] for i, n in enumerate(names, start=1)]
    reading = _read(OLD, rows)
    assert reading.submitter.contradicted
    assert any(f.code == "submitter_unknown" and f.severity == "error" for f in reading.findings)


def test_the_names_that_only_came_later_are_all_that_the_old_registry_does_not_know() -> None:
    old = Matcher(load_registry(Path(OLD)))
    assert [name for name in NOW if old.certain_or_decoded(name, Scope("C")) is None] == ONLY_NOW


@pytest.mark.parametrize("date", ["ngày 15 tháng 7 năm 2025", "từ 01/7/2025", "(cập nhật 3.8.2025)"])
def test_a_list_dated_after_the_registry_s_last_day_waits(date: str) -> None:
    rows: list[list[object]] = [[f"DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG {date}"], list(HEADER), ["C", "CẤP XÃ"]]
    rows += [[1, "Xã Phong Mỹ", "0277 3845 226"], [2, "Xã Tân Khánh Trung", "0277 3845 227"]]
    reading = _read(OLD, rows)
    assert reading.submitter.contradicted
    assert any("30/06/2025" in str(f.params) for f in reading.findings if f.code == "submitter_unknown")
    assert not _read(NEW, rows).submitter.contradicted


@pytest.mark.parametrize("date", ["ngày 05 tháng 9 năm 2021", "từ 01/6/2025", ""])
def test_a_list_of_its_own_time_does_not_wait(date: str) -> None:
    rows: list[list[object]] = [[f"DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG {date}"], list(HEADER), ["C", "CẤP XÃ"]]
    rows += [
        [1, "Xã Phong Mỹ", "0277 3845 226"],
        [2, "Xã Tân Khánh Trung", "0277 3845 227"],
        [3, "Phường Cao Lãnh", None],
    ]
    assert not _read(OLD, rows).submitter.contradicted


def test_a_return_of_the_old_layout_is_read_by_today_s_registry() -> None:
    rows: list[list[object]] = [
        ["DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG"], list(HEADER),
        ["A", "CƠ QUAN, ĐƠN VỊ"], [1, "Sở Nội vụ", "0277 3851 101"], [2, "Sở KH&ĐT", "0277 3851 102"],
        ["B", "CẤP HUYỆN"], [1, "UBND huyện Lấp Vò", "0277 3845 281"], [2, "Thành phố Sa Đéc", "0277 3845 282"], [3, "Tam Nông", "0277 3845 283"],
        ["C", "CẤP XÃ"],
        ["I", "Huyện Lấp Vò"], [1, "Xã Tân Mỹ", "0277 3845 284"], [2, "Thị trấn Lấp Vò", "0277 3845 285"], [3, "Xã Mỹ An Hưng A", "0277 3845 286"],
        ["II", "Huyện Thanh Bình"], [1, "Xã Tân Mỹ", "0277 3845 288"], [2, "Xã Phú Cường", "0277 3845 289"],
    ]  # fmt: skip
    reading = _read(NEW, rows)
    units = {r["phone_e164"][-3:]: r["unit_code"] for r in reading.rows if r["ok"]}
    name = {u.code: u.name for u in reader(NEW).registry.units}
    assert {k: name[v] for k, v in units.items()} == {
        "101": "Sở Nội vụ", "284": "Xã Mỹ An Hưng", "285": "Xã Lấp Vò", "286": "Xã Mỹ An Hưng", "288": "Xã Thanh Bình",
    }  # fmt: skip
    said = {f.cell: str(f.params.get("detail", "")) for f in reading.findings if f.severity == "error"}
    assert "Sở Tài chính" in said["B5"]
    assert "huyện Lấp Vò không còn" in said["B7"]
    assert "Xã Mỹ An Hưng" in said["B7"]
    assert {f.cell for f in reading.findings if f.code == "name_retired" and f.severity == "warning"} == {
        "B12",
        "B13",
        "B14",
        "B16",
    }


def test_the_registry_that_is_not_in_force_at_the_campaign_s_date_is_told() -> None:
    old, new = load_registry(Path(OLD)), load_registry(Path(NEW))
    assert old.out_of_campaign() == ""
    assert _problems(old) == []
    assert new.out_of_campaign(dt.datetime(2025, 8, 1, tzinfo=dt.UTC)) == ""
    assert "01/07/2025" in new.out_of_campaign(dt.datetime(2021, 9, 7, tzinfo=dt.UTC))
    late = replace(old, deadline=dt.datetime(2025, 9, 6, tzinfo=dt.UTC))
    assert "30/06/2025" in late.out_of_campaign()
    assert any("30/06/2025" in problem for problem in _problems(late))


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_former_communes_of_one_successor_with_different_numbers_are_a_conflict(data: st.DataObject) -> None:
    registry, heirs = reader(NEW).registry, _heirs()
    code = data.draw(st.sampled_from(sorted(c for c, names in heirs.items() if len(names) > 1)))
    names = data.draw(st.lists(st.sampled_from(heirs[code]), min_size=2, max_size=4, unique=True))
    rows: list[list[object]] = [list(HEADER), ["B", "CẤP XÃ"]]
    rows += [[i, name, f"0277 385 {i}2{i}6"] for i, name in enumerate(names, start=1)]
    reading = _read(NEW, rows)
    assert {r["unit_code"] for r in reading.rows} == {code}
    assume(all(reading.rows.columns["ok"]))  # a name that bears two is refused
    sent = Submission(
        "1", "a.xlsx", reading.sha256, "2025-08-01", "1", reading.submitter.unit_code, reading.rows, reading.findings
    )
    resolution = resolve([sent], registry)
    assert resolution.entries == []
    assert "unit_conflict" in {f.code for f in resolution.findings["1"]}


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_one_part_of_a_successor_does_not_take_another_s_place_by_coming_later(data: st.DataObject) -> None:
    """Nights of returns, each of one former commune or of today's unit itself. Which are heard: of the newest return's own name the newest,
    of every other name the newest, unless today's unit spoke last."""
    registry, heirs = reader(NEW).registry, _heirs()
    code = data.draw(st.sampled_from(sorted(c for c, names in heirs.items() if len(names) > 1)))
    today = registry.full_name(code)
    speakers = data.draw(st.lists(st.sampled_from([today, *heirs[code][:3]]), min_size=2, max_size=5))
    numbers = data.draw(st.lists(st.integers(0, 2), min_size=len(speakers), max_size=len(speakers)))
    sent, newest = [], {}
    for night, (name, n) in enumerate(zip(speakers, numbers, strict=True), start=1):
        reading = _read(NEW, [list(HEADER), ["B", "CẤP XÃ"], [1, name, f"0277 385 {n}2{n}6"]])
        assume(reading.rows.columns["ok"] == ["1"])  # a name that bears two is refused
        at = f"2025-08-0{night}"
        sent.append(Submission(str(night), f"{night}.xlsx", reading.sha256, at, at, "", reading.rows, reading.findings))
        newest[name] = n
    resolution = resolve(sent, registry)
    heard = {newest[speakers[-1]]} if speakers[-1] == today else set(newest.values())
    assert len(resolution.entries) == (len(heard) == 1)
    if len(heard) == 1:
        assert resolution.entries[0]["phone"].replace(" ", "") == "0277385{0}2{0}6".format(numbers[-1])
    else:
        assert "unit_conflict" in {f.code for f in resolution.findings[str(len(sent))]}


def _heirs() -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for one in reader(NEW).registry.former:
        if one.is_whole:
            above = one.district[:1].lower() + one.district[1:]
            out.setdefault(one.successors[0], []).append(
                f"{one.name}, {above}, {one.province[:1].lower()}{one.province[1:]}"
            )
    return out
