"""Does the sheet say what is about to be published? Each claim (unit, number, cells) is looked up again in the sheet itself.

Looked at: the digits stand in the named cell; the unit's name stands in that line, its merged block or its stated
continuation; whoever else is named there or in the heading above stands above the unit; the words over the number's column
speak of a hotline and of nothing else; nothing there says old, cut off or another's. What the eye does not see has been taken
out of the grid by the readers, so that a claim about it finds no digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from danhba.audit import words
from danhba.audit.unit_names import UnitNames, readings
from danhba.model.grid import Grid, cell_text
from danhba.model.submission import Submitter
from danhba.registry import Registry, Unit
from danhba.vietnamese.text import fold, visible

_DIGITS = re.compile(r"\d+")
_LETTERS_FOR_DIGITS = str.maketrans("oOQIl|", "000111")
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")
_LETTERED = re.compile(r"(?:[IVXL]{1,6}|[A-Z]|[*+-])[.)]?")
_RUNNING = re.compile(r"\s*\d{1,4}[.)]?\s*")
_UP = 400  # lines above a number in which its column's head is looked for
_TITLES = 8  # lines above the head in which the table's title is looked for


@dataclass(frozen=True, slots=True)
class Claim:
    """What one row is about to publish: its cells as the first reading named them, the unit, the number in E.164 or as a short code."""

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


class _Sheet:
    """One grid with its merged cells resolved, and what was worked out of it."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._covers: dict[tuple[int, int], tuple[int, int]] = {}
        for top, left, bottom, right in grid.merges:
            if (bottom - top + 1) * (right - left + 1) <= 4096:
                for row in range(top, bottom + 1):
                    for column in range(left, right + 1):
                        self._covers[row, column] = (top, left)
        self.last = grid.top + len(grid.rows) - 1
        self._head_lines: dict[int, bool] = {}
        self.name = grid.name
        self.file: dict[str, _Sheet] = {}  # all sheets of the file
        self.left = grid.left
        self.titles: list[tuple[int, str]] | None = None
        self.remarks: list[tuple[int, str, str]] | None = None
        self._bounds: dict[int, list[int]] = {}  # where lists that stand side by side begin, by the line of their head
        self.heads: dict[tuple[int, int], str] = {}
        self.headings: list[tuple[int, tuple[frozenset[str], ...]]] | None = None

    def covers(self, cell: tuple[int, int], row: int) -> bool:
        """Tell whether a merged block that begins at a cell reaches into a line below it."""
        return row != cell[0] and self._covers.get((row, cell[1])) == cell

    def value(self, row: int, column: int) -> object:
        row, column = self._covers.get((row, column), (row, column)) if self._covers else (row, column)
        at, across = row - self._grid.top, column - self._grid.left
        if at < 0 or across < 0 or at >= len(self._grid.rows):
            return None
        line = self._grid.rows[at]
        return line[across] if across < len(line) else None

    def text(self, row: int, column: int) -> str:
        value = self.value(row, column)
        return value if isinstance(value, str) else cell_text(value)

    def line(self, row: int) -> list[tuple[int, str]]:
        """Return (column, text) of the words of a line, merged blocks that reach into it included."""
        at = row - self._grid.top
        if not 0 <= at < len(self._grid.rows):
            return []
        left = self._grid.left
        if not self._covers:
            return [(left + i, v) for i, v in enumerate(self._grid.rows[at]) if isinstance(v, str) and v]
        width = range(left, left + len(self._grid.rows[at]))
        return [(c, v) for c in width if isinstance(v := self.value(row, c), str) and v]

    def ends_before(self, title: int, row: int) -> bool:
        """Tell whether the list under a title ends before a line: by a title of hotlines, or by a hotline's head below its rows."""
        numbers = False
        for at in range(title + 1, row):
            filled = self.filled(at)
            hotline = any(words.HOTLINE.search(_bare(text)) for _, text in self.line(at))
            if hotline and (len(filled) == 1 or (numbers and self.heads_a_table(at))):
                return True
            numbers = numbers or any(len(_digits(cell_text(v))) > 6 for v in filled)
        return False

    def half(self, line: list[tuple[int, str]], row: int, column: int) -> list[tuple[int, str]]:
        """Return what of a line stands in the same list as a column, where several stand side by side under heads that repeat."""
        head = next((at for at in range(row - 1, max(-1, row - _UP), -1) if self.heads_a_table(at)), -1)
        if head < 0:
            return line
        bounds = self._bounds.get(head)
        if bounds is None:
            heads = [(c, " ".join(text.split()).lower()) for c, text in self.line(head)]
            first = heads[0][1] if heads else ""
            bounds = self._bounds[head] = [c for c, text in heads if text == first]
        if len(bounds) < 2:
            return line
        left = max((b for b in bounds if b <= column), default=0)
        right = min((b for b in bounds if b > column), default=1 << 20)
        return [(c, text) for c, text in line if left <= c < right]

    def starts_again(self, above: int, row: int) -> bool:
        """Tell whether the running numbers start again, or a blank block stands, between a heading and a line."""
        last = 0
        for at in range(above + 1, row + 1):
            filled = self.filled(at)
            if not filled and not self.filled(at - 1) and at - 1 > above:
                return True
            first = cell_text(filled[0]).strip().rstrip(".)") if filled else ""
            if first.isdigit() and len(first) < 4:
                if last and int(first) <= last and int(first) <= 1:
                    return True
                last = int(first)
        return False

    def heads_a_table(self, row: int) -> bool:
        """Tell whether a line is made of words, two of which at least head columns, and of no running number and no telephone number."""
        known = self._head_lines.get(row)
        if known is None:
            filled = self.filled(row)
            known = bool(filled) and all(isinstance(v, str) and len(_digits(v)) <= 6 for v in filled)
            known = known and not any(_RUNNING.fullmatch(str(v)) for v in filled)
            around = [text for at in (row, row - 1, row + 1) for _, text in self.line(at)] if known else []
            known = (
                known
                and sum(bool(words.HEAD.search(_bare(v))) for v in {*around}) >= 2
                and any(words.HEAD.search(_bare(str(v))) or words.HEAD_PART.search(_bare(str(v))) for v in filled)
            )
            self._head_lines[row] = known
        return known

    def filled(self, row: int) -> list[object]:
        at = row - self._grid.top
        return [v for v in self._grid.rows[at] if v is not None and v != ""] if 0 <= at < len(self._grid.rows) else []


@lru_cache(maxsize=16384)
def _bare(text: str) -> str:
    """Return a text without marks, on one line; where an old font is possible, all its readings behind each other."""
    return " | ".join(" ".join(fold(visible(reading)).split()) for reading in readings(text))


def _digits(text: str) -> str:
    return "".join(_DIGITS.findall(text))


class Auditor:
    """Reads claims against the sheets they come from. Make one a process: it keeps the registry's names and the texts it has seen."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._names = UnitNames(registry)
        self._kinds = {s.tier: s.kind for s in registry.sections}
        self._moved = {new: old for old, new in registry.old_area_codes.items()}
        self._old: dict[str, str] = {}

    def disagreements(self, grids: Iterable[Grid], claims: Sequence[tuple[str, Claim]]) -> list[str]:
        """Return, for every (sheet, claim), what the second reading says against it in Vietnamese; '' where both agree."""
        sheets: dict[str, _Sheet] = {}
        for grid in grids:
            sheet = _Sheet(grid)
            if sheets.setdefault(grid.name, sheet) is sheet:
                sheet.file = sheets
        out = []
        for name, claim in claims:
            sheet = sheets.get(name)
            out.append("không còn thấy trang này trong tệp" if sheet is None else self._against(sheet, claim))
        return out

    def against_rows(
        self, grids: Sequence[Grid], submitter: Submitter, columns: Mapping[str, Sequence[str]], rows: Sequence[int]
    ) -> list[tuple[int, str]]:
        """Return (row, what is said against it) of those rows of a reading's columns that the second reading does not confirm."""
        sender = submitter.unit_code if any(e.kind != "rows" for e in submitter.evidence) else ""
        wanted = [columns[n] for n in ("sheet", "name_cell", "phone_cell", "unit_code", "phone_e164", "extension")]
        claims = []
        for index in rows:
            sheet, name_cell, phone_cell, unit, e164, extension = (column[index] for column in wanted)
            claims.append((sheet, Claim(name_cell, phone_cell, unit, e164, extension, sender)))
        said = self.disagreements(grids, claims)
        return [(index, text) for index, text in zip(rows, said, strict=True) if text]

    def _against(self, sheet: _Sheet, claim: Claim) -> str:
        unit = self._registry.by_code.get(claim.unit_code)
        if unit is None:
            return "không thấy đơn vị này trong danh mục"
        row, column = _place(claim.phone_cell)
        name_row, name_column = _place(claim.name_cell)
        shown = sheet.text(row, column)
        if not self._digits_stand(shown, sheet, row, claim):
            return f"thấy ô này ghi “{shown}”, không có đúng các chữ số ấy"
        if name_row >= 0 and sheet.covers((row, column), name_row):
            row = name_row  # one number merged over the lines of several units: this unit's line counts
        line = sheet.half(sheet.line(row), row, column)
        if name_row != row:
            line = line + [cell for cell in sheet.half(sheet.line(name_row), name_row, column) if cell not in line]
        return (
            self._list_of_something_else(sheet, row)
            or self._name(sheet, line, unit, name_row, name_column)
            or self._others(line, unit, name_column)
            or self._own_line(sheet, row, name_row, unit)
            or self._heading(sheet, row, line, unit, claim)
            or self._taken_back(sheet, row, shown, line, unit)
            or self._marks(
                line, name_column if name_row >= 0 else -1, (row, column) == (name_row, name_column), claim.e164
            )
            or (self._head(sheet, row, column, unit) if (row, column) != (name_row, name_column) else "")
        )

    # --- the number -----------------------------------------------------------------------------------------------

    def _digits_stand(self, shown: str, sheet: _Sheet, row: int, claim: Claim) -> bool:
        """Tell whether the cell holds the number's digits and, its extension and the hours aside, no other number's."""
        national = claim.e164[3:] if claim.e164.startswith("+84") else claim.e164
        digits = _digits(shown)
        if digits in ("0" + national, national, "84" + national, "0084" + national, "840" + national):
            return True
        bare = _digits(words.ROUND_THE_CLOCK.sub(" ", shown.translate(_LETTERS_FOR_DIGITS)))
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

    # --- the unit -------------------------------------------------------------------------------------------------

    def _name(self, sheet: _Sheet, line: list[tuple[int, str]], unit: Unit, row: int, column: int) -> str:
        named = sheet.text(row, column) if row >= 0 else ""
        if named and self._names.stands(unit.code, named):
            return ""
        whole = " ".join(text for _, text in line)
        if self._names.stands(unit.code, whole):
            return ""
        return f"không thấy tên “{unit.name}” trong dòng này (ô {'' if not named else 'ghi “' + named + '”'})"

    def _others(self, line: list[tuple[int, str]], unit: Unit, name_column: int) -> str:
        """Say who else is named in the line without standing above the unit."""
        above = self._names.above(unit)
        for column, text in line:
            named = self._names.named(text)
            if column != name_column and (bare := self._names.whole(text)):
                named = (*named, bare)
            if named and self._names.is_odd(text) and self._names.stands(unit.code, text):
                continue  # an old font: of its readings one is the unit's
            for codes in named:
                if above.isdisjoint(codes):
                    return f"thấy cùng dòng còn nêu đơn vị khác: “{text}”"
        return ""

    def _own_line(self, sheet: _Sheet, row: int, name_row: int, unit: Unit) -> str:
        """Say it when the number stands in a line that is another unit's by itself, and the name was taken from a neighbour."""
        if name_row == row:
            return ""
        for _, text in sheet.line(row):
            named = self._names.named(text)
            if len(named) == 1 and unit.code not in named[0] and not self._names.stands(unit.code, text):
                return f"thấy dòng có số này nêu “{text}”"
        return ""

    def _heading(self, sheet: _Sheet, row: int, line: list[tuple[int, str]], unit: Unit, claim: Claim) -> str:
        """Say it when the heading above is another place's, or nobody says which of two namesakes it is."""
        if self._kinds.get(unit.tier) != "commune" or not unit.parent:
            return ""
        above = self._names.above(unit) - {unit.code}
        for _, text in line:
            if any(not above.isdisjoint(codes) for codes in (*self._names.named(text), *self._names.parts(text))):
                return ""
        heading, ended = self._last_heading(sheet, row)
        if heading and not ended:
            if above.isdisjoint(heading):
                return f"thấy dòng này nằm dưới tiêu đề của “{self._registry.full_name(min(heading))}”"
            return ""
        if self._names.is_shared(unit.code):
            known = claim.sender and any(self._registry.is_within(claim.sender, code) for code in above)
            if not known and (heading or not any(not above.isdisjoint(c) for c in self._letterhead(sheet, row))):
                return f"không thấy chỗ nào nêu “{unit.name}” này thuộc đơn vị cấp trên nào"
        return ""

    def _headings(self, sheet: _Sheet) -> list[tuple[int, tuple[frozenset[str], ...]]]:
        """Return the lines of words without a number that stand alone, and the places they name, in order."""
        if sheet.headings is None:
            sheet.headings = []
            for row in range(sheet.last + 1):
                filled = sheet.filled(row)
                said = [v for v in filled if isinstance(v, str)]
                numbered = any(len(_digits(cell_text(v))) > 6 for v in filled)
                lettered = isinstance(filled[0], str) and _LETTERED.fullmatch(filled[0].strip()) if filled else None
                if not said or ((len(filled) > 2 or numbered) and not lettered):
                    continue  # a district's heading may carry the district's own number: II | Huyện … | 0277 …
                if all(len(v) < 3 for v in said):
                    continue
                codes = tuple(c for v in said for c in (*self._names.named(v), self._names.whole(v)) if c)
                sheet.headings.append((row, codes))
        return sheet.headings

    def _last_heading(self, sheet: _Sheet, row: int) -> tuple[frozenset[str], bool]:
        """Return the districts that the last heading above a line names, and whether something has ended it since."""
        found: frozenset[str] = frozenset()
        at_row = -1
        ended = False
        for at, codes in self._headings(sheet):
            if at >= row:
                break
            districts = [c for c in codes if all(self._kinds.get(self._tier(x)) == "district" for x in c)]
            if districts:
                found, at_row, ended = frozenset().union(*districts), at, False
            elif any(words.SECTION.search(_bare(cell_text(v))) for v in sheet.filled(at)):
                found, ended = frozenset(), False
            else:
                ended = ended or (not codes and not sheet.heads_a_table(at))
        if found and not ended:
            ended = sheet.starts_again(at_row, row)
        return found, ended

    def _letterhead(self, sheet: _Sheet, row: int) -> list[frozenset[str]]:
        """Return the places named above the head of the table that a line stands in."""
        head = next((at for at in range(row - 1, max(-1, row - _UP), -1) if sheet.heads_a_table(at)), 0)
        return [c for at, codes in self._headings(sheet) if at < head for c in codes]

    def _tier(self, code: str) -> str:
        unit = self._registry.by_code.get(code)
        return unit.tier if unit else ""

    # --- what the list is ------------------------------------------------------------------------------------------

    def _list_of_something_else(self, sheet: _Sheet, row: int) -> str:
        """Say it when the sheet's name, the table's title or a title between head and line is another list's."""
        if words.OTHER_SHEET.search(_bare(sheet.name)):
            return f"thấy trang mang tên “{sheet.name}”"
        for at, text in self._titles_of(sheet):
            if at >= row:
                break
            if not sheet.ends_before(at, row):
                return f"thấy dòng này nằm dưới tiêu đề “{text}”"
        return ""

    def _titles_of(self, sheet: _Sheet) -> list[tuple[int, str]]:
        """Return the lines of words that stand alone and name another owner, use or state, or another list."""
        if sheet.titles is None:
            sheet.titles = []
            for row in range(sheet.last + 1):
                filled = sheet.filled(row)
                said = [v for v in filled if isinstance(v, str) and len(v) > 3]
                if len(said) != 1 or len(filled) > 2 or any(len(_digits(cell_text(v))) > 6 for v in filled):
                    continue
                bare = _bare(said[0])
                if len(bare) < 140 and words.OTHER_TITLE.search(bare) and not words.NOT_A_TITLE.search(bare):
                    sheet.titles.append((row, said[0]))
        return sheet.titles

    def _remarks(self, sheet: _Sheet) -> list[tuple[int, str, str]]:
        """Return the lines of words that stand alone and call something old, replaced or mistaken: (row, text, folded)."""
        if sheet.remarks is None:
            sheet.remarks = []
            for at in range(sheet.last + 1):
                filled = sheet.filled(at)
                if len(filled) <= 2:
                    for text in filled:
                        if isinstance(text, str) and len(text) > 12:
                            bare = _bare(text)
                            if (
                                words.OTHER_STATE.search(bare)
                                or words.REPLACED.search(bare)
                                or words.CORRECTION.search(bare)
                            ):
                                sheet.remarks.append((at, text, bare))
        return sheet.remarks

    def _taken_back(self, sheet: _Sheet, row: int, shown: str, line: list[tuple[int, str]], unit: Unit) -> str:
        """Say it when words outside the rows speak against the number: a mark explained there, the unit named there, or all numbers."""
        for other in sheet.file.values():
            for _, text, bare in self._remarks(other) if other is not sheet else ():
                if words.ALL_NUMBERS.search(bare) or any(unit.code in c for c in self._names.named(text)):
                    return f"thấy trong tệp ghi “{text}”"
        for at, text, bare in self._remarks(sheet):
            if at == row:
                continue
            mark = words.MARK.match(text.strip())
            own = [shown, *(t for _, t in line), sheet.text(row, sheet.left)]
            if mark and any(t.rstrip().endswith(mark[0]) or t.strip() == mark[0] for t in own):
                return f"thấy dấu “{mark[0]}” ở dòng này, chú thích: “{text}”"
            if words.MARKED.search(bare) and any("*" in t for t in own):
                return f"thấy dấu “*” ở dòng này, chú thích: “{text}”"
            if words.ALL_NUMBERS.search(bare) or any(unit.code in c for c in self._names.named(text)):
                return f"thấy trong tệp ghi “{text}”"
        return ""

    # --- what is said of the number -------------------------------------------------------------------------------

    def _of_another_number(self, text: str, e164: str) -> bool:
        """Tell whether what is called old or a fax is another number that stands in the same words: số cũ 0277 …"""
        digits = _digits(text)
        return len(digits) > 6 and e164[-7:] not in digits and not words.REPLACED.search(_bare(text))

    def _marks(self, line: list[tuple[int, str]], name_column: int, together: bool, e164: str) -> str:
        for column, text in line:
            if column == name_column and not together:
                continue
            said = self._old.get(text)
            if said is None:
                bare = _bare(text)
                found = (
                    words.OTHER_STATE.search(bare) or words.OTHER_USE.search(bare) or words.OTHERS_NUMBER.search(bare)
                )
                self._old[text] = said = text if found else ""
            if said and not self._of_another_number(said, e164):
                return f"thấy cùng dòng ghi “{said}”"
        return ""

    def _head(self, sheet: _Sheet, row: int, column: int, unit: Unit) -> str:
        """Say it when the words over the number's column speak of something else, or of no telephone at all."""
        at = self._head_row(sheet, row, column)
        if at < 0:
            return "không thấy tiêu đề cột nào nói về đường dây nóng"
        key = (at, column)
        known = sheet.heads.get(key)
        if known is None:
            sheet.heads[key] = known = self._of_head(sheet, at, column)
        if known:
            return known
        return self._of_tier(sheet, at, column, unit)

    def _head_row(self, sheet: _Sheet, row: int, column: int) -> int:
        """Return the nearest line above that heads a table and has words over this column; -1 where there is none."""
        for at in range(row - 1, max(-1, row - _UP), -1):
            text = sheet.value(at, column)
            if isinstance(text, str) and text and sheet.heads_a_table(at) and len(_digits(text)) <= 6:
                return at
        return -1

    def _stack(self, sheet: _Sheet, at: int, column: int) -> list[str]:
        """Return the head's own words and those it stands under, nearest first."""
        out = [_bare(sheet.text(at, column))]
        for row in range(at - 1, max(-1, at - 4), -1):
            text = sheet.value(row, column)
            if not isinstance(text, str) or not text or len(text) > 90 or not sheet.heads_a_table(row):
                break
            bare = _bare(text)
            if bare != out[-1]:
                out.append(bare)
        return out

    def _of_head(self, sheet: _Sheet, at: int, column: int) -> str:
        stack = self._stack(sheet, at, column)
        said = " / ".join(reversed(stack))
        for bare in stack:
            if words.OTHER_USE.search(bare) and not words.PHONE_AND_FAX.search(bare):
                return f"thấy cột này mang tiêu đề “{said}”"
            if words.OTHER_OWNER.search(bare) or words.OTHER_STATE.search(bare):
                return f"thấy cột này mang tiêu đề “{said}”"
        if not any(words.HOTLINE.search(bare) or words.PHONE.search(bare) for bare in stack):
            return f"thấy cột này mang tiêu đề “{said}”, không nói về đường dây nóng"
        if not any(words.HOTLINE.search(bare) for bare in stack[:1]) and self._hotline_beside(sheet, at, column):
            return f"thấy cột này mang tiêu đề “{said}”, còn đường dây nóng ở cột khác"
        for row in range(at - 1, max(-1, at - _TITLES), -1):
            filled = sheet.filled(row)
            if any(len(_digits(cell_text(v))) > 6 for v in filled):
                break  # rows of the list above
            if any(isinstance(v, str) and words.HOTLINE.search(_bare(v)) for v in filled):
                break  # the title of this list
            for text in filled:
                if isinstance(text, str) and words.OTHER_LIST.search(_bare(text)):
                    return f"thấy bảng này mang tên “{text}”"
        return ""

    def _hotline_beside(self, sheet: _Sheet, at: int, column: int) -> bool:
        for row in (at, at + 1, at - 1):
            for other, text in sheet.line(row):
                bare = _bare(text)
                if (
                    other != column
                    and len(bare) < 60
                    and words.HOTLINE.search(bare)
                    and sheet.text(row, column) != text
                ):
                    return True
        return False

    def _of_tier(self, sheet: _Sheet, at: int, column: int, unit: Unit) -> str:
        bare = _bare(sheet.text(at, column))
        named = {kind for kind, pattern in words.TIERS.items() if pattern.search(bare)}
        kind = self._kinds.get(unit.tier, "")
        if named and kind and kind not in named:
            return f"thấy cột này mang tiêu đề “{sheet.text(at, column)}”, không phải của cấp này"
        return ""
