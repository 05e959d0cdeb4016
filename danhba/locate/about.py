"""What a list is about: its titles and its number's heading say hotline, or nothing that is not understood, or its
numbers wait.

Whoever heads a column “Số điện thoại” only means the list's own matter, which its title says: the hotlines, or posts,
camps and teams that no list of forbidden titles knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from danhba.locate.cells import DIGIT, bare_text, texts_of
from danhba.locate.meaning import Meanings
from danhba.locate.phone_like import holds_a_number
from danhba.locate.roles import ARABIC, Roles, bare_line
from danhba.locate.understood import Understood
from danhba.model.grid import Cell, Grid
from danhba.vietnamese.encodings import decodings
from danhba.vietnamese.text import fold, one_line, parted
from schemas.forms.form import NumberWords

_MOST = 12  # lines above a head in which its titles are looked for
_LONG = 250  # characters of a title
_TABLE = re.compile(r"Bảng \d+|Văn bản.*|Ngoài thân văn bản")  # what readers call tables without a name


class About:
    """Tells by the words of one form, and names of units and places, what lists and columns of numbers are about."""

    def __init__(self, words: NumberWords, meanings: Meanings, roles: Roles, names: Iterable[str]) -> None:
        names = (*names,)
        self._meanings, self._roles = meanings, roles
        self._asked = bool(words.title_phrases)
        self._in_titles = Understood(words.title_phrases, names)
        self._in_heads = Understood(words.heading_phrases, names)
        self._begins = re.compile(words.begins_a_title or "(?!)")
        self._a_body = re.compile(words.bodies) if words.bodies else None
        self._names_a_body = re.compile(rf"\b(?:{words.bodies})" if words.bodies else "(?!)")

    # --- columns --------------------------------------------------------------------------------------------------

    def columns(self, columns: list[int], stacks: dict[int, list[str]]) -> str:
        """Return why some columns of numbers are in doubt, '' where all their headings are understood."""
        if not self._asked:
            return ""
        heads = (" ".join(stacks[c]) for c in columns)
        unclear = next((head for head in heads if self._in_heads.left_of(head)), "")
        return f"cột số mang tiêu đề “{one_line(unclear)}”, có chữ chưa rõ nghĩa" if unclear else ""

    # --- titles ---------------------------------------------------------------------------------------------------

    def titles(self, grid: Grid, first: int, start: int) -> list[str]:
        """Return the lines that give a list its name, the nearest to its head first: those from its title on; without
        one, the lines right above the head. first, start: the head's row, the row behind the list above."""
        lines: list[str] = []
        ends = [0]  # up to how many of the lines belong to the title
        nearest = True
        for r in range(first - 1, max(start, first - _MOST) - 1, -1):
            row = grid.rows[r]
            texts = [t for t in texts_of(row).values() if t.strip()]
            if len(texts) > 2 or any(holds_a_number(v) for v in row) or _is_counted(row):
                break
            nearest = nearest and (bool(texts) or not lines)
            for text in texts:
                lines.append(text)
                if self.gives_a_name(text) or (nearest and len(texts) == 1):
                    ends.append(len(lines))
        else:
            if grid.heading and first - _MOST <= 0 and not start:
                lines.append(grid.heading)
                if len(lines) == 1 or self.gives_a_name(grid.heading):
                    ends.append(len(lines))
        return [t for t in lines[: ends[-1]] if self._roles.role_of_text(t) in ("data", "section")]

    def is_own(self, text: str) -> bool:
        """Tell whether a text names the form's own number, in today's letters or those of an old font."""
        if self._meanings.names_own(bare_text(text)):
            return True
        return not text.isascii() and any(self._meanings.names_own(bare_text(d)) for _, d in decodings(text))

    def another(self, titles: Sequence[str], tab: str) -> str:
        """Return the title or tab that may make the numbers another list's, '' where they speak of the hotline, or of
        nothing that is not understood. tab: '' where nobody named the sheet."""
        if not self._asked:
            return ""
        unknown = ""
        for title in titles:
            if self.is_own(title):
                return ""
            if len(title) <= _LONG and self._in_titles.left_of(title):
                if self.gives_a_name(title):
                    return title
                unknown = unknown or title
        if unknown or _TABLE.fullmatch(tab) or self.is_own(_parted(tab)):
            return unknown
        return tab if self._in_titles.left_of(_parted(tab)) else ""

    def of_others(self, grid: Grid, first: int, titles: Sequence[str], tab: str) -> str:
        """Return the title or tab by which a list may be another body's though its numbers' head is the form's own.

        A title gives the list its name, with words that are not understood; a tab is called like a body ('' where
        nobody named the sheet).
        """
        beside = self._beside_our_title(grid.rows[max(0, first - _MOST) : first], titles)
        titles = [t for t in titles if t not in beside]
        named = (t for t in titles if len(t) <= _LONG and not t.lstrip().startswith("(") and self.gives_a_name(t))
        if title := next((t for t in named if not self.is_understood(t)), ""):
            return title
        return tab if self._is_a_body(tab) and not self.is_understood(_parted(tab)) else ""

    def around_the_sheets(self, lines: Iterable[str], stems: Iterable[str]) -> str:
        """Return what may make every list of a file another body's, though it stands in none of its sheets: a line of
        a printed page's head or of a text box, or the name of the file or of what it came in (stems)."""
        for line in lines:
            text = one_line(line)
            if len(text) <= _LONG and not text.startswith("(") and not holds_a_number(text):
                if self._names_a_body.search(fold(text)) and not self.is_understood(text):
                    if self.gives_a_name(text) or self._is_a_body(text):
                        return text
        return next((s for s in stems if self._is_a_body(s) and not self.is_understood(_parted(s))), "")

    def _is_a_body(self, name: str) -> bool:
        return self._a_body is not None and self._a_body.match(fold(_parted(name)).strip()) is not None

    def is_understood(self, text: str) -> bool:
        """Tell whether every word of a title or heading is the form's or of a name; also where nothing is asked."""
        return not (self._asked and self._in_titles.left_of(text))

    def _beside_our_title(self, lines: Sequence[list[Cell]], titles: Sequence[str]) -> set[str]:
        """Return the titles that stand on one line with one that names our list: another list's, beside it."""
        out: set[str] = set()
        for line in lines:
            texts = {t for t in texts_of(line).values() if t in titles}
            ours = {t for t in texts if self._meanings.names_own(bare_text(t)) and self.is_understood(t)}
            if ours:
                out |= texts - ours
        return out

    def gives_a_name(self, line: str) -> bool:
        """Tell whether a line begins as a list's title does."""
        return any(self._begins.match(bare) for bare in (bare_text(line), bare_line(line)))

    def says(self, title: str, head: str) -> str:
        """Say why a list of that title is in doubt whose numbers stand under that head."""
        return f"danh sách mang tên “{one_line(title)}”, cột số chỉ ghi “{one_line(head)}”"


def of_others(title: str) -> str:
    """Say why a list is in doubt that bears such a title, tab or name."""
    return f"danh sách mang tên “{one_line(title)}”, chưa rõ là số của ai"


def _is_counted(row: Sequence[object]) -> bool:
    first = next((v for v in row if v is not None and v != ""), None)
    return isinstance(first, int | float) or (isinstance(first, str) and bool(ARABIC.fullmatch(first.strip())))


def _parted(name: str) -> str:
    """Return a tab's name with blanks between its words: ChotKiemDich, chot_kiem_dich."""
    return DIGIT.sub(" ", parted(name)).replace("-", " ")
