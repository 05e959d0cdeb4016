"""Words by which a sender says of something that he sends again whether he says it anew. Patterns over text in small
letters, without marks."""

# It counts now: "gửi lại", "số này mới đúng", "lấy số trong file này".
ANEW = (
    r"(?:gui|goi|nop) lai",
    r"(?:so|file|tep|ban|danh sach|phu luc|bieu|thu)(?: \w+){0,3} (?:moi )?(?:la )?(?:dung|chinh xac|chinh thuc)\b",
    r"(?:lay|dung|theo|dang|su dung)(?: lai| theo)? (?:so|file|tep|ban|danh sach|phu luc|bieu)\b",
    r"dinh chinh|thay the|van (?:dung|nhu|la) ",
)
# It is shown, kept or proved: nothing is said anew, whatever else stands there.
FOR_THE_RECORD = (
    r"luu(?: giu| tru| lai)?(?: (?:ho so|vp|van phong|van thu))?\b",
    r"(?:minh|chung) (?:chung|minh)|lam (?:bang|can cu)|doi chieu|tham khao",
    r"ho so (?:da|cu)|da (?:nop|gui|goi)\b|(?:thu|mail|email|ban|file) (?:cu|truoc|hom)\b|truoc (?:do|day)",
    r"bo sung (?:qd|quyet dinh|tai lieu|ho so|van ban|minh chung|chung cu)|(?:de|cho) (?:\w+ ){0,2}biet\b|de thay\b",
    r"(?:kinh )?chuyen(?: tiep)?\b|forward|\bfwd?\b",
)
