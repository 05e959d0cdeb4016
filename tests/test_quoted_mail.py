"""A mail answers what it quotes: beside a table of its own, an older one quoted below does not speak; a forwarded one does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
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
