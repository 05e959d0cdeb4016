"""A sender that pauses longer than the settle time and writes on: into a file that was claimed meanwhile. No byte is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from danhba.samples.builder import csv_text, form
from tests.conftest import Place

XA = "Xã Tân Khánh Trung"
WHOLE = csv_text(form({"C": [(XA, "0277 3851 001"), ("Xã Tân Mỹ", "0277 3851 002")]}, footer=False))
HALF = WHOLE[: WHOLE.index("Xã Tân Mỹ".encode()) - 2]
NIGHTS = ("2021-09-05T20:00:00+07:00", "2021-09-06T08:00:00+07:00", "2021-09-06T20:00:00+07:00")


@pytest.fixture(params=["one disk", pytest.param("two disks", marks=pytest.mark.long)])
def disks(request: pytest.FixtureRequest, place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A place whose inbox lies on the disk of var/, or on another one."""
    if request.param == "two disks":
        real = os.rename

        def rename(source: object, target: object, **kw: object) -> None:
            inside = [str(place.inbox) in str(p) for p in (source, target)]
            if inside[0] != inside[1]:
                raise OSError(18, "Invalid cross-device link")
            real(source, target, **kw)  # type: ignore[arg-type]

        monkeypatch.setattr(os, "rename", rename)
    return place


def test_what_a_sender_writes_after_a_run_is_a_new_receipt(disks: Place) -> None:
    path = disks.drop("875/a.csv", HALF)
    with path.open("ab") as sender:
        # A sender on another machine: nobody here can see that it has the file open.
        os.close(os.dup(sender.fileno()))
    handle = os.open(path, os.O_WRONLY | os.O_APPEND)
    hidden = os.dup(handle)
    os.close(handle)
    from danhba.receive.writers import Writers

    blind = pytest.MonkeyPatch()
    blind.setattr(Writers, "open_for_writing", lambda self, handle, told: False)
    try:
        assert disks.run(NIGHTS[0]).received == 1
        os.write(hidden, WHOLE[len(HALF) :])
        os.close(hidden)
        assert disks.run(NIGHTS[1]).received == 1
    finally:
        blind.undo()
    archived = {p.read_bytes() for p in (disks.var / "archive").glob("??/*")}
    assert archived == {HALF, WHOLE}
    assert {e["phone"] for e in disks.directory.values()} == {"0277 3851 001", "0277 3851 002"}
    assert disks.run(NIGHTS[2]).received == 0
    assert [p for p in disks.root.rglob("*.csv") if "outbox" not in str(p)] == []
    assert not list(disks.inbox.glob(".danhba-held*"))


def test_what_lies_as_it_was_is_let_go_of_one_run_later(disks: Place) -> None:
    disks.drop("a.csv", WHOLE)
    assert disks.run(NIGHTS[0]).received == 1
    kept = [p for p in disks.root.rglob("a.csv") if "outbox" not in str(p)]
    assert len(kept) == 1
    os.utime(kept[0], (1, 1))  # its sender sets a time of its own: no new bytes
    assert disks.run(NIGHTS[1]).received == 0
    assert not [p for p in disks.root.rglob("a.csv") if "outbox" not in str(p)]


def test_a_file_that_another_process_writes_is_not_claimed(place: Place) -> None:
    path = place.drop("a.csv", HALF)
    code = f"import sys; f = open({str(path)!r}, 'ab'); print('open', flush=True); sys.stdin.readline()"
    sender = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert sender.stdout is not None
        assert sender.stdout.readline() == "open\n"
        outcome = place.run(NIGHTS[0])
        assert (outcome.received, outcome.waiting) == (0, ["a.csv"])
        assert path.exists()
    finally:
        sender.communicate("\n")
    assert place.run(NIGHTS[1]).received == 1


def test_proc_knows_what_a_lease_cannot_tell(tmp_path: Path) -> None:
    from danhba.receive.writers import _open_files

    path = tmp_path / "a"
    path.write_bytes(b"x")
    code = f"import sys; f = open({str(path)!r}, 'ab'); print('open', flush=True); sys.stdin.readline()"
    sender = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    told = path.stat()
    try:
        assert sender.stdout is not None
        sender.stdout.readline()
        assert (told.st_dev, told.st_ino) in _open_files()
    finally:
        sender.communicate("\n")
    assert (told.st_dev, told.st_ino) not in _open_files()


@pytest.mark.parametrize("way", ["file", "link", "folder", "folders"])
def test_nothing_is_lost_that_is_dropped_by_the_name_of_our_own_folder(disks: Place, way: str) -> None:
    """What we hold is known by its record, never by its name; whatever has that name is in nobody's way."""
    disks.drop("875/tot.csv", WHOLE)
    hidden = disks.inbox / ".danhba-held"
    if way == "link":
        hidden.symlink_to(disks.root)
    else:
        path = {"file": "", "folder": "/a.csv", "folders": "/20210905T130000Z-000001-abcdef01/875/a.csv"}[way]
        disks.drop(f".danhba-held{path}", HALF)
    outcome = disks.run(NIGHTS[0])
    assert outcome.received == (1 if way == "link" else 2)
    assert len(outcome.left) == (way == "link")
    assert {e["phone"] for e in disks.directory.values()} >= {"0277 3851 001", "0277 3851 002"}
    again = disks.run(NIGHTS[1])
    assert (again.received, len(again.left)) == (0, way == "link")
    assert [p for p in disks.root.rglob("*.csv") if "outbox" not in str(p) and p.is_file()] == []
