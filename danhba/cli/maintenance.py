"""`danhba prune`, `verify`, `backup`, `restore`: care of what lasts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from danhba.cli.as_json import FormatOption, is_json, print_json
from danhba.cli.options import ConfigOption, OutboxOption, RegistryOption, Stop, VarOption, settings_of
from danhba.vietnamese.system_errors import system_words

if TYPE_CHECKING:
    from danhba.run.personal import Removed
    from danhba.settings import Settings


def prune(
    keep: Annotated[int, typer.Option(help="số bản công bố mới nhất được giữ")] = 90,
    days: Annotated[int, typer.Option(min=0, help="bỏ cả bản công bố cũ hơn số ngày này; 0: không xét ngày")] = 0,
    personal_data: Annotated[
        bool,
        typer.Option("--personal-data", help="chỉ xóa hẳn các tệp có dữ liệu cá nhân; không lấy lại được"),
    ] = False,
    outbox: OutboxOption = None,
    var: VarOption = None,
    config: ConfigOption = None,
) -> None:
    """Dọn các bản công bố cũ và phiếu không còn tệp; kho lưu trữ không bao giờ bị dọn, trừ tệp có dữ liệu cá nhân.

    Ví dụ: danhba prune --keep 30

    Ví dụ: danhba prune --days 60

    Ví dụ: danhba prune --personal-data
    """
    from danhba.run.lock import CannotRun, locked
    from danhba.run.personal import remove_personal
    from danhba.store import maintenance as housekeeping
    from danhba.store.ledger_error import LedgerError

    settings = settings_of(config, outbox=outbox, var=var)
    try:
        with locked(settings):
            if personal_data:
                _say_removed(remove_personal(settings), settings)
                return
            gone, orphans = housekeeping.prune(settings, keep, days)
    except (CannotRun, LedgerError, OSError) as error:
        raise Stop(str(error), 3) from None
    print(f"Đã dọn {len(gone)} bản công bố cũ, {len(orphans)} thư mục phiếu.")


def _say_removed(removed: Removed, settings: Settings) -> None:
    for name in removed.gone:
        print(f"Đã xóa hẳn “{name}”: khóa và nội dung không còn, không lấy lại được.")
    for name in removed.stay:
        print(
            f"Chưa xóa “{name}”: một số đang công bố lấy từ biểu mẫu trong tệp này; đề nghị đơn vị gửi lại biểu mẫu"
            " trong tệp riêng."
        )
    print(f"Đã xóa hẳn {len(removed.gone)} tệp có dữ liệu cá nhân, còn {len(removed.stay)} tệp.")
    if removed.gone and (old := sorted(path.name for path in settings.var.glob("*.old"))):
        print(f"Sổ ghi nhận cũ còn trong “{settings.var}”: {', '.join(old)}; xóa nếu có từ trước bản 0.4.0.")


def verify(
    published: Annotated[
        bool, typer.Option("--published", help="đọc lại lần thứ hai từng số đang công bố từ tệp gốc đã lưu")
    ] = False,
    outbox: OutboxOption = None,
    var: VarOption = None,
    registry: RegistryOption = None,
    config: ConfigOption = None,
    output: FormatOption = "table",
) -> None:
    """Kiểm lại kho lưu trữ, sổ ghi nhận, nhật ký nhận và các bản công bố. Kết thúc với mã 1 nếu có chỗ không khớp.

    Ví dụ: danhba verify

    Ví dụ: danhba verify --published --format json
    """
    from danhba.registry import RegistryError
    from danhba.run.lock import CannotRun, locked
    from danhba.run.verify_published import verify_published
    from danhba.store import maintenance as housekeeping
    from danhba.store.ledger_error import LedgerError

    as_json = is_json(output)
    settings = settings_of(config, outbox=outbox, var=var, registry=registry)
    if not settings.var.exists():
        raise Stop(f"Không có thư mục “{settings.var}”.", 2)
    problems: list[str] = []
    try:
        with locked(settings):
            for line in verify_published(settings) if published else housekeeping.verify(settings):
                problems.append(line)
                if not as_json:
                    print(line)
    except (CannotRun, LedgerError, RegistryError, OSError) as error:
        raise Stop(str(error), 3) from None
    if as_json:
        print_json({"checked": "published" if published else "stored", "ok": not problems, "problems": problems})
    else:
        print(f"{len(problems)} chỗ không khớp." if problems else "Mọi thứ khớp nhau.")
    raise typer.Exit(1 if problems else 0)


def rebuild(outbox: OutboxOption = None, var: VarOption = None, config: ConfigOption = None) -> None:
    """Dựng lại sổ ghi nhận từ nhật ký nhận và kho lưu trữ, khi sổ bị mất hoặc hỏng; sổ cũ được giữ bên cạnh.

    Ví dụ: danhba rebuild
    """
    from danhba.run.lock import CannotRun, locked
    from danhba.run.rebuild import rebuild as make_anew
    from danhba.store.ledger_error import LedgerError

    settings = settings_of(config, outbox=outbox, var=var)
    if not settings.var.exists():
        raise Stop(f"Không có thư mục “{settings.var}”.", 2)
    try:
        with locked(settings):
            made = make_anew(settings)
    except (CannotRun, LedgerError) as error:
        raise Stop(str(error), 3) from None
    except OSError as error:
        raise Stop(f"Không dựng lại được: {system_words(error)}.", 3) from None
    print(f"Đã dựng lại sổ ghi nhận: {made.receipts} lần nhận, {made.decisions} quyết định, {made.runs} lần chạy.")
    for name in made.removed:
        print(f"Tệp “{name}” đã được xóa hẳn vì có dữ liệu cá nhân; không phải làm gì.")
    for name in made.lacking:
        print(f"Kho lưu trữ không còn nguyên tệp “{name}”: khôi phục từ bản sao lưu hoặc xin gửi lại.")
    if made.unknown:
        print(f"Kho lưu trữ có {made.unknown} tệp mà nhật ký không nhắc đến (của lần chạy bị ngắt); để yên.")
    print("Chạy tiếp: danhba run (lần chạy sau đọc lại mọi tệp trong kho).")


def backup(
    target: Annotated[Path, typer.Argument(metavar="TỆP_TAR", help="tệp .tar để ghi")],
    outbox: OutboxOption = None,
    var: VarOption = None,
    config: ConfigOption = None,
) -> None:
    """Sao lưu sổ ghi nhận, kho lưu trữ và các bản công bố vào một tệp.

    Ví dụ: danhba backup /sao-luu/danhba-20210907.tar
    """
    from danhba.run.lock import CannotRun, locked
    from danhba.store import maintenance as housekeeping

    settings = settings_of(config, outbox=outbox, var=var)
    try:
        with locked(settings):
            print(f"Đã sao lưu {housekeeping.backup(settings, target)} tệp vào {target}")
    except housekeeping.HousekeepingError as error:
        raise Stop(str(error), 2) from None
    except (CannotRun, OSError) as error:
        raise Stop(str(error), 3) from None


def restore(
    source: Annotated[Path, typer.Argument(metavar="TỆP_TAR", help="tệp .tar đã sao lưu")],
    outbox: OutboxOption = None,
    var: VarOption = None,
    config: ConfigOption = None,
) -> None:
    """Khôi phục một bản sao lưu vào thư mục trống.

    Ví dụ: danhba restore /sao-luu/danhba-20210907.tar --var var --outbox outbox
    """
    from danhba.store import maintenance as housekeeping

    settings = settings_of(config, outbox=outbox, var=var)
    try:
        print(f"Đã khôi phục {housekeeping.restore(settings, source)} tệp từ {source}")
    except housekeeping.HousekeepingError as error:
        raise Stop(str(error), 2) from None
    except OSError as error:
        raise Stop(f"Không khôi phục được: {system_words(error)}.", 3) from None
