"""The facts of one submitted row, that rules are checked on: what was found, never what follows from it.

A group a field, by the field's kind. Cleaning and identifying fill them in; every default is what a sound row has, so
that an example names only what matters. The same rule is checked on one row (plain values) and on a whole batch (numpy
arrays): write checks with ==, <=, &, | and `none_of`, which mean the same on both.
"""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple


class NameFacts(NamedTuple):
    """A unit's name as the cell gives it."""

    blank: bool = False  # the cell holds no letter and no digit
    letters_lost: bool = False  # marks became "?" or signs; no font brings them back
    candidates: int = 1  # units of the registry that the name fits by a rule
    proposals: int = 0  # units whose name it may misspell, where it fits none
    units: int = 1  # units that the cell names one after the other
    other_body: bool = False  # a body inside or beside a unit
    former: bool = False  # a name, type or unit of the past
    maps_to: int = 1  # units of today that the former one became
    encoding: str = ""  # the font or encoding that the name was brought from, '' for Unicode


class UnitFacts(NamedTuple):
    """The unit that the name fits, and where the row stands."""

    tier: str = ""  # of the unit, '' while it is not known
    section: str = ""  # the tier that the row's section holds, '' without one


class SenderFacts(NamedTuple):
    """Who sent the row's file."""

    known: bool = True  # the evidence names one sender
    above: bool = (
        True  # the sender is the row's unit, stands above it or is the province's office; true while a unit is unknown
    )


class PhoneFacts(NamedTuple):
    """A phone cell: its digits, what the numbering plan says of them, and what stands beside them."""

    blank: bool = False  # empty, or words that say there is no number yet
    content: str = ""  # what stands there instead of a number: words, date, fraction …; '' where digits do
    shortened: bool = False  # the spreadsheet shows fewer digits than were typed
    numbers: int = 1  # distinct numbers, abbreviated ones counted
    times: int = 1  # how often the one number is written
    readings: int = 1  # numbers that the digits may stand for
    length_fits: bool = True  # the plan has numbers of that many digits under the prefix
    prefix_assigned: bool = True  # the plan has the prefix
    country: str = "84"  # country calling code
    kind: str = ""  # landline, mobile, toll_free, premium, special, short, emergency; '' without a number
    zero_was_missing: bool = False  # the 0 in front was missing
    area_code_was_missing: bool = False  # written without an area code
    area_code_old: bool = False  # written with one of before 2017
    mobile_prefix_old: bool = False  # written with one of before 2018
    home: bool = True  # the area code, where the number has one, is the province's
    letters_replaced: bool = False  # O for 0; I, l for 1
    words_removed: bool = False  # words that say nothing about the number
    person: bool = False  # a name or the title of a person
    hours_limited: bool = False  # words that say it is answered at some hours only
    words_against: bool = False  # words that say the number is old, cut off, planned, private, a fax
    words_unknown: bool = False  # words that no list has
    taken_back: bool = (
        False  # the sender says elsewhere (mail, file name, print header) that it is not to be published, or not yet
    )
    earlier_list: bool = False  # its list says that it is of a time before the campaign
    extension_dialled: str = ""  # digits to dial after the number


class NoteFacts(NamedTuple):
    """The note of a row."""

    other_numbers: int = 0  # numbers that are not the row's own
    names_person: bool = False  # a name or the title of a person
    beyond_words: bool = False  # a formula, a command, markup or an address of the web


class DocumentFacts(NamedTuple):
    """The document round the row."""

    changes: int = 0  # tracked changes, neither accepted nor rejected, that touch the row


class ValueFacts(NamedTuple):
    """One cell of a date, a count or a text. Each stands in a line of facts of its own, all else of which is sound."""

    kind: str = ""  # date, count, text; '' where the line is about no such cell
    blank: bool = False  # nothing stands there, and the form asks for something
    fits: bool = True  # what stands there is of its kind


class CountFacts(NamedTuple):
    """A unit's counts of one month. Each line of them stands in a line of facts of its own, all else of which is
    sound."""

    brought: int = 0  # carried over and received
    accounted: int = 0  # answered in time, answered late, open in time, open overdue
    carried: int = 0  # carried over
    left_before: int = -1  # open at the end of the month before, -1 unknown
    months: int = 1  # months that the line may be of


class DutyFacts(NamedTuple):
    """A cell of a duty roster. Each stands in a line of facts of its own, all else of which is sound."""

    uncovered: int = 0  # minutes behind it that nobody is on duty
    shared: int = 0  # minutes that it shares with a shift before it
    day_fits: bool = True  # it names days
    hours_fit: bool = True  # it names hours
    number_fits: bool = True  # its number is the unit's published one, or one that calls are sent on to


class Facts(NamedTuple):
    """All facts of a row, a group a field or a relation."""

    name: NameFacts = NameFacts()
    unit: UnitFacts = UnitFacts()
    sender: SenderFacts = SenderFacts()
    phone: PhoneFacts = PhoneFacts()
    note: NoteFacts = NoteFacts()
    document: DocumentFacts = DocumentFacts()
    value: ValueFacts = ValueFacts()
    counted: CountFacts = CountFacts()
    duty: DutyFacts = DutyFacts()


SOUND = Facts()

# Column of the frame → a value of its type, in the order in which `flat` lines facts up.
FACT_COLUMNS: dict[str, bool | int | str] = {
    f"{group}_{fact}": value
    for group, facts in SOUND._asdict().items()
    for fact, value in zip(facts._fields, facts, strict=True)
}


def flat(facts: Facts) -> tuple[bool | int | str, ...]:
    """Return the values of a row's facts, in the order of FACT_COLUMNS."""
    return tuple(chain.from_iterable(facts))


def none_of(*marks: bool) -> bool:
    """Tell whether no mark is set; on columns, for each row. (`not` does not work on columns, `~` not on plain
    values.)"""
    found = False
    for mark in marks:
        found = found | mark
    return found ^ True
