"""The marked copy: the unit's own sheet as it was read, newly written, with the cells to mend coloured and commented.

It looks as the unit made it (own_look). No formula, macro or link of the original comes along; the original lies
untouched in the archive. Mended and sent back, it is read as a return: a hidden mark names its sender, comments are not
data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from danhba.identify.mark import Mark, write_mark
from danhba.model.grid import Grid, Merge, Place, address, cell_text
from danhba.output.cells import cell
from danhba.output.labels import FINDINGS_HEADS, FINDINGS_SHEET
from danhba.output.office import fixed_times
from danhba.output.row_height import row_height
from danhba.report.lines import examples
from danhba.report.own_look import Look

_COLUMNS = ("STT", "Tên", "Ô", "Điều đang ghi", *FINDINGS_HEADS, "Mức", "Mã")
_WIDTHS = (5, 20, 7, 20, 44, 44, 10, 15)  # fit across A4, lying, in letters of 9 points
_FONT, _SIZE, _NARROW = (
    "Times New Roman",
    12,
    1.17,
)  # a line holds so many more of its letters than columns are measured in
_HEAD = 2  # row of the list's heads, below what to do
_FILLS = {"error": PatternFill("solid", fgColor="F8C9C4"), "warning": PatternFill("solid", fgColor="FFE9A8")}
_WORDS = {"error": "Lỗi", "warning": "Cần xem lại", "info": "Ghi nhận"}
_SIDE = Side(style="thin", color="BBBBBB")
_MOST_CELLS = 100_000
_MOST_HIDDEN = 1024  # columns
_MOST_LOOKED_AT = 50  # cells of a row
_MOST_MERGES, _MOST_MERGED = 2000, 400_000  # areas, and cells in them


def marked_copy(
    grids: Sequence[Grid],
    lines: Sequence[dict[str, str]],
    mark: Mark | None,
    as_of: dt.datetime,
    looks: Mapping[str, Look] | None = None,
) -> bytes:
    """Return the workbook.

    lines: the open findings of the file, as in findings.csv; mark: its sender's, None unknown; looks: how the unit's
    sheets look (own_look).
    """
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    at: dict[tuple[str, str], list[dict[str, str]]] = {}
    for line in examples(lines):
        if line["cell"] and line["severity"] in _FILLS:
            at.setdefault((line["sheet"], line["cell"]), []).append(line)
    titles: dict[str, str] = {}
    cells = 0
    for grid in grids:
        cells += sum(len(r) for r in grid.rows)
        if cells > _MOST_CELLS or (not grid.visible and not any(s == grid.name for s, _ in at)):
            continue
        sheet = book.create_sheet(_title(grid.name, book.sheetnames))
        titles[grid.name] = sheet.title
        _copy(sheet, grid, at)
        if (look := (looks or {}).get(grid.name)) is not None:
            _dress(sheet, grid, look, {where for name, where in at if name == grid.name})
    listed = book.create_sheet(_title(FINDINGS_SHEET, book.sheetnames))
    widths = {name: min(book[title].max_column, _MOST_LOOKED_AT) for name, title in titles.items()}
    for sheet_name, where, row in _findings(listed, lines, titles):
        place = _leading(book[titles[sheet_name]], where, widths[sheet_name])
        if place is not None and place.hyperlink is None:  # the first of several
            back = f"'{listed.title}'!A{row}"
            place.hyperlink = Hyperlink(ref=place.coordinate, location=back, tooltip="Xem vì sao chưa được và cách sửa")
    if mark:
        write_mark(book, mark)
    book.properties.creator = "danhba"
    out = BytesIO()
    book.save(out)
    return fixed_times(out.getvalue(), as_of)


def _title(name: str, taken: Sequence[str]) -> str:
    safe = "".join("_" if c in "[]:*?/\\'" or c < " " else c for c in cell(name))[:28].strip() or "Trang"
    title, n = safe, 2
    while title.lower() in {t.lower() for t in taken}:
        title, n = f"{safe} {n}", n + 1
    return title


def _copy(sheet: Any, grid: Grid, at: dict[tuple[str, str], list[dict[str, str]]]) -> None:
    widths: dict[int, int] = {}
    styles: dict[bool, Any] = {}
    for r, row in enumerate(grid.rows):
        alone = sum(v is not None for v in row) == 1
        for c, value in enumerate(row):
            if value is None:
                continue
            place = sheet.cell(grid.top + r + 1, grid.left + c + 1)
            text = cell_text(value)
            place.value, place.data_type = cell(text), "s"
            if alone not in styles:
                place.number_format, place.alignment = "@", Alignment(wrap_text=not alone, vertical="top")
                styles[alone] = place._style
            place._style = copy(styles[alone])  # to look a style up costs ten times what the cell does
            if not alone:
                widths[grid.left + c] = max(widths.get(grid.left + c, 8), *(len(part) for part in text.split("\n")))
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column + 1)].width = min(width + 3, 55)
    for r1, c1, r2, c2 in _harmless(grid, {where for name, where in at if name == grid.name}):
        sheet.merge_cells(start_row=r1 + 1, start_column=c1 + 1, end_row=r2 + 1, end_column=c2 + 1)
    sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.fitToHeight = 9, "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for (name, where), found in at.items():
        if name != grid.name:
            continue
        place = sheet[where]
        worst = "error" if any(f["severity"] == "error" for f in found) else "warning"
        place.fill = _FILLS[worst]
        place.number_format = "@"
        said = "\n\n".join(f"{_WORDS[f['severity']]}: {f['message']}\nCách sửa: {f['hint']}" for f in found)
        comment = Comment(cell(said[:4000]), "danhba")
        comment.width, comment.height = 380, 60 + 70 * len(found)
        place.comment = comment


def _leading(sheet: Any, where: str, width: int) -> Any:
    """Return the cell that leads to the finding at a place: itself, or of an empty one the first in its row that holds
    something. width: of the sheet, which openpyxl counts over all its cells.

    Programs write the address of a link into an empty cell, which would come back as the unit's answer.
    """
    place = sheet[where]
    row = (sheet.cell(place.row, column) for column in range(1, width + 1))
    return next((c for c in (place, *row) if c.value not in (None, "") and not isinstance(c, MergedCell)), None)


def _dress(sheet: Any, grid: Grid, look: Look, marked: set[str]) -> None:
    """Give a sheet the look of the unit's own. A cell to mend keeps its colour; what is hidden stays hidden, for it was
    not read."""
    known: dict[int, Any] = {}
    last = grid.top + len(grid.rows) + 2
    right = grid.left + max(map(len, grid.rows), default=0) + 2
    for (row, column), style in look.cells.items():
        if row > last or column > right:
            continue  # a cell without a value may stand at any address, also where no sheet reaches
        place = sheet.cell(row, column)
        if isinstance(place, MergedCell):
            place.border = style.border
            continue
        if address(row - 1, column - 1) in marked:
            place.font, place.border = style.font, style.border
            if style.alignment is not None:
                place.alignment = style.alignment
            continue
        if id(style) in known:
            place._style = copy(known[id(style)])
            continue
        place.font, place.border, place.number_format = style.font, style.border, "@"
        if style.fill is not None:
            place.fill = style.fill
        place.alignment = style.alignment or Alignment(vertical="bottom")
        known[id(style)] = place._style
    for column, width in look.widths.items():
        if column <= right:
            sheet.column_dimensions[get_column_letter(column)].width = width
    for row, height in look.heights.items():
        if row <= last:
            sheet.row_dimensions[row].height = height
    for row in grid.hidden_rows:
        if row < last:
            sheet.row_dimensions[row + 1].hidden = True
    for column in grid.hidden_columns:
        if column < _MOST_HIDDEN:
            sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
    for name, value in look.page.items():
        setattr(sheet.page_setup, name, value)
    for name, inches in look.margins.items():
        setattr(sheet.page_margins, name, inches)
    # A unit that said nothing of how its sheet fits a page gets it as wide as one: no column is cut off on paper.
    fits = look.fit is not None or "scale" not in look.page
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=fits)
    if look.fit is not None:
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = look.fit
    if look.frozen:
        sheet.freeze_panes = look.frozen
    if look.titles:
        sheet.print_title_rows = look.titles


def _harmless(grid: Grid, marked: set[str]) -> list[Merge]:
    """Return the merged areas that cover nothing: no value, no cell to mend (it takes a comment), no other area (no
    office opens that)."""
    held = {
        (grid.top + r, grid.left + c) for r, row in enumerate(grid.rows) for c, v in enumerate(row) if v is not None
    }
    out: list[Merge] = []
    taken: set[Place] = set()
    for r1, c1, r2, c2 in grid.merges[:_MOST_MERGES]:
        size = (r2 - r1 + 1) * (c2 - c1 + 1)
        if min(r1, c1) < 0 or not 1 < size <= 10_000 or len(taken) + size > _MOST_MERGED:
            continue
        area = [(r, c) for r in range(r1, r2 + 1) for c in range(c1, c2 + 1)]
        if taken.isdisjoint(area) and not any(p in held or address(*p) in marked for p in area[1:]):
            taken.update(area)
            out.append((r1, c1, r2, c2))
    return out


def _findings(sheet: Any, lines: Sequence[dict[str, str]], titles: dict[str, str]) -> Iterator[tuple[str, str, int]]:
    """Write the list of what to mend; yield (sheet of the file, cell, row of the list) of what stands at a cell."""
    how = (
        "Sửa các ô tô màu ở các trang tính bên trái rồi lưu và gửi chính tệp này. Bấm vào địa chỉ ở cột “Ô” để "
        "đến ô cần sửa; "
        "bấm vào ô tô màu để trở lại đây."
    )
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(_COLUMNS))
    first = sheet.cell(1, 1, how)
    first.font, first.alignment = Font(name=_FONT, size=_SIZE, bold=True), Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[1].height = row_height([(how, sum(_WIDTHS) * _NARROW)], _SIZE)
    for column, (title, width) in enumerate(zip(_COLUMNS, _WIDTHS, strict=True), start=1):
        head = sheet.cell(_HEAD, column, title)
        head.font, head.fill = Font(name=_FONT, size=_SIZE, bold=True), PatternFill("solid", fgColor="DDE7F0")
        head.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[_HEAD].height = row_height(zip(_COLUMNS, _WIDTHS, strict=True), _SIZE)
    order = {"error": 0, "warning": 1, "info": 2}
    told = sorted(examples(lines), key=lambda f: order[f["severity"]])
    style: Any = None
    for number, line in enumerate(told, start=1):
        row = _HEAD + number
        values = (
            str(number), line["unit_name"], line["cell"] or "cả tệp", line["raw"], line["message"], line["hint"],
            _WORDS[line["severity"]],
            line["code"],
        )  # fmt: skip
        for column, value in enumerate(values, start=1):
            place = sheet.cell(row, column, cell(value))
            if style is None:
                place.number_format, place.font = "@", Font(name=_FONT, size=_SIZE)
                place.alignment, place.border = Alignment(wrap_text=True, vertical="top"), Border(bottom=_SIDE)
                style = place._style
            place.data_type, place._style = "s", copy(style)
        widths = (w * _NARROW for w in _WIDTHS)
        sheet.row_dimensions[row].height = row_height(zip(values, widths, strict=True), _SIZE)
        if line["cell"] and line["sheet"] in titles:
            if line["severity"] in _FILLS:
                yield line["sheet"], line["cell"], row
            link = sheet.cell(row, 3)
            link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{titles[line['sheet']]}'!{line['cell']}")
            link.font = Font(name=_FONT, size=_SIZE, underline="single", color="0A4A8F")
        if line["severity"] in _FILLS:
            sheet.cell(row, 7).fill = _FILLS[line["severity"]]
    sheet.freeze_panes = "A2"  # what to do stays in view
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheet.auto_filter.ref = f"A{_HEAD}:{address(_HEAD - 1 + len(told), len(_COLUMNS) - 1)}"
    if len(told) < len(lines):
        more = f"Còn {len(lines) - len(told)} chỗ cùng loại với các chỗ đã nêu; tất cả ghi đủ trong findings.csv."
        sheet.cell(_HEAD + len(told) + 1, 2, cell(more))
    for side in ("left", "right"):
        setattr(sheet.page_margins, side, 0.4)
    sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.fitToHeight = 9, "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
