"""Whether a text is words for people: no formula, no command, no markup, no address of the web. Such a text is not
published as a note."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 2000  # characters
_UNSEEN = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_ENDINGS = (
    "vn|com|net|org|info|biz|gov|edu|mil|int|io|me|app|dev|xyz|top|site|online|store|club|shop|link|page|pro|tech|cloud|live|news|icu|"
    "asia|mobi|name|ly|gl|co|cc|tv|ru|cn|us|uk|eu|de|fr|jp|kr|sg|th|la|kh|in|to|gg|ai|be|id|my|ph|tk|ml|ga|cf|gq|zip|mov"
)
_NOT_PLAIN = re.compile(
    "|".join(
        (
            r"^[\s'\"`‘’“”]*[=@]",  # a formula, or what a spreadsheet takes for one
            r"^[\s'\"`‘’“”]*[+\-]\s*(?:[A-Z$]{1,4}\d|\w+\(|\d+\s*[+*/^-]\s*\d*\s*[A-Z(])",
            r"\b[A-Z][A-Z.]{2,}\s*\([^)]*[),;]",  # a function and its arguments
            r"\|\s*['\"]?\s*/?\s*c?[^|]*!",  # DDE: program|arguments!cell
            r"\b(?:hxxps?|https?|ftps?|file|javascript|vbscript|data|mailto|ssh|smb|ms-\w+)\s*:",
            r":\s*//",
            r"\bwww\s*[.\d]",
            r"\w@\w",
            rf"\b[a-z0-9-]{{2,}}(?:\s?\.\s?[a-z0-9-]+)*\s?(?:\.|\(\.\)|\[\.\])\s?(?:{_ENDINGS})(?![\w-])(?!\.\s)",
            r"\b[a-z0-9-]+\.[a-z]{2,}/\w",
            r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])",
            r"<\s*[/!?a-z]|&#|&[a-z]{2,6};",  # markup
            r"\{\{|\{%|\$\{|\$\(|<%|%>|`",  # templates and shells
            r"\\\\\w|\b[a-z]:\\|\.\./|/(?:bin|etc|usr|dev|tmp)/",  # places of a machine
            r"&&|\|\||;\s*--|>\s*/|\brm\s+-|\bsudo\b|\bcurl\b|\bwget\b|\bpowershell\b|\bcmd(?:\.exe)?\b|\bbash\b|\beval\b|\bexec\b|\.exe\b|\.bat\b|\.ps1\b|\.vbs\b",
            r"\b(?:select\b.+\bfrom|insert\s+into|drop\s+table|union\s+select|delete\s+from|update\s+\w+\s+set)\b",
        )
    ),
    re.I,
)


def plain_words(text: str) -> bool:
    """Tell whether a text is words for people. Compared as it is seen: unseen signs left out, full-width letters as
    plain ones. A text of more than a page is none."""
    if len(text) > _LONGEST:
        return False
    return not text or _NOT_PLAIN.search(_UNSEEN.sub("", unicodedata.normalize("NFKC", text))) is None
