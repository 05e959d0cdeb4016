"""Demands are data of a campaign: of each of them every unit of the registry is in exactly one state, whatever came."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from danhba.check.reader import Reader
from danhba.model.rows import Rows
from danhba.model.submission import Source, Submission
from danhba.registries import shipped
from danhba.registry import Registry, RegistryError, load_registry
from danhba.resolve.demands import demand_answers, demand_counts, demand_lines
from danhba.resolve.resolve import resolve
from danhba.resolve.situation import situations
from danhba.samples.builder import form, xlsx
from schemas.demands import MEANS, ROSTER, DemandState
from tests.toy_province import write_toy

_DEMANDS = """
[[campaign.demands]]
id = "one_number"
words = "một số"
met_by = ["number"]
[[campaign.demands]]
id = "known"
words = "niêm yết"
met_by = ["evidence:publicity"]
tiers = ["S", "Q"]
[[campaign.demands]]
id = "duty"
words = "lịch trực"
met_by = ["roster", "evidence:duty"]
[[campaign.demands]]
id = "report"
words = "báo cáo"
met_by = ["return", "evidence"]
every = true
by_deadline = true
"""


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    folder = write_toy(tmp_path_factory.mktemp("toy"))
    province = folder / "province.toml"
    text = province.read_text(encoding="utf-8")
    province.write_text(text.replace("[[sections]]", _DEMANDS + "\n[[sections]]", 1), encoding="utf-8")
    return load_registry(folder)


@pytest.fixture(scope="module")
def rows(toy: Registry) -> dict[str, list[Rows]]:
    """Of every unit what a sound and a wrong return of it reads as."""
    reader = Reader(toy)
    out: dict[str, list[Rows]] = {}
    for number, unit in enumerate(toy.units):
        letter = next(s.letter for s in toy.sections if s.tier == unit.tier)
        sheets = [
            xlsx(form({letter: [(toy.full_name(unit.code), cell)]})) for cell in (f"024 3851 4{number:03d}", "113")
        ]
        out[unit.code] = [r.rows for r in reader.read([Source(f"{unit.code}/a.xlsx", sheet) for sheet in sheets])]
        assert [bool(r.columns["ok"][0]) for r in out[unit.code]] == [True, False]
    return out


def _history(seed: int, toy: Registry, rows: dict[str, list[Rows]]) -> list[Submission]:
    rng = random.Random(seed)
    out = []
    for number in range(rng.randrange(0, 30)):
        unit = rng.choice(toy.units).code
        sender = rng.choice([unit, unit, unit, ""])
        kind = rng.choice(["return", "wrong", "evidence", "roster", "bad roster", "decisions"])
        proof = rng.choice(
            [(), (), ("evidence:publicity",), ("evidence:duty",), ("evidence:publicity", "evidence:duty")]
        )
        out.append(
            Submission(
                f"s{number:02d}", f"{unit}/{number}.x", f"{number:064d}", f"2026-03-{rng.randrange(1, 20):02d}T01:00:00Z",
                f"2026-03-01T00:00:{number:02d}Z", sender,
                rows[unit][kind == "wrong"] if kind in ("return", "wrong") else Rows(), [],
                evidence=kind == "evidence",
                meets=proof if kind == "evidence" else ("roster",) if kind == "roster" else (),
                tries=("roster",) if kind == "bad roster" else (),
                decisions=0 if kind == "decisions" else -1,
                late=rng.random() < 0.4,
            )
        )  # fmt: skip
    return out


@pytest.mark.parametrize("seed", range(40))
def test_the_states_of_each_demand_sum_to_the_registry(seed: int, toy: Registry, rows: dict[str, list[Rows]]) -> None:
    history = _history(seed, toy, rows)
    resolution = resolve(history, toy)
    rosters = {u.code: history[0] for u in toy.units[seed % 5 :: 4]} if history else {}
    answers = demand_answers(history, resolution, situations(history, resolution, toy), toy, {ROSTER: rosters})
    lines = demand_lines(answers, toy)
    assert len(lines) == len(toy.units) * len(toy.demands)
    counts = demand_counts(answers, toy)
    for demand in toy.demands:
        assert counts[demand.id].total() == len(toy.units)
        assert counts[demand.id] == Counter(line["state"] for line in lines if line["demand"] == demand.id)
    for unit in toy.units:  # the same rules, said plainly
        own = [s for s in history if s.submitter == unit.code and s.decisions < 0]
        said = {d: a.state for d, a in answers[unit.code].items()}
        assert (said["one_number"] == "met") == (resolution.standings[unit.code].state == "published")
        assert (said["known"] == "not_asked") == (unit.tier == "P")
        if unit.tier != "P":
            assert (said["known"] == "met") == any("evidence:publicity" in s.meets for s in own)
        assert (said["duty"] == "met") == (
            unit.code in rosters or any({"roster", "evidence:duty"} & set(s.meets) for s in own)
        )
        in_time = [s for s in own if not s.late]
        form_came = any(len(s.rows) for s in in_time)
        assert (said["report"] == "met") == (form_came and any(s.evidence for s in in_time))
        if not own and unit.code not in rosters and unit.code not in {u for s in history for u in s.rows.units}:
            assert set(said.values()) <= {DemandState.MISSING, DemandState.NOT_ASKED}
        for demand, answer in answers[unit.code].items():
            assert (answer.state == "met") <= (answer.by is not None), demand
            assert (answer.state == "waiting") == bool(answer.why), demand


@pytest.mark.parametrize("name", ["dong-thap-2021-09", "dong-thap-2025-07"])
def test_the_shipped_registries_name_the_letters_six_demands(name: str) -> None:
    registry = load_registry(shipped()[name])
    assert [d.id for d in registry.demands] == ["one_number", "publicity", "coordination", "duty", "log", "report"]
    tiers = {s.tier for s in registry.sections}
    assert all(set(d.met_by) <= MEANS.keys() and set(d.tiers) <= tiers for d in registry.demands)


def test_a_campaign_without_demands_has_none(tmp_path: Path) -> None:
    registry = load_registry(write_toy(tmp_path))
    resolution = resolve([], registry)
    answers = demand_answers([], resolution, situations([], resolution, registry), registry)
    assert registry.demands == ()
    assert demand_lines(answers, registry) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "known"', 'id = "one_number"', "không lặp lại"),
        ('id = "known"', 'id = "Niêm yết"', "chữ thường không dấu"),
        ('met_by = ["evidence:publicity"]', 'met_by = ["evidence:other"]', "met_by"),
        ('met_by = ["evidence:publicity"]', "met_by = []", "met_by"),
        ('tiers = ["S", "Q"]', 'tiers = ["A"]', "cấp A"),
        ('tiers = ["S", "Q"]', 'cap = ["S", "Q"]', "không hiểu: cap"),
        ('words = "niêm yết"', "", "thiếu words"),
    ],
)
def test_a_wrong_declaration_is_told_with_what_would_pass(tmp_path: Path, old: str, new: str, told: str) -> None:
    folder = write_toy(tmp_path / "toy")
    province = folder / "province.toml"
    text = province.read_text(encoding="utf-8") + _DEMANDS.replace(old, new, 1)
    province.write_text(text, encoding="utf-8")
    with pytest.raises(RegistryError, match=r"province\.toml") as raised:
        load_registry(folder)
    assert told in str(raised.value)
