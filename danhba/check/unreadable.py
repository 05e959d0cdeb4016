"""The reading of a file that stopped its reader."""

from __future__ import annotations

from concurrent.futures import TimeoutError as PoolTimeout

from pebble import ProcessExpired

from danhba.model.finding import Finding
from danhba.model.submission import Reading
from danhba.read.in_file import Content, sha256_of
from danhba.vietnamese.system_errors import system_words
from schemas.catalogue import CATALOGUE

UNOPENED = "file_unsupported", "tệp nén nằm trong tệp nén quá sâu"  # what is said of a container that nobody opened


def unreadable(item: tuple[str, Content], error: BaseException, seconds: float) -> Reading:
    """Return the reading of a file that no reader survives: one finding that says so."""
    name, content = item
    if isinstance(error, PoolTimeout):
        code, detail = "file_too_large", f"đọc quá {seconds:.0f} giây"
    elif isinstance(error, MemoryError):
        code, detail = "file_too_large", "cần quá nhiều bộ nhớ để đọc"
    elif isinstance(error, OSError) and not isinstance(error, ProcessExpired):
        code, detail = "file_corrupt", f"không đọc được từ kho lưu trữ: {system_words(error)}"
    else:
        code, detail = "file_corrupt", "cấu trúc tệp làm dừng trình đọc"
    return refused(name, content, code, detail)


def refused(name: str, content: Content, code: str, detail: str) -> Reading:
    """Return the reading of a file of which only one finding is known."""
    reading = Reading(name, sha256_of(content), passing=True)
    params: dict[str, object] = {"file": name.rsplit("/", 1)[-1], "detail": detail}
    reading.findings.append(Finding(code, CATALOGUE[code].severity.value, params=params))
    return reading
