"""An entry that the gate refuses is taken out of the directory, and its row says why."""

from __future__ import annotations

from collections.abc import Mapping

from danhba.registry import Registry
from danhba.resolve.outcome import Resolution
from danhba.resolve.remarks import add_remark

REFUSED = "entry_refused"


def withhold(resolution: Resolution, refused: Mapping[str, str], registry: Registry) -> None:
    """Take the entries of refused units (code → why) out of a resolution: never published, whatever was read."""
    if not refused:
        return
    resolution.entries = [e for e in resolution.entries if e["unit_code"] not in refused]
    for code, why in refused.items():
        standing = resolution.standings.get(code)
        if standing is None or standing.winner is None:
            continue
        told: dict[str, object] = {"number": standing.winner.shown, "unit": registry.full_name(code), "detail": why}
        add_remark(resolution, standing.winner, REFUSED, told)
        standing.winner, standing.state, standing.reason = None, "error", REFUSED
