"""One edition of the directory: what every published format is made from, and its content hash."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from functools import cached_property

from danhba.output.cells import csv_bytes
from danhba.publish.changes import changes
from danhba.registry import Registry
from schemas.forms.form import Form
from schemas.forms.hotline import HOTLINE_FORM
from schemas.tables import DIRECTORY_COLUMNS


@dataclass(frozen=True)
class Edition:
    """The entries to publish (keys of DIRECTORY_COLUMNS, registry order), the registry, and the time they are true
    of."""

    entries: list[dict[str, str]]
    registry: Registry
    as_of: dt.datetime
    before: list[dict[str, str]] = field(default_factory=list)  # the entries published before, for the list of changes
    checked: dict[str, str] = field(
        default_factory=dict
    )  # unit → day (ISO) on which its number was called and answered
    form: Form = HOTLINE_FORM  # what the official workbook and document are laid out as

    @cached_property
    def csv(self) -> bytes:
        """danh-ba.csv: UTF-8 with BOM, CRLF, one line a unit in registry order."""
        return csv_bytes(DIRECTORY_COLUMNS, self.entries)

    @cached_property
    def content(self) -> str:
        """The hash of what is published, whatever the night: nothing new has the same hash. What was called counts,
        where anything was."""
        called = "".join(f"\n{unit} {day}" for unit, day in sorted(self.checked.items()))
        return hashlib.sha256(self.csv + called.encode()).hexdigest()

    @cached_property
    def changes(self) -> list[dict[str, str]]:
        """What differs from what was published before: lines of thay-doi.csv."""
        return changes(self.before, self.entries, self.registry)

    @property
    def id(self) -> str:
        """The name of the publication: yyyymmddThhmmssZ-<first 8 of content hash>."""
        return f"{self.as_of:%Y%m%dT%H%M%SZ}-{self.content[:8]}"


def titles_of(form: Form) -> tuple[str, ...]:
    """Return the titles over the four columns of the printed directory: running number, unit, number, note, as the form
    calls them."""
    titles = {c.field: c.title for c in form.columns}
    return tuple(titles[field] for field in ("stt", "unit", "phone", "note"))
