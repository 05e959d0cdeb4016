"""Twelve weeks of calls to 196 units, played from a seed: `python -m benchmarks.calls [SEEDS]`, also a test
(tests/test_calls_simulation.py).

Planted: lines that are dead, that another body answers, that send callers on, that are silent at night only, and good
ones, which miss every tenth call too. Whoever calls takes four a day from the top of the list and calls when the list
says. A unit whose fault was named sends another number two weeks later, in two of three cases. Nothing is read or
written.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from danhba.calls.counted import Calls, counted
from danhba.calls.schedule import made_lately, standings, to_call, tonight
from danhba.calls.state import CallRules
from danhba.model.call import Call
from danhba.vietnamese.dates import VIETNAM, utc
from schemas.calls import FAULT_RULES, Band, CallState, Outcome

UNITS, DAYS, A_DAY, MOST = 196, 84, 4, 120
PLANTED = {"dead": 4, "wrong_body": 3, "sent_on": 3, "silent_at_night": 10}
NAMED = {
    "dead": CallState.UNANSWERED, "wrong_body": CallState.WRONG_BODY, "sent_on": CallState.SENT_ON,
    "silent_at_night": CallState.NIGHT_UNANSWERED,
}  # fmt: skip
_MISSES = 0.1  # of the calls to a good line
_REPORTED = 6  # numbers that citizens report, half of them good ones
_MENDED_AFTER = 14  # days
_HOURS = {Band.NIGHT: 23, Band.MORNING: 9, Band.EVENING: 19, Band.AFTERNOON: 15}
_START = dt.datetime(2021, 9, 7, 20, 0, tzinfo=VIETNAM)


@dataclass
class Played:
    """What twelve weeks came to. named: planted number → (day, round) when its fault was named; wrongly: good lines
    that stand with a fault at the end; verified: share of all units, and of those whose line answers; busiest: calls in
    any 30 days."""

    planted: dict[str, str] = field(default_factory=dict)
    named: dict[str, tuple[int, int]] = field(default_factory=dict)
    wrongly: list[str] = field(default_factory=list)
    warned: int = 0
    calls: int = 0
    busiest: int = 0
    verified: float = 0.0
    withdrawn: list[str] = field(default_factory=list)
    rounds: Counter[str] = field(default_factory=Counter)


def play(seed: int, rules: CallRules = CallRules()) -> Played:
    """Return what became of every unit after twelve weeks."""
    dice = random.Random(seed)
    out = Played()
    entries, kind = _directory(dice)
    out.planted = {e["phone_e164"]: kind[e["phone_e164"]] for e in entries if kind[e["phone_e164"]] != "good"}
    written: list[Call] = []
    calls = Calls()
    to_mend: dict[int, list[str]] = {}  # day → units that send another number
    reports = _reports(dice, entries)
    told: set[str] = set()
    in_round: dict[str, bool] = {}
    for day in range(DAYS):
        at = _START + dt.timedelta(days=day)
        for unit in to_mend.get(day, ()):
            _send_another(entries, unit, kind, out)
        for number in reports.get(day, ()):
            written.append(Call((), number, Outcome.REPORTED, utc(at - dt.timedelta(hours=3))))
        calls = counted(written)
        now = standings(entries, calls, ("1022",), at, rules)
        for one in now:
            number = one.number.removesuffix(";")
            if one.state in FAULT_RULES and number not in told:
                told.add(number)
                out.named[number] = (day, out.rounds[number])
                if kind[number] == "good":
                    out.warned += 1
                elif number in out.planted and out.planted[number] != "silent_at_night" and dice.random() < 2 / 3:
                    to_mend.setdefault(day + _MENDED_AFTER, []).append(one.unit)
        for line in tonight(to_call(now, calls, at, rules), calls, at, rules, A_DAY):
            number = line.number.removesuffix(";")
            # A round begins when a number is called that is not in the middle of being tried.
            out.rounds[number] += not in_round.get(number, False)
            when = _when(at, line.band, dice)
            outcome = _answer(kind[number], line.band, dice)
            in_round[number] = outcome in (Outcome.NOT_ANSWERED, Outcome.BUSY_OFF, Outcome.NOT_CONNECTED)
            written.append(Call(line.units, line.number, outcome, utc(when)))
        calls = counted(written)
        out.busiest = max(out.busiest, made_lately(calls, at + dt.timedelta(days=1)))
    end = _START + dt.timedelta(days=DAYS)
    now = standings(entries, calls, ("1022",), end, rules)
    out.verified = sum(one.calls.verified_on(end.date(), rules) for one in now) / len(now)
    out.wrongly = [o.number for o in now if o.state in FAULT_RULES and kind[o.number.removesuffix(";")] == "good"]
    out.calls = len(calls.made)
    # Nothing in the plan takes a number out of the directory: what was there still is, or its unit sent another one.
    out.withdrawn = [n for n, k in kind.items() if k == "good" and n not in {e["phone_e164"] for e in entries}]
    return out


def _directory(dice: random.Random) -> tuple[list[dict[str, str]], dict[str, str]]:
    numbers = [f"+84277385{n:04d}" for n in range(1000, 1000 + UNITS)]
    kinds = [k for k, n in PLANTED.items() for _ in range(n)]
    kinds += ["good"] * (UNITS - len(kinds))
    dice.shuffle(kinds)
    entries = [_entry(f"{n:05d}", number) for n, number in enumerate(numbers)]
    return entries, dict(zip(numbers, kinds, strict=True))


def _entry(unit: str, number: str) -> dict[str, str]:
    return {"unit_code": unit, "phone_e164": number, "extension": "", "phone": number, "phone_kind": "landline"}


def _send_another(entries: list[dict[str, str]], unit: str, kind: dict[str, str], out: Played) -> None:
    del out
    for i, entry in enumerate(entries):
        if entry["unit_code"] == unit:
            other = entry["phone_e164"].replace("+842773", "+842776")
            kind[other] = "good"
            entries[i] = _entry(unit, other)


def _reports(dice: random.Random, entries: list[dict[str, str]]) -> dict[int, list[str]]:
    out: dict[int, list[str]] = {}
    for entry in dice.sample(entries, _REPORTED):
        out.setdefault(dice.randrange(10, 70), []).append(f"{entry['phone_e164']};")
    return out


def _when(at: dt.datetime, band: Band, dice: random.Random) -> dt.datetime:
    """The list is made in the evening: tonight, or the next day."""
    day = at if band is Band.NIGHT else at + dt.timedelta(days=1)
    return (
        day.replace(hour=_HOURS[band], minute=dice.randrange(60), second=dice.randrange(60))
        if band is not Band.NIGHT
        else (at.replace(hour=22) + dt.timedelta(minutes=dice.randrange(1, 110), seconds=dice.randrange(60)))
    )


def _answer(kind: str, band: Band, dice: random.Random) -> Outcome:
    if kind == "dead":
        return dice.choice((Outcome.NOT_CONNECTED, Outcome.NOT_ANSWERED))
    if dice.random() < _MISSES or (kind == "silent_at_night" and band is Band.NIGHT):
        return dice.choice((Outcome.NOT_ANSWERED, Outcome.BUSY_OFF))
    return {"wrong_body": Outcome.OTHER_BODY, "sent_on": Outcome.SENT_ON}.get(kind, Outcome.HERE)


def main(seeds: int) -> int:
    """Print what each seed came to and the worst of all; return 1 where a promise is not kept."""
    start = time.perf_counter()
    worst = 1.0
    broken = 0
    for seed in range(seeds):
        p = play(seed)
        late = {n: k for n, k in p.planted.items() if n not in p.named or p.named[n][1] > 2}
        worst = min(worst, p.verified)
        wrong = late or p.withdrawn or p.verified < 0.95 or p.busiest > MOST
        broken += bool(wrong)
        if wrong or seed < 5:
            print(
                f"seed {seed}: {p.calls} calls, at most {p.busiest} in 30 days; named "
                f"{len(p.planted) - len(late)}/{len(p.planted)}, "
                f"last on day {max((p.named[n][0] for n in p.planted if n in p.named), default=0)}; verified "
                f"{p.verified:.1%}; "
                f"good lines warned {p.warned}, withdrawn {len(p.withdrawn)} {late}"
            )
    print(
        f"{seeds} seeds in {time.perf_counter() - start:.1f} s: worst share verified {worst:.1%}, broken "
        f"promises in {broken}"
    )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
