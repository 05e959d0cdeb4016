"""More than one machine, for real: a Dask scheduler with two worker processes, a PostgreSQL server, an S3 server."""

from __future__ import annotations

import glob
import hashlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from danhba.samples import sample_inbox
from tests.conftest import REGISTRY, Place

_PG = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
_DATA = ("danh-ba.csv", "danh-ba.json", "danh-ba.xlsx", "index.html", "manifest.json")


def _port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of its own; yields an SQLAlchemy URL."""
    if not _PG:
        pytest.skip("needs PostgreSQL")
    binaries = Path(_PG[-1]).parent
    root = Path(tempfile.mkdtemp(prefix="danhba-pg-"))
    user = None
    if os.getuid() == 0:
        user = next((n for n in ("postgres", "nobody") if _known(n)), None)
        if user is None:
            pytest.skip("needs a user other than root to run PostgreSQL")
        os.chown(root, pwd.getpwnam(user).pw_uid, -1)
    port = _port()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "user": user, "cwd": "/"}
    subprocess.run(
        [binaries / "initdb", "-D", root / "data", "-U", "danhba", "-A", "trust", "-E", "UTF8"], check=True, **quiet
    )  # type: ignore[call-overload]
    server = subprocess.Popen(
        [binaries / "postgres", "-D", root / "data", "-p", str(port), "-k", str(root), "-h", "127.0.0.1"], **quiet
    )  # type: ignore[call-overload]
    try:
        for _ in range(100):
            ready = subprocess.run([binaries / "pg_isready", "-h", "127.0.0.1", "-p", str(port)], check=False, **quiet)  # type: ignore[call-overload]
            if ready.returncode == 0:
                break
            time.sleep(0.1)
        yield f"postgresql+psycopg://danhba@127.0.0.1:{port}/postgres"
    finally:
        server.send_signal(signal.SIGINT)  # at once, whoever is still connected
        server.wait(timeout=20)
        shutil.rmtree(root, ignore_errors=True)


def _known(name: str) -> bool:
    try:
        pwd.getpwnam(name)
        return True
    except KeyError:
        return False


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """An S3 server with one bucket; yields an fsspec URL."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=_port(), verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    keys = {
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
    }
    before = {k: os.environ.get(k) for k in keys}
    os.environ.update(keys)
    boto3.client("s3", endpoint_url=keys["AWS_ENDPOINT_URL"]).create_bucket(Bucket="danhba")
    yield "s3://danhba/archive"
    for name, value in before.items():
        if value is None:
            os.environ.pop(name)
        else:
            os.environ[name] = value
    server.stop()


@pytest.fixture(scope="module")
def cluster() -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A Dask scheduler with two worker processes; yields its address and the workers."""
    port = _port()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    command = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-dashboard",
    ]
    scheduler = subprocess.Popen(command, **quiet)  # type: ignore[call-overload]
    address = f"tcp://127.0.0.1:{port}"
    worker = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        address,
        "--nworkers",
        "1",
        "--nthreads",
        "1",
        "--no-dashboard",
    ]
    worker += ["--local-directory", tempfile.mkdtemp(prefix="danhba-dask-")]
    workers = [subprocess.Popen(worker, **quiet) for _ in range(2)]  # type: ignore[call-overload]
    yield address, workers
    for process in (*workers, scheduler):
        process.terminate()
    for process in (*workers, scheduler):
        process.wait(timeout=30)


_FILES = list(sample_inbox.files())  # made once: a workbook holds the time it was made


def _run(place: Place, read: Callable[[], None] = lambda: None, **settings: object) -> object:
    import datetime as dt

    from danhba.settings import Settings
    from flows.run import run

    for name, data, minutes in _FILES:
        place.drop(name, data, 1630800000 + minutes * 60)
    made = Settings(
        inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY, settle=0,
        as_of=dt.datetime.fromisoformat(sample_inbox.AS_OF), **settings,  # type: ignore[arg-type]
    )  # fmt: skip
    return run(made, lambda step, done, total: read() if step == "đọc" else None, lambda line: None, watched=False)


def _hashes(place: Place) -> dict[str, str]:
    paths = [place.outbox / "current" / n for n in _DATA] + [
        place.outbox / "reports" / n for n in ("findings.csv", "tien-do.csv", "index.html")
    ]
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in paths}


def _place(root: Path) -> Place:
    root.mkdir()
    return Place(root)


def test_a_cluster_with_postgres_and_s3_gives_the_same_bytes(
    tmp_path: Path, postgres: str, bucket: str, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    here = _place(tmp_path / "here")
    _run(here, workers=1)
    there = _place(tmp_path / "there")
    _run(there, cluster=cluster[0], ledger_url=postgres, archive_url=bucket)
    assert _hashes(there) == _hashes(here)
    assert not (there.var / "archive").exists()
    from danhba.settings import Settings
    from danhba.store.maintenance import verify

    settings = Settings(
        inbox=there.inbox,
        outbox=there.outbox,
        var=there.var,
        registry=REGISTRY,
        ledger_url=postgres,
        archive_url=bucket,
    )
    assert list(verify(settings)) == []


@pytest.mark.long
def test_killing_a_worker_in_mid_run_changes_nothing(
    tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    here = _place(tmp_path / "here")
    _run(here, workers=1)
    there = _place(tmp_path / "there")
    _run(there, read=workers[0].kill, cluster=address, batch_files=3)  # as soon as the first batch has come back
    assert workers[0].wait(timeout=10) != 0
    assert _hashes(there) == _hashes(here)


@pytest.mark.long
def test_rebuild_on_a_database_server_gives_the_same_bytes(tmp_path: Path, postgres: str) -> None:
    import datetime as dt

    import sqlalchemy as sa

    from danhba.run.rebuild import rebuild
    from danhba.samples.builder import form, xlsx
    from danhba.settings import Settings
    from danhba.store.ledger_error import LedgerError
    from danhba.store.verify import verify
    from flows.run import run

    with sa.create_engine(postgres, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(sa.text("CREATE DATABASE rebuilt"))
    url = f"{postgres.rpartition('/')[0]}/rebuilt"
    nights = [dt.datetime(2021, 9, n, 13, tzinfo=dt.UTC) for n in (6, 7)]
    sent = [xlsx(form({"C": [("Xã Tân Khánh Trung", f"0277 3851 00{n}")]})) for n in (1, 2)]
    here, there = _place(tmp_path / "here"), _place(tmp_path / "there")

    def settings(place: Place, night: int) -> Settings:
        ledger = {"ledger_url": url} if place is there else {}
        return Settings(
            inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY, settle=0, workers=1, as_of=nights[night], **ledger
        )  # type: ignore[arg-type]  # fmt: skip

    for night, data in enumerate(sent):
        for place in (here, there):
            place.drop(f"Xã Tân Khánh Trung/{night}.xlsx", data, 1630800000 + night)
            run(settings(place, night), lambda *_: None, lambda line: None, False)
        if night == 0:
            engine = sa.create_engine(url)
            with engine.begin() as connection:
                for table in ("receipts", "readings", "runs", "state", "publications"):
                    connection.execute(sa.text(f"DELETE FROM {table}"))
            with pytest.raises(LedgerError, match="danhba rebuild"):
                run(settings(there, night), lambda *_: None, lambda line: None, False)
            assert rebuild(settings(there, night)).receipts == 1
    names = ("current/danh-ba.csv", "reports/findings.csv", "reports/tien-do.csv", "reports/index.html")
    told = [[(place.outbox / name).read_bytes() for name in names] for place in (here, there)]
    assert told[0] == told[1]
    assert list(verify(settings(there, 1))) == []


def test_what_units_were_told_sent_and_called_stands_on_a_database_server_too(tmp_path: Path, postgres: str) -> None:
    """Tellings, sendings, fetched mails and calls: written by nights, read back as they were, verified, and made anew from the journal."""
    import sqlalchemy as sa
    from openpyxl import load_workbook

    from danhba.calls.columns import CALLER, OUTCOME, POST, WHEN
    from danhba.calls.columns import COLUMNS as CALL_COLUMNS
    from danhba.model.telling import Fetched, Sending
    from danhba.review.sent_list import BY, COLUMNS, UNIT, WHO
    from danhba.review.sent_list import WHEN as SENT_AT
    from danhba.run.rebuild import rebuild
    from danhba.samples.builder import form, xlsx
    from danhba.settings import Settings
    from danhba.store.ledger import open_ledger
    from danhba.store.verify import verify
    from schemas.calls import OUTCOME_WORDS, Outcome

    with sa.create_engine(postgres, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(sa.text("CREATE DATABASE told"))
    url = f"{postgres.rpartition('/')[0]}/told"
    place = _place(tmp_path / "there")
    for name, number in (("Sở Y tế", "0277 3851"), ("Sở Nội vụ", "0277 3851 001")):
        place.drop(f"{name}/a.xlsx", xlsx(form({"A": [(name, number)]})))
    place.run("2021-09-01T22:00:00+07:00", tell_units=True, ledger_url=url)
    filled = {
        "da-gui.xlsx": (COLUMNS, UNIT, "Sở Y tế", {SENT_AT: "08:30 02/09/2021", BY: "Zalo", WHO: "Nguyễn Văn “Ân” \N{OK HAND SIGN}"}),
        "goi-thu.xlsx": (CALL_COLUMNS, "Đơn vị", "Sở Nội vụ", {CALLER: "Trần Thị Bình", WHEN: "10:00 02/09/2021", OUTCOME: OUTCOME_WORDS[Outcome.HERE], POST: "Trực ban"}),
    }  # fmt: skip
    for name, (columns, head, unit, values) in filled.items():
        book = load_workbook(place.outbox / "review" / name)
        for row in book.worksheets[0].iter_rows(min_row=5):
            if row[columns.index(head)].value == unit:
                for column, value in values.items():
                    row[columns.index(column)].value = value
        target = place.reviewers / name
        target.parent.mkdir(exist_ok=True)
        book.save(target)
    place.run("2021-09-02T22:00:00+07:00", tell_units=True, ledger_url=url)
    settings = Settings(inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY, ledger_url=url)  # type: ignore[arg-type]

    def everything() -> list[list[object]]:
        ledger = open_ledger(settings.ledger, settings.var)
        try:
            return [list(ledger.tellings()), list(ledger.sendings()), list(ledger.fetched()), list(ledger.calls())]
        finally:
            ledger.close()

    ledger = open_ledger(settings.ledger, settings.var)
    mail = Fetched(
        "imap://may-chu/Hộp thư", str(2**32 - 1), str(2**32 - 1), "0" * 64, "thư “lạ”.eml", "2021-09-02T01:00:00Z"
    )
    ledger.add_fetched([mail])
    ledger.close()
    told, sent, fetched, calls = before = everything()
    assert {t.unit_code for t in told} >= {"A-SYT"}  # type: ignore[attr-defined]
    assert [(s.unit_code, s.state, s.at) for s in sent if isinstance(s, Sending)] == [
        ("A-SYT", "by_hand", "2021-09-02T01:30:00Z")
    ]
    assert fetched == [mail]
    assert [c.caller for c in calls] == ["Trần Thị Bình"]  # type: ignore[attr-defined]
    assert list(verify(settings)) == []
    with sa.create_engine(url).begin() as connection:
        for lost in (
            "tellings",
            "sendings",
            "fetched",
            "calls",
            "receipts",
            "readings",
            "runs",
            "state",
            "publications",
        ):
            connection.execute(sa.text(f"DELETE FROM {lost}"))
    rebuild(settings)
    assert everything() == before
    assert list(verify(settings)) == []


@pytest.mark.long
def test_calls_rosters_and_counts_on_a_database_server_give_the_same_tables(tmp_path: Path, postgres: str) -> None:
    from openpyxl import load_workbook

    from danhba.samples.builder import form, xlsx
    from schemas.calls import OUTCOME_WORDS, Outcome

    engine = postgres.rsplit("/", 1)[0]
    import psycopg

    with psycopg.connect(engine.replace("+psycopg", "") + "/postgres", autocommit=True) as server:
        server.execute("CREATE DATABASE month")
    tables = ("so-lieu.csv", "tien-do.csv", "yeu-cau.csv", "kiem-tra.csv", "ton-dong.csv")
    counts = [["SỐ LIỆU PHẢN ÁNH QUA ĐƯỜNG DÂY NÓNG THÁNG 8/2021"], ["Kỳ trước chuyển sang", "Tiếp nhận trong kỳ", "Đã trả lời đúng hạn", "Đã trả lời trễ hạn", "Đang xử lý trong hạn", "Đang xử lý quá hạn"], [1, 5, 4, 1, 1, 0]]  # fmt: skip
    roster = [["LỊCH TRỰC ĐƯỜNG DÂY NÓNG 24/24"], ["Ngày", "Chức danh"], ["06/09/2021 - 30/09/2021", "Trực ban"]]
    told: list[dict[str, bytes]] = []
    for name, ledger in (("here", ""), ("there", f"{engine}/month")):
        place, more = _place(tmp_path / name), {"ledger_url": ledger} if ledger else {}
        place.drop("30181/so.xlsx", xlsx(form({"C": [("Xã Tân Khánh Trung", "0277 3851 234")]})), 1630800000)
        place.run("2021-09-05T22:00:00+07:00", **more)
        book = load_workbook(place.outbox / "review" / "goi-thu.xlsx")
        line = next(r for r in book.worksheets[0].iter_rows() if any(c.value == "0277 3851 234" for c in r))
        line[5].value, line[6].value, line[7].value = "Trực ban", "22:40 05/09/2021", OUTCOME_WORDS[Outcome.HERE]
        book.save(place.reviewers / "goi-thu.xlsx")
        place.drop("30181/truc.xlsx", xlsx(roster), 1630886400)
        place.drop("30181/so lieu.xlsx", xlsx(counts), 1630886400)
        place.run("2021-09-06T22:00:00+07:00", **more)
        told.append({t: (place.outbox / "reports" / t).read_bytes() for t in tables})
    assert told[0] == told[1]
    assert b"here" in told[0]["kiem-tra.csv"]
    assert b"2021-09-30" in told[0]["tien-do.csv"]
    assert b"2021-08" in told[0]["so-lieu.csv"]
