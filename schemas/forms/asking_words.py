"""The words by which a column's head asks something of the numbers in its own words, as data: what a good number can be
said to do or be, what speaks against it, and what a question is about that has nothing to do with it.

Phrases with their marks, each of which may be missing; patterns are folded. Source: columns that offices add to lists.
"""

from __future__ import annotations

from schemas.forms.phone_words import phrases

# What asks for yes or no: how a question ends.
YES_OR_NO = r"(?:[ ,/]+(?:hay|hoac|or))?[ ,/]+(?:khong|chua|ko|kg|hok|k)(?: (?:a|ha|nhi|vay|the|roi))?$|^(?:co|da|yes|y) ?[/|-] ?(?:khong|chua|no|n)\b"
# A question for something else than yes or no: how many, who, where, when.
OPEN_QUESTION = r"\b(?:may nguoi|bao nhieu|bao gio|bao lau|khi nao|luc nao|ngay nao|o dau|tai dau|la ai|boi ai|ai|gi|the nao|ra sao|vi sao|tai sao)\b"

# A number of which this is true is in order.
IN_ORDER = phrases("""
đăng, đăng tải, đăng lên, đưa lên, lên mạng, lên web, công bố, công khai, niêm yết, phổ biến, phát hành, thông báo cho dân, xài, xài được, sử dụng, dùng, khai thác, nghe, nghe máy, nghe được, bắt máy, nhấc máy, gọi, gọi được, gọi vào, gọi vô
liên lạc, liên hệ, thông, thông máy, thông suốt, thông tuyến, hoạt động, vận hành, chạy, đổ chuông, reo, reo chuông, đúng, chính xác, chính thức, chuẩn, hợp lệ, khớp, tồn tại, có thật, hiệu lực, kích hoạt, hòa mạng, hoà mạng, đấu nối, kết nối
lắp, lắp đặt, lắp xong, lắp máy, có máy, có số, có sóng, có tín hiệu, duyệt, phê duyệt, đồng ý, thống nhất, nhất trí, chấp thuận, cho phép, xác nhận, xác minh, kiểm tra, kiểm chứng, đối chiếu, rà soát, chốt, tốt, ổn, ổn định, bình thường, ok, oke, sẵn sàng
trực, túc trực, trả lời, phản hồi, tiếp nhận, chính chủ, lên máy, tin cậy, yên tâm, chắc, chắc chắn, rõ, bàn giao, thực hiện, thiết lập, hết hư, hết hỏng, hết lỗi, sửa xong, không đổi, không thay đổi, không sai, không lỗi, giữ nguyên
""")
# So weak that only a question with them is about the number: under “Trực”, “Liên hệ”, “Kiểm tra” stand names and days.
WEAK = phrases("""
gọi, nghe, liên hệ, lắp, lắp đặt, xác nhận, xác minh, kiểm tra, đối chiếu, rà soát, trực, túc trực, trả lời, phản hồi, tiếp nhận, rõ, bàn giao, thực hiện, thiết lập, hiệu lực, thông, chạy, đấu nối, kết nối
""")
# A number of which this is true is not in order, or is to become another.
NOT_IN_ORDER = phrases("""
cần, phải đổi, phải sửa, phải thay, đổi, đổi số, thay, thay số, thay đổi, sửa, sửa lại, sửa số, điều chỉnh, đính chính, hiệu chỉnh, chỉnh sửa, chỉnh lại, bổ sung, hư, hỏng, hư hỏng, lỗi, bị lỗi, sai, sai số, nhầm, lộn, trật, sai sót, cắt, bị cắt, khóa, khoá, bị khóa, bị khoá
trùng, bị trùng, bị, vướng, vướng mắc, sự cố, trục trặc, nghẽn, nghẽn mạng, bận, bận máy, chập chờn, ngưng, ngừng, dừng, tạm, tạm thời, tạm ngưng, số tạm, cá nhân, số cá nhân, tư nhân, nhà riêng, dự phòng, số phụ, phụ, số cũ, cũ
mất, mất sóng, mất tín hiệu, mất liên lạc, bỏ, bỏ số, loại, loại bỏ, xóa, xoá, gỡ, gỡ bỏ, rút, rút lại, hủy, huỷ, thu hồi, trả số, trả máy, nợ cước, hết hạn, hết hiệu lực, thuê bao tạm khóa, kêu sai, gọi nhầm, gián đoạn, khó khăn, mượn, dùng nhờ, dùng ké, số giả, ảo, nháp, mật
""")
# What was to be done to the number: whether it has been says nothing of the number in the list.
CHANGES = phrases(
    "đổi, đổi số, thay, thay số, thay đổi, sửa, sửa lại, sửa số, điều chỉnh, đính chính, hiệu chỉnh, chỉnh sửa, chỉnh lại, bổ sung"
)
# What such a head is made of besides.
GLUE = phrases("""
có, đã, được, cho, phép, còn, đang, vẫn, là, thì, mà, này, kia, đó, ở, trên, của, do, và, hay, hoặc, với, từ, vào, vô, ra, lại, rồi, xong, chưa, không, ko, hết, luôn, thường xuyên, hiện, hiện nay, hiện tại, phải, thật, sự, thực tế, thực, cần thiết, nên, muốn, số, số máy, máy, sim, điện thoại, số điện thoại, sđt, đt
đường dây, đường dây nóng, đường nóng, hotline, đầu số, thuê bao, tổng đài, line, xã, phường, thị trấn, huyện, đơn vị, địa phương, cơ quan, ubnd, ai, người, dân, người dân, bà con, công dân, khi, lúc, thử, ngay, liền, nữa, thêm, tình hình, đúng hay sai, kết quả, ổn chưa
""")
# What makes a head that is put together of all these one that is said of the number.
SAID_OF = phrases(
    "có, được, cho, phép, đã, còn, đang, vẫn, không, ko, chưa, bị, số, máy, sim, điện thoại, sđt, đt, đường dây, đường nóng, hotline, thuê bao, tổng đài, rồi"
)
# Folded: what speaks of the number, its line, its being published or used.
OF_THE_NUMBER = (
    r"\b(?:so (?:may|dien thoai|dt|hotline|nong|nay|tren|duong day|lien (?:he|lac))|sdt|dien thoai|sim|thue bao|duong day|duong nong|hotline|hot line|tong dai|dau so"
    r"|may ban|may di dong|cong bo|cong khai|niem yet|len (?:web|mang)|dang (?:tai|so|len|web|cong)|xai)\b"
)
# Folded: what is asked of other things than the number: papers, money, the epidemic, other ways to reach a unit.
OF_OTHER_THINGS = (
    r"\b(?:e-?mail|gmail|zalo|facebook|fanpage|web(?:site)?|trang (?:thong tin|dien tu|web)|wifi|internet|fax|may (?:tinh|in|vi tinh|scan|chieu|quet|lanh|phat dien)|camera|loa|con dau|dau do|chu ky so|tai khoan"
    r"|bao cao|cong van|to trinh|quyet dinh|ke hoach|van ban|ho so|bien ban|hop dong|phu luc|mau bieu|quy che|kinh phi|ngan sach|cuoc phi|kinh te|che do|phu cap|boi duong|tien|luong|dich|ca nhiem|ca benh|f0|f1|covid|tiem|vac ?xin"
    r"|xet nghiem|test nhanh|cach ly|phong toa|chot (?:kiem|gac|truc)|vung (?:xanh|do|vang|cam)|tap huan|tham du|du hop|hop|hoi nghi|bien che|can bo|cong chuc|nhan su|lanh dao|tru so|nha van hoa|dia chi|xe|nha|phong (?:lam viec|hop)|cho ngoi"
    r"|dan so|dien tich|ho ngheo|nong thon moi|loai (?:xa|do thi)|sap nhap|tach|dan toc|ton giao|bien gioi|ap|khom|truong hoc|tram y te|du lich|khu cong nghiep|truc (?:tet|le)|da (?:gui|nop|ky)|so voi|nam truoc|lan truoc"
    r"|dien (?:luc|nang|sinh hoat)|nuoc sach|bao hiem|dang vien|doan vien|hoi vien|so tay|so (?:theo doi|nhat ky|ghi chep)|bang ten|bang hieu|ban do)\b"
)
# Folded: a column in which an office writes what it thinks; it is read as a note is.
OPINIONS = r"\by kien\b|\bkien nghi\b|\bde (?:xuat|nghi)\b|\bgop y\b|\bvuong mac\b|\bkho khan\b|\bluu y\b|\bchu y\b|\bchu thich\b|\bdien giai\b|\bgiai trinh\b|\bly do\b|\bthong tin them\b|\bnoi dung khac\b|\bkhac$|\bnguyen nhan\b|\bnhan xet\b"
# Answers to such questions, whole.
YES = phrases(
    "có, co, đúng, được, rồi, phải, x, v, đ, ok, oke, yes, y, true, vâng, dạ, ừ, dạ có, dạ được, có rồi, được rồi, ok rồi, còn, tốt, đạt, đồng ý"
)
NO = phrases(
    "không, ko, k, kg, chưa, chưa có, không có, không được, sai, s, no, n, false, hết, hết rồi, thôi, thôi rồi, hư, hỏng, trật, không phải, không đúng, không đồng ý, chưa được, hông, hổng, chớ, bỏ"
)
# What answers of “in order” may say besides those of a state.
IN_ORDER_ANSWERS = phrases(
    "đ, xài được, xài tốt, xài, còn, còn xài, đang xài, vẫn xài, vẫn còn, dạ, dạ có, dạ được, vâng, ừ, phải, rồi, có rồi, được rồi, y, true, dùng được, sử dụng được, dùng tốt, gọi vô được, gọi vào được, nghe được, nghe tốt, bắt máy liền, nghe liền, nghe ngay, chính thức, khớp, chuẩn, đăng được, được đăng, cho đăng, đăng tải, đồng ý đăng, chắc chắn, ổn rồi, xong, xong rồi, lắp rồi, thông rồi, không vấn đề gì, không thành vấn đề, đã chốt, chốt rồi"
)
# Where no is the good answer: what says so.
NOT_SO_ANSWERS = phrases(
    "không cần, không phải, không đổi, không cần đổi, không thay đổi, không cần thay đổi, không cần sửa, không sai, không trùng, không hư, không mất, ko có, kg, hông, không ạ, giữ nguyên, n, false, không thấy, không hề, không tạm, không vướng mắc, không có vướng mắc, không có sai sót"
)
