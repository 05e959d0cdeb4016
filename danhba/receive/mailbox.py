"""Unread mails of an IMAP mailbox into the inbox as .eml, each at most once; the mailbox is left as it is but for a
flag.

In this order: the mail is written beside its place in the inbox under a hidden name, that it was taken is written down,
it gets its name, the flag is put on it. Whatever ends the program between leaves a mail that is fetched again whole, or
one that the next fetch finishes. A name holds nothing that the mail says of itself.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import imaplib
import os
import re
import ssl
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from danhba.model.telling import Fetched
from danhba.output.files import sync_folder
from danhba.vietnamese.dates import utc
from danhba.vietnamese.system_errors import system_words

_SECONDS = 60.0
_MOST = 1000  # mails of one fetch
_STAGED = re.compile(r"\.(thu-v\d{1,20}u\d{1,20}\.eml)\.tmp")


class MailboxError(Exception):
    """The mailbox cannot be read; the text is one clear line in Vietnamese, without a password."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where mails are taken from. tls: tls, starttls or none; password: in clear; flag: \\Seen or a keyword;
    most_bytes: of one mail."""

    host: str
    port: int
    tls: str
    user: str
    password: str
    folder: str = "INBOX"
    flag: str = "\\Seen"
    most_bytes: int = 64 << 20

    @property
    def name(self) -> str:
        """What the ledger calls it."""
        return f"{self.user}@{self.host}/{self.folder}"


@dataclass(slots=True)
class Fetch:
    """What a fetch did: names of mails that lie in the inbox now, how many were known already, and what was left, in
    Vietnamese."""

    taken: list[str] = field(default_factory=list)
    known: int = 0
    left: list[str] = field(default_factory=list)


class _TooLarge(Exception):
    pass


def _limited(kind: type[imaplib.IMAP4], most: int) -> type[imaplib.IMAP4]:
    """Return a client that takes no literal larger than `most`, whatever the server says of a mail's size
    beforehand."""

    class Limited(kind):  # type: ignore[misc,valid-type]
        def read(self, size: int) -> bytes:
            if size > most:
                raise _TooLarge
            return super().read(size)

    return Limited


def finish(inbox: Path, known: Sequence[Fetched]) -> list[str]:
    """Give those mails their names that an interrupted fetch had written down; remove what it had not. Raises
    OSError."""
    names = {f.name for f in known}
    done = []
    for path in sorted(inbox.glob(".thu-v*.tmp")):
        found = _STAGED.fullmatch(path.name)
        if found and found[1] in names:
            os.replace(path, inbox / found[1])
            done.append(found[1])
        elif found:
            path.unlink()
    return done


def fetch(
    mailbox: Mailbox,
    inbox: Path,
    known: Sequence[Fetched],
    write: Callable[[list[Fetched]], None],
    now: dt.datetime,
) -> Fetch:
    """Take the unread mails. known: what was ever taken; write: makes it lasting that one was. Raises MailboxError,
    OSError, what `write` raises."""
    out = Fetch(taken=finish(inbox, known))
    line = _connected(mailbox)
    try:
        validity, uids = _unread(line, mailbox)
        of_uid = {(f.mailbox, f.validity, f.uid) for f in known}
        of_hash = {f.sha256 for f in known if f.mailbox == mailbox.name}
        for uid in uids[:_MOST]:
            if (mailbox.name, validity, uid) not in of_uid:
                data = _bytes_of(line, uid, mailbox.most_bytes)
                if data is None:
                    out.left.append(
                        f"thư số {uid} trong hộp thư lớn hơn {mailbox.most_bytes >> 20} MB, tải tay về hộp nhận"
                    )
                    continue
                if not data:
                    out.left.append(f"thư số {uid} trong hộp thư không tải về được")
                    continue
                sha256 = hashlib.sha256(data).hexdigest()
                mail = Fetched(mailbox.name, validity, uid, sha256, f"thu-v{validity}u{uid}.eml", utc(now))
                if sha256 in of_hash:
                    out.known += 1  # the mailbox was numbered anew
                    write([mail])
                else:
                    _take(inbox, mail, data, write)
                    out.taken.append(mail.name)
                of_hash.add(sha256)
            else:
                out.known += 1
            line.uid("STORE", uid, "+FLAGS.SILENT", f"({mailbox.flag})")
        if len(uids) > _MOST:
            out.left.append(f"còn {len(uids) - _MOST} thư chưa đọc, lần sau lấy tiếp")
    except _TooLarge:
        raise MailboxError(f"Máy chủ thư {mailbox.host} trả lời dài bất thường; xem lại hộp thư.") from None
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxError(f"Không lấy được thư từ {mailbox.host}: {_said(error)}.") from error
    finally:
        with contextlib.suppress(Exception):
            line.logout()
    return out


def _take(inbox: Path, mail: Fetched, data: bytes, write: Callable[[list[Fetched]], None]) -> None:
    staged = inbox / f".{mail.name}.tmp"
    handle = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o640)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(inbox)
    write([mail])
    os.replace(staged, inbox / mail.name)
    sync_folder(inbox)


def _connected(mailbox: Mailbox) -> imaplib.IMAP4:
    place = f"{mailbox.host}:{mailbox.port}"
    most = mailbox.most_bytes + (1 << 16)
    try:
        if mailbox.tls == "tls":
            secure: Any = _limited(imaplib.IMAP4_SSL, most)
            line: imaplib.IMAP4 = secure(
                mailbox.host, mailbox.port, ssl_context=ssl.create_default_context(), timeout=_SECONDS
            )
        else:
            line = _limited(imaplib.IMAP4, most)(mailbox.host, mailbox.port, timeout=_SECONDS)
            if mailbox.tls == "starttls":
                line.starttls(ssl.create_default_context())
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxError(f"Không nối được với máy chủ thư {place}: {_said(error)}.") from error
    try:
        line.login(mailbox.user, mailbox.password)
    except (imaplib.IMAP4.error, OSError) as error:
        with contextlib.suppress(Exception):
            line.shutdown()
        raise MailboxError(
            f"Máy chủ thư {place} không nhận tên hoặc mật khẩu; xem lại imap_user, imap_password."
        ) from error
    return line


def _unread(line: imaplib.IMAP4, mailbox: Mailbox) -> tuple[str, list[str]]:
    """Open the folder; return its UIDVALIDITY and the UIDs of what has no flag of ours, oldest first."""
    folder = '"' + mailbox.folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
    status, _ = line.select(folder)
    validity = (line.response("UIDVALIDITY")[1] or [None])[0]
    if status != "OK" or not validity:
        raise MailboxError(f"Hộp thư không có thư mục “{mailbox.folder}”; xem lại imap_folder.")
    wanted = "UNSEEN" if mailbox.flag == "\\Seen" else f"UNKEYWORD {mailbox.flag}"
    status, found = line.uid("SEARCH", wanted)
    if status != "OK":
        raise MailboxError(f"Máy chủ thư {mailbox.host} không tìm được thư chưa lấy.")
    uids = [u.decode() for part in found if part for u in part.split() if u.isdigit()]
    text = validity.decode() if isinstance(validity, bytes) else str(validity)
    return "".join(c for c in text if c.isdigit())[:20] or "0", sorted(uids, key=int)


def _bytes_of(line: imaplib.IMAP4, uid: str, most: int) -> bytes | None:
    """Return a mail whole, unflagged by reading; None where it is too large, b'' where the server has none."""
    _, told = line.uid("FETCH", uid, "(RFC822.SIZE)")
    size = re.search(rb"RFC822\.SIZE (\d+)", b" ".join(_pieces(told)))
    if size and int(size[1]) > most:
        return None
    _, told = line.uid("FETCH", uid, "(BODY.PEEK[])")
    return next((bytes(part[1]) for part in told if isinstance(part, tuple) and len(part) == 2), b"")


def _pieces(told: Sequence[object]) -> Iterator[bytes]:
    for part in told:
        if isinstance(part, bytes):
            yield part
        elif isinstance(part, tuple):
            yield from (p for p in part if isinstance(p, bytes))


def _said(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return "không lập được kết nối mã hóa (chứng thư của máy chủ không đúng, hoặc imap_tls đặt sai)"
    return (
        system_words(error) if isinstance(error, OSError) else "máy chủ ngắt kết nối hoặc trả lời không đúng giao thức"
    )
