"""Rules about the note: it is published, so it holds no further number, no person, and nothing but words."""

from __future__ import annotations

from schemas.facts import none_of
from schemas.rule import PointsAt, Rule, Severity
from schemas.rules.shared import ONE_NUMBER

RULES: tuple[Rule, ...] = (
    Rule(
        code="note_phone",
        severity=Severity.WARNING,
        points_at=PointsAt.NOTE,
        title="Ghi chú có thêm số điện thoại",
        message="Ô {cell} (ghi chú) ghi “{raw}”, có thêm số điện thoại; ghi chú này không được công bố.",
        hint="Bỏ số trong ghi chú; Công văn yêu cầu duy nhất một số. Ghi chú có thể ghi, ví dụ: Trực 24/24.",
        example="Trực 24/24",
        source=ONE_NUMBER,
        check=lambda row: row.note.other_numbers == 0,
        passes=("Trực 24/24",),
        fails=("Gọi thêm {mobile_ok}",),
    ),
    Rule(
        code="note_person",
        severity=Severity.WARNING,
        points_at=PointsAt.NOTE,
        title="Ghi chú có tên người",
        message="Ô {cell} (ghi chú) ghi “{raw}”, có tên hoặc chức danh một người; ghi chú này không được công bố.",
        hint="Bỏ tên người. Ghi chú có thể ghi, ví dụ: Trực 24/24.",
        example="Trực 24/24",
        check=lambda row: none_of(row.note.names_person),
        passes=("Trực 24/24",),
        fails=("Gặp ông Nguyễn Văn An",),
    ),
    Rule(
        code="note_not_words",
        severity=Severity.WARNING,
        points_at=PointsAt.NOTE,
        title="Ghi chú có công thức, lệnh hoặc địa chỉ mạng",
        message=(
            "Ô {cell} (ghi chú) ghi “{raw}”, có công thức, lệnh máy tính hoặc địa chỉ mạng; ghi chú này không được "
            "công bố."
        ),
        hint="Ghi lại bằng lời thường, không có công thức và địa chỉ mạng. Ghi chú có thể ghi, ví dụ: Trực 24/24.",
        example="Trực 24/24",
        check=lambda row: none_of(row.note.beyond_words),
        passes=("Trực 24/24", "- Trực 24/24 (kể cả ngày lễ)", "TP.HCM, Q.Ninh"),
        fails=('=HYPERLINK("http://a.vn")', "xem tại sovidu.gov.vn", "<script>x</script>", "+cmd|' /C calc'!A0"),
    ),
)
