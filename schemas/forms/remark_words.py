"""The words of remarks: lines outside the rows that point at rows, numbers or a unit of the table, as data.

A remark holds what it points at as soon as one of its words doubts, negates, changes or asks for something: whatever it
says exactly, it is no plain number. What remarks say in favour of a number, or to the public, is listed as harmless.
Written with their marks, each of which may be missing. Source: returns with remarks below the table.
"""

from __future__ import annotations

from schemas.forms.phone_words import NOTE_HARMLESS, NOTE_IN_DOUBT, NOTE_NEGATING, NOTE_SUSPECT, phrases

# Words that doubt, negate, change, postpone or ask for something.
DOUBT = (
    *NOTE_NEGATING,
    *NOTE_SUSPECT,
    *NOTE_IN_DOUBT,
    *phrases("""
lộn, lẫn, hủy bỏ, bãi bỏ, đóng, chờ, đợi, thiếu, thừa, dư, trùng, đảo, tráo, ngược, rút, bỏ, gạch, loại, sửa, bị, dự kiến, dự phòng, dự trù, dự thảo, nháp, thử, thử nghiệm, minh họa, minh hoạ, ví dụ, mẫu
tham khảo, nội bộ, cá nhân, riêng, tư nhân, khác, người cũ, xác minh, xác nhận, kiểm tra, rà soát, xem xét, cập nhật, đính chính, điều chỉnh, bổ sung, chuyển, chuyển đổi, vừa, lấy từ, lấy theo, lấy trên
danh bạ, gõ, đánh máy, nhập sai, bảo trì, sự cố, đứt, lỗi, bận, chặn, nợ, thanh lý, thanh lí, hợp đồng, tạm thời, có thể, không rõ, nghi, nhớ, trả lại, bàn giao, thu lại, thu hồi, nhờ
giống, y như, như dòng, đang làm, đang xin, đang lắp, lắp đặt, kéo dây, đấu nối, kích hoạt, đăng ký, chưa, không, ko, năm trước, năm ngoái, tháng trước, trước đây, công an, quân sự, trạm y tế, hết, tương lai
để trống, bỏ trống, giúp, báo lại, báo sau, gửi sau, trạm, trường, bưu điện, hợp tác xã, nhà trọ, quán, tiệm, đại lý
"""),
)

# What a remark may say with such words all the same.
HARMLESS = (
    *NOTE_HARMLESS,
    *phrases("""
đề nghị, stt, số thứ tự, dòng trên, dòng dưới, dòng số, ở dòng, ngày nghỉ, nghỉ lễ, nghỉ tết, giờ nghỉ, hết giờ, hết sức, trước hết, không thay đổi so với, không đổi so với
thay thế các số, thay thế danh sách, thay thế phụ lục, thay thế bảng, thay thế biểu, thay cho danh sách, thay cho các số, thay cho phụ lục, thay các số, thay danh sách, danh sách cũ, đã công bố trước đây
đã gửi trước đây, công bố trước đây, gửi trước đây, cung cấp trước đây
không kể, không tính, không nghỉ, không ngừng, không gián đoạn, không thu phí, không mất phí, không tính phí, không giới hạn, không phân biệt, chưa kể, kể cả, bao gồm cả
đề nghị liên hệ, đề nghị gọi, xin liên hệ, xin gọi, xin vui lòng, vui lòng, cần hỗ trợ, cần phản ánh, khi cần, cần thiết, cần biết, phải trực, phải bảo đảm, phải đảm bảo, đề nghị công bố, đề nghị đăng tải
đề nghị công khai, đề nghị niêm yết, đề nghị phổ biến, đề nghị thông báo, đề nghị tổng hợp, đề nghị đăng, yêu cầu trực, yêu cầu của, theo yêu cầu, đã kiểm tra, đã rà soát, đã xác minh, đã xác nhận
được kiểm tra, được rà soát, được xác nhận, không trùng, không trùng lặp, không có sai sót, không sai, không thay đổi, không có thay đổi, phòng chống, tổ chức cá nhân, cá nhân tổ chức, các cá nhân, mọi cá nhân
đường dây khác, chuyển đến, chuyển cho, chuyển tới, chuyển xử lý, kịp thời chuyển, số liệu, xem xét giải quyết, xem xét xử lý, đăng ký sử dụng, đã đăng ký, đã lắp đặt, đã kích hoạt, đã bàn giao, đã cập nhật
được cập nhật, cập nhật đến, cập nhật ngày, cập nhật tháng, bổ sung đến
"""),
)

# From such a word on a clause speaks of what may be one day.
CONDITION = phrases("nếu, khi có, khi cần, trường hợp, trong trường hợp, mỗi khi, hễ, có gì, lỡ, giả sử")

# Words that tell of a change; in a text that announces the table they say nothing against it.
CHANGES = phrases("""
thay, thay đổi, đổi, thay thế, sửa, chỉnh sửa, cập nhật, điều chỉnh, đính chính, bổ sung, chuyển, chuyển đổi, khác, cũ, trước đây, đổi số, thay số, thay đổi số, đã đổi, đã thay, số cũ
""")

# Folded patterns. What points: at lines by their numbers; at all of a list by its place or by how it looks.
BY_NUMBER = r"\b(?:stt|so thu tu|so tt|tt|dong|hang|muc|thu tu)(?: so| thu)? *[:.]? *(?P<lines>\d{1,3}(?:\s*(?:,|;|va|-|–|den|toi|/|&|\+)\s*\d{1,3})*)(?![\d/])"
NUMBERS = r"(?:so(?: may| dien thoai| dt| hotline| thue bao)*|sdt|dt|dien thoai|dong|hang|may|duong day(?: nong)?|hotline|danh sach|bang|bieu|phu luc|thue bao|dau so)"
ALL_OF_THEM = rf"\b(?:(?:cac|nhung|toan bo|tat ca|moi|ca \d+|\d+) )?{NUMBERS}\b(?:[^.;,:]{{0,30}}?)\b(?:o tren|tren day|ben tren|phia tren|neu tren|noi tren|ke tren|tren(?! (?:dia ban|mang|toan|co so|pham vi|trang|web|cong|bao|dai|internet|zalo|facebook|he thong|phuong tien|tinh|huyen|xa|lanh|thuc te|tinh than|ca nuoc|\d))|nay(?! la)|duoi day|sau day|o duoi|ben duoi|(?:trong|cua|theo) (?:bang|danh sach|bieu|phu luc|file|tep|mail|thu|ban)|dinh kem|kem theo|gui kem)\b"
BY_LOOK = rf"\b(?:o|dong|hang|{NUMBERS})\b[^.;,:]{{0,25}}\b(?:to|boi|mau|in|danh dau|gach)(?: (?:mau|nen|chu))? (?:do|vang|xanh|xam|cam|tim|hong|nghieng|dam|chan|duoi|sao|\*)"
OF_NUMBERS = rf"\b{NUMBERS}\b|\bgoi\b|lien (?:lac|he)"
OF_A_UNIT = r"\b(?:xa|x|phuong|p|thi tran|tt|huyen|h|thanh pho|tp|thi xa|tx|ubnd|so|ban|cuc|chi cuc)\b\.? *\w"
# What follows is the table itself: its numbers are the outcome of whatever has changed.
ANNOUNCES = (
    r"\bnhu sau\b|\bkem theo\b|\bdinh kem\b|\bduoi day la\b|\bsau day la\b|\btheo (?:mau|bieu|phu luc)\b|\bcu the la\b"
)
