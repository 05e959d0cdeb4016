"""A standing server of ours: `danhba run` finds it, `prefect deploy --all` ends with 0, the outbox is shown in a sandbox, sockets ask for the password."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect.events.schemas.automations import AutomationCore
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from danhba.samples.builder import form, xlsx
from danhba.settings import Settings
from flows.environment import prepare
from flows.live import is_ours
from flows.nightly import nightly
from flows.password import basic, password, server_key
from flows.server import Server, end
from flows.template import ensure_database
from tests.conftest import REGISTRY, ROOT, table

pytestmark = pytest.mark.xdist_group("prefect")
_CLEAN = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "DANHBA_"))}


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, Server]]:
    """The schedule's server without its schedule."""
    root = tmp_path_factory.mktemp("standing")
    (root / "inbox").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for name in [n for n in os.environ if n.startswith("PREFECT_")]:
            patch.delenv(name)
        server = Server()
        made = Settings(
            inbox=root / "inbox",
            outbox=root / "outbox",
            var=root / "var",
            registry=REGISTRY,
            port=server.port,
            settle=0,
            workers=1,
        )
        before = dict(os.environ)
        prepare(made.var, once=False)
        environment = {**os.environ, "DANHBA_OUTBOX": str(made.outbox)}
        for name in os.environ.keys() - before.keys():
            del os.environ[name]
    ensure_database(made.var / "prefect" / "prefect.db")
    server.start(environment, password(made), server_key(made), made.var / "server.log", once=False)
    deadline = time.monotonic() + 150
    while not is_ours(made, server.port):
        assert server.process is not None
        assert server.process.poll() is None, (made.var / "server.log").read_text()
        assert time.monotonic() < deadline
        time.sleep(0.2)
    yield made, server
    end(server.process)
    server.close()


def _ask(made: Settings, path: str, body: Any = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", "Authorization": basic(password(made))}
    request = urllib.request.Request(f"http://127.0.0.1:{made.port}{path}", data=data, headers=headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.headers, answer.read()


def test_a_run_is_recorded_by_the_server_that_is_there(standing: tuple[Settings, Server]) -> None:
    made, _ = standing
    (made.inbox / "a.xlsx").write_bytes(xlsx(form({"C": [("Xã Tân Khánh Trung", "0277 3851 001")]})))
    places = ["--inbox", made.inbox, "--outbox", made.outbox, "--var", made.var, "--registry", REGISTRY]
    command = [sys.executable, "-m", "danhba", "run", *map(str, places), "--settle", "0", "--workers", "1"]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=200,
        check=False,
        env={**_CLEAN, "DANHBA_PORT": str(made.port)},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [r["phone"] for r in table(made.outbox / "current" / "danh-ba.csv")] == ["0277 3851 001"]
    runs = json.loads(_ask(made, "/api/flow_runs/filter", {})[1])
    assert [r["state_type"] for r in runs] == ["COMPLETED"]
    logs = json.loads(_ask(made, "/api/logs/filter", {})[1])
    assert any("Công bố 1 số" in line["message"] for line in logs)
    artifacts = json.loads(_ask(made, "/api/artifacts/filter", {})[1])
    links = [a["data"] for a in artifacts if a["key"] == "danhba-cong-bo"]
    assert len(links) == 1
    path = links[0].split("(")[-1].split(")")[0].removeprefix(f"http://127.0.0.1:{made.port}")
    assert path.startswith("/danhba/publications/")
    headers, page = _ask(made, path)
    assert b"0277 3851 001" in page
    assert headers["Content-Security-Policy"].startswith("sandbox")  # what a unit has sent cannot speak to the API
    assert "allow-same-origin" not in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/danhba/../var/prefect-password",
        "/danhba/%2e%2e/var/prefect-password",
        "/danhba//etc/passwd",
        "/danhba/nothing",
    ],
)
def test_nothing_outside_the_outbox_is_shown(standing: tuple[Settings, Server], path: str) -> None:
    made, _ = standing
    made.outbox.mkdir(exist_ok=True)
    with pytest.raises(urllib.error.HTTPError, match="404"):
        _ask(made, path)


def test_prefect_deploy_ends_well_and_is_repeatable(standing: tuple[Settings, Server], tmp_path: Path) -> None:
    made, _ = standing
    environment = {
        **_CLEAN, "PREFECT_HOME": str(tmp_path), "PREFECT_API_URL": f"http://127.0.0.1:{made.port}/api",
        "PREFECT_API_AUTH_STRING": password(made), "DO_NOT_TRACK": "1",
    }  # fmt: skip
    prefect = [sys.executable, "-m", "prefect", "--no-prompt"]
    for command in (["work-pool", "create", "danhba", "--type", "process"], ["deploy", "--all"]):
        done = subprocess.run(
            [*prefect, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=200, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(_ask(made, "/api/deployments/filter", {})[1])
    assert [(d["name"], d["entrypoint"], d["tags"]) for d in found] == [
        ("hang-dem", "flows/nightly.py:nightly", ["danhba"])
    ]
    assert set(found[0]["parameter_openapi_schema"]["properties"]) == {"as_of", "reread"}


@pytest.mark.parametrize("path", ["events/in", "events/out", "logs/out"])
def test_a_socket_asks_for_the_password(standing: tuple[Settings, Server], path: str) -> None:
    made, _ = standing

    async def speak(words: str, **more: Any) -> Any:
        address = f"ws://127.0.0.1:{made.port}/api/{path}"
        async with connect(address, open_timeout=20, **more) as socket:
            await socket.send(json.dumps({"type": "auth", "token": words}))
            return json.loads(await socket.recv())["type"]

    with pytest.raises(InvalidStatus):
        asyncio.run(speak(password(made)))  # neither header nor Prefect's way of asking
    protocol: Any = {"subprotocols": ["prefect"]}
    with pytest.raises(InvalidStatus):
        asyncio.run(speak(password(made), origin="http://evil.example", **protocol))
    with pytest.raises(ConnectionClosed):
        asyncio.run(speak("danhba:wrong", **protocol))
    assert asyncio.run(speak(password(made), **protocol)) == "auth_success"


def test_the_automations_are_ones_that_the_server_takes(standing: tuple[Settings, Server]) -> None:
    """As `prefect automation create --from-file` sends them."""
    made, _ = standing
    told = yaml.safe_load((ROOT / "deploy" / "automations.yaml").read_text(encoding="utf-8"))["automations"]
    for automation in told:
        core = AutomationCore.model_validate(automation)
        _ask(made, "/api/automations/", json.loads(core.model_dump_json(exclude_none=True)))
        assert automation["trigger"]["match_related"]["prefect.resource.name"] == nightly.name
    found = json.loads(_ask(made, "/api/automations/filter", {})[1])
    assert sorted(a["name"] for a in found) == sorted(a["name"] for a in told)
