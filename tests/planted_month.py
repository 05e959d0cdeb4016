"""The papers of one month as offices send them, planted with names and citizens' data: banks written one after another."""

from __future__ import annotations

from tests.planted_papers import (
    THU,
    Paper,
    Secrets,
    days,
    document,
    html_of,
    letter_mail,
    letterhead,
    pdf,
    sheet,
)

DUTY, LOG, PUBLICITY, COORDINATION = (frozenset({d}) for d in ("duty", "log", "publicity", "coordination"))


def _signed(s: Secrets, post: str) -> list[list[str]]:
    return [["Nơi nhận:\n- Như trên;\n- Lưu: VT.", f"{post}\n(Đã ký)\n{s.person()}"]]


def first_bank(s: Secrets) -> list[Paper]:
    """Return the papers that the reading was mended by."""
    week = days("2021-09-06", 7)
    month = days("2021-09-01", 30)
    out: list[Paper] = []

    # duty rosters
    rows: list[list[object]] = [
        ["UBND TỈNH ĐỒNG THÁP"], ["SỞ CÔNG THƯƠNG"], [],
        ["LỊCH TRỰC ĐƯỜNG DÂY NÓNG THÁNG 9 NĂM 2021"], ["Số điện thoại đường dây nóng: 0277 3851 234"], [],
        ["STT", "Ngày", "Thứ", "Ca trực", "Họ và tên", "Chức vụ", "Số điện thoại"],
    ]  # fmt: skip
    for n, day in enumerate(month):
        for ca in ("6 giờ 00 - 14 giờ 00", "14 giờ 00 - 22 giờ 00", "22 giờ 00 - 6 giờ 00 hôm sau"):
            rows.append(
                [n + 1, day.strftime("%d/%m/%Y"), THU[day.weekday()], ca, s.person(), "Chuyên viên", s.office_mobile()]
            )
    rows += [[], ["", "", "", "", "GIÁM ĐỐC"], ["", "", "", "", s.person()]]
    out.append(Paper("A-SCT", "lich truc thang 9.xlsx", sheet(("T9", rows)), DUTY))

    across: list[list[object]] = [
        ["ỦY BAN NHÂN DÂN XÃ MỸ TRÀ"], ["LỊCH PHÂN CÔNG TRỰC ĐƯỜNG DÂY NÓNG"],
        ["(Từ ngày 06/9/2021 đến ngày 12/9/2021)"],
        ["Ca trực", *(f"{THU[d.weekday()]}\n{d.strftime('%d/%m')}" for d in week)],
        *([ca, *(s.person() for _ in week)] for ca in ("00g00 - 08g00", "08g00 - 16g00", "16g00 - 24g00")),
        ["Ghi chú: Đồng chí trực giữ máy 0277.3852.345 liên tục, bàn giao ca đầy đủ."],
    ]  # fmt: skip
    out.append(Paper("29887", "LICH TRUC TUAN.xlsx", sheet(("Tuần 36", across)), DUTY))

    out.append(Paper("A-STP", "Lich truc DDN.docx", document(
        letterhead("UBND TỈNH ĐỒNG THÁP", "SỞ TƯ PHÁP", "", "Đồng Tháp, ngày 05 tháng 9 năm 2021"),
        "LỊCH TRỰC", "Đường dây nóng 24/24 giờ (từ ngày 06/9/2021 đến ngày 12/9/2021)",
        [["Thời gian trực", "Cán bộ trực", "Chức vụ", "Điện thoại liên hệ", "Ghi chú"],
         *([f"Từ 07 giờ 00 ngày {a.strftime('%d/%m/%Y')} đến 07 giờ 00 ngày {b.strftime('%d/%m/%Y')}", s.person(), "Phó Trưởng phòng", s.office_mobile(), ""]
           for a, b in zip(week, days("2021-09-07", 7), strict=True))],
        _signed(s, "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC")), DUTY))  # fmt: skip

    out.append(Paper("A-SXD", "bang phan cong.pdf", pdf(
        letterhead("UBND TỈNH ĐỒNG THÁP", "SỞ XÂY DỰNG", "Số: 312/SXD-VP", "Đồng Tháp, ngày 05 tháng 9 năm 2021"),
        "BẢNG PHÂN CÔNG TRỰC ĐƯỜNG DÂY NÓNG", "Tháng 9 năm 2021",
        [["Ngày", "Buổi", "Người trực", "Điện thoại"], *([d.strftime("%d/%m"), "Cả ngày", s.person(), s.office_mobile()] for d in week)]), DUTY))  # fmt: skip

    shifts = [["Ngày trực", "Từ giờ", "Đến giờ", "Họ tên cán bộ trực", "Chức danh", "Số máy trực"]]
    for day in week:
        shifts += [[day.strftime("%d/%m/%Y"), a, b, s.person(), "Văn phòng - Thống kê", "0277 3853 456"] for a, b in (("7h00", "19h00"), ("19h00", "7h00"))]  # fmt: skip
    out.append(Paper("29929", "thu gui.eml", letter_mail(
        s.person(), "UBND xã Tân Hộ Cơ gửi lịch trực đường dây nóng", f"Kính gửi anh {s.person()},\nXã gửi lịch trực tuần này.\nTrân trọng./.\n{s.person()}\nĐT: {s.office_mobile()}",
        files={"Phan cong truc.xlsx": sheet(("Sheet1", [["PHÂN CÔNG TRỰC ĐƯỜNG DÂY NÓNG XÃ TÂN HỘ CƠ"], [], *shifts]))}), DUTY))  # fmt: skip

    out.append(Paper("A-SKHDT", "LICH TRUC.xlsx", sheet(("T9", [
        ["SỞ KẾ HOẠCH VÀ ĐẦU TƯ"], ["LỊCH TRỰC ĐƯỜNG DÂY NÓNG"], ["Tuần từ 06/9/2021 đến 12/9/2021"], [],
        ["Ngày", "Ca 1\n(6h00 - 14h00)", "Ca 2\n(14h00 - 22h00)", "Ca 3\n(22h00 - 6h00)", "Lãnh đạo trực"],
        *([f"{THU[d.weekday()]}, {d.strftime('%d/%m/%Y')}", s.person(), s.person(), s.person(), s.person()] for d in week),
        [], ["", "", "", "GIÁM ĐỐC"], ["", "", "", s.person()],
    ])), DUTY))  # fmt: skip

    # monthly counts
    out.append(Paper("A-SNNPTNT", "Bieu so lieu T8.xlsx", sheet(("Biểu 01", [
        ["SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN"],
        ["SỐ LIỆU TIẾP NHẬN, XỬ LÝ PHẢN ÁNH QUA ĐƯỜNG DÂY NÓNG"], ["Tháng 8 năm 2021"], [],
        ["STT", "Đơn vị", "Kỳ trước chuyển sang", "Tiếp nhận trong kỳ", "Đã giải quyết", "", "Đang giải quyết", "", "Ghi chú"],
        ["", "", "", "", "Đúng hạn", "Trễ hạn", "Trong hạn", "Quá hạn", ""],
        [1, "Sở Nông nghiệp và Phát triển nông thôn", 3, 25, 20, 2, 5, 1, ""],
        [], ["", "Người lập biểu", "", "", "", "", "GIÁM ĐỐC"], ["", s.person(), "", "", "", "", s.person()],
    ]), merges=["E5:F5", "G5:H5"]), LOG))  # fmt: skip

    out.append(Paper("29995", "so lieu phan anh thang 8.xlsx", sheet(("Sheet1", [
        ["UBND XÃ PHÚ THUẬN B"], ["THỐNG KÊ PHẢN ÁNH, KIẾN NGHỊ QUA ĐƯỜNG DÂY NÓNG THÁNG 08/2021"],
        ["TT", "Nội dung", "Số lượng"], [1, "Số phản ánh tồn tháng trước chuyển qua", 0], [2, "Số phản ánh tiếp nhận trong tháng", 12],
        [3, "Số phản ánh đã giải quyết đúng hạn", 10], [4, "Số phản ánh đã giải quyết trễ hạn", 1],
        [5, "Số phản ánh đang giải quyết còn trong hạn", 1], [6, "Số phản ánh đang giải quyết quá hạn", 0],
        ["", "Người báo cáo: " + s.person()],
    ])), LOG))  # fmt: skip

    out.append(Paper("A-SGTVT", "BC so lieu.docx", document(
        letterhead("UBND TỈNH ĐỒNG THÁP", "SỞ GIAO THÔNG VẬN TẢI", "Số: 1204/BC-SGTVT", "Đồng Tháp, ngày 03 tháng 9 năm 2021"),
        "BÁO CÁO", "Kết quả tiếp nhận, xử lý phản ánh qua đường dây nóng tháng 8/2021",
        [["Tồn đầu kỳ", "Tiếp nhận mới", "Giải quyết đúng hạn", "Giải quyết quá hạn", "Chưa giải quyết (còn hạn)", "Chưa giải quyết (đã quá hạn)"], [4, 31, 28, 2, 4, 1]],
        _signed(s, "GIÁM ĐỐC")), LOG))  # fmt: skip

    count_table = [["Tồn kỳ trước", "Nhận trong kỳ", "Đã xử lý đúng hạn", "Đã xử lý trễ hạn", "Đang xử lý trong hạn", "Đang xử lý quá hạn"], ["2", "9", "8", "1", "2", "0"]]  # fmt: skip
    out.append(Paper("30019", "bao cao so lieu.eml", letter_mail(
        s.person(), "Số liệu đường dây nóng tháng 8 năm 2021 của UBND xã An Hòa",
        html=html_of(count_table, f"Số liệu tiếp nhận, xử lý phản ánh qua đường dây nóng tháng 8/2021 của UBND xã An Hòa. Người gửi: {s.person()}")), LOG))  # fmt: skip

    # made known
    out.append(Paper("A-STTTT", "TB cong khai.docx", document(
        letterhead("UBND TỈNH ĐỒNG THÁP", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "Số: 45/TB-STTTT", "Đồng Tháp, ngày 05 tháng 9 năm 2021"),
        "THÔNG BÁO", "Về việc công khai số điện thoại đường dây nóng tiếp nhận phản ánh của người dân",
        "Thực hiện Công văn của Ủy ban nhân dân Tỉnh, Sở thông báo số điện thoại đường dây nóng: 0277 3851 777.", f"Người trực: ông {s.person()}, điện thoại {s.office_mobile()}.",
        _signed(s, "GIÁM ĐỐC")), PUBLICITY))  # fmt: skip
    out.append(Paper("30043", "thong bao.pdf", pdf(
        letterhead("ỦY BAN NHÂN DÂN", "XÃ HƯNG THẠNH", "Số: 18/TB-UBND", "Hưng Thạnh, ngày 05 tháng 9 năm 2021"),
        "THÔNG BÁO", "Số điện thoại đường dây nóng của Ủy ban nhân dân xã Hưng Thạnh",
        f"Ủy ban nhân dân xã thông báo đến toàn thể nhân dân số điện thoại đường dây nóng 0277 3829 111 do ông {s.person()} phụ trách.", _signed(s, "CHỦ TỊCH")), PUBLICITY))  # fmt: skip
    out.append(Paper("30067", "bien ban niem yet.docx", document(
        letterhead("ỦY BAN NHÂN DÂN", "XÃ PHÚ ĐIỀN", "", "Phú Điền, ngày 05 tháng 9 năm 2021"),
        "BIÊN BẢN", "Về việc niêm yết công khai số điện thoại đường dây nóng tại trụ sở Ủy ban nhân dân xã",
        f"Hôm nay, lúc 08 giờ, chúng tôi gồm: ông {s.person()}, Phó Chủ tịch; bà {s.person()}, công chức Văn phòng; đại diện nhân dân: ông {s.person()}, {s.home()}.",
        _signed(s, "TM. ỦY BAN NHÂN DÂN")), PUBLICITY))  # fmt: skip
    out.append(Paper("30091", "gui TB.eml", letter_mail(
        s.person(), "Gửi thông báo tuyên truyền số điện thoại đường dây nóng xã Tân Nghĩa", f"Người gửi {s.person()}",
        files={"TB.pdf": pdf("THÔNG BÁO", "Tuyên truyền số điện thoại đường dây nóng đến người dân trên địa bàn xã Tân Nghĩa", f"Đã phát trên đài truyền thanh xã từ ngày 05/9/2021. Cán bộ đài: {s.person()}")}), PUBLICITY))  # fmt: skip

    # assigned, opened, coordinated
    out.append(Paper("A-SYT", "QD phan cong.docx", document(
        letterhead("UBND TỈNH ĐỒNG THÁP", "SỞ Y TẾ", "Số: 905/QĐ-SYT", "Đồng Tháp, ngày 05 tháng 9 năm 2021"),
        "QUYẾT ĐỊNH", "Về việc phân công công chức, viên chức trực đường dây nóng 24/24 giờ", "GIÁM ĐỐC SỞ Y TẾ",
        f"Điều 1. Phân công các ông, bà sau trực đường dây nóng: 1. Ông {s.person()} ({s.office_mobile()}); 2. Bà {s.person()}.", _signed(s, "GIÁM ĐỐC")), DUTY))  # fmt: skip
    out.append(Paper("30115", "QD to truc.pdf", pdf(
        letterhead("ỦY BAN NHÂN DÂN", "XÃ MỸ LONG", "Số: 77/QĐ-UBND", "Mỹ Long, ngày 05 tháng 9 năm 2021"),
        "QUYẾT ĐỊNH", "Thành lập Tổ trực đường dây nóng xã Mỹ Long", f"Điều 1. Thành lập Tổ trực gồm: {s.person()}, Tổ trưởng; {s.person()}, thành viên.", _signed(s, "CHỦ TỊCH")), DUTY))  # fmt: skip
    out.append(Paper("30139", "QD so theo doi.docx", document(
        letterhead("ỦY BAN NHÂN DÂN", "XÃ AN PHONG", "Số: 80/QĐ-UBND", "An Phong, ngày 05 tháng 9 năm 2021"),
        "QUYẾT ĐỊNH", "Ban hành Sổ theo dõi tiếp nhận, xử lý phản ánh của người dân qua đường dây nóng", "Điều 1. Ban hành kèm theo Quyết định này mẫu Sổ theo dõi.",
        f"Điều 2. Giao ông {s.person()} quản lý Sổ.", _signed(s, "CHỦ TỊCH")), LOG))  # fmt: skip
    out.append(Paper("A-SKHCN", "bien ban mo so.pdf", pdf(
        letterhead("UBND TỈNH ĐỒNG THÁP", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "", "Đồng Tháp, ngày 05 tháng 9 năm 2021"),
        "BIÊN BẢN", "Về việc mở Sổ theo dõi tiếp nhận phản ánh qua đường dây nóng", f"Thành phần: bà {s.person()}, Chánh Văn phòng; ông {s.person()}, chuyên viên."), LOG))  # fmt: skip
    out.append(Paper("A-SGDDT", "quy che.docx", document(
        letterhead("UBND TỈNH ĐỒNG THÁP", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "", ""),
        "QUY CHẾ", "Phối hợp tiếp nhận, xử lý phản ánh của người dân qua đường dây nóng giữa các phòng, đơn vị trực thuộc Sở", "Điều 1. Phạm vi điều chỉnh", _signed(s, "GIÁM ĐỐC")), COORDINATION))  # fmt: skip
    out.append(Paper("30163", "QD phoi hop.pdf", pdf(
        letterhead("ỦY BAN NHÂN DÂN", "XÃ BÌNH THÀNH", "Số: 91/QĐ-UBND", "Bình Thành, ngày 05 tháng 9 năm 2021"),
        "QUYẾT ĐỊNH", "Về việc ban hành Quy chế phối hợp giữa các ngành, đoàn thể trong xử lý phản ánh của người dân qua đường dây nóng", _signed(s, "CHỦ TỊCH")), COORDINATION))  # fmt: skip

    # letters and minutes that prove nothing of it
    out.append(Paper("A-SNV", "bao cao.docx", document(
        letterhead("UBND TỈNH ĐỒNG THÁP", "SỞ NỘI VỤ", "Số: 1500/BC-SNV", "Đồng Tháp, ngày 06 tháng 9 năm 2021"),
        "BÁO CÁO", "Kết quả chấn chỉnh, củng cố hoạt động các đường dây nóng", "1. Về thiết lập đường dây nóng: Sở đã thiết lập và niêm yết số 0277 3851 000.",
        f"2. Về phân công trực: Sở đã phân công ông {s.person()} trực 24/24 giờ, có mở Sổ theo dõi.", _signed(s, "GIÁM ĐỐC"))))  # fmt: skip
    out.append(Paper("A-STC", "cv bao cao.pdf", pdf(
        letterhead("UBND TỈNH ĐỒNG THÁP", "SỞ TÀI CHÍNH", "Số: 2001/STC-VP\nV/v báo cáo số điện thoại đường dây nóng", "Đồng Tháp, ngày 06 tháng 9 năm 2021"),
        "Kính gửi: Ủy ban nhân dân Tỉnh", f"Sở Tài chính báo cáo số điện thoại đường dây nóng 0277 3851 321. Đầu mối: {s.person()}, {s.office_mobile()}.", _signed(s, "GIÁM ĐỐC"))))  # fmt: skip
    out.append(Paper("A-SNGV", "thu.eml", letter_mail(
        s.person(), "V/v đường dây nóng", f"Kính gửi Văn phòng,\nSở Ngoại vụ sẽ gửi tài liệu sau.\n{s.person()}, điện thoại {s.office_mobile()}")))  # fmt: skip
    out.append(Paper("30187", "bien ban hop.docx", document(
        letterhead("ỦY BAN NHÂN DÂN", "XÃ VĨNH THẠNH", "", "Vĩnh Thạnh, ngày 05 tháng 9 năm 2021"),
        "BIÊN BẢN", "Họp triển khai Công văn của Ủy ban nhân dân Tỉnh về chấn chỉnh, củng cố hoạt động đường dây nóng",
        f"Chủ trì: ông {s.person()}. Thư ký: bà {s.person()}. Nội dung: quán triệt việc trực 24/24 giờ, mở sổ theo dõi, niêm yết số điện thoại."), perhaps=DUTY))  # fmt: skip

    # citizens
    log = [
        [
            "STT",
            "Ngày, giờ",
            "Họ và tên người phản ánh",
            "Địa chỉ",
            "Số điện thoại",
            "Nội dung phản ánh",
            "Kết quả xử lý",
        ]
    ]
    log += [[str(n), f"0{n}/9/2021", s.person(), s.home(), s.mobile(), "Xin hỗ trợ gạo", "Đã chuyển"] for n in range(1, 7)]  # fmt: skip
    out.append(Paper("30211", "so theo doi.xlsx", sheet(("Sổ", [["SỔ THEO DÕI TIẾP NHẬN, XỬ LÝ PHẢN ÁNH QUA ĐƯỜNG DÂY NÓNG"], [], *log])), citizens=True))  # fmt: skip
    log = [["TT", "Người gọi", "Nơi ở", "Vấn đề phản ánh"], *([str(n), f"{s.person()} ({s.mobile()})", s.home(), "Chưa được tiêm vắc xin"] for n in range(5))]  # fmt: skip
    out.append(Paper("30235", "nhat ky.docx", document("NHẬT KÝ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", log), citizens=True))
    poor = [["STT", "Họ tên chủ hộ", "Năm sinh", "Số CCCD", "Ấp", "Lý do đề nghị hỗ trợ"], *([n, s.person(), 1960 + n, f"0872{s.mobile().replace(' ', '')[2:]}", s.home(), "Mất việc"] for n in range(1, 6))]  # fmt: skip
    out.append(Paper("30259", "gui ds.eml", letter_mail(
        s.person(), "Danh sách người dân phản ánh qua đường dây nóng", "Gửi danh sách.", files={"ds ho tro.xlsx": sheet(("DS", [["DANH SÁCH NGƯỜI DÂN ĐỀ NGHỊ HỖ TRỢ QUA ĐƯỜNG DÂY NÓNG"], *poor]))}), citizens=True))  # fmt: skip
    book = [["Ngày", "Công dân", "Địa chỉ, điện thoại", "Nội dung"], *(["05/9", s.person(), f"{s.home()}, {s.mobile()}", "Phản ánh chốt kiểm soát"] for _ in range(4))]  # fmt: skip
    out.append(
        Paper("29954", "scan so.pdf", pdf("SỔ THEO DÕI TIẾP NHẬN PHẢN ÁNH QUA ĐƯỜNG DÂY NÓNG", book), perhaps=LOG)
    )
    return out


def second_bank(s: Secrets) -> list[Paper]:
    """Return the papers that were written when the reading had been mended by the first."""
    out: list[Paper] = []
    month = days("2021-09-01", 30)
    week = days("2021-09-06", 7)

    # duty rosters
    weeks = []
    for n in range(4):
        rows: list[list[object]] = [["DANH SÁCH CÁN BỘ TRỰC HOTLINE - VƯỜN QUỐC GIA TRÀM CHIM"], [f"Tuần thứ {n + 1} tháng 9 năm 2021"], [], ["TT", "Ngày tháng", "Thời gian", "Người trực", "Di động", "Ký nhận"]]  # fmt: skip
        for day in month[n * 7 : n * 7 + 7 if n < 3 else 30]:
            rows += [[len(rows) - 3, day, "07h30 - 19h30", s.person(), s.office_mobile()], [len(rows) - 2, day, "19h30 - 07h30", s.person(), s.office_mobile()]]  # fmt: skip
        weeks.append((f"Tuần {n + 1}", rows))
    out.append(Paper("A-VQGTC", "DS truc hotline.xlsx", sheet(*weeks), DUTY))

    out.append(Paper("A-TTT", "truc ddn.docx", document(
        letterhead("UBND TỈNH ĐỒNG THÁP", "THANH TRA TỈNH", "", "Đồng Tháp, ngày 04 tháng 9 năm 2021"),
        "BẢNG PHÂN CÔNG", "Trực đường dây nóng từ ngày 06 tháng 9 đến ngày 12 tháng 9 năm 2021", "(Kèm theo Quyết định số 66/QĐ-TTT)",
        [["Thứ, ngày", "Trực ngày (07h00 – 19h00)", "Trực đêm (19h00 – 07h00 hôm sau)", "Ghi chú"],
         *([f"{THU[d.weekday()]} ({d.strftime('%d/%m')})", s.person(), s.person(), ""] for d in week)],
        _signed(s, "CHÁNH THANH TRA")), DUTY))  # fmt: skip

    table = [["Ngày", "Giờ trực", "Cán bộ trực", "Số điện thoại"], *([d.strftime("%d-%m-%Y"), g, s.person(), s.office_mobile()] for d in week for g in ("0h00 đến 12h00", "12h00 đến 24h00"))]  # fmt: skip
    out.append(Paper("29863", "gui lich.eml", letter_mail(
        s.person(), "Lịch trực đường dây nóng Phường 11", html=html_of(table, f"LỊCH TRỰC ĐƯỜNG DÂY NÓNG PHƯỜNG 11<br>Người lập: {s.person()}")), DUTY))  # fmt: skip

    grouped: list[list[object]] = [["UBND PHƯỜNG 1"], ["LỊCH TRỰC TIẾP NHẬN THÔNG TIN QUA ĐƯỜNG DÂY NÓNG"], [], ["STT", "Ca trực", "Họ và tên", "Chức vụ", "Điện thoại"]]  # fmt: skip
    for day in week:
        grouped.append([f"{THU[day.weekday()]}, ngày {day.day}/{day.month}/2021"])
        grouped += [[n + 1, g, s.person(), "Công chức", s.office_mobile()] for n, g in enumerate(("Từ 6h đến 14h", "Từ 14h đến 22h", "Từ 22h đến 6h"))]  # fmt: skip
    out.append(Paper("29905", "Lich truc P1.xlsx", sheet(("Sheet1", grouped)), DUTY))

    out.append(Paper("A-SLDTBXH", "lich.docx", document(
        "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "LỊCH TRỰC ĐƯỜNG DÂY NÓNG QUÝ III/2021",
        [["STT", "Tuần", "Từ ngày - đến ngày", "Thời gian trực", "Lãnh đạo", "Chuyên viên"],
         *([str(n + 1), f"Tuần {36 + n}", f"{a:%d/%m/%Y} - {b:%d/%m/%Y}", "24/24 giờ", s.person(), s.person()] for n, (a, b) in enumerate([(month[5], month[11]), (month[12], month[18])]))]), DUTY))  # fmt: skip

    out.append(Paper("29989", "LICH TRUC T9.pdf", pdf(
        letterhead("ỦY BAN NHÂN DÂN", "PHƯỜNG AN BÌNH A", "", "An Lộc, ngày 01 tháng 9 năm 2021"), "LỊCH TRỰC ĐƯỜNG DÂY NÓNG", "(Tháng 9/2021)",
        [["Ngày", "Người trực chính", "Người trực phụ"], *([f"{d:%d/%m}", s.person(), s.person()] for d in week)]), DUTY))  # fmt: skip

    # counts
    out.append(Paper("29956", "tong hop so lieu.xlsx", sheet(("TH", [
        ["ỦY BAN NHÂN DÂN XÃ THƯỜNG PHƯỚC 1"], ["BÁO CÁO SỐ LIỆU PHẢN ÁNH CỦA NGƯỜI DÂN QUA ĐƯỜNG DÂY NÓNG"], [],
        ["STT", "Chỉ tiêu", "Tháng 7/2021", "Tháng 8/2021"],
        [1, "Tồn đầu kỳ", 1, 2], [2, "Tiếp nhận trong kỳ", 14, 18], [3, "Giải quyết đúng hạn", 12, 17], [4, "Giải quyết trễ hạn", 1, 1],
        [5, "Chưa giải quyết - trong hạn", 2, 2], [6, "Chưa giải quyết - quá hạn", 0, 0], [], ["", "Người tổng hợp"], ["", s.person()],
    ])), LOG))  # fmt: skip
    out.append(Paper("A-DPTTH", "bieu tong hop.docx", document(
        letterhead("UBND TỈNH ĐỒNG THÁP", "ĐÀI PHÁT THANH VÀ TRUYỀN HÌNH ĐỒNG THÁP", "Số: 55/BC-PTTH", "Đồng Tháp, ngày 02 tháng 9 năm 2021"),
        "TỔNG HỢP", "Tình hình tiếp nhận, giải quyết phản ánh qua đường dây nóng trong tháng 8 năm 2021",
        [["TT", "Nội dung", "Số lượng", "Ghi chú"], ["1", "Phản ánh kỳ trước chuyển sang", "5", ""], ["2", "Phản ánh nhận trong kỳ", "40", ""], ["3", "Đã giải quyết đúng hạn", "36", ""],
         ["4", "Đã giải quyết quá hạn", "3", ""], ["5", "Đang giải quyết trong hạn", "5", ""], ["6", "Đang giải quyết quá hạn", "1", ""]],
        _signed(s, "GIÁM ĐỐC")), LOG))  # fmt: skip
    out.append(Paper("867", "gui so lieu.eml", letter_mail(
        s.person(), "UBND thành phố Sa Đéc báo cáo số liệu tháng 8", f"Gửi đồng chí {s.person()} số liệu tháng 8. {s.person()} - {s.office_mobile()}",
        files={"Bieu 1.xlsx": sheet(("Biểu 1", [
            ["UBND THÀNH PHỐ SA ĐÉC"], ["KẾT QUẢ XỬ LÝ PHẢN ÁNH QUA ĐƯỜNG DÂY NÓNG THÁNG 8/2021"],
            ["Tổng số", "", "", "Đã giải quyết", "", "Chưa giải quyết", ""],
            ["Tổng", "Kỳ trước chuyển sang", "Mới tiếp nhận", "Trước và đúng hạn", "Quá hạn", "Chưa đến hạn", "Đã quá hạn"], [60, 10, 50, 48, 4, 6, 2],
            ["", "", "", "", "Người lập: " + s.person()]]))}), LOG))  # fmt: skip

    # made known
    out.append(Paper("A-SVHTTDL", "tb duong day nong.docx", document(
        letterhead("UBND TỈNH ĐỒNG THÁP", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Số: 122/TB-SVHTTDL", "Đồng Tháp, ngày 05 tháng 9 năm 2021"),
        "THÔNG BÁO", "Công bố số điện thoại đường dây nóng phục vụ phòng, chống dịch COVID-19", "Kính gửi: Các phòng, đơn vị",
        f"Mọi chi tiết liên hệ: {s.person()} - {s.office_mobile()}", _signed(s, "GIÁM ĐỐC")), PUBLICITY))  # fmt: skip
    out.append(Paper("30199", "ban tin.pdf", pdf(
        "ĐÀI TRUYỀN THANH XÃ", "BẢN TIN", "Tuyên truyền số điện thoại đường dây nóng của Ủy ban nhân dân xã",
        f"Kính thưa bà con! Khi cần hỗ trợ, bà con gọi số 0277 3651 234. Biên tập: {s.person()}. Phát thanh viên: {s.person()}."), PUBLICITY))  # fmt: skip
    out.append(Paper("29978", "niem yet.docx", document(
        letterhead("ỦY BAN NHÂN DÂN", "PHƯỜNG AN LẠC", "", "An Lạc, ngày 06 tháng 9 năm 2021"),
        "BIÊN BẢN", "Xác nhận việc niêm yết thông báo số điện thoại đường dây nóng tại các khóm", f"Đại diện Ủy ban nhân dân phường: {s.person()}. Trưởng khóm: {s.person()}.",
        [["Người chứng kiến", "Người niêm yết"], [s.person(), s.person()]]), PUBLICITY))  # fmt: skip
    out.append(Paper("30229", "gui.eml", letter_mail(
        s.person(), "Biên bản niêm yết công khai đường dây nóng", f"Trân trọng! {s.person()}",
        files={"Bien ban.docx": document("BIÊN BẢN", "V/v niêm yết công khai số điện thoại đường dây nóng", f"Chúng tôi gồm: {s.person()}; {s.person()}")}), PUBLICITY))  # fmt: skip

    # assigned, opened, coordinated
    out.append(Paper("A-BQLKKT", "quyet dinh.pdf", pdf(
        letterhead("UBND TỈNH ĐỒNG THÁP", "BAN QUẢN LÝ KHU KINH TẾ", "Số: 140/QĐ-BQLKKT", "Đồng Tháp, ngày 05 tháng 9 năm 2021"),
        "QUYẾT ĐỊNH", "Về việc bố trí công chức trực đường dây nóng trong và ngoài giờ hành chính", "TRƯỞNG BAN", f"Điều 1. Bố trí ông {s.person()} và bà {s.person()} trực.", _signed(s, "TRƯỞNG BAN")), DUTY))  # fmt: skip
    out.append(Paper("29986", "TB phan cong.docx", document(
        [["ỦY BAN NHÂN DÂN\nPHƯỜNG AN BÌNH B\nSố: 09/TB-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nAn Bình B, ngày 05 tháng 9 năm 2021"]],
        "THÔNG BÁO\nPhân công trực đường dây nóng của Ủy ban nhân dân phường", f"1. Ông {s.person()}, Chủ tịch: phụ trách chung.", f"2. Bà {s.person()}: trực ban đêm.", _signed(s, "CHỦ TỊCH")), DUTY))  # fmt: skip
    out.append(Paper("30196", "QD lap so.docx", document(
        letterhead("ỦY BAN NHÂN DÂN", "XÃ ĐỊNH AN", "Số: 95/QĐ-UBND", "Bình Thành, ngày 05 tháng 9 năm 2021"),
        "QUYẾT ĐỊNH", "Về việc lập Sổ theo dõi, xử lý thông tin tiếp nhận qua đường dây nóng", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ", f"Điều 1. Giao bà {s.person()} ghi chép.", _signed(s, "CHỦ TỊCH")), LOG, COORDINATION))  # fmt: skip
    out.append(Paper("29914", "bia so.pdf", pdf("ỦY BAN NHÂN DÂN XÃ TÂN KHÁNH ĐÔNG", "SỔ TIẾP NHẬN PHẢN ÁNH QUA ĐƯỜNG DÂY NÓNG", "Năm 2021", f"Người quản lý sổ: {s.person()}"), LOG))  # fmt: skip
    out.append(Paper("A-CTK", "quy trinh.docx", document(
        letterhead("UBND TỈNH ĐỒNG THÁP", "CỤC THỐNG KÊ TỈNH ĐỒNG THÁP", "", "Đồng Tháp, ngày 05 tháng 9 năm 2021"),
        "QUY TRÌNH", "Phối hợp tiếp nhận và giải quyết phản ánh qua đường dây nóng", "Bước 1. Tiếp nhận", f"Người duyệt: {s.person()}"), COORDINATION))  # fmt: skip
    out.append(Paper("29965", "ke hoach.pdf", pdf(
        letterhead("ỦY BAN NHÂN DÂN", "XÃ TÂN HỘI", "Số: 40/KH-UBND", "Tân Hội, ngày 05 tháng 9 năm 2021"),
        "KẾ HOẠCH", "Phối hợp xử lý thông tin phản ánh qua đường dây nóng trên địa bàn xã", _signed(s, "CHỦ TỊCH")), COORDINATION))  # fmt: skip
    out.append(Paper("A-CDCD", "QD ban hanh.docx", document(
        letterhead("UBND TỈNH ĐỒNG THÁP", "TRƯỜNG CAO ĐẲNG CỘNG ĐỒNG ĐỒNG THÁP", "Số: 300/QĐ-CĐCĐ", "Đồng Tháp, ngày 05 tháng 9 năm 2021"),
        "QUYẾT ĐỊNH", "Ban hành Quy định cơ chế phối hợp giữa các khoa, phòng trong giải quyết phản ánh qua đường dây nóng", _signed(s, "HIỆU TRƯỞNG")), COORDINATION))  # fmt: skip

    # what proves nothing of it
    out.append(Paper("30052", "lich cong tac.xlsx", sheet(("Tuần 36", [
        ["LỊCH CÔNG TÁC TUẦN CỦA CHỦ TỊCH, PHÓ CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ"], ["Từ ngày 06/9/2021 đến ngày 10/9/2021"],
        ["Ngày", "Sáng (7h00 - 11h00)", "Chiều (13h30 - 17h00)", "Chủ trì"], *([f"{THU[d.weekday()]}, {d:%d/%m/%Y}", "Họp Ban Chỉ đạo", "Đi cơ sở", s.person()] for d in week[:5])])), asked=False))  # fmt: skip
    out.append(Paper("30058", "lich tiem.xlsx", sheet(("Sheet1", [
        ["LỊCH TIÊM VẮC XIN PHÒNG COVID-19"], ["Giờ tiêm", *(f"{d:%d/%m/%Y}" for d in week)], *([g, *(f"Tổ {n}" for n in range(7))] for g in ("7h30 - 9h00", "9h00 - 11h00", "13h30 - 16h00")),
        ["Bác sĩ phụ trách: " + s.person()]])), asked=False))  # fmt: skip
    out.append(Paper("A-CT", "cv.pdf", pdf(
        letterhead("TỔNG CỤC THUẾ", "CỤC THUẾ TỈNH ĐỒNG THÁP", "Số: 700/CTDTH-HCQT\nV/v đôn đốc niêm yết công khai số đường dây nóng", "Đồng Tháp, ngày 06 tháng 9 năm 2021"),
        "Kính gửi: Các Chi cục Thuế", f"Yêu cầu các Chi cục Thuế niêm yết số đường dây nóng, mở sổ theo dõi, phân công trực. Đầu mối: {s.person()}, {s.office_mobile()}")))  # fmt: skip
    out.append(Paper("A-BHXH", "bao cao.docx", document(
        letterhead("BẢO HIỂM XÃ HỘI VIỆT NAM", "BẢO HIỂM XÃ HỘI TỈNH ĐỒNG THÁP", "Số: 820/BHXH-VP", "Đồng Tháp, ngày 06 tháng 9 năm 2021"),
        "BÁO CÁO", "Về việc thiết lập đường dây nóng và phân công trực", f"Kèm theo số điện thoại, do bà {s.person()} quản lý:",
        [["STT", "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ"], ["A", "CƠ QUAN, ĐƠN VỊ", "", ""], ["1", "Bảo hiểm xã hội tỉnh Đồng Tháp", "0277 3852 999", ""]],
        _signed(s, "GIÁM ĐỐC")), perhaps=DUTY))  # fmt: skip
    out.append(Paper("A-KBNN", "thu moi.eml", letter_mail(
        s.person(), "Giấy mời họp về đường dây nóng", f"Mời đồng chí {s.person()} dự họp.", files={"GM.docx": document("GIẤY MỜI", "Họp bàn việc phân công trực đường dây nóng", f"Chủ trì: {s.person()}")})))  # fmt: skip

    # citizens
    calls: list[list[object]] = [["Ngày", "Ông/bà", "Điện thoại", "Phản ánh việc gì", "Đã trả lời"], *([f"0{n}/9", s.person(), s.mobile(), "Chưa nhận tiền hỗ trợ đợt 2", "x"] for n in range(1, 6))]  # fmt: skip
    out.append(Paper("29920", "cuoc goi.xlsx", sheet(("Sheet1", calls)), citizens=True))
    asks = [["STT", "Họ và tên", "Thường trú", "Số ĐT", "Nội dung kiến nghị"], *([n, s.person(), s.home(), s.mobile(), "Xin về quê"] for n in range(1, 5))]  # fmt: skip
    out.append(Paper("29893", "thu dan.eml", letter_mail(s.person(), "Tổng hợp kiến nghị của dân qua đường dây nóng", html=html_of(asks, "Danh sách người dân kiến nghị")), citizens=True))  # fmt: skip
    told = [
        f"{n}. Ông {s.person()}, {s.home()}, điện thoại {s.mobile()}: phản ánh chưa nhận được quà." for n in range(1, 6)
    ]
    out.append(
        Paper(
            "29899",
            "tong hop phan anh.docx",
            document("TỔNG HỢP PHẢN ÁNH CỦA NGƯỜI DÂN QUA ĐƯỜNG DÂY NÓNG", *told),
            citizens=True,
        )
    )
    return out


def third_bank(s: Secrets) -> list[Paper]:
    """Return the papers that were written when the reading had been mended by both."""
    out: list[Paper] = []
    week = days("2021-09-06", 7)

    # duty rosters
    rows: list[list[object]] = [["ỦY BAN NHÂN DÂN", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["HUYỆN TÂN HỒNG", "", "", "Độc lập - Tự do - Hạnh phúc"], [], ["PHÂN CÔNG"], ["Cán bộ trực tiếp nhận thông tin đường dây nóng từ 06/9/2021 - 12/9/2021"], [],
        ["STT", "Họ và tên", "Chức vụ", "Ngày trực", "Thời gian trực", "Ghi chú"]]  # fmt: skip
    for n, day in enumerate(week):
        rows += [[2 * n + 1, s.person(), "Phó Chánh Văn phòng", f"{day.day}/{day.month}/2021", "Ngày (7 giờ đến 17 giờ)", ""], [2 * n + 2, s.person(), "Chuyên viên", f"{day.day}/{day.month}/2021", "Đêm (17 giờ đến 7 giờ sáng hôm sau)", ""]]  # fmt: skip
    out.append(Paper("869", "Phân công trực.xlsx", sheet(("Sheet1", [*rows, [], ["", "", "", "", "Tân Hồng, ngày 05 tháng 9 năm 2021"], ["", "", "", "", "CHÁNH VĂN PHÒNG"], ["", "", "", "", s.person()]])), DUTY))  # fmt: skip

    out.append(Paper("30097", "lich truc ban.docx", document(
        letterhead("UỶ BAN NHÂN DÂN", "XÃ NHỊ MỸ", "Số: 21/LT-UBND", "Phương Trà, ngày 05 tháng 9 năm 2021"),
        "LỊCH TRỰC BAN ĐƯỜNG DÂY NÓNG", "Tuần 36 năm 2021 (06/9/2021 – 12/9/2021)",
        [["Ngày trực", "Ca trực", "Người trực", "Số điện thoại"],
         *([f"{THU[d.weekday()]}\n{d:%d/%m/%Y}" if k == 0 else "", g, s.person(), s.office_mobile()] for d in week for k, g in enumerate(("Ca 1: 06:00 - 14:00", "Ca 2: 14:00 - 22:00", "Ca 3: 22:00 - 06:00")))],
        _signed(s, "CHỦ TỊCH")), DUTY))  # fmt: skip

    span = [["STT", "Từ ngày", "Đến ngày", "Trực 24/24 giờ", "Trực lãnh đạo"], *([str(n + 1), f"{a:%d/%m/%Y}", f"{b:%d/%m/%Y}", s.person(), s.person()] for n, (a, b) in enumerate([(week[0], week[2]), (week[3], week[6])]))]  # fmt: skip
    out.append(Paper("A-CHQ", "lich truc.eml", letter_mail(
        s.person(), "Cục Hải quan gửi lịch trực đường dây nóng", f"Kính gửi VP. {s.person()}",
        files={"LICH TRUC DDN 24-24.docx": document("LỊCH TRỰC ĐƯỜNG DÂY NÓNG 24/24 GIỜ", span)}), DUTY))  # fmt: skip

    out.append(Paper("30121", "Ke hoach truc.pdf", pdf(
        letterhead("ỦY BAN NHÂN DÂN", "XÃ MỸ XƯƠNG", "Số: 30/UBND", "Bình Hàng Trung, ngày 05 tháng 9 năm 2021"), "DANH SÁCH", "Phân công cán bộ trực đường dây nóng 24/24 giờ",
        [["STT", "Họ tên", "Chức vụ", "Ngày trực"], *([str(n + 1), s.person(), "Công chức", f"{d:%d/%m}"] for n, d in enumerate(week))]), DUTY))  # fmt: skip

    # counts
    out.append(Paper("A-CTHADS", "SO LIEU.xlsx", sheet(("Thang 8", [
        ["CỤC THI HÀNH ÁN DÂN SỰ TỈNH ĐỒNG THÁP"], ["KẾT QUẢ TIẾP NHẬN, TRẢ LỜI PHẢN ÁNH QUA ĐƯỜNG DÂY NÓNG"], ["(Số liệu từ ngày 01/8/2021 đến 31/8/2021)"], [],
        ["Kỳ báo cáo", "Số phản ánh kỳ trước chuyển sang", "Số phản ánh mới tiếp nhận", "Số đã trả lời đúng hạn", "Số đã trả lời trễ hạn", "Số đang xử lý (trong hạn)", "Số đang xử lý (quá hạn)"],
        ["08/2021", 0, 7, 6, 0, 1, 0], [], ["", "", "", "", "Người lập", s.person()]])), LOG))  # fmt: skip
    out.append(Paper("30151", "bc thang 8.docx", document(
        letterhead("ỦY BAN NHÂN DÂN", "XÃ TÂN HUỀ", "Số: 60/BC-UBND", "Phú Lợi, ngày 01 tháng 9 năm 2021"), "BÁO CÁO", "Số liệu đường dây nóng tháng 8 năm 2021",
        "Người được giao quản lý: " + s.person(),
        [["STT", "Chỉ tiêu", "ĐVT", "Kết quả"], ["1", "Số phản ánh còn tồn tháng trước", "cuộc", "1"], ["2", "Số phản ánh nhận trong tháng", "cuộc", "9"], ["3", "Đã xử lý", "", ""], ["3.1", "Đúng hạn", "cuộc", "7"], ["3.2", "Trễ hạn", "cuộc", "1"],
         ["4", "Đang xử lý", "", ""], ["4.1", "Còn hạn", "cuộc", "2"], ["4.2", "Quá hạn", "cuộc", "0"]], _signed(s, "CHỦ TỊCH")), LOG))  # fmt: skip

    # made known
    out.append(Paper("30178", "thong bao so ddn.docx", document(
        letterhead("ỦY BAN NHÂN DÂN", "XÃ MỸ AN HƯNG B", "Số: 70/TB-UBND", "Mỹ An Hưng A, ngày 05 tháng 9 năm 2021"), "THÔNG BÁO", "Về việc thay đổi số điện thoại đường dây nóng",
        f"Kể từ ngày 06/9/2021, số mới là 0277 3845 777 (gặp ông {s.person()}).", _signed(s, "CHỦ TỊCH")), PUBLICITY))  # fmt: skip
    out.append(Paper("873", "TB.pdf", pdf(
        letterhead("ỦY BAN NHÂN DÂN", "HUYỆN CAO LÃNH", "Số: 211/TB-UBND", "Cao Lãnh, ngày 05 tháng 9 năm 2021"), "THÔNG BÁO", "Đường dây nóng tiếp nhận thông tin, phản ánh của người dân trong thời gian phòng, chống dịch",
        f"Người ký: {s.person()}"), PUBLICITY))  # fmt: skip
    out.append(Paper("30208", "bien ban.docx", document(
        letterhead("ỦY BAN NHÂN DÂN", "THỊ TRẤN LAI VUNG", "", "Tân Phước, ngày 05 tháng 9 năm 2021"), "BIÊN BẢN", "Kiểm tra việc niêm yết công khai số điện thoại đường dây nóng",
        f"Đoàn kiểm tra gồm: {s.person()}, {s.person()}."), perhaps=PUBLICITY))  # fmt: skip
    out.append(Paper("30238", "hinh niem yet.eml", letter_mail(
        s.person(), "UBND xã Định Hòa gửi hình ảnh niêm yết số đường dây nóng", f"{s.person()}", files={"z2748190.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(300)}), PUBLICITY))  # fmt: skip

    # assigned, opened, coordinated
    out.append(Paper("A-CQLTT", "QĐ 55.pdf", pdf(
        letterhead("TỔNG CỤC QUẢN LÝ THỊ TRƯỜNG", "CỤC QLTT TỈNH ĐỒNG THÁP", "Số: 55/QĐ-QLTTĐT", "Đồng Tháp, ngày 06 tháng 9 năm 2021"), "QUYẾT ĐỊNH", "Về việc cử công chức, người lao động trực đường dây nóng", "CỤC TRƯỞNG",
        f"Điều 1. Cử các ông (bà): {s.person()}, {s.person()}."), DUTY))  # fmt: skip
    out.append(Paper("30244", "QD kien toan.docx", document(
        letterhead("ỦY BAN NHÂN DÂN", "THỊ TRẤN CÁI TÀU HẠ", "Số: 99/QĐ-UBND", "Tân Bình, ngày 06 tháng 9 năm 2021"), "QUYẾT ĐỊNH", "Về việc kiện toàn Tổ công tác trực đường dây nóng của xã", f"Điều 1. Tổ trưởng: {s.person()}", _signed(s, "CHỦ TỊCH")), DUTY))  # fmt: skip
    out.append(Paper("30250", "mo so.docx", document(
        "UBND XÃ AN NHƠN", "THÔNG BÁO", "Về việc mở sổ ghi chép, theo dõi thông tin phản ánh qua đường dây nóng", f"Giao bà {s.person()} giữ sổ."), LOG))  # fmt: skip
    out.append(Paper("876", "QC.pdf", pdf(
        letterhead("ỦY BAN NHÂN DÂN", "HUYỆN LAI VUNG", "Số: 12/QC-UBND", "Lai Vung, ngày 05 tháng 9 năm 2021"), "QUY CHẾ PHỐI HỢP", "Giữa Văn phòng và các phòng, ban trong tiếp nhận, xử lý phản ánh qua đường dây nóng", f"Điều 1. {s.person()}"), COORDINATION))  # fmt: skip
    out.append(Paper("A-NHNN", "phan cong phoi hop.docx", document(
        letterhead("NGÂN HÀNG NHÀ NƯỚC VIỆT NAM", "CHI NHÁNH TỈNH ĐỒNG THÁP", "Số: 800/QĐ-ĐTH", "Đồng Tháp, ngày 05 tháng 9 năm 2021"), "QUYẾT ĐỊNH", "Ban hành Quy chế tiếp nhận và phối hợp xử lý phản ánh qua đường dây nóng", _signed(s, "GIÁM ĐỐC")), COORDINATION))  # fmt: skip

    # what proves nothing of it
    out.append(Paper("30256", "lich truc chot.xlsx", sheet(("Sheet1", [
        ["LỊCH TRỰC CHỐT KIỂM SOÁT PHÒNG, CHỐNG DỊCH COVID-19"], ["Từ ngày 06/9/2021 đến ngày 12/9/2021"], ["Ngày", "Ca trực", "Lực lượng"], *([f"{d:%d/%m/%Y}", g, s.person()] for d in week for g in ("0h - 12h", "12h - 24h"))])), asked=False))  # fmt: skip
    out.append(Paper("30262", "lich tiep dan.docx", document("LỊCH TIẾP CÔNG DÂN THÁNG 9/2021", [["Ngày", "Giờ", "Người tiếp"], *([f"{d:%d/%m/%Y}", "7h00 - 11h00", s.person()] for d in week)]), asked=False))  # fmt: skip
    out.append(Paper("30265", "so lieu f0.xlsx", sheet(("Sheet1", [
        ["SỐ LIỆU THU DUNG, ĐIỀU TRỊ F0 THÁNG 8/2021"], ["Đơn vị", "Tồn đầu kỳ", "Tiếp nhận trong kỳ", "Xuất viện", "Chuyển tuyến", "Tử vong", "Đang điều trị"], ["Xã An Phú Thuận", 3, 20, 15, 2, 0, 6], ["", "Người lập: " + s.person()]])), asked=False))  # fmt: skip
    out.append(Paper("877", "cv xin gia han.docx", document(
        letterhead("ỦY BAN NHÂN DÂN", "HUYỆN CHÂU THÀNH", "Số: 900/UBND-VP\nV/v xin gia hạn báo cáo, niêm yết số đường dây nóng", "Châu Thành, ngày 06 tháng 9 năm 2021"), "Kính gửi: Ủy ban nhân dân Tỉnh", f"Đầu mối: {s.person()}, {s.office_mobile()}.", _signed(s, "CHỦ TỊCH"))))  # fmt: skip
    out.append(Paper("871", "bien ban giao ban.pdf", pdf("BIÊN BẢN", "Hội nghị giao ban công tác trực đường dây nóng tháng 9", f"Chủ trì: {s.person()}. Thư ký: {s.person()}. 1. Đánh giá việc mở sổ theo dõi, niêm yết công khai."), perhaps=DUTY))  # fmt: skip

    # citizens
    book = [["Ngày tháng", "Họ tên, địa chỉ, số điện thoại người phản ánh", "Nội dung", "Người tiếp nhận", "Hướng giải quyết"], *([f"{d:%d/%m}", f"{s.person()}, {s.home()}, {s.mobile()}", "Hỏi thủ tục hỗ trợ", s.person(), "Đã trả lời"] for d in week)]  # fmt: skip
    out.append(
        Paper("30172", "SO THEO DOI.docx", document("SỔ THEO DÕI THÔNG TIN ĐƯỜNG DÂY NÓNG", book), citizens=True)
    )
    two = sheet(("Số liệu", [["SỐ LIỆU PHẢN ÁNH QUA ĐƯỜNG DÂY NÓNG THÁNG 8/2021"], ["Kỳ trước chuyển sang", "Tiếp nhận trong kỳ", "Đã trả lời đúng hạn", "Đã trả lời trễ hạn", "Đang xử lý trong hạn", "Đang xử lý quá hạn"], [0, 3, 3, 0, 0, 0]]),
                ("Chi tiết", [["STT", "Họ và tên công dân", "Địa chỉ", "Nội dung phản ánh", "Kết quả"], *([n, s.person(), s.home(), "Xin hỗ trợ gạo", "Đã xong"] for n in range(1, 4))]))  # fmt: skip
    out.append(Paper("30133", "So lieu va chi tiet.xlsx", two, LOG, citizens=True))
    mail = "\n".join(f"- {s.person()}, {s.home()}, sđt {s.mobile()}: xin hỗ trợ gạo" for _ in range(4))
    out.append(Paper("30127", "phan anh.eml", letter_mail(s.person(), "Tổng hợp phản ánh của người dân qua đường dây nóng", f"Kính gửi Văn phòng,\n{mail}\n{s.person()}"), citizens=True))  # fmt: skip
    return out


def fourth_bank(s: Secrets) -> list[Paper]:
    """Return the papers that were written last, held out of all mending before."""
    out: list[Paper] = []
    week = days("2021-09-06", 7)

    # duty rosters
    merged = [["TT", "Thời gian", "", "", "Cán bộ trực", "Ghi chú"], ["", "Ngày", "Từ", "Đến", "", ""]]
    for n, day in enumerate(week):
        merged += [[str(2 * n + 1), f"{day:%d/%m/%Y}", "07g00", "19g00", s.person(), ""], [str(2 * n + 2), f"{day:%d/%m/%Y}", "19g00", "07g00", s.person(), ""]]  # fmt: skip
    out.append(Paper("A-CAT", "LT DDN.docx", document("CÔNG AN TỈNH ĐỒNG THÁP", "LỊCH TRỰC CHỈ HUY VÀ ĐƯỜNG DÂY NÓNG", merged, _signed(s, "GIÁM ĐỐC")), DUTY))  # fmt: skip
    people: list[list[object]] = [["UBND PHƯỜNG 1"], ["LỊCH TRỰC ĐƯỜNG DÂY NÓNG 24/24 GIỜ TUẦN 36"], ["(Từ 06/9/2021 đến 12/9/2021)"], ["STT", "Họ và tên", "Chức vụ", "Số điện thoại", "Ngày trực"],
        *([n + 1, s.person(), "Công chức", s.office_mobile(), d] for n, d in enumerate(week))]  # fmt: skip
    out.append(Paper("29866", "truc.xlsx", sheet(("Sheet1", people)), DUTY))
    up: list[list[object]] = [["LỊCH TRỰC ĐƯỜNG DÂY NÓNG PHƯỜNG 2"], ["", *(f"{THU[d.weekday()]}" for d in week)], ["Ngày", *week], ["Ca ngày (7h-19h)", *(s.person() for _ in week)], ["Ca đêm (19h-7h)", *(s.person() for _ in week)]]  # fmt: skip
    out.append(Paper("29869", "Lịch trực.xlsx", sheet(("Tuan 36", up)), DUTY))
    out.append(Paper("868", "PHAN CONG.pdf", pdf(letterhead("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒNG NGỰ", "Số: 77/TB-UBND", "Hồng Ngự, ngày 05 tháng 9 năm 2021"), "THÔNG BÁO", "Lịch phân công lãnh đạo, chuyên viên trực đường dây nóng tháng 9 năm 2021", f"1. Ông {s.person()}", _signed(s, "CHỦ TỊCH")), DUTY))  # fmt: skip

    # counts
    out.append(Paper("A-BQLDADD", "thong ke.xlsx", sheet(("Sheet1", [
        ["THỐNG KÊ TÌNH HÌNH TIẾP NHẬN VÀ GIẢI QUYẾT PHẢN ÁNH"], ["Tháng 8 năm 2021"],
        ["Tháng trước chuyển sang", "Tiếp nhận trong tháng", "Kết quả giải quyết", "", "", ""], ["", "", "Đã giải quyết", "", "Đang giải quyết", ""], ["", "", "Đúng hạn", "Quá hạn", "Chưa đến hạn", "Quá hạn"],
        [2, 6, 5, 1, 1, 1], ["", "", "Người lập", s.person()]]), merges=["A3:A5", "B3:B5", "C3:F3", "C4:D4", "E4:F4"]), LOG))  # fmt: skip
    out.append(Paper("29872", "bc.eml", letter_mail(
        s.person(), "Phường 4 báo cáo số liệu đường dây nóng tháng 8/2021", f"Gửi đ/c {s.person()}",
        files={"Bao cao.docx": document("BÁO CÁO SỐ LIỆU PHẢN ÁNH QUA ĐƯỜNG DÂY NÓNG", "Tháng 8/2021", [["Nội dung", "Số lượng"], ["Kỳ trước chuyển sang", "0"], ["Tiếp nhận mới trong kỳ", "4"], ["Trả lời đúng hạn", "3"], ["Trả lời trễ hạn", "0"], ["Đang xử lý trong hạn", "1"], ["Đang xử lý quá hạn", "0"]])}), LOG))  # fmt: skip

    # made known, assigned, opened, coordinated
    out.append(Paper("29875", "tuyen truyen.docx", document("BÀI TUYÊN TRUYỀN", "Số điện thoại đường dây nóng của Ủy ban nhân dân phường", f"Người viết: {s.person()}"), PUBLICITY))  # fmt: skip
    out.append(Paper("866", "TB niem yet.pdf", pdf(letterhead("ỦY BAN NHÂN DÂN", "THÀNH PHỐ CAO LÃNH", "Số: 300/TB-UBND", "Cao Lãnh, ngày 05 tháng 9 năm 2021"), "THÔNG BÁO", "Về việc niêm yết, công khai đường dây nóng tiếp nhận phản ánh, kiến nghị của tổ chức, cá nhân", f"Đầu mối: {s.person()}"), PUBLICITY))  # fmt: skip
    out.append(Paper("870", "quyet dinh.docx", document(letterhead("ỦY BAN NHÂN DÂN", "HUYỆN HỒNG NGỰ", "Số: 1234/QĐ-UBND", "Hồng Ngự, ngày 05 tháng 9 năm 2021"), "QUYẾT ĐỊNH", "Về việc thành lập Tổ trực tiếp nhận và xử lý thông tin qua đường dây nóng", f"Điều 1. {s.person()}", _signed(s, "CHỦ TỊCH")), DUTY, COORDINATION))  # fmt: skip
    out.append(Paper("872", "so.docx", document("UBND HUYỆN THÁP MƯỜI", "SỔ THEO DÕI", "Tiếp nhận và xử lý phản ánh qua đường dây nóng", "Quyển số 01, mở ngày 06/9/2021", f"Người giữ sổ: {s.person()}"), LOG))  # fmt: skip
    out.append(Paper("874", "QĐ QC.pdf", pdf(letterhead("ỦY BAN NHÂN DÂN", "HUYỆN THANH BÌNH", "Số: 88/QĐ-UBND", "Thanh Bình, ngày 05 tháng 9 năm 2021"), "QUYẾT ĐỊNH", "Ban hành Quy chế phối hợp tiếp nhận, xử lý phản ánh qua đường dây nóng huyện Thanh Bình", f"Chủ tịch: {s.person()}"), COORDINATION))  # fmt: skip

    # what proves nothing of it
    out.append(Paper("A-BCHQS", "lich truc.xlsx", sheet(("T9", [["LỊCH TRỰC BAN SẴN SÀNG CHIẾN ĐẤU THÁNG 9/2021"], ["Ngày", "Ca trực", "Trực ban"], *([f"{d:%d/%m/%Y}", "24/24", s.person()] for d in week)])), asked=False))  # fmt: skip
    out.append(Paper("A-QDTPT", "cv.docx", document(letterhead("UBND TỈNH ĐỒNG THÁP", "QUỸ ĐẦU TƯ PHÁT TRIỂN", "Số: 12/QĐTPT\nV/v cung cấp số điện thoại đường dây nóng", "Đồng Tháp, ngày 06 tháng 9 năm 2021"), "Kính gửi: Văn phòng Ủy ban nhân dân Tỉnh", f"Số đường dây nóng: 0277 3877 000, do ông {s.person()} quản lý.", _signed(s, "GIÁM ĐỐC"))))  # fmt: skip

    # citizens
    rows: list[list[object]] = [["SỔ TRỰC"], ["Giờ", "Người dân gọi đến", "Chỗ ở", "Sự việc", "Ký"], *([f"{n}h15", s.person(), s.home(), "Hàng xóm gây ồn", ""] for n in range(7, 11))]  # fmt: skip
    out.append(Paper("29878", "so truc.xlsx", sheet(("Trang 1", rows)), citizens=True))
    return out
