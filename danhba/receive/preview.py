"""The watch: a dropped file is checked within a minute and gets its report, while it still lies in the inbox. Nothing
is published.

Events wake the watch at once; a full look every minute sees what sends no events: network shares, folders moved in
whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
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
_log = logging.getLogger(__name__)
_NOT_YET = "Chưa xem: đang chờ đến lượt"
_NOT_OPENED = "Chưa xem được: máy không mở được tệp. Đóng tệp trên máy đã mở nó, xem lại quyền đọc, hoặc chép lại"
_NOT_PREVIEWED = "Chưa xem được: xem trước gặp trục trặc, đã ghi nhật ký. Lần chạy đêm vẫn nhận và báo kết quả"
_BROKEN = "Chưa xem được: trình đọc đang hỏng"


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
    unread: dict[Place, tuple[Found, str]] = field(default_factory=dict)  # as it was, why it could not be previewed
    shown: list[dict[str, str]] | None = None  # the lines of the page as it was last written

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
        self.unread = {p: (f, why) for p, (f, why) in self.unread.items() if now.get(p) == f and p not in self.told}
        self._index()
        return len(batch)

    @property
    def waiting(self) -> bool:
        """Whether the next look may have something to check; a broken reader is not asked again at once."""
        return not self.broken and any(
            (p not in self.told or self.told[p][0] != f) and p not in self.unread for p, f in self.seen.items()
        )

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
            except OSError:  # taken away, received by a run, or not to be read
                self.unread[place] = found, _NOT_OPENED
                continue
            except Exception:  # one file, whatever it does, does not end the watch over the others
                _log.exception("%s cannot be previewed", name)
                self.unread[place] = found, _NOT_PREVIEWED
                continue
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
        """Write the page where it would say something else than before; a file not looked at stands there as such."""
        files = [
            {
                "name": self._name(place),
                "link": f"{page}/phieu-1.html",
                "verdict": verdict,
                "tone": {"bad": "error", "warn": "warning"}.get(tone, "info"),
            }
            for place, (found, page, verdict, tone) in sorted(self.told.items())
            if self.seen.get(place) == found
        ]
        files += [
            {"name": self._name(place), "link": "", "verdict": self._why_not(place), "tone": "warning"}
            for place, found in sorted(self.seen.items())
            if place not in self.told or self.told[place][0] != found
        ]
        if files == self.shown:
            return
        content = render(
            "inbox.html",
            province=self.registry.name,
            files=files,
            broken=self.broken,
            as_of_words=f"Tính đến {clock_and_date(self.settings.now())}",
            publication="",
        )
        write_whole(self.settings.outbox / "reports" / PREVIEWS / "index.html", content)
        self.shown = files

    def _name(self, place: Place) -> str:
        reviewers, path = place
        return f"{self.settings.reviewers.name}/{display_name(path)}" if reviewers else display_name(path)

    def _why_not(self, place: Place) -> str:
        return self.unread[place][1] if place in self.unread else _BROKEN if self.broken else _NOT_YET


def _no_link(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def clear(settings: Settings) -> None:
    """Remove what an earlier watch left: its files may be gone."""
    shutil.rmtree(Path(settings.outbox) / "reports" / PREVIEWS, ignore_errors=True)
