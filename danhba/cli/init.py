"""`danhba init`: a folder to work in, laid out."""

from __future__ import annotations

import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from danhba.cli.options import Stop, _err
from danhba.registries import defaults
from danhba.vietnamese.system_errors import system_words

_FOLDERS = ("inbox", "review-inbox", "outbox")


def init(
    folder: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="thư mục làm việc; chưa có thì được tạo")] = Path(
        "."
    ),
    registry: Annotated[
        str, typer.Option("--registry", help="danh mục đơn vị: tên có sẵn (danhba registry list) hoặc thư mục")
    ] = defaults()["registry"],
    prefect: Annotated[bool, typer.Option(help="chuẩn bị luôn cơ sở dữ liệu của Prefect (một lần cho mỗi máy)")] = True,
) -> None:
    """Dựng thư mục làm việc mới: inbox, review-inbox, outbox và tệp thiết lập danhba.toml có ghi chú. Không ghi đè gì.

    Ví dụ: danhba init

    Ví dụ: danhba init duong-day-nong --registry dong-thap-2025-07
    """
    named = _registry(registry)
    config = folder / "danhba.toml"
    text = files("danhba.cli").joinpath("templates", "danhba.toml").read_text(encoding="utf-8")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with config.open("x", encoding="utf-8") as out:  # first: where it stands already, nothing is touched
            out.write(text.replace("{registry}", named))
        for name in _FOLDERS:
            (folder / name).mkdir(
                exist_ok=True, mode=0o755
            )  # who may write to review-inbox decides: nobody else as it is made
    except FileExistsError as error:
        if Path(error.filename) == config:
            raise Stop(
                f"Đã có “{config}”, không ghi đè. Chọn thư mục khác, ví dụ: danhba init duong-day-nong", 2
            ) from None
        raise Stop(f"“{error.filename}” đã có và không phải thư mục; đổi tên nó rồi chạy lại.", 2) from None
    except OSError as error:
        raise Stop(f"Không ghi được vào “{folder}”: {system_words(error)}.", 3) from None
    print(f"Đã dựng {', '.join(str(folder / n) for n in (*_FOLDERS, 'danhba.toml'))}.")
    if prefect:
        _prepare_prefect()
    inside = "" if folder.resolve() == Path.cwd() else f"cd {folder}, "
    print(f"Tiếp theo: {inside}chép bảng của đơn vị vào inbox rồi gõ: danhba run")


def _registry(given: str) -> str:
    """Return what to write into danhba.toml: a shipped registry's name, or an absolute path."""
    from danhba.registries import HOME, find
    from danhba.registry import RegistryError, load_registry

    try:
        load_registry(Path(given))
    except RegistryError as error:
        raise Stop(str(error), 2) from None
    found = find(Path(given)).resolve()
    named = found.name if found.parent == HOME.resolve() else str(found)
    if any(c in '"\\' or not c.isprintable() for c in named):
        raise Stop(f"Đường dẫn “{named}” có ký tự không viết được vào danhba.toml; đổi tên thư mục đó.", 2)
    return named


def _prepare_prefect() -> None:
    """Migrate Prefect's database once for all folders. Whatever hinders it costs the first run time, no more."""
    from filelock import Timeout

    from flows.template import build_template, find_template

    try:
        if find_template() is None:
            _err.print("danhba: đang chuẩn bị cơ sở dữ liệu của Prefect, chừng 20 giây, chỉ một lần …", markup=False)
            build_template()
    except (OSError, Timeout, subprocess.SubprocessError, ValueError):
        _err.print("danhba: chưa chuẩn bị được; lần chạy đầu sẽ tự làm và lâu hơn.", markup=False)
