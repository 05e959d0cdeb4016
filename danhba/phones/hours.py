"""When a number is answered, by the words of its cell or of the heading above it."""

from __future__ import annotations

import re

from danhba.vietnamese.text import fold

# Matched on folded text.
ROUND_THE_CLOCK = re.compile(
    r"\(?\s*\b24\s*(?:h|g|gio)?\s*/\s*(?:24|7)(?!\d)\s*(?:h\b|g\b|gio\b)?(?:\s*/\s*(?:7|ngay))?\s*\)?"
    r"|\(?\s*\b24\s*(?:h|g|gio)(?![a-z\d])(?:\s*(?:/|trong|moi|mot)\s*(?:1\s*)?ngay(?![a-z]))?\s*\)?"
    r"|trong\s+va\s+ngoai\s+gio(?:\s+(?:hanh\s+chinh|lam\s+viec|hc))?(?![a-z])"
    r"|(?<!\d)7\s*(?:ngay)?\s*(?:/|trong|tren)\s*(?:7(?!\d)|(?:1\s*)?tuan(?![a-z]))(?:\s*ngay(?![a-z]))?"
)
_CLOCK = r"\d{1,2}\s*(?:h|g|gio)(?![a-z])\s*(?:\d{2}(?!\d)(?:\s*(?:p|phut)(?![a-z]))?)?(?!\d)|\d{1,2}:\d{2}(?!\d)"
HOURS = re.compile(rf"(?<!\d)(?:tu\s+)?(?:{_CLOCK})(?:\s*(?:-|den|toi)\s*(?:{_CLOCK}))?")
WEEKDAY = re.compile(r"(?<!\w)(?:tu\s+)?(?:thu|t)\s*[2-7](?:\s*(?:-|den|toi)\s*(?:thu|t)?\s*[2-8])?(?!\d)")
NOT_ALWAYS = re.compile(
    r"(?<!\w)(?:trong\s+|ngoai\s+)?gio\s+(?:hanh\s+chinh|hc|lam\s+viec|hanh\s+chanh)|ngay\s+lam\s+viec"
    r"|ban\s+(?:ngay|dem)(?!\w)|buoi\s+(?:sang|chieu|toi)|ngoai\s+gio|trong\s+gio(?!\w)"
    r"|(?<!\w)(?<!phong )(?<!p )(?<!p\.)(?<!p\. )(?<!to )(?<!ban )(?<!phan )hanh\s+chinh(?!\w)"
)
_OFFICE_HOURS = re.compile(r"(?:trong|gio)\s+(?:gio\s+)?(?:hanh|hc|lam)|hanh chinh|ngay\s+lam|trong\s+gio")
# In a heading: days that are not all days; and whatever says that it is answered at other hours as well.
_SOME_DAYS = re.compile(
    r"(?<!\w)(?:ngay\s+(?:nghi|le|thuong|tet)|cuoi\s+tuan|thu\s+bay|chu\s+nhat|ca\s+(?:truc|ngay|dem))(?!\w)"
)
_AS_WELL = re.compile(
    r"(?<!\w)(?:ke\s+ca|ca|va|lan)\s+(?:(?:trong|ngoai)\s+gio|ngay\s+(?:nghi|le)|ban\s+dem|cuoi\s+tuan)|moi\s+luc|lien\s+tuc"
)


def which_hours(bare: str) -> str:
    """Return what folded words say that do not mean always: "office" or "some"."""
    return "office" if _OFFICE_HOURS.search(bare) and not re.search(r"ngoai\s+gio", bare) else "some"


def hours_said(heading: str) -> str:
    """Return when the numbers under a heading are answered, by its words: '' always or unsaid, "office", "some"."""
    bare = " ".join(fold(heading).split())
    if ROUND_THE_CLOCK.search(bare) or _AS_WELL.search(bare):
        return ""
    if NOT_ALWAYS.search(bare):
        return which_hours(bare)
    return "some" if any(p.search(bare) for p in (_SOME_DAYS, HOURS, WEEKDAY)) else ""
