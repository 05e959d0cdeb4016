"""The command line's own words in Vietnamese: help, usage, and one line for every wrong use. Typer's words are English,
and few pass by gettext."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from danhba.cli.unforeseen import one_line

_WORDS = {
    "ARGUMENTS_PANEL_TITLE": "Đối số",
    "OPTIONS_PANEL_TITLE": "Tùy chọn",
    "COMMANDS_PANEL_TITLE": "Lệnh",
    "ERRORS_PANEL_TITLE": "Lỗi",
    "DEFAULT_STRING": "[mặc định: {}]",
    "ENVVAR_STRING": "[biến môi trường: {}]",
    "REQUIRED_LONG_STRING": "[bắt buộc]",
    "DEPRECATED_STRING": "(không nên dùng nữa) ",
    "ABORTED_TEXT": "Đã dừng.",
}
# What a value looks like, by its annotation's name; '' where an option stands alone.
_KINDS = {"Path": "ĐƯỜNG_DẪN", "str": "CHỮ", "int": "SỐ", "float": "SỐ", "bool": "", "datetime": "THỜI_ĐIỂM"}
_EXAMPLES = {
    "int": "một số nguyên, ví dụ 4",
    "float": "một số, ví dụ 10",
    "bool": "true hoặc false",
    "Path": "một đường dẫn, ví dụ inbox",
}
WRONG_USE = 2


def _nothing(*_: Any, **__: Any) -> str:
    return ""


def _titled() -> None:
    from typer import rich_utils  # only now: it loads much of rich, which a run does not need

    for name, words in _WORDS.items():
        setattr(rich_utils, name, words)


class _Vietnamese:
    """What commands and groups of them have in common."""

    def get_params(self, ctx: Any) -> list[Any]:
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            if param.param_type_name == "argument":
                param.display_type_rich = _nothing  # its name says what it is
            elif param.metavar is None:
                param.metavar = _KINDS.get(_bare(param), "GIÁ_TRỊ")
        return params

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        try:
            return super().parse_args(ctx, args)  # type: ignore[misc]
        except TyperException as error:
            if getattr(error, "ctx", ctx) is None:  # the parser does not always know which command it parses for
                error.ctx = ctx  # type: ignore[attr-defined]
            raise

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "in hướng dẫn này"
        return option

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, pieces, prefix="Cách dùng: ")

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _titled()
        super().format_help(ctx, formatter)  # type: ignore[misc]


class Command(_Vietnamese, TyperCommand):
    """A command whose help is in Vietnamese throughout."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        attributes["options_metavar"] = "[TÙY CHỌN]"
        super().__init__(*args, **attributes)


class Group(_Vietnamese, TyperGroup):
    """The same for a group of commands. It tells wrong use in one line, and ends with its status."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        attributes["options_metavar"], attributes["subcommand_metavar"] = "[TÙY CHỌN]", "LỆNH [ĐỐI SỐ]..."
        super().__init__(*args, **attributes)

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run; wrong use is one line on stderr and status 2. Whatever `standalone_mode`, a test sees what an operator
        sees."""
        extra["prog_name"] = "danhba"  # not python -m danhba: what people type
        try:
            status = super().main(*args, standalone_mode=False, **extra)
        except TyperException as error:
            if type(error).__name__ == "NoArgsIsHelpError":  # it has printed the help
                sys.exit(WRONG_USE)
            print(f"danhba: {wrong_use(error)}", file=sys.stderr, flush=True)
            sys.exit(error.exit_code)
        if not standalone_mode:
            return status
        sys.exit(status or 0)


def wrong_use(error: TyperException) -> str:
    """Return one line: what stands there, what to write instead, where the help is."""
    ctx: Any = getattr(error, "ctx", None)
    words = _PUT.get(type(error).__name__, _other)(error)
    path = ctx.command_path if ctx is not None else "danhba"
    return f"{one_line(words)}. Hướng dẫn: {one_line(path)} --help"


def _bare(param: Any) -> str:
    """Return the name of the type of one value of a parameter."""
    return re.sub(r"^list\[(.*)\]$", r"\1", str(param.bare_type()))


def _named(param: Any) -> str:
    """Return how a parameter is called on the command line."""
    if param is None:
        return "đối số"
    return f"đối số {param.display_name_raw}" if param.param_type_name == "argument" else f"tùy chọn {param.opts[0]}"


def _bad_value(error: Any) -> str:
    param = error.param
    kind = _bare(param) if param is not None else ""
    told = getattr(error.__cause__, "errors", list)()
    given = f"ghi “{told[0]['input']}”" if told and "input" in told[0] else "ghi giá trị không dùng được"
    name = _named(param)
    return f"{name[:1].upper()}{name[1:]} {given}; cần {_EXAMPLES.get(kind, 'giá trị khác')}"


def _missing(error: Any) -> str:
    name = _named(error.param)
    meaning = getattr(error.param, "help", "") or ""
    return f"Thiếu {name}" + (f" ({meaning})" if meaning else "")


def _no_option(error: Any) -> str:
    near = " hoặc ".join(sorted(error.possibilities or ()))
    return f"Không có tùy chọn “{error.option_name}”" + (f"; gần giống: {near}" if near else "")


def _option_use(error: Any) -> str:
    name = error.option_name
    ctx = error.ctx
    params = ctx.command.get_params(ctx) if ctx is not None else []
    found = next((p for p in params if name in (*p.opts, *p.secondary_opts)), None)
    if "not take a value" in error.message:
        return f"Tùy chọn {name} đứng một mình, không kèm giá trị"
    example = _EXAMPLES.get(_bare(found), "") if found is not None else ""
    return f"Sau tùy chọn {name} thiếu giá trị" + (f"; cần {example}" if example else "")


# What typer says with `ctx.fail`, by words only. Held by a test: a release of typer that says it otherwise fails there.
_SAID = (
    (r"Missing command", "Thiếu tên lệnh"),
    (r"No such command '(?P<a>.*?)'\.? Did you mean (?P<b>.*)\?", "Không có lệnh “{a}”; gần giống: {b}"),
    (r"No such command '(?P<a>.*)'", "Không có lệnh “{a}”"),
    (r"Got unexpected extra argument\(s\) \((?P<a>.*)\)", "Thừa đối số “{a}”"),
    (r"Argument (?P<a>.*) takes (?P<b>\d+) values", "Đối số {a} cần {b} giá trị"),
)


def _other(error: TyperException) -> str:
    message = error.message
    for pattern, words in _SAID:
        if found := re.match(pattern, message, re.S):
            return words.format(**{k: v.replace("', '", " hoặc ").strip("'") for k, v in found.groupdict().items()})
    return "Câu lệnh chưa đúng"


_PUT: dict[str, Callable[[Any], str]] = {
    "BadParameter": _bad_value,
    "MissingParameter": _missing,
    "NoSuchOption": _no_option,
    "BadOptionUsage": _option_use,
}
