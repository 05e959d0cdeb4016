"""What a sender writes without a list is never lost, whichever way it came: it takes the writer's number back, or is told as a message to be read, or changes nothing; and no message tells of a question that nobody is asked."""

from __future__ import annotations

import io

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.model.submission import Source
from danhba.phones.messages import asks, heard, is_plain, may_take_back
from danhba.samples.builder import form, xlsx
from danhba.vietnamese.text import fold
from danhba.vietnamese.withdrawal import said_in_mail
from tests.examples import share
from tests.test_taken_back import _READER, CODE, NUMBER, OTHER, OTHER_CODE, SHOWN, XA, _Office, _one_matcher  # noqa: F401
from tests.test_whom_a_withdrawal_means import mail

_THE_NUMBER = st.sampled_from(
    ["số này", "số của xã", "số đường dây nóng của xã", "số đã báo", f"số {SHOWN}", "thông tin liên hệ của đơn vị"]
)
_PLEASE = st.sampled_from(["Đề nghị Văn phòng", "Nhờ anh chị", "Cho xã", "Xin", "Em nhờ chị"])
_REMOVE = st.sampled_from(
    [
        "gỡ",
        "rút",
        "xóa",
        "bỏ giùm",
        "cất",
        "lấy xuống",
        "ngưng phổ biến",
        "tạm dừng công khai",
        "khoan đưa lên trang",
        "đừng đăng",
        "không dùng",
        "thu hồi",
        "chưa cập nhật",
        "hoãn công bố",
    ]
)
_WRONG = st.sampled_from(
    [
        "bị ghi nhầm",
        "là số cá nhân",
        "hết xài rồi",
        "không liên lạc được",
        "đã trả lại cho bưu điện",
        "chưa được chủ tịch xã thông qua",
        "là số nhà riêng",
        "chỉ là ví dụ",
        "bị cắt từ hôm qua",
        "ngừng sử dụng",
        "không còn trực",
        "chưa được lãnh đạo gật",
        "gửi hơi sớm",
    ]
)
_TAKES_BACK = st.one_of(
    st.builds("{} {} {} giúp.".format, _PLEASE, _REMOVE, _THE_NUMBER), st.builds("{} {}.".format, _THE_NUMBER, _WRONG)
)
_NOTHING = [
    "Xã đã nhận được phiếu rà soát, số đúng rồi ạ.", "Xã thống nhất, không có ý kiến gì thêm.", "Số của xã không có gì thay đổi, đề nghị tiếp tục sử dụng số đã đăng.", "Xã không xin rút số.",
    "Anh cho em hỏi hạn nộp còn gia hạn không ạ?", "Cảm ơn anh chị, xã sẽ gửi biểu mẫu vào ngày mai.", "Xã xác nhận số đúng, không sai.", "Số này dùng ổn định, chưa bao giờ bị hủy.",
    "Em đã gửi biểu mẫu của xã.", "Xã không đề nghị điều chỉnh số nào.", "Khi nào Tỉnh công bố danh bạ vậy anh?",
]  # fmt: skip
_UNKNOWN = [
    "Anh Bảy gặp em về vụ bữa hổm nghen.",
    "Tuần tới đoàn công tác sẽ ghé khảo sát tổng đài nội bộ.",
    "Mong quý cấp lưu tâm trường hợp đặc biệt của xã cù lao.",
]
_WAYS = ("mail", "letter", "sheet", "text", "csv", "letter in mail")


def _sent(way: str, words: str) -> tuple[str, bytes]:
    match way:
        case "mail":
            return f"{CODE}/m.eml", mail("a@x.vn", "Chào", f"Kính gửi Văn phòng,\n\n{words}", {})
        case "sheet":
            return f"{CODE}/de nghi.xlsx", xlsx([["Kính gửi Văn phòng"], [words]])
        case "text" | "csv":
            return f"{CODE}/de nghi.{'txt' if way == 'text' else 'csv'}", f"Kính gửi Văn phòng\n{words}\n".encode()
    document = docx.Document()
    for line in ("ỦY BAN NHÂN DÂN", XA.upper(), "Kính gửi: Văn phòng UBND Tỉnh", words, "Trân trọng./."):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    if way == "letter in mail":
        return f"{CODE}/m.eml", mail("a@x.vn", "Công văn", "Xã gửi công văn kèm theo.", {"CV.docx": out.getvalue()})
    return f"{CODE}/cong van.docx", out.getvalue()


def _night(way: str, words: str) -> tuple[str, list, _Office]:
    office = _Office()
    office.receive(f"{CODE}/a.xlsx", xlsx(form({"C": [(XA, SHOWN)]})))
    assert office.resolve()[1] == NUMBER
    office.receive(*_sent(way, words))
    out, number, _ = office.resolve()
    return number, [f for fs in out.findings.values() for f in fs], office


@settings(max_examples=share(40), deadline=None)
@given(st.sampled_from(_WAYS), _TAKES_BACK, st.booleans())
def test_what_may_take_the_number_back_lets_it_wait_with_a_question(way: str, words: str, capital: bool) -> None:
    number, found, office = _night(way, words.upper() if capital else words[0].upper() + words[1:])
    assert number == ""
    assert office.resolve()[2] is not None
    told = next(f for f in found if f.code == "mail_withdraws")
    assert SHOWN in str(told.params["effect"])


@settings(max_examples=share(40), deadline=None)
@given(st.sampled_from(_WAYS), st.lists(st.sampled_from(_NOTHING), min_size=1, max_size=3))
def test_what_changes_nothing_is_no_error_and_not_lost(way: str, words: list[str]) -> None:
    number, found, _ = _night(way, " ".join(words))
    assert number == NUMBER
    assert "error" not in {f.severity for f in found}
    assert any(
        f.code in ("message_noted", "message_not_understood") and words[0][:15] in str(f.params["words"]) for f in found
    )


@pytest.mark.parametrize("way", _WAYS)
@pytest.mark.parametrize("words", _UNKNOWN)
def test_what_is_not_understood_is_told_with_its_words_and_its_sender(way: str, words: str) -> None:
    number, found, _ = _night(way, words)
    assert number == NUMBER
    told = next(f for f in found if f.code == "message_not_understood")
    assert words.rstrip(".") in str(told.params["words"])
    assert XA in str(told.params["who"])
    assert not {"file_empty", "table_missing"} & {f.code for f in found}


def test_full_names_and_numbers_beside_them_are_left_out_and_what_is_not_shown_is_counted() -> None:
    words = " ".join(f"{line} gặp tôi về vụ thứ {i} bữa hổm, gọi 0918 400 20{i}." for i, line in enumerate((
        "Nhờ Ông Khổng Hữu Khanh Khuê Phó Ban", "Nhờ Mã Thị Hồng Gấm", "Nhờ anh Lê Văn Tám", "Nhờ chú Út bán cá"))).replace(". ", ".\n")  # fmt: skip
    _, found, _ = _night("mail", words)
    told = str(next(f for f in found if f.code in ("message_not_understood", "mail_withdraws")).params["words"])
    assert not [n for n in ("Khanh", "Gấm", "Tám", "0918 400 200", "0918 400 201") if n in told]
    assert told.endswith("”, “… và 1 câu nữa")


@settings(max_examples=share(30), deadline=None)
@given(st.sampled_from(_WAYS[:4]), _TAKES_BACK, st.booleans(), st.booleans())
def test_whoever_is_told_of_a_question_finds_it(way: str, words: str, sent: bool, anew: bool) -> None:
    """Nothing was sent before, or a sound return came after: then no question waits, and none is told of."""
    office = _Office()
    if sent:
        office.receive(f"{CODE}/a.xlsx", xlsx(form({"C": [(XA, SHOWN)]})))
    office.receive(*_sent(way, words))
    if anew:
        office.receive(f"{CODE}/b.xlsx", xlsx(form({"C": [(XA, "0277 3851 777")]})))
    out, _, question = office.resolve()
    for finding in (f for fs in out.findings.values() for f in fs):
        if "quyet-dinh.xlsx" in str(finding.params.get("effect", "")):
            assert question is not None
            assert not question.answer


_SINGLES_OUT = [
    "Riêng {u} còn đang xin số mới bên viễn thông, anh khoan lên trang giúp.", "{u} thì anh để trống giùm, chủ tịch xã chưa gật.", "Danh sách đầy đủ, trừ {u} chưa chốt số.", "Anh bỏ qua dòng {u} nha.",
    "{u}: đề nghị lấy theo văn bản riêng của xã.", "Chú ý số của {u} em chưa kiểm tra lại được.", "Số của {u} thì hỏi lại anh Tư viễn thông giúp em.",
]  # fmt: skip
_PLAIN_BESIDE = [
    "Huyện gửi danh sách 2 xã.",
    "Các xã trực 24/24, số của {u} là máy bàn.",
    "Huyện đã kiểm tra, {u} đã ký đóng dấu.",
    "Em gửi anh biểu của {u} và các xã.",
    "{u} trực cả ngày lễ.",
]


@settings(max_examples=share(30), deadline=None)
@given(st.sampled_from([*_SINGLES_OUT, *_PLAIN_BESIDE]), st.booleans())
def test_a_mail_with_a_list_that_singles_out_a_unit_lets_its_row_wait(words: str, bare: bool) -> None:
    office = _Office()
    rows = xlsx(form({"C": [(XA, SHOWN), (OTHER, "0277 3851 002")]}))
    said = words.format(u=XA.removeprefix("Xã ") if bare else XA.replace("Xã", "xã"))
    office.receive("875/m.eml", mail("a@x.vn", "Danh sách", f"Huyện gửi danh sách. {said}", {"DS.xlsx": rows}))
    published = {e["unit_code"] for e in office.resolve()[0].entries}
    assert published == ({OTHER_CODE} if words in _SINGLES_OUT else {CODE, OTHER_CODE})


@pytest.mark.parametrize(
    "note",
    [
        "xã xin rút số cũ, báo sau",
        "bỏ số cũ, chưa có số mới",
        "số đã báo trước đây không còn trực",
        "thu hồi số đã gửi",
        "đang lắp máy mới, ngưng số cũ",
    ],
)
def test_a_blank_cell_whose_note_drops_the_number_takes_it_back(note: str) -> None:
    for words, kept in ((note, ""), ("Như đã báo cáo, không đổi", NUMBER)):
        office = _Office()
        office.receive("875/a.xlsx", xlsx(form({"C": [(XA, SHOWN), (OTHER, "0277 3851 002")]})))
        office.receive("875/b.xlsx", xlsx(form({"C": [(XA, None, words), (OTHER, "0277 3851 002")]})))
        out, number, _ = office.resolve()
        assert number == kept
        assert OTHER_CODE in {e["unit_code"] for e in out.entries}


_DENIES = st.builds(
    "{} {} {}{}.".format,
    st.sampled_from(["Xã", "Đơn vị", "UBND xã"]),
    st.sampled_from(["không xin", "không đề nghị", "chưa bao giờ xin", "không có ý định", "không hề yêu cầu"]),
    st.sampled_from(["rút", "thu hồi", "hủy", "đổi", "điều chỉnh", "gỡ"]),
    st.sampled_from([" số", " số nào", " số đã gửi"]),
)


@settings(max_examples=share(40), deadline=None)
@given(_DENIES, st.booleans())
def test_what_is_denied_is_not_said_and_a_complaint_is(words: str, bare: bool) -> None:
    words = fold(words) if bare else words
    assert not said_in_mail(words)
    assert not may_take_back(words)
    assert may_take_back(f"Sao đến nay vẫn chưa {words.rstrip('.').split()[-2]} gỡ số này")


def test_how_a_message_begins_and_ends_is_not_read() -> None:
    text = "Kính gửi Văn phòng, xin gửi phụ lục.\nTrân trọng.\nNguyễn Văn Hùng - Công chức Văn phòng - Thống kê"
    assert heard(text) == []
    assert [k for k, _ in heard(text + "\nTB: số của xã hư rồi, đừng đăng")] == ["may"]
    assert is_plain("UBND huyện Lấp Vò gửi phụ lục đường dây nóng")
    assert asks("cho em hỏi hạn nộp")


def test_a_list_without_heads_is_still_told_as_such() -> None:
    data = f"Xã Tân Khánh Trung, huyện Lấp Vò, số máy của bộ phận một cửa {SHOWN}\n".encode()
    reading = _READER.read([Source(f"{CODE}/ds.txt", data)])[0]
    assert "table_missing" in {f.code for f in reading.findings}


@pytest.mark.parametrize(
    ("line", "contact"),
    [
        ("Dạ em xin báo lại số trực của xã nay là 0277 3845 777 ạ, nhờ anh chị ghi giúp.", False),
        ("Phiếu của Văn phòng hỏi về số 0277 3845 777 trong biểu hôm trước của xã em.", False),
        ("ĐT: 0277 3845 777", True),
    ],
)
def test_a_number_in_a_mails_sentence_is_not_called_its_senders_contact(line: str, contact: bool) -> None:
    office = _Office()
    office.receive(f"{CODE}/m.eml", mail("a@x.vn", "Chào", f"Kính gửi Văn phòng,\n\n{line}", {}))
    found = [f for fs in office.resolve()[0].findings.values() for f in fs if f.code == "row_outside_table"]
    assert all(("số liên hệ" in str(f.params.get("what", ""))) == contact for f in found if f.severity == "info")
