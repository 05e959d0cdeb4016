"""Who may read what: var/ nobody else, the outbox everybody, whatever the umask; what an earlier version left open is closed."""

from __future__ import annotations

import os
import stat

import pytest

from danhba.samples.builder import form, xlsx
from tests.conftest import Place

XA = "Xã Tân Khánh Trung"


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_var_is_ours_alone_and_the_outbox_everybodys(place: Place, umask: int) -> None:
    (place.var / "alt" / "ab").mkdir(parents=True, mode=0o755)
    place.var.chmod(0o755)
    (place.var / "alt" / "ab" / "alt").write_bytes(b"x")
    place.drop(f"{XA}/a.xlsx", xlsx(form({"C": [(XA, "0277 3851 001"), ("Xã Tân Mỹ", "0277 38")]})))
    before = os.umask(umask)
    try:
        place.run()
    finally:
        assert os.umask(before) == umask
    assert stat.S_IMODE(place.var.stat().st_mode) == 0o700
    senders = [place.var / name for name in ("held", "claim", "quarantine")]  # whose files keep their rights
    for path in place.var.rglob("*"):
        if any(s in path.parents for s in senders) and path.is_file():
            continue
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    for path in [place.outbox, *place.outbox.rglob("*")]:
        if not path.is_symlink():
            assert stat.S_IMODE(path.stat().st_mode) == (0o755 if path.is_dir() else 0o644), path
