"""Prefect's database, migrated once and copied: the migrations take 18 seconds, the copy a hundredth.

`python -m flows.template` makes the template at install time; the first run without one makes it. It is kept for each
version of Prefect and of its migrations, in the installation where that can be written to, else in the user's cache.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from filelock import FileLock, Timeout

_FOLDER = "danhba"


def ensure_database(database: Path) -> None:
    """Put a migrated database where there is none yet. Whatever hinders it costs time only: the server then migrates by
    itself."""
    if database.exists():
        return
    try:
        template = find_template() or build_template()
        database.parent.mkdir(parents=True, exist_ok=True)
        aside = database.with_name(f".{database.name}.{secrets.token_hex(4)}")
        try:
            shutil.copyfile(template, aside)
            aside.chmod(0o600)
            os.link(aside, database)  # never over one that another has made meanwhile
        finally:
            aside.unlink(missing_ok=True)
    except (OSError, Timeout, subprocess.SubprocessError, sqlite3.Error):
        return


def template_name() -> str:
    """Return the template's file name: version of Prefect, and a mark of its migrations."""
    spec = find_spec("prefect")  # found, not imported: that takes two seconds
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "server" / "database" / "_migrations" / "versions" / "sqlite"
    names = sorted(p.name for p in folder.glob("*.py"))
    mark = hashlib.sha256("\n".join(names).encode()).hexdigest()[:12]
    return f"prefect-{version('prefect')}-{mark}.db"


def places() -> list[Path]:
    """Return the folders that may hold templates: the installation's, the user's cache. Only what belongs to us or to
    root counts."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return [Path(sys.prefix) / "share" / _FOLDER, cache / _FOLDER]


def find_template() -> Path | None:
    """Return the template for the Prefect that is installed; None where there is none that can be trusted."""
    name = template_name()
    return next((folder / name for folder in places() if _trusted(folder / name)), None)


def _trusted(path: Path) -> bool:
    try:
        stat = path.lstat()
        return path.is_file() and not path.is_symlink() and stat.st_uid in (0, os.getuid()) and not stat.st_mode & 0o022
    except OSError:
        return False


def build_template() -> Path:
    """Make the template, once for everybody who asks at the same time. Raises OSError, SubprocessError,
    sqlite3.Error."""
    name = template_name()
    folder = next((f for f in places() if _usable(f)), None)
    if folder is None:
        raise OSError("no folder for the template")
    with FileLock(folder / f".{name}.lock", timeout=300):
        found = find_template()
        if found is not None:
            return found
        with tempfile.TemporaryDirectory(dir=folder, prefix=".template-") as home:
            made = Path(home) / "prefect.db"
            environment = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
            environment |= {"PREFECT_HOME": home, "PREFECT_LOGGING_LEVEL": "CRITICAL", "DO_NOT_TRACK": "1"}
            environment |= {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "PREFECT_SERVER_UI_ENABLED": "false"}
            subprocess.run(
                [sys.executable, "-c", _MIGRATE], env=environment, check=True, timeout=280, capture_output=True
            )
            connection = sqlite3.connect(made)
            try:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.execute("PRAGMA journal_mode = DELETE")
                connection.execute("VACUUM")
            finally:
                connection.close()
            made.chmod(0o644)
            os.replace(made, folder / name)
    return folder / name


_MIGRATE = """
import asyncio, gc
gc.disable()
import prefect.main
from prefect.server.database import provide_database_interface
asyncio.run(provide_database_interface().create_db())
"""


def _usable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return os.access(folder, os.W_OK)
    except OSError:
        return False


if __name__ == "__main__":
    print(find_template() or build_template())
