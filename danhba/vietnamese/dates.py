"""Moments as machines write them."""

from __future__ import annotations

import datetime as dt


def utc(moment: dt.datetime) -> str:
    """Return a moment as the ledger and all machine files write it: 2021-09-06T01:02:03Z."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def clock(iso: str) -> str:
    """Return an ISO time in Vietnam as messages say it (08:05 ngày 07/09/2021); what is no time as it stands."""
    try:
        moment = dt.datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return moment.astimezone(dt.timezone(dt.timedelta(hours=7))).strftime("%H:%M ngày %d/%m/%Y")


VIETNAM = dt.timezone(dt.timedelta(hours=7))


def long_date(moment: dt.datetime) -> str:
    """Return a date as Nghị định 30/2020 writes it: ngày 04 tháng 9 năm 2021 (days below 10 and months 1, 2 with a zero)."""
    local = moment.astimezone(VIETNAM)
    month = f"{local.month:02d}" if local.month < 3 else str(local.month)
    return f"ngày {local.day:02d} tháng {month} năm {local.year}"


def clock_and_date(moment: dt.datetime) -> str:
    """Return a time as pages say it: 07 giờ 05 ngày 07/9/2021."""
    local = moment.astimezone(VIETNAM)
    month = f"{local.month:02d}" if local.month < 3 else str(local.month)
    return f"{local.hour:02d} giờ {local.minute:02d} ngày {local.day:02d}/{month}/{local.year}"
