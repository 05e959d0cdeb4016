"""Nights are watched: each trouble told from facts, a killed run found out, a message sent once and without its secrets."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from danhba.nights import facts as facts_module
from danhba.nights.facts import facts_of, limits_of, troubles_of
from danhba.nights.note import how_it_went, last_failed, noted
from danhba.nights.services import note_stopped, stopped
from danhba.nights.tell import messages, tell, tell_quietly
from danhba.nights.troubles import Facts, Failure, Limits, Trouble, troubles
from danhba.run.lock import CannotRun
from danhba.run.open_since import open_since
from danhba.settings import Settings, SettingsError, load_settings
from tests.conftest import REGISTRY, Place, danhba
from tests.examples import share
from tests.hook import WORD, Hook, hook

__all__ = ["hook"]
DUE = dt.datetime(2026, 11, 27, 15, 0, tzinfo=dt.UTC)  # 22:00 in Vietnam
NOW = DUE + dt.timedelta(hours=9)
LIMITS = Limits("0 22 * * *", 5, 180, 2048, 7)
FINE = Facts(last_finished=DUE + dt.timedelta(minutes=3), free_mb={"var": 50_000})


def _kinds(facts: Facts, now: dt.datetime = NOW) -> list[str]:
    return [t.kind for t in troubles(LIMITS, facts, now)]


def test_a_part_of_the_service_that_died_is_told_for_an_hour(place: Place) -> None:
    place.var.mkdir()
    for minutes in (0, 50, 55):
        note_stopped(place.var, "trình chạy theo lịch", -9, NOW + dt.timedelta(minutes=minutes))
    seen = stopped(place.var, NOW + dt.timedelta(minutes=70))
    assert [s.when for s in seen] == [NOW + dt.timedelta(minutes=m) for m in (50, 55)]
    (trouble,) = troubles(LIMITS, replace(FINE, stopped=seen), NOW)
    assert "Trình chạy theo lịch đã dừng 2 lần trong một giờ, gần nhất lúc" in trouble.line
    assert stopped(place.var, NOW + dt.timedelta(hours=2)) == ()
    (place.var / "stopped-services.json").write_text('[["x", 1]]', encoding="utf-8")
    assert stopped(place.var, NOW) == ()


def test_a_night_that_went_well_is_no_trouble() -> None:
    assert troubles(LIMITS, FINE, NOW) == []


_EACH: list[tuple[dict[str, Any], str, str]] = [
    ({"failure": Failure(DUE, "đĩa đầy.")}, "failed", "22:00 ngày 27/11/2026 không xong: đĩa đầy. Việc cần làm"),
    ({"failure": Failure(DUE, "x", killed=True)}, "killed", "bị ngắt giữa chừng"),
    ({"running_since": DUE + dt.timedelta(minutes=1)}, "late", "đã quá 180 phút chưa xong"),
    ({"last_finished": DUE - dt.timedelta(hours=2)}, "absent", "kể từ giờ hẹn 22:00 ngày 27/11/2026"),
    ({"last_finished": None}, "absent", "chưa chạy lần nào"),
    ({"held": ("2026-x", "rút 90 số")}, "held", "danhba publish --confirm 2026-x"),
    ({"free_mb": {"var": 2047}}, "disk", "còn 2047 MB"),
    ({"ledger": "Sổ ghi nhận hỏng."}, "ledger", "Sổ ghi nhận hỏng."),
    (
        {"conflicts": {"q": ("Xã A", NOW - dt.timedelta(days=8))}},
        "conflict",
        "1 đơn vị có hai số trái nhau quá 7 ngày",
    ),
]


@pytest.mark.parametrize(("change", "kind", "said"), _EACH)
def test_each_trouble_is_one_line_that_says_what_to_do(change: dict[str, Any], kind: str, said: str) -> None:
    found = troubles(LIMITS, replace(FINE, **change), NOW)
    assert [t.kind for t in found] == [kind]
    line = found[0].line
    assert said in line
    assert ". Việc cần làm: " in line
    assert "\n" not in line
    assert ".." not in line


def test_what_is_not_yet_a_trouble() -> None:
    assert not _kinds(replace(FINE, running_since=NOW - dt.timedelta(minutes=179), last_finished=None))
    assert not _kinds(replace(FINE, free_mb={"var": 2048}))
    assert not _kinds(replace(FINE, conflicts={"q": ("Xã A", NOW - dt.timedelta(days=7))}))
    yesterday = replace(FINE, last_finished=DUE - dt.timedelta(hours=23))
    assert not _kinds(yesterday, DUE + dt.timedelta(minutes=4))  # it may be about to begin
    assert _kinds(yesterday, DUE + dt.timedelta(minutes=6)) == ["absent"]


@examples(max_examples=share(150), deadline=None)
@given(st.integers(0, 10 * 24 * 60), st.integers(0, 10 * 24 * 60))
def test_every_dead_night_is_a_trouble_of_its_own_within_minutes(ran: int, later: int) -> None:
    """Whenever the last run was: from five minutes after the next due time there is an absent run, another one each night."""
    last = DUE + dt.timedelta(minutes=ran)
    now = last + dt.timedelta(minutes=later)
    due = DUE + dt.timedelta(days=(now - DUE - dt.timedelta(minutes=5)) // dt.timedelta(days=1))
    found = [t for t in troubles(LIMITS, replace(FINE, last_finished=last), now) if t.kind == "absent"]
    assert [dt.datetime.fromisoformat(t.mark) for t in found] == ([due] if last < due else [])


@examples(max_examples=share(100), deadline=None)
@given(st.lists(st.sets(st.tuples(st.sampled_from("abc"), st.sampled_from("12"))), max_size=8))
def test_a_trouble_is_told_once_until_it_changes_or_ends(nights: list[set[tuple[str, str]]]) -> None:
    told: dict[str, str] = {}
    before: set[tuple[str, str]] = set()
    for night in nights:
        found = [Trouble(k, m, f"{k}{m}", "x") for k, m in sorted(night)]
        new, ended = messages(found, told)
        assert sorted(new) == sorted(f"{k}{m}. Việc cần làm: x" for k, m in night - before)
        assert set(ended) == {f"{k}{m}" for k, m in before - night if k not in {kind for kind, _ in night}}
        told, before = {f"{t.kind} {t.mark}": t.what for t in found}, night


def test_since_when_a_conflict_is_open() -> None:
    one = {"id": "a", "basis": "1", "kind": "conflict", "answer": ""}
    first = open_since({}, [one, {**one, "id": "b", "kind": "name"}], "thu hai")
    assert first == {"a 1": "thu hai"}
    assert open_since(first, [one, {**one, "id": "c"}], "thu ba") == {"a 1": "thu hai", "c 1": "thu ba"}
    assert open_since(first, [{**one, "basis": "2"}], "thu ba") == {"a 2": "thu ba"}
    assert open_since(first, [{**one, "answer": "An"}], "thu ba") == {}


def _settings(place: Place, *urls: str, **more: Any) -> Settings:
    return Settings(
        inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY, settle=0, workers=1,
        notify=" ".join(urls), alert_free_mb=0, **more,
    )  # fmt: skip


def test_a_webhook_is_told_once_and_that_it_is_over(place: Place, hook: Hook) -> None:
    made = _settings(place, hook.url)
    found = [Trouble("held", "1", "Bản công bố bị giữ lại", "xem trang")]
    assert tell(made, found) == []
    assert tell(made, found) == []
    assert len(hook.got) == 1
    assert hook.got[0]["message"] == "Bản công bố bị giữ lại. Việc cần làm: xem trang"
    assert "1 việc cần xem" in hook.got[0]["title"]
    assert tell(made, []) == []
    assert tell(made, []) == []
    assert [m["message"] for m in hook.got[1:]] == ["Đã hết: Bản công bố bị giữ lại"]
    assert WORD not in (place.var / "told.json").read_text(encoding="utf-8")


def test_each_trouble_reaches_a_webhook_in_its_own_words(place: Place, hook: Hook) -> None:
    made = _settings(place, hook.url)
    for change, kind, said in _EACH:
        found = troubles(LIMITS, replace(FINE, **change), NOW)
        before = len(hook.got)
        assert tell(made, found) == []
        assert tell(made, found) == []
        assert len(hook.got) == before + 1, kind
        assert said in hook.got[-1]["message"]
        tell(made, [])  # it is over


def test_an_address_that_is_away_is_told_later_and_hides_its_password(
    place: Place, hook: Hook, capfd: pytest.CaptureFixture[str]
) -> None:
    other = Hook()
    made = _settings(place, hook.url, other.url)
    hook.status = 500
    found = [Trouble("disk", "var", "Đĩa sắp đầy", "dọn đĩa")]
    said = tell(made, found)
    assert len(said) == 1
    assert "địa chỉ thứ 1 trong notify (json://…)" in said[0]
    assert (len(hook.got), len(other.got)) == (0, 1)
    hook.status = 200
    assert tell(made, found) == []
    assert (len(hook.got), len(other.got)) == (1, 1)  # the one that was reached is not told again
    other.server.shutdown()
    shown = capfd.readouterr()
    assert WORD not in said[0] + shown.out + shown.err


@pytest.mark.parametrize("url", [f"{WORD}", f"json:/{WORD}", f"mailto://a:{WORD}@h json:{WORD}"])
def test_an_address_that_is_none_is_refused_and_not_shown(url: str) -> None:
    with pytest.raises(SettingsError, match="notify") as told:
        load_settings(None, notify=url)
    assert WORD not in str(told.value)


@pytest.mark.parametrize(
    "url", [f"khongco://{WORD}", WORD, f"tgram://{WORD}", f"mailto://a:{WORD}@127.0.0.1:1/?to=b@c.vn"]
)
def test_an_address_that_apprise_does_not_take_is_told_without_it(
    url: str, place: Place, capfd: pytest.CaptureFixture[str]
) -> None:
    file = place.root / "dia-chi"
    file.write_text(url + "\n", encoding="utf-8")
    made = _settings(place, notify_file=file)
    said = tell(made, [Trouble("held", "1", "x", "y")])
    shown = capfd.readouterr()
    assert len(said) == 1
    assert WORD not in said[0] + shown.out + shown.err + repr(made)


def test_a_run_that_fails_is_noted_and_told(place: Place, hook: Hook) -> None:
    from flows.run import run

    made = _settings(place, hook.url, review_inbox=place.inbox / "duyet")
    with pytest.raises(CannotRun):
        run(made, lambda *_: None, lambda _: None, watched=False)
    assert len(hook.got) == 1
    assert "không xong: Thư mục của người duyệt" in hook.got[0]["message"]
    assert danhba("status", *_places(place)).stdout.count("Lần chạy không xong gần nhất") == 1
    run(_settings(place, hook.url), lambda *_: None, lambda _: None, watched=False)
    assert not [t for t in troubles_of(made) if t.kind == "failed"]
    assert "Đã hết: Lần chạy" in hook.got[1]["message"]
    failed = last_failed(place.var)  # `status` still says so
    assert failed is not None
    assert "người duyệt" in failed.reason


def _places(place: Place) -> tuple[str, ...]:
    return (*(f"--{n}={getattr(place, n)}" for n in ("inbox", "outbox", "var")), f"--registry={REGISTRY}")


def test_an_unforeseen_error_is_told_by_its_kind_only(place: Place) -> None:
    with pytest.raises(KeyError), noted(_settings(place)):
        raise KeyError("0912345678")
    failed = how_it_went(place.var)[1]
    assert failed is not None
    assert "KeyError" in failed.reason
    assert "0912345678" not in failed.reason


def test_a_run_that_is_killed_is_found_out(place: Place, hook: Hook) -> None:
    """By a process that needs no Prefect: exit status 1, one line, one message."""
    code = (
        "import sys,time,pathlib; from danhba.nights.note import noted; from danhba.settings import Settings\n"
        "with noted(Settings(var=pathlib.Path(sys.argv[1]))): print('x', flush=True); time.sleep(60)"
    )
    run = subprocess.Popen([sys.executable, "-c", code, str(place.var)], stdout=subprocess.PIPE)
    assert run.stdout is not None
    run.stdout.readline()
    assert how_it_went(place.var)[0] is not None  # it goes on
    assert how_it_went(place.var)[1] is None
    run.send_signal(signal.SIGKILL)
    run.wait()
    run.stdout.close()
    environment = {**os.environ, "DANHBA_NOTIFY": hook.url, "DANHBA_ALERT_FREE_MB": "0"}
    for _ in range(2):
        command = [sys.executable, "-m", "danhba", "status", "--check", "--notify", *_places(place)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 1, done.stderr
        assert [line for line in done.stdout.splitlines() if "bị ngắt giữa chừng" in line]
        assert all("Việc cần làm" in line for line in done.stdout.splitlines())
    assert len(hook.got) == 1
    assert "bị ngắt giữa chừng" in hook.got[0]["message"]
    with noted(_settings(place)):
        pass
    assert how_it_went(place.var) == (None, None)
    assert (failed := last_failed(place.var)) is not None
    assert failed.killed


def test_a_look_while_a_run_begins_does_not_hinder_it(place: Place) -> None:
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            how_it_went(place.var)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        for _ in range(5):
            with noted(_settings(place)):
                assert json.loads((place.var / "last-run.json").read_text(encoding="utf-8"))["state"] == "running"
            time.sleep(0.01)
    finally:
        stop.set()
        thread.join()


def test_a_check_of_a_quiet_installation_ends_with_0(place: Place) -> None:
    place.run()
    (place.root / "danhba.toml").write_text("alert_free_mb = 0\n", encoding="utf-8")
    done = danhba("status", "--check", *_places(place), "--config", place.root / "danhba.toml")
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr
    done = danhba("status", "--check", "--notify", *_places(place))
    assert done.returncode == 2  # nobody to tell
    assert "notify" in done.stderr


def test_a_ledger_that_is_lost_or_spoilt_is_a_trouble(place: Place) -> None:
    place.run()
    made = _settings(place)
    assert troubles(limits_of(made), facts_of(made), dt.datetime.now(dt.UTC)) == []
    for path in place.var.glob("ledger.db*"):
        path.unlink()
    assert [t.kind for t in troubles_of(made)] == ["ledger"]
    (place.var / "ledger.db").write_bytes(b"khong phai so" * 1000)
    assert [t.kind for t in troubles_of(made)] == ["ledger"]


def test_a_look_that_fails_is_in_the_log_and_raises_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError(WORD)

    monkeypatch.setattr(facts_module, "how_it_went", broken)
    assert tell_quietly(_settings(place)) == []
