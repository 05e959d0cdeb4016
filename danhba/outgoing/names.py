"""Names of folders that every system takes: Windows shares, archives, mail merge."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from danhba.registry import Registry

_ILLEGAL = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.I)
_LONGEST = 80  # characters: the path below outbox/ stays well below 260


def folder_names(codes: Iterable[str], registry: Registry) -> dict[str, str]:
    """Return the folder of every unit by its code: “30181 Xã Tân Mỹ, huyện Lấp Vò”; no two are alike, whatever the
    case."""
    taken: set[str] = set()
    out = {}
    for code in codes:
        name = legal(f"{code} {registry.full_name(code)}")
        number = 2
        while name.casefold() in taken:
            name, number = legal(f"{legal(code)} ({number}) {registry.full_name(code)}"), number + 1
        taken.add(name.casefold())
        out[code] = name
    return out


def legal(name: str) -> str:
    """Return a name that Windows, Samba and every archive take."""
    text = _ILLEGAL.sub("_", unicodedata.normalize("NFC", name))
    text = " ".join(text.split())[:_LONGEST].strip(" .") or "_"
    return f"_{text}" if _RESERVED.match(text) else text
