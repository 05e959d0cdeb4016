"""`danhba registry list`, `check`: what comes with the program; is a registry's folder fit to use? pandera over its
tables, and clear messages."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from danhba.identify.registry_check import _problems
from danhba.registries import shipped
from danhba.registry import RegistryError, load_registry


def list_registries() -> None:
    """Print the registries that come with the program: the name to give, whose it is, how many units, up to when."""
    for name, folder in shipped().items():
        registry = load_registry(folder)
        until = f", hạn gửi {registry.deadline:%d/%m/%Y}" if registry.deadline else ""
        force = f", từ {registry.valid_from:%d/%m/%Y}" if registry.valid_from else ""
        force += f" đến {registry.valid_to:%d/%m/%Y}" if registry.valid_to else ""
        print(f"{name}: {registry.name}, {len(registry.units)} đơn vị{force}{until}")


def check_registry(folder: Path) -> int:
    """Print what is wrong with a registry, or what it holds; return the exit status: 0, 1 with errors."""
    try:
        registry = load_registry(folder)
    except RegistryError as error:
        print(f"danhba: {error}", file=sys.stderr)
        return 1
    problems = _problems(registry)
    for problem in problems:
        print(f"danhba: {problem}", file=sys.stderr)
    tiers = Counter(u.tier for u in registry.units)
    held = ", ".join(f"{s.letter} {s.title}: {tiers[s.tier]}" for s in registry.sections)
    print(f"{registry.name}: {len(registry.units)} đơn vị ({held}), {len(registry.aliases)} tên khác.")
    print(f"{len(problems)} lỗi." if problems else "Danh mục dùng được.")
    return 1 if problems else 0
