"""What lets a machine trust the files: the JSON Schema of danh-ba.json, and datapackage.json (Frictionless Data Package)."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from danhba.moments import utc
from danhba.publish.changes import CHANGE_COLUMNS
from danhba.publish.edition import Edition
from schemas.columns import DIRECTORY_COLUMNS, KINDS

_DESCRIPTIONS = {
    "tier": "section of the form: A agency, B district level, C commune level",
    "unit_code": "code of the unit in the registry",
    "name": "name of the unit in the registry",
    "parent_code": "code of the unit above",
    "parent_name": "name of the unit above",
    "phone": "the number as printed",
    "phone_e164": "+84…, or the bare code of a service number",
    "extension": "extension, digits",
    "phone_kind": "kind of number",
    "note": "the row's note, unless withheld",
    "status": "current, or kept while a newer return is in error",
    "source_file": "file that the number was read from",
    "source_sheet": "its sheet",
    "source_cell": "its cell",
    "submission": "id of the receipt",
    "received_at": "when it was received (UTC)",
}
_REQUIRED = {"tier", "unit_code", "name", "phone", "phone_e164", "phone_kind", "status", "source_file", "submission", "received_at"}
_PATTERNS = {"phone": r"^\d[\d ]+\d$", "phone_e164": r"^(\+84\d{6,10}|1\d{3})$", "extension": r"^\d{0,5}$"}
_ENUMS = {"phone_kind": list(KINDS), "status": ["current", "kept"]}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of danh-ba.json."""
    properties: dict[str, Any] = {}
    for name in DIRECTORY_COLUMNS:
        rule: dict[str, Any] = {"type": "string" if name in _REQUIRED else ["string", "null"], "description": _DESCRIPTIONS[name]}
        if name in _PATTERNS:
            rule["pattern"] = _PATTERNS[name]
        if name in _ENUMS:
            rule["enum"] = _ENUMS[name]
        properties[name] = rule
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "danh-ba.json",
        "type": "object",
        "required": ["publication", "as_of", "province", "registry", "letter", "count", "entries"],
        "additionalProperties": False,
        "properties": {
            "publication": {"type": "string", "pattern": r"^\d{8}T\d{6}Z-[0-9a-f]{8}$"},
            "as_of": {"type": "string", "format": "date-time"},
            "province": {"type": "string"},
            "registry": {"type": "string"},
            "letter": {"type": "string"},
            "count": {"type": "integer", "minimum": 0},
            "entries": {
                "type": "array",
                "items": {"type": "object", "required": list(DIRECTORY_COLUMNS), "additionalProperties": False, "properties": properties},
            },
        },
    }


def render_schema(edition: Edition) -> bytes:
    """Return danh-ba.schema.json."""
    del edition
    return (json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n").encode()


def render_datapackage(edition: Edition, files: dict[str, bytes]) -> bytes:
    """Return datapackage.json over the tables of a publication (name → bytes)."""
    resources = []
    for name, columns, key in (("danh-ba.csv", DIRECTORY_COLUMNS, "unit_code"), ("thay-doi.csv", CHANGE_COLUMNS, "unit_code")):
        data = files[name]
        resources.append(
            {
                "name": name.removesuffix(".csv"),
                "path": name,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8-sig",
                "bytes": len(data),
                "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n"},
                "schema": {"fields": [_field(c) for c in columns], "primaryKey": key, "missingValues": [""]},
            }
        )
    document = {
        "name": f"danh-ba-{edition.registry.path.name}".lower(),
        "title": f"Danh bạ đường dây nóng {edition.registry.name}",
        "version": edition.id,
        "created": utc(edition.as_of),
        "profile": "tabular-data-package",
        "resources": resources,
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _field(name: str) -> dict[str, Any]:
    out: dict[str, Any] = {"name": name, "type": "string"}
    if name in _DESCRIPTIONS:
        out["description"] = _DESCRIPTIONS[name]
    if name in _ENUMS:
        out["constraints"] = {"enum": _ENUMS[name]}
    return out
