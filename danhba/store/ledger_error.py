"""What the ledger says when it cannot be used: one line, whatever a database says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlalchemy as sa


class LedgerError(Exception):
    """The ledger cannot be used; the text is one clear line in Vietnamese."""


def in_one_line(context: sa.engine.ExceptionContext) -> None:
    """Raise as LedgerError whatever a database says of a full disk, a lock or a lost connection: one line."""
    if context.sqlalchemy_exception is not None:
        why = first_line(context.original_exception)
        raise LedgerError(f"Sổ ghi nhận không dùng được: {why}. {what_to_do(why)}") from context.original_exception


def what_to_do(why: str) -> str:
    """Return what an operator does next. why: what the database said."""
    if any(
        word in why for word in ("malformed", "not a database", "corrupt", "decode", "no such table", "no such column")
    ):
        return "Dựng lại bằng: danhba rebuild (kho lưu trữ và nhật ký còn đủ)."
    return "Chưa mất gì; chạy lại sau."


def first_line(error: BaseException) -> str:
    """Return what went wrong, as the database or the system says it, without its full stop."""
    original = getattr(error, "orig", None) or error
    return (str(original).splitlines() or ["không rõ lý do"])[0].rstrip(".")
