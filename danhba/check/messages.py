"""Messages without a list are told with their words and whose they are, so that no word of a sender is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from danhba.check.findings import file_finding, short
from danhba.check.row_line import Row, phones_raw
from danhba.locate.phone_like import holds_a_number
from danhba.model.grid import Grid
from danhba.model.submission import Reading
from danhba.phones.listed_words import words_of
from danhba.phones.messages import DROPPED, MAY, UNREAD, leaves_open, own_sentences, takes_back
from danhba.read.delimited import decode
from danhba.vietnamese.text import visible
from schemas.rule import Severity

_SHOWN, _SHORT = 3, 300  # sentences that a message shows, characters of each
_LINES, _WORDS = 30, 4  # lines of a file that is a message, words of a sentence at least
_OF_A_BODY = re.compile(
    r"(?:Xã|Phường|Huyện|Thị|Thành|Sở|Ban|Chi|Cục|Công|Trung|Ủy|Uỷ|Văn|Hội|Trường|Trạm|Bệnh|Kính|Cộng|Độc)\b"
)
_NUMBER = re.compile(r"\+?\d[\d .()-]{6,}\d")
UNKNOWN = "chưa rõ đơn vị nào"
# What becomes of numbers by words that are not understood.
NOTHING_CHANGES = "Chưa số nào được đổi hay giữ lại vì các câu này"
WRITER_WAITS = "Trong tệp kèm thư, số của chính nơi gửi chưa được công bố cho đến khi có người đọc các câu này"


def is_of_words(grids: Sequence[Grid]) -> bool:
    """Tell whether a file holds a few sentences and nothing else: no cells side by side, no line that gives a number
    and takes none back."""
    lines = [[v for v in row if v not in (None, "")] for grid in grids if grid.visible for row in grid.rows]
    lines = [line for line in lines if line]
    if not lines or len(lines) > _LINES or any(len(line) > 1 for line in lines):
        return False
    texts = [line[0] for line in lines]
    if not all(isinstance(text, str) for text in texts):
        return False
    bare = [(str(text), len(words_of(str(text)))) for text in texts]
    numbers = [text for text, _ in bare if holds_a_number(text)]
    return any(n >= _WORDS for _, n in bare) and all(map(takes_back, numbers))


def lines_of_text(data: bytes, name: str) -> list[Grid]:
    """Return a text file as a sheet with a line a row, whatever separators stand in it."""
    return [Grid(name, [[line.strip() or None] for line in decode(data).splitlines()])]


def dropped(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Return what rows without a number take back of what was sent before, by their notes, as `Reading.said` keeps
    it."""
    return [
        (DROPPED, f"{row.unit}\n{short(row.note, _SHORT)}")
        for row in rows
        if row.unit and row.note and not any(c.isdigit() for c in phones_raw(row)) and takes_back(row.note)
    ]


def tell_message(
    reading: Reading,
    text: Sequence[str] | str,
    who: str,
    with_list: bool,
    told: Iterable[str] = (),
    paper: bool = False,
    automatic: bool = False,
) -> None:
    """Tell the words of a message that came without a table.

    text: its own words; who: who sent it, as people are told; with_list: lists came with it; told: sentences that
    another finding tells; paper: it is an official document, automatic: a program wrote it (somebody is away): of both
    only what may take a number back is asked about. What is not understood a person has to read; of a message that
    changes nothing its words are kept.
    """
    known = {*told}
    kinds = (MAY,) if paper or automatic else (MAY, UNREAD)
    left = [(k, sentence) for k, sentence in reading.said if k in kinds and sentence not in known and _says(sentence)]
    if left:
        waits = with_list and any(leaves_open(sentence) for _, sentence in left)
        weighs = not with_list or waits or any(kind == MAY for kind, _ in left)
        severity = Severity.WARNING if weighs else Severity.INFO
        words, effect = _quoted(s for _, s in left), WRITER_WAITS if waits else NOTHING_CHANGES
        file_finding(reading, "message_not_understood", severity, words=words, who=who, effect=effect)
        return
    if with_list or paper or any(f.code == "mail_withdraws" for f in reading.findings):
        return
    whole = text if isinstance(text, str) else "\n".join(text)
    lines = [line for line in own_sentences(whole) if _says(line) and line not in known]
    if lines:
        file_finding(reading, "message_noted", words=_quoted(lines), who=who)


def _without_persons(line: str) -> str:
    """Return a sentence without the full names in it (three words with capitals or more) and, beside them, without its
    numbers: reports go to many hands."""
    words = visible(line).split()
    out: list[str] = []
    hidden = False
    for capital, group in groupby(words, key=_is_capital):
        run = list(group)
        if capital and len(run) >= 3 and not _OF_A_BODY.match(run[0]):
            out.append("…")
            hidden = True
        else:
            out += run
    return _NUMBER.sub("…", " ".join(out)) if hidden else " ".join(out)


def _says(line: str) -> bool:
    """Tell whether a sentence says anything but who wrote it, and his number."""
    return len(words_of(_without_persons(line))) > 1


def _is_capital(word: str) -> bool:
    bare = word.strip(".,;:()“”\"'-")
    return bare[:1].isupper() and (bare[1:].islower() or len(bare) == 1)


def _quoted(lines: Iterable[str]) -> str:
    shown = list(dict.fromkeys(short(_without_persons(line), _SHORT) for line in lines))
    more = [f"… và {len(shown) - _SHOWN} câu nữa"] if len(shown) > _SHOWN else []
    return "”, “".join([*shown[:_SHOWN], *more])
