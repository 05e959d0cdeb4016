"""Header rows, found by scoring words, in any order of columns and under any number of title rows.

A heading is judged with all that it stands under: merged heads are spread over their columns, sub-headings are taken
in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from danhba.locate.about import About, of_others
from danhba.locate.cells import DIGIT, bare_text, has_numbers, texts_of, undated
from danhba.locate.meaning import OFFICE, OTHER, OWN, PHONE, PROPOSED, PUBLISHED, Meanings
from danhba.locate.roles import ARABIC, Roles, bare_line
from danhba.model.grid import Grid
from danhba.phones.hours import hours_said
from danhba.phones.words import PLACEHOLDER
from danhba.vietnamese.encodings import decodings
from danhba.vietnamese.text import as_words, fold, visible
from schemas.forms.form import Form

_ENOUGH = 13  # points of a header that has the required columns
_NAMES = ("unit", "district")


@dataclass(slots=True)
class Header:
    """A header found in a grid. Rows and columns are indexes into the grid; left and right bound the columns of a half
    of a sheet."""

    first: int
    last: int
    columns: dict[str, list[int]]
    score: int
    left: int = 0
    right: int = 10_000
    names: list[int] = field(default_factory=list)  # further columns that could name the unit
    former: tuple[int, ...] = ()  # columns of the names that units bore before, beside the one of today's
    others: dict[int, str] = field(default_factory=dict)  # columns of numbers with another meaning, and their heading
    unclear: str = ""  # why the numbers may be another list's, '' where head and titles are understood
    change: tuple[str, ...] = ()  # the heads of two columns of numbers: those published, those proposed instead
    hours: dict[int, str] = field(default_factory=dict)  # columns of numbers whose heading says when it is answered
    foreign: bool = False  # another list's header: it ends the table above it, and its lines are nobody's number


_COUNTED = re.compile(r"\b(nam|lan|dot|quy|thang) (?:thu )?(\d{1,4})")
# Today, beside a year: "hiện nay" beside "năm 2020".
_NOW = re.compile(r"\(?\b(?:hien (?:nay|tai|hanh)|bay gio|dang (?:su dung|dung|hoat dong))\b\)?")
_DATED = re.compile(r"\(?\bnam (?:19|20)\d\d\b\)?")


class Headers:
    """Finds the headers of one form. Word scores are kept between files: headings repeat."""

    def __init__(self, form: Form, roles: Roles, names: Iterable[str] = ()) -> None:
        self.roles = roles
        self.meanings = Meanings(form.numbers)
        self.about = About(form.numbers, self.meanings, roles, names) if form.numbers else None
        # Whoever adds a column of values need not think of the hints.
        more = [words for column in form.values for words, _ in column.words] if form.hints else []
        self._hints = re.compile("|".join((form.hints, *(f"(?:{words})" for words in more))))
        self._not_a_heading = re.compile(form.lines.not_a_heading)
        self._own_title = form.own_title
        self._former_unit = re.compile(form.former_unit or "(?!)")
        self._columns = [(c.field, [(re.compile(p), s) for p, s in c.words]) for c in form.columns]
        self._required = [c.field for c in form.columns if c.required]
        self._scores: dict[str, dict[str, int]] = {}
        self._known_columns: dict[tuple[tuple[int | str, ...], ...], tuple[dict[str, list[int]], int, Header]] = {}

    # --- one heading ----------------------------------------------------------------------------------------------

    def fields_of(self, text: str) -> dict[str, int]:
        """Return the score of each field that a heading's words speak for."""
        found = self._scores.get(text)
        if found is None:
            if len(self._scores) > 20_000:
                self._scores.clear()
            found = self._scores[text] = self._fields_of(text)
        return found

    def _fields_of(self, text: str) -> dict[str, int]:
        if len(text) > 120:
            return {}
        if len(DIGIT.findall(text)) > 4:
            # A day in a unit's heading says which of its names it is; in a number's, since when it holds: not read.
            named = self._score(text).get("unit", 0) if len(DIGIT.findall(undated(text))) <= 4 else 0
            return {"unit": named} if named else {}
        found = self._score(text)
        if not found and not text.isascii():
            for _, decoded in decodings(text):
                found = self._score(decoded)
                if found:
                    break
        return found

    def is_own_title(self, line: str) -> bool:
        """Tell whether a line has the words that stand in this form's title and in no other's."""
        return self._own_title != "" and self._own_title in bare_line(line)

    def _score(self, text: str) -> dict[str, int]:
        bare = " ".join(fold(visible(as_words(text))).split()).strip(" .:;*")
        if not self._hints.search(bare) or self._not_a_heading.search(bare) or PLACEHOLDER.fullmatch(bare):
            return {}
        out: dict[str, int] = {}
        for name, words in self._columns:
            points = [s for p, s in words if p.search(bare)]
            if points:
                out[name] = sum(points) if name == "phone" else max(points)
        if "phone" in out and self.meanings.of(text)[0] == OTHER:
            # "Điện thoại lãnh đạo" is a column of numbers, but not the form's.
            out = {"other_phone": out["phone"], "other": 12}
        elif "phone" in out:
            out.pop("other", None)
        if len(bare) > 60:
            out = {k: v - 4 for k, v in out.items() if v > 4}
        return out

    # --- the columns under headings -------------------------------------------------------------------------------

    def _columns_of(self, stacks: dict[int, list[str]]) -> tuple[dict[str, list[int]], int, Header]:
        """Give each field its best column; return (field → columns, total score, a header with what else was seen).

        stacks: for each column the headings it stands under, from the top.
        """
        key = tuple((column, *heads) for column, heads in stacks.items())
        known = self._known_columns.get(key)
        if known is None:
            if len(self._known_columns) > 500:
                self._known_columns.clear()
            known = self._known_columns[key] = self._find_columns(stacks)
        columns, total, seen = known  # kept between files: callers change what they are given
        given = Header(0, 0, {}, 0, names=[*seen.names], former=seen.former, others=dict(seen.others))
        given.change = seen.change
        given.unclear, given.hours = seen.unclear, dict(seen.hours)
        return {name: [*found] for name, found in columns.items()}, total, given

    def _find_columns(self, stacks: dict[int, list[str]]) -> tuple[dict[str, list[int]], int, Header]:
        seen = Header(0, 0, {}, 0)
        claims: list[tuple[int, int, str, int]] = []
        numbers: dict[int, tuple[int, int]] = {}  # column of numbers → (rank, score)
        for column, heads in stacks.items():
            fields = self.fields_of(" ".join(heads))
            if len(heads) > 1:
                alone = [self.fields_of(h) for h in heads]
                speaks = any("phone" in f or "other_phone" in f for f in (*alone, fields))
                rank, other = self.meanings.under(heads)
                if speaks and rank == OTHER:
                    fields = {"other_phone": 8, "other": 12}
                elif speaks and any("phone" in f for f in (alone[0], fields)):
                    fields = {"phone": max(fields.get("phone", 0), *(f.get("phone", 0) for f in alone))}
                elif not fields:
                    fields = alone[-1] or alone[0]
            else:
                rank, other = self.meanings.under(heads)
            if "other_phone" in fields or (other and "other" in fields):
                seen.others[column] = " ".join(" ".join(heads).split())
            if "phone" in fields:
                numbers[column] = (rank, fields["phone"])
            claims.extend((-score, column, name, score) for name, score in fields.items())
        seen.former = self._of_former_units(claims, stacks)
        claims = [claim for claim in claims if claim[1] not in seen.former]
        changed = self._before_and_after(stacks)
        if changed:
            numbers = dict.fromkeys(changed, (OWN, max([9, *(s for _, s in numbers.values())])))
            seen.others = {c: heading for c, heading in seen.others.items() if c not in changed}
            claims = [claim for claim in claims if claim[1] not in changed]
            seen.change = tuple(" ".join(stacks[c][-1].split()) for c in changed)
        claims.sort()
        columns: dict[str, list[int]] = {}
        taken: set[int] = set()
        total = 0
        if numbers:
            best = max(numbers.values())
            # Where none is the form's own, an office's number and another may each be meant: both are read, and shown
            # as two.
            doubtful = best[0] in (PHONE, OFFICE)
            columns["phone"] = sorted(
                c
                for c, (rank, s) in numbers.items()
                if (rank == best[0] and s >= best[1] - 2) or (doubtful and rank != OTHER)
            )
            columns["phone"] = _newest(columns["phone"], stacks)
            # Beside the communes' column the district's is another owner's.
            low = [c for c in columns["phone"] if self.meanings.is_of_low(stacks[c])]
            high = [c for c in columns["phone"] if c not in low and self.meanings.is_of_high(stacks[c])]
            if low and high:
                columns["phone"] = low
            if self.about is not None and not changed:
                seen.unclear = self.about.columns(columns["phone"], stacks)
            told = {c: " ".join(" ".join(stacks[c]).split()) for c in columns["phone"]}
            seen.hours = {c: head for c, head in told.items() if hours_said(head)}
            taken.update(numbers)
            total += max(s for _, s in numbers.values())
            seen.others |= {c: " ".join(" ".join(stacks[c]).split()) for c in numbers if c not in columns["phone"]}
        for _, column, name, score in claims:
            if column in taken or name in ("phone", "other_phone"):
                continue
            if name not in columns:
                columns[name] = [column]
                total += score if name != "other" else 0
            elif name == "unit":
                seen.names.append(column)
            elif name != "other":
                continue
            taken.add(column)
        if "district" in columns and "unit" not in columns:
            columns["unit"] = columns.pop("district")
        return columns, total, seen

    def _of_former_units(
        self, claims: Iterable[tuple[int, int, str, int]], stacks: dict[int, list[str]]
    ) -> tuple[int, ...]:
        """Return those columns of units whose heading says that they are called so no longer, where another's does
        not: a line whose name of today is left blank names nobody."""
        units = {column for _, column, name, _ in claims if name == "unit"}
        former = {column for column in units if self._former_unit.search(bare_text(" ".join(stacks[column])))}
        return tuple(sorted(former)) if former != units else ()

    def _before_and_after(self, stacks: dict[int, list[str]]) -> list[int]:
        """Return the two columns of numbers of which one says that they stand published and the other that they are
        proposed instead; [] for none."""
        sides = [(column, self.meanings.side_of_a_change(heads[-1])) for column, heads in sorted(stacks.items())]
        sides = [(c, side) for c, side in sides if side and self._are_of_numbers(stacks[c])]
        for other, side in sides:
            if side != sides[0][1]:
                return [sides[0][0], other]
        return []

    def _are_of_numbers(self, heads: list[str]) -> bool:
        return any(self._speaks_of_numbers(text) for text in (*heads, " ".join(heads)))

    # --- in a grid ------------------------------------------------------------------------------------------------

    def find(self, grid: Grid) -> tuple[list[Header], Header | None]:
        """Return the headers of a grid from the top, and the row nearest to one where there is none."""
        headers: list[Header] = []
        nearest: Header | None = None
        rows = grid.rows
        scores = self._scores
        spans = {(r - grid.top, c - grid.left): (r2 - grid.top, c2 - grid.left) for r, c, r2, c2 in grid.merges}
        heads: set[object] = set()  # texts that may head a column
        for text in grid.texts():
            score = scores.get(text)
            if self.fields_of(text) if score is None else score:
                heads.add(text)
        r = 0
        while r < len(rows):
            row = rows[r]
            if heads.isdisjoint(row):
                r += 1
                continue
            texts = texts_of(row)
            if len(texts) < 2:  # a title; a header's first row names two columns at least
                r += 1
                continue
            found = self._header_at(grid, r, spans, headers[-1] if headers else None)
            foreign = found is not None and self._of_another_list(grid, found, headers[-1].last + 1 if headers else 0)
            if found is not None and not foreign:
                if self.about is not None:
                    self._ask_what_it_is_about(grid, found, headers[-1] if headers else None)
                headers.extend(self._halves(grid, found, spans))
                r = found.last + 1
                continue
            if not self._is_line(row, texts, headers[-1] if headers else None):
                columns, score, seen = self._columns_of({c: [t] for c, t in texts.items()})
                named = [c for c in columns if c in ("stt", "unit", "phone", "note") or c in self._required]
                if headers and (foreign or ("phone" in columns or seen.others)):
                    headers.append(Header(r, r, columns, score, foreign=True))
                if named and (nearest is None or score > nearest.score):
                    if foreign:
                        columns.pop("phone", None)
                    nearest = Header(r, r, columns, score, others=seen.others)
            r += 1
        return ([] if all(h.foreign for h in headers) else headers), nearest

    def _header_at(
        self, grid: Grid, r: int, spans: dict[tuple[int, int], tuple[int, int]], above: Header | None
    ) -> Header | None:
        for last in range(r, min(r + 3, len(grid.rows))):
            texts = texts_of(grid.rows[last])
            if self._is_line(grid.rows[last], texts, above):
                return None
            if last > r and (not texts or any(len(DIGIT.findall(t)) > 2 for t in texts.values())):
                return None
            if last > r and has_numbers(grid.rows[last]):
                return None
            columns, score, _ = self._columns_of(self._stacks(grid, r, last, spans))
            if all(f in columns for f in self._required) and score >= _ENOUGH:
                header = Header(r, last, columns, score)
                self._extend(grid, header, spans)
                header.columns, header.score, seen = self._columns_of(self._stacks(grid, r, header.last, spans))
                if not all(f in header.columns for f in self._required):
                    header.columns, header.score = columns, score
                header.names, header.former = seen.names, seen.former
                header.others, header.change = seen.others, seen.change
                header.unclear, header.hours = seen.unclear, seen.hours
                self._widen(header, spans)
                return header
        return None

    def _is_line(self, row: list[object], texts: dict[int, str], above: Header | None) -> bool:
        """Tell whether a row below a header is a line of its table: a header has its own words in every column, no
        number, no STT."""
        if above is None:
            return False
        if has_numbers(row) or any(v is not None and v.__class__ is not str for v in row):
            return True
        stt = -1 if above.foreign else above.columns.get("stt", [-1])[0]
        if stt in texts and (ARABIC.fullmatch(texts[stt].strip()) or not self.fields_of(texts[stt])):
            return True
        return any(t.strip() and not self.fields_of(t) for t in texts.values()) and not (
            sum(bool(self.fields_of(t)) for t in texts.values()) >= 3
            and all(
                len(DIGIT.findall(t)) < 3 and not self._not_a_heading.search(fold(t).strip()) for t in texts.values()
            )
        )

    def _stacks(
        self, grid: Grid, first: int, last: int, spans: dict[tuple[int, int], tuple[int, int]]
    ) -> dict[int, list[str]]:
        """Return for each column the headings it stands under, in the rows first to last."""
        out: dict[int, list[str]] = {}
        for r in range(first, last + 1):
            texts = texts_of(grid.rows[r])
            for c, text in texts.items():
                end = spans.get((r, c), (r, c))[1]
                if end == c and r < last and self._speaks_of_numbers(text):
                    # Without merged cells a head reaches over the empty cells to its right that have sub-heads.
                    below = [texts_of(grid.rows[b]) for b in range(r + 1, last + 1)]
                    while end + 1 not in texts and any(end + 1 in b for b in below):
                        if not all(self._is_sub_head(b[end + 1]) for b in below if end + 1 in b):
                            break
                        end += 1
                for column in range(c, end + 1):
                    if column == c or any(column in texts_of(grid.rows[b]) for b in range(r + 1, last + 1)):
                        out.setdefault(column, []).append(text)
        return out

    def _speaks_of_numbers(self, text: str) -> bool:
        found = self.fields_of(text)
        return "phone" in found or "other_phone" in found

    def _is_sub_head(self, text: str) -> bool:
        """Tell whether a cell below a head for numbers parts it: words of a use, an owner, a state."""
        found = self.fields_of(text)
        if self._not_a_heading.search(fold(visible(text)).strip()) or DIGIT.search(text) or len(text) > 60:
            return False
        return (
            self.meanings.names_hours(text)
            or bool(found.keys() - {"note", "stt"})
            or self.meanings.of(text)[0] != self.meanings.of("")[0]
        )

    def _extend(self, grid: Grid, header: Header, spans: dict[tuple[int, int], tuple[int, int]]) -> None:
        """Take in the rows that the header is merged or wrapped over, and the sub-headings of its columns of
        numbers."""
        bottom = header.last
        for name in ("unit", "phone", "note", "stt"):
            for column in header.columns.get(name, ()):
                for row in range(header.first, header.last + 1):
                    end = spans.get((row, column))
                    if end is not None:
                        bottom = max(bottom, min(end[0], header.first + 4, len(grid.rows) - 1))
        stt = header.columns.get("stt", [-1])[0]
        unit = header.columns["unit"][0]
        texts = {c: " ".join(heads) for c, heads in self._stacks(grid, header.first, header.last, spans).items()}
        for row in range(header.last + 1, min(header.last + 3, len(grid.rows))):
            below = texts_of(grid.rows[row])
            if not below or has_numbers(grid.rows[row]) or any(DIGIT.search(undated(t)) for t in below.values()):
                break
            if stt in below:
                break
            if (unit in below or len(below) == 1) and any(
                self.roles.section_words(bare_text(t)) for t in below.values()
            ):
                break
            if any(self.meanings.names_another_list(t) for t in below.values()):
                break
            if self._parts_the_names(below, (row - 1, unit), spans):
                bottom = max(bottom, row)
                continue
            numbers = {
                c
                for c, t in below.items()
                if c != unit and (self._speaks_of_numbers(t) or "other" in self.fields_of(t))
            }
            wrapped = (
                unit in below
                and bool(self.fields_of(f"{texts.get(unit, '')} {below[unit]}"))
                and (bool(numbers) or "unit" in self.fields_of(below[unit]))
                and not any(self._not_a_heading.search(fold(t).strip()) for t in below.values())
            )
            sub = unit not in below and (
                all(self._is_sub_head(t) for t in below.values())
                or {*map(self.meanings.side_of_a_change, below.values())} >= {PUBLISHED, PROPOSED}
            )
            if not (wrapped or sub):
                break
            bottom = max(bottom, row)
        header.last = max(header.last, bottom)

    def _parts_the_names(
        self, below: dict[int, str], head: tuple[int, int], spans: dict[tuple[int, int], tuple[int, int]]
    ) -> bool:
        """Tell whether a line parts the column of units above it into the names of before and those of today."""
        end = spans.get(head, head)[1]
        reaches = all(head[1] <= c <= max(end, head[1] + 1) for c in below)
        return len(below) > 1 and reaches and any(self._former_unit.search(bare_text(t)) for t in below.values())

    def _widen(self, header: Header, spans: dict[tuple[int, int], tuple[int, int]]) -> None:
        """Add the columns that a merged heading of units or numbers covers and nothing else claims."""
        for name in ("unit", "phone"):
            columns = header.columns.get(name, [])
            for column in list(columns):
                for row in range(header.first, header.last + 1):
                    end = spans.get((row, column))
                    if end is None:
                        continue
                    claimed = {c for v in header.columns.values() for c in v} | {
                        *header.others,
                        *header.names,
                        *header.former,
                    }
                    columns.extend(c for c in range(column + 1, end[1] + 1) if c not in claimed)

    def _of_another_list(self, grid: Grid, header: Header, start: int) -> bool:
        """Tell whether the title above makes the numbers of this table another list's."""
        stacks = [t for c in header.columns.get("phone", ()) for t in self._heads(grid, header, c)]
        if any(self.meanings.names_own(bare) for t in stacks for bare in (bare_text(t), bare_line(t))):
            return False
        for r in range(header.first - 1, max(start, header.first - 7) - 1, -1):
            texts = texts_of(grid.rows[r])
            if len(texts) > 2 or has_numbers(grid.rows[r]):
                break
            if any(self.meanings.names_another_list(line) for line in texts.values()):
                return True
        return False

    def _ask_what_it_is_about(self, grid: Grid, header: Header, above: Header | None) -> None:
        """Say in the header why its numbers may be another list's, where they may."""
        assert self.about is not None
        heads = [" ".join(self._heads(grid, header, c)) for c in header.columns.get("phone", ())]
        if header.unclear:
            return
        start = above.last + 1 if above is not None else 0
        titles = self.about.titles(grid, header.first, start)
        if any(self.about.is_own(head) for head in heads):
            if others := self.about.of_others(grid, header.first, titles, "" if grid.of_file else grid.name):
                header.unclear = of_others(others)
        elif not titles and above is not None and above.unclear:
            header.unclear = above.unclear  # the same list goes on
        elif another := self.about.another(titles, "" if grid.of_file else grid.name):
            header.unclear = self.about.says(another, heads[0] if heads else "")

    def _heads(self, grid: Grid, header: Header, column: int) -> Iterable[str]:
        for r in range(header.first, header.last + 1):
            value = grid.rows[r][column] if column < len(grid.rows[r]) else None
            if isinstance(value, str):
                yield value

    def _halves(self, grid: Grid, header: Header, spans: dict[tuple[int, int], tuple[int, int]]) -> list[Header]:
        """Part a header under which several tables stand side by side: each name has a number of its own to its
        right."""
        names = sorted({*header.columns["unit"][:1], *header.names, *header.columns.get("district", ())})
        if len(names) < 2:
            return [header]
        stacks = self._stacks(grid, header.first, header.last, spans)
        numbers = sorted({*header.columns.get("phone", ()), *header.others})
        ends = [*names[1:], 10_000]
        if not all(any(n < c < e for c in numbers) for n, e in zip(names, ends, strict=True)):
            return [header]
        stt = sorted(c for c, heads in stacks.items() if "stt" in self.fields_of(" ".join(heads)))
        starts = [0] + [next((s for s in stt if n < s < e), e) for n, e in pairwise(names)]
        out = []
        for left, right in zip(starts, [*starts[1:], 10_000], strict=True):
            columns, score, seen = self._columns_of({c: h for c, h in stacks.items() if left <= c < right})
            if not all(f in columns for f in self._required):
                return [header]
            half = Header(header.first, header.last, columns, score, left, right, seen.names, seen.former, seen.others)
            half.unclear, half.hours = seen.unclear or header.unclear, seen.hours
            out.append(half)
        return out


def _newest(columns: list[int], stacks: dict[int, list[str]]) -> list[int]:
    """Of columns whose heads differ by a year or a count only (năm 2020, năm 2021; lần 1, lần 2), keep the last; of
    those that name a year and one that says today, that one."""
    if len(columns) < 2:
        return columns
    heads = {c: " ".join(fold(" ".join(stacks[c])).split()) for c in columns}
    now = [c for c, head in heads.items() if _NOW.search(head)]
    dated = [c for c, head in heads.items() if _DATED.search(head)]
    if len(now) == 1 and sorted(now + dated) == sorted(columns):
        bare = {_NOW.sub(" ", _DATED.sub(" ", head)).strip(" ,:-") for head in heads.values()}
        if len({" ".join(head.split()) for head in bare}) == 1:
            return now
    if len({_COUNTED.sub(r"\1 #", head) for head in heads.values()}) > 1:
        return columns
    counts = {c: tuple(int(found[2]) for found in _COUNTED.finditer(head)) for c, head in heads.items()}
    return [max(columns, key=lambda c: counts[c])] if len({*counts.values()}) == len(columns) else columns
