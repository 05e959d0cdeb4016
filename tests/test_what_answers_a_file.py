"""A file that could not be read, or whose rows name nobody known, is answered by what may hold the same and by nothing
else: what it held is lost without a word otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.model.finding import Finding
from danhba.model.rows import Rows
from danhba.model.submission import Submission
from danhba.registry import Registry
from danhba.resolve.remarks import replaced_whole
from danhba.samples.builder import form, xlsx
from tests.conftest import Place
from tests.examples import share

DISTRICT = "875"


def _sent(number: int, sender: str, units: list[str], name: str, code: str = "") -> Submission:
    findings = [Finding(code, "error")] if code else []
    moment = f"2021-09-{number + 1:02d}T08:00:00Z"
    rows = Rows.packed(b"", units, [""] * len(units))
    return Submission(f"s{number}", name, f"{number:064d}", moment, moment, sender, rows, findings)


_KINDS = ["file_corrupt", "file_empty", "file_encrypted", "table_missing", "column_missing", "file_unsupported"]


@settings(max_examples=share(400), deadline=None)
@given(st.data())
def test_no_unit_that_an_unread_file_may_hold_is_left_without_a_word(registry: Registry, data: st.DataObject) -> None:
    below = [u.code for u in registry.units if registry.is_within(u.code, DISTRICT)]
    code = data.draw(st.sampled_from(_KINDS))
    known = data.draw(st.lists(st.sampled_from(below), unique=True, max_size=3))
    first = _sent(0, DISTRICT, known, "a-thang 9.xlsx", code)
    later = []
    for number in range(1, data.draw(st.integers(1, 5)) + 1):
        units = data.draw(st.lists(st.sampled_from(below), unique=True, max_size=len(below)))
        sender = data.draw(st.sampled_from([DISTRICT, *units, ""]))
        later.append(_sent(number, sender, units, data.draw(st.sampled_from(["b-bo sung.xlsx", "c.xlsx"]))))
    answered = first.id in replaced_whole([first, *later], registry)
    spoken = {u for s in later for u in s.rows.units}
    whole = [set(s.rows.units) for s in later if s.submitter == DISTRICT and set(known) <= set(s.rows.units)]
    if known:
        assert answered == any(len(units) > len(known) or spoken >= set(below) for units in whole)
    else:
        assert answered == (spoken >= set(below))


@pytest.mark.parametrize(
    ("first", "later", "answered"),
    [
        ("a.xlsx", "a.xlsx", True), ("danh sach.xlsx", "Danh sách (sửa).xlsx", True), ("a.xlsx", "a-lan 2.xls", True),
        ("a.xlsx", "a - bo sung.xlsx", False), ("huyen.xlsx", "xa.xlsx", False), ("2021.xlsx", "2022.xlsx", False),
    ],
)  # fmt: skip
def test_a_file_sent_again_under_its_name_answers_it(
    registry: Registry, first: str, later: str, answered: bool
) -> None:
    sent = [_sent(0, DISTRICT, [], first, "file_corrupt"), _sent(1, DISTRICT, ["30184"], later)]
    assert ("s0" in replaced_whole(sent, registry)) is answered


@pytest.mark.parametrize("code", ["form_empty", "form_other"])
def test_an_empty_form_and_another_letters_are_answered_by_any(registry: Registry, code: str) -> None:
    sent = [_sent(0, DISTRICT, [], "a.xlsx", code), _sent(1, DISTRICT, ["30184"], "b.xlsx")]
    assert replaced_whole(sent, registry) == {"s0"}


def test_a_unit_with_nobody_below_answers_with_its_own_row(registry: Registry) -> None:
    sent = [_sent(0, "30184", [], "a.xlsx", "file_corrupt"), _sent(1, "30184", ["30184"], "b.xlsx")]
    assert replaced_whole(sent, registry) == {"s0"}


def test_rows_that_name_nobody_are_not_answered_by_a_list_without_them(registry: Registry) -> None:
    two = _sent(0, DISTRICT, ["30181", ""], "a.xlsx")
    assert replaced_whole([two, _sent(1, DISTRICT, ["30181"], "b.xlsx")], registry) == set()
    assert replaced_whole([two, _sent(1, DISTRICT, ["30181", "30184"], "b.xlsx")], registry) == {"s0"}


def test_a_nights_error_of_an_unread_list_stands_beside_the_same_senders_next(place: Place) -> None:
    broken = xlsx([["STT", "Tên đơn vị", "Họ tên"], [1, "Xã Tân Mỹ", "Nguyễn Văn A"]])
    place.drop("875/a-thang 9.xlsx", broken)
    place.run("2021-09-05T08:00:00+07:00")
    place.drop("875/b-bo sung.xlsx", xlsx(form({"C": [("Xã Long Hưng A", "0277 3845 111")]})))
    place.run("2021-09-06T08:00:00+07:00")
    assert [f["source_file"] for f in place.findings if f["code"] == "column_missing"] == ["875/a-thang 9.xlsx"]
