"""`danhba schedule`: every night, unattended."""

from __future__ import annotations

from typing import Annotated

import typer

from danhba.cli.options import ConfigOption, InboxOption, OutboxOption, RegistryOption, Stop, VarOption, settings_of


def schedule(
    inbox: InboxOption = None,
    outbox: OutboxOption = None,
    var: VarOption = None,
    registry: RegistryOption = None,
    config: ConfigOption = None,
    cron: Annotated[str | None, typer.Option("--cron", help="lịch chạy hằng đêm, giờ Việt Nam")] = None,
    port: Annotated[int | None, typer.Option("--port", help="cổng của trang theo dõi, chỉ mở trên máy này")] = None,
) -> None:
    """Chạy hằng đêm và canh hộp nhận: trang theo dõi của Prefect, lịch, xem trước mỗi tệp mới thả. Dừng bằng Ctrl+C
    hoặc SIGTERM.

    Ví dụ: danhba schedule --cron "0 22 * * *"
    """
    from danhba.registry import RegistryError
    from danhba.run.lock import CannotRun
    from danhba.run.logs import set_up
    from flows.schedule import schedule as serve

    settings = settings_of(config, inbox=inbox, outbox=outbox, var=var, registry=registry, cron=cron, port=port)
    if not settings.inbox.is_dir():
        raise Stop(f"Không có thư mục nhận tệp “{settings.inbox}”.", 2)
    settings.var.mkdir(parents=True, exist_ok=True)
    set_up(settings.var)
    try:
        serve(settings, config)
    except RegistryError as error:
        raise Stop(str(error), 2) from None
    except (CannotRun, OSError) as error:
        raise Stop(str(error), 3) from None
