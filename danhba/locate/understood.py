"""Whether the words of a title, a tab or a heading are understood: the form's own phrases, names of the
registry, dates.

What a list is about is told by what it says and not by what it does not: a list of posts or camps is known by words
that nobody listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from danhba.locate.roles import readable
from danhba.vietnamese.encodings import decodings
from danhba.vietnamese.text import as_words, fold, visible

_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"[ivx]{1,4}")
_LONGEST = 16  # words of a name at most


def _words_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a text, each folded, with y as i, and as it stands; digits and signs are left out."""
    shown = visible(text).lower()
    return tuple((fold(m[0]).replace("y", "i"), m[0]) for m in _WORD.finditer(shown))


class Understood:
    """The phrases and names by which texts are understood. Keeps what it has worked out: titles and heads repeat."""

    def __init__(self, phrases: Iterable[str], names: Iterable[str]) -> None:
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}  # folded → as it must stand, () for any marks
        for text in (*phrases, *names):
            words = _words_in(text)
            bare, shown = tuple(b for b, _ in words), tuple(w for _, w in words)
            strict = text in phrases and not text.isascii()
            if words and self._known.get(bare, shown):
                self._known[bare] = shown if strict else ()
            if len(words) > 1 and text in phrases:
                self._known["".join(bare),] = ()  # a program's name for a column: sodienthoai
        self._longest = min(_LONGEST, max(map(len, self._known), default=0))
        self.left_of = lru_cache(maxsize=8192)(self._left_of)

    def _left_of(self, text: str) -> tuple[str, ...]:
        """Return the words of a text that are not understood, () where all are: as it stands, or read from the legacy
        encoding of which most is."""
        if (words := as_words(text)) != text and not self._left(_words_in(words)):
            return ()
        readings = [text, readable(text), *(d for _, d in decodings(text))] if not text.isascii() else [text]
        return min((self._left(_words_in(reading)) for reading in readings), key=len)

    def _left(self, words: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
        """Return the words that no choice of phrases covers, as few as can be."""
        bare = tuple(b for b, _ in words)
        left: list[tuple[str, ...]] = [()]  # of the words up to each
        for end in range(1, len(words) + 1):
            word = bare[end - 1]
            alone = () if len(word) == 1 or _ROMAN.fullmatch(word) else (words[end - 1][1],)
            best = (*left[end - 1], *alone)
            for size in range(1, min(self._longest, end) + 1):
                start = end - size
                if len(left[start]) < len(best) and self._is_known(bare, words, start, size):
                    best = left[start]
            left.append(best)
        return left[-1]

    def _is_known(self, bare: tuple[str, ...], words: tuple[tuple[str, str], ...], at: int, size: int) -> bool:
        strict = self._known.get(bare[at : at + size])
        if not strict:
            return strict == ()
        return all(word in (own, b) for own, (b, word) in zip(strict, words[at : at + size], strict=True))
