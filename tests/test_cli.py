"""The command line as a user meets it: exit statuses, one clear line instead of a traceback, JSON, no Prefect where none is needed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from danhba.registries import shipped
from danhba.registry import load_registry
from danhba.samples.builder import form, xlsx
from tests.conftest import REGISTRY, ROOT, danhba

GOOD = xlsx(form({"C": [("Xã Tân Khánh Trung", "0277 3851 001")]}))
BAD = xlsx(form({"C": [("Xã Tân Khánh Trung", "0277 3851 001 / 0912 345 678")]}))


def test_check_prints_one_json_object_and_exits_1_on_errors(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(BAD)
    (tmp_path / "b.xlsx").write_bytes(GOOD)
    done = danhba("check", "--format", "json", tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert done.returncode == 1
    files = json.loads(done.stdout)["files"]
    assert [f["source_file"] for f in files] == ["a.xlsx", "b.xlsx"]
    assert [(f["code"], f["cell"], f["unit_code"]) for f in files[0]["findings"]] == [
        ("phone_multiple", "C11", "30181")
    ]
    row = files[1]["rows"][0]
    assert (row["unit_code"], row["phone_e164"], row["name_cell"], row["phone_cell"]) == (
        "30181",
        "+842773851001",
        "B11",
        "C11",
    )
    assert row["extension"] is None
    assert files[1]["submitter"] == {
        "unit_code": "30181",
        "evidence": [{"kind": "rows", "text": "Xã Tân Khánh Trung, huyện Lấp Vò", "unit_code": "30181"}],
    }
    assert danhba("check", tmp_path / "b.xlsx").returncode == 0


def test_check_explains_how_it_read_the_table(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(BAD)
    text = danhba("check", "--explain", tmp_path / "a.xlsx").stdout
    assert "tiêu đề ở dòng 5" in text
    assert "(tiêu đề mục)" in text
    assert "Xã Tân Khánh Trung, huyện Lấp Vò" in text


def test_check_is_quick_and_imports_no_prefect(tmp_path: Path) -> None:
    (tmp_path / "b.xlsx").write_bytes(GOOD)
    start = time.perf_counter()
    danhba("check", tmp_path / "b.xlsx")
    assert time.perf_counter() - start < 8  # generous: other tests run beside it; the README's figure is measured alone
    code = "import sys; from danhba.cli import check, status, main; import danhba.run.resolve; sys.exit('prefect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.long
def test_wrong_use_is_one_line_and_status_2(tmp_path: Path) -> None:
    broken = tmp_path / "danhba.toml"
    broken.write_text("workers = 'nhiều'")
    for arguments in (
        ("check", tmp_path / "none.xlsx"),
        ("check", "--registry", tmp_path / "none", ROOT / "README.md"),
        ("run", "--registry", tmp_path / "none", "--var", tmp_path / "v", "--inbox", tmp_path, "--no-prefect"),
        ("run", "--inbox", tmp_path / "none", "--var", tmp_path / "v", "--no-prefect"),
        ("run", "--as-of", "hôm qua"),
        ("run", "--config", broken),
        ("status", "--inbox", tmp_path / "none"),
        ("check", "--format", "xml", ROOT / "README.md"),
    ):
        done = danhba(*arguments)
        assert done.returncode == 2, (arguments, done)
        assert "Traceback" not in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_what_cannot_run_is_one_line_and_status_3(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "file").write_text("x")
    common = ("run", "--no-prefect", "--settle", "0", "--inbox", tmp_path / "inbox", "--registry", REGISTRY)
    for arguments in (("--var", tmp_path / "file"), ("--var", tmp_path / "v", "--outbox", tmp_path / "file")):
        done = danhba(*common, *arguments)
        assert done.returncode == 3, done
        assert "Traceback" not in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_status_counts_what_lies_there(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.xlsx").write_bytes(GOOD)
    (inbox / "~$a.xlsx").write_bytes(b"x")
    places = ("--inbox", inbox, "--outbox", tmp_path / "o", "--var", tmp_path / "v")
    assert "1 tệp chờ nhận, 1 tệp tạm" in danhba("status", *places).stdout
    assert danhba("run", *places, "--no-prefect", "--settle", "0", "--registry", REGISTRY).returncode == 0
    text = danhba("status", *places).stdout
    assert "0 tệp chờ nhận" in text
    assert "1 số" in text


def test_every_command_has_help_with_an_example() -> None:
    text = danhba("--help").stdout
    for command in ("run", "check", "status", "demo"):
        assert command in text
        assert "Ví dụ: danhba" in re.sub(r"\s+", " ", danhba(command, "--help").stdout)


def test_a_trial_clears_no_folder_that_it_has_not_made(tmp_path: Path) -> None:
    for number, there in enumerate(("inbox/a.xlsx", "var/ledger.db", "outbox/x", "danhba.toml")):
        kept = tmp_path / str(number) / there
        kept.parent.mkdir(parents=True)
        kept.write_bytes(GOOD)
        done = danhba("demo", "--no-prefect", "--folder", tmp_path / str(number))
        assert done.returncode == 2
        assert "là nơi làm việc thật" in done.stderr
        assert kept.read_bytes() == GOOD


def test_help_lists_every_command_in_vietnamese() -> None:
    from typer.main import get_command
    from typer.testing import CliRunner

    from danhba.cli.main import app

    def shown(*arguments: str) -> str:
        return CliRunner().invoke(app, [*arguments, "--help"]).stdout

    text = shown()
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        assert re.search(rf"│ {name} +\w", text), name
        assert command.help
    for page in (text, shown("check"), shown("registry"), shown("registry", "list")):
        for english in ("Options", "Commands", "Arguments", "Show this message"):
            assert english not in page


def test_both_registries_are_fit_to_use() -> None:
    assert len(shipped()) == 2
    for name, folder in shipped().items():
        done = danhba("registry", "check", name)
        assert done.returncode == 0, done
        for given in (name, f"registry/{name}"):  # the last: where they lay before
            assert load_registry(Path(given)).path == folder
