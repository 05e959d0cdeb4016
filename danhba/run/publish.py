"""Publishing, as the flow calls it."""

from __future__ import annotations

import datetime as dt
import logging
from functools import partial

from danhba.publish.edition import Edition
from danhba.publish.formats import FORMATS, make_all
from danhba.publish.guard import Guard
from danhba.publish.publication import (
    Published,
    confirm,
    current,
    finished,
    manifest_hash,
    publish,
    published_entries,
    take_away_unfinished,
)
from danhba.resolve.outcome import Resolution
from danhba.run.calls import checked
from danhba.run.context import RunContext
from danhba.run.lock import CannotRun, locked
from danhba.settings import Settings
from danhba.store.ledger import open_ledger
from danhba.vietnamese.dates import utc
from danhba.vietnamese.system_errors import system_words
from danhba.workers.jobs import give_back
from danhba.workers.pool import ReadingPool

_log = logging.getLogger(__name__)


_LARGE = 2000  # entries of a directory whose formats are made by two processes


_DEAREST = (("danh-ba.xlsx",),)


def confirm_held(settings: Settings, publication: str) -> None:
    """Put the held publication in place. Raises ValueError when this one is not held, CannotRun, LedgerError,
    OSError."""
    with locked(settings):
        ledger = open_ledger(settings.ledger, settings.var)
        try:
            held = ledger.state("held") or {}
            if held.get("id") != publication:
                known = f"; đang chờ xác nhận: {held['id']}" if held.get("id") else ""
                raise ValueError(f"Không có bản “{publication}” nào đang bị giữ lại{known}.")
            now = current(settings.outbox)
            if (str(now["id"]) if now else "") != held["before"]:
                raise ValueError("Bản đang công bố đã khác lúc giữ lại; chạy danhba run để so lại.")
            confirm(settings.outbox, publication)
            when = utc(dt.datetime.now(dt.UTC))
            ledger.add_publication(publication, held["content"], when, manifest_hash(settings.outbox, publication))
            ledger.set_state("held", {})
        finally:
            ledger.close(seal=True)


def publish_all(context: RunContext, resolution: Resolution) -> Published:
    """Publish the directory, if it differs from what is published. Raises CannotRun; what was published then stands."""
    settings, ledger = context.settings, context.ledger
    called = checked(context, resolution.entries)
    edition = Edition(resolution.entries, context.registry, context.as_of, published_entries(settings.outbox), called)
    waiting = ledger.state("held") or {}
    held_before = waiting["id"] if waiting.get("content") == edition.content else ""
    now = current(settings.outbox)
    try:
        take_away_unfinished(settings.outbox, {str(now["id"]) if now else "", str(waiting.get("id", ""))})
        guard = Guard(settings.guard_share, settings.guard_least)
        published = publish(edition, settings.outbox, guard, held_before, partial(_formats, context))
    except OSError as error:
        raise CannotRun(
            f"Không công bố được vào “{settings.outbox}”: {system_words(error)}. Bản công bố trước vẫn giữ nguyên."
        ) from error
    if published.held:
        ledger.set_state(
            "held", {"id": published.held_id, "content": edition.content, "before": published.id, "why": published.held}
        )
        _finished(settings, published.held_id)
        return published
    if waiting:
        ledger.set_state("held", {})
    # Not new, but perhaps put in place by a run that was interrupted before it could write so.
    manifest = manifest_hash(settings.outbox, published.id)
    ledger.add_publication(published.id, edition.content, utc(context.as_of), manifest)
    _finished(settings, published.id)
    give_back()
    return published


def _finished(settings: Settings, publication: str) -> None:
    try:
        finished(settings.outbox, publication)
    except OSError as error:  # the next run takes the mark away
        _log.warning("the mark of a publication stays", extra={"reason": system_words(error)})


def _formats(context: RunContext, edition: Edition) -> dict[str, bytes]:
    """Make every format; of a large directory the dearest ones by workers meanwhile."""
    if len(edition.entries) < _LARGE or not isinstance(context.pool, ReadingPool):
        return make_all(edition)
    begun = [context.pool.begin_render(names, edition.entries, edition.as_of) for names in _DEAREST]
    made = {
        name: render(edition) if not any(name in names for names in _DEAREST) else b""
        for name, render in FORMATS.items()
    }
    for part in begun:
        try:
            made.update(zip(part.batch, part.future.result(), strict=True))
        except Exception as error:  # whatever became of the worker
            _log.warning("formats were not made by a worker", exc_info=error)
            made.update({name: FORMATS[name](edition) for name in part.batch})
    return made
