"""Monthly counts: read from any layout, balanced, joined to the month before; a planted fault is found at its cell and nowhere else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.counts.layout import _of_time
from danhba.counts.month import before, months_in
from danhba.model.submission import Reading, Source
from danhba.registry import Registry
from danhba.report.lines import finding_line
from danhba.samples.builder import form, word, xlsx
from schemas.forms import counts as counts_form
from schemas.forms.counts import COUNTED
from tests.conftest import Place, table

XA = "Xã Tân Khánh Trung"
UNITS = [(XA, "30181"), ("Xã Long Hưng A", "30184"), ("Xã Long Hưng B", "30190")]
TITLE = "BÁO CÁO SỐ LIỆU TIẾP NHẬN, XỬ LÝ PHẢN ÁNH QUA ĐƯỜNG DÂY NÓNG THÁNG 9 NĂM 2021"
HEADS = [
    st.sampled_from(["Kỳ trước chuyển sang", "Tồn đầu kỳ", "Số tháng trước chuyển sang"]),
    st.sampled_from(["Tiếp nhận trong kỳ", "Số phản ánh tiếp nhận trong tháng", "Phát sinh trong tháng"]),
    st.sampled_from(["Đã trả lời đúng hạn", "Đã giải quyết trong hạn", "Trả lời đúng hạn"]),
    st.sampled_from(["Đã trả lời trễ hạn", "Đã giải quyết quá hạn", "Xử lý trễ hạn"]),
    st.sampled_from(["Đang xử lý trong hạn", "Chưa trả lời, còn hạn", "Chưa đến hạn"]),
    st.sampled_from(["Đang xử lý quá hạn", "Chưa giải quyết, quá hạn", "Còn tồn quá hạn"]),
]  # fmt: skip


@st.composite
def balanced(draw: st.DrawFn) -> list[int]:
    """Counts that balance, in the order of COUNTED."""
    ends = [draw(st.integers(0, 40)) for _ in range(4)]
    carried = draw(st.integers(0, sum(ends)))
    return [carried, sum(ends) - carried, *ends]


def _errors(reading: Reading) -> list[tuple[str, str]]:
    return [(f.code, f.cell) for f in reading.findings if f.severity != "info"]


@given(counts=st.lists(balanced(), min_size=3, max_size=3), off=st.lists(st.integers(-3, 3), min_size=3, max_size=3), heads=st.tuples(*HEADS), order=st.permutations(range(6)), merged=st.booleans(), typed=st.sampled_from([int, float, str]))  # fmt: skip
@settings(deadline=None, max_examples=25)
def test_a_row_a_unit_is_read_and_an_imbalance_found_at_its_cells(
    counts: list[list[int]], off: list[int], heads: tuple[str, ...], order: list[int], merged: bool, typed: Any, reader: Reader
) -> None:  # fmt: skip
    head: list[list[Any]] = [["STT", "Đơn vị", *(heads[i] for i in order)]]
    if merged:
        order = list(range(6))
        head = [
            ["STT", "Đơn vị", *heads[:2], "Đã trả lời", None, "Đang xử lý", None],
            [None, None, None, None, "Đúng hạn", "Trễ hạn", "Trong hạn", "Quá hạn"],
        ]
    rows: list[list[Any]] = [[TITLE], *head, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"]]
    planted = []
    for n, ((name, _), values, wrong) in enumerate(zip(UNITS, counts, off, strict=True)):
        values[5] = max(values[5] + wrong, 0)
        if values[0] + values[1] != sum(values[2:]):
            planted.append(("count_balance", f"{'CDEFGH'[order.index(1)]}{len(rows) + 1}"))
        rows.append([n + 1, name, *(typed(values[i]) for i in order)])
    rows += [["", "Tổng cộng", *(0 for _ in order)], [], [None, None, None, None, "Lấp Vò, ngày 01 tháng 10 năm 2021"]]
    (reading,) = reader.read([Source("Huyện Lấp Vò/so lieu.xlsx", xlsx(rows))])
    assert _errors(reading) == planted
    expected = [
        (code, "2021-09-01", values)
        for (_, code), values in zip(UNITS, counts, strict=True)
        if values[0] + values[1] == sum(values[2:])
    ]
    assert [(s.unit_code, s.first, [int(s.values[n]) for n in COUNTED]) for s in reading.stated] == expected
    assert len(reading.rows) == 0


@given(counts=st.lists(balanced(), min_size=1, max_size=3), sub=st.booleans(), letters=st.booleans())
@settings(deadline=None, max_examples=15)
def test_a_list_with_the_count_beside_it_is_read(
    counts: list[list[int]], sub: bool, letters: bool, reader: Reader
) -> None:
    labels = [
        "Kỳ trước chuyển sang",
        "Tiếp nhận trong kỳ",
        "Đã trả lời đúng hạn",
        "Đã trả lời trễ hạn",
        "Đang xử lý trong hạn",
        "Đang xử lý quá hạn",
    ]
    lines: list[list[Any]] = [[label, *(c[i] for c in counts)] for i, label in enumerate(labels)]
    if sub:
        for at, upper, parts in (
            (4, "Đang xử lý", ("- Trong hạn", "- Quá hạn")),
            (2, "Đã trả lời", ("- Đúng hạn", "- Trễ hạn")),
        ):
            lines[at][0], lines[at + 1][0] = parts
            lines.insert(at, [upper, *(a + b for a, b in zip(lines[at][1:], lines[at + 1][1:], strict=True))])
    heads = [f"Tháng {7 + n}/2021" for n in range(len(counts))]
    rows = [["KẾT QUẢ TIẾP NHẬN, XỬ LÝ PHẢN ÁNH"], ["Nội dung", *heads], *lines]
    data = word(rows[1:], [rows[0][0]]) if letters else xlsx(rows)
    (reading,) = reader.read([Source(f"{XA}/bao cao.{'docx' if letters else 'xlsx'}", data)])
    assert _errors(reading) == []
    assert [(s.unit_code, s.first[:7], [int(s.values[n]) for n in COUNTED]) for s in reading.stated] == [
        ("30181", f"2021-{7 + n:02d}", c) for n, c in enumerate(counts)
    ]


FLAT = [
    "Kỳ trước chuyển sang",
    "Tiếp nhận trong kỳ",
    "Đã trả lời đúng hạn",
    "Đã trả lời trễ hạn",
    "Đang xử lý trong hạn",
    "Đang xử lý quá hạn",
]


@pytest.mark.parametrize(("rows", "told"), [
    ([[TITLE], FLAT[:5], [1, 2, 3, 0, 0]], [("column_missing", "A2")]),
    ([[TITLE], [*FLAT, "Chưa giải quyết quá hạn"], [0, 0, 0, 0, 0, 0, 0]], [("count_ambiguous", "F2")]),
    ([["SỐ LIỆU PHẢN ÁNH"], FLAT, [0, 0, 0, 0, 0, 0]], [("count_month", "A2")]),
    ([["SỐ LIỆU THÁNG 8/2021 VÀ THÁNG 9/2021"], FLAT, [0, 0, 0, 0, 0, 0]], [("count_month", "A2")]),
    ([[TITLE], FLAT, [0, None, 0, 0, 0, 0]], [("value_missing", "B3")]),
    ([[TITLE], ["Đơn vị", *FLAT], ["Xã Không Có", 0, 0, 0, 0, 0, 0]], [("name_unknown", "A3")]),
    ([[TITLE], ["Đơn vị", *FLAT], ["Sở Y tế", 0, 0, 0, 0, 0, 0]], [("outside_authority", "A3")]),
    ([[TITLE], ["Đơn vị", *FLAT], [XA, 0, 0, 0, 0, 0, 0], [XA, 0, 1, 1, 0, 0, 0]], [("count_ambiguous", "C3"), ("count_ambiguous", "C4")]),
])  # fmt: skip
def test_what_is_not_certain_is_told_and_not_taken(
    rows: list[list[Any]], told: list[tuple[str, str]], reader: Reader, registry: Registry
) -> None:
    (reading,) = reader.read([Source(f"{XA}/a.xlsx", xlsx(rows))])
    assert sorted(_errors(reading)) == sorted(told)
    assert reading.stated == []
    for finding in reading.findings:
        line = finding_line(finding, registry)
        assert "…" not in line["message"] + line["hint"], line
        assert "ví dụ" in line["hint"] or finding.code == "column_missing"


def test_months_are_read_and_days_are_none() -> None:
    for text in ("Tháng 9/2021", "THÁNG 09 NĂM 2021", "T9/2021", "từ ngày 01/9/2021 đến ngày 30/9/2021", "kỳ 9-2021"):
        assert [m for m, _ in months_in([text])] == ["2021-09"], text
    for text in ("ngày 05 tháng 10 năm 2021", "05/10/2021", "Công văn số 12/2021", "từ 15/8/2021 đến 14/9/2021"):
        assert months_in([text]) == [], text
    assert (before("2022-01"), before("2021-10")) == ("2021-12", "2021-09")


def test_months_follow_each_other_and_a_hotline_beside_them_is_read(place: Place) -> None:
    place.drop(
        f"{XA}/a.xlsx",
        xlsx(
            form({"C": [(XA, "0277 3851 001")]}),
            more={"Số liệu": [[TITLE.replace("9", "8", 1)], FLAT, [0, 9, 5, 0, 3, 1]]},
        ),
    )
    place.run("2021-09-06T08:00:00+07:00")
    place.drop(f"{XA}/b.xlsx", xlsx([[TITLE], FLAT, [3, 10, 9, 1, 2, 1]]))
    place.run("2021-10-02T08:00:00+07:00")
    assert {e["phone"] for e in place.directory.values()} == {"0277 3851 001"}
    lines = table(place.outbox / "reports/so-lieu.csv")
    assert [(x["unit_code"], x["month"], x["share_in_time"], x["left_before"]) for x in lines] == [
        ("30181", "2021-08", "0.833", ""),
        ("30181", "2021-09", "0.818", "4"),
    ]
    assert place.progress["30181"]["counts_month"] == "2021-09"
    met = {
        x["unit_code"]
        for x in table(place.outbox / "reports/yeu-cau.csv")
        if (x["demand"], x["state"]) == ("log", "met")
    }
    assert met == {"30181"}
    document = Document(str(place.outbox / "reports" / "bao-cao.docx"))
    assert any(
        "Số liệu tháng 09/2021 của 1 đơn vị đã gửi: tiếp nhận 10, trả lời đúng hạn 9" in p.text
        for p in document.paragraphs
    )
    (told,) = [f for f in place.findings if f["code"].startswith("count_")]
    assert (told["code"], told["severity"], told["cell"], told["unit_code"]) == (
        "count_carried_over",
        "warning",
        "A3",
        "30181",
    )
    assert "còn 4 đang xử lý" in told["message"]
    place.drop(f"{XA}/c.xlsx", xlsx([[TITLE], FLAT, [4, 10, 10, 1, 2, 1]]))
    place.run("2021-10-03T08:00:00+07:00")
    assert not [f for f in place.findings if f["code"].startswith("count_")]
    assert not [f for f in place.findings if f["code"] == "form_other"]


def test_every_head_of_time_has_a_word_that_the_search_begins_with() -> None:
    """A sheet without such a word is not searched for counts, so each way to say "in time" or "late" must hold one."""
    ways = [
        way
        for said in (counts_form._IN_TIME, counts_form._LATE)
        for way in re.findall(r"[a-z][a-z ]+", said.replace("\\b", ""))
    ]
    assert len(ways) > 12
    for way in ways:
        assert way == "chua " or _of_time(way), way
