"""Calls to published numbers: what verifies, what is a fault, what is called next. Properties over generated calls."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.calls.counted import counted
from danhba.calls.schedule import made_lately, standings, to_call, tonight
from danhba.calls.state import CallRules, state_of
from danhba.model.call import Call, band_of
from danhba.vietnamese.dates import VIETNAM, utc
from schemas.calls import FAULT_RULES, MISSED, Band, CallState, Outcome, Why
from tests.examples import share

RULES = CallRules()
START = dt.datetime(2021, 9, 7, 20, tzinfo=VIETNAM)
NUMBERS = [f"+8427738512{n:02d};" for n in range(6)]
UNITS = ["30181", "30187", "30190", "A-SYT"]
END = START + dt.timedelta(days=60)

_moments = st.integers(0, 60 * 24 * 50).map(lambda m: utc(START + dt.timedelta(minutes=m)))
_lines = st.builds(
    Call,
    units=st.lists(st.sampled_from(UNITS), min_size=1, max_size=2, unique=True).map(tuple),
    number=st.sampled_from(NUMBERS),
    outcome=st.sampled_from([o.value for o in Outcome]),
    called_at=_moments,
)
_written = st.lists(_lines, max_size=30)


def _entry(unit: str, number: str, kind: str = "landline") -> dict[str, str]:
    e164, _, extension = number.partition(";")
    return {"unit_code": unit, "phone_e164": e164, "extension": extension, "phone": e164, "phone_kind": kind}


_directory = st.lists(st.sampled_from(NUMBERS), min_size=4, max_size=4).map(
    lambda numbers: [_entry(u, n) for u, n in zip(UNITS, numbers, strict=True)]
)


def _call(outcome: str, day: int, hour: int, units: tuple[str, ...] = ("30181",), number: str = NUMBERS[0]) -> Call:
    return Call(units, number, outcome, utc(START.replace(hour=hour, minute=5) + dt.timedelta(days=day)))


def _state(*calls: Call, at: dt.datetime = END) -> CallState:
    return state_of(counted(calls).about("30181", NUMBERS[0]), at).state(at.date(), RULES)


@settings(max_examples=share(60), deadline=None)
@given(_written)
def test_only_a_person_of_the_unit_verifies_and_only_the_number_that_was_called(written: list[Call]) -> None:
    calls = counted(written)
    for unit, number in itertools.product(UNITS, NUMBERS):
        told = state_of(calls.about(unit, number), END)
        if told.verified is not None:
            assert told.verified.outcome == Outcome.HERE
            assert told.verified.number == number
            assert unit in told.verified.units
            after = [c for c in calls.about(unit, number) if c.called_at > told.verified.called_at]
            assert not {c.outcome for c in after} & {Outcome.OTHER_BODY, Outcome.SENT_ON}
        without = counted(c for c in written if c.outcome != Outcome.HERE)
        assert state_of(without.about(unit, number), END).verified is None


@settings(max_examples=share(60), deadline=None)
@given(_written)
def test_a_fault_is_what_its_rule_says(written: list[Call]) -> None:
    """The rules said once more, slowly: in terms of every call since the last one that somebody answered."""
    calls = counted(written)
    for unit, number in itertools.product(UNITS, NUMBERS):
        mine = [c for c in calls.about(unit, number) if c.outcome != Outcome.REPORTED]
        answered = [i for i, c in enumerate(mine) if c.outcome not in MISSED]
        last = mine[answered[-1]] if answered else None
        since = mine[answered[-1] + 1 :] if answered else mine
        by_night = [i for i in answered if mine[i].band is Band.NIGHT]
        after_night = mine[by_night[-1] + 1 :] if by_night else mine
        nights = {c.night for c in after_night if c.missed and c.band is Band.NIGHT}
        expected = None
        if last is not None and last.outcome == Outcome.OTHER_BODY:
            expected = CallState.WRONG_BODY
        elif last is not None and last.outcome == Outcome.SENT_ON:
            expected = CallState.SENT_ON
        elif len({c.band for c in since}) >= 3 and any(c.band is Band.NIGHT for c in since):
            expected = CallState.UNANSWERED
        elif len(nights) >= 2:
            expected = CallState.NIGHT_UNANSWERED
        assert state_of(calls.about(unit, number), END).fault == expected


@settings(max_examples=share(40), deadline=None)
@given(_written, _directory)
def test_the_list_is_of_published_numbers_each_once_and_within_the_month(written, directory) -> None:
    calls = counted(written)
    now = standings(directory, calls, ("1022",), END, RULES)
    lines = to_call(now, calls, END, RULES)
    assert len({line.number for line in lines}) == len(lines)
    published = {(e["unit_code"], f"{e['phone_e164']};") for e in directory}
    for line in lines:
        assert {(u, line.number) for u in line.units} == {p for p in published if p[1] == line.number}
    for one in now:  # what is neither verified nor waiting is on the list
        if one.state in (CallState.NEVER, CallState.REPORTED):
            assert one.number in {line.number for line in lines}
    tight = CallRules(month=made_lately(calls, END) + 1)
    cut = tonight(lines, calls, END, tight, 20)
    reported = [line for line in lines if line.why is Why.REPORTED]
    assert cut[: len(reported)] == reported
    assert len(cut) == max(len(reported), min(1, len(lines)))
    assert lines == to_call(standings(directory, counted(written), ("1022",), END, RULES), counted(written), END, RULES)


@settings(max_examples=share(40), deadline=None)
@given(_written, st.data())
def test_a_workbook_handed_in_again_counts_once(written: list[Call], data: st.DataObject) -> None:
    again = [*written, *data.draw(st.lists(st.sampled_from(written), max_size=5) if written else st.just([]))]
    newest = {(c.number, c.called_at, c.outcome == Outcome.REPORTED): c for c in again}
    made = [c for c in newest.values() if c.outcome not in (Outcome.LATER, Outcome.REPORTED)]
    assert sorted(c.called_at for c in counted(again).made) == sorted(c.called_at for c in made)


def test_a_mended_line_replaces_the_first_and_later_takes_it_back() -> None:
    first = _call(Outcome.OTHER_BODY, 1, 9)
    assert _state(first) is CallState.WRONG_BODY
    assert _state(first, _call(Outcome.HERE, 1, 9)) is CallState.VERIFIED
    assert _state(first, _call(Outcome.LATER, 1, 9)) is CallState.NEVER


def test_a_call_lapses_when_the_number_changes() -> None:
    calls = counted([_call(Outcome.HERE, 1, 9)])
    [one] = standings([_entry("30181", NUMBERS[1])], calls, (), END, RULES)
    assert one.state is CallState.NEVER
    [line] = to_call([one], calls, END, RULES)
    assert line.why is Why.CHANGED
    [one] = standings([_entry("30187", NUMBERS[0])], calls, (), END, RULES)  # the same number of another unit
    assert one.state is CallState.NEVER
    assert [line.why for line in to_call([one], calls, END, RULES)] == [Why.NEW]


@pytest.mark.parametrize(
    ("hours", "state"),
    [
        ((23, 9, 19), CallState.UNANSWERED),
        ((9, 15, 2), CallState.UNANSWERED),
        ((9, 15, 19), CallState.TRYING),  # never at night
        ((23, 9, 10, 11), CallState.TRYING),  # two bands
        ((23, 23, 23), CallState.NIGHT_UNANSWERED),
    ],
)
def test_not_answered(hours: tuple[int, ...], state: CallState) -> None:
    outcomes = itertools.cycle(sorted(MISSED))
    assert _state(*(_call(o, d, h) for d, (h, o) in enumerate(zip(hours, outcomes, strict=False)))) is state


def test_one_night_is_one_night_on_both_sides_of_midnight() -> None:
    assert _state(_call("not_answered", 0, 23), _call("not_answered", 1, 2)) is CallState.TRYING


def test_a_verification_expires() -> None:
    here = _call(Outcome.HERE, 0, 9)
    last = START + dt.timedelta(days=90)
    assert _state(here, at=last) is CallState.VERIFIED
    assert _state(here, at=last + dt.timedelta(days=1)) is CallState.EXPIRED
    short = CallRules(valid=30)
    assert state_of([here], last).state(last.date(), short) is CallState.EXPIRED


def test_a_report_comes_first_until_somebody_answers_and_hides_the_verification() -> None:
    here = _call(Outcome.HERE, 1, 9)
    report = Call((), NUMBERS[0], Outcome.REPORTED, utc(START + dt.timedelta(days=5)))
    missed = _call(Outcome.NOT_ANSWERED, 6, 23)
    directory = [_entry("30187", NUMBERS[1]), _entry("30181", NUMBERS[0])]
    for written in ([here, report], [here, report, missed]):
        calls = counted(written)
        now = standings(directory, calls, (), END, RULES)
        assert now[1].state is CallState.REPORTED
        assert not now[1].calls.verified_on(END.date(), RULES)
        assert to_call(now, calls, END, RULES)[0].number == NUMBERS[0]
    assert _state(here, report, missed, _call(Outcome.HERE, 7, 9)) is CallState.VERIFIED
    assert _state(here, report, missed, _call(Outcome.SENT_ON, 7, 9)) is CallState.SENT_ON


@pytest.mark.parametrize(("number", "kind"), [("1022;", "short"), ("+842771022;", "short"), ("1789;", "landline")])
def test_services_are_not_called(number: str, kind: str) -> None:
    now = standings([_entry("30181", number, kind)], counted([]), ("1022",), END, RULES)
    assert (now[0].state, now[0].due) == (CallState.EXCLUDED, None)
    assert to_call(now, counted([]), END, RULES) == []


def test_a_shared_number_is_one_line_for_both_units() -> None:
    directory = [_entry("30181", NUMBERS[0]), _entry("30187", NUMBERS[0])]
    [line] = to_call(standings(directory, counted([]), (), END, RULES), counted([]), END, RULES)
    assert line.units == ("30181", "30187")
    calls = counted([_call(Outcome.HERE, 1, 9, line.units)])
    assert {one.state for one in standings(directory, calls, (), END, RULES)} == {CallState.VERIFIED}


def test_the_draw_is_made_by_the_date_and_stays_for_its_week() -> None:
    numbers = [f"+84277385{n:04d};" for n in range(40)]
    directory = [_entry(f"{n}", number) for n, number in enumerate(numbers)]
    written = [_call(Outcome.HERE, 0, 23, (f"{n}",), number) for n, number in enumerate(numbers)]
    weeks = []
    for week in range(1, 5):
        monday = dt.datetime(2021, 9, 6, 21, tzinfo=VIETNAM) + dt.timedelta(weeks=week)
        drawn = []
        for day in (0, 3, 6):
            at = monday + dt.timedelta(days=day)
            lines = to_call(standings(directory, counted(written), (), at, RULES), counted(written), at, RULES)
            drawn.append([line.number for line in lines if line.why is Why.DRAWN])
        assert drawn[0] == drawn[1] == drawn[2]
        assert len(drawn[0]) == RULES.drawn
        again = [*written, Call((str(numbers.index(drawn[0][0])),), drawn[0][0], Outcome.HERE, utc(monday))]
        at = monday + dt.timedelta(days=1)
        left = to_call(standings(directory, counted(again), (), at, RULES), counted(again), at, RULES)
        assert [line.number for line in left] == drawn[0][1:]
        weeks.append(tuple(drawn[0]))
    assert len(set(weeks)) > 1


def test_every_hour_is_in_one_part_of_the_day() -> None:
    bands = [band_of(START.replace(hour=h)) for h in range(24)]
    assert [bands.count(b) for b in Band] == [8, 6, 4, 6]


def test_every_fault_has_its_rule() -> None:
    from schemas.catalogue import CATALOGUE

    assert all(CATALOGUE[code].severity == "warning" for code in FAULT_RULES.values())
