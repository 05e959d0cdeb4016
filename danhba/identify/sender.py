"""Who sent a file, by evidence: the sub-folder, the letterhead, the file name, the rows; and how we know.

Of the names in one letterhead (one folder path, one file name) the lowest counts, for a commune's letterhead prints its
district too. Two kinds of evidence that name different units, a higher and a lower one too, contradict each other:
nobody is assumed, and the rows wait until a person says whose file it is. So does a file name that fits several units,
none of them the one the letterhead names, and a letterhead of a body that the registry does not have. Rows are evidence
only where all else is silent, and never against it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from danhba.identify.former_places import Area
from danhba.identify.letter_sentences import lines_of
from danhba.identify.match import Matcher
from danhba.identify.result import Scope
from danhba.model.submission import Evidence, Submitter
from danhba.output.labels import EVIDENCE_KINDS
from danhba.registry import Registry
from danhba.vietnamese.encodings import decodings
from danhba.vietnamese.names import Level, split_type, strip_office, tidy, tokens_of
from danhba.vietnamese.sent_before import of_line
from danhba.vietnamese.text import fold, visible
from schemas.forms.official import NOT_LETTERHEAD, PLACE_AND_DATE

_NOT_LETTERHEAD = re.compile(NOT_LETTERHEAD)
_PLACE_AND_DATE = re.compile(PLACE_AND_DATE)
_COMMITTEE = re.compile(
    r"\b(?:ubnd|uy ban nhan dan)\s+(?P<type>huyen|xa|phuong|thi tran|thanh pho|tp|thi xa|tx|tinh"
    r"|quan)\b\.?\s+(?P<place>[a-z0-9][\w\s'-]*)"
)
_OFFICE_ALONE = re.compile(r"(?:ubnd|uy ban nhan dan|hdnd va ubnd)")
_PLACE = re.compile(
    r"(?P<type>huyen|xa|phuong|thi tran|thanh pho|tp|thi xa|tx|tinh|quan)\b\.?\s+(?P<place>[a-z0-9][\w\s'-]*)$"
)
_PROVINCE = re.compile(r"(?:ubnd |uy ban nhan dan )?tinh (?P<place>[a-z]+(?: [a-z]+){1,2})")
_OF_A_PROVINCE = re.compile(r".*\b(?:cua )?tinh (?P<place>(?!uy\b|doan\b)[a-z]+(?: [a-z]+){1,2})\W*")
# How the head of a body begins, with its marks: “số” is no “sở”, nor is “hội đồng nhân dân” or “phòng chống dịch” one.
_BODY = re.compile(
    r"(?:sở(?! liệu|,|,? ?ban,? ngành)|ban(?! hành| an | do )|chi cục|cục|tổng cục|hội(?! đồng| nghị)|liên đoàn"
    r"|liên minh|(?:tổng )?công ty|trung tâm|viện|trường|bệnh viện|trạm|báo(?! cáo)|đài|đoàn|tòa án|toà án|công an"
    r"|bộ chỉ huy|ban chỉ huy|quỹ|ngân hàng|bưu điện|điện lực|kho bạc|thanh tra|hiệp hội|phòng(?! chống| bệnh)"
    r"|đội(?! ngũ)|nhà máy|hợp tác xã|mặt trận|(?:ủy|uỷ) ban (?:mttq|mặt trận)|văn phòng(?! điện tử)"
    r"|khoa|viện kiểm sát|học viện|nhà (?:văn hóa|thiếu nhi)|xí nghiệp|doanh nghiệp|chi nhánh|phân viện"
    r")\s+[^\W\d_]"
)
# Enterprises that are known by their names alone.
_ENTERPRISE = re.compile(r"(?:vnpt|viettel|vinaphone|mobifone|vietnamobile|fpt|evn|tập đoàn|petrolimex)\b")
# A unit's own office below its name: who writes for it.
_OWN_OFFICE = re.compile(
    r"(?:văn phòng|vp|bộ phận|tổ|ban chỉ đạo|bcđ|(?:trung tâm|sở) chỉ huy|ban tiếp công dân"
    r"|phòng (?:hành chính|tổ chức|tổng hợp|văn thư)"
    r"|(?:trung tâm|quầy) (?:phục vụ )?hành chính công|một cửa)\b"
)
_INITIALS = re.compile(r"(?:\w+ ){0,2}\w+ [a-zđ]{1,8}(?:\s?[&-]\s?[a-zđ]{1,8})*")
# "P1" is a ward's short form, and how pages, parts and appendices are counted: p01-, p2_.
_WARD_OR_SERIAL = re.compile(r"(?<![^\W_])p\.?[ _-]{0,2}(?P<number>\d{1,3})(?![^\W_])", re.I)
_COMMITTEE_BEFORE = re.compile(r"(?:\b|_)(?:ubnd|hdnd|uy ban nhan dan|uy ban|dang uy|vp|van phong)$")
_IN_BRACKETS = re.compile(r"\s*(?:\(|cua\b)")
_LONGEST_NAME = 14  # words of a committee's name in a sentence
_SIGNS = re.compile(r"[_+()\[\].,;-]+")
_LABEL = re.compile(r"^(?:tên\s+)?(?:đơn vị|cơ quan)[^:]{0,30}:\s*", re.I)


def evidence_words(evidence: Evidence, registry: Registry) -> str:
    """Say a piece of evidence in Vietnamese: what it is, what it says, whom it names."""
    if evidence.kind == "period":
        return f"danh sách này của thời gian khác: {evidence.text}"
    named = (
        registry.full_name(evidence.unit_code)
        if evidence.unit_code
        else "đơn vị không có trong danh mục hoặc có thể hiểu nhiều cách"
    )
    return f"{EVIDENCE_KINDS[evidence.kind]} “{evidence.text}” chỉ {named}"


def _is_body(line: str) -> bool:
    """Tell whether a line begins as the head of a body does: sở, chi cục, hội, công ty. Initials (SỞ KH&ĐT) may be a
    unit's own."""
    bare = visible(line).lower().strip(" .,;:-–*")
    if _ENTERPRISE.match(bare):
        return True
    return _BODY.match(bare) is not None and _INITIALS.fullmatch(bare) is None


class Witness:
    """Reads evidence against one registry; what a text says is kept between files."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.registry = matcher.registry
        self._lines: dict[tuple[str, Area], tuple[str, ...]] = {}
        self._stems: dict[str, tuple[str, ...]] = {}
        self._district_tiers = self.registry.top_tiers
        # Letterheads are the same in many files.
        self._of_a_stranger = lru_cache(4096)(self._is_a_stranger)
        self._of_another_province = lru_cache(4096)(self._is_another_province)

    def before_rows(self, folder: str, file_stem: str, letterhead: Iterable[str], marked: str = "") -> list[Evidence]:
        """Return what folder, machine mark, letterhead and file name say, ambiguous names settled by a district named
        beside them."""
        said: list[tuple[str, str, tuple[str, ...]]] = []
        if marked in self.registry.by_code:
            said.append(("mark", marked, (marked,)))
        for part in folder.split("/") if folder else ():
            units = self._of_folder(part)
            if units:
                said.append(("folder", part, units))
        # “UBND xã xin thu hồi số …” is a sentence
        letterhead = [part for line in letterhead if not of_line(line) for part in lines_of(line)]
        area = self._area_of(letterhead)
        strangers: list[Evidence] = []
        before = ""
        for line in letterhead:
            units = self._of_line(line, area)
            if units and self._is_office_of(
                line, units, [u for kind, _, named in said if kind == "letterhead" for u in named]
            ):
                continue
            if units and self._goes_on(before, line):
                strangers.append(
                    Evidence("letterhead", " ".join(f"{before} {line}".split()), "")
                )  # its Front, its union
            elif units:
                said.append(("letterhead", " ".join(line.split()), units))
                strangers = []  # a higher body above the sender's own name
                if below := self._below_the_unit(line, area):
                    strangers.append(Evidence("letterhead", " ".join(line.split()), ""))
                    line = below
            elif self._of_a_stranger(line, before) and not (said and self._writes_for_a_unit(line)):
                strangers.append(Evidence("letterhead", " ".join(line.split()), ""))
            before = before if _NOT_LETTERHEAD.search(fold(line)) else line
        units = self._of_stem(file_stem)
        if units:
            said.append(("file_name", file_stem, units))
        strangers += [
            Evidence("letterhead", " ".join(n.split()), "") for n in letterhead if self._of_another_province(n)
        ]
        certain = {u[0] for _, _, u in said if len(u) == 1}
        out = []
        for kind, text, units in said:
            if len(units) > 1:
                # What one of its namesakes is said to be elsewhere settles an ambiguous name; a district beside it in
                # the same kind too.
                of_kind = {u[0] for k, _, u in said if k == kind and len(u) == 1}
                near = [u for u in units if u in certain or any(self.registry.is_within(u, c) for c in of_kind)]
                if len(near) != 1:
                    near = [u for u in units if any(self.registry.is_within(u, c) for c in certain)]
                units = tuple(near) if len(near) == 1 else units
            if len(units) == 1:
                out.append(Evidence(kind, text, units[0]))
            elif certain:
                out.append(Evidence(kind, text, ""))
        return out + strangers

    def _goes_on(self, before: str, line: str) -> bool:
        """Tell whether a line is a place's type and name alone, and goes on with the name of another body above it."""
        if not before.isupper() or self._writes_for_a_unit(before) or self._of_line(before):
            return False
        if not _is_body(f"{before} {line}"):
            return False
        return _PLACE.fullmatch(fold(visible(" ".join(line.split()))).strip()) is not None

    def _below_the_unit(self, cell: str, area: Area) -> str:
        """Return the line of a cell that heads another body below the unit's own name: Sở Y tế over its hospital; ''
        for none."""
        parts = [part.strip() for part in visible(cell).split("\n") if part.strip()]
        at = next((i for i, part in enumerate(parts) if self._of_line(part, area)), len(parts))
        below = [p for p in parts[at + 1 :] if self._of_a_stranger(p, "") and not self._writes_for_a_unit(p)]
        return below[0] if below and not any(self._of_line(p, area) for p in parts[at + 1 :]) else ""

    def _is_office_of(self, line: str, units: tuple[str, ...], above: list[str]) -> bool:
        """Tell whether a line that may name a unit is the office of the one named above it, in which that unit does not
        lie: a commune's own Trung tâm Phục vụ hành chính công."""
        if not above or not self._writes_for_a_unit(line):
            return False
        return not any(self.registry.is_within(unit, over) for unit in units for over in above)

    def _writes_for_a_unit(self, line: str) -> bool:
        """Tell whether a line is the office that writes for the unit above it, and names no other body."""
        return _OWN_OFFICE.match(visible(" ".join(line.split())).lower().strip(" .,;:-–*")) is not None

    def _is_another_province(self, line: str) -> bool:
        """Tell whether a line of the letterhead is another province's name: a district of ours may have a namesake
        there."""
        own = fold(self.registry.name).split()
        for part in visible(line).split("\n"):
            bare = " ".join(fold(part).split())
            found = _PROVINCE.fullmatch(bare)
            if found and found["place"].split() != own:
                return True
            if part.isupper() and len(bare) < 90 and _is_body(part) and (found := _OF_A_PROVINCE.fullmatch(bare)):
                if found["place"].split()[: len(own)] != own:
                    return True  # another province's agency
        return False

    def _is_a_stranger(self, line: str, before: str) -> bool:
        """Tell whether a line of the letterhead is the head of a people's committee that the registry does not have."""
        text = " ".join(line.split())
        if len(text) > 90:
            return False
        found = _COMMITTEE.search(fold(visible(text)))
        if found is None and not text.isascii():  # in an old font
            found = next((m for _, d in decodings(text) if (m := _COMMITTEE.search(fold(visible(d))))), None)
        if found is None and _OFFICE_ALONE.fullmatch(fold(visible(" ".join(before.split()))).strip()):
            found = _PLACE.match(fold(visible(text)).strip())
        if found is None:  # the police of a district, a health station: a body that is no unit speaks
            bare = fold(visible(text)).strip(" .,;:-–*")
            if not text.isupper() or _NOT_LETTERHEAD.search(bare):
                return False
            return self._is_other_body(text) or (_is_body(text) and not self._of_line(text))
        words = found["place"].split()
        bare = fold(visible(text))
        reference = _NOT_LETTERHEAD.search(bare) or _IN_BRACKETS.match(bare)
        if reference and self._refers_to_a_unit(text[found.start() :]):
            return False
        own = fold(self.registry.name).split()
        return bool(words) and not (found["type"] == "tinh" and words[: len(own)] == own) and words != own

    def _refers_to_a_unit(self, text: str) -> bool:
        """Tell whether a line that is no letterhead speaks of a unit of the registry: (Kèm theo Báo cáo số … của UBND
        xã Định Yên), whose appendix this is. text: from the committee's name on."""
        words = re.split(r"[,;()\[\]]", visible(text), maxsplit=1)[0].split()[:_LONGEST_NAME]
        for n in range(len(words), 2, -1):  # what follows a name (lập ngày …) begins with a small letter
            if (n == len(words) or not words[n][0].isupper()) and self._of_line(" ".join(words[:n])):
                return True
        return False

    def _is_other_body(self, text: str) -> bool:
        tokens = tokens_of(tidy(text))
        return 2 < len(tokens) < 15 and self.matcher.bodies.answer(tokens) is not None

    def of_rows(self, codes: Iterable[str]) -> Evidence | None:
        """Return what the units of the rows say together: one unit, or a district with its communes."""
        units = dict.fromkeys(c for c in codes if c)
        if not units:
            return None
        if len(units) == 1:
            code = next(iter(units))
            return Evidence("rows", self.registry.full_name(code), code)
        above = {self._district_of(c) for c in units}
        if len(above) == 1 and (district := above.pop()):
            return Evidence("rows", f"{len(units)} đơn vị", district)
        return None

    def _district_of(self, code: str) -> str:
        unit = self.registry.by_code[code]
        if unit.tier in self._district_tiers:
            return code
        parent = self.registry.by_code.get(unit.parent)
        return parent.code if parent and parent.tier in self._district_tiers else ""

    def decide(self, evidence: list[Evidence]) -> Submitter:
        """Return the unit that every kind of evidence names; nobody where they differ. Rows count only where all else
        is silent."""
        told = [e for e in evidence if e.kind != "rows"] or evidence
        named: set[str] = set()
        for kind in {e.kind for e in told}:
            named |= self._lowest_of({e.unit_code for e in told if e.kind == kind and e.unit_code})
        if any(not e.unit_code for e in told):
            return Submitter("", evidence, contradicted=True)
        return Submitter(named.pop() if len(named) == 1 else "", evidence, contradicted=len(named) > 1)

    def _lowest_of(self, named: set[str]) -> set[str]:
        return {u for u in named if not any(o != u and self.registry.is_within(o, u) for o in named)}

    def district_in_context(self, code: str) -> str:
        """Return the district that a submitter is or belongs to, '' when none."""
        return self._district_of(code) if code else ""

    def _of_folder(self, name: str) -> tuple[str, ...]:
        name = unicodedata.normalize("NFC", name).strip()
        for code in (name, name.upper()):  # a share's folder is named like an account, in small letters
            if code in self.registry.by_code:
                return (code,)
        return self._whole(name.replace("_", " ")) or self._of_stem(name)

    def _area_of(self, letterhead: list[str]) -> Area:
        """Return the former districts that a letterhead names: where an old commune's name below one lies."""
        places = self.matcher.former_places
        own = [line for line in letterhead if not _NOT_LETTERHEAD.search(fold(line))] if places.all else []
        return tuple(sorted({place for line in own for place in places.spoken_of(visible(line))}))

    def _of_line(self, line: str, area: Area = ()) -> tuple[str, ...]:
        asked = (line, area)
        found = self._lines.get(asked)
        if found is None:
            if len(self._lines) > 50_000:
                self._lines.clear()
            hits: list[tuple[str, ...]] = []
            for part in visible(line).split("\n"):
                bare = fold(part)
                if len(part) > 110 or _NOT_LETTERHEAD.search(bare) or _PLACE_AND_DATE.fullmatch(bare.strip()):
                    continue
                text = _LABEL.sub("", part.strip())
                hits.append(self._whole(text, letterhead=True, area=area))
            found = self._lines[asked] = self._together([h for h in hits if h])
        return found

    def _lowest(self, codes: list[str]) -> tuple[str, ...]:
        units = dict.fromkeys(codes)
        return tuple(u for u in units if not any(o != u and self.registry.is_within(o, u) for o in units))

    def _whole(self, text: str, letterhead: bool = False, area: Area = ()) -> tuple[str, ...]:
        """Return the units that a whole text names with its type (a bare place name is no letterhead)."""
        raw, text = text, tidy(text)
        if not any(c.isalpha() for c in text):
            return ()
        found = self.matcher.certain.answer(text, Scope(area=area))
        if found is None:
            found = self.matcher.decoded(raw, Scope(area=area)) if letterhead and not text.isascii() else None
            if found is None:
                return ()
            text = str(found.detail.get("decoded", text))
        tokens, _ = strip_office(tokens_of(text))
        agency = not split_type(tokens)[0]
        units = (found.unit,) if found.unit else found.candidates
        if found.unit is None and not found.is_ambiguous:
            return ()
        if letterhead and agency:
            units = tuple(u for u in units if self.matcher.tiers.is_agency(u))
        return tuple(u.code for u in units)

    def _of_stem(self, stem: str) -> tuple[str, ...]:
        found = self._stems.get(stem)
        if found is None:
            if len(self._stems) > 50_000:
                self._stems.clear()
            found = self._stems[stem] = self._find_in_stem(stem)
        return found

    def named_in(self, text: str) -> tuple[str, ...]:
        """Return the codes of the units that a running text names, as far as they fit one another."""
        return self._of_stem(text)

    def _find_in_stem(self, stem: str) -> tuple[str, ...]:
        text = _SIGNS.sub(" ", self._without_serials(unicodedata.normalize("NFC", visible(stem))))
        words = text.split()
        for word in words:
            if word in self.registry.by_code and len(word) >= 3:
                return (word,)
        if sum(c.isalpha() for c in text) < 3:
            return ()  # f1, p2, bm3: how people number their files, not a ward's short form
        tokens = tokens_of(text)
        plain = tokens_of(text, short_types=False)
        levels = tuple(Level) if text.isascii() else (Level.EXACT, Level.VOWELS)
        hits: list[tuple[str, ...]] = []
        for source, look, starts in (
            (tokens, self.matcher.places.codes, self.matcher.places.starts),
            (plain, self.matcher.agencies.codes, self.matcher.agencies.starts),
        ):
            at = 0
            while at < len(source):
                size, codes = self._longest(source, at, look, levels) if fold(source[at]) in starts else (0, ())
                if codes:
                    hits.append(codes)
                at += max(size, 1)
        if not hits or self.matcher.bodies.answer(tokens):
            return ()
        return self._together(hits)

    def _without_serials(self, stem: str) -> str:
        """Return a stem without what counts its page or part: a "P1" that no committee stands before and no district
        beside. Doubtful, it is no evidence."""
        found = list(_WARD_OR_SERIAL.finditer(stem))
        if not found:
            return stem
        rest = _WARD_OR_SERIAL.sub(" ", stem)
        beside = self._of_stem(rest)
        in_district = bool(beside) and all(self.registry.by_code[c].tier in self._district_tiers for c in beside)
        for hit in reversed(found):
            before = fold(stem[: hit.start()]).rstrip(" _.-")
            if hit["number"][0] == "0" or not (in_district or _COMMITTEE_BEFORE.search(before)):
                stem = f"{stem[: hit.start()]} {stem[hit.end() :]}"
        return stem

    def _together(self, hits: list[tuple[str, ...]]) -> tuple[str, ...]:
        """Return the lowest unit that several names beside each other speak of; an ambiguous name alone stays
        ambiguous."""
        certain = [h[0] for h in hits if len(h) == 1]
        if not certain:
            return hits[0] if hits and all(h == hits[0] for h in hits) else ()
        units = list(certain)
        for hit in hits:
            near = [u for u in hit if any(u != c and self.registry.is_within(u, c) for c in certain)]
            if len(hit) > 1 and len(near) == 1:
                units.extend(near)
        return self._lowest(units)

    def _longest(
        self,
        tokens: tuple[str, ...],
        at: int,
        look: Callable[[tuple[str, ...], Level], tuple[str, ...]],
        levels: tuple[Level, ...],
    ) -> tuple[int, tuple[str, ...]]:
        for size in range(min(10, len(tokens) - at), 0, -1):
            part = tokens[at : at + size]
            for level in levels:
                codes = look(part, level)
                if codes:
                    return size, codes
        return 0, ()
