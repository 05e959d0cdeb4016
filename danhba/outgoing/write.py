"""outbox/gui-don-vi: a folder a unit concerned and the table for mail merge, put in place all at once; what is no
longer due is gone."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from danhba.model.telling import Telling
from danhba.outgoing.facts import UnitFacts
from danhba.outgoing.names import folder_names
from danhba.outgoing.package import Package, address_of, basis_of, packages
from danhba.outgoing.words import REASONS, Letter, day_words, letter_of
from danhba.output.cells import csv_bytes
from danhba.output.files import make_folder, swap_folder, write_new
from danhba.output.valid_tables import check_lines
from danhba.registry import Registry
from danhba.report.inputs import Inputs
from danhba.settings import OUTGOING
from schemas.tables import PACKAGES

TABLE = Path(PACKAGES.path).name


def write_packages(
    ready: Sequence[tuple[UnitFacts, Telling]],
    entries: Mapping[str, Mapping[str, str]],
    sender: str,
    known: Mapping[str, list[Any]],
    inputs: Inputs,
    accepted: Mapping[str, str],
) -> dict[str, list[Any]]:
    """Write the packages that are to lie ready; return what `known` is to the next run. Raises OSError; what lay there
    then stands.

    entries: the directory by unit code; sender: the address that mails come from; known: what the last run returned;
    accepted: addresses that a reviewer let be used, by unit code.
    """
    registry, target = inputs.registry, inputs.outbox / OUTGOING
    names = folder_names((unit.code for unit, _ in ready), registry)
    state: dict[str, list[Any]] = {}
    anew: list[tuple[UnitFacts, Telling]] = []
    for unit, telling in ready:
        address = address_of(unit.code, registry, accepted)
        basis = basis_of(unit, telling, entries.get(unit.code), sender, registry, address)
        last = known.get(unit.code)
        if last and last[0] == basis and last[1] == names[unit.code] and _lies(target / last[1], last[2]):
            state[unit.code] = last
        else:
            anew.append((unit, telling))
            state[unit.code] = [basis, names[unit.code], {}]
    lines = [_line(unit, telling, names[unit.code], state[unit.code], registry, accepted) for unit, telling in ready]
    if not anew and _folders(target) == set(names.values()) and _same(target / TABLE, _table(lines)):
        return state
    make_folder(inputs.outbox)
    for left in inputs.outbox.glob(f".{OUTGOING}.*"):
        shutil.rmtree(left, ignore_errors=True)
    building = inputs.outbox / f".{OUTGOING}.{secrets.token_hex(4)}.tmp"
    make_folder(building)
    try:
        for done, package in enumerate(packages(anew, entries, sender, inputs, accepted), start=1):
            _write(package, building / names[package.unit.code])
            state[package.unit.code][2] = {name: len(data) for name, data in package.files.items()}
            inputs.progress("gói gửi", done, len(anew))
        made = {unit.code for unit, _ in anew}
        for code, name in names.items():
            if code not in made:
                _keep(target / name, building / name)
        lines = [
            _line(unit, telling, names[unit.code], state[unit.code], registry, accepted) for unit, telling in ready
        ]
        check_lines(PACKAGES, lines)
        write_new(building / TABLE, _table(lines))
        swap_folder(building, target)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    return state


def _table(lines: Sequence[dict[str, str]]) -> bytes:
    return csv_bytes(PACKAGES.columns, lines)


def _line(
    unit: UnitFacts,
    telling: Telling,
    name: str,
    known: list[Any],
    registry: Registry,
    accepted: Mapping[str, str],
) -> dict[str, str]:
    """Return a package's line of gui-don-vi.csv."""
    of_registry = registry.by_code[unit.code]
    parent = registry.parent_of(unit.code)
    letter: Letter = letter_of(unit, telling, list(known[2]), registry)
    return {
        "unit_code": unit.code,
        "name": of_registry.name,
        "parent_name": parent.name if parent else "",
        "email": address_of(unit.code, registry, accepted),
        "zalo_phone": of_registry.zalo_phone,
        "contact_post": of_registry.contact_post,
        "ma_dinh_danh": of_registry.ma_dinh_danh,
        "matter": telling.matter,
        "matter_words": REASONS[telling.matter],
        "reminder": str(telling.reminder),
        "errors": str(unit.errors),
        "warnings": str(unit.warnings),
        "answer_by": day_words(telling.answer_by),
        "subject": letter.subject,
        "message": letter.short.strip(),
        "folder": name,
        "told_at": telling.told_at,
        "telling": telling.name,
    }


def _write(package: Package, folder: Path) -> None:
    make_folder(folder)
    for name, data in package.files.items():
        write_new(folder / name, data)


def _keep(old: Path, new: Path) -> None:
    """Bring a package over that has not changed: the same files under a second name, a copy where the disk knows no
    such."""
    make_folder(new)
    for path in sorted(old.iterdir()):
        try:
            os.link(path, new / path.name)
        except OSError:
            shutil.copyfile(path, new / path.name)
            (new / path.name).chmod(0o644)


def _lies(folder: Path, files: Mapping[str, int]) -> bool:
    """Tell whether a package lies where it was written, whole."""
    try:
        there = {e.name: e.stat(follow_symlinks=False).st_size for e in os.scandir(folder)}
    except OSError:
        return False
    return bool(files) and there == dict(files)


def _folders(target: Path) -> set[str]:
    with contextlib.suppress(OSError):
        return {e.name for e in os.scandir(target) if e.name != TABLE}
    return set()


def _same(path: Path, data: bytes) -> bool:
    with contextlib.suppress(OSError):
        return path.read_bytes() == data
    return False
