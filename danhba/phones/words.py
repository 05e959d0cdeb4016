"""The words of a phone cell: placeholders, references to other rows, labels, hours, extensions; what is left are
numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from danhba.phones.facts import NO_NUMBER, WORDS_UNKNOWN, of_several
from danhba.phones.hours import HOURS, NOT_ALWAYS, ROUND_THE_CLOCK, WEEKDAY, which_hours
from danhba.phones.listed_words import Sorted, names_the_unit, negating_phrases, sort_words
from danhba.phones.numbering_plan import Number, Plan, Refusal
from danhba.phones.numbers import NOT_DIGITS, find_numbers
from danhba.phones.phone_reading import PhoneReading, accept, in_doubt, not_in_use, options_of, refuse, uncertain
from danhba.phones.pieces import one_over_lines, runs_of_digits
from danhba.vietnamese.persons import person_spans
from danhba.vietnamese.text import fold
from schemas.facts import SOUND, PhoneFacts
from schemas.forms.phone_words import NEUTRAL_SIGNS

# Matched on folded text: a cell that says there is no number yet.
PLACEHOLDER = re.compile(
    r"(?:(?:hien|hien tai|hien nay|tam thoi|don vi|xa|co quan)\s+)?"
    r"(?:chua(?:\s+(?:co|cap nhat|thiet lap|lap|bo tri|dang ky|lap dat|bao cao|gui|xac dinh|ro|cung cap|trang bi"
    r"|nhan)\w*.*)?"
    r"|dang\s+(?:cap nhat|bo sung|lap|thiet lap|dang ky|lap dat|cho|xin|sua|lam thu tuc|trien khai).*"
    r"|(?:se\s+)?(?:cap nhat|bo sung|bao cao|cung cap|gui|thong bao)(?:\s+(?:sau|them|lai))?"
    r"|khong(?:\s+(?:co|so|su dung|dang ky|ap dung|bo tri|lap).*)?|trong|de trong|bo trong|ko(?:\s+co.*)?"
    r"|k(?:\s+co.*)?|kg(?:\s+co.*)?"
    r"|nt|n\.t|n/a|#?n/a|na|nil|null|none|nan|nat|x+|tbd|tba|khuyet|0+)"
)
# A cell that sends the reader to another row.
REFERENCE = re.compile(
    r"(?:nhu\s+(?:tren|cu|so|cap|huyen|xa|ubnd)|cung\s+so|chung\s+so|dung\s+chung|su\s+dung\s+chung|theo\s+so"
    r"|xem\s|giong\s"
    r"|so\s+(?:cua|chung|cu|tren)|lay\s+so|qua\s+so\s+cua|lien\s+he\s+(?:so\s+)?(?:cua|ubnd|huyen))"
)
# Spans taken out of the folded text, in this order. Each names the remark that it leaves.
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d{2}"
_DATE = re.compile(
    rf"(?<![\d./-]){_DAY}/{_MONTH}/{_YEAR}(?!\d)|(?<![\d./-])(?<!\d ){_DAY}([.-]){_MONTH}\1{_YEAR}(?![\d.-])"
    rf"|(?<![\d./-])(?<!\d ){_YEAR}-{_MONTH}-{_DAY}(?![\d.-])"
    rf"|(?<!\w)(?:tu\s+)?ngay\s+{_DAY}(?:[/.-]{_MONTH}(?:[/.-]{_YEAR})?)?(?!\d)(?![./-]\d)"
    rf"|(?<!\w)thang\s+{_MONTH}(?:[/.-]{_YEAR})?(?!\d)(?![./-]\d)"
    rf"|(?<!\w)nam\s+{_YEAR}(?!\d)"
)
# 06.09.2021 behind a blank: a date where what stands before it is a number already.
_LOOSE_DATE = re.compile(rf"(?<=\d )\(?(?:{_DAY}([.-]){_MONTH}\1{_YEAR}|{_YEAR}-{_MONTH}-{_DAY})(?![\d.-])")
_MAIL = re.compile(r"[^\s,;|<>()]+@[^\s,;|<>()@]+\.[a-z]{2,}(?![\w])|(?:https?://|www\.)[^\s,;|<>()]+")
_VIRUS = re.compile(r"(?<![a-z])(?:sars|covid|ncov|cov)\s*-?\s*(?:19|2)(?!\d)")
# A fax number with its label: taken away, it is another number than the one beside it.
_FAX = re.compile(
    r"(?:(?<![\w/ ])|(?<=[\n;,|/.()-] ))(?:so\s+|may\s+)?fax[ ]*[.:]?[ ]*(?:\+?[\d(][\d .()-]{4,}\d)"
    r"|(?<!\w)(?:so\s+)?fax[ ]*[.:][ ]*(?:\+?[\d(][\d .()-]{4,}\d)"
)
# "(số cũ 0277 3851 111 đã bỏ)": parted from what stands before it, it names the number behind it as the old one, and no
# other.
_OLD_ONE = re.compile(
    r"(?:(?:^|(?<=[\n;,(.\[]))[ ]*|(?<!\w)thay (?:cho|the) )(?:so|sdt|dt|so dt|so dien thoai) cu(?: la)?[ ]*:?[ ]*"
    r"(?P<number>\+?[\d(][\d .()-]{4,}\d)(?:[ ]+(?:da )?(?:bo|cat|huy|thu hoi|khong (?:con )?(?:su dung|dung)"
    r"|ngung su dung))?(?=[ ]*(?:$|[\n;,.)\]]))"
)
_NAMED_NEW = re.compile(r"(?<!\w)(?:moi|dang dung|dang su dung|hien nay)(?!\w)(?! *:? *(?:la )?\+?[\d(])")
_BOTH = re.compile(
    r"(?<!\w)(?:dien\s*thoai|dt|tel|phone|sdt)(?:\s*[/&+]\s*|-)fax|(?<!\w)fax\s*/\s*(?:dt|tel|phone|dien\s*thoai)"
)

_EXTENSION = re.compile(
    r"[\s,;.\-([]*(?<![a-z])(?:so\s+)?(?:may\s*(?:le|nhanh|phu)|noi\s*bo|nhanh|le|ml|ext(?:ension)?"
    r"|(?:bam|nhan|an)?\s*phim(?:\s+so)?|bam(?:\s+so)?|nhan(?:\s+so)?|line"
    r"|(?<=\d )x)(?![a-z])\s*(?:so)?[\s.:#=]*(\d{1,5})"
    r"(?!\d)(?![\s.\-]*\d)\s*[)\]]?"
)

_MORE_EXTENSIONS = re.compile(r"\s*(?:,|/|-|;|&|hoac|va)\s*\d{1,4}(?!\d)(?![\s.\-]*\d)")

_TRAILING_EXTENSION = re.compile(r"\s*(?:\(\s*(?!0)(\d{1,4})\s*\)|#\s*(\d{1,4}))\s*$")

_LETTER_RUN = re.compile(r"(?<![^\W\d_])[OoIl]+(?![^\W\d_])")

_LIST_NUMBER = re.compile(
    r"(?:^|(?<=[\n;,|]))\s*\(?[1-9]\s*[.):]\s*(?=\(?\+?0\d)|(?<=[a-z])\s+\d{1,2}\s*[:)]\s*(?=\(?\+?\d)"
)

_WORD = re.compile(r"[^\W\d_][^\W\d_.&/']*")

_LINES = re.compile(r"\(?\s*(?<!\d)\d{1,2}\s+(?:lines?|may|duong\s+day|so)(?![a-z])\s*\)?")

_EACH_DIGIT = re.compile(r"\d")
_CENTURIES = ("19", "20")  # every year that is read as one begins so

_HARD = "|"  # what words and firm separators become


_DOUBT = re.compile(r"\?|\.{3,}")
_FOOTNOTE = re.compile("※")


class CellText:
    """A phone text from which words are taken away step by step; original and fold keep the same positions."""

    def __init__(self, text: str, bare: str, unit: str = "") -> None:
        self.text, self.bare, self.unit = text, bare, unit
        self.gone = False  # words that say nothing about the number were taken away
        self.person = False
        self.extension = ""
        self.many_extensions = False
        self.footnote = False  # a bracketed digit at the end, which is no extension where the number is a mobile
        self.letters = False
        self.without_letters = ""  # the digits where O, I and l touching them are not read as digits
        self.fax = False
        self.hours = ""
        self.doubt = ""
        self.words = Sorted()

    def _remove(self, pattern: re.Pattern[str], signs: tuple[str, ...] = (), gone: bool = True) -> bool:
        """Take away every hit; tell whether there was one. signs: of which every hit holds one (they are found much
        sooner than the pattern; () unknown); gone: it is words, of which the reader is told that they were taken
        away."""
        if signs and not any(sign in self.bare for sign in signs):
            return False
        hit = False
        while (m := pattern.search(self.bare)) is not None and m.end() > m.start():
            hit = True
            self._cut(m.start(), m.end())
        self.gone = self.gone or (hit and gone)
        return hit

    def _cut(self, start: int, end: int) -> None:
        gap = _HARD + " " * (end - start - 1)
        self.text = self.text[:start] + gap + self.text[end:]
        self.bare = self.bare[:start] + gap + self.bare[end:]

    def take_away_words(self, plan: Plan) -> None:
        """Take away every word, keeping what each says; digits and the signs between them are left."""
        worded = any(c.isalpha() for c in self.text)
        if worded:
            self._remove(_MAIL, ("@", "://", "www."))
            self._remove(_VIRUS, ("cov", "sars"))
            self._remove(_BOTH, ("fax",))
            self._take_away_old(plan)
        fax = self._take_away_fax() if worded else ()
        shape = self._shape() if worded else ""
        negating = (*fax, *negating_phrases(shape, person_spans(shape))) if worded else ()
        if (m := _DOUBT.search(self.text)) is not None:
            self.doubt = "…" if m[0].startswith(".") else "?"
        signs = tuple(dict.fromkeys(c for c in self.text if not (c.isalnum() or c in NEUTRAL_SIGNS or c in "※?")))
        self._take_away_times(plan, worded)
        self._take_away_extension(plan, worded)
        if "※" in self.text or (worded and _WORD.search(self.bare)):
            self.gone = True
        found = Sorted()
        if worded:
            shape = self._shape()
            persons = person_spans(shape)
            if persons:
                self.person = True
            found = sort_words(shape, persons)
        unclear = () if self.unit and names_the_unit(found.unclear, self.unit) else found.unclear
        self.words = Sorted(found.neutral, tuple(dict.fromkeys(negating)), (*signs, *unclear))
        self._remove(_FOOTNOTE, ("※",), gone=False)
        if worded:
            self._remove(_WORD, gone=False)

    def _shape(self) -> str:
        """Return the text with one digit for all: its words say the same beside every number, so that what is kept of
        them is found again."""
        return _EACH_DIGIT.sub("0", self.text)

    def _take_away_times(self, plan: Plan, worded: bool) -> None:
        """Take away round-the-clock words, dates and hours; keep that the number is not always answered."""
        if worded or "/" in self.bare:
            self._remove(ROUND_THE_CLOCK)
        self._remove(_DATE, (*_CENTURIES, "ngay", "thang"))
        if any(c in self.bare for c in _CENTURIES) and (m := _LOOSE_DATE.search(self.bare)) is not None:
            head = plan.read(NOT_DIGITS.sub("", self.bare[: m.start()]))
            if isinstance(head, tuple) and len(head) == 1 and not head[0].repairs:
                self._cut(*m.span())
                self.gone = True
        before = self.bare
        if worded and self._remove(NOT_ALWAYS, ("gio", "ngay", "ban", "buoi", "hanh")):
            self.hours = which_hours(before)
        if self._remove(HOURS, (":", "h", "g")):
            self.hours = self.hours or "some"
        if worded and self._remove(WEEKDAY, ("t",)):
            self.hours = self.hours or "some"

    def _take_away_old(self, plan: Plan) -> None:
        """Take away a number that words call the old one, where nothing else in the cell says which of its numbers
        holds."""
        if " cu" not in self.bare:
            return
        found = list(_OLD_ONE.finditer(self.bare))
        if len(found) != 1 or _NAMED_NEW.search(self.bare):
            return
        old = plan.read(NOT_DIGITS.sub("", found[0]["number"]))
        rest = self.bare[: found[0].start()] + self.bare[found[0].end() :]
        if isinstance(old, tuple) and len(old) == 1 and len(NOT_DIGITS.sub("", rest)) >= 9:
            self._cut(*found[0].span())
            self.gone = True

    def _take_away_fax(self) -> tuple[str, ...]:
        """Take away fax numbers with their label. A number behind one, without a label of its own, may be a fax too."""
        unclear = False
        if "fax" not in self.bare:
            return ()
        while (m := _FAX.search(self.bare)) is not None:
            self.fax = True
            unclear = unclear or bool(re.match(r"[^a-z]*\d", self.bare[m.end() :]))
            self._cut(m.start(), m.end())
        if self.fax:
            self.gone = True
        return ("fax",) if unclear else ()

    def _take_away_extension(self, plan: Plan, worded: bool) -> None:
        if worded and (m := _EXTENSION.search(self.bare)) is not None and re.search(r"\d", self.bare[: m.start()]):
            self.extension = m[1]
            self.many_extensions = bool(_MORE_EXTENSIONS.match(self.bare, m.end())) or bool(
                _EXTENSION.search(self.bare, m.end())
            )
            self._blank(m.start(), m.end())
        if worded:
            self._remove(_LINES)
            self._letters_for_digits()
        self._remove(_LIST_NUMBER, (".", ")", ":"), gone=False)
        trails = ")" in self.bare or "#" in self.bare
        if trails and not self.extension and (m := _TRAILING_EXTENSION.search(self.bare)) is not None:
            head = plan.read(NOT_DIGITS.sub("", self.bare[: m.start()]))
            if isinstance(head, tuple) and len(head) == 1:
                self.extension = m[1] or m[2]
                self.footnote = bool(m[1]) and len(self.extension) == 1
                self._blank(m.start(), m.end())

    def _blank(self, start: int, end: int) -> None:
        self.text = self.text[:start] + " " * (end - start) + self.text[end:]
        self.bare = self.bare[:start] + " " * (end - start) + self.bare[end:]

    def _letters_for_digits(self) -> None:
        """Read O as 0 and I, l as 1 where they touch a digit; whether that was right is seen when the length fits."""

        def swap(m: re.Match[str]) -> str:
            before, after = self.text[: m.start()][-1:], self.text[m.end() :][:1]
            if not (before.isdigit() or after.isdigit()):
                return m[0]
            self.letters = True
            return m[0].translate({79: "0", 111: "0", 73: "1", 108: "1"})

        text = _LETTER_RUN.sub(swap, self.text)
        if self.letters:
            self.without_letters = NOT_DIGITS.sub("", self.bare)
            self.text, self.bare = text, fold(text)

    def settle(self, raw: str, plan: Plan) -> PhoneReading:
        """Return what the digits left make, and whether the words taken away leave it standing."""
        numbers, refusal = self._numbers(raw, plan)
        reading = refuse(raw, refusal) if refusal is not None else self._judge(raw, numbers, plan)
        reading.numbers = tuple(numbers)
        reading.neutral, reading.negating, reading.unclear = self.words.neutral, self.words.negating, self.words.unclear
        reading.hours = self.hours
        return reading

    def _numbers(self, raw: str, plan: Plan) -> tuple[list[Number], Refusal | None]:
        groups = list(runs_of_digits(self.bare))
        if not groups:
            if self.fax:
                why = "ô chỉ ghi số fax"
            else:
                why = "ô không có chữ số nào" if not re.search(r"\d", raw) else "ô không ghi số điện thoại nào"
            return [], Refusal(NO_NUMBER, {"detail": why})
        found = find_numbers(one_over_lines(groups, plan), plan)
        numbers = found.numbers
        if found.several or self.many_extensions:
            written = found.shown or tuple(dict.fromkeys(n.display for n in numbers))
            shown = "; ".join(written) or raw
            choice = numbers[0].display if numbers else ""
            count = max(2, len({n.key for n in numbers}), len(written))
            if len(written) == 1 and not self.many_extensions:
                shown += " và một số viết tắt sau đó"
            if self.many_extensions:
                shown += f", máy lẻ {self.extension}, …"
            told: dict[str, object] = {
                "count": count,
                "numbers": shown,
                "choice": choice,
                "options": options_of(numbers),
            }
            return numbers, Refusal(of_several(count), told)
        return numbers, found.refusal

    def _judge(self, raw: str, numbers: list[Number], plan: Plan) -> PhoneReading:
        """Return the reading of one number, written once or more often, beside the words of its cell."""
        best = min(numbers, key=lambda n: len(n.repairs))
        if best.kind == "emergency":
            return accept(raw, best, SOUND.phone, plan)
        if self.words.negating:
            return not_in_use(PhoneReading(raw), "trong ô", self.words.negating, best)
        if self.doubt:
            return refuse(raw, in_doubt(best, f"có dấu “{self.doubt}” bên cạnh"))
        unclear = self.words.unclear
        gone = self.gone
        if self.extension and best.kind == "mobile":
            # A mobile has no extension: (1) behind it is a footnote, "máy lẻ 101" a mistake.
            if not self.footnote:
                unclear = (*unclear, f"máy lẻ {self.extension}")
            else:
                gone = True
        elif self.extension and self.footnote:
            return refuse(raw, uncertain(replace(best, extension=self.extension), [best]))
        elif self.extension:
            best = replace(best, extension=self.extension)
        if unclear:
            told = {"words": "”, “".join(_phrases(unclear, raw)), "number": best.display, "choice": best.display}
            return refuse(raw, Refusal(WORDS_UNKNOWN, {**told, "options": options_of([best])}))
        if self.letters:
            # 0l868818197: with l as 1 an old mobile number, without it another one. O2773851234 is the same number both
            # ways.
            dropped = plan.read(self.without_letters)
            if isinstance(dropped, tuple) and any(n.e164 != best.e164 for n in dropped):
                return refuse(raw, uncertain(best, [n for n in dropped if n.e164 != best.e164]))
        beside = PhoneFacts(
            times=len(numbers),
            letters_replaced=self.letters,
            words_removed=gone,
            person=self.person,
            hours_limited=self.hours != "",
        )
        return accept(raw, best, beside, plan, {"count": len(numbers)})


def _phrases(words: Sequence[str], raw: str) -> list[str]:
    """Return words of a text, each once, as they stand in it: those that follow one another as one phrase."""
    line = " ".join(raw.split())
    known = {word.lower() for word in words}
    out: list[str] = []
    begin = end = -1
    for found in _WORD.finditer(line):
        if found[0].lower() not in known:
            continue
        if begin < 0 or line[end : found.start()].strip():
            out += [line[begin:end]] if begin >= 0 else []
            begin = found.start()
        end = found.end()
    out += [line[begin:end]] if begin >= 0 else []
    shown = " ".join(out).lower()
    return [*dict.fromkeys(out), *(word for word in words if word.lower() not in shown)]
