"""index.html: the public page. One file, no request, a real table that works without JavaScript, a search that filters it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from danhba.output.templates import templates, whole_page
from danhba.publish.edition import Edition
from danhba.vietnamese.dates import clock_and_date

_ENVIRONMENT = templates(Path(__file__).parent / "templates")


def render_page(edition: Edition) -> bytes:
    """Return the page: sections, in the commune section a group a district, names that occur twice with their district."""
    registry = edition.registry
    twice = Counter(e["name"] for e in edition.entries)
    sections: list[dict[str, Any]] = []
    jumps: list[dict[str, str]] = []
    for section in registry.sections:
        groups: dict[str, dict[str, Any]] = {}
        entries = [e for e in edition.entries if e["tier"] == section.tier]
        for entry in entries:
            parent = registry.by_code.get(entry["parent_code"])
            above = parent if parent and parent.tier in registry.top_tiers and section.kind == "commune" else None
            group = groups.setdefault(
                above.code if above else "",
                {"code": above.code if above else "", "name": above.name if above else "", "rows": []},
            )
            district = f"{above.name[:1].lower()}{above.name[1:]}" if above and twice[entry["name"]] > 1 else ""
            extension = entry["extension"]
            group["rows"].append(
                {
                    "code": entry["unit_code"],
                    "name": entry["name"],
                    "district": district,
                    "dial": entry["phone_e164"] + (f";ext={extension}" if extension else ""),
                    "phone": entry["phone"] + (f" máy lẻ {extension}" if extension else ""),
                    "kept": entry["status"] == "kept",
                    "note": entry["note"],
                }
            )
        jumps += [{"code": g["code"], "name": g["name"]} for g in groups.values() if g["name"]]
        sections.append(
            {"letter": section.letter, "title": section.title, "count": len(entries), "groups": list(groups.values())}
        )
    fallback = next((s for s in registry.shared_services if s == "1022"), "")
    page = _ENVIRONMENT.get_template("index.html").render(
        province=registry.name,
        count=len(edition.entries),
        as_of=clock_and_date(edition.as_of),
        publication=edition.id,
        sections=sections,
        jumps=jumps,
        fallback=fallback,
        report_to=registry.report_email,
    )
    return whole_page(page)
