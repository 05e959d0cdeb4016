"""Words of a mail about a file that should have come with it, as folded patterns: that one is sent, a link to one, one
that a filter took out.

Source: mails of returns; notices of mail filters.
"""

from __future__ import annotations

FILE = (
    r"(?:files?|fai|tep|tap tin|phu luc|bieu mau|bieu|bang(?! nay la)|danh sach|ban (?:excel|word|mem|scan|pdf)"
    r"|excel|word"
    r"|ho so|van ban|cong van|bao cao|sdt|so (?:dien thoai|dt|may)|duong day nong|ddn|hotline|to khai)"
)
_SENDS = r"(?:gui|goi|nop|chuyen|trinh|send|forward|fw)"
# That a file comes with these words: it is attached, it is sent with them, what is sent is a file, or only: I send.
SENT = (
    r"\b(?:dinh kem|kem theo|gui kem|goi kem|trong (?:file|tep) (?:kem|nay)|attach(?:ed|ment)?|(?:file|tep) kem)\b",
    rf"\b{_SENDS}\b(?: \w+){{0,5}}? {FILE}\b",
    rf"^\W*(?:(?:da|em|e|minh|toi|xin|xa|phuong|don vi|ben em|xin phep|kinh)\W+){{0,3}}{_SENDS}(?: (?:anh|chi|a|c|ac|vp"
    r"|van phong|so|quy|lai|nha|nhe|nhen|a|ah|em|bo sung|dum|giup|luon)){0,5}\W*$",
)
# Nothing of it, or no file of this mail: another day's, still to come, asked of the reader, one that does not come.
NOT_SENT = (
    r"(?:(?<=\w )da|\bmoi(?= gui)|\b(?:vua|hom qua|hom truoc|hoi (?:sang|chieu|trua|nay|hom)|bua (?:truoc|hom)"
    r"|lan truoc|thu truoc|mail truoc|sang nay"
    r"|chieu qua|tuan truoc|thang truoc|ngay \d{1,2}))\b(?: \w+){0,6}? (?:gui|goi|nop|chuyen|kem)\b"
    r"|\b(?:gui|goi|nop|chuyen|kem)\b(?: \w+){0,6}? "
    r"(?:roi|hom qua|hom truoc|lan truoc|thu truoc|mail truoc|ngay \d{1,2})\b",
    r"\b(?:se|mai|lat|chut|chieu (?:nay )?(?:em|xa)|toi (?:em|nay)|tuan sau|hom sau|sap|dang lam|chua)\b(?: \w+){0,6}? "
    r"(?:gui|goi|nop|chuyen|kem)\b|\b(?:gui|goi|nop|chuyen)\b(?: \w+){0,6}? sau\b",
    r"\b(?:nho|xin|mong|de nghi|anh|chi|van phong|vp|so|tinh|cho|phien)(?: \w+){0,2}? "
    r"(?:gui|goi|chuyen|forward|send)(?: \w+){0,4}? "
    r"(?:cho|giup|dum|gium|lai cho) (?:em|e|xa|phuong|don vi|minh|huyen)\b|\bxin (?:lai )?(?:file|mau|bieu)\b",
    r"\b(?:nhan|tiep nhan|thuc hien|theo|xem|doc)\b(?: \w+){0,5}? (?:van ban|cong van|file|bieu mau|mau|phieu|thu)\b",
    r"\b(?:khong|ko|chua) (?:\w+ ){0,2}?(?:dinh kem|kem|gui|nop|mo|xem|doc)\b|\?",
)
# A link to where files lie.
LINK = (
    r"https?://(?:[\w-]+\.)*(?:drive\.google|docs\.google|1drv|onedrive|sharepoint|dropbox|mega|wetransfer|we\.tl|fshare|mediafire"
    r"|box|icloud|zalo|zdn|googledrive|app\.goo|cloud|driv\w*|share\w*|file\w*|terabox|transfer\w*)[\w.-]*\S*",
    r"\b(?:qua|tren|len|link|bang) (?:google )?(?:drive|onedrive|one drive|dropbox|sharepoint"
    r"|icloud|ggdrive|gg drive)\b",
)
# A filter's notice that it took a file out.
TAKEN_OUT = (
    rf"\b(?:{FILE}|attachments?)\b[^;]{{0,80}}\b(?:bi|da|was|were|has been|have been|been)\b[^;]{{0,40}}"
    r"\b(?:chan|go bo|go|xoa|loai bo|cach ly|removed|blocked|deleted|stripped|quarantined|disallowed)\b",
    r"\b(?:removed|blocked|stripped|deleted|quarantined)\b[^;]{0,60}\b(?:attachments?|files?)\b",
)
