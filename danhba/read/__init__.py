"""read: bytes to grids, one a sheet. A file format is one module with `grids(data, stem)`; the kind comes from the
bytes."""

from __future__ import annotations

import importlib

from danhba.model.grid import Grid, ReadError
from danhba.model.submission import stem_of
from danhba.read.kind import Kind, kind_of
from danhba.read.sheet_frame import without_frame

# kind → module with `grids(data: bytes, stem: str) -> list[Grid]`, imported when first needed.
_READERS = {
    Kind.WORKBOOK: "danhba.read.workbook",
    Kind.OLE_WORKBOOK: "danhba.read.workbook",
    Kind.TEXT: "danhba.read.delimited",
    Kind.HTML: "danhba.read.html",
    Kind.MAIL_BODY: "danhba.read.html",
    Kind.FLAT_ODS: "danhba.read.opendocument",
    Kind.SPREADSHEET_XML: "danhba.read.spreadsheetml",
    Kind.WORD: "danhba.read.word",
}

EVIDENCE = {
    Kind.PDF: "tài liệu PDF",
    Kind.IMAGE: "hình ảnh",
    Kind.VIDEO: "đoạn phim",
    Kind.SOUND: "bản ghi âm",
    Kind.OLD_WORD: "văn bản Word",
    Kind.WORD: "văn bản Word không có biểu mẫu",
}


def read_grids(data: bytes, kind: Kind, source_file: str) -> list[Grid]:
    """Return the grids of a file that holds tables. Raises ReadError with the finding's code when it cannot be read."""
    module = importlib.import_module(_READERS[kind])
    stem = stem_of(source_file.replace("!/", "/"))
    try:
        grids: list[Grid] = module.grids(data, stem)
    except ReadError:
        raise
    except (KeyboardInterrupt, SystemExit):
        raise
    except MemoryError as error:
        raise ReadError("file_too_large", "không đủ bộ nhớ để đọc") from error
    except BaseException as error:  # a reader's panic is no Exception
        raise ReadError("file_corrupt", "cấu trúc tệp không đọc được") from error
    return [without_frame(grid) for grid in grids]


__all__ = ["EVIDENCE", "Kind", "kind_of", "read_grids"]
