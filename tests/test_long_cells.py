"""A cell of megabytes, wherever it stands, leaves its reader as what people read of it: no message or ledger line grows with it."""

from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.registry import load_registry
from danhba.samples.builder import form
from danhba.store.readings import dump
from tests.conftest import REGISTRY
from tests.examples import share

READER = Reader(load_registry(REGISTRY))
ROWS = form({"C": [("Xã Tân Khánh Trung", "0277 3851 001", "Trực 24/24"), ("Xã Định An", "0277 3851 002", "")]})
PLACES = [(i, j) for i, row in enumerate(ROWS) for j in range(len(ROWS[-1]))]
FILLERS = (
    "a",
    "Xã Định An ",
    "0277 3851 003 ",
    "số cũ ",
    "9",
    "Sở Y tế; ",
    "\n",
    "đường dây nóng ",
    "UBND huyện Lấp Vò, ",
)


def _read(rows: list[list[object]], name: str) -> int:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    (reading,) = READER.read([Source(name, out.getvalue().encode())])
    return len(dump(reading))


@settings(max_examples=share(60), deadline=None)
@given(
    st.sampled_from(PLACES),
    st.sampled_from(FILLERS),
    st.booleans(),
    st.sampled_from(["phu luc.csv", "Xã Định An/phu luc.csv"]),
)
def test_what_leaves_a_reader_is_bounded(place: tuple[int, int], filler: str, behind: bool, name: str) -> None:
    rows = [[*row, *[""] * (len(ROWS[-1]) - len(row))] for row in ROWS]
    i, j = place
    long = filler * (20_000 // len(filler))
    rows[i][j] = f"{rows[i][j] or ''} {long}" if behind else long
    assert _read(rows, name) < 30_000


@pytest.mark.parametrize("text", ["x" * 300_000, "Xã Không Có " * 8_000])
def test_a_line_of_megabytes_outside_the_rows_is_bounded(text: str) -> None:
    assert _read([*ROWS, [], [text, "0277 3851 009"]], "a.csv") < 30_000


@pytest.mark.parametrize("filler", ["(", " ", "Xã A ("])
def test_a_name_of_signs_is_read_in_time_that_grows_with_it(filler: str) -> None:
    start = time.process_time()
    rows = [[*row] for row in ROWS]
    rows[-1][1] = f"Xã A{filler * (25_000 // len(filler))}B"
    _read(rows, "a.csv")
    assert time.process_time() - start < 4  # 0.1 to 0.4 s; it was 7 s and more
