"""The reading of a file that stopped its reader."""

from __future__ import annotations

import hashlib
from concurrent.futures import TimeoutError as PoolTimeout

from danhba.model.finding import Finding
from danhba.model.submission import Reading
from schemas.catalogue import CATALOGUE


def unreadable(item: tuple[str, bytes], error: BaseException, seconds: float) -> Reading:
    """Return the reading of a file that no reader survives: one finding that says so."""
    name, data = item
    if isinstance(error, PoolTimeout):
        code, detail = "file_too_large", f"đọc quá {seconds:.0f} giây"
    elif isinstance(error, MemoryError):
        code, detail = "file_too_large", "cần quá nhiều bộ nhớ để đọc"
    else:
        code, detail = "file_corrupt", "cấu trúc tệp làm dừng trình đọc"
    reading = Reading(name, hashlib.sha256(data).hexdigest())
    params: dict[str, object] = {"file": name.rsplit("/", 1)[-1], "detail": detail}
    reading.findings.append(Finding(code, CATALOGUE[code].severity.value, params=params))
    return reading
