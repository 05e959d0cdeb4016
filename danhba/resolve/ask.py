"""What a reviewer is asked about a unit, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from danhba.check.taken_back import numbers_of
from danhba.model.finding import Finding, names_in_doubt
from danhba.model.submission import Submission
from danhba.phones.numbering_plan import Plan
from danhba.registry import Registry
from danhba.resolve.outcome import Resolution, Standing
from danhba.resolve.remarks import add_remark
from danhba.resolve.voices import RANK_DECISION, RANK_NONE, Voice, rank_of
from danhba.review.questions import NOTHING, Choice, Question, mark, number_choice, with_nothing
from schemas.rule import Severity


def decided_sender(submission: Submission, registry: Registry, out: Resolution) -> None:
    """Ask whose file it is where the evidence names different senders; where a reviewer has decided, it is that
    unit's."""
    may_be = [*submission.claimed, *submission.may_be]
    question = Question(
        mark("sender", submission.sha256, submission.source_file)[:10],
        mark(submission.sha256, sorted(submission.claimed)),
        "sender",
        "",
        submission.source_file,
        "; ".join(registry.full_name(u) for u in may_be) or "không dấu hiệu nào chỉ một đơn vị trong danh mục",
        submission.source_file,
        with_nothing([Choice(u, f"Của {registry.full_name(u)} – tệp {_short(submission)}") for u in may_be]),
    )
    chosen = out.book.ask(question)
    if chosen is None:
        return
    out.senders[submission.id] = "" if chosen.key == NOTHING else chosen.key
    told: dict[str, object] = {"place": f"Tệp “{submission.source_file}”", "answer": question.answer}
    applied = Finding("decision_applied", Severity.INFO.value, params=told)
    out.findings.setdefault(submission.id, []).append(applied)
    if chosen.key != NOTHING:
        submission.submitter, submission.contradicted = chosen.key, False
        _rows_of_others(submission, registry, out)


def _rows_of_others(submission: Submission, registry: Registry, out: Resolution) -> None:
    """Tell of each row of a unit for which the sender that a reviewer decided may not speak, as where it was known."""
    rows, sender = submission.rows, submission.submitter
    for index, unit in enumerate(rows.units):
        if unit and rank_of(sender, unit, registry) == RANK_NONE:
            row = rows[index]
            told: dict[str, object] = {
                "cell": row["name_cell"],
                "unit": registry.full_name(unit),
                "submitter": registry.full_name(sender),
                "own": " ",
            }
            said = f"{row['name_raw']} – {row['phone_raw']}"
            finding = Finding(
                "outside_authority", Severity.ERROR.value, row["sheet"], row["name_cell"], said, unit, told
            )
            out.findings.setdefault(submission.id, []).append(finding)


def decided_names(submission: Submission, registry: Registry, out: Resolution) -> list[tuple[int, str, str]]:
    """Ask about names that fit several units or none quite; return (row, unit code, number) where a reviewer has
    decided."""
    doubtful = names_in_doubt(submission.findings)
    if not doubtful:
        return []
    at = {
        (s, c): i
        for i, (s, c) in enumerate(
            zip(submission.rows.column("sheet"), submission.rows.column("name_cell"), strict=True)
        )
    }
    decided: list[tuple[int, str, str]] = []
    for finding in doubtful:
        index = at.get((finding.sheet, finding.cell))
        if index is None:
            continue
        row = submission.rows[index]
        options = [str(o) for o in finding.params["options"] if str(o) in registry.by_code]  # type: ignore[attr-defined]
        near = [o for o in options if registry.is_within(o, submission.submitter)] if submission.submitter else []
        if finding.code == "name_ambiguous" and submission.id in out.senders and len(near) == 1:
            # Where the sender had been known, its district would have said which of the namesakes is meant.
            out.closed.setdefault(submission.id, set()).add((finding.sheet, finding.cell))
            decided.append((index, near[0], _number_of(row)))
            continue
        about = submission.submitter or f"{submission.sha256}!{finding.sheet}!{finding.cell}"
        question = Question(
            mark("name", about, row["name_raw"])[:10],
            mark(row["name_raw"], row["phone_raw"], options),
            "name",
            "",
            row["name_raw"],
            f"“{row['name_raw']}” – {row['phone_raw'] or '(trống)'}",
            f"{submission.source_file}, ô {finding.cell}",
            with_nothing(
                [Choice(o, f"{registry.full_name(o)} – {_place(submission, finding.cell, registry)}") for o in options]
            ),
        )
        chosen = out.book.ask(question)
        if chosen is None:
            continue
        out.closed.setdefault(submission.id, set()).add((finding.sheet, finding.cell))
        told = applied_at(finding.cell, row["name_raw"], question.answer)
        out.findings.setdefault(submission.id, []).append(
            Finding("decision_applied", Severity.INFO.value, finding.sheet, finding.cell, row["name_raw"], "", told)
        )
        if chosen.key != NOTHING:
            decided.append((index, chosen.key, _number_of(row)))
    return decided


def _number_of(row: Mapping[str, str]) -> str:
    return "" if "phone_" in row["errors"] else f"{row['phone_e164']};{row['extension']}"


def applied_at(cell: str, raw: str, answer: str) -> dict[str, object]:
    """Return the parameters of `decision_applied` at a cell, with what stands in it."""
    return {"place": f"Ô {cell} ghi “{raw}”" if raw else f"Ô {cell} để trống", "answer": answer}


def about_unit(code: str) -> str:
    """Return the id of the question about a unit's number."""
    return mark("unit", code)[:10]


def decided_number(
    standing: Standing,
    first: list[Voice],
    conflict: bool,
    registry: Registry,
    out: Resolution,
    kind: str = "",
    before: Sequence[Voice] = (),
    beside: Sequence[Voice] = (),
) -> bool:
    """Ask the reviewer about a unit whose first voice is in error (or, by kind, in doubt); put the decision in force,
    if there is one.

    beside: older ones that are asked about with them; before: voices whose numbers were chosen once; they can be chosen
    again, though it is not they that are asked about.
    """
    spoken = [*first, *beside, standing.winner] if standing.winner else [*first, *beside]
    choices = [choice for voice in spoken for choice in _choices_of(voice, registry, out)]
    once = out.book.numbers(about_unit(standing.unit_code)) if before else ()
    choices += [choice for voice in before for choice in _choices_of(voice, registry, out) if choice.key in once]
    if not choices:
        return False
    kind = kind or ("conflict" if conflict else "kept" if standing.winner else "number")
    if kind == "number" and any(_said_by(v, out) for v in spoken):
        kind = "withdrawn"
    question = Question(
        about_unit(standing.unit_code),
        mark(sorted({(v.rank, v.submission.submitter, v["name_raw"], _seen(v) + _said_by(v, out)) for v in spoken})),
        kind,
        standing.unit_code,
        registry.full_name(standing.unit_code),
        several(_shown(v, out) or "(trống)" for v in spoken),
        several(v.where for v in spoken),
        with_nothing(choices[:_CHOICES]),
    )
    chosen = out.book.ask(question)
    if chosen is None:
        return False
    standing.reason = "" if chosen.key != NOTHING else "decision_applied"
    standing.state = "published" if chosen.key != NOTHING else "error"
    standing.winner = None
    for voice in spoken:
        out.closed.setdefault(voice.submission.id, set()).add((voice["sheet"], voice["phone_cell"]))
    for voice in [*spoken, *before]:
        if standing.winner is None and _gives(voice, chosen.key, out):
            e164, extension, _, _ = chosen.number
            decided = Voice(
                RANK_DECISION, voice.submission, voice.index, f"{e164};{extension}", voice.unit, chosen.number
            )
            standing.winner = decided
    told = standing.winner or spoken[0]
    add_remark(out, told, "decision_applied", applied_at(told["phone_cell"], told["phone_raw"], question.answer))
    return True


def _choices_of(voice: Voice, registry: Registry, out: Resolution) -> list[Choice]:
    """Return the numbers that a row may mean as choices: its own, or those of a refused cell."""
    where = place_of(voice, registry)
    if voice.ok:
        return [number_choice(voice["phone_e164"], voice["extension"], voice["phone_kind"], voice["display"], where)]
    return [number_choice(str(o[0]), str(o[1]), str(o[2]), str(o[3]), where) for o in _options(voice, out)]


def once_chosen(unit: str, ordered: Sequence[Submission], registry: Registry, out: Resolution) -> list[Voice]:
    """Return for each number that a reviewer once chose for a unit the newest row that gives it, if there still is
    one. ordered: all submissions, oldest first."""
    wanted = out.book.numbers(about_unit(unit))
    found: dict[str, Voice] = {}
    for submission in reversed(ordered):
        if len(found) == len(wanted):
            break
        rank = rank_of(submission.submitter, unit, registry)
        if submission.contradicted or rank == RANK_NONE or unit not in submission.rows.units:
            continue
        for index, code in enumerate(submission.rows.units):
            if code == unit:
                voice = Voice(rank, submission, index, submission.rows.numbers[index], unit)
                for key in wanted:
                    if key not in found and _gives(voice, key, out):
                        found[key] = voice
    return [found[key] for key in wanted if key in found]


def _gives(voice: Voice, key: str, out: Resolution) -> bool:
    """Tell whether a number is the row's, or one of those that its refused cell may mean."""
    if voice.ok:
        return f"{voice['phone_e164']};{voice['extension']}" == key
    return any(f"{o[0]};{o[1]}" == key for o in _options(voice, out))


def place_of(voice: Voice, registry: Registry) -> str:
    """Return the file of a row, its cell and who sent it, short enough for a line of a list."""
    place = _place(voice.submission, voice["phone_cell"], registry)
    return f"{place}, dòng ghi {voice['former']}" if voice["former"] else place


def _place(submission: Submission, cell: str, registry: Registry) -> str:
    sender = submission.submitter
    by = f"{registry.full_name(sender)} gửi" if sender else "chưa rõ ai gửi"
    return f"tệp {_short(submission)}, ô {cell}, {by}"


def _short(submission: Submission) -> str:
    file = submission.file_and_mail
    return file if len(file) <= _FILE_NAME else f"{file[: _FILE_NAME - 16]}…{file[-15:]}"


def _seen(voice: Voice) -> str:
    """Return what the reviewer must have seen of a row: the phone cell, and the note where its words may be the
    doubt."""
    if {"phone_words_unclear", "phone_not_in_use"} & {*voice["errors"].split()} and voice["note"]:
        return f"{voice['phone_raw']} (ghi chú: {voice['note']})"
    return voice["phone_raw"]


_SAID_ELSEWHERE = frozenset({"phone_withdrawn", "phone_outdated"})


def _shown(voice: Voice, out: Resolution) -> str:
    """Return what a reviewer is shown of a row: what was seen, and the words elsewhere by which its sender takes it
    back."""
    if not _SAID_ELSEWHERE.isdisjoint(voice["errors"].split()):
        for finding in _phone_findings(voice, out):
            if finding.code in _SAID_ELSEWHERE:
                return f"{_seen(voice)} ({finding.params.get('where')} ghi: “{finding.params.get('words')}”)"
    return _seen(voice)


def taken_back_by(voice: Voice, out: Resolution) -> Finding | None:
    """Return the finding by which a later mail or letter lets a row wait, None where none does."""
    if "phone_withdrawn" not in voice["errors"].split():
        return None
    found = (f for f in _phone_findings(voice, out) if f.code == "phone_withdrawn")
    return next((f for f in found if f.params.get("by")), None)


def _said_by(voice: Voice, out: Resolution) -> str:
    """Return by which mails or letters a row was taken back: an answer holds until the next of whoever may speak."""
    finding = taken_back_by(voice, out)
    return f" [{' '.join(finding.params['by'])}]" if finding is not None else ""  # type: ignore[arg-type]


def taken_back_with_new(voices: Iterable[Voice], out: Resolution) -> list[Voice]:
    """Return those of older voices that wait because a newer return takes them back: beside it they are asked about."""
    found = ((v, taken_back_by(v, out)) for v in voices)
    return [v for v, finding in found if finding is not None and finding.params.get("with_new")]


def in_spite_of_outsiders(first: Sequence[Voice], key: str, out: Resolution) -> Voice | None:
    """Return the voice of a number that a person once chose, where all that speaks against it since is the word of
    somebody who may not speak for the unit; None elsewhere."""
    for voice in first:
        finding = taken_back_by(voice, out)
        if finding is not None and finding.params.get("outsider") and voice["errors"].split() == ["phone_withdrawn"]:
            for e164, extension, kind, display in _options(voice, out):
                if f"{e164};{extension}" == key:
                    chosen = (str(e164), str(extension), str(kind), str(display))
                    return Voice(voice.rank, voice.submission, voice.index, key, voice.unit, chosen)
    return None


_TAKEN_BACK = frozenset({"phone_not_in_use", "phone_withdrawn", "phone_words_unclear"})  # the last where it says so


def said_not_in_use(voice: Voice, out: Resolution, plan: Plan) -> list[str]:
    """Return the numbers (E.164) of which a row says that they are cut off, old, private or else not the hotline, that
    they may be, or its sender that they are taken back; and those that the words against it name: “Số … gửi hôm trước
    là số nhầm” speaks of that one, whatever waits because of it."""
    if _TAKEN_BACK.isdisjoint(voice["errors"].split()):
        return []
    for finding in _phone_findings(voice, out):
        if finding.code in _TAKEN_BACK:
            told = [str(n) for n in finding.params.get("numbers", ())]  # type: ignore[attr-defined]
            wrong, right = numbers_of(str(finding.params.get("words", "")), plan)
            return [*told, *wrong, *right]
    return []


def _options(voice: Voice, out: Resolution) -> list[list[object]]:
    """Return the numbers that a refused cell may mean, as (e164, extension, kind, display)."""
    for finding in _phone_findings(voice, out):
        if finding.params.get("options"):
            return list(finding.params["options"])  # type: ignore[call-overload]
    return []


def _phone_findings(voice: Voice, out: Resolution) -> list[Finding]:
    """Return the findings at a row's phone cell. A file's findings are unpacked once, not for every row."""
    submission = voice.submission
    known = out.phone_findings.get(submission.id)
    if known is None:
        known = out.phone_findings[submission.id] = {}
        for finding in submission.findings:
            if finding.code.startswith("phone_"):
                known.setdefault((finding.sheet, finding.cell), []).append(finding)
    return known.get((voice["sheet"], voice["phone_cell"]), [])


_CHOICES = 200  # that a reviewer is offered
_FILE_NAME = 36  # characters of a file's name in a choice, which also names the cell and the sender
_SEVERAL = 20  # things that a message lists


def several(texts: Iterable[str]) -> str:
    """Return texts in one line, each once; of many the first and how many more there are."""
    once = list(dict.fromkeys(texts))
    more = f"; … và {len(once) - _SEVERAL} nữa" if len(once) > _SEVERAL else ""
    return "; ".join(once[:_SEVERAL]) + more
