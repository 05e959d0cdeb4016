"""A run that is watched: how it ended is noted, and whoever is to be told of a trouble is told when it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from danhba.nights.note import noted
from danhba.settings import Settings


@contextmanager
def told_at_the_end(settings: Settings) -> Iterator[None]:
    """Note the run; however it ends, tell. A process that is killed tells nothing: `danhba status --check --notify`
    does."""
    try:
        with noted(settings):
            yield
    finally:
        if settings.notify.get_secret_value() or settings.notify_file is not None:
            from danhba.nights.tell import tell_quietly

            tell_quietly(settings)
