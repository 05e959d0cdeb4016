"""The monthly counts form as data: what came in through the hotline and what became of it. Counts only, nobody's name.

Source: the letter of 4 September 2021, points 2 and 3 (a log is kept, complaints are dealt with in time); heads of real
monthly reports on complaints.
"""

from __future__ import annotations

from schemas.forms.form import Column, Form, Kind, Look
from schemas.forms.official import OFFICIAL_LINES
from schemas.rules import count, name, sender, value
from schemas.rules.shared import COUNTS_TITLE

# Still open at the end of the month; what is closed is without these words.
_OPEN = r"(?:\bdang\b|\bchua\b|con ton|ton cuoi|cuoi ky|con lai|chuyen (?:ky|thang|quy) sau|ton dong)"
_IN_TIME = r"(?:dung han|trong han|truoc han|kip thoi|con han|chua den han|chua qua han|chua het han|trong thoi han)"
_LATE = r"(?<!chua )(?:qua han|tre han|cham han|qua thoi han|\btre\b|\bcham\b)"
_PROMPT = "Ghi số đếm trong sổ theo dõi, không có thì ghi 0. Không ghi tên, số điện thoại của người dân."


def _counted(field: str, title: str, *words: tuple[str, int]) -> Column:
    return Column(
        field,
        title,
        words,
        required=True,
        kind=Kind.COUNT,
        width=14,
        prompt=("Một số đếm", _PROMPT),
        mistake=("Chưa đúng", "Ô này ghi một số đếm: 0, 1, 2 …"),
    )


COUNTS_FORM = Form(
    name="counts",
    title=COUNTS_TITLE,
    own_title="so lieu tiep nhan",
    columns=(
        Column("stt", "STT", ((r"^(?:so\s*)?stt?$|^tt$|so thu tu", 10),), width=6),
        Column(
            "unit",
            "ĐƠN VỊ",
            ((r"^(?:ten )?(?:cac )?(?:co quan|don vi|dia phuong)", 10), (r"^(?:cap )?(?:xa|huyen)\b.{0,20}$", 6)),
            width=46,
        ),
        Column(
            "month",
            "THÁNG",
            ((r"^(?:thang|ky|ky bao cao|thang bao cao|thang/nam|thang, nam)$", 9),),
            kind=Kind.TEXT,
            width=12,
            prompt=("Tháng của số liệu", "Ghi tháng/năm, ví dụ: 9/2021."),
        ),
        _counted(
            "carried",
            "KỲ TRƯỚC CHUYỂN SANG",
            (r"(?:ky|thang|quy) truoc|ton dau|dau (?:ky|thang)|chuyen sang$|chuyen qua$|cu chuyen", 12),
        ),
        _counted(
            "received",
            "TIẾP NHẬN TRONG KỲ",
            (
                r"^(?!.*(?:truoc|tong|\+)).*(?:tiep nhan|nhan (?:moi|trong)|phat sinh|moi nhan"
                r"|so (?:phan anh|cuoc goi|kien nghi|tin) (?:moi|den|nhan|trong))",
                9,
            ),
        ),
        _counted("in_time", "ĐÃ TRẢ LỜI ĐÚNG HẠN", (rf"^(?!.*{_OPEN}).*{_IN_TIME}", 11)),
        _counted("late", "ĐÃ TRẢ LỜI TRỄ HẠN", (rf"^(?!.*{_OPEN}).*{_LATE}", 11)),
        _counted("open_in_time", "ĐANG XỬ LÝ TRONG HẠN", (rf"(?=.*{_OPEN})(?=.*{_IN_TIME})", 12)),
        _counted("open_overdue", "ĐANG XỬ LÝ QUÁ HẠN", (rf"(?=.*{_OPEN})(?=.*{_LATE})", 12)),
        Column("note", "GHI CHÚ", ((r"ghi chu", 10),), width=20),
    ),
    lines=OFFICIAL_LINES,
    rules=tuple(
        rule.code for subject in (name, sender, value, count) for rule in subject.RULES if rule.check is not None
    ),
    look=Look(
        sheet="Số liệu",
        heading="Biểu số liệu tháng",
        called="số liệu tiếp nhận, xử lý phản ánh trong tháng",
        letter="biểu số liệu tháng về đường dây nóng",
        short_title="BÁO CÁO SỐ LIỆU TIẾP NHẬN, XỬ LÝ PHẢN ÁNH …",
        instruction="Điền vào các ô màu vàng: mỗi ô một số đếm, ví dụ 12. Kỳ trước chuyển sang + tiếp nhận trong kỳ ="
        " đúng hạn + trễ hạn + đang xử lý trong hạn + đang xử lý quá hạn. Không ghi tên hay số điện thoại của người"
        " dân.",
        file="so-lieu",
        by_deadline=False,
    ),
)

# What the form is called in a sentence.
CALLED = "báo cáo số liệu tháng của đường dây nóng"

COUNTED = tuple(c.field for c in COUNTS_FORM.columns if c.kind is Kind.COUNT)
# What a title or a head says of a sheet of counts, whoever made it.
ABOUT = (
    r"so lieu|phan anh|kien nghi|duong day nong|hotline|cuoc goi|ket qua (?:tiep nhan|xu ly|giai quyet)|thong tin den"
)
