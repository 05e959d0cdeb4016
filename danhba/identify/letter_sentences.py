"""Sentences of the letter above a table: “…, Ủy ban nhân dân Huyện báo cáo số điện thoại như sau”.

A committee of which a sentence says what it does is the letter's writer. Where only its kind stands there, it is the
one that the letterhead names, and no second letterhead; where the sentence names it, that name speaks as one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from danhba.vietnamese.text import fold, visible
from schemas.forms.official import BEHIND_A_WRITER, NOT_LETTERHEAD, WRITES

_COMMITTEE = re.compile(
    r"\b(?:ubnd|uy ban nhan dan)\s+(?:huyen|xa|phuong|thi tran|thanh pho|tp|thi xa|tx|tinh|quan)\b\.?\s+"
)
# Small letters with their marks: a name begins with a capital one, and one typed without is none of these words.
_GOES_ON = re.compile(rf"(?:{BEHIND_A_WRITER})(?!\w)")
_NAME_THAT_WRITES = re.compile(rf"(?P<name>[^\W_a-zà-ỹđ][^\s,;:()]*(?:\s[^\s,;:()]+){{0,4}}?)\s+(?:{WRITES})(?!\w)")
_NOT_LETTERHEAD = re.compile(NOT_LETTERHEAD)


@lru_cache(maxsize=4096)
def lines_of(line: str) -> tuple[str, ...]:
    """Return a line above a table without the committees that a sentence says no more of than their kind, and behind it
    the names of those that the sentence has begin to write."""
    text = visible(line)
    rest, named, at = "", list[str](), 0
    for found in _COMMITTEE.finditer(fold(text)):
        after = text[found.end() :]
        if _GOES_ON.match(after):
            rest, at = f"{rest}{text[at : found.start()]}", found.end()
        elif (told := _NAME_THAT_WRITES.match(after)) and _begins(text[: found.start()]):
            if not _NOT_LETTERHEAD.search(fold(text[: found.start()])):
                named.append(f"{text[found.start() : found.end()]}{told['name']}")
                rest, at = f"{rest}{text[at : found.start()]}", found.end() + told.end()
    return (f"{rest}{text[at:]}", *named) if at else (line,)


def _begins(before: str) -> bool:
    """Tell whether a clause begins behind a text: what stands there is its subject, not “công văn của”."""
    return not before.strip() or before.rstrip()[-1] in ",;.:\n"
