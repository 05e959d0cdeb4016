"""Calls as people read them: why a number is to be called, what the last call showed."""

from __future__ import annotations

import datetime as dt

from danhba.calls.schedule import ToCall
from danhba.model.call import Call
from danhba.vietnamese.dates import clock_and_date
from schemas.calls import BAND_WORDS, OUTCOME_WORDS, STATE_WORDS, WHY_WORDS, Band, CallState, Outcome, Why


def why_words(line: ToCall) -> str:
    """Say why a number is to be called now, in which part of the day, and what is to be heeded where several units
    share it."""
    told = line.calls
    why = WHY_WORDS[line.why]
    if line.why is Why.REPORTED and told.reported is not None:
        why += f" lúc {clock_and_date(told.reported.local)}"
    elif line.why is Why.DUE:
        why += f": {_due(line)}"
    parts = [why, f"nên gọi {BAND_WORDS[line.band]}"]
    if len(line.units) > 1:
        parts.append(
            f"số chung của {len(line.units)} đơn vị, chỉ chọn “{OUTCOME_WORDS[Outcome.HERE]}” khi người trực trả "
            f"lời cho tất cả"
        )
    return "; ".join(parts)


def _due(line: ToCall) -> str:
    told = line.calls
    if told.fault is not None:
        return f"xem đã sửa chưa, lần trước {STATE_WORDS[told.fault]}"
    if told.missed:
        return f"gọi lại lần {len(told.missed) + 1}, chưa ai trả lời"
    if told.nights and line.band is Band.NIGHT:
        return "hỏi lại ban đêm, lần trước ban đêm không ai trả lời"
    return f"kiểm tra lần trước ngày {told.verified.local:%d/%m/%Y}" if told.verified else "gọi lại"


def call_words(call: Call | None) -> str:
    """Say when a call was made and what came of it."""
    if call is None:
        return STATE_WORDS[CallState.NEVER]
    return f"{clock_and_date(call.local)}: {OUTCOME_WORDS[Outcome(call.outcome)]}"


def checked_on(day: dt.date) -> str:
    """Say to citizens that a number was called and answered."""
    return f"đã gọi kiểm tra ngày {day:%d/%m/%Y}"
