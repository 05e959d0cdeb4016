"""A note that says which of two numbers is the new one is read by the direction of its words; where they have none, both
are shown."""

from __future__ import annotations

import pytest

from danhba.check.notes import heed_note
from danhba.phones.cell import read_phone
from danhba.registries import shipped
from danhba.registry import load_registry

PLAN = load_registry(shipped()["dong-thap-2021-09"]).plan
OWN, OLD = "0944 111 555", "0277 3845 222"

VERBS = ("thay số", "Thay thế số", "thay cho số", "thay thế cho số", "thay sđt", "số mới, thay số")
OLD_ONES = (
    "cũ", f"cũ {OLD}", f"{OLD}", f"{OLD} của đ/c Bảy đã nghỉ", "của đ/c Bảy đã nghỉ hưu", "của ông Bảy đã nghỉ việc", "đã báo cáo", "trước đây", "cũ đã hỏng",
    "cũ không còn dùng", "của chị Sáu đã chuyển công tác từ 01/9/2021",
)  # fmt: skip
IN_FAVOUR = [
    *(f"{verb} {old}" for verb in VERBS for old in OLD_ONES),
    *(f"số mới, số cũ {gone}" for gone in ("bỏ", "đã bỏ", f"{OLD} đã cắt", "không dùng nữa")),
    *(f"số cũ {gone}, dùng số này" for gone in ("bỏ", "đã cắt", "không còn sử dụng")),
]
AGAINST = [
    f"thay bằng số {OLD}", f"đổi thành {OLD}", f"đã đổi sang {OLD}", f"thay số cũ bằng số {OLD}", "số cũ", "sẽ thay số của đ/c Bảy", "số cũ đã bỏ", f"số mới là {OLD}",
    "chưa thay số cũ", "thay số của đ/c Bảy, chưa xác nhận", f"số này cũ, số mới {OLD}", "thay số cũ sang số khác", "xin thay số cũ",
]  # fmt: skip
UNCLEAR = ["đổi số", "đã đổi số", "thay số", "thay đổi số", f"đổi số {OLD}", f"thay đổi số {OLD}"]


def _heard(note: str):
    return heed_note(read_phone(OWN, PLAN), note, PLAN)


@pytest.mark.parametrize("note", IN_FAVOUR)
def test_the_number_that_replaces_is_published(note: str) -> None:
    assert _heard(note).number is not None


@pytest.mark.parametrize("note", AGAINST)
def test_the_number_that_is_replaced_waits_and_may_be_chosen(note: str) -> None:
    reading = _heard(note)
    assert reading.number is None
    assert reading.detail["options"]


@pytest.mark.parametrize("note", UNCLEAR)
def test_without_a_direction_all_numbers_are_offered_and_none_is_kept(note: str) -> None:
    reading = _heard(note)
    named = {"+84944111555", *(["+842773845222"] if OLD in note else [])}
    assert reading.facts.words_unknown
    assert {o[0] for o in reading.detail["options"]} == named == set(reading.detail["numbers"])  # pyright: ignore
