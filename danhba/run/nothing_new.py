"""A night with nothing new: known by one mark of everything an outcome depends on."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging

from danhba import READING_RULES, __version__
from danhba.model.submission import Received
from danhba.publish.publication import current, published_entries
from danhba.receive.in_hand import quarantined
from danhba.report.refresh_index import say_nothing_new
from danhba.run.calls import calls_of, checked, write_calls
from danhba.run.context import RunContext
from danhba.run.due import STATE as OUTGOING
from danhba.run.due import is_due, mark_of_rules
from danhba.run.lock import CannotRun
from danhba.run.mail_heads import STATE as MAIL_HEADS
from danhba.run.open_since import STATE as OPEN_SINCE
from danhba.run.open_since import open_since
from danhba.run.stopped import STATE as STOPPED
from danhba.run.summary import Outcome
from danhba.vietnamese.dates import utc
from danhba.vietnamese.system_errors import system_words

_log = logging.getLogger(__name__)


def _fingerprint(context: RunContext) -> str:
    """Return a mark of everything that a run's outcome depends on: with the same mark, the outcome is the same."""
    registry, settings = context.registry, context.settings
    late = registry.deadline is not None and context.as_of > registry.deadline
    now = current(settings.outbox)
    rules = (
        __version__,
        READING_RULES,
        registry.digest,
        settings.guard_share,
        settings.guard_least,
        late,
        context.marks.name,
        mark_of_rules(context),
    )
    held = (context.ledger.state("held") or {}).get("id", "")
    aside = quarantined(settings.var)
    called = sorted(checked(context, published_entries(settings.outbox)).items()) if calls_of(context).made else []
    told = repr((rules, context.ledger.counts(), held, str(now["id"]) if now else "", aside, settings.limits, called))
    return hashlib.sha256(told.encode()).hexdigest()


def nothing_new(context: RunContext, received: Received) -> bool:
    """Tell whether everything is as the last whole run left it: nothing came, nothing was decided, nothing was taken
    away."""
    if context.reread or received.receipts or context.ahead or context.ledger.state("damaged"):  # perhaps mended since
        return False
    if context.ledger.state("fingerprint") != _fingerprint(context) or context.ledger.state("night") is None:
        return False
    if is_due(context):
        return False
    reports = context.settings.outbox / "reports"
    return all(
        (reports / n).exists() for n in ("index.html", "findings.csv", "tien-do.csv", "tien-do.html", "kiem-tra.csv")
    )


def same_again(context: RunContext, received: Received) -> Outcome:
    """Say that nothing is new; return the figures of the last run. Raises CannotRun."""
    last = context.ledger.last_run()
    night = context.ledger.state("night")
    assert last is not None
    assert night is not None
    outcome = Outcome(**{k: v for k, v in last[2].items() if k in Outcome.__slots__})
    outcome.received, outcome.read, outcome.new_publication, outcome.findings = 0, 0, False, []
    outcome.packages = 0
    outcome.waiting, outcome.litter = received.waiting, received.litter
    outcome.left = [thing.words for thing in received.left]
    try:
        write_calls(context)  # the list is another one every night
        state = say_nothing_new(context.settings.outbox / "reports", night, received, context.as_of, bool(outcome.held))
    except OSError as error:
        raise CannotRun(f"Không ghi được báo cáo: {system_words(error)}.") from error
    outcome.state = {"night": state}
    return outcome


def remember(context: RunContext, outcome: Outcome) -> None:
    """Write the run's figures down, with what the next run compares itself with."""
    summary = {f: getattr(outcome, f) for f in Outcome.__slots__ if f not in ("findings", "state")}
    figures = {
        k: summary[k]
        for k in ("received", "read", "entries", "publication", "new_publication", "errors", "warnings", "seconds")
    }
    _log.info("run ended", extra=figures)
    state = {
        **outcome.state,
        "fingerprint": "" if context.passing else _fingerprint(context),
        "damaged": context.damaged,
    }
    state[STOPPED] = context.stopped.kept()
    now = utc(dt.datetime.now(dt.UTC))
    questions = outcome.state.get("questions", context.ledger.state("questions")) or []
    state[OPEN_SINCE] = open_since(context.ledger.state(OPEN_SINCE) or {}, questions, now)
    if context.outgoing is not None:
        state[OUTGOING] = context.outgoing
    if context.mail_heads is not None:
        state[MAIL_HEADS] = context.mail_heads.remembered
    context.ledger.add_run(utc(context.as_of), now, summary, state, context.tellings)
