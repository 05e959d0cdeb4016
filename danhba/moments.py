"""Moments as machines write them."""

from __future__ import annotations

import datetime as dt


def utc(moment: dt.datetime) -> str:
    """Return a moment as the ledger and all machine files write it: 2021-09-06T01:02:03Z."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
