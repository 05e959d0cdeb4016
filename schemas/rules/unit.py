"""Rules over several rows and submissions: one number a unit, one unit a number, in time."""

from __future__ import annotations

from schemas.rule import PointsAt, Rule, Severity
from schemas.rules.shared import NUMBERING_PLAN, ONE_NUMBER

RULES: tuple[Rule, ...] = (
    Rule(
        code="unit_repeated",
        severity=Severity.WARNING,
        points_at=PointsAt.NAME,
        title="Đơn vị ghi hai lần",
        message="{unit} xuất hiện {count} lần trong tệp này (các ô {cells}) với cùng một số.",
        hint="Xóa dòng thừa, mỗi đơn vị một dòng.",
    ),
    Rule(
        code="unit_conflict",
        severity=Severity.ERROR,
        points_at=PointsAt.PHONE,
        title="Một đơn vị hai số khác nhau",
        message="Ô {cell} ghi {number} cho {unit}, nhưng nơi khác cùng cấp báo cáo ghi số khác: {others}.",
        hint="Hỏi {unit} số nào đúng; giữ lại một số, gửi lại, ví dụ: {number}.",
        source=ONE_NUMBER,
    ),
    Rule(
        code="unit_disagrees",
        severity=Severity.WARNING,
        points_at=PointsAt.PHONE,
        title="Khác với số được công bố",
        message="Ô {cell} ghi {number} cho {unit}, nhưng số được công bố là {published} theo {winner}.",
        hint="Hỏi lại {unit}; nếu số công bố sai, {unit} gửi lại biểu mẫu.",
    ),
    Rule(
        code="unit_superseded",
        severity=Severity.INFO,
        points_at=PointsAt.PHONE,
        title="Đã có bản gửi mới hơn",
        message="Ô {cell} ghi {number} cho {unit}; đã được thay bằng bản gửi mới hơn ({winner}).",
        hint="Không phải làm gì.",
        other_words=(
            (
                Severity.WARNING,
                (
                    "Ô {cell} ghi {number} cho {unit}; bản gửi cùng đêm “{winner}” ghi số khác và chỉ mới hơn theo "
                    "giờ sửa tệp."
                ),
                (
                    "Hỏi {unit} số nào đúng, trả lời trong quyet-dinh.xlsx; bản gửi sau nên ghi rõ, ví dụ: “thay thế "
                    "bản đã gửi”."
                ),
            ),
        ),
    ),
    Rule(
        code="phone_shared",
        severity=Severity.WARNING,
        points_at=PointsAt.PHONE,
        title="Một số cho nhiều đơn vị",
        message="Ô {cell} ghi {number} cho {unit}; số này cũng được ghi cho: {others}.",
        hint="Mỗi đơn vị cần một số riêng. Ghi nhầm số của đơn vị khác thì ghi lại số của mình, ví dụ: {phone_ok}; "
        "đúng là số"
        " dùng chung thì báo nơi gửi phiếu để người duyệt xác nhận.",
        source=ONE_NUMBER,
    ),
    Rule(
        code="entry_refused",
        severity=Severity.ERROR,
        points_at=PointsAt.PHONE,
        title="Không qua lần kiểm tra cuối trước khi công bố",
        message="Ô {cell}: số {number} của {unit} chưa được công bố, vì {detail}.",
        hint="Gọi thử số này. Số đúng thì báo cơ quan tổng hợp kiểm tra danh mục đơn vị và quy hoạch kho số; số sai "
        "thì gửi lại"
        " một số khác, ví dụ: {phone_ok}.",
        source=NUMBERING_PLAN,
    ),
    Rule(
        code="received_late",
        severity=Severity.WARNING,
        points_at=PointsAt.FILE,
        title="Nhận sau hạn",
        message="Tệp “{file}” nhận lúc {when}, sau hạn báo cáo {deadline}.",
        hint="Không phải gửi lại; lần sau gửi trước hạn.",
        source="Công văn ngày 04/9/2021, mục 4",
    ),
    Rule(
        code="received_out_of_order",
        severity=Severity.WARNING,
        points_at=PointsAt.FILE,
        title="Bản gửi sau lại được lưu trước",
        message="Tệp “{file}” nhận sau nhưng được lưu lần cuối lúc {when}, trước tệp mà nó thay thế (“{other}”).",
        hint="Kiểm tra xem có gửi nhầm bản cũ không; nếu nhầm, gửi lại bản mới nhất.",
    ),
    Rule(
        code="evidence_missing",
        severity=Severity.WARNING,
        points_at=PointsAt.UNIT,
        title="Chưa có tài liệu chứng minh",
        message="{unit} đã gửi biểu mẫu nhưng chưa gửi tài liệu chứng minh kèm theo.",
        hint="Gửi bản chụp hoặc PDF quyết định phân công trực, ví dụ: quyet-dinh-phan-cong-truc.pdf.",
        source="Công văn ngày 04/9/2021, mục 4: kèm theo các tài liệu chứng minh",
    ),
)
