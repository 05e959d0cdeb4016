"""index.html: the public page. One file, no request, a list that works without JavaScript, and a search over every
unit.

The template is the look, `search.js` the search, `danhba/publish/search_index.py` what it knows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path
from typing import Any

from danhba.calls.words import checked_on
from danhba.output.templates import templates, whole_page
from danhba.publish.edition import Edition
from danhba.publish.reservations import beside
from danhba.publish.search_index import search_index
from danhba.registry import Unit
from danhba.vietnamese.dates import clock_and_date

_ENVIRONMENT = templates(Path(__file__).parent / "templates")
_NO_NUMBER_YET = re.compile(r"số\s{2,}/\S+\s+")  # of a letter that has not been numbered


def render_page(edition: Edition) -> bytes:
    """Return the page: every unit of the registry by section, communes by district, those without a number with whom to
    call instead."""
    registry = edition.registry
    by_code = {e["unit_code"]: e for e in edition.entries}
    twice = Counter(u.name for u in registry.units)
    sections: list[dict[str, Any]] = []
    place: dict[str, int] = {}
    for section in registry.sections:
        groups: dict[str, dict[str, Any]] = {}
        units = [u for u in registry.units if u.tier == section.tier]
        for unit in units:
            parent = registry.by_code.get(unit.parent)
            above = parent if parent and parent.tier in registry.top_tiers and section.kind == "commune" else None
            group = groups.setdefault(
                above.code if above else "",
                {"code": above.code if above else "", "name": above.name if above else "", "rows": [], "with": 0},
            )
            group["rows"].append(_row(unit, above if twice[unit.name] > 1 else None, edition, by_code))
            group["with"] += unit.code in by_code
        ordered = list(groups.values())
        codes = [r["unit_code"] for g in ordered for r in g["rows"]]
        place |= {code: i for i, code in enumerate(codes, start=len(place))}
        sections.append(
            {"letter": section.letter, "title": section.title.capitalize(), "count": len(units), "groups": ordered}
        )
    page = _ENVIRONMENT.get_template("index.html").render(
        province=registry.name,
        organ=registry.organ,
        responsible=registry.responsible,
        letter=_NO_NUMBER_YET.sub("", registry.letter),
        count=len(place),
        without=len(place) - sum(code in by_code for code in place),
        kept=any(e["status"] == "kept" and e["confirmed"] != "no" for e in edition.entries),
        carried=any(e["confirmed"] == "no" for e in edition.entries),
        as_of=clock_and_date(edition.as_of),
        publication=edition.id,
        sections=sections,
        fallback=registry.help_line,
        examples=registry.examples,
        report_to=registry.report_email,
        search=search_index(registry, place),
    )
    return whole_page(page)


def _row(unit: Unit, district: Unit | None, edition: Edition, by_code: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return one line of the list. instead: code of the unit above, whose number is offered where there is none."""
    entry = by_code.get(unit.code)
    row = {
        "unit_code": unit.code,
        "name": unit.name,
        "district": f"{district.name[:1].lower()}{district.name[1:]}" if district else "",
        "dial": "",
        "phone": "",
        "beside": "",
        "instead": "",
        "instead_dial": "",
        "instead_phone": "",
    }
    above = by_code.get(unit.parent)
    if entry is not None:
        row |= _number(entry) | {"beside": _beside(entry, edition)}
    elif above is not None:
        other = _number(above)
        row |= {"instead": above["name"], "instead_dial": other["dial"], "instead_phone": other["phone"]}
    return row


def _beside(entry: dict[str, str], edition: Edition) -> str:
    """Return what stands beside a number: its reservations, its note, and when it was called and answered."""
    day = edition.checked.get(entry["unit_code"])
    told = checked_on(dt.date.fromisoformat(day)) if day else ""
    text = "; ".join(part for part in (beside(entry, edition.registry), told) if part)
    return text[:1].upper() + text[1:]


def _number(entry: dict[str, str]) -> dict[str, str]:
    extension = entry["extension"]
    return {
        "dial": entry["phone_e164"] + (f";ext={extension}" if extension else ""),
        "phone": entry["phone"] + (f" máy lẻ {extension}" if extension else ""),
    }
