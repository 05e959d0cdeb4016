"""What a file or a mail without a table says: what it takes back, a file that it should have brought, and what of its
words a person has to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from danhba.check.messages import UNKNOWN, tell_message
from danhba.check.taken_back import hear_letter
from danhba.check.unattached import tell_unattached
from danhba.model.grid import Grid
from danhba.model.submission import Reading
from danhba.phones.messages import MAY
from danhba.read import Kind
from danhba.read.mail import is_automatic
from danhba.registry import Registry
from danhba.vietnamese.text import fold, visible
from schemas.forms.official import STATE_AND_MOTTO

_LETTER = 20  # lines of a document that may be a short message
_OFFICIAL = re.compile(STATE_AND_MOTTO)
_MESSAGE = 60  # lines of a text file that may be a message


def hear_words(reading: Reading, lines: Iterable[str], registry: Registry, message: bool = True) -> None:
    """Hear what a document without a form takes back, and tell what of it a person has to read. message: it holds
    nothing but sentences; then no form is missed in it."""
    lines = list(lines)
    hear_letter(reading, lines, registry.plan)
    if message and not (reading.proof.sure or reading.proof.if_hotline):
        if not reading.evidence_kind:
            reading.findings = [f for f in reading.findings if f.code not in ("table_missing", "file_empty")]
        tell_words(reading, lines, registry, paper=len(lines) > _LETTER or any(map(_is_official, lines)))


def tell_words(
    reading: Reading,
    text: Sequence[str] | str,
    registry: Registry,
    with_list: bool = False,
    paper: bool = False,
    mail: bytes = b"",
) -> None:
    """Tell the words of a message: what a person has to read, and the file that did not come with it.

    with_list: lists came with it; paper: it is an official document; mail: the page of a mail's words, b'' for a file.
    """
    code = reading.submitter.unit_code
    who = registry.full_name(code) if code else UNKNOWN
    told = [sentence for kind, sentence in reading.said if kind == MAY and not with_list]
    if not with_list and not paper:
        told += tell_unattached(reading, text if isinstance(text, str) else "\n".join(text), who, mail)
    tell_message(reading, text, who, with_list, told, paper, is_automatic(mail))


def is_a_message(reading: Reading, grids: Sequence[Grid]) -> bool:
    """Tell whether a text file is a few lines that somebody wrote: its numbers are told as those of a mail's words."""
    plain = reading.kind == Kind.TEXT.value and sum(len(g.rows) for g in grids) <= _MESSAGE
    return plain and all(sum(v is not None for v in row) <= 1 for g in grids for row in g.rows)


def _is_official(line: str) -> bool:
    """Tell whether a line is of the head of an official document: the State's name and motto, a paper's number."""
    return _OFFICIAL.search(fold(visible(line))) is not None
