"""Whether words that come with a file which was sent before say it anew, or pass it on: for the record, as proof, in an
older mail. Pure; the words are data (`schemas/forms/sent_again_words.py`).
"""

from __future__ import annotations

import re

from danhba.vietnamese.text import fold, visible
from schemas.forms import sent_again_words as words

PASSED_ON = "passed_on"  # the kind under which a mail's reading keeps what says so
_ANEW = re.compile("|".join(rf"(?<!\w)(?:{p})" for p in words.ANEW))
_RECORD = re.compile("|".join(rf"(?<!\w)(?:{p})" for p in words.FOR_THE_RECORD))


def passes_on(text: str) -> bool:
    """Tell whether words say that what comes with them is shown, kept or proved, whatever else they say. text: a mail's
    own words, or a name."""
    return _RECORD.search(_bare(text)) is not None


def says_anew(text: str) -> bool:
    """Tell whether words say that what comes with them counts now."""
    return _ANEW.search(_bare(text)) is not None and not passes_on(text)


def _bare(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", fold(visible(text)))
