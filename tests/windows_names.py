"""What Windows takes as a path on a share, said anew so that the program's own rule is measured by another one; publications of one file."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path

LONGEST = 240
_DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    "CONIN$",
    "CONOUT$",
    *(f"{d}{n}" for d in ("COM", "LPT") for n in "0123456789¹²³"),
}


def faults(path: str) -> list[str]:
    """Return what is wrong with a path below a share, with / between its parts."""
    out = [f"{path}: {len(path)} long"] if len(path.encode("utf-16-le")) // 2 >= LONGEST else []
    for part in path.split("/"):
        if not part or set(part) & set('<>:"|?*\\') or any(ord(c) < 32 or c in "\x7f\ufffe\uffff" for c in part):
            out.append(f"{part!r}: a sign that is not allowed")
        if part != part.rstrip(". "):
            out.append(f"{part!r}: ends in a dot or a space")
        if part.split(".")[0].rstrip(" ").upper() in _DEVICES:
            out.append(f"{part!r}: a device")
        if len(part.encode("utf-8")) > 255:
            out.append(f"{part!r}: too long for a name")
        if unicodedata.normalize("NFC", part) != part:
            out.append(f"{part!r}: not composed")
    return out


def faults_below(root: Path) -> list[str]:
    """Return what is wrong with the names of a tree as a share shows it: names that begin with a dot are not shown."""
    paths = [p.relative_to(root).as_posix() for p in _shown(root)]
    low: dict[str, str] = {}
    twins = [f"{p}: like {low[p.upper()]}" for p in paths if p.upper() in low or low.setdefault(p.upper(), p) != p]
    return [*(f for p in paths for f in faults(p)), *twins]


def _shown(folder: Path) -> Iterable[Path]:
    for path in sorted(folder.iterdir()):
        if not path.name.startswith("."):
            yield path
            if path.is_dir():
                yield from _shown(path)


def a_publication(outbox: Path, number: int, size: int = 1000) -> str:
    """Make a publication of one file; return its id."""
    name = f"2021090{number % 10}T130000Z-{number:08x}"
    folder = outbox / "publications" / name
    folder.mkdir(parents=True)
    data = f"{number}\n".encode() * size
    (folder / "danh-ba.csv").write_bytes(data)
    told = {"id": name, "files": {"danh-ba.csv": {"sha256": hashlib.sha256(data).hexdigest()}}}
    (folder / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    return name
