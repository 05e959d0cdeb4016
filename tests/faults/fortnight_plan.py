"""A fortnight of 196 units, drawn from a seed: what each sends on which day, right, wrong, corrected, or nothing at all."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from danhba.registry import Registry, Unit
from danhba.samples.builder import form, xlsx

FIRST = dt.date(2021, 8, 31)  # seven nights before the day after the deadline, seven from it on
WRONG = "0277 38"


@dataclass(frozen=True, slots=True)
class Return:
    """What one unit sends on one day; by_mail: into the mailbox, else over the share."""

    code: str
    day: int
    right: bool
    by_mail: bool
    data: bytes


def returns(registry: Registry, units: Sequence[Unit], days: int, seed: int) -> list[list[Return]]:
    """Return what is sent on each day. A third right at once, a third corrected later, some change their number, a sixth is silent."""
    at = random.Random(seed)
    out: list[list[Return]] = [[] for _ in range(days)]
    for number, unit in enumerate(units):
        first = at.randrange(days)
        later = at.randrange(first, days)
        kind = at.choice(("right", "right", "corrected", "corrected", "changed", "silent"))
        if kind == "silent":
            continue
        wrong = kind == "corrected"
        _add(out, registry, unit, first, WRONG if wrong else f"0277 3{800_000 + number:06d}", at.random() < 0.2)
        if kind != "right" and later > first:
            _add(
                out,
                registry,
                unit,
                later,
                f"0277 3{(850_000 if kind == 'changed' else 800_000) + number:06d}",
                at.random() < 0.2,
            )
    return out


def _add(out: list[list[Return]], registry: Registry, unit: Unit, day: int, phone: str, by_mail: bool) -> None:
    data = xlsx(form({unit.tier: [(registry.full_name(unit.code), phone)]}))
    out[day].append(Return(unit.code, day, phone != WRONG, by_mail, data))


def as_mail(sent: Return, address: str) -> bytes:
    """Return a return as a unit mails it."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = address, "duongdaynong@vidu.vn", "Gửi biểu mẫu"
    made["Message-ID"] = f"<{sent.code}.{sent.day}@vidu.vn>"
    made.set_content("Kính gửi Văn phòng.")
    made.add_attachment(sent.data, maintype="application", subtype="vnd.ms-excel", filename=f"{sent.code}.xlsx")
    return made.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def night_of(day: int, attempt: int = 0) -> dt.datetime:
    """Return when a night's run begins, in Vietnam: at 22:00, ten minutes later where one was killed."""
    zone = dt.timezone(dt.timedelta(hours=7))
    return dt.datetime.combine(FIRST, dt.time(22), zone) + dt.timedelta(days=day, minutes=10 * attempt)
