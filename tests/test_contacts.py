"""How the office reaches a unit stands in the registry, may lack, and is checked; what was told lasts as long as the journal."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from danhba.identify.registry_check import _problems
from danhba.model.telling import Fetched, Sending, Telling
from danhba.registry import load_registry
from danhba.store import journal as journals
from danhba.store.journal import Journal
from danhba.store.ledger import Ledger, open_ledger
from tests.conftest import REGISTRY


def with_contacts(folder: Path, **contacts: dict[str, str]) -> Path:
    """Copy the shipped registry with contacts by unit code (dashes as underscores)."""
    shutil.copytree(REGISTRY, folder)
    rows = list(csv.DictReader((REGISTRY / "units.csv").read_text(encoding="utf-8-sig").splitlines()))
    out = io.StringIO()
    columns = [*rows[0], "email", "zalo_phone", "contact_post", "ma_dinh_danh"]
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(row | contacts.get(row["unit_code"].replace("-", "_"), {}) for row in rows)
    (folder / "units.csv").write_text(out.getvalue(), encoding="utf-8")
    return folder


def test_contacts_are_read_and_may_lack(tmp_path: Path) -> None:
    assert {u.email for u in load_registry(REGISTRY).units} == {""}
    told = {"email": "SoNV@dongthap.gov.vn", "zalo_phone": "0912 345 678", "contact_post": "Chánh Văn phòng", "ma_dinh_danh": "H20.12"}  # fmt: skip
    registry = load_registry(with_contacts(tmp_path / "a", A_SNV=told))
    unit = registry.by_code["A-SNV"]
    assert {c: getattr(unit, c) for c in told} == told
    assert registry.by_email["sonv@dongthap.gov.vn"] is unit
    assert _problems(registry) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("email", "sonv@"), ("email", "a@b.vn\tBcc: x@y.vn"), ("email", "a@b.vn, c@d.vn"), ("zalo_phone", "gọi"), ("ma_dinh_danh", "h20/1")],
)  # fmt: skip
def test_what_is_no_contact_is_told_by_registry_check(column: str, value: str, tmp_path: Path) -> None:
    registry = load_registry(with_contacts(tmp_path / "a", A_SNV={column: value}))
    assert any(column in line for line in _problems(registry))
    assert registry.by_email == {}


def test_an_address_of_two_units_speaks_for_neither(tmp_path: Path) -> None:
    same = {"email": "chung@dongthap.gov.vn"}
    registry = load_registry(with_contacts(tmp_path / "a", A_SNV=same, A_STC=same))
    assert registry.by_email == {}
    assert any("đã ghi cho đơn vị khác" in line for line in _problems(registry))


_TOLD = [Telling("0" * 15 + str(i), "875", "findings", i, "2021-09-06T01:00:00Z", "2021-09-09", 2, 1, "a b") for i in (2, 1)]  # fmt: skip
_SENT = [Sending(_TOLD[0].name, "875", "a@b.vn", state, "2021-09-07T01:00:00Z", "") for state in ("begun", "sent")]
_TAKEN = [Fetched("m", "1", str(uid), "aa", "thu.eml", "2021-09-07T01:00:00Z") for uid in (2, 1)]


def _write(ledger: Ledger) -> None:
    ledger.add_run("2021-09-06T01:00:00Z", "2021-09-06T01:00:01Z", {}, {}, _TOLD)
    ledger.add_sendings(_SENT)
    ledger.add_fetched(_TAKEN)


def test_what_was_told_sent_and_fetched_is_recalled_from_the_journal_alone(tmp_path: Path) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path)
    _write(ledger)
    ledger.database.clear()
    ledger.writes.replay_all()
    assert (ledger.tellings(), ledger.sendings(), ledger.fetched()) == (_TOLD, _SENT, _TAKEN)
    (tmp_path / "journal.jsonl").unlink()
    ledger.add_sendings(_SENT)  # the journal is written anew from the ledger
    ledger.database.clear()
    ledger.writes.replay_all()
    assert (ledger.tellings(), ledger.sendings(), ledger.fetched()) == (_TOLD, _SENT * 2, _TAKEN)
    ledger.close()


def test_a_journal_of_before_says_that_an_older_program_cannot_read_it_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(journals, "VERSION", 1)
        ledger = open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path)
        ledger.add_run("2021-09-05T01:00:00Z", "2021-09-05T01:00:01Z", {})
    assert Journal(tmp_path / "journal.jsonl").version() == 1
    ledger.add_run("2021-09-06T01:00:00Z", "2021-09-06T01:00:01Z", {})  # tells nobody anything
    assert Journal(tmp_path / "journal.jsonl").version() == 1
    _write(ledger)
    assert Journal(tmp_path / "journal.jsonl").version() == 2
    ledger.database.clear()
    ledger.writes.replay_all()
    assert ledger.tellings() == _TOLD
    ledger.close()
