"""The shares for Windows offices on a real Samba server, run from deploy/samba/smb.conf without rights: what is sent arrives, what comes out opens."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from danhba.model.submission import Receipt, Received
from danhba.publish import publication
from danhba.receive.receive import receive
from danhba.receive.take_in import Into
from danhba.samples.builder import form, xlsx
from danhba.store.archive import Archive
from tests.conftest import Place
from tests.samba import IS_HERE, REVIEWER, STAFF, UNIT, WANTED, Samba, samba
from tests.windows_names import a_publication

pytestmark = [pytest.mark.skipif(not IS_HERE, reason=WANTED), pytest.mark.xdist_group("samba")]
XA = "Xã Tân Khánh Trung"


@pytest.fixture(scope="module")
def server() -> Iterator[Samba]:
    with samba() as made:
        yield made


@pytest.fixture
def shares(server: Samba) -> Samba:
    """The server with nothing in its folders."""
    for name in ("inbox", "review-inbox", "outbox", "var"):
        for path in (server.root / name).iterdir() if (server.root / name).exists() else ():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    (server.root / "inbox" / UNIT).mkdir()
    os.chown(server.root / "inbox" / UNIT, server.owner.pw_uid, server.owner.pw_gid)
    return server


class _NoReceipts:
    """What receiving asks of the receipts of a ledger that has none."""

    def claims(self) -> list[str]:
        return []

    def claimed(self, _: object) -> set[object]:
        return set()

    def taken(self, _: object) -> set[str]:
        return set()


class _Book:
    """What receiving asks of a ledger."""

    receipts = _NoReceipts()

    def add_receipts(self, receipts: list[Receipt]) -> None:
        """Nobody asks for them."""


@dataclass
class Night:
    """What one receiving took: the bytes by name, with the mark of the reviewers' folder; the names that wait."""

    taken: dict[str, list[bytes]]
    waiting: list[str]
    left: list[str]
    reviewers: list[str]


def receive_as_danhba(shares: Samba, hour: int = 20, settle: float = 0.0) -> Night:
    """Receive with the rights of the account that danhba runs as, and no others."""

    def act() -> Night:
        os.umask(0o077)
        root, book = shares.root, _Book()
        archive = Archive(root / "var" / "archive")
        at = dt.datetime(2021, 9, 6, hour, tzinfo=dt.UTC)
        into = Into(root / "var", archive, book, None)  # type: ignore[arg-type]
        done: Received = receive(root / "inbox", into, at, settle, reviewers=root / "review-inbox")
        taken: dict[str, list[bytes]] = {}
        for r in done.receipts:
            taken.setdefault(r.source_file, []).append(archive.get(r.sha256))
        return Night(
            taken,
            done.waiting,
            [left.name for left in done.left],
            [r.source_file for r in done.receipts if r.from_reviewers],
        )

    night = shares.as_owner(act)
    assert isinstance(night, Night)
    return night


# Letters of every script that Windows allows in a name, composed and decomposed.
_SIGNS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"), exclude_characters='<>:"/\\|?*')
_NAMES = st.text(_SIGNS, min_size=1, max_size=40).filter(
    lambda n: n == n.strip(" .") and len(n.encode()) < 200 and not n.startswith(("~", "."))
)
_WRITTEN = [
    "Xã Tân Mỹ",
    unicodedata.normalize("NFD", "Xã Tân Mỹ"),
    "XÃ TÂN KHÁNH TRUNG",
    "日本の表",
    "Список",
    "قائمة",
    "ⲁⲃⲅ 𝔛 🎉",
    "a'b`c$(d);e&f%1%",
    "=1+1",
    "-rf",
]


@examples(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_NAMES, max_size=12, unique_by=lambda n: n.upper().casefold()))
@example(_WRITTEN)
def test_names_in_any_script_arrive_as_they_were_written(shares: Samba, names: list[str]) -> None:
    commands = []
    for number, name in enumerate(names):
        (shares.state / f"{number}.bin").write_bytes(b"%d %s" % (number, name.encode()))
        commands.append(f'put {shares.state}/{number}.bin "{name}.csv"')
    said = shares.do("hop-nhan", *commands, "ls")
    assert "NT_STATUS" not in said, said
    night = receive_as_danhba(shares)
    assert (night.waiting, night.left) == ([], [])
    wanted: dict[str, list[bytes]] = {}
    for number, name in enumerate(names):
        wanted.setdefault(unicodedata.normalize("NFC", f"{name}.csv"), []).append(b"%d %s" % (number, name.encode()))
    assert {n: sorted(d) for n, d in night.taken.items()} == {n: sorted(d) for n, d in wanted.items()}
    shutil.rmtree(shares.root / "var")


def _slow(shares: Samba, name: str) -> tuple[subprocess.Popen[str], int]:
    """Begin to write a file over the share; what is written into the handle goes into it, closing the handle ends it."""
    pipe = shares.state / "pipe"
    pipe.unlink(missing_ok=True)
    os.mkfifo(pipe)
    session = shares.begin("hop-nhan", "iosize 16384", f'put {pipe} "{name}"')
    return session, os.open(pipe, os.O_WRONLY)


def _wait_for(path: Path, size: int) -> None:
    deadline = time.monotonic() + 20
    while not path.exists() or path.stat().st_size < size:
        assert time.monotonic() < deadline, path
        time.sleep(0.02)


DATA = os.urandom(400_000)  # many writes
HALF = len(DATA) // 2


def test_a_file_is_taken_when_its_sender_has_finished_and_not_before(shares: Samba) -> None:
    """Written in two halves with a pause longer than the settle time: at every moment it is open, though it lies still."""
    session, handle = _slow(shares, "cham.xlsx")
    try:
        _wait_for(shares.root / "inbox" / "cham.xlsx", 0)
        night = receive_as_danhba(shares, 18)
        assert (night.taken, night.waiting) == ({}, ["cham.xlsx"])  # opened, nothing written: as Excel has a file open
        os.write(handle, DATA[:HALF])
        _wait_for(shares.root / "inbox" / "cham.xlsx", HALF // 2)
        night = receive_as_danhba(shares, 19, settle=0.3)
        assert (night.taken, night.waiting) == ({}, ["cham.xlsx"])
        os.write(handle, DATA[HALF:])
    finally:
        os.close(handle)
        session.communicate(timeout=30)
    assert receive_as_danhba(shares, 20).taken == {"cham.xlsx": [DATA]}
    assert not list((shares.root / "inbox").glob("*.xlsx"))


def test_overwritten_renamed_and_twins(shares: Samba) -> None:
    """What lies there at night counts, as on any share; a name in other capitals is the same file to Windows, not to the server's own disk."""
    inbox, local = shares.root / "inbox", shares.state
    for number in range(3):
        (local / f"{number}.bin").write_bytes(b"ban %d" % number)
    # Excel and Word save beside it, take the old one away, and rename.
    said = shares.do("hop-nhan", f"put {local}/0.bin a.xlsx", f"put {local}/1.bin 5F2A1B00", "rename a.xlsx 6C3D.tmp", "rename 5F2A1B00 a.xlsx", "del 6C3D.tmp",
                     f"put {local}/0.bin b.xlsx", f"put {local}/2.bin b.xlsx", f"put {local}/0.bin Xa.xlsx", f"put {local}/1.bin XA.xlsx",
                     "mkdir Thư", "rename b.xlsx Thư/c.xlsx", f"put {local}/0.bin ~$a.xlsx")  # fmt: skip
    assert "NT_STATUS" not in said, said
    assert sorted(p.name for p in inbox.glob("*.xlsx")) == ["Xa.xlsx", "a.xlsx", "~$a.xlsx"]
    night = receive_as_danhba(shares, 18)
    assert night.taken == {"a.xlsx": [b"ban 1"], "Xa.xlsx": [b"ban 1"], "Thư/c.xlsx": [b"ban 2"]}
    assert shares.do("hop-nhan", f"put {local}/2.bin a.xlsx").count("NT_STATUS") == 0
    assert receive_as_danhba(shares, 19).taken == {"a.xlsx": [b"ban 2"]}
    # Twins that the server's own people made: Windows sees both, each with its own bytes, and both are received.
    for name, data in (("Xã.csv", b"thuong"), ("XÃ.csv", b"hoa")):
        (inbox / name).write_bytes(data)
        os.chown(inbox / name, shares.owner.pw_uid, shares.owner.pw_gid)
    got = local / "got"
    shares.do("hop-nhan", f'get "Xã.csv" {got}.1', f'get "XÃ.csv" {got}.2')
    assert [Path(f"{got}.{n}").read_bytes() for n in (1, 2)] == [b"thuong", b"hoa"]
    assert receive_as_danhba(shares, 20).taken == {"Xã.csv": [b"thuong"], "XÃ.csv": [b"hoa"]}


def test_everybody_gets_what_is_his(shares: Samba) -> None:
    local = shares.state / "0.bin"
    local.write_bytes(b"x")
    (shares.root / "inbox" / "Thu cua nguoi khac").mkdir()
    put = f"put {local} a.csv"
    refused = [
        ("hop-nhan", UNIT), ("hop-nhan", REVIEWER), ("nguoi-duyet", STAFF), ("nguoi-duyet", UNIT), ("ket-qua", UNIT), ("gui-bang", STAFF),
    ]  # fmt: skip
    for share, account in refused:
        assert "NT_STATUS_ACCESS_DENIED" in shares.do(share, "ls", account=account), (share, account)
    for share, account in (("hop-nhan", STAFF), ("nguoi-duyet", REVIEWER), ("gui-bang", UNIT)):
        assert "NT_STATUS" not in shares.do(share, put, account=account)
    assert "Thu cua nguoi khac" not in shares.do("gui-bang", "cd ..", "ls", "ls ..\\*", account=UNIT)
    for account in (STAFF, REVIEWER):
        said = shares.do("ket-qua", put, "mkdir x", account=account)
        assert said.count("NT_STATUS_ACCESS_DENIED") == 2
    (shares.root / "inbox" / "ra-ngoai").symlink_to("/etc")
    (shares.root / "outbox" / "ra-ngoai").symlink_to("/etc")
    for share in ("hop-nhan", "ket-qua"):
        assert shares.do(share, "ls ra-ngoai\\*", "get ra-ngoai\\passwd /dev/null").count("NT_STATUS_OBJECT") == 2
    assert "NT_STATUS" in shares.do("hop-nhan", "ls", account="nobody")
    night = receive_as_danhba(shares)
    assert sorted(night.taken) == ["a.csv", f"{UNIT}/a.csv"]
    assert len(night.taken["a.csv"]) == 2
    assert night.reviewers == ["a.csv"]
    assert night.left == ["ra-ngoai"]


def test_current_is_a_folder_whole_at_every_moment(shares: Samba) -> None:
    """The link is followed by the server. While it is put elsewhere again and again, every file that is opened comes whole, of one publication."""
    outbox, got = shares.root / "outbox", shares.state / "got"
    ids = [a_publication(outbox, number, 40_000) for number in (1, 2)]
    publication.confirm(outbox, ids[0])
    (outbox / ".current.dang-dung.tmp").mkdir()
    assert "current                             D" in (said := shares.do("ket-qua", "ls"))
    assert ".current" not in said
    session = shares.begin("ket-qua", *(f"get current\\danh-ba.csv {got}.{n}" for n in range(60)))
    swaps = 0
    while session.poll() is None:
        publication.confirm(outbox, ids[swaps % 2])
        swaps += 1
    assert "NT_STATUS" not in session.communicate()[0]
    seen = {Path(f"{got}.{n}").read_bytes() for n in range(60)}
    assert seen <= {b"1\n" * 40_000, b"2\n" * 40_000}
    assert swaps > 2


def test_everything_that_comes_out_opens_by_the_name_that_windows_sees(shares: Samba, tmp_path: Path) -> None:
    """A night with packages; its outbox is read whole through the share and compared with the disk."""
    place = Place(tmp_path)
    place.drop(f"{XA}/a?.xlsx", xlsx(form({"C": [(XA, "0277 38"), ("Xã Bình Thạnh", "0277 3851 002")]})))
    place.run("2021-09-01T22:00:00+07:00", tell_units=True)
    outbox = shares.root / "outbox"
    shutil.copytree(place.outbox, outbox, symlinks=True, dirs_exist_ok=True)
    got = shares.state / "xuong"
    got.mkdir()
    said = shares.do("ket-qua", f"lcd {got}", "recurse on", "prompt off", "mget *")
    assert "NT_STATUS" not in said, said

    def below(root: Path) -> dict[str, bytes]:
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}

    wanted = below(outbox) | {f"current/{p.name}": p.read_bytes() for p in (outbox / "current").iterdir()}
    assert below(got) == wanted
    assert {"thu.eml", "danh-ba.xlsx", "phieu-ra-soat.html"} <= {Path(n).name for n in wanted}
    shutil.rmtree(got)
