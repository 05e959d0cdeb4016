"""`danhba status`: the inbox, the last run, the current publication."""

from __future__ import annotations

from typing import Annotated

import typer

from danhba.cli.as_json import FormatOption, is_json
from danhba.cli.options import ConfigOption, InboxOption, OutboxOption, RegistryOption, VarOption, settings_of


def status(
    inbox: InboxOption = None,
    outbox: OutboxOption = None,
    var: VarOption = None,
    registry: RegistryOption = None,
    config: ConfigOption = None,
    output: FormatOption = "table",
    check: Annotated[
        bool, typer.Option("--check", help="chỉ in việc cần xem, mỗi việc một dòng; có thì kết thúc với mã 1")
    ] = False,
    notify: Annotated[
        bool, typer.Option("--notify", help="như --check, và gửi tin tới các địa chỉ notify, mỗi việc một lần")
    ] = False,
) -> None:
    """Cho biết hộp nhận có gì, lần chạy gần nhất, bản đang công bố.

    Ví dụ: danhba status

    Ví dụ: danhba status --format json

    Ví dụ: danhba status --check --notify
    """
    from danhba.cli.status_lines import print_status

    as_json = is_json(output)
    settings = settings_of(config, inbox=inbox, outbox=outbox, var=var, registry=registry)
    if check or notify:
        from danhba.cli.status_check import print_troubles

        raise typer.Exit(print_troubles(settings, notify, as_json))
    raise typer.Exit(print_status(settings, as_json))
