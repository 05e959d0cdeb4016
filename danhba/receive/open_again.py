"""Containers of the archive that stopped their opener on an earlier night are opened once more."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass

from danhba.model.submission import Receipt
from danhba.receive.containers import Containers
from danhba.receive.receipts import with_free_ids
from danhba.receive.receive_error import ReceiveError, reason
from danhba.receive.take_in import Into
from danhba.store.damaged import ArchiveDamagedError


@dataclass(frozen=True, slots=True)
class OpenedAgain:
    """Containers that were opened another night: new receipts of what was inside; opened, and refused with the reason,
    by receipt."""

    members: list[Receipt]
    opened: set[str]
    refused: dict[str, tuple[str, str]]


def open_again(waiting: list[Receipt], into: Into) -> OpenedAgain:
    """Open containers of the archive that stopped their opener before, and write down what was inside. Raises
    ReceiveError."""
    inside = Containers(into.archive, into.openers, into.opening)
    try:
        for receipt in waiting:
            with contextlib.suppress(ArchiveDamagedError):  # which reading says
                inside.begin(receipt)
        inside.finish()
        into.archive.sync()
        members = with_free_ids([r for r in inside.receipts if r.container], into.ledger.receipts)
        into.ledger.add_receipts(members)
    except OSError as error:
        raise ReceiveError(f"Không mở lại được tệp nén: {reason(error)}. Lần chạy sau sẽ mở lại.") from error
    finally:
        shutil.rmtree(into.opening, ignore_errors=True)
    return OpenedAgain(members, {r.id for r in inside.receipts if r.members}, inside.refused)
