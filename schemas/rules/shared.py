"""What several rules share: the texts they rest on, and what their hints advise.

Names and numbers in hints and examples are placeholders, filled from the registry in force: `schemas/examples.py`.
"""

from __future__ import annotations

ONE_NUMBER = "Công văn ngày 04/9/2021, mục 1: mỗi đơn vị chỉ có duy nhất một số"
NUMBERING_PLAN = "Thông tư 22/2014/TT-BTTTT (quy hoạch kho số viễn thông) và các lần đổi mã 2017, 2018"
BY_REVIEW = "Quy trình rà soát: mỗi quyết định có người duyệt và chỉ chọn trong những gì đơn vị đã gửi"
OWN_READING = "Quy trình rà soát: chỉ công bố số đọc được chắc chắn, theo đúng những gì người xem thấy trong tệp"
PERSONAL_DATA = "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15; Nghị định 13/2023/NĐ-CP"

NOTHING_EXAMPLE = "Không công bố"
SEND_XLSX = "Gửi lại biểu mẫu dưới dạng tệp Excel (.xlsx), ví dụ: phu-luc-duong-day-nong.xlsx."
# The forms that a hint names, by the titles that their declarations print.
COUNTS_TITLE = "BÁO CÁO SỐ LIỆU TIẾP NHẬN, XỬ LÝ PHẢN ÁNH QUA ĐƯỜNG DÂY NÓNG"
