"""Numbers in the name of a file, of a sheet or in a mail's subject are told, unless a row says them; dates and counts are no numbers."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.samples.builder import form, xlsx
from tests.conftest import Place
from tests.examples import share

_WRITTEN = ("0277{s}3914{s}285", "(0277){s}3914{s}285", "+84{s}277{s}3914{s}285", "0277{s}3914285")
_NO_NUMBERS = (
    "20210906",
    "06-09-2021",
    "CV 812 UBND-VX",
    "so 1234567",
    "phu luc 0277",
    "lan 2 (1)",
    "2021.09.06 14.30.15",
    "IMG_20210906_143015",
)


def _told(reader: Reader, name: str, sheet: str, number: str) -> list[str]:
    data = xlsx(form({"C": [("Xã Long Hưng A", number)]}), sheet=sheet)
    (reading,) = reader.read([Source(name, data)])
    return [f.params["number"] for f in reading.findings if f.code == "number_in_name"]


@settings(max_examples=share(40), deadline=None)
@given(
    written=st.sampled_from(_WRITTEN),
    sign=st.sampled_from(["", " ", ".", "-", "_"]),
    where=st.sampled_from(["file", "folder", "sheet"]),
    said=st.booleans(),
)
def test_a_number_in_a_name_is_told(reader: Reader, written: str, sign: str, where: str, said: bool) -> None:
    number = written.format(s=sign)
    names = {"file": "phu luc", "folder": "gui", "sheet": "Phụ lục"}
    names[where] = f"xa {number}"
    own = "0277 3914 285" if said else "0277 3851 222"
    told = _told(reader, f"{names['folder']}/{names['file']}.xlsx", names["sheet"], own)
    assert told == ([] if said else ["0277 3914 285"])


@pytest.mark.parametrize("name", _NO_NUMBERS)
def test_dates_and_counts_are_no_numbers(reader: Reader, name: str) -> None:
    assert _told(reader, f"{name}.xlsx", name.replace("/", " ")[:30], "0277 3851 222") == []


@pytest.mark.parametrize("attached", [False, True])
def test_a_number_in_a_subject_is_told(tmp_path: Path, attached: bool) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Xã Long Hưng A, huyện Lấp Vò báo số đường dây nóng 0277 3914 285"
    mail.set_content("Kính gửi Văn phòng, trân trọng.")
    if attached:
        data = xlsx(form({"C": [("Xã Long Hưng A", "0277 3914 285")]}))
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename="phu luc.xlsx")
    place = Place(tmp_path)
    place.drop("thu.eml", mail.as_bytes())
    place.run()
    errors = [f for f in place.findings if f["severity"] == "error" and "3914 285" in f["message"]]
    assert bool(errors) != attached
