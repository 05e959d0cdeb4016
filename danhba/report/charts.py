"""Bar charts as inline SVG, readable in black and white: every state has its own pattern and its figure beside it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from danhba.report.shares import share
from schemas.situations import STATE_WORDS
from schemas.tables import STATES

WORDS = STATE_WORDS
_PATTERNS = {"published": "#1d5c35", "kept": "url(#p-kept)", "error": "url(#p-error)", "missing": "#ffffff"}
DEFINITIONS = (
    '<svg width="0" height="0" aria-hidden="true" class="definitions"><defs>'
    '<pattern id="p-kept" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" '
    'fill="#cfe6d6"/>'
    '<circle cx="3" cy="3" r="1.4" fill="#1d5c35"/></pattern>'
    '<pattern id="p-error" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>'
    '<rect width="3" height="6" fill="#a3120b"/></pattern></defs></svg>'
)


def legend() -> str:
    """Return the legend of the states."""
    parts = []
    for state in STATES:
        swatch = (
            f'<svg width="18" height="12" aria-hidden="true"><rect width="17" height="11" x=".5" y=".5" '
            f'fill="{_PATTERNS[state]}" stroke="#333"/></svg>'
        )
        parts.append(f"<span>{swatch} {WORDS[state]}</span>")
    return '<p class="legend">' + " &nbsp; ".join(parts) + "</p>"


def stacked(rows: Sequence[tuple[str, dict[str, int]]], title: str) -> str:
    """Return a chart of one bar a row, as wide as its share; the figures stand in the bar's text."""
    bar, gap, left, width = 18, 10, 210, 430
    height = len(rows) * (bar + gap) + 8
    parts = [
        f'<svg class="chart" viewBox="0 0 {left + width + 150} {height}" role="img" aria-label="{escape(title, True)}">'
    ]
    for i, (name, counts) in enumerate(rows):
        y, x = i * (bar + gap) + 4, float(left)
        total = sum(counts.values()) or 1
        label = name if len(name) < 30 else name[:28] + "…"
        parts.append(f'<text x="{left - 8}" y="{y + 14}" text-anchor="end">{escape(label)}</text>')
        for state in STATES:
            size = width * counts.get(state, 0) / total
            if size:
                parts.append(
                    f'<rect x="{x:.1f}" y="{y}" width="{size:.1f}" height="{bar}" fill="{_PATTERNS[state]}" '
                    f'stroke="#333" stroke-width=".7">'
                    f"<title>{escape(name)}: {counts.get(state, 0)} {WORDS[state]}</title></rect>"
                )
            x += size
        done = counts.get("published", 0) + counts.get("kept", 0)
        parts.append(
            f'<text x="{left + width + 8}" y="{y + 14}">{done}/{sum(counts.values())} ({share(done, total)})</text>'
        )
    return "".join(parts) + "</svg>"


def days(history: Sequence[tuple[str, dict[str, int]]]) -> str:
    """Return a chart of the days: units published (whole bars) of all units."""
    if len(history) < 2:
        return ""
    rows = [(f"{d[8:10]}/{d[5:7]}/{d[:4]}", counts) for d, counts in history[-20:]]
    return stacked(rows, "Tiến độ theo ngày")
