"""Earlier mails that a mail's page quotes or passes on: where each begins, which words are the sender's own, and
whether the tables in it speak.

Programs mark an older mail by an element around it (gmail_quote, cite), by one behind which nothing else comes
(divRplyFwdMsg), or by lines of words ("From: … Sent: …", "Vào ngày … đã viết:"). All of them are heeded here, for the
tables of a page and for its words alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from danhba.vietnamese.withdrawal import only_passes_on

QUOTED, IN_DOUBT = "quoted", "quoted_alone"  # why a table does not speak: keys of model.grid.UNSEEN

# An element around an older mail, by a class, an id, a data-marker; one with which an older mail begins.
_AROUND = frozenset({
    "gmail_quote", "gmail_quote_container", "gmail_extra", "yahoo_quoted", "protonmail_quote", "moz-forward-container",
    "zmail_extra", "__quoted_text__", "cite", "wordsection_quote",
})  # fmt: skip
_BEGINS = frozenset({
    "divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container", "ms-outlook-mobile-reference-message",
    "zwchr", "__divider__", "__headers__", "olk_src_body_section",
})  # fmt: skip
_HEAD = frozenset(
    {"gmail_attr", "moz-cite-prefix", "moz-email-headers-table", "reply-intro"}
)  # says whose mail follows
_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "svg"})
_BLOCKS = frozenset({
    "p", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr", "section", "article",
    "header", "footer", "center", "dd", "dt", "blockquote", "body", "form", "fieldset", "address",
})  # fmt: skip
_FROM = r"from|từ|người gửi"
_SENT = r"sent|date|subject|(?:đã |ngày |thời gian )?gửi|ngày|chủ đề|tiêu đề"
_KEY = re.compile(rf"(?:^|[\s>*|])\W?(?:(?P<whose>{_FROM})|(?P<when>{_SENT}))\s*\*?\s*:", re.I)
_KEY_LINE = re.compile(rf"^\W*(?:{_FROM}|{_SENT}|to|cc|đến|tới|đồng gửi|importance|attachments)\W{{0,3}}:", re.I)
_TITLE = re.compile(
    r"^\W*(?:original (?:message|appointment)|(?:begin )?forwarded (?:message|mail)|(?:thư|tin nhắn) (?:gốc|(?:đã )?"
    r"chuyển tiếp)|bắt đầu (?:thư|tin nhắn) chuyển tiếp)\b.{0,20}$",
    re.I,
)
_ALONE = re.compile(r"^\W*(?:from|từ|sent|đã gửi|ngày gửi)\s*:", re.I)
_SUBJECT = re.compile(r"^\W*(?:subject|chủ đề|tiêu đề)\W{0,3}:", re.I)
_WROTE = re.compile(r"(?:đã viết|wrote)\s*:\s*$|[\d@].*(?:viết|writes)\s*:\s*$", re.I)
_INDENTED = re.compile(r"border(?:-left)?\s*:\s*(?:none|0)", re.I)
_BAR = re.compile(r"border-left(?:-width|-style)?\s*:\s*(?!none|0(?![\d.]*[1-9]))", re.I)
_NUMBER = re.compile(r"\d(?:[ .\-()–\xa0]{0,3}\d){6,}|(?<!\d)(?:1022|1[89]00)(?!\d)")
_BARE_NUMBER = re.compile(r"[\d .\-()+–\xa0]{7,}|1022")
_STAYS, _HEAD_ENDS = -1, -2  # what follows an element is no other mail; a head ends with it
_LONGEST = 300  # characters of a line that says whose mail follows


@dataclass(slots=True)
class Quoted:
    """What a page is made of. own: the sender's own words, a line a block; older: those of the mail that it quotes, not
    those that this one quotes in turn; passes_on: its own words do no more than pass that mail on; silent: elements
    (tables) of earlier mails that do not speak, with the reason."""

    own: str = ""
    older: str = ""
    passes_on: bool = False
    silent: dict[Any, str] = field(default_factory=dict[Any, str])

    @property
    def words(self) -> str:
        """The words that the sender stands for: his own, and those of a mail that he only passes on."""
        return f"{self.own}\n{self.older}" if self.passes_on else self.own


def quoted_in(root: Any, *, mail: bool, lists: bool = False, doubt: bool = False) -> Quoted:
    """Tell apart what a page says by itself and what it quotes.

    root: of a page as lxml reads it; mail: it is known to be a mail; lists: the same mail brings spreadsheets; doubt:
    it answers another one, or brings other files. A page that has a list of its own, or comes with one, quotes an
    earlier one; a mail that only passes another one on speaks in its words; where neither is certain its tables wait.
    """
    walk = _Walk(mail)
    walk.through(root)
    out = Quoted("".join(walk.words[0]), "".join(walk.words[1]))
    if walk.above < 0:
        return out
    above, below = ("".join(part).strip() for part in (walk.words[0][: walk.above], walk.words[0][walk.above :]))
    out.passes_on = bool(walk.words[1]) and not below and only_passes_on(above, walk.title)
    passed = [not words or only_passes_on(words, "") for words in (above, out.older.strip())]
    passed[0] = passed[0] and not below
    for table, level, own_above in walk.tables:
        if not level:
            continue
        if own_above or lists or walk.own_list:
            out.silent[table] = QUOTED if lists or walk.own_list else IN_DOUBT
        elif doubt or level > 2 or not all(passed[:level]):
            out.silent[table] = IN_DOUBT
    return out


class _Walk:
    """One way through a page, from its first word to its last."""

    def __init__(self, mail: bool) -> None:
        self.words: tuple[list[str], list[str]] = ([], [])
        self.tables: list[tuple[Any, int, bool]] = []  # table, how deep it is quoted, whether an own number is above
        self.own_list = self.own_number = False
        self.title = ""  # the line with which the first older mail begins
        self.above = -1  # how many of the own words stand above the first older mail
        self._mail = mail
        self._level = 0  # 0: the sender's own; 1: the older mail; 2: older yet
        self._fresh = True  # nothing but its head has been read of the mail that this level is
        self._awaits = False  # a line said that somebody wrote: the mail itself comes next
        self._keys: set[str] = set()
        self._held: list[str] = []  # lines that may be the head of an older mail
        self._line: list[str] = []
        self._cells = self._heads_open = 0

    def through(self, root: Any) -> None:
        # element; preformatted; None on the way in, then the level to go back to, or one of the two below
        stack: list[tuple[Any, bool, int | None]] = [(root, False, None)]
        while stack:
            element, pre, leaving = stack.pop()
            name = element.tag if isinstance(element.tag, str) else ""
            cell = name in ("td", "th")
            if leaving is not None:
                if cell or name in _BLOCKS:
                    self._end(cell)
                    self._cells -= cell
                self._heads_open -= leaving == _HEAD_ENDS
                if leaving >= 0:
                    self._settle()
                    self._level, self._fresh, self._awaits = leaving, False, False
                self._add(element.tail, pre)
                continue
            if not name or name in _SILENT:
                self._add(element.tail, pre)
                continue
            if cell or name in _BLOCKS or name == "br":
                self._end(cell)
            back = self._enter(element)
            if name == "table":
                self.tables.append((element, self._level, self.own_number))
            self._cells += cell
            inner = pre or name == "pre"
            self._add(element.text, inner)
            stack.append((element, pre, back))
            stack.extend((child, inner, None) for child in reversed(element))
        self._end()
        self._settle()

    def _enter(self, element: Any) -> int:
        """Heed where an element begins an older mail; return the level to go back to behind it."""
        marks, level = _marks(element), self._level
        if not marks.isdisjoint(_HEAD):
            self._settle()
            self._awaits = True
            self._heads_open += 1
            return _HEAD_ENDS
        if not marks.isdisjoint(_BEGINS):
            self._begin("")
        elif not marks.isdisjoint(_AROUND) or (element.tag == "blockquote" and self._is_a_quote(element)):
            self._begin("")
            return level
        elif element.tag == "table" and self._awaits:
            self._begin("")
        return _STAYS

    def _is_a_quote(self, block: Any) -> bool:
        """Tell whether a blockquote holds an older mail, and not a list of the sender's own set in from the margin."""
        style = block.get("style") or ""
        if self._awaits or block.get("type") == "cite" or _BAR.search(style):
            return True
        return not _INDENTED.search(style) and (self._mail or self.own_number or _says_who_wrote(block))

    def _begin(self, title: str) -> None:
        """An older mail begins; where nothing but its head has been read of the one around, it is that one."""
        self._settle()
        if not self._level and self.above < 0:
            self.above = len(self.words[0])
        if not self._level or not self._fresh:
            self._level += 1
        self._fresh, self._awaits = True, False
        self.title = self.title or title

    def _add(self, text: str | None, as_it_is: bool) -> None:
        if not text:
            return
        if not as_it_is:
            self._line.append(" ".join(f"|{text}|".split())[1:-1])
            return
        *lines, last = text.split("\n")
        for line in lines:
            self._line.append(line)
            self._end()
        self._line.append(last)

    def _end(self, cell: bool = False) -> None:
        """A line ends, or a cell of a table."""
        line, self._line = "".join(self._line), []
        bare = " ".join(line.split())
        if not bare:
            said = self.words[self._level] if self._level < 2 else None
            if said and not cell and not said[-1].endswith("\n"):
                said.append("\n")
            return
        if self._heads_open:
            self.title = self.title or bare
            self._subject(bare)
            return
        if self._cells and not self._level and _NUMBER.search(bare):
            self.own_number = True
            self.own_list = self.own_list or _BARE_NUMBER.fullmatch(bare) is not None
        if len(bare) <= _LONGEST and not bare.startswith(">") and self._heads(bare):
            return
        if self._awaits:
            self._begin("")
        self._settle()
        self._say(line, cell)

    def _say(self, line: str, cell: bool = False) -> None:
        self._fresh = False
        if self._level < 2:
            self.words[self._level].append(line + (" " if cell else "\n"))

    def _heads(self, bare: str) -> bool:
        """Tell whether a line is the head of an older mail, and heed it."""
        if _TITLE.match(bare):
            self._begin(bare)
            return True
        if _WROTE.search(bare):
            self._settle()
            self._awaits = True
            return True
        if not _KEY_LINE.match(bare):
            return False
        if self._level and self._fresh:  # the head of a mail that has begun
            self._subject(bare)
            return True
        self._keys |= {m.lastgroup or "" for m in _KEY.finditer(bare)}
        self._held.append(bare)
        if len(self._keys) > 1 or (self.own_number and _ALONE.match(bare)):
            self._held = []
            self._begin("")
        return True

    def _subject(self, bare: str) -> None:
        """What an older mail is about is told with its words."""
        if _SUBJECT.match(bare) and self._level == 1:
            self.words[1].append(bare + "\n")

    def _settle(self) -> None:
        """Lines that looked like the head of an older mail were none."""
        held, self._held, self._keys = self._held, [], set[str]()
        for line in held:
            self._say(line)


def _marks(element: Any) -> frozenset[str]:
    """Return classes, id and marker of an element that tell older mails, as they were before another program renamed
    them."""
    told = [*(element.get("class") or "").split(), element.get("id") or "", element.get("data-marker") or ""]
    out = set[str]()
    for mark in told:
        mark = mark.lower()
        while mark.startswith("x_"):
            mark = mark[2:]
        out.add("yahoo_quoted" if "yahoo_quoted" in mark else mark)
    return frozenset(out & (_AROUND | _BEGINS | _HEAD))


def _says_who_wrote(element: Any) -> bool:
    first = " ".join("".join(islice(element.itertext(), 40))[:_LONGEST].split())
    return bool(re.search(r"(?:đã viết|wrote)\s*:|original message|forwarded message", first, re.I))
