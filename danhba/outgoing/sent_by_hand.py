"""Which lines of accepted da-gui.xlsx are new to the ledger: each package is written down as sent by hand at most once.
Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from danhba.model.finding import Finding
from danhba.model.submission import SaidSent
from danhba.model.telling import ARRIVED, BY_HAND, Sending, Telling
from danhba.review.sent_list import WHEN, sent_invalid
from danhba.vietnamese.dates import clock

_AHEAD = dt.timedelta(minutes=10)  # that the sender's clock may be ahead of ours


def sent_by_hand(
    said: Iterable[SaidSent], tellings: Sequence[Telling], sendings: Sequence[Sending]
) -> tuple[list[Sending], list[tuple[str, Finding]]]:
    """Return what is to be written down, and (submission, finding) of lines whose package nobody knows or whose time
    cannot be.

    A package that has arrived by what is known is not written down again; nor is the same line of the same time, though
    something was noted of the package since.
    """
    known = {t.name: t for t in tellings}
    last = {s.telling: s.state for s in sendings}
    noted = {(s.telling, s.at) for s in sendings if s.state == BY_HAND}
    new: list[Sending] = []
    wrong: list[tuple[str, Finding]] = []
    for one in sorted(said, key=lambda s: (s.received_at, s.submission, s.cell)):
        telling = known.get(one.telling)
        if telling is None:
            why, todo = "gói ấy không có trong sổ ghi nhận", "Dùng da-gui.xlsx mới nhất trong outbox/review."
        elif not _moment(telling.told_at) <= _moment(one.at) <= _moment(one.received_at) + _AHEAD:
            begun, received = clock(telling.told_at), clock(one.received_at)
            why = f"giờ gửi phải từ lúc soạn gói ({begun}) đến lúc nhận tệp này ({received})"
            todo = f"Sửa cột “{WHEN}”, ví dụ: {clock(one.received_at)}."
        else:
            if last.get(telling.name) not in ARRIVED and (telling.name, one.at) not in noted:
                new.append(Sending(telling.name, telling.unit_code, "", BY_HAND, one.at, one.detail))
                last[telling.name] = BY_HAND
            continue
        wrong.append((one.submission, sent_invalid(one.sheet, one.cell, clock(one.at), why, todo)))
    return new, wrong


def _moment(iso: str) -> dt.datetime:
    """Return a time to the minute, as people write it down."""
    return dt.datetime.fromisoformat(iso).replace(second=0)
