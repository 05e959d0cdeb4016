"""Kinds of supporting documents, and the words that tell them: what a document's title, its file or its folder must say
to be taken for one. What is not sure is OTHER, which meets no demand and asks nothing. Imports nothing of ours.

The patterns are for text folded to bare small letters, its words parted by one blank and nothing else;
`danhba/check/evidence.py` reads with them.
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
    """What tells one kind. says: in a title or a name; marked: instead of it where marks are needed (số and sổ
    are one word without them), `says` then holds for words typed without; '' where `says` is enough."""

    kind: EvidenceKind
    says: str
    marked: str = ""


# The hotline itself: without it a notice is one about something else.
TOPIC = (
    r"\b(?:duong day nong|so nong|dien thoai nong|hot ?line|ddn|so truc nong"
    r"|phan anh(?: va)? kien nghi|(?:xu ly|tiep nhan|giai quyet)(?: \w+){0,3} phan anh)\b"
)

_STAFF = (
    r"(?:can bo|cong chuc|vien chuc|nhan su|nhan vien|lanh dao|nguoi|luc luong|thanh vien|to|bo phan|ca|lich|nhiem vu"
    r"|cac|mot|va)"
)
# "trực" as in being on duty: not trực tiếp, trực thuộc, trực tuyến.
_ON_DUTY = r"truc\b(?! (?:tiep|thuoc|tuyen|quan))"
# Of a team that is set up: Tổ trực tiếp nhận thông tin, too.
_TEAM_ON_DUTY = r"truc\b(?! (?:tiep(?! nhan)|thuoc|tuyen|quan))"

KINDS = (
    KindWords(
        EvidenceKind.DUTY,
        says=(
            rf"\bphan cong(?: \w+){{0,8}}? {_ON_DUTY}|\bphan ca {_ON_DUTY}|\b(?:bang|danh sach) phan cong {_ON_DUTY}"
            rf"|\b(?:lich|bang|ca) {_ON_DUTY}|\bdanh sach(?: {_STAFF})* {_ON_DUTY}"
            rf"|\b(?:bo tri|cu|giao)(?: {_STAFF})+(?: \w+){{0,3}}? {_ON_DUTY}"
            rf"|\b(?:thanh lap|kien toan)(?: \w+){{0,3}}? (?:to|nhom|doi|bo phan|ban)(?: \w+){{0,3}}? {_TEAM_ON_DUTY}"
        ),
    ),
    KindWords(
        EvidenceKind.LOG,
        says=r"\bso (?:theo doi|nhat ky|ghi chep)\b",
        marked=r"\bsổ (?:theo dõi|nhật ký|ghi chép|tiếp nhận|trực|quản lý|đường dây nóng|ghi)\b",
    ),
    KindWords(
        EvidenceKind.COORDINATION,
        says=r"\b(?:quy che|co che|quy trinh|ke hoach|phuong an|quy dinh|chuong trinh)(?: \w+){0,3}? phoi hop\b",
    ),
    KindWords(
        EvidenceKind.PUBLICITY,
        says=(
            r"\b(?:cong khai|niem yet|tuyen truyen|cong bo|pho bien|quang ba|dang tai|dang tin|(?<!dai )phat thanh"
            r"|dan thong bao|gioi thieu)\b"
            r"|\bthong bao (?:ve viec |ve |v v )?(?:thay doi |thiet lap )?(?:cac )?(?:so )?(?:dien thoai )?(?:truc )?"
            r"(?:duong day nong|dien thoai nong|hot ?line)\b"
        ),
    ),
)

# What stands at the top of every official paper.
STATE = "cong hoa xa hoi"
# How a document of an office begins: the line that says what it is, or what it is about.
TITLE_LINE = (
    r"(?:thong bao|quyet dinh|ke hoach|lich|bang|phan cong|bien ban|quy che|quy trinh|quy dinh|bao cao|to trinh"
    r"|cong van|giay moi|so theo doi|so nhat ky|so ghi chep|noi quy|phuong an|danh sach|ban tin|giay xac nhan|xac nhan"
    r"|huong dan|v v|ve viec|du thao|tin bai|anh|hinh anh|bia so|trang bia|mo so|niem yet|cong khai|tuyen truyen)\b"
)
# Where a title is over.
TITLE_ENDS = (
    r"(?:kinh gui|can cu|thuc hien|dieu \d|hom nay|vao (?:luc|hoi)|thanh phan|chung toi|chu tri|dia diem|chuc danh"
    r"|noi dung|chu tich|giam doc|thu truong|chanh van phong|truong|xet|theo de nghi|nham|tt|stt|i|1|thoi gian|ngay"
    r"|.{0,60}\bngay \d{0,2} ?thang)\b"
)

# A title that asks, plans, drafts, inspects, reports or takes back proves nothing, whatever else it says.
NOT_DONE = (
    r"\b(?:du thao|mau (?:so|bieu|giay|van ban|phieu|don|bao cao|thong bao|quyet dinh)|bieu mau|de nghi|don doc"
    r"|(?<!theo )(?<!thuc hien )yeu cau|nhac nho|nhac viec|nhac lai|chan chinh|gop y|xin|gia han|lui|huong dan|to trinh"
    r"|viec kiem tra|kiem tra viec|bien ban kiem tra|giam sat|khao sat|phe binh|kiem diem|huy bo|bai bo|thu hoi"
    r"|tam dung|ngung|cham dut|giay moi|thu moi|bao cao|chua|khong|sap toi|se|du kien|tap huan|ban nhap)\b"
)
# Words of these that are other words without their marks: what is meant.
MARKED = {"khong": "không", "chua": "chưa", "se": "sẽ", "lui": "lùi", "tet": "tết", "huy bo": "hủy bỏ"}
# A plan to make known or to open a book has not done it yet; one that lays down who does what has.
ONLY_PLANNED = r"\b(?:ke hoach|phuong an|chuong trinh)\b"
# What other papers make public, roster or log.
ELSEWHERE = (
    r"\b(?:ngan sach|du toan|quyet toan|tai san|quy hoach|thu tuc hanh chinh|tuyen dung|thi dua|tiep cong dan|tiep dan"
    r"|cong van den|cong van di|van ban den|van ban di|tet|nghi le|chot kiem|truc chot|phong chay|pccc|thien tai"
    r"|bau cu|gia dat|ho ngheo|khen thuong|ky luat|tai chinh|de an|du an|danh sach cu tri|luong)\b"
)
