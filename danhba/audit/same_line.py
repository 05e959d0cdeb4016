"""Do words in the number's own line speak against it: is it old, a fax, another's, taken back?"""

from __future__ import annotations

from functools import lru_cache

from danhba.audit import words
from danhba.audit.claim import ClaimedLine, is_address
from danhba.audit.digits import without_fax, without_old_number
from danhba.audit.texts import LETTER, digits_of, plain_text


def against(line: ClaimedLine) -> str:
    """Say it when a text of the line speaks against the number; '' where none does."""
    return _marks(line) or _state(line)


@lru_cache(maxsize=4096)
def speaks_against(text: str) -> bool:
    """Tell whether a text says old, out of use, a fax or another's of the number beside it."""
    bare = plain_text(text)
    return any(p.search(bare) for p in (words.OTHER_STATE, words.OTHER_USE, words.OTHERS_NUMBER))


def _marks(line: ClaimedLine) -> str:
    """Say it when a text speaks against the number. The name's own cell is left aside unless it holds the number."""
    name_column, e164 = line.name[1] if line.name[0] >= 0 else -1, line.claim.e164
    for column, text in line.spoken:
        if column == name_column and line.is_apart:
            continue
        if is_address(line, column, text) and not speaks_against(words.PLACE_OF_BEFORE.sub(r"\1\2", plain_text(text))):
            continue  # a place of before, where the unit sits today
        said = text if speaks_against(_of_its_own(without_fax(without_old_number(text, e164)), e164)) else ""
        if said and not _of_another_number(said, e164):
            return f"thấy cùng dòng ghi “{said}”"
    return ""


def _of_its_own(text: str, e164: str) -> str:
    """Return a note without what it says in favour of its row's number: it is the new one, it has not changed."""
    if not LETTER.search(text):
        return text
    bare = words.NOTE_OF_ITS_OWN.sub(" ", plain_text(text))
    found = words.REPLACES.search(bare)
    if found and e164[-7:] not in digits_of(found[1]):
        bare = bare[: found.start()] + bare[found.end() :]
    return bare


def _of_another_number(text: str, e164: str) -> bool:
    """Tell whether what is called old or a fax is another number that stands in the same words: số cũ 0277 …"""
    digits = digits_of(text)
    return len(digits) > 6 and e164[-7:] not in digits and not words.REPLACED.search(plain_text(text))


def _state(line: ClaimedLine) -> str:
    """Say it when another cell of the line takes it back: “bỏ”, or a cross in front of it. A cross under a head answers
    what that asks."""
    own = (line.name[1], line.number[1])
    for column, text in line.cells:
        if column in own or len(text) > 10:
            continue
        bare = plain_text(text).strip(" .()[]")
        if column < min(own) and words.COMMENTED_OUT.match(text.strip()) and not _is_how_all_count(line, column):
            return f"thấy dòng này bị đánh dấu “{text}”"
        if words.is_dropped(bare) or (bare == "x" and column < min(own) and not _headed(line, column)):
            return f"thấy cùng dòng ghi “{text}”"
    return ""


def _is_how_all_count(line: ClaimedLine, column: int) -> bool:
    """Tell whether no line beside this one is counted without such a sign: #1, #2, #3."""
    row = line.number[0]
    beside = [line.sheet.text(at, column).strip() for at in range(max(0, row - 3), row + 4) if at != row]
    return not any(text[:1].isdigit() for text in beside)


def _headed(line: ClaimedLine, column: int) -> bool:
    row = line.number[0]
    head = line.sheet.head_over(row, column)
    return 0 <= head < row and bool(line.sheet.text(head, column).strip())
