"""Words by which a list or its document says of what time it is, as folded patterns: years, day lines, the text that it
was sent with.

Source: Nghị định 30/2020/NĐ-CP (the place and date of a document, an appendix's line “Kèm theo …”); titles of real
lists.
"""

from __future__ import annotations

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FIRST = r"(?:(?:19|20)\d\d\s*(?:[-–—/]|den|toi)\s*(?:nam\s*)?)?"  # of a span the last year counts
# A title's year: năm 2019, quý IV/2020, giai đoạn 2016 - 2020, tháng 5/2020, or the bare year last.
YEAR_OF_A_TITLE = (
    rf"\b(?:nam(?: hoc| cong tac)?|giai doan|nhiem ky|khoa)\s*:?\s*{_FIRST}{_YEAR}\b",
    rf"\b(?:quy|thang|ky|dot|lan|hoc ky)\s*(?:so\s*)?[ivx\d]{{1,4}}\s*(?:[/.-]|nam)?\s*{_YEAR}\b",
    rf"(?<!\d)(?<!\d[\s.-]){_FIRST}{_YEAR}\W*$",
)
# Up to which day the numbers are told: (cập nhật đến 31/12/2020), tính đến ngày 30 tháng 6 năm 2020.
AS_OF = r"\b(?:tinh|cap nhat|so lieu|chot|thong ke|thoi diem|hieu chinh|ra soat)\b[^\d]{0,40}$"
# The text that a list was sent with, by bodies that ask for lists or send them; those of the state's laws only give
# the form.
SENT_WITH = r"\b(?:kem theo|dinh kem|ban hanh|phu luc (?:so )?\w{0,4}\s*cua)\b"
OF_LAWS = (
    r"\b(?:thong tu|nghi dinh|luat|nghi quyet|phap lenh|hien phap|chinh phu|thu tuong|ttg|bo truong|quoc hoi|trung uong"
    r"|tw|chi thi|quy dinh so|tt-?\w+|nd-?cp)\b|-b[a-z]{1,5}\b|^\W*(?:bieu )?(?:mau|bieu)\b"
)
# What a line leans on or aims at says nothing of its own time.
OF_ANOTHER_TEXT = (
    r"\b(?:can cu|thuc hien|theo|thi hanh|trien khai|huong toi|phan dau|thay the|thay cho|bo sung|so voi|tu nam|sau nam"
    r"|truoc nam|ke tu|co hieu luc)\b"
)
# A number of the document itself: 112/SYT-VP, 12/2019/QĐ-UBND.
NUMBER_OF_A_TEXT = r"\b\d{1,5}\s*/\s*(?:(?:19|20)\d\d\s*/\s*)?[a-z]{1,6}(?:-[a-z0-9&]{1,12})+"
# A part of a year: quý 3, quý III/2021, tháng 9 năm 2021, 9-2021; in a name the month alone too (pl thang 9).
QUARTER = r"\bquy\s*(?:thu\s*)?(?P<q>iv|i{1,3}|[1-4])(?:\s*(?:[/.-]|nam)?\s*(?P<y>20\d\d))?\b"
MONTH = (
    r"(?:(?<!\d)(?<!\d[/.-])(?<!\d[/.-] )|(?P<said>\b(?:thang|thg|t) ?))(?P<m>1[0-2]|0?[1-9])"
    r"\s*(?:[/.-]|(?(said)nam|-)|(?(said)\s|-))\s*(?P<y>20\d\d)(?![\d/])"
)
MONTH_OF_A_NAME = r"(?:\bthang|(?<![a-z])t)\s*(?P<m>1[0-2]|0?[1-9])(?!\d|\s*(?:[/.-]|nam)?\s*(?:19|20)\d\d)"
# Beside a year in a file's or a sheet's name: a program, a form's issue.
OF_A_PROGRAM = r"\b(?:excel|office|word|windows|win|ver(?:sion)?|phien ban|nd|nghi dinh|tt|thong tu)\W*$"
# The number of a letter in a name, folded: “CV 1987”, “1945-UBND-VP”.
NUMBER_IN_A_NAME = (
    r"\b(?:cv|cong van|vb|qd|quyet dinh|to trinh)(?: so)?\W{0,2}(?:19|20)\d\d"
    r"(?=\W*(?:$|[-/. ](?:ubnd|vp|[a-z]+\.ubnd)))"
    r"|\b(?:19|20)\d\d ?[-/.] ?(?:ubnd|hdnd|vp)[-/.]\w"
)
