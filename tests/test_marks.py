"""Machine marks: what danhba signed for one unit and one campaign is evidence; anything else is evidence of nothing, and told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage

import pytest
from openpyxl import Workbook, load_workbook

from danhba.check.reader import Reader
from danhba.handouts.blank_form import blank_form
from danhba.identify.mark import SHEET, WORD, Mark, mark_of, marks_of, write_mark
from danhba.model.submission import Source
from danhba.registry import Registry
from danhba.samples.builder import form, xlsx
from danhba.store.keys import FILE, KeyFileError, load_key, make_key
from tests.conftest import REGISTRY, Place, danhba

KEY, OTHER_KEY = bytes(32), bytes(range(32))
XA, UNIT = "Xã Tân Khánh Trung", "30181"


def _marked(mark: Mark, name: str = XA, number: str = "0912 345 678", letterhead: str | None = None) -> bytes:
    book = load_workbook(io.BytesIO(xlsx(form({"C": [(name, number)]}))))
    if letterhead:
        sheet = book.worksheets[0]
        sheet.insert_rows(1)
        sheet["A1"] = letterhead
    write_mark(book, mark)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# A genuine mark is (unit, province, campaign, signature); each of these is none.
FORGED: dict[str, Callable[[Registry], Mark]] = {
    "without a signature, as 0.2 wrote them": lambda r: (UNIT, r.path.name, "", ""),
    "a made up signature": lambda r: (*mark_of(KEY, r, UNIT)[:3], "m1-" + "0" * 40),
    "another installation's": lambda r: mark_of(OTHER_KEY, r, UNIT),
    "another unit's signature": lambda r: (UNIT, *mark_of(KEY, r, "875")[1:]),
    "another campaign's": lambda r: mark_of(KEY, replace(r, letter="Công văn khác"), UNIT),
    "another campaign's, renamed": lambda r: (
        *mark_of(KEY, r, UNIT)[:3],
        mark_of(KEY, replace(r, letter="x"), UNIT)[3],
    ),
    "another province's": lambda r: mark_of(KEY, replace(r, id="another"), UNIT),
    "another province's, renamed": lambda r: (*mark_of(KEY, r, UNIT)[:3], mark_of(KEY, replace(r, id="x"), UNIT)[3]),
    "a unit that is none": lambda r: mark_of(KEY, r, "99999"),
}


@pytest.mark.parametrize("kind", FORGED)
def test_a_mark_that_danhba_did_not_sign_is_evidence_of_nothing(kind: str, registry: Registry) -> None:
    data = _marked(FORGED[kind](registry))
    plain = xlsx(form({"C": [(XA, "0912 345 678")]}))
    reader = Reader(registry, marks=marks_of(KEY, registry))
    reading, unmarked = reader.read([Source("A-SYT/a.xlsx", data), Source("A-SYT/b.xlsx", plain)])
    assert reading.submitter == unmarked.submitter
    assert list(reading.rows) == list(unmarked.rows)
    assert [e.kind for e in reading.submitter.evidence if e.kind == "mark"] == []
    assert [(f.code, f.severity) for f in reading.findings if f.code.startswith("mark_")] == [("mark_forged", "error")]


def test_a_genuine_mark_is_evidence_wherever_the_registry_lies(registry: Registry, tmp_path) -> None:
    moved = replace(registry, path=tmp_path / "another name")
    data = _marked(mark_of(KEY, registry, UNIT))
    [reading] = Reader(moved, marks=marks_of(KEY, moved)).read([Source("a.xlsx", data)])
    assert reading.submitter.unit_code == UNIT
    assert "mark" in {e.kind for e in reading.submitter.evidence}
    assert [f.code for f in reading.findings if f.code.startswith("mark_")] == []


def test_without_the_key_a_mark_is_not_checked_and_not_evidence(registry: Registry) -> None:
    data = _marked(mark_of(KEY, registry, UNIT))
    [reading] = Reader(registry).read([Source("a.xlsx", data)])
    assert [e.kind for e in reading.submitter.evidence if e.kind == "mark"] == []
    assert [(f.code, f.severity) for f in reading.findings if f.code.startswith("mark_")] == [
        ("mark_not_checked", "info")
    ]


def test_what_stands_below_a_mark_is_read(registry: Registry) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.append([WORD, *mark_of(KEY, registry, UNIT)])
    for row in (
        load_workbook(io.BytesIO(xlsx(form({"C": [(XA, "0277 3851 001")]})))).worksheets[0].iter_rows(values_only=True)
    ):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    [reading] = Reader(registry, marks=marks_of(KEY, registry)).read([Source("a.xlsx", out.getvalue())])
    assert len(reading.rows) == 1


def _mail(data: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "la@vi-du.vn", "phụ lục"
    mail.set_content("kính gửi")
    mail.add_attachment(data, maintype="application", subtype="vnd.ms-excel", filename="phu-luc.xlsx")
    return mail.as_bytes()


def _zip(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("phu-luc.xlsx", data)
    return out.getvalue()


def test_no_mark_takes_another_units_number(place: Place, registry: Registry) -> None:
    """Every forged mark by folder, mail and archive, and another unit's own mark copied: its published number stands."""
    place.drop(f"{UNIT}/a.xlsx", xlsx(form({"C": [(XA, "0277 3851 001")]})))
    place.run("2021-09-05T08:00:00+07:00")
    key = make_key(place.var)
    forged = {name: make for name, make in FORGED.items() if name != "a unit that is none"}
    sent = []
    for number, make in enumerate(forged.values()):
        mark = make(registry) if make(registry)[3] != mark_of(key, registry, UNIT)[3] else None
        assert mark is not None
        for channel, (name, packed) in enumerate((("phu-luc.xlsx", bytes), ("thu.eml", _mail), ("nen.zip", _zip))):
            phone = f"0912 345 {100 + 10 * number + channel}"
            data = _marked(mark, number=phone, letterhead="ỦY BAN NHÂN DÂN HUYỆN CAO LÃNH")
            place.drop(f"{number}-{channel}/{name}", packed(data))
            sent.append(f"{number}-{channel}/")
    copied = _marked(mark_of(key, registry, UNIT), number="0912 345 999", letterhead="ỦY BAN NHÂN DÂN HUYỆN CAO LÃNH")
    place.drop("chep/phu-luc.xlsx", copied)
    place.run("2021-09-06T08:00:00+07:00")
    assert {e["phone"] for e in place.directory.values()} == {"0277 3851 001"}
    told = [f for f in place.findings if f["code"] == "mark_forged"]
    for start in sent:
        assert len([f for f in told if f["source_file"].startswith(start)]) == 1, start
    assert [f for f in told if f["source_file"].startswith("chep/")] == []
    assert "submitter_unknown" in {f["code"] for f in place.findings if f["source_file"].startswith("chep/")}


def test_the_forms_that_danhba_makes_are_known_to_its_check(tmp_path, registry: Registry) -> None:
    options = ("--var", tmp_path / "var", "--registry", REGISTRY)
    made = danhba("form", "--unit", UNIT, "--out", tmp_path / "forms", "--outbox", tmp_path / "outbox", *options)
    assert made.returncode == 0, made.stderr
    path = tmp_path / "forms" / f"phu-luc-{UNIT}.xlsx"
    key = load_key(tmp_path / "var")
    assert key is not None
    assert (tmp_path / "var" / FILE).stat().st_mode & 0o777 == 0o600
    [reading] = Reader(registry, marks=marks_of(key, registry)).read([Source("a.xlsx", path.read_bytes())])
    assert "mark" in {e.kind for e in reading.submitter.evidence}
    assert "mark_" not in danhba("check", path, *options[2:]).stdout.replace("mark_not_checked", "")


def test_a_key_is_made_once_and_a_damaged_one_is_refused(tmp_path) -> None:
    key = make_key(tmp_path / "var")
    assert make_key(tmp_path / "var") == key == load_key(tmp_path / "var")
    (tmp_path / "var" / FILE).write_bytes(key[:7])
    with pytest.raises(KeyFileError, match="bị hỏng"):
        make_key(tmp_path / "var")


def test_forms_of_two_units_differ_in_their_marks_only_by_what_is_signed(registry: Registry) -> None:
    import datetime as dt

    as_of = dt.datetime(2021, 9, 6, tzinfo=dt.UTC)
    first = load_workbook(io.BytesIO(blank_form(registry.by_code[UNIT], registry, {}, as_of, KEY)))[SHEET]
    assert [c.value for c in first[1]] == [WORD, *mark_of(KEY, registry, UNIT)]
