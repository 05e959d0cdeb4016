"""reports/index.html: the night at a glance."""

from __future__ import annotations

import datetime as dt
import secrets
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import escape

from danhba.model.submission import Received
from danhba.output.bidi import shown
from danhba.publish.changes import in_words, word_of
from danhba.publish.publication import Published
from danhba.registry import Registry
from danhba.report.not_taken import not_taken
from danhba.report.since_last_run import Night, key_of
from danhba.report.submission_page import SEVERITY_WORDS, render, verdict_of, when
from danhba.report.tally import Tally
from danhba.resolve.outcome import Assembled
from danhba.review.questions import KINDS, Book
from danhba.vietnamese.dates import clock_and_date, utc
from schemas.catalogue import CATALOGUE, GRAVITY
from schemas.rule import Severity
from schemas.situations import MEANINGS, STATE_TITLES, Act, Situation, situations_in_words
from schemas.tables import STATES

_AT_ONCE = 500  # files whose lines are made at a time
_ORDER = {s.value: i for i, s in enumerate(Severity)}  # errors first
_SHOWN = 100  # changes listed on the page; the rest stands in thay-doi.csv


def index_page(
    assembled: Assembled,
    tally: Tally,
    progress: Sequence[dict[str, str]],
    received: Received,
    registry: Registry,
    as_of: dt.datetime,
    published: Published,
    night: Night,
    book: Book,
    reviewers: str,
    copies: Container[str],
    uncopied: Mapping[str, str],
) -> bytes:
    """Return reports/index.html.

    copies: ids of the submissions beside whose page a marked copy lies; uncopied: of those whose copy could not be
    made, with their file's name.
    """
    findings, questions = tally.lines, book.questions
    states = Counter(line["state"] for line in progress)
    tiers = []
    for section in registry.sections:
        count = Counter(line["state"] for line in progress if line["tier"] == section.tier)
        total = {s: count[s] for s in STATES}
        tiers.append({"letter": section.letter, "title": section.title, "total": count.total(), **total})
    kinds = [
        {
            "code": code,
            "title": CATALOGUE[code].title,
            "severity": severity,
            "count": n,
            "files": tally.files_by_kind[code, severity],
        }
        for (code, severity), n in sorted(tally.by_kind.items(), key=lambda k: (_ORDER[k[0][1]], GRAVITY[k[0][0]]))
    ]
    files: list[dict[str, str]] = []
    for submission in sorted(assembled.submissions, key=lambda s: -s.order):
        counts = tally.by_submission[submission.id]
        verdict, tone = verdict_of(
            counts,
            submission.id in tally.blocked,
            submission.evidence,
            submission.decisions,
            submission.calls,
            submission.sent,
        )
        files.append(
            {
                "id": submission.id,
                "link": f"{submission.id}/phieu-ra-soat.html",
                "source_file": submission.source_file,
                "submitter": registry.full_name(submission.submitter) if submission.submitter else "chưa rõ",
                "received": when(submission.received_at),
                "verdict": verdict,
                "severity": {"bad": "error", "warn": "warning"}.get(tone, "info"),
                "copy": f"{submission.id}/phieu-ra-soat.xlsx" if submission.id in copies else "",
            }
        )
    for name, at, inside in assembled.opened:
        told = {"id": "", "link": "", "copy": "", "source_file": name, "submitter": "", "received": when(at)}
        files.append({**told, "verdict": f"đã mở, {inside} tệp bên trong", "severity": "info"})
    for name, at, newest in assembled.repeated:
        told = {"id": "", "link": "", "copy": "", "source_file": name, "submitter": "", "received": when(at)}
        files.append({**told, "verdict": f"giống hệt tệp gửi sau “{newest}”, xem ở đó", "severity": "info"})
    files.sort(key=lambda f: _ORDER[f["severity"]])  # stable: the newest of each stays first
    questions_open = [q for q in questions if not q.answer]
    messages = [
        {"link": f"{line['submission']}/phieu-ra-soat.html", "message": line["message"]}
        for line in findings
        if line["code"] == "message_not_understood" and line["submission"]
    ]
    files_with_errors = sum(1 for c in tally.by_submission.values() if c["error"])
    reminded = Counter(p["situation"] for p in progress if MEANINGS[Situation(p["situation"])].act == Act.REMIND)
    place = secrets.token_hex(16)  # of the table in the page: nobody's text is this
    page = render(
        "index.html",
        todo=bool(questions_open or files_with_errors or reminded or published.held or messages),
        messages=messages,
        remind=reminded.total(),
        remind_words=situations_in_words(reminded),
        province=registry.name,
        night={
            "since": when(night.since),
            "new": sum(key_of(f) in night.new for f in findings if f["severity"] != "info"),
            "still": night.still,
            "solved": [
                {"title": CATALOGUE[c].title if c in CATALOGUE else c, "unit": u, "file": f} for c, u, f in night.solved
            ],
        },
        changed=in_words(published.changes) if published.changes else "",
        changes=[
            {**c, "word": word_of(c), "full": registry.full_name(c["unit_code"])} for c in published.changes[:_SHOWN]
        ],
        more_changes=max(0, len(published.changes) - _SHOWN),
        questions=questions_open,
        decided=[q for q in questions if q.answer],
        decisions=_decisions(book),
        reviewers=reviewers,
        question_kinds=KINDS,
        by_unit=_by_unit(tally, night, registry, copies),
        uncopied=[{"link": f"{i}/phieu-ra-soat.html", "name": name} for i, name in uncopied.items()],
        held=(
            f"{published.held}. Bản đang công bố giữ nguyên. Xem kỹ các thay đổi rồi xác nhận: danhba publish "
            f"--confirm {published.held_id}"
        )
        if published.held
        else "",
        totals={
            "error": tally.totals["error"],
            "warning": tally.totals["warning"],
            "files_with_errors": files_with_errors,
            "units": len(registry.units),
        },
        states={s: states[s] for s in STATES},
        tiers=tiers,
        titles=STATE_TITLES,
        kinds=kinds,
        new=received.receipts,
        files_table=place,
        waiting=list(received.waiting),
        ahead=_ahead(assembled, as_of),
        not_taken=not_taken(received),
        severity_words=SEVERITY_WORDS,
        as_of_words=f"Tính đến {clock_and_date(as_of)}",
        publication=published.id,
    )
    above, _, below = page.partition(place.encode())
    return b"".join([above, *_files_table(files, {r.id for r in received.receipts}), below])


def _decisions(book: Book) -> list[dict[str, Any]]:
    """Return every decision applied or revoked: about whom, what, by whom, when, out of which file."""
    told = [(q, d, False) for q, d in book.applied] + [(q, d, True) for q, d in book.revoked]
    return [
        {
            "title": question.title,
            "label": decision.label,
            "revoked": revoked,
            "who": decision.who,
            "at": when(decision.decided_at),
            "file": decision.file or "dòng lệnh danhba decide",
            "reason": decision.reason,
        }
        for question, decision, revoked in told
    ]


def _ahead(assembled: Assembled, as_of: dt.datetime) -> str:
    """Say which times of receipt lie ahead of the clock; '' for none."""
    times = sorted(s.received_at for s in assembled.submissions if s.received_at > utc(as_of))
    return f"{len(times)} tệp mang giờ nhận sau giờ hiện tại (muộn nhất {when(times[-1])})" if times else ""


def _files_table(files: Sequence[dict[str, str]], new: set[str]) -> Iterator[bytes]:
    """Yield the body of the table of files. Not a template's loop, nor in one piece: there are as many as were ever
    received."""
    for start in range(0, len(files), _AT_ONCE):
        yield shown(_lines_of_files(files[start : start + _AT_ONCE], new)).encode("utf-8", "replace")


def _lines_of_files(files: Sequence[dict[str, str]], new: set[str]) -> str:
    out = []
    for f in files:
        name = escape(f["source_file"])
        linked = f'<a href="{escape(f["link"])}">{name}</a>' if f["link"] else name
        copy = f'<a href="{escape(f["copy"])}">phieu-ra-soat.xlsx</a>' if f["copy"] else ""
        mark = " <b>(mới)</b>" if f["id"] in new else ""
        out.append(
            f'<tr><td class="file">{linked}{mark}</td><td>{escape(f["submitter"])}</td><td>{f["received"]}</td>'
            f'<td><span class="{f["severity"]}">{escape(f["verdict"])}</span></td><td>{copy}</td></tr>\n'
        )
    return "".join(out)


def _by_unit(tally: Tally, night: Night, registry: Registry, copies: Container[str]) -> list[dict[str, Any]]:
    """Return the units with errors: how many, how many are new, the report to send."""
    out: dict[str, dict[str, Any]] = {}
    for line in tally.lines:
        if line["severity"] == "error" and line["unit_code"]:
            unit = out.setdefault(
                line["unit_code"], {"name": registry.full_name(line["unit_code"]), "new": 0, "link": "", "marked": ""}
            )
            unit["errors"] = tally.by_unit[line["unit_code"], "error"]
            unit["new"] += key_of(line) in night.new
            unit["link"] = f"{line['submission']}/phieu-ra-soat.html" if line["submission"] else unit["link"]
            if line["submission"] in copies:
                unit["marked"] = f"{line['submission']}/phieu-ra-soat.xlsx"
    order = {u.code: u.order for u in registry.units}
    return [out[c] for c in sorted(out, key=lambda c: order.get(c, 0))]
