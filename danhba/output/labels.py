"""The words for severities, states, kinds and numbers, once."""

from __future__ import annotations

# Kinds of evidence of who sent a file.
EVIDENCE_KINDS = {
    "folder": "thư mục",
    "mark": "dấu máy của biểu mẫu điền sẵn",
    "letterhead": "tiêu đề trong tệp",
    "file_name": "tên tệp",
    "rows": "các dòng trong bảng",
    "period": "thời gian của danh sách",
    "signature": "chữ ký số",
}

FINDINGS_SHEET = "Điểm cần sửa"  # the sheet of a marked copy that lists what to mend
FINDINGS_HEADS = ("Vì sao chưa được", "Cách sửa, ví dụ")  # of two of its columns: by them it is known in any format
