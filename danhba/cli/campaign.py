"""`danhba campaign`: a later campaign on the same registry."""

from __future__ import annotations

from typing import Annotated

import typer

from danhba.cli.options import AsOfOption, ConfigOption, OutboxOption, RegistryOption, settings_of


def campaign_new(
    name: Annotated[str, typer.Argument(metavar="MÃ", help="mã của đợt, chữ thường không dấu, ví dụ 2021-quy-4")],
    letter: Annotated[str, typer.Option("--letter", help="văn bản của đợt, như in trên biểu mẫu và báo cáo")],
    deadline: Annotated[str, typer.Option("--deadline", help="hạn báo cáo, ví dụ 2021-12-31 (hết ngày) hoặc có giờ")],
    outbox: OutboxOption = None,
    registry: RegistryOption = None,
    config: ConfigOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Mở một đợt sau trên cùng danh mục đơn vị (ví dụ xác nhận lại hằng quý): danh bạ đang công bố được giữ nguyên, ghi
    “chưa xác nhận lại” tới khi đơn vị gửi lại; hạn và tình trạng của đợt mới tính từ đầu. Chỉ ghi dữ liệu: thư mục
    campaigns/MÃ và dòng registry trong danhba.toml.

    Ví dụ: danhba campaign new 2021-quy-4 --letter "Công văn số 55/UBND-KSTTHC" --deadline 2021-12-31
    """
    from danhba.cli.campaign_new import begin

    settings = settings_of(config, outbox=outbox, registry=registry, as_of=as_of)
    begin(settings, config, name, letter, deadline)
