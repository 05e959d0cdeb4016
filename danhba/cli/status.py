"""`danhba status`: the inbox, the last run, the current publication."""

from __future__ import annotations

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
) -> None:
    """Cho biết hộp nhận có gì, lần chạy gần nhất, bản đang công bố.

    Ví dụ: danhba status

    Ví dụ: danhba status --format json
    """
    from danhba.cli.status_lines import print_status

    as_json = is_json(output)
    settings = settings_of(config, inbox=inbox, outbox=outbox, var=var, registry=registry)
    raise typer.Exit(print_status(settings, as_json))
