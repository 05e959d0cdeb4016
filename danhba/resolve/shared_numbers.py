"""One number that is published for several units: one question about it, and what its answer does to each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from danhba.registry import Registry
from danhba.resolve.ask import applied_at, place_of, several
from danhba.resolve.outcome import Resolution, Standing
from danhba.resolve.remarks import add_remark
from danhba.resolve.voices import RANK_DECISION
from danhba.review.questions import NOTHING, REVOKE, Choice, Decision, Question, mark, with_nothing

_NAMED = 3  # units that the choice of all of them names
_OTHERS = 5  # units that a finding names


def decided_shared(out: Resolution, registry: Registry) -> None:
    """Ask about every number that several units have as theirs; warn where nobody has answered, take it from those
    whose it is not.

    A unit whose number a reviewer decided by itself keeps it. Answers to the question that was once put to each unit
    still hold.
    """
    by_number: dict[str, list[Standing]] = defaultdict(list)
    for standing in out.standings.values():
        if standing.winner is not None and not standing.winner.number.startswith("1"):
            by_number[standing.winner.number].append(standing)
    for number, standings in by_number.items():
        if len(standings) > 1:
            _ask(number, standings, {s.unit_code: registry.full_name(s.unit_code) for s in standings}, registry, out)


def _ask(number: str, standings: list[Standing], names: Mapping[str, str], registry: Registry, out: Resolution) -> None:
    question = _question(number, standings, names, registry)
    before = {s.unit_code: _answer_of_one(question, s, number, out) for s in standings}
    still_asked = [s for s in standings if s.winner and s.winner.rank != RANK_DECISION and before[s.unit_code] is None]
    chosen = out.book.ask(question) if still_asked else None
    for standing in standings:
        winner = standing.winner
        assert winner is not None
        if winner.rank == RANK_DECISION:
            continue
        earlier = before[standing.unit_code]
        if earlier is None and chosen is None:
            others = [n for c, n in names.items() if c != standing.unit_code]
            shown = "; ".join(others[:_OTHERS])
            if len(others) > _OTHERS:
                shown += f" và {len(others) - _OTHERS} đơn vị khác"
            told: dict[str, object] = {"number": winner.shown, "unit": names[standing.unit_code], "others": shown}
            add_remark(out, winner, "phone_shared", told)
            continue
        key, words = (
            (earlier.choice, earlier.words)
            if earlier is not None
            else (chosen.key if chosen else NOTHING, question.answer)
        )
        applied = applied_at(winner["phone_cell"], winner["phone_raw"], words)
        add_remark(out, winner, "decision_applied", applied)
        if key not in (number, standing.unit_code):
            standing.winner, standing.state, standing.reason = None, "error", "decision_applied"


def _question(number: str, standings: list[Standing], names: Mapping[str, str], registry: Registry) -> Question:
    winners = [s.winner for s in standings if s.winner is not None]
    all_of_them = "; ".join([*names.values()][:_NAMED]) + ("; …" if len(names) > _NAMED else "")
    choices = [Choice(number, f"Đúng là số chung của cả {len(names)} đơn vị: {all_of_them}")]
    choices += [
        Choice(s.unit_code, f"Chỉ là số của {names[s.unit_code]}: {place_of(s.winner, registry)}")
        for s in standings
        if s.winner is not None
    ]
    return Question(
        mark("shared", number)[:10],
        mark(number, sorted(names)),
        "shared",
        "",
        several(names.values()),
        f"{winners[0].shown} cho {len(names)} đơn vị",
        several(w.where for w in winners),
        with_nothing(choices),
    )


def _answer_of_one(question: Question, standing: Standing, number: str, out: Resolution) -> Decision | None:
    """Return the answer in force that a unit was given when each was asked by itself, until the number itself is
    decided.

    It is shown as decided in a question of its own, so that it can be taken back.
    """
    newest = next(reversed(out.book.given.get(mark("shared", standing.unit_code)[:10], ())), None)
    if newest is None or any(d.basis == question.basis for d in out.book.given.get(question.id, ())):
        return None
    if newest.basis != question.basis:
        question.lapsed = newest.words
        out.book.lapsed.append(newest)
        return None
    if newest.choice == REVOKE:
        out.book.revoked.append((question, newest))
        return None
    if newest.choice not in (number, NOTHING):
        return None
    own = Question(
        newest.question, newest.basis, "shared", standing.unit_code, question.title, question.seen, question.place,
        with_nothing([Choice(number, "Đúng là số của đơn vị này")]),
    )  # fmt: skip
    return newest if out.book.ask(own) is not None else None
