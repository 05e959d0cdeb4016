"""Rules about duty rosters: every hour of the period, no hour twice, the number that is published."""

from __future__ import annotations

from schemas.facts import SOUND, DutyFacts, Facts
from schemas.rule import PointsAt, Rule, Severity

_SOURCE = "Công văn ngày 04/9/2021, mục 2: bố trí nhân sự trực đường dây nóng 24/24 giờ"

RULES: tuple[Rule, ...] = (
    Rule(
        code="duty_gap",
        severity=Severity.WARNING,
        points_at=PointsAt.CELL,
        title="Lịch trực còn giờ trống",
        message="{unit}: sau ca ở ô {cell}, không có ai trực từ {since} đến {until}.",
        hint="Thêm ca trực cho giờ này để đủ 24/24 giờ, ví dụ: {example}.",
        source=_SOURCE,
        check=lambda row: row.duty.uncovered == 0,
        passes=(SOUND,),
        fails=(Facts(duty=DutyFacts(uncovered=60)),),
    ),
    Rule(
        code="duty_overlap",
        severity=Severity.WARNING,
        points_at=PointsAt.CELL,
        title="Hai ca trực chồng giờ nhau",
        message="{unit}: ca ở ô {cell} chồng với ca trước đó từ {since} đến {until}.",
        hint="Sửa giờ để các ca nối nhau; nhiều người trực cùng một ca thì ghi cùng giờ, ví dụ: 7h00 - 17h00 và 17h00 -"
        " 7h00.",
        source=_SOURCE,
        check=lambda row: row.duty.shared == 0,
        passes=(SOUND,),
        fails=(Facts(duty=DutyFacts(shared=30)),),
    ),
    Rule(
        code="duty_day",
        severity=Severity.ERROR,
        points_at=PointsAt.CELL,
        title="Không rõ ngày trực",
        message="Ô {cell} {stands}, không biết chắc là ngày nào (ngày không có thật, thiếu năm, hoặc thứ không khớp với"
        " ngày). Lịch trực này chưa được dùng.",
        hint="Ghi ngày/tháng/năm ở ô này hoặc ghi “từ ngày … đến ngày …” có năm ở tiêu đề, ví dụ: 06/09/2021.",
        example="06/09/2021",
        source=_SOURCE,
        check=lambda row: row.duty.day_fits == True,  # noqa: E712  # on columns too
        passes=(SOUND,),
        fails=(Facts(duty=DutyFacts(day_fits=False)),),
    ),
    Rule(
        code="duty_hours",
        severity=Severity.ERROR,
        points_at=PointsAt.CELL,
        title="Không rõ giờ trực",
        message="Ô {cell} {stands}, không biết chắc là trực từ mấy giờ đến mấy giờ. Lịch trực này chưa được dùng.",
        hint="Ghi giờ bắt đầu và giờ kết thúc, ví dụ: 7h30 - 11h30; trực cả ngày đêm thì ghi: 24/24.",
        example="7h30 - 11h30",
        source=_SOURCE,
        check=lambda row: row.duty.hours_fit == True,  # noqa: E712
        passes=(SOUND,),
        fails=(Facts(duty=DutyFacts(hours_fit=False)),),
    ),
    Rule(
        code="duty_number",
        severity=Severity.WARNING,
        points_at=PointsAt.CELL,
        title="Số trực khác số đường dây nóng",
        message="{unit}: số trực ở ô {cell} không phải số đường dây nóng đang công bố ({number}), và không ghi là số"
        " được chuyển tiếp.",
        hint="Ghi số đường dây nóng của đơn vị, hoặc ghi rõ ở cột ghi chú, ví dụ: chuyển tiếp về {number}; nếu đường"
        " dây nóng đã đổi thì gửi lại biểu mẫu số điện thoại.",
        source=_SOURCE,
        check=lambda row: row.duty.number_fits == True,  # noqa: E712
        passes=(SOUND,),
        fails=(Facts(duty=DutyFacts(number_fits=False)),),
    ),
    Rule(
        code="duty_ambiguous",
        severity=Severity.ERROR,
        points_at=PointsAt.CELL,
        title="Lịch trực có thể hiểu theo hai cách",
        message="Ô {cell}: {detail}; hệ thống không tự chọn nên lịch trực này chưa được dùng.",
        hint="{todo}",
        source=_SOURCE,
    ),
    Rule(
        code="roster_received",
        severity=Severity.INFO,
        points_at=PointsAt.FILE,
        title="Đã nhận lịch trực",
        message="Tệp “{file}”: {detail}.",
        hint="Không phải làm gì.",
        source=_SOURCE,
    ),
)
