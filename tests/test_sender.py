"""Who is speaking: kinds of evidence that differ contradict each other, and what a contradicted file says waits for a person."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.registry import Registry
from danhba.samples.builder import form, xlsx
from tests.conftest import Place, danhba
from tests.examples import share

LETTERHEADS = {"875": "ỦY BAN NHÂN DÂN HUYỆN LẤP VÒ", "874": "UBND HUYỆN THANH BÌNH", "30184": "UBND XÃ LONG HƯNG A"}
FOLDERS = {"875": "875", "874": "Huyện Thanh Bình", "30184": "30184"}
NAMES = {"875": "phu luc huyen Lap Vo", "874": "874", "30184": "xa Long Hung A"}
STRANGERS = ("ỦY BAN NHÂN DÂN HUYỆN CÁI BÈ", "UBND TỈNH AN GIANG", "UBND xã Không Có Trong Danh Mục")
ROWS = {
    "875": ["Xã Long Hưng A, huyện Lấp Vò", "Xã Tân Khánh Trung, huyện Lấp Vò"],
    "874": ["Xã An Phong, huyện Thanh Bình", "Xã Tân Thạnh, huyện Thanh Bình"],
}


def _read(reader: Reader, registry: Registry, folder: str, letterhead: str, name: str, rows: str):
    lines = [(unit, f"0277 3845 11{i}", None) for i, unit in enumerate(ROWS[rows])]
    drawn = [[letterhead], *form({"C": lines})] if letterhead else form({"C": lines})
    path = f"{folder}/{name}.xlsx" if folder else f"{name}.xlsx"
    return reader.read([Source(path, xlsx(drawn))])[0]


@settings(max_examples=share(80), deadline=None)
@given(data=st.data())
def test_evidence_that_differs_assumes_nobody(reader: Reader, registry: Registry, data: st.DataObject) -> None:
    who = [
        data.draw(st.sampled_from(["", "875", "874", "30184"]), label=kind) for kind in ("folder", "letterhead", "name")
    ]
    stranger = data.draw(st.sampled_from(["", *STRANGERS])) if not who[1] else ""
    rows = data.draw(st.sampled_from(["875", "874"]))
    reading = _read(
        reader,
        registry,
        FOLDERS.get(who[0], "goi-den"),
        LETTERHEADS.get(who[1], stranger),
        NAMES.get(who[2], "ban gui"),
        rows,
    )
    told = {w for w in who if w}
    found = reading.submitter
    if stranger:
        assert found.contradicted
    elif len(told) > 1:
        assert found.contradicted
        assert found.unit_code == ""
    elif told:
        assert (found.unit_code, found.contradicted) == (told.pop(), False)
    else:
        assert (found.unit_code, found.contradicted) == (rows, False), "the rows speak where all else is silent"
    codes = {(f.code, f.severity) for f in reading.findings}
    assert (("submitter_unknown", "error") in codes) == found.contradicted


def test_a_file_name_of_several_units_contradicts_the_letterhead(reader: Reader, registry: Registry) -> None:
    reading = _read(reader, registry, "", "UBND XÃ LONG HƯNG A", "xa Binh Thanh", "875")
    assert reading.submitter.contradicted


def test_a_files_number_is_no_ward(reader: Reader, registry: Registry) -> None:
    for name in ("f1", "P2", "x 3", "q-4", "F11", "01"):
        reading = _read(reader, registry, "", "UBND HUYỆN LẤP VÒ" if name != "01" else "", name, "875")
        assert (reading.submitter.unit_code, reading.submitter.contradicted) == ("875", False), name
    assert _read(reader, registry, "", "UBND HUYỆN THANH BÌNH", "p1 tp cao lanh", "874").submitter.contradicted


def test_another_provinces_letterhead_above_a_district_of_the_same_name(reader: Reader) -> None:
    rows = form({"C": [("Xã An Hiệp", "0277 3840 002", None)]})
    for lines in (["UBND TỈNH TIỀN GIANG", "ỦY BAN NHÂN DÂN HUYỆN CHÂU THÀNH"], ["TỈNH LONG AN\nHUYỆN CHÂU THÀNH"]):
        reading = reader.read([Source("a.xlsx", xlsx([*([line] for line in lines), *rows]))])[0]
        assert reading.submitter.contradicted, lines
    own = reader.read([Source("a.xlsx", xlsx([["UBND TỈNH ĐỒNG THÁP"], ["UBND HUYỆN CHÂU THÀNH"], *rows]))])[0]
    assert own.submitter.unit_code == "877"


def test_a_contradicted_file_waits_until_a_person_says_whose_it_is(tmp_path: Path) -> None:
    place = Place(tmp_path)
    rows = form({"C": [("Xã Long Hưng A", "0277 3845 111", None), ("Xã Long Hưng B", "0277 3845 112", None)]})
    place.drop("874/huyen lap vo.xlsx", xlsx([["ỦY BAN NHÂN DÂN HUYỆN LẤP VÒ"], *rows]))
    place.run("2021-09-05T08:00:00+07:00")
    assert place.directory == {}
    assert place.progress["30184"]["reason"] == "submitter_unknown"
    # Neither of the two that may have sent it is told that nothing has come.
    for code in ("874", "875"):
        assert (place.progress[code]["state"], place.progress[code]["situation"]) == ("missing", "file_unclear")
    assert place.progress["877"]["situation"] == "nothing"
    assert ("submitter_unknown", "error") in {(f["code"], f["severity"]) for f in place.findings}
    options = ("--var", place.var)
    shown = danhba("decide", *options)
    assert "huyen lap vo.xlsx" in shown.stdout
    question = next(w for w in shown.stdout.split() if len(w) == 10 and all(c in "0123456789abcdef" for c in w))
    done = danhba("decide", question, "2", "--by", "Nguyễn Văn An", *options)
    if "Lấp Vò" not in done.stdout:
        done = danhba("decide", question, "1", "--by", "Nguyễn Văn An", *options)
    assert done.returncode == 0, done.stderr
    place.run("2021-09-06T08:00:00+07:00")
    assert {e["phone"] for e in place.directory.values()} == {"0277 3845 111", "0277 3845 112"}
    assert "submitter_unknown" not in {f["code"] for f in place.findings}


@pytest.mark.parametrize("folder", ["A-SYT", "a-syt", "30181"])
def test_a_folder_named_by_a_code_tells_the_unit_whatever_its_case(folder: str, reader: Reader) -> None:
    """A drive of a unit's own is a folder named like its account, in small letters."""
    (found,) = reader.read([Source(f"{folder}/bang.xlsx", xlsx(form({"A": [("Sở Y tế", "0277 3851 108")]})))])
    assert {e.kind: e.unit_code for e in found.submitter.evidence}["folder"] == folder.upper()
