"""What a reviewer answered about a unit is never replaced without being asked again, whatever comes after it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Reading, Source, Submission
from danhba.registry import load_registry
from danhba.resolve.ask import about_unit
from danhba.resolve.outcome import Resolution
from danhba.resolve.resolve import resolve
from danhba.review.questions import NOTHING, REVOKE, Decision, Question
from danhba.samples.builder import form, xlsx
from tests.conftest import REGISTRY
from tests.examples import share

_REGISTRY = load_registry(REGISTRY)
XA, CODE = "Xã Tân Khánh Trung", "30181"
_CELLS = ("0277 3851 001", "0277 3851 002", "0277 3851 003 / 0912 345 678", "chưa có", "0277 3851 00")
_SENDERS = (XA, "Huyện Lấp Vò")


@pytest.fixture(scope="module")
def read() -> dict[tuple[str, str], Reading]:
    kinds = [(sender, cell) for sender in _SENDERS for cell in _CELLS]
    readings = Reader(_REGISTRY).read([Source(f"{s}/a.xlsx", xlsx(form({"C": [(XA, c)]}))) for s, c in kinds])
    return dict(zip(kinds, readings, strict=True))


@dataclass
class _Office:
    """An office that receives returns and answers questions: a night each, unless a return comes in the same one."""

    read: dict[tuple[str, str], Reading]
    sent: list[Submission] = field(default_factory=list)
    given: list[Decision] = field(default_factory=list)
    night: int = 0
    last: str | None = None  # what was answered last, None where nothing was or it was taken back

    def send(self, sender: str, cell: str, same_night: bool) -> None:
        self.night += not same_night
        one, at, n = self.read[sender, cell], f"2021-09-{self.night:02d}T01:00:00Z", len(self.sent)
        self.sent.append(
            Submission(f"{n:03d}", f"{sender}/{n}.xlsx", one.sha256 + str(n), at, at, one.submitter.unit_code, one.rows, one.findings)
        )  # fmt: skip

    def resolve(self) -> tuple[Resolution, str, Question | None]:
        out = resolve(self.sent, _REGISTRY, self.given)
        number = next((f"{e['phone_e164']};{e['extension']}" for e in out.entries if e["unit_code"] == CODE), NOTHING)
        return out, number, next((q for q in out.book.questions if q.id == about_unit(CODE)), None)

    def answer(self, pick: int, back: bool) -> None:
        _, _, question = self.resolve()
        if question is None:
            return
        if back and question.answer:
            choice, self.last = REVOKE, None
        else:
            choice = self.last = question.choices[pick % len(question.choices)].key
        self.given.append(
            Decision(question.id, question.basis, choice, choice, "An", "", f"2021-09-{self.night:02d}T03:00:00Z")
        )


_EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("send"), st.sampled_from(_SENDERS), st.sampled_from(_CELLS), st.booleans()),
        st.tuples(st.just("answer"), st.integers(0, 3), st.sampled_from([False, False, True])),
    ),
    min_size=2,
    max_size=9,
)


@settings(max_examples=share(150), deadline=None)
@given(_EVENTS)
def test_what_was_answered_stands_or_is_asked_again(read, events) -> None:
    office = _Office(read)
    for event in events:
        if event[0] == "send":
            office.send(*event[1:])
        else:
            office.answer(*event[1:])
        out, number, question = office.resolve()
        if office.last is None:
            continue
        assert number in (office.last, NOTHING)
        if question is not None and question.answer:
            assert number == office.last
        elif number != office.last and (first := out.standings[CODE].first) is not None and first.ok:
            assert question is not None, "a number that was not chosen waits for an answer"
            assert question.lapsed
        if number != office.last:
            assert any(d.question == about_unit(CODE) for d in out.book.lapsed)


def _after(read: dict[tuple[str, str], Reading], choice: str, *cells: str) -> tuple[Resolution, str, Question | None]:
    office = _Office(read)
    office.send(XA, _CELLS[2], False)
    _, _, question = office.resolve()
    office.answer([c.key for c in question.choices].index(choice), False)
    for cell in cells:
        office.send(XA, cell, False)
    return office.resolve()


def test_a_new_number_waits_and_the_old_answer_is_shown_and_can_be_chosen_again(read) -> None:
    for choice in ("+84912345678;", NOTHING):
        out, number, question = _after(read, choice, _CELLS[0], _CELLS[1])
        assert number == NOTHING
        assert question.kind == "overtaken"
        assert question.lapsed.endswith("01/09/2021)")
        assert {c.key for c in question.choices} == {"+842773851002;", choice, NOTHING}
        [finding] = [f for f in out.findings["002"] if f.code == "decision_overtaken"]
        assert (finding.cell, finding.severity) == ("C11", "error")
        assert out.standings[CODE].reason == "decision_overtaken"


def test_a_return_that_says_what_was_answered_asks_nothing(read) -> None:
    _, number, question = _after(read, "+842773851003;", _CELLS[2])
    assert (number, question.answer != "") == ("+842773851003;", True)
    office = _Office(read)
    office.send(XA, _CELLS[0], False)
    office.send(XA, _CELLS[1], True)
    _, _, question = office.resolve()
    office.answer(0, False)
    chosen = question.choices[0].key
    office.send(XA, next(c for c in _CELLS if c.replace(" ", "")[1:] in chosen), False)
    assert office.resolve()[1:] == (chosen, None)
