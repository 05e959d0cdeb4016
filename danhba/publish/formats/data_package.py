"""What lets a machine trust the files: the JSON Schema of danh-ba.json, and datapackage.json (Frictionless Data
Package)."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from danhba.publish.edition import Edition
from danhba.vietnamese.dates import utc
from schemas.tables import CHANGES, DIRECTORY, Field


def render_datapackage(edition: Edition, files: dict[str, bytes]) -> bytes:
    """Return datapackage.json over the tables of a publication (name → bytes)."""
    resources = []
    for table in (DIRECTORY, CHANGES):
        name = table.path.rpartition("/")[2]
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
                "schema": {
                    "fields": [_field(f) for f in table.fields],
                    "primaryKey": table.key,
                    "missingValues": [""],
                },
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


def _field(field: Field) -> dict[str, Any]:
    out: dict[str, Any] = {"name": field.name, "type": "string", "description": field.description}
    if field.choices:
        out["constraints"] = {"enum": list(field.choices)}
    return out
