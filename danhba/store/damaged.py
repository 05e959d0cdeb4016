"""One content of the archive that is missing or spoilt, told from an archive that cannot be used at all."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator

from danhba.vietnamese.system_errors import system_words

DAMAGED = "damaged"  # folder of what was found spoilt and replaced, for the record
# What a system says of one file that is gone or cannot be read.
SPOILT = frozenset({errno.ENOENT, errno.EIO, errno.EACCES, errno.EPERM, errno.EISDIR, errno.ENOTDIR, errno.ELOOP})


class ArchiveDamagedError(OSError):
    """One content is missing or is no longer what its name says: this submission cannot be read, every other one
    can."""

    def __init__(self, sha256: str, why: str) -> None:
        super().__init__(errno.EIO, f"kho lưu trữ: tệp {sha256[:12]} {why}")


def must_be(sha256: str, found: str) -> None:
    """Raise ArchiveDamagedError when a content's hash is another than its name."""
    if found != sha256:
        raise ArchiveDamagedError(sha256, "đã bị thay đổi")


@contextlib.contextmanager
def as_damaged(sha256: str) -> Iterator[None]:
    """What cannot be read of one content is that content's damage; what is wrong with the whole disk is not."""
    try:
        yield
    except FileNotFoundError as error:
        raise ArchiveDamagedError(sha256, "không còn") from error
    except OSError as error:
        if error.errno in SPOILT:
            raise ArchiveDamagedError(sha256, f"không đọc được ({system_words(error)})") from error
        raise
