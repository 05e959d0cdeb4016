"""`danhba`: run, check, status, demo. Exit status: 0 done, 1 `check` found errors, 2 wrong use, 3 could not run."""

from __future__ import annotations

import datetime as dt
import gc
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from danhba import __version__
from danhba.settings import Settings, SettingsError, load_settings

app = typer.Typer(
    name="danhba",
    help="Hợp nhất các bảng số đường dây nóng do đơn vị gửi về thành một danh bạ công bố, và chỉ rõ từng chỗ cần sửa.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
_err = Console(stderr=True, highlight=False)

InboxOption = Annotated[Path | None, typer.Option("--inbox", help="thư mục nhận tệp")]
OutboxOption = Annotated[Path | None, typer.Option("--outbox", help="thư mục công bố và báo cáo")]
VarOption = Annotated[Path | None, typer.Option("--var", help="kho lưu trữ và sổ ghi nhận")]
RegistryOption = Annotated[Path | None, typer.Option("--registry", help="thư mục danh mục đơn vị")]
ConfigOption = Annotated[Path | None, typer.Option("--config", help="tệp thiết lập (mặc định danhba.toml)")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", help="giờ nhận của lần chạy, ví dụ 2021-09-06T20:00:00+07:00")]
WorkersOption = Annotated[int | None, typer.Option("--workers", help="số tiến trình đọc; 0: mỗi nhân một tiến trình")]
ClusterOption = Annotated[str | None, typer.Option("--cluster", help="địa chỉ bộ điều phối Dask, ví dụ tcp://may-chu:8786")]
SettleOption = Annotated[float | None, typer.Option("--settle", help="số giây một tệp phải đứng yên trước khi nhận")]


class Stop(typer.Exit):
    """End with one clear line on stderr."""

    def __init__(self, message: str, code: int) -> None:
        _err.print(f"danhba: {message}", markup=False, soft_wrap=True)
        super().__init__(code)


def settings_of(config: Path | None, **options: Any) -> Settings:
    """Return the settings, or end with status 2 and one line."""
    as_of = options.get("as_of")
    if isinstance(as_of, str):
        try:
            options["as_of"] = dt.datetime.fromisoformat(as_of)
        except ValueError:
            raise Stop(f"--as-of “{as_of}” không phải thời điểm, ví dụ đúng: 2021-09-06T20:00:00+07:00.", 2) from None
    try:
        return load_settings(config, **options)
    except SettingsError as error:
        raise Stop(str(error), 2) from None


@app.command()
def run(
    inbox: InboxOption = None,
    outbox: OutboxOption = None,
    var: VarOption = None,
    registry: RegistryOption = None,
    config: ConfigOption = None,
    as_of: AsOfOption = None,
    workers: WorkersOption = None,
    settle: SettleOption = None,
    cluster: ClusterOption = None,
    prefect: Annotated[bool, typer.Option(help="chạy dưới sự theo dõi của Prefect")] = True,
) -> None:
    """Chạy công việc hằng đêm một lần: nhận, đọc, kiểm tra, hợp nhất, công bố, báo cáo.

    Ví dụ: danhba run --inbox inbox --outbox outbox
    """
    settings = settings_of(
        config, inbox=inbox, outbox=outbox, var=var, registry=registry, as_of=as_of, workers=workers, settle=settle, cluster=cluster
    )
    run_once(settings, prefect)


def run_once(settings: Settings, watched: bool = True) -> None:
    """Run the nightly job and print what it did; end with status 2 or 3 and one line when it cannot."""
    from danhba.house import CannotRun
    from danhba.ledger import LedgerError
    from danhba.receive import ReceiveError
    from danhba.registry import RegistryError
    from flows.consolidate import run as run_flow

    if not settings.inbox.is_dir():
        raise Stop(f"Không có thư mục nhận tệp “{settings.inbox}”.", 2)
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)  # a night's rows are many and hold no cycles: collect seldom
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    try:
        with Progress(*columns, console=_err, transient=True, disable=not _err.is_terminal) as bars:
            tasks: dict[str, Any] = {}

            def progress(step: str, done: int, total: int) -> None:
                if step not in tasks:
                    tasks[step] = bars.add_task(step, total=total)
                bars.update(tasks[step], completed=done, total=total)

            outcome = run_flow(settings, progress, lambda line: _err.print(f"danhba: {line}", markup=False, soft_wrap=True), watched)
    except RegistryError as error:
        raise Stop(str(error), 2) from None
    except (CannotRun, ReceiveError, LedgerError) as error:
        raise Stop(str(error), 3) from None
    except OSError as error:
        name = f" (“{error.filename}”)" if error.filename else ""
        raise Stop(f"Không chạy được: {error.strerror or error}{name}.", 3) from None
    reports = settings.outbox / "reports" / "index.html"
    print(f"Nhận {outcome.received} tệp, đọc {outcome.read} tệp; đến nay có {outcome.submissions} tệp, {outcome.rows} dòng.")
    if outcome.waiting:
        print(f"Còn {len(outcome.waiting)} tệp đang chép, lần sau nhận: {', '.join(outcome.waiting[:5])}")
    if outcome.held:
        _err.print(f"danhba: bản công bố mới đang bị giữ lại: {outcome.held}. Xem {reports}", markup=False, soft_wrap=True)
    elif outcome.new_publication:
        print(f"Công bố {outcome.entries} số: {settings.outbox / 'publications' / outcome.publication}")
    else:
        print(f"Không có gì mới để công bố; bản hiện hành: {outcome.publication} ({outcome.entries} số).")
    print(f"{outcome.errors} lỗi, {outcome.warnings} điểm cần xem lại: {reports}")


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="các tệp cần kiểm tra", show_default=False)],
    registry: RegistryOption = None,
    config: ConfigOption = None,
    as_of: AsOfOption = None,
    output: Annotated[str, typer.Option("--format", help="table hoặc json")] = "table",
    explain: Annotated[bool, typer.Option("--explain", help="in cả bảng như đã hiểu")] = False,
) -> None:
    """Kiểm tra tệp ngay, không lưu và không công bố gì. Kết thúc với mã 1 nếu có lỗi.

    Ví dụ: danhba check phu-luc.xlsx

    Ví dụ: danhba check --format json inbox/*.xlsx
    """
    from danhba.cli.check import check_files

    if output not in ("table", "json"):
        raise Stop(f"--format “{output}” không có; dùng table hoặc json.", 2)
    settings = settings_of(config, registry=registry, as_of=as_of)
    raise typer.Exit(check_files(files, settings, output == "json", explain))


@app.command()
def status(
    inbox: InboxOption = None,
    outbox: OutboxOption = None,
    var: VarOption = None,
    registry: RegistryOption = None,
    config: ConfigOption = None,
) -> None:
    """Cho biết hộp nhận có gì, lần chạy gần nhất, bản đang công bố.

    Ví dụ: danhba status
    """
    from danhba.cli.status import print_status

    settings = settings_of(config, inbox=inbox, outbox=outbox, var=var, registry=registry)
    raise typer.Exit(print_status(settings))


@app.command()
def publish(
    confirm: Annotated[str, typer.Option("--confirm", help="mã bản công bố đang bị giữ lại")],
    outbox: OutboxOption = None,
    var: VarOption = None,
    config: ConfigOption = None,
) -> None:
    """Xác nhận và đưa ra một bản công bố bị giữ lại vì rút hoặc đổi quá nhiều số.

    Ví dụ: danhba publish --confirm 20210907T130000Z-2e2e87a4
    """
    from danhba.house import CannotRun
    from danhba.ledger import LedgerError
    from danhba.steps import confirm_held

    settings = settings_of(config, outbox=outbox, var=var)
    try:
        confirm_held(settings, confirm)
    except ValueError as error:
        raise Stop(str(error), 2) from None
    except (CannotRun, LedgerError, OSError) as error:
        raise Stop(str(error), 3) from None
    print(f"Đã công bố {confirm}: {settings.outbox / 'publications' / confirm}")


@app.command()
def decide(
    question: Annotated[str, typer.Argument(help="mã câu hỏi; để trống: liệt kê các câu hỏi")] = "",
    answer: Annotated[str, typer.Argument(help="số thứ tự hoặc nguyên văn lựa chọn")] = "",
    by: Annotated[str, typer.Option("--by", help="người duyệt")] = "",
    reason: Annotated[str, typer.Option("--reason", help="lý do")] = "",
    revoke: Annotated[bool, typer.Option("--revoke", help="thu hồi quyết định đang áp dụng")] = False,
    var: VarOption = None,
    config: ConfigOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Trả lời một câu hỏi chờ quyết định; lần chạy sau áp dụng. Cũng làm được bằng outbox/review/quyet-dinh.xlsx.

    Ví dụ: danhba decide

    Ví dụ: danhba decide 3fa2b81c9d 1 --by "Nguyễn Văn An" --reason "đã gọi thử"
    """
    from danhba.cli.decide import DecideError, list_questions
    from danhba.cli.decide import decide as take
    from danhba.decisions import REVOKE_WORDS
    from danhba.ledger import LedgerError

    settings = settings_of(config, var=var, as_of=as_of)
    try:
        if not question:
            list_questions(settings)
            return
        if not answer and not revoke:
            raise Stop("Thiếu câu trả lời, ví dụ: danhba decide 3fa2b81c9d 1 --by “Nguyễn Văn An”.", 2)
        print(f"Đã ghi: {take(settings, question, REVOKE_WORDS if revoke else answer, by, reason)}. Lần chạy sau sẽ áp dụng.")
    except DecideError as error:
        raise Stop(str(error), 2) from None
    except LedgerError as error:
        raise Stop(str(error), 3) from None


@app.command()
def form(
    everyone: Annotated[bool, typer.Option("--all", help="cho mọi đơn vị")] = False,
    unit: Annotated[list[str] | None, typer.Option("--unit", help="mã đơn vị, dùng được nhiều lần")] = None,
    district: Annotated[str | None, typer.Option("--district", help="mã cấp huyện: biểu mẫu của huyện và từng xã")] = None,
    out: Annotated[Path, typer.Option("--out", help="thư mục ghi biểu mẫu")] = Path("outbox/forms"),
    outbox: OutboxOption = None,
    registry: RegistryOption = None,
    config: ConfigOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Tạo biểu mẫu trống, điền sẵn tên và số đã biết của từng đơn vị, để gửi cho đơn vị điền.

    Ví dụ: danhba form --district 875

    Ví dụ: danhba form --unit 30181 --out bieu-mau
    """
    from danhba.cli.make import make_forms
    from danhba.registry import RegistryError

    settings = settings_of(config, outbox=outbox, registry=registry, as_of=as_of)
    try:
        count = make_forms(settings, everyone, unit or [], district, out)
    except (RegistryError, ValueError) as error:
        raise Stop(str(error), 2) from None
    except OSError as error:
        raise Stop(f"Không ghi được vào “{out}”: {error.strerror or error}.", 3) from None
    print(f"Đã tạo {count} biểu mẫu trong {out}")


@app.command()
def poster(
    district: Annotated[list[str] | None, typer.Option("--district", help="mã cấp huyện, dùng được nhiều lần; để trống: mọi huyện")] = None,
    out: Annotated[Path, typer.Option("--out", help="thư mục ghi áp phích")] = Path("outbox/posters"),
    address: Annotated[str, typer.Option("--address", help="địa chỉ trang danh bạ để in mã QR")] = "",
    outbox: OutboxOption = None,
    registry: RegistryOption = None,
    config: ConfigOption = None,
) -> None:
    """Tạo áp phích A4 (SVG) có mã QR và số đường dây nóng của từng huyện, từ bản đang công bố.

    Ví dụ: danhba poster --district 875 --address https://danhba.example.vn/
    """
    from danhba.cli.make import make_posters
    from danhba.registry import RegistryError

    settings = settings_of(config, outbox=outbox, registry=registry)
    try:
        count = make_posters(settings, district or [], address, out)
    except (RegistryError, ValueError) as error:
        raise Stop(str(error), 2) from None
    except OSError as error:
        raise Stop(f"Không ghi được vào “{out}”: {error.strerror or error}.", 3) from None
    print(f"Đã tạo {count} áp phích trong {out}")


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="thư mục làm thử")] = Path("demo"),
    workers: WorkersOption = None,
    prefect: Annotated[bool, typer.Option(help="chạy dưới sự theo dõi của Prefect")] = True,
) -> None:
    """Dựng một hộp nhận mẫu với hơn 40 tệp đủ kiểu rồi chạy công việc hằng đêm trên đó.

    Ví dụ: danhba demo
    """
    from examples.sample_inbox import AS_OF, build

    build(folder / "inbox")
    registry = Path(__file__).resolve().parents[2] / "registry" / "dong-thap-2021-09"
    settings = settings_of(
        None, inbox=folder / "inbox", outbox=folder / "outbox", var=folder / "var", registry=registry, as_of=AS_OF, workers=workers,
        settle=0.0,
    )  # fmt: skip
    run_once(settings, prefect)
    current = folder / "outbox" / "current"
    print(f"\nXem danh bạ:   {current / 'danh-ba.xlsx'}\nXem báo cáo:   {folder / 'outbox' / 'reports' / 'index.html'}")


@app.command()
def schedule(
    inbox: InboxOption = None,
    outbox: OutboxOption = None,
    var: VarOption = None,
    registry: RegistryOption = None,
    config: ConfigOption = None,
    cron: Annotated[str | None, typer.Option("--cron", help="lịch chạy hằng đêm, giờ Việt Nam")] = None,
    port: Annotated[int | None, typer.Option("--port", help="cổng của trang theo dõi, chỉ mở trên máy này")] = None,
) -> None:
    """Chạy hằng đêm và canh hộp nhận: trang theo dõi của Prefect, lịch, xem trước mỗi tệp mới thả. Dừng bằng Ctrl+C hoặc SIGTERM.

    Ví dụ: danhba schedule --cron "0 22 * * *"
    """
    from danhba.house import CannotRun
    from danhba.logs import set_up
    from danhba.registry import RegistryError
    from flows.schedule import schedule as serve

    settings = settings_of(config, inbox=inbox, outbox=outbox, var=var, registry=registry, cron=cron, port=port)
    if not settings.inbox.is_dir():
        raise Stop(f"Không có thư mục nhận tệp “{settings.inbox}”.", 2)
    settings.var.mkdir(parents=True, exist_ok=True)
    set_up(settings.var)
    try:
        serve(settings, config)
    except RegistryError as error:
        raise Stop(str(error), 2) from None
    except (CannotRun, OSError) as error:
        raise Stop(str(error), 3) from None


@app.command()
def prune(
    keep: Annotated[int, typer.Option(help="số bản công bố mới nhất được giữ")] = 90,
    outbox: OutboxOption = None,
    var: VarOption = None,
    config: ConfigOption = None,
) -> None:
    """Dọn các bản công bố cũ và phiếu không còn tệp; kho lưu trữ không bao giờ bị dọn.

    Ví dụ: danhba prune --keep 30
    """
    from danhba import housekeeping
    from danhba.house import CannotRun, locked

    settings = settings_of(config, outbox=outbox, var=var)
    try:
        with locked(settings):
            gone, orphans = housekeeping.prune(settings, keep)
    except (CannotRun, OSError) as error:
        raise Stop(str(error), 3) from None
    print(f"Đã dọn {len(gone)} bản công bố cũ, {len(orphans)} thư mục phiếu.")


@app.command()
def verify(outbox: OutboxOption = None, var: VarOption = None, config: ConfigOption = None) -> None:
    """Kiểm lại từng tệp trong kho lưu trữ, sổ ghi nhận và các bản công bố. Kết thúc với mã 1 nếu có chỗ không khớp.

    Ví dụ: danhba verify
    """
    from danhba import housekeeping
    from danhba.ledger import LedgerError

    settings = settings_of(config, outbox=outbox, var=var)
    if not settings.var.exists():
        raise Stop(f"Không có thư mục “{settings.var}”.", 2)
    count = 0
    try:
        for line in housekeeping.verify(settings):
            print(line)
            count += 1
    except (LedgerError, OSError) as error:
        raise Stop(str(error), 3) from None
    print("Mọi thứ khớp nhau." if not count else f"{count} chỗ không khớp.")
    raise typer.Exit(1 if count else 0)


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(help="tệp .tar để ghi")],
    outbox: OutboxOption = None,
    var: VarOption = None,
    config: ConfigOption = None,
) -> None:
    """Sao lưu sổ ghi nhận, kho lưu trữ và các bản công bố vào một tệp.

    Ví dụ: danhba backup /sao-luu/danhba-20210907.tar
    """
    from danhba import housekeeping
    from danhba.house import CannotRun, locked

    settings = settings_of(config, outbox=outbox, var=var)
    try:
        with locked(settings):
            print(f"Đã sao lưu {housekeeping.backup(settings, target)} tệp vào {target}")
    except housekeeping.HousekeepingError as error:
        raise Stop(str(error), 2) from None
    except (CannotRun, OSError) as error:
        raise Stop(str(error), 3) from None


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(help="tệp .tar đã sao lưu")],
    outbox: OutboxOption = None,
    var: VarOption = None,
    config: ConfigOption = None,
) -> None:
    """Khôi phục một bản sao lưu vào thư mục trống.

    Ví dụ: danhba restore /sao-luu/danhba-20210907.tar --var var --outbox outbox
    """
    from danhba import housekeeping

    settings = settings_of(config, outbox=outbox, var=var)
    try:
        print(f"Đã khôi phục {housekeeping.restore(settings, source)} tệp từ {source}")
    except housekeeping.HousekeepingError as error:
        raise Stop(str(error), 2) from None
    except OSError as error:
        raise Stop(f"Không khôi phục được: {error.strerror or error}.", 3) from None


registry_app = typer.Typer(help="Danh mục đơn vị.", no_args_is_help=True)
app.add_typer(registry_app, name="registry")


@registry_app.command("check")
def registry_check(folder: Annotated[Path, typer.Argument(help="thư mục danh mục, ví dụ registry/dong-thap-2021-09")]) -> None:
    """Kiểm tra một danh mục đơn vị; kết thúc với mã 1 nếu có lỗi.

    Ví dụ: danhba registry check registry/dong-thap-2021-09
    """
    from danhba.cli.registry_check import check_registry

    raise typer.Exit(check_registry(folder))


def _version(value: bool) -> None:
    if value:
        print(f"danhba {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="in phiên bản")] = False,
) -> None:
    """Hợp nhất danh bạ đường dây nóng."""
    del version


def main() -> None:
    """Run the command line; an interruption or a closed pipe ends without a traceback."""
    try:
        app()
    except KeyboardInterrupt:
        _err.print("danhba: đã dừng theo yêu cầu; lần chạy sau làm tiếp.", markup=False)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
