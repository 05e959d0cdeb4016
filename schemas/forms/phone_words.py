"""The words that stand beside a hotline number, as data: which leave it as it is, which say that it is not in use.

Written with their marks. A word of a cell is one of them when each of its letters is the listed one or the listed one
without its mark: "điện thoại" is also "dien thoai" and "ĐIỆN thoai", but "bận" (busy) is not "bàn" (desk). Words in no
list are not understood.
A neutral word must stay harmless beside every other neutral word: none may turn another into "not this number".
Source: cells of public hotline lists and of returns; the letter of 4 September 2021.
"""

from __future__ import annotations


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of a list parted by commas and line ends."""
    return tuple(" ".join(p.split()) for p in text.replace("\n", ",").split(",") if p.strip())


# Nothing but what the number is, whose switchboard answers, and that it is answered.
NEUTRAL = phrases("""
đt, đ t, sđt, s đ t, số đt, đtdđ, đtcđ, đtdd, dđ, d đ, đtll, đtlh, điện thoại, phone, tel, telephone, mobile, hotline, hot line, call, zalo, viber, có zalo, có viber, có cả zalo, có kết nối zalo, kết nối zalo, nhắn zalo, gọi zalo, qua zalo, email, e mail, mail, website, web
đường dây nóng, đường dây, đường nóng, đdn, đ d n, đddn, ddn, nóng, số, số máy, máy, máy bàn, bàn, cố định, cđ, di động, thuê bao, tổng đài
trực, trực ban, trực chính, trực máy, trực tổng đài, trực điện thoại, trực tiếp, thường trực, thường xuyên, túc trực, ca trực, phòng trực, tổ trực
bộ phận trực, bộ phận, bp, văn phòng, vp, v p, văn thư, vt, hành chính, phòng hành chính, phòng tổ chức, tổ hành chính, p hành chính, lễ tân, bảo vệ, một cửa, bộ phận một cửa
tiếp nhận, tiếp nhận phản ánh, trả kết quả, phản ánh, kiến nghị, thông tin, tiếp dân
người dân, công dân, nhân dân, tổ chức, tổ chức cá nhân, tổ chức và cá nhân, cá nhân tổ chức, doanh nghiệp, hỗ trợ, giải đáp
cơ quan, cq, đơn vị, trụ sở, địa phương, ubnd, ub, uỷ ban, ủy ban, uỷ ban nhân dân, ủy ban nhân dân, xã, phường, thị trấn, sở, hđnd
của, cho, tại, là, ở, và, hoặc, với, or, and, các
chung, chính, chính thức, duy nhất, hiện nay, hiện tại, hiện hành, đang dùng, đang sử dụng, đang hoạt động, sử dụng, hoạt động, đã kích hoạt, đã lắp đặt, đã thông tuyến, đã đấu nối
liên hệ, liên lạc, lh, gọi, xin gọi, vui lòng gọi, quay số, phục vụ
ngày đêm, ngày và đêm, cả ngày, cả đêm, cả ngày lẫn đêm, tất cả các ngày, các ngày trong tuần, mọi lúc
suốt ngày đêm, liên tục, toàn thời gian, kể cả ngày nghỉ, kể cả ngày lễ, kể cả ngày nghỉ lễ, kể cả ngày nghỉ và lễ, kể cả lễ tết, lễ, lễ tết, tết, kể cả thứ bảy, kể cả chủ nhật, không kể ngày đêm, không nghỉ
phòng chống dịch, phòng dịch, chống dịch, covid, ncov, dịch bệnh, dịch, pctt, tkcn, bch, ban chỉ đạo, bcđ, sở chỉ huy, trung tâm chỉ huy
chú thích
vnpt, viettel, mobifone, vinaphone, miễn phí, việt nam, vn
""")

# The number is not, not yet or no longer the hotline: it is old, cut off, planned, an example, private or a fax.
NEGATING = phrases("""
cũ, số cũ, trước đây, trước kia, năm trước, đã cắt, cắt, bị cắt, cắt máy, đã thu hồi, thu hồi, trả máy, hủy, huỷ, đã hủy, hủy bỏ, bãi bỏ, xóa, xoá, xóa bỏ, bỏ
đã bỏ, không sử dụng, không dùng, không xài, không còn, không còn dùng, không hoạt động, không liên lạc được, không gọi được, không nghe máy
không trực, không có người trực, không đúng, không phải, không chính xác, không tồn tại, không kết nối, không tín hiệu, không tiếp nhận, ko dùng
ko sử dụng, ko phải, k dùng, k sử dụng, chẳng dùng, thôi dùng, thôi sử dụng, hết hạn, hết hiệu lực, hết sử dụng, ngừng, đã ngừng, ngừng sử dụng
ngừng hoạt động, ngưng, tạm ngưng, tạm ngừng, tạm khóa, tạm khoá, tạm dừng, dừng, dừng hoạt động, dừng sử dụng, khóa, khoá, bị khóa, đã khóa, khóa máy
hỏng, bị hỏng, máy hỏng, hư, bị hư, hư hỏng, đứt cáp, sự cố, mất liên lạc, mất tín hiệu, mất số, mất máy, đang sửa, đang sửa chữa, bảo trì
sai, sai số, số sai, ghi sai, ghi nhầm, nhầm, nhầm số, lộn số, chưa hoạt động, chưa sử dụng, chưa dùng, chưa có, chưa lắp, chưa lắp đặt, chưa đấu nối
chưa kết nối, chưa kích hoạt, chưa chính thức, chưa thiết lập, chưa xác nhận, chưa kiểm tra, chưa chắc, chưa đăng ký, chưa mở, đang lắp, đang lắp đặt
đang đăng ký, đang xin, chờ lắp, chờ lắp đặt, chờ cấp, sẽ lắp, sẽ dùng, sẽ sử dụng, sẽ có, sắp có, dự kiến, dự phòng, dự định, dự trù, tạm thời, tạm dùng, tạm
ví dụ, vd, v d, thí dụ, mẫu, số mẫu, ghi mẫu, example, sample, test, thử, thử nghiệm, demo
fax, số fax, máy fax, telex, nhà riêng, nr, n r, nhà, riêng, số riêng, số nhà, tư nhân, số cá nhân, người thân, gia đình
đã đổi, đổi số, đã thay, thay bằng, thay thế bằng, thay số, thay đổi số, đã thay đổi, đã chuyển, chuyển sang, đổi sang, đổi thành, chuyển thành, chuyển số
old, former, not, no, never, cancelled, canceled, disconnected, invalid, wrong, do not, unused, out of service, private, home
""")

# What a post's holder heads: understood only directly behind the post ("Phó Giám đốc Sở", "Trưởng phòng Tài chính").
OF_A_POST = frozenset(
    phrases("""
xã, phường, thị trấn, sở, ubnd, ủy ban, uỷ ban, ủy ban nhân dân, uỷ ban nhân dân, hđnd, phòng, ban, văn phòng, vp, hành chính, tổ chức, cán bộ, đơn vị
cơ quan, đảng ủy, đảng uỷ, trung tâm, nội vụ, tài chính, kế toán, kế hoạch, trực, phụ trách, trưởng, phó, thường trực
""")
)

# Signs without meaning of their own beside a number. Any other sign is not understood (crossed boxes, arrows, strokes
# laid over digits).
NEUTRAL_SIGNS = frozenset(" \n\t.,;:-/|()[]{}+'\"`´’‘“”«»!&#_*•·●▪■◦\u00ad\ufe0f☎☏✆📞📱📲℡")

# A note that says that the number in its row has changed, was cut off or is not the hotline. "không", alone, says
# nothing.
NOTE_NEGATING = phrases("""
số cũ, số điện thoại cũ, sđt cũ, đt cũ, số trước đây, số máy cũ, đã cắt, cắt máy, bị cắt, cắt số, cắt liên lạc, thu hồi, trả máy, đã hủy, đã huỷ, hủy số, huỷ số, hủy bỏ
huỷ bỏ, bỏ số, đã bỏ, xóa số, không sử dụng, không dùng, không còn, không xài, không hoạt động, không liên lạc được, không gọi được, không đúng
không chính xác, không phải số, không phải đường dây nóng, không phải hotline, không trực, không có người trực, ko dùng, ko sử dụng, ko còn, k dùng
k sử dụng, thôi dùng, thôi sử dụng, hết hạn, hết hiệu lực, ngừng sử dụng, ngừng hoạt động, đã ngừng, ngưng, tạm ngưng, tạm ngừng, tạm khóa, tạm khoá, tạm dừng
dừng hoạt động, dừng sử dụng, đã dừng, bị khóa, đã khóa, khóa máy, khóa số, bị hỏng, máy hỏng, đã hỏng, số hỏng, bị hư, hư hỏng, máy hư, đứt cáp, mất liên lạc, mất tín hiệu, mất số, đang sửa
sai số, số sai, số bị sai, ghi sai, ghi nhầm, nhầm số, lộn số, chưa hoạt động, chưa sử dụng, chưa dùng, chưa có đường dây nóng, chưa có số, chưa có hotline
chưa có máy, chưa lắp, chưa đấu nối, chưa kết nối, chưa kích hoạt, chưa chính thức, chưa thiết lập, đang lắp, đang đăng ký, chờ lắp, chờ cấp, sẽ lắp, sẽ đổi
sẽ thay, sắp đổi, dự kiến, ví dụ, vd, số mẫu, chưa xác nhận, chưa kiểm tra, chưa chắc, không liên hệ được, không dùng được
không có tín hiệu, không bắt máy, không ai nghe, chấm dứt, số khác, chỉ dùng đến, sử dụng đến, dùng đến, đến hết, dùng tạm, tạm dùng, mất sóng, fax, nhà riêng, nr, số cá nhân, số riêng, máy cá nhân, sđt cá nhân
đổi số, đổi sang, đổi thành, đã đổi, thay bằng, thay thế bằng, thay đổi số, thay số, thay thế số, đã thay, chuyển sang số, chuyển số
""")

# Of those above what says that a number was changed, and not which of the two is the new one.
NOTE_CHANGED = phrases("""
đổi số, đã đổi, thay đổi số, thay số, thay thế số, đã thay, chuyển số
""")

# Neutral only where it is the only word of the cell: "gọi số mới" sends the caller to another number.
NEUTRAL_ALONE = frozenset({"số mới", "mới"})

# Before another number than the row's, these words of a note say that the row's number was replaced.
NOTE_NEW = phrases("""
số mới, số mới là, sđt mới, đt mới, số điện thoại mới, số đúng, số đúng là, đúng là, gọi số khác, sang, sang số, thành, thành số, nay là, hiện là, hiện nay là
số chính, số chính là, số chính thức, số chính thức là, lại là, sửa là, phải là
""")

# What a note may say of its row's number with words that would else speak against it.
NOTE_HARMLESS = phrases("""
ko thay đổi, ko đổi, ko có gì thay đổi, không đổi, không thay đổi, không thay đổi số, không có thay đổi, không có gì thay đổi, không đổi số, không kể, không quản, không nghỉ
số mới thay số cũ, số mới thay thế số cũ, số mới thay cho số cũ, thay thế số cũ, thay thế cho số cũ, thay cho số cũ, đổi số so với, thay số so với, thay đổi số so với, đổi so với, thay đổi so với
thay số đã cung cấp, thay số đã gửi, thay số đã báo cáo, thay số đã báo, thay số đã đăng ký, thay số đã công bố, thay cho số đã cung cấp, thay cho số đã gửi, thay cho số đã báo cáo
thay cho số đã công bố, thay thế số đã cung cấp, thay thế số đã gửi, thay thế số đã báo cáo, thay thế số đã công bố, đã kiểm tra lại, đề nghị công bố, đề nghị đăng, đề nghị cập nhật, tổ chức cá nhân, cá nhân tổ chức, mọi cá nhân
""")

# Words after which a note names another number as the old, the fax's or the private one: that number is spoken of, not
# the row's.
NOTE_OF_ANOTHER = phrases("""
số cũ, số điện thoại cũ, sđt cũ, đt cũ, số máy cũ, số trước đây, thay cho số, thay cho số cũ, thay số, thay số cũ, thay thế số, thay thế số cũ, thay thế cho số, đổi từ số
đổi từ số cũ, fax, số fax, máy fax, nhà riêng, nr, số nhà riêng, cá nhân, số cá nhân, số riêng, bỏ số, hủy số, huỷ số, đã hủy số, đã cắt số, đã bỏ số
""")

# A clause that is nothing but another number that may be called besides, folded: “di động dự phòng 0913 444 555”.
NOTE_RESERVE = (
    r"(?:so |sdt |dt |dtdd |may |(?:so )?dien thoai |(?:so )?di dong )?(?:du phong|du bi)|(?:so|sdt|dt|may) phu"
)

# A clause of a note that speaks of the number (first list) with one of these (second) is not understood unless it is
# one of the above.
NOTE_ABOUT_A_NUMBER = phrases("""
số, sđt, đt, máy, điện thoại, đường dây, hotline, thuê bao, liên lạc, liên hệ, gọi, nghe máy, tổng đài
""")
NOTE_IN_DOUBT = phrases("""
không, ko, chưa, hết, ngừng, ngưng, dừng, cắt, hủy, huỷ, đổi, thay, sai, nhầm, cũ, mất, hỏng, hư, khóa, khoá, xóa, xoá, thôi, tạm, nghỉ, trước đây, sắp, sẽ, nhờ, mượn, công an, quân sự, y tế
thuộc, của huyện, của ấp, của khóm, của cán bộ, xã bên, xã khác, đơn vị khác, cơ quan khác, dự phòng, dự bị, hình như, có lẽ, nghỉ việc, nghỉ hưu
phòng lđtbxh, phòng lao động, phòng nội vụ, phòng nông nghiệp, phòng văn hóa, phòng tài chính, phòng tài nguyên, hợp tác xã, htx, trường học, bưu điện, ban quản lý
hội phụ nữ, hội nông dân, đoàn thanh niên, kiểm lâm, bệnh viện
""")

# A note with one of these is not understood, whatever else stands in it: it asks for something, doubts, sends to another
# line, tells where the number was found or whose it is, or speaks of a time that has not come.
NOTE_SUSPECT = phrases("""
đề nghị, xem lại, xem số, xem dòng, xem ở, xin kiểm tra, cần kiểm tra, nhờ kiểm tra, kiểm tra giúp, kiểm tra lại, cần xác minh, chưa xác minh, chưa kiểm chứng, chưa gọi thử, chưa rõ, không rõ
không chắc, chưa biết, không biết, hỏi lại, đang hỏi, sửa lại, sửa số, sửa giúp, sửa thành, đổi lại, rút lại, xin rút, rút số, bỏ dòng, xóa dòng, xoá dòng, bỏ ra, loại ra, loại bỏ, bỏ giúp, xóa giúp
không đăng, đừng đăng, không công bố, đừng công bố, không công khai, chưa công bố, bị trùng, trùng dòng, trùng số, trùng với, đảo nhau, bị đảo, hoán đổi, dòng trên, dòng dưới, dòng số, số thứ tự, stt
ở dòng, như dòng, cột bên, lấy trên mạng, trên mạng, lấy từ, lấy theo, nhập theo, chép theo, chép từ, chép tạm, chép của, copy, theo trang, theo danh sách năm, theo danh bạ cũ, trang web cũ, năm ngoái
cá nhân, số nhà, nhà chị, nhà anh, nhà ông, nhà bà, nhà riêng, sim của, sim cá nhân, nghỉ việc, nghỉ hưu, chuyển công tác, cho mượn, mượn, đi mượn, thanh lý, thanh lí, hết hợp đồng
chỉ dùng trong, chỉ dùng khi, chỉ sử dụng trong, nay đã hết, chờ quyết định, chờ duyệt, chờ xác nhận, đang chờ, khi có quyết định, khi có thông báo, khi có số, sau khi được, sau khi có
cần xác nhận, xin thay, ghi theo trí nhớ, lấy ở, lấy của, tạm lấy, ghi lộn, dùng đỡ, đã bán, gửi sửa, khóa chiều đến, khoá chiều đến, mới lắp thử, chưa có sóng, thừa một chữ, sẽ thay, chưa gắn
mới kéo dây, chưa kéo dây, chưa bàn giao, số cuối, mờ không rõ, thiếu một số, thiếu số, dư một số, thừa số, thừa một số
bị sai, chưa chính xác, chưa được, đơn vị khác, cơ quan khác, phòng khác, người khác, nơi khác, gõ thiếu, gõ sai, gõ nhầm, đánh sai, đánh thiếu, nhập sai, thiếu một, nhầm với, đính chính, báo lại, báo sau
không có số, không có máy, không có điện thoại, không có sóng, không có ai, không có đường dây, không có hotline, ko có số, ko có máy, số ảo, số giả, k rõ, ko rõ, chờ sim, chờ số, chờ máy mới, gửi sau, bổ sung sau, cung cấp sau, để trống, bỏ trống, không đổ chuông, mất sim, bị mất, bị hỏng, người cũ, cán bộ cũ, tham khảo, minh họa, minh hoạ, chưa có người, chưa phân công, chưa bố trí
điền thử, ghi thử, nhập thử, dữ liệu mẫu, dữ liệu thử, số mẫu, dòng mẫu, xin ý kiến, chờ ý kiến, tuần sau, tuần tới, tháng sau, tháng tới, cuối tháng, kéo dây, kéo cáp
di động của, của chủ tịch, của phó chủ tịch, của bí thư, của giám đốc, của trưởng phòng, của đồng chí, của anh, của chị, của ông, của bà, nhà dân, hộ dân, quán cà phê, quán nước
""")

# Words that doubt, negate or tell of a defect wherever they stand in a note, unless one of the second list covers them.
# One word alone counts with its marks only (dung is dùng and dừng), those of UNMARKED without them too.
NOTE_STRONG = phrases("""
bị, sai, nhầm, lộn, thiếu, thừa, dư, mất, hỏng, hư, sắp, sẽ, chưa, không, ko, chờ, đợi, tạm, nghi ngờ, nghi là, nghi sai, em nghi, hình như, có lẽ, nhờ, ngừng, ngưng, dừng, tắt, sửa, thất lạc, hủy, huỷ, cắt, khóa, khoá, đứt, rút, xóa, xoá, gỡ
lỗi, ảo, thôi, trả lại, chặn, nợ cước, nghe nói, nhớ vậy, đoán, người lạ, gọi thử, xem phụ lục, xem công văn, xem file, chỉ đăng, đồng ý, mật, không phổ biến, hạn chế phổ biến, giải thể, không có người, ko có người, nhiệm kỳ trước, khóa trước, đời trước, bừa, đại, hẹn, test, demo, quán, tiệm
""")
UNMARKED = frozenset({"khong", "ko", "chua", "sai", "nham", "thieu", "hong", "ngung"})
NOTE_STRONG_HARMLESS = phrases("""
không có, ko có, bị phong tỏa, bị phong toả, bị cách ly, bị ảnh hưởng, bị nhiễm, bị hạn chế
không thu phí, không mất phí, không mất tiền, không tốn, không gián đoạn
không kể, không tính, không nghỉ, không phân biệt, không giới hạn, không ngừng, không đổi, không thay đổi, không sai, không cần, không phải bấm, không qua tổng đài, không kèm mã vùng, không thêm mã vùng, không thu tiền
không phải quay, không lo, không quá, không dưới, không hạn chế, không ngại, không trùng, không gửi, không dùng zalo
chưa kể, chưa tính, chưa bao gồm, chưa gồm, chưa có zalo, chưa có email, chưa có fax, chưa có web, sẽ trực, sẽ có người trực, sẽ nghe, sẽ tiếp nhận, sẽ gọi lại, sẽ trả lời, sẽ có, chờ máy, chờ chuyển máy, đợi máy, đợi chuyển máy
thay số cũ bị hỏng, thay máy cũ bị hỏng, hết giờ, đã gọi thử, chưa nhận được, thay đổi ca, thay đổi người, thay ca, sửa chữa điện, sửa chữa nước, sửa chữa đường, tắt đèn, cắt điện, cắt nước, mất điện, mất nước, mất cắp, bị hại, bị can, khóa cửa, hư hỏng đường, nhờ quý cơ quan, nhờ đăng, rút kinh nghiệm
""")

# What is published of a restricted time: our words, never the sender's. By PhoneReading.hours.
HOURS_WORDS = {"office": "Chỉ trực giờ hành chính", "some": "Không trực 24/24"}

# Words, folded, that stand beside a telephone number wherever it stands: with one of them seven digits are a number.
BESIDE_A_NUMBER = r"dien thoai|\bs?dt\b|\bdd\b|\btel\b|phone|hot ?line|duong day nong|lien he|\bgoi\b|so may|\bmay\b"
