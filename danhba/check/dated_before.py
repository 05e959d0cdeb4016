"""A list that says it is of a time before the campaign: last year's list sent again, or the list of another letter. Its
numbers wait.

By its title, its day line, the text that it was sent with, its sheet's or its file's name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence

from danhba.check.findings import short
from danhba.check.row_line import Row
from danhba.locate.lines import Located
from danhba.model.grid import Grid
from danhba.model.submission import Source, stem_of
from danhba.phones.phone_reading import outdated
from danhba.registry import Registry
from danhba.vietnamese.dated import Since, may_be_dated, named_before, says_before
from danhba.vietnamese.text import one_line

_BELOW = 40  # lines below a table in which its day line is looked for
_MAILS = (".eml", ".msg")
_SHORT = 40  # characters of a line that may be the second of a title: NĂM 2019


def heed_dates(
    rows: Sequence[Row],
    located: Sequence[Located],
    source: Source,
    registry: Registry,
    is_title: Callable[[str], bool],
    issued: dt.date | None,
) -> None:
    """Let the rows wait whose list says that it is of a time before the campaign. is_title: whether a line names the
    list; issued: when the form was first prescribed."""
    if registry.asked_in is None or not rows:
        return
    days = [day for day in (registry.first_asked, issued) if day is not None]
    forms = registry.letters_before.union([issued] if issued else [])
    since = Since(registry.asked_in, min(days, default=None), registry.asked_again, forms)
    *folders, file = re.split(r"!?/", source.source_file)
    if named_before(name := stem_of(file), since):
        _wait(rows, "tên tệp", name, registry)
        return
    folders = [folder for folder in folders if not folder.lower().endswith(_MAILS)]  # named by their subjects
    if older := next((folder for folder in reversed(folders) if named_before(stem_of(folder), since)), ""):
        _wait(rows, "tên thư mục", older, registry)
        return
    for found in located:
        if found.grid is None or not found.tables:
            continue
        if told := _said(found, found.grid, since, is_title):
            _wait((row for row in rows if row.at.sheet == found.grid.name), *told, registry)


def _said(found: Located, grid: Grid, since: Since, is_title: Callable[[str], bool]) -> tuple[str, str] | None:
    """Return (what says it, in which words), None where nothing does."""
    if named_before(grid.name, since):
        return "tên trang", grid.name
    for line in found.lines:
        if may_be_dated(line) and says_before(line, since, len(line) <= _SHORT or is_title(line)):
            return "dòng phía trên bảng", line
    first = min((table.header_rows[1] for table in found.tables), default=0) - grid.top
    last = max((row.row for table in found.tables for row in table.rows), default=0) - grid.top
    for line in grid.rows[max(0, first) : max(0, last) + _BELOW]:
        told = [value for value in line if isinstance(value, str) and may_be_dated(value)]
        if not told or sum(value is not None and value != "" for value in line) > 2:
            continue  # a row's own cells say nothing of the list
        for value in told:
            if says_before(value, since, False):
                return "dòng dưới tiêu đề bảng", value
    return None


def _wait(rows: Iterable[Row], where: str, words: str, registry: Registry) -> None:
    for row in rows:
        number = row.phone.usable
        if number is not None and registry.stood.get(row.unit) == (number.e164, number.extension):
            continue  # whatever its time, it confirms what stands published
        row.phone = outdated(row.phone, where, short(one_line(words), 200), _when(registry))


def _when(registry: Registry) -> str:
    day = registry.asked_again or registry.first_asked
    return f"văn bản ngày {day:%d/%m/%Y}" if day and day.year == registry.asked_in else f"năm {registry.asked_in}"
