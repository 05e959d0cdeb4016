"""Rules about the form in a file: whether it is there, whole and filled in."""

from __future__ import annotations

from schemas.rule import PointsAt, Rule, Severity
from schemas.rules.shared import OWN_READING

RULES: tuple[Rule, ...] = (
    Rule(
        code="table_missing",
        severity=Severity.ERROR,
        points_at=PointsAt.FILE,
        title="Không tìm thấy biểu mẫu",
        message="Trong tệp “{file}” không tìm thấy dòng tiêu đề có cả {asked}. {nearest} Chưa kiểm tra được các dòng.",
        hint="Dùng đúng biểu mẫu kèm theo Công văn, dòng tiêu đề ghi: {titles}.",
    ),
    Rule(
        code="form_other",
        severity=Severity.ERROR,
        points_at=PointsAt.FILE,
        title="Biểu mẫu của văn bản khác",
        message="Tệp “{file}” là biểu mẫu khác: {other}. Đây không phải {form}. Chưa kiểm tra được các dòng.",
        hint="Gửi {letter}, tiêu đề “{title}”, có các cột {titles}.",
    ),
    Rule(
        code="column_missing",
        severity=Severity.ERROR,
        points_at=PointsAt.HEADER,
        title="Thiếu cột",
        message="Dòng tiêu đề (từ ô {cell}) không có cột {column}; các cột đọc được: {found}. Chưa kiểm tra được các"
        " dòng.",
        hint="Thêm cột có tiêu đề đúng như biểu mẫu: {column}, rồi điền và gửi lại.",
        example="SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG",
    ),
    Rule(
        code="form_empty",
        severity=Severity.ERROR,
        points_at=PointsAt.FILE,
        title="Biểu mẫu chưa điền",
        message="Tệp “{file}” có biểu mẫu nhưng chưa điền dòng nào.",
        hint="Điền tên đơn vị và một số điện thoại đường dây nóng rồi gửi lại, ví dụ: {row_ok}.",
    ),
    Rule(
        code="section_missing",
        severity=Severity.WARNING,
        points_at=PointsAt.HEADER,
        title="Không có tiêu đề mục",
        message=(
            "Có {count} dòng không nằm dưới mục nào ({section_letters}); cấp của đơn vị được lấy theo danh mục đơn vị."
        ),
        hint="Lần sau giữ nguyên các dòng mục của biểu mẫu: {section_titles}.",
    ),
    Rule(
        code="sheet_hidden",
        severity=Severity.WARNING,
        points_at=PointsAt.FILE,
        title="Đọc từ trang tính bị ẩn",
        message="Không trang tính nào đang hiện có biểu mẫu; dữ liệu được đọc từ trang tính bị ẩn “{sheet}”.",
        hint="Kiểm tra xem trang ẩn có phải bản đúng không; hiện trang tính đó (Bỏ ẩn) rồi gửi lại.",
    ),
    Rule(
        code="row_hidden",
        severity=Severity.WARNING,
        points_at=PointsAt.CELL,
        title="Có nội dung bị ẩn hoặc gạch bỏ",
        message="Ô {cell} ghi “{raw}” nhưng {detail}; nội dung này không được đọc là số của đơn vị nào.",
        hint="Nếu nội dung còn đúng: {mend}, rồi gửi lại; nếu không: không phải làm gì.",
        source=OWN_READING,
        other_words=(
            (
                Severity.ERROR,
                "Ô {cell} ghi “{raw}” nhưng {detail}; nội dung này không được đọc và {unit} chưa có số nào khác trong"
                " tệp.",
                "Nếu số này còn dùng: {mend}; nếu không: ghi một số đang dùng, ví dụ: {phone_ok}. Rồi gửi lại.",
            ),
        ),
    ),
    Rule(
        code="row_outside_table",
        severity=Severity.WARNING,
        points_at=PointsAt.CELL,
        title="Số điện thoại nằm ngoài biểu mẫu",
        message="Ô {cell} ghi “{raw}”, {where}, nên số này không được đọc là đường dây nóng của đơn vị nào.",
        hint="Nếu đây là đường dây nóng: ghi vào cột SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG, cùng dòng với tên đơn vị, rồi gửi"
        " lại."
        " Nếu không phải thì không phải làm gì.",
        source=OWN_READING,
        other_words=(
            (
                Severity.ERROR,
                "Ô {cell} ghi “{raw}” bên cạnh tên {unit}, {where}; số này không được đọc, chưa được công bố.",
                "Ghi {unit} và số thành một dòng của biểu mẫu rồi gửi lại, ví dụ: {row_ok}.",
            ),
            (
                Severity.INFO,
                "Tệp “{file}” có {what} ({raw}); số này không phải đường dây nóng của dòng nào.",
                "Không phải làm gì.",
            ),
        ),
    ),
    Rule(
        code="number_in_name",
        severity=Severity.WARNING,
        points_at=PointsAt.FILE,
        title="Số điện thoại nằm trong tên tệp hoặc tên trang tính",
        message="{what} “{raw}” có số {number}; số ở đó không được đọc là đường dây nóng của đơn vị nào.",
        hint="Nếu đây là đường dây nóng: ghi vào cột SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG, cùng dòng với tên đơn vị, rồi gửi"
        " lại, ví dụ: {row_ok}. Nếu không phải thì không phải làm gì.",
        source=OWN_READING,
    ),
    Rule(
        code="number_taken_back",
        severity=Severity.WARNING,
        points_at=PointsAt.CELL,
        title="Thư hoặc công văn báo bỏ, sửa một số",
        message="Ô {cell} ghi “{raw}”: có số bị báo bỏ, sai hoặc đã thay. Số đó không được đọc là đường dây nóng mới.",
        hint="Cán bộ văn phòng gọi hỏi đơn vị; số mới thì đơn vị gửi bằng biểu mẫu, ví dụ: {row_ok}.",
        source=OWN_READING,
    ),
    Rule(
        code="layout_ambiguous",
        severity=Severity.ERROR,
        points_at=PointsAt.CELL,
        title="Bảng có thể hiểu theo hai cách",
        message="Ô {cell}: {detail}. Có thể hiểu là {candidates}; hệ thống không tự chọn nên dòng này chưa được công"
        " bố.",
        hint="Mỗi dòng chỉ ghi một đơn vị và số của chính đơn vị đó, cùng dòng, đúng các cột của biểu mẫu, ví dụ:"
        " {row_ok}.",
        source=OWN_READING,
    ),
    Rule(
        code="audit_disagrees",
        severity=Severity.ERROR,
        points_at=PointsAt.PHONE,
        title="Hai lần đọc không giống nhau",
        message="Ô {cell} ghi “{raw}”: lần đọc thứ nhất hiểu là {first}, lần đọc kiểm tra {second}. Số này chưa được"
        " công bố.",
        hint="Đối chiếu dòng này với tệp gốc; trình bày lại đúng biểu mẫu, một dòng một đơn vị, một số, ví dụ:"
        " {phone_ok}.",
        example="{phone_ok}",
        source=OWN_READING,
    ),
)
