"""Numbers that stand in the name of a file or of its sheets, where no reader of rows looks: they are told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from danhba.check.findings import short
from danhba.check.row_line import Row
from danhba.model.finding import Finding
from danhba.model.grid import Grid
from danhba.phones.numbering_plan import Number, Plan
from schemas.catalogue import CATALOGUE

# As people write a whole number: from its zero or country code on. Dates and counts of papers are none.
_NUMBER = re.compile(r"(?<!\d)(?<!\d[.,/_ -])(?:\+?84[ ._-]?|\(?0)\d(?:[ ._()-]{0,2}\d){7,9}(?!\d)")


def numbers_in_names(file: str, grids: Iterable[Grid], rows: Sequence[Row], plan: Plan) -> list[Finding]:
    """Return a finding for each number that a name holds and no row says. file: its path as it came, what it lies in
    included."""
    said = {row.phone.number.e164 for row in rows if row.phone.number}
    stem, dot, ending = file.rpartition(".")
    names = [("Tên tệp", "", part) for part in (stem if dot and ending.isalnum() else file).split("/")]
    names += [("Tên trang tính", grid.name, grid.name) for grid in grids if not grid.of_file]
    out: list[Finding] = []
    for what, sheet, name in names:
        for number in _whole_numbers(name, plan):
            if number.e164 in said:
                continue
            said.add(number.e164)
            finding = Finding("number_in_name", CATALOGUE["number_in_name"].severity.value, sheet, "", name)
            finding.params = {"what": what, "raw": short(name, 120), "number": number.display}
            out.append(finding)
    return out


def _whole_numbers(name: str, plan: Plan) -> Iterable[Number]:
    for found in _NUMBER.finditer(name):
        read = plan.read(re.sub(r"\D", "", found[0]), found[0].startswith("+"))
        if isinstance(read, tuple) and len(read) == 1 and read[0].kind in ("landline", "mobile"):
            yield read[0]
