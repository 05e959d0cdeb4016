"""The help's own words in Vietnamese: titles of its panels, and what --help says of itself."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

_TITLES = {
    "ARGUMENTS_PANEL_TITLE": "Đối số",
    "OPTIONS_PANEL_TITLE": "Tùy chọn",
    "COMMANDS_PANEL_TITLE": "Lệnh",
    "ERRORS_PANEL_TITLE": "Lỗi",
}


def _titled() -> None:
    from typer import rich_utils  # only now: it loads much of rich, which a run does not need

    for name, title in _TITLES.items():
        setattr(rich_utils, name, title)


class _Vietnamese:
    """What commands and groups of them have in common."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "in hướng dẫn này"
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _titled()
        super().format_help(ctx, formatter)  # type: ignore[misc]


class Command(_Vietnamese, TyperCommand):
    """A command whose help is in Vietnamese throughout."""


class Group(_Vietnamese, TyperGroup):
    """The same for a group of commands."""
