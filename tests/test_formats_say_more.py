"""Formats say more than their text: what is hidden, struck out or deleted never speaks, all of it is told, and the rest is read.

A generator a format: a table of units and numbers, each line decorated at random, written in the format and read again.
"""

from __future__ import annotations

import base64
import contextlib
import email.message
import io
import time
import unicodedata
import zipfile
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.grid import ReadError
from danhba.model.submission import Reading, Source
from danhba.read import kind_of
from danhba.read.container import members
from danhba.read.kind import Kind
from danhba.read.number_format import shown
from danhba.registry import load_registry
from tests.conftest import REGISTRY
from tests.writers import HTML_LINES, SHEET_LINES, WORD_LINES, Line, html, sheet, word

_READER = Reader(load_registry(REGISTRY))
_AGENCIES = {
    "Sở Y tế": "A-SYT", "Sở Xây dựng": "A-SXD", "Sở Nội vụ": "A-SNV", "Sở Tài chính": "A-STC", "Sở Tư pháp": "A-STP",
    "Sở Công Thương": "A-SCT", "Sở Giao thông vận tải": "A-SGTVT", "Sở Ngoại vụ": "A-SNGV",
}  # fmt: skip


def _read(data: bytes, name: str) -> Reading:
    return _READER.read([Source(name, data)])[0]


def _opened(data: bytes, name: str) -> list[tuple[str, Reading]]:
    found = members(data, kind_of(data), name)
    return [(n, _READER.read([Source(n, d)])[0]) for n, d in found]


def _published(readings: Sequence[Reading]) -> set[tuple[str, str]]:
    return {(r["unit_code"], r["phone_e164"]) for reading in readings for r in reading.rows if r["ok"]}


def _told(readings: Sequence[Reading]) -> str:
    said = [r["phone_raw"] for reading in readings for r in reading.rows]
    said += [f"{f.raw} {f.params}" for reading in readings for f in reading.findings]
    return " ".join("".join(c for c in text if c.isdigit()) for text in said)


def _lines(kinds: dict[str, str]) -> st.SearchStrategy[list[Line]]:
    names = st.lists(st.sampled_from(sorted(_AGENCIES)), min_size=3, max_size=6, unique=True)
    hows = st.lists(st.sampled_from(sorted(kinds)), min_size=6, max_size=6)
    # Two plain lines at least, so that there is a form whatever becomes of the others.
    return st.builds(
        lambda n, h: [
            Line(name, f"02773{851222 + 1111 * i}", how)
            for i, (name, how) in enumerate(zip(n, ["plain", *h[1:-1], "plain"], strict=False))
        ],
        names,
        hows,
    )


def _holds(reading: Reading, lines: Sequence[Line], kinds: dict[str, str], *, elsewhere: bool = False) -> None:
    published, told = _published([reading]), _told([reading])
    right = {(_AGENCIES[n.name], f"+84{n.number[1:]}") for n in lines}
    assert published <= right
    for line in lines:
        pair = (_AGENCIES[line.name], f"+84{line.number[1:]}")
        how = kinds[line.how]
        assert (pair in published) == (how == "plain"), (line, [f.code for f in reading.findings])
        assert how == "lost" or line.number.lstrip("0") in told, line
        if how == "unseen":
            assert any(
                f.code == "row_hidden" and line.number.lstrip("0") in _digits(f.raw) for f in reading.findings
            ) or (line.how == "placeholder")
        if how in ("changed", "deleted"):
            assert any(f.code == "document_with_changes" for f in reading.findings)
    if not elsewhere and all(kinds[n.how] == "plain" for n in lines):
        assert not {f.code for f in reading.findings} & {"row_hidden", "document_with_changes", "phone_missing"}


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


@settings(max_examples=20, deadline=None)
@given(_lines(WORD_LINES), st.booleans())
def test_word_as_accepted(lines: list[Line], boxed: bool) -> None:
    _holds(_read(word(lines, boxed=boxed), "a.docx"), lines, WORD_LINES)


@settings(max_examples=20, deadline=None)
@given(_lines(HTML_LINES), st.booleans())
def test_html_as_a_browser_shows_it(lines: list[Line], boxed: bool) -> None:
    _holds(_read(html(lines, boxed=boxed), "a.html"), lines, HTML_LINES)


@settings(max_examples=15, deadline=None)
@given(_lines(SHEET_LINES), st.booleans())
def test_workbook_as_it_looks(lines: list[Line], hidden_column: bool) -> None:
    reading = _read(sheet(lines, hidden_column=hidden_column), "a.xlsx")
    _holds(reading, lines, SHEET_LINES, elsewhere=hidden_column)
    if hidden_column:
        told = _told([reading])
        assert all(f"2773{880000 + i}" in told for i in range(1, len(lines) + 1))


# --- mails and archives -----------------------------------------------------------------------------------------------

_BODIES = ("none", "greeting", "plain_number", "html_number", "html_form", "plain_and_html_form", "signature_only")
_ATTACHED = ("none", "named", "unnamed", "inline", "uuencoded", "forwarded", "no_disposition")


def _uuencode(data: bytes, name: str) -> str:
    import binascii

    body = "".join(binascii.b2a_uu(data[i : i + 45]).decode() for i in range(0, len(data), 45))
    return f"begin 644 {name}\n{body} \nend\n"


def _mail(body: str, attached: str, form: bytes, page: bytes, number: str) -> bytes:
    out = email.message.EmailMessage()
    out["From"], out["To"], out["Subject"], out["MIME-Version"] = "a@x.vn", "b@x.vn", "Gửi danh sách", "1.0"
    words = {
        "plain_number": f"Sở Y tế gửi số {number[:4]} {number[4:]}, ngày 06/09/2021",
        "plain_and_html_form": f"Sở Y tế: {number}",
        "signature_only": f"Trân trọng\nNguyễn Văn A - ĐT: {number}",
        "html_number": "",
        "html_form": "",
    }.get(body, "Kính gửi Sở, đơn vị xin gửi biểu mẫu ngày 06/09/2021 08:30.")
    if attached == "uuencoded":
        words += "\n" + _uuencode(form, "phu-luc.xlsx")
    out.set_content(words, cte="8bit")
    if body in ("html_form", "plain_and_html_form"):
        out.add_alternative(page.decode(), subtype="html")
    elif body == "html_number":
        out.add_alternative(f"<html><body><p>Sở Y tế: <b>{number}</b></p></body></html>", subtype="html")

    def attach(to: email.message.EmailMessage, **more: str) -> None:
        to.add_attachment(form, maintype="application", subtype="vnd.ms-excel", **more)  # pyright: ignore[reportArgumentType]

    if attached == "named":
        attach(out, filename="phu-luc.xlsx")
    elif attached == "unnamed":
        attach(out)
    elif attached == "inline":
        attach(out, disposition="inline")
    elif attached == "no_disposition":
        attach(out)
        del list(out.iter_parts())[-1]["Content-Disposition"]
    elif attached == "forwarded":
        inner = email.message.EmailMessage()
        inner["From"], inner["To"], inner["Subject"] = "c@x.vn", "a@x.vn", "chuyển"
        inner.set_content("kèm")
        attach(inner, filename="phu-luc.xlsx")
        out.add_attachment(inner)
    return out.as_bytes()


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(_BODIES), st.sampled_from(_ATTACHED))
def test_mail_is_read_whole(body: str, attached: str) -> None:
    form = _FORM
    page = html([Line("Sở Nội vụ", "02773859111", "plain")])
    number = "02773859111" if "form" in body else "02773859222"
    data = _mail(body, attached, form, page, number)
    assert kind_of(data) is Kind.MAIL
    speaks = body not in ("none", "greeting")
    if not speaks and attached == "none":
        return
    found = members(data, Kind.MAIL, "thu.eml")
    readings = [_read(d, n) for n, d in found]
    published = _published(readings)
    assert (("A-SYT", "+842773851222") in published) == (attached != "none")
    assert published <= {("A-SYT", "+842773851222"), ("A-SNV", "+842773859111")}
    if "form" in body:
        assert ("A-SNV", "+842773859111") in published
    assert any("nội dung thư" in n for n, _ in found) == speaks
    if speaks:
        assert number in "".join(_digits(d.decode("utf-8", "replace")) for n, d in found if "nội dung thư" in n)
        assert not any(f.code == "table_missing" for r in readings for f in r.findings)


_FORM = sheet([Line("Sở Y tế", "02773851222", "plain")])


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.sampled_from(["Phụ lục xã Tân Mỹ", "Đường dây nóng", "phu luc", "Sở Y tế – số mới", "ÂU CƠ"]), min_size=1, max_size=3, unique=True),
    st.sampled_from(["utf-8", "utf-8 unflagged", "cp1258"]),
    st.sets(st.sampled_from(["~$phu-luc.xlsx", "a.tmp", "x/Thumbs.db", "__MACOSX/._a.xlsx", ".DS_Store", "spoilt", "unpacked"])),
)  # fmt: skip
def test_archive_names_leftovers_and_spoilt_files(names: list[str], encoding: str, more: set[str]) -> None:
    if encoding == "cp1258":
        names = [n for n in names if all(ord(c) < 0x2000 for c in n)] or ["phu luc"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for leftover in sorted(more - {"spoilt", "unpacked"}):
            archive.writestr(zipfile.ZipInfo(leftover), b"\x05Admin")
        if "unpacked" in more:
            with zipfile.ZipFile(io.BytesIO(sheet([Line("Sở Nội vụ", "02773851444", "plain")]))) as parts:
                for part in parts.namelist():
                    archive.writestr(zipfile.ZipInfo(f"thư mục/{part}"), parts.read(part))
        if "spoilt" in more:
            archive.writestr(
                zipfile.ZipInfo("hong.csv"), "STT,TÊN ĐƠN VỊ,SỐ ĐIỆN THOẠI\n1,Sở Tài chính,02773851333\n".encode()
            )
        for name in names:
            archive.writestr(_named(f"{name}.xlsx", encoding), _FORM)
    data = out.getvalue()
    if "spoilt" in more:
        data = data.replace(b"1,S\xe1\xbb\x9f T", b"1,S\xe1\xbb\x9f N")
    found = members(data, kind_of(data), "a.zip")
    shown = {n for n, _ in found}
    assert {f"a.zip!/{n}.xlsx" for n in names} <= shown
    assert len(found) == len(names) + ("spoilt" in more) + ("unpacked" in more)
    readings = {n: _read(d, n) for n, d in found}
    published = _published(list(readings.values()))
    assert ("A-SYT", "+842773851222") in published
    assert (("A-SNV", "+842773851444") in published) == ("unpacked" in more)
    assert not any(code == "A-STC" for code, _ in published)
    if "spoilt" in more:
        assert [f.code for f in readings["a.zip!/hong.csv"].findings if f.severity == "error"] == ["file_corrupt"]


class _Raw(zipfile.ZipInfo):
    """A file's name in bytes of its own, without the flag for UTF-8."""

    raw: bytes = b""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.raw, self.flag_bits & ~0x800


def _named(name: str, encoding: str) -> zipfile.ZipInfo:
    info = _Raw(name)
    if encoding == "utf-8":
        return zipfile.ZipInfo(name)
    if encoding == "cp1258":
        # Windows writes the letter with its hat as one character and the tone as another.
        out = ""
        for letter in unicodedata.normalize("NFC", name):
            base = unicodedata.normalize("NFD", letter)
            tones = "".join(c for c in base if c in "\u0300\u0301\u0303\u0309\u0323")
            out += unicodedata.normalize("NFC", "".join(c for c in base if c not in tones)) + tones
        info.raw = out.encode("cp1258")
    else:
        info.raw = name.encode()
    return info


# --- text tables ------------------------------------------------------------------------------------------------------

_CSV_LINES = ("plain", "quoted", "stray_quote", "comma_space", "comma", "line_break", "backslash", "extra_note")


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(_CSV_LINES), min_size=1, max_size=5), st.sampled_from(",;\t"), st.booleans())
def test_csv_never_moves_a_number(hows: list[str], separator: str, quoted_head: bool) -> None:
    names = sorted(_AGENCIES)[: len(hows) + 2]
    lines = [
        Line(n, f"02773{851222 + 1111 * i}", how)
        for i, (n, how) in enumerate(zip(names, ["plain", *hows, "plain"], strict=True))
    ]
    head = [
        "STT",
        "TÊN CƠ QUAN, ĐƠN VỊ" if quoted_head or separator != "," else "TÊN ĐƠN VỊ",
        "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG",
        "GHI CHÚ",
    ]
    text = separator.join(f'"{h}"' if separator in h else h for h in head) + "\r\n"
    for i, line in enumerate(lines, 1):
        name, note = line.name, ""
        match line.how:
            case "quoted":
                name = f'"{name}"'
            case "stray_quote":
                name = f'"{name}'
            case "comma_space":
                name = f"{name}, tỉnh"
            case "comma":
                name = name.replace(" ", ",", 1)
            case "line_break":
                name = '"' + name.replace(" ", "\n", 1) + '"'
            case "backslash":
                note = '"theo \\"công văn\\" 12"'
            case "extra_note":
                note = separator.join(("a", "b"))
        text += separator.join([str(i), name, line.number, note]) + "\r\n"
    reading = _read(text.encode(), "a.csv")
    right = {(_AGENCIES[n.name], f"+84{n.number[1:]}") for n in lines}
    published, told = _published([reading]), _told([reading])
    assert published <= right
    for line in lines:
        assert line.number.lstrip("0") in told, (text, line)
        if line.how in ("plain", "quoted", "line_break", "backslash"):
            assert (_AGENCIES[line.name], f"+84{line.number[1:]}") in published, (text, line)


def test_csv_whose_letters_were_lost_is_told_as_that() -> None:
    text = "STT;TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG;SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG;GHI CHÚ\n1;Sở Y tế;02773851222;\n2;Xã Long Hưng A;02773845111;\n"
    for lost in (
        text.encode("cp1252", "replace"),
        text.encode("ascii", "replace"),
        text.encode("ascii", "replace").replace(b"?", b"\xef\xbf\xbd"),
    ):
        reading = _read(lost, "a.csv")
        assert [f.code for f in reading.findings if f.severity == "error"] == ["file_corrupt"]
        assert "chữ có dấu" in str(reading.findings[0].params["detail"])


def test_a_hotline_in_a_mails_words_is_no_signature() -> None:
    said = {}
    for words in ("Số đường dây nóng của đơn vị là 0277 3851 222", "Trân trọng, Nguyễn Văn A, ĐT: 0277 3851 222"):
        data = f"From: a@x.vn\nTo: b@x.vn\nContent-Type: text/plain; charset=utf-8\n\n{words}\n".encode()
        (_, reading), *_ = _opened(data, "thu.eml")
        said[words] = [f.severity for f in reading.findings if f.code == "row_outside_table"]
    assert list(said.values()) == [["warning"], ["info"]]


# --- what is told by name ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"Rar!\x1a\x07\x00" + bytes(40), "RAR"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(40), "7-Zip"),
        (b"\x1f\x8b\x08" + bytes(40), "gzip"),
        (b"\x78\x9f\x3e\x22" + bytes(40), "winmail.dat"),
        (b'ID;PWXL;N;E\r\nC;Y1;X1;K"STT"\r\nE\r\n', "SYLK"),
        (b'TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n0,4\r\n', "DIF"),
        (b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:So Y te\r\nTEL:02773851222\r\nEND:VCARD\r\n", ".vcf"),
        (b"From a@x.vn Mon Sep  6 08:00:00 2021\nFrom: a@x.vn\nTo: b@x.vn\n\nx\n", ".mbox"),
        (b'{"url":"https://docs.google.com/open?id=abc","doc_id":"abc"}', "Google"),
        (b"[InternetShortcut]\r\nURL=https://x.vn/\r\n", "lối tắt"),
    ],
)
def test_other_kinds_are_told_by_name(data: bytes, word: str) -> None:
    reading = _read(data, "a")
    assert [f.code for f in reading.findings if f.severity == "error"] == ["file_unsupported"]
    assert word in str(reading.findings[0].params["detail"])
    assert ".xlsx" in str(reading.findings[0].params["detail"])


def test_web_archive_is_a_page() -> None:
    page = html([Line("Sở Y tế", "02773851222", "plain")])
    head = b'MIME-Version: 1.0\r\nX-Document-Type: Worksheet\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n'
    part = b'--B\r\nContent-Location: file:///C:/a.htm\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n'
    data = head + part + base64.encodebytes(page) + b"\r\n--B--\r\n"
    assert kind_of(data) is Kind.HTML
    assert _published([_read(data, "a.mht")]) == {("A-SYT", "+842773851222")}


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (3851666, '"0296"0000000', "02963851666"),
        (2773851779, '"("0000") "0000000', "(0277) 3851779"),
        (912345678, "0000000000", "0912345678"),
        (2773851222, "0####\\ ###\\ ###", "02773 851 222"),
        (2773851222, "#,##0", None),
        (2773851222, "0.00E+00", None),
        (2773851222, ";;;", ""),
        (3851222, "[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", None),
        (2773851222, '"số cũ "0', "số cũ 2773851222"),
        (44444, "dd/mm/yyyy", None),
        (2773851222, '\\0#', "02773851222"),
        (-5, '0;"âm"', "âm"),
    ],
)  # fmt: skip
def test_shown_number(number: int, code: str, text: str | None) -> None:
    assert shown(float(number), code) == text


# --- older workbooks --------------------------------------------------------------------------------------------------

_OLD = {
    "plain": "plain",
    "struck": "unseen",
    "hidden_row": "unseen",
    "zeros": "plain",
    "no_format": "unseen",
    "number": "plain",
}


def _old_workbook(lines: Sequence[Line]) -> bytes:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("Phụ lục")
    book.add_sheet("Trống")
    for c, head in enumerate(("STT", "TÊN CƠ QUAN, ĐƠN VỊ", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ")):
        page.write(0, c, head)
    for i, line in enumerate(lines, 1):
        page.write(i, 0, i)
        page.write(i, 1, line.name)
        style = {
            "struck": xlwt.easyxf("font: struck_out true"), "zeros": xlwt.easyxf(num_format_str="0" * 11),
            "no_format": xlwt.easyxf(num_format_str=";;;"),
        }.get(line.how, xlwt.easyxf())  # fmt: skip
        page.write(i, 2, int(line.number) if line.how in ("zeros", "no_format", "number") else line.number, style)
        page.row(i).hidden = line.how == "hidden_row"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_2003(lines: Sequence[Line]) -> bytes:
    rows = "".join(
        f"<Cell><Data ss:Type='String'>{h}</Data></Cell>" for h in ("STT", "TÊN ĐƠN VỊ", "SỐ ĐIỆN THOẠI", "GHI CHÚ")
    )
    out = f"<Row>{rows}</Row>"
    style = {"struck": "g", "zeros": "z", "no_format": "n"}
    for i, line in enumerate(lines, 1):
        hidden = " ss:Hidden='1'" if line.how == "hidden_row" else ""
        kind = "Number" if line.how in ("zeros", "no_format", "number") else "String"
        number = str(int(line.number)) if kind == "Number" else line.number
        marks = f" ss:StyleID='{style[line.how]}'" if line.how in style else ""
        out += f"<Row{hidden}><Cell><Data ss:Type='Number'>{i}</Data></Cell><Cell><Data ss:Type='String'>{line.name}</Data></Cell>"
        out += f"<Cell{marks}><Data ss:Type='{kind}'>{number}</Data></Cell></Row>"
    styles = "<Style ss:ID='g'><Font ss:StrikeThrough='1'/></Style><Style ss:ID='z'><NumberFormat ss:Format='00000000000'/></Style>"
    styles += "<Style ss:ID='n'><NumberFormat ss:Format=';;;'/></Style>"
    ns = "urn:schemas-microsoft-com:office:spreadsheet"
    page = f"<Worksheet ss:Name='Phụ lục'><Table>{out}</Table></Worksheet>"
    return f"<?xml version='1.0'?><Workbook xmlns='{ns}' xmlns:ss='{ns}'><Styles>{styles}</Styles>{page}</Workbook>".encode()


def _flat(lines: Sequence[Line]) -> str:
    names = {"office": "office", "table": "table", "text": "text", "style": "style", "fo": "xsl-fo-compatible"}
    spaces = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in names.items())
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{h}</text:p></table:table-cell>'
        for h in ("STT", "TÊN ĐƠN VỊ", "SỐ ĐIỆN THOẠI", "GHI CHÚ")
    )
    rows = f"<table:table-row>{cells}</table:table-row>"
    for i, line in enumerate(lines, 1):
        hidden = ' table:visibility="filter"' if line.how == "hidden_row" else ""
        marks = ' table:style-name="g"' if line.how == "struck" else ""
        bare = str(int(line.number))
        value = (
            f' office:value-type="float" office:value="{bare}"'
            if line.how in ("zeros", "number")
            else ' office:value-type="string"'
        )
        said = bare if line.how == "number" else line.number
        name = f'<table:table-cell office:value-type="string"><text:p>{line.name}</text:p></table:table-cell>'
        stt = f'<table:table-cell office:value-type="float" office:value="{i}"><text:p>{i}</text:p></table:table-cell>'
        rows += f"<table:table-row{hidden}>{stt}{name}<table:table-cell{marks}{value}><text:p>{said}</text:p></table:table-cell></table:table-row>"
    style = '<style:style style:name="g" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    body = f'<office:body><office:spreadsheet><table:table table:name="Phụ lục">{rows}</table:table></office:spreadsheet></office:body>'
    kind = 'office:mimetype="application/vnd.oasis.opendocument.spreadsheet" office:version="1.2"'
    return f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} {kind}><office:automatic-styles>{style}</office:automatic-styles>{body}</office:document>'


def _packed(flat: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml",
            flat.replace("office:document ", "office:document-content ").replace(
                "office:document>", "office:document-content>"
            ),
        )
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
        )
    return out.getvalue()


@settings(max_examples=15, deadline=None)
@given(_lines(_OLD))
def test_old_workbook_as_it_looks(lines: list[Line]) -> None:
    _holds(_read(_old_workbook(lines), "a.xls"), lines, _OLD)


@settings(max_examples=15, deadline=None)
@given(_lines(_OLD))
def test_spreadsheet_2003_as_it_looks(lines: list[Line]) -> None:
    _holds(_read(_sheet_2003(lines), "a.xml"), lines, _OLD)


@settings(max_examples=15, deadline=None)
@given(_lines({k: v for k, v in _OLD.items() if k != "no_format"}), st.booleans())
def test_open_document_as_it_looks(lines: list[Line], flat: bool) -> None:
    text = _flat(lines)
    _holds(_read(text.encode() if flat else _packed(text), "a.ods"), lines, _OLD)


# --- hostile files ----------------------------------------------------------------------------------------------------

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _document(body: str, before: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"{before}<w:document {_W}><w:body>{body}</w:body></w:document>")
    return out.getvalue()


_BOMB = "<!DOCTYPE d [" + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "0277385"}">' for i in range(9)) + "]>"
_HOSTILE = {
    "entities.docx": _document("<w:p><w:r><w:t>&a8;</w:t></w:r></w:p>", _BOMB),
    "deep.docx": _document("<w:tbl><w:tr><w:tc>" * 9000),
    "nested.docx": _document("<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80),
    "wide.docx": _document("<w:tbl>" + ("<w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="999"/></w:tcPr><w:p/></w:tc>' * 99 + "</w:tr>") * 200 + "</w:tbl>"),
    "spans.html": b"<table><tr>" + b"<td rowspan=200 colspan=200>x</td>" * 200,
    "deep.html": b"<table><tr><td>" * 3000 + b"x",
    "rules.html": b"<html><style>" + b"a," * 200_000 + b"</style><table><tr><td>x</td></tr></table>",
    "marks.csv": b"a;b;c\n" + b'1;"x;0277\n' * 10_000,
    "entities.fods": _flat([]).replace("<office:document ", _BOMB + "<office:document ", 1).encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(_HOSTILE))
def test_hostile_files_end_soon(name: str) -> None:
    start = time.process_time()
    reading = _read(_HOSTILE[name], name)
    assert time.process_time() - start < 4  # seconds of our own time; a fraction of a second on a machine at rest
    assert not any(row["ok"] for row in reading.rows)


@pytest.mark.parametrize("lines", [b"begin 644 x\n" * 20_000, b"1 " * 100_000, b"1\n" * 50_000])
def test_hostile_mails_end_soon(lines: bytes) -> None:
    data = b"From: a@x.vn\nTo: b@x.vn\nSubject: x\n\n" + lines
    start = time.process_time()
    with contextlib.suppress(ReadError):  # a mail without a file in it
        members(data, kind_of(data), "a.eml")
    assert time.process_time() - start < 3
