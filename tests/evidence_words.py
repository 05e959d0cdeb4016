"""Word lists that titles of supporting documents are made of, for tests: of each kind, and of what is none."""

from __future__ import annotations

HOTLINE = (
    "đường dây nóng",
    "số điện thoại đường dây nóng",
    "đường dây nóng tiếp nhận phản ánh",
    "đường dây nóng 24/24",
)
TITLES: dict[str, tuple[str, ...]] = {
    "publicity": (
        "Thông báo {t}", "Thông báo về việc công khai {t}", "Biên bản niêm yết công khai {t}", "Thông báo niêm yết {t}",
        "Thông báo công bố {t} của xã", "Tin bài tuyên truyền {t}", "V/v công khai {t}", "Ảnh niêm yết {t}",
    ),
    "duty": (
        "Quyết định phân công trực {t}", "Lịch trực {t}", "Quyết định về việc phân công cán bộ, công chức trực {t}",
        "Bảng phân công trực {t} tháng 9", "Thông báo phân công nhiệm vụ trực {t}", "V/v bố trí cán bộ trực {t}",
        "Danh sách cán bộ trực {t}", "Quyết định cử công chức trực {t}",
    ),
    "log": (
        "Sổ theo dõi tiếp nhận, xử lý {t}", "Biên bản mở sổ theo dõi {t}", "Quyết định mở sổ nhật ký {t}", "Bìa sổ theo dõi {t}",
        "V/v lập sổ ghi chép {t}",
    ),
    "coordination": (
        "Quy chế phối hợp xử lý phản ánh qua {t}", "Quyết định ban hành Quy chế phối hợp tiếp nhận {t}",
        "Quy trình phối hợp xử lý phản ánh {t}", "Kế hoạch phối hợp xử lý {t}",
    ),
}  # fmt: skip
# What is nothing of the kind, or not sure to be: about something else, asked, drafted, planned, reported, not done.
NOTHING = (
    "Quyết định công khai dự toán ngân sách năm 2021", "Thông báo niêm yết thủ tục hành chính", "Lịch trực cơ quan dịp Tết",
    "Lịch tiếp công dân tháng 9", "Sổ theo dõi công văn đến", "Quy chế phối hợp bảo vệ tài sản", "Quyết định khen thưởng",
    "Dự thảo thông báo niêm yết đường dây nóng", "V/v đề nghị công khai đường dây nóng", "Báo cáo kết quả thực hiện đường dây nóng",
    "Kế hoạch tuyên truyền đường dây nóng", "V/v xin lùi thời hạn niêm yết đường dây nóng", "Giấy mời họp về đường dây nóng",
    "Tờ trình về việc phân công trực đường dây nóng", "Thông báo chưa phân công trực đường dây nóng", "Biên bản họp giao ban",
    "Quyết định thu hồi quyết định phân công trực đường dây nóng", "Mẫu sổ theo dõi đường dây nóng", "Công văn về đường dây nóng",
    "V/v chấn chỉnh công tác trực đường dây nóng", "Hướng dẫn mở sổ theo dõi đường dây nóng", "Danh sách số đường dây nóng",
    "Sở Tài chính trực thuộc tỉnh, số đường dây nóng", "Họp trực tuyến về đường dây nóng", "Số tiếp nhận phản ánh đường dây nóng",
    "Thông báo phân công tổ trưởng tổ dân phố", "Trực tiếp nhận phản ánh đường dây nóng", "Đài Phát thanh: số đường dây nóng",
    "Yêu cầu mở sổ theo dõi đường dây nóng", "Biên bản kiểm tra việc niêm yết đường dây nóng", "Thiết lập số đường dây nóng",
)  # fmt: skip
SENDERS = ("", "UBND xã Tân Mỹ", "Sở Nội vụ", "XA TAN MY", "H. Lấp Vò", "Trường THPT Lấp Vò 1", "Văn phòng ĐKĐĐ")
AROUND = (
    "{}",
    "1. {}",
    "{} (1)",
    "{} - bản ký",
    "12-QĐ-UBND {}",
    "{} 06.9.2021",
    "scan {}",
    "{}_signed",
    "Phụ lục 2 {}",
)
HEADS = (
    [
        "ỦY BAN NHÂN DÂN",
        "XÃ TÂN MỸ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 12/UBND",
    ],
    ["UBND HUYỆN LẤP VÒ", "VĂN PHÒNG", "Số:   /TB-VP", "Lấp Vò, ngày 06 tháng 9 năm 2021"],
    [],
)
BODIES = (
    ["Kính gửi: Ủy ban nhân dân Tỉnh", "Thực hiện Công văn của Ủy ban nhân dân Tỉnh, đơn vị đã công khai, niêm yết, mở sổ."],
    ["Căn cứ Luật Tổ chức chính quyền địa phương;", "Xét đề nghị của Văn phòng về việc phân công trực,"],
    ["Thực hiện Công văn về đường dây nóng, Ủy ban nhân dân xã thông báo như sau:", "1. Số điện thoại: 0277 3851 234"],
)  # fmt: skip
