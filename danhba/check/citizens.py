"""Sheets that list citizens: names beside addresses, telephones and complaints. They are told by their heads and lines,
and nothing of them is kept. Pure.

Told with care: a column whose heading names citizens, or a column of names in a list titled as a log, stands beside one
that says where they live or what they complain of, and persons' names stand below. Without heads, names, telephones and
complaints must stand side by side in several lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from danhba.locate.phone_like import phone_like
from danhba.model.finding import Finding
from danhba.model.grid import Cell, Grid
from danhba.vietnamese.encodings import decodings
from danhba.vietnamese.persons import named_spans, names_a_person
from danhba.vietnamese.text import fold, visible
from schemas.catalogue import CATALOGUE
from schemas.forms.citizens import (
    CITIZENS,
    COMPLAINTS,
    FOUND_AT,
    HOTLINE,
    IN_LINES,
    MAYBE_COMPLAINTS,
    PERSONS,
    POSTS,
    STAFF,
    TITLES,
    UNITS,
)

CODE = "personal_data"
_HEAD = 80  # letters of a heading
_LOOKED_AT = 400  # lines below a head
_TOP = 15  # lines above it that may be a letterhead
_LINES = 3  # that a list without heads must have
_PATTERNS = tuple(
    (name, re.compile(words))
    for name, words in (
        ("citizens", CITIZENS), ("persons", PERSONS), ("staff", STAFF), ("found", FOUND_AT),
        ("complaints", COMPLAINTS), ("maybe", MAYBE_COMPLAINTS), ("units", UNITS),
    )
)  # fmt: skip
_TITLES, _IN_LINES, _HOTLINE = re.compile(TITLES), re.compile(IN_LINES), re.compile(HOTLINE)
_POSTS = re.compile(POSTS)
_TITLE_BEFORE = re.compile(r"^(?:ông|bà|anh|chị|cô|chú|bác|em|cháu)\b", re.I)
_OF_PERSONS = frozenset({"citizens", "persons"})  # one of which heads the column of names
_WORDS = {
    "persons": "họ tên người dân",
    "found": "địa chỉ, điện thoại hoặc giấy tờ của họ",
    "complaints": "nội dung phản ánh, kết quả giải quyết",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet that lists citizens. columns: what it lists of them, in words; lines: how many persons at least; above:
    what stands over the list, for whose letterhead it is, and never kept."""

    sheet: str
    columns: tuple[str, ...]
    lines: int
    above: tuple[str, ...] = ()


def lists_of_citizens(grids: Iterable[Grid]) -> list[Listed]:
    """Return the sheets that list citizens, as the file has them: hidden rows and sheets too."""
    return [found for grid in grids if (found := _listed(grid)) is not None]


def told_of(listed: Sequence[Listed], grids: Sequence[Grid], file: str) -> list[Finding]:
    """Return a finding a sheet. None of its words come from the sheet; of its name only what names nobody."""
    numbers = {grid.name: n for n, grid in enumerate(grids, start=1)}
    out: list[Finding] = []
    for found in listed:
        named = names_a_person(visible(found.sheet)) and bool(named_spans(visible(found.sheet)))
        sheet = f"thứ {numbers[found.sheet]}" if named else found.sheet
        finding = Finding(CODE, CATALOGUE[CODE].severity.value, sheet)
        finding.params = {
            "file": file,
            "sheet": sheet,
            "detail": f"có {', '.join(found.columns)}; ít nhất {found.lines} người",
        }
        out.append(finding)
    return out


def _listed(grid: Grid) -> Listed | None:
    if not any(map(_may_be_listed, grid.texts())):
        return None  # asked of every sheet that ever comes; most hold no such word
    titled = complains = False
    for r, row in enumerate(grid.rows):
        heads: dict[int, frozenset[str]] = {}
        texts = 0
        for c, value in enumerate(row):
            if value.__class__ is str and value:
                texts += 1
                if value.isdecimal():  # type: ignore[attr-defined]
                    continue  # a number, unlike in every line: no heading
                said, complaint = _seen(value)  # type: ignore[arg-type]
                complains = complains or complaint
                if said:
                    heads[c] = said
        titled = titled or any("title" in said for said in heads.values())
        if texts >= 2 and len(heads) >= 2 and (found := _below(grid, r, heads, titled)) is not None:
            return found
    # A list without heads has complaints: persons' names, which take long to be told, are looked for only beside such.
    return (_without_heads(grid, titled) or _in_prose(grid)) if complains else None


@lru_cache(maxsize=65536)
def _may_be_listed(text: str) -> bool:
    """Tell whether a list of citizens may have such a cell: without one that heads persons, or complains, there is
    none."""
    if text.lower() == text.upper():
        return False  # no letter: a number, unlike in every line
    said, complaint = _seen(text)
    return complaint or not _OF_PERSONS.isdisjoint(said)


@lru_cache(maxsize=65536)
def _seen(text: str) -> tuple[frozenset[str], bool]:
    """Return (what a cell says as a heading or a title, whether it may be a complaint)."""
    return _said(text), _complains(text)


def _complains(text: str) -> bool:
    return _IN_LINES.search(fold(visible(text))) is not None


def _said(text: str) -> frozenset[str]:
    """Return what a cell may be as a heading or a title: keys of _PATTERNS, "title"."""
    found = _said_in(text)
    if not found and not text.isascii() and len(text) <= _HEAD:
        for _, decoded in decodings(text):
            if found := _said_in(decoded):
                break
    return found


def _said_in(text: str) -> frozenset[str]:
    bare = " ".join(fold(visible(text)).split()).strip(" .:;*-")
    if len(bare) > 160 or sum(c.isdigit() for c in bare) > 4:
        return frozenset()
    if len(bare) <= _HEAD and _HOTLINE.search(bare):
        return frozenset({"hotline"})
    out = {name for name, words in _PATTERNS if len(bare) <= _HEAD and words.search(bare)}
    if _TITLES.search(bare):
        out.add("title")
    return frozenset(out)


def _below(grid: Grid, r: int, heads: dict[int, frozenset[str]], titled: bool) -> Listed | None:
    """Return what is listed below a row, where its cells are the heads of a list of citizens. Heads may be of two
    rows."""
    below = grid.rows[r + 1] if r + 1 < len(grid.rows) else []
    merged = dict(heads)
    for c, value in enumerate(below):
        if value.__class__ is str and (said := _seen(value)[0]):  # type: ignore[arg-type]
            merged[c] = merged.get(c, frozenset()) | said
    hotline = any("hotline" in said for said in merged.values())
    units = any("units" in said for said in merged.values())
    maybe = any("maybe" in said for said in merged.values())
    staff = any("staff" in said for said in merged.values())
    sure = [c for c, said in merged.items() if "citizens" in said]
    names = [c for c, said in merged.items() if "persons" in said and "citizens" not in said]
    found = [c for c, said in merged.items() if "found" in said and c not in sure]
    complaints = [c for c, said in merged.items() if "complaints" in said and c not in sure]
    under = [c for c in sure if c not in names]
    if sure and (found or complaints or maybe or names):
        columns = [*names, *under]
    elif names and found and not staff and not hotline and (complaints or ((maybe or titled) and not units)):
        columns = names
    else:
        return None
    lines = 0
    for row in grid.rows[r + 1 : r + 1 + _LOOKED_AT]:
        for c in columns:
            value = row[c] if c < len(row) else None
            if isinstance(value, str) and _is_person(value) and not _seen(value)[0]:
                lines += 1
                break
    if not lines:
        return None
    kinds = [
        k
        for k, there in (("persons", True), ("found", bool(found)), ("complaints", bool(complaints or maybe)))
        if there
    ]
    return Listed(grid.name, tuple(_WORDS[k] for k in kinds), lines, _above(grid, r))


def _above(grid: Grid, r: int) -> tuple[str, ...]:
    return tuple(v for row in grid.rows[: min(r, _TOP)] for v in row if isinstance(v, str) and v)


@lru_cache(maxsize=16384)
def _is_person(text: str) -> bool:
    """Tell whether a cell below a head of persons names one: a name as names are written, or a title and a word."""
    shown = " ".join(visible(text).split())
    first = re.split(r"[,;:(\n]|\s[-–—]\s", shown, maxsplit=1)[0].strip()
    if not any(c.isalpha() for c in first):
        return False
    words = first.split()
    written_so = 2 <= len(words) <= 6 and all(w.isalpha() and w[0].isupper() for w in words)
    return bool(written_so or _TITLE_BEFORE.match(first) or named_spans(shown))


def _without_heads(grid: Grid, titled: bool) -> Listed | None:
    """Return what a list without heads lists: names of persons, telephones and complaints side by side."""
    lines = complaints = first = 0
    for r, row in enumerate(grid.rows):
        texts = [v for v in row if isinstance(v, str) and v]
        if len(texts) < 2 or len(row) < 3:
            continue
        person = next((t for t in texts if len(t) <= 60 and _is_named(t)), None)
        if person is None or not any(_is_number(v) for v in row):
            continue
        others = [t for t in texts if t is not person]
        first = first if lines else r
        lines += 1
        complaints += any(_seen(t)[1] for t in others)
    if lines >= _LINES and (complaints * 2 >= lines or (titled and complaints)):
        return Listed(grid.name, tuple(_WORDS.values()), lines, _above(grid, first))
    return None


def _in_prose(grid: Grid) -> Listed | None:
    """Return what a text lists: a person, a telephone and a complaint in each of several lines, and nobody's post."""
    lines = [
        r for r, row in enumerate(grid.rows) if sum(v is not None for v in row) == 1 and any(map(_is_told_of, row))
    ]
    if len(lines) < _LINES:
        return None
    return Listed(grid.name, tuple(_WORDS.values()), len(lines), _above(grid, lines[0]))


def _is_told_of(value: Cell) -> bool:
    if not isinstance(value, str) or not _seen(value)[1] or not phone_like(value, beside_words=True):
        return False
    return _POSTS.search(fold(visible(value))) is None and bool(named_spans(visible(value)))


@lru_cache(maxsize=16384)
def _is_named(text: str) -> bool:
    """Tell whether a whole cell is one person's name."""
    shown = " ".join(visible(text).split())
    return any(e - s >= 0.8 * len(shown) for s, e in named_spans(shown))


def _is_number(value: Cell) -> bool:
    return value is not None and bool(phone_like(value))
