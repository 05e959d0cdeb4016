"""Parts of the unattended service that have died: var/stopped-services.json, written by whoever saw it and told for an
hour."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from pathlib import Path

from danhba.nights.troubles import Stopped
from danhba.output.files import write_new
from danhba.vietnamese.dates import utc

_NOTE = "stopped-services.json"
TOLD_FOR = dt.timedelta(hours=1)


def note_stopped(var: Path, name: str, code: int, now: dt.datetime) -> None:
    """Note that a part of the service, named in Vietnamese, has ended with a status it should not have. Where nothing
    can be written the log has it."""
    lines = [[s.name, utc(s.when), s.code] for s in stopped(var, now)]
    with contextlib.suppress(OSError):
        write_new(var / _NOTE, json.dumps([*lines, [name, utc(now), code]][-50:]).encode(), ours_alone=True)


def stopped(var: Path, now: dt.datetime) -> tuple[Stopped, ...]:
    """Return what died in the last hour, oldest first."""
    out = []
    with contextlib.suppress(OSError, ValueError, TypeError):
        for name, when, code in json.loads((var / _NOTE).read_text(encoding="utf-8")):
            moment = dt.datetime.fromisoformat(when)
            if now - TOLD_FOR < moment <= now + TOLD_FOR:  # a clock that was set back
                out.append(Stopped(str(name), moment, int(code)))
    return tuple(out)
