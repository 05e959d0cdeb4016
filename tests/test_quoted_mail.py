"""A mail answers what it quotes: beside a table of its own, an older one quoted below does not speak; a forwarded one does."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.read import kind_of
from danhba.read.container import members
from danhba.read.mail import words_of_body
from tests.examples import share

HEAD = "<tr><td>STT</td><td>Tên cơ quan, đơn vị</td><td>Số điện thoại đường dây nóng</td></tr>"
QUOTES = {
    "blockquote": "<blockquote><p>Ngày 05/9/2021, UBND huyện đã viết:</p>{}</blockquote>",
    "gmail": '<div class="gmail_quote"><div>On Sun, 5 Sep 2021, VP wrote:</div><blockquote>{}</blockquote></div>',
    "outlook": "<hr><p><b>From:</b> VP UBND<br><b>Sent:</b> 05/9/2021<br>Danh sách:</p>{}",
    "vietnamese": "<div>Từ: VP UBND</div><div>Đã gửi: 05/9/2021</div>{}",
    "original": "<p>-----Original Message-----</p>{}",
}


def _table(unit: str, number: str) -> str:
    return f"<table>{HEAD}<tr><td>1</td><td>{unit}</td><td>{number}</td></tr></table>"


def _read(reader: Reader, body: str):
    return reader.read([Source("thu.eml!/nội dung thư.html", f"<html><body>{body}</body></html>".encode())])[0]


@settings(max_examples=share(40), deadline=None)
@given(st.sampled_from(sorted(QUOTES)), st.integers(200, 899), st.integers(200, 899), st.booleans())
def test_a_quoted_table_does_not_speak_beside_an_own_one(
    reader: Reader, way: str, new: int, old: int, own: bool
) -> None:
    quoted = QUOTES[way].format(_table("Xã Định Yên, huyện Lấp Vò", f"0277 3845 {old}"))
    mine = _table("Xã Định An, huyện Lấp Vò", f"0277 3846 {new}") if own else "<p>Kính chuyển Văn phòng</p>"
    reading = _read(reader, mine + quoted)
    published = {r["phone_e164"] for r in reading.rows if r["ok"]}
    if own:
        assert published == {f"+842773846{new}"}
        assert f"0277 3845 {old}" in {f.raw for f in reading.findings if f.code == "row_hidden"}
    else:
        assert published == {f"+842773845{old}"}, "a forwarded table is all that there is"


@pytest.mark.parametrize(
    "words", ["Xin thu hồi các số gửi hôm qua", "Danh sách dưới đây không còn dùng", "Các số trên chưa hoạt động"]
)
def test_words_of_the_mail_take_its_table_back(reader: Reader, words: str) -> None:
    assert not [
        r
        for r in _read(reader, f"<p>{words}</p>" + _table("Xã Định An, huyện Lấp Vò", "0277 3846 222")).rows
        if r["ok"]
    ]


# As programs mark an older mail: {head} is where they say whose it is.
WAYS = {
    "gmail": '<div class="gmail_quote"><div dir="ltr" class="gmail_attr">Vào Th 2, 6 thg 9, 2021 VP &lt;a@b.vn&gt; đã viết:<br></div>'
    '<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid">{}</blockquote></div>',
    "gmail forward": '<div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>Từ: <b>VP</b><br>Date: Th 2<br>'
    "Subject: Báo cáo<br>To: VP<br></div>{}</div>",
    "outlook web": '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> VP<br><b>Sent:</b> Monday<br><b>To:</b> VP</div><div>{}</div>',
    "outlook": '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> VP &lt;a@b.vn&gt;<br><b>Sent:</b> Monday<br>'
    "<b>Subject:</b> Báo cáo</p></div>{}</div>",
    "outlook vietnamese": "<p><b>Từ:</b> VP<br><b>Đã gửi:</b> 06 Tháng Chín 2021<br><b>Đến:</b> VP<br><b>Chủ đề:</b> Báo cáo</p>{}",
    "original": "<p>-----Original Message-----</p><p>From: VP<br>Sent: Monday<br>To: VP</p>{}",
    "yahoo": '<div id="ydp1yahoo_quoted_77" class="ydp1yahoo_quoted"><div>On Monday, VP &lt;a@b.vn&gt; wrote:</div><div>{}</div></div>',
    "apple": '<div><blockquote type="cite"><div>On 6 Sep 2021, at 08:00, VP wrote:</div><br><div>{}</div></blockquote></div>',
    "thunderbird": '<div class="moz-cite-prefix">Vào 06/9/2021 08:00, VP đã viết:<br></div><blockquote type="cite" cite="mid:1@b.vn">{}</blockquote>',
    "thunderbird forward": '<div class="moz-forward-container">-------- Forwarded Message --------<table class="moz-email-headers-table"><tr><th>Subject: </th>'
    "<td>Báo cáo</td></tr><tr><th>From: </th><td>VP</td></tr></table>{}</div>",
    "zimbra": '<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>From: </b>"VP" &lt;a@b.vn&gt;<br><b>Sent: </b>Monday<br></div>'
    '<div data-marker="__QUOTED_TEXT__">{}</div>',
    "renamed": '<div class="x_gmail_quote">{}</div>',
    "plain lines": "<p>Ngày 05/9/2021, UBND huyện đã viết:</p>{}",
    "set in": "<blockquote>{}</blockquote>",
}  # fmt: skip
PASSED_ON = [
    "Kính chuyển Văn phòng.",
    "Huyện chuyển thư của xã.<br>VP huyện Lấp Vò",
    "Kính gửi Văn phòng UBND Tỉnh,<br>Chuyển tiếp báo cáo của huyện.<br>Trân trọng<br>Lê A",
]
SAID = [
    "Huyện đã nhận công văn và đang tổng hợp.",
    "Gửi lại danh sách đã kiểm tra.",
    "Các xã đã lắp máy xong, xin báo cáo.<br>Lê A",
]
AROUND = ["{}", "<table><tr><td>{}</td></tr></table>", "<div><div>{}</div></div>"]


def _mail(page: str, subject: str = "Báo cáo", *files: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@b.vn", "vp@b.vn", subject
    mail["Date"] = "Mon, 06 Sep 2021 08:00:00 +0700"
    mail.set_content(f"<html><body>{page}</body></html>", subtype="html")
    for name in files:
        mail.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def _body(data: bytes) -> bytes:
    return next(content for name, content in members(data, kind_of(data), "thu.eml") if name.endswith(".html"))


@settings(max_examples=share(160), deadline=None)
@given(
    st.sampled_from(sorted(WAYS)),
    st.sampled_from([*PASSED_ON, *SAID]),
    st.sampled_from([(), ("phu-luc.xlsx",), ("cong-van.pdf",)]),
    st.sampled_from(["Fwd: Báo cáo", "Re: Báo cáo"]),
    st.sampled_from(AROUND),
    st.booleans(),
)
def test_history_is_told_and_never_published_and_a_mail_passed_on_is_read(
    reader: Reader, way: str, said: str, files: tuple[str, ...], subject: str, around: str, below: bool
) -> None:
    older = "<p>Tạm thời chưa công bố các số này.</p>" + _table("Xã Định Yên, huyện Lấp Vò", "0277 3845 628")
    page = f"<p>{said}</p>" + WAYS[way].format(older)
    closed = way in ("gmail", "yahoo", "apple", "thunderbird", "thunderbird forward", "renamed", "set in")
    page = around.format(page + ("<p>Đề nghị thu hồi danh sách hôm qua.</p>" if below and closed else ""))
    body = _body(_mail(page, subject, *files))
    words = words_of_body(body)
    assert ("thu hồi" in words) == (below and closed), "what is answered below the older mail is the sender's own"
    passed = said in PASSED_ON and not (below and closed)
    assert ("chưa công bố" in words) == passed
    reading = reader.read([Source("thu.eml!/nội dung thư.html", body)])[0]
    told = [f for f in reading.findings if "3845 628" in f.raw]
    if passed and not files and subject.startswith("Fwd"):
        assert [r["phone_raw"] for r in reading.rows] == ["0277 3845 628"], "all that there is"
    else:
        assert not len(reading.rows)
        assert [f.code for f in told] == ["row_hidden"]
        assert told[0].severity == ("warning" if files[:1] == ("phu-luc.xlsx",) else "error")
        assert told[0].params["mend"]


@pytest.mark.parametrize(
    "page",
    [
        '<blockquote style="margin:0 0 0 40px;border:none;padding:0px">{}</blockquote>',
        "<p>Từ: ngày 01/9/2021</p>{}",
        "<p>Từ: 7 giờ 00<br>Đến: 17 giờ 00</p>{}",
        "<p>Kính gửi: Văn phòng<br>Ngày: 05/9/2021</p>{}",
    ],
)
def test_a_list_of_the_senders_own_is_no_history(reader: Reader, page: str) -> None:
    own = "<p>Huyện báo cáo như sau.</p>" + page.format(_table("Xã Định Yên, huyện Lấp Vò", "0277 3845 628"))
    body = _body(_mail(own, "Re: Báo cáo", "cong-van.pdf"))
    assert [r["phone_raw"] for r in reader.read([Source("thu.eml!/nội dung thư.html", body)])[0].rows] == [
        "0277 3845 628"
    ]
