"""Rows of a file whose sender a reviewer decided: those of other units keep their finding, bare names are read by his
district."""

from __future__ import annotations

import pytest

from danhba.review.questions import Decision
from danhba.samples.builder import form, xlsx
from tests.test_taken_back import _Office, _one_matcher  # noqa: F401

_LIST = xlsx(
    form(
        {"B": [("Huyện Lấp Vò", "0277 3851 000")], "C": [("Xã Định An", "0277 3851 001"), ("Xã Tân Mỹ", "0277 3851 002")]},
        letterhead=["UBND TỈNH ĐỒNG THÁP", "ỦY BAN NHÂN DÂN HUYỆN LẤP VÒ"],
    )
)  # fmt: skip


@pytest.mark.parametrize(("sender", "published"), [("875", {"875", "30196", "30175"}), ("30196", {"30196"})])
def test_every_row_ends_published_or_with_a_finding(sender: str, published: set[str]) -> None:
    office = _Office()
    office.receive("30196/Huyện Lấp Vò.xlsx", _LIST)
    out = office.resolve()[0]
    assert out.entries == []
    question = next(q for q in out.book.questions if q.kind == "sender")
    office.given.append(Decision(question.id, question.basis, sender, sender, "An", "", "2021-09-01T03:00:00Z"))
    out = office.resolve()[0]
    assert {e["unit_code"] for e in out.entries} == published
    told = {f.unit_code for fs in out.findings.values() for f in fs if f.code == "outside_authority"}
    assert told >= ({"875"} if sender == "30196" else set())
    assert "Huyện Lấp Vò – 0277 3851 000" in {f.raw for fs in out.findings.values() for f in fs} or sender == "875"
