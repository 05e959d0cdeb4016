"""A4 posters as SVG: a district's hotlines and 1022, of what day, which communes have no number yet, and a QR code that
opens the page or dials."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from html import escape

import segno

from danhba.publish.reservations import reservations
from danhba.registry import Registry, Unit
from danhba.vietnamese.dates import clock_and_date

_WIDTH, _HEIGHT = 210, 297
_TOP, _FOOT = 104.0, 279.0  # mm, between which the communes stand
_NOTHING = "Đơn vị “{name}” và các đơn vị trực thuộc chưa có số nào được công bố, nên không có gì để in thành áp phích."


def poster_svg(
    code: str, entries: Sequence[Mapping[str, str]], registry: Registry, publication: str, address: str
) -> bytes:
    """Return the poster of one unit and those below it. entries: the published directory; address: of the public page,
    '' none.

    publication: its id, whose first letters are its day. Raises ValueError with one line where no number is to be
    shown.
    """
    by_code = {e["unit_code"]: e for e in entries}
    own = by_code.get(code)
    below = [u for u in registry.units if u.parent == code]
    if own is None and not any(u.code in by_code for u in below):
        raise ValueError(_NOTHING.format(name=registry.full_name(code)))
    name = registry.full_name(code)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}mm" height="{_HEIGHT}mm" viewBox="0 0 {_WIDTH} '
        f'{_HEIGHT}" '
        'font-family="Arial, Liberation Sans, sans-serif">',
        f"<title>Đường dây nóng {escape(name)}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/><rect width="{_WIDTH}" height="36" fill="#0b4a8f"/>',
        _text(105, 9, 4.2, registry.organ, anchor="middle", fill="#fff"),
        _text(105, 20, 10, "ĐƯỜNG DÂY NÓNG", anchor="middle", bold=True, fill="#fff"),
        _text(105, 31, 8.5, name.upper(), anchor="middle", fill="#fff"),
    ]
    target = address or (f"tel:{own['phone_e164']}" if own else "")
    if target:
        parts.append(_qr(target, 154, 41, 42))
        parts.append(_text(175, 88, 4, "Quét mã để mở danh bạ" if address else "Quét mã để gọi", anchor="middle"))
    parts.append(_text(14, 50, 5.5, name))
    if own:
        parts.append(_text(14, 64, 15, _shown(own), bold=True))
        if kept := reservations(own, registry):
            parts.append(_text(14, 70, 3.8, _large("; ".join(kept))))
    else:
        parts.append(_text(14, 62, 7, "Chưa có số"))
    if registry.help_line:
        parts.append(_text(14, 80, 5.5, "Không biết gọi ai, hoặc gọi không được:"))
        parts.append(_text(116, 80, 8.5, registry.help_line, bold=True))
    parts.append(_text(14, 89, 5, "Khẩn cấp: công an 113 · cháy 114 · cấp cứu 115"))
    parts += _list(below, by_code, registry)
    day = _day(publication)
    of = f"Số liệu đến {day}. " if day else ""
    parts.append(_text(105, 286, 3.6, f"{of}Chịu trách nhiệm: {registry.responsible}.", anchor="middle"))
    parts.append(_text(105, 291.5, 3, f"Mã công bố {publication}", anchor="middle", fill="#333"))
    return ("".join(parts) + "</svg>").encode("utf-8")


def _list(units: Sequence[Unit], by_code: Mapping[str, Mapping[str, str]], registry: Registry) -> list[str]:
    """Return the lines of the units below: name, number or "chưa có số", what is said with a number."""
    two = len(units) > 16
    rows = -(-len(units) // 2) if two else len(units)
    step = min(11.0, (_FOOT - _TOP) / max(rows, 1))
    width, size = (88, min(5.0, step * 0.55)) if two else (182, min(5.6, step * 0.6))
    out = []
    for i, unit in enumerate(units):
        x, y = 14 + (i // rows) * 94 if two else 14, _TOP + (i % rows) * step
        entry = by_code.get(unit.code)
        most = 22 if two else 48
        name = unit.name if len(unit.name) <= most + 2 else unit.name[:most] + "…"
        under = y + step * 0.38
        out.append(
            f'<line x1="{x}" y1="{under:.1f}" x2="{x + width}" y2="{under:.1f}" stroke="#bbb" stroke-width=".2"/>'
        )
        out.append(_text(x, y, size, name))
        if entry is None:
            out.append(_text(x + width, y, size * 0.85, "chưa có số", anchor="end", fill="#444"))
            continue
        out.append(_text(x + width, y, size, _shown(entry), anchor="end", bold=True))
        if kept := reservations(entry, registry):
            out.append(_text(x, y + step * 0.3, min(3.0, step * 0.28), _large("; ".join(kept)), fill="#444"))
    return out


def _text(
    x: float, y: float, size: float, text: str, anchor: str = "start", bold: bool = False, fill: str = "#000"
) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y:.1f}" font-size="{size:.1f}" text-anchor="{anchor}" '
        f'fill="{fill}"{weight}>{escape(text)}</text>'
    )


def _large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _day(publication: str) -> str:
    """Return the day of a publication in Vietnam: 20210906T130000Z-1a2b3c4d is of 06/09/2021; '' for another id."""
    try:
        moment = dt.datetime.strptime(publication.partition("-")[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
    except ValueError:
        return ""
    return clock_and_date(moment)


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
