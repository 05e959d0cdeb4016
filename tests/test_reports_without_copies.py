"""A marked copy that cannot be made is told: in the log, on the night's page, and it is tried again the next night."""

from __future__ import annotations

import pytest

from danhba.samples.builder import form, xlsx
from danhba.workers.pool import ReadingPool
from tests.conftest import Place

WRONG, RIGHT = "0277 38", "0277 3851 001"


def test_a_copy_that_cannot_be_made_is_told_and_tried_again(
    place: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    place.drop("A-SNV/sai <b>.xlsx", xlsx(form({"A": [("Sở Nội vụ", WRONG)]})))
    place.drop("A-SXD/đúng.xlsx", xlsx(form({"A": [("Sở Xây dựng", RIGHT)]})))
    reports = place.outbox / "reports"
    with monkeypatch.context() as patch:
        patch.setattr(ReadingPool, "reports", lambda self, begun: [None] * len(begun.batch))
        place.run("2021-09-05T22:00:00+07:00")
    page = (reports / "index.html").read_text(encoding="utf-8")
    assert "Không làm được bản đánh dấu của 1 tệp" in page
    assert "A-SNV/sai &lt;b&gt;.xlsx</a>. Phiếu rà soát" in page
    logged = [r for r in caplog.records if "no marked copy could be made" in r.getMessage()]
    assert ["sai <b>.xlsx" in str(r.__dict__) for r in logged] == [True]
    [identity] = {f["submission"] for f in place.findings if f["severity"] == "error" and f["cell"]}
    assert (reports / identity / "phieu-ra-soat.html").exists()
    assert not (reports / identity / "phieu-ra-soat.xlsx").exists()
    place.drop("A-SYT/thêm.xlsx", xlsx(form({"A": [("Sở Y tế", "0277 3851 002")]})))
    place.run("2021-09-06T08:00:00+07:00")
    assert (reports / identity / "phieu-ra-soat.xlsx").exists()
    assert "Không làm được bản đánh dấu" not in (reports / "index.html").read_text(encoding="utf-8")
