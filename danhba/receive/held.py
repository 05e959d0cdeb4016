"""What was received is let go of one run later, after another look: a sender who wrote on after a pause wrote into the
claimed file.

A renamed file lies in var/held; one that had to be copied from another disk lies in a hidden folder of the inbox, on
its own disk:
only there does a sender write on into it. A record beside them says what was seen when each was copied.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import secrets
import shutil
from pathlib import Path

from danhba.model.order import claim_name
from danhba.model.submission import FROM_REVIEWERS
from danhba.receive.writers import Writers

# how the name of a folder begins in an inbox on another disk; one for each claim, so that nothing is in its way
HIDDEN = ".danhba-held"
_NO_LINK = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)

# Path as it was dropped, size, time of change in ns, SHA-256 ('' where it was not known yet), where it lies ('': in
# var/held).
Line = tuple[str, int, int, str, str]


class Held:
    """What an earlier run received and this one looks at again, and what this one holds for the next."""

    def __init__(self, var: Path) -> None:
        self._root = var / "held"
        self._copied: dict[tuple[str, str], str] = {}  # (claim, path) → where the original lies, in its inbox

    def on_other_disks(self) -> frozenset[str]:
        """Return where originals lie that had to be copied: in a hidden folder of their inbox. Raises OSError."""
        if not self._root.is_dir():
            return frozenset()
        return frozenset(where for record in self._root.glob("*.jsonl") for *_, where in _lines(record) if where)

    def look_again(self, claim: Path, stamp: str, number: int) -> None:
        """Remove what lies as it was copied; claim anew what its sender has written to since. Raises OSError.

        What is still open for writing is held for another run.
        """
        if not self._root.is_dir():
            return
        writers = Writers()
        for record in sorted(self._root.glob("*.jsonl")):
            batch = record.stem
            mark = FROM_REVIEWERS if batch.endswith(FROM_REVIEWERS) else ""
            anew = claim / claim_name(stamp, number, f"{secrets.token_hex(4)}{mark}")
            stay = [line for line in _lines(record) if not self._settled(batch, line, anew, writers)]
            if stay:
                _write(record, stay)
            else:
                record.unlink()
        _remove_empty(self._root)

    def _settled(self, batch: str, line: Line, anew: Path, writers: Writers) -> bool:
        """Deal with one held file; False where it stays held."""
        path, size, changed, sha256, where = line
        place = where or os.path.join(self._root, batch, path)
        try:
            handle = os.open(place, _NO_LINK)
        except (FileNotFoundError, NotADirectoryError):
            return True
        except OSError:
            return False
        with open(handle, "rb") as file:
            told = os.fstat(handle)
            if writers.open_for_writing(handle, told):
                return False
            same = (told.st_size, told.st_mtime_ns) == (size, changed)
            if not same and sha256 and told.st_size == size:
                same = hashlib.file_digest(file, "sha256").hexdigest() == sha256  # only its time was set
        if same:
            os.unlink(place)
        else:
            target = anew / path
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.rename(place, target)
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
                partial = target.with_name(f"~{secrets.token_hex(8)}.tmp")
                shutil.copy2(place, partial)
                os.replace(partial, target)
                os.unlink(place)
        folder = os.path.dirname(place)
        with contextlib.suppress(OSError):
            while where and any(part.startswith(HIDDEN) for part in folder.split(os.sep)):  # never the inbox itself
                os.rmdir(folder)
                folder = os.path.dirname(folder)
        return True

    def hold_copied(self, source: str, inbox: Path, batch: str, path: str, told: os.stat_result) -> None:
        """Hold the original of a file that was copied from another disk. Raises OSError."""
        place = os.path.join(os.path.abspath(inbox), f"{HIDDEN}-{batch}", path)
        self._note(batch, [(path, told.st_size, told.st_mtime_ns, "", place)])
        os.makedirs(os.path.dirname(place), exist_ok=True)
        os.rename(source, place)
        self._copied[batch, path] = place

    def hold(self, batch: str, files: list[tuple[str, str, int, int, str]]) -> None:
        """Hold claimed files of one claim that are written down: (where it lies, path, size, time, SHA-256). Raises
        OSError."""
        self._note(
            batch, [(path, size, at, sha, self._copied.get((batch, path), "")) for _, path, size, at, sha in files]
        )
        made: set[str] = set()
        for full, path, *_ in files:
            if (batch, path) in self._copied:
                os.unlink(full)  # our own copy
                continue
            target = os.path.join(self._root, batch, path)
            folder = os.path.dirname(target)
            if folder not in made:
                os.makedirs(folder, exist_ok=True)
                made.add(folder)
            os.rename(full, target)

    def _note(self, batch: str, lines: list[Line]) -> None:
        if lines:
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(self._root / f"{batch}.jsonl", "ab") as file:
                file.write(_packed(lines))


def _packed(lines: list[Line]) -> bytes:
    return "".join(json.dumps(line) + "\n" for line in lines).encode("ascii")


def _write(record: Path, lines: list[Line]) -> None:
    temporary = record.with_suffix(".tmp")
    temporary.write_bytes(_packed(lines))
    temporary.replace(record)


def _lines(record: Path) -> list[Line]:
    out: dict[tuple[str, str], Line] = {}
    for text in record.read_bytes().splitlines():
        with contextlib.suppress(ValueError, TypeError):
            path, size, changed, sha256, where = json.loads(text)
            out[path, where] = (path, size, changed, sha256, where)
    return list(out.values())


def _remove_empty(root: Path) -> None:
    for folder, _, _ in os.walk(root, topdown=False):
        if folder != str(root):
            with contextlib.suppress(OSError):
                os.rmdir(folder)
