"""What `danhba calls` prints: tonight's list, for people or as one object."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from danhba.calls.counted import counted
from danhba.calls.schedule import ToCall, made_lately, standings, to_call, tonight
from danhba.calls.words import call_words, why_words
from danhba.cli.as_json import print_json
from danhba.publish.publication import published_entries
from danhba.registry import load_registry
from danhba.settings import Settings
from danhba.store.ledger import open_ledger
from danhba.vietnamese.dates import utc
from danhba.vietnamese.text import one_line


def list_calls(settings: Settings, most: int, as_json: bool) -> None:
    """Print the numbers to call next. Raises RegistryError, LedgerError."""
    registry = load_registry(settings.registry)
    ledger = open_ledger(settings.ledger, settings.var)
    try:
        calls = counted(ledger.calls())
    finally:
        ledger.close()
    at, rules = settings.now(), settings.call_rules
    standing = standings(published_entries(settings.outbox), calls, registry.shared_services, at, rules)
    lines = tonight(to_call(standing, calls, at, rules), calls, at, rules, most)
    made = made_lately(calls, at)
    if as_json:
        told = [_object(line) for line in lines]
        print_json({"as_of": utc(at), "made_in_30_days": made, "month": rules.month, "calls": told})
        return
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=140)
    if lines:
        table = RichTable(show_lines=True)
        for title in ("Số điện thoại", "Đơn vị", "Vì sao gọi", "Lần gọi trước"):
            table.add_column(title, overflow="fold", no_wrap=title == "Số điện thoại")
        for line in lines:
            units = "; ".join(registry.full_name(u) for u in line.units)
            texts = (line.shown, units, why_words(line), call_words(line.calls.last))
            table.add_row(*(Text(one_line(t)) for t in texts))
        console.print(table)
    print(f"{len(lines)} số cần gọi; 30 ngày qua đã gọi {made} trên {rules.month} cuộc.")


def _object(line: ToCall) -> dict[str, Any]:
    """Return a line under stable keys (docs/operations.md, Output for programs)."""
    e164, _, extension = line.number.partition(";")
    last = line.calls.last
    return {
        "unit_codes": list(line.units),
        "phone": line.shown,
        "phone_e164": e164,
        "extension": extension or None,
        "why": line.why.value,
        "why_words": why_words(line),
        "band": line.band.value,
        "due": line.due.isoformat(),
        "calls": line.calls.made,
        "last_called_at": last.called_at if last else None,
        "last_outcome": last.outcome if last else None,
    }
