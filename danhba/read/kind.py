"""What a file is, told from its bytes: its name is what somebody called it."""

from __future__ import annotations

import re
import struct
from enum import StrEnum

from danhba.model.grid import ReadError
from danhba.read.limits import Limits, limits_in_force
from danhba.read.unsupported import apple_document, other_kind


class Kind(StrEnum):
    """The kinds of file that are told apart."""

    WORKBOOK = "workbook"  # .xlsx, .xlsm, .xlsb, .ods
    OLE_WORKBOOK = "ole_workbook"  # .xls
    TEXT = "text"
    HTML = "html"
    MAIL_BODY = "mail_body"  # a mail's own words, as a page that read/mail.py made
    FLAT_ODS = "flat_ods"  # .fods
    SPREADSHEET_XML = "spreadsheet_xml"
    WORD = "word"
    OLD_WORD = "old_word"
    PDF = "pdf"
    IMAGE = "image"
    VIDEO = "video"
    SOUND = "sound"
    ZIP = "zip"
    MAIL = "mail"


MAIL_BODY = b"<!-- danhba: mail body --><meta charset=utf-8>\n"  # how such a page begins
# What stands behind it, of the mail that the page was made of, and between the pages that it was made of.
BRINGS_LISTS, IN_DOUBT = b"<!-- danhba: with spreadsheets -->\n", b"<!-- danhba: with files or an answer -->\n"
WITHOUT_FILES = b"\n<!-- danhba: no file came -->\n"  # how a page ends of a mail that brought nothing else
AUTOMATIC = b"\n<!-- danhba: written by a program -->\n"  # before that: an absence, a mail that did not arrive
PAGE_ENDS = "\n<!-- danhba: page ends -->\n"

_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\x00", b"MM\x00*")
_MAIL = re.compile(
    rb"\A(?:(?:Received|Return-Path|From|To|Subject|Date|MIME-Version|Message-ID|X-[\w-]+|Delivered-To|Content-Type|Reply-To|DKIM-Signature)"
    rb":[^\n]*+\n(?:[ \t][^\n]*+\n)*+){2,}",  # possessive: a heading of many folded lines is not tried in all ways
    re.I,
)
_HTML = re.compile(rb"<\s*(?:html|table|body|!doctype\s+html|meta|div|style)\b", re.I)


def kind_of(data: bytes, limits: Limits | None = None, size: int = -1) -> Kind:
    """Return the kind of a file. Raises ReadError for what is empty, broken, encrypted, too large or of no use.

    size: of the whole file, where `data` is only its beginning. A supporting document may be of any size: it is only
    kept.
    """
    whole = size < 0 or size == len(data)
    if not data or (whole and not data.strip(b"\x00\r\n\t \xef\xbb\xbf")):
        raise ReadError("file_empty", "0 byte" if not data else "chỉ có khoảng trắng")
    limits = limits or limits_in_force()
    evidence = sure_evidence(data)
    if evidence is not None:
        return evidence
    size = len(data) if whole else size
    if size > limits.file_bytes or not whole:
        raise ReadError("file_too_large", f"{size >> 20} MB, giới hạn {limits.file_bytes >> 20} MB")
    if data[:2] == b"PK":
        return _zip_kind(data, limits)
    if data[:8] == _OLE:
        return _ole_kind(data)
    if data[:5] == b"{\\rtf":
        return Kind.OLD_WORD
    if data.startswith(MAIL_BODY):
        return Kind.MAIL_BODY
    if data[:2] in (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00") and b"\x00" in data[:8]:
        raise ReadError("file_unsupported", "bảng tính Excel đời rất cũ (trước Excel 5)")
    head = _text_head(data)
    other = other_kind(data, head)
    if other:
        raise ReadError("file_unsupported", other)
    if head is None:
        raise ReadError("file_unsupported", "tệp nhị phân không rõ loại")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"<" in head[:64].lstrip()[:8]:
        return Kind.SPREADSHEET_XML
    if b"application/vnd.oasis.opendocument.spreadsheet" in head and b"<office:document" in head:
        return Kind.FLAT_ODS
    if _MAIL.match(head.lstrip()):
        return Kind.HTML if _is_page(head) else Kind.MAIL
    if head.lstrip()[:1] == b"<" and _HTML.search(head):
        return Kind.HTML
    if head.lstrip()[:5] == b"<?xml":
        raise ReadError("file_unsupported", "tệp XML không phải bảng tính")
    return Kind.TEXT


HEAD = 64 << 10  # bytes of a file that are looked at before anything more of it is read

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sure_evidence(data: bytes) -> Kind | None:
    """Tell from the first bytes whether a file is a PDF, a picture, a video or a recording: what is kept and not
    read."""
    if data[:2] == b"PK" or data[:8] == _OLE:
        return None
    if b"%PDF-" in data[:1024] or data[:1024].lstrip().startswith(b"%PDF"):
        return Kind.PDF
    if data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:12] in _HEIF:
        return Kind.IMAGE
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        return Kind.IMAGE
    if data[:1] == b"\0" and data[4:8] == b"ftyp":
        return Kind.SOUND if data[8:11] == b"M4A" else Kind.VIDEO
    if (
        (data[:1] == b"\0" and data[4:8] in (b"moov", b"mdat"))
        or data.startswith(_VIDEOS)
        or (data[:4] == b"RIFF" and data[8:12] == b"AVI ")
    ):
        return Kind.VIDEO
    if data.startswith(_SOUNDS) or (data[:4] == b"RIFF" and data[8:12] == b"WAVE"):
        return Kind.SOUND
    return None


_VIDEOS = (
    b"\x1a\x45\xdf\xa3",  # .mkv, .webm
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",  # .wmv
    b"\x00\x00\x01\xba",  # .mpg
    b"FLV\x01",
)
_SOUNDS = (b"ID3\x02", b"ID3\x03", b"ID3\x04", b"\xff\xfb", b"\xff\xf3", b"OggS", b"fLaC", b"#!AMR")


def may_be_container(data: bytes, size: int, limits: Limits | None = None) -> bool:
    """Tell from the first bytes (or all) of a file whether a worker should open it. Costs little, opens nothing."""
    limits = limits or limits_in_force()
    if not data or size > limits.file_bytes:
        return False
    if data[:2] == b"PK":
        if size > len(data):
            return True
        try:
            return _zip_kind(data, limits) is Kind.ZIP
        except ReadError:
            return False  # reading it says what is wrong
    if data[:8] == _OLE or sure_evidence(data) is not None:
        return False
    head = _text_head(data)
    return head is not None and _MAIL.match(head.lstrip()) is not None


_HEIF = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheif", b"ftypavif")


def _text_head(data: bytes) -> bytes | None:
    """Return the first 16 kB as single bytes when the file looks like text, else None."""
    head = data[:16384]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        codec = "utf-16"
    elif head[1::2].count(0) > len(head) * 0.3:
        codec = "utf-16-le"
    elif head[::2].count(0) > len(head) * 0.3:
        codec = "utf-16-be"
    else:
        if head.startswith(b"\xef\xbb\xbf"):
            head = head[3:]
        control = sum(head.count(bytes([b])) for b in (*range(9), *range(14, 27), *range(28, 32)))
        return None if control > len(head) * 0.02 else head
    return head[: len(head) & ~1].decode(codec, "replace").lstrip("\ufeff").encode("utf-8", "replace")


def _is_page(head: bytes) -> bool:
    """Tell whether what looks like a mail is a web page in one file (.mht): related parts, and nobody that it is sent
    to."""
    fields = head.lstrip().split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0]
    return re.search(rb"^content-type:\s*multipart/related", fields, re.I | re.M) is not None and not re.search(
        rb"^(?:to|received|delivered-to|cc|bcc):", fields, re.I | re.M
    )


# Of an entry of a zip's directory: flags, inflated size, lengths of name, extra and comment.
_ENTRY = struct.Struct("<8xH14xIHHH12x")


def _zip_kind(data: bytes, limits: Limits) -> Kind:
    """Look at a zip's own directory (nothing is inflated): its names tell the kind, its sizes are checked."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if end < 0 or end + 22 > len(data):
        raise ReadError("file_corrupt", "tệp nén bị cắt cụt")
    count, size, offset = struct.unpack_from("<HII", data, end + 10)
    if count == 0xFFFF or offset == 0xFFFFFFFF or size == 0xFFFFFFFF:
        raise ReadError("file_too_large", "tệp nén có quá nhiều mục")
    offset = min(offset, max(0, end - size))
    start = end - size if data[offset : offset + 4] != b"PK\x01\x02" else offset
    directory = data[max(0, start) : end]
    inflated, entries, at, encrypted = 0, 0, 0, False
    names: list[bytes] = []  # of the parts at their own place: a document unpacked inside a folder is no document
    while directory[at : at + 4] == b"PK\x01\x02" and at + 46 <= len(directory):
        flags, full, name, extra, comment = _ENTRY.unpack_from(directory, at)
        encrypted = encrypted or bool(flags & 1)
        inflated += full
        entries += 1
        if len(names) < 200:
            names.append(directory[at + 46 : at + 46 + name].replace(b"\\", b"/"))
        at += 46 + name + extra + comment
    if entries > limits.entries:
        raise ReadError("file_too_large", f"tệp nén có {entries} mục, giới hạn {limits.entries}")
    if inflated > limits.inflated_bytes:
        raise ReadError(
            "file_too_large", f"giải nén thành {inflated >> 20} MB, giới hạn {limits.inflated_bytes >> 20} MB"
        )
    if encrypted:
        raise ReadError("file_encrypted", "tệp nén có mật khẩu")
    parts = {n.lower() for n in names}
    if any(n.startswith(b"xl/workbook.") for n in parts):
        return Kind.WORKBOOK
    if b"application/vnd.oasis.opendocument.spreadsheet" in data[:120]:
        return Kind.WORKBOOK
    if b"word/document.xml" in parts:
        return Kind.WORD
    if b"application/vnd.oasis.opendocument.text" in data[:120]:
        return Kind.OLD_WORD
    apple = apple_document(parts)
    if apple:
        raise ReadError("file_unsupported", apple)
    if b"ppt/presentation.xml" in parts:
        raise ReadError("file_unsupported", "tệp trình chiếu PowerPoint")
    return Kind.ZIP


def _ole_kind(data: bytes) -> Kind:
    """Tell the old Office formats apart by the names in their directory (UTF-16 in 128-byte entries)."""
    from io import BytesIO

    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            names = {entry[0].lower() for entry in ole.listdir(streams=True)}
    except Exception as error:
        raise ReadError("file_corrupt", "tệp Office bị cắt cụt hoặc hỏng") from error
    if "encryptedpackage" in names:
        return Kind.OLE_WORKBOOK  # the reader tries the default password of read-only protection
    if names & {"workbook", "book"}:
        return Kind.OLE_WORKBOOK
    if "worddocument" in names:
        return Kind.OLD_WORD
    if "powerpoint document" in names:
        raise ReadError("file_unsupported", "tệp trình chiếu PowerPoint")
    if any(n.startswith(("__substg1.0", "__properties")) for n in names):
        raise ReadError("file_unsupported", "thư Outlook (.msg); hãy lưu tệp đính kèm rồi gửi")
    raise ReadError("file_unsupported", "tệp Office không rõ loại")
