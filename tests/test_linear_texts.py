"""Whatever stands in whatever place of a form, and however long: four times as much of it takes about four times as
long to read, and no text of any length is a number's or a name's."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.samples.builder import csv_text, form
from tests.examples import share

XA = "Xã Tân Khánh Trung"
PLACES = ("note", "name", "phone", "above", "below", "beside", "head", "wide below", "wide above", "tall", "names")
PIECES = (
    "số cũ ", "0277 3851 001 ", "0277 385{i} ", "xã Tân Mỹ ", "ông Nguyễn Văn A ", "(", "đang ", "ngày 1/9 ", ", ", "a.b@c.vn ", "STT 2 ",
    "không trực ban đêm ", "đ/c ", "Ấp Tân Bình ", "UBND ", "- ", "không ", "1. ", "“", "số {i} ", "hiện nay ", "đề nghị ",
)  # fmt: skip
_ENOUGH = 0.25  # seconds under which nobody asks


def returned(place: str, piece: str, n: int) -> bytes:
    """A form of one row with a text of n pieces at a place of it; in a wide or tall place each word has its own cell."""
    text = "".join(piece.replace("{i}", str(1000 + i)) for i in range(n))
    words = text.split() or [text]
    rows: list[list[Any]] = [list(row) for row in form({"C": [(XA, "0277 3851 001")]})]
    head = next(i for i, row in enumerate(rows) if row[:1] == ["STT"])
    line = next(i for i, row in enumerate(rows) if XA in row)
    width = len(rows[head])
    rows[line] += [""] * (width - len(rows[line]))
    match place:
        case "note":
            rows[line][width - 1] = text
        case "name" | "phone":
            rows[line] = [text if cell == (XA if place == "name" else "0277 3851 001") else cell for cell in rows[line]]
        case "above":
            rows.insert(head, [text])
        case "below":
            rows.append([text])
        case "beside":
            rows[head].append("Thông tin thêm")
            rows[line].append(text)
        case "head":
            rows[head].append(text)
        case "wide below":
            rows.append(words)
        case "wide above":
            rows.insert(0, words)
        case "tall":
            rows += [[word] for word in words]
        case _:
            rows += [["", f"{word} {i}"] for i, word in enumerate(words)]
    return csv_text(rows)


def _seconds(reader: Reader, data: bytes) -> float:
    best = 1e9
    for _ in range(2):
        start = time.process_time()
        reader.read([Source("a.csv", data)])
        best = min(best, time.process_time() - start)
        if best < _ENOUGH:
            break
    return best


@settings(max_examples=share(40), deadline=None)
@given(st.sampled_from(PLACES), st.sampled_from(PIECES))
@example("note", "ông Nguyễn Văn A ")
@example("phone", "ngày 1/9 ")
@example("name", "Ấp Tân Bình ")
@example("wide below", "STT 2 ")
@example("wide above", "0277 385{i} ")
def test_reading_takes_time_by_the_length_of_a_text(reader: Reader, place: str, piece: str) -> None:
    few, many = (_seconds(reader, returned(place, piece, n)) for n in (300, 1200))
    assert many < _ENOUGH or many / max(few, 1e-3) < 9


@pytest.mark.parametrize("piece", ["a-", "a.b", "1-", "QUJD", "đt ", "x@", "Ab/", "địa chỉ: ", "a_", "0.2"])
@pytest.mark.parametrize("place", ["note", "phone", "name", "above", "beside", "head"])
def test_a_run_without_a_break_takes_time_by_its_length(reader: Reader, place: str, piece: str) -> None:
    few, many = (_seconds(reader, returned(place, piece, n)) for n in (3000, 12_000))
    assert many < _ENOUGH * 2 or many / max(few, 1e-3) < 9


@pytest.mark.parametrize("piece", ["QUJD", "MDAw", "a-", "0277 ", "đt "])
def test_a_mail_of_one_line_takes_time_by_its_length(reader: Reader, piece: str) -> None:
    def seconds(n: int) -> float:
        start = time.process_time()
        reader.read([Source("thu.eml", (piece * n).encode())])
        return time.process_time() - start

    few, many = seconds(50_000), seconds(200_000)
    assert many < _ENOUGH * 4 or many / max(few, 1e-3) < 9


@pytest.mark.parametrize(("place", "code"), [("note", "phone_words_unclear"), ("phone", "phone_not_a_number")])
def test_a_text_that_nobody_reads_to_its_end_makes_the_number_wait(reader: Reader, place: str, code: str) -> None:
    reading = reader.read(
        [Source("a.csv", returned(place, "Văn phòng trực, " if place == "note" else "0277 3851 001 ", 300))]
    )[0]
    assert [f.code for f in reading.findings if f.severity == "error"] == [code]
    assert not any(reading.rows.columns["ok"])
