"""Whose words a mail's are, by the address that it came from, and whether they are about the writer's own number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from danhba.check.taken_back import numbers_of
from danhba.model.rows import Rows
from danhba.model.submission import Receipt
from danhba.phones.messages import leaves_open
from danhba.read.mail_sender import address_in
from danhba.registry import Registry
from danhba.store.readings import Kept


def numbers_by_unit(tables: Iterable[Rows]) -> Mapping[str, frozenset[str]]:
    """Return the numbers (E.164) that rows give of each unit."""
    out: dict[str, set[str]] = defaultdict(set)
    for rows in tables:
        for unit, number in zip(rows.units, rows.numbers, strict=True):
            if unit and number:
                out[unit].add(number.partition(";")[0])
    return {unit: frozenset(found) for unit, found in out.items()}


def who_wrote(
    receipts: Sequence[Receipt], kept_of: Callable[[Receipt], Kept], registry: Registry, sender_of: Callable[[str], str]
) -> dict[str, str]:
    """Return which unit's returns came from an address, where it is one unit's: what it writes later is of that unit.
    Whoever may write for a unit is told by other things; words from outside let a number wait for a reviewer."""
    out: dict[str, str] = {}
    for receipt in receipts:
        unit = kept_of(receipt).submitter.unit_code
        if receipt.container and unit in registry.by_code and len(kept_of(receipt).rows):
            if address := address_in(sender_of(receipt.container)):
                out[address] = unit if out.get(address, unit) == unit else ""
    return out


def of_own(text: str, own: frozenset[str], registry: Registry) -> bool:
    """Tell whether a sentence names one of a unit's own numbers and leaves open whether it holds."""
    wrong, right = numbers_of(text, registry.plan)
    return not own.isdisjoint(wrong | right) and leaves_open(text)
