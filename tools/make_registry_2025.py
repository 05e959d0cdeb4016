"""Writes danhba/registries/dong-thap-2025-07/units.csv from the package vietnam-provinces (2025.10.1), which is not a
dependency.

    pip download --no-deps vietnam-provinces==2025.10.1, unpack it, then: python tools/make_registry_2025.py
    NESTED_DIVISIONS_JSON

The communes are the package's; the agencies are those known after the merger of 2025, to be confirmed by a person.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

AGENCIES = (
    ("A-VPUBND", "Văn phòng Ủy ban nhân dân Tỉnh", "cơ quan ngang sở"),
    ("A-SNV", "Sở Nội vụ", "sở"),
    ("A-STP", "Sở Tư pháp", "sở"),
    ("A-STC", "Sở Tài chính", "sở"),
    ("A-SCT", "Sở Công Thương", "sở"),
    ("A-SNNMT", "Sở Nông nghiệp và Môi trường", "sở"),
    ("A-SXD", "Sở Xây dựng", "sở"),
    ("A-SKHCN", "Sở Khoa học và Công nghệ", "sở"),
    ("A-SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch", "sở"),
    ("A-SGDDT", "Sở Giáo dục và Đào tạo", "sở"),
    ("A-SYT", "Sở Y tế", "sở"),
    ("A-TTT", "Thanh tra Tỉnh", "cơ quan ngang sở"),
    ("A-CAT", "Công an Tỉnh", "cơ quan ngành dọc"),
    ("A-BCHQS", "Bộ Chỉ huy Quân sự Tỉnh", "cơ quan ngành dọc"),
)


def main(source: Path) -> None:
    """Write the table."""
    province = next(p for p in json.loads(source.read_text(encoding="utf-8")) if p["name"].endswith("Đồng Tháp"))
    rows = [(code, "A", name, kind, province["code"], "to-confirm") for code, name, kind in AGENCIES]
    rows += [
        (f"{w['code']:05d}", "C", w["name"], w["division_type"], province["code"], "gso") for w in province["wards"]
    ]
    with (Path(__file__).parents[1] / "danhba" / "registries" / "dong-thap-2025-07" / "units.csv").open(
        "w", encoding="utf-8", newline=""
    ) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("unit_code", "tier", "name", "unit_type", "parent_code", "basis"))
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
