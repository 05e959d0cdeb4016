"""The directory as contact cards (vCard 4.0, RFC 6350) and as Open Referral HSDS 3 organizations."""

from __future__ import annotations

import uuid
from functools import lru_cache

import orjson

from danhba.publish.edition import Edition

_SPACE = uuid.UUID("6d0f9b0e-3a53-5c57-9b6c-0c1c7d1f2a11")  # namespace of unit ids in exports
_HSDS_TYPES = {"landline": "voice", "mobile": "cell", "toll_free": "hotline", "premium": "hotline", "special": "voice", "short": "hotline"}


def unit_id(edition: Edition, code: str) -> str:
    """Return the id that a unit has in every export, always the same."""
    return _unit_id(edition.registry.path.name, code)


@lru_cache(maxsize=32768)
def _unit_id(registry: str, code: str) -> str:
    return str(uuid.uuid5(_SPACE, f"{registry}/{code}"))


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


def render_hsds(edition: Edition) -> bytes:
    """Return danh-ba.hsds.json: organizations with their phone (HSDS 3.0 organization and phone objects)."""
    organizations = []
    for e in edition.entries:
        identity = unit_id(edition, e["unit_code"])
        phone: dict[str, object] = {
            "id": str(uuid.uuid5(_SPACE, f"{identity}/phone")),
            "number": e["phone_e164"],
            "type": _HSDS_TYPES[e["phone_kind"]],
            "description": "Đường dây nóng" + (f"; {e['note']}" if e["note"] else ""),
        }
        if e["extension"]:
            phone["extension"] = int(e["extension"])
        organization: dict[str, object] = {
            "id": identity,
            "name": edition.registry.full_name(e["unit_code"]),
            "description": f"Đơn vị trong danh bạ đường dây nóng {edition.registry.name}",
            "organization_identifiers": [
                {"id": str(uuid.uuid5(_SPACE, f"{identity}/code")), "identifier_type": "unit_code", "identifier": e["unit_code"]}
            ],
            "phones": [phone],
        }
        if e["parent_code"] in edition.registry.by_code:
            organization["parent_organization_id"] = unit_id(edition, e["parent_code"])
        organizations.append(organization)
    return orjson.dumps(organizations, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
