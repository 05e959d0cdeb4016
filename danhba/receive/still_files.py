"""Files that two looks find unchanged are claimed; what cannot be taken stays and is told."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from danhba.model.submission import Left, Received
from danhba.receive.claim import Claim, Denied, claim_file
from danhba.receive.held import Held
from danhba.receive.receive_error import ReceiveError
from danhba.receive.scan import Found, display_name, look, shown
from danhba.receive.writers import Writers

_MOST = 2 << 30  # bytes of a file that is received
_RESERVE = 256 << 20  # bytes that stay free on the disk when a large file is received
_LARGE = 64 << 20


def claim_still(inbox: Path, batch: Path, files: list[Found], out: Received, held: Held) -> None:
    """Claim what a second look finds as the first. Raises ReceiveError where the folder itself lets nothing be taken,
    OSError."""
    second = {f.path: f for f in look(inbox, held.on_other_disks()).files} if files else {}
    still = [f for f in files if second.get(f.path) == f]
    out.waiting += sorted(display_name(p) for p in {f.path for f in files} & second.keys() - {f.path for f in still})
    made: set[str] = set()
    writers = Writers()
    free = shutil.disk_usage(batch.parent).free
    claimed = 0
    denied: Denied | None = None
    for found in still:
        if found.size > _MOST:
            out.left.append(Left(shown(found.path), f"{found.size >> 20} MB, chỉ nhận đến {_MOST >> 20} MB"))
            continue
        if found.size > _LARGE:
            if free - found.size < _RESERVE:
                out.left.append(Left(shown(found.path), f"{found.size >> 20} MB, đĩa không còn đủ chỗ"))
                continue
            free -= found.size
        what = claim_file(inbox, batch, found.path, made, writers, held)
        if what is Claim.TAKEN:
            claimed += 1
        elif what is Claim.BUSY:
            out.waiting.append(display_name(found.path))
        elif isinstance(what, Left):
            out.left.append(what)
            if isinstance(what, Denied) and (os.sep not in found.path or _is_read_only(inbox)):
                denied = what
    if denied is not None and not claimed:
        raise ReceiveError(
            f"Không lấy được tệp nào trong hộp nhận “{inbox}”: {denied.why}. Hãy cho tài khoản chạy danhba quyền "
            f"ghi vào hộp"
            " nhận (và bỏ dấu sticky nếu có: chmod -t). Các tệp đã gửi vẫn còn nguyên."
        )


def _is_read_only(folder: Path) -> bool:
    """Tell whether the disk or share that a folder lies on can only be read: nothing goes away from any part of it."""
    return hasattr(os, "statvfs") and bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
