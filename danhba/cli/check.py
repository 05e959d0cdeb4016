"""`danhba check`: what is wrong with files, now."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from danhba.cli.as_json import FormatOption, is_json
from danhba.cli.options import AsOfOption, ConfigOption, RegistryOption, settings_of


def check(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="TỆP", help="các tệp cần kiểm tra, hoặc thư mục chứa chúng", show_default=False),
    ],
    registry: RegistryOption = None,
    config: ConfigOption = None,
    as_of: AsOfOption = None,
    output: FormatOption = "table",
    explain: Annotated[bool, typer.Option("--explain", help="in cả bảng như đã hiểu")] = False,
) -> None:
    """Kiểm tra tệp ngay, không lưu và không công bố gì. Kết thúc với mã 1 nếu có lỗi.

    Ví dụ: danhba check phu-luc.xlsx

    Ví dụ: danhba check inbox

    Ví dụ: danhba check --format json inbox/*.xlsx
    """
    from danhba.cli.check_files import check_files

    as_json = is_json(output)
    settings = settings_of(config, registry=registry, as_of=as_of)
    raise typer.Exit(check_files(files, settings, as_json, explain))
