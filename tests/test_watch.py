"""The watch and the schedule: previews without publishing, missed nights, a real server started and stopped."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import mmap
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from danhba.nights.facts import troubles_of
from danhba.nights.note import is_running
from danhba.receive.check_now import Dropped, look_at
from danhba.receive.preview import Watch
from danhba.registry import Registry
from danhba.review.read_workbook import COLUMNS
from danhba.review.write_workbook import review_workbook
from danhba.samples.builder import form, xlsx, zipped
from danhba.settings import Settings
from danhba.store.ledger import Ledger
from danhba.workers.probe import BrokenReaderError
from flows.password import basic
from flows.schedule import missed
from tests.conftest import REGISTRY, ROOT, Place
from tests.hook import Hook, hook

__all__ = ["hook"]
XA = "Xã Tân Khánh Trung"
BAD = xlsx(form({"C": [(XA, "0277 38")]}))


def _watch(place: Place, registry: Registry) -> Watch:
    return Watch(Settings(inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY, settle=0), registry)


def _index(place: Place) -> str:
    return (place.outbox / "reports" / "hop-thu" / "index.html").read_text(encoding="utf-8")


def test_a_dropped_file_is_previewed_and_nothing_is_received(place: Place, registry: Registry) -> None:
    watch = _watch(place, registry)
    place.drop(f"{XA}/a.xlsx", BAD)
    place.drop("goi.zip", zipped({"b.xlsx": BAD}))
    assert watch.turn() == 0  # one look proves nothing
    assert watch.waiting
    assert watch.turn() == 2
    assert not watch.waiting
    root = place.outbox / "reports" / "hop-thu"
    page = (root / "index.html").read_text(encoding="utf-8")
    assert "còn 1 lỗi" in page
    assert "2 tệp chờ lần chạy đêm" in page
    assert "0277 38" in next(root.glob("*/phieu-1.html")).read_text(encoding="utf-8")
    assert sorted(p.name for p in place.inbox.rglob("*.*")) == ["a.xlsx", "goi.zip"]
    assert not place.var.exists()
    assert watch.turn() == 0  # told once


def test_a_growing_file_waits_and_a_folder_moved_in_whole_is_seen(place: Place, registry: Registry) -> None:
    watch = _watch(place, registry)
    path = place.drop("a.xlsx", BAD[:100])
    watch.turn()
    path.write_bytes(BAD)
    os.utime(path, (1, 1))  # its sender sets an early time
    assert watch.turn() == 0
    outside = place.root / "folder"
    (outside / XA).mkdir(parents=True)
    (outside / XA / "old.xlsx").write_bytes(BAD)
    os.utime(outside / XA / "old.xlsx", (1546300800, 1546300800))
    shutil.move(str(outside), str(place.inbox / "folder"))
    assert watch.turn() == 1
    assert watch.turn() == 1
    path.unlink()
    watch.turn()
    assert "a.xlsx</a>" not in _index(place)


def test_a_preview_reads_beside_a_process_that_holds_much_address_space(place: Place, registry: Registry) -> None:
    """A server's threads reserve gigabytes of addresses; a child forked from them would begin at its limit."""
    place.drop(f"{XA}/a.xlsx", BAD)
    watch = _watch(place, registry)
    with mmap.mmap(-1, 6 << 30, prot=mmap.PROT_READ):
        watch.turn()
        assert watch.turn() == 1
    assert "còn 1 lỗi" in _index(place)


def test_a_missed_night_is_noticed(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, cron="0 22 * * *")
    ledger = Ledger(settings.ledger)
    ledger.add_run("2021-09-05T15:00:00Z", "2021-09-05T15:00:10Z", {})
    ledger.close()
    assert not missed(settings, dt.datetime(2021, 9, 6, 10, tzinfo=dt.UTC))
    assert missed(settings, dt.datetime(2021, 9, 6, 16, tzinfo=dt.UTC))  # 23:00 in Vietnam


@pytest.mark.long
@pytest.mark.timeout(400)  # the waits are the schedule's own; a loaded machine makes them longer
def test_the_schedule_starts_watches_and_stops_cleanly(place: Place, hook: Hook) -> None:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    command = [sys.executable, "-m", "danhba", "schedule", "--port", str(port), "--registry", str(REGISTRY)]
    command += ["--inbox", str(place.inbox), "--outbox", str(place.outbox), "--var", str(place.var)]
    screen = place.root / "out.txt"
    log = screen.open("wb")
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "DANHBA_"))}
    clean |= {"DANHBA_NOTIFY": hook.url, "DANHBA_ALERT_FREE_MB": "0", "DANHBA_SETTLE": "2", "DANHBA_TELL_UNITS": "0"}
    clean["PREFECT_RUNNER_POLL_FREQUENCY"] = "2"  # seconds; Prefect's own 10 are waited for with every run
    _a_night_was_missed(place)
    process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env=clean)
    try:
        deadline = time.monotonic() + 330
        while "trang theo dõi" not in screen.read_text(encoding="utf-8"):
            assert process.poll() is None, screen.read_text(encoding="utf-8")
            assert time.monotonic() < deadline
            time.sleep(0.3)
        assert str(place.var / "prefect-password") in screen.read_text(encoding="utf-8")  # how to get in
        who = (place.var / "prefect-password").read_text(encoding="utf-8").strip()
        _attack_from_outside(port, who)
        _the_runner_is_killed_in_mid_run(place, hook, screen, deadline)
        _it_is_caught_up_in_prefect(place, port, who, hook, deadline)
        place.drop(f"{XA}/a.xlsx", BAD)
        while not list((place.outbox / "reports" / "hop-thu").glob("*/phieu-1.html")):
            assert time.monotonic() < deadline
            time.sleep(0.3)
        marker = place.root / "taken-over"
        _attack_with_the_password(port, who, marker, deadline)
        _two_missed_nights(port, who, deadline)
        assert not marker.exists()
        lines = screen.read_text(encoding="utf-8").splitlines()
        assert len([line for line in lines if "dừng" not in line and "bị ngắt" not in line]) == 1, (
            lines
        )  # the screen shows our lines only
        _secret_is_nowhere(who.partition(":")[2], place, screen)
    finally:
        process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 0
    with socket.socket() as s:
        assert s.connect_ex(("127.0.0.1", port)) != 0  # nothing is left behind
    assert '"message":"checked"' in (place.var / "danhba.log").read_text(encoding="utf-8")
    assert len(list((place.outbox / "publications").iterdir())) == 1


def _a_night_was_missed(place: Place) -> None:
    place.var.mkdir()
    ledger = Ledger(f"sqlite:///{place.var / 'ledger.db'}")
    ledger.add_run("2021-09-05T15:00:00Z", "2021-09-05T15:00:10Z", {})
    ledger.close()
    place.drop(f"{XA}/bo-lo.xlsx", xlsx(form({"C": [(XA, "0277 39")]})))


def _the_runner_is_killed_in_mid_run(place: Place, hook: Hook, screen: Path, deadline: float) -> None:
    """While it catches up, with the run's own process: the screen, danhba.log, a message and the check say so at once."""
    while not is_running(place.var):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    killed = time.monotonic()
    os.killpg(_runner_of(place), signal.SIGKILL)
    while "bị ngắt giữa chừng" not in (told := " ".join(m["message"] for m in hook.got)):
        assert time.monotonic() < deadline, hook.got
        time.sleep(0.1)
    assert time.monotonic() - killed < 60
    assert "Trình chạy theo lịch đã dừng" in told
    assert "trình chạy theo lịch đã dừng (mã -9), đang mở lại" in screen.read_text(encoding="utf-8")
    assert "runner ended with -9: started again" in (place.var / "danhba.log").read_text(encoding="utf-8")
    made = Settings(inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY, alert_free_mb=0)
    assert {"killed", "service"} <= {t.kind for t in troubles_of(made)}


def _it_is_caught_up_in_prefect(place: Place, port: int, who: str, hook: Hook, deadline: float) -> None:
    """By runs like any other: the one that was killed is crashed there, and the next ends well; nothing was lost, and the trouble is over."""
    states: list[str] = []
    while sorted(states) != ["COMPLETED", "CRASHED"]:
        assert time.monotonic() < deadline, states
        time.sleep(0.3)
        states = [r["state"]["type"] for r in _ask(port, "flow_runs/filter", {}, who) if "bu" in r["tags"]]
        assert len(states) <= 2
    assert len(list((place.var / "archive").glob("??/*"))) == 1
    while "Đã hết: Lần chạy" not in " ".join(m["message"] for m in hook.got):
        assert time.monotonic() < deadline, hook.got
        time.sleep(0.1)


def _runner_of(place: Place) -> int:
    """Return the process of the schedule's runner."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (
                b"flows.runner" in (process / "cmdline").read_bytes()
                and str(place.var).encode() in (process / "environ").read_bytes()
            ):
                return int(process.name)
    raise AssertionError("no runner")


def _attack_from_outside(port: int, who: str) -> None:
    """Any local user, or a page in the operator's browser: nothing but the health path answers."""
    at = f"http://127.0.0.1:{port}"
    assert _status(f"{at}/api/health") == 200
    for path in (
        "/",
        "/docs",
        "/openapi.json",
        "/api/docs",
        "/api/ready",
        "/api/admin/settings",
        "/ui-settings",
        "/v2/",
    ):
        assert _status(at + path) == 401, path
        assert _status(at + path, Authorization=basic("an:sai")) == 401, path
    for path in ("/api/deployments/", "/api/flows/", "/api/events", "/api/deployments/filter"):
        assert _status(at + path, b"{}") == 401, path
        assert _status(at + path, b"{}", Authorization=basic(who), Origin="http://evil.example") == 403, path
        assert _status(at + path, b"{}", Authorization=basic(who), Origin="null") == 403, path
        assert _status(at + path, b"{}", Authorization=basic(who), Host="evil.example") == 421, path
    assert _status(f"{at}/", Authorization=basic(who)) == 200


def _status(url: str, body: bytes | None = None, **headers: str) -> int:
    request = urllib.request.Request(url, data=body, headers={"Content-Type": "application/json", **headers})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def _attack_with_the_password(port: int, who: str, marker: Path, deadline: float) -> None:
    """Somebody who has the API rewrites our deployment, and adds one of his own: our runner runs neither his steps nor his flow."""
    found: list[dict[str, Any]] = []
    while not found:
        assert time.monotonic() < deadline
        time.sleep(0.5)
        found = _ask(port, "deployments/filter", {}, who)
    evil = marker.with_name("evil.py")
    evil.write_text(
        f"from prefect import flow\nopen({str(marker)!r}, 'w')\n@flow\ndef evil(): open({str(marker)!r}, 'w')\n"
    )
    shell = {"prefect.deployments.steps.run_shell_script": {"script": f"touch {marker}"}}
    poison = {
        "entrypoint": f"{evil}:evil", "path": str(marker.parent), "pull_steps": [shell], "work_pool_name": None,
        "job_variables": {"env": {"PYTHONSTARTUP": str(evil), "PYTHONPATH": str(marker.parent)}, "command": f"touch {marker}"},
    }  # fmt: skip
    kept = {k: found[0][k] for k in ("name", "flow_id", "schedules", "concurrency_limit")} | {"schedules": []}
    _ask(port, "deployments/", {**kept, **poison}, who)
    other = _ask(port, "flows/", {"name": "evil"}, who)
    added = _ask(port, "deployments/", {"name": "evil", "flow_id": other["id"], **poison}, who)
    _ask(port, f"deployments/{added['id']}/create_flow_run", {"state": {"type": "SCHEDULED"}}, who)


def _secret_is_nowhere(secret: str, place: Place, screen: Path) -> None:
    """Neither on a command line, which every user sees, nor in a log."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            assert secret.encode() not in (process / "cmdline").read_bytes()
        except OSError:
            continue
    for log in (screen, *place.var.glob("*.log*")):
        assert secret not in log.read_text(encoding="utf-8", errors="replace"), log


def _two_missed_nights(port: int, who: str, deadline: float) -> None:
    """Runs that were due while the machine was away are done one after the other."""
    found = [d for d in _ask(port, "deployments/filter", {}, who) if d["name"] == "hang-dem"]
    for days in (1, 2):
        due = (dt.datetime.now(dt.UTC) - dt.timedelta(days=days)).isoformat()
        state = {"state": {"type": "SCHEDULED", "state_details": {"scheduled_time": due}}}
        _ask(port, f"deployments/{found[0]['id']}/create_flow_run", state, who)
    states: list[str] = []
    while states.count("COMPLETED") < 2:
        assert time.monotonic() < deadline
        time.sleep(0.3)
        states = [r["state"]["type"] for r in _ask(port, "flow_runs/filter", {}, who) if "bu" not in r["tags"]]
        assert states.count("RUNNING") <= 1
        assert not {"FAILED", "CRASHED"} & set(states)


def _ask(port: int, path: str, body: dict[str, Any], who: str) -> Any:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/api/{path}", data=json.dumps(body).encode())
    request.add_header("Content-Type", "application/json")
    request.add_header("Authorization", basic(who))
    for _ in range(20):
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code != 503:  # its database is busy
                raise
            time.sleep(0.5)
    raise AssertionError(path)


def test_a_reader_that_reads_nothing_costs_no_file_a_word_and_the_watch_goes_on(
    place: Place, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = _watch(place, registry)
    place.drop(f"{XA}/a.xlsx", BAD)
    place.drop(f"{XA}/b.xlsx", BAD)
    watch.turn()

    def broken(*_: Any) -> Any:
        raise BrokenReaderError(["thu.csv"])

    with monkeypatch.context() as patch:
        patch.setattr("danhba.receive.preview.look_at", broken)
        watch.turn()
    assert "thu.csv" in watch.broken
    assert not watch.waiting  # the next look is the minute's
    assert not watch.told
    page = _index(place)
    assert "Hộp nhận trống" not in page
    assert "verdict good" not in page
    assert "2 tệp chưa xem được" in page
    assert page.count("trình đọc đang hỏng") == 2
    watch.turn()
    assert not watch.broken
    assert len(watch.told) == 2
    assert "chưa xem được" not in _index(place)


def test_a_file_not_looked_at_stands_on_the_page_and_never_as_one_without_errors(
    place: Place, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stops a look: the file is one nobody may open, or the look fails on it as on no other."""
    watch = _watch(place, registry)
    watch.turn()
    assert "Hộp nhận trống" in _index(place)
    place.drop(f"{XA}/a.xlsx", BAD)
    place.drop(f"{XA}/b.xlsx", BAD)
    place.drop(f"{XA}/c.xlsx", BAD)
    watch.turn()
    assert _index(place).count("đang chờ đến lượt") == 3

    def fails(files: list[Dropped], *rest: Any) -> Any:
        if files[0].name.endswith("a.xlsx"):
            raise PermissionError(files[0].path)
        if files[0].name.endswith("b.xlsx"):
            raise KeyError("?")
        return look_at(files, *rest)

    monkeypatch.setattr("danhba.receive.preview.look_at", fails)
    watch.turn()
    page = _index(place)
    assert "2 tệp chưa xem được" in page
    assert "Báo nơi gửi sửa 1 tệp" in page
    assert "không mở được tệp" in page
    assert "gặp trục trặc" in page
    assert not watch.waiting
    monkeypatch.undo()
    watch.turn()
    assert "chưa xem được" not in _index(place)
    assert "Báo nơi gửi sửa 3 tệp" in _index(place)


def test_a_workbook_of_decisions_in_the_plain_inbox_is_told_at_once_where_it_belongs(
    place: Place, registry: Registry
) -> None:
    good = review_workbook([], registry.name, dt.datetime(2021, 9, 6, tzinfo=dt.UTC), b"k" * 32, "review-inbox")
    book = load_workbook(io.BytesIO(good))
    sheet = book["Quyết định"]
    sheet.cell(5, 1 + COLUMNS.index("Quyết định"), "Không công bố")
    sheet.cell(5, 1 + COLUMNS.index("Người duyệt"), "Nguyễn Văn An")
    out = io.BytesIO()
    book.save(out)
    watch = _watch(place, registry)
    place.drop("quyet-dinh.xlsx", out.getvalue())
    place.drop("goi.zip", zipped({"quyet-dinh.xlsx": out.getvalue()}))
    place.hand_in("quyet-dinh.xlsx", good)
    for _ in range(2):
        watch.turn()
    root = place.outbox / "reports" / "hop-thu"
    index = (root / "index.html").read_text(encoding="utf-8")
    assert "review-inbox/quyet-dinh.xlsx" in index
    pages = [p.read_text(encoding="utf-8") for p in root.glob("*/phieu-1.html")]
    assert len(pages) == 3
    refused = [p for p in pages if "decision_unsigned" in p]
    assert sorted("tệp nằm trong thư hoặc tệp nén" in p for p in refused) == [False, True]
    assert sum("không nằm trong thư mục của người duyệt" in p for p in refused) == 1
    assert all(str(place.reviewers) in p for p in refused)
    (place.reviewers / "quyet-dinh.xlsx").unlink()
    watch.turn()
    assert len(list(root.glob("*/phieu-1.html"))) == 2
