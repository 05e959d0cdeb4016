"""Whom a withdrawal means: what was sent before and not the rows that come in its place; a whole list, by whatever way
its sender is known; units that are named, one by one, and not the sender beside them.
"""

from __future__ import annotations

import io
from email.message import EmailMessage

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.model.submission import Source
from danhba.samples.builder import form, word, xlsx
from danhba.vietnamese.sent_before import of_name
from tests.examples import share
from tests.test_taken_back import _READER, CODE, NUMBER, SHOWN, XA, _Office, _one_matcher  # noqa: F401

NEW, NEW_SHOWN = "+842773851777", "0277 3851 777"
_HEAD = ("ỦY BAN NHÂN DÂN HUYỆN LẤP VÒ", "ỦY BAN NHÂN DÂN XÃ TÂN KHÁNH TRUNG")
_UNITS = {"875": "Huyện Lấp Vò", "30181": XA, "30196": "Xã Định An", "30199": "Xã Định Yên", "30175": "Xã Tân Mỹ"}
_SHOWN = {code: f"0277 3851 00{i}" for i, code in enumerate(_UNITS)}
_LIST = xlsx(
    form({"B": [("Huyện Lấp Vò", _SHOWN["875"])], "C": [(n, _SHOWN[c]) for c, n in _UNITS.items() if c != "875"]})
)


def mail(sender: str, subject: str, body: str, files: dict[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "vp@dongthap.gov.vn", subject
    message.set_content(f"{body}\n\nTrân trọng.")
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def _published(office: _Office) -> dict[str, str]:
    return {e["unit_code"]: e["phone_e164"] for e in office.resolve()[0].entries}


# --- withdrawn and replaced in one return ---------------------------------------------------------------------------

_TAKES = st.sampled_from(["thu hồi", "xin thu hồi", "rút lại", "hủy bỏ", "thu hoi", "xin rút", "đã thu hồi số cũ,"])
_WHAT = st.sampled_from(["số cũ", "số đã gửi", "số điện thoại đã gửi ngày 05-9", "phụ lục", "danh sách cũ", "bản cũ"])
_ANEW = st.sampled_from(
    ["gửi số mới", "và gửi lại", "thay thế bằng số mới", "điều chỉnh", "số đúng như sau", "đính chính", "gửi bản mới"]
)
_PLACES = ("file", "mail", "title", "document", "subject", "folder")


def _return(place: str, words: str, shown: str) -> tuple[str, bytes]:
    rows = form({"C": [(XA, shown)]}, letterhead=_HEAD)
    bare = words.replace("/", "-")
    match place:
        case "file":
            return f"{XA} Lấp Vò {bare}.xlsx", xlsx(rows)
        case "folder":
            return f"{bare}/{XA} Lấp Vò.xlsx", xlsx(rows)
        case "mail" | "subject":
            name, subject = (f"{XA} {bare}.eml", "Về đường dây nóng") if place == "mail" else ("m.eml", f"{XA} {bare}")
            return name, mail("a@x.vn", subject, "Xã gửi phụ lục kèm theo.", {f"PL {XA} Lấp Vò.xlsx": xlsx(rows)})
        case "title":
            rows.insert(4, [f"({words.capitalize()})"])
            return f"{XA} Lấp Vò.xlsx", xlsx(rows)
        case _:
            return f"{XA} Lấp Vò.docx", word(form({"C": [(XA, shown)]}), [*_HEAD, f"UBND xã {words}:"])


@settings(max_examples=share(40), deadline=None)
@given(st.sampled_from(_PLACES), _TAKES, _WHAT, _ANEW, st.booleans())
def test_what_is_taken_back_and_replaced_in_one_return_is_never_kept(
    place: str, takes: str, what: str, anew: str, sound: bool
) -> None:
    """The new number stands; where it has an error, nothing does: the old one is a choice, and not kept."""
    words = f"{takes} {what}, {anew}"
    office = _Office()
    office.receive(f"{XA} Lấp Vò (1).xlsx", xlsx(form({"C": [(XA, SHOWN)]}, letterhead=_HEAD)))
    office.receive("875/ds.xlsx", xlsx(form({"C": [(XA, "0277 3851 009")]})))
    assert office.resolve()[1] == NUMBER
    office.receive(*_return(place, words, NEW_SHOWN if sound else f"{NEW_SHOWN} hoặc 0277 3851 778"))
    _, number, question = office.resolve()
    if sound:
        assert number in (NEW, "")
        assert (number == NEW) or question is not None
        assert number == NEW or place not in ("file", "subject")
    else:
        assert number == ""
        assert f"{NEW};" in {c.key for c in question.choices}


@pytest.mark.parametrize("place", ["file", "mail", "subject"])
@pytest.mark.parametrize("words", ["thu hồi", "xin rút số", "rút lại bản cũ", "hủy bỏ số điện thoại"])
def test_where_it_stays_open_what_is_meant_both_wait(place: str, words: str) -> None:
    office = _Office()
    office.receive(f"{XA} Lấp Vò (1).xlsx", xlsx(form({"C": [(XA, SHOWN)]}, letterhead=_HEAD)))
    office.receive(*_return(place, words, NEW_SHOWN))
    _, number, question = office.resolve()
    assert number == ""
    assert {f"{NUMBER};", f"{NEW};"} <= {c.key for c in question.choices}
    office.answer(f"{NUMBER};")
    assert office.resolve()[1] == NUMBER


@pytest.mark.parametrize("name", ["đã thu hồi", "bị hủy", "bản cũ", "thu hồi đất", "thay số cũ", "xin thu hồi nếu sai"])
def test_a_name_that_speaks_of_its_own_file_or_another_matter_reaches_nothing_before(name: str) -> None:
    assert of_name(name) == ("open" if name.endswith("sai") else "")


# --- a whole list ---------------------------------------------------------------------------------------------------

_WHOLE = [
    "UBND huyện Lấp Vò xin thu hồi danh sách đã gửi ngày 05/9/2021 vì có nhầm lẫn. Danh sách đúng sẽ gửi sau.",
    "UBND huyện Lấp Vò đề nghị rút lại phụ lục số điện thoại đường dây nóng đã gửi.",
    "UBND huyện Lấp Vò đề nghị chưa công bố các số đã gửi.",
    "UBND huyện Lấp Vò xin thu hồi toàn bộ danh sách số điện thoại của huyện và các xã, thị trấn.",
    "UBND huyện Lấp Vò đề nghị hủy bỏ danh sách kèm theo Công văn số 20, chờ văn bản sau.",
]
_WAYS = ("root", "named file", "folder", "reply", "letter", "letter in folder", "letter in mail")


def _letter(*words: str) -> bytes:
    document = docx.Document()
    for line in ("UBND TỈNH ĐỒNG THÁP", "ỦY BAN NHÂN DÂN HUYỆN LẤP VÒ", "V/v số điện thoại đường dây nóng", *words):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _sent(way: str, words: str) -> tuple[str, bytes]:
    subject = "Re: Báo cáo đường dây nóng huyện Lấp Vò" if way == "reply" else "Đường dây nóng"
    body = mail("Văn thư <a@x.vn>", subject, words, {})
    match way:
        case "letter":
            return "CV 12.docx", _letter(words)
        case "letter in folder":
            return "UBND huyện Lấp Vò/CV 12.docx", _letter(words)
        case "letter in mail":
            return "m.eml", mail("Văn thư <a@x.vn>", subject, "Gửi kèm công văn.", {"CV 12.docx": _letter(words)})
    return {"named file": "Huyện Lấp Vò - thư.eml", "folder": "875/thư.eml"}.get(way, "m.eml"), body


@settings(max_examples=share(30), deadline=None)
@given(st.sampled_from(_WAYS), st.sampled_from(_WHOLE))
def test_a_withdrawn_list_reaches_all_rows_that_its_sender_sent(way: str, words: str) -> None:
    office = _Office()
    office.receive("UBND huyện Lấp Vò.xlsx", _LIST)
    office.receive("30196/a.xlsx", xlsx(form({"C": [("Xã Định An", _SHOWN["30196"])]})))
    assert len(_published(office)) == len(_UNITS)
    office.receive(*_sent(way, words))
    assert set(_published(office)) <= {"30196"}  # which sent its number itself
    office.receive("UBND huyện Lấp Vò.xlsx", _LIST + b"")
    assert len(_published(office)) in (0, 1, len(_UNITS))


@pytest.mark.parametrize("way", _WAYS)
def test_what_a_withdrawal_excepts_stays(way: str) -> None:
    office = _Office()
    office.receive("UBND huyện Lấp Vò.xlsx", _LIST)
    office.receive(*_sent(way, "UBND huyện Lấp Vò xin thu hồi danh sách đã gửi, trừ xã Định Yên."))
    assert set(_published(office)) <= {"30199"}


# --- named units ----------------------------------------------------------------------------------------------------

_NAMED = [
    ("UBND huyện Lấp Vò đề nghị chưa công bố số của xã Định An và xã Tân Mỹ.", {"30196", "30175"}),
    ("UBND huyện Lấp Vò đề nghị chưa công bố số của các xã Định An, Tân Mỹ; các xã khác giữ nguyên.", {"30196", "30175"}),
    ("UBND huyện Lấp Vò xin thu hồi số đường dây nóng của UBND xã Định Yên và UBND xã Tân Mỹ tại phụ lục đã gửi.", {"30199", "30175"}),
    ("UBND huyện Lấp Vò đề nghị rút số của xã Tân Mỹ trong danh sách đã gửi ngày 05/9.", {"30175"}),
    ("UBND huyện Lấp Vò đề nghị hủy số điện thoại của xã: Định An, Định Yên và Tân Mỹ.", {"30196", "30199", "30175"}),
]  # fmt: skip


@settings(max_examples=share(30), deadline=None)
@given(st.sampled_from(_WAYS), st.sampled_from(_NAMED))
def test_named_units_are_reached_one_by_one_and_the_writer_is_not(way: str, said: tuple[str, set[str]]) -> None:
    words, meant = said
    office = _Office()
    office.receive("UBND huyện Lấp Vò.xlsx", _LIST)
    office.receive(*_sent(way, words))
    assert set(_published(office)) == set(_UNITS) - meant


def test_a_file_that_is_named_is_reached_whatever_it_is_called() -> None:
    office = _Office()
    office.receive("875/so lieu dot 1.xlsx", _LIST)
    office.receive("m.eml", mail("a@x.vn", "Đường dây nóng", "Các số trong tệp so lieu dot 1.xlsx chưa đúng, đề nghị chưa đăng.", {}))  # fmt: skip
    assert _published(office) == {}


def test_words_of_before_are_kept_with_the_reading() -> None:
    name, data = _return("file", "thu hồi số cũ, gửi số mới", NEW_SHOWN)
    reading = _READER.read([Source(name, data)])[0]
    assert [kind for kind, _ in reading.said] == ["replaced"]
    assert reading.rows.column("errors") == [""]


# --- what speaks for the rows it stands with, or is nobody's word ----------------------------------------------------


@pytest.mark.parametrize(
    ("remark", "sound"),
    [
        ("(Các xã khác giữ nguyên như phụ lục kèm theo Công văn số 20/UBND-VP)", True),
        ("(Thay thế số thứ tự 4 mục C của phụ lục kèm theo Công văn số 20/UBND-VP)", True),
        ("Đính chính dòng 3 của danh sách đã gửi ngày 05/9.", True),
        ("Các đơn vị còn lại vẫn giữ như danh sách đã gửi.", True),
        ("Các xã khác giữ nguyên, riêng các số trong bảng này chưa công bố.", False),
        ("Thay thế số thứ tự 1 của danh sách này: số trên không còn dùng.", False),
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_a_remark_about_others_or_a_line_of_an_earlier_list_speaks_for_the_rows(
    remark: str, sound: bool, above: bool
) -> None:
    rows = form({"C": [(XA, SHOWN)]}, letterhead=_HEAD, footer=False)
    rows.insert(5, [remark]) if above else rows.append(["", remark])
    reading = _READER.read([Source(f"{CODE}/a.xlsx", xlsx(rows))])[0]
    assert ("phone_withdrawn" not in str(reading.rows.column("errors"))) is sound


def test_what_an_older_mail_says_doubts_nothing() -> None:
    head = "<tr><td>STT</td><td>TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG</td><td>SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG</td></tr>"
    table = f"<table>{head}<tr><td>1</td><td>UBND xã Tân Khánh Trung</td><td>{SHOWN}</td></tr></table>"
    said = "<p>UBND xã Tân Khánh Trung chưa gửi. Ghi theo mẫu:</p>"
    for quoted in (True, False):
        tail = f"<blockquote><p>Văn phòng UBND Tỉnh đã viết:</p>{said}</blockquote>" if quoted else said
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = "a@x.vn", "b@x.vn", f"{XA} Lấp Vò"
        message.set_content("Xem HTML")
        message.add_alternative(f"<p>Xã trả lời:</p>{table}<p>Trân trọng.</p>{tail}", subtype="html")
        office = _Office()
        office.receive(f"{CODE}/m.eml", message.as_bytes())
        assert office.resolve()[1] == (NUMBER if quoted else "")


def test_a_return_of_nobody_known_makes_the_older_number_doubtful() -> None:
    """Its sender's signs contradict each other: its own row waits, and what it takes back is not published either."""
    office = _Office()
    office.receive(f"{XA} Lấp Vò (1).xlsx", xlsx(form({"C": [(XA, SHOWN)]}, letterhead=_HEAD)))
    rows = form({"C": [(XA, NEW_SHOWN)]}, letterhead=_HEAD)
    office.receive("Xã Định An thu hồi số cũ, gửi số mới.xlsx", xlsx(rows))
    assert office.resolve()[1] == ""


def test_a_sound_return_in_its_place_is_told_no_error() -> None:
    office = _Office()
    office.receive(f"{XA} Lấp Vò (1).xlsx", xlsx(form({"C": [(XA, SHOWN)]}, letterhead=_HEAD)))
    office.receive(*_return("file", "thu hồi số cũ, gửi số mới", NEW_SHOWN))
    out, number, _ = office.resolve()
    assert number == NEW
    assert "mail_withdraws" not in {f.code for fs in out.findings.values() for f in fs}
