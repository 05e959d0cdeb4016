"""What a cell shows of a whole number under a spreadsheet's number format: a prefix, leading zeros, nothing at all."""

from __future__ import annotations

import re
from functools import lru_cache

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[([^\]]*)\]|_.|\*.|(General|@)|([0#?])|(.)', re.I | re.S)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_MOST = 400  # characters of a format that are looked at


def changes_digits(code: str) -> bool:
    """Tell whether a format may show other digits or words than a number holds: cheap, and rather once too often."""
    if code.lower() in ("general", "@", "0", "#") or len(code) > _MOST:
        return False
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].', "", code)
    if re.search(r"[ymdhs]", bare, re.I):
        return False  # a date or a time
    if re.search(r"^;|;;|;$", code) or "[<" in code or "[>" in code or "[=" in code:
        return True
    if "%" in bare or re.search(r"[0#?],+(?![0#?,])", bare):
        return True  # scaled: other digits than the number's
    return bool(re.search(r"0[^.;,]*0", bare.split(".")[0]) or re.search(r'"[^"]*[\w+]|\\[\w+]', code))


def hides_number(text: str, shows: str) -> bool:
    """Tell whether a cell that shows this in a text's place shows nothing of it, or words instead of a number's
    digits."""
    return shows == "" or (sum(map(str.isdigit, text)) >= 7 and not any(map(str.isdigit, shows)))


@lru_cache(maxsize=4096)
def shown(number: float, code: str) -> str | None:
    """Return what a whole number shows under a format, None where that is the number itself or the format is of another
    kind."""
    if not number.is_integer() or abs(number) >= 1e15 or len(code) > _MOST:
        return None
    section = _section(number, code)
    if section is None:
        return None
    tokens: list[tuple[bool, str]] = []  # (placeholder, text)
    commas = 0  # behind the last placeholder: each divides by a thousand
    for literal, escaped, bracket, general, place, other in _TOKEN.findall(section):
        if general:
            tokens += [(True, "0")]
        elif place:
            tokens.append((True, place))
            commas = 0
        elif literal or escaped:
            tokens.append((False, literal or escaped))
        elif bracket:
            if bracket.startswith("$"):
                tokens.append((False, bracket[1:].split("-")[0]))
        elif other:
            if other in ".eE" or other in "ymdhsYMDHS":
                return None
            if other != ",":
                tokens.append((False, other))
            elif tokens and tokens[-1][0]:
                commas += 1
    if not any(place for place, _ in tokens):
        return "".join(t for _, t in tokens).strip()
    percent = 100 ** sum(text == "%" for place, text in tokens if not place)
    out = _filled(tokens, str(round(abs(number) * percent / 1000**commas)))
    if commas or percent > 1:
        return f"{out} (định dạng rút gọn của {int(number)})"
    same = "".join(c for c in out if c.isdigit()) == str(abs(int(number)))
    return None if same and not any(c.isalpha() for c in out) else out


@lru_cache(maxsize=4096)
def shown_text(text: str, code: str) -> str | None:
    """Return what a text shows under a format: words put round it, '' for nothing; None where that is the text
    itself."""
    if len(code) > _MOST:
        return None
    sections = _split(code)
    section = sections[3] if len(sections) > 3 else next((s for s in sections if _shows_text(s)), None)
    if section is None:
        return None
    out: list[str] = []
    for literal, escaped, bracket, general, place, other in _TOKEN.findall(section):
        if general == "@":
            out.append(text)
        else:
            out.append("" if bracket else literal or escaped or (other if not general and not place else ""))
    shows = "".join(out)
    return None if " ".join(shows.split()) == " ".join(text.split()) else shows.strip()


def _shows_text(section: str) -> bool:
    return any(general == "@" for _, _, _, general, _, _ in _TOKEN.findall(section))


def _filled(tokens: list[tuple[bool, str]], digits: str) -> str:
    places = sum(1 for place, _ in tokens if place)
    rest = digits[:-places] if len(digits) > places else ""
    have = digits[-places:].rjust(places, "\x00")
    out: list[str] = []
    i = 0
    for place, text in tokens:
        if not place:
            out.append(text)
            continue
        digit = have[i]
        if i == 0 and rest:
            out.append(rest)
        i += 1
        out.append(digit if digit != "\x00" else {"0": "0", "?": " "}.get(text, ""))
    return "".join(out).strip()


def _section(number: float, code: str) -> str | None:
    """Return the part of a format that is in force for a number, None when none is."""
    sections = _split(code)[:4]
    conditions = [_CONDITION.search(s) if "[" in s else None for s in sections]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if condition is None or _holds(number, condition[1], float(condition[2])):
                return section
        return sections[-1]
    if number < 0 and len(sections) > 1:
        return sections[1]
    if number == 0 and len(sections) > 2:
        return sections[2]
    return sections[0]


def _split(code: str) -> list[str]:
    out = [""]
    quoted = False
    i = 0
    while i < len(code):
        c = code[i]
        if c == '"':
            quoted = not quoted
        if c == "\\" and not quoted:
            out[-1] += code[i : i + 2]
            i += 2
            continue
        if c == ";" and not quoted:
            out.append("")
        else:
            out[-1] += c
        i += 1
    return out


def _holds(number: float, sign: str, bound: float) -> bool:
    return {
        "<": number < bound, ">": number > bound, "=": number == bound, "<=": number <= bound, ">=": number >= bound,
        "<>": number != bound,
    }[sign]  # fmt: skip
