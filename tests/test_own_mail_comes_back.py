"""A mail that we sent to a unit comes back, as a bounce or forwarded whole: what it holds is no return of anybody; what the unit adds is."""

from __future__ import annotations

from email.message import EmailMessage, Message

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.model.grid import ReadError
from danhba.model.telling import HEADING
from danhba.read.container import members
from danhba.read.kind import Kind
from danhba.samples.builder import csv_text, form, xlsx

OURS = xlsx(form({"C": [("Xã Tân Mỹ", "0277 3851 001")]}))
THEIRS = csv_text(form({"C": [("Xã Tân Mỹ", "0277 3851 002")]}))


def _ours(nested: bool) -> EmailMessage:
    out = EmailMessage()
    out["Subject"], out[HEADING] = "Cần sửa 1 chỗ", "0123456789abcdef"
    out.set_content("Đề nghị sửa trước ngày 10/9/2021. Số đang đăng: 0277 3851 001")
    out.add_attachment(OURS, maintype="application", subtype="octet-stream", filename="phieu.xlsx")
    if nested:
        inner = EmailMessage()
        inner.set_content("0277 3851 003")
        out.add_attachment(inner)
    return out


def _delivery_status() -> Message:
    fields, out = Message(), Message()
    fields["Action"] = "failed"
    out["Content-Type"] = "message/delivery-status"
    out.set_payload([fields])
    return out


@settings(deadline=None, max_examples=30)
@given(depth=st.integers(0, 3), report=st.booleans(), added=st.booleans(), first=st.booleans(), nested=st.booleans())
def test_what_we_sent_is_nobodys_return(depth: int, report: bool, added: bool, first: bool, nested: bool) -> None:
    mail = _ours(nested)
    for _ in range(depth):
        outer = EmailMessage()
        outer["Subject"] = "Không gửi được thư"
        outer.set_content("Địa chỉ không tồn tại.")
        if report:
            outer.make_mixed()
            outer.attach(_delivery_status())
        outer.add_attachment(mail)
        mail = outer
    if added and depth:
        mail.add_attachment(THEIRS, maintype="text", subtype="csv", filename="moi.csv")
        if first:
            parts = mail.get_payload()
            mail.set_payload([parts[0], parts[-1], *parts[1:-1]])
    if not (added and depth):
        with pytest.raises(ReadError) as told:
            members(mail.as_bytes(), Kind.MAIL, "thu.eml")
        assert told.value.code == "file_unsupported"
        return
    found = members(mail.as_bytes(), Kind.MAIL, "thu.eml")
    assert OURS not in [data for _, data in found]
    assert not any(b"3851 001" in data or b"3851 003" in data for _, data in found)
    assert THEIRS in [data for _, data in found]


def test_a_mail_of_a_unit_is_read() -> None:
    mail = _ours(nested=True)
    del mail[HEADING]
    assert OURS in [data for _, data in members(mail.as_bytes(), Kind.MAIL, "thu.eml")]
    with pytest.raises(ReadError, match="trả lại"):
        members(_ours(nested=True).as_bytes(), Kind.MAIL, "thu.eml")
