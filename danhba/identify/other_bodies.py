"""Bodies that are no units of ours, and lines that name several."""

from __future__ import annotations

import re

from danhba.vietnamese.names import syllable
from danhba.vietnamese.text import fold

_NOT_UNITS = tuple(
    tuple(w.split())
    for w in (
        "công an", "ca", "trạm y tế", "trạm", "phòng", "chi cục", "ban chỉ huy", "bchqs", "bch", "trường", "bệnh viện",
        "trung tâm", "tt yt",
        "hội", "đoàn", "mặt trận", "ubmttq", "ub mttq", "ủy ban mttq", "ủy ban mặt trận", "kho bạc", "kbnn",
        "bảo hiểm xã hội", "bhxh",
        "tòa án", "viện kiểm sát", "thi hành án", "ban quản lý", "ban", "hợp tác xã", "htx", "ấp", "khóm", "tổ", "đội",
        "huyện ủy", "thành ủy",
        "thị ủy", "đảng ủy", "hđnd", "hội đồng nhân dân", "bộ phận", "chi nhánh", "ngân hàng", "điện lực", "bưu điện",
        "quân sự",
        "văn phòng đăng ký đất đai", "thanh tra", "liên đoàn", "hạt", "nhà", "vksnd", "tand", "công ty", "xí nghiệp",
        "chợ", "đài", "khu phố",
        "công đoàn", "câu lạc bộ", "khu di tích", "bến xe", "thư viện", "đồn", "trung đoàn", "tiểu đoàn", "trại",
    )
)  # fmt: skip
_NOT_UNITS_EXACT = frozenset(tuple(syllable(t) for t in w) for w in _NOT_UNITS)
_NOT_UNITS_BARE = frozenset(tuple(fold(t) for t in w) for w in _NOT_UNITS)
_BEFORE_BODY = {"vp", "phong", "va", "ban", "ubnd", "huy"}
_LIST = re.compile(r"\s*[;,\n/+&]\s*|\s+(?:và|va)\s+|\s+[-–]\s+")
_ALL_OF = re.compile(r"(?<!\w)(?:cac|tat ca|\d+)\s+(?:xa|phuong|thi tran|huyen|don vi|ubnd)(?!\w)")
