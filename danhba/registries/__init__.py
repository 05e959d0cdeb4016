"""The registries that come with the program, a folder each, and the numbering plan: found alike in a checkout and in an
installed wheel."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

HOME = Path(str(files(__name__)))
NUMBERING_PLAN = HOME / "numbering-plan-vn.csv"
DEFAULTS_FILE = HOME / "defaults.toml"
_FORMER = "registry"  # where the folders lay, at the root of the checkout: settings and habits still name them so


@cache
def defaults() -> dict[str, str]:
    """Return what holds where a registry or a setting says nothing: defaults.toml."""
    return {name: str(value) for name, value in tomllib.loads(DEFAULTS_FILE.read_text(encoding="utf-8")).items()}


def shipped() -> dict[str, Path]:
    """Return the registries that come with the program, by the name of their folder, in order."""
    return {p.name: p for p in sorted(HOME.iterdir()) if (p / "province.toml").is_file()}


def find(given: Path) -> Path:
    """Return the folder that is meant: the path itself where it is one, else the shipped registry of that bare name.

    Only a bare name, or the former registry/NAME of this very installation, stands for a shipped one: a path to
    somebody's own copy that is missing must fail, not be answered with ours. A name that is nobody's is returned as it
    came.
    """
    if given.is_dir():
        return given
    bare = len(given.parts) == 1 or given.parent in (Path(_FORMER), HOME.parent.parent / _FORMER)
    return shipped().get(given.name, given) if bare else given
