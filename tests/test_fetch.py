"""Mails into the inbox from a real IMAP server (pymap): each once under kills at every step, the mailbox untouched but for a flag."""

from __future__ import annotations

import datetime as dt
import imaplib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from danhba.model.telling import Fetched
from danhba.receive import mailbox as mailboxes
from danhba.receive.mailbox import Mailbox, MailboxError, fetch
from danhba.samples.builder import form, xlsx
from danhba.store.ledger import Ledger, open_ledger
from tests.conftest import Place
from tests.test_packages import Killed

NOW = dt.datetime(2021, 9, 6, 1, tzinfo=dt.UTC)
PYMAP = Path(sys.executable).parent / "pymap"
pytestmark = pytest.mark.skipif(not PYMAP.exists(), reason="needs the IMAP server pymap: pip install pymap")


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        free = int(s.getsockname()[1])
    command = [
        PYMAP,
        "--host",
        "127.0.0.1",
        "--port",
        str(free),
        "--no-tls",
        "--no-service",
        "managesieve",
        "--no-service",
        "admin",
        "dict",
    ]
    server = subprocess.Popen([*command, "--demo-user", "vp", "--demo-password", "BiMat"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    for _ in range(150):
        try:
            imaplib.IMAP4("127.0.0.1", free, timeout=5).logout()
            break
        except OSError:
            time.sleep(0.1)
    yield free
    server.terminate()
    server.wait()


@pytest.fixture
def box(port: int) -> Iterator[tuple[Mailbox, imaplib.IMAP4]]:
    """A mailbox without mails, and a reader of ours at it."""
    line = imaplib.IMAP4("127.0.0.1", port, timeout=20)
    line.login("vp", "BiMat")
    line.select("INBOX")
    line.store("1:*", "+FLAGS", "(\\Deleted)")
    line.expunge()
    yield Mailbox("127.0.0.1", port, "none", "vp", "BiMat"), line
    line.logout()


@cache
def mail(number: int, name: str = "Sở Y tế.xlsx") -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"], made["Message-ID"] = "a@b.vn", f"../../etc/{number}\x07 ; rm", f"<{number}@b.vn>"
    made.set_content("Kính gửi")
    made.add_attachment(xlsx(form({"A": [("Sở Y tế", f"0277 3851 {100 + number}")]})), maintype="application", subtype="xlsx", filename=name)  # fmt: skip
    return made.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def put(line: imaplib.IMAP4, data: bytes) -> None:
    status, _ = line.append("INBOX", "", "", data)
    assert status == "OK"


def flags(line: imaplib.IMAP4) -> list[str]:
    line.noop()
    _, told = line.fetch("1:*", "(FLAGS)")
    # what the server says by itself comes first: of each mail the last line holds
    return list({t.split()[0]: t.decode() for t in told if isinstance(t, bytes)}.values())


def take(box: Mailbox, place: Place, ledger: Ledger) -> Any:
    return fetch(box, place.inbox, ledger.fetched(), ledger.add_fetched, NOW)


def ledger_of(place: Place) -> Ledger:
    return open_ledger(f"sqlite:///{place.var / 'ledger.db'}", place.var)


def test_each_mail_comes_once_with_its_bytes_and_gets_a_flag(box: tuple[Mailbox, imaplib.IMAP4], place: Place) -> None:
    at, line = box
    for number in (1, 2):
        put(line, mail(number))
    ledger = ledger_of(place)
    done = take(at, place, ledger)
    assert len(done.taken) == 2
    assert done.left == []
    assert sorted(p.read_bytes() for p in place.inbox.iterdir()) == sorted([mail(1), mail(2)])
    assert all(p.name.startswith("thu-v") and p.suffix == ".eml" for p in place.inbox.iterdir())
    assert len(flags(line)) == 2
    assert all("\\Seen" in f for f in flags(line))
    assert take(at, place, ledger).taken == []
    # unread again by somebody's hand, its file long gone: it is known
    line.store("1:*", "-FLAGS", "(\\Seen)")
    shutil.rmtree(place.inbox)
    place.inbox.mkdir()
    assert (take(at, place, ledger).known, list(place.inbox.iterdir())) == (2, [])
    # numbered anew: known by its bytes
    renumbered = [Fetched(f.mailbox, "1", f"9{f.uid}", f.sha256, f.name, f.at) for f in ledger.fetched()]
    line.store("1:*", "-FLAGS", "(\\Seen)")
    assert fetch(at, place.inbox, renumbered, lambda _: None, NOW).taken == []
    ledger.close()


def test_a_mail_that_is_too_large_stays_unread_and_is_told(box: tuple[Mailbox, imaplib.IMAP4], place: Place) -> None:
    at, line = box
    put(line, mail(1) + b"x" * 70_000)
    put(line, mail(2))
    small = Mailbox(at.host, at.port, at.tls, at.user, at.password, most_bytes=60_000)
    done = fetch(small, place.inbox, [], lambda _: None, NOW)
    assert len(done.taken) == 1
    assert "lớn hơn" in done.left[0]
    assert ["\\Seen" in f for f in flags(line)] == [False, True]


@pytest.mark.parametrize("at", ["before it is written down", "after it is written down", "before its name", "before the flag"])  # fmt: skip
def test_killed_at_any_step_no_mail_comes_twice_and_none_is_lost(
    at: str, box: tuple[Mailbox, imaplib.IMAP4], place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox, line = box
    put(line, mail(3))
    ledger = ledger_of(place)
    real = Ledger.add_fetched

    def die(*_: Any) -> Any:
        raise Killed

    def written(self: Ledger, mails: Any) -> None:
        real(self, mails)
        raise Killed

    with monkeypatch.context() as patch:
        if at == "before it is written down":
            patch.setattr(Ledger, "add_fetched", die)
        elif at == "after it is written down":
            patch.setattr(Ledger, "add_fetched", written)
        elif at == "before its name":
            patch.setattr(mailboxes.os, "replace", die)
        else:
            real_uid = imaplib.IMAP4.uid
            patch.setattr(imaplib.IMAP4, "uid", lambda s, c, *a: die() if c == "STORE" else real_uid(s, c, *a))
        with pytest.raises(Killed):
            take(mailbox, place, ledger)
    ledger.close()
    arrived = [p.read_bytes() for p in place.inbox.glob("*.eml")]
    for path in place.inbox.glob("[!.]*.eml"):
        path.unlink()  # a run has received it meanwhile
    ledger = ledger_of(place)
    take(mailbox, place, ledger)
    take(mailbox, place, ledger)
    arrived += [p.read_bytes() for p in place.inbox.iterdir()]
    assert arrived == [mail(3)]
    assert all("\\Seen" in f for f in flags(line))
    ledger.close()


def test_a_mailbox_that_is_away_is_one_line_without_the_password(
    box: tuple[Mailbox, imaplib.IMAP4], place: Place
) -> None:
    at, _ = box
    for wrong in ({"password": "SaiMat"}, {"port": 1}, {"folder": "Khong co"}, {"tls": "tls"}):
        made = Mailbox(
            **{"host": at.host, "port": at.port, "tls": at.tls, "user": at.user, "password": at.password, **wrong}
        )
        with pytest.raises(MailboxError) as raised:
            fetch(made, place.inbox, [], lambda _: None, NOW)
        assert "Mat" not in str(raised.value)
        assert "\n" not in str(raised.value)
    assert list(place.inbox.iterdir()) == []


def test_the_night_takes_mails_first_and_goes_on_without_them(box: tuple[Mailbox, imaplib.IMAP4], place: Place) -> None:
    at, line = box
    put(line, mail(4))
    here = {"imap_host": at.host, "imap_port": at.port, "imap_tls": "none", "imap_user": "vp"}
    outcome = place.run(**here, imap_password="SaiMat")
    assert "mật khẩu" in outcome.mailbox
    assert outcome.received == 0
    outcome = place.run("2021-09-06T09:00:00+07:00", **here, imap_password="BiMat")
    assert outcome.mailbox == ""
    assert outcome.received >= 1
    assert place.directory["A-SYT"]["phone"] == "0277 3851 104"
