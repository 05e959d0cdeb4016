"""`danhba calls`: the numbers that are to be called next, as goi-thu.xlsx lists them."""

from __future__ import annotations

from typing import Annotated

import typer

from danhba.cli.as_json import FormatOption, is_json
from danhba.cli.options import AsOfOption, ConfigOption, OutboxOption, RegistryOption, Stop, VarOption, settings_of


def calls(
    most: Annotated[
        int | None,
        typer.Option(
            "--next", metavar="SỐ", min=1, show_default=False, help="số dòng nhiều nhất; mặc định như calls_list"
        ),
    ] = None,
    outbox: OutboxOption = None,
    var: VarOption = None,
    registry: RegistryOption = None,
    config: ConfigOption = None,
    as_of: AsOfOption = None,
    output: FormatOption = "table",
) -> None:
    """Liệt kê các số cần gọi kiểm tra tiếp theo: vì sao gọi, nên gọi buổi nào. Kết quả ghi vào
    outbox/review/goi-thu.xlsx rồi chép vào thư mục của người duyệt.

    Ví dụ: danhba calls --next 20

    Ví dụ: danhba calls --format json
    """
    from danhba.cli.calls_list import list_calls
    from danhba.registry import RegistryError
    from danhba.store.ledger_error import LedgerError

    as_json = is_json(output)
    settings = settings_of(config, outbox=outbox, var=var, registry=registry, as_of=as_of)
    try:
        list_calls(settings, most or settings.calls_list, as_json)
    except RegistryError as error:
        raise Stop(str(error), 2) from None
    except LedgerError as error:
        raise Stop(str(error), 3) from None
