"""Is the list that of the hotlines in use? The sheet's name, the table's title, the titles between head and line."""

from __future__ import annotations

from functools import lru_cache

from danhba.audit import words
from danhba.audit.claim import NAME_GOES_ON, ClaimedLine
from danhba.audit.meaning import (
    is_list_title,
    is_title_of_another_list,
    meaning_of,
    names_another_list,
    title_holds_a_number,
)
from danhba.audit.plain_lists import PlainLists
from danhba.audit.sheet import Sheet
from danhba.audit.texts import LETTER, digits_of, plain_text
from danhba.audit.unit_names import UnitNames
from danhba.model.grid import cell_text
from danhba.registry import Registry
from danhba.vietnamese.text import parted

_OLDEST = 2021  # the year of the letter: a list that says an earlier one is another
TITLES = 8  # lines above the head in which the table's title is looked for


class WhichList:
    """Tells lists of something else by their titles."""

    def __init__(self, registry: Registry, names: UnitNames, plain: PlainLists) -> None:
        self._names = names
        self._plain = plain
        # Lists of the years before are none of this registry's; what is about a matter may be an agency's name.
        self._since = max(_OLDEST, registry.valid_from.year if registry.valid_from else 0)
        of_agencies = (
            *(unit.name for unit in registry.units),
            *(alias.name for alias in registry.aliases if alias.unit_code),
        )
        self._until = registry.deadline.year if registry.deadline else 9999
        bare_names = {plain_text(name) for name in of_agencies}
        self._names_of_a_matter = sorted(
            (name for name in bare_names if words.OTHER_MATTER.search(name)), key=lambda name: -len(name)
        )
        self._is_of_another_matter = lru_cache(4096)(self._of_another_matter)

    def against(self, line: ClaimedLine) -> str:
        """Say it when the sheet's name, the table's title or a title between head and line is another list's."""
        sheet = line.sheet
        if names_another_list(sheet.name) and not self._is_former_place(sheet.name):
            return f"thấy trang mang tên “{sheet.name}”"
        title = self.titles(sheet).get(line.row, "")
        if not title and (gone := self.out_of_use(sheet).get(digits_of(line.shown)[-7:], "")):
            return f"thấy số này còn đứng trong danh sách “{gone}”"
        if title:
            rest = plain_text(title).replace(plain_text(line.unit.name), " ")
            if not (is_title_of_another_list(rest) or self._is_of_another_matter(rest)):
                return ""  # the words are the unit's own name
        return f"thấy dòng này nằm dưới tiêu đề “{title}”" if title else ""

    def titles(self, sheet: Sheet) -> dict[int, str]:
        """Return the title of another list that each line stands under, by its row; only of lines under one."""
        if sheet.titles is None:
            titles: dict[int, str] = {}
            list_at, list_title = -2, ""
            for at, filled in sheet.short_lines():
                said = [v for v in filled if isinstance(v, str) and (len(v) > 3 or plain_text(v) in words.SHORT_HEADS)]
                if len(said) != 1:
                    continue
                text = said[0]
                if list_at == at - 1 and (words.OF_A_TITLE.search(plain_text(text)) or text.isupper()):
                    whole = f"{list_title} {text}"  # a title over several lines
                else:
                    whole = text if is_list_title(text) else ""
                list_at, list_title = (at, whole) if whole else (-2, "")
                if not (is_title_of_another_list(text) or (whole and self._is_of_another_matter(whole))):
                    continue
                if (sheet.numbered(at) and title_holds_a_number(text)) or cell_text(filled[0]).strip(" .)").isdigit():
                    continue  # a counted line is no title
                if not self._is_former_place(text) and not self._ends_a_name(sheet, at, text):
                    titles[at] = whole or text
            sheet.titles = sheet.under_titles(titles) if titles else {}
        return sheet.titles

    def out_of_use(self, sheet: Sheet) -> dict[str, str]:
        """Return the last seven digits of the numbers that stand, on any sheet of the file, under the title of a list
        of numbers out of use, each with that title."""
        if sheet.out_of_use is None:
            found: dict[str, str] = {}
            for other in sheet.file.values():
                for row, title in self.titles(other).items():
                    if words.OUT_OF_USE.search(words.WHAT_IT_REPLACES.sub(" ", plain_text(title))):
                        numbers = (digits_of(cell_text(value)) for value in other.filled(row))
                        found |= {digits[-7:]: title for digits in numbers if len(digits) > 6}
            for other in sheet.file.values():
                other.out_of_use = found
        return sheet.out_of_use or {}

    def is_of_another_year(self, bare: str, later: bool) -> bool:
        """Tell whether plain words of a title or head say a year before the campaign's; later: or one behind it."""
        if words.OF_A_TEXT.search(bare):
            return False
        years = [int(year) for found in words.OF_A_YEAR.findall(bare) for year in found if year]
        return bool(years) and (max(years) < self._since or (later and min(years) > self._until))

    def names_something_else(self, sheet: Sheet, at: int) -> str:
        """Return the title, or the sheet's name, that names a list under that head without a word of the hotline and
        with words that are not known; '' where none does."""
        unknown, nearest = "", True
        for row in range(at - 1, max(-1, at - TITLES), -1):
            filled = sheet.filled(row)
            if len(filled) > 2 or any(not isinstance(v, str) or title_holds_a_number(v) for v in filled):
                break
            for text in (v for v in filled if isinstance(v, str)):
                bare = plain_text(text)
                if meaning_of(bare).hotline:
                    return unknown if words.NAMES_A_LIST.search(plain_text(unknown)) else ""
                bare = words.KEPT_WITH.sub(" ", bare).strip()
                alone = nearest and len(filled) == 1 and not words.NOT_A_TITLE.search(bare)
                if bare and (alone or words.NAMES_A_LIST.search(bare)) and self._plain.title_says_more(text):
                    unknown = unknown or text
            nearest = nearest and not filled
        names = [unknown or sheet.heading, "" if sheet.is_of_file else parted(sheet.name)]
        if any(meaning_of(plain_text(name)).hotline for name in names):
            return unknown
        return next((name for name in names if name and (name == unknown or self._plain.title_says_more(name))), "")

    def _ends_a_name(self, sheet: Sheet, row: int, text: str) -> bool:
        """Tell whether a line goes on with a unit's name of the lines above it, which is whole only with both: “Bộ”
        over “Chỉ huy Quân sự Tỉnh”."""
        above = ""
        for at in range(row - 1, max(-1, row - 1 - NAME_GOES_ON), -1):
            said = [v for _, v in sheet.line(at) if LETTER.search(v)]
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
        if self.is_of_another_year(bare, later=False):
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
        return now != bare and not is_title_of_another_list(now)
