"""prune, verify, backup and restore on a real installation."""

from __future__ import annotations

import datetime as dt

import pytest

from danhba.nights.facts import troubles_of
from danhba.samples.builder import form, xlsx
from danhba.settings import Settings
from danhba.store import maintenance as housekeeping
from tests.conftest import REGISTRY, Place, danhba

XA = "Xã Tân Khánh Trung"


def _settings(place: Place) -> Settings:
    return Settings(inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY)


@pytest.fixture
def used(place: Place) -> Place:
    for day in range(1, 5):
        place.drop(f"{XA}/a.xlsx", xlsx(form({"C": [(XA, f"0277 3851 00{day}")]})))
        place.run(f"2021-09-0{day}T08:00:00+07:00")
    return place


def test_prune_keeps_the_newest_and_the_archive(used: Place) -> None:
    (used.outbox / "reports" / "hop-thu").mkdir()  # the previews of the watch
    before = sorted(p.name for p in (used.var / "archive").rglob("*") if p.is_file())
    gone, orphans = housekeeping.prune(_settings(used), 2)
    assert (len(gone), orphans) == (2, [])
    assert len(list((used.outbox / "publications").iterdir())) == 2
    assert (used.outbox / "reports" / "hop-thu").exists()
    assert [e["phone"] for e in used.directory.values()] == ["0277 3851 004"]
    assert sorted(p.name for p in (used.var / "archive").rglob("*") if p.is_file()) == before


def test_verify_names_what_does_not_agree(used: Place) -> None:
    settings = _settings(used)
    assert list(housekeeping.verify(settings)) == []
    victim = next(p for p in (used.var / "archive").rglob("*") if p.is_file())
    victim.write_bytes(b"x")
    (used.outbox / "current" / "danh-ba.csv").write_bytes(b"x")
    lines = list(housekeeping.verify(settings))
    assert any("đã bị thay đổi" in line and victim.name[:12] in line for line in lines)
    assert any("không còn nguyên trong kho lưu trữ" in line for line in lines)
    assert any("danh-ba.csv" in line for line in lines)
    out = danhba("verify", "--var", used.var, "--outbox", used.outbox)
    assert out.returncode == 1
    assert "chỗ không khớp" in out.stdout


def test_verify_sees_a_publication_turned_back_and_a_key_that_is_not_the_one_in_use(used: Place) -> None:
    settings, key, current = _settings(used), used.var / "signing.key", used.outbox / "current"
    used.drop("muon.xlsx", xlsx(form({"C": [("Xã Tân Mỹ, huyện Lấp Vò", "0277 3851 777")]})))
    before = current.resolve()
    used.run("2021-09-08T08:00:00+07:00")
    newest = current.resolve()
    assert newest != before
    assert list(housekeeping.verify(settings)) == []
    current.unlink()
    current.symlink_to(before, target_is_directory=True)
    (line,) = housekeeping.verify(settings)
    assert before.name in line
    assert newest.name in line
    current.unlink()
    current.symlink_to(newest, target_is_directory=True)
    good = key.read_bytes()
    for spoil in (key.unlink, lambda: key.write_bytes(b""), lambda: key.write_bytes(b"x" * 32)):
        spoil()
        (line,) = housekeeping.verify(settings)
        assert "signing.key" in line
        assert "sao lưu" in line
        key.write_bytes(good)
    assert list(housekeeping.verify(settings)) == []


def test_a_key_made_anew_is_told_for_two_weeks_and_the_old_one_put_back_ends_it(used: Place) -> None:
    key, now = used.var / "signing.key", dt.datetime(2021, 9, 9, 2, tzinfo=dt.UTC)

    def told(days: int = 0) -> list[str]:
        return [t.what for t in troubles_of(_settings(used), now + dt.timedelta(days=days)) if t.kind == "key"]

    used.run("2021-09-08T08:00:00+07:00")
    assert not told()
    good = key.read_bytes()
    key.unlink()
    used.run("2021-09-09T08:00:00+07:00")
    assert len(told(13)) == 1
    assert not told(15)
    key.write_bytes(good)
    used.run("2021-09-10T08:00:00+07:00")
    assert not told()
    assert list(housekeeping.verify(_settings(used))) == []


def test_backup_and_restore_are_a_round_trip(used: Place) -> None:
    tar = used.root / "b" / "sao-luu.tar"
    assert housekeeping.backup(_settings(used), tar) > 10
    other = Place.__new__(Place)
    other.root, other.inbox, other.outbox, other.var = (
        used.root,
        used.root / "in2",
        used.root / "out2",
        used.root / "var2",
    )
    other.inbox.mkdir()
    housekeeping.restore(_settings(other), tar)
    assert list(housekeeping.verify(_settings(other))) == []
    assert other.directory == used.directory
    again = other.run("2021-09-09T08:00:00+07:00")
    assert (again.received, again.read, again.new_publication) == (0, 0, False)
    with pytest.raises(housekeeping.HousekeepingError, match="đã có dữ liệu"):
        housekeeping.restore(_settings(other), tar)


def test_prune_by_days_keeps_the_newest_and_what_stands(used: Place) -> None:
    (used.var / "ledger.db.20210801T000000Z.old").write_bytes(b"x")
    (used.var / "ledger.db.20210903T000000Z.old").write_bytes(b"x")
    settings = _settings(used).model_copy(update={"as_of": dt.datetime(2021, 9, 4, 8, tzinfo=dt.UTC)})
    assert len(housekeeping.prune(settings, 90, 3)[0]) == 1
    assert [p.name for p in used.var.glob("*.old")] == ["ledger.db.20210903T000000Z.old"]
    late = settings.model_copy(update={"as_of": dt.datetime(2022, 9, 4, tzinfo=dt.UTC)})
    assert len(housekeeping.prune(late, 90, 30)[0]) == 2
    assert len(list((used.outbox / "publications").iterdir())) == 1
    assert [e["phone"] for e in used.directory.values()] == ["0277 3851 004"]
