"""What a table's lines say of those below them: a district's heading, a section of other bodies, a list's name.

Context ends where it is not understood: at a line like a heading that names no district, where the count starts again,
after a blank block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from danhba.check.row_line import Row
from danhba.identify.former_places import DISTRICT_TYPES, Area
from danhba.identify.match import Matcher
from danhba.identify.result import Scope
from danhba.locate.about import About
from danhba.locate.phone_like import holds_a_number
from danhba.model.grid import cell_text
from danhba.model.table import TableRow
from danhba.vietnamese.encodings import decodings
from danhba.vietnamese.names import split_type, tidy, tokens_of
from danhba.vietnamese.text import fold, visible
from schemas.forms.form import Form

_DISTRICT_WORDS = re.compile(r"(?:huyen|thi xa|thanh pho|quan|tp|tx|h|khu vuc|dia ban|cum)\b")
_DISTRICT_TYPE = re.compile(r"\b(?:huyen|thi xa|thanh pho|quan|tp|tx)\b")
_OF_MANY = re.compile(
    r"(?:cum|nhom|khoi|khu vuc|vung|tieu vung|dia ban|mien|canh|phia|tuyen|cac|nhung)\b(?! (?:huyen|tinh|quan|tp|tx)\b)"
)
_COUNTED = re.compile(r"\s*(?:(?:\d{1,2}|[IVX]{1,5}|[A-Ha-h])[.)]|[-+*•])\s*")  # how a heading is counted
_HEADING = 80  # characters of a heading
_SECTION_LETTER = re.compile(r"[A-H][.)]?")


@dataclass(slots=True)
class Above:
    """What stands above a line: the district of its heading, and whether a heading that was not understood cuts it
    off."""

    district: str = ""
    area: Area = ()  # the former districts of its heading
    barred: bool = (
        False  # a place stands there that nobody knows: not even the sender's district speaks for what follows
    )
    row_of: str = ""  # the district of which a row of its own stands above: what follows may be its communes
    others: str = ""  # a heading that is not understood: the numbers below may be another body's
    cut: bool = False  # some heading, count or block ended a context: the other rows do not speak for this one

    def end(self, barred: bool = False) -> None:
        self.cut = self.cut or bool(self.district) or barred
        self.district, self.area = "", ()
        self.barred = self.barred or barred


class Headings:
    """Reads the lines of a form's tables that are no rows, or rows and headings both, against one registry. about: what
    understands the form's titles, None where nothing is asked."""

    def __init__(self, matcher: Matcher, form: Form, about: About | None = None) -> None:
        self._matcher = matcher
        self._about = about
        self._lines = form.lines
        self._signature = re.compile(form.lines.footer)
        self._begins_a_title = re.compile((form.numbers and form.numbers.begins_a_title) or "(?!)")

    def may_head(self, at: TableRow) -> bool:
        """Tell whether a line without a number heads those below it: a label, or a district's name."""
        name = cell_text(at.name)
        return at.labelled or bool(self.former(name) or self.district_named(name))

    def take(self, at: TableRow, name: str, tier: str, above: Above) -> bool:
        """Take a district's heading as context; tell whether the line is one."""
        if not self._matcher.tiers.is_commune(tier) and (tier or at.stt.isdigit()):
            return False
        match = self._matcher.certain_or_decoded(name, Scope())
        if area := self.former(name):
            above.area, above.barred = area, False
            return True
        if match is None:
            lines = self._lines
            named = self._matcher.headings.district(name, lines.before_a_district, lines.behind_a_district)
            if named:
                above.district, above.barred = named, False
            return bool(named)
        units = (match.unit,) if match.unit else match.candidates
        districts = [u for u in units if self._matcher.tiers.is_district(u)]
        if len(districts) != 1 or (match.unit is None and not match.is_ambiguous):
            return False
        above.district, above.barred = districts[0].code, False
        return True

    def former(self, name: str) -> Area:
        """Return the former districts that a line names as a heading does; () where it is none."""
        return self._matcher.headings.former(name, self._lines.before_a_district)

    def is_former(self, text: str) -> bool:
        """Tell whether a line is a former district's heading and nothing else: Huyện Lai Vung (cũ)."""
        return bool(self._matcher.former_places.all) and self._matcher.headings.is_former(
            _COUNTED.sub("", text, count=1), self._lines.before_a_district
        )

    def read(self, text: str) -> Above:
        """Return what a line says of the lines below it, read as a heading of a table's communes."""
        above = Above()
        at = TableRow("", 0, "", "", text, "", [], "", None, "", maybe_heading=True, labelled=True)
        self.take(at, text, "", above)
        return above

    def heads_a_section(self, at: TableRow, name: str) -> bool:
        """Tell whether a line heads a section of other bodies than the form's: D | CÔNG AN CẤP XÃ."""
        return bool(
            at.labelled
            and not at.phones
            and not at.names
            and _SECTION_LETTER.fullmatch(at.stt)
            and visible(name).isupper()
        )

    def heads_a_group(self, at: TableRow, name: str) -> bool:
        """Tell whether a line heads a group of units: I | Cụm xã vùng sông Hậu; Các xã đang duy trì hoạt động.

        A label that counts in letters or Roman figures, no number, and words that begin like those of many.
        """
        if at.phones or at.names or holds_a_number(name) or (at.stt and not at.labelled):
            return False
        return _OF_MANY.match(fold(visible(name)).strip(" .-*+")) is not None

    def is_of_a_signature(self, text: str) -> bool:
        """Tell whether a text is one that stands over or under a signature: KT. CHỦ TỊCH; (Ký tên, đóng dấu)."""
        return self._signature.fullmatch(fold(visible(text)).strip(" :;*")) is not None

    def heads_others(self, at: TableRow, name: str) -> bool:
        """Tell whether a line heads those below it with words that are not understood, which may be another body's:
        ĐIỆN LỰC; II | TRƯỜNG HỌC TRÊN ĐỊA BÀN.

        It has no number, counts no unit, and is written as headings are.
        """
        if at.phones or at.names or holds_a_number(name) or len(name) > _HEADING or (at.stt and not at.labelled):
            return False
        if not (visible(name).isupper() or (at.labelled and at.stt)) or self.is_of_a_signature(name):
            return False
        if split_type(tokens_of(tidy(name)))[0]:  # a unit that gave no number
            return False
        return self._about is not None and not self._about.is_understood(name)

    def names_a_list(self, at: TableRow, name: str) -> bool:
        """Tell whether a line without number and STT names the list below it: it is no unit without a phone."""
        if at.phones or at.stt or at.names or holds_a_number(name):
            return False
        return self._begins_a_title.match(fold(visible(name))) is not None

    def heed(self, at: TableRow, row: Row, name: str, above: Above) -> None:
        """Let a line that was read change what stands above the next one."""
        unit = row.match.unit
        if unit is None and at.labelled and (area := self.former(name)):
            above.area, above.barred = area, False  # a heading that carries the former district's own number
            return
        if unit is not None and self._matcher.tiers.is_district(unit):
            above.row_of = unit.code
            if at.phones and at.labelled and self._matcher.tiers.is_commune(at.tier):
                above.district, above.barred = unit.code, False  # a heading that carries the district's own number
            elif not at.tier or self._matcher.tiers.is_commune(at.tier):
                above.end()
        elif unit is None:
            place = bool(_DISTRICT_WORDS.match(fold(visible(name)).strip()))
            if place or at.labelled or (at.maybe_heading and not at.phones):
                above.end(place or self.names_a_place(name))

    def names_a_place(self, name: str) -> bool:
        """Tell whether a line speaks of some place: "Khu vực Thanh Bình", "Huyện Thanh Bìnhh"."""
        bare = fold(visible(name)).strip(" .-*()0123456789")
        if (_DISTRICT_TYPE if _OF_MANY.match(bare) else _DISTRICT_WORDS).search(bare):
            return True
        return any(f" {core} " in f" {bare} " for core in self._matcher.places.district_cores)

    def district_of(self, text: str, near: str) -> str:
        """Return the district that a district column's text names; the one near by where the text may mean it; ''
        otherwise."""
        if not text:
            return near
        named = self.district_named(text)
        if named or not near:
            return named
        core = self._matcher.places.district_core(near)
        return near if any(core in fold(visible(t)) for t in (text, *(d for _, d in decodings(text)))) else ""

    def district_of_sheet(self, name: str) -> str:
        """Return the district that a sheet is named after, with its type word: TP Sa Đéc; '' for none."""
        return self.district_named(name) if split_type(tokens_of(tidy(name)))[0] in DISTRICT_TYPES else ""

    def district_named(self, text: str) -> str:
        """Return the one district that a text names; '' for none."""
        match = self._matcher.certain_or_decoded(text, Scope())
        if match is None:
            return ""
        units = (match.unit,) if match.unit else match.candidates
        districts = [u for u in units if self._matcher.tiers.is_district(u)]
        return districts[0].code if len(districts) == 1 else ""
