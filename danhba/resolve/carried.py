"""What stood published when a later campaign began: an entry stays, with the note that it is not yet confirmed, until a
return of this campaign confirms or replaces it, or somebody withdraws it. Pure."""

from __future__ import annotations

from collections import defaultdict

from danhba.model.rows import Rows
from danhba.model.submission import Submission
from danhba.registry import Registry
from danhba.resolve.ask import said_not_in_use
from danhba.resolve.outcome import Resolution, Standing
from danhba.resolve.voices import RANK_CARRIED, Voice
from schemas.tables import KEPT_COLUMNS


def carry_over(out: Resolution, registry: Registry) -> None:
    """Let every unit of which nothing valid came keep the entry that it had, as kept.

    Not where a reviewer decided that nothing is published, nor where a newer return says that just this number is no
    longer in use.
    """
    for voice in carried_voices(registry):
        standing = out.standings[voice.unit]
        if standing.winner is not None or standing.lapsed or standing.reason == "decision_applied":
            continue
        said = out.voices.by_unit.get(voice.unit, {}).values()
        cut_off = {n for one in said for group in one.groups for v in group for n in said_not_in_use(v, out)}
        if voice.number.partition(";")[0] not in cut_off:
            _keep(standing, voice)


def _keep(standing: Standing, voice: Voice) -> None:
    standing.winner, standing.state = voice, "kept"


def carried_voices(registry: Registry) -> list[Voice]:
    """Return one voice for each entry that was carried over, of units that the registry has."""
    files: dict[str, list[dict[str, str]]] = defaultdict(list)
    seen: set[str] = set()
    for entry in registry.carried:
        if entry["unit_code"] in registry.by_code and entry["unit_code"] not in seen:
            seen.add(entry["unit_code"])
            files[entry["submission"]].append(entry)
    out: list[Voice] = []
    for identity, entries in files.items():
        columns = {name: [_value(name, entry) for entry in entries] for name in KEPT_COLUMNS}
        first, rows = entries[0], Rows(columns)
        submission = Submission(identity, first["source_file"], "", first["received_at"], "", "", rows, [])
        out += [
            Voice(RANK_CARRIED, submission, index, rows.numbers[index], entry["unit_code"])
            for index, entry in enumerate(entries)
        ]
    return out


_FROM = {
    "sheet": "source_sheet", "phone_cell": "source_cell", "name_raw": "name", "phone_raw": "phone", "display": "phone",
    "note_public": "note",
}  # fmt: skip
_SAME = frozenset({"tier", "unit_code", "phone_e164", "extension", "phone_kind"})


def _value(column: str, entry: dict[str, str]) -> str:
    """Return what a row of the published number says in a column of rows."""
    if column in _SAME:
        return entry[column]
    if column == "row":
        return "0"
    return "1" if column == "ok" else entry[_FROM[column]] if column in _FROM else ""
