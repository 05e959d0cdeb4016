"""Words of which the second reading knows that they say nothing of another matter: in a title, a tab, a number's head.

This reading's own list, word by word, on purpose not the form's. y is i, as in the names of units.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from danhba.audit.texts import readings, tokens
from danhba.vietnamese.text import as_words


def _set(text: str) -> frozenset[str]:
    return frozenset(text.replace("y", "i").split())


_IN_BOTH = _set("""
stt so dt sdt dtdd may goi lien he lac hotline hot line duong day nong ddn tel phone mobile telephone number contact truc ban tiep sodt sdtdd sodienthoai dienthoai duongdaynong hoac cd dd da
co dinh ma vung dau le su dung dang moi chinh thuc chung thong nhat duy mot ten tt
cua va cac do tai o trong tren theo cho ve voi den tu tung toan bo tat ca nhung la duoc nhu sau day duoi nay gom bao neu
tinh huien xa phuong thi tran thanh pho tp tx cap dia ban thuoc truc doc
ubnd uy ui nhan dan hdnd vp co don vi phuong su nghiep hanh chinh ca
ngai thang nam gio h lan hien nai cap nhat dieu chinh thai the
nguoi cong phan anh kien nghi thong tin tiep nhan xu li giai quiet tra loi i ho tro kho khan gap anh huong bi boi dich covid ncov cov sars viec yeu cau doanh nghiep
cung dung ki co viec hoat ra soat de nghi khai niem iet quy mau
""")
# Of these neither word says by itself what both say.
_TOGETHER = sorted(
    (
        f" {phrase.strip().replace('y', 'i')} "
        for phrase in """
        dien thoai, van phong, phuc vu, pham vi, du lieu, day du, phong chong, phong chong dich, dich benh, so nganh, ban nganh, nganh doc, dong tren, dai dich, tu do hanh phuc
        chuyen mon, doan the, vi rut, phong ban, dang ky, thuong truc, thiet lap, thue bao, dien thoai nong, dt ban, co quan, quan li, to chuc, di dong
        to trinh, hoi dong, khu vuc, dac khu, bo sung
        """.replace("\n", ",").split(",")
        if phrase.strip()
    ),
    key=len,
    reverse=True,
)
_IN_TITLES = _IN_BOTH - {"dich", "bo", "tuc"} | _set("""
danh sach ba muc bang ke tong hop bieu mau phu luc pl thong ke ket qua sheet trang table page data file tep list form copi of ban sao print chi tiet phan khoi final worksheet feuil export query results dsdt dssdt th thop
kem van cong theo bao cao quiet hoach ban hanh can cu thuc viec kinh gui xin trich ieu chan cung co thiet lap dang chinh
kstthc vpubnd ds bc cv qd tb kh tthc vt hoa hoi chu nghia viet doc lap noi dung final nhap
""")
_IN_HEADS = _IN_BOTH | _set("""
ghi ro chi moi bat buoc vui long fax lam ngoai ngai nghi le thuong cuoi tuan dem suot tet tuc mot tong vien can bo nguoi rut vi corona
dai bo phan sap xep nhap cuoc thac mac dap cong tac tuien ke khong neu
""")


class PlainLists:
    """Tells whether texts say nothing but whose hotline numbers they are. names: what units and places are called, as
    words joined with blanks."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted({f" {name.strip()} " for name in names}, key=lambda name: -len(name))
        self.title_says_more = lru_cache(4096)(self._title_says_more)
        self.head_says_more = lru_cache(4096)(self._head_says_more)

    def _title_says_more(self, text: str) -> bool:
        return self._says_more(text, _IN_TITLES)

    def _head_says_more(self, text: str) -> bool:
        return self._says_more(text, _IN_HEADS)

    def _says_more(self, text: str, known: frozenset[str]) -> bool:
        return all(self._left(tokens(as_words(reading)), known) for reading in readings(text))

    def _left(self, words: Sequence[str], known: frozenset[str]) -> bool:
        line = f" {' '.join(words)} "
        for phrase in _TOGETHER:
            line = line.replace(phrase, "  ")
        if all(_is_plain(w, known) for w in line.split()):
            return False
        for name in self._names:
            while name in line:
                line = line.replace(name, " ")
        return any(not _is_plain(w, known) for w in line.split())


def _is_plain(word: str, known: frozenset[str]) -> bool:
    return word in known or word.isdigit() or len(word) == 1 or re.fullmatch(r"[ivx]{1,4}", word) is not None
