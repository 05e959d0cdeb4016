"""`python -m tests.faults.flips`: flip one random bit of an installation, again and again; `verify` must find at least 95 %.

Places are drawn by size within each room: the ledger's file (free pages too), the archive, the publications, the journal.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from danhba.store.verify import verify
from tests.faults.harness import FIRST, SECOND, drop, run_once, settings_of

LEAST = 0.95


def rooms_of(root: Path) -> dict[str, list[Path]]:
    """Return the files of each room that lasts."""

    def below(place: str) -> list[Path]:
        return sorted(p for p in (root / place).rglob("*") if p.is_file() and not p.is_symlink())

    return {
        "ledger": [root / "var" / "ledger.db"],
        "archive": below("var/archive"),
        "publication": below("outbox/publications"),
        "journal": [root / "var" / "journal.jsonl"],
    }


def flip(files: list[Path], at: random.Random) -> tuple[Path, bytes]:
    """Flip one bit somewhere in these files; return the file and the bytes that it had."""
    path = at.choices(files, [p.stat().st_size for p in files])[0]
    data = path.read_bytes()
    place = at.randrange(len(data))
    path.write_bytes(data[:place] + bytes([data[place] ^ (1 << at.randrange(8))]) + data[place + 1 :])
    return path, data


def main() -> int:
    """Flip, verify, put back; print the shares; 1 when one is below the least."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flips", type=int, default=500, help="in each room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without-seal", action="store_true", help="as after a run that was killed: only digests")
    options = parser.parse_args()
    at = random.Random(options.seed)
    bad = False
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        for night, files in enumerate((FIRST, SECOND)):
            drop(root, files)
            run_once(root, night)
        if options.without_seal:
            (root / "var" / "ledger.db.sha256").unlink()
        settings = settings_of(root, 1)
        assert not list(verify(settings))
        for room, files in rooms_of(root).items():
            found, start = 0, time.perf_counter()
            for _ in range(options.flips):
                path, data = flip(files, at)
                found += next(iter(verify(settings)), None) is not None
                for beside in path.parent.glob(f"{path.name}-*"):  # what SQLite opened beside it
                    beside.unlink()
                path.write_bytes(data)
            share = found / options.flips
            bad = bad or share < LEAST
            print(
                f"{room}: {found} of {options.flips} flips found ({share:.1%}) in {time.perf_counter() - start:.0f} s"
            )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
