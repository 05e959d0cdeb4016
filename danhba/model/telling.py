"""What a unit was told and when, what was sent of it, and which mails were fetched: values of the ledger and the
journal."""

from __future__ import annotations

from dataclasses import dataclass, field

# Matters of tellings. The last one has no package: whatever was open has been answered, and the next one begins anew.
FINDINGS, MISSING, BELOW, NUMBER, CLOSED = "findings", "missing", "below", "number", "closed"

HEADING = "X-Danhba-Telling"  # of a mail that tells a unit something: which telling it is about

# States of a sending. What is begun and neither done nor refused is in doubt: it may have arrived.
BEGUN, SENT, REFUSED, POSTPONED, BY_HAND, AGAIN = "begun", "sent", "refused", "postponed", "by_hand", "again"
ARRIVED = frozenset({SENT, BY_HAND})


@dataclass(frozen=True, slots=True)
class Telling:
    """One package for one unit, or that its matter is closed.

    name: 16 hexadecimal digits that stand in the mail too; reminder: which reminder of the matter it is, 0 for none;
    told_at: ISO 8601 in UTC, the time of the run; answer_by: the day asked for, ISO, '' for none; keys: marks of
    everything that was open, blanks between.
    """

    name: str
    unit_code: str
    matter: str
    reminder: int
    told_at: str
    answer_by: str = ""
    errors: int = 0
    warnings: int = 0
    keys: str = field(default="", repr=False)

    @property
    def marks(self) -> frozenset[str]:
        """The marks of everything that was open."""
        return frozenset(self.keys.split())


@dataclass(frozen=True, slots=True)
class Sending:
    """One step of sending a telling: begun, sent, refused …; the newest one of a telling counts. at: ISO 8601 in
    UTC."""

    telling: str
    unit_code: str
    address: str
    state: str
    at: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """One mail taken out of a mailbox: which mailbox, its UIDVALIDITY and UID, the hash of its bytes, the name it got,
    when."""

    mailbox: str
    validity: str
    uid: str
    sha256: str
    name: str
    at: str
