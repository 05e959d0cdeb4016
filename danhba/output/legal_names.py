"""Names of files and folders that every system takes: Windows, Samba, archives, mail merge."""

from __future__ import annotations

import re
import unicodedata

_ILLEGAL = re.compile(
    '[<>:"/\\\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]'
)
# Windows takes these for devices with any ending, even with spaces before its dot, and superscripts for digits.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|$)", re.I)
_LONGEST = 80  # UTF-16 units, as Windows counts: a path below outbox/ stays under 240
_MOST_BYTES = 250  # a name on Linux has 255 at most


def legal(name: str, longest: int = _LONGEST) -> str:
    """Return a name like the one given that Windows, Samba and every archive take; of `longest` UTF-16 units or one
    more."""
    text = " ".join(_ILLEGAL.sub("_", unicodedata.normalize("NFC", name)).split())
    while len(text.encode("utf-16-le")) > 2 * longest or len(text.encode()) > _MOST_BYTES:
        text = text[:-1]
    text = text.strip(" .") or "_"
    return f"_{text}" if _RESERVED.match(text) else text


def without_case(name: str) -> str:
    """Return what two names have in common that a Windows share takes for one."""
    return unicodedata.normalize("NFC", name).upper().casefold()
