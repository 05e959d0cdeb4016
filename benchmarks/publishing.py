"""`make bench-publish`: publish a directory of 11,000 units; time, memory and size of every file."""

from __future__ import annotations

import datetime as dt
import resource
import tempfile
import time
from pathlib import Path

from benchmarks.national import entries, make_registry
from danhba.publish.edition import Edition
from danhba.publish.formats import FORMATS
from danhba.publish.publication import publish
from danhba.registry import load_registry


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = make_registry(Path(temporary) / "registry")
        registry = load_registry(folder)
        edition = Edition(entries(folder), registry, dt.datetime(2021, 9, 6, tzinfo=dt.UTC))
        print(f"{len(edition.entries)} units")
        for name, render in FORMATS.items():
            start = time.perf_counter()
            data = render(edition)
            print(f"  {name:<22} {time.perf_counter() - start:6.2f} s {len(data) / 1e6:8.2f} MB")
        start = time.perf_counter()
        published = publish(edition, Path(temporary) / "outbox")
        print(
            f"  whole publication      {time.perf_counter() - start:6.2f} s, peak "
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB"
        )
        assert published.new


if __name__ == "__main__":
    main()
