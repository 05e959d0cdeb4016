"""A night with nothing new: everything stands as it was, only the first page says so. Costs the same for 200 units or
11,000."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

from markupsafe import escape

from danhba.model.submission import Received
from danhba.output.bidi import shown
from danhba.output.files import write_whole
from danhba.report.not_taken import not_taken
from danhba.vietnamese.dates import VIETNAM, clock_and_date, utc

_TONIGHT = re.compile(r"<!-- tonight -->.*?<!-- /tonight -->", re.S)
_MOVED = re.compile(r"<!-- moved -->.*?<!-- /moved -->", re.S)
_AS_OF = re.compile(r"Tính đến [^.<]*\.")


def say_nothing_new(
    reports: Path, night: dict[str, Any], received: Received, as_of: dt.datetime, held: bool
) -> dict[str, Any]:
    """Write into reports/index.html that nothing is new; return the night's state for the next run. Raises OSError."""
    page = (reports / "index.html").read_text(encoding="utf-8")
    since = clock_and_date(dt.datetime.fromisoformat(night["as_of"]))
    waiting = (
        f"; {len(received.waiting)} tệp còn đang chép, lần sau nhận: {escape(', '.join(received.waiting))}"
        if received.waiting
        else ""
    )
    told = (
        f"<!-- tonight --><p>0 tệp mới nhận trong lần chạy này{waiting}.\nSo với lần trước ({since}): <b>0 điểm "
        f"mới</b>, "
        f'{len(night["findings"])} còn mở, 0 đã xử lý.\nTiến độ: <a href="tien-do.html">tien-do.html</a>. Tệp cho máy: '
        '<a href="findings.csv">findings.csv</a>, <a href="tien-do.csv">tien-do.csv</a>.</p>'
        f"{not_taken(received)}<!-- /tonight -->"
    )
    page = _TONIGHT.sub(lambda m: told, page, count=1)
    if not held:
        page = _MOVED.sub("<!-- moved --><!-- /moved -->", page, count=1)
    page = page.replace(" <b>(mới)</b>", "")
    page = re.sub(r'(<td class="num new">)\d+', r"\g<1>0", page)
    page = _AS_OF.sub(f"Tính đến {clock_and_date(as_of)}.", page, count=1)
    write_whole(reports / "index.html", shown(page).encode("utf-8"))
    days = dict(night["history"])
    day = as_of.astimezone(VIETNAM).date().isoformat()
    if days:
        days[day] = days[max(days)]
    return {**night, "as_of": utc(as_of), "history": dict(sorted(days.items())[-60:])}
