"""A registry of a whole country, made by seed from the syllables of a real one: 11,000 units in three tiers, many names
twice."""

from __future__ import annotations

import csv
import random
import shutil
from pathlib import Path
from typing import Any

from danhba.registries import NUMBERING_PLAN, shipped
from danhba.registry import load_registry

_SOURCE = shipped()["dong-thap-2021-09"]


def make_registry(folder: Path, units: int = 11_000, seed: int = 1) -> Path:
    """Write a registry of about this many units: 1 in 28 a district, 1 in 50 an agency, the rest communes."""
    random_ = random.Random(seed)
    source = load_registry(_SOURCE)
    words = sorted(
        {w for u in source.units if u.tier == "C" for w in u.name.split(" ")[1:] if w.isalpha() and len(w) > 1}
    )
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(_SOURCE / "province.toml", folder / "province.toml")
    shutil.copy(NUMBERING_PLAN, folder / "numbering-plan-vn.csv")
    (folder / "aliases.csv").write_text("alias,unit_code,kind,until,note\n", encoding="utf-8")

    def name(count: int = 2) -> str:
        return " ".join(random_.choice(words) for _ in range(count))

    lines = [["A-VPUBND", "A", "Văn phòng Ủy ban nhân dân Tỉnh", "cơ quan ngang sở", "87"]]
    lines += [[f"A-{i:04d}", "A", f"Sở {name(3)} {i}", "sở", "87"] for i in range(units // 50)]
    districts = [(f"{i:04d}", f"Huyện {name()} {name(1)}") for i in range(units // 28)]
    lines += [[code, "B", title, "huyện", "87"] for code, title in districts]
    taken: set[tuple[str, str]] = set()
    number = 10_000
    while len(lines) < units:
        parent = districts[len(taken) % len(districts)][0]
        title = f"{random_.choice(('Xã', 'Xã', 'Xã', 'Phường', 'Thị trấn'))} {name()}"
        if (parent, title) in taken:
            continue
        taken.add((parent, title))
        lines.append([f"{number}", "C", title, title.rsplit(" ", 2)[0].lower(), parent])
        number += 1
    with (folder / "units.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["unit_code", "tier", "name", "unit_type", "parent_code"])
        writer.writerows(lines)
    return folder


def build(folder: Path, registry_folder: Path, files: int, first: int = 0, seed: int = 20210904) -> None:
    """Write `files` workbooks of 20 rows, each a district's list of its communes in that district's sub-folder, with
    the usual blemishes."""
    import os

    from danhba.samples.builder import form, xlsx

    registry = load_registry(registry_folder)
    communes: dict[str, list[Any]] = {}
    for unit in registry.units:
        if unit.tier == "C":
            communes.setdefault(unit.parent, []).append(unit)
    districts = list(communes)
    for number in range(first, first + files):
        random_ = random.Random(seed + number)
        district = districts[number % len(districts)]
        rows = []
        for unit in random_.sample(communes[district], min(20, len(communes[district]))):
            digits = f"0277{3_000_000 + int(unit.code) * 7 % 5_000_000:07d}"
            shape = random_.random()
            phone: object = digits
            if shape < 0.1:
                phone = int(digits)
            elif shape < 0.3:
                phone = f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"
            elif shape < 0.33:
                phone = f"{digits} (Trần Văn A)"
            elif shape < 0.34:
                phone = f"{digits} / 0912345678"
            elif shape < 0.5:
                phone = digits[4:]
            rows.append((registry.full_name(unit.code), phone, "Trực 24/24" if random_.random() < 0.3 else None))
        path = folder / district / f"phu-luc-{number:06d}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(xlsx(form({"C": rows})))
        os.utime(path, (1630800000 + number, 1630800000 + number))


def entries(folder: Path, seed: int = 1) -> list[dict[str, str]]:
    """Return a directory entry for every unit of a registry (keys of DIRECTORY_COLUMNS), numbers by seed."""
    random_ = random.Random(seed)
    registry = load_registry(folder)
    out = []
    for unit in registry.units:
        digits = f"0277{random_.randint(3_000_000, 8_999_999)}"
        parent = registry.by_code.get(unit.parent)
        out.append(
            {
                "tier": unit.tier, "unit_code": unit.code, "name": unit.name, "parent_code": unit.parent,
                "parent_name": parent.name if parent else "",
                "phone": f"{digits[:4]} {digits[4:8]} {digits[8:]}", "phone_e164": f"+84{digits[1:]}", "extension": "",
                "phone_kind": "landline",
                "note": "", "status": "current", "source_file": f"{unit.code}.xlsx", "source_sheet": "Phụ lục",
                "source_cell": "C12",
                "submission": f"20210906-010203-{unit.order:08x}", "received_at": "2021-09-06T01:02:03Z",
                "confirmed": "",
            }
        )  # fmt: skip
    return out
