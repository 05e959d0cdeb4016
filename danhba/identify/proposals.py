"""What a name may have been meant to be: proposals for a person, never an answer."""

from __future__ import annotations

from danhba.vietnamese.names import syllable
from danhba.vietnamese.text import fold

_LIKELY = 0.27  # edits per letter up to which a name is proposed as a misspelling
_NEAR = 0.4  # edits per letter up to which a name is shown as the nearest: beyond, none is near


def _spelling(core: tuple[str, ...]) -> tuple[str, str, str]:
    """Return (syllables, bare text, suffix): the number or letter that ends a name is never taken for a misspelling."""
    suffix = core[-1] if core and (core[-1].isdigit() or core[-1] in ("a", "b", "c", "d", "e")) else ""
    body = core[:-1] if suffix and len(core) > 1 else core
    return " ".join(syllable(t) for t in body), fold(" ".join(body)), suffix
