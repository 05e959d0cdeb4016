"""The words by which a sender takes back, postpones or corrects what he sends, as data: patterns over text with its
marks.

A letter with a mark stands for itself and for the letter without it ("hủy" is also "huy"); capital letters are read as
small ones. Where a word without its marks is another word or a person's name, the pattern names what must stand beside
it.
Source: mails and file names of returns; letters that take back or correct an appendix.
"""

from __future__ import annotations

_LIST = (
    r"(?:danh sách|ds|phụ lục|biểu(?: mẫu)?|bảng|file|tệp|tập tin|bản|số liệu|dữ liệu|thư|mail|email|công văn|báo cáo)"
)
_PUBLISH = r"(?:đăng(?! (?:ký|ki)\b)|công bố|công khai|phát hành|niêm yết|(?:đưa |để |cho )?lên (?:trang|mạng|cổng|web|danh bạ)|đưa lên|phổ biến|ban hành)"
_NUMBER = r"(?:số(?: máy| điện thoại| đt| đường dây nóng)?|sđt|đt|điện thoại)"

# What is sent is taken back, or a number in it is wrong or was replaced.
WITHDRAWING = (
    r"thu hồi",
    r"rút (?:lại|về)|xin rút|đề nghị rút|xin lại",
    rf"(?:không|đừng|chớ|khoan|ngừng|ngưng|dừng|thôi|khỏi) (?:\w+ ){{0,2}}?{_PUBLISH}",
    rf"(?:không|đừng|chớ|ngừng|ngưng|dừng|thôi|ko|hết) (?:còn )?(?:sử dụng|dùng|xài|lấy|tổng hợp)(?: \w+){{0,2}}? (?:{_LIST}|{_NUMBER}|này|nữa)\b",
    r"không phải (?:là )?(?:số )?\+?\(?\d[\d .()\-]{6,}",
    r"(?:đổi|chuyển|thay) (?:từ )?(?:số )?\+?\(?\d[\d .()\-]{6,}\d\)? (?:sang|thành|bằng)\b",
    rf"{_NUMBER} (?:\S+ ){{0,5}}?(?:không|ko) (?:còn )?(?:sử dụng|dùng|đúng|chính xác|liên lạc được|hoạt động)",
    r"không (?:còn )?(?:đúng|chính xác|hiệu lực|giá trị)",
    r"(?:đề nghị|xin|đã|bị|cần|phải|vui lòng|cho) (?:\w+ )?h(?:ủy|uỷ)\b",
    rf"(?<!bộ chỉ )(?<!ban chỉ )h(?:ủy|uỷ) (?:bỏ(?! đội)|{_LIST}|{_NUMBER}|các|những|toàn bộ)\b",
    rf"(?:bỏ|xóa|xoá|gỡ|loại) (?:bỏ |đi |ra |qua |xuống )?(?:các |những )?{_LIST}\b",
    rf"(?:bỏ|xóa|xoá|gỡ|loại)(?: bỏ| đi| ra)? (?:các |những )?{_NUMBER} (?:của |này|trên|cũ)",
    r"(?:xin |đề nghị |vui lòng )bỏ qua",
    r"(?:gửi|gởi|đính kèm|kèm|chuyển|ghi|nhập|đánh|gõ|in|viết|lấy|điền) (?:\w+ )?(?:nhầm|lộn|sai)\b",
    r"(?:bị|còn|là|có|số|đang) (?:nhầm|sai)\b|(?:nhầm|sai) (?:số|tên|file|tệp|bản|lẫn|sót|danh sách|phụ lục)\b",
    rf"{_NUMBER} (?:\S+ ){{0,6}}?(?:bị |là |đang |còn )?(?:sai|nhầm)\b",
    rf"{_NUMBER} (?:đúng|chính xác|chuẩn|chính thức)(?: của \D{{1,40}}?)? (?:là|phải là)\b|{_NUMBER} (?:đúng|chính xác) ?:",
    rf"(?:mới|hiện nay|nay|đúng|lại) (?:đúng )?là ?:? ?\+?\(?\d[\d .()\-]{{5,}}|{_NUMBER} mới ?:? ?(?:là ?)?\+?\(?\d[\d .()\-]{{5,}}",
    r"(?:thay|sửa|đổi|chuyển|điều chỉnh|đính chính|cập nhật)(?: thế| lại| số)? (?:bằng|thành|sang|lại là|lại thành)\b",
    r"(?:sửa|đổi|điều chỉnh|đính chính|cập nhật) (?:\S+ ){1,8}?(?:thành(?! (?:phố|viên|lập|công)\b)|lại là|sang số)\b",
    r"(?:đã|vừa|mới|sẽ|sắp|đang) (?:được )?(?:thay đổi|thay|đổi)(?: lại)? số",
    rf"{_NUMBER} (?:\S+ ){{0,6}}?(?:đã|vừa|mới|bị) (?:cắt|khóa|khoá|hỏng|hư|thu hồi|thay|đổi|ngừng|ngưng|trả)\b",
    rf"{_NUMBER} (?:\S+ ){{0,6}}?(?:hiện|đang|hay|thường) (?:bị |đang )?(?:cắt|khóa|khoá|hỏng|hư|trục trặc|ngừng|ngưng)\b",
    r"(?:gọi|dùng|liên hệ|lấy) (?:\w+ ){0,3}?\+?\(?\d[\d .()\-]{5,}\d\)? (?:để )?thay(?: thế)?\b(?! mặt)",
    r"(?:đã bị|vừa bị|mới bị|đã|bị) (?:cắt|khóa|khoá|hỏng|hư|ngừng|ngưng)\b|(?:không|ko) còn (?:được )?(?:sử dụng|dùng|hoạt động|liên lạc)",
    # it is old, or of another year or place
    rf"{_LIST}(?: \w+){{0,3}}? (?:là )?(?:bản |của )?(?:cũ|năm ngoái|năm trước|tháng trước)\b|\blà (?:bản|file|tệp|số|danh sách|số liệu) (?:cũ|của năm|năm|nháp|sai)\b",
    r"(?:đừng|chớ) (?:\w+ )?(?:dùng|lấy|đăng|sử dụng|gọi)\b|(?:làm|lập|nhập|soạn) (?:từ )?hồi (?:tháng|năm|đầu|trước)",
    r"(?:lấy|chép) (?:từ|trên|ở) (?:\w+ ){0,3}?(?:web|mạng|internet|trang|báo)\b",
    # another digit, another number, another unit's
    r"(?:thay|sửa|đổi) (?:\S+ ){1,4}?(?:bằng|thành(?! (?:phố|viên|lập|công)\b))(?= )",
    r"(?:đổi|hoán đổi|đảo|lẫn|lộn) (?:số )?(?:cho |với )?nhau\b|\bbỏ ra\b|\bloại ra\b|chỉ (?:lấy|dùng|đăng) [^.;]{1,60} thôi\b",
    r"không còn (?:\w+ ){0,2}?(?:số|máy)\b|(?:máy|số)[^.;,]{0,20} (?:bỏ|cắt|hư|hỏng) rồi\b|\bmáy (?:\w+ ){0,2}?(?:hỏng|hư)\b|\bmáy (?:bàn )?cũ\b",
    r"\brecall\b|\bwithdraw|\bdo not (?:publish|use)\b|\bplease (?:ignore|disregard)\b",
)

# What is sent is not to be published yet.
POSTPONING = (
    rf"chưa (?:\w+ ){{0,3}}?(?:{_PUBLISH}|sử dụng|dùng\b|chính thức|(?:phải|là) bản|được (?:duyệt|phê|ký|thống nhất|kiểm)|duyệt|phê duyệt|trình|(?<!đăng )ký\b(?! kết)"
    r"|thống nhất|chốt|hoàn (?:chỉnh|thiện|tất)|kiểm tra|rà soát|xác (?:nhận|minh)|chắc|chuẩn)",
    r"(?:khoan|hoãn) (?:\w+ ){0,2}?(?:đăng(?! k)|công bố|công khai|gửi\b|lại\b|cập nhật|tổng hợp|nhập|sử dụng|dùng\b)|tạm (?:đăng(?! k)|công bố|công khai|dừng|ngừng|hoãn|chưa|không|gửi\b|thời)|(?:gửi|bản|số|file|tệp|danh sách|phụ lục) tạm(?= *(?:$|[()\[\],;.!|]))",
    r"dự thảo",
    r"bản nháp|(?:file|tệp|danh sách|phụ lục|còn|là) nháp\b|\(nháp\)",
    r"(?:chờ|đợi|đang trình|trình) (?:\w+ ){0,3}?(?:duyệt|ký\b|phê|ý kiến|xác nhận|xác minh|thống nhất|kiểm tra|chốt|bản chính thức)",
    r"(?:lấy|xin) ý kiến (?:góp ý|tham gia|đóng góp|về|trước)|(?:để|xin|nhờ|góp ý) (?:\w+ ){0,3}?góp ý|góp ý trước",
    r"(?:chỉ|gửi) (?:\w+ ){0,3}?(?:để )?tham khảo",
    r"(?:bản chính thức|văn bản chính thức) (?:\w+ ){0,3}?(?:sau|sẽ)\b|sẽ (?:\w+ ){0,2}?gửi (?:\w+ ){0,2}?(?:bản )?chính thức",
    rf"(?:chỉ )?{_PUBLISH} (?:\w+ )?(?:sau (?:khi|ngày)|từ (?:sau )?ngày|khi (?:có|được))",
    r"(?:lưu hành|sử dụng|dùng|tài liệu) nội bộ|\bmật\b(?! khẩu| độ)",
    r"chưa (?:được )?(?:đúng|chính xác|chuẩn|khớp)\b|chưa (?:\w+ )?(?:hỏi|gọi|kiểm|rà|thử|đối chiếu|liên hệ)\b",
    r"(?:chờ|đợi) (?:\w+ ){0,8}?(?:rồi|xong|mới)\b|rồi (?:hãy|mới|hẵng) (?:đăng|công bố|dùng|cập nhật|lấy|đưa lên|phổ biến|niêm yết)",
    r"(?:lát|mai|chiều|tối|tí|tý|tuần sau|hôm sau|bữa sau)(?: \w+){0,3}? gửi (?:\w+ ){0,3}?(?:đúng|lại|mới|chính thức)\b",
    r"(?:tuần|tháng|hôm|ngày) (?:sau|tới|nữa)[^.;]{0,30} mới\b|(?:tới|đến|qua|sau|hết|đầu|cuối|giữa)(?! (?:nay|giờ)\b)(?: (?:ngày|hôm|thứ|tháng|tuần|lễ|tết|đầu|cuối))* (?:\d{1,2}(?:[/.-]\d{1,2})?\S*|\w+)(?: \w+){0,4}? mới (?:có (?:người|ng|số|máy|ai)|hoạt động|gọi|thông|trực|lắp|xong|kéo|dùng|xài|sử dụng|chạy|nghe|cấp|mở|phân công|bố trí|liên lạc)\b|\bmới (?:kéo dây|kéo cáp|lắp máy|đấu nối|có số|có máy)",
    r"(?:thấy|hơi|đang) nghi\b|\bnghi ngờ\b|không chắc\b|kiểm tra (?:giúp|lại|hộ|dùm|giùm)[^.;]{0,20} số (?!liệu)",
    r"\bdraft\b|\bnot (?:yet )?(?:final|approved|official)\b",
)

_FAULT = r"(?:thiếu|sót|sai|trùng|nhầm|lẫn|lỗi|gián đoạn|vướng mắc)(?: (?:sót|lẫn|lặp))?\b"
# Words that look so and are none of it: taken out of a sentence first.
HARMLESS = (
    # it is this sending that replaces an older one
    rf"(?<!\d )thay(?: thế)?(?: cho)? (?:\w+ )?(?:{_LIST}|văn bản|số|nội dung) (?:(?!bằng\b)\w+ ){{0,4}}?(?:đã|trước|cũ|ngày|hôm|hồi|lúc|ban|sáng|trưa|chiều|tối|khi nãy|số(?! liệu)|lần)\b[^.;,]*",
    rf"thay(?: thế)? (?:bằng|bởi) (?:{_LIST})(?: \w+){{0,4}}? (?:này|kèm|đính kèm|mới|sau đây|dưới đây)[^.;,]*",
    r"(?<!\d )thay thế (?:văn bản|cho|công văn|quyết định|thông báo)[^.;]*",
    r"(?:đã|vừa) (?:được )?(?:sửa|chỉnh|khắc phục|đính chính|điều chỉnh)(?: lại| đúng)? (?:\w+ ){0,3}?(?:sai|nhầm|lỗi)(?: sót)?",
    r"(?:sửa|khắc phục|tránh|hạn chế|không để) (?:\w+ ){0,2}?(?:sai sót|nhầm lẫn|sai|nhầm)",
    r"bỏ qua (?:thư|mail|email|file|tệp|bản|danh sách)(?: \w+){0,2}? (?:trước|hôm qua|hôm trước|cũ|lúc nãy|vừa rồi|ban nãy|hồi nãy)\b[^.;]*",
    r"số (?:\w+ )?cũ (?:đã |bị ){0,2}(?:hỏng|hư|cắt|hủy|huỷ|bỏ|không (?:còn )?(?:dùng|sử dụng))[^.;]{0,40}?\bsố mới\b",
    # nothing has changed
    r"không (?:có )?(?:gì )?(?:thay đổi|sai|nhầm|đổi|sai sót|sai lệch)",
    r"thay(?: thế)?(?: cho)? (?:\w+ )?(?:bản (?:giấy|fax|chụp|scan)|(?:công văn|văn bản) giấy|tin nhắn|fax|ảnh)\b[^.;,]*",
    # a rule or letter of before went out of force, and this one is made by the new
    r"(?:văn bản|công văn|mẫu|biểu mẫu|quyết định|quy định|hướng dẫn|kế hoạch)(?: \w+){0,3}? (?:đã |bị )?(?:hết|không còn) (?:hiệu lực|giá trị)(?=[^.;]*(?:mới|lại|này))",
    # the only one, the first one; none is wrong
    r"(?:không|chẳng|chưa) (?:(?:còn|có|dùng|xài|sử dụng|đăng ký|công bố|thêm) )*số nào(?: (?:khác|nữa|thêm))+|số khác (?:thì )?(?:không|chưa) có",
    r"(?:chỉ |đúng )?có (?:đúng |duy nhất )?(?:một|1|01) số(?: duy nhất)?(?: này)?(?: thôi)?|chỉ (?:nắm|biết|có) số của (?:xã|đơn vị|cơ quan)(?: em)?(?: thôi)?|chỉ (?:đăng|công bố|lấy) số trong (?:bảng|file|danh sách)(?: (?:này|kèm))? thôi",
    r"(?:nhờ|mong|đề nghị) (?:\w+ ){0,2}?phổ biến (?:để |cho |đến |tới )?(?=bà con|người dân|dân|nhân dân)",
    r"(?:vẫn|y|giữ|giữ nguyên|vẫn y) (?:như |y )?(?:cũ|vậy|trước)\b",
    r"(?:[^.;:]{0,40}(?:sai|thiếu|nhầm)[^.;:]{0,20}: )?(?:em|xã|đơn vị|đã|vừa)(?: đã| vừa)? (?:sửa|chỉnh|chỉnh sửa|bổ sung|khắc phục)(?: lại)?(?: (?:rồi|xong))?,? (?:trong|ở|theo) (?:file|tệp|bảng|bản)(?: (?:kèm|đính kèm|này|mới|gửi kèm))+",
    r"(?<!để )(?:em|xã|đơn vị|đã) (?:đã )?(?:sửa|chỉnh|chỉnh sửa|bổ sung)(?: lại)?(?: đủ)? (?:rồi|xong)(?: ạ)?(?! (?:sẽ |mới )?(?:gửi|gởi|báo|nộp))",
    r"(?:gửi|gõ|ghi|nhập) (?:\w+ )?(?:nhầm|sai|lộn) (?:địa chỉ|email|mail|hộp thư|người nhận)[^.;,]*",
    r"(?:trước (?:giờ|nay|đây|kia|đó)|xưa nay|lâu nay|hồi giờ)(?: \w+){0,3}? chưa có (?:đường dây nóng|hotline|số)[^.;,]*(?=,)|không có (?:số |máy |điện thoại )?(?:cố định|bàn)(?= nên| ?,)",
    rf"(?:không|chẳng|chưa)(?: (?:có|bị|hề|thấy|còn|để))*(?: (?:số|đơn vị|xã|phường|dòng|mục|chỗ|cột|ô) nào)?(?: (?:bị|còn))? {_FAULT}(?:(?:,| hay| hoặc| và)? {_FAULT})*(?: (?:đơn vị|số|xã|phường|dòng|chỗ|gì|ai)(?: nào)?)?",
    r"không (?:chỉnh sửa|sửa|chỉnh|đụng|thêm bớt)(?: gì)?(?: tới)?(?: (?:cột|dòng|mẫu|biểu))+",
    # whoever is asked to try, or to tell
    r"(?:cứ|mời|có thể) gọi thử(?! (?:mà|nhưng))(?: (?:xem|coi|cho)[^.;,]*)?|gọi thử (?:xem|coi) có (?:ai|người) (?:bắt|nghe|trực)[^.;,]*",
    r"(?:nếu|có gì|thiếu gì|sai gì|cần gì|còn thiếu|có sai sót|lỡ|hễ|trường hợp|(?:số|chỗ|đơn vị|mục|dòng|ô) nào)\b[^.;]{0,80}?(?:báo|gọi|nhắn|alo|hú|phản hồi|liên hệ|góp ý|cho biết|chỉ|nhắc)(?: (?:lại|giúp|giùm|dùm|cho|ngay|liền))* (?:em|xã|đơn vị|bên em|tôi|chúng tôi|mình|huyện|phường)\b[^.;,]*",
    r"(?:nếu|(?:số|chỗ|đơn vị|mục|dòng) nào)\b[^.;]{0,60}?(?:anh|chị|vp|văn phòng|quý \w+) (?:báo|gọi|nhắn|alo|phản hồi|nhắc|chỉ)\b[^.;,]*|(?:không|chưa) biết(?: \w+){0,4}? đúng (?:mẫu|biểu|form|thể thức)(?: \w+)?",
    r"(?:nhận|có)(?: \w+){0,4}? thì (?:anh |chị |vp )?(?:bỏ qua|xóa|xoá|khỏi xem)(?: \w+)? (?:mail|thư|email|tin|file|tệp) này|bỏ qua (?:bản )?(?:scan|chụp|ảnh|hình|pdf)\b|(?:đừng|không) (?:\w+ )?(?:ngại|lo|ngần ngại)\b[^.;,]*",
    # of other numbers, machines, people
    r"(?:bà con|người dân|dân|nhân dân|mọi người|công dân)(?: \w+){0,2}? (?:đừng|không phải|khỏi|không|không cần)(?: phải)? (?:gọi|điện|nhắn)(?: \w+){0,3}? (?:số |máy )?(?:riêng|cá nhân|di động|nhà)(?: (?:riêng|của|cán bộ|lãnh đạo|chủ tịch|ct|xã|các|anh em|nữa))*",
    r"(?:số|sđt|đt|máy)(?: \w+){0,8}? (?:chữ ký|cuối (?:thư|mail))\b[^.;,]*(?=[.;,]|$)|(?:số )?(?:của )?(?:các )?(?:xã|đơn vị|huyện|phường|cơ quan) khác[^.;,]*(?:không|chưa) (?:biết|rõ|nắm)[^.;,]*",
    r"(?:máy (?:vi )?tính|máy in|máy scan|máy chủ|máy photo|máy lạnh|đường truyền|internet|(?<!nhà )mạng|phần mềm|hộp thư|mail|email)(?: \w+){0,4}? (?:hư|hỏng|lỗi|hết|chậm|mất|rớt|yếu|bảo trì)\b[^.;,]*",
    r"tạm thời (?:cử|phân công|bố trí|giao|in|không in)[^.;,]*|tạm (?:nghỉ|xa|biệt)[^.;,]*",
    # polite phrases
    r"xin (?:được )?lỗi[^.;,]*|chịu trách nhiệm[^.;]*",
)

# What is denied is not said: "không xin rút", "chưa bao giờ bị hủy", "không điều chỉnh số nào".
_TAKING = r"(?:thu hồi|rút|h(?:ủy|uỷ)(?: bỏ)?|gỡ(?: bỏ)?|x(?:óa|oá)(?: bỏ)?|bỏ|loại|ngưng|ngừng|dừng|cắt|khóa|khoá|đổi|thay(?: đổi| thế)?|sửa(?: đổi)?|điều chỉnh|đính chính|chuyển|hỏng|hư|sai|nhầm|trả)"
_ITS_OBJECT = r"(?: (?:lại|về|đi|ra|bỏ))?(?: (?:bất kỳ |bất cứ )?(?:số|danh sách|biểu|thông tin|nội dung|gì|công văn|văn bản)(?: (?:nào|gì|cả|hết|này|đã gửi|của xã|đường dây nóng|điện thoại))*)?"
DENIED = (
    rf"(?:không|chưa|ko|chẳng)(?: (?:hề|có|bao giờ|từng|khi nào|lần nào|hề có))* (?:xin|đề nghị|yêu cầu|có ý|có ý định|muốn|định|phải|cần|bị|có nhu cầu|có đề nghị|có yêu cầu) (?:xin |được |phải |bị |việc )?{_TAKING}{_ITS_OBJECT}",
    rf"(?:không|chưa|ko|chẳng) (?:hề|bao giờ|từng|khi nào|lần nào)(?: (?:bị|được|có|xin|phải|hề))* {_TAKING}{_ITS_OBJECT}",
    r"(?:không|ko|chẳng|chưa) phải (?:là )?(?:bản |số |file |tệp |danh sách )?(?:nháp|dự thảo|tạm|thử|ví dụ|cũ|riêng|cá nhân|nhà riêng|di động cá nhân|tổng đài)\b(?: (?:của )?(?:ai|cán bộ|người nào)(?: (?:hết|cả))?)?",
    r"(?:không|ko|chẳng) (?:rút|thu hồi|đổi|thay đổi|thay|sửa|điều chỉnh|đính chính)(?: lại| về)?(?: (?:số|danh sách|biểu|thông tin|nội dung|gì))?(?: (?:nào|gì|cả|hết|này|đã gửi))*",
)
# Whoever complains that something was not done wants it done: “sao vẫn chưa gỡ số xuống”.
COMPLAINS = r"sao\b|vì sao|tại sao|vẫn (?:chưa|không|còn)|đến nay (?:\w+ )?chưa|mà (?:chưa|không|vẫn)|lẽ ra|đáng lẽ|nếu (?:không|chưa)"

# A sentence's part from such a word on is a condition: words of mistakes and changes say nothing there.
CONDITION = r"(?:nếu|có gì|trường hợp|khi (?:có|nào|cần)|mọi|trong trường hợp|hễ|lỡ|giả sử)\b"
CONDITIONAL = r"sai|chưa (?:được )?(?:đúng|chính xác|dùng|rõ|hợp (?:lý|lí)|đầy đủ|đủ|phù hợp|thống nhất)|nhầm|lộn|không (?:còn )?(?:đúng|chính xác|hiệu lực|giá trị|sử dụng|dùng|liên lạc|hoạt động)|thay|sửa|đổi|chuyển|điều chỉnh|đính chính|cập nhật|hỏng|hư|cắt|khóa|khoá"
# Whoever is no recipient is told what to do with a mail: the foot of many mail programs.
NO_RECIPIENT = r"người nhận|nhận nhầm|nhận được (?:thư|mail|email) này (?:do|vì) nhầm|intended recipient|confidential|bảo mật thông tin"
# The foot of a mail program, which speaks of any mail.
OF_ANY_MAIL = r"(?:thư|email|e-mail|mail)\b[^.;]{0,120}\b(?:có thể chứa|chỉ dành cho (?:người|cá nhân|đơn vị) |phát tán|sao chép|bên thứ ba|người nhận)"

# What is attached is called old, whatever else is sent.
ATTACHED_IS_OLD = r"(?:đính kèm|kèm theo|gửi kèm|kèm thư)(?: \w+){0,2}? (?:là|vẫn là) (?:bản |file |tệp |danh sách |số )?(?:cũ|nháp|sai|năm ngoái|năm trước)\b"

# A mail that only passes another one on.
PASSED_ON = r"(?:\w+[ ,.]*){0,6}?(?:chuyển(?: tiếp)?|fwd?|forward(?:ed)?|fyi)\b(?:[ ,.]*\w+){0,8}\W*"

# An earlier sending is spoken of, and a new one is sent in its place.
EARLIER = r"cái (?:trước|cũ|kia|hôm|hồi)|số (?:\w+ ){0,3}?cũ (?:của \w+ )?(?:đã|bị|không còn|hết)\b|hôm (?:qua|trước|kia)|(?:đã|lần) gửi|gửi (?:ngày|trước|lần|hôm|sáng|chiều|tuần)|trước (?:đó|đây)|lần (?:trước|1|một|đầu)|(?:thư|mail|email|bản|danh sách|phụ lục) (?:trước|cũ)\b|vừa gửi"
ANEW = r"gửi lại|nay (?:em |xã |đơn vị )?(?:xin )?(?:gửi|gởi) (?:đủ|bù|bổ sung|kèm)|bổ sung lại|gửi (?:\w+ )?số mới|số (?:mới )?trong (?:file|tệp|bảng|mail|thư)(?: (?:này|kèm|đính kèm))? (?:là số mới|mới đúng|là (?:số )?đúng|đang dùng)|lấy theo (?:file|bảng|tệp|mail) (?:này|kèm)|gửi (?:bản|file|tệp|danh sách|phụ lục) (?:mới|đúng|chính thức|đã sửa|thay thế)|(?:bản|file|tệp|danh sách|phụ lục) (?:mới|đúng|này|kèm theo|đính kèm|gửi kèm|chính thức)\b|thay(?: thế)? bằng|thay thế|như sau|dưới đây|sau đây|đính kèm (?:thư|mail)"

# What is sent anew is only promised: nothing comes in the place of what was sent.
LATER = r"(?:sẽ|sắp|xin hẹn|hẹn) (?:\S+ ){0,5}?(?:gửi|gởi|báo)|(?:gửi|gởi|báo)(?: lại)? sau\b"

# Folded, of what was sent before: that it is about numbers or the directory; that it is not to be published or used
# now; that a number is another than before.
TOPIC = r"duong day nong|thong tin lien (?:he|lac)|hotline|danh ba|dien thoai|\bsdt\b|\bso (?:may|dt|da|xa|lien he|nay|cu|do|tren|truc|nong)\b"
OF_WHAT_IS_PUBLISHED = (
    r"\b(?:chua|khong|khoan|hoan|tam|ngung|ngưng|dung|thoi)\b[^.;]{0,30}\b(?:cong bo|dang(?! ky)|cong khai|su dung|niem yet"
    r"|phat hanh)\b"
)
CORRECTS = r"dinh chinh|dieu chinh|sua (?:lai|so)|cap nhat|thay doi|\bdoi so|\bthay so|(?:so|may|nong|thoai|sdt) (?:moi|dung)\b"

# What became of what was taken back, where only the letter itself is looked at.
EFFECT_UNKNOWN = (
    "Số mà lời này nói tới, nếu có trong các bản đã gửi hoặc trong tệp gửi kèm, chưa được công bố, chờ hỏi lại"
)

# A sentence that speaks of all that was sent, though it names a unit.
ALL = rf"{_LIST}|tất cả|toàn bộ|các|những|một số|vài|nhiều|cả\b|mọi|còn lại|đính kèm|kèm theo|gửi kèm|trên đây|ở trên|dưới đây"
# Where in the list the unit stands, and what is put in its place: says nothing of the whole.
IN_THE_LIST = rf"thu hồi|thay(?: thế)? bằng|(?:trong|ở|tại|theo|thuộc|của|trên) (?:\w+ )?{_LIST}(?: (?:kèm theo|đính kèm|gửi kèm|đã gửi|này|trên|vừa gửi))*"

# What is taken back in one's own words, and of it: what was sent.
TAKES_BACK = (
    r"thu hồi(?! (?:đất|giấy|nợ|vốn|tài sản|tiền|kinh phí|công nợ|rừng|mặt bằng))"
    r"|rút (?:lại|về|danh sách|ds|pl|cv|phụ lục|biểu|bảng|số|sđt|bản|các|toàn bộ|file|tệp)|(?:xin|đề nghị) rút|xin lại"
    rf"|(?<!bộ chỉ )(?<!ban chỉ )h(?:ủy|uỷ) (?:bỏ(?! đội)|{_LIST}|{_NUMBER}|các|những|toàn bộ)|bãi bỏ"
    # "loại số" alone is a kind of number.
    rf"|(?:bỏ|gỡ|xóa|xoá|(?<!phân )(?<!các )loại(?= (?:bỏ|đi|các|những|toàn bộ|{_LIST})\b)) (?:bỏ |đi )?(?:các |những |toàn bộ )?(?:{_LIST}|{_NUMBER})\b"
)
WHAT_WAS_SENT = rf"(?:{_LIST}|{_NUMBER}|văn bản|nội dung|các|những|toàn bộ|tất cả)\b"
# It is the carrier of the words itself that was taken back or replaced: "đã thu hồi", "thay bằng bản ngày 06/9".
TAKEN_ITSELF = (
    rf"(?:đã|bị|được|vừa) (?:được |bị )?(?:thu hồi|rút(?: lại| về)?|h(?:ủy|uỷ)(?: bỏ)?|bỏ|thay(?: thế)?|loại|gỡ|xóa|xoá)\b(?! (?:{_LIST}|{_NUMBER}|văn bản|các|những|toàn bộ))"
    rf"|thay(?: thế)? (?:bằng|bởi) (?:{_LIST}|văn bản) (?:\w+ )?(?:số|ngày|lần|\d)|(?:đã )?có (?:{_LIST}|{_NUMBER}) mới"
)
# Something new is sent in its place.
IN_ITS_PLACE = (
    rf"gửi lại|gởi lại|(?:gửi|gởi|báo|cung cấp|công bố) (?:\w+ ){{0,2}}?(?:{_LIST}|{_NUMBER}|văn bản)(?: (?:\w+ ){{0,4}}?)?(?:mới|đúng|chính xác|chính thức|khác|thay thế|đã sửa)\b"
    rf"|thay(?: thế| bằng| vào| cho)|thay (?:{_LIST}|{_NUMBER})|(?:điều chỉnh|đính chính|cập nhật)|sửa (?:lại|đổi|thành)"
    rf"|(?:{_LIST}|{_NUMBER})(?: của \D{{1,30}}?)? (?:mới|đúng|chính xác)\b|như sau|dưới đây|sau đây|kèm theo đây"
)
# That is still to come, or what is taken back is what comes with the words.
NOT_IN_ITS_PLACE = (
    r"(?:để|nhằm|chờ|đợi|đang|sẽ|cần|phải|trước khi) (?:\w+ ){0,3}?(?:điều chỉnh|đính chính|cập nhật|sửa|thay(?: thế)?|gửi lại)"
    r"|(?:không|chưa|đừng) (?:gửi|gởi) lại"
)
WITH_THE_WORDS = r"(?:đính kèm|gửi kèm|kèm thư|kèm theo(?! (?:công văn|cv|văn bản|tờ trình|báo cáo))|trong (?:thư|mail|email) này|(?:danh sách|phụ lục|file|tệp|bản|biểu|bảng) này)\b"
# An earlier sending, by its day or its letter.
OF_A_SENDING = (
    r"(?:đã|vừa) (?:gửi|gởi|báo|cung cấp)|(?:gửi|gởi|báo cáo) (?:\w+ ){0,3}?(?:ngày|hôm|lần|trước|sáng|chiều|tuần)|hôm (?:qua|trước|kia)|trước đây|lần (?:1|một|đầu|trước)"
    r"|(?:công văn|cv|văn bản|phụ lục|tờ trình|báo cáo|danh sách) (?:\w+ ){0,4}?(?:số ?:? ?\d|ngày|\d)|ngày \d|\d{1,2} ?[/.] ?\d{1,2}"
)
# A number or sending before the one it stands with: told of as such, or by what comes in its place.
ONE_BEFORE = (
    r"(?:số|cái|file|tệp|bản|danh sách|phụ lục|thư|mail|lần|hôm) (?:\w+ ){0,2}?(?:cũ|trước|kia|nọ|hôm qua|hồi|lúc|đầu)\b"
    r"|hôm (?:qua|trước|kia|nọ)|(?:hồi|lúc|ban) (?:sáng|trưa|chiều|tối|đầu|nãy)|(?:số|file|tệp|bản|cái) (?:\w+ )?mới\b"
    r"|(?:này|kèm) mới (?:là|đúng|chính)|đính chính|điều chỉnh|đổi (?:lại )?số|(?:đổi|thay|sửa)(?: (?:thế|lại|bằng))?\b"
)
# What stays as it was sent.
STAYS = (
    r"giữ nguyên|không (?:có )?(?:gì )?(?:thay đổi|đổi|điều chỉnh)|vẫn (?:giữ|dùng|đúng|như|sử dụng)|không ảnh hưởng"
)
# Others than those of this return; and the line of an earlier list whose place a row of this one takes.
OTHERS = r"khác|còn lại|các (?:xã|phường|đơn vị|số|dòng|mục|nội dung)\b"
REPLACES_A_LINE = (
    r"(?:thay(?: thế)?(?: cho)?|điều chỉnh|đính chính|sửa(?: đổi)?|bổ sung|cập nhật)(?: cho| vào| lại)? (?:\w+ ){0,2}?"
    r"(?:số thứ tự|stt|số tt|dòng|mục|hàng|điểm)(?: số)? ?\d{1,3}\b[^.;]{0,60}?"
    r"(?:phụ lục|danh sách|bảng|biểu|công văn|văn bản)[^.;]{0,30}?(?:kèm theo|ban hành|đã gửi|công văn|ngày|trước|số \d)[^.;]*"
)
# It is what stands here that replaces an earlier sending: a sentence that says nothing else of these numbers.
REPLACES_A_SENDING = (
    rf"^\W*(?:(?:đây là )?{_LIST} (?:mới )?(?:này )?(?:gửi |được gửi )?|(?:xin )?(?:gửi|gởi) (?:lại )?)?(?:để |là )?thay(?: thế)?(?: cho)? (?:toàn bộ |các )?"
    rf"(?:{_LIST}|lần|lần gửi)(?: \w+){{0,4}}? (?:đã gửi|gửi|gởi|trước|cũ|lần (?:trước|\d|một|đầu)|hôm (?:qua|trước|kia)|\d)[^.;]*$"
)
# The list that is sent here, and not one of something else ("danh sách hộ nghèo").
LIST_SENT = (
    r"(?:danh sách|ds|phụ lục|biểu mẫu|biểu|bảng|file|tệp)(?: (?:cũ|này|trên|trước))?"
    r"(?= *(?:$|[.,;:()!?/]|(?:đã|vừa|gửi|gởi|được|này|trên|kèm|đính|của|do|vì|ngày|hôm|lần|số|đường|điện thoại|hotline|nêu|sau|theo|trước|mà|và|nhưng|để|huyện|xã|thị|thành|tp|tx|ubnd)\b))"
    r"|(?:các|những|toàn bộ|tất cả|mọi)(?: các)? (?:số|sđt|đường dây nóng|hotline)\b"
)
# "Số" of a telephone, with its mark: the bare letters are also those of an agency.
NUMBERS_SENT = r"số(?! *(?:\d|[:/]|lượng|liệu|người|ca\b|hộ\b|tiền|kiện|nhà\b|công văn|thứ tự))\b"

# Words of a file's, a folder's or an archive member's name. Between two words stands one blank.
NAME_WITHDRAWING = (
    rf"(?:{_LIST}|số|sđt|đt|dãy) cũ\b|\bcũ(?= *(?:$|[()\[\],;.!|]))|[(\[] *cũ",
    r"(?:đã|bị|được) (?:thay|h(?:ủy|uỷ)|bỏ|xóa|xoá|thu hồi|sửa sai|loại)\b(?! mặt)|\bthay rồi\b",
    r"(?<!bộ chỉ )(?<!ban chỉ )h(?:ủy|uỷ) bỏ(?! đội)|thu hồi",
    r"(?:không|ko|đừng|khỏi|thôi|hết) (?:còn )?(?:dùng|sử dụng|lấy|đăng(?! k)|công bố|công khai|gửi|in\b|đọc|xài|hiệu lực|đúng|chính xác)",
    r"(?:bị|ghi|gửi|nhập|còn|số|file|tệp|bản|danh sách|phụ lục|mẫu) (?:sai|nhầm|lộn|lỗi)\b|\bsai(?= *(?:$|[()\[\],;.!|]))|[(\[] *sai\b|\bnhầm(?= *(?:$|[()\[\],;.!|]))|sai (?:số|mẫu|sót)",
    r"(?:loại|bỏ) (?:bỏ|đi|ra)\b",
    r"\bold\b|\bobsolete\b|\bdeleted?\b|\bcancel(?:led|ed)?\b",
)
NAME_POSTPONING = (
    r"dự thảo|\bdraft\b",
    r"^(?:bản |file |tệp )?nháp\b(?! (?:số|liệu|từ|vào))|(?:bản|file|tệp) nháp\b(?! (?:số|liệu|từ|vào))|[(\[] *nháp *[)\]]",
    r"chưa (?:\w+ )?(?:duyệt|đăng(?! k)|ký\b|chính thức|chốt|xong|công bố|công khai|dùng|sử dụng|kiểm tra|rà soát|hoàn (?:chỉnh|thiện)|gửi|xác nhận|thống nhất)",
    r"(?:chờ|đợi) (?:duyệt|ký\b|chốt|xác nhận|ý kiến|phê duyệt)",
    rf"tạm thời|(?:{_LIST}|số) tạm(?= *(?:$|[()\[\],;.!|]))",
    r"tham khảo|ví dụ|nội bộ",
)
# In these words a mark is never left out: without it they are others ("hủy" is Huy, "cũ" is the end of a name, "nháp"
# is "nhập").
NAME_MARKED = (r"\bh(?:ủy|uỷ)\b|\bcũ\b|\bnháp\b|\blỗi\b|\bbỏ\b|\btạm\b|\bnhầm\b|\bxóa\b|\bxoá\b",)
NAME_HARMLESS = (
    rf"(?:thay|thay thế|thay cho|thay thế cho|sửa|đính chính) (?:{_LIST} )?(?:số )?(?:cũ|sai)\b",
    r"(?:đã |được )?(?:sửa|chỉnh|đính chính|khắc phục|bổ sung|điều chỉnh) (?:\w+ ){0,2}?(?:sai|lỗi|nhầm)(?: (?:sót|sai|nhầm|lỗi))*",
    r"(?:thôn|khóm|ấp|tổ|kênh|rạch|cầu|xã|chợ) cũ",
)

# Whole lines of a document (a print header, a watermark, a line above the table) that say it of all of it.
LINE_WITHDRAWING = (
    r"(?:bản|danh sách|phụ lục|văn bản|số|số liệu)? ?(?:cũ|đã h(?:ủy|uỷ)|h(?:ủy|uỷ)(?: bỏ)?|đã thu hồi|thu hồi|đã thay(?: thế)?|hết hiệu lực)",
    r"(?:không|đừng|ngừng) (?:\w+ )?(?:công bố|công khai|đăng|đăng tải|phát hành|sử dụng|dùng|phổ biến|lưu hành)(?: (?:danh sách|phụ lục|bản|các số)?(?: này)?)?",
    r"(?:void|cancelled|canceled|obsolete|withdrawn)",
)
LINE_POSTPONING = (
    r"(?:bản )?(?:dự thảo|nháp|draft)(?: (?:lần|số|ngày|bản)\b.{0,30}|[ \d:./()-]*)?(?: (?:danh sách|phụ lục|số|đường dây|để|xin|lấy)\b.{0,80})?",
    r"(?:bản |văn bản |số liệu )?(?:chưa|không phải bản) (?:\w+ )?(?:chính thức|được duyệt|duyệt|phê duyệt|ký|công bố|công khai|hoàn chỉnh|kiểm tra|thống nhất|đăng)(?: .{0,60})?",
    r"(?:bản |tài liệu |số liệu )?(?:lưu hành |sử dụng |dùng )?nội bộ|(?:chỉ )?(?:lưu hành|sử dụng|dùng) (?:trong )?nội bộ.{0,40}|(?:tuyệt |tối )?mật",
    r"(?:bản )?(?:ví dụ|minh họa|minh hoạ|để tham khảo|tham khảo|chờ duyệt|chờ ký|confidential|sample|not final)",
)

# A line above a table that says of when its numbers are: of a time that ends or begins, which nobody but the office
# decides about.
_DAY = r"(?:ngày )?\d{1,2} ?[/.-] ?\d{1,2}(?: ?[/.-] ?\d{2,4})?"
_USED = r"(?:áp dụng|sử dụng|dùng|hiệu lực|thực hiện|hoạt động|giá trị|công bố|liên lạc)"
LINE_OF_ANOTHER_TIME = (
    rf"{_USED} (?:\w+ ){{0,2}}?(?:đến|tới|trước|cho đến)(?: hết)? {_DAY}",
    rf"(?:số|đường dây nóng|danh sách|danh bạ|điện thoại|hotline)\b[^.;]{{0,80}}?\b(?:trước|đến hết|cho đến|tới hết) {_DAY}",
    r"(?:số|đường dây nóng|danh sách|danh bạ|điện thoại|hotline)\b[^.;]{0,80}?\btrước (?:khi )?(?:sắp xếp|sáp nhập|chia tách|đổi số)",
)
LINE_FROM_A_DAY = (
    rf"{_USED} (?:\w+ ){{0,2}}?(?:từ|kể từ|sau) {_DAY}",
    rf"(?:số|đường dây nóng|danh sách|danh bạ|điện thoại|hotline)\b[^.;]{{0,80}}?\b(?:từ|kể từ|sau) {_DAY}",
)
# Such a line is no such thing where it tells by when something is to be sent, or up to when it was counted.
LINE_OF_A_DEADLINE = r"gửi|gởi|nộp|báo cáo|hạn|hoàn thành|cung cấp|kèm theo|ban hành|căn cứ|theo (?:công văn|văn bản)|tính đến|cập nhật|tổng hợp|số liệu đến|lập ngày"
