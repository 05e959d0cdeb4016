"""pandera schemas of the frames between the steps: submitted rows, directory entries, progress, findings.

All columns of submitted rows are text and nothing is coerced, so that one lazy pass reports every failure: a failed check
bears the code of its finding. Validate many files at once; a frame's index numbers its rows.
"""

from __future__ import annotations

import pandas as pd

from schemas.columns import KINDS, ROW_COLUMNS
from schemas.findings import CATALOGUE
from schemas.lean import pa

NAME_VERDICTS = (
    "name_missing", "name_unknown", "name_ambiguous", "name_garbled", "name_guessed", "name_not_a_unit", "name_retired", "many_units_in_row",
)  # fmt: skip
NAME_REMARKS = ("name_retired", "name_decoded", "tier_mismatch")
PHONE_VERDICTS = (
    "phone_missing", "phone_multiple", "phone_length", "phone_prefix", "phone_not_a_number", "phone_digits_lost", "phone_foreign",
    "phone_emergency", "phone_uncertain",
)  # fmt: skip
PHONE_REMARKS = (
    "phone_zero_restored", "phone_area_code_added", "phone_old_area_code", "phone_old_mobile_prefix", "phone_letter_for_digit",
    "phone_text_removed", "phone_person_named", "phone_duplicate_in_cell", "phone_extension", "phone_not_24_7", "phone_premium",
    "phone_other_province", "phone_shared_service",
)  # fmt: skip
NOTE_REMARKS = ("note_phone", "note_person")


def _verdict_is_not(code: str) -> pa.Check:
    def check(series: pd.Series[str]) -> pd.Series[bool]:
        # On the plain array: the same comparison on a text column costs ten times as much, for every one of the checks.
        return pd.Series(series.to_numpy(dtype=object) != code, index=series.index)

    return pa.Check(check, name=code)


def _has_no_remark(code: str) -> pa.Check:
    token = f"|{code}|"

    def check(series: pd.Series[str]) -> pd.Series[bool]:
        values = series.to_numpy(dtype=object).tolist()
        told = {v for v in set(values) if token in v}
        return pd.Series([v not in told for v in values] if told else True, index=series.index)

    return pa.Check(check, name=code)


def _text(*checks: pa.Check) -> pa.Column:
    return pa.Column(str, checks=list(checks), nullable=False, coerce=False)


SUBMITTED_ROWS = pa.DataFrameSchema(
    {
        **{name: _text() for name in ROW_COLUMNS},
        "name_verdict": _text(*(_verdict_is_not(c) for c in NAME_VERDICTS)),
        "name_remarks": _text(*(_has_no_remark(c) for c in NAME_REMARKS)),
        "authority": _text(_verdict_is_not("outside_authority")),
        "phone_verdict": _text(*(_verdict_is_not(c) for c in PHONE_VERDICTS)),
        "phone_remarks": _text(*(_has_no_remark(c) for c in PHONE_REMARKS)),
        "note_remarks": _text(*(_has_no_remark(c) for c in NOTE_REMARKS)),
    },
    strict=True,
    ordered=True,
    name="submitted_rows",
)


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
