"""A file's page shows cards in the order of the sheet, each with its own row, the whole file's last; times are told in one style."""

from __future__ import annotations

import datetime as dt
import random
import re
from io import BytesIO

import pytest
from openpyxl import Workbook

from danhba.report.submission_page import render
from danhba.samples.builder import HEADER, form, xlsx
from danhba.vietnamese.dates import VIETNAM, clock, clock_and_date
from tests.conftest import Place

_COMMUNES = ("Xã Tân Mỹ", "Xã Vĩnh Thạnh", "Xã Bình Thành", "Xã Định Yên", "Xã Tân Khánh Trung")


def _pages(place: Place) -> list[str]:
    return [p.read_text(encoding="utf-8") for p in sorted((place.outbox / "reports").glob("*/phieu-ra-soat.html"))]


@pytest.mark.parametrize("seed", range(3))
def test_cards_stand_in_the_order_of_the_sheet(place: Place, seed: int) -> None:
    rng = random.Random(seed)
    cells = ["113", "0277 38", None, "0277 3851 001 / 0912 345 678", "chưa có", "0277 3851 234"]
    for unit in ("875", "868"):
        rows = [(name, rng.choice(cells), rng.choice(["", "Sđt riêng của ông Ba 0912 345 679"])) for name in _COMMUNES]
        rng.shuffle(rows)
        place.drop(f"{unit}/a.xlsx", xlsx(form({"C": rows})))
    place.run("2021-09-08T08:00:00+07:00")
    for page in _pages(place):
        titles = re.findall(r"<h3>(.*?)</h3>", page)
        places = [10**9 if t == "Cả tệp" else int(re.search(r"(\d+)", t)[1]) for t in titles]  # type: ignore[index]
        assert places == sorted(places), titles
        anchors = re.findall(r'<section id="([^"]+)"', page)
        assert len(anchors) == len(set(anchors)) == len(titles)


def test_a_merged_cell_shows_the_row_of_its_unit(place: Place) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        HEADER,
        ("C", "CẤP XÃ"),
        (1, "Xã Tân Mỹ", "0277 38"),
        (2, "Xã Vĩnh Thạnh", None),
        (3, "Xã Bình Thành", None),
    ):
        sheet.append(list(row))
    sheet.merge_cells("C3:C5")
    out = BytesIO()
    book.save(out)
    place.drop("875/a.xlsx", out.getvalue())
    place.run()
    (page,) = _pages(place)
    cards = re.findall(r"<h3>Dòng (\d+): ([^<]*)</h3>(.*?)</section>", page, flags=re.S)
    about = {f["unit_name"] for f in place.findings if f["cell"] == "C3" and f["severity"] == "error"}
    assert len(about) > 1
    assert {name.split(",")[0] for _, name, _ in cards} >= about
    for row, name, body in cards:
        assert f'<th scope="row">{row}</th>' in body
        assert name.split(",")[0] in body.partition("<tbody>")[2]


def test_a_reviewers_workbook_is_never_late(place: Place) -> None:
    place.drop("30175/a.xlsx", xlsx(form({"C": [("Xã Tân Mỹ", "0277 3851 001 / 0912 345 678")]})))
    place.run("2021-09-05T08:00:00+07:00")
    place.hand_in("quyet-dinh.xlsx", (place.outbox / "review" / "quyet-dinh.xlsx").read_bytes())
    place.drop("A-SYT/a.xlsx", xlsx(form({"A": [("Sở Y tế", "0277 3851 003")]})))
    place.run("2021-09-08T08:00:00+07:00")
    late = {f["source_file"] for f in place.findings if f["code"] == "received_late"}
    assert late == {"A-SYT/a.xlsx"}
    assert "quyet-dinh.xlsx" in "".join(_pages(place))


def test_an_empty_inbox_is_called_empty() -> None:
    told = {"province": "Đồng Tháp", "as_of_words": "", "publication": ""}
    empty = render("inbox.html", files=[], **told).decode()
    assert "Hộp nhận trống" in empty
    assert "0 tệp" not in empty
    one = [{"name": "a.xlsx", "link": "a", "verdict": "không có lỗi", "tone": "info"}]
    assert "Hộp nhận trống" not in render("inbox.html", files=one, **told).decode()


def test_times_are_told_in_vietnam_and_in_one_style(place: Place) -> None:
    moment = dt.datetime(2026, 11, 27, 20, 49, tzinfo=dt.UTC)
    assert clock_and_date(moment) == clock(moment.isoformat()) == "03:49 ngày 28/11/2026"
    assert clock_and_date(moment.astimezone(VIETNAM)) == "03:49 ngày 28/11/2026"
    place.drop("30175/a.xlsx", xlsx(form({"C": [("Xã Tân Mỹ", "0277 3851 001")]})))
    place.run("2021-09-07T23:30:00+07:00")
    pages = [p.read_text(encoding="utf-8") for p in place.outbox.rglob("*.html")]
    told = [t for page in pages for t in re.findall(r"[^ >(]+ ngày \d\d?/\d\d?/\d{4}", page) if t[0].isdigit()]
    assert told
    for text in told:
        assert re.fullmatch(r"\d\d:\d\d ngày \d\d/\d\d/\d{4}", text), text
    assert "23:30 ngày 07/09/2021" in told
