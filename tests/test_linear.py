"""What a large input costs grows with its size, not with the square of it: four times the rows take about four times as long."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import danhba.locate.outline as outline_module
from danhba.check.reader import Reader
from danhba.model.grid import Grid
from danhba.model.submission import Receipt, Source, Submission
from danhba.read.limits import Limits
from danhba.receive.receipts import with_free_ids
from danhba.registry import Registry
from danhba.report.lines import SHOWN_OF_A_KIND, finding_line
from danhba.report.submission import open_findings
from danhba.report.submission_page import submission_page
from danhba.resolve.remarks import _Covers
from danhba.resolve.resolve import resolve
from danhba.samples.builder import csv_text, form
from danhba.settings import Settings
from danhba.store.readings import dump, load, reading_key
from tests.conftest import REGISTRY, Place
from tests.examples import share

XA = "Xã Tân Khánh Trung"


def ratio(work: Callable[[int], object], n: int) -> float:
    """How much longer four times as much takes; the better of two tries."""

    def seconds(size: int) -> float:
        best = 1e9
        for _ in range(2):
            start = time.process_time()
            work(size)
            best = min(best, time.process_time() - start)
        return best

    return seconds(4 * n) / max(seconds(n), 1e-3)


ROWS: dict[str, Callable[[int], tuple[str, str]]] = {
    "bad numbers of many units": lambda i: (f"Xã số {i}", "0277 38"),
    "two numbers of one unit": lambda i: (XA, f"0277 3{i % 900000 + 100000:06d} / 0912 345 678"),
    "other numbers of one unit": lambda i: (XA, f"0277 3{i % 900000 + 100000:06d}"),
    "one number of one unit": lambda i: (XA, "0277 3851 001"),
}


def submission_of(reader: Reader, kind: str, n: int) -> Submission:
    data = csv_text(form({"C": [ROWS[kind](i) for i in range(n)]}))
    kept = load(dump(reader.read([Source(f"{XA}/a.csv", data)])[0]))
    assert len(kept.rows) >= n
    return Submission(
        "1", f"{XA}/a.csv", "", "2021-09-06T01:00:00Z", "2021-09-06T01:00:00Z", kept.submitter.unit_code, kept.rows, kept.findings
    )  # fmt: skip


@pytest.mark.parametrize("kind", ROWS)
def test_resolving_and_reporting_bad_rows_is_linear(reader: Reader, registry: Registry, kind: str) -> None:
    import datetime as dt

    made = {n: submission_of(reader, kind, n) for n in (300, 1200)}

    def work(n: int) -> None:
        submission = made[n]
        resolution = resolve([submission], registry)
        lines = [finding_line(f, registry, submission) for f in open_findings(submission, resolution, set())]
        assert max(len(line["message"]) for line in lines) < 5000
        submission_page(submission, [], lines, registry, dt.datetime.now(dt.UTC))

    assert ratio(work, 300) < 9


def test_beyond_500_of_a_kind_a_page_counts_and_shows_examples(reader: Reader, registry: Registry) -> None:
    import datetime as dt

    submission = submission_of(reader, "bad numbers of many units", SHOWN_OF_A_KIND + 37)
    lines = [finding_line(f, registry, submission) for f in submission.findings]
    page = submission_page(submission, [], lines, registry, dt.datetime.now(dt.UTC)).decode()
    assert f"có {SHOWN_OF_A_KIND + 37} chỗ" in page
    assert "còn 37 chỗ cùng loại" in page
    assert page.count("· name_unknown</p>") == SHOWN_OF_A_KIND


def test_twins_in_a_container_get_ids_in_linear_time() -> None:
    class Counting:
        asked = 0

        def taken(self, ids: object) -> set[str]:
            self.asked += 1
            return set()

    receipt = Receipt("x", "", 0, "a", b"a", "2021-09-06T01:00:00Z", "2021-09-06T01:00:00Z")
    written = Counting()
    out = with_free_ids([receipt] * 20_000, written)  # type: ignore[arg-type]
    assert len({r.id for r in out}) == 20_000
    assert written.asked == 1


def test_a_form_of_more_rows_than_any_registry_is_too_large(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("danhba.read.limits._now", Limits(rows=50))
    reading = reader.read([Source("a.csv", csv_text(form({"C": [(XA, "0277 3851 001")] * 60})))])[0]
    assert [f.code for f in reading.findings] == ["file_too_large"]
    assert not reading.rows


def test_a_raised_limit_reads_again(place: Place, registry: Registry) -> None:
    keys = {reading_key("a", "b", registry, "", Limits(file_bytes=n)) for n in (1, 2, 2)}
    assert len(keys) == 2
    from flows.run import run

    place.drop(
        f"{XA}/a.csv", csv_text(form({"C": [(XA, "0277 3851 001"), ("Xã Tân Mỹ", "0277 3851 002"), ("Xã A", "1")]}))
    )
    read = []
    for rows in (1, 1, 100):
        settings = Settings(
            inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY, settle=0, workers=1, max_rows=rows
        )  # fmt: skip
        read.append(run(settings, lambda *_: None, lambda line: None, False).read)
    codes = [f["code"] for f in place.findings]
    assert read == [1, 0, 1]
    assert "file_too_large" not in codes


def test_a_line_of_many_numbers_is_linear(reader: Reader) -> None:
    """Above a form, each number of a line is told with the unit beside it."""

    def read(n: int) -> object:
        rows = [[f"0277 3{i:06d}" for i in range(n)], *form({"C": [(XA, "0277 3851 001")]})]
        return reader.read([Source("a.csv", csv_text(rows))])

    read(10)
    assert ratio(read, 300) < 8


def test_a_cell_of_many_words_is_linear(reader: Reader) -> None:
    """A text where a name should stand is not taken apart at every word."""
    words = itertools.count()

    def match(n: int) -> object:
        return reader.matcher.match(" ".join(f"tân{next(words)}" for _ in range(n)))

    match(10)
    assert ratio(match, 400) < 9


@pytest.mark.parametrize("word", ["ubnd ", "tân mỹ, ", "xã ", "q7 ", "ñ¸é ", "(", "1 "])
def test_a_long_text_where_a_name_should_stand_costs_no_more_than_a_long_list(reader: Reader, word: str) -> None:
    """However long a cell is, and whatever it is filled with: the beginning is matched, and no unit is found in a part of a text."""
    numbers = itertools.count()

    def match(n: int) -> object:
        return reader.matcher.match(f"Xã Tân Khánh Trung {next(numbers)} " + word * n)

    match(10)
    assert ratio(match, 4000) < 8
    assert reader.matcher.match(f"{XA}{' ' * 5000}{word * 9000}").unit is None


def test_a_file_of_more_findings_than_anybody_reads_is_refused_whole(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("danhba.read.limits._now", Limits(findings=50))
    good = (XA, "0277 3851 001")
    bad, few = ([good, *((f"Xã số {i}", "0277 38") for i in range(n))] for n in (60, 5))
    readings = reader.read([Source(f"{i}.csv", csv_text(form({"C": rows}))) for i, rows in enumerate((bad, few))])
    assert [f.code for f in readings[0].findings] == ["file_too_large"]
    assert "hơn 50 chỗ" in str(readings[0].findings[0].params["detail"])
    assert not readings[0].rows
    assert len(readings[1].rows) == 6


def test_findings_beyond_500_of_a_kind_are_counted_and_all_stand_in_findings_csv(place: Place) -> None:
    """One file of many findings among two others: the next night, when it is unchanged, too."""
    import openpyxl

    from danhba.report.lines import SHOWN_OF_A_KIND

    n = SHOWN_OF_A_KIND + 37
    place.drop(f"{XA}/a.csv", csv_text(form({"C": [(XA, "0277 38")] * n})))
    for night in range(2):
        place.drop(f"Xã Tân Mỹ/{night}.csv", csv_text(form({"C": [("Xã Tân Mỹ", f"0277 385 100{night}")]})))
        outcome = place.run()
        of_kind = [f for f in place.findings if f["code"] == "phone_not_a_number" or f["severity"] == "error"]
        assert len(of_kind) >= n
        assert outcome.errors == sum(f["severity"] == "error" for f in place.findings)
        line = next(p for p in place.progress.values() if p["name"] == XA)
        assert int(line["errors"]) >= n
    copies = (place.outbox / "reports").rglob("phieu-ra-soat.xlsx")
    book = openpyxl.load_workbook(max(copies, key=lambda p: p.stat().st_size))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert 0 < sum(cell.comment is not None for cell in cells) <= SHOWN_OF_A_KIND
    assert any("cùng loại" in str(cell.value) and "findings.csv" in str(cell.value) for cell in cells)


def test_a_marked_copy_of_a_wide_row_is_linear() -> None:
    import datetime as dt

    from danhba.report.marked_copy import marked_copy

    def copy(n: int) -> object:
        return marked_copy([Grid("a", [[f"0277 3{i:06d}" for i in range(n)]])], [], None, dt.datetime.now(dt.UTC))

    copy(10)
    assert ratio(copy, 700) < 8


def test_a_marked_copy_of_many_findings_is_linear() -> None:
    import datetime as dt

    from danhba.report.marked_copy import marked_copy

    def copy(n: int) -> object:
        rows: list[list[object]] = [[None, *(["0277"] * 60)] for _ in range(n)]
        lines = [
            {"sheet": "a", "cell": f"A{i + 1}", "severity": "error", "message": "sai", "hint": "sửa", "unit_name": "", "raw": "", "code": str(i)}
            for i in range(n)
        ]  # fmt: skip
        return marked_copy([Grid("a", rows)], lines, None, dt.datetime.now(dt.UTC))

    copy(10)
    assert ratio(copy, 40) < 8


_SETS = st.sets(st.sampled_from("ABCD"), max_size=3)


@settings(max_examples=share(60), deadline=None)
@given(st.lists(st.tuples(_SETS, st.integers(0, 3)), max_size=9))
def test_what_a_newer_form_covers_whole_is_found_as_by_comparing_all(forms: list[tuple[set[str], int]]) -> None:
    covers, found = _Covers(), []
    for units, at in reversed(forms):
        found.append(covers.covered_after(frozenset(units), (str(at), "")))
        covers.add(frozenset(units), (str(at), ""))
    expected = [
        any(newer and units <= newer and later > at for newer, later in forms[i + 1 :])
        for i, (units, at) in enumerate(forms)
    ]
    assert found[::-1] == expected


@pytest.mark.parametrize("units_of", [lambda i: {"A"}, lambda i: {"A", str(i)}, lambda i: {str(i)}])
def test_forms_of_one_sender_are_compared_in_linear_time(units_of: Callable[[int], set[str]]) -> None:
    covers = _Covers()
    for i in reversed(range(2000)):
        covers.covered_after(frozenset(units_of(i)), (f"{i:06d}", ""))
        covers.add(frozenset(units_of(i)), (f"{i:06d}", ""))
    assert covers.looked <= 2000


def test_the_outline_of_a_wide_sheet_looks_at_no_more_than_tells_what_a_line_is(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = 0
    real = outline_module.readable

    def readable(text: str) -> str:
        nonlocal looked
        looked += 1
        return real(text)

    monkeypatch.setattr(outline_module, "readable", readable)
    head = ["STT", *(f"Cột {chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(199))]
    out = outline_module.outline(Grid("a", [list(head), *([["1", *["chữ"] * 199]] * 2000)]), reader.locator)
    assert (out.header_rows, out.data_rows) == ((1, 1), 2000)
    assert looked <= 64 * 200 + 2000 * 4
