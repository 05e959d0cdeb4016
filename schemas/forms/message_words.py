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
    rf"{_NUMBER} (?:đó |này |ấy |kia )?(?:giờ|nay|bây giờ|hiện giờ) (?:\w+ ){{0,2}}?(?:bên|của|do|thuộc)\b",
    r"(?:gọi|bấm|điện)(?: \w+){0,4}? (?:báo|nghe|kêu) (?:thuê bao|bận|tút|số sai)|khiếu nại (?:với )?(?:nhà mạng|vnpt|viettel|bưu điện)",
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


# A sentence of a mail that brings a list: it speaks of the number, its line, the file, or of publishing.
OF_WHAT_IS_SENT = (
    r"(?<!công văn )(?<!văn bản )(?<!một )(?<!vài )(?<!ký )(?<!dân )(?<!hệ )(?<!báo cáo )(?<!chữ ký )số\b(?! ?(?:\d|thứ tự|lượng|liệu khác|nhà\b|báo danh))",
    r"(?:sđt|đt|điện thoại|hotline|đường dây|đdn|tổng đài|thuê bao|sim|đầu số|chuông)\b",
    r"máy\b(?! (?:vi )?(?:tính|in\b|scan|lạnh|ảnh|chiếu|photo|móc|chủ|phát|bay))",
    r"(?:file|tệp|tập tin|bảng(?! (?:hiệu|chỉ|vàng))|biểu(?! (?:quyết|diễn|dương))|danh sách(?! (?:dự|khách|tiêm|đại biểu))|phụ lục|đính kèm|gửi kèm|cột|dòng(?! tiêu đề))\b",
    r"ô (?:đó|này|trống|số|thứ|của)\b|bản (?:này|đó|kèm|gửi|trước|sau|hôm|hồi|cũ|mới|excel|word|nháp|pdf|dự kiến|thảo)\b|cái này|nhà mạng|đầu dây",
    r"(?:coi|xem|đọc|rà soát|kiểm tra) (?:qua|lại)\b|gọi (?:thử|vô|vào|tới)\b",
    r"(?:đăng (?:lên|web|trang|cổng|tin|báo|mạng)|công bố|công khai|phổ biến|đưa lên|lên (?:web|mạng|trang|cổng|báo)|cập nhật|chốt (?:số|danh|ý)|xài|điền|gõ|nhập)\b",
)
# Beside a word that is not understood, one of these leaves it open whether the number holds: it denies, doubts, changes,
# waits, is tried, or tells of somebody else.
DOUBTS = phrases("""
sim, cáp, sẽ, mới, chờ, đợi, hẹn, hứa, sắp, mai, mốt, chưa, không, ko, kg, khg, hổng, chẳng, chả, đâu, khi, nếu, hễ, sau, trước mắt, ngày mai, nay mai, tương lai, lâu, từng, cũ, thay, đổi, chuyển,
sang, bỏ, rút, gỡ, xóa, xoá, loại, hủy, huỷ, hoãn, lùi, dời, dọn, tắt, khóa, khoá, cắt, cúp, hỏng, hư, lỗi, sửa, chữa, bảo hành, bảo trì, bảo dưỡng, nâng cấp, mất, đứt, rớt, ngập, cháy, treo, kẹt,
nghẽn, chập, yếu, rè, đấu, kích hoạt, đăng ký, xin, phát hành, bàn giao, chốt, đề xuất, thủ tục, hợp đồng, kinh phí, dự án, thầu, mua, bán, thuê, trang bị, thẩm định, khảo sát, vận động, tài trợ, đàm
phán, thương thảo, thương lượng, giao dịch, thanh lý, tranh chấp, thử, mẫu, nháp, dự thảo, quản lý, tạm, thí điểm, tập huấn, diễn tập, minh hoạ, minh họa, ví dụ, giả định, demo, test, thử nghiệm, dự
kiến, dự phòng, dự bị, dự trù, dự tính, tính, có thể, có lẽ, chắc, hình như, nghi, đoán, nghe nói, nghe đâu, không biết, ngoại lệ, phương án, mượn, ké, hộ, giữ, cầm, thuộc, đứng tên, chủ, dùng chung,
xài chung, chung, lấy, chép, copy, nguồn, báo lại, báo sau, trả lời sau, gửi sau, báo cáo sau, trùng, nhầm, lộn, sai, thiếu, thừa, dư, hông, hong, đừng, khoan, khỏi, chớ, chừng nào, khi nào, nào, để
em, lát, bữa sau, rồi hãy, hãy, riêng, nhà, người ta, người khác, cá nhân, năm ngoái, hồi trước, đại, bừa, cho có, nhớ, lung tung, đỡ, phòng khi, lỡ, ngưng, dừng, ngừng, im, giấu, kín, họ, ai, đầu
dây, xã khác, xã bên, con, vợ, cháu, ba, má, sếp, ảnh, chỉ thị, ý, quyết, bạn, hàng xóm, quán, tiệm, quên, bí mật, tin, tưởng, gấp, vội, từ từ, lệch, trống, nghỉ việc, đem, mang, dặn, kêu, chặn, câm, kiếm, ghi đè, giải thể, kỷ luật, ngắt, tự ngắt, chiếm quyền, bí, mong được, truyền miệng, thu thập, đá nhau, lãng tai, tự chọn, ngó lại, cúp, coi kỹ, coi như, thành, qua
""")
# Words that elsewhere change nothing, and here may: of time to come, of a condition.
SETTLES_NOTHING = frozenset(
    phrases("sau, mai, sẽ, nếu, nhưng, cần, phải, hết, sớm, vừa, thay, tuy, lần, thứ, nhà, giữ")
)
# What clerks write of sending, of the file and its look, of how well the number works, to a colleague.
OF_SENDING = phrases("""
nha, nghen, nhen, nghe, hén, hen, ha, hì, ơi, à, ừ, dạ thưa, thưa, tụi em, tụi tôi, bên em, bên tôi, bên này, bên mình, bên chúng tôi, bên đơn vị, bên xã, bên cơ quan, phía em, phía đơn vị, anh hai, chị hai, anh ba, chị ba, chú hai, cô ba, sếp, sếp em, thủ trưởng, ngài, đó, đấy, vậy, vậy đó, vậy thôi, thế, lắm, quá, quá trời, quá chừng, hoài, luôn, liền, ngay, giùm, dùm, giúp, coi giùm, coi giúp, xem giúp, xem giùm, nhé ạ, nhá, kg, kính, gởi, thân, mến, dear, cc, bcc, cứ, chỉ, chỉ có, chỉ có một dòng, một dòng, chị ấy, anh ấy
xin gửi, xin báo cáo, xin điền, xin phép, xin nộp, xin chuyển, xin trân trọng, xin thông báo, xin cung cấp, xin đăng ký, xin hỏi, xin cáo lỗi, xin lỗi, xin được báo cáo, xin được gửi, xin chịu trách nhiệm, chịu trách nhiệm, cam kết, cam đoan, tính chính xác, chính xác của, kể từ, từ hồi, hồi tháng trước, hồi tháng, hồi đầu năm, hồi đầu tháng, hồi chiều, hồi sáng, hồi trưa, hồi nãy, lúc nãy, ban nãy, hồi sớm, sáng nay, chiều nay, trưa nay, tối nay, hôm qua, hôm kia, bữa qua, bữa nay, mấy hôm nay, mấy bữa nay, mấy nay, dạo này, bữa giờ, nãy giờ, xưa nay, lâu rồi, tới nay, đến nay, từ đó tới nay, mới vừa, vừa mới
gửi lại, gửi lại đúng, gửi bổ sung, gửi trễ, gửi muộn, gửi chậm, gửi sớm, quên đính kèm, quên kèm, quên gửi kèm, lần đầu quên đính kèm, đính kèm đây, kèm đây, kèm bảng, theo file, theo tệp, như file, như tệp, như tệp kèm theo, như file đính kèm, như bảng, như bảng kèm, như phụ lục, trong tệp kèm, trong file kèm, file đây, bảng đây, thư bị trả về, thư bị trả, hộp thư đầy, báo đầy, cúp điện, mất điện, cúp mạng, mất mạng, mạng yếu, mạng chậm, rớt mạng, đường truyền, thông cảm, mong thông cảm, bỏ qua, mong bỏ qua, trễ hạn, quá hạn, trễ chút, trễ chút xíu, chậm trễ, kịp giờ, cho kịp, cho nhanh, cho tiện, cho gọn, cho dễ, cho dễ nhìn, cho dễ tải, cho dễ tìm, cho khỏi rớt số, khỏi rớt số, khỏi mất số, đỡ công, đỡ công gõ lại, gõ lại, nhập lại, khỏi gõ lại, tranh thủ, tranh thủ gửi, địa chỉ mail, địa chỉ email, sai địa chỉ mail, nhầm địa chỉ mail, gõ nhầm địa chỉ mail, gõ sai địa chỉ mail, nhầm email, đúng hộp thư, đúng địa chỉ, gửi nhầm email, gửi nhầm địa chỉ, gửi nhầm hộp thư
bản giấy, bản cứng, bản mềm, file mềm, tệp mềm, bản gốc, bản scan, bản chụp, ảnh chụp, hình chụp, bản ký số, con dấu, dấu đỏ, bản dấu đỏ, mộc, mộc đỏ, mộc đỏ chót, đóng mộc, bưu chính, bưu phẩm, bưu tá, chuyển phát, chuyển phát nhanh, phát hành, trục liên thông, liên thông, vào sổ, công văn đi, bảng tính, phong bì, bì thư, ngăn, ký rồi, đã ký hồi chiều, ký tên, ký tươi, ký nháy, tài liệu, tài liệu chứng minh, minh chứng, ổ đĩa, ổ đĩa chung, lịch trực, bảng phân công trực, bìa, sổ trực
phông, phông chữ, font, times new roman, unicode, bảng mã, mã unicode, vni, khổ, khổ a4, giấy a4, trang, một trang, in ra, in, in ấn, nằm ngang, cột, cột số, cột số điện thoại, cột ghi chú, dòng, dòng đầu, dòng tiêu đề, tiêu đề, tô vàng, tô màu, tô vàng dòng tiêu đề, kẻ khung, kẻ bảng, khung, căn lề, dạng chữ, định dạng, định dạng chữ, dạng text, đuôi xlsx, đuôi xls, đuôi, xlsx, xls, office, wps, win, windows, excel đời cũ, máy đời cũ, mở, mở ra, mở không lên, mở không được, mở lên, mở file nén, file nén, tải, tải về, dễ tải, nhẹ, dung lượng, mật khẩu mở, mật khẩu, khóa ô tiêu đề, tên file, tên tệp, tên tập tin, đặt tên, không dấu, có dấu tiếng việt, chính tả, đúng chính tả, dấu tiếng việt, số thứ tự, điền, đã điền, điền đủ, điền đầy đủ, điền theo mẫu, nhập vô bảng tổng hợp, đưa vô bảng tổng hợp, ghép vô bảng chung, bảng chung, bảng tổng hợp, lúc nào cũng được, khi nào cũng được, bản nào cũng được, giống y nhau, giống nhau, y nhau
chạy ngon lành, chạy tốt, chạy êm, chạy ổn, chạy ngon, ngon lành, reo, reo to, chuông reo to, chuông kêu, kêu là nghe, chuông kêu là nghe, đàng hoàng, đều đặn, dân quen, dân quen rồi, quen rồi, thuộc lòng, thuộc, dễ thuộc, khen, khen hoài, lần nào cũng có người, lần nào cũng có người bắt máy, lần nào cũng nghe, gọi mạng nào cũng tới, gọi mạng nào cũng được, mạng nào cũng tới, mạng nào cũng gọi được, gọi là có người, gọi là có người nghe, gọi là có người trả lời, hễ gọi là có người trả lời, gọi là nghe, có người bắt máy, có người nghe liền, nghe liền, gọi vô, vô được, gọi vô đông lắm, gọi đông, trung bình, cuộc, cuộc một ngày, ai cũng thấy, ai cũng biết, đi đâu cũng nghe, ai gọi cũng nghe, dán ngoài cổng, dán, treo, treo trước cổng, băng rôn, bảng hiệu, tờ rơi, sổ tay, pano, áp phích, loa mỗi chiều, đọc trên loa, đọc số này trên loa, viên, tổng đài viên, nhau, giao ước, kiểm tra kỹ, kỹ, kỹ rồi, kiểm tra kỹ rồi, vẫn như năm ngoái, như năm ngoái, như năm trước, như trước, như trước giờ, từ năm ngoái, có từ năm ngoái, giữ luôn, xài ổn, xài tốt, xài bình thường, đang xài tốt, đang xài bình thường, đang xài ổn
gửi theo lời hẹn, như đã hẹn, như đã trao đổi, như lời hẹn, như đã báo, như đã nói, theo điện thoại trao đổi, vướng mắc, mọi vướng mắc, thắc mắc, rep, rep mail, trả lời thư, trả lời thư nhắc, thư nhắc, phản hồi giúp, nhắn em, báo em, hú em, alo em, có gì alo em, có gì gọi em, có gì hú em, có gì báo em, ý kiến chỉ đạo, cho ý kiến, chỉ em, chỉ giúp, về sau, tiện theo dõi, giữ sức khỏe, bình an, mạnh khỏe, an lành, chúc ngày mới, cuối tuần vui vẻ, vui vẻ, cà phê, ăn cơm, nghỉ tay, hết dịch, chống dịch, chốt kiểm dịch, tiêm vắc xin, vắc xin, test nhanh, âm tính, cách ly xong, phát gạo, ba tại chỗ, đi chốt, trực chốt, giông, mưa, mưa gió, cảm phiền, làm phiền anh, làm phiền chị, phiền anh, phiền chị
cho khỏi, khỏi lo, để khỏi, khỏi phải, khỏi thắc mắc, khỏi trả lời, khỏi lỡ tay, khỏi nhầm với, rút kinh nghiệm, bỏ vô hồ sơ, bỏ vô bì, bỏ thêm, bỏ vô ngăn, bỏ bản dấu đỏ, mới gửi, mới gửi được, rồi mới gửi, giờ mới gửi, nên mới gửi, gửi bù, nộp sau, gửi sau cùng, mấy đơn vị khác, chờ dấu, chờ đóng dấu, chờ ký, đóng dấu rồi, dấu đã đóng, lệch khung, lệch cột, hơi mờ, hết mực, gộp ô, bỏ gộp, tách ô, không thêm bớt, không thêm bớt cột nào, không sửa gì, không nén, không nén gì
không nghỉ ngày nào, không để trống phút nào, không để trống ca nào, không chấm không cách, không cách, lỡ gửi hai lần, gửi hai lần, giữ một cái, giữ một bản, đỡ rối, đỡ mất công, thông báo rộng rãi, trang chủ, đặt tên file theo kiểu gì, theo ý mình, từng chữ, từng số, từng dòng, thực tập, chị dặn, anh dặn, như anh dặn, như chị dặn, quên mất, quên mất tiêu, không có số nào khác, không còn số nào khác, ngoài số này, ngoài số đó, ngoài số ghi trong bảng, máy phát điện, máy phát điện dự phòng, pin dự phòng, nguồn dự phòng, lau máy, tán thành, tinh thần, trích yếu, cốt yếu, từ ngày thành lập, đến giờ, đơn vị bạn, hỏi thăm, giao ban, đi tiêm, con dấu mới, đóng dấu mới, con dấu cũ, tập huấn thêm, kinh phí, cao lắm, nhiệt tình, dễ chịu, bà con thương, cầm máy gọi thử
xóa các sheet trống, sheet trống, trang trống, dòng trống, cho gọn, tán gẫu, hỏi ké, cho em hỏi, cho tôi hỏi, cho hỏi, xin tên, xin chữ ký, xin dấu, xin ý kiến về mẫu, có phải gửi lại, thay thủ trưởng, thay người phụ trách, thay lãnh đạo, đổi người phụ trách, không đổi, số máy không đổi, vẫn không đổi, không ai phàn nàn, cứ thử, anh cứ thử, chị cứ thử, gọi thử cho chắc, cho chắc, chắc ăn, tắt máy, tắt đèn, đã chỉnh xong, gõ sai tên cơ quan, gõ sai tên đơn vị, sai tên cơ quan, sai chính tả, sai tên, đã sửa chính tả, chốt danh sách, kiểm tra chốt, trực chốt kiểm soát, quán triệt, đã quán triệt, ai gọi tới, ai gọi, ai cũng, hẹn ngày trả lời, hẹn trả lời, khi nào cũng, lúc nào cũng nghe
nhờ anh, nhờ chị, nhờ a, nhờ c, nhờ vp, nhờ văn phòng, chào anh, chào chị, cho em, cho xã, nếu được, nếu được thì, sớm sớm, dân hỏi hoài, đầu tiên, số đầu tiên, từ nay, thành thật, thành kính
""")
