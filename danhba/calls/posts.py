"""Who answered a call: a post or an office, never a name. Only listed phrases pass, with their marks, so that no name
can."""

from __future__ import annotations

import re

from danhba.vietnamese.text import one_line

# Whole phrases: “văn phòng” passes, “Văn An” does not.
_PHRASES = (
    "trực ban", "trực ca", "trực đêm", "trực ngày", "trực máy", "trực đường dây nóng", "người trực", "cán bộ trực",
    "cán bộ", "nhân viên",
    "chuyên viên", "công chức", "viên chức", "bộ phận", "một cửa", "tiếp nhận", "tiếp dân", "trả kết quả", "lễ tân",
    "bảo vệ", "tổng đài viên",
    "tổng đài", "văn phòng", "văn thư", "văn hóa", "hành chính", "kế toán", "lãnh đạo", "chủ tịch", "phó chủ tịch",
    "chánh văn phòng",
    "phó chánh văn phòng", "phó văn phòng", "giám đốc", "phó giám đốc", "trưởng phòng", "phó trưởng phòng", "phó phòng",
    "trưởng ban",
    "phó trưởng ban", "phó ban", "thanh tra", "ủy ban", "uỷ ban", "nhân dân", "hội đồng", "ubnd", "hđnd", "công an",
    "quân sự", "an ninh",
    "trạm y tế", "y tế", "bệnh viện", "tư pháp", "địa chính", "hộ tịch", "nội vụ", "tài chính", "xã hội", "tổ", "phòng",
    "ban", "sở", "xã",
    "phường", "thị trấn", "thị xã", "huyện", "quận", "thành phố", "tỉnh", "ấp", "khóm", "của", "và", "hoặc",
    "máy trả lời tự động", "trả lời tự động",
    "hộp thư thoại", "ghi âm", "không rõ", "không xưng danh", "đơn vị khác", "người dân", "phụ trách", "đường dây nóng",
    "khách sạn", "cửa hàng",
)  # fmt: skip
_PASS = re.compile(
    r"(?:(?<!\w)(?:" + "|".join(sorted(map(re.escape, _PHRASES), key=len, reverse=True)) + r")(?!\w)|[\W_]+)*"
)


def only_a_post(text: str) -> str | None:
    """Return a post as it is kept; None where something in it is none: it may be a name, and is not kept."""
    said = one_line(text)
    return said if _PASS.fullmatch(said.lower()) else None
