"""How tall a row must be for its texts: no office program makes a row grow by itself when a file is opened, and they
disagree on the height of a line."""

from __future__ import annotations

from collections.abc import Iterable

LINE = 15.5  # points of a line of 11-point text with Vietnamese marks; Excel takes 15, LibreOffice a little more
TALLEST = 409.0  # what a row may have at most


def row_height(cells: Iterable[tuple[str, float]], size: float = 11, least: float = 1) -> float:
    """Return the height in points at which every text is seen whole.

    cells: (text, width of its column in characters); size: of the font in points; least: lines that it has at least.
    """
    lines = max((wrapped(text, width * 11 / size) for text, width in cells), default=1)
    return min(TALLEST, max(lines, least) * LINE * max(size / 11, 0.6) + 2)


def wrapped(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of so many characters, words kept whole where they fit."""
    room = max(2.0, width - 1.2)  # the cell's margins
    lines = 0
    for part in text.split("\n"):
        lines += 1
        used = 0.0
        for word in part.split(" "):
            long = _length(word)
            if used and used + 0.9 + long > room:
                lines, used = lines + 1, 0.0
            while long > room:
                lines, long = lines + 1, long - room
            used += long + (0.9 if used else 0.0)
    return lines


def _length(word: str) -> float:
    """Return how wide a word is in digits: capitals and m, w are wider than a digit."""
    return sum(1.35 if c.isupper() or c in "mwMW@%…–—" else 1.05 for c in word)
