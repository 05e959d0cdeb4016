"""The catalogue of findings: each rule's code, severity, Vietnamese words and example, declared once.

Reports, `docs/findings.md`, pandera check names and tests all read this declaration. A message says what stands there
and why it is refused; a hint says what to write instead; `example` is a text that passes when written into the cell
named by `points_at` (empty where nothing is written into a cell).
"""

from __future__ import annotations

from schemas.rule import PointsAt, Rule, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_PHONE, _NAME, _NOTE = PointsAt.PHONE, PointsAt.NAME, PointsAt.NOTE
_HEADER, _FILE, _UNIT, _DECISION = PointsAt.HEADER, PointsAt.FILE, PointsAt.UNIT, PointsAt.DECISION
_BY_RULE = "Quy trình rà soát: mỗi quyết định có người duyệt và chỉ chọn trong những gì đơn vị đã gửi"
_ONE = "Công văn ngày 04/9/2021, mục 1: mỗi đơn vị chỉ có duy nhất một số"
_PLAN = "Thông tư 22/2014/TT-BTTTT (quy hoạch kho số viễn thông) và các lần đổi mã 2017, 2018"
NOTHING_EXAMPLE = "Không công bố"
_OK_PHONE = "0277 3851 234"
_SEND_XLSX = "Gửi lại biểu mẫu dưới dạng tệp Excel (.xlsx), ví dụ: phu-luc-duong-day-nong.xlsx."

_RULES: tuple[Rule, ...] = (
    # the file as a whole
    Rule(
        "file_empty",
        _E,
        _FILE,
        "Tệp rỗng",
        "Tệp “{file}” không có nội dung ({detail}) nên không đọc được gì.",
        "Mở lại tệp gốc, lưu và gửi lại. " + _SEND_XLSX,
    ),
    Rule(
        "file_corrupt",
        _E,
        _FILE,
        "Tệp hỏng",
        "Tệp “{file}” bị hỏng hoặc chép chưa xong: {detail}. Tệp đã được lưu trữ nhưng chưa kiểm tra được các dòng.",
        "Mở tệp trên máy của đơn vị; nếu mở được thì dùng “Lưu thành” để lưu bản mới rồi gửi lại. " + _SEND_XLSX,
    ),
    Rule(
        "file_encrypted",
        _E,
        _FILE,
        "Tệp có mật khẩu",
        "Tệp “{file}” được đặt mật khẩu nên không mở được. Chưa kiểm tra được các dòng.",
        "Bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc → xóa mật khẩu), lưu và gửi lại. " + _SEND_XLSX,
    ),
    Rule(
        "file_unsupported",
        _E,
        _FILE,
        "Loại tệp không đọc được",
        "Tệp “{file}” là {detail}, không phải bảng tính hay tài liệu chứng minh mà hệ thống đọc được.",
        _SEND_XLSX,
    ),
    Rule(
        "file_too_large",
        _E,
        _FILE,
        "Tệp quá lớn",
        "Tệp “{file}” vượt giới hạn đọc ({detail}). Chưa kiểm tra được các dòng.",
        "Chỉ giữ lại bảng số điện thoại đường dây nóng, xóa trang tính và hình ảnh thừa rồi gửi lại. " + _SEND_XLSX,
    ),
    Rule(
        "file_duplicate",
        _I,
        _FILE,
        "Tệp đã nhận trước đây",
        "Tệp “{file}” giống hệt từng byte một tệp đã nhận ({detail}). Lần gửi này được ghi nhận là lần mới nhất.",
        "Không phải làm gì. Nếu đơn vị muốn sửa số, hãy gửi tệp đã sửa.",
    ),
    Rule(
        "evidence_received",
        _I,
        _FILE,
        "Đã nhận tài liệu chứng minh",
        "Tệp “{file}” là {detail}, được ghi nhận là tài liệu chứng minh của {submitter}.",
        "Không phải làm gì. Tài liệu chứng minh không thay cho biểu mẫu Excel.",
    ),
    Rule(
        "evidence_only",
        _W,
        _FILE,
        "Chỉ có tài liệu chứng minh, chưa có biểu mẫu",
        "{submitter} mới gửi tài liệu chứng minh “{file}”, chưa gửi biểu mẫu; chưa có số nào được đọc.",
        "Điền số điện thoại vào biểu mẫu kèm theo Công văn và gửi thêm. " + _SEND_XLSX,
    ),
    # the form
    Rule(
        "table_missing",
        _E,
        _FILE,
        "Không tìm thấy biểu mẫu",
        "Trong tệp “{file}” không tìm thấy dòng tiêu đề có cả cột tên đơn vị và cột số điện thoại. {nearest} Chưa kiểm tra được các dòng.",
        "Dùng đúng biểu mẫu kèm theo Công văn, dòng tiêu đề ghi: STT | TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG |"
        " SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG | GHI CHÚ.",
    ),
    Rule(
        "form_other",
        _E,
        _FILE,
        "Biểu mẫu của văn bản khác",
        "Tệp “{file}” là biểu mẫu khác: {other}. Đây không phải danh sách số điện thoại đường dây nóng. Chưa kiểm tra được các dòng.",
        "Gửi phụ lục kèm theo Công văn về đường dây nóng, tiêu đề “DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG …”,"
        " có các cột STT | TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG | SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG | GHI CHÚ.",
    ),
    Rule(
        "column_missing",
        _E,
        _HEADER,
        "Thiếu cột",
        "Dòng tiêu đề (từ ô {cell}) không có cột {column}; các cột đọc được: {found}. Chưa kiểm tra được các dòng.",
        "Thêm cột có tiêu đề đúng như biểu mẫu: {column}, rồi điền và gửi lại.",
        "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG",
    ),
    Rule(
        "form_empty",
        _E,
        _FILE,
        "Biểu mẫu chưa điền",
        "Tệp “{file}” có biểu mẫu nhưng chưa điền dòng nào.",
        "Điền tên đơn vị và một số điện thoại đường dây nóng rồi gửi lại, ví dụ: 1 | UBND xã Tân Khánh Trung | 0277 3851 234.",
    ),
    Rule(
        "section_missing",
        _W,
        _HEADER,
        "Không có tiêu đề mục A, B, C",
        "Có {count} dòng không nằm dưới mục A, B hay C nào; cấp của đơn vị được lấy theo danh mục đơn vị.",
        "Lần sau giữ nguyên các dòng mục của biểu mẫu: A CƠ QUAN, ĐƠN VỊ; B CẤP HUYỆN; C CẤP XÃ.",
    ),
    Rule(
        "sheet_hidden",
        _W,
        _FILE,
        "Đọc từ trang tính bị ẩn",
        "Không trang tính nào đang hiện có biểu mẫu; dữ liệu được đọc từ trang tính bị ẩn “{sheet}”.",
        "Kiểm tra xem trang ẩn có phải bản đúng không; hiện trang tính đó (Bỏ ẩn) rồi gửi lại.",
    ),
    # the name
    Rule(
        "name_missing",
        _E,
        _NAME,
        "Thiếu tên đơn vị",
        "Ô {cell} để trống tên đơn vị trong khi dòng có ghi “{phone}”.",
        "Ghi tên đơn vị, ví dụ: UBND xã Tân Khánh Trung.",
        "UBND xã Tân Khánh Trung",
    ),
    Rule(
        "name_unknown",
        _E,
        _NAME,
        "Không có đơn vị này trong danh mục",
        "Ô {cell} ghi “{raw}”; danh mục đơn vị không có tên này. {nearest}",
        "Ghi đúng tên đơn vị theo danh mục, kèm tên huyện nếu là cấp xã, ví dụ: Xã Tân Mỹ, huyện Lấp Vò.",
        "Xã Tân Mỹ, huyện Lấp Vò",
    ),
    Rule(
        "name_ambiguous",
        _E,
        _NAME,
        "Tên trùng, chưa rõ đơn vị nào",
        "Ô {cell} ghi “{raw}”; có {count} đơn vị cùng khớp: {candidates}.",
        "Ghi thêm loại và tên huyện để phân biệt, ví dụ: {choice}.",
        "Xã Tân Mỹ, huyện Lấp Vò",
    ),
    Rule(
        "name_garbled",
        _E,
        _NAME,
        "Tên bị mất chữ",
        "Ô {cell} ghi “{raw}”; chữ có dấu đã bị mất (thành “?” hoặc ký hiệu lạ), không khôi phục được.",
        "Gõ lại tên đơn vị bằng bảng mã Unicode, ví dụ: Xã Tân Khánh Trung.",
        "Xã Tân Khánh Trung",
    ),
    Rule(
        "name_guessed",
        _E,
        _NAME,
        "Tên có thể viết sai chính tả",
        "Ô {cell} ghi “{raw}”; có thể là: {candidates}. Hệ thống không tự chọn.",
        "Nếu đúng là đơn vị này thì ghi lại: {choice}.",
        "Xã Tân Hộ Cơ",
    ),
    Rule(
        "name_not_a_unit",
        _E,
        _NAME,
        "Không phải đơn vị phải báo cáo",
        "Ô {cell} ghi “{raw}”: đây là cơ quan bên trong hoặc bên cạnh {nearest}, không phải đơn vị trong danh mục.",
        "Chỉ ghi đơn vị phải báo cáo và một số chung của đơn vị, ví dụ: UBND xã Tân Khánh Trung.",
        "UBND xã Tân Khánh Trung",
    ),
    Rule(
        "name_retired",
        _W,
        _NAME,
        "Tên hoặc loại đơn vị cũ",
        "Ô {cell} ghi “{raw}”: {detail}. Được hiểu là {unit}.",
        "Lần sau ghi tên hiện nay: {unit}.",
        "Thành phố Hồng Ngự",
    ),
    Rule(
        "name_decoded",
        _I,
        _NAME,
        "Tên viết bằng bảng mã cũ",
        "Ô {cell} viết bằng {encoding}, được đọc là “{decoded}”.",
        "Lần sau gõ bằng bảng mã Unicode (phông Times New Roman), ví dụ: {decoded}.",
        "Xã Tân Khánh Trung",
    ),
    Rule(
        "tier_mismatch",
        _W,
        _NAME,
        "Đơn vị nằm sai mục",
        "{unit} được ghi ở mục {section} nhưng thuộc mục {tier}.",
        "Chuyển dòng này sang mục {tier}.",
        "UBND xã Tân Khánh Trung",
    ),
    Rule(
        "many_units_in_row",
        _E,
        _NAME,
        "Một dòng ghi nhiều đơn vị",
        "Ô {cell} ghi “{raw}”, gồm nhiều đơn vị: {candidates}.",
        "Tách mỗi đơn vị một dòng, mỗi dòng một số, ví dụ: Xã Tân Mỹ, huyện Lấp Vò.",
        "Xã Tân Mỹ, huyện Lấp Vò",
    ),
    # who sent it
    Rule(
        "submitter_unknown",
        _W,
        _FILE,
        "Chưa rõ đơn vị gửi",
        "Không xác định được đơn vị gửi tệp “{file}”: {detail}.",
        "Bỏ tệp vào thư mục con mang tên đơn vị gửi, ví dụ: inbox/Huyện Lấp Vò/{file}.",
    ),
    Rule(
        "outside_authority",
        _E,
        _NAME,
        "Ghi thay đơn vị không thuộc quyền",
        "{submitter} gửi tệp này nhưng ô {cell} ghi số của {unit}, không phải chính mình hay đơn vị trực thuộc.",
        "Xóa dòng này; {unit} tự gửi số của mình (hoặc cấp trên trực tiếp gửi thay).",
    ),
    # the phone
    Rule(
        "phone_missing",
        _E,
        _PHONE,
        "Chưa có số điện thoại",
        "Ô {cell} {stands}; {unit} chưa có số đường dây nóng để công bố.",
        "Ghi một số trực 24/24, ví dụ: 0277 3851 234.",
        _OK_PHONE,
    ),
    Rule(
        "phone_multiple",
        _E,
        _PHONE,
        "Nhiều hơn một số điện thoại",
        "Ô {cell} ghi “{raw}”, gồm {count} số: {numbers}. Mỗi đơn vị chỉ có duy nhất một số đường dây nóng.",
        "Giữ lại một số trực 24/24 và bỏ các số còn lại, ví dụ: {choice}.",
        _OK_PHONE,
        _ONE,
    ),
    Rule(
        "phone_length",
        _E,
        _PHONE,
        "Số điện thoại thừa hoặc thiếu chữ số",
        "Ô {cell} ghi “{raw}”: có {count} chữ số, {expected}.",
        "Gọi thử và ghi lại đủ chữ số, ví dụ số cố định: 0277 3851 234 (11 chữ số), số di động: 0912 345 678 (10 chữ số).",
        _OK_PHONE,
        _PLAN,
    ),
    Rule(
        "phone_prefix",
        _E,
        _PHONE,
        "Đầu số không tồn tại",
        "Ô {cell} ghi “{raw}”: đầu số {prefix} hiện không được cấp cho thuê bao nào.",
        "Kiểm tra lại đầu số; số cố định Đồng Tháp bắt đầu bằng 0277, ví dụ: 0277 3851 234.",
        _OK_PHONE,
        _PLAN,
    ),
    Rule(
        "phone_not_a_number",
        _E,
        _PHONE,
        "Không phải số điện thoại",
        "Ô {cell} ghi “{raw}”: {detail}.",
        "Ghi một số điện thoại, định dạng ô là Văn bản, ví dụ: 0277 3851 234.",
        _OK_PHONE,
    ),
    Rule(
        "phone_digits_lost",
        _E,
        _PHONE,
        "Bảng tính làm mất chữ số",
        "Ô {cell} ghi “{raw}”: bảng tính đã rút gọn số nên các chữ số cuối không còn.",
        "Đặt định dạng ô là Văn bản (Text) rồi gõ lại đủ số, ví dụ: 0277 3851 234.",
        _OK_PHONE,
    ),
    Rule(
        "phone_foreign",
        _E,
        _PHONE,
        "Số điện thoại nước ngoài",
        "Ô {cell} ghi “{raw}”: mã quốc gia {prefix} không phải Việt Nam (+84).",
        "Ghi số trong nước, ví dụ: 0277 3851 234.",
        _OK_PHONE,
        _PLAN,
    ),
    Rule(
        "phone_emergency",
        _E,
        _PHONE,
        "Số khẩn cấp quốc gia",
        "Ô {cell} ghi “{raw}”: {number} là số dịch vụ khẩn cấp dùng chung cả nước, không phải đường dây nóng của đơn vị.",
        "Ghi số riêng của đơn vị, ví dụ: 0277 3851 234.",
        _OK_PHONE,
        _PLAN,
    ),
    Rule(
        "phone_uncertain",
        _E,
        _PHONE,
        "Có thể là hai số khác nhau",
        "Ô {cell} ghi “{raw}”: có thể hiểu là {candidates}. Hệ thống không tự chọn.",
        "Gọi thử rồi ghi đủ mã vùng hiện nay, ví dụ: {choice}.",
        _OK_PHONE,
        _PLAN,
    ),
    Rule(
        "phone_zero_restored",
        _W,
        _PHONE,
        "Đã thêm lại số 0 ở đầu",
        "Ô {cell} ghi “{raw}”, thiếu số 0 ở đầu; được hiểu là {number}.",
        "Đặt định dạng ô là Văn bản rồi ghi: {number}.",
        _OK_PHONE,
    ),
    Rule(
        "phone_area_code_added",
        _W,
        _PHONE,
        "Đã thêm mã vùng",
        "Ô {cell} ghi “{raw}”, thiếu mã vùng; được hiểu là {number}.",
        "Ghi đủ mã vùng: {number}.",
        _OK_PHONE,
        _PLAN,
    ),
    Rule(
        "phone_old_area_code",
        _W,
        _PHONE,
        "Mã vùng cũ",
        "Ô {cell} ghi “{raw}”, dùng mã vùng cũ (đổi từ 17/6/2017); được hiểu là {number}.",
        "Ghi mã vùng mới: {number}.",
        _OK_PHONE,
        _PLAN,
    ),
    Rule(
        "phone_old_mobile_prefix",
        _W,
        _PHONE,
        "Đầu số di động cũ",
        "Ô {cell} ghi “{raw}”, dùng đầu số di động 11 số cũ (đổi từ 15/9/2018); được hiểu là {number}.",
        "Ghi đầu số mới: {number}.",
        "0382 345 678",
        _PLAN,
    ),
    Rule(
        "phone_letter_for_digit",
        _W,
        _PHONE,
        "Chữ cái thay cho chữ số",
        "Ô {cell} ghi “{raw}”, có chữ O hoặc I, l thay cho số 0 hoặc 1; được hiểu là {number}.",
        "Gõ lại bằng chữ số: {number}.",
        _OK_PHONE,
    ),
    Rule(
        "phone_text_removed",
        _W,
        _PHONE,
        "Có chữ trong ô số điện thoại",
        "Ô {cell} ghi “{raw}”; phần chữ được bỏ, chỉ công bố {number}.",
        "Chỉ ghi số: {number}.",
        _OK_PHONE,
    ),
    Rule(
        "phone_person_named",
        _W,
        _PHONE,
        "Có tên hoặc chức danh cá nhân",
        "Ô {cell} ghi “{raw}”, có tên hoặc chức danh một người; tên người không được công bố.",
        "Dùng số chung của đơn vị, không ghi tên người, ví dụ: 0277 3851 234.",
        _OK_PHONE,
    ),
    Rule(
        "phone_duplicate_in_cell",
        _W,
        _PHONE,
        "Một số ghi hai lần",
        "Ô {cell} ghi “{raw}”, cùng một số viết {count} lần: {number}.",
        "Ghi một lần: {number}.",
        _OK_PHONE,
    ),
    Rule(
        "phone_extension",
        _W,
        _PHONE,
        "Có số máy lẻ",
        "Ô {cell} ghi “{raw}”, có máy lẻ {extension}; công bố {number}, máy lẻ {extension}.",
        "Nếu được, dùng số gọi thẳng không qua máy lẻ, ví dụ: 0277 3851 234.",
        _OK_PHONE,
    ),
    Rule(
        "phone_not_24_7",
        _W,
        _PHONE,
        "Không trực 24/24",
        "Ô {cell} ghi “{raw}”, tức là chỉ trực một số giờ; Công văn yêu cầu trực 24/24.",
        "Bố trí trực 24/24 hoặc ghi số khác có trực, ví dụ: 0277 3851 234.",
        _OK_PHONE,
        "Công văn ngày 04/9/2021, mục 2: trực đường dây nóng 24/24 giờ",
    ),
    Rule(
        "phone_premium",
        _W,
        _PHONE,
        "Số tính cước cao 1900",
        "Ô {cell} ghi “{raw}”: {number} là số 1900, người gọi phải trả cước cao.",
        "Nên dùng số cố định, di động hoặc 1800, ví dụ: 0277 3851 234.",
        _OK_PHONE,
        _PLAN,
    ),
    Rule(
        "phone_other_province",
        _W,
        _PHONE,
        "Mã vùng tỉnh khác",
        "Ô {cell} ghi “{raw}”: {number} có mã vùng của {province}, không phải {home}.",
        "Kiểm tra lại mã vùng, ví dụ: 0277 3851 234.",
        _OK_PHONE,
        _PLAN,
    ),
    Rule(
        "phone_shared_service",
        _W,
        _PHONE,
        "Số tổng đài dùng chung",
        "Ô {cell} ghi “{raw}”: {number} là tổng đài dùng chung của tỉnh, không phải số riêng của đơn vị.",
        "Ghi số riêng của đơn vị nếu có, ví dụ: 0277 3851 234.",
        _OK_PHONE,
    ),
    Rule(
        "note_phone",
        _W,
        _NOTE,
        "Ghi chú có thêm số điện thoại",
        "Ô {cell} (ghi chú) ghi “{raw}”, có thêm số điện thoại; ghi chú này không được công bố.",
        "Bỏ số trong ghi chú; Công văn yêu cầu duy nhất một số. Ghi chú có thể ghi, ví dụ: Trực 24/24.",
        "Trực 24/24",
        _ONE,
    ),
    Rule(
        "note_person",
        _W,
        _NOTE,
        "Ghi chú có tên người",
        "Ô {cell} (ghi chú) ghi “{raw}”, có tên hoặc chức danh một người; ghi chú này không được công bố.",
        "Bỏ tên người. Ghi chú có thể ghi, ví dụ: Trực 24/24.",
        "Trực 24/24",
    ),
    # over several rows and submissions
    Rule(
        "unit_repeated",
        _W,
        _NAME,
        "Đơn vị ghi hai lần",
        "{unit} xuất hiện {count} lần trong tệp này (các ô {cells}) với cùng một số.",
        "Xóa dòng thừa, mỗi đơn vị một dòng.",
    ),
    Rule(
        "unit_conflict",
        _E,
        _PHONE,
        "Một đơn vị hai số khác nhau",
        "Ô {cell} ghi {number} cho {unit}, nhưng nơi khác cùng cấp báo cáo ghi số khác: {others}.",
        "Hỏi {unit} số nào đúng; giữ lại một số, gửi lại, ví dụ: {number}.",
        "",
        _ONE,
    ),
    Rule(
        "unit_disagrees",
        _W,
        _PHONE,
        "Khác với số được công bố",
        "Ô {cell} ghi {number} cho {unit}, nhưng số được công bố là {published} theo {winner}.",
        "Hỏi lại {unit}; nếu số công bố sai, {unit} gửi lại biểu mẫu.",
    ),
    Rule(
        "unit_superseded",
        _I,
        _PHONE,
        "Đã có bản gửi mới hơn",
        "Ô {cell} ghi {number} cho {unit}; đã được thay bằng bản gửi mới hơn ({winner}).",
        "Không phải làm gì.",
    ),
    Rule(
        "phone_shared",
        _W,
        _PHONE,
        "Một số cho nhiều đơn vị",
        "Ô {cell} ghi {number} cho {unit}; số này cũng được ghi cho: {others}.",
        "Mỗi đơn vị cần một số riêng; kiểm tra xem có ghi nhầm số của đơn vị khác không.",
        "",
        _ONE,
    ),
    Rule(
        "received_late",
        _W,
        _FILE,
        "Nhận sau hạn",
        "Tệp “{file}” nhận lúc {when}, sau hạn báo cáo {deadline}.",
        "Không phải gửi lại; lần sau gửi trước hạn.",
        "",
        "Công văn ngày 04/9/2021, mục 4",
    ),
    Rule(
        "received_out_of_order",
        _W,
        _FILE,
        "Bản gửi sau lại được lưu trước",
        "Tệp “{file}” nhận sau nhưng được lưu lần cuối lúc {when}, trước tệp mà nó thay thế (“{other}”).",
        "Kiểm tra xem có gửi nhầm bản cũ không; nếu nhầm, gửi lại bản mới nhất.",
    ),
    Rule(
        "evidence_missing",
        _W,
        _UNIT,
        "Chưa có tài liệu chứng minh",
        "{unit} đã gửi biểu mẫu nhưng chưa gửi tài liệu chứng minh kèm theo.",
        "Gửi bản chụp hoặc PDF quyết định phân công trực, ví dụ: quyet-dinh-phan-cong-truc.pdf.",
        "",
        "Công văn ngày 04/9/2021, mục 4: kèm theo các tài liệu chứng minh",
    ),
    # decisions of a reviewer
    Rule(
        "decision_applied",
        _I,
        _DECISION,
        "Đã áp dụng quyết định của người duyệt",
        "Ô {cell} ghi “{raw}”; người duyệt đã quyết định: {answer}.",
        "Không phải làm gì; muốn đổi, chọn lại hoặc “Thu hồi quyết định” trong quyet-dinh.xlsx.",
        "",
        _BY_RULE,
    ),
    Rule(
        "decision_lapsed",
        _W,
        _DECISION,
        "Quyết định hết hiệu lực vì số liệu đã đổi",
        "Ô {cell} đã quyết định: {answer}; dòng mà quyết định này nói tới nay đã khác nên phải hỏi lại.",
        "Trả lời lại câu hỏi trong quyet-dinh.xlsx mới nhất, ví dụ: chọn lại số cũ nếu vẫn đúng.",
        "",
        _BY_RULE,
    ),
    Rule(
        "decision_invalid",
        _E,
        _DECISION,
        "Quyết định không có trong các lựa chọn",
        "Ô {cell} ghi “{raw}”, không có trong các lựa chọn của câu hỏi này: {choices}.",
        "Chọn trong danh sách thả xuống của ô, ví dụ: {choice}. Số chưa đơn vị nào gửi thì đề nghị đơn vị gửi lại biểu mẫu.",
        NOTHING_EXAMPLE,
        _BY_RULE,
    ),
    Rule(
        "decision_unsigned",
        _E,
        _DECISION,
        "Quyết định chưa ghi người duyệt",
        "Dòng có ô {cell} ghi quyết định “{raw}” nhưng cột “Người duyệt” để trống.",
        "Ghi họ tên người duyệt vào cột “Người duyệt”, ví dụ: Nguyễn Văn An.",
        "",
        _BY_RULE,
    ),
)

# Words of a rule at another severity than its usual one: (message, hint).
_OTHER_WORDS: dict[tuple[str, Severity], tuple[str, str]] = {
    ("name_retired", _E): (
        "Ô {cell} ghi “{raw}”: {detail}. Dòng này không được công bố.",
        "Xóa dòng này, hoặc ghi đơn vị hiện nay theo danh mục, ví dụ: Xã Tân Mỹ, huyện Lấp Vò.",
    ),
}

CATALOGUE: dict[str, Rule] = {rule.code: rule for rule in _RULES}

# The order in which a unit's gravest finding is chosen: errors before warnings, then the order of the catalogue.
GRAVITY: dict[str, int] = {
    rule.code: i for i, rule in enumerate(sorted(_RULES, key=lambda r: [_E, _W, _I].index(r.severity)))
}

# Findings that stand alone: after one of these the rows of the file could not be checked.
BLOCKING: frozenset[str] = frozenset(
    {
        "file_empty", "file_corrupt", "file_encrypted", "file_unsupported", "file_too_large",
        "table_missing", "form_other", "column_missing", "form_empty",
    }
)  # fmt: skip


class _Blanks(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


def words(code: str, params: dict[str, object], severity: str = "") -> tuple[str, str]:
    """Return (message, hint) of a finding in Vietnamese. Unknown parameters show as “…”. Raises KeyError on a bad code."""
    rule = CATALOGUE[code]
    message, hint = rule.message, rule.hint
    if severity and severity != rule.severity:
        message, hint = _OTHER_WORDS.get((code, Severity(severity)), (message, hint))
    filled = _Blanks({k: v for k, v in params.items() if v is not None and v != ""})
    return " ".join(message.format_map(filled).split()), " ".join(
        hint.format_map(filled).split()
    ) if "{" in hint else hint
