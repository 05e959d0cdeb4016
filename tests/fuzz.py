"""`make fuzz`: mutated workbooks through the reading pool; every case must come back as a reading. FUZZ_CASES, FUZZ_SEED."""

from __future__ import annotations

import logging
import os
import random
import sys
import zipfile
from collections import Counter
from io import BytesIO

from danhba.samples.sample_inbox import files
from danhba.store.readings import load
from danhba.workers.pool import ReadingPool
from tests.conftest import REGISTRY, ROOT


def mutate(data: bytes, random_: random.Random) -> bytes:
    """Return bytes with some damage: cut, overwritten, doubled, or changed inside the zip's members."""
    choice = random_.random()
    if choice < 0.45 and data[:2] == b"PK":
        return _inside(data, random_)
    if choice < 0.55:
        return data[: random_.randrange(len(data) or 1)]
    out = bytearray(data)
    for _ in range(random_.choice((1, 3, 10, 100))):
        if out:
            out[random_.randrange(len(out))] = random_.randrange(256)
    if choice > 0.95:
        at = random_.randrange(len(out) or 1)
        out[at:at] = out[: random_.randrange(len(out) or 1)]
    return bytes(out)


def _inside(data: bytes, random_: random.Random) -> bytes:
    out = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for info in source.infolist():
                content = bytearray(source.read(info))
                if random_.random() < 0.3:
                    for _ in range(random_.choice((1, 5, 40))):
                        if content:
                            content[random_.randrange(len(content))] = random_.choice(b"<>\"'&;0123456789aZ\x00\xff")
                if random_.random() > 0.02:
                    target.writestr(info.filename, bytes(content))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return data[::-1]
    return out.getvalue()


def main() -> int:
    """Run the cases and print what became of them; return 1 when a case was lost."""
    logging.disable(logging.CRITICAL)
    cases = int(os.environ.get("FUZZ_CASES", "20000"))
    random_ = random.Random(int(os.environ.get("FUZZ_SEED", "1")))
    seeds = [data for _, data, _ in files()] + [p.read_bytes() for p in (ROOT / "tests/data/real").iterdir()]
    told: Counter[str] = Counter()
    back = 0
    with ReadingPool(REGISTRY, 2, 20.0, 2048) as pool:
        for start in range(0, cases, 200):
            batch = [
                (f"{i}.xlsx", mutate(random_.choice(seeds), random_)) for i in range(start, min(start + 200, cases))
            ]
            for payload in pool.read(batch):
                kept = load(payload)
                back += 1
                told.update({f.code for f in kept.findings if f.severity == "error" and not f.cell} or {"read"})
                told["stopped the reader"] += any(
                    "dừng trình đọc" in str(f.params.get("detail")) for f in kept.findings
                )
    print(f"{cases} cases, {back} readings: {dict(told)}")
    return 0 if back == cases else 1


if __name__ == "__main__":
    sys.exit(main())
