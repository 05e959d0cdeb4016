"""Addresses learnt from mails: proposals for the reviewer, never facts. Only what the registry says is written to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from email.utils import parseaddr
from pathlib import Path

from danhba.model.submission import Receipt, Submission
from danhba.output.cells import csv_bytes
from danhba.output.files import write_whole
from danhba.output.valid_tables import check_lines
from danhba.registry import Registry
from schemas.tables import ADDRESSES


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
        address = parseaddr(senders.get(mail, ""))[1].lower()
        unit = registry.by_code.get(submission.submitter)
        if unit is None or "@" not in address or address == unit.email.lower():
            continue
        seen[unit.code, address] = {
            "unit_code": unit.code,
            "name": registry.full_name(unit.code),
            "email_registry": unit.email,
            "email_seen": address,
            "source_file": submission.source_file,
            "received_at": submission.received_at,
        }
    order = {unit.code: unit.order for unit in registry.units}
    return [seen[key] for key in sorted(seen, key=lambda k: (order[k[0]], k[1]))]


def write_proposals(lines: list[dict[str, str]], outbox: Path) -> None:
    """Write review/dia-chi-thu.csv, where there is anything to propose. Raises OSError."""
    path = outbox / "review" / Path(ADDRESSES.path).name
    if lines or path.exists():
        check_lines(ADDRESSES, lines)
        write_whole(path, csv_bytes(ADDRESSES.columns, lines))
