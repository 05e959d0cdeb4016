"""danh-ba.schema.json."""

from __future__ import annotations

import json
from typing import Any

from danhba.publish.edition import Edition
from schemas.tables import DIRECTORY


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of danh-ba.json."""
    properties: dict[str, Any] = {}
    for field in DIRECTORY.fields:
        rule: dict[str, Any] = {
            "type": "string" if field.required else ["string", "null"],
            "description": field.description,
        }
        if field.pattern:
            rule["pattern"] = field.pattern
        if field.choices:
            rule["enum"] = [*field.choices] if field.required else [*field.choices, None]
        properties[field.name] = rule
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
                "items": {
                    "type": "object",
                    "required": list(DIRECTORY.columns),
                    "additionalProperties": False,
                    "properties": properties,
                },
            },
        },
    }


def render_schema(edition: Edition) -> bytes:
    """Return danh-ba.schema.json."""
    del edition
    return (json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n").encode()
