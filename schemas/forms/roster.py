"""The duty roster form as data: who is on duty when, by post and number. Persons' names are read over and never kept.

Source: the letter of 4 September 2021, point 2 (duty around the clock); heads of real rosters of offices.
"""

from __future__ import annotations

from schemas.forms.form import Column, Form, Kind, Look
from schemas.forms.official import OFFICIAL_LINES
from schemas.rules import duty, name, sender

ROSTER_FORM = Form(
    name="roster",
    title="LỊCH TRỰC ĐƯỜNG DÂY NÓNG",
    own_title="lich truc",
    columns=(
        Column("stt", "STT", ((r"^(?:so\s*)?stt?$|^tt$|so thu tu", 10),), width=6),
        Column("unit", "ĐƠN VỊ", ((r"^(?:ten )?(?:cac )?(?:co quan|don vi|dia phuong)(?! cong tac)", 10),), width=40),
        Column(
            "day",
            "NGÀY",
            ((r"^(?:cac |tu )?(?:ngay|thu|thu,? ngay|ngay thang(?: nam)?|ngay truc|thu/ngay)\b(?!.*gio)", 9),),
            required=True,
            kind=Kind.DATE,
            width=16,
            prompt=("Một ngày", "Ghi ngày/tháng/năm, ví dụ: 06/09/2021."),
            mistake=("Chưa đúng", "Ô này ghi một ngày: ngày/tháng/năm, ví dụ: 06/09/2021."),
        ),
        Column(
            "shift",
            "GIỜ TRỰC",
            ((r"^(?:ca|ca truc|gio|gio truc|thoi gian|thoi gian truc|buoi|khung gio|ca/gio|thoi gian \(gio\))$", 8),),
            kind=Kind.TEXT,
        ),
        Column(
            "from", "TỪ GIỜ", ((r"^(?:tu|tu gio|bat dau|gio bat dau|gio vao|tu luc)$", 10),), kind=Kind.TEXT, width=12,
            prompt=("Giờ bắt đầu", "Ví dụ: 7h00."),
        ),
        Column(
            "to", "ĐẾN GIỜ", ((r"^(?:den|den gio|ket thuc|gio ket thuc|gio ra|den luc)$", 10),), kind=Kind.TEXT,
            width=12,
            prompt=("Giờ kết thúc", "Ví dụ: 17h00. Ca đêm ghi giờ của sáng hôm sau, ví dụ: 7h00."),
        ),
        Column("post", "CHỨC DANH", ((r"chuc (?:vu|danh)|vi tri|bo phan", 9),), kind=Kind.TEXT, width=24),
        Column(
            "number", "SỐ ĐIỆN THOẠI", ((r"dien thoai|\bsdt\b|\bs?dt\b|so may|duong day nong|so truc", 9),),
            kind=Kind.TEXT, width=20,
            prompt=("Số trực", "Ghi số đường dây nóng của đơn vị; số khác thì ghi ở cột ghi chú: chuyển tiếp về …"),
        ),
        Column("note", "GHI CHÚ", ((r"ghi chu", 10),), width=24),
    ),
    lines=OFFICIAL_LINES,
    rules=tuple(rule.code for subject in (name, sender, duty) for rule in subject.RULES if rule.check is not None),
    look=Look(
        sheet="Lịch trực",
        heading="Biểu mẫu",
        called="lịch trực đường dây nóng",
        letter="lịch trực đường dây nóng 24/24 giờ",
        short_title="LỊCH TRỰC ĐƯỜNG DÂY NÓNG",
        instruction="Mỗi dòng một ca trực; các ca nối nhau đủ 24 giờ mỗi ngày, ví dụ: 7h00 đến 17h00, 17h00 đến 7h00."
        " Ghi chức danh người trực; ca chưa ghi là chưa có người trực.",
        file="lich-truc",
        shifts=True,
        by_deadline=False,
    ),
)  # fmt: skip

# Titles of rosters, and heads that no other form has.
# What the form is called in a sentence, and a title that says its hours.
CALLED = "lịch trực đường dây nóng"
TITLE_OK = "Lịch trực đường dây nóng 24/24"

ABOUT = r"lich truc|phan cong truc|danh sach truc|bang truc|phan truc|truc duong day nong"
ON_DUTY = r"\btruc\b"
# The last day, where a roster gives the first one and the last one in columns of their own.
LAST_DAY = r"^den (?:het )?ngay$"
# Duty of another kind, unless the title names the hotline.
ANOTHER_DUTY = (
    r"\b(?:chot|tet|nghi le|thien tai|bao lu|lut bao|pccc|phong chay|chua chay|rung|bao ve|chien dau|san sang"
    r"|kham|chua benh|cap cuu|cach ly|tiem|tiep cong dan|tiep dan|hoc|lop|thi|bau cu|giao thong)\b"
)
HOTLINE = r"duong day nong|hot ?line|dien thoai nong|so nong|\bddn\b|phan anh"
# A number that is not the hotline's is right where it is said that calls are sent on to it.
FORWARDED = r"chuyen tiep|chuyen cuoc goi|noi (?:vao|may|tu|voi)|chuyen (?:ve|den|sang|huong|may)|ket noi"
