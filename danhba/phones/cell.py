"""A phone cell to one number, or to the reason why not.

The order is the one researched in the house's phone facts: the cell's type, invisible characters, placeholders, labels and
words, extensions, letters for digits, the numbers in the cell, and only then repairs that leave one answer.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from danhba.phones.numbering_plan import Number, Plan, Refusal
from danhba.phones.words import PLACEHOLDER, REFERENCE
from danhba.vietnamese.persons import names_a_person
from danhba.vietnamese.text import fold, visible


@dataclass(slots=True)  # frozen costs a microsecond a field, and there is one a cell
class PhoneReading:
    """What a phone cell says. `refusal` is empty when `number` may be published; `remarks` are warnings about it.

    A refused cell has no number, but for an emergency service: 113 is read, shown and refused.
    """

    raw: str
    number: Number | None = None
    refusal: str = ""
    remarks: tuple[str, ...] = ()
    detail: dict[str, object] = field(default_factory=dict)


_FAST = re.compile(r"\(?\d[\d .()]*", re.ASCII)
_NOT_DIGITS = re.compile(r"\D+", re.ASCII)
_ZERO_FRACTION = re.compile(r"(\d{7,})\.0")
_SCIENTIFIC_CUT = re.compile(r"\d[.,]\d+\s*[eE]?\s*\+\s*\d{1,2}")  # 1.111+08, as some viewers print it
_SCIENTIFIC = re.compile(r"([+-]?\d+)(?:[.,](\d+))?\s*[eE]\s*\+?\s*(\d{1,3})")
_ERROR_CELL = re.compile(r"#(?:REF|N/A|VALUE|NAME|DIV/0|NULL|NUM|SPILL|CALC|GETTING_DATA)[!?]?", re.I)
# Marks that footnotes are made of: NFKC would turn them into digits of the number.
_FOOTNOTE = re.compile("[\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-") | dict.fromkeys(map(ord, "、，"), ",") | {0xFF1B: ";"}


def cell_text(value: object) -> str:
    """Return a cell's value as it is shown in reports: exact integers, dates as dd/mm/yyyy, no float artefacts."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        return repr(value)
    if isinstance(value, dt.datetime):
        return value.strftime("%d/%m/%Y" if value.time() == dt.time() else "%d/%m/%Y %H:%M")
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    return str(value)


def read_phone(value: object, plan: Plan) -> PhoneReading:
    """Read one cell. value: None, str, int, float, bool, date, time or timedelta, as the spreadsheet typed it."""
    if isinstance(value, str):
        if 6 < len(value) < 40 and _FAST.fullmatch(value) and not value.endswith(".0"):
            found = plan.read(_NOT_DIGITS.sub("", value))
            if isinstance(found, tuple) and len(found) == 1 and (not found[0].repairs or value.isdigit()):
                return _accept(value, found[0], (), plan)
        return _read_text(value, plan)
    raw = cell_text(value)
    if value is None:
        return PhoneReading(raw, refusal="phone_missing")
    if isinstance(value, bool):
        return _refuse(
            raw, Refusal("phone_not_a_number", {"detail": "đây là giá trị đúng/sai, không phải số điện thoại"})
        )
    if isinstance(value, int | float):
        return _read_typed_number(float(value) if isinstance(value, float) else value, raw, plan)
    kind = "ngày tháng" if isinstance(value, dt.date) else "giờ"
    return _refuse(raw, Refusal("phone_not_a_number", {"detail": f"bảng tính hiểu ô này là {kind}"}))


def _read_typed_number(value: int | float, raw: str, plan: Plan) -> PhoneReading:
    if isinstance(value, float) and (math.isnan(value) or math.isinf(value)):
        return PhoneReading(raw, refusal="phone_missing")
    if value == 0:
        return PhoneReading(raw, refusal="phone_missing")
    if value < 0:
        return _refuse(raw, Refusal("phone_not_a_number", {"detail": "đây là một số âm"}))
    if isinstance(value, float) and not value.is_integer():
        whole, _, fraction = repr(value).partition(".")
        digits = whole + fraction
        if not digits.isdigit():
            return _refuse(raw, Refusal("phone_digits_lost"))
        # 0277.3851234 typed into a number cell: the zero in front went, and zeros at the end may have gone too.
        found = plan.read(digits)
        if isinstance(found, Refusal) or not all(
            {"phone_zero_restored", "phone_area_code_added"} & {*n.repairs} for n in found
        ):
            lost = isinstance(found, Refusal) and len(digits) < 10
            return _refuse(raw, Refusal("phone_digits_lost") if lost else _not_typed(found, digits))
        return _one_of(raw, found, (), plan)
    if value >= 1e15:
        return _refuse(raw, Refusal("phone_digits_lost"))
    digits = str(int(value))
    found = plan.read(digits)
    return _one_of(raw, found, (), plan)


def _not_typed(found: tuple[Number, ...] | Refusal, digits: str) -> Refusal:
    if isinstance(found, Refusal):
        return found
    return Refusal("phone_not_a_number", {"detail": f"đây là số thập phân, không rõ có phải {digits} không"})


def _read_text(value: str, plan: Plan) -> PhoneReading:
    raw = value.strip()
    text = _FOOTNOTE.sub(" ※ ", visible(value))
    text = unicodedata.normalize("NFKC", text.translate(_DASHES)).translate(_DASHES)
    text = "".join(str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c for c in text)
    text = text.strip().strip("'`’‘\u00b4").strip()
    if _ERROR_CELL.fullmatch(text):
        return PhoneReading(raw, refusal="phone_missing")
    if re.fullmatch(r"#{2,}", text) or (_SCIENTIFIC_CUT.fullmatch(text) and "E" not in text.upper()):
        return _refuse(raw, Refusal("phone_digits_lost"))
    if (m := _SCIENTIFIC.fullmatch(text)) is not None:
        return _read_scientific(raw, m, plan)
    if (m := _ZERO_FRACTION.fullmatch(text)) is not None:  # 2773851234.0, a number column turned into text
        return _one_of(raw, plan.read(m[1]), (), plan)
    bare = fold(text)
    if _is_placeholder(bare):
        return PhoneReading(raw, refusal="phone_missing")
    cut = _Cut(text, bare)
    cut.take_away_words(plan)
    return cut.settle(raw, plan)


def _is_placeholder(bare: str) -> bool:
    if not any(c.isalnum() for c in bare):
        return True
    if PLACEHOLDER.fullmatch(bare.strip(" .…-_*\"'()[]:;,!?")):
        return True
    return bool((PLACEHOLDER.match(bare) or REFERENCE.match(bare)) and len(_NOT_DIGITS.sub("", bare)) < 7)


def _read_scientific(raw: str, m: re.Match[str], plan: Plan) -> PhoneReading:
    whole, fraction, exponent = m[1].lstrip("+"), m[2] or "", int(m[3])
    if len(fraction) != exponent or exponent < 6 or not whole.isdigit():
        return _refuse(raw, Refusal("phone_digits_lost"))
    digits = whole + fraction  # every digit is still there: 2.773851234E+09
    return _one_of(raw, plan.read(digits), (), plan)


# Spans taken out of the folded text, in this order. Each names the remark that it leaves.
_ROUND_THE_CLOCK = re.compile(
    r"\(?\s*\b24\s*(?:h|g|gio)?\s*/\s*(?:24|7)\s*(?:h\b|g\b|gio\b)?(?:\s*/\s*(?:7|ngay))?\s*\)?"
)
_DATE = re.compile(r"(?<![\d./-])\d{1,2}/\d{1,2}/(?:19|20)\d{2}(?!\d)|(?<!\w)ngay\s+\d{1,2}[/-]\d{1,2}(?!\d)")
_CLOCK = r"\d{1,2}\s*(?:h|g|gio)(?![a-z])\s*(?:\d{2}(?!\d)(?:\s*(?:p|phut)(?![a-z]))?)?|\d{1,2}:\d{2}(?!\d)"
_HOURS = re.compile(rf"(?<!\d)(?:tu\s+)?(?:{_CLOCK})(?:\s*(?:-|den|toi)\s*(?:{_CLOCK}))?")
_WEEKDAY = re.compile(r"(?<!\w)(?:tu\s+)?(?:thu|t)\s*[2-7](?:\s*(?:-|den|toi)\s*(?:thu|t)?\s*[2-8])?(?!\d)")
_NOT_ALWAYS = re.compile(
    r"(?<!\w)(?:trong\s+|ngoai\s+)?gio\s+(?:hanh\s+chinh|hc|lam\s+viec|hanh\s+chanh)|ngay\s+lam\s+viec"
    r"|ban\s+(?:ngay|dem)(?!\w)|buoi\s+(?:sang|chieu|toi)|ngoai\s+gio|trong\s+gio(?!\w)|(?<!\w)(?<!phong )(?<!p )(?<!p\.)(?<!p\. )(?<!to )(?<!ban )hanh\s+chinh(?!\w)"
)
_FAX = re.compile(r"(?<!\w)(?<!/)(?<!tel )(?:so\s+)?fax(?!\s*/)\s*[.:]?\s*(\+?[\d(][\d\s.()-]{4,}\d)?")
_BOTH = re.compile(
    r"(?<!\w)(?:dien\s*thoai|dt|tel|phone|sdt)\s*[/&+-]\s*fax|(?<!\w)fax\s*/\s*(?:dt|tel|phone|dien\s*thoai)"
)
_EXTENSION = re.compile(
    r"[\s,;.\-([]*(?<![a-z])(?:so\s+)?(?:may\s*(?:le|nhanh|phu)|noi\s*bo|nhanh|le|ml|ext(?:ension)?"
    r"|(?:bam|nhan|an)?\s*phim(?:\s+so)?|bam(?:\s+so)?|nhan(?:\s+so)?|line|(?<=\d )x)(?![a-z])\s*(?:so)?[\s.:#=]*(\d{1,5})"
    r"(?!\d)(?![\s.\-]*\d)\s*[)\]]?"
)
_MORE_EXTENSIONS = re.compile(r"\s*(?:,|/|-|;|&|hoac|va)\s*\d{1,4}(?!\d)(?![\s.\-]*\d)")
_TRAILING_EXTENSION = re.compile(r"\s*(?:\(\s*(?!0)(\d{1,4})\s*\)|#\s*(\d{1,4}))\s*$")
_CONNECTOR = re.compile(r"(?<![a-z])(?:hoac|va|or|and|voi)(?![a-z])")
_LETTER_RUN = re.compile(r"(?<![^\W\d_])[OoIl]+(?![^\W\d_])")
_LIST_NUMBER = re.compile(
    r"(?:^|(?<=[\n;,|]))\s*\(?[1-9]\s*[.):]\s*(?=\(?\+?0\d)|(?<=[a-z])\s+\d{1,2}\s*[:)]\s*(?=\(?\+?\d)"
)
_WORD = re.compile(r"[^\W\d_][^\W\d_.&/']*")
_LINES = re.compile(r"\(?\s*(?<!\d)\d{1,2}\s+(?:lines?|may|duong\s+day|so)(?![a-z])\s*\)?")

_HARD = "|"  # what words and firm separators become


class _Cut:
    """A phone text from which words are taken away step by step; original and fold keep the same positions."""

    def __init__(self, text: str, bare: str) -> None:
        self.text, self.bare = text, bare
        self.remarks: list[str] = []
        self.extension = ""
        self.many_extensions = False
        self.letters = False
        self.fax = False

    def _remove(self, pattern: re.Pattern[str], *remarks: str) -> bool:
        hit = False
        while (m := pattern.search(self.bare)) is not None and m.end() > m.start():
            hit = True
            gap = _HARD + " " * (m.end() - m.start() - 1)
            self.text = self.text[: m.start()] + gap + self.text[m.end() :]
            self.bare = self.bare[: m.start()] + gap + self.bare[m.end() :]
        if hit:
            self.remarks.extend(r for r in remarks if r not in self.remarks)
        return hit

    def take_away_words(self, plan: Plan) -> None:
        text_gone = "phone_text_removed"
        self._remove(_ROUND_THE_CLOCK, text_gone)
        self._remove(_DATE, text_gone)
        self._remove(_NOT_ALWAYS, text_gone, "phone_not_24_7")
        self._remove(_HOURS, text_gone, "phone_not_24_7")
        self._remove(_WEEKDAY, text_gone, "phone_not_24_7")
        self._remove(_BOTH, text_gone)
        self.fax = self._remove(_FAX, text_gone)
        if (m := _EXTENSION.search(self.bare)) is not None and re.search(r"\d", self.bare[: m.start()]):
            self.extension = m[1]
            self.many_extensions = bool(_MORE_EXTENSIONS.match(self.bare, m.end())) or bool(
                _EXTENSION.search(self.bare, m.end())
            )
            self._blank(m.start(), m.end())
        self._remove(_LINES, text_gone)
        self._letters_for_digits()
        self._remove(_LIST_NUMBER)
        if not self.extension and (m := _TRAILING_EXTENSION.search(self.bare)) is not None:
            head = plan.read(_NOT_DIGITS.sub("", self.bare[: m.start()]))
            if isinstance(head, tuple) and len(head) == 1:
                self.extension = m[1] or m[2]
                self._blank(m.start(), m.end())
        if names_a_person(self.text):
            self.remarks.append("phone_person_named")
        self._remove(_CONNECTOR)
        if "※" in self.text or _WORD.search(self.bare):
            self.remarks.append(text_gone)
        self._remove(re.compile(r"※"))
        self._remove(_WORD)

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
            self.text, self.bare = text, fold(text)

    def settle(self, raw: str, plan: Plan) -> PhoneReading:
        groups = list(_groups(self.bare))
        if not groups:
            if self.fax:
                why = "ô chỉ ghi số fax"
            else:
                why = "ô không có chữ số nào" if not re.search(r"\d", raw) else "ô không ghi số điện thoại nào"
            return _refuse(raw, Refusal("phone_not_a_number", {"detail": why}))
        numbers, refusal, several = find_numbers(groups, plan)
        if several or self.many_extensions:
            shown = "; ".join(dict.fromkeys(n.display for n in numbers)) or raw
            choice = numbers[0].display if numbers else ""
            count: object = max(2, len({n.key for n in numbers}))
            if len({n.key for n in numbers}) == 1 and not self.many_extensions:
                shown += " và một số viết tắt sau đó"
            if self.many_extensions:
                shown += f", máy lẻ {self.extension}, …"
            told = {"count": count, "numbers": shown, "choice": choice, "options": _options(numbers)}
            return _refuse(raw, Refusal("phone_multiple", told))
        if refusal is not None:
            return _refuse(raw, refusal)
        remarks = list(dict.fromkeys(self.remarks))
        if self.letters:
            remarks.insert(0, "phone_letter_for_digit")
        if len(numbers) > 1:
            remarks.append("phone_duplicate_in_cell")
        best = min(numbers, key=lambda n: len(n.repairs))
        if self.extension:
            if best.kind not in ("landline", "toll_free", "premium", "special", "short", "mobile"):
                return _refuse(raw, Refusal("phone_not_a_number", {"detail": "không rõ số máy lẻ"}))
            best = replace(best, extension=self.extension)
            remarks.append("phone_extension")
        return _accept(raw, best, tuple(remarks), plan, {"count": len(numbers)})


@dataclass(frozen=True, slots=True)
class Group:
    """A run of digits in a cell, with what stands between it and the run before ('' for the first)."""

    digits: str
    plus: bool
    gap: str


_DIGITS = re.compile(r"\d+")
_FIRM = re.compile(r"[|\n;/&,]")
_DASH = re.compile(r"-")


def _groups(bare: str) -> Iterator[Group]:
    end = 0
    for m in _DIGITS.finditer(bare):
        gap = bare[end : m.start()]
        plus = gap.rstrip(" (").endswith("+")
        yield Group(m[0], plus, "" if end == 0 else (gap.replace("+", " ") or " "))
        end = m.end()


def find_numbers(groups: list[Group], plan: Plan) -> tuple[list[Number], Refusal | None, bool]:
    """Divide runs of digits into numbers.

    Returns (numbers in order, why not, whether they are several different ones). A run that is a number by itself is never
    joined to the next across a dash, comma, slash or line; runs that are not are joined as far as they make one number.
    """
    if len(groups) > 40:
        return [], Refusal("phone_not_a_number", {"detail": "ô có quá nhiều nhóm chữ số"}), False
    numbers: list[Number] = []
    unclear: Refusal | None = None
    rest: list[Group] = []
    at = 0
    while at < len(groups):
        size, found = _longest_number(groups, at, plan)
        if size == 0:
            rest.append(groups[at])
            at += 1
            continue
        number, *others = found
        if others:
            unclear = unclear or _uncertain(number, others)
        numbers.append(number)
        at += size
    several = len({n.e164 for n in numbers}) > 1
    if several:
        return numbers, None, True
    if rest and numbers:
        # 02773851234 - 235, 02773851234/5: a tail stands for a second number.
        first = groups.index(rest[0])
        if first > 0 and all(len(g.digits) <= 7 for g in rest):
            return numbers, None, True
        return [], _refusal_of(groups, plan), False
    if rest:
        return [], _refusal_of(groups, plan), False
    return numbers, unclear, False


def _longest_number(groups: list[Group], at: int, plan: Plan) -> tuple[int, tuple[Number, ...]]:
    """Return (how many runs, the number they make) from position at; (0, ()) when none make one."""
    best: tuple[int, tuple[Number, ...]] = (0, ())
    digits = ""
    for size in range(1, len(groups) - at + 1):
        group = groups[at + size - 1]
        if size > 1 and (group.plus or _starts_anew(group, best, digits)):
            break
        digits += group.digits
        if len(digits) > 15:
            break
        found = plan.read(digits, groups[at].plus)
        if isinstance(found, tuple):
            best = (size, found)
    return best


def _starts_anew(group: Group, best: tuple[int, tuple[Number, ...]], digits: str) -> bool:
    """Tell whether a run begins another number: what stands before it is one already, and the gap is more than a blank."""
    if best[0] == 0:
        # 0912345678 / …: firm separators part even what is no number, unless it is an area code waiting for its number.
        return bool(_FIRM.search(group.gap)) and len(digits) > 6
    whole = digits.startswith("0") or "phone_area_code_added" in best[1][0].repairs or len(digits) >= 9
    if _FIRM.search(group.gap) or _DASH.search(group.gap):
        return True
    return whole and len(group.digits) >= 9


def _refusal_of(groups: list[Group], plan: Plan) -> Refusal:
    found = plan.read("".join(g.digits for g in groups)[:40], groups[0].plus)
    if isinstance(found, Refusal):
        return found
    longest = max(groups, key=lambda g: len(g.digits))
    again = plan.read(longest.digits, longest.plus)
    return (
        again
        if isinstance(again, Refusal)
        else Refusal("phone_length", {"count": "nhiều", "expected": "không rõ số nào"})
    )


def _one_of(raw: str, found: tuple[Number, ...] | Refusal, remarks: tuple[str, ...], plan: Plan) -> PhoneReading:
    if isinstance(found, Refusal):
        return _refuse(raw, found)
    number, *others = found
    if others:
        return _refuse(raw, _uncertain(number, others))
    return _accept(raw, number, remarks, plan)


def _uncertain(number: Number, others: list[Number]) -> Refusal:
    shown = " hoặc ".join(n.display for n in (number, *others))
    return Refusal(
        "phone_uncertain", {"candidates": shown, "choice": number.display, "options": _options([number, *others])}
    )


def _options(numbers: Iterable[Number]) -> list[list[str]]:
    """The numbers that a reviewer may choose from: (e164, extension, kind, display) of each."""
    once = {n.key: n for n in numbers if n.kind != "emergency"}
    return [[n.e164, n.extension, n.kind, n.display] for n in once.values()]


def _refuse(raw: str, refusal: Refusal) -> PhoneReading:
    return PhoneReading(raw.strip(), refusal=refusal.code, detail=refusal.detail)


def _accept(
    raw: str, number: Number, remarks: tuple[str, ...], plan: Plan, detail: dict[str, object] | None = None
) -> PhoneReading:
    if number.kind == "emergency":
        # The number is shown (113 is what stands there) and refused: it belongs to the whole country.
        return PhoneReading(raw.strip(), number, "phone_emergency", (), {"number": number.display})
    told = (*number.repairs, *remarks)
    if number.kind == "premium":
        told += ("phone_premium",)
    if number.kind == "short":
        told += ("phone_shared_service",)
    if number.kind in ("landline", "short") and number.place and number.e164.startswith("+84"):
        national = number.e164[3:]
        if not national.startswith(plan.area_codes):
            told += ("phone_other_province",)
    if not told:
        return PhoneReading(raw.strip(), number)
    shown = {
        "number": number.display,
        "extension": number.extension,
        "province": number.place,
        "home": plan.home,
        **(detail or {}),
    }
    return PhoneReading(raw.strip(), number, "", told, shown)
