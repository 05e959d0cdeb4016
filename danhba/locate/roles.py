"""What a line without a number is, by its words: section, total, footer, note, dots or data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from danhba.locate.cells import DIGIT, bare_text
from danhba.locate.phone_like import holds_a_number
from danhba.model.grid import Cell
from danhba.registry import Section
from danhba.vietnamese.encodings import decodings
from danhba.vietnamese.text import fold
from schemas.forms.form import LineWords

ARABIC = re.compile(r"\(?\d{1,4}(?:\.0+)?[.)]?|\d{1,2}(?:\.\d{1,3}){1,2}\.?")
COUNTER = re.compile(r"\(?\s*(?:\d{1,2}(?:\.0)?|[A-Da-d])\s*\)?")
_LABEL = re.compile(
    r"^(?:(?:muc|phan|khoi)\s+)?(?:([a-h]|[ivx]{1,4}|\d{1,2})(?:\.\d{1,2})*\s*[.):/\-–]+\s*|([a-h]|[ivx]{1,4})\s+(?=\w))"
)
_LETTER = re.compile(r"(?:(?:muc|phan)\s+)?([a-h]|[ivx]{1,4})\s*[.):/\-]*")


class Roles:
    """Tells the lines of one form apart against one registry's sections. What a text says is kept between files."""

    def __init__(self, sections: Sequence[Section], lines: LineWords, place: str = "") -> None:
        self._total, self._footer, self._place, self._note, self._dots = (
            re.compile(words) for words in (lines.total, lines.footer, lines.place_and_date, lines.note, lines.dots)
        )
        of_place = (
            frozenset[str](),
            frozenset(fold(place).split()),
        )  # the area's name may stand in its agencies' heading
        self._section_words = [
            (kind, [re.compile(rf"\b{k}\b") for k in keys], frozenset(allowed) | of_place[kind == "agency"])
            for kind, keys, allowed in lines.sections
        ]
        self._by_letter = {s.letter.lower(): s.tier for s in sections}
        self._by_kind: dict[str, str] = {}
        for s in sections:
            self._by_kind.setdefault(s.kind, s.tier)
        self._by_title = {_words(s.title): s.kind for s in sections}
        self._roles: dict[tuple[str, str], tuple[str, str]] = {}

    def role_of_text(self, text: str) -> str:
        """Return what a line made of one text is: section, total, footer, note, dots or data."""
        return self.role("", text)[0]

    def role(self, stt: str, name: str) -> tuple[str, str]:
        """Return (role, tier) of a line without a number: section, total, footer, note, dots or data."""
        asked = ("1" if ARABIC.fullmatch(stt) else stt if len(stt) < 8 else "", name)
        found = self._roles.get(asked)
        if found is None:
            if len(self._roles) > 20_000:
                self._roles.clear()
            found = self._roles[asked] = self._find_role(*asked)
        return found

    def _find_role(self, stt: str, name: str) -> tuple[str, str]:
        role = self._role_of(stt, bare_text(name))
        if role[0] == "data" and name and not name.isascii():
            for _, decoded in decodings(name):
                other = self._role_of(stt, bare_text(decoded))
                if other[0] == "section" or (other[0] in ("total", "footer") and len(decoded) > 5):
                    return other
        return role

    def _role_of(self, stt: str, bare: str) -> tuple[str, str]:
        if not bare or self._dots.fullmatch(bare):
            letter = _LETTER.fullmatch(fold(stt))
            if letter and not bare and letter[1] in self._by_letter:
                return "section", self._by_letter[letter[1]]
            return ("dots" if bare or self._dots.fullmatch(stt or " ") else "data"), ""
        letter = _LETTER.fullmatch(bare)
        if letter and letter[1] in self._by_letter and not ARABIC.fullmatch(stt):
            return "section", self._by_letter[letter[1]]
        kind = self.section_words(bare)
        if kind and not ARABIC.fullmatch(stt):
            return "section", self._by_kind.get(kind, "")
        if self._total.fullmatch(bare):
            return "total", ""
        if ARABIC.fullmatch(stt):  # a counted line is no signature: "5 | Giám đốc Sở Nội vụ"
            return ("note" if self._note.fullmatch(bare) else "data"), ""
        if self._footer.fullmatch(bare):
            return "footer", ""
        if self._place.fullmatch(bare):
            return "footer", ""
        if self._note.fullmatch(bare):
            return "note", ""
        return "data", ""

    def in_words(self, text: str) -> bool:
        """Tell whether a section's heading says its kind of units in words: "B. CẤP HUYỆN", and not "B" alone."""
        bare = bare_text(text)
        return bool(bare) and not _LETTER.fullmatch(bare)

    def section_words(self, bare: str) -> str:
        """Return the kind of units that a heading made of section words alone names, or ''."""
        label = _LABEL.match(bare)
        rest = bare[label.end() :] if label else bare
        rest = re.sub(r"\([^()]*\)|\d+", " ", rest)
        joined = _words(rest)
        words = joined.split()
        if not words or len(words) > 16:
            return ""
        if joined in self._by_title:  # as the registry's form prints it
            return self._by_title[joined]
        for kind, keys, allowed in self._section_words:
            if all(w in allowed for w in words) and any(key.search(joined) for key in keys):
                return kind
        return ""

    def is_beside_a_signature(self, stt: str, phones: list[Cell], after_footer: bool) -> bool:
        """Tell whether a line without a name belongs to a signature: it stands in the columns of number and note, on
        the left those to whom the letter goes. stt: what stands in the running number's column."""
        if not stt:
            return self.is_aside(phones, after_footer)
        if ARABIC.fullmatch(stt) or _LETTER.fullmatch(fold(stt)) or holds_a_number(stt):
            return False
        return self.is_aside(phones, after_footer or self.role("", stt)[0] == "footer")

    def is_aside(self, phones: list[Cell], after_footer: bool) -> bool:
        """Tell whether what stands in the number's column of a line without a name is no number but a footer's text."""
        text = phones[0]
        if not isinstance(text, str) or holds_a_number(text):
            return False
        return self.role("", text)[0] in ("footer", "note", "total") or (after_footer and len(DIGIT.findall(text)) < 6)


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z]+", fold(text)))


def readable(line: str) -> str:
    """Return a line in Unicode: as it stands, or from the legacy encoding that makes words of ours of it."""
    if not line.isascii():
        for _, decoded in decodings(line):
            if re.search(
                r"\b(?:so|ngay|mau|bieu|kem theo|ban hanh|thong tu|quyet dinh|cong van)\b", fold(decoded)
            ) and any(c in decoded for c in "ưươôâêạảấầậắếềệịọốồộớờợụứừựỹỳ"):
                if fold(decoded) != fold(line):
                    return " ".join(decoded.split())
    return " ".join(line.split())


@lru_cache(maxsize=4096)
def bare_line(line: str) -> str:
    """Return a line folded, read from a legacy encoding where that makes words of it."""
    return bare_text(readable(line))
