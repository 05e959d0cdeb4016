"""A reviewer who types only the number of a choice is understood where one choice has it, and refused elsewhere."""

from __future__ import annotations

import pytest

from danhba.review.read_workbook import _by_phone

LABELS = {
    "0277 3836 576 – tệp a": "+842773836576;", "0277 3836 577 – tệp b": "+842773836577;", "1022 – tệp c": "1022;",
    "0277 3836 578 – tệp d": "+842773836578;", "0277 3836 578, máy lẻ 5 – tệp d": "+842773836578;5", "Không công bố": "none",
}  # fmt: skip


@pytest.mark.parametrize(
    "said", ["0277.3836.576", "02773836576", "0277 3836 576", "(0277) 3836-576", "+84 277 3836 576", "2773836576"]
)
def test_the_only_choice_with_the_number(said: str) -> None:
    assert _by_phone(said, LABELS) == "+842773836576;"
    assert _by_phone("1022", LABELS) == "1022;"


@pytest.mark.parametrize(
    "said", ["0277.3836.578", "0277.3836.57", "3836576", "0277.3836.579", "576", "1", "", "0277.3836.576 đúng không?"]
)
def test_two_none_or_a_part_of_it(said: str) -> None:
    assert _by_phone(said, LABELS) is None
