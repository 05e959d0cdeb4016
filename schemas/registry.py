"""pandera models of a registry's tables."""

from __future__ import annotations

from schemas.pandera_import import pa


class UnitTable(pa.DataFrameModel):
    """units.csv: who must report, in official order."""

    unit_code: str = pa.Field(unique=True, str_matches=r"^[A-Za-z0-9-]{2,20}$")
    tier: str = pa.Field(str_matches=r"^[A-Z]$")
    name: str = pa.Field(str_length={"min_value": 3})
    unit_type: str
    parent_code: str
    email: str = pa.Field(
        str_matches=r"^(?:[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*\.)+[A-Za-z0-9-]*[A-Za-z0-9])?$"
    )
    zalo_phone: str = pa.Field(str_matches=r"^(?:0\d[\d ]{7,11})?$")
    contact_post: str = pa.Field(str_length={"max_value": 80})
    ma_dinh_danh: str = pa.Field(str_matches=r"^(?:[A-Z0-9]{1,6}(?:\.[A-Z0-9]{1,6}){0,4})?$")


class AliasTable(pa.DataFrameModel):
    """aliases.csv: other names of units, with the day until which they were right."""

    alias: str = pa.Field(str_length={"min_value": 2})
    unit_code: str
    kind: str = pa.Field(isin=("alias", "retired", "dissolved", "not_a_unit"))
    until: str = pa.Field(str_matches=r"^(?:\d{4}-\d\d-\d\d)?$")
    note: str
