"""Header rows, found by scoring words, in any order of columns and under any number of title rows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from danhba.locate.cells import DIGIT, bare_text, has_numbers, texts_of
from danhba.locate.roles import Roles, bare_line
from danhba.model.grid import Cell, Grid
from danhba.vietnamese.encodings import decodings
from danhba.vietnamese.text import fold, visible
from schemas.forms.hotline import Form

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


class Headers:
    """Finds the headers of one form. Word scores are kept between files: headings repeat."""

    def __init__(self, form: Form, roles: Roles) -> None:
        self.roles = roles
        self._columns = [(c.field, [(re.compile(p), s) for p, s in c.words]) for c in form.columns]
        self._required = [c.field for c in form.columns if c.required]
        self._scores: dict[str, dict[str, int]] = {}

    def fields_of(self, text: str) -> dict[str, int]:
        """Return the score of each field that a heading's words speak for."""
        found = self._scores.get(text)
        if found is None:
            if len(self._scores) > 20_000:
                self._scores.clear()
            found = self._scores[text] = self._fields_of(text)
        return found

    def _fields_of(self, text: str) -> dict[str, int]:
        if len(text) > 120 or len(DIGIT.findall(text)) > 4:
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
        bare = bare_line(line)
        return (
            {name: 1 for name, words in self._columns if any(p.search(bare) for p, _ in words)}
            if "duong day nong" in bare
            else {}
        )

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

    def find(self, grid: Grid) -> tuple[list[Header], Header | None]:
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
            texts = texts_of(row)
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
                below = texts_of(grid.rows[last])
                if not below or any(len(DIGIT.findall(t)) > 2 for t in below.values()) or has_numbers(grid.rows[last]):
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
            below = texts_of(grid.rows[row])
            if not below or has_numbers(grid.rows[row]) or any(DIGIT.search(t) for t in below.values()):
                break
            stt = header.columns.get("stt", [-1])[0]
            unit = header.columns["unit"][0]
            if stt in below or any(self.roles.section_words(bare_text(t)) for t in below.values()):
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
            c < len(row) and row[c] is not None and len(DIGIT.findall(str(row[c]))) >= 6
            for c in header.columns["phone"]
        )
