"""Make every picture of docs/pictures/: one function a room, each given the folder."""

from __future__ import annotations

from pathlib import Path

from tests.pictures.month import month_pictures
from tests.pictures.public import public_pictures
from tests.pictures.reports import report_pictures
from tests.pictures.workbooks import workbook_pictures

MAKERS = (public_pictures, report_pictures, workbook_pictures, month_pictures)

if __name__ == "__main__":
    folder = Path(__file__).parents[2] / "docs" / "pictures"
    for make in MAKERS:
        for path in make(folder):
            print(f"{path.name}: {path.stat().st_size // 1024} kB")
