"""One partition of the units: every unit in exactly one situation, and every figure of every page and document counts again from the CSVs."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections import Counter
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from danhba.registries import shipped
from danhba.registry import Registry, RegistryError, load_registry
from danhba.report.progress_document import progress_document
from danhba.report.progress_page import summary
from danhba.report.progress_table import progress_table
from danhba.report.shares import share
from danhba.report.since_last_run import Night
from danhba.report.tally import Tally
from danhba.resolve.none_yet import says_none
from danhba.resolve.outcome import Resolution, Standing
from danhba.samples import sample_inbox
from danhba.samples.builder import form, xlsx
from flows.artifacts import summary as artifact
from schemas.situations import MEANINGS, STATE_TITLES, Situation, situations_in_words
from schemas.tables import STATES
from tests.conftest import REGISTRY, Place, danhba
from tests.recount import recount

AS_OF = dt.datetime(2021, 9, 6, 13, tzinfo=dt.UTC)
PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"


def test_seven_kinds_of_not_returned_are_told_apart(place: Place, registry: Registry) -> None:
    drop = place.drop
    drop("A-SNV/a.xlsx", xlsx(form({"A": [("Sở Nội vụ", "chưa có")]})))  # says it has none yet
    drop(
        "A-STP/a.xlsx", xlsx(form({"A": [("Sở Tư pháp", None, "Đơn vị chưa có số đường dây nóng")]}))
    )  # says so in the note
    drop("A-SYT/a.xlsx", xlsx(form({"A": [("Sở Y tế", None)]})))  # left blank
    drop("A-SXD/a.xlsx", xlsx(form({"A": [("Sở Xây dựng", "#REF!")]})))  # a formula's error is no answer
    drop("A-SCT/a.xlsx", b"PK\x03\x04 broken")  # not readable
    drop("A-SGTVT/minh chứng.pdf", PDF)  # evidence, or not readable as such
    drop("875/ds.xlsx", xlsx(form({"C": [("Xã Tân Mỹ", "0277 3851 001")]})))  # its communes, without its own row
    drop("A-STC/a.xlsx", xlsx(form({"A": [("Sở Y khoa hạt nhân", "0277 3851 003")]})))  # something, without its own row
    drop(
        "30139/a.xlsx", xlsx(form({"C": [("Xã An Phong", "0277 3833 706"), ("Xã Phú Lợi", "0277 3833 707")]}))
    )  # for another
    drop("A-SKHDT/a.xlsx", xlsx(form({})))  # an empty form
    place.run()
    situations = {c: p["situation"] for c, p in place.progress.items()}
    assert {c: situations[c] for c in ("A-SNV", "A-STP", "A-SYT", "A-SXD", "A-SCT", "875", "A-STC", "30142", "A-SKHDT", "30175", "866")} == {
        "A-SNV": "says_none_yet", "A-STP": "says_none_yet", "A-SYT": "left_blank", "A-SXD": "with_errors", "A-SCT": "unreadable",
        "875": "below_only", "A-STC": "without_own_row", "30142": "written_by_others", "A-SKHDT": "form_blank", "30175": "published",
        "866": "nothing",
    }  # fmt: skip
    assert situations["A-SGTVT"] in ("evidence_only", "unreadable")
    recount(place, registry)
    page = (place.outbox / "reports" / "tien-do.html").read_text(encoding="utf-8")
    reminded = page.partition("Cần nhắc: chưa gửi")[2].partition("<h2>")[0]
    assert "Huyện Lấp Vò</li>" not in reminded
    assert "Sở Tài chính" not in reminded


def test_the_sample_night_counts_again(place: Place, registry: Registry) -> None:
    sample_inbox.build(place.inbox)
    outcome = place.run("2021-09-06T20:00:00+07:00")
    situations = recount(place, registry)
    assert len(situations) >= 6
    assert outcome.situations == situations
    assert situations_in_words(situations) in artifact(outcome, "outbox", "http://127.0.0.1")
    told = danhba("status", "--inbox", place.inbox, "--outbox", place.outbox, "--var", place.var).stdout
    assert f"{len(registry.units)} đơn vị: {situations_in_words(situations)}." in " ".join(told.split())


_CELLS = (
    "0277 3851 {n:03d}",
    "0277 3851 {n:03d}",
    "0912 345 678 / 0277 3851 {n:03d}",
    None,
    "chưa có",
    "113",
    "0277 38",
    "#REF!",
    "x",
)


@pytest.mark.parametrize("seed", range(3))
def test_generated_nights_count_again(place: Place, registry: Registry, seed: int) -> None:
    rng = random.Random(seed)
    for night in range(2):
        for number in range(rng.randrange(4, 9)):
            unit = rng.choice(registry.units)
            rows: dict[str, list[tuple[object, ...]]] = {}
            for about in [unit, *rng.sample(registry.units, rng.randrange(0, 3))][rng.random() < 0.2 :]:
                letter = next(s.letter for s in registry.sections if s.tier == about.tier)
                cell = rng.choice(_CELLS)
                rows.setdefault(letter, []).append(
                    (registry.full_name(about.code), cell and cell.format(n=rng.randrange(1000)))
                )
            data = rng.choice([b"%PDF-1.4", b"PK\x03\x04", b""]) if rng.random() < 0.2 else xlsx(form(rows))
            folder = "" if rng.random() < 0.15 else f"{unit.code}/"
            place.drop(f"{folder}dem{night}-{number}.xlsx", data, 1630800000 + number)
        place.run(f"2021-09-0{6 + night}T08:00:00+07:00")
        recount(place, registry)


@given(st.integers(0, 12_000), st.integers(1, 12_000))
def test_shares_are_rounded_and_never_lie_at_the_ends(part: int, whole: int) -> None:
    part = min(part, whole)
    told = share(part, whole)
    assert (told == "100%") == (part == whole)
    assert (told == "0%") == (part == 0)
    if told[0].isdigit():
        assert abs(int(told[:-1]) - 100 * part / whole) <= 0.5


@pytest.mark.parametrize(
    ("cell", "note", "said"),
    [
        ("chưa có", "", True), ("Đang lắp đặt", "", True), ("không có", "", True), ("", "Chưa có đường dây nóng", True),
        ("", "chưa có", True), ("", "không", False), ("", "", False), ("-", "", False), ("#N/A", "", False), ("#REF!", "", False),
        ("x", "", False), ("0", "", False), ("Như trên", "", False), ("để trống", "", False), ("", "chưa có ý kiến", False),
    ],
)  # fmt: skip
def test_what_is_an_answer_of_none_yet(cell: str, note: str, said: bool) -> None:
    assert says_none(cell, note) is said


def test_every_situation_belongs_to_a_state_and_has_words_of_its_own() -> None:
    assert set(MEANINGS) == set(Situation)
    assert {m.state for m in MEANINGS.values()} == set(STATES) == set(STATE_TITLES)
    assert len({m.words for m in MEANINGS.values()}) == len(MEANINGS)
    assert situations_in_words({"nothing": 3, "published": 2}) == "2 đã công bố; 3 chưa gửi"


def test_what_the_report_bears_is_data_and_a_misspelt_key_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "tinh"
    shutil.copytree(REGISTRY, folder)
    toml = folder / "province.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(
        text.replace('signer = "Chánh Văn phòng"', 'signer = "Phó Chánh Văn phòng"').replace(
            'signer_name = ""', 'signer_name = "Trần Văn Út"'
        ),
        encoding="utf-8",
    )
    other = load_registry(folder)
    assert (other.report_form.signer, other.report_form.signer_name) == ("Phó Chánh Văn phòng", "Trần Văn Út")
    situations = dict.fromkeys((u.code for u in other.units), Situation.NOTHING)
    bare = Resolution(standings={u.code: Standing(u.code) for u in other.units})
    told = summary(progress_table([], bare, situations, Counter(), other), [], Tally(), Night(), other, AS_OF)
    document = docx.Document(BytesIO(progress_document(told, other, AS_OF)))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    assert any("PHÓ CHÁNH VĂN PHÒNG" in c and "Trần Văn Út" in c for c in cells)
    toml.write_text(text.replace("signer =", "singer ="), encoding="utf-8")
    with pytest.raises(RegistryError, match="singer"):
        load_registry(folder)


@pytest.mark.parametrize("name", sorted(shipped()))
def test_the_report_of_every_shipped_registry_names_its_organs_and_lists_each_unit_once(name: str) -> None:
    registry = load_registry(shipped()[name])
    situations = dict.fromkeys((u.code for u in registry.units), Situation.NOTHING)
    bare = Resolution(standings={u.code: Standing(u.code) for u in registry.units})
    told = summary(progress_table([], bare, situations, Counter(), registry), [], Tally(), Night(), registry, AS_OF)
    document = docx.Document(BytesIO(progress_document(told, registry, AS_OF)))
    text = "\n".join(p.text for p in document.paragraphs)
    assert f"Kính gửi: {registry.report_form.to}." in text
    heads = document.tables[0].rows[0].cells[0].text
    assert all(line.upper() in heads for line in registry.report_form.above.split("\n"))
    assert "/BC-VP" in heads
    names = [t.text for t in document.tables[-1].columns[1].cells]
    numbered = [r for r in document.tables[-1].column_cells(0) if r.text.isdigit()]
    assert len(numbered) == len(registry.units)
    assert {u.name for u in registry.units} <= set(names)
