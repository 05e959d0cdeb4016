"""Shares and days as people read them: rounded, of what is said, never whole where something is missing."""

from __future__ import annotations

import datetime as dt

from danhba.vietnamese.dates import VIETNAM


def share(part: int, whole: int) -> str:
    """Return a share rounded to a whole percent; what is not all is never 100%, what is not nothing never 0%."""
    if not whole:
        return "0%"
    percent = (200 * part + whole) // (2 * whole)
    if part and not percent:
        return "dưới 1%"
    return "gần 100%" if percent == 100 and part < whole else f"{percent}%"


def deadline_words(deadline: dt.datetime, as_of: dt.datetime) -> str:
    """Say how far a deadline is, in days of Vietnam's calendar."""
    days = (deadline.astimezone(VIETNAM).date() - as_of.astimezone(VIETNAM).date()).days
    if as_of <= deadline:
        return f"còn {days} ngày" if days else "hết hạn trong hôm nay"
    return f"đã quá {-days} ngày" if days else "vừa hết hạn hôm nay"
