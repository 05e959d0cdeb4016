"""The words of messages, as data: what a sender writes without a list (a mail of words only, a letter, a sentence in a
sheet).

Three things are told apart, and doubt goes to the first: words that may take back the writer's own number, words that
say that nothing changes or ask something, and all others, which a person has to read. Patterns over small letters with
their marks, each of which may be missing; phrases as in `remark_words`.
Source: mails and letters of returns.
"""

from __future__ import annotations

from schemas.forms.phone_words import phrases

_NUMBER = r"(?:số|sđt|đt|điện thoại|máy|sim|đường dây|hotline|thông tin)"
_NOT = r"(?:không|chưa|chẳng|chả|ko|hổng|hông)"

# Whatever may take a number back: it is to be removed or not to be shown, is wrong, somebody's, broken, changed, open.
MAY_TAKE_BACK = (
    # removed
    r"gỡ\b(?! rối)|rút\b(?! (?:kinh nghiệm|ngắn|gọn|bài học))|x(?:óa|oá)\b(?! (?:đói|mù))|thu hồi(?! (?:đất|giấy|nợ|vốn|tài sản|tiền|rừng))",
    r"(?<!cán )(?<!can )(?<!toàn )(?<!toan )(?<!nội )(?<!noi )bỏ\b(?! (?:phiếu|sót|lỡ|công|quên|trí|phận|chi|đội|trưởng|y tế))",
    r"h(?:ủy|uỷ) (?:\w+ ){0,2}?(?:số|đăng ký|danh sách|thông tin|biểu|công văn|văn bản|bỏ\b)",
    rf"(?:cất|dẹp|hạ|lấy xuống|đưa xuống) (?:\w+ ){{0,2}}?{_NUMBER}\b",
    r"(?:cất|hạ|lấy|dẹp|gạch|loại|kéo|đưa|mang) (?:\w+ ){0,4}?(?:đi|xuống|ra|khỏi|tên)\b|\bkhỏi (?:danh bạ|danh sách|trang|mạng|cổng|web)",
    # not to be shown or used, not now
    r"(?:khoan|hoãn|đình chỉ|chấm dứt|ngưng|ngừng)\b(?! nghỉ)|(?:dừng|tạm|thôi|khỏi) (?:\w+ ){0,2}?(?:đăng(?! k)|công|dùng|sử dụng|phổ biến|hoạt động|trực|lại|số|giữ|cất|gỡ|hiện|chưa|không|ngưng)",
    r"(?:đừng|chớ) (?:\w+ ){0,3}?(?:đăng(?! k)|để|công|đưa|dùng|lấy|gọi|sử dụng|phổ biến|lên|hiện|cho|in|chia sẻ|xài)\b",
    rf"{_NOT} (?:\w+ ){{0,5}}?(?:dùng|sử dụng|xài|đăng(?! k)|công bố|công khai|phổ biến|trực\b(?! tiếp)|hoạt động|liên lạc|liên hệ|gọi|bắt máy|nghe máy|đổ chuông|đúng|chính xác"
    r"|duyệt|thông qua|gật|đồng ý|thống nhất|chốt|chắc|ký\b|kiểm tra|cập nhật|lên\b|hiện|hiệu lực|phù hợp|muốn)",
    rf"không còn (?:\w+ ){{0,3}}?(?:là|{_NUMBER}|trực)|hết (?:\w+ )?(?:xài|dùng|sử dụng|hiệu lực|hoạt động|liên lạc|hạn sử dụng)|để trống|bỏ trống|không phải",
    # wrong, or somebody's
    r"nhầm|\blộn\b|\blầm\b|\bsai\b(?! sót)|\btrật\b|(?:thiếu|thừa|dư) (?:\w+ )?(?:chữ )?số|không khớp|quên (?:\w+ )?sửa",
    rf"{_NUMBER} (?:\w+ ){{0,4}}?(?:riêng|cá nhân|nhà|tư nhân|gia đình|người khác|dân|ví dụ|mẫu|nháp|thử|tạm|dự kiến|đại|bừa)\b|nhà riêng|nhà thầu|làm phiền|quấy rối|gọi nhầm",
    r"chỉ là (?:\w+ )?(?:ví dụ|mẫu|nháp|thử|tạm)|\bnháp\b|dự thảo|(?:gửi|báo|nộp) (?:\w+ )?(?:sớm|vội|ẩu|đại)\b|\bbữa trước hết\b",
    # broken, given back, changed
    r"(?:bị|đã|hay|đang|mới|vừa) (?:\w+ )?(?:cắt|khóa|khoá|hư|hỏng|mất|đứt|trả (?:lại|về|số)|thu|sét)\b|\b(?:hư|hỏng)\b|trả (?:lại|về|cho) (?:\w+ ){0,2}?(?:bưu điện|viễn thông|vnpt|viettel|đơn vị|nhà mạng)|sét đánh",
    rf"(?:đổi|thay|sửa|chỉnh|điều chỉnh|đính chính|cập nhật|chuyển)(?: lại| sang| đổi| thế)? (?:\w+ )?{_NUMBER}\b|{_NUMBER} (?:\w+ ){{0,3}}?(?:mới|khác)\b|\bđính chính\b",
    r"(?:chờ|đợi) (?:\w+ ){0,2}?(?:số|máy|lắp|duyệt|ý kiến|văn bản|chủ tịch|lãnh đạo|có|xong)|(?:đang|còn) (?:\w+ )?(?:xin|chờ|đợi|lắp|sửa|làm thủ tục)\b",
    r"(?:giao|nhường|bàn giao|chuyển) (?:\w+ ){0,4}?(?:cho|lại)\b[^.;]{0,40}(?:dùng|sử dụng|xài|quản lý)",
)

# Words that look so and say nothing of the kind in a message.
HARMLESS = (
    r"đừng (?:\w+ )?(?:lo|ngại|để (?:dân|bà con|người dân)|giận|trách)\b|bỏ (?:qua|quá) cho",
    r"không (?:có |còn )?(?:\w+ )?(?:ý kiến|thắc mắc|vướng mắc|khó khăn|vấn đề|gì (?:thêm|khác))(?: (?:gì|nào|thêm|khác))*",
    r"chưa (?:nhận|thấy) (?:\w+ ){0,4}?(?:phản hồi|trả lời|thư|văn bản)|(?:không|chưa) (?:mở|tải|xem|gửi|đọc|nhận|vào|đính kèm|tìm) (?:\w+ ){0,2}?(?:được|thấy|kịp)",
    r"vào (?:việc|mục đích) (?:riêng|khác|cá nhân)|nghiêm cấm[^.;]*|thông tin (?:cá nhân|khác|mới)|đang hoạt động|đang trực",
    r"(?:máy (?:vi )?tính|máy in|máy scan|máy chủ|đường truyền|internet|phần mềm|hộp thư|mail|email)(?: \w+){0,4}? (?:hư|hỏng|lỗi|hết|chậm|mất)[^.;,]*|(?:gửi|nộp|báo cáo) (?:chậm|trễ|muộn)[^.;]*",
    r"(?:đã|vừa) (?:nhận|thay) (?:người|cán bộ|ca)[^.;,]*|sai sót|thay đổi (?:địa chỉ|nhân sự|cán bộ)[^.;,]*",
)

# What asks for an answer, folded.
ASKS = (
    r"\bcho (?:\w+ ){0,3}?hoi\b|\bxin hoi\b|\bhoi (?:them|y kien|ve|thu)\b|\b(?:khi|luc) nao\b|\bbao gio\b|\bbao lau\b|\bthe nao\b|\bra sao\b|\bhan nop\b|\bgia han\b"
    r"|\b(?:khong|chua|ko|the|nao|dau|gi|sao)\b(?: (?:a|vay|ha|anh|chi|em|nhi|the|duoc|quy|van phong|vp|ta))*$|\bduoc khong\b|\bhuong dan\b"
)

# Words of a message that changes nothing, beside those of `remark_words.PLAIN`.
PLAIN = phrases("""
em, tôi, chúng tôi, mình, quý, cô, chú, bác, ạ, nha, nhé, nhe, dạ, vâng, rồi, xong, a, c, e, ak, ah, hihi, nhận, phiếu, rà, soát, phản hồi, trả lời, hồi âm, ý kiến, gì, thêm, khác, không có gì thay đổi, không thay đổi
không có thay đổi, không có thay đổi gì, không đổi, không điều chỉnh, không có gì điều chỉnh, không có gì cần điều chỉnh, không có ý kiến, không sai, không có sai sót, không có gì, tiếp tục, vẫn, vẫn như cũ, như cũ, giữ, chúc, sức khỏe, sức khoẻ, buổi, chào
hỗ trợ, giúp đỡ, giúp, nhờ, giùm, dùm, tệp, file, tập tin, mail, mẫu, biểu mẫu, gửi kèm, đính kèm, xem, nội dung, bản, scan, pdf, excel, word, đóng dấu, thư này, lại, gởi, chuyển, anh chị, các anh, các chị, trước, sau, hôm, nay, qua, mai, vừa
đầy, đề nghị, kính mong, mong, vui lòng, được biết, biết, để biết, tiện, theo dõi, thực hiện, yêu cầu, nêu, thời hạn, hạn, nộp, bộ, phiếu rà soát, đợt, lần, thứ, hồ sơ, giấy, bưu điện, đường bưu điện, văn bản giấy, tổng hợp giúp, ok, đồng ý, nhất trí, thông qua
bổ sung, hoàn thành, hoàn chỉnh, hoàn thiện, cần, phải, nếu, sẽ, nên, vì, bởi, tuy, nhưng, rất, lắm, quá, đây, kia, ấy, nhiều, ít, tên, họ, chức vụ, sở, ngành, gấp, sớm, kịp, thay mặt, người gửi, cứ, hết, toàn bộ, danh bạ, thông tin, dữ liệu, số liệu
đã nhận được, xác nhận, kiểm tra giúp, tra cứu, đúng rồi, chuẩn, khớp, ổn, mọi, việc, làm, công việc, thuận lợi, tốt đẹp, phê duyệt, ký duyệt, ký số, chữ ký, không cần, có gì, liên lạc lại, gọi lại, báo, báo lại, thì, cám ơn, thanks, regards
""")
