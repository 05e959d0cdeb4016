"""The journal and what is made anew from it: no ledger, a torn journal, a wrong clock or a flipped bit costs a word or a number."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import re
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.cli.answer import decide
from danhba.model.order import Eras, claim_name, claim_number
from danhba.run.lock import CannotRun
from danhba.run.rebuild import rebuild
from danhba.samples.builder import PDF, form, xlsx, zipped
from danhba.settings import Settings
from danhba.store.journal import RECEIPT, Journal, Mark
from danhba.store.ledger import open_ledger
from danhba.store.ledger_error import LedgerError
from danhba.store.verify import verify
from tests.conftest import REGISTRY, Place, danhba
from tests.examples import share

XA = "Xã Tân Khánh Trung"
HUYEN = "875/huyen.xlsx"


def _settings(place: Place, as_of: str = "2021-09-08T07:00:00+07:00") -> Settings:
    return Settings(
        inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY, as_of=dt.datetime.fromisoformat(as_of)
    )


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Three nights: corrections, a container, evidence, a duplicate, a question and its answer."""
    place = Place(tmp_path_factory.mktemp("lived"))
    changed = 1630800000.0
    place.drop(f"{XA}/a.xlsx", xlsx(form({"C": [(XA, "0277 3851 001")]})), changed)
    place.drop(HUYEN, xlsx(form({"B": [("Huyện Lấp Vò", "0277 3845 200 / 0912 345 678")]})), changed)
    place.drop("goi.zip", zipped({"so y te.xlsx": xlsx(form({"A": [("Sở Y tế", "0277 3851 108")]}))}), changed)
    place.run("2021-09-05T20:00:00+07:00")
    place.drop(f"{XA}/b.xlsx", xlsx(form({"C": [(XA, "0277 3851 002")]})), changed + 1)
    place.drop("A-SYT/quyet dinh.pdf", PDF, changed + 1)
    place.run("2021-09-06T20:00:00+07:00")
    ledger = open_ledger(_settings(place).ledger, place.var)
    question = next(q["id"] for q in ledger.state("questions") if not q["answer"])
    ledger.close()
    decide(_settings(place), question, "1", "Nguyễn Văn An", "đã gọi thử")
    place.drop(f"{XA}/c.xlsx", xlsx(form({"C": [(XA, "0277 3851 001")]})), changed + 2)
    place.run("2021-09-07T20:00:00+07:00")
    return place


def _copy(lived: Place, tmp_path: Path) -> Place:
    place = Place.__new__(Place)
    place.root = tmp_path / "copy"
    shutil.copytree(lived.root, place.root, symlinks=True)
    place.inbox, place.outbox, place.var = place.root / "inbox", place.root / "outbox", place.root / "var"
    return place


def _outputs(place: Place) -> dict[str, str]:
    """Everything in outbox/, by hash; of a page or a marked copy of one submission all but when it was made."""
    return {
        p.relative_to(place.outbox).as_posix(): hashlib.sha256(_said(p)).hexdigest()
        for p in place.outbox.rglob("*")
        if p.is_file()
    }


def _said(path: Path) -> bytes:
    if path.name == "phieu-ra-soat.html":
        told, times = re.subn(
            rb"Trang n\xc3\xa0y c\xe1\xba\xadp nh\xe1\xba\xadt l\xc3\xbac [^<]*", b"", path.read_bytes()
        )
        assert times == 1
        return told
    if path.name == "phieu-ra-soat.xlsx":
        with zipfile.ZipFile(path) as book:
            return b"".join(book.read(n) for n in sorted(book.namelist()) if n != "docProps/core.xml")
    return path.read_bytes()


def test_a_lost_ledger_is_told_and_rebuilt_with_the_same_outputs(lived: Place, tmp_path: Path) -> None:
    place, other = _copy(lived, tmp_path / "1"), _copy(lived, tmp_path / "2")
    for path in place.var.glob("ledger.db*"):
        path.unlink()
    with pytest.raises(LedgerError, match="danhba rebuild"):
        place.run("2021-09-08T20:00:00+07:00")
    out = danhba("run", "--inbox", place.inbox, "--var", place.var, "--outbox", place.outbox, "--no-prefect")
    assert (out.returncode, len(out.stderr.strip().splitlines())) == (3, 1)
    done = danhba("rebuild", "--var", place.var, "--outbox", place.outbox)
    assert done.returncode == 0, done.stderr
    assert "7 lần nhận, 1 quyết định, 3 lần chạy" in done.stdout
    assert list(verify(_settings(place))) == []
    sent = xlsx(form({"C": [(XA, "0277 3851 004")]}))
    for there in (place, other):
        there.drop(f"{XA}/d.xlsx", sent, 1630800009)
        there.run("2021-09-08T20:00:00+07:00")
    mine, theirs = _outputs(place), _outputs(other)
    assert not [n for n in mine.keys() | theirs.keys() if mine.get(n) != theirs.get(n)]
    assert sum(n.endswith("phieu-ra-soat.html") for n in mine) > 5
    assert list(verify(_settings(place))) == []


def test_an_old_copy_of_ledger_and_journal_is_no_ordinary_night(lived: Place, tmp_path: Path) -> None:
    """They fit one another, and what came since would be taken back without a word."""
    place = _copy(lived, tmp_path)
    kept = {p: p.read_bytes() for p in (*place.var.glob("ledger.db*"), place.var / "journal.jsonl")}
    place.drop(f"{XA}/new.xlsx", xlsx(form({"C": [(XA, "0277 3851 077")]})), 1630900009)
    place.run("2021-09-08T20:00:00+07:00")
    assert place.directory["30181"]["phone"] == "0277 3851 077"
    for path in place.var.glob("ledger.db*"):
        path.unlink()
    for path, data in kept.items():
        path.write_bytes(data)
    assert any("bản cũ" in line for line in verify(_settings(place)))
    with pytest.raises(LedgerError, match="bản cũ"):
        place.run("2021-09-09T20:00:00+07:00")
    assert place.directory["30181"]["phone"] == "0277 3851 077"
    rebuild(_settings(place))  # whoever has no newer copy says so
    place.run("2021-09-10T20:00:00+07:00")
    assert not any("bản cũ" in line for line in verify(_settings(place)))


def test_rebuilding_again_or_beside_a_good_ledger_changes_nothing(lived: Place, tmp_path: Path) -> None:
    place = _copy(lived, tmp_path)
    before = open_ledger(_settings(place).ledger, place.var)
    told = (before.receipts.all(), before.decisions(), before.publications(), before.last_run(), before.state("night"))
    before.close()
    rebuild(_settings(place))
    rebuild(_settings(place))
    after = open_ledger(_settings(place).ledger, place.var)
    assert told == (
        after.receipts.all(),
        after.decisions(),
        after.publications(),
        after.last_run(),
        after.state("night"),
    )
    after.close()


def test_what_only_the_journal_has_is_caught_up_with(lived: Place, tmp_path: Path) -> None:
    """A kill between journal and ledger: the ledger is the one before, whatever part of the last nights it lacks."""
    place = _copy(lived, tmp_path)
    good = open_ledger(_settings(place).ledger, place.var)
    whole = good.receipts.all()
    end = good.writes.mark
    entries, _ = good.writes.journal.entries() if good.writes.journal else ([], Mark())
    size = len((place.var / "journal.jsonl").read_bytes())
    with good.database.engine.begin() as connection:  # the transaction of the last run's last batch never came
        last = max(e.seq for e in entries if e.kind == RECEIPT)
        lines = (place.var / "journal.jsonl").read_bytes().splitlines(keepends=True)
        good.writes._put_mark(connection, Mark(last - 1, len(b"".join(lines[:last]))))
        for table in ("runs", "publications"):
            kept = {e.values.get("id", e.values["as_of"]) for e in entries if e.kind == table[:-1] and e.seq < last}
            column = "as_of" if table == "runs" else "id"
            for (value,) in connection.exec_driver_sql(f"SELECT {column} FROM {table}").all():
                if value not in kept:
                    connection.exec_driver_sql(f"DELETE FROM {table} WHERE {column} = ?", (value,))
        connection.exec_driver_sql("DELETE FROM receipts WHERE id = ?", (entries[last - 1].values["id"],))
    assert len(good.receipts.all()) == len(whole) - 1
    good.writes.catch_up(set(), lambda: True)
    assert good.receipts.all() == whole
    assert (good.writes.mark, len((place.var / "journal.jsonl").read_bytes())) == (end, size)
    good.close()
    assert list(verify(_settings(place))) == []


def test_a_ledger_never_has_what_the_journal_lacks(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.drop(f"{XA}/a.xlsx", xlsx(form({"C": [(XA, "0277 3851 001")]})))

    def full(*told: object) -> Mark:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "append", full)
        with pytest.raises(LedgerError, match="nhật ký"):
            place.run("2021-09-05T20:00:00+07:00")
    ledger = open_ledger(_settings(place).ledger, place.var)
    assert ledger.receipts.all() == []
    ledger.close()
    assert place.run("2021-09-06T20:00:00+07:00").received == 1


def test_a_journal_that_is_gone_is_written_anew_from_a_good_ledger(lived: Place, tmp_path: Path) -> None:
    """So it is with what an older version left, which kept no journal."""
    place = _copy(lived, tmp_path)
    (place.var / "journal.jsonl").unlink()
    assert list(verify(_settings(place)))
    place.run("2021-09-08T20:00:00+07:00")
    assert list(verify(_settings(place))) == []


def test_a_damaged_journal_is_mended_from_a_good_ledger(lived: Place, tmp_path: Path) -> None:
    place = _copy(lived, tmp_path)
    path = place.var / "journal.jsonl"
    path.write_bytes(path.read_bytes().replace(b"xlsx", b"xlsy", 2))
    assert any("danhba rebuild" in line for line in verify(_settings(place)))
    before = open_ledger(_settings(place).ledger, place.var).receipts.all()
    assert rebuild(_settings(place)).receipts == len(before)
    assert list(verify(_settings(place))) == []
    for ledger in place.var.glob("ledger.db"):
        ledger.write_bytes(ledger.read_bytes().replace(b"c.xlsx", b"c.xlsy"))
    path.write_bytes(path.read_bytes().replace(b"xlsx", b"xlsy", 2))
    with pytest.raises(CannotRun, match="danhba restore"):
        rebuild(_settings(place))


def test_an_older_program_refuses_a_newer_journal(
    lived: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = _copy(lived, tmp_path)
    before = (place.var / "journal.jsonl").read_bytes()
    monkeypatch.setattr("danhba.store.journal.VERSION", 0)
    with pytest.raises(LedgerError, match="bản danhba mới hơn"):
        place.run("2021-09-08T20:00:00+07:00")
    assert (place.var / "journal.jsonl").read_bytes() == before


def test_without_a_journal_nothing_can_be_rebuilt_and_one_line_says_so(lived: Place, tmp_path: Path) -> None:
    place = _copy(lived, tmp_path)
    (place.var / "journal.jsonl").unlink()
    for path in place.var.glob("ledger.db*"):
        path.unlink()
    with pytest.raises(CannotRun, match="danhba restore"):
        rebuild(_settings(place))
    with pytest.raises(LedgerError, match="danhba rebuild"):  # the archive is full: never an empty night
        place.run("2021-09-08T20:00:00+07:00")


@given(st.binary(max_size=40), st.integers(0, 10_000))
@settings(max_examples=share(60), deadline=None)
def test_a_torn_last_transaction_counts_for_nothing(
    tmp_path_factory: pytest.TempPathFactory, end: bytes, cut: int
) -> None:
    """Whatever a power cut leaves of the last write, what was synced before it is there and the next one follows it."""
    journal = Journal(tmp_path_factory.mktemp("j") / "journal.jsonl")
    mark = journal.append(
        journal.write_anew(()), [("receipt", {"id": "ä", "raw_name": b"\xff"}), ("receipt", {"id": "b"})]
    )
    second = journal.append(mark, [("decision", {"n": 1}), ("decision", {"n": 2})])
    data = journal.path.read_bytes()
    at = mark.size + cut % (second.size - mark.size)
    journal.path.write_bytes(data[:at] + (b"" if b"\n" in end else end))
    entries, found = journal.entries()
    assert ([e.values["id"] for e in entries], found) == (["ä", "b"], mark)
    assert entries[0].values["raw_name"] == b"\xff"
    assert journal.tail(mark) == ([], mark)
    journal.append(mark, [("decision", {"n": 3})])
    assert [e.values.get("n") for e in journal.entries()[0]] == [None, None, 3]


def _flip(path: Path, at: random.Random) -> bytes:
    data = path.read_bytes()
    place = at.randrange(len(data))
    path.write_bytes(data[:place] + bytes([data[place] ^ (1 << at.randrange(8))]) + data[place + 1 :])
    return data


def test_verify_finds_flipped_bits(lived: Place, tmp_path: Path) -> None:
    """In the ledger's file, the archive, the journal and the publications; `python -m tests.faults.flips` flips thousands."""
    place = _copy(lived, tmp_path)
    at = random.Random(12)
    files = [
        place.var / "ledger.db",
        place.var / "journal.jsonl",
        *sorted(p for p in (place.var / "archive").rglob("*") if p.is_file()),
        *sorted(p for p in (place.outbox / "publications").rglob("*") if p.is_file()),
    ]
    assert list(verify(_settings(place))) == []
    for path in [*files[:2] * 4, *at.sample(files, 10)]:
        data = _flip(path, at)
        assert list(verify(_settings(place))), path
        path.write_bytes(data)
    assert list(verify(_settings(place))) == []


def test_a_damaged_reading_is_made_again(lived: Place, tmp_path: Path) -> None:
    place = _copy(lived, tmp_path)
    connection = sqlite3.connect(place.var / "ledger.db")
    with connection:
        for key, payload in connection.execute("SELECT key, payload FROM readings").fetchall():
            connection.execute("UPDATE readings SET payload = ? WHERE key = ?", (payload[:-4] + b"\0\0\0\0", key))
    connection.close()
    assert any("lần chạy sau tự đọc lại" in line for line in verify(_settings(place)))
    place.drop(f"{XA}/d.xlsx", xlsx(form({"C": [(XA, "0277 3851 001")]})), 1630800009)
    assert place.run("2021-09-07T21:00:00+07:00").read >= 6
    assert list(verify(_settings(place))) == []
    assert place.directory["30181"]["phone"] == "0277 3851 001"


def test_a_row_that_is_not_as_it_was_written_is_never_believed(lived: Place, tmp_path: Path) -> None:
    place = _copy(lived, tmp_path)
    connection = sqlite3.connect(place.var / "ledger.db")
    with connection:
        connection.execute("UPDATE receipts SET received_at = '2020-09-05T13:00:00Z' WHERE source_file LIKE '%c.xlsx'")
    connection.close()
    place.drop(f"{XA}/d.xlsx", xlsx(form({"C": [(XA, "0277 3851 009")]})))
    with pytest.raises(LedgerError, match="danhba rebuild"):
        place.run("2021-09-08T20:00:00+07:00")
    rebuild(_settings(place))
    place.run("2021-09-08T20:00:00+07:00")
    assert place.directory["30181"]["phone"] == "0277 3851 009"


# --- a clock that was wrong ----------------------------------------------------------------------------------------


def test_a_night_with_the_clock_ahead_does_not_beat_every_later_return(place: Place) -> None:
    for as_of, last in (("2021-09-05", 1), ("2031-01-01", 2), ("2021-09-06", 3)):
        place.drop(f"{XA}/{last}.xlsx", xlsx(form({"C": [(XA, f"0277 3851 00{last}")]})), 1630800000 + last)
        place.run(f"{as_of}T20:00:00+07:00")
        assert place.directory["30181"]["phone"] == f"0277 3851 00{last}"
    page = (place.outbox / "reports" / "index.html").read_text(encoding="utf-8")
    assert "Đồng hồ của máy đã có lúc sai" in page
    assert "01/01/2031" in page
    out = danhba("status", "--inbox", place.inbox, "--var", place.var, "--outbox", place.outbox)
    assert "mang giờ sau giờ hiện tại" in out.stdout
    rebuild(_settings(place))
    place.run("2021-09-06T21:00:00+07:00")
    assert place.directory["30181"]["phone"] == "0277 3851 003"


@given(st.lists(st.integers(0, 5), min_size=1, max_size=12))
@settings(max_examples=share(100), deadline=None)
def test_later_claims_are_never_older_whatever_the_clock_says(hours: list[int]) -> None:
    moments = [(number, 0, f"2021-09-05T{hour:02d}:00:00Z") for number, hour in enumerate(hours, start=1)]
    eras = Eras(reversed(moments))
    keys = [(eras.of(number), when) for number, _, when in moments]
    assert keys == sorted(keys)
    if hours == sorted(hours):
        assert {era for era, _ in keys} == {0}  # a clock that goes forward is believed


def test_a_claims_number_is_told_by_its_name() -> None:
    assert claim_number(claim_name("20210905T130000Z", 1234567, "ab")) == 1234567
    assert claim_number("20210905T130000Z-0a1b2c3d") == claim_number("") == 0
