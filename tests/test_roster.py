"""Duty rosters: read from any layout; a planted gap or overlap is found at its cell and nowhere else; nobody's name is kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.duty.coverage import Stretch, coverage
from danhba.duty.days import Period, days_of, period_of
from danhba.duty.times import DAY, spans_of, time_of
from danhba.model.grid import address
from danhba.model.submission import Reading, Source
from danhba.registry import Registry
from danhba.report.lines import finding_line
from danhba.samples.builder import form, word, xlsx
from tests.conftest import Place, table
from tests.test_personal_data import _every_text

XA, CODE = "Xã Tân Khánh Trung", "30181"
NAMES = ["Nguyễn Văn Bảy", "Trần Thị Mười", "Huỳnh Ngọc Lành"]
CUTS = [[(7, 17), (17, 31)], [(0, 8), (8, 16), (16, 24)], [(7, 11), (11, 13), (13, 17), (17, 31)], [(0, 24)]]
FIRST = dt.date(2021, 9, 6)


def _h(hour: int) -> str:
    return f"{hour % 24 if hour != 24 else 24}h00"


def _span(start: int, end: int, how: int) -> str:
    if (start, end) == (0, 24):
        return ["24/24", "0h00 - 24h00", "từ 0h00 đến 24h00", "24/24 giờ"][how]
    after = end > 24
    return [
        f"{_h(start)} - {_h(end)}", f"từ {_h(start)} đến {_h(end)}{' hôm sau' if after else ''}",
        f"{_h(start)} hôm trước đến {_h(end)} hôm sau" if after else f"{_h(start)}–{_h(end)}", f"Ca trực ({start % 24}:00 - {end % 24 if end != 24 else 24}:00)",
    ][how]  # fmt: skip


def _date(day: dt.date, how: int) -> Any:
    weekday = ["Thứ 2", "Thứ 3", "Thứ 4", "Thứ 5", "Thứ 6", "Thứ 7", "Chủ nhật"][day.weekday()]
    return [
        day,
        f"{day:%d/%m/%Y}",
        f"{weekday} ({day.day:02d}/{day.month})",
        f"ngày {day.day} tháng {day.month:02d} năm {day.year}",
    ][how]


def _faults(reading: Reading) -> list[tuple[str, str, str]]:
    return sorted((f.code, f.sheet, f.cell) for f in reading.findings if f.severity != "info")


ROSTERS = {
    "days": st.integers(2, 6), "cut": st.sampled_from(CUTS), "how": st.integers(0, 3), "dates": st.integers(0, 3), "lost": st.sets(st.integers(0, 40), max_size=2),
    "longer": st.sets(st.integers(0, 40), max_size=1), "layout": st.sampled_from(["rows", "from to", "across", "down", "dated", "weeks", "word"]),
}  # fmt: skip


@given(**ROSTERS)
@settings(deadline=None, max_examples=20)
def test_a_roster_is_read_in_every_layout_and_its_planted_faults_are_found(
    days: int, cut: list[tuple[int, int]], how: int, dates: int, lost: set[int], longer: set[int], layout: str, reader: Reader
) -> None:  # fmt: skip
    dates = 1 if layout == "word" and dates == 0 else dates
    last = FIRST + dt.timedelta(days - 1)
    title = f"LỊCH TRỰC ĐƯỜNG DÂY NÓNG từ ngày {FIRST:%d/%m} đến ngày {last:%d/%m/%Y}"
    across = layout in ("across", "down")
    shifts = [(d, n, s, e) for d in range(days) for n, (s, e) in enumerate(cut)]
    # A shift that ends an hour late overlaps the next one; a lost one leaves a gap. Across, hours are the line's.
    late = (
        set()
        if across or cut == [(0, 24)]
        else {i for i in longer if i < len(shifts) - 1 and i not in lost and i + 1 not in lost}
    )
    told = [(d, n, s, e + (1 if i in late else 0)) for i, (d, n, s, e) in enumerate(shifts) if i not in lost]
    if not told or told[0][0] != 0 or told[-1][0] != days - 1:
        return
    sheets: dict[str, list[list[Any]]] = {}
    stretches: list[Stretch] = []
    if across:
        rows: list[list[Any]] = [[title], ["Ca trực", *(_date(FIRST + dt.timedelta(d), dates) for d in range(days))]]
        for n, (s, e) in enumerate(cut):
            rows.append(
                [_span(s, e, how), *(NAMES[n % 3] if any(t[:2] == (d, n) for t in told) else None for d in range(days))]
            )
        down = layout == "down" and len(cut) > 1
        sheets["Sheet1"] = [rows[0], *([list(r) for r in zip(*rows[1:], strict=True)] if down else rows[1:])]
        if down:
            sheets["Sheet1"][1][0] = "Ngày"
        stretches = [
            Stretch(
                d * DAY + s * 60, d * DAY + e * 60, "Sheet1", address(2 + d, 1 + n) if down else address(2 + n, 1 + d)
            )
            for d, n, s, e in told
        ]
    else:
        parts = [told] if layout != "weeks" else [[t for t in told if t[0] < 2], [t for t in told if t[0] >= 2]]
        for number, part in enumerate(p for p in parts if p):
            name = f"Tuần {number + 1}" if layout == "weeks" else "Bảng 1" if layout == "word" else "Sheet1"
            hours = ["Từ giờ", "Đến giờ"] if layout == "from to" else ["Giờ trực"]
            rows = [["STT", "Ngày trực", *hours, "Họ và tên", "Chức vụ", "Ghi chú"]]
            if layout == "dated":
                rows = [["STT", "Thời gian", "Cán bộ trực"]]
            if layout != "word":
                rows.insert(0, [title])
            for d, n, s, e in part:
                when = [_h(s), _h(e)] if layout == "from to" else [_span(s, e, how)]
                if layout == "dated":
                    day, after = FIRST + dt.timedelta(d), FIRST + dt.timedelta(d + e // 24)
                    one, two = f"{_h(s)} ngày {day:%d/%m/%Y}", f"{_h(e % 24)} ngày {after:%d/%m/%Y}"
                    rows.append([len(rows), f"Từ {one} đến {two}" if how % 2 else f"{one} - {two}", NAMES[n % 3]])
                    stretches.append(Stretch(d * DAY + s * 60, d * DAY + e * 60, name, address(len(rows) - 1, 1)))
                    continue
                stretches.append(Stretch(d * DAY + s * 60, d * DAY + e * 60, name, address(len(rows), 2)))
                rows.append([len(rows), _date(FIRST + dt.timedelta(d), dates), *when, NAMES[n % 3], "Trực ban", None])
            sheets[name] = rows
    expected = coverage(stretches, days)
    first, *others = sheets
    data = (
        word(sheets[first], [title])
        if layout == "word"
        else xlsx(sheets[first], first, more={o: sheets[o] for o in others})
    )
    (reading,) = reader.read([Source(f"{XA}/lich.{'docx' if layout == 'word' else 'xlsx'}", data)])
    planted = [("duty_gap", f.at.sheet, f.at.cell) for f in expected.gaps] + [
        ("duty_overlap", f.at.sheet, f.at.cell) for f in expected.overlaps
    ]
    assert _faults(reading) == sorted(planted)
    assert len(expected.overlaps) == len(late)
    (stated,) = reading.stated
    assert (stated.unit_code, stated.first, stated.last) == (CODE, FIRST.isoformat(), last.isoformat())
    whole = days if not expected.gaps else expected.gaps[0].start // DAY
    assert stated.values["until"] == ((FIRST + dt.timedelta(whole - 1)).isoformat() if whole else "")
    assert len(reading.rows) == 0
    assert not any(name in repr((reading.findings, reading.stated, reading.submitter)) for name in NAMES)


@given(st.lists(st.tuples(st.integers(0, 3 * DAY - 60), st.integers(30, 20 * 60)), min_size=1, max_size=12))
@settings(deadline=None, max_examples=60)
def test_gaps_are_the_minutes_that_no_shift_covers(shifts: list[tuple[int, int]]) -> None:
    stretches = [Stretch(s, s + n, "a", f"A{i}") for i, (s, n) in enumerate(shifts, start=1)]
    told = coverage(stretches, 3)
    begin = told.end - 3 * DAY
    covered = {m for s in stretches for m in range(s.start, s.end)}
    free = {m for m in range(begin, told.end) if m not in covered}
    assert {m for f in told.gaps for m in range(f.start, f.end)} == free
    assert told.until == min(free, default=told.end)


HEAD = ["Ngày", "Từ giờ", "Đến giờ", "Người trực", "Số điện thoại", "Ghi chú"]
TITLE = "LỊCH TRỰC ĐƯỜNG DÂY NÓNG THÁNG 9/2021"


@pytest.mark.parametrize(("rows", "told"), [
    ([["LỊCH TRỰC ĐƯỜNG DÂY NÓNG"], HEAD, ["06/9", "7h", "7h", NAMES[0], "", ""]], [("duty_day", "A3")]),
    ([["LỊCH TRỰC NĂM 2021"], HEAD, ["Thứ 2 (07/9)", "7h", "7h", NAMES[0], "", ""]], [("duty_day", "A3")]),
    ([["LỊCH TRỰC"], HEAD, ["31/9/2021", "7h", "7h", NAMES[0], "", ""]], [("duty_day", "A3")]),
    ([["LỊCH TRỰC"], HEAD, ["06/9/2021", "sáng", "7h", NAMES[0], "", ""]], [("duty_hours", "B3")]),
    ([["LỊCH TRỰC"], ["Ngày trực", "Ca trực"], ["06/9/2021", "Ca sáng"]], [("duty_hours", "B3")]),
    ([["LỊCH TRỰC"], ["Ngày trực", "Họ tên"], ["06/9/2021", NAMES[0]]], [("duty_ambiguous", "A2")]),
    ([["LỊCH TRỰC"], ["Họ tên", "06/9/2021", "07/9/2021", "08/9/2021"], [NAMES[0], "x", "x", ""]], [("duty_ambiguous", "A2")]),
    ([["LỊCH TRỰC"], ["Ngày trực", "Ca trực", "Đơn vị"], ["06/9/2021", "24/24", "Xã Không Có"]], [("name_unknown", "C3")]),
    ([["LỊCH TRỰC"], ["Ngày trực", "Ca trực", "Đơn vị"], ["06/9/2021", "24/24", "Sở Y tế"]], [("outside_authority", "C3")]),
])  # fmt: skip
def test_what_can_be_read_in_two_ways_is_told_and_not_taken(
    rows: list[list[Any]], told: list[tuple[str, str]], reader: Reader, registry: Registry
) -> None:
    (reading,) = reader.read([Source(f"{XA}/a.xlsx", xlsx(rows))])
    assert sorted((f.code, f.cell) for f in reading.findings if f.severity != "info") == told
    assert reading.stated == []
    for finding in reading.findings:
        line = finding_line(finding, registry)
        assert "…" not in line["message"], line
        assert "ví dụ" in line["hint"]
        assert not any(name in str(line) for name in NAMES)


@pytest.mark.parametrize(("text", "spans"), [
    ("7h30 - 11h30", [(450, 690)]), ("17h00 hôm trước đến 7h00 hôm sau", [(1020, 1860)]), ("17h hôm trước đến 7h00", [(-420, 420)]), ("24/24", [(0, 1440)]),
    ("7h30-11h30; 13h30-17h00", [(450, 690), (810, 1020)]), ("Từ 07 giờ 00 đến 17 giờ 30", [(420, 1050)]), ("07:00–07:00 ngày hôm sau", [(420, 1860)]),
    ("hành chính", None), ("Ca 1", None), ("7h30", None), ("25h - 26h", None), ("0912345678", None), ("", None),
])  # fmt: skip
def test_hours_as_offices_write_them(text: str, spans: list[tuple[int, int]] | None) -> None:
    assert spans_of(text) == spans


def test_days_as_offices_write_them() -> None:
    week = period_of(["Tuần từ ngày 06/9 đến ngày 12/9/2021"])
    assert (week.first, week.last) == (FIRST, dt.date(2021, 9, 12))
    assert period_of(["Đồng Tháp, ngày 05 tháng 9 năm 2021"]) == Period()
    for value in (FIRST, "Thứ 2", "06/9", "Thứ Hai (06/9)", "thứ 2, ngày 06/09/2021", "T2 06-9", 6, "ngày 6"):
        assert days_of(value, week) == [FIRST], value
    assert len(days_of("từ ngày 06/9 đến ngày 12/9", week) or ()) == 7
    for value in ("Thứ 3 (06/9)", "31/9", "thứ 9", "ai đó", True, 6.5):
        assert days_of(value, week) is None, value
    assert [time_of(v) for v in ("7h30", "07:30", "7 giờ 30", dt.time(7, 30), 0.3125, "hành chính")] == [
        450,
        450,
        450,
        450,
        450,
        None,
    ]


def test_rosters_of_two_nights_the_state_and_the_number(place: Place) -> None:
    place.drop(f"{XA}/a.xlsx", xlsx(form({"C": [(XA, "0277 3851 001")]})))
    rows = [["06/9/2021", "7h", "7h", NAMES[0], "0277 3851 001", ""], ["07/9/2021", "7h", "7h", NAMES[1], "0912 345 678", "chuyển tiếp về đường dây nóng"],
            ["08/9/2021", "7h", "7h", NAMES[2], "0912 345 679", ""]]  # fmt: skip
    place.drop(f"{XA}/lich truc.xlsx", xlsx([["LỊCH TRỰC ĐƯỜNG DÂY NÓNG"], HEAD, *rows]))
    place.run("2021-09-06T08:00:00+07:00")
    assert place.progress[CODE]["duty_until"] == "2021-09-08"
    assert place.progress[CODE]["state"] == "published"
    (told,) = [f for f in place.findings if f["code"].startswith("duty_")]
    assert (told["code"], told["cell"], told["raw"]) == ("duty_number", "E5", "")
    assert not [f for f in place.findings if f["code"] in ("form_other", "row_outside_table", "phone_multiple")]
    (said,) = [f for f in place.findings if f["code"] == "roster_received"]
    assert "có lịch trực đến ngày 08/09/2021" in said["message"]
    place.drop(
        f"{XA}/lich moi.xlsx",
        xlsx([["LỊCH TRỰC 24/24"], ["Ngày", "Người trực"], *([f"{d:02d}/9/2021", NAMES[0]] for d in range(9, 15))]),
    )
    place.run("2021-09-08T08:00:00+07:00")
    assert place.progress[CODE]["duty_until"] == "2021-09-14"
    (demand,) = [
        d for d in table(place.outbox / "reports" / "yeu-cau.csv") if (d["unit_code"], d["demand"]) == (CODE, "duty")
    ]
    assert (demand["state"], demand["source_file"].rpartition("/")[2]) == ("met", "lich moi.xlsx")
    for where, text in _every_text(place.outbox):
        assert not [n for n in [*NAMES, "0912345679", "0912 345 679"] if n in text], where


@pytest.mark.parametrize(
    "head", [["Ngày", "Chức danh"], ["Ngày", "Họ và tên", "Điện thoại"], ["STT", "Từ ngày", "Đến ngày", "Tổ trưởng"]]
)
def test_hours_may_stand_in_the_title_alone(reader: Reader, head: list[str]) -> None:
    values = {"STT": 1, "Ngày": "06/09/2021 - 30/09/2021", "Từ ngày": "06/09/2021", "Đến ngày": "30/09/2021"}
    row = [values.get(h, "0277 3851 234" if h == "Điện thoại" else "Trực ban") for h in head]
    (reading,) = reader.read([Source(f"{XA}/a.xlsx", xlsx([["LỊCH TRỰC ĐƯỜNG DÂY NÓNG 24/24 GIỜ"], head, row]))])
    assert [(s.form, s.values["until"]) for s in reading.stated] == [("roster", "2021-09-30")]


def test_a_list_of_hotlines_with_a_day_is_no_roster(reader: Reader) -> None:
    rows = [["DANH SÁCH TRỰC ĐƯỜNG DÂY NÓNG"], ["STT", "Tên đơn vị", "Số điện thoại đường dây nóng", "Ngày thiết lập"], [1, XA, "0277 3851 234", "05/09/2021"]]  # fmt: skip
    (reading,) = reader.read([Source(f"{XA}/a.xlsx", xlsx(rows))])
    assert [r["phone_e164"] for r in reading.rows] == ["+842773851234"]
    assert reading.stated == []
