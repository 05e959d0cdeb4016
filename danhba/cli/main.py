"""`danhba`: the commands, a module each, and how the program ends. Exit status: 0 done, 1 `check` found errors, 2 wrong
use, 3 could not run."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from danhba import __version__
from danhba.cli.calls import calls
from danhba.cli.campaign import campaign_new
from danhba.cli.check import check
from danhba.cli.decide import decide
from danhba.cli.fetch import fetch
from danhba.cli.handouts import form, poster
from danhba.cli.help import Command, Group
from danhba.cli.init import init
from danhba.cli.maintenance import backup, prune, rebuild, restore, verify
from danhba.cli.options import _err
from danhba.cli.registry import registry_check, registry_list
from danhba.cli.run import demo, publish, run
from danhba.cli.schedule import schedule
from danhba.cli.send import send
from danhba.cli.status import status
from danhba.cli.unforeseen import any_screen, told_in_one_line

app = typer.Typer(
    name="danhba",
    cls=Group,
    help="Hợp nhất các bảng số đường dây nóng do đơn vị gửi về thành một danh bạ công bố, và chỉ rõ từng chỗ cần sửa.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


registry_app = typer.Typer(cls=Group, help="Danh mục đơn vị phải báo số: liệt kê, kiểm tra.", no_args_is_help=True)
registry_app.command("list", cls=Command)(registry_list)
registry_app.command("check", cls=Command)(registry_check)

campaign_app = typer.Typer(cls=Group, help="Các đợt báo số sau trên cùng danh mục đơn vị.", no_args_is_help=True)
campaign_app.command("new", cls=Command)(campaign_new)

_PANELS = {
    "Bắt đầu": (init, demo),
    "Hằng ngày": (run, schedule, fetch, check, calls, status),
    "Quyết định và công bố": (decide, publish),
    "Phát cho đơn vị": (send, form, poster),
    "Gìn giữ dữ liệu": (verify, backup, restore, rebuild, prune),
}
for panel, commands in _PANELS.items():
    for command in commands:
        app.command(cls=Command, rich_help_panel=panel)(command)
app.add_typer(registry_app, name="registry", rich_help_panel="Danh mục")
app.add_typer(campaign_app, name="campaign", rich_help_panel="Danh mục")


def _version(value: bool) -> None:
    if value:
        print(f"danhba {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="in phiên bản")] = False,
) -> None:
    """Hợp nhất danh bạ đường dây nóng."""
    del version


def main() -> None:
    """Run the command line. However it ends, nobody sees a traceback: what went wrong is one line and an entry in the
    log."""
    any_screen()
    try:
        app()
        sys.stdout.flush()
    except KeyboardInterrupt:
        _err.print("danhba: đã dừng theo yêu cầu; lần chạy sau làm tiếp.", markup=False)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # an error of ours, or of the machine: the operator's screen is no place to look into it
        sys.exit(told_in_one_line(error))
