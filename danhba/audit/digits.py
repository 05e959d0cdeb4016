"""Do the digits of a number stand in its cell, and no other number's?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from danhba.audit import words
from danhba.audit.claim import Claim, ClaimedLine
from danhba.audit.sheet import Sheet
from danhba.audit.texts import LETTER, digits_of, plain_text
from danhba.registry import Registry

_GROUP = re.compile(r"\d+")
_WIDEST = 60  # characters that a number is written over
_LETTERS_FOR_DIGITS = str.maketrans("oOQIl|", "000111")


class Digits:
    """Looks numbers up in their cells. registry: whose area codes of before are known."""

    def __init__(self, registry: Registry) -> None:
        self._moved = {new: old for old, new in registry.old_area_codes.items()}

    def against(self, line: ClaimedLine) -> str:
        """Say it when the number's cell shows other digits than claimed; '' where they stand there."""
        if self.stand(without_fax(line.shown), line.claim) or _in_two_cells(line.sheet, *line.number, line.claim):
            return ""
        return f"thấy ô này ghi “{line.shown}”, không có đúng các chữ số ấy"

    def stand(self, shown: str, claim: Claim) -> bool:
        """Tell whether the cell holds the number's digits and, its extension and the hours aside, no other number's."""
        if is_number(shown, claim.e164):
            return True
        national = claim.e164[3:] if claim.e164.startswith("+84") else claim.e164
        text = words.ROUND_THE_CLOCK.sub(" ", shown.translate(_LETTERS_FOR_DIGITS))
        bare = digits_of(text)
        tail = national[-7:] if len(national) > 7 else national
        at = bare.find(tail)
        if at < 0 or not any(digits_of(part).endswith(tail) for part in _beginnings(text)):
            return False
        before, after = bare[:at], bare[at + len(tail) :]
        if bare.count(tail) > 1:
            after = after.replace(tail, "")
        if after.removesuffix(claim.extension) and len(after) > 6:
            return False  # room for another number
        heads = {national[: -len(tail)] if len(national) > 7 else ""}
        heads |= {self._moved.get(h, h) for h in heads} | {"0" + h for h in heads} | {"84" + h for h in heads}
        heads |= {h.removeprefix("0") for h in {self._moved.get("0" + next(iter(heads)), "")}}
        return len(before) <= 6 or any(before.endswith(h) for h in heads if h)


def _beginnings(text: str) -> Iterator[str]:
    """Yield each run of digits and signs without a word in it, up to the end of each of its groups: a number ends where
    a group does."""
    for run in LETTER.split(plain_text(text)):
        for group in _GROUP.finditer(run):
            yield run[max(0, group.end() - _WIDEST) : group.end()]


def _in_two_cells(sheet: Sheet, row: int, column: int, claim: Claim) -> bool:
    """Tell whether what stands in the cell and in the next one or two makes the whole number: 0277 | 3845 201."""
    joined, wanted = "", claim.e164.removeprefix("+84")
    for more in range(3):
        part = sheet.text(row, column + more)
        digits = digits_of(part)
        if not 0 < len(digits) < (9 if more else 6) or LETTER.search(part):
            return False
        joined += digits
        if more and joined.removeprefix("0") == wanted:
            return True
    return False


def is_number(shown: str, e164: str) -> bool:
    """Tell whether a cell shows the digits of a number and, signs between them aside, nothing else."""
    if not shown.isascii():
        return False
    if not shown.isdecimal():
        if LETTER.search(shown):
            return False
        shown = digits_of(shown)
    national = e164[3:] if e164.startswith("+84") else e164
    return shown == "0" + national or shown in (national, "84" + national, "0084" + national, "840" + national)


def without_fax(text: str) -> str:
    """Return a text without the fax that stands beside a telephone in it; as it is where nothing else would be left."""
    bare = plain_text(text)
    rest = words.FAX.sub(" ", bare) if "fax" in bare else bare
    return rest if rest != bare and len(digits_of(rest)) > 6 else text


def without_old_number(text: str, e164: str) -> str:
    """Return a text without the one other number that it calls the old one; as it is where it names none."""
    if text.isdigit() or "c" not in text.lower():
        return text
    digits, rest = old_number(text)
    return text if not digits or e164[-7:] in digits or len(digits) > 11 else rest


@lru_cache(maxsize=4096)
def old_number(text: str) -> tuple[str, str]:
    """Return (the digits of the one number that a text calls the old one, the text without it), both '' where it names
    none."""
    bare = "\n".join(plain_text(part) for part in text.splitlines())
    found = list(words.OLD_NUMBER.finditer(bare))
    if len(found) != 1:
        return "", ""
    return digits_of(found[0][1]), bare[: found[0].start()] + " " + bare[found[0].end() :]
