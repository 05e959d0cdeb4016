"""Moments as machines write them."""

from __future__ import annotations

import datetime as dt


def utc(moment: dt.datetime) -> str:
    """Return a moment as the ledger and all machine files write it: 2021-09-06T01:02:03Z."""
    # strftime writes the year 999 in three figures, which nothing reads back.
    return f"{moment.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"


VIETNAM = dt.timezone(dt.timedelta(hours=7))


def long_date(moment: dt.datetime) -> str:
    """Return a date as Nghị định 30/2020 writes it: ngày 04 tháng 9 năm 2021 (days below 10 and months 1, 2 with a
    zero)."""
    local = moment.astimezone(VIETNAM)
    month = f"{local.month:02d}" if local.month < 3 else str(local.month)
    return f"ngày {local.day:02d} tháng {month} năm {local.year}"


def clock_and_date(moment: dt.datetime) -> str:
    """Return a time in Vietnam as everything that people read says it: 07:05 ngày 07/09/2021."""
    return moment.astimezone(VIETNAM).strftime("%H:%M ngày %d/%m/%Y")


def day(iso: str) -> str:
    """Return the day of an ISO time in Vietnam as people write it: 07/09/2021; what is no time as it stands."""
    try:
        return f"{dt.datetime.fromisoformat(iso).astimezone(VIETNAM):%d/%m/%Y}"
    except ValueError:
        return iso


def clock(iso: str) -> str:
    """Return an ISO time in the same style; what is no time as it stands."""
    try:
        return clock_and_date(dt.datetime.fromisoformat(iso))
    except ValueError:
        return iso
