"""Words that phone and note cells hold: placeholders, references to other rows, persons."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from danhba.vietnamese.text import fold

_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Trương|Lâm|Mai|Trịnh|Đào"
    "|Cao|Châu|Tô"
    "|Tạ|Hà|Lương|Thái|Thạch|Kim|Lưu|Phùng|Vương|Tăng|Quách|Từ|Văn|Kiều|Lại|Nghiêm|Trà|Diệp|Giang|La|Lữ|Mạc|Ông"
    "|Phó|Quan|Tống|Triệu|Viên"
)
_NAME = re.compile(rf"(?<!\w)(?:{_SURNAMES})(?:\s+[A-ZĐÀ-Ỹ][a-zà-ỹđ]*\.?){{1,4}}(?!\w)")
_BARE_NAME = re.compile(
    r"(?<!\w)(?:Nguyen|Tran|Le|Pham|Hoang|Huynh|Phan|Vu|Vo|Dang|Bui|Do|Ho|Ngo|Duong|Ly|Dinh|Doan|Truong|Lam|Trinh|Dao)"
    r"\s+[A-Z][a-z]*\s+[A-Z][a-z]*"
)
# Posts of one person, and words put before a person's name. Whole words, with their marks: "chi" is not "chị".
_POST = re.compile(
    r"(?<!\w)(?:chánh văn phòng|phó văn phòng|chủ tịch|phó|giám đốc|trưởng|bí thư|lãnh đạo|cán bộ|đồng chí|đ/c"
    r"|đ\.c|gặp|chánh|cục trưởng"
    r"|chuyên viên|công chức|kế toán|thủ trưởng|người trực|ông|bà|anh|chị|cô|chú|thầy|mr|mrs|ms|bs|ths|ts|ks|pct"
    r"|pgđ|gđ|cvp|pcvp|cbcc)(?![\w])",
    re.I,
)
_BARE_POST = re.compile(
    r"(?<!\w)(?:chanh van phong|pho van phong|chu tich|pho chu tich|giam doc|truong phong|truong ban|bi thu"
    r"|lanh dao|can bo|dong chi|d/c"
    r"|nguoi truc|chuyen vien)(?!\w)"
)
# Bodies whose names hold one of the words above.
_BODIES = re.compile(
    r"(?:văn phòng|phòng|ban|bộ phận|tổ)\s+(?:ủy ban|ubnd|hđnd|hành chính|tiếp dân)"
    r"|(?:có|phân công|bố trí|cử)\s+(?:\w+\s+)?người trực",
    re.I,
)
# Given names that stand alone beside a number ("0912 345 678 - Tuấn").
_GIVEN = frozenset(
    """Nam Hùng Tuấn Dũng Minh Hải Long Sơn Thành Hương Lan Hoa Tâm Phúc Đức Bình Hạnh Thảo Linh Trang Yến Loan Nga Thúy
        Thủy Hòa Tùng
    Cường Kiên Quân Quang Khoa Phong Vinh Thắng Trung Tú Toàn Tài Lộc Phát Hiếu Nghĩa Nhân Tín Trí Dung Ngọc Oanh Phượng
    Quyên Tuyết
    Vân Xuân Hiền Hậu Huệ Liên Nhung Phương Thanh Tiến Trường Việt Đạt Duy Giang Khánh Luân Mẫn Nhật Quốc Thịnh Thông
    Tân""".split()
)
_WORD = re.compile(r"[^\W\d_]+")


_BEHIND_A_TITLE = re.compile(r"\.?(?:\s+[A-ZĐÀ-Ỹ][a-zà-ỹđ]*\.?(?!\w)){1,4}")


def person_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where NFC text names persons or one person's post, a title's name with it, as (start, end) in order."""
    if not names_a_person(text):
        return ()
    spans = [m.span() for pattern in (_NAME, _BARE_NAME) for m in pattern.finditer(text)]
    without = _BODIES.sub(lambda m: " " * len(m[0]), text)
    for found in (_POST.finditer(without), _BARE_POST.finditer(fold(without))):
        for m in found:
            name = _BEHIND_A_TITLE.match(text, m.end())
            spans.append((m.start(), name.end() if name else m.end()))
    words = [m.span() for m in _WORD.finditer(text)]
    if not spans and len(words) == 1:
        spans = words
    return tuple(sorted(set(spans)))


@lru_cache(maxsize=4096)
def names_a_person(text: str) -> bool:
    """Tell whether NFC text names a person or one person's post."""
    if not any(c.isalpha() for c in text):
        return False
    if _NAME.search(text) or _BARE_NAME.search(text):
        return True
    words = _WORD.findall(text)
    if len(words) == 1 and words[0] in _GIVEN:
        return True
    without = _BODIES.sub(" ", text)
    return bool(_POST.search(without) or _BARE_POST.search(fold(without)))


_CAPITALS = re.compile(
    r"(?<!\w)(?:NGUYỄN|TRẦN|LÊ|PHẠM|HOÀNG|HUỲNH|PHAN|VŨ|VÕ|ĐẶNG|BÙI|ĐỖ|NGÔ|DƯƠNG|ĐINH|ĐOÀN|TRƯƠNG|LÂM|TRỊNH"
    r"|ĐÀO)(?:\s+[A-ZĐÀ-Ỹ]+){1,4}(?!\w)"
)
_BEFORE_A_PLACE = re.compile(
    r"(?<!\w)(?:xã|phường|thị trấn|trấn|huyện|quận|thành phố|phố|tp|thị xã|tx|tỉnh|ấp|khóm|đường|trường|chợ|cầu"
    r"|[xpht]|tt)[.\s]*$",
    re.I,
)


def named_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where NFC text gives the name of a person, a title before it included: (start, end) in order.

    Unlike `person_spans` a post alone is none; a name right behind the type of a place is that place's.
    """
    spans = [m.span() for pattern in (_NAME, _BARE_NAME, _CAPITALS) for m in pattern.finditer(text)]
    without = _BODIES.sub(lambda m: " " * len(m[0]), text)
    for found in (_POST.finditer(without), _BARE_POST.finditer(fold(without))):
        for m in found:
            if name := _BEHIND_A_TITLE.match(text, m.end()):
                spans.append((m.start(), name.end()))
    words = list(_WORD.finditer(text))
    if len(words) == 1 and words[0][0] in _GIVEN:
        spans.append(words[0].span())
    return tuple(sorted({(s, e) for s, e in spans if not _BEFORE_A_PLACE.search(text[:s])}))


# Words that the name of a body or a place begins with.
_NO_NAMES = frozenset(
    """xã phường thị trấn huyện quận thành phố tỉnh tp tx tt ấp khóm đường cầu chợ trường sở ủy uỷ ubnd ban phòng trung
    công cục chi bộ bệnh trạm đài điện tổng tổ hội liên kho ngân bảo viện quỹ vườn thanh thường mặt hotline zalo
    fax số nhà cơ đơn khu""".split()
)
_APART_BY = re.compile(r"[ \t\xa0]+")


def quotable(text: str, places: Callable[[str], bool]) -> str:
    """Return prose as it may be quoted to others: whatever is or may be the name of a person gone.

    places: whether a name is a unit's. Names that no list has are told by their capitals, so that more may go than
    names.
    """
    spans = [*named_spans(text), *_capitalised(text)]
    out, last = [], 0
    for start, end in sorted(spans):
        if end > last and not places(text[start:end]):
            out += [text[last : max(start, last)], "…"]
            last = end
    return "".join([*out, text[last:]]) if out else text


def _capitalised(text: str) -> list[tuple[int, int]]:
    """Return where two words or more stand side by side that begin with a capital, but for bodies and places."""
    out: list[tuple[int, int]] = []
    run: list[re.Match[str]] = []
    for word in [*_WORD.finditer(text), None]:
        capital = word is not None and word[0][0].isupper() and (len(word[0]) == 1 or word[0][1:].islower())
        if run and (word is None or not capital or not _APART_BY.fullmatch(text[run[-1].end() : word.start()])):
            start, end = run[0].start(), run[-1].end()
            if len(run) > 1 and run[0][0].lower() not in _NO_NAMES and not _BEFORE_A_PLACE.search(text[:start]):
                out.append((start, end))
            run = []
        if word is not None and capital:
            run.append(word)
    return out
