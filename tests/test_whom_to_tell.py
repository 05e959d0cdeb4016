"""Whom to tell what and when, decided from facts: told once, reminded by the days of the rules, closed once nothing is open."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.model.rows import Rows
from danhba.model.submission import Submission
from danhba.model.telling import BY_HAND, CLOSED, SENT, Telling
from danhba.outgoing.decide import Told, what_to_tell
from danhba.outgoing.facts import Below, OwnFile, UnitFacts
from danhba.outgoing.reminders import Rules
from danhba.vietnamese.dates import VIETNAM
from schemas.situations import MEANINGS, Situation
from tests.examples import share

DEADLINE = dt.date(2021, 9, 6)
RULES = Rules(DEADLINE)
WITHOUT = Rules()


def on(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(22), VIETNAM)


def unit(
    situation: Situation = Situation.NOTHING, lines: tuple[tuple[str, str], ...] = (), **more: object
) -> UnitFacts:
    """Return a unit with one file; lines: (severity, cell)."""
    file = Submission("s", "a.xlsx", "aa", "", "", "30181", Rows(), [])
    told = [
        {
            "code": "phone_length",
            "severity": s,
            "unit_code": "30181",
            "sha256": "aa",
            "sheet": "S",
            "cell": c,
            "raw": "1",
        }
        for s, c in lines
    ]
    files = [OwnFile(file, told)] if told else []
    return UnitFacts("30181", situation, MEANINGS[situation].act, files, **more)  # type: ignore[arg-type]


WRONG = unit(Situation.WITH_ERRORS, (("error", "C7"), ("warning", "C8")))
FINE = unit(Situation.PUBLISHED)


class Nights:
    """Nights after one another; what was told stays told."""

    def __init__(self, rules: Rules = RULES) -> None:
        self.rules = rules
        self.told: list[Telling] = []
        self.sent: dict[str, str] = {}

    def night(self, day: dt.date, facts: UnitFacts) -> Told:
        out = what_to_tell([facts], self.told, self.sent, self.rules, on(day))
        self.told += out.new
        return out


def _days(n: int, start: dt.date = DEADLINE) -> dt.date:
    return start + dt.timedelta(days=n)


def test_who_has_sent_nothing_is_asked_before_the_deadline_after_it_and_seven_fourteen_thirty_days_later() -> None:
    nights = Nights()
    told = {n: t.reminder for n in range(-5, 60) for t in nights.night(_days(n), unit()).new}
    assert told == {-2: 1, 1: 2, 7: 3, 14: 4, 30: 5}


def test_errors_are_told_at_once_and_reminded_by_the_same_days() -> None:
    nights = Nights()
    told = {n: t.reminder for n in range(-4, 60) for t in nights.night(_days(n), WRONG).new}
    assert told == {-4: 0, -2: 1, 1: 2, 7: 3, 14: 4, 30: 5}
    late = Nights()
    assert {n: t.reminder for n in range(10, 60) for t in late.night(_days(n), WRONG).new} == {
        10: 0,
        17: 1,
        24: 2,
        40: 3,
    }
    never_due = Nights(WITHOUT)
    assert {n for n in range(60) for _ in never_due.night(_days(n), WRONG).new} == {0, 7, 14, 30}


def test_warnings_are_told_once_and_never_reminded() -> None:
    nights = Nights()
    facts = unit(Situation.PUBLISHED, (("warning", "C8"),))
    told = [t for n in range(60) for t in nights.night(_days(n), facts).new]
    assert [(t.matter, t.reminder, t.answer_by) for t in told] == [("findings", 0, "")]


def test_a_unit_with_nothing_open_hears_nothing() -> None:
    nights = Nights()
    assert [nights.night(_days(n), FINE) for n in range(-5, 60)] == [Told()] * 65
    assert nights.night(_days(1), unit(Situation.SENDER_UNCLEAR)) == Told()
    assert nights.night(_days(1), unit(Situation.FILE_UNCLEAR)) == Told()


def test_what_is_mended_is_closed_and_the_same_fault_later_is_told_anew() -> None:
    nights = Nights()
    first = nights.night(_days(0), WRONG).new
    assert [t.matter for t in nights.night(_days(1), FINE).new] == [CLOSED]
    assert nights.night(_days(2), FINE) == Told()
    again = nights.night(_days(3), WRONG)
    assert [t.reminder for t in again.new] == [0]
    assert again.new[0].name != first[0].name
    assert again.ready["30181"] == again.new[0]


def test_part_of_the_errors_mended_is_no_news_and_a_new_one_is() -> None:
    nights = Nights()
    nights.night(_days(-5), unit(Situation.WITH_ERRORS, (("error", "C7"), ("error", "C9"))))
    assert nights.night(_days(-4), unit(Situation.WITH_ERRORS, (("error", "C9"),))).new == []
    (news,) = nights.night(_days(-3), unit(Situation.WITH_ERRORS, (("error", "C9"), ("error", "C11")))).new
    assert (news.reminder, news.errors) == (0, 2)


def test_a_changed_or_withdrawn_number_is_told_a_new_one_is_not() -> None:
    nights = Nights()
    assert nights.night(_days(0), replace(FINE, number="1", number_before="")).new == []
    assert nights.night(_days(0), replace(FINE, number="1", number_before=None)).new == []
    for number in ("2", ""):
        assert [t.matter for t in nights.night(_days(1), replace(FINE, number=number, number_before="1")).new] == [
            "number"
        ]
    quiet = replace(FINE, number="2", number_before="2")
    last = nights.night(_days(2), quiet)
    assert last.new == []
    assert last.ready
    # nobody says that it was sent: after a month it leaves
    assert nights.night(_days(33), quiet).ready == {}


def test_a_package_lies_ready_until_it_is_sent_or_its_matter_is_closed() -> None:
    for state in (SENT, BY_HAND):
        nights = Nights()
        (telling,) = nights.night(_days(-4), WRONG).new
        assert nights.night(_days(-3), WRONG).ready == {"30181": telling}
        nights.sent = {telling.name: "begun"}  # in doubt: it stays
        assert nights.night(_days(-3), WRONG).ready == {"30181": telling}
        nights.sent = {telling.name: state}
        assert nights.night(_days(-3), WRONG).ready == {}
        (reminder,) = nights.night(_days(-2), WRONG).new
        assert nights.night(_days(-1), WRONG).ready == {"30181": reminder}
        assert nights.night(_days(0), FINE).ready == {}


def test_a_district_is_reminded_of_its_communes_by_the_days_alone() -> None:
    nights = Nights()
    done, waiting = (Below("30182", s, 0, o) for s, o in ((Situation.PUBLISHED, False), (Situation.NOTHING, True)))
    told = {n: t.matter for n in range(-5, 5) for t in nights.night(_days(n), replace(FINE, below=[waiting])).new}
    assert told == {-2: "below", 1: "below"}
    assert [t.matter for t in nights.night(_days(6), replace(FINE, below=[done])).new] == [CLOSED]


def test_a_number_that_changes_there_and_back_and_there_again_is_told_each_time() -> None:
    nights, number = Nights(), "1"
    for day, new in ((1, "2"), (3, "1"), (5, "2"), (40, "1"), (80, "2")):
        out = nights.night(_days(day), replace(FINE, number=new, number_before=number))
        assert [t.matter for t in out.new] == ["number"], day
        number = new


_FACTS = st.sampled_from(
    [unit(), FINE, WRONG, unit(Situation.KEPT, (("error", "C7"),)), unit(Situation.PUBLISHED, (("warning", "D1"),)),
     replace(FINE, number="2", number_before="1"), replace(FINE, below=[Below("x", Situation.NOTHING, 0, True)]),
     unit(Situation.SENDER_UNCLEAR), unit(Situation.SAYS_NONE_YET)]
)  # fmt: skip


@settings(max_examples=share(150), deadline=None)
@given(st.lists(_FACTS, min_size=1, max_size=45), st.sampled_from([RULES, WITHOUT, Rules(DEADLINE, 0, (), 1)]))
def test_whatever_the_nights_bring_nobody_is_told_twice_and_a_night_run_again_tells_nobody(
    facts: list[UnitFacts], rules: Rules
) -> None:
    nights = Nights(rules)
    quiet_until: dt.date | None = None
    for n, tonight in enumerate(facts):
        day = _days(n - 6)
        same = n > 0 and facts[n - 1] is tonight and tonight.number_before is None
        out = nights.night(day, tonight)
        assert len(out.new) <= 1
        assert all(
            not t.answer_by or dt.date.fromisoformat(t.answer_by) > day for t in out.new
        )  # "before" it: a day that lies ahead
        if same and out.new and out.new[0].matter != CLOSED:  # without news only a day of the rules speaks
            assert out.new[0].reminder > 0
            assert quiet_until is not None
            assert day >= quiet_until
        again = what_to_tell([replace(tonight, number_before=tonight.number)], nights.told, {}, rules, on(day))
        assert again.new == []
        assert out.ready.keys() <= {"30181"}
        quiet_until = out.next_day
    names = [t.name for t in nights.told]
    assert len(names) == len(set(names))
