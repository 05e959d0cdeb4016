"""Settings: `danhba.toml`, then DANHBA_… variables, then options of the command line; each stronger than the one
before."""

from __future__ import annotations

import datetime as dt
import os
import re
import tomllib
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from danhba.calls.state import CallRules
from danhba.read.limits import Limits
from danhba.registries import defaults, find
from danhba.registries.records import EMAIL
from danhba.vietnamese.system_errors import system_words

OUTGOING = "gui-don-vi"  # the folder below outbox of the packages for units
PREVIEWS = "hop-thu"  # the folder below outbox/reports of the pages about what lies in the inbox


class SettingsError(Exception):
    """A setting cannot be used; the text is one clear line in Vietnamese."""


class Settings(BaseSettings):
    """What one run needs to know.

    Paths of danhba.toml, and those that nothing names, are taken from the folder where that file lies; paths of options
    and variables from the working folder. What may hold a password is a SecretStr: no error, log or repr shows it.
    """

    model_config = SettingsConfigDict(env_prefix="DANHBA_", extra="forbid", frozen=True, hide_input_in_errors=True)

    inbox: Path = Path("inbox")
    review_inbox: Path | None = Field(
        None, description="where reviewers put answered workbooks of decisions; empty: review-inbox beside the inbox"
    )
    outbox: Path = Path("outbox")
    var: Path = Path("var")
    registry: Path = Field(
        Path(defaults()["registry"]),
        validate_default=True,
        description="folder of a registry, or the name of a shipped one",
    )
    ledger_url: SecretStr = Field(SecretStr(""), description="any SQLAlchemy URL; empty: SQLite in var/ledger.db")
    ledger_password_file: Path | None = Field(
        None, description="file with the password of ledger_url, which then names none"
    )
    archive_url: SecretStr = Field(
        SecretStr(""), description="any fsspec URL, such as s3://bucket/danhba; empty: var/archive"
    )
    cluster: str = Field("", description="address of a Dask scheduler; empty: reading processes on this machine")
    cron: str = Field("0 22 * * *", description="when the nightly job runs, Asia/Ho_Chi_Minh")
    port: int = Field(4200, ge=1, le=65535, description="port of Prefect's page, on this machine only")
    ui_auth: SecretStr = Field(
        SecretStr(""), description="user:password that Prefect's page asks for; empty: var/prefect-password"
    )
    ui_auth_file: Path | None = Field(None, description="file with user:password, instead of ui_auth")
    notify: SecretStr = Field(
        SecretStr(""), description="apprise URLs, blanks between them, that are told when a night goes wrong"
    )
    notify_file: Path | None = Field(None, description="file with such URLs, one a line, beside those of notify")
    alert_grace_minutes: int = Field(5, ge=0, le=1440, description="a run that was due so long ago is missing")
    alert_run_minutes: int = Field(180, ge=1, le=10_000, description="a run that goes on for longer is late")
    alert_free_mb: int = Field(2048, ge=0, description="a disk with less room is nearly full")
    alert_conflict_days: int = Field(7, ge=0, le=3650, description="a conflict open for longer is told")
    tell_units: bool = Field(True, description="write a package for every unit concerned into outbox/gui-don-vi")
    remind_before_days: int = Field(2, ge=0, le=60, description="a reminder so many days before the deadline")
    remind_after_days: list[int] = Field(
        [7, 14, 30], description="reminders so many days after it, beside the one on the day after"
    )
    answer_days: int = Field(3, ge=1, le=60, description="days to answer, from the day of the deadline on")
    smtp_host: str = Field("", description="mail server that `danhba send` hands mails to; empty: none")
    smtp_port: int = Field(587, ge=1, le=65535)
    smtp_tls: Literal["starttls", "tls", "none"] = Field("starttls", description="how the connection is encrypted")
    smtp_user: str = ""
    smtp_password: SecretStr = Field(SecretStr(""), description="password of smtp_user")
    smtp_password_file: Path | None = Field(None, description="file with that password, instead of smtp_password")
    smtp_from: str = Field("", description="address that the mails come from")
    imap_host: str = Field(
        "", description="mail server that `danhba fetch` and the nightly job take mails from; empty: none"
    )
    imap_port: int = Field(993, ge=1, le=65535)
    imap_tls: Literal["tls", "starttls", "none"] = Field("tls", description="how the connection is encrypted")
    imap_user: str = ""
    imap_password: SecretStr = Field(SecretStr(""), description="password of imap_user")
    imap_password_file: Path | None = Field(None, description="file with that password, instead of imap_password")
    imap_folder: str = Field("INBOX", description="folder of the mailbox")
    imap_flag: str = Field("\\Seen", description="flag put on a mail that was taken: \\Seen, or a keyword of ours")
    as_of: dt.datetime | None = Field(None, description="the claim time of the run; empty: now")
    workers: int = Field(0, ge=0, le=256, description="reading processes; 0: one a core")
    settle: float = Field(2.0, ge=0, le=3600, description="seconds a file must have been still")
    batch_files: int = Field(300, ge=1, le=5000, description="files read by one task")
    file_seconds: float = Field(60.0, gt=0, description="time limit for reading one file")
    max_file_mb: int = Field(64, ge=1, description="megabytes of a file that are read")
    max_inflated_mb: int = Field(512, ge=1, description="megabytes that a workbook or archive may inflate to")
    max_entries: int = Field(2000, ge=1, description="files in an archive, parts of a workbook")
    max_cells: int = Field(3_000_000, ge=1, description="cells of a workbook")
    max_sheets: int = Field(200, ge=1, description="sheets of a workbook")
    max_rows: int = Field(20_000, ge=1, description="rows of a form in one file")
    max_findings: int = Field(50_000, ge=1, description="findings of one file; one with more is refused whole")
    guard_share: float = Field(
        0.1, ge=0, le=1, description="share of the published numbers that a run may remove or change unasked"
    )
    guard_least: int = Field(5, ge=0, description="so many it may remove or change in any case")
    call_valid_days: int = Field(
        90, ge=1, le=3650, description="days for which a call that was answered verifies a number"
    )
    calls_month: int = Field(120, ge=0, le=100_000, description="calls that may be made in 30 days")
    calls_list: int = Field(20, ge=1, le=2000, description="numbers on the list of a night")
    worker_memory_mb: int = Field(2048, ge=256, description="memory limit of a reading process")

    @field_validator("ledger_password_file", "ui_auth_file", "notify_file", "smtp_password_file", "imap_password_file")
    @classmethod
    def _is_readable(cls, path: Path | None) -> Path | None:
        if path is not None and not (path.is_file() and os.access(path, os.R_OK)):
            raise ValueError("không có tệp này hoặc không đọc được")
        return path

    @field_validator("ledger_url")
    @classmethod
    def _is_an_address(cls, url: SecretStr) -> SecretStr:
        if given := url.get_secret_value():
            from sqlalchemy.engine import make_url
            from sqlalchemy.exc import ArgumentError

            try:
                right = "@" not in (make_url(given).host or "")
            except (ArgumentError, ValueError):
                right = False
            if not right:  # the error's own words may be the URL, or a piece of the password
                raise ValueError(
                    "phải là địa chỉ cơ sở dữ liệu, ký tự @ và : trong mật khẩu viết là %40 và %3A,"
                    " ví dụ: postgresql+psycopg://danhba@may-chu/danhba"
                )
        return url

    @field_validator("notify")
    @classmethod
    def _are_addresses(cls, urls: SecretStr) -> SecretStr:
        for number, url in enumerate(urls.get_secret_value().split(), 1):
            if not re.match(r"[A-Za-z][\w+.-]*://\S", url):
                raise ValueError(
                    f"địa chỉ thứ {number} phải có dạng loại://…, cách nhau bằng dấu cách,"
                    " ví dụ: mailto://nguoi-dung:mat-khau@may-chu-thu/?to=truc@tinh.vn"
                )
        return urls

    @field_validator("remind_after_days")
    @classmethod
    def _are_days(cls, days: list[int]) -> list[int]:
        if any(not 1 <= day <= 365 for day in days):
            raise ValueError("mỗi số ngày phải từ 1 đến 365, ví dụ: remind_after_days = [7, 14, 30]")
        return sorted(set(days))

    @field_validator("smtp_from")
    @classmethod
    def _is_an_address_of_mail(cls, address: str) -> str:
        if address and not re.fullmatch(EMAIL, address):
            raise ValueError('phải là một địa chỉ thư, ví dụ: smtp_from = "duongdaynong@vidu.gov.vn"')
        return address

    @field_validator("imap_flag")
    @classmethod
    def _is_a_flag(cls, flag: str) -> str:
        if not re.fullmatch(r"\\Seen|[A-Za-z$][A-Za-z0-9_.-]{0,40}", flag):
            raise ValueError("phải là \\Seen hoặc một từ không dấu, ví dụ: danhba-da-nhan")
        return flag

    @field_validator("as_of")
    @classmethod
    def _of_our_time(cls, value: dt.datetime | None) -> dt.datetime | None:
        """A slip of the keyboard (0021) would stand in every name and order for good."""
        if value is not None and not 2000 <= value.year < 2200:
            raise ValueError("năm phải từ 2000 đến 2199, ví dụ 2021-09-06T20:00:00+07:00")
        return value

    @field_validator("registry")
    @classmethod
    def _is_found(cls, path: Path) -> Path:
        return find(path)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, _Beside(settings_cls, _CONFIG.get())

    @property
    def ledger(self) -> str:
        """The ledger's SQLAlchemy URL, its password in clear. Raises OSError."""
        url = self.ledger_url.get_secret_value()
        if url and self.ledger_password_file is not None:
            from sqlalchemy.engine import make_url

            word = self.ledger_password_file.read_text(encoding="utf-8").strip()
            return make_url(url).set(password=word).render_as_string(hide_password=False)
        return url or f"sqlite:///{(self.var / 'ledger.db').resolve()}"

    @property
    def notify_addresses(self) -> list[str]:
        """The apprise URLs, their passwords in clear. Raises OSError."""
        text = self.notify.get_secret_value()
        if self.notify_file is not None:
            text += "\n" + self.notify_file.read_text(encoding="utf-8")
        return list(dict.fromkeys(text.split()))

    def password(self, of: Literal["smtp", "imap"]) -> str:
        """The password of a mail server, in clear. Raises OSError."""
        file: Path | None = getattr(self, f"{of}_password_file")
        if file is not None:
            return file.read_text(encoding="utf-8").strip()
        told: SecretStr = getattr(self, f"{of}_password")
        return told.get_secret_value()

    @property
    def archive(self) -> str:
        """The archive's fsspec URL, its password in clear; empty: var/archive."""
        return self.archive_url.get_secret_value()

    @property
    def reviewers(self) -> Path:
        """The reviewers' folder: who may write there decides."""
        return self.review_inbox if self.review_inbox is not None else self.inbox.parent / "review-inbox"

    @property
    def limits(self) -> Limits:
        """What is read of a file at most."""
        return Limits(
            self.max_file_mb << 20,
            self.max_inflated_mb << 20,
            self.max_entries,
            self.max_cells,
            self.max_sheets,
            self.max_rows,
            self.max_findings,
        )

    @property
    def call_rules(self) -> CallRules:
        """How long a call holds and how many a month has."""
        ahead = min(CallRules().ahead, self.call_valid_days // 3)
        return CallRules(valid=self.call_valid_days, ahead=ahead, month=self.calls_month)

    @property
    def processes(self) -> int:
        """How many reading processes to start."""
        if self.cluster:
            return self.workers or 8  # batches in flight
        return self.workers or max(
            1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        )

    def now(self) -> dt.datetime:
        """The time of the run in UTC, whole seconds: as_of where it is set."""
        moment = self.as_of or dt.datetime.now(dt.UTC)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=dt.timezone(dt.timedelta(hours=7)))
        return moment.astimezone(dt.UTC).replace(microsecond=0)


_CONFIG: ContextVar[Path | None] = ContextVar("config", default=None)  # danhba.toml, where one is being read
_PATHS = (
    "inbox", "review_inbox", "outbox", "var", "registry", "ledger_password_file", "ui_auth_file", "notify_file",
    "smtp_password_file", "imap_password_file",
)  # fmt: skip


class _Beside(TomlConfigSettingsSource):
    """danhba.toml, its paths taken from the folder where it lies; so are those that it leaves to their defaults."""

    def __call__(self) -> dict[str, Any]:
        values = super().__call__()
        file = _CONFIG.get()
        if file is None:
            return values
        for name in _PATHS:
            if isinstance(given := values.get(name, Settings.model_fields[name].default), str | Path):
                beside = file.parent / given
                values[name] = beside if name != "registry" or beside.is_dir() else _not_beside(Path(given), beside)
        for name in ("ledger_url", "archive_url"):  # a file's path is a URL of its kind too
            if isinstance(given := values.get(name), str):
                values[name] = _url_beside(given, file.parent)
        return values


def _url_beside(url: str, folder: Path) -> str:
    """Return a URL of a local file or folder with its path taken from `folder`; any other as it is."""
    if found := re.match(r"(sqlite(?:\+\w+)?:///|file://(?!/)|)(?!\w*:)([^/:].*)$", url):
        return f"{found[1]}{folder / found[2]}"
    return url


def _not_beside(given: Path, beside: Path) -> Path:
    """Return what a registry is that lies not beside danhba.toml: a shipped one, or a path that will be told as
    missing."""
    found = find(given)
    return found if found != given else beside


def load_settings(config: Path | None = None, **options: Any) -> Settings:
    """Return the settings; options that are None were not given. Raises SettingsError with one clear line."""
    path = config or Path("danhba.toml")
    there = config is not None or path.exists()
    token = _CONFIG.set(path if there else None)
    try:
        if there:
            path.open("rb").close()  # pydantic's source takes a file that it cannot find for none
        return Settings(**{k: v for k, v in options.items() if v is not None})
    except OSError as error:
        raise SettingsError(f"Không đọc được tệp thiết lập “{path}”: {system_words(error)}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"Tệp thiết lập “{path}” sai cú pháp TOML: {error}.") from error
    except ValidationError as error:
        raise SettingsError(_in_one_line(error)) from None
    finally:
        _CONFIG.reset(token)


_WHY = {  # by how the name of pydantic's kind of fault begins
    "int_": "phải là số nguyên, ví dụ 10",
    "float_": "phải là một số, ví dụ 10.5",
    "finite_number": "phải là một số hữu hạn, ví dụ 10.5",
    "string_type": 'phải là chữ trong ngoặc kép, viết: {name} = "…"',
    "path_type": 'phải là đường dẫn trong ngoặc kép, ví dụ "inbox"',
    "greater_than_equal": "phải từ {ge} trở lên",
    "greater_than": "phải lớn hơn {gt}",
    "less_than_equal": "phải từ {le} trở xuống",
    "bool_": "phải là true hoặc false",
    "list_type": "phải là danh sách trong ngoặc vuông, ví dụ: {name} = [7, 14, 30]",
    "literal_error": "phải là một trong {expected}",
    "datetime_": "phải là thời điểm, ví dụ 2021-09-06T20:00:00+07:00",
}


def _in_one_line(error: ValidationError) -> str:
    """Return the first fault: which setting, what stands there, what is wrong. Never a secret, nor what may be one
    under a misspelt name."""
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else "?"
    field = Settings.model_fields.get(name)
    if field is None:
        return f"Thiết lập “{name}” không có; các thiết lập là: {', '.join(Settings.model_fields)}."
    known = next((words for kind, words in _WHY.items() if first["type"].startswith(kind)), "")
    why = known.format_map({"name": name} | first.get("ctx", {})) or first["msg"].removeprefix("Value error, ")
    if field.annotation is SecretStr:
        return f"Thiết lập “{name}” không dùng được (giá trị không in ra vì có thể là mật khẩu): {why}."
    shown = re.sub(r"//[^/@]*@", "//…@", repr(first.get("input")))
    return f"Thiết lập “{name}” không dùng được (giá trị {shown}): {why}."
