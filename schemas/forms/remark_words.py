"""The words of remarks: lines outside the rows that point at rows, numbers or a unit of the table, as data.

A remark holds what it points at as soon as one of its words doubts, negates, changes or asks for something: whatever it
says exactly, it is no plain number. What remarks say in favour of a number, or to the public, is listed as harmless.
Written with their marks, each of which may be missing. Source: returns with remarks below the table.
"""

from __future__ import annotations

from schemas.forms.phone_words import NOTE_HARMLESS, NOTE_IN_DOUBT, NOTE_NEGATING, NOTE_SUSPECT, phrases

# Words that doubt, negate, change, postpone or ask for something.
_POINTING = {
    "stt",
    "số thứ tự",
    "dòng trên",
    "dòng dưới",
    "dòng số",
    "ở dòng",
    "cột bên",
    "y tế",
    "đề nghị",
    "mẫu",
    "thuộc",
    "xem dòng",
}
DOUBT = (
    *phrases("""
trang vàng, chép từ, chép lại từ, lượm, chưa hỏi, chưa hỏi lại, chưa kiểm chứng, thôi khai thác, thôi sử dụng, tung lên, tự cho, bài thực hành, bài tập, giả định
"""),
    *(phrase for phrase in (*NOTE_NEGATING, *NOTE_SUSPECT, *NOTE_IN_DOUBT) if phrase not in _POINTING),
    *phrases("""
lộn, lẫn, hủy bỏ, bãi bỏ, đóng máy, chờ, đợi, thiếu, thừa, dư, trùng, đảo, tráo, ngược, rút, bỏ, gạch, loại, sửa, bị, dự kiến, dự phòng, dự trù, dự thảo, nháp, thử, thử nghiệm, minh họa, minh hoạ, ví dụ
tham khảo, nội bộ, cá nhân, tư nhân, khác, người cũ, đính chính, điều chỉnh, vừa, lấy từ, lấy theo, lấy trên
danh bạ, gõ, đánh máy sai, đánh máy nhầm, nhập sai, bảo trì, sự cố, đứt, lỗi, bận, chặn, nợ, thanh lý, thanh lí, hợp đồng, tạm thời, không rõ, nghi, nhớ, trả lại, thu lại, thu hồi, nhờ, khoan, đừng, giả định, số giả, thuộc về, test, bừa, cho có, lệch, mờ, hú họa, đoán, đồng ý
giống, y như, như dòng, đang làm, đang xin, đang lắp, chờ lắp, chưa, không, ko, năm trước, năm ngoái, tháng trước, trước đây, công an, quân sự, trạm y tế, hết, tương lai
để trống, bỏ trống, giúp, báo lại, báo sau, gửi sau, khi nào có, mới được, cách ly, dương tính, sáp nhập, giải thể, người lạ, bưu điện, hợp tác xã, nhà trọ, quán, tiệm, đại lý, máy fax, số fax
"""),
)

# What a remark may say with such words all the same.
HARMLESS = (
    *NOTE_HARMLESS,
    *phrases("""
đã được gọi thử, được gọi thử, đều gọi được, đều liên lạc được, không có số nào hỏng, không có số nào hư, không số nào hỏng, không số nào hư, đối chiếu khớp, khớp với sổ
"""),
    *phrases("""
không có đơn vị nào chưa, không có đơn vị nào chưa báo cáo, không còn đơn vị nào chưa, không đơn vị nào chưa, không cần mã vùng, không cần bấm mã vùng, không cần bấm, không bấm mã vùng, không phải bấm mã vùng, không dùng để giải quyết, không dùng để, không dùng vào mục đích, không sử dụng vào mục đích, không dùng vào việc, không sử dụng vào việc, mục đích khác, việc riêng, mục đích riêng, mục đích cá nhân
không tự ý, không tự ý đổi, không tự ý thay, không tự ý thay đổi, không tự ý thay đổi số, không tự ý đổi số, không được tự ý, không được tự ý thay đổi, không được tự ý thay đổi số, không được tự ý đổi số, đã công bố trước đây ngưng sử dụng, đã công bố trước đây không còn sử dụng, công bố trước đây hết hiệu lực, công bố trước đây ngưng sử dụng
bản giấy gửi sau, bản cứng gửi sau, bản gốc gửi sau, dấu đỏ gửi sau, bản chính gửi sau, gửi sau qua đường bưu điện, gửi sau bằng đường bưu điện, gửi qua đường bưu điện, qua đường bưu điện, qua bưu điện, đường bưu điện, gửi bưu điện
dùng chung, bộ phận một cửa, phòng ban, giống nhau, khớp,
của huyện, còn lại, không tính cước, đổi người, đổi ca, thay ca, đổi phiên, thay phiên, thay người trực, bị xử phạt, bị xử lý, sẽ bị, sẽ nghe, không nghe thì, không nghe máy thì, không trả lời thì
không có đơn vị nào, đơn vị nào bị sót, bị sót trong, ngày nghỉ, nghỉ lễ, nghỉ tết, giờ nghỉ, hết giờ, hết sức, trước hết, không thay đổi so với, không đổi so với
thay thế các số, thay thế danh sách, thay thế phụ lục, thay thế bảng, thay thế biểu, thay cho danh sách, thay cho các số, thay cho phụ lục, thay các số, thay danh sách, danh sách cũ, đã công bố trước đây
đã gửi trước đây, công bố trước đây, gửi trước đây, cung cấp trước đây
đã gọi thử, có gọi thử, gọi thử được, không kể, không tính, không nghỉ, không ngừng, không gián đoạn, không thu phí, không mất phí, không tính phí, không giới hạn, không phân biệt, chưa kể, kể cả, bao gồm cả
đề nghị liên hệ, đề nghị gọi, xin liên hệ, xin gọi, xin vui lòng, vui lòng, cần hỗ trợ, cần phản ánh, khi cần, cần thiết, cần biết, phải trực, phải bảo đảm, phải đảm bảo, đề nghị công bố, đề nghị đăng tải
đề nghị công khai, đề nghị niêm yết, đề nghị phổ biến, đề nghị thông báo, đề nghị tổng hợp, đề nghị đăng, yêu cầu trực, yêu cầu của, theo yêu cầu, đã kiểm tra, đã rà soát, đã xác minh, đã xác nhận
được kiểm tra, được rà soát, được xác nhận, không trùng, không trùng lặp, không có sai sót, không sai, không thay đổi, không có thay đổi, phòng chống, tổ chức cá nhân, cá nhân tổ chức, các cá nhân, mọi cá nhân
đường dây khác, chuyển đến, chuyển cho, chuyển tới, chuyển xử lý, kịp thời chuyển, số liệu, xem xét giải quyết, xem xét xử lý, đăng ký sử dụng, đã đăng ký, đã lắp đặt, đã kích hoạt, đã bàn giao, đã cập nhật
được cập nhật, cập nhật đến, cập nhật ngày, cập nhật tháng, bổ sung đến
"""),
)

# From such a word on a clause speaks of what may be one day, or of what is somebody's duty.
CONDITION = phrases("""
nếu, khi có, khi cần, trường hợp, trong trường hợp, mỗi khi, hễ, có gì, lỡ, giả sử
cam kết, bảo đảm, đảm bảo, nghiêm cấm, nghiêm túc, chịu trách nhiệm, không để người dân, không để dân
""")

# Words that tell of a change; in a text that announces the table they say nothing against it.
CHANGES = phrases("""
thay, thay đổi, đổi, thay thế, sửa, chỉnh sửa, cập nhật, điều chỉnh, đính chính, bổ sung, chuyển, chuyển đổi, khác, cũ, trước đây, đổi số, thay số, thay đổi số, đã đổi, đã thay, số cũ
""")

# Words that tell of what goes on, is promised, borrowed or tried: with one of these a line that points at rows is
# understood as a note is, or its rows wait.
IN_FLUX = phrases("""
đang, hẹn, hứa, mượn, ké, xài, trình, nháp, thí điểm, tập huấn, diễn tập, mẫu, thử, tạm, tuần sau, tuần tới, tháng sau, tháng tới, cuối tháng, cuối tuần này, sang năm, đầu năm tới, mai, treo, chập chờn, cho nhờ, giữ máy, cầm máy, ở nhà, đặt tại, để tại, nằm ở, mang theo
chắc, có lẽ, hình như, nghe đâu, hồ sơ, thủ tục, kinh phí, dự án, khảo sát, đề xuất, thẩm định, bàn với, họp, ý kiến, phương án, xin, tính đổi, tính bỏ
""")

# Folded patterns. What points: at lines by their numbers; at all of a list, or some part of it, by its place or look.
BY_NUMBER = (
    r"\b(?:stt|so thu tu|so tt|tt|dong|hang|muc|thu tu|rieng so|(?:cac )?(?:xa|don vi|phuong) tu)(?: so| thu)? *[:.]? *"
    r"(?P<lines>\d{1,3}(?:\s*(?:,|;|va|-|–|den|toi|/|&|\+)\s*\d{1,3})*)(?![\d/])"
)
# By its place beside the text: the line above, two numbers above, the lines below.
BY_PLACE = (
    r"\b(?:(?P<many>mot|hai|ba|bon|nam|[1-9]|cac|nhung|may) )?(?:so|sdt|dien thoai|may|dong|hang|muc|xa|don vi)"
    r"(?: (?:o|cua|tai|dong|hang|muc|xa|don vi|dien thoai|ngay|lien|ke|phia|ben))* (?P<side>tren|duoi)\b"
    r"(?! (?:dia ban|mang|toan|co so|pham vi|trang|web|cong|bao|dai|internet|zalo|facebook|he thong|phuong tien|tinh|huyen|xa|thuc te|day|bang|bieu|danh sach|phu luc|\d))"
)
NUMBERS = (
    r"(?:so(?: may| dien thoai| dt| hotline| thue bao)*|sdt|dt|dien thoai|dong|hang|cot|may|duong day(?: nong)?|hotline"
    r"|danh sach|bang|bieu|phu luc|ban|file|thue bao|dau so)"
)
# "này", and not the "nay" of "hôm nay", "sáng nay", "hiện nay".
_THIS = (
    "".join(f"(?<!{day} )" for day in "hom sang trua chieu toi hien ngay tuan thang nam bua den xua".split()) + "nay"
)
ALL_OF_THEM = (
    rf"\b(?:(?:cac|nhung|toan bo|tat ca|moi|ca \d+|\d+) )?{NUMBERS}\b(?:[^.;,:]{{0,30}}?)\b(?:o tren|tren day|ben tren"
    r"|phia tren|neu tren|noi tren|ke tren|vua (?:neu|ke)"
    r"|tren(?! (?:dia ban|mang|toan|co so|pham vi|trang|web|cong|bao|dai|internet|zalo|facebook|he thong|phuong tien"
    r"|tinh|huyen|xa|lanh|thuc te|tinh than|ca nuoc|\d))"
    rf"|{_THIS}(?! la)|duoi day|sau day|o duoi|ben duoi|(?:trong|cua|theo|o|tren) (?:bang|danh sach|bieu|phu luc|file|tep|mail|thu"
    r"|ban)|dinh kem|kem theo|gui kem)\b"
    rf"|\btrong (?:bang|danh sach|bieu|phu luc|file)\b|\b(?:toan bo|tat ca|ca|nua|phan nua) (?:bang|danh sach|bieu)\b"
    rf"|\b(?:cac|nhung|mot|hai|ba|bon|may|vai|nhieu|\d+) (?:dong|xa|don vi|so) (?:dau|cuoi|chot|giua)\b"
    r"|\b(?:dong|hang) (?:chot|cuoi|ap chot)\b"
    r"|\b(?:khoan|dung|cho|chua|khong|ngung|hoan|thoi) (?:\w+ ){0,2}?(?:dang(?! ky)|cong bo|cong khai|pho bien|phat hanh|phe duyet|duyet)\b"
    rf"|\b(?:cac|nhung) {NUMBERS} nay\b|\bso nao\b"
    r"|\b(?:chep|lay|sao|trich|tra|tim|nguon)\b[^.;]{0,40}\b(?:trang vang|danh ba (?:cu|mang|dien thoai|cong cong|buu dien)|tren mang|internet|google|facebook|zalo)\b"
    r"|\b(?:roi|xong|moi) (?:hay|hang|moi|se)? ?(?:dua len|dang(?! ky)|cong bo|cong khai|pho bien|niem yet|cap nhat)\b"
)
# Of the whole list where it names no unit: khoan đưa lên mạng.
NOT_YET_SHOWN = r"\b(?:khoan|dung|cho|chua|khong|ngung|hoan|thoi) (?:\w+ ){0,2}?(?:dua|tai|up|tung|day|treo|post|quang|cho) (?:\w+ ){0,2}?len\b"
_LOOK = r"(?:do|vang|xanh|xam|cam|tim|hong|nau|nghieng|dam|chan|duoi|ngang|sao|hoi|cheo|\*|\?)"
# With one of these a remark that counts lines, or explains a mark, speaks of others as well.
OF_ALL = (
    r"\b(?:con lai|khac|toan bo|tat ca|ca (?:bang|danh sach)|moi so|tru|ngoai|(?:cac|nhung) so (?:o )?(?:tren|duoi)"
    r"|(?:danh sach|bang|bieu|phu luc) (?:tren|nay|duoi|chua|khong|du)|(?:cac|nhung) (?:xa|don vi|phuong)\b(?! (?:so|stt|muc|dong)))\b"
)
BY_LOOK = (
    rf"\b(?:o|dong|hang|chu|cho|mau|don vi|xa|phuong|cai|{NUMBERS})\b[^.;,:]{{0,25}}\b(?:to|boi|mau|in|danh dau|gach|dau"
    rf"|nen)(?: (?:mau|nen|chu|dau))? {_LOOK}|^\W*(?:o|chu|mau|nen) (?:mau )?{_LOOK}|\bdanh dau\b"
)
OF_NUMBERS = rf"\b{NUMBERS}\b|\bgoi\b|lien (?:lac|he)"
# In a line below a table these speak of it, whatever they say.
OF_THE_TABLE = rf"\b{NUMBERS}\b|\bten (?:don vi|xa|co quan)\b|\bnham\b"
OF_A_UNIT = r"\b(?:xa|x|phuong|p|thi tran|tt|huyen|h|thanh pho|tp|thi xa|tx|ubnd)\b\.? *\w|^\W*rieng\b"
# What follows is the table itself: its numbers are the outcome of whatever has changed.
ANNOUNCES = (
    r"\bnhu sau\b|\bkem theo\b|\bdinh kem\b|\bduoi day la\b|\bsau day la\b|\btheo (?:mau|bieu|phu luc)\b|\bcu the la\b"
)
# With another number than the table's such a sentence gives that one in its place, whatever else it says; what says
# whom to ask does not.
GIVES_ANOTHER = (
    r"\b(?:lay|xai|thay|doi (?:thanh|sang|qua|lai)|chuyen (?:sang|qua)|sua|dinh chinh|thanh so|coi nhu|goi (?:so|qua|vao so)|dung (?:so|tam)"
    r"|dung \d|su dung so|so (?:\w+ )?(?:dung|moi|chinh xac|chinh thuc)|dung la|phai la|nay la)\b"
)
ASKS_TO_CALL = r"lien he|lien lac|vuong mac|thac mac|chi tiet|nguoi (?:lap|gui|bao cao|ky|truc)|tiep nhan|phan anh|kien nghi|ho tro|nguoi dan|email|fax"
# What a title above a table begins with.
TITLES = r"\W*(?:danh (?:sach|ba|muc)|bang|phu luc|bieu|duong day nong|so dien thoai|so duong day|hotline|thong tin)\b"
# A line that tells how to fill in the form, on blank forms and in what offices copy from them.
TELLS_HOW = (
    r"^\W*(?:(?:luu y|ghi chu|huong dan|cach ghi|cach dien)\W*)*(?:dien|ghi(?! chu)|nhap|chon|khong (?:ghi|dien|nhap|sua|xoa|them)|chi ghi|moi don vi)\b"
    r"(?! (?:nham|sai|lon|thieu|thua|tam|do|cho co|bua|lai))"
)
INSTRUCTS = (
    r"\b(?:khong|chi|phai|thi|can|vui long|de nghi|yeu cau|xin|duoc|dung|hay|deu|se) (?:\w+ ){0,2}?(?:ghi|dien|nhap)\b"
    r"(?! (?:nham|sai|lon|thieu|thua|tam|do|cho co|bua|lai))|\b(?:khong|dung|khong duoc) (?:keo|sua|xoa|doi ten|them)\b"
    r"|\bghi (?:ro|theo|vao|dung|day du|chinh xac|so|mot|01)\b|\bvi du\b|\bo (?:mau )?vang\b"
)
# How many are not in the list says nothing of those that are.
NOT_LISTED = (
    r"\b(?:con |co |va )*(?:\d{1,3}|mot so|vai|nhieu|it) (?:xa|don vi|phuong|thi tran|huyen|co quan)\b[^.;,]{0,20}?"
    r"\bchua (?:co|gui|bao cao|nop|lap|thiet lap|cung cap|bo tri|dang ky)\b[^.;,]*"
)

# How a sentence begins that tells something of one unit or its number: Riêng xã X …; Số của xã X …; Xã X: …
OF_SUBJECT = (
    r"^\W*(?:(?:ghi chu|luu y|chu thich|chu y)\W+)?(?:hien(?: nay| tai)? )?(?:(?:rieng|doi voi|con) )?"
    r"(?:(?:cac )?(?:so|sdt|dt|may|dien thoai|duong day nong|hotline)\b(?: (?:may|dien thoai|dt|duong day nong|hotline|ban))*"
    r"(?: (?:cua|o|tai|cho))? (?:ubnd |uy ban nhan dan )?)?(?:xa|x\.|phuong|p\.|thi tran|tt\.?|huyen|tp\.?|thanh pho|tx\.?|thi xa)"
    r" *\w"
)
# What such a sentence may say: words that offices write below a list, each by itself or in a phrase.
PLAIN = phrases("""
xã, phường, thị trấn, huyện, thành phố, thị xã, khu vực, ấp, khóm, đường, quốc lộ, lộ, địa chỉ, trụ sở, ubnd, hđnd, ủy ban nhân dân, uỷ ban nhân dân, hội đồng nhân dân, văn phòng, vp, bộ phận, một cửa
sở, phòng, ban, ngành, trung tâm, chi cục, cơ quan, đơn vị, địa phương, chủ tịch, phó, phó chủ tịch, bí thư, cán bộ, công chức, viên chức, nhân viên, lãnh đạo, thường trực, văn thư, đồng chí, đ/c, đc, ông, bà, anh, chị
của, ở, tại, thuộc, và, với, cùng, các, những, mỗi, là, có, đã, đang, được, do, theo, về, việc, trong, ngoài, trên, dưới, cho, để, từ, đến, tới, lúc, khi, này, đó, thì, mà, hoặc, hay, cả, tất cả, đều, luôn, qua, bằng, vào, ra, riêng, đối với, còn, hiện, hiện nay, hiện tại
số, sđt, đt, điện thoại, máy, bàn, di động, cố định, cầm tay, đường dây nóng, đường dây, hotline, trực, trực ban, túc trực, trực tiếp, giờ, phút, ngày, đêm, tháng, năm, tuần, sáng, chiều, tối, trưa, lễ, tết, thứ, chủ nhật, hành chính, liên tục, thường xuyên
báo cáo, gửi, nộp, cung cấp, tổng hợp, danh sách, bảng, biểu, phụ lục, kèm, kèm theo, công văn, kế hoạch, quyết định, văn bản, thông báo, ghi chú, lưu ý, nơi nhận, lưu, vt, như, kính, tm, kt, ký, dấu, người, lập, biểu
phụ trách, quản lý, tiếp nhận, giải đáp, xử lý, phản ánh, kiến nghị, thông tin, tin, dân, nhân dân, tổ chức, cá nhân, phòng chống, dịch, bệnh, covid, đăng ký, thiết lập, bố trí, phân công, lắp đặt, hoạt động, phục vụ, ổn định, bình thường, tốt
chính xác, đúng, đầy đủ, đủ, kiểm tra, rà soát, xác nhận, xác minh, thống nhất, duy nhất, một, hai, ba, bốn, năm, sáu, bảy, tám, chín, mười, chung, chính, chính thức, mới, niêm yết, công khai, công bố, đăng, địa bàn, toàn, gồm, bao gồm, tổng, cộng
email, thư điện tử, website, trang, điện tử, zalo, facebook, mạng, liên hệ, liên lạc, gọi, nghe, bắt máy, cảm ơn, trân trọng, xin, sử dụng, dùng, giữ nguyên, nguyên, quy định, đạt chuẩn, nông thôn mới, loại, trung tâm, vùng, biên giới, anh hùng
gọi đến, đặt, tầng, nhà, cổng, bảo vệ, tổ, nhóm, đội, ca, kíp, luân phiên, thay phiên, chuyển tiếp, chuyển, kết nối, tổng đài, nhánh, máy lẻ, số lẻ, miễn phí, cước
""")
