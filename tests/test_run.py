"""Whole runs: from files in an inbox to a directory and reports, night after night."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from pathlib import Path

import pytest

from danhba.receive.receive_error import ReceiveError
from danhba.run.lock import CannotRun
from danhba.samples import sample_inbox
from danhba.samples.builder import PDF, form, xlsx, zipped
from tests.conftest import Place, table

XA = "Xã Tân Khánh Trung"
A = xlsx(form({"C": [(XA, "0277 3851 001")]}))
B = xlsx(form({"C": [(XA, "0277 3851 002")]}))


def test_the_demo_is_right_in_every_number_and_says_why_of_every_other(place: Place) -> None:
    count = sum(1 for name, data, minutes in sample_inbox.files() if place.drop(name, data, 1630800000 + minutes * 60))
    assert count >= 40
    place.run(sample_inbox.AS_OF)
    published = {code: line["phone_e164"] for code, line in place.directory.items()}
    numbers = {c: said for c, said in sample_inbox.TRUTH.items() if said[:1] in "+1"}
    assert published == numbers
    codes: dict[str, set[str]] = {}
    for finding in place.findings:
        codes.setdefault(finding["unit_code"], set()).add(finding["code"])
    for code, said in sample_inbox.TRUTH.items():
        if code not in numbers:
            assert said in codes[code]
            assert place.progress[code]["state"] == "error"
    reported = (place.outbox / "reports" / "index.html").read_text(encoding="utf-8")
    for name, _, _ in sample_inbox.files():
        assert name.rsplit("/", 1)[-1].replace("&", "&amp;") in reported
    assert len(place.progress) == 196
    # the page and the last lines of the run count the same
    counts = {s: sum(f["severity"] == s for f in place.findings) for s in ("error", "warning")}
    assert f"<b>Còn {counts['error']} lỗi</b>" in reported
    assert f"{counts['warning']} điểm cần xem lại" in reported


def test_order_and_workers_change_no_byte(tmp_path: Path) -> None:
    files = list(sample_inbox.files())
    seen = set()
    for i, (workers, order) in enumerate(((1, files), (2, files[::-1]))):
        root = tmp_path / str(i)
        root.mkdir()
        place = Place(root)
        for name, data, minutes in order:
            place.drop(name, data, 1630800000 + minutes * 60)
        place.run(sample_inbox.AS_OF, workers=workers)
        names = sorted((place.outbox / "current").iterdir()) + [
            place.outbox / "reports" / n for n in ("findings.csv", "tien-do.csv", "index.html")
        ]
        seen.add(json.dumps({p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in names}))
    assert len(seen) == 1


def test_a_second_run_publishes_nothing_new_and_one_more_file_reads_only_that(place: Place) -> None:
    place.drop("a.xlsx", A)
    first = place.run()
    second = place.run("2021-09-07T08:00:00+07:00")
    assert (second.received, second.read, second.new_publication) == (0, 0, False)
    assert second.publication == first.publication
    place.drop("sở y tế.xlsx", xlsx(form({"A": [("Sở Y tế", "0277 3851 003")]})))
    third = place.run("2021-09-08T08:00:00+07:00")
    assert (third.received, third.read, third.new_publication) == (1, 1, True)
    assert len(list((place.outbox / "publications").iterdir())) == 2


def test_a_then_b_then_a_again_is_a(place: Place) -> None:
    for day, data in ((5, A), (6, B), (7, A)):
        place.drop(f"{XA}/phu-luc.xlsx", data)
        place.run(f"2021-09-0{day}T08:00:00+07:00")
    assert place.directory["30181"]["phone"] == "0277 3851 001"
    assert [f["code"] for f in place.findings].count("file_duplicate") == 1


def test_the_same_name_five_nights_is_five_receipts(place: Place) -> None:
    for day in range(1, 6):
        place.drop("phuluc.xlsx", xlsx(form({"C": [(XA, f"0277 3851 00{day}")]})))
        assert place.run(f"2021-09-0{day}T08:00:00+07:00").received == 1
    assert place.directory["30181"]["phone"] == "0277 3851 005"


def test_litter_and_links_stay_and_twins_of_unicode_form_are_two(place: Place, tmp_path: Path) -> None:
    import unicodedata

    for name in (
        "~$a.xlsx",
        ".~lock.a.xlsx#",
        "Thumbs.db",
        ".DS_Store",
        "._a.xlsx",
        "desktop.ini",
        "a.tmp",
        "a.part",
        "a.crdownload",
    ):
        place.drop(name, b"x")
    (tmp_path / "outside.xlsx").write_bytes(A)
    (place.inbox / "link.xlsx").symlink_to(tmp_path / "outside.xlsx")
    for form_name in ("NFC", "NFD"):
        place.drop(unicodedata.normalize(form_name, "Xã Tân Mỹ.xlsx"), A)
    outcome = place.run()
    assert (outcome.received, outcome.litter) == (2, 9)
    assert len(list(place.inbox.iterdir())) == 10
    assert (tmp_path / "outside.xlsx").read_bytes() == A


def test_what_was_received_is_in_the_archive_and_in_the_report(place: Place) -> None:
    dropped = {
        "a.xlsx": A,
        "b.bin": os.urandom(2000),
        "c.pdf": PDF,
        "d.zip": zipped({"e.xlsx": B}),
        "empty.xlsx": b"",
        "f.zip": zipped({}),
    }
    for name, data in dropped.items():
        place.drop(name, data)
    place.run()
    archived = {p.name for p in (place.var / "archive").glob("??/*")}
    page = (place.outbox / "reports" / "index.html").read_text(encoding="utf-8")
    for name, data in dropped.items():
        assert hashlib.sha256(data).hexdigest() in archived
        assert name in page
    codes = {f["source_file"]: f["code"] for f in place.findings if f["code"].startswith("file_")}
    assert codes == {"b.bin": "file_unsupported", "empty.xlsx": "file_empty", "f.zip": "file_empty"}
    assert "d.zip!/e.xlsx" in page


def test_a_busy_file_waits(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    path = place.drop("a.xlsx", A[:1000])

    def grow(seconds: float) -> None:
        path.write_bytes(path.read_bytes() + b"x")

    monkeypatch.setattr(time, "sleep", grow)
    outcome = place.run()
    assert (outcome.received, outcome.waiting) == (0, ["a.xlsx"])
    assert path.exists()


def test_an_interrupted_claim_is_received_once(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.drop("a.xlsx", A)
    real = os.rename

    def broken(path: object, target: object) -> None:
        if "held" in str(target):
            raise OSError(5, "cut")
        real(path, target)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "rename", broken)
    with pytest.raises(ReceiveError):
        place.run()
    monkeypatch.undo()
    place.run()
    assert len(table(place.outbox / "reports" / "tien-do.csv")) == 196
    assert [f["code"] for f in place.findings].count("file_duplicate") == 0
    assert place.directory["30181"]["received_at"] == "2021-09-06T01:00:00Z"


def test_two_runs_at_once_do_not_harm_each_other(place: Place) -> None:
    from filelock import FileLock

    place.var.mkdir()
    with FileLock(place.var / "run.lock"), pytest.raises(CannotRun):
        place.run()


def _misbehave(batch: list[tuple[str, bytes]]) -> list[bytes]:
    """A reader that dies or hangs on contents that ask for it."""
    from danhba.workers.jobs import read_here

    contents = {data for _, data in batch}
    if b"kill" in contents:
        os.kill(os.getpid(), 9)
    if b"hang" in contents:
        time.sleep(60)
    return read_here(batch)


def test_a_file_that_hangs_or_kills_its_reader_costs_one_finding(tmp_path: Path) -> None:
    from danhba.store.readings import load
    from danhba.workers.pool import ReadingPool
    from tests.conftest import REGISTRY

    with ReadingPool(REGISTRY, 2, 2.0, 2048, _misbehave) as pool:
        batch = [("a.xlsx", A), ("hang.xlsx", b"hang"), ("kill.xlsx", b"kill"), ("b.xlsx", B)]
        codes = [[f.code for f in load(p).findings if f.severity == "error"] for p in pool.read(batch)]
    assert codes == [[], ["file_too_large"], ["file_corrupt"], []]


def test_published_text_cannot_start_a_formula(place: Place) -> None:
    rows = form(
        {
            "C": [
                (XA, "0277 3851 001", '=HYPERLINK("http://x")'),
                ("Xã Vĩnh Thạnh", "0277 3851 002", "<script>alert(1)</script>"),
            ]
        }
    )
    place.drop("=cmd.xlsx", xlsx(rows))
    place.run()
    for path in (place.outbox / "current" / "danh-ba.csv", place.outbox / "reports" / "findings.csv"):
        for line in table(path):
            for column, text in line.items():
                assert column == "phone_e164" or not text.startswith(("=", "+", "-", "@")), text
    for page in (place.outbox / "reports").rglob("*.html"):
        assert "<script" not in page.read_text(encoding="utf-8")


def _killed_at(step: str, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kill a run that has one new return at a step of its publishing."""
    place.drop("a.xlsx", A)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(step, killed)
        with pytest.raises(KeyboardInterrupt):
            place.run("2021-09-06T08:00:00+07:00")


def test_a_run_killed_before_it_put_its_publication_in_place_leaves_none_behind(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    _killed_at("danhba.publish.publication._swap", place, monkeypatch)
    (left,) = (p.name for p in (place.outbox / "publications").glob("2*"))
    assert not (place.outbox / "current").exists()
    published = place.run("2021-09-07T08:00:00+07:00")
    assert [p.name for p in (place.outbox / "publications").iterdir()] == [published.publication] != [left]
    assert len(place.directory) == 1


def test_a_run_killed_after_it_put_its_publication_in_place_takes_it_away_from_nobody(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    _killed_at("danhba.store.ledger.Ledger.add_publication", place, monkeypatch)
    before = os.readlink(place.outbox / "current")
    assert not place.run("2021-09-07T08:00:00+07:00").new_publication
    assert os.readlink(place.outbox / "current") == before
    assert [p.name for p in (place.outbox / "publications").iterdir()] == [before.removeprefix("publications/")]


def test_a_full_disk_while_publishing_leaves_the_old_publication(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.drop("a.xlsx", A)
    place.run()
    before = os.readlink(place.outbox / "current")
    place.drop("b.xlsx", B)

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("danhba.publish.publication._write", full)
    with pytest.raises(CannotRun):
        place.run("2021-09-07T08:00:00+07:00")
    assert os.readlink(place.outbox / "current") == before
    assert not list((place.outbox / "publications").glob(".*"))
    monkeypatch.undo()
    place.run("2021-09-07T09:00:00+07:00")
    assert place.directory["30181"]["phone"] == "0277 3851 002"


def test_the_workbook_is_the_official_appendix(place: Place) -> None:
    from openpyxl import load_workbook

    place.drop("a.xlsx", A)
    place.run()
    book = load_workbook(place.outbox / "current" / "danh-ba.xlsx")
    sheet = book["Danh bạ"]
    assert sheet["A1"].value == "Phụ lục"
    assert sheet.print_title_rows == "$6:$6"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) in ((9, "portrait"), ("9", "portrait"))
    line = next(r for r in sheet.iter_rows(min_row=7) if r[1].value == f"{XA}, huyện Lấp Vò")
    assert (line[2].value, line[2].number_format, line[2].data_type) == ("0277 3851 001", "@", "s")
    assert book["Dữ liệu"].auto_filter.ref


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_workbook(place: Place) -> None:
    import subprocess

    place.drop("a.xlsx", A)
    place.run()
    home = f"-env:UserInstallation=file://{place.root}/lo"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(place.root), str(place.outbox / "current" / "danh-ba.xlsx")],
        check=True, capture_output=True, timeout=150,
    )  # fmt: skip
    assert (place.root / "danh-ba.pdf").stat().st_size > 5000
