"""What lets a machine trust the files: the JSON Schema of danh-ba.json, and datapackage.json (Frictionless Data Package)."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from danhba.publish.changes import CHANGE_COLUMNS
from danhba.publish.edition import Edition
from danhba.vietnamese.dates import utc
from schemas.tables import _DESCRIPTIONS, _ENUMS, DIRECTORY_COLUMNS


def render_datapackage(edition: Edition, files: dict[str, bytes]) -> bytes:
    """Return datapackage.json over the tables of a publication (name → bytes)."""
    resources = []
    for name, columns, key in (
        ("danh-ba.csv", DIRECTORY_COLUMNS, "unit_code"),
        ("thay-doi.csv", CHANGE_COLUMNS, "unit_code"),
    ):
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
