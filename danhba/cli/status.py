"""`danhba status`: the inbox, the last run, the current publication."""

from __future__ import annotations

import typer

from danhba.cli.options import ConfigOption, InboxOption, OutboxOption, RegistryOption, VarOption, settings_of


def status(
    inbox: InboxOption = None,
    outbox: OutboxOption = None,
    var: VarOption = None,
    registry: RegistryOption = None,
    config: ConfigOption = None,
) -> None:
    """Cho biết hộp nhận có gì, lần chạy gần nhất, bản đang công bố.

    Ví dụ: danhba status
    """
    from danhba.cli.status_lines import print_status

    settings = settings_of(config, inbox=inbox, outbox=outbox, var=var, registry=registry)
    raise typer.Exit(print_status(settings))
