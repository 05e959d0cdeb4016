"""Word processors' formats that are not read (.doc, .rtf, .odt): whether one of them holds a list of numbers.

Such a file is a supporting document like a scan; one that holds the form's table is a return, and must be told as one
that could not be read. Only signs are looked for, in the text as it lies in the file; nothing is published from it.
"""

from __future__ import annotations

import io
import re
import zipfile

from danhba.vietnamese.text import fold

_MOST = 4 << 20  # bytes or characters that are looked through
_RTF_LETTER = re.compile(
    r"\\u(-?\d{1,6}) ?(?:\\'[0-9a-f]{2}|\?)?|\\'([0-9a-f]{2})|\\(cell|row|par|tab|line)\b ?|\\[a-z]+-?\d* ?|[{}\r\n]"
)
_TAG = re.compile(r"<[^<>]{0,4000}>")
# A counted list whose column is headed as telephone numbers, and one of them.
_COUNTED = re.compile(r"(?<!\w)(?:stt|so tt|tt|so thu tu)(?!\w)")
_OF_NUMBERS = re.compile(r"dien thoai|(?<!\w)(?:sdt|so may)(?!\w)")
_NUMBER = re.compile(r"(?<![\d.,])(?:\+?84|0)(?:[ .\-()]{0,2}\d){8,10}(?![\d])")


def holds_a_list(data: bytes, of_numbers: re.Pattern[str]) -> bool:
    """Tell whether a text document holds what looks like a list of telephone numbers. data: of a .doc, .rtf or .odt;
    one that cannot be opened holds none; of_numbers: how a form heads its numbers, folded."""
    return any(_is_a_list(text, of_numbers) for text in _texts(data[:_MOST] if data[:5] == b"{\\rtf" else data))


def _is_a_list(text: str, of_numbers: re.Pattern[str]) -> bool:
    if _NUMBER.search(text) is None:
        return False
    bare = fold(text)
    return bool(_COUNTED.search(bare) and (_OF_NUMBERS.search(bare) or of_numbers.search(bare)))


def _texts(data: bytes) -> list[str]:
    if data[:5] == b"{\\rtf":
        return [_RTF_LETTER.sub(_letter, data.decode("latin-1"))]
    try:
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as file, file.open("content.xml") as content:
                return [_TAG.sub(" ", content.read(_MOST).decode("utf-8", "replace"))]
        import olefile

        with olefile.OleFileIO(io.BytesIO(data)) as ole, ole.openstream("WordDocument") as stream:
            content = stream.read(_MOST)
    except Exception:  # whatever the libraries make of a broken file: it is kept as it came
        return []
    # Pieces of text lie in it as UTF-16 or as single bytes; what is none of them comes out as signs.
    wide = [content[start:].decode("utf-16-le", "replace") for start in (0, 1)]
    return [_only_words(text) for text in (*wide, content.decode("cp1258", "replace"))]


def _only_words(text: str) -> str:
    """Return a text with blanks for whatever Vietnamese is not written with."""
    return "".join(
        c if c < "\u0250" or "\u0300" <= c < "\u0370" or "\u1e00" <= c < "\u1f00" else " " for c in text
    ).replace("\x07", " ")


def _letter(m: re.Match[str]) -> str:
    if m[1]:
        return chr(int(m[1]) % 65536)
    if m[2]:
        return bytes.fromhex(m[2]).decode("cp1258", "replace")
    return " " if m[3] else ""
