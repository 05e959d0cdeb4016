"""What the operating system refuses, in Vietnamese: `strerror` speaks the language of the machine."""

from __future__ import annotations

import errno
import os

_WORDS = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không được phép",
    errno.EEXIST: "đã có tệp cùng tên",
    errno.ENOTDIR: "đường dẫn đi qua một tệp, không phải thư mục",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENOTEMPTY: "thư mục không trống",
    errno.ENOSPC: "đĩa đầy",
    errno.EDQUOT: "hết phần đĩa được cấp",
    errno.EFBIG: "tệp quá lớn",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EIO: "ổ đĩa đọc ghi lỗi",
    errno.ENAMETOOLONG: "đường dẫn quá dài",
    errno.ELOOP: "liên kết, không phải tệp",
    errno.EMFILE: "quá nhiều tệp đang mở",
    errno.ENFILE: "quá nhiều tệp đang mở trên máy",
    errno.ENOMEM: "máy hết bộ nhớ",
    errno.EBUSY: "đang được chương trình khác dùng",
    errno.EXDEV: "hai ổ đĩa khác nhau",
    errno.EINVAL: "hệ thống không chấp nhận",
    errno.ETIMEDOUT: "chờ quá lâu",
    errno.ECONNREFUSED: "máy kia không nhận kết nối",
    errno.EADDRINUSE: "cổng đang được chương trình khác dùng",
    errno.ENXIO: "không phải tệp",
    errno.EPIPE: "bên nhận đã đóng",
}


def system_words(error: OSError) -> str:
    """Return in words why the system refused; words that we gave the error ourselves stay as they are."""
    number, said = error.errno, error.strerror
    if number is None or (said and said != os.strerror(number)):
        return said or str(error) or type(error).__name__
    return _WORDS.get(number, f"lỗi hệ thống số {number} ({os.strerror(number)})")
