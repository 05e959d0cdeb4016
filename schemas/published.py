"""pandera models of the published tables."""

from __future__ import annotations

from schemas.catalogue import CATALOGUE
from schemas.pandera_import import pa
from schemas.tables import KINDS


class DirectoryEntries(pa.DataFrameModel):
    """The published directory: one line a unit, every value text, in registry order (danh-ba.csv)."""

    tier: str = pa.Field(str_length={"min_value": 1})
    unit_code: str = pa.Field(unique=True, str_length={"min_value": 1})
    name: str = pa.Field(str_length={"min_value": 1})
    parent_code: str
    parent_name: str
    phone: str = pa.Field(str_matches=r"^\d[\d ]+\d$")
    phone_e164: str = pa.Field(str_matches=r"^(?:\+84\d{6,10}|1\d{3})$")
    extension: str = pa.Field(str_matches=r"^\d{0,5}$")
    phone_kind: str = pa.Field(isin=KINDS)
    note: str
    status: str = pa.Field(isin=("current", "kept"))
    source_file: str
    source_sheet: str
    source_cell: str
    submission: str
    received_at: str

    class Config(pa.DataFrameModel.Config):
        """Exactly these columns, in this order."""

        strict = True
        ordered = True


STATES = ("published", "kept", "error", "missing")


class Progress(pa.DataFrameModel):
    """Every unit of the registry and its state (reports/tien-do.csv)."""

    tier: str
    unit_code: str = pa.Field(unique=True)
    name: str
    parent_code: str
    state: str = pa.Field(isin=STATES)
    reason: str
    phone: str
    submitted_by: str
    received_at: str
    late: str
    evidence: str
    errors: str
    warnings: str

    class Config(pa.DataFrameModel.Config):
        """Exactly these columns, in this order."""

        strict = True
        ordered = True


class OpenFindings(pa.DataFrameModel):
    """Every open finding (reports/findings.csv)."""

    code: str = pa.Field(isin=tuple(CATALOGUE))
    severity: str = pa.Field(isin=("error", "warning", "info"))
    unit_code: str
    unit_name: str
    source_file: str
    submission: str
    sheet: str
    cell: str
    raw: str
    message: str = pa.Field(str_length={"min_value": 1})
    hint: str = pa.Field(str_length={"min_value": 1})
    received_at: str

    class Config(pa.DataFrameModel.Config):
        """Exactly these columns, in this order."""

        strict = True
        ordered = True
