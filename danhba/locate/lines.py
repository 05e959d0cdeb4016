"""locate: find the form in a grid and yield its lines, each with its tier, its context and the address of every cell.

Header rows are found by scoring words, in any order of columns and under any number of title rows; what follows is told apart
line by line: column numbers, sections, headings, blank and dotted rows, totals, notes, signatures, and data.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from danhba.model.grid import Cell, Grid, address, column_letters
from danhba.model.table import Table, TableRow
from danhba.registry import Section
from danhba.vietnamese.encodings import decodings
from danhba.vietnamese.text import fold, visible
from schemas.forms.hotline import DOTS, FOOTER, NOTE_LINE, PLACE_AND_DATE, SECTION_WORDS, TOTAL, Form

_DIGIT = re.compile(r"\d")
_ARABIC = re.compile(r"\(?\d{1,4}(?:\.0+)?[.)]?|\d{1,2}(?:\.\d{1,3}){1,2}\.?")
_COUNTER = re.compile(r"\(?\s*(?:\d{1,2}(?:\.0)?|[A-Da-d])\s*\)?")
_LABEL = re.compile(
    r"^(?:(?:muc|phan|khoi)\s+)?(?:([a-h]|[ivx]{1,4}|\d{1,2})(?:\.\d{1,2})*\s*[.):/\-–]+\s*|([a-h]|[ivx]{1,4})\s+(?=\w))"
)
_LETTER = re.compile(r"(?:(?:muc|phan)\s+)?([a-h]|[ivx]{1,4})\s*[.):/\-]*")
_TOTAL, _FOOTER, _PLACE, _NOTE, _DOTS = (re.compile(p) for p in (TOTAL, FOOTER, PLACE_AND_DATE, NOTE_LINE, DOTS))
_HINTS = re.compile(
    r"tt|dien thoai|duong day|hot|sdt|\bdt|dtdd|don vi|co quan|dia phuong|ghi chu|phone|tel|ten |xa|huyen|so |no|#|fax|mail|"
    r"nguoi|ho |chuc|unit|agency|note|lien he|di dong|co dinh|chu thich|ma |dia ban|can bo|lanh dao|ngay sinh|website"
)


@dataclass(slots=True)
class Header:
    """A header found in a grid (rows and columns are indexes into the grid)."""

    first: int
    last: int
    columns: dict[str, list[int]]
    score: int


@dataclass(slots=True)
class Located:
    """What one grid holds: its tables, the lines above the first one, and the nearest thing to a header when none."""

    tables: list[Table] = field(default_factory=list)
    letterhead: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)  # every text above the first table, or of the first rows
    nearest: Header | None = None
    nearest_cell: str = ""
    nearest_text: str = ""


class Locator:
    """Finds one form. Word scores are kept between files: headings repeat."""

    def __init__(self, form: Form, sections: Sequence[Section]) -> None:
        self.form = form
        self._columns = [(c.field, [(re.compile(p), s) for p, s in c.words]) for c in form.columns]
        self._required = [c.field for c in form.columns if c.required]
        self._by_letter = {s.letter.lower(): s.tier for s in sections}
        self._by_kind: dict[str, str] = {}
        for s in sections:
            self._by_kind.setdefault(s.kind, s.tier)
        self._scores: dict[str, dict[str, int]] = {}
        self._roles: dict[tuple[str, str], tuple[str, str]] = {}

    # --- headers --------------------------------------------------------------------------------------------------

    def fields_of(self, text: str) -> dict[str, int]:
        """Return the score of each field that a heading's words speak for."""
        found = self._scores.get(text)
        if found is None:
            if len(self._scores) > 20_000:
                self._scores.clear()
            found = self._scores[text] = self._fields_of(text)
        return found

    def _fields_of(self, text: str) -> dict[str, int]:
        if len(text) > 120 or len(_DIGIT.findall(text)) > 4:
            return {}
        found = self._score(text)
        if not found and not text.isascii():
            for _, decoded in decodings(text):
                found = self._score(decoded)
                if found:
                    break
        return found

    def title_fields(self, line: str) -> dict[str, int]:
        """Return the fields that a title's words speak for, whatever its length: ours names the hotline."""
        bare = self.bare(line)
        return (
            {name: 1 for name, words in self._columns if any(p.search(bare) for p, _ in words)}
            if "duong day nong" in bare
            else {}
        )

    def readable(self, line: str) -> str:
        """Return a line in Unicode: as it stands, or from the legacy encoding that makes words of ours of it."""
        if not line.isascii():
            for _, decoded in decodings(line):
                if re.search(
                    r"\b(?:so|ngay|mau|bieu|kem theo|ban hanh|thong tu|quyet dinh|cong van)\b", fold(decoded)
                ) and any(c in decoded for c in "ưươôâêạảấầậắếềệịọốồộớờợụứừựỹỳ"):
                    if fold(decoded) != fold(line):
                        return " ".join(decoded.split())
        return " ".join(line.split())

    def bare(self, line: str) -> str:
        """Return a line folded, read from a legacy encoding where that makes words of it."""
        return _bare(self.readable(line))

    def _score(self, text: str) -> dict[str, int]:
        bare = " ".join(fold(visible(text)).replace("_", " ").split()).strip(" .:;*")
        if not _HINTS.search(bare):
            return {}
        out: dict[str, int] = {}
        for name, words in self._columns:
            points = [s for p, s in words if p.search(bare)]
            if points:
                out[name] = sum(points) if name == "phone" else max(points)
        if "other" in out and "phone" in out:
            # "Điện thoại lãnh đạo" is a phone column, but not the hotline's.
            out["phone"] = (
                0
                if re.search(r"\bfax\b|mail", bare) and not re.search(r"dien thoai|\bdt\b|tel", bare)
                else out["phone"] - 5
            )
            if out["phone"] <= 0:
                del out["phone"]
            elif out["phone"] > 0:
                del out["other"]
        if len(bare) > 60:
            out = {k: v - 4 for k, v in out.items() if v > 4}
        return out

    def _columns_of(self, texts: dict[int, str]) -> tuple[dict[str, list[int]], int]:
        """Give each field its best column; return (field → columns, total score)."""
        claims: list[tuple[int, int, str, int]] = []
        for column, text in texts.items():
            for name, score in self.fields_of(text).items():
                claims.append((-score, column, name, score))
        claims.sort()
        columns: dict[str, list[int]] = {}
        taken: dict[int, int] = {}
        best: dict[str, int] = {}
        total = 0
        for _, column, name, score in claims:
            if column in taken:
                continue
            if name not in best:
                best[name] = score
                columns[name] = [column]
                total += score if name != "other" else 0
            elif name == "other":
                pass
            elif name == "phone" and score >= best[name] - 2:
                columns[name].append(column)
            else:
                continue
            taken[column] = score
        if "phone" in columns:
            columns["phone"].sort()
        return columns, total

    def _headers(self, grid: Grid) -> tuple[list[Header], Header | None]:
        headers: list[Header] = []
        nearest: Header | None = None
        rows = grid.rows
        scores = self._scores
        r = 0
        while r < len(rows):
            row = rows[r]
            for value in row:
                if value.__class__ is not str:
                    continue
                found = scores.get(value)  # type: ignore[call-overload]
                if found is None:
                    found = {} if value[:1].isdigit() and value.replace(" ", "").isdigit() else self.fields_of(value)  # type: ignore[index, union-attr, arg-type]
                if found:
                    break
            else:
                r += 1
                continue
            texts = _texts(row)
            if len(texts) < 2:  # a title; a header's first row names two columns at least
                r += 1
                continue
            found = self._header_at(grid, r, texts)
            if found is not None and not (headers and self._is_data(rows[r], headers[-1])):
                headers.append(found)
                r = found.last + 1
                continue
            columns, score = self._columns_of(texts)
            named = [c for c in columns if c in ("stt", "unit", "phone", "note")]
            if named and len(texts) > 1 and (nearest is None or score > nearest.score):
                nearest = Header(r, r, columns, score)
            r += 1
        return headers, nearest

    def _header_at(self, grid: Grid, r: int, texts: dict[int, str]) -> Header | None:
        joined = dict(texts)
        for last in range(r, min(r + 3, len(grid.rows))):
            if last > r:
                below = _texts(grid.rows[last])
                if not below or any(len(_DIGIT.findall(t)) > 2 for t in below.values()) or _numbers(grid.rows[last]):
                    return None
                for c, t in below.items():
                    joined[c] = f"{joined[c]} {t}" if c in joined else t
            columns, score = self._columns_of(joined)
            if all(f in columns for f in self._required) and score >= 13:
                return self._extended(grid, Header(r, last, columns, score), joined)
        return None

    def _extended(self, grid: Grid, header: Header, texts: dict[int, str]) -> Header:
        """Take in what else belongs to the header: rows it is merged or wrapped over, sub-headings of its phone column."""
        spans = {(r - grid.top, c - grid.left): (r2 - grid.top, c2 - grid.left) for r, c, r2, c2 in grid.merges}
        bottom = header.last
        for name in ("unit", "phone", "note", "stt"):
            for column in list(header.columns.get(name, ())):
                for row in range(header.first, header.last + 1):
                    end = spans.get((row, column))
                    if end is None:
                        continue
                    bottom = max(bottom, min(end[0], header.first + 4))
                    if name in ("phone", "unit"):
                        columns = header.columns[name]
                        columns.extend(
                            c for c in range(column + 1, end[1] + 1) if all(c not in v for v in header.columns.values())
                        )
        for row in range(header.last + 1, min(header.last + 3, len(grid.rows))):
            below = _texts(grid.rows[row])
            if not below or _numbers(grid.rows[row]) or any(_DIGIT.search(t) for t in below.values()):
                break
            stt = header.columns.get("stt", [-1])[0]
            unit = header.columns["unit"][0]
            if stt in below or any(self._section_words(_bare(t)) for t in below.values()):
                break
            phones = {c: t for c, t in below.items() if "phone" in self.fields_of(t) or "other" in self.fields_of(t)}
            wrapped = (
                unit in below
                and bool(self.fields_of(f"{texts.get(unit, '')} {below[unit]}"))
                and (phones or "unit" in self.fields_of(below[unit]))
            )
            sub = bool(phones) and unit not in below
            if not (wrapped or sub):
                break
            group = set(header.columns["phone"])
            inside = [c for c in phones if c in group or c - 1 in group]
            if sub and len(inside) > 1:
                best = max(self.fields_of(below[c]).get("phone", 0) for c in inside)
                header.columns["phone"] = [
                    c for c in sorted(inside) if self.fields_of(below[c]).get("phone", 0) >= best - 2
                ]
            bottom = max(bottom, row)
        header.last = max(header.last, bottom)
        return header

    def _is_data(self, row: list[Cell], header: Header) -> bool:
        """Tell whether a row that looks like a header is a line of the table above it: a number stands in the phone column."""
        return any(
            c < len(row) and row[c] is not None and len(_DIGIT.findall(str(row[c]))) >= 6
            for c in header.columns["phone"]
        )

    # --- lines ----------------------------------------------------------------------------------------------------

    def locate(self, grid: Grid) -> Located:
        """Return the tables of a grid, with the lines above them."""
        headers, nearest = self._headers(grid)
        out = Located()
        top = headers[0].first if headers else min(len(grid.rows), 25)
        for row in grid.rows[:top]:
            texts = _texts(row)
            out.lines.extend(texts.values())
            if headers or len(texts) <= 2:
                out.letterhead.extend(texts.values())
        if not headers:
            if nearest is not None:
                out.nearest = nearest
                columns = [c for v in nearest.columns.values() for c in v]
                out.nearest_cell = address(grid.top + nearest.first, grid.left + min(columns))
                out.nearest_text = " | ".join(" ".join(t.split()) for t in _texts(grid.rows[nearest.first]).values())
            return out
        tier = ""
        for i, header in enumerate(headers):
            stop = headers[i + 1].first if i + 1 < len(headers) else len(grid.rows)
            table, tier = self._table(grid, header, stop, tier if i else "")
            out.tables.append(table)
        return out

    def _table(self, grid: Grid, header: Header, stop: int, tier: str) -> tuple[Table, str]:
        columns = header.columns
        stt_col = columns.get("stt", [-1])[0]
        unit_cols, phone_cols = columns["unit"], columns["phone"]
        note_col = columns.get("note", [-1])[0]
        district_col = columns.get("district", [-1])[0]
        first_cell = address(grid.top + header.first, grid.left + min(c for v in columns.values() for c in v))
        covered = _covered(grid)
        rows: list[TableRow] = []
        skipped: list[tuple[int, str]] = []
        has_section = bool(tier)
        footer = False
        district = ""
        top, left = grid.top, grid.left
        grid_rows = grid.rows
        for r in range(header.last + 1, stop):
            row = grid_rows[r]
            width = len(row)
            unit_at, name = unit_cols[0], None
            for c in unit_cols:
                if c < width and row[c] is not None:
                    unit_at, name = c, row[c]
                    break
            stt_value = row[stt_col] if 0 <= stt_col < width else None
            phones: list[Cell] = []
            phone_at = phone_cols[0]
            for c in phone_cols:
                if c < width and row[c] is not None:
                    if not phones:
                        phone_at = c
                    phones.append(row[c])
            phone_row = unit_row = r
            note = row[note_col] if 0 <= note_col < width else None
            if covered:
                if name is None and (above := covered.get((r, unit_at))) is not None:
                    unit_row, unit_at = above
                    name = _at(grid, above) if unit_row > header.last else None
                    unit_row, unit_at = (r, unit_cols[0]) if name is None else (unit_row, unit_at)
                if not phones and (above := covered.get((r, phone_at))) is not None and above[0] > header.last:
                    value = _at(grid, above)
                    if value is not None and above[1] == phone_at:
                        phones, phone_row = [value], above[0]
            if name is None and not phones and stt_value is None:
                if note is not None or any(v is not None for v in row):
                    words = [v for v in row if isinstance(v, str)]
                    if words and (role := self._role("", words[0])[0]) in ("section", "footer", "total"):
                        if role == "section":
                            tier, has_section, district = self._role("", words[0])[1] or tier, True, ""
                        footer = footer or role == "footer"
                        skipped.append((top + r + 1, role))
                        continue
                    if words and len(words) == 1 and words[0] is not note:
                        rows_heading = self._heading(grid, r, words[0], tier, row)
                        if rows_heading is not None:
                            rows.append(rows_heading)
                            continue
                    if words:
                        skipped.append((top + r + 1, "aside"))
                continue
            stt = _stt(stt_value)
            if name is None and not stt and phones and self._is_aside(phones, footer):
                # Place and date, a title, a signature: they stand on the right, in the columns of number and note.
                footer = True
                skipped.append((top + r + 1, "footer"))
                continue
            if isinstance(name, str) and len(phones) == 1 and phones[0] == name and not _DIGIT.search(name):
                phones = []  # one text repeated over a merged line, as some programs write it
            if len(phones) == 1 and isinstance(phones[0], str) and not phones[0].strip():
                phones = []
            name_text = name if isinstance(name, str) else ("" if name is None else str(name))
            if not phones or (isinstance(phones[0], str) and not _DIGIT.search(phones[0])):
                if not name_text.strip():
                    if not phones:
                        role, told = self._role("", stt)
                        if role == "data":
                            heading = (
                                self._heading(grid, r, stt, tier, row) if stt and not _ARABIC.fullmatch(stt) else None
                            )
                            if heading is not None:
                                rows.append(heading)
                            else:
                                skipped.append((top + r + 1, "blank"))
                            continue
                    else:
                        role, told = "data", ""
                else:
                    role, told = self._role(stt, name_text)
                if role == "section":
                    tier, has_section, district = told or tier, True, ""
                    skipped.append((top + r + 1, "section"))
                    continue
                if role != "data":
                    footer = footer or role == "footer"
                    skipped.append((top + r + 1, role))
                    continue
            else:
                if (
                    len(name_text) < 8
                    and _COUNTER.fullmatch(name_text.strip())
                    and all(_COUNTER.fullmatch(_stt(p)) for p in phones)
                ):
                    skipped.append((top + r + 1, "column_numbers"))
                    continue
                if not _has_a_number(phones[0]) and self._role(stt, name_text)[0] in ("total", "footer", "note"):
                    skipped.append((top + r + 1, self._role(stt, name_text)[0]))
                    continue
            arabic = bool(_ARABIC.fullmatch(stt)) if stt else False
            merged_across = (
                any(m[0] == top + r and m[1] <= left + unit_at <= m[3] and m[3] - m[1] >= 2 for m in grid.merges)
                if grid.merges
                else False
            )
            rows.append(
                TableRow(
                    sheet=grid.name,
                    row=top + r + 1,
                    tier=tier,
                    stt=stt,
                    name=name,
                    name_cell=address(top + unit_row, left + unit_at),
                    phones=phones,
                    phone_cell=address(top + phone_row, left + phone_at),
                    note=note,
                    note_cell=address(top + r, left + note_col) if note is not None else "",
                    district=_stt(row[district_col]) if 0 <= district_col < width else district,
                    maybe_heading=not phones and (merged_across or (stt_col >= 0 and not arabic)),
                    continues=stt_col >= 0 and not stt and unit_row == r and phone_row == r,
                    after_footer=footer,
                )
            )
        table = Table(
            sheet=grid.name,
            header_rows=(top + header.first + 1, top + header.last + 1),
            header_cell=first_cell,
            columns={f: [column_letters(left + c) for c in cs] for f, cs in columns.items()},
            rows=rows,
            has_section=has_section,
            skipped=skipped,
        )
        return table, tier

    def _is_aside(self, phones: list[Cell], after_footer: bool) -> bool:
        """Tell whether what stands in the number's column of a line without a name is no number but a footer's text."""
        text = phones[0]
        if not isinstance(text, str) or len(_DIGIT.findall(text)) >= 9:
            return False
        return self._role("", text)[0] in ("footer", "note", "total") or (
            after_footer and len(_DIGIT.findall(text)) < 6
        )

    def _heading(self, grid: Grid, r: int, text: str, tier: str, row: list[Cell]) -> TableRow | None:
        """A line with one text outside the name column may be a district's heading: "I. HUYỆN LẤP VÒ"."""
        column = next((c for c, v in enumerate(row) if v == text or _stt(v) == text), 0)
        if len(text) > 80:
            return None
        cell = address(grid.top + r, grid.left + column)
        return TableRow(grid.name, grid.top + r + 1, tier, "", text, cell, [], cell, None, "", "", True, False, True)

    def role_of_text(self, text: str) -> str:
        """Return what a line made of one text is: section, total, footer, note, dots or data."""
        return self._role("", text)[0]

    def _role(self, stt: str, name: str) -> tuple[str, str]:
        """Return (role, tier) of a line without a number: section, total, footer, note, dots or data."""
        asked = ("1" if _ARABIC.fullmatch(stt) else stt if len(stt) < 8 else "", name)
        found = self._roles.get(asked)
        if found is None:
            if len(self._roles) > 20_000:
                self._roles.clear()
            found = self._roles[asked] = self._find_role(*asked)
        return found

    def _find_role(self, stt: str, name: str) -> tuple[str, str]:
        role = self._role_of(stt, _bare(name))
        if role[0] == "data" and name and not name.isascii():
            for _, decoded in decodings(name):
                other = self._role_of(stt, _bare(decoded))
                if other[0] == "section" or (other[0] in ("total", "footer") and len(decoded) > 5):
                    return other
        return role

    def _role_of(self, stt: str, bare: str) -> tuple[str, str]:
        if not bare or _DOTS.fullmatch(bare):
            letter = _LETTER.fullmatch(fold(stt))
            if letter and not bare and letter[1] in self._by_letter:
                return "section", self._by_letter[letter[1]]
            return ("dots" if bare or _DOTS.fullmatch(stt or " ") else "data"), ""
        letter = _LETTER.fullmatch(bare)
        if letter and letter[1] in self._by_letter and not _ARABIC.fullmatch(stt):
            return "section", self._by_letter[letter[1]]
        kind = self._section_words(bare)
        if kind and not _ARABIC.fullmatch(stt):
            return "section", self._by_kind.get(kind, "")
        if _TOTAL.fullmatch(bare):
            return "total", ""
        if _FOOTER.fullmatch(bare):
            return "footer", ""
        if _PLACE.fullmatch(bare):
            return "footer", ""
        if _NOTE.fullmatch(bare):
            return "note", ""
        return "data", ""

    def _section_words(self, bare: str) -> str:
        """Return the kind of units that a heading made of section words alone names, or ''."""
        label = _LABEL.match(bare)
        rest = bare[label.end() :] if label else bare
        rest = re.sub(r"\(.*?\)|\d+", " ", rest)
        words = re.findall(r"[a-z]+", rest)
        if not words or len(words) > 16:
            return ""
        joined = " ".join(words)
        for kind, (keys, allowed) in SECTION_WORDS.items():
            if all(w in allowed for w in words) and any(re.search(rf"\b{k}\b", joined) for k in keys):
                return kind
        return ""


def _has_a_number(value: Cell) -> bool:
    """Tell whether a cell holds seven digits or more, as a phone number does."""
    if isinstance(value, str):
        return len(value) >= 7 and len(_DIGIT.findall(value)) >= 7
    return isinstance(value, int | float) and abs(value) >= 1e6


def _bare(text: str) -> str:
    return " ".join(fold(visible(text)).split()).strip(" :;*")


def _texts(row: list[Cell]) -> dict[int, str]:
    return {c: v for c, v in enumerate(row) if v.__class__ is str and v}  # type: ignore[misc]


def _numbers(row: list[Cell]) -> bool:
    return any(isinstance(v, int | float) and not isinstance(v, bool) for v in row)


def _stt(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value).strip()


def _covered(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Return, for cells below the first of a merged range of one column, where the range's value stands."""
    out: dict[tuple[int, int], tuple[int, int]] = {}
    for r1, c1, r2, c2 in grid.merges:
        if r2 > r1 and r2 - r1 < 2000 and c2 - c1 < 4:
            for r in range(r1 + 1, r2 + 1):
                for c in range(c1, c2 + 1):
                    out[r - grid.top, c - grid.left] = (r1 - grid.top, c1 - grid.left)
    return out


def _at(grid: Grid, place: tuple[int, int]) -> Cell:
    r, c = place
    return grid.rows[r][c] if 0 <= r < len(grid.rows) and 0 <= c < len(grid.rows[r]) else None
