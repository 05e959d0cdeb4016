"""Whatever is typed, the program answers in Vietnamese: typer's own words, every wrong use, screens without Vietnamese or without room."""

from __future__ import annotations

import ast
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer import core
from typer._click import core as click_core
from typer._click import parser as click_parser
from typer.main import get_command
from typer.testing import CliRunner

from danhba.cli import answer
from danhba.cli import help as own_help
from danhba.cli.main import app, main
from danhba.samples.builder import form, xlsx
from tests.conftest import REGISTRY
from tests.examples import share

ENGLISH = re.compile(
    r"\b(usage|options?|arguments?|commands?|required|default|error|invalid|value|missing|try|help for|such|mean|got|unexpected|extra|"
    r"requires|takes?|should|integer|number|string|valid|parse|possible|aborted|env var|path|text|bool|int|str|float|list\[)\b",
    re.I,
)
GOOD = xlsx(form({"C": [("Xã Tân Khánh Trung", "0277 3851 001")]}))
ROOT = get_command(app)
COMMANDS: dict[str, Any] = dict(ROOT.commands)  # type: ignore[attr-defined]
PAGES = [(), *((name,) for name in COMMANDS), ("registry", "list"), ("registry", "check")]


def say(*arguments: str, encoding: str = "utf-8") -> tuple[int, str, str]:
    """Run the program in this process as an operator does; return its status and what its two streams got."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2))
    before = sys.argv, sys.stdout, sys.stderr, sys.unraisablehook
    sys.argv, sys.stdout, sys.stderr = ["danhba", *arguments], out, err
    status: Any = 0
    try:
        main()
    except SystemExit as ended:
        status = ended.code
    finally:
        sys.argv, sys.stdout, sys.stderr, sys.unraisablehook = before
    for stream in (out, err):
        stream.flush()
    said = [stream.buffer.getvalue().decode(encoding) for stream in (out, err)]  # type: ignore[attr-defined]
    return int(status or 0), said[0], said[1]


def without_ours(text: str) -> str:
    """Return a text without what is not prose: options, names in quotes, examples, folders, links."""
    text = re.sub(r"Ví dụ: .*?(?=\n\s*\n|│|$)", " ", text, flags=re.S)
    return re.sub(r"“[^”]*”|--[a-z-]+|[\w./-]+/[\w./-]*|table|json", " ", text)


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_every_page_of_help_is_vietnamese(page: tuple[str, ...]) -> None:
    text = CliRunner().invoke(app, [*page, "--help"], env={"COLUMNS": "140"}).stdout
    assert "Cách dùng: danhba" in text
    names = {*COMMANDS, "list", "check"}
    found = {w for w in ENGLISH.findall(without_ours(text)) if w not in names}
    assert not found, (found, text)


TOKENS = st.sampled_from(
    [
        *COMMANDS, "chek", "registry", "lst", "--help", "--workers", "--workers=x", "--settle", "x", "--keep", "nhiều", "--port", "--format",
        "--no-prefect=3", "--wrkers", "-x", "-", "--", "--confirm", "--explain=1", "\x1b[31m", "Error:", "--port=99999999999999999999999x", "",
    ]
)  # fmt: skip


@given(st.lists(TOKENS, min_size=1, max_size=5))
@settings(max_examples=share(60), deadline=None)
def test_wrong_use_of_any_kind_is_one_vietnamese_line(tokens: list[str]) -> None:
    parsed: list[Any] = []
    with pytest.MonkeyPatch.context() as patch:  # what would be run is of no matter here
        for command in (*COMMANDS.values(), *COMMANDS["registry"].commands.values()):
            if command.callback is not None:
                patch.setattr(command, "callback", lambda **given: parsed.append(given))
        out, err = io.StringIO(), io.StringIO()
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        status: Any = 0
        try:
            ROOT.main(args=tokens)
        except SystemExit as ended:
            status = ended.code
    told = err.getvalue()
    if status == 2 and told:
        assert told.startswith("danhba: ")
        assert told.count("\n") == 1
        assert told.isprintable() or told[:-1].isprintable()
        assert re.search(r"Hướng dẫn: danhba[a-z ]* --help$", told.strip())
        assert "chưa đúng" not in told  # every kind has words of its own
        names = {*COMMANDS, "list", "check"}
        assert not {w for w in ENGLISH.findall(without_ours(told)) if w not in names}, told
    else:
        assert status in (0, 2)
        assert parsed or out.getvalue() or told == ""


def test_everything_typer_can_say_has_words() -> None:
    """A release of typer that says something new, or says it otherwise, fails here."""
    said = set()
    for module in (click_parser, click_core, core):
        for node in ast.walk(ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "fail":
                said.add(re.sub(r"[{}']", "", ast.unparse(node.args[0])))
    assert len(said) == 3, said
    for words in ("Missing command.", "No such command 'x'.", "Got unexpected extra argument(s) (a b)"):
        error = core._click.exceptions.UsageError(words)
        assert own_help._other(error) != "Câu lệnh chưa đúng"


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place where two units sent two numbers each: questions, findings, a publication."""
    root = tmp_path_factory.mktemp("noi")
    (root / "inbox").mkdir()
    for name, number in (("a.xlsx", "0277 3851 001"), ("b.xlsx", "0277 3851 002")):
        rows = [("Xã Tân Khánh Trung", number), ("Xã Tân Mỹ", "0277 3851 009"), ("Xã Long Hưng A", "0277 3851 009")]
        (root / "inbox" / name).write_bytes(xlsx(form({"C": rows})))
    (root / "danhba.toml").write_text(f'registry = "{REGISTRY}"\nsettle = 0\nworkers = 1\n', encoding="utf-8")
    status, out, err = say("run", "--no-prefect", "--config", str(root / "danhba.toml"))
    assert status == 0, (out, err)
    return root


EACH = {
    "init": ["init", "{new}", "--no-prefect"],
    "demo": ["demo", "--no-prefect", "--folder", "{root}"],
    "run": ["run", "--no-prefect", "--config", "{config}"],
    "schedule": ["schedule", "--config", "{config}", "--inbox", "{new}"],
    "check": ["check", "--explain", "{file}", "--config", "{config}"],
    "calls": ["calls", "--config", "{config}"],
    "status": ["status", "--config", "{config}"],
    "fetch": ["fetch", "--config", "{config}"],
    "send": ["send", "--config", "{config}"],
    "decide": ["decide", "--config", "{config}"],
    "publish": ["publish", "--confirm", "x", "--config", "{config}"],
    "form": ["form", "--unit", "30181", "--config", "{config}"],
    "poster": ["poster", "--config", "{config}"],
    "verify": ["verify", "--config", "{config}"],
    "backup": ["backup", "{new}.tar", "--config", "{config}"],
    "restore": ["restore", "{new}.tar", "--config", "{config}"],
    "rebuild": ["rebuild", "--config", "{new}.toml"],
    "prune": ["prune", "--config", "{config}"],
    "registry": ["registry", "list"],
    "campaign": ["campaign", "new", "Q4", "--letter", "Công văn", "--deadline", "2021-12-31", "--config", "{config}"],
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("way", ["as it is used", "--help", "wrong use"])
def test_a_screen_of_ascii_letters_gets_no_traceback(command: str, way: str, lived: Path, tmp_path: Path) -> None:
    places = {"root": lived, "config": lived / "danhba.toml", "new": tmp_path / "mới", "file": tmp_path / "tệp.xlsx"}
    (tmp_path / "tệp.xlsx").write_bytes(xlsx(form({"C": [("Xã Tân Khánh Trung", "0277 3851 001 / 0912 345 678")]})))
    used = [part.format(**places) for part in EACH[command]]
    arguments = {"as it is used": used, "--help": [command, "--help"], "wrong use": [command, "--khác"]}[way]
    status, out, err = say(*arguments, encoding="ascii")
    assert "Traceback" not in out + err
    assert status in ((2,) if way == "wrong use" else (0, 1, 2, 3)), (status, out, err)
    assert out or err
    assert "?" not in err.replace("--khác", "")  # a letter without its marks, not a sign for a letter
    if way == "wrong use":
        assert "Khong co tuy chon" in err


@pytest.mark.parametrize(
    "arguments", [["status"], ["decide"], ["calls"], ["verify"], ["verify", "--published"]], ids=" ".join
)
def test_machines_read_one_object_with_stable_keys(arguments: list[str], lived: Path) -> None:
    keys = {
        "status": {
            "inbox", "quarantined", "claimed", "ledger", "receipts", "receipts_ahead_of_clock", "last_run", "overdue", "held",
            "open_questions", "published", "last_failed", "packages",
        },
        "decide": {"open", "questions"},
        "calls": {"as_of", "made_in_30_days", "month", "calls"},
        "verify": {"checked", "ok", "problems"},
    }[arguments[0]]  # fmt: skip
    documented = (Path(__file__).parent.parent / "docs" / "operations.md").read_text(encoding="utf-8")
    for encoding in ("utf-8", "ascii"):
        _, out, _ = say(*arguments, "--format", "json", "--config", str(lived / "danhba.toml"), encoding=encoding)
        told = json.loads(out)
        assert out.count("\n") == 1
        assert set(told) == keys
        for key in keys:
            assert f"`{key}`" in documented
    status, _, err = say(*arguments, "--format", "xml", "--config", str(lived / "danhba.toml"))
    assert status == 2
    assert "xml" in err


@pytest.mark.parametrize("width", [40, 60, 99, 140])
def test_an_id_can_be_copied_from_any_terminal(width: int, lived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, out, _ = say("decide", "--format", "json", "--config", str(lived / "danhba.toml"))
    ids = [q["id"] for q in json.loads(out)["questions"]]
    assert ids
    made = answer.Console
    monkeypatch.setattr(answer, "Console", lambda **given: made(**{**given, "width": width, "force_terminal": True}))
    _, out, _ = say("decide", "--config", str(lived / "danhba.toml"))
    shown = re.sub(r"\x1b\[[0-9;]*m", "", out)
    for found in ids:
        assert found in shown


def test_a_folder_is_checked_as_its_files(lived: Path, tmp_path: Path) -> None:
    for name in ("a.xlsx", "huyen/b.xlsx", "~$a.xlsx", "rong/.gitkeep"):
        path = tmp_path / "thư mục" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(GOOD)
    config = ("--config", str(lived / "danhba.toml"))
    status, out, _ = say("check", "--format", "json", str(tmp_path / "thư mục"), *config)
    assert status in (0, 1)
    assert [f["source_file"] for f in json.loads(out)["files"]] == ["a.xlsx", "b.xlsx"]
    status, _, err = say("check", str(tmp_path / "thư mục" / "rong"), *config)
    assert (status, err.count("\n")) == (2, 1)
    assert "không có tệp nào" in err


@given(st.integers(1, 133))
@settings(max_examples=share(40), deadline=None)
def test_what_the_system_refuses_is_told_in_vietnamese(number: int) -> None:
    import os

    from danhba.vietnamese.system_errors import system_words

    said = system_words(OSError(number, os.strerror(number)))
    assert not said.startswith(os.strerror(number))
    assert system_words(OSError(number, "lời của ta")) == "lời của ta"
