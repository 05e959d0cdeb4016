"""The list of what to mend that a marked copy carries: it comes back with the copy and says nothing of the rows.

Its examples are the numbers that a unit is told to write; they are no examples of the unit's.
"""

from __future__ import annotations

from danhba.model.grid import Grid
from danhba.output.labels import FINDINGS_HEADS, FINDINGS_SHEET

_LINES = 6  # from the top, in which its heads stand


def is_findings_list(grid: Grid) -> bool:
    """Tell whether a grid is that list, by its name or, as a table of a document or page, by its heads."""
    if grid.name == FINDINGS_SHEET:
        return True
    return any(all(head in row for head in FINDINGS_HEADS) for row in grid.rows[:_LINES])
