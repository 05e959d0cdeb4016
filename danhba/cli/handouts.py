"""`danhba form`, `poster`: what is handed out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from danhba.cli.options import AsOfOption, ConfigOption, OutboxOption, RegistryOption, Stop, VarOption, settings_of
from danhba.vietnamese.system_errors import system_words


class Kind(StrEnum):
    """Which blank forms: a name of schemas/forms/known.BLANKS, or all of them."""

    HOTLINE = "hotline"
    ROSTER = "roster"
    COUNTS = "counts"
    ALL = "all"


def form(
    everyone: Annotated[bool, typer.Option("--all", help="cho mọi đơn vị")] = False,
    unit: Annotated[list[str] | None, typer.Option("--unit", help="mã đơn vị, dùng được nhiều lần")] = None,
    district: Annotated[
        str | None, typer.Option("--district", help="mã cấp huyện: biểu mẫu của huyện và từng xã")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="thư mục ghi biểu mẫu; mặc định: forms trong thư mục công bố")
    ] = None,
    kind: Annotated[
        Kind,
        typer.Option(
            "--form",
            help="hotline: số đường dây nóng; roster: lịch trực; counts: số liệu tháng; all: cả ba",
        ),
    ] = Kind.HOTLINE,
    outbox: OutboxOption = None,
    var: VarOption = None,
    registry: RegistryOption = None,
    config: ConfigOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Tạo biểu mẫu trống, điền sẵn tên và số đã biết của từng đơn vị, để gửi cho đơn vị điền.

    Ví dụ: danhba form --district 875

    Ví dụ: danhba form --all --form roster

    Ví dụ: danhba form --unit 30181 --out bieu-mau
    """
    from danhba.handouts.make import make_forms
    from danhba.registry import RegistryError
    from danhba.store.keys import KeyFileError, make_key
    from schemas.forms.known import BLANKS

    settings = settings_of(config, outbox=outbox, var=var, registry=registry, as_of=as_of)
    out = out or settings.outbox / "forms"
    wanted = list(BLANKS.values()) if kind is Kind.ALL else [BLANKS[kind.value]]
    try:
        count = make_forms(settings, everyone, unit or [], district, out, make_key(settings.var), wanted)
    except KeyFileError as error:
        raise Stop(str(error), 3) from None
    except (RegistryError, ValueError) as error:
        raise Stop(str(error), 2) from None
    except OSError as error:
        raise Stop(f"Không ghi được vào “{out}”: {system_words(error)}.", 3) from None
    print(f"Đã tạo {count} biểu mẫu trong {out}")


def poster(
    district: Annotated[
        list[str] | None, typer.Option("--district", help="mã cấp huyện, dùng được nhiều lần; để trống: mọi huyện")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="thư mục ghi áp phích; mặc định: posters trong thư mục công bố")
    ] = None,
    address: Annotated[str, typer.Option("--address", help="địa chỉ trang danh bạ để in mã QR")] = "",
    outbox: OutboxOption = None,
    registry: RegistryOption = None,
    config: ConfigOption = None,
) -> None:
    """Tạo áp phích A4 (SVG) có mã QR và số đường dây nóng của từng huyện, từ bản đang công bố.

    Ví dụ: danhba poster --district 875 --address https://danhba.example.vn/
    """
    from danhba.handouts.make import make_posters
    from danhba.registry import RegistryError

    settings = settings_of(config, outbox=outbox, registry=registry)
    out = out or settings.outbox / "posters"
    try:
        count = make_posters(settings, district or [], address, out)
    except (RegistryError, ValueError) as error:
        raise Stop(str(error), 2) from None
    except OSError as error:
        raise Stop(f"Không ghi được vào “{out}”: {system_words(error)}.", 3) from None
    print(f"Đã tạo {count} áp phích trong {out}")
