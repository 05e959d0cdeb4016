"""What stands beside a cell's text and speaks of it: a comment, the number that a link dials, a format that may hide
it. It is put behind the text, called what it is."""

from __future__ import annotations

import re
import urllib.parse

from danhba.model.grid import Cell, cell_text

_COMMENT, _LINK = "chú thích", "liên kết gọi"
COMMENT_BEGINS = f"({_COMMENT}: "
MAY_HIDE = "định dạng có điều kiện có thể ẩn hay gạch ngang ô này"
DRAWN_OVER = "có hình vẽ hoặc nét kẻ đè lên dòng này"
_PUT = re.compile(rf"(?:^|\s)\((?:{_COMMENT}|{_LINK}): ")
_TEL = re.compile(r"\s*(?:tel|callto|sms)\s*:\s*(?://)?([^?;#]*)", re.I)


def with_comment(value: Cell, words: str) -> str:
    """Return a cell with a comment's words behind what it shows."""
    return _behind(value, f"{_COMMENT}: {' '.join(words.split())}")


def with_link(value: Cell, address: str) -> Cell:
    """Return a cell with the number that its link dials behind it, where that is not the number shown; else as it
    is."""
    dialled = dialled_by(address)
    if not dialled or _bare(dialled) in _bare(cell_text(value)):
        return value
    return _behind(value, f"{_LINK}: {dialled}")


def in_doubt(value: Cell, why: str = MAY_HIDE) -> str:
    """Return a cell with the words that a format may hide it, or what is drawn over it."""
    return _behind(value, why)


def dialled_by(address: str) -> str:
    """Return the number that an address dials (tel:…), '' for any other."""
    found = _TEL.match(address)
    number = urllib.parse.unquote(found[1]).strip() if found else ""
    return number if sum(c.isdigit() for c in number) >= 3 else ""


def speaks_beside(value: Cell) -> bool:
    """Tell whether something was put behind a cell's text."""
    return isinstance(value, str) and _PUT.search(value) is not None


def comment_in(text: str) -> str:
    """Return the words of the comment that was put behind a cell's text, '' where there is none."""
    _, mark, words = text.partition(COMMENT_BEGINS)
    return words.removesuffix(")") if mark else ""


def _behind(value: Cell, words: str) -> str:
    text = cell_text(value)
    return f"{text} ({words})" if text.strip() else f"({words})"


def _bare(text: str) -> str:
    digits = "".join(c for c in text if c.isdigit())
    return digits.lstrip("0").removeprefix("84") if len(digits) > 9 else digits.lstrip("0")
