"""The words of a phone cell: placeholders, references to other rows, labels, hours, extensions; what is left are numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from danhba.phones.numbering_plan import Plan, Refusal
from danhba.phones.numbers import NOT_DIGITS, find_numbers, runs_of_digits
from danhba.phones.phone_reading import PhoneReading, accept, options_of, refuse
from danhba.vietnamese.persons import names_a_person
from danhba.vietnamese.text import fold

# Matched on folded text: a cell that says there is no number yet.
PLACEHOLDER = re.compile(
    r"(?:(?:hien|hien tai|hien nay|tam thoi|don vi|xa|co quan)\s+)?"
    r"(?:chua(?:\s+(?:co|cap nhat|thiet lap|lap|bo tri|dang ky|lap dat|bao cao|gui|xac dinh|ro|cung cap|trang bi|nhan)\w*.*)?"
    r"|dang\s+(?:cap nhat|bo sung|lap|thiet lap|dang ky|lap dat|cho|xin|sua|lam thu tuc|trien khai).*"
    r"|(?:se\s+)?(?:cap nhat|bo sung|bao cao|cung cap|gui|thong bao)(?:\s+(?:sau|them|lai))?"
    r"|khong(?:\s+(?:co|so|su dung|dang ky|ap dung|bo tri|lap).*)?|trong|de trong|bo trong|ko(?:\s+co.*)?|k(?:\s+co.*)?|kg(?:\s+co.*)?"
    r"|nt|n\.t|n/a|#?n/a|na|nil|null|none|nan|nat|x+|tbd|tba|khuyet|0+)"
)
# A cell that sends the reader to another row.
REFERENCE = re.compile(
    r"(?:nhu\s+(?:tren|cu|so|cap|huyen|xa|ubnd)|cung\s+so|chung\s+so|dung\s+chung|su\s+dung\s+chung|theo\s+so|xem\s|giong\s"
    r"|so\s+(?:cua|chung|cu|tren)|lay\s+so|qua\s+so\s+cua|lien\s+he\s+(?:so\s+)?(?:cua|ubnd|huyen))"
)
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


class CellText:
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
            head = plan.read(NOT_DIGITS.sub("", self.bare[: m.start()]))
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
        groups = list(runs_of_digits(self.bare))
        if not groups:
            if self.fax:
                why = "ô chỉ ghi số fax"
            else:
                why = "ô không có chữ số nào" if not re.search(r"\d", raw) else "ô không ghi số điện thoại nào"
            return refuse(raw, Refusal("phone_not_a_number", {"detail": why}))
        numbers, refusal, several = find_numbers(groups, plan)
        if several or self.many_extensions:
            shown = "; ".join(dict.fromkeys(n.display for n in numbers)) or raw
            choice = numbers[0].display if numbers else ""
            count: object = max(2, len({n.key for n in numbers}))
            if len({n.key for n in numbers}) == 1 and not self.many_extensions:
                shown += " và một số viết tắt sau đó"
            if self.many_extensions:
                shown += f", máy lẻ {self.extension}, …"
            told = {"count": count, "numbers": shown, "choice": choice, "options": options_of(numbers)}
            return refuse(raw, Refusal("phone_multiple", told))
        if refusal is not None:
            return refuse(raw, refusal)
        remarks = list(dict.fromkeys(self.remarks))
        if self.letters:
            remarks.insert(0, "phone_letter_for_digit")
        if len(numbers) > 1:
            remarks.append("phone_duplicate_in_cell")
        best = min(numbers, key=lambda n: len(n.repairs))
        if self.extension:
            if best.kind not in ("landline", "toll_free", "premium", "special", "short", "mobile"):
                return refuse(raw, Refusal("phone_not_a_number", {"detail": "không rõ số máy lẻ"}))
            best = replace(best, extension=self.extension)
            remarks.append("phone_extension")
        return accept(raw, best, tuple(remarks), plan, {"count": len(numbers)})
