"""A province of nobody's: a city of another area code, with tiers of other names and a help line of its own."""

from __future__ import annotations

from pathlib import Path

from danhba.registries import NUMBERING_PLAN

_SETTINGS = """
id = "toy"
name = "Vĩnh Thí Dụ"
level = "thành phố"
code = "99"
area_codes = ["24"]
shared_services = ["1055"]
help_line = "1055"
province_office = "S-1"

[campaign]
letter = "Công văn số 12/UBND-VX ngày 02 tháng 3 năm 2026 của Ủy ban nhân dân Thành phố"
deadline = "2026-03-10T17:00:00+07:00"

[[sections]]
letter = "A"
tier = "S"
title = "KHỐI SỞ, NGÀNH"
kind = "agency"

[[sections]]
letter = "B"
tier = "Q"
title = "KHỐI QUẬN"
kind = "district"

[[sections]]
letter = "C"
tier = "P"
title = "KHỐI PHƯỜNG"
kind = "commune"
"""
_UNITS = """unit_code,tier,name,unit_type,parent_code
S-1,S,Văn phòng Ủy ban nhân dân Thành phố,cơ quan ngang sở,99
S-2,S,Sở Khảo cứu,sở,99
S-3,S,Sở Thủy sản,sở,99
Q-1,Q,Quận Ngọc Điền,quận,99
Q-2,Q,Quận Sơn Lạc,quận,99
P-1,P,Phường Gò Sậy,phường,Q-1
P-2,P,Phường Bến Đậu Vuông,phường,Q-1
P-3,P,Phường Cầu Ngói Lớn,phường,Q-1
P-4,P,Phường Suối Cạn,phường,Q-1
P-5,P,Phường Gò Sậy,phường,Q-2
P-6,P,Phường Chợ Chùa Nhỏ,phường,Q-2
P-7,P,Phường Vườn Ổi,phường,Q-2
"""


def write_toy(folder: Path) -> Path:
    """Write the registry into a folder; return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "province.toml").write_text(_SETTINGS, encoding="utf-8")
    (folder / "units.csv").write_text(_UNITS, encoding="utf-8")
    plan = NUMBERING_PLAN.read_text(encoding="utf-8").rstrip("\n")
    (folder / "numbering-plan-vn.csv").write_text(f"{plan}\n1055,short,4,,tổng đài thành phố,,\n", encoding="utf-8")
    return folder
