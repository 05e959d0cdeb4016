"""`danhba registry`: the list of who must report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from danhba.registries import defaults


def registry_list() -> None:
    """Liệt kê các danh mục có sẵn, dùng được bằng tên với --registry.

    Ví dụ: danhba registry list
    """
    from danhba.cli.registry_lines import list_registries

    list_registries()


def registry_check(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DANH_MỤC", help=f"tên một danh mục có sẵn, hoặc thư mục, ví dụ {defaults()['registry']}"
        ),
    ],
) -> None:
    """Kiểm tra một danh mục đơn vị; kết thúc với mã 1 nếu có lỗi.

    Ví dụ: danhba registry check dong-thap-2021-09
    """
    from danhba.cli.registry_lines import check_registry

    raise typer.Exit(check_registry(folder))
