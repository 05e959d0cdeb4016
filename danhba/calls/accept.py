"""Which lines of an accepted workbook are calls: those whose time can be; and which of them are new to the ledger.
Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from danhba.calls.columns import WHEN
from danhba.model.call import Call
from danhba.model.finding import Finding
from danhba.vietnamese.dates import clock
from schemas.calls import Outcome
from schemas.catalogue import CATALOGUE

_AHEAD = dt.timedelta(minutes=10)  # that the caller's clock may be ahead of ours
_LONG_AGO = dt.timedelta(days=366)


def in_time(calls: Iterable[Call], receipt: str, received_at: str) -> tuple[list[Call], list[Finding]]:
    """Return the calls of a workbook as they are kept, and a finding for each whose time lies after its receipt, or
    years before it.

    A number that was reported wrong is heard in any case: without a time that can be, since the workbook was received.
    """
    sound, wrong = [], []
    received = dt.datetime.fromisoformat(received_at)
    for call in calls:
        kept = replace(call, receipt=receipt, received_at=received_at)
        when = dt.datetime.fromisoformat(call.called_at) if call.called_at else None
        possible = when is not None and received - _LONG_AGO <= when <= received + _AHEAD
        if possible:
            sound.append(kept)
        elif call.outcome == Outcome.REPORTED:
            sound.append(replace(kept, called_at=received_at))
        else:
            shown = clock(call.called_at)
            told: dict[str, object] = {
                "cell": call.cell,
                "raw": shown,
                "why": f"giờ gọi phải trước lúc nhận tệp ({clock(received_at)}) và trong vòng một năm",
                "todo": f"Sửa cột “{WHEN}”, ví dụ: {clock(received_at)}.",
            }
            code = "call_invalid"
            wrong.append(Finding(code, CATALOGUE[code].severity.value, call.sheet, call.cell, shown, "", told))
    return sound, wrong


def new_calls(found: Iterable[Call], known: Iterable[Call]) -> list[Call]:
    """Return what the ledger has not yet. A report without a time of its own counts once for one line of one night's
    workbook (`post` names the night), though the file be handed in again: it was heard, and may have been answered
    since.
    """
    places = {(c.receipt, c.sheet, c.cell) for c in known}
    heard = {_report(c) for c in known if c.outcome == Outcome.REPORTED}
    out = []
    for call in found:
        if (call.receipt, call.sheet, call.cell) in places:
            continue
        if call.outcome == Outcome.REPORTED:
            if _report(call) in heard and call.called_at == call.received_at:
                continue
            heard.add(_report(call))
        out.append(call)
    return out


def _report(call: Call) -> tuple[str, str, str]:
    return (call.post, call.cell, call.number)
