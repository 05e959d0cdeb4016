"""`danhba registry`: the list of who must report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def registry_check(
    folder: Annotated[Path, typer.Argument(help="thư mục danh mục, ví dụ registry/dong-thap-2021-09")],
) -> None:
    """Kiểm tra một danh mục đơn vị; kết thúc với mã 1 nếu có lỗi.

    Ví dụ: danhba registry check registry/dong-thap-2021-09
    """
    from danhba.cli.registry_lines import check_registry

    raise typer.Exit(check_registry(folder))
