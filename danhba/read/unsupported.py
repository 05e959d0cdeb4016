"""Kinds of file that are not read: what each is called, and how its sender makes a spreadsheet of it."""

from __future__ import annotations

import re

_SAVE = "hãy mở bằng chương trình đã tạo ra nó, lưu thành tệp Excel (.xlsx) rồi gửi lại"
_UNPACK = "hãy giải nén rồi gửi từng tệp Excel (.xlsx), hoặc nén lại thành tệp .zip"
_CARD = "hãy điền tên đơn vị và số điện thoại vào biểu mẫu Excel (.xlsx) rồi gửi lại"
_ITSELF = "hãy gửi chính tệp Excel (.xlsx) mà nó trỏ tới"
_ONLY_FILES = "hãy gửi riêng tệp Excel (.xlsx)"
_SIGNED = "hãy gửi lại thư không ký số, không mã hóa, kèm tệp Excel (.xlsx)"
_MAILS = "hãy mở trong chương trình thư, lưu tệp đính kèm rồi gửi từng tệp Excel (.xlsx)"

_PKCS7 = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"  # its object identifier: RFC 5652

# First bytes → what the file is.
_BYTES: tuple[tuple[bytes, str], ...] = (
    (b"Rar!\x1a\x07", f"tệp nén RAR; {_UNPACK}"),
    (b"7z\xbc\xaf\x27\x1c", f"tệp nén 7-Zip (.7z); {_UNPACK}"),
    (b"\x1f\x8b", f"tệp nén gzip (.gz); {_UNPACK}"),
    (b"BZh", f"tệp nén bzip2; {_UNPACK}"),
    (b"\xfd7zXZ\x00", f"tệp nén xz; {_UNPACK}"),
    (b"MSCF", f"tệp nén CAB; {_UNPACK}"),
    (b"\x78\x9f\x3e\x22", "tệp winmail.dat của Outlook (TNEF), tệp đính kèm nằm bên trong; "
     "hãy gửi lại thư ở dạng HTML hoặc văn bản thuần, kèm tệp Excel (.xlsx)"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", f"lối tắt của Windows (.lnk), không chứa số liệu; {_ITSELF}"),
    (b"!BDN", f"kho thư Outlook (.pst); {_MAILS}"),
    (b"SQLite format 3\x00", f"tệp cơ sở dữ liệu SQLite; {_SAVE}"),
    (b"\x00\x01\x00\x00Standard ", f"tệp cơ sở dữ liệu Access; {_SAVE}"),
    (b"\x00\x00\x1a\x00", f"bảng tính Lotus 1-2-3; {_SAVE}"),
    (b"\x00\x00\x02\x00\x06\x04", f"bảng tính Lotus 1-2-3; {_SAVE}"),
)  # fmt: skip
# The first characters of a text → what the file is.
_TEXTS: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(pattern, re.I), words)
    for pattern, words in (
        (rb"ID;P[^\r\n]*\r?\n(?:[A-Z]{1,3};|E\b)", f"bảng tính SYLK (.slk); {_SAVE}"),
        (rb"TABLE\r?\n0,1\r?\n", f"bảng tính DIF (.dif); {_SAVE}"),
        (rb"BEGIN:VCARD", f"danh thiếp điện tử (.vcf); {_CARD}"),
        (rb"BEGIN:VCALENDAR", f"lịch hẹn (.ics); {_CARD}"),
        (rb"From [^\r\n]*\d{2}:\d{2}[^\r\n]*\d{4}[^\r\n]*\r?\n[\w-]+:", f"hộp thư (.mbox) gồm nhiều thư; {_MAILS}"),
        (rb"\[(?:InternetShortcut|\{000214A0)", f"lối tắt tới một trang trên mạng, không chứa số liệu; {_SAVE}"),
        (rb"\{\s*\"(?:url|doc_id|docId|resource_id|email)\"\s*:",
         (
             "lối tắt tới bảng tính trên mạng (Google), không chứa số liệu; hãy chọn Tệp → Tải xuống → Microsoft "
             "Excel (.xlsx) rồi gửi lại"
         )),
        (rb"-----BEGIN PGP SIGNATURE", f"chữ ký số của thư, không phải tệp số liệu; {_ONLY_FILES}"),
        (rb"-----BEGIN (?:PGP MESSAGE|PKCS7)", f"thư mã hóa hoặc ký số, không mở được; {_SIGNED}"),
        (rb"WB\d|\xffWPC", f"tài liệu WordPerfect/Works; {_SAVE}"),
    )
)  # fmt: skip


def other_kind(data: bytes, head: bytes | None) -> str:
    """Return what a file that is not read is called and what to do with it, '' for any other. head: its first text,
    None for binary."""
    for first, words in _BYTES:
        if data.startswith(first):
            return words
    if data[:1] == b"0" and _PKCS7 in data[:64]:
        return f"chữ ký số hoặc thư ký số, mã hóa (S/MIME, .p7s, .p7m), không mở được; {_SIGNED}"
    if data[257:262] == b"ustar":
        return f"tệp nén tar; {_UNPACK}"
    if head is None:
        return ""
    text = head.lstrip()
    return next((words for pattern, words in _TEXTS if pattern.match(text)), "")


def apple_document(parts: set[bytes]) -> str:
    """Return what a document of Apple's programs is called, '' for any other zip. parts: names in it, in small
    letters."""
    new = any(p.startswith(b"index/") and p.endswith(b".iwa") for p in parts)
    old = parts & {b"index.zip", b"index.apxl", b"index.xml"} and any(
        p.startswith((b"metadata/", b"quicklook/")) for p in parts
    )
    if not (new or old):
        return ""
    return (
        "tài liệu của máy Apple (Numbers hoặc Pages); hãy mở trong Numbers, chọn Tệp → Xuất sang → Excel (.xlsx) rồi "
        "gửi lại"
    )
