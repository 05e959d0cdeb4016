"""`--format`: output for people or, as one JSON object with stable keys, for programs."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer

from danhba.cli.options import Stop

FormatOption = Annotated[str, typer.Option("--format", metavar="KIỂU", help="table: cho người đọc; json: cho máy đọc")]


def is_json(output: str) -> bool:
    """Tell what was asked for, or end with status 2 and one line."""
    if output not in ("table", "json"):
        raise Stop(f"--format “{output}” không có; dùng table hoặc json.", 2)
    return output == "json"


def print_json(value: dict[str, Any]) -> None:
    """Print one object on one line. A screen that knows no Vietnamese gets every letter as an escape."""
    escaped = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    print(json.dumps(value, ensure_ascii=escaped))
