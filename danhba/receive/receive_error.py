"""Why nothing can be received, in one line."""

from __future__ import annotations

import errno

from danhba.vietnamese.system_errors import system_words


class ReceiveError(Exception):
    """Nothing can be received; the text is one clear line in Vietnamese. What was dropped is still where it was."""


def reason(error: OSError) -> str:
    """Return what the system says, in words, with the name it says it of."""
    what = {
        errno.ENOSPC: "đĩa đầy",
        errno.EACCES: "không có quyền đọc hoặc ghi",
        errno.EROFS: "ổ đĩa chỉ cho đọc",
        errno.ENOENT: "thư mục không còn",
    }
    name = f" (“{error.filename}”)" if error.filename else ""
    return what.get(error.errno or 0, system_words(error)) + name
