"""Words by which a sheet that lists citizens is known: the heads of a log of complaints, of a list of persons helped.
Folded patterns over whole headings.

Source: Thông tư 05/2021/TT-TTCP (sổ tiếp công dân), Thông tư 07/2014/TT-TTCP; log books of real hotlines. No return is
told from these: a hotline's columns name units, a staff list names posts.
"""

from __future__ import annotations

# Who is meant where a heading names a citizen: whoever calls, complains, asks, is helped.
_CITIZEN = (
    r"(?:nguoi (?:dan|phan anh|p/?a|goi(?: dien)?(?: den)?|khieu nai|kien nghi|to cao|yeu cau|bao tin|bao(?! cao)"
    r"|cung cap(?: thong tin)?|gui don|gui phan anh|lam don|de nghi|can ho tro|duoc ho tro|nhan ho tro|duoc nhan"
    r"|dung don|duoc hoi|den trinh bay|trinh bay|lien he phan anh|phan anh kien nghi|nop don)"
    r"|cong dan|chu ho|ho dan|ho gia dinh|benh nhan|f0|nguoi cach ly|doi tuong (?:phan anh|duoc ho tro))"
)
# A column of persons that can be nobody's but citizens'.
CITIZENS = (
    rf"^(?:(?:so )?(?:ho|ten|ho (?:va )?ten|ho,? ten)[ ,;:/-]*(?:(?:dia chi|sdt|so dien thoai|dien thoai|noi o|tuoi"
    rf"|nam sinh)[ ,;:/-]*(?:va )?)*(?:cua )?)?{_CITIZEN}"
    r"(?:[ ,;:/-]*(?:va )?(?:phan anh|kien nghi|khieu nai|to cao|goi den|yeu cau|dia chi|sdt|so dien thoai"
    r"|dien thoai|noi o))*\s*(?:\(.*\))?$"
)
# A column of persons, whosever; beside one of posts or ranks it is the staff's.
PERSONS = r"^(?:ho (?:va )?ten|ho,? ten|ho ten|ten nguoi|full ?name|ten)(?: (?:day du|nguoi))?\s*(?:\(.*\))?$"
STAFF = (
    r"chuc (?:vu|danh)|don vi cong tac|nguoi truc|can bo (?:truc|phu trach)|ca truc|lich truc|cap bac|phong ban"
    r"|nhiem vu (?:trong|duoc)"
)
# Where or how a citizen is to be found.
FOUND_AT = (
    r"^(?:so )?(?:dia chi|dien thoai|di dong|sdt|s?dt|cho o|noi o|noi cu tru|ho khau|thuong tru|tam tru|so dt|cccd"
    r"|cmnd|so cmnd|can cuoc|so can cuoc|ngay sinh|nam sinh|que quan|ap|khom|to dan pho|tk ngan hang|so tai khoan)\b"
    rf"|\b(?:dia chi|dien thoai|sdt|so goi|cccd|cmnd)\b.{{0,20}}{_CITIZEN}"
)
# What was complained of, and what became of it: in words that nobody writes over a hotline, and in words that many do.
COMPLAINTS = (
    r"(?:noi dung|tom tat|y kien|van de|su viec|vu viec).{0,30}(?:phan anh|p/a|kien nghi|khieu nai|to cao|cuoc goi"
    r"|yeu cau|cong dan|nguoi dan|don|tiep nhan|trinh bay|su viec|vu viec|ho tro)"
    r"|^(?:noi dung )?(?:phan anh|kien nghi|khieu nai|to cao|phan anh[ ,/-]+kien nghi)(?:[ ,/-].*)?$"
    r"|^(?:su viec|vu viec|noi dung vu viec|phan loai don)$|^(?:so tien|muc) ho tro$"
)
MAYBE_COMPLAINTS = r"^noi dung$|(?:ket qua|tinh trang|huong|qua trinh) (?:xu ly|giai quyet|tra loi)"
# A hotline's column: beside it names, addresses and contents are the staff's.
HOTLINE = (
    r"^(?:so )?(?:dien thoai )?(?:duong day nong|hot ?line)|^(?:so |sdt|dien thoai).{0,20}tiep nhan"
    r"|^(?:ten )?(?:co quan|don vi|dia phuong)\b.{0,40}(?:phan anh|kien nghi)"
)
# A column of units, and not of those to whom a complaint went.
UNITS = (
    r"^(?:ten )?(?:cac )?(?:co quan|don vi|dia phuong)(?!.{0,25}(?:xu ly|giai quyet|chuyen|tra loi|thu ly|phu trach))"
)
# Titles of such lists.
TITLES = (
    r"so (?:nhat ky|theo doi|tiep nhan|tiep cong dan|ghi chep|ghi nhan|truc duong day|nhan tin)|nhat ky (?:truc"
    r"|tiep nhan|cuoc goi|duong day|dien thoai|xu ly)|(?:danh sach|bang ke|thong ke|tong hop) (?:cac )?(?:cuoc goi"
    r"|phan anh|don thu|cong dan|nguoi dan|ho dan|ho gia dinh|ho ngheo|nguoi phan anh|khieu nai|kien nghi|f0"
    r"|nguoi cach ly|benh nhan)"
)
# What stands in the lines of such a list that has no heads: complaints, and where people live.
IN_LINES = (
    r"phan anh|khieu nai|kien nghi|to cao|xin (?:ho tro|giup|cap|hoi)|chua (?:duoc|nhan)|bi (?:cach ly|phong toa|mat"
    r"|tai nan)|het (?:gao|tien)|thieu (?:gao|thuoc|an)|can (?:ho tro|giup|cap cuu)|yeu cau|hoi (?:ve|thu tuc)"
)
# Posts: whoever has one is no citizen, in a text that names persons, telephones and complaints in one line.
POSTS = (
    r"chu tich|\bpho\b|truong (?:phong|ban|cong an|ap|khom)|cong chuc|vien chuc|can bo|chuyen vien|phu trach|\btruc\b"
    r"|tiep nhan|giam doc|bi thu|lanh dao|dau moi|lien he|duong day nong|hot ?line"
)
