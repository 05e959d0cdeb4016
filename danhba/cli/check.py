"""`danhba check`: what is wrong with files, now."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from danhba.cli.options import AsOfOption, ConfigOption, RegistryOption, Stop, settings_of


def check(
    files: Annotated[list[Path], typer.Argument(help="các tệp cần kiểm tra", show_default=False)],
    registry: RegistryOption = None,
    config: ConfigOption = None,
    as_of: AsOfOption = None,
    output: Annotated[str, typer.Option("--format", help="table hoặc json")] = "table",
    explain: Annotated[bool, typer.Option("--explain", help="in cả bảng như đã hiểu")] = False,
) -> None:
    """Kiểm tra tệp ngay, không lưu và không công bố gì. Kết thúc với mã 1 nếu có lỗi.

    Ví dụ: danhba check phu-luc.xlsx

    Ví dụ: danhba check --format json inbox/*.xlsx
    """
    from danhba.cli.check_files import check_files

    if output not in ("table", "json"):
        raise Stop(f"--format “{output}” không có; dùng table hoặc json.", 2)
    settings = settings_of(config, registry=registry, as_of=as_of)
    raise typer.Exit(check_files(files, settings, output == "json", explain))
