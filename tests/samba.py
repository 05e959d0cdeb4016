"""A real Samba server on a high port, run by an account without rights, from deploy/samba/smb.conf; smbclient as its users."""

from __future__ import annotations

import contextlib
import os
import pickle
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

IS_HERE = bool(
    (shutil.which("smbd") or Path("/usr/sbin/smbd").exists()) and shutil.which("smbclient") and shutil.which("pdbedit")
)
WANTED = "needs Samba: apt-get install samba smbclient"
_UTF8 = {**os.environ, "LC_ALL": "C.UTF-8", "PATH": f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"}
# Roles of the shares, by accounts that every Debian has, each with a group of its own name.
STAFF, REVIEWER, UNIT = "games", "backup", "www-data"
_GROUPS = {"danhba-office": STAFF, "danhba-reviewers": REVIEWER, "danhba-units": UNIT}


class Samba:
    """The shares of one folder (inbox, review-inbox, outbox), served to smbclient."""

    def __init__(self, root: Path, state: Path) -> None:
        self.root, self.state = root, state
        self.owner = pwd.getpwnam("daemon") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        text = (ROOT / "deploy" / "samba" / "smb.conf").read_text(encoding="utf-8")
        text = text.replace("/srv/danhba", str(root)).replace("/var/lib/danhba-shares", str(state))
        for group, account in _GROUPS.items():
            text = text.replace(f"@{group}", f"@{account}")
        text = re.sub(r"(?m)^  force user = danhba$", f"  force user = {self.owner.pw_name}", text)
        text = re.sub(
            r"(?m)^  smb ports = 445$",
            f"  smb ports = {self.port}\n  interfaces = 127.0.0.1\n  bind interfaces only = yes\n  smb2 max write = 65536",
            text,
        )
        self.conf = state / "smb.conf"
        self.conf.write_text(text, encoding="utf-8")
        for path in (root, root / "inbox", root / "review-inbox", root / "outbox", root / "inbox" / UNIT):
            path.mkdir(exist_ok=True)
        for path in (root, state, *root.rglob("*"), self.conf):
            os.chown(path, self.owner.pw_uid, self.owner.pw_gid)
        for account in _GROUPS.values():
            word = f"{account}-Mật 1\n".encode()
            subprocess.run([*self._account(), "pdbedit", "-s", self.conf, "-a", "-t", "-u", account],
                           input=word * 2, env=_UTF8, check=True, capture_output=True)  # fmt: skip
        self._log = (state / "smbd.out").open("wb")
        self._server = subprocess.Popen([*self._account(), "smbd", "-s", self.conf, "-F", "--no-process-group", "--debug-stdout"],
                                        stdout=self._log, stderr=self._log, env=_UTF8, start_new_session=True)  # fmt: skip
        deadline = time.monotonic() + 30
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            if self._server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((state / "smbd.out").read_text(errors="replace"))
            time.sleep(0.05)

    def _account(self) -> list[str]:
        if os.geteuid():
            return []
        return [
            "setpriv",
            f"--reuid={self.owner.pw_uid}",
            f"--regid={self.owner.pw_gid}",
            "--clear-groups",
            "--inh-caps=-all",
            "--bounding-set=-all",
        ]

    def begin(self, share: str, *commands: str, account: str = STAFF) -> subprocess.Popen[str]:
        """Begin a session that does these commands."""
        who = ["-U", f"{account}%{account}-Mật 1", "-p", str(self.port), "-s", "/dev/null", "-E"]
        session = subprocess.Popen(
            ["smbclient", f"//127.0.0.1/{share}", *who], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, encoding="utf-8", env=_UTF8,
        )  # fmt: skip
        assert session.stdin is not None
        session.stdin.write("\n".join([*commands, "quit", ""]))
        session.stdin.close()  # only then does it do more than the first
        session.stdin = None
        return session

    def do(self, share: str, *commands: str, account: str = STAFF) -> str:
        """Give commands in one session; return what it said."""
        said, _ = self.begin(share, *commands, account=account).communicate(timeout=60)
        return said

    def as_owner(self, act: Callable[[], Any]) -> Any:
        """Do something as the account that the files belong to, with its rights only; return what it returns."""
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            status = 70
            try:
                if os.geteuid() == 0:
                    os.setgroups([])
                    os.setresgid(*(self.owner.pw_gid,) * 3)
                    os.setresuid(*(self.owner.pw_uid,) * 3)
                with os.fdopen(writing, "wb") as out:
                    try:
                        pickle.dump((True, act()), out)
                    except BaseException as error:
                        pickle.dump((False, f"{type(error).__name__}: {error}"), out)
                status = 0
            finally:
                os._exit(status)
        os.close(writing)
        with os.fdopen(reading, "rb") as answer:
            data = answer.read()
        os.waitpid(pid, 0)
        well, value = pickle.loads(data)
        if not well:
            raise AssertionError(value)
        return value

    def stop(self) -> None:
        """End the server and its sessions."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._server.pid, signal.SIGTERM)
        self._server.wait(20)
        self._log.close()


@contextlib.contextmanager
def samba(below: Path | None = None) -> Iterator[Samba]:
    """Serve a new folder, which the account may look into whatever the umask."""
    with tempfile.TemporaryDirectory(prefix="danhba-shares-", dir=below) as folder:
        top = Path(folder)
        for path in (top, *([below] if below else [])):
            path.chmod(0o755)
        for name in ("srv", "state"):
            (top / name).mkdir()
        made = Samba(top / "srv", top / "state")
        try:
            yield made
        finally:
            made.stop()
