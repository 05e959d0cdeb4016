"""Findings and progress as tables: every text is made here, from the catalogue and a finding's parameters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from danhba.clean.text import one_line
from danhba.registry import Registry
from danhba.resolve import Resolution, Submission, Voice, superseded, superseded_by
from danhba.values import Finding
from schemas.findings import words


def finding_line(finding: Finding, registry: Registry, submission: Submission | None = None) -> dict[str, str]:
    """Return a finding as a line of findings.csv."""
    message, hint = words(finding.code, finding.params, finding.severity)
    unit = registry.by_code.get(finding.unit_code)
    return {
        "code": finding.code,
        "severity": finding.severity,
        "unit_code": finding.unit_code,
        "unit_name": unit.name if unit else "",
        "source_file": submission.source_file if submission else "",
        "submission": submission.id if submission else "",
        "sheet": finding.sheet,
        "cell": finding.cell,
        "raw": one_line(finding.raw),
        "message": message,
        "hint": hint,
        "received_at": submission.received_at if submission else "",
    }


def each_submission(
    submissions: Sequence[Submission], resolution: Resolution, registry: Registry
) -> Iterator[tuple[Submission, list[dict[str, str]]]]:
    """Yield every submission, oldest first, with the lines of its open findings; those lines are let go with it."""
    replaced = superseded_by(resolution)
    for submission in sorted(submissions, key=lambda s: s.order):
        old = replaced.get(submission.id, [])
        yield submission, [finding_line(f, registry, submission) for f in open_findings(submission, resolution, old, registry)]


def open_findings(
    submission: Submission, resolution: Resolution, replaced: Sequence[tuple[Voice, Voice]], registry: Registry
) -> list[Finding]:
    """Return what is still open of one submission: its own findings less what a newer return answered, and the cross ones."""
    cross = resolution.findings.get(submission.id, [])
    past = [superseded(old, newer, registry) for old, newer in replaced]
    if submission.id in resolution.replaced:
        about_the_file = [f for f in submission.findings if f.code in ("file_duplicate", "received_late")]
        return [f for f in cross if f.code == "file_duplicate"] + past + about_the_file
    if not submission.findings:
        return cross + past
    closed = resolution.closed.get(submission.id, set())
    if replaced:
        columns = ("name_cell", "phone_cell", "note_cell")
        closed = closed | {(old["sheet"], old[c]) for old, _ in replaced for c in columns if old[c]}
    own = [f for f in submission.findings if not f.cell or (f.sheet, f.cell) not in closed]
    return own + cross + past


def progress_table(
    submissions: Sequence[Submission], resolution: Resolution, findings: Sequence[dict[str, str]], registry: Registry
) -> list[dict[str, str]]:
    """Return one line a unit of the registry: its state and why it is not simply published (tien-do.csv)."""
    errors = Counter(f["unit_code"] for f in findings if f["severity"] == "error")
    warnings = Counter(f["unit_code"] for f in findings if f["severity"] == "warning")
    proofs = {s.submitter for s in submissions if s.evidence and s.submitter}
    newest: dict[str, Submission] = {}
    for submission in sorted(submissions, key=lambda s: s.order):
        if submission.submitter:
            newest[submission.submitter] = submission
    lines = []
    for unit in registry.units:
        standing = resolution.standings[unit.code]
        voice = standing.winner or standing.first
        spoken = voice.submission if voice else newest.get(unit.code)
        winner = standing.winner
        submitter = spoken.submitter if spoken else ""
        lines.append(
            {
                "tier": unit.tier,
                "unit_code": unit.code,
                "name": unit.name,
                "parent_code": unit.parent,
                "state": standing.state,
                "reason": standing.reason,
                "phone": winner.display if winner else "",
                "submitted_by": submitter or ("?" if spoken else ""),
                "received_at": spoken.received_at if spoken else "",
                "late": ("yes" if spoken.late else "no") if spoken else "",
                "evidence": "yes" if unit.code in proofs or (submitter in proofs and submitter) else "no",
                "errors": str(errors[unit.code]),
                "warnings": str(warnings[unit.code]),
            }
        )
    return lines
