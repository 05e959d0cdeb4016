"""Is a name spelled out in words, some of them shortened to their first letters?"""

from __future__ import annotations


def is_spelled_out(name: tuple[str, ...], words: tuple[str, ...], optional: set[str]) -> bool:
    """Tell whether some run of words is the name with words shortened to their first letters (so tt tt, tp cl, ban
    qlda)."""
    return any(_fits(name, words[start : start + len(name)], optional) for start in range(len(words)))


def _fits(name: tuple[str, ...], words: tuple[str, ...], optional: set[str]) -> bool:
    """Tell whether words, from the first on, spell the name: each is a word of it, or first letters of several in a
    row."""
    states = {0}
    for word in words:
        following: set[int] = set()
        for at in states:
            while at < len(name):
                if name[at] == word:
                    following.add(at + 1)
                taken, letter = at, 0
                while taken < len(name) and letter < len(word):
                    if name[taken][0] == word[letter]:
                        letter += 1
                    elif name[taken] not in optional:
                        break
                    taken += 1
                if letter == len(word):
                    following.add(taken)
                if name[at] not in optional:
                    break
                at += 1
        if any(optional.issuperset(name[at:]) for at in following):
            return True
        states = following
    return False
