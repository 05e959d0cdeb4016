"""`danhba run`, `demo`, `publish`: the nightly job once, on a sample, and letting out what the guard holds."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from danhba.cli.options import (
    AsOfOption,
    ClusterOption,
    ConfigOption,
    InboxOption,
    OutboxOption,
    RegistryOption,
    SettleOption,
    Stop,
    VarOption,
    WorkersOption,
    _err,
    settings_of,
)
from danhba.settings import Settings


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
    review_inbox: Annotated[Path | None, typer.Option("--review-inbox", help="thư mục của người duyệt")] = None,
    reread: Annotated[
        bool, typer.Option("--reread", help="đọc lại mọi tệp trong kho lưu trữ, kể cả tệp đã làm dừng trình đọc")
    ] = False,
) -> None:
    """Chạy công việc hằng đêm một lần: nhận, đọc, kiểm tra, hợp nhất, công bố, báo cáo.

    Ví dụ: danhba run --inbox inbox --outbox outbox
    """
    settings = settings_of(
        config,
        inbox=inbox,
        outbox=outbox,
        var=var,
        registry=registry,
        as_of=as_of,
        workers=workers,
        settle=settle,
        cluster=cluster,
        review_inbox=review_inbox,
    )
    run_once(settings, prefect, reread)


def run_once(settings: Settings, watched: bool = True, reread: bool = False) -> None:
    """Run the nightly job and print what it did; end with status 2 or 3 and one line when it cannot."""
    from danhba.receive.receive_error import ReceiveError
    from danhba.registry import RegistryError, load_registry
    from danhba.run.lock import CannotRun
    from danhba.store.ledger_error import LedgerError
    from flows.run import run as run_flow

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

            def warn(line: str) -> None:
                _err.print(f"danhba: {line}", markup=False, soft_wrap=True)

            outcome = run_flow(settings, progress, warn, watched, reread)
    except RegistryError as error:
        raise Stop(str(error), 2) from None
    except (CannotRun, ReceiveError, LedgerError) as error:
        raise Stop(str(error), 3) from None
    if told := load_registry(settings.registry).out_of_campaign(settings.now()):
        _err.print(f"danhba: chú ý, {told}; chọn danh mục bằng --registry.", markup=False, soft_wrap=True)
    reports = settings.outbox / "reports" / "index.html"
    print(
        f"Nhận {outcome.received} tệp, đọc {outcome.read} tệp; đến nay có {outcome.submissions} tệp, "
        f"{outcome.rows} dòng."
    )
    if outcome.waiting:
        print(f"Còn {len(outcome.waiting)} tệp đang chép, lần sau nhận: {', '.join(outcome.waiting[:5])}")
    if outcome.left:
        more = f" … và {len(outcome.left) - 5} mục nữa" if len(outcome.left) > 5 else ""
        print(f"Không nhận được {len(outcome.left)} mục trong hộp nhận: {'; '.join(outcome.left[:5])}{more}")
    if outcome.quarantined:
        print(
            f"{len(outcome.quarantined)} tệp được tách riêng trong {settings.var / 'quarantine'}:"
            f" {', '.join(outcome.quarantined[:5])}"
        )
    if outcome.held:
        _err.print(
            f"danhba: bản công bố mới đang bị giữ lại: {outcome.held}. Xem {reports}", markup=False, soft_wrap=True
        )
    elif outcome.new_publication:
        print(f"Công bố {outcome.entries} số: {settings.outbox / 'publications' / outcome.publication}")
    else:
        print(f"Không có gì mới để công bố; bản hiện hành: {outcome.publication} ({outcome.entries} số).")
    print(f"{outcome.errors} lỗi, {outcome.warnings} điểm cần xem lại: {reports}")
    if outcome.mailbox:
        _err.print(f"danhba: hộp thư: {outcome.mailbox}", markup=False, soft_wrap=True)
    if outcome.packages:
        print(f"{outcome.packages} gói mới gửi đơn vị: {settings.outbox / 'gui-don-vi'}")


def publish(
    confirm: Annotated[str, typer.Option("--confirm", help="mã bản công bố đang bị giữ lại")],
    outbox: OutboxOption = None,
    var: VarOption = None,
    config: ConfigOption = None,
) -> None:
    """Xác nhận và đưa ra một bản công bố bị giữ lại vì rút hoặc đổi quá nhiều số.

    Ví dụ: danhba publish --confirm 20210907T130000Z-2e2e87a4
    """
    from danhba.run.lock import CannotRun
    from danhba.run.publish import confirm_held
    from danhba.store.ledger_error import LedgerError

    settings = settings_of(config, outbox=outbox, var=var)
    try:
        confirm_held(settings, confirm)
    except ValueError as error:
        raise Stop(str(error), 2) from None
    except (CannotRun, LedgerError, OSError) as error:
        raise Stop(str(error), 3) from None
    print(f"Đã công bố {confirm}: {settings.outbox / 'publications' / confirm}")


def demo(
    folder: Annotated[Path, typer.Option(help="thư mục làm thử")] = Path("demo"),
    registry: Annotated[
        str | None, typer.Option("--registry", help="hộp nhận mẫu của danh mục có sẵn này (danhba registry list)")
    ] = None,
    workers: WorkersOption = None,
    prefect: Annotated[bool, typer.Option(help="chạy dưới sự theo dõi của Prefect")] = True,
) -> None:
    """Dựng một hộp nhận mẫu với mấy chục tệp đủ kiểu rồi chạy công việc hằng đêm trên đó.

    Ví dụ: danhba demo

    Ví dụ: danhba demo --registry dong-thap-2025-07 --folder lam-thu-2025
    """
    from danhba.registries import defaults
    from danhba.samples.shipped import SAMPLES

    sample = SAMPLES.get(Path(registry or defaults()["registry"]).name)
    if sample is None:
        raise Stop(
            f"Chưa có hộp nhận mẫu cho danh mục “{registry}”; có sẵn cho: {', '.join(SAMPLES)};"
            f" ví dụ: danhba demo --registry {max(SAMPLES)}",
            2,
        )
    mark = folder / ".lam-thu"  # a folder that a trial made; one of earlier versions is known by its name only
    ours = mark.exists() or folder.name == "demo" or not any((folder / n).exists() for n in ("inbox", "outbox", "var"))
    if not ours or (folder / "danhba.toml").exists() or folder.resolve() == Path.cwd():
        raise Stop(
            f"Thư mục “{folder}” là nơi làm việc thật, làm thử ở đó sẽ xóa inbox, outbox và var của nó; chọn một "
            f"thư mục khác,"
            " ví dụ: danhba demo --folder lam-thu",
            2,
        )
    sample.build(folder / "inbox")
    mark.touch()
    # Whatever danhba.toml says: a trial speaks to no real ledger, archive or reviewer.
    settings = settings_of(
        None, inbox=folder / "inbox", review_inbox=folder / "review-inbox", outbox=folder / "outbox",
        var=folder / "var",
        registry=Path(sample.registry), as_of=sample.as_of, workers=workers, settle=0.0, ledger_url="", archive_url="",
        cluster="",
        notify="",
        imap_host="",
    ).model_copy(update={"notify_file": None})  # fmt: skip
    run_once(settings, prefect)
    current = folder / "outbox" / "current"
    print(f"\nXem danh bạ:   {current / 'danh-ba.xlsx'}\nXem báo cáo:   {folder / 'outbox' / 'reports' / 'index.html'}")
