"""A file that stops its reader or its opener is tried a few nights, then kept as that; a reader that reads nothing stops the night."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from danhba.check.unreadable import refused
from danhba.read.in_file import Content, bytes_of
from danhba.run.lock import CannotRun
from danhba.run.stopped import NIGHTS
from danhba.samples.builder import csv_text, form, mail, xlsx, zipped
from danhba.settings import Settings
from danhba.store.ledger import open_ledger
from danhba.store.readings import dump
from danhba.workers.jobs import open_here, read_here
from danhba.workers.pool import ReadingPool
from tests.conftest import REGISTRY, Place

XA, MY = "Xã Tân Khánh Trung", "Xã Mỹ Ngãi"
KILLS = b"lam dung"


def _killed_by_some(batch: list[tuple[str, Content]]) -> list[bytes]:
    if any(KILLS in bytes_of(content) for _, content in batch):
        os._exit(9)
    return read_here(batch)


def _broken(batch: list[tuple[str, Content]]) -> list[bytes]:
    raise ImportError("no reader")


def _all_corrupt(batch: list[tuple[str, Content]]) -> list[bytes]:
    return [dump(refused(name, content, "file_corrupt", "x")) for name, content in batch]


def _dies(batch: list[tuple[str, Content]]) -> list[bytes]:
    os._exit(9)


def _killed_opener(content: Content, name: str, folder: str) -> Any:
    """While there is a file beside var/, whoever opens a container is killed and adds a byte to it."""
    flag = Path(folder).parents[2] / "flag"
    if flag.exists() and name.endswith((".zip", ".eml")):
        with flag.open("ab") as file:
            file.write(b".")
        os._exit(9)
    return open_here(content, name, folder)


def night(place: Place, number: int, reread: bool = False, **settings: Any) -> Any:
    from flows.run import run

    made = Settings(
        inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY, settle=0, workers=1,
        as_of=dt.datetime(2021, 9, 6, 13, tzinfo=dt.UTC) + dt.timedelta(days=number), **settings,
    )  # fmt: skip
    return run(made, lambda *_: None, lambda line: None, False, reread)


def codes(place: Place) -> list[str]:
    return [f["code"] for f in place.findings if f["severity"] == "error"]


def test_a_file_that_kills_its_reader_is_tried_a_few_nights(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("danhba.run.context.ReadingPool", partial(ReadingPool, call=_killed_by_some))
    place.drop(f"{XA}/xau.csv", KILLS)
    place.drop(f"{MY}/tot.csv", csv_text(form({"C": [(MY, "0277 3851 002")]})))
    read = [night(place, n).read for n in range(NIGHTS + 1)]
    assert read == [2] + [1] * (NIGHTS - 1) + [0]
    assert codes(place) == ["file_corrupt"]
    assert "làm dừng trình đọc" in next(f["message"] for f in place.findings if f["code"] == "file_corrupt")
    assert night(place, 10, file_seconds=61.0).read == 1  # it is given another time
    assert place.directory["29881"]["phone"] == "0277 3851 002"


@pytest.mark.parametrize("make", [zipped, pytest.param(mail, marks=pytest.mark.long)])
def test_a_container_that_stopped_its_opener_is_opened_again(
    place: Place, monkeypatch: pytest.MonkeyPatch, make: Callable[..., bytes]
) -> None:
    flag = place.root / "flag"
    flag.touch()
    monkeypatch.setattr("danhba.workers.containers.open_here", _killed_opener)
    ending = "zip" if make is zipped else "eml"
    place.drop(f"{XA}/thu.{ending}", make({"a.xlsx": xlsx(form({"C": [(XA, "0277 3851 001")]}))}))
    for n in range(2):
        night(place, n)
        assert codes(place) == ["file_corrupt"]
        assert "mở" in next(f["message"] for f in place.findings if f["code"] == "file_corrupt")
    flag.unlink()
    night(place, 2)
    assert codes(place) == []
    assert place.directory["30181"]["phone"] == "0277 3851 001"
    night(place, 3)  # a whole night, after which nothing is new
    assert night(place, 4).read == 0
    assert place.directory["30181"]["phone"] == "0277 3851 001"


@pytest.mark.long
def test_a_container_that_always_stops_its_opener_is_kept_as_that(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    flag = place.root / "flag"
    flag.touch()
    monkeypatch.setattr("danhba.workers.containers.open_here", _killed_opener)
    place.drop(f"{XA}/thu.zip", zipped({"a.xlsx": xlsx(form({"C": [(XA, "0277 3851 001")]}))}))
    for n in range(NIGHTS + 1):
        night(place, n)
    assert flag.stat().st_size == NIGHTS
    assert codes(place) == ["file_corrupt"]
    night(place, 8, reread=True)
    assert flag.stat().st_size == NIGHTS + 1


@pytest.mark.parametrize("reader", [_broken, _all_corrupt, _dies])
def test_a_reader_that_reads_nothing_stops_the_night(
    place: Place, monkeypatch: pytest.MonkeyPatch, reader: Callable[[Sequence[Any]], list[bytes]]
) -> None:
    for name, number in ((XA, 1), (MY, 2)):
        place.drop(f"{name}/a.csv", csv_text(form({"C": [(name, f"0277 3851 00{number}")]})))
    with monkeypatch.context() as patch:
        patch.setattr("danhba.run.context.ReadingPool", partial(ReadingPool, call=reader))
        for n in range(NIGHTS if reader is _broken else 1):
            with pytest.raises(CannotRun, match=r"thu\.csv"):
                night(place, n)
    ledger = open_ledger(f"sqlite:///{place.var / 'ledger.db'}", place.var)
    assert not ledger.readings.keys()
    ledger.close()
    night(place, 9)
    assert {place.directory[c]["phone"] for c in ("30181", "29881")} == {"0277 3851 001", "0277 3851 002"}


def _no_start(*_: Any) -> None:
    raise ImportError("no registry")


def test_workers_that_do_not_start_stop_the_night(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.drop(f"{XA}/a.csv", csv_text(form({"C": [(XA, "0277 3851 001")]})))
    place.drop(f"{MY}/a.zip", zipped({"a.csv": csv_text(form({"C": [(MY, "0277 3851 002")]}))}))
    with monkeypatch.context() as patch:
        patch.setattr("danhba.workers.pool._start", _no_start)
        with pytest.raises(CannotRun, match="Trình đọc"):
            night(place, 0)
    night(place, 1)
    assert {place.directory[c]["phone"] for c in ("30181", "29881")} == {"0277 3851 001", "0277 3851 002"}
