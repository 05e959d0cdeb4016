"""`danhba decide`: the open questions, and answers to them."""

from __future__ import annotations

from typing import Annotated

import typer

from danhba.cli.as_json import FormatOption, is_json, print_json
from danhba.cli.options import AsOfOption, ConfigOption, Stop, VarOption, settings_of


def decide(
    question: Annotated[
        str, typer.Argument(metavar="MÃ_CÂU_HỎI", help="mã câu hỏi; để trống: liệt kê các câu hỏi")
    ] = "",
    answer: Annotated[str, typer.Argument(metavar="LỰA_CHỌN", help="số thứ tự hoặc nguyên văn lựa chọn")] = "",
    by: Annotated[str, typer.Option("--by", help="người duyệt")] = "",
    reason: Annotated[str, typer.Option("--reason", help="lý do")] = "",
    revoke: Annotated[bool, typer.Option("--revoke", help="thu hồi quyết định đang áp dụng")] = False,
    var: VarOption = None,
    config: ConfigOption = None,
    as_of: AsOfOption = None,
    output: FormatOption = "table",
) -> None:
    """Trả lời một câu hỏi chờ quyết định; lần chạy sau áp dụng. Cũng làm được bằng outbox/review/quyet-dinh.xlsx, chép
    vào thư mục của người duyệt.

    Ví dụ: danhba decide

    Ví dụ: danhba decide --format json

    Ví dụ: danhba decide 3fa2b81c9d 1 --by "Nguyễn Văn An" --reason "đã gọi thử"
    """
    from danhba.cli.answer import DecideError, list_questions
    from danhba.cli.answer import decide as take
    from danhba.review.questions import REVOKE_WORDS
    from danhba.store.ledger_error import LedgerError

    as_json = is_json(output)
    settings = settings_of(config, var=var, as_of=as_of)
    try:
        if not question:
            list_questions(settings, as_json)
            return
        if not answer and not revoke:
            raise Stop("Thiếu câu trả lời, ví dụ: danhba decide 3fa2b81c9d 1 --by “Nguyễn Văn An”.", 2)
        taken = take(settings, question, REVOKE_WORDS if revoke else answer, by, reason)
        if as_json:
            print_json({"question": question, "taken": taken})
        else:
            print(f"Đã ghi: {taken}. Lần chạy sau sẽ áp dụng.")
    except DecideError as error:
        raise Stop(str(error), 2) from None
    except LedgerError as error:
        raise Stop(str(error), 3) from None
