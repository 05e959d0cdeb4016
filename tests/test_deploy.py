"""What is installed beside the program: the systemd units are closed, the containers and shares are, secrets are files."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from danhba.settings import Settings, SettingsError, load_settings
from flows.password import password
from tests.conftest import ROOT

DEPLOY = ROOT / "deploy"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
@pytest.mark.parametrize("unit", sorted(DEPLOY.glob("*.service")), ids=lambda p: p.name)
def test_the_unit_is_closed(unit: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.search(r"exposure level for \S+: ([\d.]+)", done.stdout)
    assert found, done.stdout + done.stderr
    assert float(found[1]) <= 3.0


def test_the_nights_are_watched_from_outside() -> None:
    """The timer has its service, the schedule calls it when it fails, and its command is one that there is."""
    assert "OnFailure=danhba-check.service" in (DEPLOY / "danhba.service").read_text(encoding="utf-8")
    assert (DEPLOY / "danhba-check.timer").read_text(encoding="utf-8").count("5min") == 2
    command = re.search(
        r"^ExecStart=\S+/danhba (.*)$", (DEPLOY / "danhba-check.service").read_text(encoding="utf-8"), re.M
    )
    assert command
    assert command[1] == "status --check --notify --config /srv/danhba/danhba.toml"


def _services() -> dict[str, dict[str, Any]]:
    return dict(yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"])


@pytest.mark.parametrize("name", _services())
def test_the_container_is_closed(name: str) -> None:
    service = _services()[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["read_only"] is True
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert not service.get("privileged")
    ports = [re.sub(r"^\$\{DANHBA_SHARES_ADDRESS:-([\d.]+)\}", r"\1", str(p)) for p in service.get("ports", [])]
    assert all(p.startswith("127.0.0.1:") for p in ports)  # the shares too, unless somebody names another address
    by_build = "PYTHON_IMAGE" in service.get("build", {}).get("args", {})
    assert by_build or ":?" in service["image"]  # the digest must be given
    told = repr(service.get("environment", {}))
    assert not re.search(r"PASSWORD'|AUTH'|://\w+:[^@/]+@", told), told  # secrets are files


@pytest.mark.parametrize("file", ["Dockerfile", "samba/Dockerfile"])
def test_the_image_needs_a_digest(file: str) -> None:
    dockerfile = (DEPLOY / file).read_text(encoding="utf-8")
    bases = re.findall(r"^FROM (\S+)", dockerfile, re.M)
    assert set(bases) == {"${PYTHON_IMAGE}"}
    assert "@sha256:" in dockerfile
    assert re.search(r"^USER 10001$", dockerfile, re.M)


def test_the_shares_give_each_role_its_folder_and_no_more() -> None:
    """The nightly job's files in the outbox are read-only by container, unit and share; the state of danhba is in none of them."""
    (volumes,) = [s["volumes"] for s in _services().values() if s["image"] == "danhba-shares"]
    assert [v.partition(":")[2] for v in volumes] == [
        "/srv/danhba/inbox",
        "/srv/danhba/review-inbox",
        "/srv/danhba/outbox:ro",
    ]
    unit = (DEPLOY / "danhba-shares.service").read_text(encoding="utf-8")
    assert re.search(r"^ReadOnlyPaths=/srv/danhba/outbox$", unit, re.M)
    assert re.search(r"^InaccessiblePaths=-/srv/danhba/var$", unit, re.M)
    assert re.findall(r"CAP_\w+", unit) == ["CAP_NET_BIND_SERVICE"] * 2
    conf = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    conf.read(DEPLOY / "samba" / "smb.conf", encoding="utf-8")
    shares = {
        n: (conf[n]["path"], conf[n]["valid users"], conf[n]["read only"]) for n in conf.sections() if n != "global"
    }
    assert shares == {
        "hop-nhan": ("/srv/danhba/inbox", "@danhba-office", "no"),
        "gui-bang": ("/srv/danhba/inbox/%U", "@danhba-units", "no"),
        "nguoi-duyet": ("/srv/danhba/review-inbox", "@danhba-reviewers", "no"),
        "ket-qua": ("/srv/danhba/outbox", "@danhba-office @danhba-reviewers", "yes"),
    }


@pytest.mark.parametrize(
    ("line", "said"), [("a/b:office:x", "not a name"), ("-a:office:x", "not a name"), ("a:boss:x", "role must be")]
)
def test_an_account_that_is_none_is_refused_without_its_password(line: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "users").write_text(f"{line}-Mật-khẩu\n", encoding="utf-8")
    environment = {
        "DANHBA_SHARES_USERS": str(tmp_path / "users"),
        "DANHBA_SHARES_ACCOUNTS": str(tmp_path),
        "PATH": "/usr/bin:/bin",
    }
    done = subprocess.run([DEPLOY / "samba" / "start"], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Mật-khẩu" not in done.stderr


def test_passwords_may_be_files(tmp_path: Path) -> None:
    word = "p@ss:w/o\u0111%41"
    (tmp_path / "ledger").write_text(word + "\n", encoding="utf-8")
    (tmp_path / "ui").write_text("an:bi-mat\n", encoding="utf-8")
    made = Settings(
        ledger_url="postgresql+psycopg://danhba@db/danhba",
        ledger_password_file=tmp_path / "ledger",
        ui_auth_file=tmp_path / "ui",
    )
    from sqlalchemy.engine import make_url

    assert make_url(made.ledger).password == word
    assert password(made) == "an:bi-mat"
    assert word not in repr(made)
    with pytest.raises(SettingsError, match="ui_auth_file"):
        load_settings(None, ui_auth_file=tmp_path / "none")
