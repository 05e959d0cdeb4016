"""What a supporting document proves, from its title, its first page, the names of its file and folders, the subject of
its mail. Pure.

Only what is sure counts: the words of a kind, about the hotline, of something done. A title that two readings fit, or
that its file's name contradicts, proves nothing; the document is kept as supporting document all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from danhba.model.grid import DOCUMENT_TEXT, Grid
from danhba.model.proof import Proof
from danhba.vietnamese.persons import named_spans
from danhba.vietnamese.text import fold, visible
from schemas.evidence import (
    ELSEWHERE,
    KINDS,
    MARKED,
    NOT_DONE,
    ONLY_PLANNED,
    STATE,
    TITLE_ENDS,
    TITLE_LINE,
    TOPIC,
    EvidenceKind,
)

_TOP = 25  # lines of each table and of the text that are looked at
_PAGE_TOP = 8  # its lines in which the letterhead stands
_LETTERHEAD = 6  # lines of one at most
_FIRST_PAGE = 4000  # characters of the first page that are looked at
_LINE, _TITLE_LINES = 160, 4  # characters of a line of a title, lines of one
_APART = re.compile(r"[\W_]+")
_TOPIC, _NOT_DONE, _ELSEWHERE = re.compile(TOPIC), re.compile(NOT_DONE), re.compile(ELSEWHERE)
_PLANNED = re.compile(ONLY_PLANNED)
_TITLE, _ENDS = re.compile(TITLE_LINE), re.compile(TITLE_ENDS)
_BOOK = re.compile(r"sổ\b")
_WARD, _WARD_SAID = re.compile(r"\bphường\b"), "p.h.g."
_NONE: frozenset[EvidenceKind] = frozenset()
_ABOUT = re.compile(r"(?:.*\b)?(?:v v|ve viec)\b")
_SAYS = [(k.kind, re.compile(k.says), re.compile(k.marked) if k.marked else None) for k in KINDS]
# Names that a camera, a scanner or a phone gave; and those of what stands in a mail itself: a logo, a signature.
_DEVICE = re.compile(r"(?:img|hinh|anh|photo|pxl|dsc\w?|scan|skm|doc|z|zalo|screenshot|jpg|pdf|trang)?[ \da-f]*")
_INLINE = re.compile(r"(?:image|logo|outlook|att|icon|signature|chu ky|banner)(?: \w+)?[ \d]*")


@dataclass(frozen=True, slots=True)
class _Text:
    """One text: bare, and with its marks."""

    bare: str
    marked: str


def proof_of(
    stem: str, folders: Sequence[str] = (), lines: Iterable[str] = (), own: Iterable[str] = (), mail: str = ""
) -> Proof:
    """Return what a document proves.

    stem: its file's name without ending; folders: those it lay in, the innermost first; lines: its first page from the
    top, none where it has no text; own: names of its sender, which say nothing; mail: the name of the mail it came in.
    """
    names = tuple(fold(visible(n)) for n in own)
    page = _first_page(lines)
    name = _text(_apart(stem), names)
    before, title = (_nobody(text) for text in _title_of(page))
    heading = _text(title, names) if title else None
    if _stopped(name) or _stopped(_text(f"{before} {title}", names)) or _INLINE.fullmatch(name.bare):
        return Proof()
    around = [_text(_apart(f), names) for f in folders]
    kinds = _kinds(name)
    if heading is not None:
        told = _kinds(heading)
        if kinds and told and not kinds & told:
            return Proof()
        kinds = told
    elif not kinds:
        kinds = next((k for t in around if not _stopped(t) and len(k := _kinds(t)) == 1), _NONE)
    ordered = tuple(k.value for k, _, _ in _SAYS if k in kinds)
    about = [name, *around, *([heading] if heading else []), _text("\n".join(page), names)]
    if any(_TOPIC.search(text.bare) for text in about):
        return Proof(sure=ordered)
    proof = Proof(if_hotline=ordered, nameless=not page and not ordered and _DEVICE.fullmatch(name.bare) is not None)
    return Proof(sure=told) if (told := with_subject(proof, mail, names)) else proof


def from_the_top(grids: Sequence[Grid], whole: bool = False) -> list[str]:
    """Return the first lines of a letter (whole: all) in their order: its letterhead, often a table without lines, its
    text, tables.

    A reader of letters gives tables first, and among them the signatures, that stand below."""
    order = sorted(grids, key=lambda g: 0 if is_letterhead(g) else 2 if g.name.startswith("Bảng") else 1)
    most = None if whole else _TOP
    return [value for g in order for row in g.rows[:most] for value in row if isinstance(value, str)]


def head_of_page(grids: Sequence[Grid]) -> list[str]:
    """Return the lines in capitals at the top of a page or mail, whose text stands beside its tables: its
    letterhead."""
    return [
        value
        for g in grids
        if g.aside and g.visible and g.name == DOCUMENT_TEXT
        for row in g.rows[:_PAGE_TOP]
        for value in row
        if isinstance(value, str) and value.isupper()
    ]


def is_letterhead(grid: Grid) -> bool:
    """Tell whether a table is but the two columns at the top of an official paper."""
    return len(grid.rows) <= _LETTERHEAD and any(
        STATE in fold(value) for row in grid.rows for value in row if isinstance(value, str)
    )


def with_subject(proof: Proof, subject: str, own: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the kinds that a document is sure to be, once the subject of the mail that brought it is known."""
    if proof.sure or not (subject and (proof.if_hotline or proof.nameless)):
        return proof.sure
    text = _text(subject, tuple(own))
    if _stopped(text) or not _TOPIC.search(text.bare):
        return ()
    kinds = _kinds(text)
    return tuple(k.value for k in kinds) if proof.nameless and len(kinds) == 1 else proof.if_hotline


def _kinds(text: _Text) -> frozenset[EvidenceKind]:
    """Return the kinds that a text names as done."""
    found: dict[EvidenceKind, re.Match[str]] = {}
    for kind, bare, marked in _SAYS:
        # Where marks tell, a word without any is one that was typed without.
        hit = (marked.search(text.marked) or bare.search(text.marked)) if marked else bare.search(text.bare)
        if hit:
            found[kind] = hit
    if EvidenceKind.PUBLICITY in found and _is_of_another(found, text):
        del found[EvidenceKind.PUBLICITY]
    if _PLANNED.search(text.bare):
        found.pop(EvidenceKind.PUBLICITY, None)
        found.pop(EvidenceKind.LOG, None)
    return frozenset(found)


def _is_of_another(found: dict[EvidenceKind, re.Match[str]], text: _Text) -> bool:
    """Tell whether what is made public is a roster or a book and not the number: the word for it comes first."""
    after = found[EvidenceKind.PUBLICITY].end()
    topic = _TOPIC.search(text.bare, found[EvidenceKind.PUBLICITY].start())
    until = topic.start() if topic else len(text.bare)
    return any(
        after <= hit.start() < until and "va" not in text.bare[after : hit.start()].split()
        for kind, hit in found.items()
        if kind != EvidenceKind.PUBLICITY
    )


def _stopped(text: _Text) -> bool:
    return any(_is_meant(hit, text) for pattern in (_NOT_DONE, _ELSEWHERE) for hit in pattern.finditer(text.bare))


def _is_meant(hit: re.Match[str], text: _Text) -> bool:
    """Tell whether a word found without its marks has those of the word meant, or none: Khổng is a name."""
    meant = MARKED.get(hit[0])
    stands = text.marked[hit.start() : hit.end()]
    return meant is None or stands in (meant, hit[0])


@lru_cache(maxsize=4096)
def _text(raw: str, own: tuple[str, ...]) -> _Text:
    shown = visible(raw)
    marked = " ".join(_APART.sub(" ", shown.lower()).split())
    bare = fold(marked)
    # A ward is no plan: without marks both begin as one.
    marked = _WARD.sub(_WARD_SAID, marked) if (ward := "phường" in marked) else marked
    for name in own:
        if len(name) > 3 and name in bare:
            at = bare.index(name)
            bare, marked = bare[:at] + bare[at + len(name) :], marked[:at] + marked[at + len(name) :]
    marked = " ".join(marked.split())
    return _Text(fold(marked) if ward else " ".join(bare.split()), marked)


def _nobody(text: str) -> str:
    """Return a text without the names of persons: Lương is one, and "lương" another matter."""
    out = text
    for start, end in reversed(named_spans(text)):
        out = f"{out[:start]} {out[end:]}"
    return out


def _apart(name: str) -> str:
    """Return the name of a file with the words apart that only a capital parts: NiemYet."""
    return "".join(f" {c}" if c.isupper() and b.islower() else c for b, c in zip(" " + name, name, strict=False))


def _first_page(lines: Iterable[str]) -> list[str]:
    out: list[str] = []
    size = 0
    for text in lines:
        for line in visible(text).split("\n"):
            if line := " ".join(line.split()):
                out.append(line)
                size += len(line)
        if size > _FIRST_PAGE:
            break
    return out


def _title_of(page: Sequence[str]) -> tuple[str, str]:
    """Return the title of a document, what it is and what it is about, behind the line before it; '' where no line says
    so."""
    bare = [_text(line, ()).bare for line in page]
    for pattern in (_TITLE, _ABOUT):
        for at, line in enumerate(bare):
            if len(line) <= _LINE and (pattern.match(line) or (pattern is _TITLE and _BOOK.match(page[at].lower()))):
                title = [page[at]]
                for n in range(at + 1, min(at + _TITLE_LINES, len(page))):
                    if len(bare[n]) > _LINE or _ENDS.match(bare[n]) or not bare[n]:
                        break
                    title.append(page[n])
                return (page[at - 1] if at else ""), " ".join(title)
    return "", ""
