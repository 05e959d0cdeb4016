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
