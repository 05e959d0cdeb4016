"""Who replaces whom in a note: words that say that the number beside them takes the place of an older one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from danhba.vietnamese.text import fold

_NUMBER = r"\+?[\d(][\d .()-]{4,}\d"
_A_NUMBER = r"(?:so|sdt|dt|may|sim|hotline|duong day nong)(?: may| dien thoai| duong day nong| hotline)?"
_WHOSE = r"(?:dc|d/c|dong chi|ong|ba|anh|chi|co|chu|can bo|lanh dao|nguoi|nguyen)"
_OLD = (
    rf"(?:cu|truoc(?: day| kia| do)?|ma|da (?:bao cao|bao|gui|cung cap|dang ky|dang|cong bo|niem yet|nop)"
    rf"|(?:cua )?{_WHOSE}|{_NUMBER})(?![a-z0-9])"
)
_GONE = r"(?:bo|cat|huy|thu hoi|ngung|ngung su dung|khong (?:con )?(?:dung|su dung)(?: nua)?|het dung|tra lai)"
# "thay số của đ/c Bảy đã nghỉ hưu", "thay thế cho số 0913 …": what stands behind is the old number, and said of it.
_REPLACES = re.compile(
    rf"(?<!\w)thay(?: the)?(?: cho)? (?:cac |toan bo )?{_A_NUMBER}:? (?P<old>{_OLD})[^;\n]*?(?=$|[;\n]|\.(?:\s|$))"
)
# "số mới, số cũ 0913 … đã bỏ"; "số cũ đã bỏ, dùng số này".
_NEW_THEN_OLD = re.compile(
    rf"(?<!\w){_A_NUMBER}(?: nay)?(?: la)?(?: so)? moi(?: lap| cap)?\s*[,;.(–-]\s*{_A_NUMBER} cu(?: ?:? ?{_NUMBER})?"
    rf"(?: cua [^.;,\n]*?)?(?: thi)?(?: da| nay)? {_GONE}(?![a-z])[^.;\n]*"
)
_OLD_THEN_THIS = re.compile(
    rf"(?<!\w){_A_NUMBER} cu(?: ?:? ?{_NUMBER})?(?: da| nay)? {_GONE}(?![a-z])\s*[,;–-]\s*"
    r"(?:nay |hien )?(?:dung|su dung|goi|lien he|truc)(?: qua| theo)? so nay(?![a-z])"
)
# Not yet, not so, or the other way round.
_NOT_SO = re.compile(
    r"(?<!\w)(?:se|sap|chua|khong|ko|xin|nho|bi|cho|can|neu|khi|du kien|de nghi|duoc|muon|dang|dinh)(?: \w+)? $"
)
_THE_OTHER_WAY = re.compile(
    r"(?<!\w)(?:bang|thanh|sang|boi|qua|nhung|chua|se|sap|tam|van|la|moi|nay|tu ngay mai|dung lai|khac)(?!\w)|\?"
)


def without_what_it_replaces(note: str, others: Sequence[tuple[int, int]]) -> str:
    """Return a note with blanks for what it says of an older number that its row's takes the place of.

    others: where numbers other than the row's stand in it. Words that may mean the other direction are left.
    """
    bare = fold(note)
    if len(bare) != len(note):
        return note
    for pattern in (_NEW_THEN_OLD, _OLD_THEN_THIS, _REPLACES):
        for found in list(pattern.finditer(bare)):
            start, end = found.span()
            behind = bare[found.end("old") : end] if pattern is _REPLACES else ""
            numbers = [(start + m.start(), start + m.end()) for m in re.finditer(_NUMBER, bare[start:end])]
            old = all(any(a < stop and first < b for a, b in others) for first, stop in numbers)
            if old and not _NOT_SO.search(bare[:start]) and not _THE_OTHER_WAY.search(behind):
                bare = bare[:start] + " " * (end - start) + bare[end:]
                note = note[:start] + " " * (end - start) + note[end:]
    return note
