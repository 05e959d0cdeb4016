"""The sample inbox of `danhba demo` for the registry of July 2025: what is special to a province without districts.

Numbers are invented. `TRUTH` says, for every unit that somebody spoke for, the number that must be published or the
code of the finding that withholds it; `TOLD`, for rows that are nobody's, what must be said where. A test holds the
demo to both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from danhba.samples import builder
from danhba.samples.builder import PDF, PRINTED, Printed, csv_text, html_table, word, zipped
from danhba.samples.sample import Sample
from danhba.vietnamese.dates import VIETNAM

REGISTRY = "dong-thap-2025-07"  # whose units the sample speaks of
AS_OF = "2025-09-09T20:00:00+07:00"
_DAY = dt.datetime(2025, 9, 8, 8, 0, tzinfo=VIETNAM)
_SAVED = dt.datetime(2025, 9, 5, tzinfo=dt.UTC)
_TITLE = (*PRINTED.title[:2], ("(Kèm theo Công văn của Ủy ban nhân dân Tỉnh)",), ())
_SIGNED = "Đồng Tháp, ngày 08 tháng 9 năm 2025"
_TODAY = Printed(_TITLE, (("A", "CƠ QUAN, ĐƠN VỊ"), ("B", "CẤP XÃ")), _SIGNED)
_OLD = Printed(_TITLE, PRINTED.sections, _SIGNED)  # the sections of the years with districts

# unit code → number published (E.164, or the bare code) or the code of the finding that withholds it
TRUTH: dict[str, str] = {}
# (file, cell) → the code of what is said there, and a word that its message must have
TOLD: dict[tuple[str, str], tuple[str, str]] = {}


def files() -> Iterator[tuple[str, bytes, int]]:
    """Yield (path below the inbox, bytes, minutes after 08:00 of 8 September 2025 at which it was last changed)."""
    TRUTH.clear()
    TOLD.clear()
    yield from _agencies()
    yield from _by_today_s_names()
    yield from _by_former_names()
    yield from _bare_and_divided()
    yield from _old_layout()
    yield from _two_area_codes()
    yield from _troubles()


def _form(section: str, *entries: tuple[Any, ...], head: tuple[str, ...] = ()) -> list[list[Any]]:
    return builder.form({section: entries}, head, printed=_TODAY)


def _xlsx(rows: builder.Rows) -> bytes:
    return builder.xlsx(rows, saved=_SAVED)


def _own(section: str, name: str, number: Any, note: str = "") -> bytes:
    """The return of one unit."""
    return _xlsx(_form(section, (name, number, note)))


def _agencies() -> Iterator[tuple[str, bytes, int]]:
    TRUTH.update(
        {"A-SNV": "+842773851101", "A-STC": "+842773851102", "A-SNNMT": "+842773851103", "A-SKHCN": "+842733872104"}
    )
    yield "Sở Nội vụ/phu-luc.xlsx", _own("A", "Sở Nội vụ", "0277 3851 101", "Trực 24/24"), 0
    yield "Sở Tài chính.csv", csv_text(_form("A", ("Sở Tài chính", "0277.3851.102")), ";"), 1
    yield "Sở NN&MT.xlsx", _own("A", "Sở Nông nghiệp và MT", "ĐT: 0277.3851103"), 2
    yield "Sở KH&CN/phu-luc.xls", html_table(_form("A", ("Sở Khoa học và Công nghệ", "0273 3872 104"))), 3
    # Merged away in March 2025: nobody's number any more.
    yield "so GTVT.xlsx", _own("A", "Sở Giao thông vận tải", "0277 3851 106"), 4
    TOLD["so GTVT.xlsx", "B7"] = ("name_retired", "Sở Xây dựng")
    # Seven digits of an agency: of two area codes nobody can say which.
    TRUTH["A-STP"] = "phone_uncertain"
    yield "Sở Tư pháp/phu-luc.xlsx", _own("A", "Sở Tư pháp", "3851 105"), 5
    TRUTH["A-CAT"] = "phone_emergency"
    yield "Công an tỉnh.xlsx", _own("A", "CA tỉnh", "113"), 6
    TRUTH["A-VPUBND"] = "1022"
    yield "VP UBND/phu-luc.xlsx", _own("A", "Văn phòng UBND Tỉnh", "1022"), 7


def _by_today_s_names() -> Iterator[tuple[str, bytes, int]]:
    own = {
        "28261": ("Phường Mỹ Tho", "0273 3872 201"),
        "28306": ("UBND phường Gò Công", "(0273) 3.841.202"),
        "28594": ("Xã Chợ Gạo", "02733835203"),
        "30010": ("Xã Tam Nông, tỉnh Đồng Tháp", "0277 3827 204"),
        "28468": ("Xã Tân Phú", "0273 3827 205"),
        "30169": ("UBND XÃ LẤP VÒ", "0912 345 206"),
    }
    for i, (code, (name, number)) in enumerate(own.items()):
        digits = "".join(c for c in number if c.isdigit())
        TRUTH[code] = "+84" + digits[1:]
        yield f"{name.split(',')[0]} {i}.xlsx", _own("B", name, number, "Trực 24/24"), 20 + i
    TRUTH["29869"] = "+842773851207"
    legacy = [("UBND ph­êng Cao L·nh", "0277 3851 207")]
    yield "phuong CL.xlsx", _xlsx(_form("B", *legacy)), 27
    # Sent in a mail, corrected the next day: the newer return counts.
    TRUTH["30037"] = "+842773824218"
    first = _own("B", "Xã Tháp Mười", "0277 3824 208")
    mail = builder.mail({"phu luc Thap Muoi.xlsx": first}, sent="Mon, 08 Sep 2025 08:30:00 +0700")
    yield "thap muoi.eml", mail, 28
    yield "Xã Tháp Mười/dinh chinh.xlsx", _own("B", "Xã Tháp Mười", "0277 3824 218"), 1440


def _by_former_names() -> Iterator[tuple[str, bytes, int]]:
    """A former commune that went whole to one of today's: its number is the successor's, and both are told."""
    TRUTH.update({"29926": "+842773830301", "28249": "+842733872302", "28435": "+842733826303"})
    yield "Tân Hồng/phu luc.xlsx", _own("B", "Xã Tân Công Chí huyện Tân Hồng", "0277 3830 301"), 40
    yield "Phuong 5 TP My Tho.xlsx", _own("B", "Phường 5, TP Mỹ Tho", "0273 3872 302"), 41
    yield "Phường 1 TX Cai Lậy.xlsx", _own("B", "Phường 1, thị xã Cai Lậy", "0273 3826 303"), 42
    for name in ("Tân Hồng/phu luc.xlsx", "Phuong 5 TP My Tho.xlsx", "Phường 1 TX Cai Lậy.xlsx"):
        TOLD[name, "B9"] = ("name_retired", "Được hiểu là")


def _bare_and_divided() -> Iterator[tuple[str, bytes, int]]:
    """Names that fit several units of today, and bodies that are no more: refused with the candidates."""
    rows = _form(
        "B",
        ("Tam Nông", "0277 3827 401"),  # was a district, is a commune
        ("UBND huyện Lấp Vò", "0277 3845 402"),  # a district: no more
        ("Xã Gáo Giồng, huyện Cao Lãnh", "0277 3822 403"),  # divided between two
        ("Phường 3", "0273 3872 404"),  # there were several
    )
    yield "danh sach tong hop.xlsx", _xlsx(rows), 60
    for cell, code, word_ in (
        ("B9", "name_ambiguous", "Xã Tam Nông"),
        ("B10", "name_retired", "không còn là đơn vị hành chính"),
        ("B11", "name_ambiguous", "Xã Phong Mỹ; Xã Phú Cường"),
        ("B12", "name_ambiguous", "Phường Cao Lãnh"),
    ):
        TOLD["danh sach tong hop.xlsx", cell] = (code, word_)


def _old_layout() -> Iterator[tuple[str, bytes, int]]:
    """A return with the sections of before: what a commune's rows say counts, its district's is refused with words."""
    TRUTH.update({"28360": "+842733823501", "28429": "+842733823502"})
    rows = builder.form(
        {
            "B": [("UBND huyện Cái Bè", "0273 3823 500")],
            "C": [("Thị trấn Cái Bè, huyện Cái Bè", "0273 3823 501"), ("Xã An Hữu", "0273 3823 502")],
        },
        printed=_OLD,
    )
    yield "duong day nong.xlsx", _xlsx(rows), 70
    TOLD["duong day nong.xlsx", "B9"] = ("name_retired", "địa bàn nay gồm")


def _two_area_codes() -> Iterator[tuple[str, bytes, int]]:
    """Seven digits, and the codes of before 2017: of the former province in which the commune lay."""
    TRUTH.update(
        {"28651": "+842733846601", "30055": "+842773824602", "28747": "+842733847603", "30130": "+842773833604"}
    )
    yield "Xã Vĩnh Bình/phu-luc.xlsx", _own("B", "Xã Vĩnh Bình", "3846 601"), 80
    yield "Xã Mỹ Quí/phu-luc.xlsx", _own("B", "Xã Mỹ Quí", 3824602), 81
    yield "Xã Gò Công Đông.xlsx", _own("B", "Xã Gò Công Đông", "073 3847 603"), 82
    yield "Xã Thanh Bình.xlsx", _own("B", "Xã Thanh Bình", "067.3833604"), 83


def _troubles() -> Iterator[tuple[str, bytes, int]]:
    TRUTH.update({"28327": "phone_multiple", "28345": "phone_missing", "30244": "+842773840703"})
    yield "Xã Tân Phước 2.xlsx", _own("B", "Xã Tân Phước 2", "0273 3848 701 / 0912 345 701"), 90
    yield "Xã Tân Phước 3.xlsx", _own("B", "Xã Tân Phước 3", "Đang cập nhật"), 91
    rows = builder.form({"B": [("Xã Phú Hựu", "0277 3840 703")]}, footer=False, title=False, printed=_TODAY)
    yield "Xã Phú Hựu.docx", word(rows, ["ỦY BAN NHÂN DÂN", "XÃ PHÚ HỰU", "Phụ lục"]), 92
    whole = _own("B", "Xã Phong Mỹ", "0277 3822 704")
    yield "Xã Phong Mỹ.xlsx", whole[: len(whole) // 2], 93
    yield "Xã Ba Sao/quyet dinh phan cong truc.pdf", PDF, 94
    TRUTH["30118"] = "+842773821705"
    inner = {"xa Binh Hang Trung/phu luc.xlsx": _own("B", "Xã Bình Hàng Trung", "0277 3821 705")}
    yield "ho so.zip", zipped(inner), 95
    # Speaks for another commune than its own.
    TRUTH.update({"30112": "+842773821706", "30076": "outside_authority"})
    rows = _form("B", ("Xã Mỹ Hiệp", "0277 3821 706"), ("Xã Mỹ Thọ", "0277 3821 707"), head=("UBND XÃ MỸ HIỆP",))
    yield "Xã Mỹ Hiệp/phu-luc.xlsx", _xlsx(rows), 96


SAMPLE = Sample(REGISTRY, AS_OF, _DAY, files)
