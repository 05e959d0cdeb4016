"""What people type, as tables for a script: the folds and words of names.py as data, so that a page's search knows no
rule of its own."""

from __future__ import annotations

from danhba.vietnamese.names import (
    _NUMBER_WORDS,
    _OFFICE_WORDS,
    _ROMAN,
    _SHORT_TYPES,
    _TONES,
    TYPES,
    Level,
    key,
)
from danhba.vietnamese.text import _LOOKALIKES, visible

# What people put before a unit's name when they look for its number.
_ASKING = ("số", "số điện thoại", "điện thoại", "sđt", "sdt", "đt", "số đường dây nóng", "gọi", "tìm", "liên hệ")
_FILLERS = ("và", "các", "của")
_VOWELS = "aăâeêioôơuưy"


def typing_tables() -> dict[str, object]:
    """Return the tables of a search that folds as this package does.

    letters: [bare, marked, the letter without a tone and with each tone in the order of names.py]; types: short type
    words written out;
    glued: short types that stand before a name or a number without a blank; kinds: every type word; numbers, roman:
    words of numbers after a ward's type and at a name's end; before: what may stand before a name and does not change
    whom it names; fillers: words that initials leave out. All lower case.
    """
    letters = [
        [key(v, Level.BARE), key(v, Level.VOWELS), "".join((v, *(visible(v + tone) for tone in _TONES)))]
        for v in _VOWELS
    ]
    letters += [[key("đ", Level.BARE), "đ", "đ"]]
    letters += [[key("đ", Level.BARE), "đ", chr(code)] for code, letter in _LOOKALIKES.items() if letter == "đ"]
    return {
        "letters": letters,
        "types": _SHORT_TYPES,
        "glued": {"name": ["tp", "tx", "ttr"], "number": ["p", "f", "q"]},
        "kinds": sorted({*TYPES.values()}, key=len, reverse=True),
        "ward": ["phường", "phuong"],
        "numbers": _NUMBER_WORDS,
        "roman": {roman.lower(): number for roman, number in _ROMAN.items() if len(roman) > 1},
        "before": sorted({*_OFFICE_WORDS, *_ASKING}, key=lambda w: (-len(w.split()), w)),
        "fillers": list(_FILLERS),
    }
