"""`danhba check`: what is wrong with files, now."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from danhba.cli.as_json import FormatOption, is_json
from danhba.cli.options import AsOfOption, ConfigOption, RegistryOption, _err, settings_of


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
    from danhba.workers.probe import BrokenReaderError

    as_json = is_json(output)
    settings = settings_of(config, registry=registry, as_of=as_of)
    try:
        status = check_files(files, settings, as_json, explain)
    except BrokenReaderError as error:
        _err.print(f"danhba: {error}", markup=False, soft_wrap=True)
        status = 3
    raise typer.Exit(status)
