"""The words of notes beside a number, as data: with which a note is understood as plain, and which touch the number.

A note is published where all its words are plain, or where none of them touches the number, its line or its state. Any
other note is not understood and its number waits: what may be said against a number no list can hold.
A plain word must stay plain beside every other one: none that tells of what is to come, of a doubt or of somebody
else's telephone stands here by itself. Written with their marks, each of which may be missing.
Source: notes of returns.
"""

from __future__ import annotations

from schemas.forms.phone_words import phrases

PLAIN = phrases("""
số, sđt, đt, s đ t, điện thoại, máy, máy bàn, để bàn, bàn, cố định, di động, cầm tay, đường dây, đường dây nóng, đường nóng, hotline, hot line, tổng đài, thuê bao, trả sau, đầu số, đtdđ, đtcđ, tel, phone, số này, số trên, máy này, số máy
ưu tiên, chung, chính, chính thức, duy nhất, riêng của cơ quan, công vụ, cơ quan, đơn vị, trụ sở, trụ sở chính, trụ sở làm việc, công sở, cq, tập thể, nội bộ cơ quan, của xã, của cơ quan, của đơn vị
ubnd, ub, uỷ ban, ủy ban, uỷ ban nhân dân, ủy ban nhân dân, hđnd, hội đồng nhân dân, đảng ủy, đảng uỷ, chính quyền, địa phương, văn phòng, vp, v p, văn thư, vt, lưu trữ, thống kê, tk, một cửa, bộ phận, bp, tổ một cửa
hành chính, hành chánh, hành chính công, tổng hợp, tổ chức hành chính, tiếp nhận, trả kết quả, hoàn trả, hoàn trả kết quả, tntkq, tn tkq, tn trkq, trkq, hồ sơ hành chính, tiếp nhận hồ sơ, quầy, quầy tiếp nhận, tiếp dân, tiếp công dân, phòng trực, phòng họp, phòng làm việc, phòng hành chính, phòng tiếp dân, phòng văn thư, phòng một cửa, phòng văn phòng, phòng chủ tịch
trung tâm hành chính, trung tâm phục vụ hành chính công, khu hành chính, hội trường, nhà làm việc, nhà trực, tầng, tầng trệt, trệt, lầu, cổng, cổng chính, cổng cơ quan, bảo vệ cơ quan, bảo vệ trụ sở, cổng bảo vệ, phòng bảo vệ, sảnh, hành lang, dãy nhà, khu nhà, khu vực, lễ tân, cửa
ban chỉ đạo, bcđ, bcd, bch, tiểu ban, sở chỉ huy, trung tâm chỉ huy, pctt, tkcn, pcd, phòng chống dịch, phòng dịch, chống dịch, phòng chống, dịch, dịch bệnh, covid, sars, cov, ncov, sốt xuất huyết, thiên tai, bão lũ, lũ lụt, cháy nổ, an ninh trật tự, antt, an toàn
tổ trực, tổ covid, tổ công tác, tổ phản ứng nhanh, tổ tiếp nhận, tổ hành chính, đội trực, ban trực, bộ phận trực, tổ thường trực, nhóm trực, người, nhân viên, viên chức, nhân sự, lực lượng trực
trực, trực ban, trực chính, trực máy, trực điện thoại, trực tổng đài, trực tiếp, trực chỉ huy, trực lãnh đạo, trực cơ quan, thường trực, túc trực, thường xuyên, trực chiến, có trực, có người, có người trực, có cán bộ trực, có người nghe, có người nghe máy, trực luân phiên, luân phiên, thay phiên, thay nhau, lần lượt, chia ca, theo ca, ca trực, ca, kíp, phiên, lịch, lịch trực, lịch phân công, bảng phân công, theo lịch, vẫn trực, cũng trực, vẫn có người, cũng có người, cũng có người nghe, cũng có người trực, vẫn nghe, vẫn nghe máy, cũng nghe
nghe, nghe máy, nghe điện thoại, nghe rõ, bắt máy, trả lời, trả lời ngay, tiếp nhận cuộc gọi, tiếp nhận thông tin, nhận, nhận tin, nhận cả, nhận tin nhắn, nhắn tin, tin nhắn, sms, hình ảnh, để nhận, ghi âm, nhật ký, sổ, ghi chép, sổ ghi chép, lưu, lưu ý, ghi nhận, cuộc gọi, hiển thị số, gọi đến, gọi tới, gọi trực tiếp, gọi, gọi điện, alo, liên hệ, liên lạc, lh, xin liên hệ, xin gọi, vui lòng, vui lòng gọi, quay số, bấm, bấm phím, nhấn phím, phím, bấm số, nhánh, máy nhánh, máy lẻ, số lẻ, line, ext, để gặp, gặp, mã vùng, thêm mã vùng, thêm mã, bấm mã vùng, bấm thêm mã vùng, kèm mã vùng, nhớ bấm mã vùng, nội hạt, cước, miễn cước, miễn phí, cước tính như gọi nội hạt, gọi từ di động, từ di động
giờ, phút, ngày, đêm, ngày đêm, ngày và đêm, ban ngày, ban đêm, sáng, trưa, chiều, tối, buổi sáng, buổi trưa, buổi chiều, buổi tối, khuya, thứ, thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu, thứ bảy, chủ nhật, cn, cuối tuần, tuần, lịch tuần, hằng ngày, hàng ngày, hằng tuần, hàng tuần, trong tuần, các ngày trong tuần, ngày nghỉ, ngày thường, ngày lễ, lễ, tết, nghỉ lễ, nghỉ tết, nguyên đán, giờ hành chính, trong giờ, ngoài giờ, trong và ngoài giờ, giờ làm việc, giờ hc, ngoài giờ hành chính, trong giờ hành chính, mọi lúc, mọi nơi, bất kỳ lúc nào, bất cứ lúc nào, lúc nào cũng, giờ nào cũng, suốt, suốt ngày đêm, liên tục, toàn thời gian, cả, cả ngày, cả đêm, cả tuần, tất cả, tất cả các ngày, kể cả, cả ngày lẫn đêm, đầy đủ, sẵn sàng, ca ngày, ca đêm, g, h
chỉ trực, chỉ gọi được, chỉ nghe, chỉ nghe máy, chỉ tiếp nhận, chỉ liên hệ, chỉ nhận
người dân, công dân, nhân dân, bà con, dân, tổ chức, cá nhân tổ chức, tổ chức cá nhân, tổ chức và cá nhân, mọi người, mọi người dân, doanh nghiệp, cử tri, người già, trẻ nhỏ, f0, hộ, hộ dân, khách hàng, cộng đồng, các, những, mọi
phản ánh, kiến nghị, góp ý, tố giác, thắc mắc, khiếu nại, tố cáo, giải đáp, tư vấn, hướng dẫn, hỗ trợ, tiếp nhận phản ánh, xử lý, xử lý thông tin, thông tin, tin, kịp thời, nhanh chóng, phục vụ, phục vụ nhân dân, giải quyết, giải quyết công việc, cấp cứu, khẩn cấp, đột xuất, công tác, chuyên môn, việc, công việc, vấn đề, nội dung, nhu cầu, khi cần, khi cần thiết, khi có việc, khi cần hỗ trợ, lương thực, nhu yếu phẩm, vùng dịch, trở về, giấy đi đường, khai báo, khai báo y tế, khai báo y tế toàn dân, tiêm chủng, tiêm vắc xin, cách ly tại nhà, an sinh xã hội, an sinh
quản lý, phụ trách, trực tiếp quản lý, chuyên trách, kiêm nhiệm, kiêm, sử dụng, dùng, dùng chung, dùng để, dùng cho, đảm nhiệm, chịu trách nhiệm, phân công, được phân công, đã phân công, bố trí, đã bố trí, được bố trí, cử, đã cử
đặt, đặt tại, được đặt tại, lắp tại, để tại, để ở, đặt ở, nơi đặt, nơi lắp, vị trí, vị trí đặt, có, là, và, hoặc, với, cho, của, tại, ở, trong, ngoài, trên, theo, do, về, vào, lúc, từ, đến, tới, ra, qua, bằng, để, thì, mà, cũng, vẫn, đều, luôn, luôn luôn, này, trước, sau giờ, bên trong, gồm, bao gồm, tổng cộng, riêng
đang hoạt động, đang hoạt động tốt, đang sử dụng, đang sử dụng tốt, đang dùng, đang trực, đang công khai, đang niêm yết, đang phục vụ, đang duy trì, đang vận hành, hoạt động, vận hành, duy trì, hoạt động tốt, hoạt động ổn định, ổn định, bình thường, tốt, rất tốt, thông suốt, thông, đã thông, đã thông tuyến, thông tuyến, thông máy, rõ, rõ ràng, đảm bảo, bảo đảm, đạt, đạt yêu cầu, đúng, đúng số, chính xác, hợp lệ, ok, ổn, được, đã, rồi, xong
đã lắp, đã lắp đặt, đã lắp đặt xong, lắp đặt, được lắp, được lắp đặt, đã lắp xong, lắp mới, được lắp mới, mới lắp, mới lắp đặt, mới lắp xong, lắp từ, mới thiết lập, số mới, số mới lắp, số mới cấp, máy mới, mới được cấp, được cấp, đã được cấp, thiết lập, đã thiết lập, được thiết lập, đăng ký, đã đăng ký, kích hoạt, đã kích hoạt, được kích hoạt, đã hòa mạng, hòa mạng, đã đấu nối, đã kết nối, đã nghiệm thu, đã bàn giao, đã triển khai, đã đưa vào sử dụng, đưa vào sử dụng, đưa vào hoạt động, đưa vào vận hành, đã có, đã hoàn thành, hoàn thành, đã hoạt động, đã sử dụng, đã vận hành, sử dụng từ, hoạt động từ, áp dụng từ, bắt đầu, bắt đầu từ, kể từ
đã kiểm tra, kiểm tra, kiểm tra thử xong, đã kiểm tra thử, kiểm tra xong, đã ktra, ktra xong, đã gọi thử, gọi thử, gọi thử tốt, đã gọi kiểm tra, đã gọi, đã thử, thử máy tốt, đã liên hệ, đã rà soát, rà soát, đã xác minh, đã xác nhận, xác nhận, xác nhận đúng, đã đối chiếu, đã thống nhất, thống nhất, nhất trí, đã cập nhật, cập nhật, cập nhật mới nhất, đã được cập nhật, đã được kiểm tra, đã duyệt, đã được duyệt, đã phê duyệt, đã được phê duyệt, liên lạc tốt, liên lạc được, gọi được, gọi tốt, liên lạc bình thường, tín hiệu tốt
công khai, đã công khai, được công khai, niêm yết, đã niêm yết, được niêm yết, đã được niêm yết, công bố, đã công bố, được công bố, thông báo, đã thông báo, phổ biến, đã phổ biến, được phổ biến, đăng tải, đã đăng tải, đã đăng, tuyên truyền, đã tuyên truyền, loa, trên loa, đài truyền thanh, loa truyền thanh, hệ thống loa, bảng thông báo, trang, trang thông tin điện tử, cổng thông tin điện tử, cổng thông tin, cổng ttđt, ttđt, website, web, fanpage, facebook, zalo, viber, nhóm, nhóm zalo, email, e mail, mail, thư điện tử, hộp thư, sử dụng zalo, dán
có dấu, đóng dấu, đã đóng dấu, ký số, đã ký, báo cáo, đã báo cáo, đã báo, đã gửi, gửi, gởi, gửi kèm, kèm, kèm theo, đính kèm, đã nộp, bản chính, bản giấy, theo mẫu, biểu mẫu, theo biểu mẫu, đúng biểu mẫu, đúng mẫu, kiểu mẫu, công văn, cv, văn bản, vb, quyết định, qđ, kế hoạch số, kh số, thông báo số, phụ lục, danh sách, bảng, biểu, bảng kê, quy định, theo quy định, theo yêu cầu, theo chỉ đạo, thực hiện, thực hiện theo, căn cứ, chỉ thị, nghị quyết, kèm quyết định, lịch trực kèm theo
xin cảm ơn, cảm ơn, chân thành cảm ơn, xin chân thành cảm ơn, trân trọng, kính gửi, kính báo, kính chào, quý sở, quý cơ quan, quý đơn vị, nhờ quý cơ quan đăng giúp, kính mong, mong, ạ, nhé, xin chào, dạ
địa chỉ, đ c, dc, ấp, khóm, khu phố, thôn, tổ dân phố, quốc lộ, ql, đường, địa bàn, trên địa bàn, toàn xã, trong xã, vùng sâu, biên giới, nông thôn mới, ntm, nâng cao, đô thị, loại, vùng, cù lao, đảo, giáp ranh, gần, cạnh, đối diện, trung tâm xã, trung tâm, khu hành chính mới, trụ sở mới, hội trường mới
chức danh, chức vụ, họ tên, họ và tên, tên, sinh năm, nữ, nam, văn hóa xã hội, văn hóa, văn xã, văn hoá, vhxh, vh xh, lđtbxh, lđ tbxh, tbxh, tư pháp, hộ tịch, tư pháp hộ tịch, địa chính, xây dựng, tài chính, kế toán, nội vụ, kinh tế, tiếng khmer, tiếng hoa, tiếng anh, nói được
chủ tịch, phó chủ tịch, bí thư, phó bí thư, công an trưởng, trưởng công an, trưởng công an xã, phó trưởng công an xã, công an viên, xã đội trưởng, chỉ huy trưởng, ct, pct, bt, pbt, cvp, pcvp, phó ct, trưởng phòng, phó phòng, trưởng ban, phó ban, chánh văn phòng, cán bộ, công chức, lãnh đạo, cb, cc, cbcc, đ/c, đồng chí, tổ trưởng, tổ phó
một, hai, ba, bốn, năm, sáu, bảy, tám, chín, mười, i, ii, iii, iv, a, b, c, d, x, v, tháng, năm nay, hôm nay, hiện, hiện nay, hiện tại, hiện hành, nay
vnpt, viettel, mobifone, vinaphone, mobi, vina, mạng, mạng di động, thuê bao di động, hợp đồng trực, nhân viên hợp đồng, nhân viên hợp đồng trực
giữ nguyên, như cũ, giữ nguyên số cũ, bổ sung, thay số cũ, thay cho số cũ, thay thế số cũ, thay số cũ bị hỏng, gọi lại, gọi lại sau, sau ít phút, chuyển máy, có chuyển máy, chuyển về máy trực, chuyển tiếp, chuyển tiếp về máy trực, chuyển cuộc gọi, máy trực ngoài giờ, máy trực, chuyển về trực ban, máy bận, máy bận thì gọi lại, nếu máy bận
không thay đổi, ko thay đổi, không đổi, ko đổi, không có thay đổi, không mất tiền, không thu phí, không tính phí, không nghỉ, không kể, không kể ngày đêm, không gián đoạn, không phân biệt, không cần, không cần mã vùng, không cần bấm mã vùng, không kèm mã vùng, không giới hạn, không có ý kiến, không vướng mắc
nối máy, đã nối máy, nối mạng, đầu tháng, giữa tháng, đầu năm, giữa năm, đẹp, dễ nhớ, dễ gọi, số đẹp, ban tiếp dân, ban tiếp công dân, cđ, thuộc, ghi chú, không có ghi chú, tín hiệu, hồ sơ, đất đai, môi trường, giáo dục, thể thao, du lịch, xã hội, dân tộc, tôn giáo, thanh tra, dân vận, tuyên giáo, tổ chức đảng, văn phòng đảng ủy, thương binh, chính sách, chế độ, trợ cấp, bảo hiểm xã hội, chứng thực, khai sinh, kết hôn, hộ khẩu, căn cước, chữ ký số, dịch vụ công, trực tuyến, cải cách hành chính, đường dây nóng covid
rất, khá, nhanh, nhanh gọn, thuận tiện, cụ thể, chi tiết, nghiêm túc, chặt chẽ, theo đúng quy định, đúng quy định, đúng theo quy định, toàn bộ, thành viên, đồng nghiệp, anh em, anh chị em, tình nguyện viên, tổ hỗ trợ, tổ tuyên truyền, tổ kiểm tra, tổ tiêm chủng, đội phản ứng nhanh, chia, mỗi, mỗi ngày, mỗi ca, mỗi người, mỗi đêm, chiều tối, ban tối, buổi, kể cả ban đêm, kể cả ngoài giờ, cả ngày nghỉ, cả ngoài giờ, cả tuần lễ, qua đêm, hết ngày, xuyên, xuyên suốt, xuyên tết, xuyên lễ, 24, sẵn sàng phục vụ, sẵn sàng tiếp nhận, sẵn sàng hỗ trợ, tiếp tục, tiếp tục sử dụng, tiếp tục duy trì, vẫn sử dụng, vẫn dùng, vẫn hoạt động, vẫn giữ, vẫn giữ nguyên, vẫn như cũ, còn sử dụng, còn hoạt động, còn dùng, còn hiệu lực, sử dụng lâu dài, lâu nay, lâu năm, từ lâu, nhiều năm, nhiều năm nay, lâu dài, cố định lâu dài, có từ, có từ trước
đảm bảo thông suốt, bảo đảm thông suốt, đảm bảo liên lạc, bảo đảm liên lạc, được kiểm tra, được rà soát, được xác nhận, được bàn giao, được phê duyệt, đã được công nhận, phòng nội vụ, phòng lđtbxh, phòng lao động, trung tâm y tế dự phòng, hội đồng, ban ngành, các ban ngành, đoàn thể, các cấp, cấp trên, chỉ đạo, điều hành, chỉ huy, giám sát, theo dõi, tham mưu, phối hợp, triển khai, thực tế, thông tin liên lạc, thông tin liên hệ, tên cơ quan, tên đơn vị, số điện thoại cơ quan, số nhà nước, của nhà nước, nhà nước, đầu mối, đầu mối tiếp nhận, đầu mối liên hệ, cán bộ đầu mối, người phụ trách, người trực, người nghe, người tiếp nhận, người dân tộc, người cao tuổi, trẻ em, phụ nữ mang thai, người khuyết tật, người nghèo, hộ nghèo, công nhân, nông dân, thương lái, phương tiện, hàng hóa, nông sản, xét nghiệm, test nhanh, f1, cách ly, khu cách ly, khu phong tỏa, phong tỏa, điều trị, điều trị tại nhà, chốt kiểm soát dịch, kiểm soát dịch, kiểm dịch, giãn cách, oxy, thuốc, gạo, nhận quà, gói hỗ trợ, đi chợ hộ
sáp nhập từ, đã sáp nhập, được sáp nhập, ca nhiễm, ca mắc, không có ca nhiễm, không có dịch, đổi từ, đổi từ ngày, kết nối zalo, có kết nối zalo, trao đổi thông tin, trao đổi, trao đổi qua
cài đặt, đã cài đặt, dùng chung cho, chung cho, có thể gọi, có thể liên hệ, có thể nhắn tin, có thể gọi hoặc nhắn, hoặc nhắn, nhắn, rộng rãi, được hướng dẫn, để được hướng dẫn, để được hỗ trợ, để được giải đáp, ghi sổ, có ghi sổ, ghi chép, có ghi chép, mới thành lập, dân quân, tự vệ, trực đêm, trực ngày, trực ca, có lịch, bảng trực, theo lịch của
gọi thêm, liên hệ thêm, hợp nhất từ, hợp nhất, thành lập từ, thành lập trên cơ sở, được thành lập, nhập từ, tiền thân là, trước đây là
admin, user, author, windows user, microsoft office user
""")

# What touches the number: words of telephones and their lines, of state, of time to come, of whose it is, of what is
# not yet, of doubt. Beside a word that is not plain, one of them makes the note a question.
TOUCHES = phrases("""
số, sđt, đt, s đ t, điện thoại, máy, đường dây, hotline, hot line, thuê bao, sim, tổng đài, đầu số, dây, cáp, sóng, mạng, chuông, cước, nghe, gọi, alo, liên lạc, liên hệ, bấm, quay, vnpt, viettel, mobifone, vinaphone, bưu điện, bưu cục, viễn thông, thiết bị, kỹ thuật, hotlines, tel, phone, di động, cố định
đang, sẽ, mới, vừa, chờ, đợi, hẹn, hứa, sắp, tới, mai, mốt, rồi, chưa, không, ko, k, kg, khg, hổng, chẳng, chả, đâu, khi, nếu, hễ, hết, còn, thôi, nữa, tuần, tháng, hôm, bữa, lúc, đợt, kỳ, quý, năm, sau, trước, trước mắt, ngày mai, nay mai, tương lai, lâu, từng
cũ, thay, đổi, chuyển, sang, bỏ, rút, gỡ, xóa, xoá, loại, hủy, huỷ, hoãn, lùi, dời, dọn, tắt, khóa, khoá, cắt, cúp, hỏng, hư, lỗi, sửa, chữa, bảo hành, bảo trì, bảo dưỡng, nâng cấp, mất, đứt, rớt, ngập, cháy, treo, kẹt, nghẽn, chập, yếu, rè
lắp, gắn, kéo, đấu, nối, kích hoạt, đăng ký, cấp, xin, trình, duyệt, phê duyệt, ký, phát hành, họp, bàn, bàn giao, thống nhất, chốt, đề xuất, đề nghị, kiến nghị, hồ sơ, thủ tục, hợp đồng, kinh phí, dự án, thầu, mua, bán, thuê, trang bị, thẩm định, khảo sát, vận động, tài trợ, đàm phán, thương thảo, thương lượng, trao đổi, giao dịch, thanh lý, tranh chấp
thử, mẫu, nháp, dự thảo, quản lý, tạm, thí điểm, tập huấn, diễn tập, minh hoạ, minh họa, ví dụ, giả định, demo, test, thử nghiệm, dự kiến, dự phòng, dự bị, dự trù, dự tính, tính, có thể, có lẽ, chắc, hình như, nghi, đoán, nghe nói, nghe đâu, không biết, ngoại lệ, phương án
mượn, ké, nhờ, giùm, giúp, hộ, giữ, cầm, của, thuộc, bên, đứng tên, chủ, xài, dùng, sử dụng, dùng chung, xài chung, chung, đặt, nằm, để, lấy, chép, copy, nguồn, ghi, điền, gõ, nhập, khai, theo, dòng, cột, cái này, này, ở trên, xem, coi, dò, kiểm, kiểm tra, xác minh, xác nhận, hỏi, báo lại, báo sau, trả lời sau, bổ sung, gửi sau, báo cáo sau, cung cấp, công bố, công khai, đăng, phát, trùng, nhầm, lộn, sai, thiếu, thừa, dư
""")

# mới is newly at a clause's begin and behind these; behind a time or a condition it is: only then.
ONLY_THEN = phrases("mới")
# What a note says of its unit's past: the names behind it are those of before.
OF_THE_PAST = r"\b(?:sap nhap|hop nhat|thanh lap|nhap (?:tu|lai|voi)|tien than|truoc (?:day|kia|la|khi))\b"
NEW = frozenset(phrases("mới, mới có, mới hoàn toàn, trụ sở cũ, hội trường cũ"))  # the whole note
BEFORE_NEWLY = phrases(
    "số, số này, máy, máy này, máy bàn, điện thoại, điện thoại bàn, đường dây, đường dây nóng, hotline, tổng đài, thuê bao, lắp, lắp đặt, thiết lập, được lắp, là, được, đã, xã, đơn vị, cơ quan, nhật, khu, khu hành chính, trụ sở, nông thôn, công trình"
)

# Folded patterns, taken away before the words are looked at: days, hours, papers by their numbers, mail addresses, where
# the seat lies, hours at which nobody answers (the number holds at the others).
_HOURS = (
    r"(?:ban dem|buoi (?:toi|trua|sang|chieu)|dem|toi|trua|khuya|ngoai gio(?: hanh chinh| lam viec)?"
    r"|(?:cac |trong )?(?:ngay )?(?:nghi )?(?:le|tet|nghi)(?:,? (?:va )?(?:le|tet))*|cuoi tuan|thu bay|chu nhat|t7|cn|thu 7)"
)
_NOBODY = r"(?:khong|ko|k|khg|chua)(?: co)?(?: (?:ai|nguoi|can bo|bo tri))*(?: (?:truc(?: ban| may)?|nghe(?: may)?|bat may|tiep nhan))+"
RESTRICTED = rf"\b{_NOBODY}(?: (?:vao|luc|trong))?(?: {_HOURS})(?:,? (?:va )?{_HOURS})*\b|\b{_HOURS}(?:,? (?:va )?{_HOURS})* (?:thi )?{_NOBODY}(?! duoc)\b"
# The number is answered at some hours only, and says at which.
ONLY_AT = (
    r"\bchi (?:co the |nhan )?(?:truc|goi(?: duoc)?|nghe(?: may)?|tiep nhan|lien he|lien lac)(?: duoc)?(?: cuoc goi| dien thoai)?"
    r"(?: (?:vao|trong|luc|tu))* (?P<office>gio (?:hanh chinh|lam viec|hc)|ngay lam viec)\b"
    r"|\bchi (?:co the |nhan )?(?:truc|goi(?: duoc)?|nghe(?: may)?|tiep nhan|lien he|lien lac)(?: duoc)?"
    r"(?: (?:vao|trong|luc|tu))* (?:ban ngay|ban dem|buoi (?:sang|chieu|toi)|ngay thuong|\d{1,2} ?(?:h|gio))"
)
_BODY = (
    r"(?:ubnd|uy ban nhan dan|chu tich|so|bo|tinh uy|huyen uy|ban chi dao|van phong)"
    r"(?: (?:ubnd|tinh|huyen|xa|thanh pho|thi xa|y te|noi vu|tttt|thong tin va truyen thong|chinh phu))*"
)
_PAPER = r"(?:cong van|cv|quyet dinh|qd|ke hoach|kh|thong bao|tb|van ban|vb|to trinh|chi thi|ct|nghi quyet|nq|bao cao|bc|cong dien)"
_TO_CLAUSE_END = (
    r"(?:(?!\b(?:khi|sau|se|cho|moi|neu|thi|duyet|so|may|dien thoai|sdt|tam|thu|xin|muon|cu|nhung|ma|con|nham|sai|nho|giup|lai)\b)"
    r"[^.;,()])*(?=$|[.;,()])"
)
OTHER_MATTER: tuple[str, ...] = (
    r"[^\s,;|<>()]+@[^\s,;|<>()@]+\.[a-z]{2,}",
    r"\bdoi (?=tu (?:ngay )?\d{1,2}[/. ])",
    RESTRICTED,
    rf"\b{_PAPER}(?: phan cong| cong bo)?(?: so)?[ :.]*\d[\w/.\-]*(?:,? (?:ngay|nam) [\d/.\-]+)?(?: (?:cua )?{_BODY}\b)?",
    rf"\b(?:theo|thuc hien|can cu) {_PAPER}(?: cua)?(?: {_BODY})?\b",
    rf"\b(?:theo|thuc hien) (?:chi dao|yeu cau|huong dan|bieu mau|mau)(?: (?:cua )?{_BODY})?\b",
    rf"\bda (?:duoc )?{_BODY} (?:phe )?duyet\b|\bda (?:bao|bao cao|gui|gui ve|nop)(?: (?:len|ve|cho))? {_BODY}\b",
    r"\b(?:ngay|tu ngay|tu|luc|den|nam|thang|hom|sang|chieu|toi)?\W*\d{1,2} ?[/.\-] ?\d{1,2}(?: ?[/.\-] ?\d{2,4})?(?!\d)",
    r"\bngay \d{1,2} thang \d{1,2}(?: nam \d{4})?|\b(?:thang|nam) \d{1,4}(?: ?[/.\-] ?\d{4})?",
    r"\b\d{1,2} ?(?:h|g|gio|:) ?(?:\d{2})?(?: ?(?:p|phut))?\b",
    r"\b(?:thu|t) ?[2-8]\b|\b(?:lan|ca|tang|p|phong|quay|so|phim|nhanh|loai|may le) ?(?:so )?\d{1,3}\b(?!\d)",
    # What the set is called and counted by, its contract, what it costs, when it was put in years ago.
    r"\b(?:so |ma )?(?:seri|serial|imei|s/n|ma (?:so|kh|khach hang|ho so|tai san|may|thue bao|hop dong)|so tai san)(?: may| so)?[ :.]*(?=[\w./-]*\d)[\w./-]+",
    r"\b(?:hop dong|hd)(?: (?:so|vnpt|viettel|lap dat|cung cap dich vu))*[ :.]*\d[\w/.-]*(?: (?:ngay|ky ngay|ky) [\d/.-]+)?",
    r"\b(?:panasonic|siemens|gigaset|alcatel|samsung|nokia|uniden|cisco|grandstream|yealink|motorola|nippon|ktel|bluesonic)(?: [a-z]{1,4}-?[a-z]*\d[\w-]*)?\b",
    r"\b(?:goi )?cuoc(?: (?:thue bao|thang|phi))?[ :.]*\d[\d.,]*(?: ?(?:d|dong|vnd|k|nghin|ngan)\b)?(?: ?/ ?(?:thang|phut|cuoc|nam))?",
    r"\b(?:lap|lap dat|dung|su dung|co)(?: (?:tu|thang|nam))* (?:\d{1,2} ?/ ?)?(?:19\d\d|200\d|201\d|2020)\b",
    # What was told to the public, and where; thanks.
    rf"\b(?:da|duoc) (?:duoc )?(?:niem yet|cong khai|thong bao|pho bien|dan|tuyen truyen|dang tai|dang){_TO_CLAUSE_END}",
    rf"(?:^|(?<=[.;,(] ))(?:niem yet|dan) (?:tai|o|tren){_TO_CLAUSE_END}",
    rf"\b(?:xin )?(?:chan thanh )?(?:cam on|kinh gui|kinh bao|tran trong){_TO_CLAUSE_END}",
    r"\bcap nhat den\b|\b(?:khi )?(?:goi )?noi tinh\b|\btinh lo\b",
)
# As typed: where the seat lies, by a name with capitals or a number.
_NAME = r"(?:\d{1,3}[A-Z]?|[A-Z]\b|(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]*)(?: [A-ZĐÀ-Ỹ][a-zà-ỹđ]*){0,3})"
SEAT = rf"(?<!\w)(?:[Ss]ố nhà \d+|[Ss]ố \d+,?(?= ?(?:đường|[A-ZĐ]))|(?:[ẤấAa]p|[Kk]hóm|[Kk]hu phố|KP|[Tt]hôn|[Đđ]ường|QL|[Qq]uốc lộ|ĐT|[Tt]ổ dân phố)\.? {_NAME})(?!\w)"

# A telephone right before a person: his own.
OF_A_PERSON = r"\b(?:so|sdt|dt|may|dien thoai|so dien thoai|so may|hotline|dtdd|di dong)\s*$"
