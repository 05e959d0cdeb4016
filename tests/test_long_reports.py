"""Findings by the ten thousand pass through a night piece by piece: nothing of them changes on the way, and little of them is in memory at a time."""

from __future__ import annotations

import tracemalloc

from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.model.finding import Finding, Findings, pack_findings, unpack_findings
from danhba.output.cells import csv_lines
from danhba.registry import Registry
from danhba.report.lines import SHOWN_OF_A_KIND, finding_line
from danhba.report.submission import Lines
from danhba.report.tally import Tally
from schemas.tables import FINDING_COLUMNS
from tests.examples import share

_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)


def _many(count: int) -> list[Finding]:
    return [Finding("name_unknown", "error", "Trang 1", f"B{i}", f"đơn vị số {i} " * 8, "", {"cell": f"B{i}", "raw": "x" * 90}) for i in range(count)]  # fmt: skip


@settings(max_examples=share(40), deadline=None)
@given(
    st.lists(st.tuples(_TEXT, _TEXT, st.dictionaries(_TEXT, st.integers() | _TEXT, max_size=2)), max_size=5),
    st.sampled_from([0, 1, 995, 999, 1000, 2500]),
)
def test_packed_findings_come_back_as_they_were(told: list[tuple[str, str, dict[str, object]]], more: int) -> None:
    found = [Finding(code, "error", raw, "A1", raw, "", params, (1, 2)) for code, raw, params in told] + _many(more)
    back = list(unpack_findings(pack_findings(found)))
    assert [(f.code, f.severity, f.sheet, f.cell, f.raw, f.params, tuple(f.rows)) for f in back] == [
        (f.code, f.severity, f.sheet, f.cell, f.raw, f.params, tuple(f.rows)) for f in found
    ]


@settings(max_examples=share(40), deadline=None)
@given(st.integers(0, 2600), _TEXT)
def test_lines_come_back_as_they_were(count: int, text: str) -> None:
    lines = [dict.fromkeys(FINDING_COLUMNS, f"{text} {i}") for i in range(count)]
    packed = Lines.of(lines)
    whole = csv_lines(lines, FINDING_COLUMNS)
    assert b"".join(packed.pieces()) == whole
    assert packed.length == len(whole)


def test_a_file_of_many_findings_is_not_held_whole() -> None:
    packed = pack_findings(_many(30_000))
    found = Findings(packed, 30_000, [], False)
    tracemalloc.start()
    seen = sum(len(f.raw) for f in found)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seen > 1 << 20
    assert peak < 6 << 20  # all of them: 40 MB


def test_of_a_kind_the_first_are_shown_and_all_are_counted(registry: Registry) -> None:
    tally = Tally()
    tally.show([*_many(SHOWN_OF_A_KIND + 50), Finding("section_missing", "info")], registry)
    assert len(tally.lines) == SHOWN_OF_A_KIND
    assert tally.lines[0] == finding_line(_many(1)[0], registry)
    assert tally.by_unit["", "error"] == SHOWN_OF_A_KIND + 50
    assert tally.standing["", "", "name_unknown"][0] == SHOWN_OF_A_KIND + 50
