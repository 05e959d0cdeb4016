"""The words of columns beside the form's own that say something of its numbers, as data: which heads ask about the
number, and which answers leave it as it is. Every other answer is not understood, and the number waits.

Heads are folded patterns; answers are phrases with their marks, each of which may be missing. Source: columns that
offices add to hotline lists and returns.
"""

from __future__ import annotations

from schemas.forms.phone_words import phrases

_LINE = (
    r"(?:so|sdt|dt|may|sim|thue bao|dien thoai|duong day|duong nong|dau so|hotline|hot line|day nong|tong dai|thiet bi|lien lac"
    r"|ket noi|mang)"
)
_BODY = r"(?:don vi|co quan|bo phan|phong|to|ban|noi|cap|ai|ben)"
_HAS = r"(?:quan ly|su dung|giu|nam giu|so huu|phu trach|van hanh|dam nhan|nghe|truc|dung|chu quan|chiu trach nhiem)"

# A head of another matter, whatever else it says: of persons, papers, addresses, dates of the list itself.
OF_ANOTHER_MATTER = (
    r"\bngay (?:lap|cap nhat|gui|nop|bao cao|ky|sinh|ban hanh|nhan|tong hop|thang)\b|\bdia chi(?! (?:lap|dat|may|thue bao))"
    r"|e-?mail|dien tu\b|website|\bfax\b|tai khoan|\bnguoi (?!dung ten|so huu|giu|chu|su dung|dang ky)|\bcan bo\b|\bho (?:va |, ?)?ten\b|chuc (?:vu|danh)"
    r"|\bky (?:ten|xac nhan|nhan|duyet)\b|van ban|cong van|quyet dinh|\bto trinh\b|\bso (?:hieu|luong|cuoc|lan|dan|ho|nguoi|van)\b"
    r"|dich benh|\bdich\b|suc khoe|hon nhan|xay dung|phap ly|nhan su|dan so|dien tich|vung xanh|vung do|tiem chung|xet nghiem"
    r"|(?:bao cao|gui|nop|hoan thanh|tra ket qua|giai quyet|tra loi|xu ly)$|ket qua (?:tiep nhan|xu ly|giai quyet)"
    r"|(?:hinh thuc|noi|dia diem|nguon) (?:cong khai|niem yet|cong bo|tiep nhan|xu ly|tra loi|gui|dang)|vi tri viec lam"
    r"|\bloai (?:xa|phuong|do thi|huyen|don vi|hinh don vi|cong chuc|hinh to chuc)\b|thoi gian truc|gio truc|ca truc|lich truc"
    r"|hoat dong (?:kinh doanh|dich vu|cua)|linh vuc"
)

# What a column's head asks of its numbers; the first that fits. A period is looked at before its parts.
HEADS: tuple[tuple[str, str], ...] = (
    (
        "code",
        r"^ma(?: (?:so|don vi|xa|phuong|thi tran|huyen|co quan|dvhc|dv|dinh danh|hanh chinh|cap xa|cap huyen|dia phuong|dia ban))*$",
    ),
    (
        "period",
        r"\btu\b.*\bden\b|thoi gian (?:su dung|hoat dong|dung|ap dung|hieu luc|khai thac|thue)(?!.*\b(?:tu|den)(?: ngay)?$)|giai doan|thoi ky|nhiem ky",
    ),
    (
        "from",
        r"\btu (?:ngay|thang|nam)\b|\btu$|hieu luc (?:tu|ke tu)|bat dau|ngay (?:su dung|hieu luc|ap dung|hoat dong|lap dat|lap may|kich hoat|hoa mang|cap so|dau noi|dua vao)",
    ),
    (
        "until",
        r"\bden (?:ngay|het|thang|nam|khi)\b|\bden$|\bhet (?:ngay|han|hieu luc|hop dong)|thoi han|\bhan (?:dung|su dung|thue|hop dong|cuoi)"
        r"|hieu luc(?! (?:thi hanh))|ngay (?:tra|cat|ngung|thu hoi|het|ket thuc|thanh ly|huy|khoa|thoi|cham dut|mat|tat|tam)|ket thuc|cham dut|gia tri den"
        r"|^tra (?:so|may|lai)|(?:thoi diem|ngay) (?:tra|cat|ngung|het|thu hoi|huy|doi)",
    ),
    (
        "gone",
        r"^(?!.*[/(]).*(?:\b(?:khong|thoi|ngung|tam|chua) (?:con )?(?:su dung|dung|hoat dong|lien lac|nghe)|\b(?:da|bi) (?:cat|hong|khoa|huy|thu hoi|tra|ngung|doi)\b|\bhong\b|\bsu co\b|\bhu hong\b|\bloi\b|\bngung\b)",
    ),
    (
        "owner",
        rf"\bchu (?:so huu|so|thue bao|may|sim|duong day|dau so|quan)\b|dung ten|chinh chu|ten (?:chu |nguoi )?(?:thue bao|dang ky)|\b(?:dang ky|thue bao) (?:ten|boi|cho|cua)"
        rf"|\b{_LINE} (?:cua|thuoc) |\b{_BODY}(?:,? (?:va )?{_BODY})* (?:dang |truc tiep |duoc giao )*{_HAS}|^(?:thuoc )?quan ly(?: {_LINE}| boi)?$|\bai {_HAS}|^cua ai|^so huu|^thuoc ve"
        rf"|nguoi (?:dung ten|so huu|giu|chu|dang ky|su dung)|^(?:quan ly|su dung|giu) {_LINE}",
    ),
    (
        "place",
        rf"\b(?:noi|vi tri|dia diem|cho|diem|dia chi|khu vuc) (?:dat|lap|de|gan|truc|bo tri|may|{_LINE}|thue bao)\b|\b(?:dat|lap|gan|de) (?:{_LINE} )?(?:tai|o|dau)\b|^vi tri(?: {_LINE})?$|^dia diem$",
    ),
    (
        "kind",
        rf"^(?:phan )?loai(?: hinh)?(?: {_LINE}.*)?$|\b(?:kieu|loai|dang|nhom) {_LINE}\b|^hinh thuc\b|tinh chat(?: {_LINE})?$|co dinh ?(?:/|hay|hoac) ?di dong|^(?:so )?(?:may )?(?:rieng|chung) ?(?:/|hay|hoac)"
        rf"|^(?:muc dich|cong dung|chuc nang)(?: su dung)?(?: {_LINE})?$|^dung (?:cho|de)\b",
    ),
    (
        "state",
        rf"hien trang|tinh trang|trang thai|tinh hinh (?:hoat dong|su dung|{_LINE})|chat luong|^hoat dong\b|hoat dong(?: (?:tot|khong|duoc khong|hay khong))?$|(?:con|dang) (?:su dung|hoat dong|dung|truc)"
        r"|su dung duoc|ket qua|goi (?:thu|kiem tra|lai|den|duoc)|kiem tra|kiem chung|xac minh|xac nhan|ra soat|tham dinh|doi chieu|lien (?:lac|he) (?:duoc|thu)|thong (?:may|suot|tuyen|lien lac)"
        r"|tin hieu|danh gia|nhan xet|(?:nghe|bat) may|^dat\b|khong dat|dong y|cong khai|cong bo|niem yet|\bduyet|kich hoat|dau noi|do chuong|phan hoi|thong tin kiem|cho phep|nhat tri|van hanh",
    ),
)
# A head whose cells stand for the place a unit belongs to as well: the one above it is no stranger there.
OF_THE_ONE_ABOVE = rf"^(?!.*\b{_LINE}\b).*(?:quan ly|chu quan|phu trach)"

_ANSWERS = """
đang hoạt động, đang sử dụng, đang trực, đang duy trì, đang vận hành, đang phục vụ, đang công khai, đang niêm yết, sẵn sàng, thực tế, hồi chuông, đã đồng ý, có, x, v, ok, oke, được, đạt, đạt yêu cầu, đúng, đúng số, chính xác, tốt, rất tốt, khá, ổn, ổn định, bình thường, thông suốt, thông máy, thông, đã thông, rõ, rõ ràng, nghe rõ, thường xuyên, liên tục
hoạt động, sử dụng, dùng, đang dùng, vẫn, còn dùng, còn sử dụng, còn hoạt động, còn hiệu lực, còn liên lạc được, còn trực, duy trì, đảm bảo, bảo đảm, hợp lệ, phù hợp, đầy đủ, đủ, hiện, hiện nay, hiện tại, vận hành
liên lạc, liên hệ, gọi, gọi được, gọi thông, gọi tốt, đã gọi, đã gọi thử, đã gọi kiểm tra, đã liên hệ, đã liên lạc, đã kiểm tra, đã xác minh, đã xác nhận, đã rà soát, đã đối chiếu, đã thử
nghe, nghe máy, bắt máy, có người nghe, có người nghe máy, có người trực, có người trả lời, người trực, cán bộ trực, người trực nghe máy, cán bộ trực nghe máy, trả lời, trả lời ngay, đã nghe máy, đã trả lời, đã bắt máy
đổ chuông, có đổ chuông, có chuông, có tín hiệu, tín hiệu, kết nối, đã kết nối, đã đấu nối, đã kích hoạt, đã lắp đặt, đã lắp, đã hoạt động, đã đưa vào sử dụng, đã vận hành, đã có, mới, mới lắp, lắp mới, số mới
không đổi, không thay đổi, không có thay đổi, không có gì thay đổi, không vướng mắc, không có vướng mắc, không có ý kiến, không sai, không lỗi, không có lỗi, không trở ngại, không có sự cố, không gặp sự cố
đồng ý, thống nhất, đã thống nhất, nhất trí, cho phép, được phép, công khai, đã công khai, được công khai, công bố, đã công bố, được công bố, niêm yết, đã niêm yết, duyệt, đã duyệt, đã được duyệt, đăng, đã đăng, yes, good, active
rồi, số, máy, điện thoại, đường dây, đường dây nóng, hotline, trực, có trực, trực ban, đúng đơn vị, đúng cơ quan, đúng tên đơn vị, là, và, lúc, vào, ngày, giờ, phút, sáng, chiều, h, g, cả ngày, cả đêm, ngày đêm, mọi lúc, đã báo cáo, đã gửi, đã nộp, đã cập nhật, cập nhật
tốt cả, đều, cả, lần nào cũng, cuộc gọi, tín hiệu tốt, tín hiệu mạnh, âm thanh, chất lượng, tình trạng, trạng thái, hạng, loại
"""
STATE = phrases(_ANSWERS)

_OPERATORS = (
    "vnpt, viettel, mobifone, mobi, vinaphone, vina, vietnamobile, gmobile, itel, fpt, cmc, wintel, mạng, nhà mạng"
)
_OFFICE = """
máy bàn, số máy bàn, điện thoại bàn, máy cố định, số cố định, ubnd, ub, ủy ban, uỷ ban, ủy ban nhân dân, uỷ ban nhân dân, hđnd, hội đồng nhân dân, văn phòng, vp, văn phòng thống kê, văn phòng ubnd, bộ phận, bp, một cửa, 1 cửa, tiếp nhận, trả kết quả, tn tkq, tn trkq, tiếp nhận hồ sơ, hoàn trả, tiếp dân, tiếp công dân
văn thư, lưu trữ, hành chính, hành chính quản trị, tổ chức hành chính, phòng hành chính, phòng tổ chức, phòng tổng hợp, tổng hợp, phòng trực, tổ trực, đội trực, ban trực, trực ban, thường trực, trực, bộ phận trực, cơ quan, đơn vị, tập thể, địa phương
trung tâm hành chính công, trung tâm phục vụ hành chính công, hành chính công, phục vụ hành chính công, lễ tân, bảo vệ, phòng bảo vệ, ban chỉ đạo, ban chỉ đạo phòng chống dịch, phòng chống dịch, phòng tiếp dân, phòng tiếp công dân, tổ một cửa, nội bộ cơ quan
tên cơ quan, tên đơn vị, tên ubnd, tên tổ chức, tổ chức, chính chủ, đứng tên, đăng ký tên, đứng tên cơ quan, của, và, là, do, thuộc, chung, chính, công vụ, số, máy, điện thoại, thuê bao, hotline, đường dây nóng, quản lý, sử dụng, phụ trách, có, x, đúng
"""
OWNER = phrases(_OFFICE + _OPERATORS)
PLACE = phrases(
    _OFFICE
    + """
máy bàn, điện thoại bàn, được, được đặt tại, trụ sở, trụ sở chính, trụ sở làm việc, công sở, tại, ở, trong, ngoài, trước, bên, đặt, đặt tại, lắp, lắp tại, tầng, tầng trệt, trệt, lầu, phòng, phòng họp, phòng làm việc, phòng làm việc chung, cửa, p một cửa, p hành chính, p văn thư, cổng, cổng chính, quầy, quầy tiếp nhận, bàn, bàn trực
sảnh, tiền sảnh, hội trường, dãy, khối, khu, khu hành chính, khu nhà làm việc, nhà làm việc, nhà hành chính, nhà trực, khuôn viên, một, hai, ba, số một, số hai, hành lang, bàn tiếp dân, bàn tiếp nhận, phòng văn thư, phòng văn phòng, cố định, nơi làm việc, trung tâm, khu trung tâm
"""
)
KIND = phrases(
    _OFFICE
    + _OPERATORS
    + """
máy bàn, để bàn, bàn, cố định, di động, điện thoại, điện thoại bàn, đt, sđt, đtdđ, đtcđ, số, máy, thuê bao, trả sau, trả trước, hotline, đường dây nóng, đường dây, đường dây chính, cơ quan, của, văn phòng, ubnd, đơn vị, công vụ, hành chính, trực, trực ban, trực tiếp, thường trực
không dây, có dây, hữu tuyến, vô tuyến, cáp, cáp quang, cáp đồng, quang, ip, voip, gphone, homephone, sim, sim cơ quan, tổng đài, đầu số, đầu số ngắn, miễn phí, cầm tay, smartphone, loại, hình thức, chính, chính thức, chung, dùng chung, riêng của cơ quan, công khai, là, và, hoặc, mobile, landline, điện thoại thông minh
tiếp nhận, tiếp nhận phản ánh, phản ánh, kiến nghị, người dân, công dân, nhân dân, tổ chức, cá nhân tổ chức, tổ chức cá nhân, doanh nghiệp, phòng chống dịch, phòng dịch, chống dịch, covid, dịch bệnh, tiếp nhận thông tin, thông tin, hỗ trợ, giải đáp, luân phiên, gọi, gọi điện, nghe gọi, gọi trực tiếp, có, x, đúng, i, ii, iii, dịch vụ công, bộ phận một cửa, một cửa, bộ phận
"""
)
GONE = phrases(
    "không, ko, k, không có, chưa, chưa có, no, không bị, không hỏng, không lỗi, không sự cố, không có sự cố, không có lỗi"
)
UNTIL = phrases(
    _ANSWERS
    + """
không, không có, không thời hạn, không xác định, không xác định thời hạn, không giới hạn, không kỳ hạn, vô thời hạn, lâu dài, dài hạn, nay, đến nay, tới nay, nay vẫn dùng, hiện nay, chưa, chưa trả, chưa cắt, chưa hết, chưa kết thúc, chưa có, vĩnh viễn, thường xuyên, từ, kể từ, suốt
"""
)
# Without its marks such a word may be another that speaks against the number: dùng, đúng, dừng.
WITH_MARKS = frozenset({"dùng", "đúng"})

# Folded: how the seat of a unit is told within its own area: a hamlet, a road.
ADDRESS = r"\b(?:ap|khom|khu pho|kp|thon|to dan pho|duong(?! (?:day|truyen))|quoc lo|ql|tinh lo|dt|hem|khu vuc|kv)\b\.? *[^,;()\-–]{1,40}"
# Nobody's office, though an address may name it.
NO_ADDRESS = r"\b(?:nha|ong|ba|anh|chi|quan|tiem|tram|truong|cong an|doi|chua|cho|cong ty|cua hang|htx|hop tac xa|hoi|doan|buu dien|benh vien|chot|kho)\b"
