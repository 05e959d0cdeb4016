"""The options that commands share, and how a command ends with one line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from danhba.cli.unforeseen import log_into
from danhba.settings import Settings, SettingsError, load_settings

_err = Console(stderr=True, highlight=False)


InboxOption = Annotated[Path | None, typer.Option("--inbox", help="thư mục nhận tệp")]


OutboxOption = Annotated[Path | None, typer.Option("--outbox", help="thư mục công bố và báo cáo")]


VarOption = Annotated[Path | None, typer.Option("--var", help="kho lưu trữ và sổ ghi nhận")]


RegistryOption = Annotated[
    Path | None, typer.Option("--registry", help="danh mục đơn vị: tên có sẵn (danhba registry list) hoặc thư mục")
]


ConfigOption = Annotated[Path | None, typer.Option("--config", help="tệp thiết lập (mặc định danhba.toml)")]


AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="giờ nhận của lần chạy, ví dụ 2021-09-06T20:00:00+07:00")
]


WorkersOption = Annotated[int | None, typer.Option("--workers", help="số tiến trình đọc; 0: mỗi nhân một tiến trình")]


ClusterOption = Annotated[
    str | None, typer.Option("--cluster", help="địa chỉ bộ điều phối Dask, ví dụ tcp://may-chu:8786")
]


SettleOption = Annotated[float | None, typer.Option("--settle", help="số giây một tệp phải đứng yên trước khi nhận")]


class Stop(typer.Exit):
    """End with one clear line on stderr."""

    def __init__(self, message: str, code: int) -> None:
        _err.print(f"danhba: {message}", markup=False, soft_wrap=True)
        super().__init__(code)


def settings_of(config: Path | None, **options: Any) -> Settings:
    """Return the settings, or end with status 2 and one line."""
    as_of = options.get("as_of")
    if isinstance(as_of, str):
        try:
            options["as_of"] = dt.datetime.fromisoformat(as_of)
        except ValueError:
            raise Stop(f"--as-of “{as_of}” không phải thời điểm, ví dụ đúng: 2021-09-06T20:00:00+07:00.", 2) from None
    try:
        settings = load_settings(config, **options)
    except SettingsError as error:
        raise Stop(str(error), 2) from None
    log_into(settings.var)
    return settings
