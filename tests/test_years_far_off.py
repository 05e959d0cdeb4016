"""A year that is a slip of the keyboard ends no night: it is refused where it is typed, and no stored time is unreadable."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.calls.moments import moment
from danhba.settings import Settings, SettingsError, load_settings
from danhba.vietnamese.dates import utc
from tests.examples import share


@settings(max_examples=share(400), deadline=None)
@given(st.datetimes(dt.datetime(1, 1, 3), dt.datetime(9999, 12, 28), timezones=st.just(dt.UTC)))
def test_a_moment_that_is_written_is_read_back(when: dt.datetime) -> None:
    assert dt.datetime.fromisoformat(utc(when)) == when.replace(microsecond=0)


@settings(max_examples=share(400), deadline=None)
@given(st.datetimes(), st.booleans())
def test_a_call_is_of_our_time_or_of_none(when: dt.datetime, typed: bool) -> None:
    said = moment(
        when if typed else f"{when.hour:02d}:{when.minute:02d} {when.day:02d}/{when.month:02d}/{when.year:04d}"
    )
    of_our_time = 2000 <= when.year < 2200
    assert (said is not None) == (of_our_time and (when.time() != dt.time() or not typed))
    assert said is None or 1999 <= dt.datetime.fromisoformat(said).year <= 2200


@pytest.mark.parametrize("when", ["0999-01-01T00:00:00+07:00", "0021-09-06T20:00:00", "9999-12-31T23:59:59+07:00"])
def test_a_run_is_of_our_time(when: str) -> None:
    with pytest.raises(SettingsError, match="2000 đến 2199"):
        load_settings(None, as_of=dt.datetime.fromisoformat(when))
    assert Settings(as_of=dt.datetime(2021, 9, 6, tzinfo=dt.UTC)).now().year == 2021
