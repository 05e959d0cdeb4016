"""What `danhba campaign new` does: writes the campaign's folder, then points danhba.toml at it."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from pathlib import Path

from danhba.cli.options import Stop
from danhba.output.files import write_whole
from danhba.publish.publication import published_entries
from danhba.registries import HOME
from danhba.registries.campaign import CARRIED, FILE, ID, campaign_text
from danhba.registry import Registry, RegistryError, load_registry
from danhba.settings import Settings
from danhba.vietnamese.dates import VIETNAM, clock_and_date
from danhba.vietnamese.system_errors import system_words

_FOLDER = "campaigns"
_REGISTRY = re.compile(r"^registry[ \t]*=.*$", re.M)


def begin(settings: Settings, config: Path | None, name: str, letter: str, deadline: str) -> None:
    """Begin a campaign. Ends with status 2 on wrong use, 3 when nothing can be written."""
    letter = " ".join(letter.split())
    if not re.fullmatch(ID, name):
        raise Stop(f"mã đợt “{name}” chỉ gồm chữ thường không dấu, số và dấu -, ví dụ: 2021-quy-4", 2)
    if not letter:
        raise Stop('--letter không được trống, ví dụ: --letter "Công văn số 55/UBND ngày 01 tháng 12 năm 2021"', 2)
    begins, until = settings.now(), _deadline(deadline)
    if until <= begins:
        raise Stop(f"hạn {clock_and_date(until)} không sau lúc mở đợt ({clock_and_date(begins)}).", 2)
    try:
        now = load_registry(settings.registry)
    except RegistryError as error:
        raise Stop(str(error), 2) from None
    if now.begins is not None and begins <= now.begins:
        raise Stop(
            f"đợt “{now.campaign}” đang dùng bắt đầu từ {clock_and_date(now.begins)}; đợt mới phải bắt đầu sau.", 2
        )
    entries = published_entries(settings.outbox)
    if not entries:
        raise Stop(f"chưa có danh bạ nào được công bố trong “{settings.outbox}”; chạy danhba run trước.", 2)
    file = config or Path("danhba.toml")
    home = file.parent / _FOLDER
    folder = home / name
    try:
        folder.mkdir(parents=True, exist_ok=True)  # what an interrupted command left is written again
        if (folder / FILE).exists():
            raise Stop(f"đã có đợt “{name}” ở “{folder}”, không ghi đè; chọn mã khác.", 2)
        write_whole(folder / CARRIED, (settings.outbox / "current" / "danh-ba.csv").read_bytes())
        base = _base(now.path, folder)
        text = campaign_text(name, base, letter, begins.astimezone(VIETNAM), until, _earlier(now))
        write_whole(folder / FILE, text.encode())
        load_registry(folder)
        pointed = _point(file, f"{_FOLDER}/{name}") if config or file.exists() else False
    except RegistryError as error:
        raise Stop(str(error), 2) from None
    except OSError as error:
        raise Stop(f"không ghi được đợt mới vào “{folder}”: {system_words(error)}.", 3) from None
    print(f"Đã mở đợt “{name}” từ {clock_and_date(begins)}, hạn {clock_and_date(until)}: {folder}")
    print(f"{len(entries)} số đang công bố được giữ, ghi “chưa xác nhận lại” tới khi đơn vị gửi biểu mẫu của đợt này.")
    print("danhba.toml đã trỏ tới đợt mới." if pointed else f"Chạy với đợt mới: danhba run --registry {folder}")


def _earlier(now: Registry) -> tuple[str, ...]:
    """Return the letters of the campaigns before the new one; the registry's own is known from it."""
    return (now.letter, *now.earlier[1:]) if now.campaign else ()


def _deadline(text: str) -> dt.datetime:
    """Return a deadline as it was typed: a day means its end, a time without a zone Vietnam's."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise Stop(f"--deadline “{text}” không phải ngày, ví dụ đúng: 2021-12-31 hoặc 2021-12-31T17:00", 2) from None
    if re.fullmatch(r"\d{4}-?\d\d-?\d\d", text):
        moment = moment.replace(hour=23, minute=59, second=59)
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


def _base(path: Path, folder: Path) -> str:
    """Return the registry as campaign.toml names it: a shipped one by name, another by the way to it."""
    path = path.resolve()
    return path.name if path.parent == HOME.resolve() else os.path.relpath(path, folder.resolve())


def _point(file: Path, registry: str) -> bool:
    """Let danhba.toml name the campaign; its other lines stay as they are. Raises OSError."""
    text = file.read_text(encoding="utf-8")
    line = f"registry = {json.dumps(registry)}"
    found = _REGISTRY.search(text)
    text = text[: found.start()] + line + text[found.end() :] if found else f"{line}\n{text}"
    write_whole(file, text.encode())
    return True
