"""The form as data: its columns and the words that may head them, its sections, and the lines that are not data.

Words are matched on folded text (lower case, no marks). Another letter with another form is another `Form`.
Source: the appendix of the letter of 4 September 2021; headings seen in real government workbooks.
"""

from __future__ import annotations

from dataclasses import dataclass

from schemas.rules import file, name, note, phone, sender


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a form: its printed title, and (pattern, score) of the words that may head it."""

    field: str
    title: str
    words: tuple[tuple[str, int], ...]
    required: bool = False


@dataclass(frozen=True, slots=True)
class OtherForm:
    """A form of another letter: how it is called, words of its title, words of its columns (all folded patterns)."""

    name: str
    title: str
    columns: str


@dataclass(frozen=True, slots=True)
class Form:
    """One prescribed form."""

    name: str
    title: str
    columns: tuple[Column, ...]
    others: tuple[OtherForm, ...] = ()
    rules: tuple[str, ...] = ()  # codes of the rules that its rows must keep


HOTLINE_FORM = Form(
    name="hotline",
    title="DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG DO CƠ QUAN, ĐƠN VỊ VÀ ĐỊA PHƯƠNG QUẢN LÝ",
    columns=(
        Column(
            "stt", "STT", ((r"^(?:so\s*)?stt?$", 10), (r"^(?:so\s+)?t\s?t$", 9), (r"so thu tu", 10), (r"^(?:no|#)$", 3))
        ),
        Column(
            "unit",
            "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG",
            (
                (r"ten (?:co quan|don vi|dia phuong|xa|phuong|huyen|so)", 10),
                (r"co quan.{0,5}don vi", 10),
                (r"(?<!ma )(?<!ve )don vi(?! tinh)(?! do)", 7),
                (r"dia phuong", 7),
                (r"(?<!ma )co quan", 6),
                (r"^(?:ten )?(?:cac )?xa.{1,4}phuong(?:.{1,4}thi tran)?$", 7),
                (r"^(?:cap )?xa$", 7),
                (r"^(?:unit|agency|organi[sz]ation)", 6),
                (r"^ten goi$", 6),
            ),
            required=True,
        ),
        Column(
            "phone",
            "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG",
            (
                (r"duong day nong|\bd\.?d\.?n\b", 9),
                (r"hot ?line", 9),
                (r"dien thoai", 8),
                (r"\bs[odđ]*\.?\s?dt\b|\bsdt\b|\bdtdd\b|\bdt\b", 7),
                (r"\bphone\b|\btel\b", 7),
                (r"so lien (?:he|lac)|so may|so goi", 6),
                (r"^(?:so )?(?:di dong|co dinh)$", 6),
            ),
            required=True,
        ),
        Column("note", "GHI CHÚ", ((r"ghi chu", 10), (r"^chu thich$", 8), (r"^notes?$", 8))),
        Column(
            "district",
            "HUYỆN",
            (
                (r"^(?:thuoc |ten |quan )?(?:cap )?huyen(?:.{1,4}(?:thi xa|thanh pho|tp|tx).*)?$", 9),
                (r"^(?:cap huyen|dia ban|don vi cap huyen|thuoc dia ban)$", 9),
            ),
        ),
        Column("area", "", ((r"^ma vung(?: dien thoai)?$|^dau so$", 14),)),
        Column("extension", "", ((r"^(?:so )?(?:may )?(?:le|nhanh|noi bo)$|^ext(?:ension)?\.?$", 14),)),
        Column(
            "other",
            "",
            (
                (
                    r"\bfax\b|e-?mail|website|dia chi|ho (?:va )?ten|chuc vu|chuc danh|nguoi|can bo|lanh dao|ngay sinh|^ma\b",
                    12,
                ),
            ),
        ),
    ),
    others=(
        OtherForm(
            "lịch trực, phân công trực (không phải danh sách đường dây nóng)",
            r"lich truc|phan cong truc|danh sach truc|lich lam viec",
            r"ngay truc|nguoi truc|ca truc|ho (?:va )?ten|thoi gian",
        ),
        OtherForm(
            "báo cáo số cuộc gọi, kết quả tiếp nhận phản ánh",
            r"so cuoc goi|ket qua (?:tiep nhan|xu ly)|tong hop phan anh|so theo doi",
            r"so cuoc goi|so phan anh|da xu ly|tiep nhan|ket qua|noi dung",
        ),
    ),
    rules=tuple(
        rule.code for subject in (file, name, sender, phone, note) for rule in subject.RULES if rule.check is not None
    ),
)

# What the words over a column of numbers say of them, folded. A column is judged by each heading it stands under: one that names
# another owner, use or state makes it another column; of what remains, hotline words rank before neutral ones, an office's last.
HOTLINE_WORDS = r"duong day nong|hot ?line|\bddn\b|truc (?:ban|24)|24/(?:24|7)"
OFFICE_WORDS = r"co quan|van phong|\bvp\b|may ban|de ban|hanh chinh|tong dai noi bo|le tan|van thu"
OTHER_MEANINGS: tuple[tuple[str, str], ...] = (
    (
        "người khác",
        r"lanh dao|chu tich|\bpct\b|\bct ubnd|bi thu|giam doc|\bgd\b|truong (?:phong|ban|cong an|tram|khoa)|pho phong|cap pho|thu truong|ca nhan"
        r"|can bo(?! truc)|nguoi (?!dan|truc)|chuyen vien|cong chuc|vien chuc|ke toan|chanh van phong|ho (?:va )?ten|chuc vu|chuc danh|dau moi",
    ),
    (
        "cơ quan khác",
        r"cong an|quan su|tram y te|benh vien|truong hoc|\bcap tinh\b|(?:cua|duong day nong) tinh\b|^tinh$|\b(?:mat tran|doan thanh nien)\b",
    ),
    ("việc khác", r"zalo|viber|telegram|facebook|e-?mail|website|fax"),
    (
        "số cũ",
        r"(?<!can )\bcu\b(?! the)|nam truoc|truoc day|truoc khi|\bhuy\b|khong con|ngung|tam dung|du kien|de xuat|vi du|da cat",
    ),
    ("số riêng", r"nha rieng|so rieng|\brieng\b|tu nhan"),
)
# A column for both, in one heading: "Điện thoại/Fax".
WITH_FAX = r"dien thoai|\bs?dt\b|\btel\b|phone|hot ?line|duong day nong"
# A title that makes all the numbers of its table another list's.
LIST_TITLE = r"danh sach|danh ba|so dien thoai|thong tin lien (?:he|lac)"
OTHER_LIST = (
    r"lanh dao|can bo|cong chuc|vien chuc|ca nhan|nha rieng|\bfax\b|\bcu\b(?! the)|nam truoc|du kien|ban chi dao|to cong tac"
    r"|thanh vien|dau moi|bi thu|giam doc|thu truong"
)
# A line that gives the sender's own contact; a heading of numbers that are no phone numbers.
CONTACT_LINE = (
    r"dia chi|e-?mail|website|\bfax\b|moi (?:thac mac|chi tiet|vuong mac)|nguoi (?:lap|lien he|phu trach|ky|tong hop|bao cao)|lien he\s*:|chi tiet lien he"
    r"|noi nhan|thong tin lien he"
)
NOT_A_PHONE_HEADING = r"\b(?:cccd|cmnd|cmt|can cuoc|ho chieu|mst|ma so|ma dinh danh|ma don vi|tai khoan|stk|so tien|kinh phi|dan so|dien tich|ngay|so hieu)\b"
# What a cell says that is no heading, whatever field's words it holds.
NOT_A_HEADING = r"^(?:chua|dang|khong|se|hien|da)\b|\bchua (?:co|cap|lap|duoc|dang)|\bdang (?:lap|cap|cho|xin|lam|sua|bo|dang)|\bkhong (?:co|su|con)|^nhu tren"

# Words that only section headings are made of; a heading names one of the kinds by a key word and nothing else.
SECTION_WORDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    # kind: (words one of which must stand there, words that may)
    "commune": (
        frozenset({"cap xa", "xa phuong", "phuong xa", "cac xa", "khoi xa", "cac phuong", "phuong thi tran"}),
        frozenset("cap xa phuong thi tran ubnd uy ban nhan dan cac va khoi don vi hanh chinh dac khu muc phan".split()),
    ),
    "district": (
        frozenset({"cap huyen", "cac huyen", "huyen thi xa", "huyen thanh pho", "khoi huyen", "cac thanh pho"}),
        frozenset(
            "cap huyen ubnd uy ban nhan dan cac va khoi don vi hanh chinh thi xa thanh pho tp tx quan muc phan".split()
        ),
    ),
    "agency": (
        frozenset(
            {
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
            }
        ),
        frozenset(
            "co quan don vi so ban nganh cap tinh truc thuoc cac va khoi doan the su nghiep doc dong tren dia ubnd tuong duong toan hanh chinh"
            " ngang muc phan chuyen mon uy nhan dan dong thap".split()
        ),
    ),
}

TOTAL = (
    r"(?:tong(?:\s+(?:cong|so|hop|danh sach))?|cong)\s*(?:[:(.]|\d|$).*|tong\s+(?:cong|so)\b.*"
    r"|(?:cong|tong)\s+(?:muc\s+|phan\s+)?(?:[a-d]|[ivx]{1,4})\b.*"
)
FOOTER = (
    r"noi nhan\b.*|nguoi (?:lap|ky|tong hop|bao cao|lap bieu)\b.*|(?:q\.?\s*)?(?:chu tich|pho chu tich|giam doc|pho giam doc|thu truong|chanh van phong"
    r"|truong (?:phong|ban)|bi thu|thu truong don vi)\b[^0-9]*|(?:tm|kt|tl|tuq|t/m|k/t|t/l)\b\s*[./].*|ky ten.*|\(?\s*(?:da )?ky.{0,12}(?:ten|dong dau|ghi ro).*"
    r"|xac nhan cua .*|luu\s*:\s*vt.*|-\s*luu\b.*|nguoi lap$"
)
PLACE_AND_DATE = r".{0,60}\bngay\b[\s.…_\d]{0,14}\bthang\b[\s.…_\d]{0,14}\bnam\b.*"
NOTE_LINE = r"(?:\*+\s*)?(?:ghi chu|luu y|chu y|chu thich|nb)\s*[:.].*|\*+\s*\S.*|\(\s*(?:luu y|ghi chu).*"
DOTS = r"[\s.…·_\-–*]+"
# Lines above a table that name a body other than the sender.
NOT_LETTERHEAD = r"kinh gui|noi nhan|kem theo|ban hanh|can cu|cong hoa xa hoi|doc lap|phu luc|v/v|so\s*:|mau so|bieu"
# A line above a table that names the text the form belongs to.
OF_A_TEXT = (
    r"(?:kem theo|ban hanh|theo quy dinh).{0,40}(?:cong van|thong tu|quyet dinh|nghi dinh|ke hoach|chi thi|cong dien|to trinh|bao cao)"
    r"|^\s*(?:mau|bieu)(?: so)?\s*:?\s*\d+"
)
