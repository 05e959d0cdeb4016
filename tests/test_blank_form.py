"""Blank forms: the head of a proper form, "chưa có" taken as that, and what the spreadsheet marks while a number is typed."""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from danhba.check.reader import Reader
from danhba.handouts.blank_form import blank_form
from danhba.handouts.while_typing import one_number
from danhba.model.submission import Source
from danhba.registry import Registry
from tests.conftest import ROOT, Place

AS_OF = dt.datetime(2021, 9, 4, tzinfo=dt.UTC)
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def _form(registry: Registry, code: str, key: bytes = b"k" * 32) -> Any:
    return load_workbook(io.BytesIO(blank_form(registry.by_code[code], registry, {}, AS_OF, key)))


def _filled(book: Any, values: dict[str, str]) -> bytes:
    """Write values beside the names of units that begin so; "" beside all others that are rows."""
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        for name, value in values.items():
            if isinstance(row[1].value, str) and row[1].value.startswith(name):
                row[2].value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_head_is_that_of_a_proper_form(registry: Registry) -> None:
    texts = [str(c.value) for row in _form(registry, "875").worksheets[0].iter_rows() for c in row if c.value]
    for wanted in (
        "HUYỆN LẤP VÒ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "(Ký tên, đóng dấu)",
    ):
        assert wanted in texts
    told = " ".join(texts)
    assert "ngày …… tháng …… năm 2021" in told
    assert f"về {registry.return_to}, trước 23:59 ngày 06/09/2021" in told
    assert "Chưa có số thì ghi: chưa có" in told


@pytest.mark.parametrize("code", ["875", "30181", "A-SYT"])
def test_its_own_lines_are_no_rows_and_no_findings(registry: Registry, reader: Reader, code: str) -> None:
    """Head, where to and signatures say nothing that is taken for a unit, a number or a sender's contradiction."""
    names = [r for r in registry.units if r.code == code or r.parent == code]
    values = {n.name: f"0277 3850 {i:03d}" for i, n in enumerate(names)}
    reading = reader.read([Source("a.xlsx", _filled(_form(registry, code), values))])[0]
    assert {r["unit_code"] for r in reading.rows} == {n.code for n in names}
    assert all(r["ok"] for r in reading.rows)
    assert not [f.code for f in reading.findings if f.severity != "info" and not f.code.startswith("mark")]


def test_none_yet_is_taken_as_that(place: Place, registry: Registry) -> None:
    from danhba.store.keys import make_key

    data = _filled(_form(registry, "30181", make_key(place.var)), {"Xã Tân Khánh Trung": "chưa có"})
    place.drop("gui lai.xlsx", data)
    place.run()
    assert place.progress["30181"]["reason"] == "no_hotline_yet"
    assert place.progress["30181"]["submitted_by"] == "30181"
    assert "30181" not in place.directory


def _examples() -> list[dict[str, str]]:
    return list(csv.DictReader((ROOT / "tests/data/phones.csv").open(encoding="utf-8", newline="")))


def _value(example: dict[str, str]) -> object:
    kind, raw = example["cell_type"], example["raw"]
    if kind in ("int", "float"):
        return int(raw) if kind == "int" else float(raw)
    return dt.datetime.fromisoformat(raw) if kind == "datetime" else raw


def test_the_form_carries_the_formula_that_is_measured(registry: Registry) -> None:
    sheet = _form(registry, "875").worksheets[0]
    rule = next(v for v in sheet.data_validations.dataValidation if v.type == "custom")
    first = str(rule.sqref).split(":")[0]
    assert rule.formula1 == one_number(first)
    assert len(one_number("C100")) <= 255
    assert rule.errorStyle == "warning"
    assert rule.showErrorMessage


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
def test_nine_tenths_of_wrong_numbers_are_marked_and_no_right_one(tmp_path: Path) -> None:
    """The formula evaluated by LibreOffice beside every example of a phone cell."""
    examples = [e for e in _examples() if e["raw"].strip()]  # a blank cell is not validated
    book = Workbook()
    sheet: Any = book.active
    for i, example in enumerate(examples, start=1):
        place = sheet.cell(i, 3)
        place.value = _value(example)
        if isinstance(place.value, str):
            place.data_type, place.number_format = "s", "@"
        sheet.cell(i, 4, f"=IF({one_number(f'C{i}')},1,0)")
    book.save(tmp_path / "examples.xlsx")
    command = [str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    command += ["csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", str(tmp_path), str(tmp_path / "examples.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with (tmp_path / "examples.csv").open(encoding="utf-8", newline="") as file:
        passed = [line[3] == "1" for line in csv.reader(file)]
    assert len(passed) == len(examples)
    right = [bool(e["phone_e164"]) and "phone_emergency" not in e["findings"] for e in examples]
    marked_right = [e["raw"] for e, ok, good in zip(examples, passed, right, strict=True) if good and not ok]
    assert marked_right == []
    wrong = [(e["raw"], ok) for e, ok, good in zip(examples, passed, right, strict=True) if not good]
    let_pass = [raw for raw, ok in wrong if ok]
    assert len(let_pass) <= len(wrong) / 10, let_pass
    assert dict(wrong)["Chưa có"]  # what the form itself asks for is not marked
