"""Files whose reading is known: they tell a reader that reads nothing (a broken installation) from a broken file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from danhba.read.in_file import Content
from danhba.store.readings import load

Read = Callable[[Sequence[tuple[str, Content]]], list[bytes]]


class BrokenReaderError(Exception):
    """The reader reads nothing, good files too. The message is for the operator."""

    def __init__(self, failed: Sequence[str]) -> None:
        super().__init__(f"Trình đọc không đọc được cả tệp mẫu còn tốt ({', '.join(failed)}): {REPAIR}")


REPAIR = "bản cài danhba thiếu hoặc hỏng, hoặc máy hết bộ nhớ. Hãy cài lại rồi chạy lại. Không tệp nào bị ghi là hỏng."


@cache
def probe_files() -> tuple[tuple[str, bytes], ...]:
    """Return (name, bytes) of one good form in each of the common formats."""
    from danhba.samples.builder import csv_text, form, html_table, word, xlsx  # hardly any night needs them

    rows = form({"C": [("Đơn vị thử", "0912 345 678")]})
    return (
        ("thu.csv", csv_text(rows)), ("thu.xlsx", xlsx(rows)), ("thu.docx", word(rows)), ("thu.html", html_table(rows)),
    )  # fmt: skip


def unreadable_probes(read: Read) -> list[str]:
    """Return the names of good files that are not read; all of them where no reader can be started."""
    files = probe_files()
    try:
        payloads = read(files)
    except Exception:  # no worker is left
        return [name for name, _ in files]
    return [name for (name, _), payload in zip(files, payloads, strict=True) if not len(load(payload).rows)]
