"""What a form other than the hotline's says of one unit and one stretch of time: plain values with their cells, and
nobody's name."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Stated:
    """One unit's statement. form: the form's name; first, last: the days it speaks of (yyyy-mm-dd); values: by name;
    cells: where they stand."""

    form: str
    unit_code: str
    first: str
    last: str
    values: dict[str, str] = field(default_factory=dict[str, str])
    sheet: str = ""
    cells: dict[str, str] = field(default_factory=dict[str, str])
