"""What is wrong with a registry's folder."""

from __future__ import annotations

import pandas as pd

from danhba.identify.match import Matcher
from danhba.registries.records import CONTACT_COLUMNS
from danhba.registry import Registry
from schemas.pandera_import import errors
from schemas.registry import AliasTable, UnitTable


def _problems(registry: Registry) -> list[str]:
    out = []
    units = pd.DataFrame(
        [
            (u.code, u.tier, u.name, u.unit_type, u.parent, *(getattr(u, c) for c in CONTACT_COLUMNS))
            for u in registry.units
        ],
        columns=list(UnitTable.to_schema().columns),
        dtype="str",
    )
    aliases = pd.DataFrame(
        [(a.name, a.unit_code, a.kind, a.until, a.note) for a in registry.aliases],
        columns=list(AliasTable.to_schema().columns),
        dtype="str",
    )
    for name, schema, frame in (("units.csv", UnitTable, units), ("aliases.csv", AliasTable, aliases)):
        try:
            schema.validate(frame, lazy=True)
        except errors.SchemaErrors as raised:
            for case in raised.failure_cases.to_dict("records"):
                line = int(case["index"]) + 2 if case["index"] == case["index"] and case["index"] is not None else "?"
                out.append(
                    f"{name}, dòng {line}, cột {case['column']}: “{case['failure_case']}” không đạt ({case['check']})."
                )
    tiers = {s.tier for s in registry.sections}
    codes = {u.code for u in registry.units} | {registry.code}
    for unit in registry.units:
        line = unit.order + 2
        if unit.tier not in tiers:
            out.append(f"units.csv, dòng {line}: cấp “{unit.tier}” không có trong các mục của province.toml.")
        if unit.parent and unit.parent not in codes:
            out.append(f"units.csv, dòng {line}: đơn vị cấp trên “{unit.parent}” không có trong danh mục.")
        if unit.email and any(o.email.lower() == unit.email.lower() for o in registry.units[: unit.order]):
            out.append(
                f"units.csv, dòng {line}: địa chỉ “{unit.email}” đã ghi cho đơn vị khác; mỗi đơn vị một địa chỉ riêng."
            )
    if registry.province_office and registry.province_office not in codes:
        out.append(f"province.toml: province_office “{registry.province_office}” không có trong danh mục.")
    if told := registry.out_of_campaign():
        out.append(f"province.toml: hạn gửi của đợt không nằm trong thời gian có hiệu lực: {told}.")
    matcher = Matcher(registry)
    for unit in registry.units:
        found = matcher.match(registry.full_name(unit.code))
        if found.unit is None or found.unit.code != unit.code:
            also = ", ".join(u.code for u in found.candidates)
            out.append(
                f"units.csv, dòng {unit.order + 2}: tên “{registry.full_name(unit.code)}” không chỉ riêng "
                f"{unit.code} ({also})."
            )
    return out
