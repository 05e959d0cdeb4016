"""The province's own name at the end of a unit's: Cục Thuế tỉnh Đồng Tháp."""

from __future__ import annotations

from danhba.registry import Registry
from danhba.vietnamese.names import Level, keys, tokens_of
from danhba.vietnamese.text import fold


class OwnProvince:
    """The name of a registry's province, to be left out of the names of its units."""

    def __init__(self, registry: Registry) -> None:
        self._name = tokens_of(registry.name)
        self._levels = registry.level_words

    def left_out(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        """Return a name without the province's own at its end, and without the word for what that is."""
        n = len(self._name)
        if len(tokens) > n and keys(tokens[-n:], Level.BARE) == keys(self._name, Level.BARE):
            if tokens[-n:] == self._name or all(t.isascii() for t in tokens[-n:]):
                tokens = tokens[:-n]
                shorter = without_level(tokens, self._levels)
                if shorter != tokens:
                    tokens = shorter
                elif len(tokens) > 2 and fold(" ".join(tokens[-2:])) == "thanh pho":
                    tokens = tokens[:-2]
        return tokens


def without_level(tokens: tuple[str, ...], levels: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Drop the word for what the area is at the end of a name: Công an Tỉnh."""
    for words in levels:
        if len(tokens) > len(words) and tokens[-len(words) :] == words:
            return tokens[: -len(words)]
    return tokens
