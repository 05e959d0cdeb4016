"""Addresses learnt from mails: questions to the reviewer, never facts. Mail goes to what the registry says or a
reviewer has accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from danhba.model.submission import Receipt, Submission
from danhba.output.cells import csv_bytes
from danhba.output.files import write_whole
from danhba.output.valid_tables import check_lines
from danhba.read.mail_sender import address_in
from danhba.registries.records import EMAIL
from danhba.registry import Registry
from danhba.review.questions import NOTHING, Book, Choice, Question, mark
from danhba.vietnamese.dates import clock
from schemas.tables import ADDRESSES

_USE, _NOT = "Gửi tới {address}", "Không dùng địa chỉ này"
USED, NOT_USED = "used", "not_used"  # what a reviewer said, in the table


@dataclass(frozen=True, slots=True)
class Addresses:
    """What one night knows of addresses in mails.

    proposed: the lines of the table; accepted: addresses that a reviewer let be used, by unit code.
    """

    proposed: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    accepted: dict[str, str] = field(default_factory=dict[str, str])


def proposals(
    submissions: Iterable[Submission],
    receipts: Mapping[str, Receipt],
    senders: Mapping[str, str],
    registry: Registry,
) -> list[dict[str, str]]:
    """Return the addresses that units' returns came from and the registry does not have of them, in the registry's
    order.

    receipts: all by id; senders: what stands after From: of a mail, by its receipt's id.
    """
    seen: dict[tuple[str, str], dict[str, str]] = {}
    for submission in submissions:
        receipt = receipts.get(submission.id)
        mail = receipt.container if receipt else ""
        while mail and mail not in senders and mail in receipts:
            mail = receipts[mail].container  # an archive in a mail
        address = address_in(senders.get(mail, ""))
        unit = registry.by_code.get(submission.submitter)
        if unit is None or not address or address == unit.email.lower():
            continue
        before = seen.get((unit.code, address))
        if before is not None and before["received_at"] > submission.received_at:
            continue  # of several mails the newest is shown
        seen[unit.code, address] = {
            "unit_code": unit.code,
            "name": registry.full_name(unit.code),
            "email_registry": unit.email,
            "email_seen": address,
            "source_file": submission.source_file,
            "received_at": submission.received_at,
            "answer": "",
        }
    order = {unit.code: unit.order for unit in registry.units}
    return [seen[key] for key in sorted(seen, key=lambda k: (order[k[0]], k[1]))]


def ask_about(proposed: list[dict[str, str]], ours: Iterable[str], registry: Registry, book: Book) -> dict[str, str]:
    """Ask the reviewer about each address that may be one unit's own; return the accepted ones by unit code. Fills in
    what was answered.

    Not asked is about an address from which the returns of several units came, unless all lie below one of them, then
    of that one; about one that the registry gives to another unit; about our own (`ours`), from which returns are
    passed on. What was answered once is asked again, so that the answer stays in force.
    """
    units: dict[str, set[str]] = {}
    for line in proposed:
        units.setdefault(line["email_seen"], set()).add(line["unit_code"])
    nobodys = {a.lower() for a in ours if a} | {unit.email.lower() for unit in registry.units if unit.email}
    accepted: dict[str, tuple[str, str]] = {}
    for line in proposed:
        code, address = line["unit_code"], line["email_seen"]
        if not re.fullmatch(EMAIL, address):
            continue
        question = _question(line, units[address])
        others = units[address] - {code}
        own = address not in nobodys and all(registry.by_code[other].parent == code for other in others)
        if not own and question.id not in book.given:
            continue
        chosen = book.ask(question)
        if chosen is None:
            continue
        line["answer"] = NOT_USED if chosen.key == NOTHING else USED
        decided_at = book.applied[-1][1].decided_at
        if chosen.key != NOTHING and decided_at >= accepted.get(code, ("", ""))[0]:
            accepted[code] = (decided_at, address)  # of several the one accepted last
    return {code: address for code, (_, address) in accepted.items()}


def _question(line: Mapping[str, str], units: set[str]) -> Question:
    """Return the question about one address of one unit. What it is about is the address and the registry's, not the
    mail: the next mail from there asks nothing anew."""
    code, address, known = line["unit_code"], line["email_seen"], line["email_registry"]
    seen = f"{address} (thư nhận {clock(line['received_at'])}); danh mục ghi: {known or 'chưa có địa chỉ'}"
    if len(units) > 1:
        seen += f"; từ địa chỉ này còn có bảng của {len(units) - 1} đơn vị khác"
    return Question(
        mark("address", code, address)[:10],
        mark(address, known.lower()),
        "address",
        code,
        line["name"],
        seen,
        line["source_file"],
        [Choice(address, _USE.format(address=address)), Choice(NOTHING, _NOT)],
    )


def remembered(accepted: Mapping[str, str], registry: Registry) -> dict[str, list[str]]:
    """Return accepted addresses as they are kept until the next run: each beside the registry's, with which it was
    shown."""
    return {code: [address, registry.by_code[code].email] for code, address in accepted.items()}


def still_accepted(kept: Mapping[str, list[str]], registry: Registry) -> dict[str, str]:
    """Return the accepted addresses of what was kept: where the registry has got another one since, that one counts."""
    return {
        code: address
        for code, (address, beside) in kept.items()
        if code in registry.by_code and registry.by_code[code].email == beside
    }


def write_proposals(lines: list[dict[str, str]], outbox: Path) -> None:
    """Write review/dia-chi-thu.csv, where there is anything to propose. Raises OSError."""
    path = outbox / "review" / Path(ADDRESSES.path).name
    if lines or path.exists():
        check_lines(ADDRESSES, lines)
        write_whole(path, csv_bytes(ADDRESSES.columns, lines))
