"""Signs, in the bytes of a workbook's parts, of more than values: plain searches before any parsing."""

from __future__ import annotations

import re
from functools import lru_cache

from danhba.read.colours import may_hide_ink
from danhba.read.number_format import changes_digits

# Each begins with plain letters, which are found without trying the pattern anywhere else; what must stand before them
# is looked at behind.
_HIDDEN = re.compile(rb"hidden\s*=\s*[\"'](?:1|true)")
_NO_WIDTH = re.compile(rb"width(?<!\wwidth)\s*=\s*[\"']0(?:\.0*)?[\"']")
_NO_HEIGHT = re.compile(rb"ht(?<!\wht)\s*=\s*[\"'][01](?:\.\d*)?[\"']")
_HIDING = ((b"hidden", _HIDDEN), (b"width", _NO_WIDTH), (b"ht", _NO_HEIGHT))
_NO_RESULT = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f(?:\s[^<>]*)?/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>"
    rb"|<(?:\w+:)?v>\s*#|</(?:\w+:)?c>)"
)
_TINY = re.compile(rb"<(?:\w+:)?sz val=\"[0-2](?:\.\d*)?\"")
_CROSSED = re.compile(rb"diagonal(?:Up|Down)=\"(?:1|true)\"")
_FORMAT = re.compile(rb"formatCode\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_SMALL = 64 << 10  # bytes of styles that are remembered


def may_change_looks(styles: bytes) -> bool:
    """Tell whether styles may strike, whiten or show other digits; they are looked at closely only then."""
    return _may_change(styles) if len(styles) < _SMALL else _may_change.__wrapped__(styles)


@lru_cache(maxsize=32)  # forms filled in from one blank form mostly have its styles
def _may_change(styles: bytes) -> bool:
    return (
        b"strike" in styles
        or b'numFmtId="9"' in styles
        or b"dxf>" in styles
        or may_hide_ink(styles)
        or _TINY.search(styles) is not None
        or _CROSSED.search(styles) is not None
        or _formats(styles)
    )


def _formats(styles: bytes) -> bool:
    return any(changes_digits(_unescaped(a or b)) for a, b in _FORMAT.findall(styles))


def _unescaped(code: bytes) -> str:
    text = code.decode("utf-8", "replace")
    for entity, sign in (
        ("&quot;", '"'),
        ("&apos;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#34;", '"'),
        ("&amp;", "&"),
    ):
        text = text.replace(entity, sign)
    return text


def may_hide_runs(content: bytes) -> bool:
    """Tell whether strings of several fonts may strike, raise, whiten or make too small a part of themselves."""
    if b"rPr" not in content:
        return False
    return b"strike" in content or b"superscript" in content or b"color" in content or _TINY.search(content) is not None


def hides(content: bytes) -> bool:
    """Tell whether a sheet hides rows or columns, has formulas without results or with faults. Plain searches first:
    they cost a tenth of a pattern's."""
    for word, sign in _HIDING:
        if _stands(word, sign, content):
            return True
    if b't="e"' in content:
        return True
    return (b"<f" in content or b":f" in content) and _NO_RESULT.search(content) is not None


def _stands(word: bytes, sign: re.Pattern[bytes], content: bytes) -> bool:
    """Tell whether a pattern that begins with a word stands anywhere: the word's places are found much faster than the
    pattern's."""
    at = content.find(word)
    while at >= 0:
        if sign.match(content, at):
            return True
        at = content.find(word, at + 1)
    return False
