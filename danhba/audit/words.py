"""Words that the second reading knows: what may head a hotline's column, and what says that a number is another's, or
old.

All patterns are matched on folded text (lower case, no marks). They are this reading's own list, on purpose not the
form's.
"""

from __future__ import annotations

import re

HOTLINE = re.compile(r"duong day nong|hot ?-?line|\bdd ?nong\b|\bddn\b|day nong")
PHONE = re.compile(
    r"dien thoai|\bs?o?\.? ?d\.? ?t\.?\b|\bsdt\b|\bdtdd\b|\bdt\b|\bphone\b|\btel\b|lien (?:he|lac)|so may|so goi"
    r"|di dong|co dinh"
    r"|tong dai|duong day nong|hot ?-?line|so truc"
)
# Another owner, another use, another state: such a column, list or note is nobody's hotline.
OTHER_OWNER = re.compile(
    r"\b(?:chu tich|pho chu tich|lanh dao|giam doc|thu truong|truong (?:phong|ban)|bi thu|nguoi (?:lap|ky"
    r"|dung dau|phu trach|dai dien"
    r"|lien he|truc|bao cao)|can bo|cong chuc|ca nhan|nha rieng|cong an|quan su|tram y te|ke toan|van thu)\b"
)
OTHER_USE = re.compile(r"\b(?:fax|zalo|viber|telegram|e-?mail|facebook|website)\b")
# A hotline of another matter than the letter's.
OTHER_HOTLINE = re.compile(
    r"tham nhung|tieu cuc|(?:phong|chong|to giac) toi pham|an ninh,? trat tu|bao luc|xam hai|chay no|chua chay"
    r"|cuu (?:hoa|nan|ho)\b|ma tuy|bao chay|don vi cap tren"
    r"|buon lau|hang gia|(?:mat|su co) (?:dien|nuoc)|tuyen sinh|an toan thuc pham"
)
# Columns that name persons: a number beside them is theirs unless something says hotline.
PERSON_COLUMN = re.compile(r"\bho (?:va |, ?)?ten\b|\bchuc (?:vu|danh)\b|\bten (?:can bo|nguoi)\b")
# One column for both: its words name the telephone and, parted from it, the fax.
PHONE_AND_FAX = re.compile(
    r"(?:thoai|\bdt|\bsdt|\btel)\s*[/,;(+&-]\s*(?:so )?fax|fax\s*[/,;+&-]\s*(?:so )?(?:dien thoai|dt|sdt|tel)"
)
OTHER_STATE = re.compile(
    r"\bbao tri\b|\b(?:dang|bi) (?:sua chua|hong|su co)\b|\bmat lien lac\b|\blien he tam\b|\bnoi bo\b"
    r"|\b(?:khong|chua|ko) (?:cong khai|cong bo|dang(?! ky)|duyet|duoc duyet|phe duyet|thong nhat)\b|"
    r"\b(?:thay (?:bang|boi)|doi (?:thanh|sang|so)|chuyen (?:sang|qua) so)\b|"
    r"\b(?:so|dt|may|dien thoai|nong) (?:da )?cu\b|\(cu\)|^cu$|\bnam (?:truoc|ngoai|cu)\b|\btruoc (?:day|kia)\b"
    r"|\bda (?:cat|huy|thu hoi|doi(?! chieu| tuong| pho)|ngung"
    r"|ngat|khoa|tra)\b|\bbi (?:cat|huy|hong|khoa|ngat|thu hoi)\b|\b(?:khong|ko|k) (?:con |duoc )?(?:su dung"
    r"|dung|hoat dong|lien lac duoc)\b"
    r"|\b(?:ngung|ngưng|tam ngung|thoi|het) (?:su dung|hoat dong|dung)\b|\btam ngung\b|\bdu kien\b|\bvi du\b"
    r"|\bvd\b|\bnr\b|\bhuy bo\b|\bsai so\b"
    r"|\bkhong phai\b|\bmay (?:hu|hong)\b|\bcho (?:vnpt|viettel|mobifone|keo day|lap dat|cap so)\b"
    r"|\bchua (?:thong|su dung|hoat dong|dua vao|lap|keo|gan|co tin hieu)\b|\bno cuoc\b|\bthu nghiem\b"
    r"|\b(?:su dung|dung|ap dung|co hieu luc) tu (?:ngay )?\d|\bhop thu thoai\b|\bchi nhan tin\b"
    r"|\bda chuyen (?:sang|ve|cho)\b|\bkhong lien lac\b|\bso tam\b|\bthu hoi\b|\bso (?:sai|hong)\b|\bse doi\b"
    r"|\bcho (?:cap|lap)\b"
)
# Heads of columns of units: the names there are those of before.
NAMES_OF_BEFORE = re.compile(
    r"\bcu\b(?! the)|\btruoc (?:khi|day|kia|sap nhap|sap xep|hop nhat|chia tach|ngay|thang|\d)"
)
SHORT_HEADS = frozenset({"cu", "moi", "nay"})  # below the head of the names: two columns, and no title
# Heads only: the number in such a column was another one's forerunner.
OLD_HEAD = re.compile(
    r"\bda (?:dang ky|cong bo|bao cao)\b|\bdang cong bo\b|\bin sai\b|\bbi sai\b|\btruoc (?:ngay )?\d"
    r"|\bnam 20(?:0\d|1\d|20)\b"
)
# Columns in which a yes or a cross speaks against the number.
BAD_COLUMN = re.compile(
    r"da (?:cat|huy|khoa|thu hoi|ngung)|\bhuy\b|\bngung\b|khong (?:con )?(?:su dung|dung|hoat dong)|\bcu\b|\bhong\b"
)
NO = frozenset({"khong", "ko", "k", "chua", "0", "no"})
YES = frozenset({"x", "co", "v", "roi", "yes"})
# Columns beside the form's own that weigh its numbers, by their heads: whether it holds, from when, what it became,
# whose it is; and the answers that speak against it. "Không" under "ý kiến" is no opinion.
STATE_COLUMN = re.compile(
    r"^(?!.*\b(?:can|phai|doi|sua|sai|bi|hu)\b)(?:.*(?:"  # “Cần xác minh lại không”: no is the good answer there
    r"tinh trang|trang thai|xac minh|lien (?:lac|he) duoc|ket qua (?:goi|kiem tra|xac minh|lien)|goi thu|khong dat"
    r"|y kien|da kiem tra|(?:con|dang) (?:su dung|hoat dong|dung)|hoat dong|dong y|cong khai|cong bo|duyet|hieu luc"
    r"|kich hoat)|dat\b(?! (?:chuan )?nong thon))"
)
OPINION = re.compile(r"y kien")
AGAINST = re.compile(
    r"(?:khong|ko|k|chua)\b(?! (?:doi|thay doi|co gi|co (?:thay doi|y kien|vuong)|sai|loi|vuong"
    r"|(?:co )?(?:thoi|gioi|ky) han|xac dinh))"
    r"|(?:sai|ngung|hong|hu|het|huy|cat|khoa|tam|mat|loi|tu choi|bo(?! sung))\b"
)
DAY_COLUMN = re.compile(r"\btu ngay\b|ngay (?:bat dau|su dung|hieu luc|ap dung|hoat dong)|hieu luc tu|bat dau")
CHANGED_COLUMN = re.compile(
    r"^so (?:dien thoai )?(?:thay doi|moi|dieu chinh|thay the|dinh chinh|dung|sua)\b|(?:thay doi|dieu chinh) \(?neu co"
)
CODE_COLUMN = re.compile(r"^ma(?: (?:so|don vi|xa|co quan|dvhc|dinh danh|hanh chinh))*$")
# A line that somebody took out as programs do, in the cell of its running number: //3, #5, --2.
COMMENTED_OUT = re.compile(r"(?://|#+|--+|/\*|;+)\s*\d")
DROPPED = frozenset({"bo", "huy", "xoa", "loai", "loai bo", "gach", "gach bo", "khong lay"})
_CROSS = re.compile(r"\bx\b|[()\[\].]")


def is_dropped(bare: str) -> bool:
    """Tell whether a short folded text takes a line out: bỏ, (xóa), X (loại)."""
    return " ".join(_CROSS.sub(" ", bare).split()) in DROPPED


# Remarks that point at rows by their place or their look.
POINTING = re.compile(
    r"\b(?:cac|nhung) (?:so|dong|o)\b|\bso (?:tren|duoi|nay|thu tu)\b|\bstt\b|\b(?:dong|hang) (?:so |thu )?\d"
    r"|\bo (?:to|mau|nen)\b|in (?:nghieng|dam)"
    r"|\b(?:to|mau) (?:do|vang|xanh|xam|cam)\b|gach (?:chan|duoi)|\b(?:danh sach|bang) (?:tren|nay|duoi)"
)
BY_COUNT = re.compile(r"\b(?:so thu tu|stt|dong|hang)\b(?: so| thu)? ?\d{1,3}(?: ?(?:,|va|-|/|&) ?\d{1,3})*(?![\d/])")
COUNT = re.compile(r"\d{1,3}")
# The number is a person's, or another body's.
OTHERS_NUMBER = re.compile(
    r"(?<!tru )\bso (?:cua |dt |dien thoai |di dong |rieng |ca nhan )*(?:ong|ba|anh|chi|dong chi|d/c|chu tich"
    r"|pho chu tich|bi thu|ke toan|giam doc|truong|can bo"
    r"|huyen|tinh|cong an|quan su|tram)\b"
    r"|(?<!tru )\bso (?:co(?! quan| dinh| so| trong| the| nguoi)|chu(?! truc)|bac|cau|di|thay) \w"
    r"|\bmay (?:bao ve|nha)\b|\bso ca nhan\b"
)
# A list of something else, by its title.
OTHER_LIST = re.compile(
    r"\bdanh (?:sach|ba) .{0,30}(?:lanh dao|can bo|cong chuc|nhan vien|fax|noi bo)|\blich truc\b"
    r"|\bphan cong truc\b|\bso fax\b|\bnam truoc\b"
)
# Bodies of a place that are not its people's committee.
OTHER_BODY = re.compile(
    r"\b(?:cong an|ca|tram y te|tram yt|truong (?:th|mam|tieu|trung|mn|mg)|chi cuc|buu dien|hat kiem lam"
    r"|ban chqs|bch quan su|quan su"
    r"|doan thanh nien|mat tran|mttq|hoi (?:nong|phu|cuu|lien|chu)|phong (?:gd|giao|y|tai|noi|tu|lao|van|kinh|nn"
    r"|nong|tn)"
    r"|benh vien|trung tam y te|ttyt|dang uy|huyen uy|thanh uy|thi uy|dang bo)\b"
)
# Beside an agency's name these say that the number is a branch's; so do the names of districts behind such a word.
BRANCH = re.compile(
    r"\bchi nhanh\b|\bkhu vuc\b|\bphong giao dich\b|\bvan phong dai dien\b|\b(?:co so|chi cuc|don vi) (?:so )?\d\b"
)
AT_A_PLACE = r"\b(?:chi cuc|van phong|vp|co so|tru so|tru so chinh|tai|o|dat tai|dia ban|chi doi|doi|tram) {place}\b"
# Where a unit sits: the head of such a column, or how a note of it begins; and what in it is more than a place.
SEAT_HEAD = re.compile(r"^\W*(?:dia chi|tru so|noi lam viec)\b")
SEAT = re.compile(
    r"^\W*(?:dia chi|tru so)\b(?: (?:chinh|lam viec|lien he|lien lac|hanh chinh))*\s*(?:tai|dat tai|o|:|-)\s"
)
NOT_A_SEAT = re.compile(r"\b(?:ubnd|uy ban|hdnd|van phong|chi nhanh|tram|cong ty|nha (?:ong|ba|rieng)|cua|phong)\b")
# A place in an address that the words behind it call one of before: thị trấn Lai Vung (cũ).
PLACE_OF_BEFORE = re.compile(
    r"\b(thi tran|tt|xa|phuong|huyen|thi xa|thanh pho|tp|tx|tinh)\b\.?"
    r"((?: ?(?!(?:so|dt|sdt|may|thoai|nong)\b)\w+){1,4}) ?\(?\b(?:cu|truoc (?:day|kia))\b\)?"
)
# A heading of the form's own sections: the district before it no longer counts.
SECTION = re.compile(
    r"\bcap (?:xa|huyen|tinh)\b|\bcac (?:xa|huyen|so|co quan)\b|^co quan, don vi|\bso,? ban,? nganh\b|\bxa, phuong\b"
)
# A total, with its marks: “Công an huyện” is none.
TOTAL = re.compile(r"\W*(?:tổng(?:\s+(?:cộng|số))?|cộng)(?!\w)(?!\s+công)", re.I)
TIERS = {
    "agency": re.compile(r"\bcap tinh\b|\bcua tinh\b|\bso,? ban,? nganh\b"),
    "district": re.compile(r"\bcap huyen\b|\bcua (?:ubnd )?huyen\b|\bhuyen\b"),
    "commune": re.compile(r"\bcap xa\b|\bcua (?:ubnd )?xa\b|\bxa\b"),
}
ROUND_THE_CLOCK = re.compile(r"24\s*[/x]\s*(?:24|7)\s*(?:h|gio)?|24\s*(?:h|gio)(?:\s*/\s*24)?")
# Words that head the columns of a list, the number's own among them; and shorter ones that stand under such a head.
HEAD = re.compile(
    PHONE.pattern + r"|^s?t\.?t\.?$|so thu tu|^so tt$|\bten\b|don vi|co quan|dia phuong|ghi chu|chu thich|^no$|^#$"
    r"|^(?:ten )?(?:huyen|xa|quan)$|^(?:ten )?(?:cac )?(?:xa|phuong|thi tran)\W{1,4}(?:va )?(?:xa|phuong|thi tran)"
    r"|dia ban|\bunit\b|\bnote|chuc vu"
    r"|ho (?:va )?ten|\bfax\b|e-?mail|dia chi|agency|organi[sz]ation"
)
HEAD_PART = re.compile(
    r"^(?:so )?(?:co quan|van phong|cu|moi|chinh|phu|rieng|ban|lanh dao|fax|zalo|ma vung|may le|so le|noi bo"
    r"|\w{1,8}(?: \w{1,8})?)$"
)
# A number that the words beside it call the old one.
OLD_NUMBER = re.compile(
    r"(?:^|[\n;,(.\[]\s*|thay (?:cho|the) )(?:so|sdt|dt|so dt"
    r"|so dien thoai) cu(?: la)? ?:? ?(\+?[\d(][\d .()-]{4,}\d)(?: (?:da )?(?:bo|cat|huy|thu hoi"
    r"|khong (?:con )?(?:su dung|dung)|ngung su dung))?(?= ?(?:$|[\n;,.)\]]))"
)
# A note that says so of its own number: it is the new one, it has not changed, it is also on Zalo.
NOTE_OF_ITS_OWN = re.compile(
    r"\b(?:co |qua |tren |nhom |trang )(?:ca |them |ket noi |dung |su dung |nhom |trang )?(?:zalo|viber|facebook)\b"
    r"|(?<=\d)\s?[(/,;-]\s?(?:(?:goi|nhan|co|ca|qua|ket noi|va)\W*)*(?:zalo|viber)"
    r"(?:\W*(?:va|,|/)?\W*(?:zalo|viber))*\b(?!\W*\d)"
    r"|^so (?:co dinh|di dong)$"
    r"|\b(?:e-?mail|thu dien tu|hop thu)?[ :]*[^\s,;:|<>()]+@[^\s,;|<>()@]+\.[a-z]{2,}"
    r"|^(?:zalo|viber)\W*(?:cung|chung) (?:so|sdt)\b[^.;,]*"
    r"|\bkhong (?:co )?(?:gi )?(?:thay doi|doi)\b(?! duoc)[^.;,]*"
    r"|(?:\bso moi,? ?)?\bthay (?:the )?(?:cho )?so cu\b(?! (?:bang|thanh|la|:|\+?\(?\d))"
    r"|\b(?:thay )?doi (?:so )?so voi\b[^.;,]*"
    r"|\bthay (?:the )?(?:cho )?so (?:da (?:cung cap|gui|bao cao|bao|dang ky|cong bo))[^.;,]*"
    r"|(?<!se )(?<!chua )(?<!xin )(?<!nghi )\bthay (?:the )?(?:cho )?(?:so|sdt|dt|may)(?: may| dien thoai)?"
    r" (?:cua \S+ |cu |truoc |ma )(?![^.;]*\b(?:bang|thanh|sang|boi|nay|moi|la)\b)[^.;\d]*"
    r"|\bso (?:nay )?(?:la )?(?:so )?moi(?: lap| cap)?\s?[,;.(-]\s?(?:so|sdt|may) cu"
    r" (?:da |nay )?(?:bo|cat|huy|thu hoi|ngung)\b[^.;]*"
)
# What a line outside the rows says for its numbers: they have not changed, they take the place of earlier ones.
REMARK_HARMLESS = re.compile(
    r"\bkhong (?:co )?(?:gi )?(?:thay doi|doi|sai|nham|trung)\b[^.;]*"
    r"|\bthay (?:the )?(?:cho )?(?:cac |toan bo |nhung )?(?:so(?: dien thoai)?|danh sach|phu luc|bang|bieu)\b[^.;]*"
    r"\b(?:truoc day|truoc do|cu|da (?:gui|cong bo|bao cao|cung cap|dang))\b(?! (?:bang|thanh))[^.;]*"
    r"|\b(?:neu|khi co|truong hop)\b[^.;]*|\bkhong ke\b|\bngay nghi\b"
    r"|\b(?:tinh|cap nhat)(?: moi nhat)?(?: den)?(?: het)?(?: ngay)? \d[\d/.-]*\d(?:/\d{4})?"
)
REPLACES = re.compile(
    r"(?:\bso moi,? ?)?\bthay (?:the )?(?:cho )?(?:so )?(?:cu )?"
    r"(\+?[\d(][\d .()-]{4,}\d)(?: (?:da )?(?:bo|cat|huy|thu hoi))?(?= ?(?:$|[\n;,.)\]]))"
)
# A fax beside the telephone in one cell, and the sign for "as above".
FAX = re.compile(r"[;,/(\n]?\s*\bfax\b[\s:.]*(?:so )?\+?\(?\d[\d .()-]{5,}\d\)?")
DITTO = re.compile(r"[\"'”“″〃`´/\\-][\s\"'”“″〃`´/\\–—-]*|[\s\"'“”(–—-]*(?:n\.?/?t\.?|(?:nhu )?tren)[\s\"'“”)–—-]*")
# What stands in the phone cell was replaced by another number.
REPLACED = re.compile(
    r"\b(?:thay (?:bang|boi|the)|doi (?:thanh|sang|so)|chuyen (?:sang|qua)|so moi|cap nhat|dung so)\b"
)

# Sheets and titles of another list than the hotlines in use.
OTHER_SHEET = re.compile(
    r"^(?:so |ban )?cu$|\bcu\b|\b(?:nam )?20(?:0\d|1\d|20)\b|^mau\b(?! (?:bieu|so|\d))|(?<!bieu )\bmau$"
    r"|\bnhap\b|\blanh dao\b|\bcong an\b|\bquan su\b|\btram y te\b|\bdu phong\b"
    r"|\bvi du\b|\bca nhan\b|\bfax\b"
    r"|\bdu thao\b|\bdraft\b|\b(?:chua|cho|khong) (?:\w+ )?(?:duyet|ky|chot|chinh thuc|xong|dung|gui)\b|\btham khao\b"
    r"|^(?:lan )?\W*\d*\W*(?:bo|huy|sai|loi)\W*$|\((?:da )?(?:bo|huy|sai|loi)\)|\bthu hoi\b|\bhet hieu luc\b|\bold\b"
)
OTHER_TITLE = re.compile(
    OTHER_OWNER.pattern
    + "|"
    + OTHER_STATE.pattern
    + r"|\bso cu\b|\bfax\b|\bdi dong (?:cua )?(?:chu tich|lanh dao)|\bcong an\b|\bquan su\b|\btram y te\b"
    r"|\bchua lap dat\b|\bdu kien\b|\bdu phong\b"
    r"|\bnam 20(?:0\d|1\d|20)\b|\bvi du\b|\bminh hoa\b|\bcat hop dong\b|\bbi phan anh\b|\bkhong ai nghe\b"
    r"|\bdu thao\b|\b(?:da|bi) (?:sap nhap|giai the)\b"
)
# A title of a list or of hotlines that says another matter than the letter's, that there are no numbers, or that they
# are to go. What the letter itself is about (LETTERS_OWN) is no other matter.
LIST_TITLE = re.compile(
    r"^.{0,30}?\b(?:danh (?:sach|ba|muc)|bang tong hop|(?:cac |nhung )so|so dien thoai|duong day nong|hot ?-?line)\b"
)
NAMES_A_LIST = re.compile(
    LIST_TITLE.pattern + r"|^\W*(?:\w{1,4}[.)]\s*)?(?:thong tin lien|bang ke|thong ke|tong hop)\b"
)
# What a list takes the place of: (thu hồi, thay thế phụ lục gửi ngày 03/9). “thay bằng bản ngày 06/9” says that another
# takes the place of this one.
WHAT_IT_REPLACES = re.compile(
    r"\b(?:(?:thu hoi|huy bo|huy|bai bo|thay the|thay)(?: cho)?(?:\s*(?:,|va|/|-)\s*)?)+"
    r"(?: ?(?:cac|toan bo|noi dung))?"
    r" ?\b(?:phu luc|danh sach|bieu mau|(?<!thay )(?<!the )bang|van ban|cong van|so lieu|ban|tep|file|noi dung)\b"
    r"[^()]{0,60}\b(?:gui|truoc|cu|ngay|lan|so)\b[^()]*"
)
KEPT_WITH = re.compile(r"\(?\s*(?:ban hanh )?kem theo\b.*")  # the text that a list was sent with
OF_A_TITLE = re.compile(r"^\W*\(?(?:tinh|cap nhat|so lieu|tong hop|ap dung|thoi diem)\b|^\W*\(|^nam (?:hoc )?20\d\d")
LETTERS_OWN = re.compile(
    r"phong,?(?: va)? ?chong (?:dai )?dich(?! (?:ta|hai|lo mom))(?: benh)?|phong,?(?: va)? ?chong (?:benh|covid|n?cov)"
    r"|bao ve suc khoe|phong,?(?: va)? ?chong (?:lang phi)"
)
OTHER_MATTER = re.compile(
    OTHER_HOTLINE.pattern
    + r"|toi pham|\bto giac\b|\btin bao\b|\btre em\b|\bbao ve \w|phong,?(?: va)? ?chong \w|\bnam hoc\b"
    r"|\b(?:du|ky) thi\b"
    r"|giao thong|\bdu lich|thien tai|lu lut|\bpccc\b|cai nghien|(?:mua|buon) ban nguoi|dau gia|bau cu"
    r"|\btu van\b|cap cuu|tiem chung|tiem vac|xet nghiem|\bbao hiem\b|ngo doc|bao hanh|\bcap (?:dien|nuoc)\b|viec lam"
    r"|trat tu (?:do thi|xay dung)|chan nuoi|gia suc"
)
TO_GO = re.compile(
    r"\b(?:de nghi|de xuat|yeu cau|dang cho) (?:duoc )?(?:xo|xoa|huy|loai|thay|doi|cat|thoi|ngung|khoa|thu hoi"
    r"|dinh chinh|sua|go|bo(?! (?:sung|tri)))\b|\bcan (?:phai )?(?:xoa|huy|thay|sua|loai|dinh chinh|thu hoi)\b"
    r"|\b(?:ngung|thoi|tam dung|go bo) (?:viec )?(?:cong bo|cong khai|dang tai|niem yet)\b"
    r"|\bbi (?:trung|loi|nham|khieu nai)\b|\btrung (?:lap|so|nhau)\b"
)
# Of a title only: in a column's head it parts the numbers that are proposed from those that were published.
TITLE_TO_GO = re.compile(
    TO_GO.pattern + r"|\bde nghi dieu chinh\b|\b(?:chua|khong) (?:co|thiet lap|lap|bo tri|cung cap|dang ky)\b"
)
# The year that a title says its list is of; a title of a text says when that was signed.
OF_A_YEAR = re.compile(
    r"\bnam (?:hoc )?(20\d\d)\b|\b\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?(20\d\d)\b"
    r"|\b(?:thang|quy) (?:\d{1,2}|i{1,3}|iv) ?[/.-] ?(20\d\d)\b"
)
DATE = re.compile(r"\b\d{1,2} ?[/.-] ?\d{1,2}(?: ?[/.-] ?\d{2,4})?\b|\b(?:19|20)\d\d\b")
OF_A_TEXT = re.compile(
    r"kem theo|ban hanh|\b(?:cong van|quyet dinh|thong tu|nghi dinh|ke hoach|chi thi|van ban|luat|nghi quyet)\b"
)

# By whose paper a sentence says that it is written: it names nobody's list.
BY_WHOSE_PAPER = re.compile(r"^\W*thuc hien (?:y kien |su )?(?:cong van|van ban|cong dien|chi dao|yeu cau)[^,;:]*,")
# Lines that only look so: signatures, whom a letter goes to, what a form is for, remarks that begin with a mark.
NOT_A_TITLE = re.compile(
    r"^\W*(?:tm|kt|tl|tuq|q)\b|kinh gui|noi nhan|^\W*(?:chu tich|pho chu tich|giam doc|pho giam doc|thu truong"
    r"|chanh van phong|nguoi lap|nguoi ky|truong phong"
    r"|ke toan|van thu|can bo)\W*$|nguoi lap bieu|ky,? (?:ten|ghi)|can cu|theo (?:cong van|chi dao|yeu cau)"
    r"|^\W*\*|^\W*\(\W*[\d*]|ghi chu|luu y|dinh chinh|lien he"
)
NUMBERING = re.compile(r"\s*(\d{1,2}|[IVX]{1,4}|[A-Ha-h])[.)]\s")
# Words outside the rows: a mark and what it means, all numbers at once, a correction.
MARK = re.compile(r"[(\[]?[*\d]{1,3}[)\]]|\*+")
MARKED = re.compile(r"(?:so|dong|don vi|xa) (?:nao )?co (?:dau )?\*|danh dau \*|dau \*|co dau sao")
ALL_NUMBERS = re.compile(
    r"\bthu hoi (?:cac|nhung|tat ca|toan bo) so\b|\b(?:cac|nhung|tat ca|toan bo) so\b.{0,40}(?:du kien|chua|bat dau"
    r"|khong|cu|huy|ngung|thu hoi|sai)|\b(?:danh sach|bang) (?:duoi day|tren|nay)\b.{0,40}(?:khong (?:con )?dung"
    r"|cu|huy|thu hoi|du kien|chua (?:duoc )?(?:\w+ ){0,4}?(?:thong qua|duyet|cong bo|ky|xac nhan))"
)
# What a lone line says of rows, a unit or a number that it names: lent, of another body, not settled, of a later day.
OF_ROWS = re.compile(
    r"\b(?:dung|su dung|muon|nho) tam\b|\btam (?:dung|su dung|muon)\b|\bdang sua\b|\bxem lai\b|\bkiem tra lai\b"
    r"|\bbi dao\b|\bchua (?:bo tri|co may|xac minh|kiem tra|chac|ro)\b"
    r"|\bchua duoc (?:\w+ ){0,4}?(?:thong qua|duyet|cong bo|ky|xac nhan)\b"
    r"|\b(?:so|may)\b.{0,30}\b(?:la|cua|thuoc)\b.{0,12}\b(?:cong an|tram y te|quan su|truong hoc|ca nhan|nha rieng)\b"
    r"|\bbat dau (?:hoat dong|su dung|dung)\b|\b(?:hoat dong|ap dung|hieu luc|su dung|dung) (?:ke )?tu (?:ngay )?\d"
)
# A title of numbers that are out of use: one of them that the form holds as well is in doubt.
OUT_OF_USE = re.compile(
    r"\b(?:da|bi) (?:cat|huy|thu hoi|ngung|ngat|khoa|tra|hong)\b|\b(?:khong|ko) con\b|\b(?:tam )?(?:ngung|thoi|het)"
    r" (?:su dung|hoat dong|dung|cong bo)\b|\bthu hoi\b|\bhuy bo\b|\bcat hop dong\b"
    r"|\bkhong (?:su dung|hoat dong|lien lac)"
)
# A title that speaks of what stands above it, or of what takes its place.
POINTS_ABOVE = re.compile(
    r"\b(?:tren|nay|nau|noi tren|vua|truoc|phia tren|thay|doi|dinh chinh|nham|sai|chuyen|con lai)\b|:\s*$"
)
CORRECTION = re.compile(r"\bdinh chinh\b|\bghi nham\b|\bdoi cho nhau\b|\bdoi so\b")
