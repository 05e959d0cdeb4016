"""resolve against the rule said plainly: of every unit all voices are laid out and looked through, however many there are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.model.rows import Rows
from danhba.model.submission import Submission
from danhba.registry import Registry
from danhba.resolve.remarks import superseded_by
from danhba.resolve.resolve import resolve
from danhba.resolve.voices import RANK_NONE, rank_of
from tests.examples import share

_SENDERS = (
    "",
    "875",
    "30181",
    "30187",
    "A-VPUBND",
    "A-SYT",
)  # nobody known, a district, two of its communes, the office, another agency
_UNITS = ("30181", "30187", "875", "")
_COLUMNS = (
    "sheet",
    "row",
    "tier",
    "name_raw",
    "name_cell",
    "phone_raw",
    "phone_kind",
    "note",
    "note_cell",
    "note_public",
    "former",
)

_row = st.tuples(
    st.sampled_from(_UNITS), st.sampled_from(("1", "2", ""))
)  # unit, last digit of its number ('' in error)
_sent = st.tuples(st.sampled_from(_SENDERS), st.integers(1, 3), st.integers(1, 2), st.lists(_row, max_size=5))


def _submission(number: int, sender: str, received: int, changed: int, rows: Sequence[tuple[str, str]]) -> Submission:
    columns = {c: [""] * len(rows) for c in _COLUMNS}
    columns["row"] = [str(i) for i in range(len(rows))]
    columns["phone_cell"] = [f"C{i}" for i in range(len(rows))]
    columns["unit_code"] = [unit for unit, _ in rows]
    columns["phone_e164"] = [f"+8427738510{digit}" if digit else "" for _, digit in rows]
    columns["display"] = columns["phone_e164"]
    columns["extension"] = [""] * len(rows)
    columns["errors"] = ["" if digit else "phone_length" for _, digit in rows]
    columns["ok"] = ["1" if unit and digit else "" for unit, digit in rows]
    name = f"{number:02d}.xlsx"
    return Submission(name, name, name, f"2021-09-0{received}", f"2021-09-0{changed}", sender, Rows(columns), [])


def _plainly(sent: Sequence[Submission], unit: str, registry: Registry) -> tuple[str, str]:
    """(state, number): best rank, then newest; the first that can be published, kept when something better or newer is in error."""
    groups: dict[tuple[int, tuple[str, str]], list[str]] = {}
    for submission in sent:
        rank = rank_of(submission.submitter, unit, registry)
        for code, number in zip(submission.rows.units, submission.rows.numbers, strict=True):
            if code == unit and rank != RANK_NONE:
                groups.setdefault((rank, submission.moment), []).append(number)
    ordered = sorted(groups, key=lambda k: k[1], reverse=True)
    ordered.sort(key=lambda k: k[0])
    for place, key in enumerate(ordered):
        if "" not in groups[key] and len(set(groups[key])) == 1:
            return ("kept" if place else "published"), groups[key][0]
    return "error", ""


@settings(max_examples=share(400), deadline=None)
@given(st.lists(_sent, max_size=8), st.randoms())
def test_the_rule_holds_for_any_submissions_in_any_order(registry: Registry, sent, shuffled) -> None:
    submissions = [_submission(i, *told) for i, told in enumerate(sent)]
    shuffled.shuffle(submissions)
    resolution = resolve(submissions, registry)
    heard = {u for s in submissions for u in s.rows.units if u and rank_of(s.submitter, u, registry) != RANK_NONE}
    for unit in ("30181", "30187", "875"):
        standing = resolution.standings[unit]
        if unit in heard:
            number = standing.winner.number if standing.winner else ""
            assert (standing.state, number) == _plainly(submissions, unit, registry)
        else:
            assert standing.winner is None
    for submission in submissions:
        for index, unit, newer in superseded_by(submission, resolution):
            assert submission.rows.units[index] == unit
            assert newer.moment > submission.moment
            assert rank_of(newer.submitter, unit, registry) == rank_of(submission.submitter, unit, registry)
            winner = resolution.standings[unit].winner
            assert winner is None or winner.submission is not submission


def test_the_rule_is_tried_on_every_state(registry: Registry) -> None:
    good, bad = [("30181", "1")], [("30181", "")]
    assert _plainly([_submission(0, "30181", 1, 1, good)], "30181", registry)[0] == "published"
    assert (
        _plainly([_submission(0, "30181", 1, 1, good), _submission(1, "30181", 2, 1, bad)], "30181", registry)[0]
        == "kept"
    )
    assert _plainly([_submission(0, "30181", 1, 1, bad)], "30181", registry)[0] == "error"


pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")
