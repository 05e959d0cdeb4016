"""The facts of an installation, as the troubles are told from: ledger, note of the run, disks. Writes nothing that
lasts."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from danhba.nights.note import how_it_went
from danhba.nights.services import stopped
from danhba.nights.troubles import Facts, Limits, Trouble, troubles
from danhba.run.open_since import STATE, mark_of
from danhba.settings import Settings
from danhba.store.keys import KEY
from danhba.store.ledger import open_ledger
from danhba.store.ledger_error import LedgerError
from danhba.vietnamese.system_errors import system_words


def limits_of(settings: Settings) -> Limits:
    """Return the limits that the settings say."""
    return Limits(
        settings.cron,
        settings.alert_grace_minutes,
        settings.alert_run_minutes,
        settings.alert_free_mb,
        settings.alert_conflict_days,
    )


def troubles_of(settings: Settings, now: dt.datetime | None = None) -> list[Trouble]:
    """Return what troubles an installation now."""
    return troubles(limits_of(settings), facts_of(settings), now or dt.datetime.now(dt.UTC))


def facts_of(settings: Settings) -> Facts:
    """Gather the facts. Whatever cannot be read is one of them."""
    try:
        running, failure = how_it_went(settings.var)
    except OSError as error:
        return Facts(ledger=f"Không dùng được thư mục “{settings.var}”: {system_words(error)}")
    died = stopped(settings.var, dt.datetime.now(dt.UTC))
    facts = Facts(running_since=running, failure=failure, free_mb=_free(settings), stopped=died)
    if not settings.ledger_url.get_secret_value() and not (settings.var / "ledger.db").exists():
        lost = (settings.var / "journal.jsonl").exists() and running is None
        return replace(facts, ledger="Sổ ghi nhận đã mất, nhật ký nhận thì còn; dựng lại bằng: danhba rebuild" * lost)
    try:
        ledger = open_ledger(settings.ledger, settings.var)
        try:
            run = ledger.last_run()
            held: dict[str, Any] = ledger.state("held") or {}
            questions: list[dict[str, Any]] = ledger.state("questions") or []
            since: dict[str, str] = ledger.state(STATE) or {}
            key: dict[str, str] = ledger.state(KEY) or {}
        finally:
            ledger.close()
    except LedgerError as error:
        return replace(facts, ledger=str(error))
    except OSError as error:
        return replace(facts, ledger=f"Không đọc được sổ ghi nhận: {system_words(error)}")
    titles = {mark_of(q): str(q["title"]) for q in questions if not q["answer"]}
    return replace(
        facts,
        last_finished=dt.datetime.fromisoformat(run[1]) if run else None,
        key_since=dt.datetime.fromisoformat(key["since"]) if key.get("since") else None,
        held=(held["id"], held["why"]) if held.get("id") else None,
        conflicts={k: (titles[k], dt.datetime.fromisoformat(t)) for k, t in since.items() if k in titles},
    )


def _free(settings: Settings) -> dict[str, int]:
    """Return the free megabytes of every disk that we write to, by the first of our folders on it."""
    free: dict[str, int] = {}
    seen: set[int] = set()
    for folder in (settings.var, settings.outbox, settings.inbox):
        there = _there(folder)
        try:
            disk = os.stat(there).st_dev
            if disk not in seen:
                seen.add(disk)
                free[str(folder)] = shutil.disk_usage(there).free >> 20
        except OSError:  # a share that is away: the run says so
            continue
    return free


def _there(folder: Path) -> Path:
    """Return the folder, or the nearest above it that exists."""
    folder = folder.absolute()
    return next((p for p in (folder, *folder.parents) if p.exists()), folder)
