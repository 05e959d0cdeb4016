"""Characters that turn the direction of writing: in a name they make a reader see another one, so they are shown as
what they are."""

from __future__ import annotations

import re

CONTROLS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_ANY = re.compile("[" + "".join(map(chr, CONTROLS)) + "]")
_SHOWN = {code: f"⟨U+{code:04X}⟩" for code in CONTROLS}


def shown(text: str) -> str:
    """Return text with ⟨U+202E⟩ and the like for each such character. For HTML and CSV, once they are made."""
    return text.translate(_SHOWN) if not text.isascii() and _ANY.search(text) else text
