"""Kinds of supporting documents, and the words that tell them: what a document's title, its file or its folder must say
to be taken for one. What is not sure is OTHER, which meets no demand and asks nothing. Imports nothing of ours.

The patterns are for text folded to bare small letters, its words parted by one blank; `danhba/check/evidence.py` reads
with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EvidenceKind(StrEnum):
    """What a supporting document proves."""

    PUBLICITY = "publicity"  # the number was made known to the people
    DUTY = "duty"  # who is on duty was laid down
    LOG = "log"  # a log book was opened
    COORDINATION = "coordination"  # how the unit's parts work together was laid down
    OTHER = "other"


EVIDENCE_WORDS = {
    EvidenceKind.PUBLICITY: "công khai, niêm yết số đường dây nóng",
    EvidenceKind.DUTY: "phân công trực đường dây nóng",
    EvidenceKind.LOG: "mở sổ theo dõi đường dây nóng",
    EvidenceKind.COORDINATION: "cơ chế phối hợp xử lý phản ánh",
    EvidenceKind.OTHER: "chưa rõ loại",
}


@dataclass(frozen=True, slots=True)
class KindWords:
    """What tells one kind. says: in a title; marked: the same, in text that bears its marks (số and sổ are one word
    without them), '' where `says` is enough; weak: what only text with marks may say by itself."""

    kind: EvidenceKind
    says: str
    marked: str = ""
    weak: str = ""


# The hotline itself: without it a notice is one about something else.
TOPIC = (
    r"\b(?:duong day nong|so nong|dien thoai nong|hot ?line|ddn|dg day nong|so truc nong"
    r"|phan anh,? (?:va )?kien nghi(?: cua)? (?:nguoi dan|cong dan|to chuc)|(?:xu ly|tiep nhan) phan anh)\b"
)

_STAFF = (
    r"(?:can bo|cong chuc|vien chuc|nhan su|nhan vien|lanh dao|nguoi|luc luong|thanh vien|to|bo phan|ca|lich|nhiem vu)"
)
# "trực" as in being on duty: not trực tiếp, trực thuộc, trực tuyến.
_ON_DUTY = r"truc\b(?! (?:tiep|thuoc|tuyen|quan))"

KINDS = (
    KindWords(
        EvidenceKind.DUTY,
        says=(
            rf"\bphan cong(?: [\w,]+){{0,8}}? {_ON_DUTY}|\bphan ca {_ON_DUTY}|\b(?:lich|bang|danh sach) phan cong\b"
            rf"|\b(?:lich|bang|ca) {_ON_DUTY}|\bdanh sach(?: {_STAFF})* {_ON_DUTY}"
            rf"|\b(?:bo tri|cu|giao)(?: {_STAFF})+(?: \w+){{0,3}}? {_ON_DUTY}"
        ),
    ),
    KindWords(
        EvidenceKind.LOG,
        says=r"\b(?:mo|lap|bia|trang bia|trang dau) (?:cac |quyen )?so (?:theo doi|nhat ky|ghi chep)\b"
        r"|\bso (?:theo doi|nhat ky|ghi chep)\b",
        marked=r"\bsổ (?:theo dõi|nhật ký|ghi chép|tiếp nhận|trực|quản lý|đường dây nóng|ghi)\b",
    ),
    KindWords(
        EvidenceKind.COORDINATION,
        says=r"\b(?:quy che|co che|quy trinh|ke hoach|phuong an|quy dinh|chuong trinh)(?: \w+){0,3}? phoi hop\b",
    ),
    KindWords(
        EvidenceKind.PUBLICITY,
        says=(
            r"\b(?:cong khai|niem yet|tuyen truyen|cong bo|pho bien|quang ba|dang tai|dang tin|phat thanh|dan thong bao"
            r"|gioi thieu)\b"
            r"|\bthong bao (?:ve (?:viec )?|v/?v )?(?:thay doi |thiet lap )?(?:cac )?(?:so )?(?:dien thoai )?(?:truc )?"
            r"(?:duong day nong|dien thoai nong|hot ?line)\b"
        ),
    ),
)

# A title that asks, plans, drafts, inspects or takes back proves nothing, whatever else it says.
NOT_DONE = (
    r"\b(?:du thao|mau (?:so|bieu|giay|van ban|phieu|don|bao cao|thong bao|quyet dinh)|bieu mau|de nghi|yeu cau|don doc"
    r"|nhac(?: nho)?|chan chinh|gop y|xin|gia han|lui|huong dan|to trinh|kiem tra|thanh tra|giam sat|khao sat"
    r"|phe binh|kiem diem|kien nghi xu ly|thay the|huy bo|bai bo|thu hoi|tam dung|ngung|cham dut|giay moi|thu moi"
    r"|bao cao|chua|khong|sap|se|du kien|cu phap|hoi|tap huan|gop|ban nhap|nhap)\b"
)
# What other papers make public, roster or log: of them a title speaks that names no hotline.
ELSEWHERE = (
    r"\b(?:ngan sach|du toan|quyet toan|tai san|quy hoach|thu tuc hanh chinh|tuyen dung|thi dua|tiep cong dan|tiep dan"
    r"|cong van den|cong van di|van ban den|van ban di|truc tet|le tet|bao ve|chot|cap cuu|benh vien|phong chay"
    r"|phong chong thien tai|bao lu|an ninh|dat dai|bau cu|hoc phi|gia dat|danh sach ho|ho ngheo|khen thuong|ky luat)\b"
)
