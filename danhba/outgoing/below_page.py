"""cap-duoi.html: for a district, the state of each of its communes and which of them to remind. Nothing of what they
sent."""

from __future__ import annotations

from danhba.model.telling import Telling
from danhba.outgoing.facts import UnitFacts
from danhba.outgoing.words import below_words, day_words
from danhba.registry import Registry
from danhba.report.submission_page import render
from danhba.vietnamese.dates import clock


def below_page(unit: UnitFacts, telling: Telling, registry: Registry) -> bytes:
    """Return the page."""
    rows = [
        {"name": registry.by_code[b.code].name, "words": below_words(b.situation, b.errors), "open": b.open}
        for b in unit.below
    ]
    return render(
        "below.html",
        name=registry.full_name(unit.code),
        rows=rows,
        waiting=[row["name"] for row in rows if row["open"]],
        until=day_words(telling.answer_by),
        return_to=registry.return_to,
        as_of_words=f"Tính đến {clock(telling.told_at)}",
        publication="",
    )
