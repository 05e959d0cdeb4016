"""Which units a sentence names: one, or a list of them (“xã Tân Quới, Tân Hòa và thị trấn Thanh Bình”), bare names by
the district of whoever writes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from danhba.identify.result import Scope
from danhba.identify.sender import Witness
from danhba.registry import Registry
from danhba.vietnamese.names import tidy
from danhba.vietnamese.text import fold

_PARTS = re.compile(r"[,;:()/&+]|\b(?:và|va|cùng|cung|với|voi|hoặc|hoac)\b|\s[-–]\s", re.I)
_TYPE = re.compile(
    r"(?<!\w)(?P<type>xã|xa|phường|phuong|thị trấn|thi tran|thị xã|thi xa|thành phố|thanh pho|huyện|huyen|tt|tp|tx)"
    r"(?:\.\s*|\s+)(?=[\w])",
    re.I,
)
_EXCEPT = re.compile(r"\b(?:ngoại )?trừ\b|\bngoài\b", re.I)
_LONGEST = 6  # words of a place's name, with the district behind it
_MOST = 60  # parts of a sentence that are looked at


class NamedUnits:
    """Reads sentences against one registry."""

    def __init__(self, registry: Registry, witness: Witness) -> None:
        self._registry, self._witness = registry, witness

    def first_of(self, texts: Sequence[str]) -> frozenset[str]:
        """Return the units that the first of some texts names that names any; a name that several have is none's."""
        for text in texts:
            units = self._witness.named_in(text)
            names = {self._registry.by_code[u].name for u in units}
            if len(units) == 1 or len(names) == len(units) > 0:
                return frozenset(units)
        return frozenset()

    def in_list(self, sentence: str, writer: str) -> frozenset[str]:
        """Return the units that a sentence names one by one. writer: the code of the unit that writes, '' unknown: what
        lies in its district is meant by a name that several have."""
        district = self._witness.district_in_context(writer)
        found: set[str] = set()
        kind = ""
        for part in _PARTS.split(sentence)[:_MOST]:
            marks = list(_TYPE.finditer(part))
            spans = [(m["type"], part[m.end() :]) for m in marks] or [(kind, part)]
            for kind_here, rest in spans:
                unit = self._unit(kind_here, rest, district) if kind_here else ""
                kind = kind_here if unit or marks else ""
                if unit:
                    found.add(unit)
        return frozenset(found | self.first_of([sentence]))

    def without_excepted(self, sentence: str, writer: str) -> tuple[str, frozenset[str]]:
        """Return (a sentence up to what it excepts, the units that it excepts)."""
        at = _EXCEPT.search(sentence)
        if at is None:
            return sentence, frozenset()
        return sentence[: at.start()], self.in_list(sentence[at.end() :], writer)

    def _unit(self, kind: str, rest: str, district: str) -> str:
        words = tidy(rest).split()[:_LONGEST]
        scope = Scope(district=district)
        for size in range(len(words), 0, -1):
            core = " ".join(words[:size])
            if not any(c.isalnum() for c in core) or (size == 1 and fold(core) in _NO_NAME):
                continue
            match = self._witness.matcher.certain.answer(f"{kind} {core}", scope)
            if match is None:
                continue
            if match.unit is not None:
                return match.unit.code
            near = [u.code for u in match.candidates if district and self._registry.is_within(u.code, district)]
            return near[0] if len(near) == 1 else ""
        return ""


_NO_NAME = frozenset({"do", "va", "co", "da", "nay", "tren", "khac"})
