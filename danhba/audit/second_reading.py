"""Does the sheet say what is about to be published? Each claim (unit, number, cells) is looked up again in the sheet
itself.

Looked at: the digits stand in the named cell; the unit's name stands in that line, its merged block or its stated
continuation; whoever else is named there or in the heading above stands above the unit; the words over the number's
column speak of a hotline and of nothing else; nothing there says old, cut off or another's. What the eye does not see
has been taken out of the grid by the readers, so that a claim about it finds no digits.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from danhba.audit import words
from danhba.audit.plain_lists import PlainLists
from danhba.audit.sheet import Headings, Remarks, Sheet, digits_of, holds_a_number, plain_text
from danhba.audit.unit_names import UnitNames
from danhba.model.grid import Grid, cell_text
from danhba.model.submission import Submitter
from danhba.registry import Registry, Unit

_LETTERS_FOR_DIGITS = str.maketrans("oOQIl|", "000111")
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")
_DAY = re.compile(r"\D*(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})\D*")
_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_LETTER = re.compile(r"[^\W\d_]")
_MARK_AT_END = re.compile(r"([(\[]?[*\d]{1,3}[)\]]|\*+)\s*$")
_RAISED_MARK = re.compile(r"[(\[]?([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})[)\]]?")
_LETTERED = re.compile(r"(?:[IVXL]{1,6}|[A-Z]|[*+-])[.)]?")
_OPEN_END = re.compile(r"[,(/&+\u2013\u2014-]\s*$|\b(?:và|thuộc|của|xã|phường|huyện|thị trấn|thành phố)\s*$", re.I)
_OPEN_START = re.compile(r"\s*[(,/&\u2013\u2014-]|\s*[a-zà-ỹđ]")
_GOES_ON = 2  # lines below its own in which a name may go on
_KEPT = 1 << 14  # texts, each beside one unit
_DITTO = 14  # characters of the longest sign for "as above"
_OLDEST = 2021  # the year of the letter: a list that says an earlier one is another
_TITLES = 8  # lines above the head in which the table's title is looked for


class _Word(NamedTuple):
    """What a text says of one unit and its number by itself: by these most lines are confirmed, with nothing else to be
    looked at."""

    is_name: bool  # it is the unit's name and nobody else's
    is_quiet: bool  # beside the name: it names nobody else and says nothing against the number
    says_above: bool  # it names what the unit belongs to, where it has to be said
    is_state: bool  # a yes, a no, a cross or “bỏ”: whether it is meant for the number is told by its column's head


class _Meaning(NamedTuple):
    """What a head or title is about, by its words."""

    is_other: bool  # another hotline, use, owner or state
    hotline: bool
    phone: bool
    other_list: bool
    person: bool


@lru_cache(maxsize=4096)
def _meaning(bare: str) -> _Meaning:
    def says(pattern: re.Pattern[str]) -> bool:
        return pattern.search(bare) is not None

    return _Meaning(
        is_other=says(words.OTHER_HOTLINE)
        or (says(words.OTHER_USE) and not says(words.PHONE_AND_FAX))
        or says(words.OTHER_OWNER)
        or says(words.OTHER_STATE)
        or says(words.OLD_HEAD)
        or says(words.TO_GO),
        hotline=says(words.HOTLINE),
        phone=says(words.PHONE),
        other_list=says(words.OTHER_LIST),
        person=says(words.PERSON_COLUMN),
    )


class Claim(NamedTuple):
    """What one row is about to publish: its cells as the first reading named them, the unit, the number in E.164 or as
    a short code."""

    name_cell: str
    phone_cell: str
    unit_code: str
    e164: str
    extension: str = ""
    sender: str = ""  # the unit that sent the file, '' unknown


@lru_cache(maxsize=4096)
def _place(cell: str) -> tuple[int, int]:
    """Return 0-based (row, column) of an address; (-1, -1) where it is none."""
    found = _ADDRESS.fullmatch(cell)
    if not found:
        return -1, -1
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


@lru_cache(maxsize=4096)
def _is_ditto(text: str) -> bool:
    return words.DITTO.fullmatch(plain_text(text)) is not None


@lru_cache(maxsize=4096)
def _tiers_of(bare: str) -> frozenset[str]:
    return frozenset(kind for kind, pattern in words.TIERS.items() if pattern.search(bare))


@lru_cache(maxsize=4096)
def _names_another_list(sheet: str) -> bool:
    bare = plain_text(sheet)
    return bool(words.OTHER_SHEET.search(bare) or words.TO_GO.search(bare))


@lru_cache(maxsize=4096)
def _is_title_of_another_list(text: str) -> bool:
    bare = plain_text(text)
    return len(bare) < 140 and bool(words.OTHER_TITLE.search(bare)) and not words.NOT_A_TITLE.search(bare)


def _parted(name: str) -> str:
    """Return a tab's name with blanks between its words."""
    pairs = zip(f" {name}", name, strict=False)
    return "".join(f" {c}" if c.isupper() and before.islower() else c for before, c in pairs).replace("_", " ")


def _plain_marks(text: str) -> str:
    """Return a text with raised digits as a mark in brackets: ² is (2)."""
    text = text.strip()
    if text.isascii():
        return text
    return _RAISED_MARK.sub(lambda m: f"({unicodedata.normalize('NFKC', m[1])})", text)


def _numbering(heading: str) -> str:
    """Return the kind of number that a heading begins with: digits, a letter; '' for none."""
    found = words.NUMBERING.match(heading)
    return "" if found is None else "1" if found[1].isdigit() else "I" if found[1].isupper() else "a"


@lru_cache(maxsize=4096)
def _is_list_title(text: str) -> bool:
    bare = plain_text(text)
    return bool(words.LIST_TITLE.search(bare)) and not words.NOT_A_TITLE.search(bare)


def _holds_a_number(title: str) -> bool:
    """Tell whether a title holds a telephone number; the digits of dates and years are none."""
    return len(digits_of(words.DATE.sub(" ", plain_text(title)))) > 6


@lru_cache(maxsize=4096)
def _said_against(text: str) -> str:
    """Return the plain words of a line without what it says in favour of its numbers."""
    return words.REMARK_HARMLESS.sub(" ", plain_text(text))


@lru_cache(maxsize=4096)
def _is_remark(text: str) -> bool:
    bare = _said_against(text)
    if words.MARK.match(text.strip()) and _speaks_against(text):
        return True
    return any(p.search(bare) for p in (words.OTHER_STATE, words.REPLACED, words.CORRECTION, words.OF_ROWS))


@lru_cache(maxsize=4096)
def _speaks_against(text: str) -> bool:
    bare = plain_text(text)
    return any(p.search(bare) for p in (words.OTHER_STATE, words.OTHER_USE, words.OTHERS_NUMBER))


@lru_cache(maxsize=4096)
def _old_number(text: str) -> tuple[str, str]:
    """Return (the digits of the one number that a text calls the old one, the text without it), both '' where it names
    none."""
    bare = "\n".join(plain_text(part) for part in text.splitlines())
    found = list(words.OLD_NUMBER.finditer(bare))
    if len(found) != 1:
        return "", ""
    return digits_of(found[0][1]), bare[: found[0].start()] + " " + bare[found[0].end() :]


def _without_old_number(text: str, e164: str) -> str:
    """Return a text without the one other number that it calls the old one; as it is where it names none."""
    if text.isdigit() or "c" not in text.lower():
        return text
    digits, rest = _old_number(text)
    return text if not digits or e164[-7:] in digits or len(digits) > 11 else rest


def _of_its_own(text: str, e164: str) -> str:
    """Return a note without what it says in favour of its row's number: it is the new one, it has not changed."""
    if not _LETTER.search(text):
        return text
    bare = words.NOTE_OF_ITS_OWN.sub(" ", plain_text(text))
    found = words.REPLACES.search(bare)
    if found and e164[-7:] not in digits_of(found[1]):
        bare = bare[: found.start()] + bare[found.end() :]
    return bare


def _is_number(shown: str, e164: str) -> bool:
    """Tell whether a cell shows the digits of a number and, signs between them aside, nothing else."""
    if not shown.isascii():
        return False
    if not shown.isdecimal():
        if _LETTER.search(shown):
            return False
        shown = digits_of(shown)
    national = e164[3:] if e164.startswith("+84") else e164
    return shown == "0" + national or shown in (national, "84" + national, "0084" + national, "840" + national)


def _points_at_rows(bare: str) -> bool:
    """Tell whether a remark takes back rows that it names by their place or look, without a number or name."""
    said = words.OTHER_STATE.search(bare) or words.OF_ROWS.search(bare)
    return len(digits_of(bare)) <= 6 and bool(said and words.POINTING.search(bare))


def _between(rows: list[int], first: int, last: int) -> bool:
    """Tell whether one of the rows, which are in order, is among those from the first to the last."""
    at = bisect_left(rows, first)
    return at < len(rows) and rows[at] <= last


def _without_fax(text: str) -> str:
    """Return a text without the fax that stands beside a telephone in it; as it is where nothing else would be left."""
    bare = plain_text(text)
    rest = words.FAX.sub(" ", bare) if "fax" in bare else bare
    return rest if rest != bare and len(digits_of(rest)) > 6 else text


class Auditor:
    """Reads claims against the sheets they come from. Make one a process: it keeps the registry's names and the texts
    it has seen."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._names = UnitNames(registry)
        self._plain = PlainLists(self._names.all_forms())
        self._kinds = {s.tier: s.kind for s in registry.sections}
        self._moved = {new: old for old, new in registry.old_area_codes.items()}
        cores = "|".join(re.escape(name) for name in self._names.bare_districts) or "(?!)"
        self._at_a_place = re.compile(words.AT_A_PLACE.replace("{place}", f"(?:{cores})"))
        self._word = lru_cache(_KEPT)(self._of_word)
        # Lists of the years before are none of this registry's; what is about a matter may be an agency's name.
        self._since = max(_OLDEST, registry.valid_from.year if registry.valid_from else 0)
        of_agencies = (
            *(unit.name for unit in registry.units),
            *(alias.name for alias in registry.aliases if alias.unit_code),
        )
        bare_names = {plain_text(name) for name in of_agencies}
        self._names_of_a_matter = sorted(
            (name for name in bare_names if words.OTHER_MATTER.search(name)), key=lambda name: -len(name)
        )
        self._is_of_another_matter = lru_cache(4096)(self._of_another_matter)

    def disagreements(self, grids: Iterable[Grid], claims: Sequence[tuple[str, Claim]]) -> list[str]:
        """Return, for every (sheet, claim), what the second reading says against it in Vietnamese; '' where both
        agree."""
        sheets: dict[str, Sheet] = {}
        for grid in grids:
            sheet = Sheet(grid)
            if sheets.setdefault(grid.name, sheet) is sheet:
                sheet.file = sheets
        out: list[str] = []
        for name, claim in claims:
            sheet = sheets.get(name)
            out.append("không còn thấy trang này trong tệp" if sheet is None else self._against(sheet, claim))
        return out

    def against_rows(
        self, grids: Sequence[Grid], submitter: Submitter, columns: Mapping[str, Sequence[str]], rows: Sequence[int]
    ) -> list[tuple[int, str]]:
        """Return (row, what is said against it) of those rows of a reading's columns that the second reading does not
        confirm."""
        sender = submitter.unit_code if any(e.kind != "rows" for e in submitter.evidence) else ""
        wanted = [columns[n] for n in ("sheet", "name_cell", "phone_cell", "unit_code", "phone_e164", "extension")]
        told = zip(*([column[index] for index in rows] for column in wanted), strict=True)
        claims = [
            (sheet, Claim(name_cell, phone_cell, unit, e164, extension, sender))
            for sheet, name_cell, phone_cell, unit, e164, extension in told
        ]
        said = self.disagreements(grids, claims)
        return [(index, text) for index, text in zip(rows, said, strict=True) if text]

    def _against(self, sheet: Sheet, claim: Claim) -> str:
        unit = self._registry.by_code.get(claim.unit_code)
        if unit is None:
            return "không thấy đơn vị này trong danh mục"
        row, column = _place(claim.phone_cell)
        name_row, name_column = _place(claim.name_cell)
        if name_row == row and name_column != column and self._confirms(sheet, row, name_column, column, unit, claim):
            return ""
        if said := self._weighed(sheet, row, (name_column, column), unit, claim):
            return said
        shown = _without_old_number(sheet.text(row, column), claim.e164)
        if not self._digits_stand(_without_fax(shown), claim) and not self._in_two_cells(sheet, row, column, claim):
            return f"thấy ô này ghi “{shown}”, không có đúng các chữ số ấy"
        if name_row >= 0 and sheet.covers((row, column), name_row):
            row = name_row  # one number merged over the lines of several units: this unit's line counts
        line = sheet.half(sheet.line(row), row, column)
        line = [(c, self._as_above(sheet, row, c, text)) for c, text in line]
        apart = (row, column) != (name_row, name_column)
        if name_row != row:
            line = line + [cell for cell in sheet.half(sheet.line(name_row), name_row, column) if cell not in line]
        spoken = [cell for cell in line if _LETTER.search(cell[1])]
        return (
            self._list_of_something_else(sheet, row, unit)
            or self._who(sheet, row, line, spoken, unit, (name_row, name_column), claim)
            or self._taken_back(sheet, row, shown, line, unit)
            or self._marks(spoken, name_column if name_row >= 0 else -1, not apart, claim.e164)
            or self._state(sheet, row, line, (name_column, column))
            or (self._head(sheet, row, column, unit) if apart else "")
        )

    def _confirms(self, sheet: Sheet, row: int, name_column: int, column: int, unit: Unit, claim: Claim) -> bool:
        """Tell whether a line plainly says what is claimed: the number's digits and nothing else in its cell, the unit
        and what it belongs to, no text that would have to be weighed, under a head that speaks of the hotline.

        Most lines do, and each text says the same in every file. Whatever is not confirmed here is read in full, with
        the same outcome; it costs a third of that (1.2 of 12.2 million instructions a form of 20 rows).
        """
        key = (sheet.head_above(row), name_column, column, unit.tier)
        plain = sheet.plain.get(key)
        if plain is None:
            plain = sheet.plain[key] = self._is_plain(sheet, row, column, unit)
        if not plain or row in self._titles(sheet) or not _is_number(sheet.text(row, column), claim.e164):
            return False
        code, named, known = claim.unit_code, False, False
        for at, text in sheet.line(row):
            if at == column:
                continue
            word = self._word(code, text if len(text) > _DITTO else self._as_above(sheet, row, at, text))
            if at == name_column:
                if not word.is_name:
                    return False
                named = True
            elif word.is_state or not word.is_quiet:
                return False
            known = known or word.says_above
        return named and known and not (self._names.has_former and self._former_heading(sheet, row))

    def _is_plain(self, sheet: Sheet, row: int, column: int, unit: Unit) -> bool:
        """Tell whether nothing but a line's own words and the titles above it can speak against it: no remark, list
        beside or column that weighs numbers, and a head of the hotline. So it is of all lines under one head."""
        if _names_another_list(sheet.name) or self._is_remarked(sheet):
            return False
        at = sheet.head_above(row)
        if sheet.is_side_by_side() or at < 0:
            return False
        if at not in sheet.states:
            sheet.states[at] = self._state_columns(sheet, row, at)
        return not sheet.states[at] and not self._head(sheet, row, column, unit)

    def _of_word(self, code: str, text: str) -> _Word:
        above = self._names.above(code)
        bare = plain_text(text).strip(" .()[]") if len(text) <= 10 else ""
        is_state = bare == "x" or bare in words.DROPPED
        if not _LETTER.search(text):
            return _Word(False, True, False, is_state)
        return _Word(
            is_name=self._names.stands(code, text) and not self._names.names_another(text, above, False),
            is_quiet=not (
                _speaks_against(text)
                or _old_number(text)[0]
                or self._names.names_another(text, above, True)
                or self._names_a_branch(self._registry.by_code[code], text)
            ),
            says_above=not self._lies_in_a_district(self._registry.by_code[code])
            or self._names.says_one_of(text, self._names.over(code)),
            is_state=is_state,
        )

    def _as_above(self, sheet: Sheet, row: int, column: int, text: str) -> str:
        """Return a cell's text; of a sign for "as above" what it repeats."""
        for at in range(row - 1, max(-1, row - 200), -1):
            if len(text) > _DITTO or not _is_ditto(text):
                break
            text = sheet.text(at, column)
        return text

    # --- the number -----------------------------------------------------------------------------------------------

    def _digits_stand(self, shown: str, claim: Claim) -> bool:
        """Tell whether the cell holds the number's digits and, its extension and the hours aside, no other number's."""
        if _is_number(shown, claim.e164):
            return True
        national = claim.e164[3:] if claim.e164.startswith("+84") else claim.e164
        bare = digits_of(words.ROUND_THE_CLOCK.sub(" ", shown.translate(_LETTERS_FOR_DIGITS)))
        tail = national[-7:] if len(national) > 7 else national
        at = bare.find(tail)
        if at < 0:
            return False
        before, after = bare[:at], bare[at + len(tail) :]
        if bare.count(tail) > 1:
            after = after.replace(tail, "")
        if after.removesuffix(claim.extension) and len(after) > 6:
            return False  # room for another number
        heads = {national[: -len(tail)] if len(national) > 7 else ""}
        heads |= {self._moved.get(h, h) for h in heads} | {"0" + h for h in heads} | {"84" + h for h in heads}
        heads |= {h.removeprefix("0") for h in {self._moved.get("0" + next(iter(heads)), "")}}
        return len(before) <= 6 or any(before.endswith(h) for h in heads if h)

    def _in_two_cells(self, sheet: Sheet, row: int, column: int, claim: Claim) -> bool:
        """Tell whether what stands in the cell and in the next one or two makes the whole number: 0277 | 3845 201."""
        joined, wanted = "", claim.e164.removeprefix("+84")
        for more in range(3):
            part = sheet.text(row, column + more)
            digits = digits_of(part)
            if not 0 < len(digits) < (9 if more else 6) or _LETTER.search(part):
                return False
            joined += digits
            if more and joined.removeprefix("0") == wanted:
                return True
        return False

    # --- the unit -------------------------------------------------------------------------------------------------

    def _who(
        self,
        sheet: Sheet,
        row: int,
        line: list[tuple[int, str]],
        spoken: list[tuple[int, str]],
        unit: Unit,
        name: tuple[int, int],
        claim: Claim,
    ) -> str:
        """Say what speaks against the unit: in its line, or in its line with the lines below that its name goes on
        in."""
        said = text = ""
        for more in range(_GOES_ON + 1):
            if more:
                # The number may stand in the name's last line.
                alone = name[0] + more > row
                text = self._continuation(
                    sheet, name[0] + more, name[1], sheet.text(*name) if more == 1 else text, alone
                )
                if not text:
                    break
                line = [(c, t) for c, t in line if c != name[1]] + [(name[1], text)]
                spoken = [cell for cell in line if _LETTER.search(cell[1])]
            against = (
                self._name(line, unit, name, claim.sender, self._former_heading(sheet, row))
                or self._others(sheet, row, spoken, unit, name[1])
                or (self._own_line(sheet, row, name[0], unit) if name[0] + more < row or not more else "")
                or self._heading(sheet, row, spoken, unit, claim)
            )
            if not against:
                return ""
            said = said or against
        return said

    def _continuation(self, sheet: Sheet, row: int, column: int, name: str, alone: bool) -> str:
        """Return the name above a line with what the line adds to it: words in the name's column (alone: and nothing
        else there), of a name that is not yet whole; '' where it does not go on."""
        text = sheet.value(row, column)
        if not name or not isinstance(text, str) or not text or len(digits_of(text)) > 6:
            return ""
        filled = sheet.filled(row)
        if (alone and len(filled) != 1) or cell_text(filled[0]).strip(" .)").isdigit():
            return ""
        is_open = bool(_OPEN_END.search(name) or _OPEN_START.match(text)) or not (
            self._names.named(name) or self._names.whole(name)
        )
        return f"{name} {text}" if is_open else ""

    def _name(self, line: list[tuple[int, str]], unit: Unit, name: tuple[int, int], sender: str, heading: str) -> str:
        named = ""
        if name[0] >= 0:
            named = next((text for column, text in line if column == name[1]), "")
        if heading and self._kinds.get(unit.tier) == "commune":
            if unit.code not in self._names.former_area(heading):
                return f"thấy dòng này nằm dưới “{heading}”, nơi không có {unit.name}"
            if named and self._names.stands(unit.code, f"{named}, {heading}"):
                return ""
        elif named and self._names.stands(unit.code, named):
            return ""
        if sender == unit.code and self._names.is_committee_of(unit, named):
            return ""  # "UBND huyện" in that district's own return
        whole = " ".join(text for _, text in line)
        if self._names.stands(unit.code, f"{whole}, {heading}" if heading else whole):
            return ""
        return f"không thấy tên “{unit.name}” trong dòng này (ô {'' if not named else 'ghi “' + named + '”'})"

    def _others(self, sheet: Sheet, row: int, line: list[tuple[int, str]], unit: Unit, name_column: int) -> str:
        """Say who else is named in the line without standing above the unit."""
        above = self._names.above(unit.code)
        for column, text in line:
            if column != name_column and self._names_a_branch(unit, text):
                return f"thấy cùng dòng ghi “{text}”, có thể là số của một chi nhánh"
            if self._names.names_another(text, above, column != name_column):
                if column != name_column and self._is_its_former_district(sheet, row, column, text, unit):
                    continue
                if not (self._names.is_odd(text) and self._names.stands(unit.code, text)):
                    return f"thấy cùng dòng còn nêu đơn vị khác: “{text}”"
                # an old font: of its readings one is the unit's
        return ""

    def _is_its_former_district(self, sheet: Sheet, row: int, column: int, text: str, unit: Unit) -> bool:
        """Tell whether a text under a head that speaks of districts is a former one in which the unit lies: there a
        bare name is the district's, though a commune of today bears it."""
        if not self._names.has_former or unit.code not in self._names.former_area(text):
            return False
        head = self._head_row(sheet, row, column)
        return head >= 0 and "district" in _tiers_of(plain_text(sheet.text(head, column)))

    def _names_a_branch(self, unit: Unit, text: str) -> bool:
        """Tell whether words beside an agency's name speak of its branch in some place: chi nhánh Lai Vung."""
        if self._kinds.get(unit.tier) in ("district", "commune"):
            return False
        bare = plain_text(text)
        return bool(words.BRANCH.search(bare) or self._at_a_place.search(bare)) and bare not in plain_text(unit.name)

    def _own_line(self, sheet: Sheet, row: int, name_row: int, unit: Unit) -> str:
        """Say it when the number stands in a line that is another unit's by itself, and the name was taken from a
        neighbour."""
        if name_row == row:
            return ""
        for _, text in sheet.line(row):
            named = self._names.named(text)
            if len(named) == 1 and unit.code not in named[0] and not self._names.stands(unit.code, text):
                return f"thấy dòng có số này nêu “{text}”"
        return ""

    def _heading(self, sheet: Sheet, row: int, line: list[tuple[int, str]], unit: Unit, claim: Claim) -> str:
        """Say it when the heading above is another place's, or nobody says which of two namesakes it is."""
        if not self._lies_in_a_district(unit):
            return ""
        above = self._names.over(unit.code)
        for _, text in line:
            if self._names.says_one_of(text, above):
                return ""
            if any(self._names.shortens(text, code) for code in above):
                return ""
        heading, ended = self._last_heading(sheet, row)
        if not heading:
            heading = self._heading_of_table(sheet)
        if heading and not ended:
            if above.isdisjoint(heading):
                return f"thấy dòng này nằm dưới tiêu đề của “{self._registry.full_name(min(heading))}”"
            return ""
        if self._names.is_shared(unit.code) and not any(self._names.says_which(unit.code, text) for _, text in line):
            known = claim.sender and any(self._registry.is_within(claim.sender, code) for code in above)
            known = known or (not heading and any(not above.isdisjoint(c) for c in self._names.named(sheet.name)))
            if not known and (heading or not any(not above.isdisjoint(c) for c in self._letterhead(sheet, row))):
                return f"không thấy chỗ nào nêu “{unit.name}” này thuộc đơn vị cấp trên nào"
        return ""

    def _heading_of_table(self, sheet: Sheet) -> frozenset[str]:
        """Return the districts that the line right above a document's table names, and nothing else: a heading."""
        if not sheet.heading or len(sheet.heading) > 60:
            return frozenset()
        text = words.NUMBERING.sub("", sheet.heading, count=1).strip(" :.-*+")
        named = [c for c in (*self._names.named(text), self._names.whole(text)) if c]
        districts = [c for c in named if all(self._kinds.get(self._tier(code)) == "district" for code in c)]
        return frozenset[str]().union(*districts)

    def _lies_in_a_district(self, unit: Unit) -> bool:
        return self._kinds.get(unit.tier) == "commune" and self._kinds.get(self._tier(unit.parent)) == "district"

    def _headings(self, sheet: Sheet) -> Headings:
        """Return the lines of words without a number that stand alone, and the districts in force behind each."""
        if sheet.headings is None:
            out = sheet.headings = Headings()
            found, at_row, ended = frozenset[str](), -1, False
            area = base = ""
            of_districts = set[int]()
            for row in range(sheet.last + 1):
                filled = sheet.filled(row)
                numbered = sheet.numbered(row)
                if (numbered or len(filled) > 2) and not (filled and isinstance(filled[0], str)):
                    continue
                lettered = isinstance(filled[0], str) and _LETTERED.fullmatch(filled[0].strip()) if filled else None
                said = [v for v in filled if isinstance(v, str)]
                if not said or ((len(filled) > 2 or numbered) and not lettered):
                    continue  # a district's heading may carry the district's own number: II | Huyện … | 0277 …
                if all(len(v) < 3 for v in said):
                    continue
                places = tuple(c for v in said for c in (*self._names.named(v), self._names.whole(v)) if c)
                districts = [c for c in places if all(self._kinds.get(self._tier(x)) == "district" for x in c)]
                if districts:
                    found, at_row, ended = frozenset[str]().union(*districts), row, False
                    of_districts.add(row)
                elif any(words.SECTION.search(plain_text(v)) for v in said):
                    found, ended = frozenset[str](), False
                else:
                    ended = ended or (not places and not sheet.heads_a_table(row))
                if self._names.has_former:
                    # Below a table's head another heading ends what the one before it said; what the titles say stays.
                    spoken = next((v for v in said if self._names.former_area(v)), "")
                    inside = sheet.head_above(row) >= 0
                    area = spoken or (base if inside else area)
                    base = base if inside else area
                out.areas.append(area)
                out.rows.append(row)
                out.places.append(places)
                out.after.append((found, at_row, ended))
            out.again, out.blank = sheet.breaks(of_districts)
        return sheet.headings

    def _former_heading(self, sheet: Sheet, row: int) -> str:
        """Return the heading, title or sheet's name that says in which former district a line lies; '' for none."""
        if not self._names.has_former:
            return ""
        headings = self._headings(sheet)
        last = bisect_left(headings.rows, row) - 1
        if last >= 0 and headings.areas[last]:
            return headings.areas[last]
        if len(sheet.heading) < 60 and self._names.former_area(sheet.heading):
            return sheet.heading
        return sheet.name if self._names.former_area(sheet.name) else ""

    def _last_heading(self, sheet: Sheet, row: int) -> tuple[frozenset[str], bool]:
        """Return the districts that the last heading above a line names, and whether something has ended it since."""
        headings = sheet.headings or self._headings(sheet)
        last = bisect_left(headings.rows, row) - 1
        if last < 0:
            return frozenset(), False
        found, at_row, ended = headings.after[last]
        if found and not ended:
            ended = _between(headings.again, at_row + 1, row) or _between(headings.blank, at_row + 2, row)
        return found, ended

    def _letterhead(self, sheet: Sheet, row: int) -> list[frozenset[str]]:
        """Return the places named above the head of the table that a line stands in."""
        headings = self._headings(sheet)
        before = bisect_left(headings.rows, max(sheet.head_above(row), 0))
        return [c for places in headings.places[:before] for c in places]

    def _tier(self, code: str) -> str:
        unit = self._registry.by_code.get(code)
        return unit.tier if unit else ""

    # --- what the list is ------------------------------------------------------------------------------------------

    def _list_of_something_else(self, sheet: Sheet, row: int, unit: Unit) -> str:
        """Say it when the sheet's name, the table's title or a title between head and line is another list's."""
        if _names_another_list(sheet.name) and not self._is_former_place(sheet.name):
            return f"thấy trang mang tên “{sheet.name}”"
        title = self._titles(sheet).get(row, "")
        if title:
            rest = plain_text(title).replace(plain_text(unit.name), " ")
            if not (_is_title_of_another_list(rest) or self._is_of_another_matter(rest)):
                return ""  # the words are the unit's own name
        return f"thấy dòng này nằm dưới tiêu đề “{title}”" if title else ""

    def _titles(self, sheet: Sheet) -> dict[int, str]:
        """Return the title of another list that each line stands under, by its row; only of lines under one."""
        if sheet.titles is None:
            titles: dict[int, str] = {}
            list_at, list_title = -2, ""
            for at, filled in sheet.short_lines():
                said = [v for v in filled if isinstance(v, str) and len(v) > 3]
                if len(said) != 1:
                    continue
                text = said[0]
                if list_at == at - 1 and (words.OF_A_TITLE.search(plain_text(text)) or text.isupper()):
                    whole = f"{list_title} {text}"  # a title over several lines
                else:
                    whole = text if _is_list_title(text) else ""
                list_at, list_title = (at, whole) if whole else (-2, "")
                if not (_is_title_of_another_list(text) or (whole and self._is_of_another_matter(whole))):
                    continue
                if (sheet.numbered(at) and _holds_a_number(text)) or cell_text(filled[0]).strip(" .)").isdigit():
                    continue  # a counted line is no title
                if not self._is_former_place(text) and not self._ends_a_name(sheet, at, text):
                    titles[at] = whole or text
            sheet.titles = sheet.under_titles(titles) if titles else {}
        return sheet.titles

    def _ends_a_name(self, sheet: Sheet, row: int, text: str) -> bool:
        """Tell whether a line goes on with a unit's name of the lines above it, which is whole only with both: “Bộ”
        over “Chỉ huy Quân sự Tỉnh”."""
        above = ""
        for at in range(row - 1, max(-1, row - 1 - _GOES_ON), -1):
            said = [v for _, v in sheet.line(at) if _LETTER.search(v)]
            if len(said) != 1:
                return False
            above = f"{said[0]} {above}".strip()
            if self._names.need_both(above, text):
                return True
        return False

    def _of_another_matter(self, title: str) -> bool:
        """Tell whether a list's title says another matter than the letter's, another time, or that its numbers are to
        go; what an agency is called is no matter."""
        bare = plain_text(title)
        if len(bare) > 200:
            return False
        if not words.OF_A_TEXT.search(bare):
            years = [int(year) for found in words.OF_A_YEAR.findall(bare) for year in found if year]
            if years and max(years) < self._since:
                return True
        if words.TITLE_TO_GO.search(bare):
            return True
        bare = words.LETTERS_OWN.sub(" ", bare)
        if not words.OTHER_MATTER.search(bare):
            return False
        for name in self._names_of_a_matter:
            bare = bare.replace(name, " ")
        return bool(words.OTHER_MATTER.search(bare))

    def _is_former_place(self, text: str) -> bool:
        """Tell whether a title says old of nothing but a former district or province: Tỉnh Tiền Giang (cũ)."""
        bare = plain_text(text)
        now = self._names.without_old_places(bare)
        return now != bare and not _is_title_of_another_list(now)

    def _remarks(self, sheet: Sheet) -> Remarks:
        """Return the lines of words that stand alone and call something old, replaced or mistaken."""
        if sheet.remarks is None:
            out = sheet.remarks = Remarks()
            for row, filled in sheet.short_lines():
                for text in filled:
                    if not isinstance(text, str) or len(text) <= 12 or not _is_remark(text):
                        continue
                    told, bare = (row, text), _said_against(text)
                    if mark := words.MARK.match(_plain_marks(text)):
                        out.marks.setdefault(mark[0].strip("()[]"), []).append(told)
                    if words.MARKED.search(bare):
                        out.starred.append(told)
                    if words.ALL_NUMBERS.search(bare):
                        out.all_numbers.append(told)
                    elif (
                        (not mark or self._is_a_bullet(sheet, mark[0]))
                        and sheet.head_above(row) >= 0
                        and _points_at_rows(bare)
                    ):
                        # It points at rows by their numbers, or by their place or look: whichever they are.
                        counted = {n for m in words.BY_COUNT.finditer(bare) for n in words.COUNT.findall(m[0])}
                        out.lines.extend((n, told) for n in counted)
                        if not counted:
                            out.all_numbers.append(told)
                    if len(digits_of(text)) > 6:
                        out.numbers.append(told)
                    for code in {c for codes in self._names.named(text) for c in codes}:
                        out.units.setdefault(code, []).append(told)
        return sheet.remarks

    def _is_a_bullet(self, sheet: Sheet, mark: str) -> bool:
        """Tell whether a remark's asterisks explain no mark: no line with a number bears any."""
        if mark.strip("*"):
            return False
        lines = (sheet.line(row) for row in range(sheet.last + 1) if sheet.numbered(row))
        return not any(text.rstrip(" )]").endswith("*") for line in lines for _, text in line)

    def _taken_back(self, sheet: Sheet, row: int, shown: str, line: list[tuple[int, str]], unit: Unit) -> str:
        """Say it when words outside the rows speak against the number: a mark explained there, the unit named there, or
        all numbers."""
        if not self._is_remarked(sheet):
            return ""
        for other in sheet.file.values():
            remarks = self._remarks(other)
            same = (t for t in remarks.numbers if digits_of(shown)[-7:] in digits_of(t[1]))
            for at, text in (*remarks.all_numbers[:2], *remarks.units.get(unit.code, ())[:2], *same):
                if (other is not sheet or at != row) and not self._heads_another_table(sheet, text):
                    return f"thấy trong tệp ghi “{text}”"
        remarks = self._remarks(sheet)
        if remarks.lines:
            filled = sheet.filled(row)
            own = (cell_text(filled[0]).strip(" .)(") if filled else "", str(row + 1))
            if told := next((text for n, (at, text) in remarks.lines if at != row and n in own), ""):
                return f"thấy trong tệp ghi “{told}”"
        if remarks.marks or remarks.starred:
            for own in (shown, *(text for _, text in line), sheet.text(row, sheet.left)):
                end = _MARK_AT_END.search(_plain_marks(own))
                said = [
                    *remarks.marks.get(end[1].strip("()[]") if end else "", ())[:2],
                    *(remarks.starred[:2] if "*" in own else ()),
                ]
                if told := next((text for at, text in said if at != row), ""):
                    return f"thấy dấu “{end[1] if end else '*'}” ở dòng này, chú thích: “{told}”"
        return ""

    def _heads_another_table(self, sheet: Sheet, text: str) -> bool:
        """Tell whether a line of a document is the heading of other tables, and this one has a heading of its own kind:
        what the first says ends there."""
        kinds = [(_numbering(t), t.rstrip().endswith(":")) for t in (text, sheet.heading)]
        if sheet.heading == text or kinds[0] != kinds[1]:
            return False
        firsts = [plain_text(t).split()[:1] if len(t) <= 60 else [t] for t in (text, sheet.heading)]
        if kinds[0] == ("", False) and firsts[0] != firsts[1]:
            return False
        return any(other.heading == text for other in sheet.file.values())

    def _is_remarked(self, sheet: Sheet) -> bool:
        """Tell whether any sheet of the file holds a remark."""
        if sheet.remarked is None:
            remarked = False
            for other in sheet.file.values():
                told = self._remarks(other)
                remarked = remarked or bool(
                    told.all_numbers or told.units or told.marks or told.starred or told.numbers or told.lines
                )
            for other in sheet.file.values():
                other.remarked = remarked
        return bool(sheet.remarked)

    # --- what is said of the number -------------------------------------------------------------------------------

    def _of_another_number(self, text: str, e164: str) -> bool:
        """Tell whether what is called old or a fax is another number that stands in the same words: số cũ 0277 …"""
        digits = digits_of(text)
        return len(digits) > 6 and e164[-7:] not in digits and not words.REPLACED.search(plain_text(text))

    def _marks(self, line: list[tuple[int, str]], name_column: int, together: bool, e164: str) -> str:
        for column, text in line:
            if column == name_column and not together:
                continue
            said = text if _speaks_against(_of_its_own(_without_fax(_without_old_number(text, e164)), e164)) else ""
            if said and not self._of_another_number(said, e164):
                return f"thấy cùng dòng ghi “{said}”"
        return ""

    def _state(self, sheet: Sheet, row: int, line: list[tuple[int, str]], own: tuple[int, int]) -> str:
        """Say it when another cell of the line takes it back: “bỏ”, or a cross in front of it."""
        for column, text in line:
            if column in own or len(text) > 10:
                continue
            bare = plain_text(text).strip(" .()[]")
            if bare in words.DROPPED or (bare == "x" and column < min(own)):
                return f"thấy cùng dòng ghi “{text}”"
        return ""

    def _weighed(self, sheet: Sheet, row: int, own: tuple[int, int], unit: Unit, claim: Claim) -> str:
        """Say it when a column beside the form's own speaks against the line: it does not hold, not yet, has become
        another number, or is of another unit by its code."""
        at = sheet.head_above(row)
        known = sheet.states.get(at)
        if known is None:
            known = sheet.states[at] = self._state_columns(sheet, row, at) if at >= 0 else []
        if not known:
            return ""
        inside = {c for c, _ in sheet.half([(c, "") for c, *_ in known], row, own[1])}
        for column, kind, head, ticked in known:
            if column in own or column not in inside:
                continue
            text = sheet.text(row, column).strip()
            bare = plain_text(text).strip(" .()[]")
            if kind == "state":
                no = bool(bare) and len(bare) <= 60 and words.AGAINST.match(bare) is not None
                against = ticked if not bare else no and not (bare in words.NO and words.OPINION.search(head))
            elif kind == "bad":
                against = bare in words.YES
            elif kind == "day":
                against = self._is_later(text)
            elif kind == "number":
                digits = digits_of(text)
                against = len(digits) >= 7 and claim.e164[-7:] not in digits
            else:
                against = text in self._registry.by_code and text not in (unit.code, unit.parent)
            if against:
                return (
                    f"thấy cột “{sheet.text(self._head_row(sheet, row, column), column)}” ghi “{text or '(để trống)'}”"
                )
        return ""

    def _state_columns(self, sheet: Sheet, row: int, at: int) -> list[tuple[int, str, str, bool]]:
        """Return (column, what kind, its head, whether only ticks stand in it) of the columns under a head that weigh
        numbers."""
        out: list[tuple[int, str, str, bool]] = []
        columns: set[int] = set()
        above = at
        for _ in range(4):  # a section's line heads a table too
            columns |= {column for column, _ in sheet.line(above)} if above >= 0 else set()
            above = sheet.head_above(above) if above >= 0 else -1
        for column in sorted(columns):
            heads = self._head_row(sheet, row, column)
            head = plain_text(sheet.text(heads, column)).strip(" .:()") if heads >= 0 else ""
            if not head or len(head) > 60:
                continue
            if words.DAY_COLUMN.search(head):
                out.append((column, "day", head, False))
            elif words.CHANGED_COLUMN.search(head):
                out.append((column, "number", head, False))
            elif words.CODE_COLUMN.search(head):
                out.append((column, "code", head, False))
            elif words.BAD_COLUMN.search(head):
                out.append((column, "bad", head, False))
            elif words.STATE_COLUMN.search(head):
                below = {
                    plain_text(sheet.text(r, column)).strip() for r in range(at + 1, min(sheet.last + 1, at + 200))
                }
                out.append((column, "state", head, below - {""} == {"x"}))
        return out

    def _is_later(self, text: str) -> bool:
        """Tell whether a text is a day after the campaign's deadline."""
        found = _DAY.fullmatch(text) or _ISO_DAY.match(text)
        if found is None or self._registry.deadline is None:
            return False
        try:
            day = dt.date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            return False
        return day > self._registry.deadline.date()

    def _head(self, sheet: Sheet, row: int, column: int, unit: Unit) -> str:
        """Say it when the words over the number's column speak of something else, or of no telephone at all."""
        key = (sheet.head_above(row), column, unit.tier)
        known = sheet.heads.get(key)
        if known is None:
            at = self._head_row(sheet, row, column)
            known = self._of_head(sheet, at, column) if at >= 0 else "không thấy tiêu đề cột nào nói về đường dây nóng"
            known = sheet.heads[key] = known or self._of_tier(sheet, at, column, unit)
        return known

    def _head_row(self, sheet: Sheet, row: int, column: int) -> int:
        """Return the nearest line above that heads a table and has words over this column; -1 where there is none."""
        at = sheet.head_above(row)
        while at >= 0:
            text = sheet.value(at, column)
            if isinstance(text, str) and text and not holds_a_number(text):
                return at
            at = sheet.head_above(at)
        return -1

    def _stack(self, sheet: Sheet, at: int, column: int) -> list[str]:
        """Return the head's own words and those it stands under, nearest first, as they stand."""
        out = [sheet.text(at, column)]
        for row in range(at - 1, max(-1, at - 4), -1):
            text = sheet.value(row, column)
            if not isinstance(text, str) or not text or len(text) > 90 or not sheet.heads_a_table(row):
                break
            if plain_text(text) != plain_text(out[-1]):
                out.append(text)
        return out

    def _of_head(self, sheet: Sheet, at: int, column: int) -> str:
        stack = self._stack(sheet, at, column)
        said = " / ".join(" ".join(text.split()) for text in reversed(stack))
        meanings = [_meaning(plain_text(text)) for text in stack]
        if any(meaning.is_other for meaning in meanings):
            return f"thấy cột này mang tiêu đề “{said}”"
        if not any(meaning.hotline or meaning.phone for meaning in meanings):
            return f"thấy cột này mang tiêu đề “{said}”, không nói về đường dây nóng"
        if not meanings[0].hotline and self._hotline_beside(sheet, at, column):
            return f"thấy cột này mang tiêu đề “{said}”, còn đường dây nóng ở cột khác"
        if any(map(self._plain.head_says_more, stack)):
            return f"thấy cột này mang tiêu đề “{said}”, có chữ không rõ nói về số nào"
        own = any(meaning.hotline for meaning in meanings)
        if not own and (title := self._names_something_else(sheet, at)):
            return f"thấy cột này chỉ mang tiêu đề “{said}”, còn danh sách mang tên “{title}”"
        for row in range(at - 1, max(-1, at - _TITLES), -1):
            if sheet.numbered(row) and any(not isinstance(v, str) or _holds_a_number(v) for v in sheet.filled(row)):
                break  # rows of the list above
            titles = [v for v in sheet.filled(row) if isinstance(v, str)]
            if title := next((v for v in titles if _meaning(plain_text(v)).hotline), ""):
                own = True  # the title of this list
                if words.OTHER_HOTLINE.search(plain_text(title)):
                    return f"thấy bảng này mang tên “{title}”"
                break
            for text in titles:
                if _meaning(plain_text(text)).other_list:
                    return f"thấy bảng này mang tên “{text}”"
        persons = [text for _, text in sheet.line(at) if _meaning(plain_text(text)).person]
        if persons and not own:
            return (
                f"thấy cột này đứng cạnh cột “{persons[0]}” và không chỗ nào ghi là đường dây nóng, nên có thể là số "
                f"của người ấy"
            )
        return ""

    def _names_something_else(self, sheet: Sheet, at: int) -> str:
        """Return the title, or the sheet's name, that names a list under that head without a word of the hotline and
        with words that are not known; '' where none does."""
        unknown, nearest = "", True
        for row in range(at - 1, max(-1, at - _TITLES), -1):
            filled = sheet.filled(row)
            if len(filled) > 2 or any(not isinstance(v, str) or _holds_a_number(v) for v in filled):
                break
            for text in (v for v in filled if isinstance(v, str)):
                bare = plain_text(text)
                if _meaning(bare).hotline:
                    return unknown if words.NAMES_A_LIST.search(plain_text(unknown)) else ""
                bare = words.KEPT_WITH.sub(" ", bare).strip()
                alone = nearest and len(filled) == 1 and not words.NOT_A_TITLE.search(bare)
                if bare and (alone or words.NAMES_A_LIST.search(bare)) and self._plain.title_says_more(text):
                    unknown = unknown or text
            nearest = nearest and not filled
        names = [unknown or sheet.heading, "" if sheet.is_of_file else _parted(sheet.name)]
        if any(_meaning(plain_text(name)).hotline for name in names):
            return unknown
        return next((name for name in names if name and (name == unknown or self._plain.title_says_more(name))), "")

    def _hotline_beside(self, sheet: Sheet, at: int, column: int) -> bool:
        for row in (at, at + 1, at - 1):
            if row != at and len(sheet.line(row)) < 2:
                continue  # a title over the table is no column's head
            for other, text in sheet.line(row):
                bare = plain_text(text)
                if other != column and len(bare) < 60 and _meaning(bare).hotline and sheet.text(row, column) != text:
                    return True
        return False

    def _of_tier(self, sheet: Sheet, at: int, column: int, unit: Unit) -> str:
        named = _tiers_of(plain_text(sheet.text(at, column)))
        kind = self._kinds.get(unit.tier, "")
        if named and kind and kind not in named:
            return f"thấy cột này mang tiêu đề “{sheet.text(at, column)}”, không phải của cấp này"
        return ""
