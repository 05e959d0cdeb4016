"""The page that a unit gets says where the mended form goes and by when, never a folder of ours; the evidence of who sent it stands at the foot."""

from __future__ import annotations

import html
import re

import pytest

from danhba.registry import Registry
from danhba.samples.builder import form, xlsx
from tests.conftest import Place


@pytest.mark.parametrize(
    ("as_of", "until"),
    [("2021-09-05T08:00:00+07:00", "trước hết ngày 06/9/2021"), ("2021-09-08T08:00:00+07:00", "đã qua")],
)
def test_a_unit_reads_where_to_send_and_by_when(place: Place, registry: Registry, as_of: str, until: str) -> None:
    place.drop("875/a.xlsx", xlsx(form({"C": [("Xã Tân Khánh Trung", "0277 3851")]})))
    place.drop("b.xlsx", xlsx(form({"C": [("Xã nào đó", "0277 3851 001")]})))
    place.run(as_of)
    pages = [html.unescape(p.read_text("utf-8")) for p in (place.outbox / "reports").glob("*/phieu-ra-soat.html")]
    assert len(pages) == 2
    for page in pages:
        text = re.sub(r"<style>.*?</style>", "", page, flags=re.S)
        assert f"Sửa xong gửi về:</b> {registry.return_to}" in text
        assert until in text or until.replace("06/9", "06/09") in text
        assert text.index("Sửa xong gửi về") < text.index("Những điểm cần sửa")
        assert "inbox" not in text
    [known] = [p for p in pages if "Vì sao coi tệp này là của" in p]
    assert known.index("Vì sao coi tệp này") > known.index("Các dòng đã đọc")
