"""Pieces of workbooks and documents: times that do not change their bytes."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Mapping


def fixed_times(data: bytes, moment: dt.datetime, parts: Mapping[str, Callable[[bytes], bytes]] | None = None) -> bytes:
    """Return a workbook or document whose own times, and those inside its zip, are a moment: the same content gives the
    same bytes.

    parts: what becomes of the parts named.
    """
    out = io.BytesIO()
    stamp = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, content)
            if parts and info.filename in parts:
                content = parts[info.filename](content)
            fixed = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o600 << 16
            target.writestr(fixed, content)
    return out.getvalue()
