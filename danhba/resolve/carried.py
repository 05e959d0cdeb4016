"""What stood published when a later campaign began: an entry stays, with the note that it is not yet confirmed, until a
return of this campaign confirms or replaces it, or somebody takes it back, by whatever words reach a row of the
campaign. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from danhba.identify.sender import Witness
from danhba.model.rows import Rows
from danhba.model.submission import Submission, stem_of
from danhba.registry import Registry
from danhba.resolve.ask import about_unit, decided_number, said_not_in_use, taken_back_by
from danhba.resolve.outcome import Resolution, Standing
from danhba.resolve.remarks import add_remark
from danhba.resolve.voices import RANK_CARRIED, RANK_NONE, Voice, rank_of
from schemas.tables import KEPT_COLUMNS


def carry_over(out: Resolution, carried: Sequence[Submission], registry: Registry) -> None:
    """Let every unit of which nothing valid came keep the entry that it had, as kept.

    carried: as `carried_submissions` made them, after the words of this campaign's mails and letters.
    Not where a reviewer decided that nothing is published, nor where a newer return says that just this number is no
    longer in use, nor where words took it back: then a reviewer is asked.
    """
    for voice in (Voice(RANK_CARRIED, s, i, n, s.rows.units[i]) for s in carried for i, n in enumerate(s.rows.numbers)):
        standing = out.standings[voice.unit]
        if standing.winner is not None:
            _tell_other(standing.winner, voice, registry, out)
            continue
        if standing.lapsed or standing.reason == "decision_applied":
            continue
        if not voice.ok:
            _ask_again(standing, voice, registry, out)
            continue
        said = out.voices.by_unit.get(voice.unit, {}).values()
        voices = (v for one in said for group in one.groups for v in group)
        cut_off = {n for v in voices for n in said_not_in_use(v, out, registry.plan)}
        if voice.number.partition(";")[0] not in cut_off:
            _keep(standing, voice)


def _keep(standing: Standing, voice: Voice) -> None:
    standing.winner, standing.state = voice, "kept"


def _tell_other(winner: Voice, voice: Voice, registry: Registry, out: Resolution) -> None:
    """Somebody above a unit gave another number than the unit itself had published: it counts, and is told."""
    own = rank_of(voice.submission.submitter, voice.unit, registry)
    if voice.ok and voice.number != winner.number and own < winner.rank and own != RANK_NONE:
        told: dict[str, object] = {
            "number": voice.shown,
            "unit": registry.full_name(voice.unit),
            "published": winner.shown,
            "winner": winner.where,
        }
        add_remark(out, voice, "unit_disagrees", told)


def _ask_again(standing: Standing, voice: Voice, registry: Registry, out: Resolution) -> None:
    """Words took back the number of a unit that has no other: it is not kept, and a reviewer is asked."""
    question = about_unit(standing.unit_code)
    if all(q.id != question for q in out.book.questions):
        if decided_number(standing, [voice], False, registry, out):
            return
        if standing.state == "missing":
            standing.reason = "phone_withdrawn"
    if (finding := taken_back_by(voice, out)) is not None:
        told = {**finding.params, "cell": f"{voice['phone_cell']} của tệp “{voice.submission.file}” (đợt trước)"}
        out.unit_findings.append(replace(finding, sheet="", cell="", params=told, rows=()))


def carried_submissions(registry: Registry, witness: Witness | None = None) -> list[Submission]:
    """Return the entries that were carried over, of units that the registry has, by the file that gave them.

    Whose file it was, its folder and name say, read by a witness, and else its units.
    """
    files: dict[str, list[dict[str, str]]] = defaultdict(list)
    seen: set[str] = set()
    for entry in registry.carried:
        if entry["unit_code"] in registry.by_code and entry["unit_code"] not in seen:
            seen.add(entry["unit_code"])
            files[entry["submission"]].append(entry)
    out: list[Submission] = []
    for identity, entries in files.items():
        columns = {name: [_value(name, entry) for entry in entries] for name in KEPT_COLUMNS}
        name, since, rows = entries[0]["source_file"], entries[0]["received_at"], Rows(columns)
        sender = _sender_of(name, rows.units, registry, witness)
        out.append(Submission(identity, name, "", since, "", sender, rows, [], carried=True))
    return out


def _sender_of(name: str, units: Sequence[str], registry: Registry, witness: Witness | None) -> str:
    if witness is not None:
        folder, _, file = name.partition("!/")[0].rpartition("/")
        said = witness.decide(witness.before_rows(folder, stem_of(file), ()))
        if said.unit_code or said.contradicted:
            return said.unit_code
    if len(set(units)) == 1:
        return units[0]
    above = {u for u in (*units, *(registry.by_code[u].parent for u in units)) if u in registry.by_code}
    all_of = [u for u in sorted(above) if all(registry.is_within(unit, u) for unit in units)]
    return next((u for u in all_of if u != registry.province_office), "")


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
