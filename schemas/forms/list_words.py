"""The words that a title, a tab or a number's heading may hold and say nothing but what the letter asks for, as data:
whose list it is, where, of when, by which letter.

A list is about the hotline because its words say so or say nothing else. What else there is, no list of forbidden words
can know: posts, quarantine camps, teams. A word that stands here neither as such a phrase nor as a name of the registry
is not understood. Folded phrases, digits and single letters left out; one written with its marks is only itself (“quận”, not the “quan” of
“hải quan”), or has none at all.
Source: the letter of 4 September 2021, its appendix and its campaign; titles, tabs and headings of real returns.
"""

from __future__ import annotations


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.replace("\n", ",").split(",") if phrase.strip())


_PLACES = _phrases("""
tinh, huyen, xa, phuong, thi tran, thi xa, thanh pho, quận, dac khu, tp, tx, tt, cap tinh, cap huyen, cap xa, cac cap, dia ban, khu vuc, pham vi
uy ban nhan dan, ubnd, uy ban, hdnd, hoi dong nhan dan, nhan dan, van phong, vp, chinh quyen dia phuong, tinh uy
co quan, don vi, dia phuong, so nganh, so ban nganh, ban nganh, doan the, so, nganh, cac nganh, cac so, ngành dọc, dong tren dia ban, hanh chinh, hanh chinh cap
don vi su nghiep, su nghiep, truc thuoc, thuoc, tuong duong, ngang so, chuyen mon, cac phong ban, to chuc
""")
_SMALL = _phrases("""
cac, cua, va, do, tai, o, trong, tren, theo, cho, voi, thuoc, ve, den, tu, tai cac, tung, moi, toan, nhung, tat ca, toan bo, gom, bao gom, la, nhu sau, sau day, duoi day, kem theo, kem, theo mau, nay, duoc
stt, tt, so tt, thu tu, so thu tu, ten, ghi chu
""")
_TIME = _phrases("""
ngay, thang, nam, quy, tinh den, den ngay, cap nhat, cap nhat den, cap nhat ngay, cap nhat moi nhat, moi nhat, tu ngay, ke tu ngay, ap dung tu, hien tai, hien nay, lan, lan thu, lan hai, lan ba
chinh thuc, ban chinh thuc, ban cuoi, final, moi, bo sung, da bo sung, da cap nhat, da dieu chinh, dieu chinh, thay the, dinh chinh, gui lai, hoan chinh, day du
""")
_TEXTS = _phrases("""
cong van, van ban, to trinh, bao cao, thong bao, quyet dinh, ke hoach, cong dien, ban hanh, ban hanh kem theo, dinh kem, can cu, thuc hien, theo cong van, ve viec, viec, kinh gui, xin, gui, gui kem, trich yeu
chan chinh, cung co, hoat dong, thong nhat, thiet lap, cung cap, cung cap lai, dang ky, cong bo, cong khai, niem yet, ra soat, phuc vu, quan ly, phu trach quan ly, kinh de nghi, de nghi, yeu cau, theo yeu cau, noi dung
ksttchc, kstthc, vpubnd, ds, bc, cv, qd, tb, kh, tthc, vt, ubnd tinh
""")
_NUMBERS = _phrases("""
so dien thoai, dien thoai, dien thoai so, so dt, so, dt, sdt, sodt, dtdd, so may, may, so goi, lien he, lien lac, so lien he, so lien lac, phone, tel, telephone, number, hotline, hot line, so hotline, duong day nong, day nong, so duong day nong
so duong day, so nong, dien thoai nong, mobile, so ban, dien thoai ban, dt ban, hoac, cd, dd, thuong truc, dd nong, ddn, dgn, contact, thue bao
co dinh, di dong, so co dinh, so di dong, de ban, may ban, ma vung, ke ca ma vung, ca ma vung, gom ma vung, co ma vung, day du ma vung, dau so, may le, so may le
duy nhat, chung, thong nhat, thong nhat chung, mot, mot so, so duy nhat, chi mot, truc, truc ban, truc tiep, truc so, gio, trong ngay, ca ngay, tuan, ca tuan, ngay dem, suot ngay dem, lien tuc
dang dung, dang su dung, su dung, dung, hoat dong, dang hoat dong
""")
_PURPOSE = _phrases("""
tiep nhan, xu ly, giai quyet, tra loi, phan anh, kien nghi, y kien, thong tin, nguoi dan, nhan dan, cong dan, ba con nhan dan, nguoi dan va doanh nghiep, doanh nghiep, to chuc ca nhan, ho tro, ho tro nguoi dan, kho khan, gap kho khan
bi anh huong, anh huong, boi, dai dich, dich benh, dich, benh, covid, covid d, ncov, cov, sars, vi rut corona, do dich, phong chong dich, phong chong, phong va chong dich, cong tac, quy dinh hanh chinh, thac mac, giai dap, cac phan anh, kien nghi cua, tiep dan
""")

# What a title, a tab or a line above a table may say.
TITLE = (
    *_phrases("""
danh sach, danh ba, danh muc, bang, bang ke, bang tong hop, bieu, bieu mau, mau, mau so, mau bieu, bieu so, phu luc, phu luc so, pl, thong ke, tong hop, thong tin, thong tin lien he, ket qua tong hop, ket qua ra soat, sheet, worksheet, feuil, export, query, results, trang tinh, trang
dsdt, dssdt, th, thop,table, page, data, du lieu, file, tep, list, form, copy of, ban sao, nhap lieu, print, chi tiet, toan tinh, toan huyen, phan, muc, khoi, cap, cong hoa xa hoi chu nghia viet nam, doc lap tu do hanh phuc, dang cong san viet nam
tm, kt, q, chu tich, nguoi lap bieu, don vi bao cao, don vi gui, don vi lap, co quan gui, co quan bao cao, don vi tinh, nguoi dan can biet
"""),
    *_PLACES,
    *_SMALL,
    *_TIME,
    *_TEXTS,
    *_NUMBERS,
    *(phrase for phrase in _PURPOSE if phrase not in ("dich", "benh", "dich benh", "phong chong", "cong tac")),
)
# What the heading of a number's column may say.
HEADING = (
    *_phrases("""
ghi, ghi ro, ghi day du, chi ghi, moi don vi, moi don vi mot so, moi co quan don vi dia phuong, neu co, bat buoc, vui long, fax, so fax
gio hanh chinh, ke ca, ngoai gio, trong gio, trong va ngoai gio, gio lam viec, ngoai gio hanh chinh, ban ngay, ban dem, ngay nghi, ngay nghi le, nghi, lễ, tết, ngay le, ngay thuong, cuoi tuan, ngay lam viec, ca ngay nghi, le tet, ngay le tet
van phong, mot cua, co quan, bo phan mot cua, tong dai, tong dai vien, hanh chinh cong, da thiet lap, can bo truc, nguoi truc, dai dien, sau khi, da, dang, cong dong, tuyen, cap nhat lai, thay doi, dieu chinh, sau dieu chinh, sau sap xep, sau sap nhap, cuoc goi
"""),
    *_PLACES,
    *_SMALL,
    *_TIME,
    *_TEXTS,
    *_NUMBERS,
    *_PURPOSE,
)
# How a line begins that gives a list its name.
BEGINS_A_TITLE = (
    r"\W*(?:(?:[ivx]{1,4}|[a-h]|\d{1,2})\s*[.)/:-]\s*)*(?:danh (?:sach|ba|muc)|ds\b|bang\b|bieu\b|phu luc|tong hop"
    r"|thong ke|thong tin|(?:cac |nhung )?so (?:dien thoai|dt\b|may|lien|truc)|dien thoai|sdt\b|duong day|hot ?line)"
)
# How the name of a body begins that no letter asks, where a sheet is called after it.
BODIES = (
    r"(?:dien luc|buu dien|tram|truong (?:hoc|mam non|tieu hoc|th|mau giao)|chot|to (?:covid|truc|phan|tu|an)|doi|hop tac xa|htx|cong ty|chi nhanh|ngan hang|quy tin"
    r"|hoi (?!dong)|doan (?!the)|cong an|quan su|thue|kho bac|vien thong|vnpt|viettel|cap nuoc|benh vien|phong kham|nha may|khu cach ly|diem (?:tiem|cach)|bao ve)\b"
)
