"""Which number is published: ranks, newest, kept, conflicts; a pure function of what was received."""

from __future__ import annotations

import itertools

from danhba.check.reader import Reader
from danhba.model.submission import Source, Submission
from danhba.resolve.outcome import Resolution
from danhba.resolve.remarks import superseded_by
from danhba.resolve.resolve import resolve
from danhba.samples.builder import form, xlsx


def _sent(
    reader: Reader, name: str, received: str, changed: str, entries: dict[str, list[tuple[object, ...]]], **kw: object
) -> Submission:
    reading = reader.read([Source(name, xlsx(form(entries, **kw)))])[0]  # type: ignore[arg-type]
    return Submission(
        f"{received}-{name}", name, reading.sha256, received, changed, reading.submitter.unit_code, reading.rows, reading.findings,
    )  # fmt: skip


def _codes(resolution: Resolution) -> dict[str, list[str]]:
    return {k: sorted(f.code for f in v) for k, v in resolution.findings.items() if v}


XA = "Xã Tân Khánh Trung"


def test_the_unit_itself_stands_before_its_parent_whatever_the_time(reader, registry):
    own = _sent(reader, f"{XA}/a.xlsx", "2021-09-05", "1", {"C": [(XA, "0277 3851 001")]})
    parent = _sent(
        reader,
        "Huyện Lấp Vò/b.xlsx",
        "2021-09-06",
        "2",
        {"C": [(XA, "0277 3851 002"), ("Xã Vĩnh Thạnh", "0277 3851 003")]},
    )
    resolution = resolve([parent, own], registry)
    assert {e["unit_code"]: e["phone_e164"] for e in resolution.entries} == {
        "30181": "+842773851001",
        "30187": "+842773851003",
    }
    assert _codes(resolution) == {parent.id: ["unit_disagrees"]}


def test_a_bad_second_return_keeps_the_good_first_one(reader, registry):
    first = _sent(reader, f"{XA}/a.xlsx", "2021-09-05", "1", {"C": [(XA, "0277 3851 001")]})
    second = _sent(reader, f"{XA}/b.xlsx", "2021-09-06", "2", {"C": [(XA, "0277 3851 001 / 0912 345 678")]})
    resolution = resolve([first, second], registry)
    assert [(e["status"], e["phone"]) for e in resolution.entries] == [("kept", "0277 3851 001")]
    assert resolution.standings["30181"].reason == "phone_multiple"
    third = _sent(reader, f"{XA}/c.xlsx", "2021-09-07", "3", {"C": [(XA, "0277 3851 009")]})
    resolution = resolve([first, second, third], registry)
    assert [(e["status"], e["phone"]) for e in resolution.entries] == [("current", "0277 3851 009")]
    assert [superseded_by(s, resolution) for s in (first, second, third)] == [
        [(0, "30181", third)],
        [(0, "30181", third)],
        [],
    ]


def test_equal_voices_that_differ_are_a_conflict_and_nothing_is_guessed(reader, registry):
    a = _sent(reader, f"{XA}/a.xlsx", "2021-09-05", "1", {"C": [(XA, "0277 3851 001")]})
    b = _sent(reader, f"{XA}/b.xlsx", "2021-09-05", "1", {"C": [(XA, "0277 3851 002")]})
    resolution = resolve([a, b], registry)
    assert resolution.entries == []
    assert _codes(resolution) == {a.id: ["unit_conflict"], b.id: ["unit_conflict"]}
    parent = _sent(reader, "Huyện Lấp Vò/c.xlsx", "2021-09-01", "0", {"C": [(XA, "0277 3851 003")]})
    assert [(e["status"], e["phone"]) for e in resolve([a, b, parent], registry).entries] == [("kept", "0277 3851 003")]


def test_two_numbers_in_one_submission_conflict_and_one_number_twice_is_repeated(reader, registry):
    twice = _sent(
        reader, f"{XA}/a.xlsx", "2021-09-05", "1", {"C": [(XA, "0277 3851 001"), (f"UBND {XA}", "02773851001")]}
    )
    resolution = resolve([twice], registry)
    assert len(resolution.entries) == 1
    assert _codes(resolution) == {twice.id: ["unit_repeated"]}
    differing = _sent(reader, f"{XA}/a.xlsx", "2021-09-05", "1", {"C": [(XA, "0277 3851 001"), (XA, "0277 3851 002")]})
    resolution = resolve([differing], registry)
    assert resolution.entries == []
    assert _codes(resolution) == {differing.id: ["unit_conflict", "unit_conflict"]}


def test_received_later_but_changed_earlier_is_told(reader, registry):
    first = _sent(reader, f"{XA}/a.xlsx", "2021-09-05", "2021-09-05", {"C": [(XA, "0277 3851 001")]})
    late = _sent(reader, f"{XA}/b.xlsx", "2021-09-06", "2021-09-01", {"C": [(XA, "0277 3851 002")]})
    resolution = resolve([first, late], registry)
    assert [e["phone"] for e in resolution.entries] == ["0277 3851 002"]
    assert _codes(resolution)[late.id] == ["received_out_of_order"]


def test_one_number_for_two_units_is_told_at_both(reader, registry):
    sent = _sent(
        reader, "x.xlsx", "2021-09-05", "1", {"A": [("Sở Y tế", "0277 3851 001"), ("Sở Nội vụ", "0277 3851 001")]}
    )
    resolution = resolve([sent], registry)
    assert len(resolution.entries) == 2
    assert sorted((f.code, f.cell) for f in resolution.findings[sent.id]) == [
        ("phone_shared", "C7"),
        ("phone_shared", "C8"),
    ]


def test_speaking_out_of_turn_is_no_voice(reader, registry):
    sent = _sent(
        reader,
        "Sở Y tế/x.xlsx",
        "2021-09-05",
        "1",
        {"A": [("Sở Y tế", "0277 3851 001"), ("Sở Nội vụ", "0277 3851 002")]},
    )
    resolution = resolve([sent], registry)
    assert [e["unit_code"] for e in resolution.entries] == ["A-SYT"]
    assert (resolution.standings["A-SNV"].state, resolution.standings["A-SNV"].reason) == ("error", "outside_authority")


def test_the_outcome_depends_on_no_order(reader, registry):
    sent = [
        _sent(reader, f"{XA}/a.xlsx", "2021-09-05", "1", {"C": [(XA, "0277 3851 001")]}),
        _sent(reader, f"{XA}/b.xlsx", "2021-09-05", "2", {"C": [(XA, "chưa có")]}),
        _sent(
            reader,
            "Huyện Lấp Vò/c.xlsx",
            "2021-09-04",
            "3",
            {"C": [(XA, "0277 3851 003"), ("Xã Tân Mỹ", "0277 3851 001")]},
        ),
        _sent(reader, "vo danh.xlsx", "2021-09-06", "4", {"C": [(XA, "0277 3851 004")]}),
    ]
    outcomes = set()
    for order in itertools.permutations(sent):
        resolution = resolve(order, registry)
        findings = sorted((k, f.code, f.cell) for k, v in resolution.findings.items() for f in v)
        outcomes.add(repr((resolution.entries, findings)))
    assert len(outcomes) == 1
