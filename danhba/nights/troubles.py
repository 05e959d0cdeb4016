"""What troubles an unattended installation: a function of limits, facts and the clock. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from croniter import croniter

from danhba.vietnamese.dates import clock_and_date

_KEY_IS_NEW = dt.timedelta(days=14)  # for how long a changed key is told
ZONE = "Asia/Ho_Chi_Minh"


@dataclass(frozen=True, slots=True)
class Limits:
    """When something is a trouble: the schedule, and settings of the same names without `alert_`."""

    cron: str
    grace_minutes: int
    run_minutes: int
    free_mb: int
    conflict_days: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A run that did not end well. killed: it was cut off and could not say why itself."""

    began: dt.datetime
    reason: str
    killed: bool = False


@dataclass(frozen=True, slots=True)
class Stopped:
    """A part of the unattended service that died: its name, when, with which status (-9: killed by signal 9)."""

    name: str
    when: dt.datetime
    code: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an installation at one moment."""

    last_finished: dt.datetime | None = None  # when the last whole run ended
    running_since: dt.datetime | None = None  # when the run began that goes on now
    failure: Failure | None = None  # of the last run, where it did not end well
    held: tuple[str, str] | None = None  # (id, why) of the publication that waits for a person
    ledger: str = ""  # why the ledger cannot be used
    free_mb: Mapping[str, int] = field(default_factory=dict)  # by folder; one line a disk
    conflicts: Mapping[str, tuple[str, dt.datetime]] = field(default_factory=dict)  # open ones: (title, since when)
    key_since: dt.datetime | None = None  # when another signing key took the place of the one before
    stopped: tuple[Stopped, ...] = ()  # parts of the service that died lately, oldest first


@dataclass(frozen=True, slots=True)
class Trouble:
    """One trouble: kind and mark (another mark is another trouble), what is, what to do."""

    kind: str
    mark: str
    what: str
    todo: str

    @property
    def line(self) -> str:
        """The trouble on one line."""
        return f"{self.what}. Việc cần làm: {self.todo}"


def last_due(cron: str, now: dt.datetime) -> dt.datetime:
    """Return when the nightly job was last due."""
    due: Any = croniter(cron, now.astimezone(ZoneInfo(ZONE))).get_prev(dt.datetime)
    return due  # type: ignore[no-any-return]


def troubles(limits: Limits, facts: Facts, now: dt.datetime) -> list[Trouble]:
    """Return what needs a person, the worst first."""
    out = []
    if facts.ledger:
        out.append(Trouble("ledger", _mark(facts.ledger), facts.ledger.rstrip("."), "xem docs/operations.md, mục cuối"))
    if facts.failure:
        out.append(_failed(facts.failure))
    out += _by_the_clock(limits, facts, now)
    out += _died(facts.stopped)
    if facts.key_since is not None and now - facts.key_since < _KEY_IS_NEW:
        what = (
            f"Khóa ký đã đổi lúc {clock_and_date(facts.key_since)}: biểu mẫu có dấu máy và quyet-dinh.xlsx phát trước "
            "đó không còn được nhận là của hệ thống"
        )
        todo = "chép lại var/signing.key cũ từ bản sao lưu; không có thì phát lại biểu mẫu, điền quyet-dinh.xlsx mới"
        out.append(Trouble("key", facts.key_since.isoformat(), what, todo))
    if facts.held:
        name, why = facts.held
        todo = f"xem reports/index.html trong thư mục công bố, đúng thì gõ: danhba publish --confirm {name}"
        out.append(Trouble("held", name, f"Bản công bố mới {name} bị giữ lại: {why.rstrip('.')}", todo))
    for folder, free in facts.free_mb.items():
        if free < limits.free_mb:
            what = f"Đĩa chứa “{folder}” sắp đầy: còn {free} MB, cần ít nhất {limits.free_mb} MB"
            todo = "dọn đĩa, ví dụ: danhba prune --keep 90; đĩa đầy thì lần chạy dừng, chưa mất gì"
            out.append(Trouble("disk", folder, what, todo))
    old = sorted(
        (since, key, title)
        for key, (title, since) in facts.conflicts.items()
        if now - since > dt.timedelta(days=limits.conflict_days)
    )
    if old:
        names = "; ".join(title for _, _, title in old[:5]) + (f" và {len(old) - 5} nữa" if len(old) > 5 else "")
        what = f"{len(old)} đơn vị có hai số trái nhau quá {limits.conflict_days} ngày chưa quyết định: {names}"
        todo = (
            "điền review/quyet-dinh.xlsx trong thư mục công bố rồi thả vào thư mục của người duyệt, hoặc gõ: danhba "
            "decide"
        )
        out.append(Trouble("conflict", _mark(*sorted(key for _, key, _ in old)), what, todo))
    return out


def _failed(failure: Failure) -> Trouble:
    how = "bị ngắt giữa chừng" if failure.killed else "không xong"
    what = f"Lần chạy bắt đầu lúc {clock_and_date(failure.began)} {how}: {failure.reason.rstrip('.')}"
    todo = "chữa lý do vừa nêu (máy mới khởi động lại thì thôi) rồi gõ: danhba run; chưa mất tệp nào"
    return Trouble("killed" if failure.killed else "failed", failure.began.isoformat(), what, todo)


def _died(stopped: tuple[Stopped, ...]) -> list[Trouble]:
    """Parts of the service that died in the last hour, a line each: they are started again by themselves."""
    out = []
    for name in dict.fromkeys(s.name for s in stopped):
        times = [s for s in stopped if s.name == name]
        last = times[-1]
        often = f" {len(times)} lần trong một giờ, gần nhất" if len(times) > 1 else ""
        what = f"{name[:1].upper()}{name[1:]} đã dừng{often} lúc {clock_and_date(last.when)} (mã {last.code})"
        todo = "máy tự mở lại; dừng nhiều lần thì xem danhba.log và prefect-*.log, rồi gõ: systemctl restart danhba"
        out.append(Trouble("service", name, what, todo))
    return out


def _by_the_clock(limits: Limits, facts: Facts, now: dt.datetime) -> list[Trouble]:
    """A run that does not end, or that was due and has not begun."""
    if facts.running_since is not None:
        long = now - facts.running_since > dt.timedelta(minutes=limits.run_minutes)
        what = f"Lần chạy bắt đầu lúc {clock_and_date(facts.running_since)} đã quá {limits.run_minutes} phút chưa xong"
        todo = "xem dòng cuối của danhba.log; đứng yên thì dừng nó (systemctl restart danhba) rồi gõ: danhba run"
        return [Trouble("late", facts.running_since.isoformat(), what, todo)] if long else []
    if facts.ledger:
        return []  # nothing is known of the last run
    due = last_due(limits.cron, now)
    if now - due < dt.timedelta(minutes=limits.grace_minutes):
        due = last_due(limits.cron, due)
    seen = max((t for t in (facts.last_finished, facts.failure and facts.failure.began) if t), default=None)
    if seen is not None and seen >= due:
        return []
    since = f"lần chạy xong gần nhất là {clock_and_date(seen)}" if seen else "chưa chạy lần nào"
    what = f"Không có lần chạy nào kể từ giờ hẹn {clock_and_date(due)}; {since}"
    todo = "xem dịch vụ có chạy không (systemctl status danhba), mở lại (systemctl restart danhba) hoặc gõ: danhba run"
    return [Trouble("absent", due.isoformat(), what, todo)]


def _mark(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
