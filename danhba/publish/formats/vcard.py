"""The directory as contact cards (vCard 4.0, RFC 6350) and as Open Referral HSDS 3 organizations."""

from __future__ import annotations

from danhba.publish.edition import Edition
from danhba.publish.unit_ids import unit_id


def render_vcf(edition: Edition) -> bytes:
    """Return danh-ba.vcf: one card a unit."""
    lines: list[str] = []
    for e in edition.entries:
        full = edition.registry.full_name(e["unit_code"])
        dial = f"tel:{e['phone_e164']}" + (f";ext={e['extension']}" if e["extension"] else "")
        lines += [
            "BEGIN:VCARD",
            "VERSION:4.0",
            "KIND:org",
            f"UID:urn:uuid:{unit_id(edition, e['unit_code'])}",
            f"FN:{_escape('Đường dây nóng ' + full)}",
            f"ORG:{_escape(full)}",
            f'TEL;VALUE=uri;TYPE="{"cell" if e["phone_kind"] == "mobile" else "voice"},work":{dial}',
            f"CATEGORIES:{_escape('Đường dây nóng')}",
            f"NOTE:{_escape(e['note'])}" if e["note"] else "",
            f"REV:{e['received_at'].replace('-', '').replace(':', '')}",
            "END:VCARD",
        ]
    return "".join(_fold(line) for line in lines if line).encode("utf-8")


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")


def _fold(line: str) -> str:
    """Return a content line with CRLF, folded at 75 octets without cutting a letter."""
    if len(line.encode()) <= 75:
        return line + "\r\n"
    out, size = [""], 0
    for char in line:
        octets = len(char.encode())
        if size + octets > 75:
            out.append(" ")
            size = 1
        out[-1] += char
        size += octets
    return "\r\n".join(out) + "\r\n"
