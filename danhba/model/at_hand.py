"""Which file this process works on: should the program fail, its log names it."""

from __future__ import annotations

at_hand = ""


def take_up(name: str) -> None:
    """Say which file is worked on, '' for none."""
    global at_hand
    at_hand = name


def file_at_hand() -> str:
    """Return the file that is worked on, '' when none is."""
    return at_hand
