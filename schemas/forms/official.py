"""The lines of an official form that are no data, whatever the form: sections, totals, signatures, notes, letterhead.
Folded patterns.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I; the appendix of the letter of 4 September 2021; headings and signatures of
real returns.
"""

from __future__ import annotations

from schemas.forms.form import LineWords


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PLACE_AND_DATE = r".{0,60}\bngay\b[\s.…_\d]{0,14}\bthang\b[\s.…_\d]{0,14}\bnam\b.*"
# Lines above a table that name a body other than the sender.
STATE_AND_MOTTO = r"\bcong hoa xa hoi\b|\bdoc lap\b.{0,5}\btu do\b|^\W*bien ban\b|^\W*so\s*:.{0,12}/"
NOT_LETTERHEAD = r"kinh gui|noi nhan|kem theo|ban hanh|can cu|cong hoa xa hoi|doc lap|phu luc|v/v|so\s*:|mau so|bieu"

# What a committee does in the sentence that leads to its table; and what else goes on with a sentence behind "Ủy ban
# nhân dân huyện" without a name. With their marks, in small letters: places are called Lập Lễ and Các Sơn.
WRITES = (
    r"(?:(?:xin|kính|trân trọng|nay|cũng|đã|đang)\s+)*"
    r"(?:báo cáo|thống kê|tổng hợp|cung cấp|đăng ký|thông báo|công bố|lập (?:danh|bảng|biểu)|gửi|rà soát|cập nhật)"
)
BEHIND_A_WRITER = (
    WRITES + r"|công khai|niêm yết|triển khai|thực hiện|thiết lập|bổ sung|đề nghị|yêu cầu|chỉ đạo"
    r"|số điện thoại|danh sách|như sau|các (?:xã|phường|cơ quan|đơn vị|số|địa phương)|theo (?:dõi|công văn|tinh thần)"
    r"|về việc|để tổng hợp|và các"
)

OFFICIAL_LINES = LineWords(
    # A section's heading is made of these words alone, and names one of the kinds by a key word.
    sections=(
        (
            "commune",
            (
                "cap xa",
                "xa phuong",
                "phuong xa",
                "cac xa",
                "khoi xa",
                "cac phuong",
                "phuong thi tran",
            ),
            _words("cap xa phuong thi tran ubnd uy ban nhan dan cac va khoi don vi hanh chinh dac khu muc phan"),
        ),
        (
            "district",
            (
                "cap huyen",
                "cac huyen",
                "huyen thi xa",
                "huyen thanh pho",
                "khoi huyen",
                "cac thanh pho",
            ),
            _words("cap huyen ubnd uy ban nhan dan cac va khoi don vi hanh chinh thi xa thanh pho tp tx quan muc phan"),
        ),
        (
            "agency",
            (
                "co quan don vi",
                "so ban nganh",
                "cac so",
                "so nganh",
                "cap tinh",
                "co quan",
                "cac co quan",
                "khoi tinh",
                "ban nganh",
                "nganh doc",
            ),
            _words(
                "co quan don vi so ban nganh cap tinh truc thuoc cac va khoi doan the su nghiep doc dong tren "
                "dia ubnd tuong duong toan hanh chinh"
                " ngang muc phan chuyen mon uy nhan dan"
            ),
        ),
    ),
    total=(
        r"(?:tong(?:\s+(?:cong|so|hop|danh sach))?|cong)\s*(?:[:(.]|\d|$).*|tong\s+(?:cong|so)\b.*"
        r"|(?:cong|tong)\s+(?:muc\s+|phan\s+)?(?:[a-d]|[ivx]{1,4})\b.*"
        r"|cong\s+(?:cac\s+)?(?:huyen|xa|phuong|thi tran|thi xa|thanh pho|tp|tx|cap|khoi)\b.*"
        r"|(?:(?:tong|cong)\s+)?(?:cong\s+)?(?:trang(?:\s+(?:nay|truoc|so))?(?:\s*\d+(?:\s*/\s*\d+)?)?|don"
        r"|luy ke)\s*(?:[:(.].*)?"
        r"|(?:cong\s+)?(?:mang|chuyen)\s+(?:sang|qua|trang)\b.*|so luy ke.*"
    ),
    footer=(
        r"noi nhan\b.*|nguoi (?:lap|ky|tong hop|bao cao|lap bieu)\b.*|(?:q\.?\s*)?(?:chu tich|pho chu tich"
        r"|giam doc|pho giam doc|thu truong|chanh van phong"
        r"|truong (?:phong|ban)|bi thu|thu truong don vi)\b[^0-9]*|(?:tm|kt|tl|tuq|t/m|k/t|t/l)\b\s*[./].*"
        r"|ky ten.*|\(?\s*(?:da )?ky.{0,12}(?:ten|dong dau|ghi ro).*"
        r"|xac nhan cua .*|luu\s*:\s*vt.*|-\s*luu\b.*|nguoi lap$"
    ),
    place_and_date=PLACE_AND_DATE,
    note=r"(?:\*+\s*)?(?:ghi chu|luu y|chu y|chu thich|nb)\s*[:.].*|\*+\s*\S.*|\(\s*(?:luu y|ghi chu).*"
    r"|\(?\s*(?:danh sach|bang|bieu) (?:nay|tren)\b.*|(?:cac|nhung) so (?:tren|nay)\b.*",
    dots=r"[\s.…·_\-–*]+",
    not_a_heading=(
        r"^(?:chua|dang|khong|se|hien|da)\b|\bchua (?:co|cap|lap|duoc|dang)|\bdang (?:lap|cap|cho|xin|lam|sua|bo"
        r"|dang)|\bkhong (?:co|su|con)|^nhu tren"
    ),
    before_a_district=frozenset(
        _words(
            "cac xa phuong thi tran va don vi hanh chinh cap thuoc cua tren dia ban khu vuc pham vi trong tai "
            "ubnd uy ban nhan dan danh sach"
        )
    ),
    behind_a_district=frozenset(
        _words(
            "gom bao co tong so tat ca va xa phuong thi tran don vi hanh chinh truc thuoc cap dia phuong cac "
            "chua gui nop cao da day du"
        )
    ),
    contact=(
        r"dia chi|e-?mail|website|\bfax\b|moi (?:thac mac|chi tiet|vuong mac)|nguoi (?:lap|lien he|phu trach|ky"
        r"|tong hop|bao cao)|lien he\s*:|chi tiet lien he"
        r"|noi nhan|thong tin lien he|lien he (?:voi |gap |qua )?(?:dong chi|d/?c|ong|ba|anh|chi)\b"
        r"|(?:trao doi|thac mac|vuong mac|can them).{0,60}lien he"
    ),
    of_a_text=(
        r"(?:kem theo|ban hanh|theo quy dinh).{0,40}(?:cong van|thong tu|quyet dinh|nghi dinh|ke hoach|chi thi"
        r"|cong dien|to trinh|bao cao)"
        r"|^\s*(?:mau|bieu)(?: so)?\s*:?\s*\d+"
    ),
)
