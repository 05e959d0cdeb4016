"""A text document in a format that is not read (.rtf, .odt, .doc) that holds a list of numbers is a return that could not be read; any other is a supporting document."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.read.old_word import holds_a_list
from danhba.samples.builder import form, word
from tests.examples import share

_HOTLINE = re.compile("duong day nong")
XA = "Xã Tân Khánh Trung"
ROWS = [
    [str(cell or "") for cell in row] for row in form({"C": [(XA, "0277 3851 001"), ("Xã Tân Mỹ", "0277 3851 002")]})
]
LETTER = [
    ["QUYẾT ĐỊNH"],
    ["Về việc phân công trực đường dây nóng, số 0277 3851 001"],
    ["Điều 1. Ông Nguyễn Văn A trực."],
    ["Nơi nhận: lưu VT"],
]


def rtf(rows: list[list[str]]) -> bytes:
    def letters(text: str) -> str:
        return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)

    lines = ["\\trowd " + " ".join(f"\\intbl {letters(cell)}\\cell" for cell in row) + "\\row" for row in rows]
    return ("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times New Roman;}}\n" + "\n".join(lines) + "}").encode()


def odt(rows: list[list[str]]) -> bytes:
    cells = "".join("<r>" + "".join(f"<c><p>{cell}</p></c>" for cell in row) + "</r>" for row in rows)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        file.writestr("content.xml", f"<office>{cells}</office>", zipfile.ZIP_DEFLATED)
    return out.getvalue()


WRITERS: dict[str, Callable[[list[list[str]]], bytes]] = {"rtf": rtf, "odt": odt}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize(("rows", "code"), [(ROWS, "file_unsupported"), (LETTER, "evidence_received")])
def test_a_list_is_told_as_unread_and_a_letter_as_evidence(
    reader: Reader, kind: str, rows: list[list[str]], code: str
) -> None:
    reading = reader.read([Source(f"{XA}/a.{kind}", WRITERS[kind](rows))])[0]
    codes = {f.code: f for f in reading.findings}
    assert ("file_unsupported" in codes) == (code == "file_unsupported")
    if code == "file_unsupported":
        assert "có bảng số điện thoại" in str(codes[code].params["detail"])


@settings(max_examples=share(100), deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"{\\rtf1 ", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]))
def test_whatever_stands_in_it_holds_no_list_and_ends_nothing(data: bytes, begins: bytes) -> None:
    assert holds_a_list(begins + data, _HOTLINE) is False


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("rows", "holds"), [(ROWS, True), (LETTER, False)])
def test_a_document_of_old_word_itself(tmp_path: Path, rows: list[list[str]], holds: bool) -> None:
    (tmp_path / "a.docx").write_bytes(word(rows))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "doc", "--outdir", tmp_path, tmp_path / "a.docx"],
        check=True,
        capture_output=True,
    )
    assert holds_a_list((tmp_path / "a.doc").read_bytes(), _HOTLINE) is holds
