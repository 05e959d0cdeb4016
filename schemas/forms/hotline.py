"""The hotline form as data: its columns and the words that may head them, what the words over a column of numbers mean,
how a blank one looks.

Source: the appendix of the letter of 4 September 2021; headings seen in real government workbooks.
"""

from __future__ import annotations

import datetime as dt

from schemas.forms import list_words
from schemas.forms.form import Column, Form, Heads, Look, NumberWords, OtherForm
from schemas.forms.official import OFFICIAL_LINES
from schemas.rules import file, name, note, phone, sender

# "Đơn vị quản lý số": the head asks whose the number is; it names the units where no better head does.
_NOT_WHOSE_IT_IS = r"(?!.{0,25}\b(?:quan ly|su dung|nam giu|giu|so huu|chu quan|van hanh|dung ten|phu trach)\b)"

HOTLINE_FORM = Form(
    name="hotline",
    title="DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG DO CƠ QUAN, ĐƠN VỊ VÀ ĐỊA PHƯƠNG QUẢN LÝ",
    columns=(
        Column(
            "stt",
            "STT",
            ((r"^(?:so\s*)?stt?$", 10), (r"^(?:so\s+)?t\s?t$", 9), (r"so thu tu", 10), (r"^(?:no|#)$", 3)),
            width=6.5,
        ),
        Column(
            "unit",
            "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG",
            (
                (r"ten (?:co quan|don vi|dia phuong|xa|phuong|huyen|so)", 10),
                (r"co quan.{0,5}don vi", 10),
                (rf"(?<!ma )(?<!ve )don vi(?! tinh)(?! do){_NOT_WHOSE_IT_IS}", 7),
                (r"(?<!ma )(?<!ve )don vi(?! tinh)(?! do)", 3),
                (r"dia phuong", 7),
                (rf"(?<!ma )co quan{_NOT_WHOSE_IT_IS}", 6),
                (r"(?<!ma )co quan", 3),
                (r"^(?:ten )?(?:cac )?(?:xa|phuong|thi tran)(?:\W{1,4}(?:va )?(?:xa|phuong|thi tran)){1,2}$", 7),
                (r"^(?:cap )?xa$", 7),
                (r"^(?:unit|agency|organi[sz]ation)", 6),
                (r"^ten goi$", 6),
                (r"^ten (?:\w+ )?(?:hien (?:nay|tai)|ngay nay|bay gio|moi)(?: sau .{1,30})?$", 7),
                (r"^ten sau (?:khi )?(?:sap|sat|hop)", 7),
            ),
            required=True,
            called="cột tên đơn vị",
            width=50,
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
            called="cột số điện thoại",
            width=24,
            prompt=("Một số điện thoại", "Ghi đúng một số, đủ mã vùng, ví dụ: {phone_ok} hoặc {mobile_ok}."),
            mistake=(
                "Chưa đúng",
                "Ô này ghi một số điện thoại đủ chữ số, ví dụ: {phone_ok}. Chưa có số thì ghi: chưa có.",
            ),
        ),
        Column("note", "GHI CHÚ", ((r"ghi chu", 10), (r"^chu thich$", 8), (r"^notes?$", 8)), width=24),
        Column(
            "district",
            "HUYỆN",
            (
                (r"^(?:thuoc |ten |quan )?(?:cap )?huyen(?:.{1,4}(?:thi xa|thanh pho|tp|tx).*)?$", 9),
                (r"^(?:cap huyen|dia ban|don vi cap huyen|thuoc dia ban|thuoc(?: don vi)?)$", 9),
            ),
        ),
        Column("area", "", ((r"^ma vung(?: dien thoai)?$|^dau so$", 14),)),
        Column("extension", "", ((r"^(?:so )?(?:may )?(?:le|nhanh|noi bo)$|^ext(?:ension)?\.?$", 14),)),
        Column(
            "other",
            "",
            (
                (
                    r"\bfax\b|e-?mail|website|dia chi|ho (?:va )?ten|chuc vu|chuc danh|nguoi|can bo|lanh dao"
                    r"|ngay sinh|^ma\b",
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
    numbers=NumberWords(
        own=r"duong day nong|hot ?line|\bddn\b|truc (?:ban|24)|24/(?:24|7)",
        own_heading="duong day nong|hotline",
        office=r"co quan|van phong|\bvp\b|may ban|de ban|hanh chinh|tong dai noi bo|le tan|van thu",
        others=(
            (
                "người khác",
                r"lanh dao|chu tich|\bpct\b|\bct ubnd|bi thu|giam doc|\bgd\b|truong (?:phong|ban|cong an|tram"
                r"|khoa)|pho phong|cap pho|thu truong|ca nhan"
                r"|can bo(?! truc)|nguoi (?!dan|truc)|chuyen vien|cong chuc|vien chuc|ke toan|chanh van phong"
                r"|ho (?:va )?ten|chuc vu|chuc danh|dau moi",
            ),
            (
                "cơ quan khác",
                (
                    r"cong an|quan su|tram y te|benh vien|truong hoc|\bcap tinh\b|(?:cua|duong day nong) tinh\b"
                    r"|^tinh$|\b(?:mat tran|doan thanh nien)\b"
                ),
            ),
            (
                "việc khác",
                r"zalo|viber|telegram|facebook|e-?mail|website|fax|tham nhung|tieu cuc|toi pham|an ninh trat tu"
                r"|bao luc|xam hai"
                r"|chay no|chua chay|bao chay|cap tren|cuu (?:hoa|nan|ho)|ma tuy|buon lau|hang gia|bao hanh"
                r"|cap nuoc|cap dien|tuyen sinh|dao duc|tin bao|to giac|tre em|giao thong|du lich|thien tai",
            ),
            (
                "số cũ",
                (
                    r"(?<!can )\bcu\b(?! the)|da (?:dang ky|cong bo)|dang cong bo|in sai|bi sai|nam truoc|truoc day"
                    r"|truoc khi|\bhuy\b|khong con|ngung|tam dung|du kien|de xuat|vi du|da cat"
                    r"|de nghi (?:xoa|thay|huy|loai|doi|cat|thoi|khoa|thu hoi|sua|go|bo(?! (?:sung|tri)))\b"
                    r"|\bbi (?:trung|loi|nham)\b|\btrung (?:lap|so|nhau)\b|thoi (?:cong bo|cong khai)"
                ),
            ),
            ("số riêng", r"nha rieng|so rieng|\brieng\b|tu nhan"),
        ),
        with_fax=r"dien thoai|\bs?dt\b|\btel\b|phone|hot ?line|duong day nong",
        low_column=r"\b(?:cap )?(?<!thi )xa\b(?! hoi)|phuong",
        high_column="huyen",
        list_title=r"danh sach|danh ba|so dien thoai|thong tin lien (?:he|lac)",
        other_list=(
            r"lanh dao|can bo|cong chuc|vien chuc|ca nhan|nha rieng|\bfax\b|\bcu\b(?! the)|nam truoc|du kien"
            r"|ban chi dao|to cong tac"
            r"|thanh vien|dau moi|bi thu|giam doc|thu truong"
        ),
        not_a_phone=(
            r"\b(?:cccd|cmnd|cmt|can cuoc|ho chieu|mst|ma so|ma dinh danh|ma don vi|tai khoan|stk|so tien|kinh phi"
            r"|dan so|dien tich|ngay|so hieu)\b"
        ),
        hours=r"\bgio hanh chinh\b|\b(?:ngoai|trong) gio\b|\bban (?:ngay|dem)\b|\bngay (?:nghi|le|thuong)\b|cuoi tuan",
        label="đt|sđt|điện thoại|tel|hotline|đường dây nóng|số",
        column="cột SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG",
        of_another_use="không phải cột của đường dây nóng",
        published=r"\b(?:da|dang) (?:cong bo|dang ky|cung cap|bao cao|dang tai|niem yet)\b",
        title_phrases=list_words.TITLE,
        heading_phrases=list_words.HEADING,
        begins_a_title=list_words.BEGINS_A_TITLE,
        or_another="số đường dây nóng của đơn vị (khi đó ghi tiêu đề cột là “SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG”) hoặc số của"
        " một danh sách khác, của việc khác",
        bodies=list_words.BODIES,
        or_of_others="số đường dây nóng của chính đơn vị (khi đó bỏ dòng tiêu đề ấy) hoặc số của nơi mà tiêu đề ấy nêu",
        proposed=r"\bde (?:nghi|xuat) (?:dieu chinh|thay|cong bo|doi|sua|cap nhat)|^dieu chinh(?: lai| thanh)?$",
    ),
    lines=OFFICIAL_LINES,
    own_title="duong day nong",
    issued=dt.date(2021, 9, 4),
    former_unit=r"\bcu\b(?! the)|truoc (?:khi|day|kia|sap|hop|chia|(?:ngay |thang )?\d)",
    hints=(
        r"tt|dien thoai|duong day|hot|sdt|\bdt|dtdd|don vi|co quan|dia phuong|ghi chu|phone|tel|ten |xa|phuong|huyen"
        r"|so |no|#|fax|mail|"
        r"nguoi|ho |chuc|unit|agency|note|lien he|di dong|co dinh|chu thich|ma |dia ban|can bo|lanh dao"
        r"|ngay sinh|website|"
        r"dau so|^thuoc|^le|nhanh|noi bo|^ext|may"
    ),
    heads=Heads(
        unit=("don vi", "don_vi", "co quan", "dia phuong", "ten ", "unit"),
        number=("dien thoai", "dien_thoai", "duong day", "hotline", "sdt", "phone"),
        all=(
            "stt",
            "don vi",
            "don_vi",
            "dien thoai",
            "dien_thoai",
            "ghi chu",
            "co quan",
            "hotline",
            "duong day",
            "dia phuong",
            "sdt",
            "phone",
        ),
    ),
    look=Look(
        called="danh sách số điện thoại đường dây nóng",
        letter="phụ lục kèm theo Công văn về đường dây nóng",
        short_title="DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG …",
        instruction="Điền vào các ô màu vàng: mỗi đơn vị một số, ví dụ {phone_ok} hoặc {mobile_ok}. "
        "Chưa có số thì ghi: chưa có.",
    ),
)
