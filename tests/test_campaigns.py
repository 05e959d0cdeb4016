"""A later campaign: the directory is carried over as not yet confirmed, with states and a deadline of its own."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from danhba.check.reader import Reader
from danhba.identify.mark import mark_of, marks_of
from danhba.model.rows import Rows
from danhba.model.submission import Source, Submission
from danhba.output.cells import csv_bytes
from danhba.registries.campaign import CARRIED, FILE, campaign_text
from danhba.registry import Registry, RegistryError, load_registry
from danhba.resolve.resolve import resolve
from danhba.resolve.situation import situations
from danhba.samples.builder import PRINTED, form, xlsx
from schemas.situations import MEANINGS
from schemas.tables import DIRECTORY_COLUMNS
from tests.conftest import REGISTRY, Place, danhba, table
from tests.toy_province import write_toy

LETTER = "Công văn số 55/UBND-KSTTHC ngày 01 tháng 12 năm 2021 của Ủy ban nhân dân Tỉnh"
SIGNED = "Đồng Tháp, ngày 02 tháng 12 năm 2021"
BEGINS = dt.datetime(2021, 12, 1, 1, tzinfo=dt.UTC)


def _row(name: str, cell: object, signed: str = PRINTED.signed) -> bytes:
    return xlsx(form({"C": [(name, cell)]}, printed=replace(PRINTED, signed=signed)))


class _Night:
    """Two campaigns of one office, run once for all assertions."""

    def __init__(self, root: Path) -> None:
        self.place = place = Place(root)
        (root / "danhba.toml").write_text(
            f'# của văn phòng\nregistry = "{REGISTRY.name}"\nsettle = 0\n', encoding="utf-8"
        )
        for number, unit in enumerate(("Tân Mỹ", "Tân Khánh Trung", "Mỹ An Hưng A", "Long Hưng A", "Bình Thành")):
            place.drop(f"875/{number}.xlsx", _row(f"Xã {unit}, huyện Lấp Vò", f"0277 3851 00{number}"))
        place.run()
        self.first, self.id_before = place.directory, (place.outbox / "current").resolve().name
        options = ("--outbox", place.outbox, "--config", root / "danhba.toml", "--as-of", "2021-12-01T08:00:00+07:00")
        self.said = danhba("campaign", "new", "2021-quy-4", "--letter", LETTER, "--deadline", "2021-12-20", *options)
        self.folder = root / "campaigns" / "2021-quy-4"
        self.again = danhba("campaign", "new", "2021-quy-4", "--letter", LETTER, "--deadline", "2021-12-20", *options)
        self.registry = load_registry(self.folder)
        self._run("2021-12-02T08:00:00+07:00")  # nothing has come yet
        self.carried, self.progress_then = place.directory, place.progress
        self.page = (place.outbox / "current" / "index.html").read_text(encoding="utf-8")
        place.drop("875/0.xlsx", _row("Xã Tân Mỹ, huyện Lấp Vò", "0277 3851 000"))  # the same bytes as in the first
        place.drop("875/a.xlsx", _row("Xã Tân Khánh Trung, huyện Lấp Vò", "0277 3851 901", SIGNED))  # another number
        place.drop("875/b.xlsx", _row("Xã Mỹ An Hưng A, huyện Lấp Vò", "113"))  # in error
        place.drop("875/c.xlsx", _row("Xã Long Hưng A, huyện Lấp Vò", "số cũ 0277 3851 003 đã cắt"))
        self._run("2021-12-03T08:00:00+07:00")

    def _run(self, as_of: str) -> None:
        self.place.run(as_of, registry=self.folder)


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> _Night:
    return _Night(tmp_path_factory.mktemp("campaign"))


def _code(directory: dict[str, dict[str, str]], name: str) -> dict[str, str]:
    return next((e for e in directory.values() if e["name"] == name), {})


def test_the_command_writes_data_only_and_once(night: _Night) -> None:
    assert night.said.returncode == 0, night.said.stderr
    assert "5 số đang công bố được giữ" in night.said.stdout
    assert sorted(p.name for p in night.folder.iterdir()) == [FILE, CARRIED]
    settings = (night.place.root / "danhba.toml").read_text(encoding="utf-8")
    assert settings == '# của văn phòng\nregistry = "campaigns/2021-quy-4"\nsettle = 0\n'
    assert tomllib.loads((night.folder / FILE).read_text(encoding="utf-8"))["registry"] == REGISTRY.name
    assert night.again.returncode == 2
    assert "2021-quy-4" in night.again.stderr


def test_a_campaign_begins_with_what_stands_published_not_yet_confirmed(night: _Night) -> None:
    number = {c: e["phone_e164"] for c, e in night.first.items()}
    assert {c: e["phone_e164"] for c, e in night.carried.items()} == number
    assert {e["confirmed"] for e in night.first.values()} == {""}
    assert {(e["confirmed"], e["status"]) for e in night.carried.values()} == {("no", "kept")}
    assert {e["submission"] for e in night.carried.values()} == {e["submission"] for e in night.first.values()}
    assert night.page.count("chưa xác nhận lại") >= 5
    states = {c: (p["state"], p["situation"], p["late"]) for c, p in night.progress_then.items()}
    assert {states[c] for c in number} == {("kept", "carried", "")}
    assert {s for c, s in states.items() if c not in number} == {("missing", "nothing", "")}
    assert all("one_number=missing" in p["demands"] for p in night.progress_then.values())


def test_a_return_confirms_replaces_or_leaves_the_entry(night: _Night) -> None:
    now, place = night.place.directory, night.place
    told = {name: (e["phone"], e["confirmed"], e["status"]) for name in ("Xã Tân Mỹ", "Xã Tân Khánh Trung", "Xã Mỹ An Hưng A", "Xã Bình Thành")
            if (e := _code(now, name))}  # fmt: skip
    assert told == {
        "Xã Tân Mỹ": ("0277 3851 000", "yes", "current"),
        "Xã Tân Khánh Trung": ("0277 3851 901", "yes", "current"),
        "Xã Mỹ An Hưng A": ("0277 3851 002", "no", "kept"),
        "Xã Bình Thành": ("0277 3851 004", "no", "kept"),
    }
    assert _code(now, "Xã Long Hưng A") == {}  # its own return says that just this number was cut off
    progress = {p["name"]: p["situation"] for p in place.progress.values()}
    assert [progress[n] for n in (*told, "Xã Long Hưng A")] == [
        "published",
        "published",
        "kept",
        "carried",
        "written_by_others",
    ]
    assert {f["code"] for f in place.findings if f["severity"] != "info"} <= {
        "phone_emergency", "phone_not_in_use", "evidence_missing", "phone_text_removed",
    }  # fmt: skip
    assert not [f for f in place.findings if f["code"] == "file_duplicate"]
    lines = {
        (line["name"].split(",")[0], line["demand"]): line["state"]
        for line in table(place.outbox / "reports" / "yeu-cau.csv")
    }
    assert [lines[n, "one_number"] for n in told] == ["met", "met", "waiting", "missing"]
    changes = {r["name"]: r["change"] for r in table(place.outbox / "current" / "thay-doi.csv")}
    assert changes == {"Xã Tân Mỹ": "changed", "Xã Tân Khánh Trung": "changed", "Xã Long Hưng A": "removed"}
    sheet = load_workbook(place.outbox / "current" / "danh-ba.xlsx").worksheets[0]
    assert any("chưa xác nhận lại" in str(c.value) for row in sheet.iter_rows() for c in row)


def test_the_registry_of_a_campaign_is_its_registry_with_its_own_letter(night: _Night, registry: Registry) -> None:
    later = night.registry
    assert (later.units, later.demands, later.id, later.path) == (
        registry.units,
        registry.demands,
        registry.id,
        registry.path,
    )
    assert later.digest != registry.digest
    assert later.letter == LETTER
    assert later.deadline == dt.datetime.fromisoformat("2021-12-20T23:59:59+07:00")
    marks = marks_of(b"key", later)
    assert marks.has(mark_of(b"key", registry, "30175"))  # a form of the first letter is still the unit's own
    assert marks.has(mark_of(b"key", later, "30175"))
    assert not marks.has(mark_of(b"other", registry, "30175"))


# --- random histories ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_toy(tmp_path_factory.mktemp("toy") / "toy")


def _campaign(folder: Path, base: Path, entries: list[dict[str, str]]) -> Registry:
    folder.mkdir(parents=True, exist_ok=True)
    text = campaign_text("q2", str(base), "Công văn số 13", BEGINS, BEGINS + dt.timedelta(days=20), ())
    (folder / FILE).write_text(text, encoding="utf-8")
    (folder / CARRIED).write_bytes(csv_bytes(DIRECTORY_COLUMNS, entries))
    return load_registry(folder)


def _said(rng: random.Random, number: int, registry: Registry, reader: Reader, sheets: dict[Any, Rows]) -> Submission:
    unit = rng.choice(registry.units)
    letter = next(s.letter for s in registry.sections if s.tier == unit.tier)
    cell = rng.choice([f"024 3851 4{rng.randrange(3):03d}", "113", None])
    key = (unit.code, cell)
    if key not in sheets:
        sheet = xlsx(form({letter: [(registry.full_name(unit.code), cell)]}))
        sheets[key] = reader.read([Source(f"{unit.code}/a.xlsx", sheet)])[0].rows
    when = f"2021-12-{number + 1:02d}T02:00:00Z"
    return Submission(
        f"n{number}", f"{unit.code}/{number}.xlsx", f"{number:064d}", when, when, unit.code, sheets[key], []
    )


def test_of_random_histories_nothing_is_lost_and_nothing_is_confirmed_that_was_not(toy: Path, tmp_path: Path) -> None:
    base = load_registry(toy)
    reader, sheets = Reader(base), dict[Any, Rows]()
    for seed in range(30):
        rng = random.Random(seed)
        first = resolve([_said(rng, n, base, reader, sheets) for n in range(rng.randrange(12))], base)
        later = _campaign(tmp_path / str(seed), toy, first.entries)
        history = [_said(rng, n, base, reader, sheets) for n in range(rng.randrange(12))]
        told, alone = resolve(history, later), resolve(history, base)
        before, after = ({e["unit_code"]: e for e in r.entries} for r in (first, told))
        only_new = {e["unit_code"]: e for e in alone.entries}
        assert list(after) == [u.code for u in later.units if u.code in after]
        assert after.keys() == before.keys() | only_new.keys()
        of = situations(history, told, later)
        for code, entry in after.items():
            source = only_new.get(code) or before[code]
            assert (entry["phone_e164"], entry["submission"]) == (source["phone_e164"], source["submission"])
            assert entry["confirmed"] == ("yes" if code in only_new else "no")
            assert entry["status"] == (only_new[code]["status"] if code in only_new else "kept")
        for unit in later.units:
            meaning = MEANINGS[of[unit.code]]
            assert meaning.state == told.standings[unit.code].state
            assert (unit.code in after) == (meaning.state in ("published", "kept"))
            assert (of[unit.code] == "carried") == (
                unit.code in before and unit.code not in {u for s in history for u in s.rows.units}
            )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("begins = ", "starts = ", "không hiểu: starts"),
        ('id = "q2"', 'id = "Quý 2"', "chữ thường không dấu"),
        ("+00:00", "", "múi giờ"),
        ("letter = ", "# letter = ", "thiếu mục letter"),
    ],
)
def test_a_wrong_campaign_is_told_in_one_line(toy: Path, tmp_path: Path, old: str, new: str, told: str) -> None:
    _campaign(tmp_path / "c", toy, [])
    file = tmp_path / "c" / FILE
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RegistryError, match="Đợt") as raised:
        load_registry(tmp_path / "c")
    assert told in str(raised.value)
    shutil.rmtree(tmp_path / "c")
