"""Workbooks (.xlsx .xlsm .xlsb .xls .ods) through calamine: values, addresses, merges, visibility. Nothing is run."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from danhba.model.grid import Cell, Grid, ReadError
from danhba.read.beside import speaks_beside
from danhba.read.extent import refuse_far_cells
from danhba.read.limits import limits_in_force
from danhba.read.workbook_looks import as_shown


def grids(data: bytes, stem: str) -> list[Grid]:
    """Return every worksheet that has cells, in workbook order."""
    del stem
    try:
        return _grids(data)
    except PasswordError:
        return _grids(_unlocked(data))
    except CalamineError as error:
        if data[:2] == b"PK":
            raise ReadError("file_corrupt", "bảng tính không mở được") from error
        return _grids(_unlocked(data))


def _grids(data: bytes) -> list[Grid]:
    if data[:2] == b"PK":
        refuse_far_cells(data)
    workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    out = []
    cells = 0
    most = limits_in_force()
    if len(workbook.sheets_metadata) > most.sheets:
        raise ReadError("file_too_large", f"bảng tính có hơn {most.sheets} trang")
    for meta in workbook.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(meta.name)
        start = sheet.start
        if start is None:
            continue
        cells += sheet.height * sheet.width
        if cells > most.cells:
            raise ReadError("file_too_large", f"bảng tính có hơn {most.cells:,} ô".replace(",", "."))
        rows: list[list[Cell]] = [[v or (None if v == "" else v) for v in row] for row in sheet.to_python()]
        merges = [(a[0], a[1], b[0], b[1]) for a, b in sheet.merged_cell_ranges or ()]
        out.append(Grid(meta.name, rows, start[0], start[1], merges, meta.visible == SheetVisibleEnum.Visible))
    return _as_shown(out, data)


def _as_shown(out: list[Grid], data: bytes) -> list[Grid]:
    """Return the sheets with what they hide told apart. Of .xlsb only values are read; of .xls, see workbook_97."""
    if not out:
        return out
    if data[:2] != b"PK":
        from danhba.read import workbook_97

        return workbook_97.as_shown(out, data)
    if b"opendocument" not in data[:120]:
        return as_shown(out, data)
    from danhba.read.opendocument import hidden_parts

    looks = hidden_parts(data)
    return [_laid_over(grid, looks[grid.name]) if grid.name in looks else grid for grid in out]


def _laid_over(grid: Grid, looks: Grid) -> Grid:
    """Return an OpenDocument sheet with what its own text hides: struck cells, other digits than the number holds."""
    rows = [list(row) for row in grid.rows]
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            r, c = grid.top + i, grid.left + j
            seen = looks.rows[r][c] if r < len(looks.rows) and c < len(looks.rows[r]) else None
            if (
                (r, c) in looks.unseen
                or (isinstance(value, int | float) and isinstance(seen, str))
                or speaks_beside(seen)
            ):
                row[j] = seen
    return replace(
        grid, rows=rows, hidden_rows=looks.hidden_rows, hidden_columns=looks.hidden_columns, unseen=looks.unseen
    )


def _unlocked(data: bytes) -> bytes:
    """Return a workbook that is only protected with Office's default password; say encrypted or broken otherwise."""
    import msoffcrypto

    try:
        office = msoffcrypto.OfficeFile(BytesIO(data))
        encrypted = office.is_encrypted()
    except Exception as error:
        raise ReadError("file_corrupt", "tệp Excel bị cắt cụt hoặc hỏng") from error
    if not encrypted:
        raise ReadError("file_corrupt", "bảng tính không mở được")
    out = BytesIO()
    try:
        office.load_key(password="VelvetSweatshop")
        office.decrypt(out)
    except Exception as error:
        raise ReadError("file_encrypted", "có mật khẩu mở tệp") from error
    return out.getvalue()
