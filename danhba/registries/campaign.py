"""A later campaign on a registry, as data in a folder of its own: `campaign.toml` says which registry, which letter,
from when and until when; `carried.csv` is the directory as it stood published when the campaign began.

The folder is used like a registry's: its units are those of the registry that it names.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE, CARRIED = "campaign.toml", "carried.csv"
ID = r"[a-z0-9][a-z0-9-]{1,40}"
_KEYS = frozenset({"id", "registry", "letter", "begins", "deadline", "earlier", "demands"})


@dataclass(frozen=True, slots=True)
class Campaign:
    """One later campaign. registry: the folder or the name of its registry; carried: lines of danh-ba.csv; earlier: the
    letters of the campaigns before; demands: as declared, None for those of the registry."""

    id: str
    registry: Path
    letter: str
    begins: dt.datetime
    deadline: dt.datetime | None
    earlier: tuple[str, ...]
    demands: Sequence[Mapping[str, object]] | None
    carried: tuple[dict[str, str], ...]
    digest: str


def read_campaign(folder: Path) -> Campaign:
    """Return the campaign of a folder. Raises OSError; ValueError with what is wrong, in Vietnamese."""
    data = (folder / FILE).read_bytes()
    told = tomllib.loads(data.decode("utf-8"))
    if unknown := sorted(told.keys() - _KEYS):
        raise ValueError(f"{FILE} có mục không hiểu: {', '.join(unknown)}")
    for key in ("id", "registry", "letter", "begins"):
        if not str(told.get(key, "")).strip():
            raise ValueError(f"{FILE} thiếu mục {key}")
    if not re.fullmatch(ID, str(told["id"])):
        raise ValueError(f"{FILE}: id “{told['id']}” chỉ gồm chữ thường không dấu, số và dấu -, ví dụ 2021-quy-4")
    path = folder / CARRIED
    carried = path.read_bytes() if path.exists() else b""
    given = Path(str(told["registry"]))
    beside = folder / given
    return Campaign(
        str(told["id"]),
        beside if len(given.parts) > 1 or beside.is_dir() else given,
        str(told["letter"]),
        _moment(told, "begins"),
        _moment(told, "deadline") if told.get("deadline") else None,
        tuple(str(e) for e in told.get("earlier") or ()),
        told.get("demands"),
        tuple(csv.DictReader(io.StringIO(carried.decode("utf-8-sig"), newline=""))),
        hashlib.sha256(data + b"\0" + carried).hexdigest(),
    )


def _moment(told: Mapping[str, Any], name: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(str(told[name]))
    if moment.tzinfo is None:
        raise ValueError(f"{FILE}: {name} phải có múi giờ, ví dụ 2021-12-31T23:59:59+07:00")
    return moment


def campaign_text(
    name: str, registry: str, letter: str, begins: dt.datetime, deadline: dt.datetime, earlier: Sequence[str]
) -> str:
    """Return a campaign.toml."""

    def text(value: str) -> str:
        return json.dumps(value, ensure_ascii=False)  # a TOML string of one line

    lines = [
        "# Một đợt sau trên cùng danh mục đơn vị; danhba campaign new đã ghi. carried.csv: danh bạ lúc đợt bắt đầu.",
        f"id = {text(name)}",
        f"registry = {text(registry)}",
        f"letter = {text(letter)}",
        f"begins = {text(begins.isoformat())}  # tệp nhận từ lúc này thuộc đợt này",
        f"deadline = {text(deadline.isoformat())}",
        f"earlier = [{', '.join(map(text, earlier))}]  # văn bản của các đợt trước: biểu mẫu cũ vẫn dùng được",
        "# Không khai [[demands]] thì dùng các yêu cầu của danh mục; khai như [[campaign.demands]] của province.toml.",
    ]
    return "\n".join(lines) + "\n"
