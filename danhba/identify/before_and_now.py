"""Names that say themselves what of them is of before and what is of today: Xã Hậu Thành (cũ); Xã Tháp Mười (trước đây
là thị trấn Mỹ An); Xã Mỹ An, nay là xã Tháp Mười; Phường Mỹ Tho (sáp nhập từ Phường 1, Phường 2); Xã Tân Hồng mới.

Both names must be known and agree: the unit of today is one that everything said to be of before went to. Where they do
not, both are shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from danhba.identify import result
from danhba.identify.former import FormerNames
from danhba.identify.former_places import Area
from danhba.identify.result import Match
from danhba.vietnamese.text import fold


def _any(*phrases: str) -> str:
    """Return a pattern of phrases, each as it is written and without its marks."""
    both = dict.fromkeys(form for phrase in phrases for form in (phrase, fold(phrase)))
    return f"(?:{'|'.join(both)})"


_UNITED = ("sáp nhập", "sắp xếp", "hợp nhất")
_OLD = _any(
    "cũ", "trước đây", "trước kia", "ngày trước", *(f"trước (?:khi )?{word}" for word in _UNITED)
)  # fmt: skip
_NEW = _any("mới", "mới thành lập", "thành lập mới", "hiện nay", *(f"sau (?:khi )?{word}" for word in _UNITED))
_NOW_IS = (
    rf"(?:(?:{_any('hiện ')}?{_any('nay', 'bây giờ', 'đã')})?{_any(' được', ' đã')}? ?"
    rf"(?:{_any('nay', 'bây giờ')} {_any('là', 'thuộc')}|{_any('đổi')}{_any(' tên')}? {_any('thành')}"
    rf"|{_any(*_UNITED, 'nhập')} {_any('vào', 'thành', 'về')}|{_any('tên mới')}(?:{_any(' là')}|:)?|{_any('mới')} ?:"
    r"|[-=]?>|→))"
)
# "trước ngày 01/7/2025", "từ 01/7/2025", "khi sáp nhập": when it was, which names nobody.
_BECAME = ("nhập", "gộp", "thành lập", "hình thành", "tách", "lập", "chia tách", "đổi", "đổi tên", "kế thừa")
_DAY = (
    r"(?:ngày |ngay )?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|(?:năm |nam |tháng |thang )?\d{1,2}[/.-]\d{4}"
    r"|(?:năm |nam )?20\d\d"
)
_WHEN = rf"(?:(?:{_any('từ', 'trước', 'kể từ', 'vào', 'sau')} )?(?:{_DAY})|(?:{_any('khi')} )?{_any(*_UNITED)})"
_SINCE = re.compile(
    rf"(?P<now>[^()]+?)\s*[(,–-]\s*(?:{_any('được ', 'mới ', 'đã ')}?"
    rf"{_any(*_UNITED, 'thành lập', 'hoạt động', 'đi vào hoạt động', 'hình thành')}{_any(' mới', ' lại')}? ?)?"
    rf"(?:{_any('kể từ', 'từ', 'sau', 'vào', 'theo')} )?(?:{_DAY})[\s)\].]*",
    re.I,
)
# "(xã Phương Trà nhập về)", "(có xã Phương Trà nhập vào)": what came to it.
_JOINED = re.compile(
    rf"(?P<now>[^()]+?)\s*[(,–-]\s*(?:{_any('có', 'do', 'được')} )?(?P<before>[^()]+?) (?:{_any('được ', 'đã ')})?"
    rf"{_any(*_UNITED, 'nhập', 'gộp')} (?:{_any('về', 'vào', 'vô', 'lại', 'thành', 'đến')})[\s)\].]*",
    re.I,
)
_WAS = (
    rf"(?:{_any('trước đây', 'trước kia', 'trước', 'nguyên', 'vốn', 'tiền thân', 'tên cũ', 'tên trước đây', 'cũ')}"
    rf"(?:,? {_WHEN})?(?: ?: ?|,? {_any('là', 'thuộc', 'gồm', 'mang tên', 'có tên', 'có tên là', 'tên là')}"
    rf"{_any(' các')}? ?:? ?)"
    rf"|{_any('nguyên', 'tên cũ', 'tiền thân', 'tiền thân của', 'trước đây', 'trước kia')} "
    rf"|{_any('nhập(?! từ| tu)', 'nhận sáp nhập', 'gộp(?! từ| tu)')} "
    rf"|(?:{_any('được ', 'đã ', 'mới ')}?{_any(*_UNITED, *_BECAME)}"
    rf"{_any(' mới', ' lại')}?(?: {_WHEN},?)? )?"
    rf"{_any('từ', 'trên cơ sở', 'bao gồm', 'gồm')}{_any(' toàn bộ')}?{_any(' các')}?"
    rf"{_any(' xã phường', ' đơn vị')}? ?:? ?)"
)
_OPEN, _CLOSE = r"\s*[(\[,;:/–—-]*\s*", r"[\s)\].]*"
_NOW_AND_BEFORE = re.compile(rf"(?P<now>.+?){_OPEN}\b{_WAS}(?P<before>.+?)(?: {_OLD})?{_CLOSE}", re.I)
_BEFORE_AND_NOW = re.compile(
    rf"(?P<before>.+?)(?:\s*\(?{_OLD}\)?)?{_OPEN}(?<!\w){_NOW_IS}\s*(?P<now>.+?){_CLOSE}", re.I
)
_OLD_IN_BRACKETS = re.compile(rf"(?P<now>[^()]+?)\s*\((?P<before>[^()]+?),? {_OLD}\s*\)\s*", re.I)
_NEW_IN_BRACKETS = re.compile(rf"(?P<before>[^()]+?),? \(?{_OLD}\)?\s*[(–—-]\s*(?P<now>[^()]+?) {_NEW}{_CLOSE}", re.I)
_OLD_ALONE = re.compile(rf"(?P<before>[^()]+?)\s*\(?\b{_OLD}\b\)?(?P<rest>\s*[(,;/–—-]?\s*\b[^()]*?)?{_CLOSE}", re.I)
_OLD_IN_FRONT = re.compile(
    rf"(?:ubnd )?(?:(?P<kind>{_any('xã', 'phường', 'thị trấn', 'tt')}) {_any('cũ')}"
    rf"|{_any('nguyên', 'cựu')}{_any(' là')}?) (?P<before>.+)",
    re.I,
)
_NEW_ALONE = re.compile(rf"(?P<now>[^()]+?)\s*\(?\b{_NEW}\b{_CLOSE}", re.I)
_LIST = re.compile(rf"\s*(?:[,;+&/]|\b{_any('và', 'với')}\b)\s*", re.I)
_SAYS = re.compile(
    rf"\b{_any('cũ', 'mới', 'nay', 'trước', 'nguyên', 'cựu', 'vốn', 'tiền thân', 'thành lập', 'hình thành')}\b"
    rf"|\b{_any(*_UNITED, 'nhập', 'gộp', 'gồm', 'đổi', 'từ', 'tách')}\b|[→>]",
    re.I,
)
_TYPED = re.compile(rf"(?:{_any('các ')})?(?P<kind>{_any('xã', 'phường', 'thị trấn', 'tt', 'p')}\b\.?)\s*\S", re.I)
_MOST = 12  # names in a list of what a unit came from


class Said(NamedTuple):
    """What a name says of its times. now: today's name, '' where none is said; before: the names of before."""

    now: str
    before: tuple[str, ...] = ()


def speaks_of_times(text: str) -> bool:
    """Tell whether a name has a word of before or of today, understood or not."""
    return len(text) <= 400 and _SAYS.search(text) is not None


def said_of_times(text: str) -> list[Said]:
    """Return how a tidy name may be read that speaks of before or of today, the fullest reading first; none for
    another."""
    if len(text) > 400 or not _SAYS.search(text):
        return []
    out: list[Said] = []
    for pattern in (_NOW_AND_BEFORE, _BEFORE_AND_NOW, _NEW_IN_BRACKETS, _OLD_IN_BRACKETS, _JOINED):
        if found := pattern.fullmatch(text):
            before = found["before"].strip(" ()[],;:")
            parts = tuple(p for p in _LIST.split(before) if p)
            if before and len(parts) <= _MOST:
                out.append(Said(found["now"].strip(" ()[],;:"), (before,)))
                if len(parts) > 1:
                    out.append(Said(found["now"].strip(" ()[],;:"), _with_types(parts)))
    if found := _OLD_IN_FRONT.fullmatch(text):
        out.append(Said("", (f"{found['kind'] or ''} {found['before']}".strip(),)))
    if found := _OLD_ALONE.fullmatch(text):
        rest = (found["rest"] or "").strip(" (),;/–—-")
        out.append(Said("", (f"{found['before'].strip()}{', ' + rest if rest else ''}",)))
    if (found := _SINCE.fullmatch(text)) or (found := _NEW_ALONE.fullmatch(text)):
        out.append(Said(found["now"].strip(" ,;-")))
    return out


def _with_types(parts: Sequence[str]) -> tuple[str, ...]:
    """Return the names of a list, each with the type word of those before it where it bears none: Phường 1, 2 và 3."""
    out: list[str] = []
    kind = ""
    for part in parts:
        if found := _TYPED.match(part):
            kind = found["kind"]
            out.append(part[found.start("kind") :])
        else:
            out.append(f"{kind} {part}".strip())
    return tuple(out)


def agreed(
    readings: Sequence[Said], former: FormerNames, today: Callable[[str], Match | None], area: Area = ()
) -> Match | None:
    """Return what the first reading says of which all names are known; None where none has.

    today: what a name means by a rule; area: the former districts that stand above it.
    """
    refused: Match | None = None
    for said in readings:
        now = today(said.now) if said.now else None
        if said.now and not said.before:
            if now is not None and now.unit is not None and not now.facts.former:
                return now
            continue
        communes = [former.that_bore(name, area) for name in said.before]
        # By what each name was: a commune, or a former district in which the unit lies.
        heirs = [
            former.units_of(found) or former.units_of_district(name)
            for name, found in zip(said.before, communes, strict=True)
        ]
        if not all(found or units for found, units in zip(communes, heirs, strict=True)):
            continue
        if not said.now:
            if any(communes):
                return former.one_of([c for found in communes for c in found])
            district = today(said.before[0])
            return district if district is not None and district.unit is None else refused
        if now is None or not (now.unit or now.is_ambiguous):
            continue
        meant = (now.unit,) if now.unit else now.candidates
        fitting = tuple(u for u in meant if all(u in units for units in heirs))
        if len(fitting) == 1:
            return Match(fitting[0])
        every = (*meant, *(u for found in communes for u in former.units_of(found)))
        refused = refused or result.ambiguous(tuple(dict.fromkeys(every)))
    return refused
