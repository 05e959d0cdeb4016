"""Sending the packages that lie ready: which mails are due, how a draft becomes a message, and the writing down of
every step."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from pathlib import Path
from types import MappingProxyType

from danhba.model.telling import AGAIN, ARRIVED, BEGUN, BY_HAND, HEADING, POSTPONED, REFUSED, SENT, Sending, Telling
from danhba.outgoing.mail import address_header
from danhba.outgoing.package import MAIL, address_of
from danhba.outgoing.post import Post, Server
from danhba.registry import Registry
from danhba.vietnamese.dates import VIETNAM, utc
from schemas.tables import PACKAGES

_HEADS_OF_OURS = ("x-unsent", "from", "to", "cc", "bcc", "reply-to", "date", "message-id", "auto-submitted", "sender")


@dataclass(frozen=True, slots=True)
class Mail:
    """A package that lies ready. why: why it is not to be sent, in Vietnamese, '' where it is; state: how its sending
    stands, '' not begun."""

    telling: Telling
    name: str
    address: str
    subject: str
    draft: bytes
    state: str = ""
    why: str = ""


def mails(
    outbox: Path,
    tellings: Sequence[Telling],
    sendings: Sequence[Sending],
    registry: Registry,
    again: Sequence[str] = (),
    accepted: Mapping[str, str] = MappingProxyType({}),
) -> list[Mail]:
    """Return every package that lies in the outbox, with why it is not to be sent.

    again: codes of units to which it is sent once more; accepted: addresses that a reviewer let be used, by unit code.
    Raises OSError.
    """
    known = {t.name: t for t in tellings}
    newest = {t.unit_code: t.name for t in tellings}
    last = {s.telling: s for s in sendings}
    out = []
    for line in _table(outbox):
        telling = known.get(line["telling"])
        unit = registry.by_code.get(line["unit_code"])
        folder = outbox / "gui-don-vi" / line["folder"]
        if unit is None or folder.parent != outbox / "gui-don-vi":
            continue
        draft = (folder / MAIL).read_bytes() if (folder / MAIL).is_file() else b""
        address = address_of(unit.code, registry, accepted)
        before = last.get(line["telling"])
        if telling is None or newest[unit.code] != telling.name or not _is_of(draft, telling.name):
            why = "gói không khớp với sổ ghi nhận; chạy danhba run rồi gửi"
            telling = telling or Telling(line["telling"], unit.code, line["matter"], 0, line["told_at"])
        else:
            why = _why_not(before, address, unit.code in again)
        name = registry.full_name(unit.code)
        out.append(Mail(telling, name, address, line["subject"], draft, before.state if before else "", why))
    return out


def _why_not(before: Sending | None, address: str, again: bool) -> str:
    if not address:
        return "danh mục chưa có địa chỉ thư"
    if before is None or before.state in (POSTPONED, AGAIN) or again:
        return ""
    if before.state in ARRIVED:
        return "đã gửi"
    if before.state == BEGUN:
        return (
            "lần trước bị ngắt giữa chừng, chưa rõ đã tới hay chưa; hỏi đơn vị, chưa nhận thì: --again "
            + before.unit_code
        )
    if before.address != address:
        return ""  # refused at another address
    return f"địa chỉ đã bị từ chối ({before.detail}); sửa địa chỉ trong danh mục, hoặc: --again {before.unit_code}"


def _table(outbox: Path) -> list[dict[str, str]]:
    try:
        with (outbox / PACKAGES.path).open(encoding="utf-8-sig", newline="") as file:
            return [{c: line.get(c) or "" for c in PACKAGES.columns} for line in csv.DictReader(file)]
    except FileNotFoundError:
        return []


def _is_of(draft: bytes, telling: str) -> bool:
    head = draft.partition(b"\r\n\r\n")[0] + b"\r\n"
    return re.search(rb"(?mi)^%s: %s\r$" % (HEADING.encode(), telling.encode()), head) is not None


def message_of(mail: Mail, sender: str, now: dt.datetime) -> bytes:
    """Return the message that is sent: the draft's words and files, with our own sender, receiver, date and id."""
    head, _, body = mail.draft.partition(b"\r\n\r\n")
    kept, keep = [], True
    for line in head.split(b"\r\n"):
        if line[:1] not in (b" ", b"\t"):  # what is folded belongs to the line before
            keep = line.partition(b":")[0].strip().lower().decode("ascii", "replace") not in _HEADS_OF_OURS
        if keep:
            kept.append(line)
    domain = sender.rpartition("@")[2]
    ours = (
        f"From: {sender}",
        f"To: {address_header(mail.name, mail.address)}",
        f"Date: {format_datetime(now.astimezone(VIETNAM))}",
        f"Message-ID: <{mail.telling.name}.danhba@{domain}>",
        "Auto-Submitted: auto-generated",  # so that no machine answers
    )
    return b"\r\n".join([*(line.encode("ascii") for line in ours), *kept]) + b"\r\n\r\n" + body


def send_all(
    due: Sequence[Mail], server: Server, write: Callable[[list[Sending]], None], clock: Callable[[], dt.datetime]
) -> Iterator[tuple[Mail, Sending]]:
    """Send one mail after the other; yield how each ended. write: makes steps lasting. Raises PostError, what `write`
    raises."""
    post = Post(server)
    try:
        for mail in due:

            def step(state: str, detail: str = "", mail: Mail = mail) -> Sending:
                return Sending(mail.telling.name, mail.telling.unit_code, mail.address, state, utc(clock()), detail)

            if mail.state in (BEGUN, REFUSED, *ARRIVED):
                write([step(AGAIN)])  # asked for
            answer = post.hand_in(
                mail.address, message_of(mail, server.sender, clock()), lambda step=step: write([step(BEGUN)])
            )
            if answer.sent is None:
                yield mail, step(BEGUN, answer.words)
                continue
            state = SENT if answer.sent else REFUSED if answer.for_good else POSTPONED
            done = step(state, answer.words)
            write([done])
            yield mail, done
    finally:
        post.close()


def by_hand(lying: Sequence[Mail], codes: Sequence[str], now: dt.datetime) -> list[Sending]:
    """Return what is written down of packages that people sent themselves. Raises ValueError with one line."""
    known: Mapping[str, Mail] = {mail.telling.unit_code: mail for mail in lying}
    if unknown := [code for code in codes if code not in known]:
        raise ValueError(f"Không có gói nào chờ gửi cho mã {', '.join(unknown)}; xem: danhba send")
    return [Sending(known[c].telling.name, c, known[c].address, BY_HAND, utc(now)) for c in codes]
