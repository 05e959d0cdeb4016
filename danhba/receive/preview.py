"""The watch: a dropped file is checked within a minute and gets its report, while it still lies in the inbox. Nothing is published.

Events wake the watch at once; a full look every minute sees what sends no events: network shares, folders moved in whole.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from danhba.identify.sender import evidence_words
from danhba.output.files import write_whole
from danhba.receive.check_now import Dropped, look_at
from danhba.receive.held import Held
from danhba.receive.scan import Found, display_name, look
from danhba.registry import Registry
from danhba.report.submission_page import render, submission_page, verdict_of
from danhba.settings import PREVIEWS, Settings
from danhba.vietnamese.dates import clock_and_date
from schemas.catalogue import BLOCKING

_AT_ONCE = 50  # files checked in one go


@dataclass(slots=True)
class Watch:
    """What was seen in the inbox. Call `turn` again and again; two turns must see a file unchanged before it is checked."""

    settings: Settings
    registry: Registry
    seen: dict[str, Found] = field(default_factory=dict)
    told: dict[str, tuple[Found, str, str, str]] = field(
        default_factory=dict
    )  # path → (as checked, page, verdict, tone)

    def turn(self) -> int:
        """Look once; check what two looks found unchanged; return how many files were checked. Raises OSError."""
        now = {f.path: f for f in look(self.settings.inbox, Held(self.settings.var).on_other_disks()).files}
        still = [f for p, f in now.items() if self.seen.get(p) == f and (p not in self.told or self.told[p][0] != f)]
        self.seen = now
        changed = [p for p in self.told if p not in now]
        for path in changed:
            self._forget(path)
        batch = still[:_AT_ONCE]
        if batch:
            self._check(batch)
        if batch or changed:
            self._index()
        return len(batch)

    @property
    def waiting(self) -> bool:
        """Whether the next look may have something to check."""
        return any(p not in self.told or self.told[p][0] != f for p, f in self.seen.items())

    def _check(self, batch: list[Found]) -> None:
        root = self.settings.outbox / "reports" / PREVIEWS
        as_of = self.settings.now()
        for found in batch:
            name = display_name(found.path)
            folder = name.rpartition("/")[0]
            path = os.path.join(self.settings.inbox, found.path)
            pages: list[bytes] = []
            everything: list[dict[str, str]] = []
            try:
                with open(path, "rb", opener=_no_link):
                    pass
                looked = look_at([Dropped(path, name, folder, found.changed_ns)], self.settings, self.registry)
            except OSError:
                continue  # taken away, received by a run, or not to be read
            for submission, reading, lines in looked:
                everything += lines
                evidence = [evidence_words(e, self.registry) for e in reading.submitter.evidence]
                pages.append(submission_page(submission, evidence, lines, self.registry, as_of))
            page = hashlib.sha256(os.fsencode(found.path)).hexdigest()[:12]
            for number, content in enumerate(pages):
                write_whole(root / page / f"phieu-{number + 1}.html", content)
            counts = Counter(line["severity"] for line in everything)
            blocked = any(line["code"] in BLOCKING for line in everything)
            papers = all(submission.evidence for submission, _, _ in looked)
            verdict, tone = verdict_of(
                counts, blocked, papers, max(submission.decisions for submission, _, _ in looked)
            )
            self.told[found.path] = (found, page, verdict, tone)

    def _forget(self, path: str) -> None:
        _, page, _, _ = self.told.pop(path)
        shutil.rmtree(self.settings.outbox / "reports" / PREVIEWS / page, ignore_errors=True)

    def _index(self) -> None:
        files = [
            {
                "name": display_name(p),
                "link": f"{page}/phieu-1.html",
                "verdict": verdict,
                "tone": {"bad": "error", "warn": "warning"}.get(tone, "info"),
            }
            for p, (_, page, verdict, tone) in sorted(self.told.items())
        ]
        content = render(
            "inbox.html",
            province=self.registry.name,
            files=files,
            as_of_words=f"Tính đến {clock_and_date(self.settings.now())}",
            publication="",
        )
        write_whole(self.settings.outbox / "reports" / PREVIEWS / "index.html", content)


def _no_link(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def clear(settings: Settings) -> None:
    """Remove what an earlier watch left: its files may be gone."""
    shutil.rmtree(Path(settings.outbox) / "reports" / PREVIEWS, ignore_errors=True)
