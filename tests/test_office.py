"""Workbooks and documents opened by LibreOffice, as their readers open them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from danhba.handouts.make import make_forms
from danhba.samples import sample_inbox
from danhba.settings import Settings
from tests.conftest import REGISTRY, Place

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.skipif(SOFFICE is None or shutil.which("pdftotext") is None, reason="needs LibreOffice and poppler")
]


def test_every_workbook_and_document_opens_and_prints(tmp_path: Path) -> None:
    place = Place(tmp_path)
    for name, data, minutes in sample_inbox.files():
        place.drop(name, data, 1630800000 + minutes * 60)
    place.run(sample_inbox.AS_OF)
    make_forms(Settings(outbox=place.outbox, registry=REGISTRY), False, [], "875", tmp_path / "forms", bytes(32))
    copy = next((place.outbox / "reports").glob("*/phieu-ra-soat.xlsx"))
    wanted = {
        place.outbox / "current" / "danh-ba.xlsx": ("DANH SÁCH SỐ ĐIỆN THOẠI", "0277 3845 200"),
        place.outbox / "current" / "danh-ba.docx": ("Phụ lục", "0277 3845 200"),
        place.outbox / "reports" / "bao-cao.docx": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "1. Kết quả"),
        place.outbox / "review" / "quyet-dinh.xlsx": ("Các câu hỏi chờ quyết định", "Người duyệt"),
        tmp_path / "forms" / "phu-luc-875.xlsx": ("HUYỆN LẤP VÒ", "Xã Tân Mỹ"),
        copy: ("Cách sửa, ví dụ",),
    }
    out = tmp_path / "pdf"
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [
        SOFFICE,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(out),
        *(str(p.resolve()) for p in wanted),
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=170)  # type: ignore[arg-type]
    for path, words in wanted.items():
        text = subprocess.run(
            ["pdftotext", "-layout", out / f"{path.stem}.pdf", "-"], check=True, capture_output=True, text=True
        ).stdout
        for word in words:
            assert word in text, (path.name, word)
        assert "###" not in text, path.name
