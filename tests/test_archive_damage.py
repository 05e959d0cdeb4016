"""An archive that a disk has spoilt: one finding for its own submission, no number from damaged bytes, healed by the same bytes."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

import danhba.store.readings as kept_readings
from danhba.report import which_changed
from danhba.run import nothing_new
from danhba.samples.builder import form, xlsx
from danhba.store.archive import Archive, Contents
from danhba.store.archive_remote import RemoteArchive
from danhba.store.damaged import DAMAGED, ArchiveDamagedError
from danhba.store.open_archive import open_archive
from tests.conftest import Place

XA = "Xã Tân Khánh Trung"
DATA = xlsx(form({"C": [(XA, "0277 3851 001")]}))


def _zeroed(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def _short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _long(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")


def _flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[random.Random(len(data)).randrange(len(data))] ^= 4
    path.write_bytes(data)


def _gone(path: Path) -> None:
    path.unlink()


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _raise_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is read again."""
    for module in (kept_readings, nothing_new, which_changed):
        monkeypatch.setattr(module, "READING_RULES", 10_000)
    kept_readings._key.cache_clear()


SPOIL = [_zeroed, _short, _empty, _long, _flipped, _gone, _a_folder]


@pytest.fixture(params=["local", "fsspec"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Contents:
    if request.param == "local":
        return open_archive(tmp_path)
    return RemoteArchive(f"file://{tmp_path}/archive", {"auto_mkdir": True})


@pytest.mark.parametrize("spoil", SPOIL)
def test_every_read_is_hashed_and_the_same_bytes_heal(
    archive: Contents, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    if spoil is _a_folder and not isinstance(archive, Archive):
        pytest.skip("a storage of objects has no folders")
    name, _ = archive.put_bytes(DATA)
    spoil(tmp_path / "archive" / name[:2] / name)
    with pytest.raises(ArchiveDamagedError):
        archive.get(name)
    with pytest.raises(ArchiveDamagedError):
        archive.check(name)
    with (tmp_path / "again").open("wb") as file:
        file.write(DATA)
    with (tmp_path / "again").open("rb") as file:
        assert archive.put(file) == (name, len(DATA))
    assert archive.get(name) == DATA
    archive.check(name)
    assert list(archive.names()) == [name]
    assert len(list((tmp_path / "archive").glob(f"{DAMAGED}/*"))) == (spoil is not _gone)  # kept for the record
    spoil(tmp_path / "archive" / name[:2] / name)
    archive.put_bytes(DATA)
    assert archive.get(name) == DATA


@pytest.mark.parametrize("spoil", [_flipped, _gone])
def test_a_damaged_file_costs_its_own_submission_one_finding(
    place: Place, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], None]
) -> None:
    place.drop(f"{XA}/truoc.xlsx", xlsx(form({"C": [(XA, "0277 3851 009")]})))
    place.run("2021-09-01T08:00:00+07:00")
    place.drop(f"{XA}/a.xlsx", DATA)
    place.drop("A-SYT/b.xlsx", xlsx(form({"A": [("Sở Y tế", "0277 3851 002")]})))
    place.run("2021-09-02T08:00:00+07:00")
    archive = Archive(place.var / "archive")
    name, _ = archive.put_bytes(DATA)
    spoil(archive.path(name))
    _raise_the_rules(monkeypatch)
    try:
        place.run("2021-09-03T08:00:00+07:00")
        told = [f for f in place.findings if f["code"] == "archive_damaged"]
        assert [f["source_file"] for f in told] == [f"{XA}/a.xlsx"]
        assert "không phải lỗi của đơn vị" in told[0]["message"]
        by_name = {e["name"]: (e["phone"], e["status"]) for e in place.directory.values()}
        # The neighbour stands; what the unit sent before the lost file is not taken for its newest word.
        assert by_name == {"Sở Y tế": ("0277 3851 002", "current"), XA: ("0277 3851 009", "kept")}
        place.drop(f"{XA}/a.xlsx", DATA)  # sent again
        place.run("2021-09-04T08:00:00+07:00")
        assert not [f for f in place.findings if f["code"] == "archive_damaged"]
        assert {e["phone"] for e in place.directory.values()} == {"0277 3851 001", "0277 3851 002"}
    finally:
        kept_readings._key.cache_clear()


def test_a_file_put_back_by_the_operator_is_read_though_nothing_new_came(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.drop(f"{XA}/a.xlsx", DATA)
    place.run("2021-09-02T08:00:00+07:00")
    archive = Archive(place.var / "archive")
    name, _ = archive.put_bytes(DATA)
    _flipped(archive.path(name))
    _raise_the_rules(monkeypatch)
    try:
        place.run("2021-09-03T08:00:00+07:00")
        assert [f["code"] for f in place.findings if f["severity"] == "error"] == ["archive_damaged"]
        archive.path(name).write_bytes(DATA)
        place.run("2021-09-03T09:00:00+07:00")
        assert not [f["code"] for f in place.findings if f["severity"] == "error"]
    finally:
        kept_readings._key.cache_clear()
