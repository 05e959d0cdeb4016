"""Initials to the names they stand for."""

from __future__ import annotations

from danhba.vietnamese.names import syllable


def spells(tokens: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Tell whether tokens spell words from the first to the last, each token a whole word or a run of initials."""

    def walk(i: int, j: int) -> bool:
        if i == len(tokens):
            return j == len(words)
        token = tokens[i]
        if j < len(words) and syllable(token) == syllable(words[j]) and walk(i + 1, j + 1):
            return True
        for size in range(2, len(token) + 1):
            if j + size > len(words):
                break
            if size == len(token) and all(_initial(token[k], words[j + k]) for k in range(size)):
                return walk(i + 1, j + size)
        return False

    return walk(0, 0)


def _initial(letter: str, word: str) -> bool:
    return letter == word[0] or (letter == "d" and word[0] == "đ")
