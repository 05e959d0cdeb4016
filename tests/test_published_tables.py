"""Every published table is held against its model as it is written; the gate derives entries anew; schemas, package and docs say the same."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source, Submission
from danhba.output.cells import csv_bytes, csv_lines
from danhba.output.valid_tables import check_lines, check_pieces
from danhba.publish.formats.json_schema import json_schema
from danhba.publish.gate import refused_entries
from danhba.registry import Registry
from danhba.resolve.resolve import resolve
from danhba.resolve.withhold import withhold
from danhba.samples import sample_inbox
from danhba.samples.builder import form, xlsx
from schemas.published import MODELS, REFUSALS, TableError
from schemas.tables import (
    ADDRESSES,
    CALLS,
    CHANGES,
    COUNTS,
    DAYS,
    DEMANDS,
    DIRECTORY,
    FINDINGS,
    PACKAGES,
    PROGRESS,
    PUBLISHED_TABLES,
    STANDING,
    PublishedTable,
    columns_page,
)
from tests.conftest import Place, table
from tests.examples import share

_LINES = {
    DIRECTORY.path: dict.fromkeys(DIRECTORY.columns, "x")
    | {"phone": "0277 3851 234", "phone_e164": "+842773851234", "extension": "", "phone_kind": "landline", "status": "kept", "confirmed": ""},
    CHANGES.path: dict.fromkeys(CHANGES.columns, "x") | {"change": "added", "status_before": "", "status": "current"},
    FINDINGS.path: dict.fromkeys(FINDINGS.columns, "x") | {"code": "phone_missing", "severity": "error"},
    PROGRESS.path: dict.fromkeys(PROGRESS.columns, "x")
    | {"state": "error", "late": "", "evidence": "no", "errors": "2", "warnings": "0", "situation": "nothing", "duty_until": "2021-09-30", "counts_month": "2021-09"},
    CALLS.path: {"unit_code": "30181", "phone_e164": "+842773851234", "calls": "0", "last_called_at": "", "last_outcome": "",
                 "verified_at": "", "next_due": "", "state": "never"},
    PACKAGES.path: dict.fromkeys(PACKAGES.columns, "x")
    | {"matter": "missing", "reminder": "1", "errors": "2", "warnings": "0", "answer_by": "06/09/2021"},
    COUNTS.path: dict.fromkeys(COUNTS.columns, "1") | {"month": "2021-09", "share_in_time": "0.909", "received_at": "2021-10-01T00:00:00Z"},
    ADDRESSES.path: dict.fromkeys(ADDRESSES.columns, "x") | {"answer": "used"},
    STANDING.path: dict.fromkeys(STANDING.columns, "x")
    | {"code": "phone_missing", "since": "2021-09-06T01:00:00Z", "days": "3", "errors": "1"},
    DAYS.path: {"day": "2021-09-06", "figure": "errors", "value": "3"},
    DEMANDS.path: dict.fromkeys(DEMANDS.columns, "x") | {"state": "waiting", "received_at": "2021-09-06T01:00:00Z"},
}  # fmt: skip
_CONSTRAINED = [(t, f) for t in PUBLISHED_TABLES for f in t.fields if f.required or f.pattern or f.choices]


@pytest.mark.parametrize("at", PUBLISHED_TABLES, ids=lambda t: t.path)
def test_a_sound_line_passes_and_an_unknown_column_does_not(at: PublishedTable) -> None:
    line = _LINES[at.path]
    check_lines(at, [line])
    check_lines(at, [])
    assert tuple(MODELS[at.path].columns) == at.columns
    with pytest.raises(KeyError):
        check_lines(at, [{k: v for k, v in line.items() if k != at.columns[0]}])


@pytest.mark.parametrize(("at", "field"), _CONSTRAINED, ids=lambda v: getattr(v, "path", "") or v.name)
def test_what_a_column_must_be_is_checked_when_it_is_written(at, field, tmp_path: Path) -> None:
    wrong = "" if field.required else "sai"
    line = _LINES[at.path] | {field.name: wrong}
    with pytest.raises(TableError, match=field.name):
        check_lines(at, [line])
    path = tmp_path / "t.csv"
    good = csv_lines([_LINES[at.path]], at.columns)
    path.write_bytes(good + csv_lines([line], at.columns))
    check_pieces(at, path, [(0, len(good))])
    with pytest.raises(TableError):
        check_pieces(at, path, [(len(good), path.stat().st_size)])


def test_a_line_of_another_width_is_no_line(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"a,b\r\n")
    with pytest.raises(TableError):
        check_pieces(FINDINGS, tmp_path / "t.csv", [(0, 5)])


@given(st.lists(st.text(max_size=8), min_size=1, max_size=4))
@settings(deadline=None, max_examples=share(40))
def test_any_text_of_a_file_may_stand_in_a_finding(tmp_path_factory, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("t") / "t.csv"
    lines = csv_lines([_LINES[FINDINGS.path] | {"raw": t, "unit_name": t} for t in texts], FINDINGS.columns)
    path.write_bytes(lines)
    check_pieces(FINDINGS, path, [(0, len(lines))])


@pytest.mark.parametrize("bad", [None, 0, 7, 49])
def test_one_long_piece_is_looked_at_some_lines_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: int | None
) -> None:
    """A night's new lines lie side by side and are one piece, of any length: no line of it is passed over, and what they
    take in memory does not grow with them."""
    monkeypatch.setattr("danhba.output.valid_tables._LINES_AT_ONCE", 8)
    good = _LINES[FINDINGS.path] | {"raw": "a\r\nb,“c”"}
    lines = [csv_lines([good | ({"severity": "fatal"} if i == bad else {})], FINDINGS.columns) for i in range(50)]
    path = tmp_path / "t.csv"
    path.write_bytes(b"header\r\n" + b"".join(lines))
    pieces = [(8, path.stat().st_size)]
    if bad is None:
        check_pieces(FINDINGS, path, pieces)
        return
    with pytest.raises(TableError):
        check_pieces(FINDINGS, path, pieces)
    end = 8 + sum(map(len, lines[:bad]))
    check_pieces(FINDINGS, path, [(8, end), (end + len(lines[bad]), path.stat().st_size)])


def test_documents_say_what_the_declarations_say() -> None:
    page = Path(__file__).parents[1] / "docs/columns.md"
    assert page.read_text(encoding="utf-8") == columns_page()
    properties = json_schema()["properties"]["entries"]["items"]["properties"]
    assert tuple(properties) == DIRECTORY.columns
    assert {n for n, p in properties.items() if p["type"] == "string"} == {
        f.name for f in DIRECTORY.fields if f.required
    }


# --- the gate -------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sent(reader: Reader) -> list[Submission]:
    rows = [("Xã Tân Khánh Trung", "0277 3851 001"), ("Xã Tân Mỹ", "0912 345 678"), ("Xã Long Hưng A", "1022")]
    reading = reader.read(
        [Source("Huyện Lấp Vò/a.xlsx", xlsx(form({"C": rows, "B": [("Huyện Lấp Vò", "1800 1166")]})))]
    )[0]
    return [Submission("1", "a.xlsx", "1", "2021-09-05", "2021-09-05", reading.submitter.unit_code, reading.rows, [])]


def _gate(entries, registry: Registry, out) -> dict[str, str]:
    return refused_entries(entries, registry, {code: s.state for code, s in out.standings.items()})


_SPOILT = {
    "prefix": {"phone_e164": "+84412345678", "phone": "0412 345 678"},
    "length": {"phone_e164": "+8427738510", "phone": "0277 3851 0"},
    "kind": {"phone_kind": "mobile"},
    "as_printed": {"phone": "0277 3851 009"},
    "of_the_registry": {"name": "Xã Khác"},
    "section": {"tier": "D"},
    "status": {"status": "kept"},
}


@pytest.mark.parametrize("why", sorted(_SPOILT))
def test_an_entry_that_is_not_what_it_claims_is_withheld_with_a_finding(why, sent, registry: Registry) -> None:
    out = resolve(sent, registry)
    assert [e["phone_kind"] for e in out.entries] == ["toll_free", "landline", "mobile", "short"] or len(
        out.entries
    ) == 4
    assert _gate(out.entries, registry, out) == {}
    at = next(e for e in out.entries if e["unit_code"] == "30181")
    at.update(_SPOILT[why])
    refused = _gate(out.entries, registry, out)
    assert list(refused) == ["30181"]
    assert REFUSALS[why] in refused["30181"]
    withhold(out, refused, registry)
    assert "30181" not in {e["unit_code"] for e in out.entries}
    assert len(out.entries) == 3
    standing = out.standings["30181"]
    assert (standing.state, standing.reason, standing.winner) == ("error", "entry_refused", None)
    (found,) = [f for f in out.findings["1"] if f.code == "entry_refused"]
    assert (found.unit_code, found.cell[0]) == ("30181", "C")


def test_two_lines_of_one_unit_are_both_withheld(sent, registry: Registry) -> None:
    out = resolve(sent, registry)
    doubled = [*out.entries, dict(out.entries[0])]
    refused = _gate(doubled, registry, out)
    assert list(refused) == [out.entries[0]["unit_code"]]
    out.entries = doubled
    withhold(out, refused, registry)
    assert len(out.entries) == len(doubled) - 2


@given(digits=st.from_regex(r"\A0\d{7,10}\Z"), kind=st.sampled_from(["landline", "mobile", "special"]))
@settings(deadline=None, max_examples=share(15))
def test_whatever_the_digits_only_numbers_of_the_plan_pass(digits: str, kind: str, sent, registry: Registry) -> None:
    out = resolve(sent, registry)
    at = next(e for e in out.entries if e["unit_code"] == "30181")
    at.update(phone=digits, phone_e164="+84" + digits[1:], phone_kind=kind)
    passes = not _gate([at], registry, out)
    longest = max(
        (p for p in registry.plan_lines if digits.startswith(p.prefix)), key=lambda p: len(p.prefix), default=None
    )
    assert passes == (longest is not None and longest.kind == kind and len(digits) in longest.digits)


def test_what_the_night_writes_fits_its_models_and_the_package_says_so(tmp_path: Path) -> None:
    place = Place(tmp_path)
    for name, data, minutes in sample_inbox.files():
        place.drop(name, data, 1630800000 + minutes * 60)
    place.run(sample_inbox.AS_OF, tell_units=True)
    for at in PUBLISHED_TABLES:
        lines = table(place.outbox / at.path)
        check_lines(at, lines)
        assert csv_bytes(at.columns, []).decode("utf-8-sig").strip().split(",") == list(at.columns)
    package = json.loads((place.outbox / "current/datapackage.json").read_text(encoding="utf-8"))
    for resource, at in zip(package["resources"], (DIRECTORY, CHANGES), strict=True):
        assert [(f["name"], f["description"]) for f in resource["schema"]["fields"]] == [
            (f.name, f.description) for f in at.fields
        ]


def test_what_reports_show_of_the_rules_is_the_same_in_every_process() -> None:
    """Else every night would make every report anew: a check is a function, which looks different in each process."""
    ask = [sys.executable, "-c", "import danhba.report.which_changed as w; print(w._WORDS)"]
    assert len({subprocess.run(ask, capture_output=True, check=True).stdout for _ in range(2)}) == 1
