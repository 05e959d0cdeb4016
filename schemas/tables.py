"""Every table, declared once: its columns in order, what each holds, what a value must look like.

The pandera models (`published.py`), the JSON Schema, the data package, docs/columns.md and the lists of columns that
writers use all derive from here. Imports no pandas: a night with nothing new does without.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.calls import CallState, Outcome
from schemas.catalogue import CATALOGUE
from schemas.demands import DemandState
from schemas.rule import Severity
from schemas.situations import Situation


@dataclass(frozen=True, slots=True)
class Field:
    """One column, all text. required: never empty; pattern, choices: of a value that is not empty ('', (): any);
    unique: no value twice."""

    name: str
    description: str
    required: bool = False
    pattern: str = ""
    choices: tuple[str, ...] = ()
    unique: bool = False


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table that leaves the house: the file it is written to (below outbox/), what it is, its columns, the one that
    names a line."""

    path: str
    title: str
    fields: tuple[Field, ...]
    key: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(f.name for f in self.fields)


# What the steps before wrote down of each row, all text.
ROW_COLUMNS: tuple[str, ...] = (
    "sheet", "row", "tier", "unit_code", "name_raw", "name_cell", "phone_raw", "phone_cell", "phone_e164", "extension",
    "phone_kind",
    "note", "note_cell",
)  # fmt: skip

# What is kept of each row once it is validated: the codes of its errors, with blanks between; whether it may be
# published, and how.
# former: under which name that is no unit's today the row stands, as a message says it; '' under today's.
KEPT_COLUMNS: tuple[str, ...] = (*ROW_COLUMNS, "errors", "ok", "display", "note_public", "former")

KINDS = ("landline", "mobile", "toll_free", "premium", "special", "short")
STATUSES = ("current", "kept")
SITUATIONS = tuple(s.value for s in Situation)
STATES = ("published", "kept", "error", "missing")
_CHANGES = ("added", "changed", "removed", "kept")
_PHONE, _E164, _EXTENSION = r"^\d[\d ]+\d$", r"^(\+84\d{6,10}|1\d{3})$", r"^\d{0,5}$"
_COUNT, _YES_NO = r"^\d+$", ("yes", "no")
_MOMENT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"
_MONTH = r"^\d{4}-\d\d$"
_NO_CALL = (Outcome.LATER, Outcome.REPORTED)

DIRECTORY = PublishedTable(
    "current/danh-ba.csv",
    "the directory: one line a unit, in the order of the registry",
    (
        Field("tier", "section of the form: A agency, B district level, C commune level", required=True),
        Field("unit_code", "code of the unit in the registry", required=True, unique=True),
        Field("name", "name of the unit in the registry", required=True),
        Field("parent_code", "code of the unit above"),
        Field("parent_name", "name of the unit above"),
        Field("phone", "the number as printed", required=True, pattern=_PHONE),
        Field("phone_e164", "+84…, or the bare code of a service number", required=True, pattern=_E164),
        Field("extension", "extension, digits", pattern=_EXTENSION),
        Field("phone_kind", "kind of number", required=True, choices=KINDS),
        Field("note", "the row's note, unless withheld"),
        Field("status", "current, or kept while a newer return is in error", required=True, choices=STATUSES),
        Field("source_file", "file that the number was read from", required=True),
        Field("source_sheet", "its sheet"),
        Field("source_cell", "its cell"),
        Field("submission", "id of the receipt", required=True),
        Field("received_at", "when it was received (UTC)", required=True),
        Field(
            "confirmed",
            "in a later campaign: whether the unit confirmed or replaced its number in it; empty in the first",
            choices=_YES_NO,
        ),
    ),
    key="unit_code",
)
CHANGES = PublishedTable(
    "current/thay-doi.csv",
    "what differs from the publication before",
    (
        Field("change", "what became of the line", required=True, choices=_CHANGES),
        Field("unit_code", "code of the unit in the registry", required=True, unique=True),
        Field("name", "name of the unit in the registry", required=True),
        Field("parent_name", "name of the unit above"),
        Field("phone_before", "the number printed before, with its extension"),
        Field("phone", "the number printed now, with its extension"),
        Field("status_before", "status before", choices=STATUSES),
        Field("status", "status now", choices=STATUSES),
    ),
    key="unit_code",
)
PROGRESS = PublishedTable(
    "reports/tien-do.csv",
    "every unit of the registry and its state",
    (
        Field("tier", "section of the form", required=True),
        Field("unit_code", "code of the unit in the registry", required=True, unique=True),
        Field("name", "name of the unit in the registry", required=True),
        Field("parent_code", "code of the unit above"),
        Field("state", "what became of the unit", required=True, choices=STATES),
        Field(
            "reason",
            (
                "why it is not simply published: the code of its gravest finding, no_hotline_yet where it says so, "
                "or not_returned"
            ),
        ),
        Field("phone", "the published number as printed"),
        Field("submitted_by", "code of the unit whose return spoke for it; ? where nobody knows whose it is"),
        Field("received_at", "when that return was received (UTC)"),
        Field("late", "whether that was after the deadline", choices=_YES_NO),
        Field("evidence", "whether supporting documents have come", required=True, choices=_YES_NO),
        Field("errors", "open findings about it that are errors", required=True, pattern=_COUNT),
        Field("warnings", "open findings about it that are warnings", required=True, pattern=_COUNT),
        Field(
            "situation",
            "which one of the situations of schemas/situations.py it is in",
            required=True,
            choices=SITUATIONS,
        ),
        Field("situation_words", "the same in Vietnamese, as pages say it", required=True),
        Field(
            "demands",
            "its state towards each demand of the letter, as in yeu-cau.csv; empty where the campaign declares none",
        ),
        Field("duty_until", "the last day up to which its duty roster is without a gap", pattern=r"^\d{4}-\d\d-\d\d$"),
        Field("counts_month", "the newest month of which it has sent counts", pattern=_MONTH),
    ),
    key="unit_code",
)
DEMANDS = PublishedTable(
    "reports/yeu-cau.csv",
    "every unit and demand of the letter, where the campaign declares them",
    (
        Field("tier", "section of the form", required=True),
        Field("unit_code", "code of the unit in the registry", required=True),
        Field("name", "its name with its district", required=True),
        Field("demand", "id of the demand in province.toml", required=True),
        Field("demand_words", "the demand as pages name it", required=True),
        Field("state", "what the unit has done about it", required=True, choices=tuple(s.value for s in DemandState)),
        Field("state_words", "the same in Vietnamese", required=True),
        Field("why", "why it is not met though something came, in Vietnamese"),
        Field("source_file", "the file that decides it"),
        Field("received_at", "when that was received (UTC)", pattern=_MOMENT),
    ),
)
STANDING = PublishedTable(
    "reports/ton-dong.csv",
    "errors that stand, one line a unit and kind, the oldest first",
    (
        Field("unit_code", "code of the unit; empty where nobody knows whose file it is"),
        Field("name", "the unit's name with its district, else the file", required=True),
        Field("code", "kind of error: a code of the catalogue", required=True, choices=tuple(CATALOGUE)),
        Field("title", "the same in Vietnamese", required=True),
        Field("since", "when the first file with it was received (UTC)", required=True, pattern=_MOMENT),
        Field("days", "days since then", required=True, pattern=_COUNT),
        Field("errors", "errors of this kind that stand now", required=True, pattern=_COUNT),
    ),
)
DAYS = PublishedTable(
    "reports/theo-ngay.csv",
    "figures of every day with a run, of the last 60 days",
    (
        Field("day", "the day in Vietnam", required=True, pattern=r"^\d{4}-\d\d-\d\d$"),
        Field(
            "figure",
            "with_number, published (units), errors (open), verified (numbers), demand:ID (units that met it)",
            required=True,
        ),
        Field("value", "how many", required=True, pattern=_COUNT),
    ),
)
FINDINGS = PublishedTable(
    "reports/findings.csv",
    "every open finding",
    (
        Field("code", "what was found: a code of the catalogue", required=True, choices=tuple(CATALOGUE)),
        Field("severity", "how grave it is", required=True, choices=tuple(s.value for s in Severity)),
        Field("unit_code", "code of the unit concerned"),
        Field("unit_name", "its name"),
        Field("source_file", "file that it was found in"),
        Field("submission", "id of the receipt"),
        Field("sheet", "its sheet"),
        Field("cell", "cell to be mended"),
        Field("raw", "what stands there"),
        Field("message", "what is wrong, in Vietnamese", required=True),
        Field("hint", "what to write instead, in Vietnamese", required=True),
        Field("received_at", "when the file was received (UTC)"),
    ),
)

CALLS = PublishedTable(
    "reports/kiem-tra.csv",
    "every published number and what calls to it have shown",
    (
        Field("unit_code", "code of the unit in the registry", required=True, unique=True),
        Field("phone_e164", "its published number: +84…, or the bare code of a service", required=True, pattern=_E164),
        Field("calls", "calls made to this number for this unit", required=True, pattern=_COUNT),
        Field("last_called_at", "when the last of them was made (UTC)", pattern=_MOMENT),
        Field("last_outcome", "what came of it", choices=tuple(o.value for o in Outcome if o not in _NO_CALL)),
        Field("verified_at", "when a person of this unit last answered, unless later calls say otherwise (UTC)",
        pattern=_MOMENT),
        Field("next_due", "the day from which it is to be called again", pattern=r"^\d{4}-\d\d-\d\d$"),
        Field("state", "what it is after its calls", required=True, choices=tuple(s.value for s in CallState)),
    ),
    key="unit_code",
)  # fmt: skip

COUNTS = PublishedTable(
    "reports/so-lieu.csv",
    "what units counted, a line a unit and month",
    (
        Field("tier", "section of the form", required=True),
        Field("unit_code", "code of the unit in the registry", required=True),
        Field("name", "name of the unit in the registry", required=True),
        Field("parent_code", "code of the unit above"),
        Field("month", "the month counted", required=True, pattern=_MONTH),
        Field("carried", "open from the month before, as the unit counts it", required=True, pattern=_COUNT),
        Field("received", "received in the month", required=True, pattern=_COUNT),
        Field("in_time", "answered in time", required=True, pattern=_COUNT),
        Field("late", "answered late", required=True, pattern=_COUNT),
        Field("open_in_time", "open at the month's end, in time", required=True, pattern=_COUNT),
        Field("open_overdue", "open at the month's end, overdue", required=True, pattern=_COUNT),
        Field("share_in_time", "in time / (in time + late + open overdue)", pattern=r"^[01]\.\d{3}$"),
        Field("left_before", "open at the end of the month before, by that month's counts", pattern=_COUNT),
        Field("source_file", "file that it was read from", required=True),
        Field("submission", "id of the receipt", required=True),
        Field("received_at", "when it was received (UTC)", required=True, pattern=_MOMENT),
    ),
)

_MATTERS = ("findings", "missing", "below", "number")
_DAY = r"^\d\d/\d\d/\d{4}$"
PACKAGES = PublishedTable(
    "gui-don-vi/gui-don-vi.csv",
    "the packages that lie ready to be sent, one line a unit, for mail merge",
    (
        Field("unit_code", "code of the unit in the registry", required=True, unique=True),
        Field("name", "name of the unit in the registry", required=True),
        Field("parent_name", "name of the unit above"),
        Field("email", "its address in the registry"),
        Field("zalo_phone", "its number for Zalo in the registry"),
        Field("contact_post", "the post that answers there, from the registry"),
        Field("ma_dinh_danh", "its official code, from the registry"),
        Field("matter", "what it is told of", required=True, choices=_MATTERS),
        Field("matter_words", "the same in Vietnamese", required=True),
        Field("reminder", "which reminder of this matter it is; 0: the first telling", required=True, pattern=_COUNT),
        Field("errors", "open errors in what the unit sent", required=True, pattern=_COUNT),
        Field("warnings", "open warnings in what the unit sent", required=True, pattern=_COUNT),
        Field("answer_by", "the day asked for, as people write it", pattern=_DAY),
        Field("subject", "subject of the mail", required=True),
        Field("message", "the short message", required=True),
        Field("folder", "folder of the package beside this table", required=True, unique=True),
        Field("told_at", "when the package was made (UTC)", required=True),
        Field("telling", "id of the telling, which the mail bears too", required=True, unique=True),
    ),
    key="unit_code",
)
ADDRESSES = PublishedTable(
    "review/dia-chi-thu.csv",
    "addresses that returns came from and the registry does not have: for a reviewer to confirm",
    (
        Field("unit_code", "code of the unit that the return is of", required=True),
        Field("name", "its name with its district", required=True),
        Field("email_registry", "its address in the registry"),
        Field("email_seen", "the address that the mail says it is from", required=True),
        Field("source_file", "file that came in the mail", required=True),
        Field("received_at", "when it was received (UTC)", required=True),
        Field(
            "answer",
            "what a reviewer decided: used (the unit's packages go there), not_used; empty while nobody has",
            choices=("used", "not_used"),
        ),
    ),
)

PUBLISHED_TABLES = (DIRECTORY, CHANGES, FINDINGS, PROGRESS, PACKAGES, ADDRESSES, CALLS, DEMANDS, STANDING, DAYS, COUNTS)

DIRECTORY_COLUMNS = DIRECTORY.columns
CHANGE_COLUMNS = CHANGES.columns
PROGRESS_COLUMNS = PROGRESS.columns
FINDING_COLUMNS = FINDINGS.columns
CALL_COLUMNS = CALLS.columns
DEMAND_COLUMNS = DEMANDS.columns
COUNT_COLUMNS = COUNTS.columns


def columns_page(tables: Iterable[PublishedTable] = PUBLISHED_TABLES) -> str:
    """Return docs/columns.md: every column of every published table."""
    lines = [
        "# Columns of the published tables",
        "",
        "Made from `schemas/tables.py` by `make docs`; do not edit by hand.",
    ]
    for table in tables:
        lines += ["", f"## `outbox/{table.path}`: {table.title}", "", "| column | holds | must be |", "|---|---|---|"]
        for f in table.fields:
            must = ["not empty"] if f.required else []
            must += ["unique"] if f.unique else []
            must += [f"`{f.pattern}`".replace("|", "\\|")] if f.pattern else []
            if f.choices:
                must.append("a code of [findings.md](findings.md)" if len(f.choices) > 20 else ", ".join(f.choices))
            lines.append(f"| `{f.name}` | {f.description} | {'; '.join(must)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(columns_page(), end="")
