"""A4 posters as SVG: a district's hotlines with a QR code that leads to the public page, or dials the district."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import segno

from danhba.registry import Registry

_WIDTH, _HEIGHT = 210, 297


def poster_svg(
    code: str, entries: Sequence[Mapping[str, str]], registry: Registry, publication: str, address: str
) -> bytes:
    """Return the poster of one unit and those below it. entries: the published directory; address: of the public page, '' none."""
    own = next((e for e in entries if e["unit_code"] == code), None)
    below = [e for e in entries if e["parent_code"] == code]
    name = registry.full_name(code)
    two = len(below) > 16
    rows = -(-len(below) // 2) if two else len(below)
    step = min(11.0, 178 / max(rows, 1))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}mm" height="{_HEIGHT}mm" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        'font-family="Arial, Liberation Sans, sans-serif">',
        f"<title>Đường dây nóng {escape(name)}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/><rect width="{_WIDTH}" height="34" fill="#7a0c0c"/>',
        '<text x="105" y="15" text-anchor="middle" font-size="11" font-weight="700" fill="#fff">ĐƯỜNG DÂY NÓNG</text>',
        f'<text x="105" y="28" text-anchor="middle" font-size="9" fill="#fff">{escape(name.upper())}</text>',
    ]
    target = address or (f"tel:{own['phone_e164']}" if own else "")
    if target:
        parts.append(_qr(target, 152, 40, 44))
        words = "Quét mã để mở danh bạ" if address else "Quét mã để gọi"
        parts.append(f'<text x="174" y="90" text-anchor="middle" font-size="4.2">{words}</text>')
    if own:
        parts.append('<text x="14" y="52" font-size="6">Cấp huyện</text>' if below else "")
        parts.append(f'<text x="14" y="68" font-size="16" font-weight="700">{escape(_shown(own))}</text>')
    parts.append('<text x="14" y="84" font-size="5">Khẩn cấp: công an 113 · cháy 114 · cấp cứu 115</text>')
    for i, entry in enumerate(below):
        x = 14 + (i // rows) * 94 if two else 14
        y = 100 + (i % rows) * step
        width = 88 if two else 182
        size = min(5.2, step * 0.6)
        label = entry["name"] if len(entry["name"]) < (24 if two else 50) else entry["name"][: 22 if two else 48] + "…"
        parts.append(
            f'<line x1="{x}" y1="{y + step * 0.35:.1f}" x2="{x + width}" y2="{y + step * 0.35:.1f}" stroke="#bbb" stroke-width=".2"/>'
        )
        parts.append(f'<text x="{x}" y="{y:.1f}" font-size="{size:.1f}">{escape(label)}</text>')
        parts.append(
            f'<text x="{x + width}" y="{y:.1f}" font-size="{size:.1f}" font-weight="700" text-anchor="end">{escape(_shown(entry))}</text>'
        )
    parts.append(
        f'<text x="105" y="291" text-anchor="middle" font-size="3.4" fill="#333">Danh bạ {escape(registry.name)}, công bố {escape(publication)}</text></svg>'
    )
    return "".join(parts).encode("utf-8")


def _shown(entry: Mapping[str, str]) -> str:
    return entry["phone"] + (f" máy lẻ {entry['extension']}" if entry["extension"] else "")


def _qr(text: str, x: float, y: float, size: float) -> str:
    matrix = segno.make(text, error="m").matrix
    unit = size / (len(matrix) + 8)
    path = "".join(
        f"M{x + (c + 4) * unit:.2f} {y + (r + 4) * unit:.2f}h{unit:.3f}v{unit:.3f}h-{unit:.3f}z"
        for r, row in enumerate(matrix)
        for c, dark in enumerate(row)
        if dark
    )
    return f'<rect x="{x}" y="{y}" width="{size}" height="{size}" fill="#fff"/><path d="{path}" fill="#000"/>'
