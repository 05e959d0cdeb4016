"""A month's papers in one run: each told for what it is, none for what it is not, and nobody's name comes out."""

from __future__ import annotations

import email
import email.policy
import html
import io
import re
import zipfile
from dataclasses import dataclass

import pypdf
import pytest

from danhba.vietnamese.text import fold
from tests.conftest import Place, table
from tests.planted_month import first_bank, fourth_bank, second_bank, third_bank
from tests.planted_papers import Paper, Secrets

_ASKED = ("publicity", "coordination", "duty", "log")


@dataclass
class Month:
    """The banks after one run. told: unit → the demands that its paper answers."""

    banks: tuple[list[Paper], ...]
    secrets: Secrets
    place: Place
    told: dict[str, set[str]]

    @property
    def papers(self) -> list[Paper]:
        return [p for bank in self.banks for p in bank]


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Month:
    place, secrets = Place(tmp_path_factory.mktemp("month")), Secrets()
    banks = tuple(bank(secrets) for bank in (first_bank, second_bank, third_bank, fourth_bank))
    for paper in [p for bank in banks for p in bank]:
        place.drop(f"{paper.unit}/{paper.name}", paper.data)
    place.run("2021-09-08T21:00:00+07:00", tell_units=True)
    told: dict[str, set[str]] = {}
    for line in table(place.outbox / "reports" / "yeu-cau.csv"):
        if line["state"] == "met" and line["demand"] in _ASKED:
            told.setdefault(line["unit_code"], set()).add(line["demand"])
    return Month(banks, secrets, place, told)


pytestmark = pytest.mark.xdist_group("planted papers")  # one run for all


def test_nothing_that_the_letter_asks_is_another_letters_form(month: Month) -> None:
    asked = {f"{p.unit}/{p.name}" for p in month.papers if p.asked}
    no_form = {"form_other", "table_missing", "column_missing", "form_empty", "file_empty"}
    wrong = [(f["source_file"], f["code"]) for f in month.place.findings if f["code"] in no_form and f["source_file"].partition("!")[0] in asked]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("bank", [0, 1, 2, 3], ids=["first", "second", "third", "fourth"])
def test_no_paper_is_of_a_wrong_kind_and_nearly_all_are_of_the_right_one(month: Month, bank: int) -> None:
    papers = month.banks[bank]
    wrong = {p.name: month.told.get(p.unit, set()) for p in papers if month.told.get(p.unit, set()) - p.proves - p.perhaps}  # fmt: skip
    assert wrong == {}
    missed = {p.name: p.proves for p in papers if p.proves - month.told.get(p.unit, set())}
    assert len(missed) * 20 <= len(papers)


def test_lists_of_citizens_are_refused(month: Month) -> None:
    listed = {p.name for p in month.papers if p.citizens}
    refused = {f["source_file"] for f in month.place.findings if f["code"] == "personal_data"}
    assert {n for n in listed if not any(n in r for r in refused)} == set()
    assert len(refused) == len(listed)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", fold(text))


def _texts(name: str, data: bytes) -> list[tuple[str, str]]:
    """Return every text in a file, opened down to the last file that it holds."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            return [t for n in box.namelist() for t in [(f"{name}!{n}", n), *_texts(f"{name}!{n}", box.read(n))]]
    if data[:4] == b"%PDF":
        return [(name, "\n".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(data)).pages))]
    text = data.decode("utf-8-sig", errors="replace")
    if name.endswith(".eml"):
        parts = [p for p in email.message_from_bytes(data, policy=email.policy.default).walk() if not p.is_multipart()]
        return [
            (name, text),
            *(t for p in parts for t in _texts(f"{name}!{p.get_filename()}", p.get_payload(decode=True))),
        ]
    return [(name, re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), html.unescape(text)))]


def test_no_name_and_nothing_of_a_citizen_is_in_any_output(month: Month) -> None:
    names = {_plain(n): n for n in month.secrets.names}
    digits = {re.sub(r"\D", "", d)[-9:] for d in month.secrets.data if d.isdigit()}
    places = {_plain(d) for d in month.secrets.data if not d.isdigit()}
    assert min(len(names), len(digits), len(places)) > 15
    lines: dict[str, str] = {}  # each line once: most of a page is in every page
    for path in sorted(month.place.outbox.rglob("*")):
        if path.is_file() and not path.is_symlink():
            for where, text in _texts(str(path.relative_to(month.place.outbox)), path.read_bytes()):
                for line in text.splitlines():
                    lines.setdefault(line, where)
    plain, bare = _plain("\n".join(lines)), re.sub(r"(?<=\d)[ .\-\xa0](?=\d)", "", "\n".join(lines))
    found = [n for n in (*names, *places) if n in plain] + [d for d in digits if d in bare]
    assert found == [], {where: line for line, where in lines.items() if any(f in _plain(line) for f in found)}


def test_the_progress_page_tells_duty_and_counts_as_the_table_does(month: Month) -> None:
    lines = list(month.place.progress.values())
    page = (month.place.outbox / "reports" / "tien-do.html").read_text(encoding="utf-8")
    found = re.search(r"<th scope=\"row\">Toàn tỉnh</th>((?:<td class=\"num\">\d+</td>){4})", page)
    assert found is not None
    assert "tháng tháng" not in page
    on_duty = [p for p in lines if p["duty_until"] >= "2021-09-08"]
    over = [p for p in lines if "" < p["duty_until"] < "2021-09-08"]
    counted = [p for p in lines if p["counts_month"] == "2021-08"]
    assert min(len(on_duty), len(counted)) >= 7
    assert [int(n) for n in re.findall(r">(\d+)<", found[1])] == [len(lines), len(on_duty), len(over), len(counted)]


def test_a_roster_or_counts_is_no_document_of_an_unknown_kind(month: Month) -> None:
    stated = {f["source_file"].split("/")[0] for f in month.place.findings if f["code"] in ("roster_received", "counts_received")}  # fmt: skip
    assert len(stated) > 10
    lines = [line for line in table(month.place.outbox / "reports" / "yeu-cau.csv") if line["unit_code"] in stated and line["demand"] in _ASKED]  # fmt: skip
    assert {line["why"] for line in lines} <= {""}
