"""Progress for leadership: reports/tien-do.html and bao-cao.docx, from the progress table and the night."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from danhba.calls.shares import BEFORE, Checked
from danhba.counts.month import words
from danhba.registry import Registry
from danhba.report import charts
from danhba.report.shares import deadline_words, share
from danhba.report.since_last_run import Night
from danhba.report.submission_page import render
from danhba.report.tally import Tally
from danhba.vietnamese.dates import VIETNAM, clock_and_date
from schemas.catalogue import CATALOGUE
from schemas.demands import DEMAND_STATE_TITLES, DemandState
from schemas.situations import MEANINGS, STATE_TITLES, Act, Situation
from schemas.tables import STATES

_LIST = 400  # units of one list on the page; the whole stands in tien-do.csv


def reason_words(reason: str) -> str:
    """Return the gravest finding of a unit in words; '' where the situation says all."""
    return CATALOGUE[reason].title if reason in CATALOGUE else ""


def summary(
    progress: Sequence[dict[str, str]],
    findings: Sequence[dict[str, str]],
    tally: Tally,
    night: Night,
    registry: Registry,
    as_of: dt.datetime,
    checked: Sequence[Checked] = (),
    demands: Sequence[dict[str, str]] = (),
) -> dict[str, Any]:
    """Return the figures and lists that the page and the document share: each can be counted again from tien-do.csv and
    findings.csv.

    checked: shares verified by calls, the sum as the last, which kiem-tra.csv tells again; empty while nobody has
    called; demands: lines of yeu-cau.csv, none where the campaign declares none.
    """
    full = registry.full_name
    several = dict.fromkeys(f["unit_code"] for f in findings if f["code"] == "phone_multiple" and f["unit_code"])

    def named(lines: list[dict[str, str]]) -> list[dict[str, str]]:
        return [
            {"name": full(p["unit_code"]), "reason": reason_words(p["reason"]), "code": p["unit_code"]} for p in lines
        ]

    tiers = []
    for section in registry.sections:
        counts = Counter(p["state"] for p in progress if p["tier"] == section.tier)
        tiers.append((f"{section.letter}. {section.title}", {s: counts[s] for s in STATES}))
    inside: dict[str, Counter[str]] = defaultdict(Counter)
    for p in progress:
        inside[p["parent_code"]][p["state"]] += 1
    districts = []
    for unit in registry.units:
        if unit.tier in registry.top_tiers:
            counts = inside[unit.code]
            if counts:
                districts.append((unit.name, {s: counts[s] for s in STATES}))
    states = Counter(p["state"] for p in progress)
    deadline = registry.deadline
    done = states["published"] + states["kept"]
    return {
        "todo": _todo(progress),
        "total": len(progress),
        "states": {s: states[s] for s in STATES},
        "done": done,
        "share": share(done, len(progress)),
        "tiers": tiers,
        "districts": districts,
        "situations": [
            {"situation": s.value, "words": m.words, "todo": m.todo, "act": m.act.value, "units": units}
            for s, m in MEANINGS.items()
            if (units := named([p for p in progress if p["situation"] == s]))
        ],
        "late": named([p for p in progress if p["late"] == "yes"]),
        "in_time": sum(p["late"] == "no" for p in progress),
        "several": [{"name": full(c), "reason": "", "code": c} for c in several],
        "without_evidence": sum(n for (code, _), n in tally.by_kind.items() if code == "evidence_missing"),
        "kinds": sorted(
            ((CATALOGUE[c].title, n) for (c, severity), n in tally.by_kind.items() if severity == "error"),
            key=lambda kind: (-kind[1], kind[0]),
        ),
        "moved": [{"name": full(c), "before": charts.WORDS[a], "now": charts.WORDS[b]} for c, a, b in night.moved],
        "deadline": clock_and_date(deadline) if deadline else "",
        "checked": [
            {
                "name": c.name,
                "numbers": c.numbers,
                "verified": c.verified,
                "faults": c.faults,
                "share": share(c.verified, c.numbers),
                "before": share(c.before, c.numbers),
                "trend": _trend(c),
            }
            for c in checked
        ],
        "checked_before": BEFORE,
        "deadline_words": deadline_words(deadline, as_of) if deadline else "",
        "demands": _demands(demands, registry),
        "demands_by_unit": _by_unit(demands),
        "duty": _duty(progress, registry, as_of),
    }


def _duty(progress: Sequence[dict[str, str]], registry: Registry, as_of: dt.datetime) -> dict[str, Any]:
    """Return who is on duty and who has counted, from tien-do.csv: by tier, and of each unit with a roster or counts
    until when and of which month; {} where nobody has sent any."""
    today = as_of.astimezone(VIETNAM).date().isoformat()
    progress = [{"duty_until": "", "counts_month": "", **p} for p in progress]
    month = max((p["counts_month"] for p in progress), default="")
    sent = [p for p in progress if p["duty_until"] or p["counts_month"]]
    if not sent:
        return {}

    def counted(lines: Sequence[dict[str, str]]) -> dict[str, int]:
        on_duty = sum(p["duty_until"] >= today for p in lines)
        return {
            "all": len(lines),
            "on_duty": on_duty,
            "over": sum(bool(p["duty_until"]) for p in lines) - on_duty,
            "newest": sum(bool(month) and p["counts_month"] == month for p in lines),
        }

    tiers = [
        (f"{s.letter}. {s.title}", counted([p for p in progress if p["tier"] == s.tier])) for s in registry.sections
    ]
    return {
        "tiers": [*tiers, (f"Toàn {registry.level}", counted(progress))],
        "month": words(month) if month else "",
        "units": [
            {
                "name": registry.full_name(p["unit_code"]),
                "until": _day(p["duty_until"]),
                "over": bool(p["duty_until"]) and p["duty_until"] < today,
                "month": words(p["counts_month"]) if p["counts_month"] else "",
            }
            for p in sorted(sent, key=lambda p: p["duty_until"] >= today)
        ],
    }


def _day(iso: str) -> str:
    return f"{dt.date.fromisoformat(iso):%d/%m/%Y}" if iso else ""


def _demands(lines: Sequence[dict[str, str]], registry: Registry) -> list[dict[str, Any]]:
    """Return of every demand its words, what meets it, and how many units are in which state."""
    counts = Counter((line["demand"], line["state"]) for line in lines)
    return [
        {
            "id": d.id,
            "words": d.words,
            "met_by": d.met_by_words,
            "states": {s.value: counts[d.id, s] for s in DemandState},
        }
        for d in registry.demands
        if lines
    ]


def _by_unit(lines: Sequence[dict[str, str]]) -> list[dict[str, Any]]:
    """Return one line a unit that has not met everything asked of it: its name and its lines of yeu-cau.csv."""
    units: dict[str, dict[str, Any]] = {}
    for line in lines:
        units.setdefault(line["unit_code"], {"name": line["name"], "lines": []})["lines"].append(line)
    done = (DemandState.MET, DemandState.NOT_ASKED)
    return [u for u in units.values() if any(line["state"] not in done for line in u["lines"])]


def _trend(checked: Checked) -> str:
    return "tăng" if checked.verified > checked.before else "giảm" if checked.verified < checked.before else "không đổi"


_TODO = {
    Act.REMIND: "nhắc {n} đơn vị",
    Act.SEND_REPORT: "gửi phiếu rà soát cho {n} đơn vị",
    Act.DECIDE: "xác định tệp của {n} đơn vị",
}


def _todo(progress: Sequence[dict[str, str]]) -> str:
    """Say what is to be done with how many units; '' when nothing is."""
    acts = Counter(MEANINGS[Situation(p["situation"])].act for p in progress)
    told = ", ".join(words.format(n=acts[act]) for act, words in _TODO.items() if acts[act])
    return f"Việc cần làm: {told}; tên từng đơn vị ở dưới." if told else ""


def progress_page(
    told: dict[str, Any], night: Night, registry: Registry, as_of: dt.datetime, publication: str
) -> bytes:
    """Return reports/tien-do.html."""
    titles = {s.kind: s.title.lower() for s in registry.sections}
    by_district = f"{titles.get('commune', '')} theo {titles.get('district', '')}"
    return render(
        "progress.html",
        province=registry.name,
        t=told,
        limit=_LIST,
        titles=STATE_TITLES,
        demand_titles={s.value: title for s, title in DEMAND_STATE_TITLES.items()},
        definitions=Markup(charts.DEFINITIONS),
        legend=Markup(charts.legend()),
        tiers_chart=Markup(
            charts.stacked([*told["tiers"], (f"Toàn {registry.level}", told["states"])], "Tỷ lệ theo cấp")
        ),
        by_district=by_district,
        districts_chart=Markup(charts.stacked(told["districts"], f"Tỷ lệ {by_district}")) if told["districts"] else "",
        days_chart=Markup(charts.days(night.history)),
        since=clock_and_date(dt.datetime.fromisoformat(night.since)) if night.since else "",
        as_of_words=f"Tính đến {clock_and_date(as_of)}",
        publication=publication,
    )
