"""Whether a row without a number answers that there is none yet: words in its cell or its note, unlike an empty cell or
a formula's error."""

from __future__ import annotations

import re

from danhba.phones.words import PLACEHOLDER
from danhba.resolve.voices import Voice
from danhba.vietnamese.text import fold, one_line

_STRIPPED = " .…-–_*\"'“”()[]:;,!?/"
# Of the words that stand for a number those that are no answer: what a spreadsheet writes by itself, ticks, "left
# blank".
_NO_ANSWER = re.compile(r"(?:de |bo )?trong|nt|n\.t|#?n/a|na|nil|null|none|nan|nat|x+|tbd|tba|0+")
_BLANK = re.compile(r"(?:(?:de |bo )?trong|x+|0+)?")
_NOTE = re.compile(
    r"(?:.*\b)?(?:chua (?:co|thiet lap|lap|bo tri|dang ky|lap dat|trang bi)(?: (?:so|duong day|dien thoai|duong)\b.*)?"
    r"|khong co (?:so|duong day|dien thoai)\b.*)"
)


def _bare(text: str) -> str:
    return fold(one_line(text)).strip(_STRIPPED)


def says_none(cell: str, note: str) -> bool:
    """Tell whether a row whose cell holds no number says that the unit has none yet. cell, note: as they stand in the
    file."""
    bare = _bare(cell)
    if bare:
        return bool(PLACEHOLDER.match(bare)) and not _NO_ANSWER.fullmatch(bare)
    return bool(_NOTE.fullmatch(_bare(note)))


def left_blank(voice: Voice) -> bool:
    """Tell whether a row's cell was left blank; what does not show there (a formula without its result) is
    something."""
    if voice["errors"].split() != ["phone_missing"] or not _BLANK.fullmatch(_bare(voice["phone_raw"])):
        return False
    place = (voice["sheet"], voice["phone_cell"])
    return not any(f.code == "row_hidden" and (f.sheet, f.cell) == place for f in voice.submission.findings)
