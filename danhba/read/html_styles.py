"""How a page writes its text: what its style sheets, attributes and styles say of an element, and what that takes from
the elements around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import lxml.html

from danhba.read.colours import BLACK, WHITE, Colour, equal
from danhba.read.ink import Look, colour_named, points, why_unseen

_STRUCK = frozenset({"s", "strike", "del"})
_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|opacity\s*:\s*0(?:\.0*)?(?![.\d])|(?<![\w-])(?:left|top|text-indent)\s*:\s*-\d{3}",
    re.I,
)
_STRIKES = re.compile(r"line-through", re.I)
_SHOWS = re.compile(r"text-decoration\s*:\s*none", re.I)
_INK = re.compile(r"(?<![\w-])color\s*:\s*([^;!]+)", re.I)
_GROUND = re.compile(r"(?<![\w-])background(?:-color)?\s*:\s*([^;!]+)", re.I)
_PICTURE = re.compile(r"background-image\s*:\s*(?!none)|url\s*\(|gradient\s*\(", re.I)
_SIZE = re.compile(r"font-size\s*:\s*([^;!]+)", re.I)
_NO_SIZE = re.compile(r"0*\.?0+(?![.\d])")
_RELATIVE = re.compile(r"\s*(\d{0,4}\.?\d{1,4})\s*(em|rem|%)", re.I)
_COMMENT = re.compile(r"/\*.{0,4000}?\*/|<!--|-->", re.S)
_COMPOUND = re.compile(r"(?:([a-z][a-z0-9]*)|\*)?((?:[.#][\w-]+)*)")
_CONDITION = re.compile(r"::?[\w-]+(?:\([^()]*\))?|\[[^\[\]]*\]")
_SAME = frozenset({"inherit", "currentcolor", "unset"})
_PLAIN = 12.0  # points of text that says nothing of its size
_NOTHING_SEEN = 0.01  # points of text of size 0
_MOST_RULES, _MOST_PARTS = 5000, 9


@dataclass(frozen=True, slots=True)
class Said:
    """What one declaration says. ink, ground: as written, '' where it says nothing of it, '?' where what it says may
    not hold."""

    hides: bool = False
    strikes: bool = False
    unstrikes: bool = False
    ink: str = ""
    ground: str = ""
    size: str = ""

    def __bool__(self) -> bool:
        return self != _NOTHING


_NOTHING = Said()


@dataclass(frozen=True, slots=True)
class Seen:
    """How an element's text is shown. reason: why none of it is seen, '' where it is; ink, ground: None where they are
    not known; size: points."""

    reason: str = ""
    preformatted: bool = False
    ink: Colour | None = BLACK
    ground: Colour | None = WHITE
    size: float = _PLAIN

    def why_unseen(self, text: str) -> str:
        """Return the reason (a key of UNSEEN) for which the eye does not see a text here, '' where it does."""
        return self.reason or why_unseen(text, Look(False, self.ink, self.size), self.ground)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A selector: what its last part names, what must stand around that (nearest last), and what it says."""

    weight: tuple[int, int, int]
    last: tuple[str, frozenset[str]]
    around: tuple[tuple[str, tuple[str, frozenset[str]]], ...]  # (" " or ">", tag and .classes and #id)
    said: Said


@dataclass(slots=True)
class Styles:
    """The style sheets of one page."""

    rules: dict[str, list[_Rule]] = field(default_factory=dict)  # by a word that the last part needs: tag, .class, #id

    @staticmethod
    def of(page: lxml.html.HtmlElement) -> Styles:
        """Return what the sheets inside a page say."""
        out, count = Styles(), 0
        for sheet in page.iter("style"):
            text = _COMMENT.sub(" ", sheet.text or "")[:500_000]
            for rule in text.split("}"):
                selectors, _, body = rule.rpartition("{")
                if said := _said(body):
                    for selector in selectors.rpartition("{")[2][-4000:].lower().split(","):
                        if count < _MOST_RULES and (made := _rule(selector, said)):
                            count += 1
                            tag, words = made.last
                            out.rules.setdefault(min(words, default=tag), []).append(made)
        return out

    def said_of(self, element: lxml.html.HtmlElement) -> Iterator[Said]:
        """Yield what the sheets say of an element, the strongest last."""
        if not self.rules:
            return
        words = _words(element)
        found = [
            rule
            for key in (*words, str(element.tag), "")
            for rule in self.rules.get(key, ())
            if _fits(rule.last, str(element.tag), words) and _stands_in(element, rule.around)
        ]
        found.sort(key=lambda rule: rule.weight)
        for rule in found:
            yield rule.said


def seen_in(element: lxml.html.HtmlElement, around: Seen, styles: Styles) -> Seen:
    """Return how the text of an element is shown, from its tag, its attributes and the page's styles."""
    own = element.get("style") or ""
    said = [*_attributes(element), *styles.said_of(element)]
    if own and (by_itself := _said(own)):
        said.append(by_itself)
    preformatted = around.preformatted or element.tag in ("pre", "textarea")
    struck, hidden = element.tag in _STRUCK, element.get("hidden") is not None
    if not (said or struck or hidden):
        return around if preformatted == around.preformatted else replace(around, preformatted=preformatted)
    out = replace(around, preformatted=preformatted)
    on_its_own = False
    for each in said:
        hidden = hidden or each.hides
        struck = (struck or each.strikes) and not (each.unstrikes and element.tag not in _STRUCK)
        out = replace(
            out,
            ink=_ink(each.ink, out) if each.ink else out.ink,
            ground=_ground(each.ground, around) if each.ground else out.ground,
            size=_size(each.size, around) if each.size else out.size,
        )
        on_its_own = on_its_own or bool(each.ink and each.ground)
    hidden = hidden or (on_its_own and equal(out.ink, out.ground))
    return replace(out, reason="hidden_text" if hidden else around.reason or ("struck" if struck else ""))


def _said(body: str) -> Said:
    ink, ground, size = _INK.search(body), _GROUND.search(body), _SIZE.search(body)
    picture = _PICTURE.search(body)
    return Said(
        bool(_HIDES.search(body)),
        bool(_STRIKES.search(body)),
        bool(_SHOWS.search(body)),
        ink[1].strip().lower() if ink else "",
        "?" if picture else ground[1].strip().lower() if ground else "",
        size[1].strip().lower() if size else "",
    )


def _attributes(element: lxml.html.HtmlElement) -> Iterator[Said]:
    ink = element.get("color") if element.tag == "font" else element.get("text") if element.tag == "body" else None
    ground = element.get("bgcolor")
    if element.get("background"):
        ground = "?"
    if ink or ground:
        yield Said(ink=(ink or "").lower(), ground=(ground or "").lower())


def _ink(text: str, around: Seen) -> Colour | None:
    if text in _SAME:
        return around.ink
    return around.ground if text == "transparent" else colour_named(text)


def _ground(text: str, around: Seen) -> Colour | None:
    words = re.findall(r"rgba?\([^()]*\)|[^\s()]+", text)[:8]
    if known := next((c for c in map(colour_named, words) if c is not None), None):
        return known
    if {"transparent", "none", "inherit", "initial", "unset"} & set(words) or text.startswith("rgba"):
        return around.ground if not text.startswith("rgba") else None
    return None


def _size(text: str, around: Seen) -> float:
    if _NO_SIZE.match(text):
        return _NOTHING_SEEN
    if found := _RELATIVE.match(text):
        of = _PLAIN if found[2].lower() == "rem" else around.size
        return max(float(found[1]) * of / (100 if found[2] == "%" else 1), _NOTHING_SEEN)
    return points(text) or (_PLAIN if text[:1].isalpha() else around.size)  # small, medium: read


def _rule(selector: str, said: Said) -> _Rule | None:
    """Return a selector with what it says; None where its words are not understood. Of one with a condition (the first
    line, a link that was visited) only the colours are heeded, as not known."""
    if bare := _CONDITION.sub("", selector):
        doubtful = bare != selector
        parts = re.findall(r"[>+~]|[^\s>+~]+", bare)
        if not parts or parts[-1] in ">+~" or len(parts) > _MOST_PARTS:
            return None
        if doubtful or "+" in parts or "~" in parts:
            said = Said(ink="?" if said.ink else "", ground="?" if said.ground else "")
            if not said:
                return None
        made: list[tuple[str, tuple[str, frozenset[str]]]] = []
        between = " "
        for part in parts:
            if part in ">+~":
                between = part
                continue
            found = _COMPOUND.fullmatch(part)
            if found is None:
                return None
            made.append((between, (found[1] or "", frozenset(re.findall(r"[.#][\w-]+", found[2])))))
            between = " "
        ids = sum(w.startswith("#") for _, (_, words) in made for w in words)
        classes = sum(len(words) for _, (_, words) in made) - ids
        around = tuple((made[i + 1][0], made[i][1]) for i in range(len(made) - 1))
        return _Rule((ids, classes, sum(bool(t) for _, (t, _) in made)), made[-1][1], around, said)
    return None


def _words(element: lxml.html.HtmlElement) -> frozenset[str]:
    out = {"." + c for c in (element.get("class") or "").lower().split()}
    if name := element.get("id"):
        out.add("#" + str(name).lower())
    return frozenset(out)


def _fits(part: tuple[str, frozenset[str]], tag: str, words: frozenset[str]) -> bool:
    return part[0] in ("", tag) and part[1] <= words


def _stands_in(element: lxml.html.HtmlElement, around: tuple[tuple[str, tuple[str, frozenset[str]]], ...]) -> bool:
    """Tell whether an element stands in what a selector names around it, the nearest last."""
    if not around:
        return True
    between, part = around[-1]
    if between in "+~":
        return _stands_in(element, around[:-1])  # a neighbour, not a parent: what the rule says counts as not known
    for at in element.iterancestors():
        if _fits(part, str(at.tag), _words(at)) and _stands_in(at, around[:-1]):
            return True
        if between == ">":
            break
    return False
