"""A workbook of decisions that a reviewer opened and saved again in LibreOffice is still the one that danhba issued."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Place
from tests.test_forged_decisions import TITLE, UNIT, XA, _choose, _edit, _filled, form, xlsx

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def _saved_again(data: bytes, ending: str, folder: Path) -> bytes:
    """Return a workbook as LibreOffice saves it in another format (an .xlsx: out of an .ods that it saved before)."""
    source = folder / "quyet-dinh.xlsx"
    source.write_bytes(data)
    for step in ["ods", "xlsx"] if ending == "xlsx" else [ending]:
        target = folder / step
        command = [
            str(SOFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", step, "--outdir", str(target),
            str(source),
        ]  # fmt: skip
        subprocess.run(
            command, check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(folder)}
        )  # fmt: skip
        source = target / f"quyet-dinh.{step}"
    return source.read_bytes()


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_a_decision_saved_by_libreoffice_is_applied(place: Place, tmp_path: Path, ending: str) -> None:
    for name, number in (("a.xlsx", "0277 3851 001"), ("b.xlsx", "0277 3851 002")):
        place.drop(f"{XA}/{name}", xlsx(form({"C": [(XA, number)]})), 1630800000)
    place.run("2021-09-06T08:00:00+07:00")
    assert place.directory == {}
    blank = (place.outbox / "review" / "quyet-dinh.xlsx").read_bytes()
    answered = _filled(blank, _choose(place, "0277 3851 002"), "Trần Thị Bình")
    folder = tmp_path / "office"
    folder.mkdir()
    if ending == "ods":  # what was changed on the way is refused all the same
        forged = _edit(answered, lambda row: setattr(row[TITLE], "value", "Xã khác"))
        place.hand_in("doi.ods", _saved_again(forged, ending, folder))
        place.run("2021-09-06T09:00:00+07:00")
        assert "decision_unsigned" in {f["code"] for f in place.findings}
        assert place.directory == {}
    place.hand_in(f"quyet-dinh.{ending}", _saved_again(answered, ending, folder))
    place.run("2021-09-06T10:00:00+07:00")
    assert place.directory[UNIT]["phone"] == "0277 3851 002"
