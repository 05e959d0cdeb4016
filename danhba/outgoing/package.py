"""One unit's package: the files of its folder, out of its facts and its telling. What strangers' files are needed for,
workers make."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass

from danhba import READING_RULES, __version__
from danhba.handouts.many_forms import ManyForms
from danhba.identify.mark import mark_of
from danhba.model.telling import Telling
from danhba.outgoing.below_page import below_page
from danhba.outgoing.facts import OwnFile, UnitFacts
from danhba.outgoing.mail import draft
from danhba.outgoing.words import Letter, letter_of, until_words
from danhba.read.in_file import Content
from danhba.registries.records import EMAIL
from danhba.registry import Registry
from danhba.report.for_unit import is_foreign
from danhba.report.inputs import Inputs
from danhba.report.submission import Report, Task, report_of, task_of, to_mend
from danhba.store.contents import content_of
from danhba.store.damaged import ArchiveDamagedError

MAIL, MESSAGE, FORM, BELOW_PAGE = "thu.eml", "tin-nhan.txt", "bieu-mau.xlsx", "cap-duoi.html"
_AT_ONCE = 20  # packages whose reports workers have in hand


@dataclass(frozen=True, slots=True)
class Package:
    """A package whole: its unit, its telling, its words, its files by name."""

    unit: UnitFacts
    telling: Telling
    letter: Letter
    files: dict[str, bytes]


def address_of(code: str, registry: Registry, accepted: Mapping[str, str]) -> str:
    """Return the unit's address as mails are sent to it, '' where there is none that can be used.

    accepted: addresses that a reviewer let be used, by unit code; they go before the registry's, beside which they were
    shown.
    """
    address = accepted.get(code) or registry.by_code[code].email
    return address if re.fullmatch(EMAIL, address) else ""


def basis_of(
    unit: UnitFacts, telling: Telling, entry: Mapping[str, str] | None, sender: str, registry: Registry, address: str
) -> str:
    """Return a mark of everything that a package's bytes depend on. address: where its mail is to go."""
    told = (
        __version__,
        READING_RULES,
        registry.digest,
        astuple(telling),
        unit.situation.value,
        unit.number,
        [(f.submission.id, sorted(sorted(line.items()) for line in f.lines)) for f in unit.files],
        [astuple(b) for b in unit.below],
        sorted(entry.items()) if entry else None,
        sender,
        *([address] if address != registry.by_code[unit.code].email else []),
    )
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def packages(
    wanted: Sequence[tuple[UnitFacts, Telling]],
    entries: Mapping[str, Mapping[str, str]],
    sender: str,
    inputs: Inputs,
    accepted: Mapping[str, str],
) -> Iterator[Package]:
    """Make packages one after the other, so many in hand at once. entries: the directory by unit code; accepted:
    addresses by unit code. Raises OSError."""
    forms: dict[str, ManyForms] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        made = iter(_reports([(file, unit, telling) for unit, telling in part for file in unit.files], inputs))
        for unit, telling in part:
            at = telling.told_at
            if at not in forms:
                forms[at] = ManyForms(inputs.registry, entries, _moment(telling), inputs.signing_key)
            files: dict[str, bytes] = {}
            for number in range(1, len(unit.files) + 1):
                files |= _named(next(made), number)
            if unit.below:
                files[BELOW_PAGE] = below_page(unit, telling, inputs.registry)
            files[FORM] = forms[at].of(inputs.registry.by_code[unit.code])
            letter = letter_of(unit, telling, list(files), inputs.registry)
            address = (inputs.registry.full_name(unit.code), address_of(unit.code, inputs.registry, accepted))
            mail = draft(letter, telling, address, sender, files)
            files[MAIL] = mail
            files[MESSAGE] = b"\xef\xbb\xbf" + letter.short.replace("\n", "\r\n").encode()
            yield Package(unit, telling, letter, files)


def _moment(telling: Telling) -> dt.datetime:
    return dt.datetime.fromisoformat(telling.told_at)


def _named(report: Report, number: int) -> dict[str, bytes]:
    """Return a report's files under the names that they have in the package."""
    stem = "phieu-ra-soat" if number == 1 else f"phieu-ra-soat-{number}"
    page = report.page.replace(b"phieu-ra-soat.xlsx", f"{stem}.xlsx".encode())
    return {f"{stem}.html": page} | ({f"{stem}.xlsx": report.copy} if report.copy else {})


def _reports(wanted: Sequence[tuple[OwnFile, UnitFacts, Telling]], inputs: Inputs) -> list[Report]:
    """Make the reports of files as their units may see them: those with a marked copy by workers, which read the file
    for it."""
    registry = inputs.registry
    tasks: list[Task] = []
    for file, unit, telling in wanted:
        submission = file.submission
        within = [unit.code, *(b.code for b in unit.below)]
        lines = [{name: value for name, value in line.items() if name != "sha256"} for line in file.lines]
        at_a_cell = any(line["severity"] == "error" and line["cell"] for line in lines)
        copied = to_mend(submission, at_a_cell) and not is_foreign(submission.rows, within)
        mark = mark_of(inputs.signing_key, registry, unit.code)
        task = task_of(submission, [], b"", lines, [], _moment(telling), mark, within, until_words(telling))
        tasks.append((task, submission.rows.pack(), _content(inputs, submission.sha256) if copied else b""))
    marked = [task for task in tasks if task[2] != b""]
    of_workers = iter(inputs.makers.reports(inputs.makers.begin_reports(marked)) if marked else ())
    out = []
    for told, rows, data in tasks:
        report = next(of_workers) if data != b"" else None
        out.append(report if report is not None else report_of(told, rows, b"", registry))
    return out


def _content(inputs: Inputs, sha256: str) -> Content:
    try:
        return content_of(inputs.archive, sha256)
    except ArchiveDamagedError:
        return b""  # told elsewhere; the report is whole without its copy
