"""How a table was understood, told line by line."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from danhba.identify.sender import evidence_words
from danhba.model.submission import Reading
from danhba.model.table import Outline
from danhba.registry import Registry
from danhba.vietnamese.text import one_line
from schemas.catalogue import CATALOGUE
from schemas.rule import PointsAt, Rule


def _clean(text: str) -> str:
    """Text of a file is shown, never obeyed: no control or bidirectional characters reach the terminal."""
    return one_line(text)


def _explain(console: Console, reading: Reading, registry: Registry) -> None:
    """Print each table as it was understood: header, columns, what each line is, which unit it speaks for."""
    for evidence in reading.submitter.evidence:
        console.print(Text(f"  căn cứ: {_clean(evidence_words(evidence, registry))}"))
    for seen in reading.outlines:
        _outline(console, seen)
    if not reading.tables and not reading.outlines:
        console.print(Text("  không nhận ra bảng nào"))
    for found in reading.tables:
        columns = ", ".join(
            f"{_FIELDS.get(f, f)} = cột {'+'.join(c)}" for f, c in found.columns.items() if f != "other"
        )
        first, last = found.header_rows
        lines = f"dòng {first}" if first == last else f"dòng {first} đến {last}"
        console.print(
            Text(f"  trang tính “{_clean(found.sheet)}”: tiêu đề ở {lines} (từ ô {found.header_cell}); {columns}")
        )
        table = RichTable(show_header=True)
        for title in ("Dòng", "Mục", "STT", "Tên trong tệp", "Hiểu là", "Ô số ghi", "Đọc thành"):
            table.add_column(title, overflow="fold")
        by_row = {int(r["row"]): r for r in reading.rows if r["sheet"] == found.sheet}
        roles = dict(found.skipped)
        stt = {r.row: r.stt for r in found.rows}
        for number in sorted(by_row.keys() & stt.keys() | roles.keys()):
            if number in by_row and number in stt:
                row = by_row[number]
                errors = [CATALOGUE[code] for code in row["errors"].split()]
                unit = registry.full_name(row["unit_code"]) or _title(errors, PointsAt.NAME)
                phone = row["phone_e164"] or _title(errors, PointsAt.PHONE)
                cells = (str(number), row["tier"], stt[number], row["name_raw"], unit, row["phone_raw"], phone)
            else:
                cells = (str(number), "", "", f"({_ROLES.get(roles[number], roles[number])})", "", "", "")
            table.add_row(*(Text(_clean(c)) for c in cells))
        console.print(table)


def _title(errors: list[Rule], place: PointsAt) -> str:
    """Return the title of the first error at a cell of the row."""
    return next((rule.title for rule in errors if rule.points_at is place), "")


def _outline(console: Console, seen: Outline) -> None:
    """Print what a sheet of another form looks like: its titles, its header, its sections and what stands below the
    table."""
    console.print(Text(f"  trang tính “{_clean(seen.sheet)}”: không phải biểu mẫu đường dây nóng"))
    for title in seen.titles:
        console.print(Text(f"    tên bảng: {_clean(title)[:150]}"))
    first, last = seen.header_rows
    if not first:
        console.print(Text("    không có dòng tiêu đề cột"))
        return
    lines = f"dòng {first}" if first == last else f"dòng {first} đến {last}"
    console.print(Text(f"    tiêu đề cột ở {lines} (từ ô {seen.header_cell}), {seen.data_rows} dòng số liệu không đọc"))
    for row, role, text in seen.lines[:40]:
        console.print(Text(f"    dòng {row}: {_ROLES.get(role, role)}: {_clean(text)[:120]}"))
    if len(seen.lines) > 40:
        console.print(Text(f"    … và {len(seen.lines) - 40} dòng khác"))


_FIELDS = {"stt": "STT", "unit": "tên đơn vị", "phone": "số điện thoại", "note": "ghi chú", "district": "huyện"}


_ROLES = {
    "section": "tiêu đề mục", "district": "tiêu đề huyện", "total": "dòng tổng cộng", "footer": "chữ ký, nơi nhận",
    "note": "ghi chú dưới bảng",
    "dots": "dòng chấm", "blank": "dòng để trống", "column_numbers": "dòng số cột", "aside": "chữ ngoài bảng",
    "merged": "dòng nối của ô gộp phía trên", "heading": "tiêu đề",
}  # fmt: skip
