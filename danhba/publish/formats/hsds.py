"""Open Referral HSDS."""

from __future__ import annotations

import uuid

import orjson

from danhba.publish.edition import Edition
from danhba.publish.unit_ids import _SPACE, unit_id

_HSDS_TYPES = {
    "landline": "voice",
    "mobile": "cell",
    "toll_free": "hotline",
    "premium": "hotline",
    "special": "voice",
    "short": "hotline",
}


def render_hsds(edition: Edition) -> bytes:
    """Return danh-ba.hsds.json: organizations with their phone (HSDS 3.0 organization and phone objects).

    Where a call was answered, the hotline is a service with its assured_date: HSDS has that date on services alone.
    """
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
                {
                    "id": str(uuid.uuid5(_SPACE, f"{identity}/code")),
                    "identifier_type": "unit_code",
                    "identifier": e["unit_code"],
                }
            ],
            "phones": [phone],
        }
        if day := edition.checked.get(e["unit_code"]):
            organization["services"] = [
                {
                    "id": str(uuid.uuid5(_SPACE, f"{identity}/service")),
                    "organization_id": identity,
                    "name": "Đường dây nóng",
                    "status": "active",
                    "assured_date": day,
                    "phones": [{"id": phone["id"], "number": phone["number"]}],
                }
            ]
        if e["parent_code"] in edition.registry.by_code:
            organization["parent_organization_id"] = unit_id(edition, e["parent_code"])
        organizations.append(organization)
    return orjson.dumps(organizations, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
