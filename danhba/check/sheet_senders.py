"""A workbook put together from several bodies' own sheets: each sheet's letterhead names its body, and speaks for that
sheet's rows alone.

Together they are no contradiction: whoever put them together stands above them all, or is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from danhba.identify.sender import Witness
from danhba.locate.lines import Located
from danhba.model.submission import Evidence
from danhba.registry import Registry


@dataclass(frozen=True, slots=True)
class SheetSenders:
    """by_sheet: the unit whose letterhead a sheet bears, of a workbook in which several differ; above: the one unit
    that stands above them all, '' for none."""

    by_sheet: Mapping[str, str] = field(default_factory=dict[str, str])
    above: str = ""

    def evidence(self, of_all: Iterable[Evidence], registry: Registry) -> list[Evidence]:
        """Return the evidence of who sent the workbook: what the sheets' letterheads say of their own rows is left
        out, what they say together is put in where nothing else says it."""
        kept = [e for e in of_all if e.kind != "letterhead"]
        if self.above and not kept:
            sheets = f"{len(self.by_sheet)} trang, mỗi trang của một đơn vị thuộc {registry.full_name(self.above)}"
            kept.append(Evidence("letterhead", sheets, self.above))
        return kept


def senders_of_sheets(
    located: Sequence[Located], evidence: Iterable[Evidence], witness: Witness, registry: Registry
) -> SheetSenders:
    """Return whose letterhead each sheet with rows bears, where they differ; nothing where a sheet bears none, all the
    same, or folder, mark or file name (evidence) say of the workbook that it is of somebody who does not stand above
    them all."""
    with_rows = [found for found in located if any(table.rows for table in found.tables)]
    if len(with_rows) < 2:
        return SheetSenders()
    by_sheet: dict[str, str] = {}
    for found in with_rows:
        said = witness.decide(witness.before_rows("", "", found.letterhead))
        if not said.unit_code:
            return SheetSenders()
        by_sheet[found.tables[0].sheet] = said.unit_code
    units = {*by_sheet.values()}
    sent = [e for e in evidence if e.kind != "letterhead"]
    by = witness.decide(sent).unit_code
    if len(units) < 2 or (
        sent and not (by == registry.province_office or all(registry.is_within(u, by) for u in units))
    ):
        return SheetSenders()
    districts = {witness.district_in_context(unit) for unit in units}
    return SheetSenders(by_sheet, districts.pop() if len(districts) == 1 else "")
