"""Containers are opened by workers: behind its own receipt each gets one for every file inside."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections import deque
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from danhba.model.submission import Receipt
from danhba.read.container import Member
from danhba.read.in_file import Content
from danhba.read.kind import may_be_container
from danhba.read.limits import limits_in_force
from danhba.receive.copied import SMALL
from danhba.receive.receipts import member_of
from danhba.store.archive import Contents
from danhba.store.contents import content_of

_OPENING = 4  # containers that workers open at a time: what is inside lies on the disk meanwhile


class Openers(Protocol):
    """Who opens containers, in processes of their own."""

    def begin_opening(self, content: Content, name: str, folder: str) -> Any: ...
    def end_opening(self, begun: Any) -> list[Member] | tuple[str, str, bool] | None: ...


class Containers:
    """Containers of a batch: each gets, behind its own receipt, one for every file inside: thu.eml!/phu-luc.xlsx.

    A few are opened at a time; the receipts keep their order.
    """

    def __init__(self, archive: Contents, openers: Openers, folder: Path) -> None:
        """folder: where what is inside lies while it is opened."""
        self._archive, self._openers, self._folder = archive, openers, folder
        self.receipts: list[Receipt] = []
        self.refused: dict[str, tuple[str, str]] = {}  # by receipt: why it could not be opened just now
        self._waiting: deque[tuple[Receipt, Any, str]] = deque()  # begun, and the folder; None for what is no container

    def add(self, receipt: Receipt, head: bytes) -> None:
        """Add a receipt. head: the first bytes of its file. Raises OSError."""
        if not may_be_container(head, receipt.size, limits_in_force()):
            if self._waiting:
                self._waiting.append((receipt, None, ""))
            else:
                self.receipts.append(receipt)
            return
        self.begin(receipt)

    def begin(self, receipt: Receipt) -> None:
        """Have a container opened. Raises OSError, ArchiveDamagedError."""
        if sum(begun is not None for _, begun, _ in self._waiting) >= _OPENING:
            self._take()
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = str(self._folder / secrets.token_hex(8))
        content = content_of(self._archive, receipt.sha256, receipt.size)
        self._waiting.append((receipt, self._openers.begin_opening(content, receipt.source_file, folder), folder))

    def finish(self) -> None:
        """Wait for every container. Raises OSError."""
        while self._waiting:
            self._take()

    def _take(self) -> None:
        """Take in the oldest container, and what stands behind it."""
        receipt, begun, folder = self._waiting.popleft()
        found = self._openers.end_opening(begun)
        if isinstance(found, list):
            self.receipts.append(replace(receipt, members=len(found)))
            self.receipts.extend(self._member(receipt, member) for member in found)
        else:
            self.receipts.append(receipt)
            if found is not None and found[2]:
                self.refused[receipt.id] = found[:2]
        shutil.rmtree(folder, ignore_errors=True)
        while self._waiting and self._waiting[0][1] is None:
            self.receipts.append(self._waiting.popleft()[0])

    def _member(self, container: Receipt, member: Member) -> Receipt:
        with open(member.path, "rb") as file:
            sha256, size = self._archive.put_bytes(file.read()) if member.size <= SMALL else self._archive.put(file)
        with contextlib.suppress(OSError):
            os.unlink(member.path)
        return member_of(container, member.name, sha256, size)
