"""A number published with a reservation shows it to the citizen: on the page, in the workbook, in the document and on the poster."""

from __future__ import annotations

import html
import io
import re
import zipfile

import pytest

from danhba.publish.edition import Edition
from danhba.publish.formats import FORMATS
from danhba.publish.reservations import KEPT, beside
from danhba.registry import Registry
from tests.test_page import AS_OF, _edition

# What makes a reservation, and the words that tell it.
CASES = {
    "kept": ({"status": "kept"}, KEPT),
    "office hours": ({"note": "Chỉ trực giờ hành chính"}, "Chỉ trực giờ hành chính"),
    "another province": ({"phone": "0270 3851 234", "phone_e164": "+842703851234"}, "mã vùng của Vĩnh Long"),
    "extension": ({"extension": "101"}, "máy lẻ 101"),
    "premium": ({"phone": "1900 1234", "phone_e164": "+8419001234", "phone_kind": "premium"}, "người gọi trả cước cao"),
    "shared": ({"phone": "1022", "phone_e164": "1022", "phone_kind": "short"}, "tổng đài dùng chung"),
}


def _texts(name: str, data: bytes) -> str:
    if name == "index.html":
        return html.unescape(re.sub(r"<script>.*</script>|<style>.*</style>", "", data.decode(), flags=re.S))
    part = "word/document.xml" if name.endswith("docx") else "xl/worksheets/sheet1.xml"
    return html.unescape(zipfile.ZipFile(io.BytesIO(data)).read(part).decode())


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", ["index.html", "danh-ba.xlsx", "danh-ba.docx"])
def test_every_reservation_is_told(registry: Registry, case: str, name: str) -> None:
    changed, words = CASES[case]
    plain = [e | {"note": "", "status": "current"} for e in _edition(registry).entries[:60]]
    told = [e | (changed if e["unit_code"] == "A-SXD" else {}) for e in plain]
    before = _texts(name, FORMATS[name](Edition(plain, registry, AS_OF))).lower()
    after = _texts(name, FORMATS[name](Edition(told, registry, AS_OF))).lower()
    assert words.lower() in after
    assert after.count(words.lower()) > before.count(words.lower())


def test_a_number_without_a_reservation_has_nothing_beside_it(registry: Registry) -> None:
    entry = _edition(registry).entries[0] | {"note": ""}
    assert beside(entry, registry) == ""
