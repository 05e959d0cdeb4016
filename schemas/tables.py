"""The columns of every table, by name and in order. Apart from their schemas, so that who only writes them need not load pandas."""

from __future__ import annotations

# What the steps before wrote down of each row, all text.
ROW_COLUMNS: tuple[str, ...] = (
    "sheet", "row", "tier", "unit_code", "name_raw", "name_cell", "phone_raw", "phone_cell", "phone_e164", "extension", "phone_kind",
    "note", "note_cell",
)  # fmt: skip

# What is kept of each row once it is validated: the codes of its errors, with blanks between; whether it may be published, and how.
KEPT_COLUMNS: tuple[str, ...] = (*ROW_COLUMNS, "errors", "ok", "display", "note_public")

DIRECTORY_COLUMNS: tuple[str, ...] = (
    "tier", "unit_code", "name", "parent_code", "parent_name", "phone", "phone_e164", "extension", "phone_kind", "note", "status",
    "source_file", "source_sheet", "source_cell", "submission", "received_at",
)  # fmt: skip
PROGRESS_COLUMNS: tuple[str, ...] = (
    "tier", "unit_code", "name", "parent_code", "state", "reason", "phone", "submitted_by", "received_at", "late", "evidence", "errors",
    "warnings",
)  # fmt: skip
FINDING_COLUMNS: tuple[str, ...] = (
    "code", "severity", "unit_code", "unit_name", "source_file", "submission", "sheet", "cell", "raw", "message", "hint", "received_at",
)  # fmt: skip

KINDS = ("landline", "mobile", "toll_free", "premium", "special", "short")


_DESCRIPTIONS = {
    "tier": "section of the form: A agency, B district level, C commune level",
    "unit_code": "code of the unit in the registry",
    "name": "name of the unit in the registry",
    "parent_code": "code of the unit above",
    "parent_name": "name of the unit above",
    "phone": "the number as printed",
    "phone_e164": "+84…, or the bare code of a service number",
    "extension": "extension, digits",
    "phone_kind": "kind of number",
    "note": "the row's note, unless withheld",
    "status": "current, or kept while a newer return is in error",
    "source_file": "file that the number was read from",
    "source_sheet": "its sheet",
    "source_cell": "its cell",
    "submission": "id of the receipt",
    "received_at": "when it was received (UTC)",
}
_REQUIRED = {
    "tier",
    "unit_code",
    "name",
    "phone",
    "phone_e164",
    "phone_kind",
    "status",
    "source_file",
    "submission",
    "received_at",
}
_PATTERNS = {"phone": r"^\d[\d ]+\d$", "phone_e164": r"^(\+84\d{6,10}|1\d{3})$", "extension": r"^\d{0,5}$"}
_ENUMS = {"phone_kind": list(KINDS), "status": ["current", "kept"]}
