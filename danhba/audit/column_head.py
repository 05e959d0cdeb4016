"""Does the head of the number's column speak of a hotline, of nothing else, and of the unit's own tier?"""

from __future__ import annotations

from danhba.audit import words
from danhba.audit.meaning import meaning_of, tiers_of, title_holds_a_number
from danhba.audit.plain_lists import PlainLists
from danhba.audit.sheet import Sheet
from danhba.audit.texts import plain_text
from danhba.audit.tiers import Tiers
from danhba.audit.which_list import TITLES, WhichList
from danhba.registry import Unit


class ColumnHead:
    """Reads what heads the columns of numbers."""

    def __init__(self, lists: WhichList, plain: PlainLists, tiers: Tiers) -> None:
        self._lists = lists
        self._plain = plain
        self._tiers = tiers

    def against(self, sheet: Sheet, row: int, column: int, unit: Unit) -> str:
        """Say it when the words over the number's column speak of something else, or of no telephone at all."""
        key = (sheet.head_above(row), column, unit.tier)
        known = sheet.heads.get(key)
        if known is None:
            at = sheet.head_over(row, column)
            known = self._of_head(sheet, at, column) if at >= 0 else "không thấy tiêu đề cột nào nói về đường dây nóng"
            known = sheet.heads[key] = known or self._of_tier(sheet, at, column, unit)
        return known

    def _of_head(self, sheet: Sheet, at: int, column: int) -> str:
        """Say it when the head in a line, or the table's title over it, is no hotline's."""
        stack = _stack(sheet, at, column)
        said = " / ".join(" ".join(text.split()) for text in reversed(stack))
        meanings = [meaning_of(plain_text(text)) for text in stack]
        other_year = any(self._lists.is_of_another_year(plain_text(text), later=True) for text in stack)
        if other_year or any(meaning.is_other for meaning in meanings):
            return f"thấy cột này mang tiêu đề “{said}”"
        if not any(meaning.hotline or meaning.phone for meaning in meanings):
            return f"thấy cột này mang tiêu đề “{said}”, không nói về đường dây nóng"
        if not meanings[0].hotline and _hotline_beside(sheet, at, column):
            return f"thấy cột này mang tiêu đề “{said}”, còn đường dây nóng ở cột khác"
        if any(map(self._plain.head_says_more, stack)):
            return f"thấy cột này mang tiêu đề “{said}”, có chữ không rõ nói về số nào"
        own = any(meaning.hotline for meaning in meanings)
        if not own and (title := self._lists.names_something_else(sheet, at)):
            return f"thấy cột này chỉ mang tiêu đề “{said}”, còn danh sách mang tên “{title}”"
        for row in range(at - 1, max(-1, at - TITLES), -1):
            if sheet.numbered(row) and any(
                not isinstance(v, str) or title_holds_a_number(v) for v in sheet.filled(row)
            ):
                break  # rows of the list above
            titles = [v for v in sheet.filled(row) if isinstance(v, str)]
            if title := next((v for v in titles if meaning_of(plain_text(v)).hotline), ""):
                own = True  # the title of this list
                if words.OTHER_HOTLINE.search(plain_text(title)):
                    return f"thấy bảng này mang tên “{title}”"
                break
            for text in titles:
                if meaning_of(plain_text(text)).other_list:
                    return f"thấy bảng này mang tên “{text}”"
        persons = [text for _, text in sheet.line(at) if meaning_of(plain_text(text)).person]
        if persons and not own:
            return (
                f"thấy cột này đứng cạnh cột “{persons[0]}” và không chỗ nào ghi là đường dây nóng, nên có thể là số "
                f"của người ấy"
            )
        return ""

    def _of_tier(self, sheet: Sheet, at: int, column: int, unit: Unit) -> str:
        """Say it when the head in a line speaks of units of another tier."""
        named = tiers_of(plain_text(sheet.text(at, column)))
        kind = self._tiers.kind_of(unit)
        if named and kind and kind not in named:
            return f"thấy cột này mang tiêu đề “{sheet.text(at, column)}”, không phải của cấp này"
        return ""


def _stack(sheet: Sheet, at: int, column: int) -> list[str]:
    """Return the head's own words and those it stands under, nearest first, as they stand."""
    out = [sheet.text(at, column)]
    for row in range(at - 1, max(-1, at - 4), -1):
        text = sheet.value(row, column)
        if not isinstance(text, str) or not text or len(text) > 90 or not sheet.heads_a_table(row):
            break
        if len(sheet.line(at)) > 2 and all(sheet.value(row, c) == text for c, _ in sheet.line(at)):
            break  # the title, over all columns
        if plain_text(text) != plain_text(out[-1]):
            out.append(text)
    return out


def _hotline_beside(sheet: Sheet, at: int, column: int) -> bool:
    """Tell whether another column of the table is headed as a hotline's."""
    for row in (at, at + 1, at - 1):
        if row != at and len(sheet.line(row)) < 2:
            continue  # a title over the table is no column's head
        for other, text in sheet.line(row):
            bare = plain_text(text)
            if other != column and len(bare) < 60 and meaning_of(bare).hotline and sheet.text(row, column) != text:
                return True
    return False
