"""pandera schemas of the frames between the steps: submitted rows, directory entries, progress, findings.

All columns of submitted rows are text and nothing is coerced, so that one lazy pass reports every failure: a failed check
bears the code of its finding. Validate many files at once; a frame's index numbers its rows.
"""

from __future__ import annotations

import pandas as pd

from schemas.pandera_import import pa
from schemas.tables import ROW_COLUMNS

NAME_VERDICTS = (
    "name_missing", "name_unknown", "name_ambiguous", "name_garbled", "name_guessed", "name_not_a_unit", "name_retired", "many_units_in_row",
)  # fmt: skip
NAME_REMARKS = ("name_retired", "name_decoded", "tier_mismatch", "document_with_changes")
PHONE_VERDICTS = (
    "phone_missing", "phone_multiple", "phone_length", "phone_prefix", "phone_not_a_number", "phone_digits_lost", "phone_foreign",
    "phone_emergency", "phone_uncertain", "phone_not_in_use", "phone_words_unclear",
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
