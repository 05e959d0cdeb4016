"""What calls showed of the numbers that are about to be published: a warning to the unit, a question to the reviewer.
Nothing is withdrawn by itself."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from danhba.calls.counted import Calls
from danhba.calls.state import NumberState, state_of
from danhba.calls.words import call_words
from danhba.model.call import Call
from danhba.model.finding import Finding
from danhba.registry import Registry
from danhba.resolve.ask import applied_at, several
from danhba.resolve.outcome import Resolution, Standing
from danhba.resolve.remarks import add_remark
from danhba.review.questions import NOTHING, Choice, Question, mark, with_nothing
from schemas.calls import BAND_WORDS, FAULT_RULES, STATE_WORDS, Outcome
from schemas.catalogue import CATALOGUE

_SHOWN = 6  # calls that a message lists
_UNITS = 3  # that a line about a call names


def heed_calls(out: Resolution, calls: Calls, at: dt.datetime, registry: Registry) -> None:
    """Ask about every number of which calls show a fault: warn while nobody has answered, take it from its units where
    a person said so.

    One question a number, whatever units have it. It holds while the number, its units and the fault stay; other calls
    do not reopen it.
    """
    by_number: dict[str, list[tuple[Standing, NumberState]]] = defaultdict(list)
    for standing in out.standings.values():
        if standing.winner is not None:
            told = state_of(calls.about(standing.unit_code, standing.winner.number), at)
            if told.fault is not None:
                by_number[standing.winner.number].append((standing, told))
    for number, faulty in by_number.items():
        _ask(number, faulty, registry, out)


def _ask(number: str, faulty: list[tuple[Standing, NumberState]], registry: Registry, out: Resolution) -> None:
    (first, told), units = faulty[0], [s.unit_code for s, _ in faulty]
    assert first.winner is not None
    assert told.fault is not None
    winners = [s.winner for s, _ in faulty if s.winner is not None]
    question = Question(
        mark("called", number)[:10],
        mark(number, sorted(units), told.fault, told.because[0].called_at),
        "called",
        units[0] if len(units) == 1 else "",
        several(map(registry.full_name, units)),
        f"{first.winner.shown}: {STATE_WORDS[told.fault]} ({_listed(told.because)})",
        several(w.where for w in winners),
        with_nothing([Choice(number, f"Giữ công bố {first.winner.shown}, nhắc đơn vị trực máy")]),
    )
    chosen = out.book.ask(question)
    for standing, state in faulty:
        winner = standing.winner
        assert winner is not None
        assert state.fault is not None
        if chosen is None:
            add_remark(out, winner, FAULT_RULES[state.fault], _params(standing, state, winner.shown, registry))
            continue
        told = applied_at(winner["phone_cell"], winner["phone_raw"], question.answer)
        add_remark(out, winner, "decision_applied", told)
        if chosen.key == NOTHING:
            standing.winner, standing.state, standing.reason = None, "error", "decision_applied"


def _params(standing: Standing, told: NumberState, shown: str, registry: Registry) -> dict[str, object]:
    bands = list(dict.fromkeys(call.band for call in told.because))
    return {
        "number": shown,
        "unit": registry.full_name(standing.unit_code),
        "count": len(told.because),
        "bands": ", ".join(BAND_WORDS[band] for band in bands),
        "calls": _listed(told.because),
    }


def _listed(calls: Sequence[Call]) -> str:
    more = f"; … và {len(calls) - _SHOWN} lần nữa" if len(calls) > _SHOWN else ""
    return "; ".join(call_words(call) for call in calls[:_SHOWN]) + more


def tell_lapsed(out: Resolution, handed_in: Iterable[Call], registry: Registry) -> None:
    """Say at its cell of every call whose number its unit does not, or no longer, publish: nothing that was handed in
    is lost without a word."""
    published = {s.unit_code: s.winner for s in out.standings.values() if s.winner is not None}
    numbers = {w.number: w.shown for w in published.values()}
    code = "call_lapsed"
    for call in handed_in:
        report = call.outcome == Outcome.REPORTED
        if report and call.number in numbers:
            continue
        lapsed = [u for u in call.units if u not in published or published[u].number != call.number]
        if not report and not lapsed:
            continue
        names = "; ".join(registry.full_name(u) for u in lapsed[:_UNITS]) or "đơn vị nào trong danh bạ"
        told: dict[str, object] = {
            "cell": call.cell,
            "what": "lời báo sai" if report else f"cuộc gọi {call_words(call)}",
            "number": call.number.rstrip(";").replace(";", " máy lẻ "),
            "unit": names,
        }
        finding = Finding(code, CATALOGUE[code].severity.value, call.sheet, call.cell, "", "", told)
        out.findings.setdefault(call.receipt, []).append(finding)
