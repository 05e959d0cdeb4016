"""Rules about the note: it is published, so it holds no further number and no person."""

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
)
