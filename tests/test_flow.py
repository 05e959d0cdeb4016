"""The flow under Prefect: a real run on its embedded server, and what happens when that server cannot start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from danhba.samples.builder import form, xlsx
from tests.conftest import REGISTRY, ROOT, table

pytestmark = pytest.mark.xdist_group("prefect")
XA = "Xã Tân Khánh Trung"


def _run(root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    (root / "inbox").mkdir(exist_ok=True)
    (root / "inbox" / "a.xlsx").write_bytes(xlsx(form({"C": [(XA, "0277 3851 001")]})))
    places = ["--inbox", root / "inbox", "--outbox", root / "outbox", "--var", root / "var", "--registry", REGISTRY]
    command = [sys.executable, "-m", "danhba", "run", *map(str, places), "--settle", "0", "--workers", "1"]
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
    return subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, timeout=200, env=clean | environment, check=False
    )


def test_a_run_leaves_its_record_with_prefect(tmp_path: Path) -> None:
    done = _run(tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip() == ""
    assert [r["phone"] for r in table(tmp_path / "outbox" / "current" / "danh-ba.csv")] == ["0277 3851 001"]
    import sqlite3

    with sqlite3.connect(tmp_path / "var" / "prefect" / "prefect.db") as db:
        assert db.execute("select state_type from flow_run").fetchall() == [("COMPLETED",)]
        tasks = {r[0] for r in db.execute("select name from task_run")}
        artifacts = {r[0] for r in db.execute("select key from artifact")}
        told = " ".join(r[0] for r in db.execute("select message from log"))
    for name in ("receive", "read batch 1", "resolve", "publish", "report"):
        assert any(n.startswith(name) for n in tasks), (name, tasks)
    for line in ("Nhận 1 tệp mới", "Đọc phần 1", "Công bố 1 số", "Viết báo cáo"):
        assert line in told
    assert {"danhba-tom-tat", "danhba-cong-bo", "danhba-loi"} <= artifacts


def test_a_broken_prefect_still_gives_a_right_publication_and_one_line(tmp_path: Path) -> None:
    home = tmp_path / "var" / "prefect"
    home.mkdir(parents=True)
    (home / "prefect.db").write_bytes(b"this is no database" * 100)
    done = _run(tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "Prefect" in done.stderr
    assert [r["phone"] for r in table(tmp_path / "outbox" / "current" / "danh-ba.csv")] == ["0277 3851 001"]


def test_our_own_error_under_prefect_is_one_line_and_status_3(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file, not a folder")
    done = _run(tmp_path)
    assert done.returncode == 3, done
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
