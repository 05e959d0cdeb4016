"""What a note holds beside words: numbers, persons."""

from __future__ import annotations

import re
from typing import Any

_NOTE_NUMBER = re.compile(r"(?<![\w/])\+?\(?\d[\d .()\-]{5,}\d(?![\w/])|(?<!\d)1022(?!\d)", re.ASCII)


def _as_tuple(found: Any) -> tuple[Any, ...]:
    return found if isinstance(found, tuple) else ()
