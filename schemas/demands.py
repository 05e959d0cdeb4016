"""The demands of a letter, as data of a campaign: the words shown, of whom each is asked, what meets it. And what state
a unit can be in towards one. Imports nothing of ours but the kinds of evidence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from schemas.evidence import EVIDENCE_WORDS, EvidenceKind


class DemandState(StrEnum):
    """In the order in which tables have their columns. Of one demand every unit of the registry is in exactly one."""

    MET = "met"
    WAITING = "waiting"  # something came that may meet it or does so in part: a person looks, or the unit mends
    MISSING = "missing"
    NOT_ASKED = "not_asked"


DEMAND_STATE_TITLES = {
    DemandState.MET: "Đạt",
    DemandState.WAITING: "Đã gửi, chưa đạt",
    DemandState.MISSING: "Chưa có",
    DemandState.NOT_ASKED: "Không yêu cầu",
}

# What may meet a demand, as province.toml writes it, and how pages name it.
NUMBER, RETURN, EVIDENCE, ROSTER, COUNTS = "number", "return", "evidence", "roster", "counts"
MEANS = {
    NUMBER: "một số công bố từ bản gửi mới nhất",
    RETURN: "biểu mẫu của chính đơn vị",
    EVIDENCE: "tài liệu chứng minh",
    ROSTER: "lịch trực",
    COUNTS: "số liệu tháng",
} | {f"{EVIDENCE}:{k.value}": f"tài liệu: {words}" for k, words in EVIDENCE_WORDS.items() if k != EvidenceKind.OTHER}

_ID = re.compile(r"[a-z][a-z0-9_]{0,30}")


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand. met_by: keys of MEANS, any of which meets it (every: all of them together do); tiers: of whom it is
    asked, () of all; by_deadline: only what came by the campaign's deadline meets it."""

    id: str
    words: str
    met_by: tuple[str, ...]
    every: bool = False
    by_deadline: bool = False
    tiers: tuple[str, ...] = ()

    @property
    def met_by_words(self) -> str:
        """What meets it, in Vietnamese."""
        words = (" và " if self.every else " hoặc ").join(MEANS[m] for m in self.met_by)
        return f"{words}, trong hạn" if self.by_deadline else words


_KEYS = frozenset({"id", "words", "met_by", "every", "by_deadline", "tiers"})


def demands_of(given: Sequence[Mapping[str, object]], tiers: Sequence[str]) -> tuple[Demand, ...]:
    """Return the demands that a campaign declares. tiers: those of the registry's sections.

    Raises ValueError with what is wrong, in Vietnamese, as a line about province.toml goes on with it.
    """
    out: list[Demand] = []
    for number, one in enumerate(given, start=1):
        place = f"campaign.demands thứ {number}"
        if unknown := sorted(one.keys() - _KEYS):
            raise ValueError(f"{place} có mục không hiểu: {', '.join(unknown)}; các mục là {', '.join(sorted(_KEYS))}")
        name, words = str(one.get("id", "")), " ".join(str(one.get("words", "")).split())
        if not _ID.fullmatch(name) or name in {d.id for d in out}:
            raise ValueError(
                f'{place}: id “{name}” phải là chữ thường không dấu, không lặp lại, ví dụ id = "one_number"'
            )
        if not words:
            raise ValueError(f'{place} thiếu words, lời ghi trên báo cáo, ví dụ words = "một số duy nhất"')
        met_by, asked = _texts(one.get("met_by", ())), _texts(one.get("tiers", ()))
        wrong = [m for m in met_by if m not in MEANS]
        if not met_by or wrong:
            raise ValueError(f"{place}: met_by {wrong or '(trống)'} phải lấy trong {', '.join(MEANS)}")
        if strange := [t for t in asked if t not in tiers]:
            raise ValueError(f"{place}: tiers có cấp {', '.join(strange)} không có trong mục nào của biểu mẫu")
        out.append(Demand(name, words, met_by, one.get("every") is True, one.get("by_deadline") is True, asked))
    return tuple(out)


def _texts(value: object) -> tuple[str, ...]:
    several = cast("list[object]", value) if isinstance(value, list | tuple) else [value]
    return tuple(str(v) for v in several)
