"""The watch: a dropped file is checked within a minute and gets its report, while it still lies in the inbox. Nothing
is published.

Events wake the watch at once; a full look every minute sees what sends no events: network shares, folders moved in
whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from danhba.identify.sender import evidence_words
from danhba.model.submission import FROM_REVIEWERS
from danhba.output.files import write_whole
from danhba.receive.check_now import Dropped, look_at
from danhba.receive.held import Held
from danhba.receive.scan import Found, display_name, look
from danhba.registry import Registry
from danhba.report.submission_page import render, submission_page, verdict_of
from danhba.settings import PREVIEWS, Settings
from danhba.vietnamese.dates import clock_and_date
from danhba.workers.probe import BrokenReaderError
from schemas.catalogue import BLOCKING

Place = tuple[bool, str]  # whether it lies in the reviewers' folder, its path there
_AT_ONCE = 50  # files checked in one go


@dataclass(slots=True)
class Watch:
    """What was seen in the inbox and in the reviewers' folder, by whether it was there and its path. Call `turn` again
    and again; two turns must see a file unchanged before it is checked."""

    settings: Settings
    registry: Registry
    seen: dict[Place, Found] = field(default_factory=dict)
    told: dict[Place, tuple[Found, str, str, str]] = field(
        default_factory=dict
    )  # path → (as checked, page, verdict, tone)
    broken: str = ""  # what the last look said of a reader that reads nothing; nothing was said of the files then

    def turn(self) -> int:
        """Look once; check what two looks found unchanged; return how many files were checked. Raises OSError."""
        self.broken = ""
        ours = Held(self.settings.var).on_other_disks()
        now = {(False, f.path): f for f in look(self.settings.inbox, ours).files}
        with contextlib.suppress(OSError):  # there is none, or it is closed to us: a run says so
            now |= {(True, f.path): f for f in look(self.settings.reviewers, ours).files}
        still = [p for p, f in now.items() if self.seen.get(p) == f and (p not in self.told or self.told[p][0] != f)]
        self.seen = now
        changed = [p for p in self.told if p not in now]
        for place in changed:
            self._forget(place)
        batch = still[:_AT_ONCE]
        if batch:
            self._check({place: now[place] for place in batch})
        if batch or changed:
            self._index()
        return len(batch)

    @property
    def waiting(self) -> bool:
        """Whether the next look may have something to check; a broken reader is not asked again at once."""
        return not self.broken and any(p not in self.told or self.told[p][0] != f for p, f in self.seen.items())

    def _check(self, batch: dict[Place, Found]) -> None:
        root = self.settings.outbox / "reports" / PREVIEWS
        as_of = self.settings.now()
        for place, found in batch.items():
            name = display_name(found.path)
            folder = name.rpartition("/")[0]
            path = os.path.join(self.settings.reviewers if place[0] else self.settings.inbox, found.path)
            pages: list[bytes] = []
            everything: list[dict[str, str]] = []
            try:
                with open(path, "rb", opener=_no_link):
                    pass
                dropped = Dropped(path, name, folder, found.changed_ns, place[0])
                looked = look_at([dropped], self.settings, self.registry)
            except BrokenReaderError as error:
                self.broken = str(error)
                break
            except OSError:
                continue  # taken away, received by a run, or not to be read
            for submission, reading, lines in looked:
                everything += lines
                evidence = [evidence_words(e, self.registry) for e in reading.submitter.evidence]
                pages.append(submission_page(submission, evidence, lines, self.registry, as_of))
            told = os.fsencode(found.path) + (FROM_REVIEWERS.encode() if place[0] else b"")
            page = hashlib.sha256(told).hexdigest()[:12]
            for number, content in enumerate(pages):
                write_whole(root / page / f"phieu-{number + 1}.html", content)
            counts = Counter(line["severity"] for line in everything)
            blocked = any(line["code"] in BLOCKING for line in everything)
            papers = all(submission.evidence for submission, _, _ in looked)
            verdict, tone = verdict_of(
                counts,
                blocked,
                papers,
                max(submission.decisions for submission, _, _ in looked),
                max(submission.calls for submission, _, _ in looked),
                max(submission.sent for submission, _, _ in looked),
            )
            self.told[place] = (found, page, verdict, tone)

    def _forget(self, place: Place) -> None:
        _, page, _, _ = self.told.pop(place)
        shutil.rmtree(self.settings.outbox / "reports" / PREVIEWS / page, ignore_errors=True)

    def _index(self) -> None:
        files = [
            {
                "name": f"{self.settings.reviewers.name}/{display_name(path)}" if reviewers else display_name(path),
                "link": f"{page}/phieu-1.html",
                "verdict": verdict,
                "tone": {"bad": "error", "warn": "warning"}.get(tone, "info"),
            }
            for (reviewers, path), (_, page, verdict, tone) in sorted(self.told.items())
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
