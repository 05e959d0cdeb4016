"""Settings: where paths are taken from, what danhba.toml that `init` writes says, and that no error shows a secret."""

from __future__ import annotations

import re
import string
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from danhba.registries import shipped
from danhba.settings import Settings, SettingsError, load_settings
from danhba.store.archive_remote import RemoteArchive, without_secrets
from danhba.store.ledger import open_ledger
from danhba.store.ledger_error import LedgerError
from tests.conftest import danhba
from tests.examples import share

TEMPLATE = files("danhba.cli").joinpath("templates", "danhba.toml").read_text(encoding="utf-8")
SECRETS = sorted(n for n, f in Settings.model_fields.items() if f.annotation is SecretStr)
WORD = "Tuyet-Mat-9f3"


def _written(folder: Path, text: str) -> Path:
    path = folder / "danhba.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_paths_lie_beside_danhba_toml_and_those_of_options_in_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "viec"
    (home / "cua-toi").mkdir(parents=True)
    (home / "mat-khau").write_text("x", encoding="utf-8")
    config = _written(home, 'inbox = "vao"\nui_auth_file = "mat-khau"\noutbox = "/srv/ra"\nregistry = "cua-toi"\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DANHBA_VAR", "kho")
    made = load_settings(config, review_inbox=Path("duyet"))
    assert (made.inbox, made.ui_auth_file, made.outbox) == (home / "vao", home / "mat-khau", Path("/srv/ra"))
    assert (made.var, made.review_inbox, made.registry) == (Path("kho"), Path("duyet"), home / "cua-toi")
    monkeypatch.delenv("DANHBA_VAR")
    assert load_settings(config).var == home / "var"  # what it leaves out lies beside it too
    assert load_settings(config).reviewers == home / "review-inbox"
    monkeypatch.chdir(home)
    assert load_settings().inbox == Path("vao")
    assert Settings().inbox == Path("inbox")  # whoever makes them without a file reads none


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("sqlite:///so.db", "sqlite:///{}/so.db"),
        ("sqlite+pysqlite:///a/so.db", "sqlite+pysqlite:///{}/a/so.db"),
        ("sqlite:////srv/so.db", "sqlite:////srv/so.db"),
        ("postgresql://u@h/d", "postgresql://u@h/d"),
    ],
)
def test_a_ledger_s_file_lies_beside_danhba_toml(given: str, meant: str, tmp_path: Path) -> None:
    assert load_settings(_written(tmp_path, f'ledger_url = "{given}"')).ledger == meant.format(tmp_path)


@pytest.mark.parametrize(
    ("given", "meant"),
    [("kho", "{}/kho"), ("/srv/kho", "/srv/kho"), ("file://kho", "file://{}/kho"), ("file:///k", "file:///k"), ("", "")]
    + [(url, url) for url in ("s3://kho/danhba", "memory://kho", "simplecache::s3://kho/a")],
)
def test_an_archive_s_folder_lies_beside_danhba_toml(given: str, meant: str, tmp_path: Path) -> None:
    assert load_settings(_written(tmp_path, f'archive_url = "{given}"')).archive == meant.format(tmp_path)


def test_what_is_wrong_with_a_setting_is_said_in_vietnamese(tmp_path: Path) -> None:
    """Every setting, with values of every TOML type: no error in English, no failure of another kind."""
    values = ("true", "-1", "1e99", "1.5", '"chu"', "[]", "{ a = 1 }", "2021-09-06", "07:30:00", '""')
    said = []
    for name in Settings.model_fields:
        for value in values:
            try:
                load_settings(_written(tmp_path, f"{name} = {value}\n"))
            except SettingsError as error:
                said.append(str(error))
    assert len(said) > 150
    english = r"\b(should|valid|input|must|not|error|be|unable|finite)\b"
    assert not [line for line in said if re.search(english, line, re.I) or "Thiết lập “" not in line]


def test_a_registry_is_a_name_or_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, folder in shipped().items():
        assert load_settings(_written(tmp_path, f'registry = "{name}"')).registry == folder
        assert load_settings(_written(tmp_path, f'registry = "registry/{name}"')).registry == folder
        assert Settings(registry=Path(name)).registry == folder
        # Somebody's own copy that is not there is not answered with ours.
        own = tmp_path / "o-dia" / name
        assert load_settings(_written(tmp_path, f'registry = "{own}"')).registry == own
        assert load_settings(_written(tmp_path, f'registry = "o-dia/{name}"')).registry == own
    assert load_settings(_written(tmp_path, "")).registry == shipped()["dong-thap-2021-09"]


def test_what_init_writes_says_what_holds(tmp_path: Path) -> None:
    text = TEMPLATE.replace("{registry}", "dong-thap-2021-09")
    made = load_settings(_written(tmp_path, text))
    assert made == load_settings(_written(tmp_path, ""), review_inbox=tmp_path / "review-inbox")
    shown = tomllib.loads("\n".join(m[1] for m in re.finditer(r"^# (\w+ = .*)$", TEMPLATE, re.M)))
    assert len(shown) > 10
    for name, value in shown.items():
        default = Settings.model_fields[name].default
        if default is not None:  # a setting without one shows an example
            assert value == (default.get_secret_value() if isinstance(default, SecretStr) else default), name


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("value", [f'["{WORD}"]', f'{{ a = "{WORD}" }}'])
def test_a_secret_of_the_wrong_type_is_not_shown(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=name) as told:
        load_settings(_written(tmp_path, f"{name} = {value}\n"))
    assert WORD not in str(told.value)


_URLS = (
    f"postgresql://u:{WORD}@host:cong/db",
    f"postgresql://u:{WORD}@[::1/db",
    f"postgresql://u:a@{WORD}@host/db",
    f"u:{WORD}",
    f"khong-co://u:{WORD}@host/db",
    f"postgresql+khong://u:{WORD}@host/db",
)


@pytest.mark.parametrize("url", _URLS)
def test_a_bad_ledger_url_is_not_shown(url: str, tmp_path: Path) -> None:
    with pytest.raises((SettingsError, LedgerError)) as told:
        open_ledger(load_settings(_written(tmp_path, f'ledger_url = "{url}"\n')).ledger, tmp_path / "var")
    assert WORD not in str(told.value)


def test_a_bad_ledger_url_is_one_line_on_the_screen_and_not_in_the_log(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    url = f"postgresql://u:{WORD}@host:cong/db"
    done = danhba("run", "--no-prefect", "--config", _written(tmp_path, f'ledger_url = "{url}"\n'))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert WORD not in done.stdout + done.stderr
    log = tmp_path / "var" / "danhba.log"
    assert not log.exists() or WORD not in log.read_text(encoding="utf-8")


@settings(max_examples=share(60), deadline=None)
@given(st.text(string.printable, max_size=12), st.sampled_from([n for n in Settings.model_fields if n != "as_of"]))
def test_no_setting_shows_a_url_s_password(extra: str, name: str) -> None:
    """Nor does a name that does not exist, which may be a secret's, misspelt."""
    url = f"postgresql://u:{WORD}@h/" + extra
    for options in ({name: [url]}, {name: {"a": url}}, {f"{name}x": url}):
        with pytest.raises(SettingsError) as told:
            load_settings(None, **options)
        assert WORD not in str(told.value)
        assert told.value.__cause__ is None


def test_settings_print_without_their_secrets() -> None:
    made = Settings.model_validate({n: f"s3://u:{WORD}@h/x" for n in SECRETS if n != "ledger_url"})
    assert WORD not in repr(made) + str(made) + made.model_dump_json()
    assert WORD in made.archive


def test_an_archive_that_cannot_be_reached_is_told_without_its_keys() -> None:
    for url in (f"khongco://k:{WORD}@h/b", f"khongco://h/b?secret={WORD}"):
        with pytest.raises(OSError, match="khongco") as told:
            RemoteArchive(url)
        assert WORD not in str(told.value)
    assert without_secrets("no such: s3://k:a@b@h/x and file:///tmp/a") == "no such: s3://…@h/x and file:///tmp/a"
