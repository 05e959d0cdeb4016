"""Lasting ids of units, for formats that want one."""

from __future__ import annotations

import uuid
from functools import lru_cache

from danhba.publish.edition import Edition

_SPACE = uuid.UUID("6d0f9b0e-3a53-5c57-9b6c-0c1c7d1f2a11")  # namespace of unit ids in exports


def unit_id(edition: Edition, code: str) -> str:
    """Return the id that a unit has in every export, always the same."""
    return _unit_id(edition.registry.path.name, code)


@lru_cache(maxsize=32768)
def _unit_id(registry: str, code: str) -> str:
    return str(uuid.uuid5(_SPACE, f"{registry}/{code}"))
