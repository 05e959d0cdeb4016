"""Seeded inboxes: forms of twenty rows from the registry's districts, with the usual blemishes."""

from __future__ import annotations

import random
from pathlib import Path

from danhba.registries import shipped
from danhba.registry import load_registry
from danhba.samples.builder import form, xlsx

ROOT = Path(__file__).resolve().parent.parent
REGISTRY = shipped()["dong-thap-2021-09"]


def build(folder: Path, files: int, seed: int = 20210904) -> None:
    """Write `files` workbooks of 20 rows; the same seed gives the same rows."""
    folder.mkdir(parents=True, exist_ok=True)
    random_ = random.Random(seed)
    registry = load_registry(REGISTRY)
    communes = [u for u in registry.units if u.tier == "C"]
    for number in range(files):
        rows = []
        for unit in random_.sample(communes, 20):
            digits = f"0277{random_.randint(2, 8)}{random_.randint(0, 999999):06d}"
            shape = random_.random()
            phone: object = digits
            if shape < 0.25:
                phone = int(digits)
            elif shape < 0.5:
                phone = f"{digits[:4]} {digits[4:]}"
            elif shape < 0.6:
                phone = f"{digits[:4]}.{digits[4:8]}.{digits[8:]}"
            elif shape < 0.63:
                phone = f"Tel: {digits}"
            elif shape < 0.66:
                phone = f"{digits} / 09{random_.randint(10000000, 99999999)}"
            elif shape < 0.68:
                phone = None
            name = registry.full_name(unit.code) if random_.random() < 0.6 else f"UBND {registry.full_name(unit.code)}"
            rows.append((name, phone, "Trực 24/24" if random_.random() < 0.3 else None))
        (folder / f"phu-luc-{number:05d}.xlsx").write_bytes(xlsx(form({"C": rows})))
