"""Numbers that their sender himself says are not to be published wait, wherever he says so; polite phrases, quoted mails and names of units trip nothing.

A generator a place: sentences and names are put together from parts, written with and without marks, in capitals, broken over lines.
"""

from __future__ import annotations

import email.policy
from collections.abc import Iterable
from dataclasses import replace
from email.message import EmailMessage

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from danhba.check.mail_words import heed_mails
from danhba.check.reader import Reader
from danhba.check.withdrawn import said_of_names
from danhba.model.submission import Reading, Source
from danhba.read import kind_of
from danhba.read.container import members
from danhba.registry import load_registry
from danhba.samples.builder import draw, xlsx
from danhba.vietnamese.text import fold
from danhba.vietnamese.withdrawal import said_in_mail, said_in_name
from tests.conftest import REGISTRY, Place, table
from tests.examples import share

_REGISTRY = load_registry(REGISTRY)
_READER = Reader(_REGISTRY)
_FORM = xlsx(
    draw(
        """
        UBND HUYỆN LẤP VÒ
        STT | TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG | SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG | GHI CHÚ
        C | CẤP XÃ
        1 | Xã Tân Mỹ | 0277 3845 272
        2 | Xã Định An | 0277 3845 273
        3 | Xã Định Yên | 0277 3845 274
        """
    )
)
_ALL = {"30175": "+842773845272", "30196": "+842773845273", "30199": "+842773845274"}
_NAMES = {"30175": "Xã Tân Mỹ", "30196": "Xã Định An", "30199": "Xã Định Yên"}


# The standard library loses a blank where it breaks a subject's encoded words; mail programs do not.
_UNFOLDED = email.policy.default.clone(max_line_length=990)


def _mail(body: str, subject: str = "Báo cáo đường dây nóng", html: str = "", data: bytes = _FORM) -> bytes:
    mail = EmailMessage(_UNFOLDED)
    mail["From"], mail["To"], mail["Subject"] = "ubndhuyen.lapvo@dongthap.gov.vn", "vp@dongthap.gov.vn", subject
    mail["Date"] = "Mon, 06 Sep 2021 08:00:00 +0700"
    mail.set_content(body)
    if html:
        mail.add_alternative(html, subtype="html")
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename="phu-luc.xlsx")
    return mail.as_bytes()


_FORM_READ = _READER.read([Source("thu.eml!/phu-luc.xlsx", _FORM)])[0]


def _read(data: bytes, name: str = "thu.eml") -> list[Reading]:
    """Read a mail; its form, always the same, only once."""
    found = [(n, d) for n, d in members(data, kind_of(data), name) if d != _FORM]
    form = replace(_FORM_READ, findings=list(_FORM_READ.findings))
    readings = [form, *_READER.read([Source(n, d) for n, d in found])]
    heed_mails(readings, _REGISTRY)
    return readings


def _published(readings: Iterable[Reading]) -> dict[str, str]:
    return {r["unit_code"]: r["phone_e164"] for reading in readings for r in reading.rows if r["ok"]}


def _words(readings: Iterable[Reading]) -> str:
    return " ".join(str(f.params.get("words", "")) for r in readings for f in r.findings if f.code == "phone_withdrawn")


# --- a mail's own words -----------------------------------------------------------------------------------------------

_LISTS = st.sampled_from(["danh sách", "phụ lục", "biểu", "tệp", "bảng số liệu"])
_PUBLISH = st.sampled_from(["đăng", "công bố", "công khai", "phát hành"])
_ASK = st.sampled_from(["Đề nghị", "Xin", "Kính đề nghị Văn phòng", "Nhờ anh chị"])
_BECAUSE = st.sampled_from(["", " vì số xã Định An chưa được duyệt", " do lãnh đạo chưa xem", " để rà soát lại"])
_OF_ALL = st.one_of(
    st.builds("{} {} {} {} kèm theo{}.".format, _ASK, st.sampled_from(["không", "chưa", "đừng", "khoan", "tạm chưa"]), _PUBLISH, _LISTS, _BECAUSE),
    st.builds("{} thu hồi {} kèm theo{}.".format, _ASK, _LISTS, _BECAUSE),
    st.builds("{} hủy {} này{}.".format, _ASK, _LISTS, _BECAUSE),
    st.builds("{} bỏ qua {} này, đơn vị gửi nhầm.".format, _ASK, _LISTS),
    st.builds("Đây là bản {}, {}.".format, st.sampled_from(["dự thảo", "nháp"]), st.sampled_from(["gửi trước để Văn phòng xem", "xin góp ý"])),
    st.builds("{} này {}{}.".format, _LISTS, st.sampled_from(["chưa được duyệt", "chưa chính thức", "chưa phải bản chính thức", "đang chờ ký"]), _BECAUSE),
    st.builds("{} gửi kèm {}.".format, _LISTS, st.sampled_from(["bị sai", "có sai sót", "ghi nhầm số của các xã", "không còn đúng"])),
    st.builds("{} khoan {} {} này{}.".format, _ASK, st.sampled_from(["cập nhật", "tổng hợp", "nhập", "sử dụng"]), _LISTS, _BECAUSE),
    st.builds("Các số máy trong {} {} {}.".format, _LISTS, st.sampled_from(["hiện", "đang", "hiện bị", "đang bị"]), st.sampled_from(["hỏng", "hư", "trục trặc"])),
    st.builds("{} gọi {}0912 345 678 thay{} số trong {}.".format, _ASK, st.sampled_from(["", "số ", "vào số "]), st.sampled_from([" cho", " thế", " thế cho"]), _LISTS),
)  # fmt: skip
# Loose words, as clerks write to one another; each names no unit.
_LOOSELY = st.sampled_from(
    [
        "Số trong file chưa đúng, chị xem lại.", "Số liệu cũ, anh đừng dùng.", "Chờ em gửi lại số mới rồi hãy đăng.", "File đúng em để ở ổ chung, file đính kèm là bản cũ.",
        "Em xin lỗi, file này là của năm ngoái, lát em gửi file đúng.", "Anh thay số cuối bằng số 5 giúp em.", "Xã này mới sáp nhập, không còn số này.", "Máy này tuần sau mới kéo dây.",
        "Em chưa hỏi lại xã.", "Mấy số này lấy từ trang web cũ.", "Các số chưa gọi thử.", "File này chị Hoa làm hồi tháng 3.", "Hai xã này đổi số cho nhau.", "Máy bàn cũ bỏ rồi.",
    ]
)  # fmt: skip
_HELLO = st.sampled_from(["Kính gửi Văn phòng UBND tỉnh,\n", "UBND huyện Lấp Vò gửi phụ lục đường dây nóng.\n", ""])
_BYE = st.sampled_from(
    [
        "\nTrân trọng.",
        "\nTrân trọng cảm ơn./.\nChánh Văn phòng\nNguyễn Văn Huy",
        "\nNếu có sai sót xin thông báo lại.",
        "",
    ]
)


def _broken(text: str, at: int) -> str:
    """Break a line as mail programs do: at a blank, before a small letter."""
    blanks = [i for i, c in enumerate(text[:-1]) if c == " " and text[i + 1].islower()]
    i = blanks[at % len(blanks)] if blanks else len(text)
    return text[:i] + "\n" + text[i + 1 :]


_HOW = st.sampled_from(["", "bare", "capital", "broken"])


def _typed(text: str, how: str, at: int) -> str:
    return (
        fold(text)
        if how == "bare"
        else text.upper()
        if how == "capital"
        else _broken(text, at)
        if how == "broken"
        else text
    )


@settings(max_examples=share(60), deadline=None)
@example("", "Đề nghị gọi 0912 345 678 thay cho số trong bảng số liệu.", "", "", 0, "body")
@given(
    _HELLO, st.one_of(_OF_ALL, _LOOSELY), _BYE, _HOW, st.integers(0, 50), st.sampled_from(["body", "html", "subject"])
)
def test_what_a_mail_takes_back_or_postpones_waits(
    hello: str, said: str, bye: str, how: str, at: int, place: str
) -> None:
    said = _typed(said, how, at)
    if place == "subject":
        mail = _mail(hello + bye, subject=" ".join(said.split()))
    else:
        text = hello + (" ".join(said.split()) if place == "html" else said) + bye
        page = "".join(f"<p>{line}</p>" for line in text.split("\n")) if place == "html" else ""
        mail = _mail("xem bản HTML" if page else text, html=page)
    readings = _read(mail)
    assert _published(readings) == {}
    assert len([f for r in readings for f in r.findings if f.code == "phone_withdrawn"]) == 3
    assert " ".join(said.split()).rstrip(".")[:20] in " ".join(_words(readings).split())


_ONE = st.builds(
    "{}{} {}.".format,
    st.sampled_from(["Riêng ", "Số của ", "Số điện thoại của "]),
    st.just("{unit}"),
    st.sampled_from(
        [
            "chưa thống nhất, đề nghị chưa đăng", "trong phụ lục bị sai, số đúng là 0277 3845 999", "ghi nhầm, sửa lại thành 0277 3845 999",
            "đã bị cắt", "không còn sử dụng", "thay bằng 0912 345 999", "đề nghị khoan công bố", "đang chờ lãnh đạo ký duyệt", "vừa đổi số",
        ]
    ),
)  # fmt: skip


@settings(max_examples=share(40), deadline=None)
@given(_HELLO, _ONE, st.sampled_from(sorted(_NAMES)), _BYE, _HOW, st.integers(0, 50))
def test_what_a_mail_says_of_one_unit_is_that_units(
    hello: str, said: str, unit: str, bye: str, how: str, at: int
) -> None:
    said = _typed(said.replace("{unit}", _NAMES[unit].lower()), how, at)
    readings = _read(_mail(hello + said + bye))
    assert _published(readings) == {u: n for u, n in _ALL.items() if u != unit}
    told = " ".join(f"{f.raw}" for r in readings for f in r.findings)
    for number in ("0277 3845 999", "0912 345 999"):
        assert number not in said or number in " ".join(told.split())  # and the new number is accounted for


_POLITE = st.lists(
    st.sampled_from(
        [
            "Kính gửi Văn phòng UBND tỉnh,", "UBND huyện Lấp Vò gửi danh sách đường dây nóng kèm theo.", "Nếu có sai sót xin thông báo.",
            "Nếu có gì chưa đúng đề nghị Văn phòng liên hệ để điều chỉnh.", "Mọi thay đổi sẽ được thông báo sau.",
            "Danh sách này thay thế danh sách đã gửi ngày 03/9/2021.", "Thay thế văn bản số 12/UBND-VP ngày 02/9/2021.",
            "Các số trên đã được kiểm tra, không có sai sót.", "Đề nghị Văn phòng tổng hợp, công bố theo quy định.",
            "Xin thu hồi bản gửi hôm qua, gửi lại bản đúng kèm theo.", "Đã sửa lại số sai của xã Định An.",
            "Thực hiện Công văn số 12/UBND-NC ngày 04/9/2021 về việc công bố số điện thoại đường dây nóng.",
            "Đề nghị các đơn vị gửi về trước ngày 10/9/2021.", "Xin lỗi vì gửi chậm.", "Số mới của huyện kèm theo.", "Bản giấy sẽ gửi sau.",
            "UBND các xã đang trực 24/24, không đổi số.", "Một số xã chưa đăng ký đường dây nóng.", "Bỏ qua mail trước, em gửi nhầm file.",
            "Kính đề nghị Văn phòng kiểm tra, tổng hợp.", "Số cũ đã hỏng nên huyện dùng số mới trong file này.", "Có gì chưa đúng anh chị báo lại giúp em.",
        ]
    ),
    max_size=5,
)  # fmt: skip
_QUOTED = st.sampled_from(
    [
        "", "\n\n-----Original Message-----\nFrom: vp@dongthap.gov.vn\nSubject: Dự thảo\n\nĐây là bản dự thảo, chưa công bố. Bỏ phụ lục cũ.",
        "\n\nVào Th 2, 6 thg 9, 2021 lúc 08:00 VP <vp@dongthap.gov.vn> đã viết:\n> Đề nghị thu hồi danh sách, số bị sai.\n> Không đăng.",
        "\n> Đề nghị hủy phụ lục\n> chưa được duyệt",
        "\n\n________________________________\nFrom: VP <vp@dongthap.gov.vn>\nSent: Monday\nThu hồi danh sách sai.",
        "\n\nNếu quý vị không phải là người nhận, vui lòng xóa, hủy thư này và không sử dụng nội dung thư.",
        "\nTrân trọng\nNguyễn Văn Huy - Văn thư - ĐT 0912 345 280",
    ]
)  # fmt: skip


_OF_ONE = [
    "* Số thứ tự 1 là số của Công an xã.",
    "Số 0277 3845 272 là số cũ",
    "Số 0277 3845 272 là của Công an xã",
    "Riêng Xã Tân Mỹ dùng tạm số của Trạm Y tế",
    "Ghi chú: Riêng Xã Tân Mỹ chưa bố trí được máy",
    "Xã Tân Mỹ đang sửa máy",
]
_OF_EACH = [
    "Các số trên bắt đầu hoạt động từ ngày 01/10/2021.",
    "Danh sách này chưa được UBND huyện thông qua",
    "Các số trên chưa xác minh",
]
_OF_NONE = [
    "Danh sách này có 3 xã",
    "Các số trên trực 24/24 giờ.",
    "Ghi chú: các xã trực 24/24",
    "Danh sách này gồm 03 đơn vị",
    "(Kèm theo Công văn số 12/UBND ngày 04 tháng 9 năm 2021)",
]


@settings(max_examples=share(40), deadline=None)
@given(st.sampled_from([*_OF_ONE, *_OF_EACH, *_OF_NONE]), st.integers(0, 2), st.integers(0, 1), st.booleans())
def test_a_line_below_the_table_that_speaks_against_numbers_is_heard(
    line: str, gap: int, column: int, capital: bool
) -> None:
    rows = draw(
        """
        UBND HUYỆN LẤP VÒ
        STT | TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG | SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG | GHI CHÚ
        C | CẤP XÃ
        1 | Xã Tân Mỹ | 0277 3845 272
        2 | Xã Định An | 0277 3845 273
        3 | Xã Định Yên | 0277 3845 274
        """
    )
    rows += [[None]] * gap + [[None] * column + [line.upper() if capital else line]]
    reading = _READER.read([Source("875/tep.xlsx", xlsx(rows))])[0]
    published = set(_published([reading]))
    if line in _OF_NONE:
        assert published == set(_ALL)
    elif line in _OF_ONE:
        assert "30175" not in published
    else:
        assert not published


@pytest.mark.parametrize(
    "line",
    [
        "DỰ THẢO - CHƯA CÔNG BỐ",
        "BẢN NHÁP, CHƯA GỬI",
        "THU HỒI - thay bằng bản ngày 06/9",
        "(Áp dụng kể từ ngày 01 tháng 01 năm 2022)",
    ],
)
def test_a_line_above_the_table_may_say_more_than_one_thing(line: str) -> None:
    rows = [
        [line],
        ["STT", "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG"],
        [1, "Xã Tân Mỹ, huyện Lấp Vò", "0277 3845 272"],
    ]
    assert not _published(_READER.read([Source("tep.xlsx", xlsx(rows))]))


@settings(max_examples=share(20), deadline=None)
@given(_LOOSELY, st.sampled_from(["Kính chuyển.", "Chuyển anh xử lý", "Fw:", "Em chuyển tiếp ạ"]))
def test_a_mail_that_is_only_passed_on_speaks_as_its_own(said: str, passed: str) -> None:
    quoted = (
        f"-----Original Message-----\nFrom: xa@dongthap.gov.vn\nTo: huyen@dongthap.gov.vn\nSubject: Báo cáo\n\n{said}"
    )
    assert said_in_mail(f"{passed}\n\n{quoted}")
    assert not said_in_mail(f"Huyện gửi lại danh sách đã kiểm tra.\n\n{quoted}")


@settings(max_examples=share(60), deadline=None)
@given(
    _POLITE,
    _QUOTED,
    st.booleans(),
    st.booleans(),
    st.sampled_from(["Báo cáo đường dây nóng", "Re: Dự thảo danh sách", "V/v đính chính số điện thoại"]),
)
def test_polite_phrases_and_quoted_mails_withhold_nothing(
    polite: list[str], quoted: str, bare: bool, page: bool, subject: str
) -> None:
    text = "\n".join(polite)
    text = (fold(text) if bare else text) + quoted
    html = ""
    if page and not quoted.startswith(("\n>", "\n\nVào")):
        html = "<div>" + "<br>".join(text.split("\n")) + "</div><blockquote>Thu hồi danh sách, số bị sai.</blockquote>"
    readings = _read(_mail(text or "Kính gửi", subject=subject, html=html))
    assert _published(readings) == _ALL, _words(readings)


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(sorted(_NAMES)),
    st.sampled_from(["{}: 0277 3845 999", "Đường dây nóng của {} là 0277 3845 999.", "Số của {} là 0277.3845.999"]),
)
def test_another_number_in_a_mails_words_lets_the_unit_wait(unit: str, form: str) -> None:
    readings = _read(_mail("Kính gửi Văn phòng,\n" + form.format(_NAMES[unit]) + "\nTrân trọng"))
    assert _published(readings) == {u: n for u, n in _ALL.items() if u != unit}
    same = (
        form.format(_NAMES[unit])
        .replace("3845 999", "3845 " + _ALL[unit][-3:])
        .replace("3845.999", "3845." + _ALL[unit][-3:])
    )
    assert _published(_read(_mail("Kính gửi Văn phòng,\n" + same))) == _ALL


def test_a_night_withholds_what_its_mail_takes_back_and_asks(tmp_path: object) -> None:
    place = Place(tmp_path)  # type: ignore[arg-type]
    place.drop("Lấp Vò/a.eml", _mail("Kính gửi Văn phòng, xin gửi phụ lục."))
    place.run("2021-09-06T08:00:00+07:00")
    lines = {line["unit_code"]: line for line in table(place.outbox / "current/danh-ba.csv")}
    assert {u: lines[u]["phone_e164"] for u in _ALL} == _ALL
    # Taken back: the same numbers are not kept. Only postponed, with another number: the older one is.
    place.drop("Lấp Vò/b.eml", _mail("Riêng xã Định An số bị sai, đề nghị không đăng."))
    place.run("2021-09-07T08:00:00+07:00")
    lines = {line["unit_code"]: line for line in table(place.outbox / "current/danh-ba.csv")}
    assert "30196" not in lines
    assert lines["30175"]["phone_e164"] == _ALL["30175"]
    other = bytes(
        xlsx(
            draw(
                "UBND HUYỆN LẤP VÒ\nSTT | TÊN ĐƠN VỊ | SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG\nC | CẤP XÃ\n1 | Xã Tân Mỹ | 0277 3845 555"
            )
        )
    )
    place.drop("Lấp Vò/c.eml", _mail("Đây là bản dự thảo.", data=other))
    place.run("2021-09-08T08:00:00+07:00")
    lines = {line["unit_code"]: line for line in table(place.outbox / "current/danh-ba.csv")}
    assert (lines["30175"]["phone_e164"], lines["30175"]["status"]) == (_ALL["30175"], "kept")
    found = [f for f in table(place.outbox / "reports/findings.csv") if f["code"] == "phone_withdrawn"]
    assert any("Đây là bản dự thảo" in f["message"] for f in found)


def test_a_mail_without_a_list_takes_back_what_was_sent_before(tmp_path: object) -> None:
    place = Place(tmp_path)  # type: ignore[arg-type]
    place.drop("Lấp Vò/a.xlsx", _FORM)
    place.run("2021-09-06T08:00:00+07:00")
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = (
        "ubndhuyen.lapvo@dongthap.gov.vn",
        "vp@dongthap.gov.vn",
        "Đường dây nóng",
    )
    mail.set_content("Xin thu hồi danh sách đã gửi hôm qua, số bị sai.")
    place.drop("UBND huyện Lấp Vò/b.eml", mail.as_bytes())
    place.run("2021-09-07T08:00:00+07:00")
    assert not [line for line in table(place.outbox / "current/danh-ba.csv") if line["unit_code"] in _ALL]
    assert {f["code"] for f in table(place.outbox / "reports/findings.csv")} >= {"phone_withdrawn", "mail_withdraws"}
    place.drop("Lấp Vò/c.xlsx", _FORM)
    place.run("2021-09-08T08:00:00+07:00")
    lines = {line["unit_code"]: line["phone_e164"] for line in table(place.outbox / "current/danh-ba.csv")}
    assert {u: lines.get(u) for u in _ALL} == _ALL


# --- names ------------------------------------------------------------------------------------------------------------

_BAD_NAMES = st.one_of(
    st.builds("{} {}".format, st.sampled_from(["phụ lục", "danh sách", "DS đường dây nóng"]), st.sampled_from(
        ["(bản cũ, đã thay)", "bản cũ", "đã hủy", "dự thảo", "bản nháp", "KHÔNG DÙNG", "không sử dụng", "bị sai", "chưa duyệt", "gửi nhầm", "dự thảo lần 2", "thu hồi",
         "chưa ký", "đã thay thế", "sai"])),
    st.sampled_from(["Cũ", "Bản cũ", "Dự thảo", "Nháp", "Không dùng", "đã hủy", "old", "Sai"]),
)  # fmt: skip
_MARKS = st.sampled_from([" ", "_", "-", "__", "."])


@settings(max_examples=share(60), deadline=None)
@given(
    _BAD_NAMES,
    _MARKS,
    _HOW,
    st.sampled_from(
        ["{}.xlsx", "{}/phu-luc.xlsx", "a.zip!/{}/x.xlsx", "a.zip!/{}.xlsx", "{}.zip!/x.xlsx", "huyen/{}.eml!/x.xlsx"]
    ),
)
def test_a_name_that_speaks_against_its_file_lets_it_wait(name: str, mark: str, how: str, where: str) -> None:
    shown = _typed(name, how if how != "broken" else "", 0).replace(" ", mark)
    if fold(name) != name and how == "bare" and name in ("Cũ", "Nháp"):
        return  # "Cu" alone may be anything
    assert said_of_names(Source(where.format(shown), _FORM)) is not None, shown


@pytest.mark.parametrize("name", ["Phụ lục (bản cũ, đã thay).xlsx", "du_thao/phu-luc.xlsx", "a.zip!/KHONG DUNG/x.xlsx"])
def test_every_row_of_a_file_so_named_waits(name: str) -> None:
    reading = _READER.read([Source(name, _FORM)])[0]
    assert _published([reading]) == {}
    assert {f.cell for f in reading.findings if f.code == "phone_withdrawn"} == {"C4", "C5", "C6"}


def test_no_units_name_speaks_against_its_file() -> None:
    for unit in _REGISTRY.units:
        for name in (unit.name, _REGISTRY.full_name(unit.code)):
            for shown in (name, fold(name), name.upper(), f"bieu_mau_{fold(name)}_nhap_lieu"):
                assert said_in_name(shown) is None, shown
                assert said_in_mail(f"{shown} gửi danh sách đường dây nóng") == [], shown


@pytest.mark.parametrize(
    "name",
    ["Phụ lục mới", "Nhà máy nước", "Nguyen Van Huy", "phu luc Huy", "Bieu nhap lieu", "thay the ban cu", "Phụ lục thay thế bản cũ", "da sua loi sai",
     "Bộ Chỉ huy quân sự", "bo chi huy", "ban chinh thuc", "Chưa có hotline", "final", "bao cao so lieu nhap", "lần 2", "mẫu 01"],
)  # fmt: skip
def test_common_words_of_names_are_harmless(name: str) -> None:
    assert said_in_name(name) is None
