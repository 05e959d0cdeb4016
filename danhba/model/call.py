"""One call to a published number, as a person wrote it down, and in which part of a day it was made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from danhba.vietnamese.dates import VIETNAM
from schemas.calls import MISSED, Band

_NIGHT_ENDS, _NIGHT_BEGINS = 6, 22


@dataclass(frozen=True, slots=True)
class Call:
    """One filled line. units: codes of the units it is about, none where a number was reported wrong, whosever it is.

    number: "+84…;extension"; outcome: of schemas.calls.Outcome; called_at, received_at: ISO 8601 in UTC; post: who
    answered, never a name;
    receipt, sheet, cell: where it stands.
    """

    units: tuple[str, ...]
    number: str
    outcome: str
    called_at: str
    caller: str = ""
    post: str = ""
    note: str = ""
    received_at: str = ""
    receipt: str = ""
    sheet: str = ""
    cell: str = ""

    @property
    def missed(self) -> bool:
        """Whether nobody was reached."""
        return self.outcome in MISSED

    @property
    def local(self) -> dt.datetime:
        """When it was made, in Vietnam."""
        return _local(self.called_at)

    @property
    def day(self) -> dt.date:
        return self.local.date()

    @property
    def band(self) -> Band:
        return band_of(self.local)

    @property
    def night(self) -> dt.date:
        """The day on whose evening the night of this call began."""
        return (self.local - dt.timedelta(hours=_NIGHT_ENDS)).date()


@lru_cache(maxsize=65536)
def _local(iso: str) -> dt.datetime:
    return dt.datetime.fromisoformat(iso).astimezone(VIETNAM)


def band_of(local: dt.datetime) -> Band:
    """Return the part of the day of a time in Vietnam."""
    hour = local.hour
    if hour < _NIGHT_ENDS or hour >= _NIGHT_BEGINS:
        return Band.NIGHT
    return Band.MORNING if hour < 12 else Band.AFTERNOON if hour < 18 else Band.EVENING


def number_of(entry: Mapping[str, str]) -> str:
    """Return what is called of an entry of the directory: "+84…;extension", as voices and decisions name it."""
    return f"{entry['phone_e164']};{entry['extension']}"
