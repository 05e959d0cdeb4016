"""What the next night compares itself with, read again from the reports of the last one: for a ledger made anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def from_reports(standing: Iterable[Mapping[str, str]], days: Iterable[Mapping[str, str]]) -> dict[str, Any]:
    """Return since when each error stands and the figures by day, as a night keeps them. standing, days: lines of
    ton-dong.csv and theo-ngay.csv. Raises ValueError, KeyError where they are none."""
    figures: dict[str, dict[str, int]] = {}
    for line in days:
        figures.setdefault(line["day"], {})[line["figure"]] = int(line["value"])
    since = {
        "\t".join((line["unit_code"], "" if line["unit_code"] else line["name"], line["code"])): line["since"]
        for line in standing
    }
    return {"standing": since, "days": figures}
