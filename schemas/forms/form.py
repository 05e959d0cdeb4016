"""What a form is, as data: its columns and the words that may head them, its title, its lines, its rules, and how a
blank one looks.

Words are matched on folded text (lower case, no marks). A form is a value: `locate`, `check`, the blank form, the
official workbook and the document take one and know none.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a column holds. ROLE: what reading knows by the name of the field (see ROLES); of any other name: a text, a
    date, a count."""

    ROLE = "role"
    TEXT = "text"
    DATE = "date"
    COUNT = "count"


# Fields that reading knows: running number, the unit's name, its phone number, a note, the district it lies in, an area
# code and an extension in columns of their own, and columns that are known and not read.
ROLES = ("stt", "unit", "phone", "note", "district", "area", "extension", "other")


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a form: its printed title, and (pattern, score) of the words that may head it.

    required: a table without it is not this form, and a value in it may not be blank. width: on the blank form, in
    characters; 0: not printed.
    prompt, mistake: what the blank form says at its cells, and when something else is typed: titles and templates over
    `Examples`.
    """

    field: str
    title: str
    words: tuple[tuple[str, int], ...]
    required: bool = False
    kind: Kind = Kind.ROLE
    width: float = 0
    called: str = ""  # how a message calls it where it is looked for: "cột tên đơn vị"; '': by its title
    prompt: tuple[str, str] = ("", "")
    mistake: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class OtherForm:
    """A form of another letter: how it is called, words of its title, words of its columns (all folded patterns)."""

    name: str
    title: str
    columns: str


@dataclass(frozen=True, slots=True)
class NumberWords:
    """What the words over a column of numbers say of them.

    A column is judged by each heading it stands under: one that names another owner, use or state (`others`: its name,
    its words) makes it another column; of what remains, words of the form's own number (`own`) rank before neutral
    ones, an office's last.
    """

    own: str
    own_heading: str  # a heading that no title above it makes another list's
    office: str
    others: tuple[tuple[str, str], ...]
    with_fax: str  # a column for both, in one heading: "Điện thoại/Fax"
    low_column: str  # the column of the lower tier's own numbers, beside one of the upper tier's
    high_column: str
    list_title: str  # a title that, with words of `other_list`, makes all the numbers of its table another list's
    other_list: str
    not_a_phone: str  # a heading of numbers that are no phone numbers
    hours: str  # a sub-heading that says when the number below is answered
    label: str  # words between a name and its number in one cell
    column: str  # how a message calls the column
    of_another_use: str  # how a message goes on about a column with another heading
    # Of two columns under one head: the numbers that stand published, and those that are proposed in their place. Which
    # of them is in force nobody but the office decides about.
    published: str = ""
    proposed: str = ""
    # The phrases of which a list's titles and its number's heading are made where they speak of nothing else, and how a
    # line begins that gives a list its name. None: nothing is asked.
    title_phrases: tuple[str, ...] = ()
    heading_phrases: tuple[str, ...] = ()
    begins_a_title: str = ""
    or_another: str = ""  # both readings of a number under titles or a heading that are not understood
    bodies: str = ""  # how the name of a body begins that is no unit of the form, folded
    or_of_others: str = ""  # both readings of a number below a heading that may be another body's


@dataclass(frozen=True, slots=True)
class LineWords:
    """The lines of a form that are no data. sections: kind of units → (words one of which must stand in the heading,
    words that may)."""

    sections: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    total: str
    footer: str
    place_and_date: str
    note: str
    dots: str
    not_a_heading: str  # what a cell says that is no heading, whatever field's words it holds
    before_a_district: frozenset[str]  # words that may stand before a district's name in its heading, and behind it
    behind_a_district: frozenset[str]
    contact: str  # a line that gives the sender's own contact
    of_a_text: str  # a line above a table that names the text the form belongs to


@dataclass(frozen=True, slots=True)
class Heads:
    """Plain folded words of a form's headings, by which a text of unknown encoding and separator is read: of the unit,
    of the number, all."""

    unit: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    all: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What stands on a blank form beside its columns. instruction: a template over `Examples`; file: how its files'
    names begin; shifts: its lines are shifts of the unit and not units; by_deadline: the campaign's deadline is its."""

    sheet: str = "Phụ lục"
    heading: str = "Phụ lục"
    called: str = (
        ""  # how a message calls what is asked for: "danh sách số điện thoại đường dây nóng"; '': by the form's title
    )
    letter: str = "đúng biểu mẫu kèm theo Công văn"  # and what is to be sent
    short_title: str = ""  # its title as a hint quotes it, '' whole
    instruction: str = ""
    file: str = "phu-luc"
    shifts: bool = False
    by_deadline: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """One prescribed form. own_title: folded words that stand in its own title and in no other's; hints: words at least
    one of which every heading of it holds, so that other cells are passed over quickly ('': all are looked at)."""

    name: str
    title: str
    columns: tuple[Column, ...]
    lines: LineWords
    others: tuple[OtherForm, ...] = ()
    rules: tuple[str, ...] = ()  # codes of the rules that its rows must keep
    own_title: str = ""
    hints: str = ""
    former_unit: str = ""  # in the heading of a column of units: they are called so no longer, and it names nobody
    numbers: NumberWords | None = None  # of a form with a column of phone numbers
    heads: Heads = field(default_factory=Heads)
    look: Look = field(default_factory=Look)
    issued: dt.date | None = None  # when it was first prescribed: no list of before is a return on it

    @property
    def values(self) -> tuple[Column, ...]:
        """The columns of values: dates, counts, texts."""
        return tuple(c for c in self.columns if c.kind is not Kind.ROLE)

    @property
    def printed(self) -> tuple[Column, ...]:
        """The columns of the blank form, from the left."""
        return tuple(c for c in self.columns if c.width)

    @property
    def words(self) -> dict[str, str]:
        """What messages say of the form: what it is called, its titles, the columns without which a table is not it."""
        asked = [c.called or f"cột {c.title}" for c in self.columns if c.required]
        return {
            "form": self.look.called or f"biểu mẫu “{self.title}”",
            "letter": self.look.letter,
            "title": self.look.short_title or self.title,
            "titles": " | ".join(c.title for c in self.printed),
            "asked": " và ".join((", ".join(asked[:-1]), asked[-1])) if len(asked) > 1 else "".join(asked),
        }

    def has(self, field_name: str) -> bool:
        """Tell whether the form has a column."""
        return any(c.field == field_name for c in self.columns)
