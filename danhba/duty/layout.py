"""The shifts of a sheet: a row a shift, days across with the hours at the left, or days down with the hours across. A
week a sheet is any of them, once more.

Persons' names are looked at only to see whether somebody stands there. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from danhba.duty.across import shifts_across
from danhba.duty.days import Period, bare
from danhba.duty.roster import Found, Shift
from danhba.duty.rows import shifts_by_row
from danhba.duty.times import says_whole_day
from schemas.forms.roster import FORWARDED

_FORWARDED = re.compile(FORWARDED)


def shifts_of(found: Found, period: Period, above: Sequence[str] = ()) -> list[Shift]:
    """Return the shifts of a sheet; what is in doubt goes into found.doubts. period: that of its titles or the file's;
    above: the file's titles."""
    heads = [v for row in found.grid.rows[found.head : found.last + 1] for v in row if isinstance(v, str)]
    around = any(says_whole_day(t) for t in (*found.titles, *heads, *above, found.grid.name))
    forwarded = any(_FORWARDED.search(bare(t)) for t in found.titles)
    return shifts_across(found, period, around) if found.across else shifts_by_row(found, period, around, forwarded)
