"""Names that are certain."""

from __future__ import annotations


def _day(iso: str) -> str:
    parts = iso.split("-")
    return "/".join(reversed(parts)) if len(parts) == 3 else iso
