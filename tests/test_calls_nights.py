"""Calls through nights: the workbook goes out, comes back filled, counts; faults are told and asked about; the page says what was checked and lets it expire."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from danhba.calls.columns import CALLER, COLUMNS, NOTE, OUTCOME, POST, REPORTS, SHEET, WHEN
from danhba.samples.builder import form, xlsx
from danhba.settings import Settings
from schemas.calls import OUTCOME_WORDS, Outcome
from tests.conftest import REGISTRY, Place, danhba, table

XA, OTHER = "Xã Tân Khánh Trung", "Xã Tân Mỹ, huyện Lấp Vò"
ONE, TWO = "0277 3851 001", "0277 3851 002"
HERE = OUTCOME_WORDS[Outcome.HERE]
MISSED, SENT_ON = OUTCOME_WORDS[Outcome.NOT_ANSWERED], OUTCOME_WORDS[Outcome.SENT_ON]


def _start(place: Place, xa: str = ONE, other: str = TWO) -> None:
    for name, number in ((XA, xa), (OTHER, other)):
        place.drop(f"{name}/a.xlsx", xlsx(form({"C": [(name, number)]})))
    place.run("2021-09-06T20:00:00+07:00")


def _list(place: Place) -> list[list[Any]]:
    sheet = load_workbook(place.outbox / "review" / "goi-thu.xlsx")[SHEET]
    return [[c.value for c in row] for row in sheet.iter_rows(min_row=5) if row[0].value]


def _fill(
    place: Place, name: str = "goi-thu.xlsx", reported: Sequence[tuple[Any, ...]] = (), **rows: dict[str, str]
) -> bytes:
    """Fill lines of tonight's workbook, by the beginning of the unit's name (_ for a blank), and put it into the reviewers' folder."""
    book = load_workbook(place.outbox / "review" / "goi-thu.xlsx")
    sheet = book[SHEET]
    for row in sheet.iter_rows(min_row=5):
        for unit, values in rows.items():
            if str(row[1].value).startswith(unit.replace("_", " ")):
                for head, value in ({CALLER: "Nguyễn Văn An"} | values).items():
                    row[COLUMNS.index(head)].value = value
    for n, values in enumerate(reported):
        for column, value in enumerate(values, start=2):
            book[REPORTS].cell(5 + n, column).value = value
    out = io.BytesIO()
    book.save(out)
    place.hand_in(name, out.getvalue())
    return out.getvalue()


def _said(outcome: str, when: str, **more: str) -> dict[str, str]:
    return {OUTCOME: outcome, WHEN: when, **more}


def _checked(place: Place) -> dict[str, dict[str, str]]:
    return {line["unit_code"]: line for line in table(place.outbox / "reports" / "kiem-tra.csv")}


def _page(place: Place) -> str:
    return (place.outbox / "current" / "index.html").read_text(encoding="utf-8")


def _codes(place: Place) -> set[str]:
    return {f["code"] for f in place.findings}


def test_a_list_goes_out_comes_back_and_verifies(place: Place) -> None:
    _start(place)
    assert [row[2] for row in _list(place)] == [TWO, ONE]  # as the registry has them
    assert _list(place)[0][3].startswith("mới; nên gọi ban đêm")
    assert {line["state"] for line in _checked(place).values()} == {"never"}
    assert "đã gọi kiểm tra" not in _page(place).lower()
    before = place.outbox.joinpath("current").resolve()
    _fill(place, Xã_Tân_Khánh=_said(HERE, "22:30 06/09/2021", **{POST: "Trực ban"}))
    place.run("2021-09-07T20:00:00+07:00")
    line = _checked(place)["30181"]
    assert line | {"unit_code": ""} == {
        "unit_code": "", "phone_e164": "+842773851001", "calls": "1", "last_called_at": "2021-09-06T15:30:00Z", "last_outcome": "here",
        "verified_at": "2021-09-06T15:30:00Z", "next_due": "2021-11-14", "state": "verified",
    }  # fmt: skip
    assert [row[2] for row in _list(place)] == [TWO]
    assert place.outbox.joinpath("current").resolve() != before
    assert "Đã gọi kiểm tra ngày 06/09/2021" in _page(place)
    hsds = json.loads((place.outbox / "current" / "danh-ba.hsds.json").read_text(encoding="utf-8"))
    assert [o["services"][0]["assured_date"] for o in hsds if "services" in o] == ["2021-09-06"]
    stands = place.outbox.joinpath("current").resolve()
    place.run("2021-12-05T20:00:00+07:00")  # the ninetieth day
    assert place.outbox.joinpath("current").resolve() == stands
    assert _list(place)[0][2] == ONE or _list(place)[1][2] == ONE
    place.run("2021-12-06T20:00:00+07:00")
    assert "đã gọi kiểm tra" not in _page(place).lower()
    assert _checked(place)["30181"]["state"] == "expired"


def test_three_missed_calls_are_a_warning_and_a_question_and_a_decision_withdraws(place: Place) -> None:
    _start(place)
    for day, when in ((7, "22:30 06/09/2021"), (8, "9h05 ngày 8/9/2021"), (9, "08/09/2021 19:15")):
        assert "call_unanswered" not in _codes(place)
        _fill(place, Xã_Tân_Khánh=_said(MISSED, when))
        place.run(f"2021-09-0{day}T20:00:00+07:00")
    [told] = [f for f in place.findings if f["code"] == "call_unanswered"]
    assert (told["unit_code"], told["severity"], told["source_file"]) == ("30181", "warning", f"{XA}/a.xlsx")
    assert "22:30 ngày 06/09/2021" in told["message"]
    assert "ban đêm" in told["message"]
    page = place.outbox / "reports" / told["submission"] / "phieu-ra-soat.html"
    assert "không có người trả lời" in page.read_text(encoding="utf-8")
    assert place.directory["30181"]["phone"] == ONE  # nothing is withdrawn by itself
    book = load_workbook(place.outbox / "review" / "quyet-dinh.xlsx")
    sheet = book["Quyết định"]
    [row] = [r for r in sheet.iter_rows(min_row=5) if str(r[1].value).startswith(XA)]
    row[5].value, row[6].value = "Không công bố", "Trần Thị Bình"
    out = io.BytesIO()
    book.save(out)
    place.hand_in("quyet-dinh.xlsx", out.getvalue())
    place.run("2021-09-10T20:00:00+07:00")
    assert "30181" not in place.directory
    assert "30181" not in _checked(place)
    assert "call_unanswered" not in _codes(place)
    place.run("2021-09-11T20:00:00+07:00")  # and it stays so
    assert "30181" not in place.directory
    place.drop(f"{XA}/b.xlsx", xlsx(form({"C": [(XA, "0277 3851 009")]})))
    place.run("2021-09-12T20:00:00+07:00")
    assert place.directory["30181"]["phone"] == "0277 3851 009"
    assert [row[3].partition(";")[0] for row in _list(place) if row[2] == "0277 3851 009"] == ["đã đổi"]


@pytest.mark.parametrize(
    ("outcome", "code"), [(Outcome.OTHER_BODY, "call_wrong_body"), (Outcome.SENT_ON, "call_sent_on")]
)
def test_another_body_is_told_and_mended_by_the_next_call(place: Place, outcome: Outcome, code: str) -> None:
    _start(place)
    _fill(place, Xã_Tân_Khánh=_said(OUTCOME_WORDS[outcome], "22:30 06/09/2021"))
    place.run("2021-09-07T20:00:00+07:00")
    assert code in _codes(place)
    assert len(place.directory) == 2
    place.run("2021-10-08T20:00:00+07:00")
    assert "xem đã sửa chưa" in next(row[3] for row in _list(place) if row[2] == ONE)
    _fill(place, Xã_Tân_Khánh=_said(HERE, "22:30 08/10/2021"))
    place.run("2021-10-09T20:00:00+07:00")
    assert code not in _codes(place)
    assert _checked(place)["30181"]["state"] == "verified"


def test_a_shared_number_is_called_once_for_both(place: Place) -> None:
    _start(place, other=ONE)
    [row] = _list(place)
    assert "số chung của 2 đơn vị" in row[3]
    _fill(place, Xã_Tân=_said(HERE, "22:30 06/09/2021"))
    place.run("2021-09-07T20:00:00+07:00")
    assert [line["state"] for line in _checked(place).values()] == ["verified", "verified"]
    assert {line["calls"] for line in _checked(place).values()} == {"1"}


def test_1022_is_not_called(place: Place) -> None:
    _start(place, other="1022")
    assert [row[2] for row in _list(place)] == [ONE]
    assert {line["state"] for line in _checked(place).values()} == {"never", "excluded"}


def test_lines_that_cannot_be_used_are_findings_at_their_cells(place: Place) -> None:
    _start(place)
    _fill(
        place, Xã_Tân_Khánh=_said("có người nghe", "22:30 06/09/2021"), Xã_Tân_Mỹ=_said(HERE, "đêm qua"),
        reported=[("số lạ",), ("0277 3851 777", "", "", "1022")],
    )  # fmt: skip
    _fill(place, "hai.xlsx", Xã_Tân_Khánh=_said(HERE, "22:30 16/09/2021"), Xã_Tân_Mỹ=_said("", "22:30 06/09/2021"))
    _fill(place, "ba.xlsx", Xã_Tân_Khánh=_said(HERE, "22:30 06/09/2021", **{CALLER: ""}))
    place.run("2021-09-07T20:00:00+07:00")
    told = sorted((f["source_file"], f["sheet"], f["cell"]) for f in place.findings if f["code"] == "call_invalid")
    assert told == [
        ("ba.xlsx", SHEET, "F6"),
        ("goi-thu.xlsx", REPORTS, "B5"),
        ("goi-thu.xlsx", SHEET, "G5"),
        ("goi-thu.xlsx", SHEET, "H6"),
        ("hai.xlsx", SHEET, "H5"),
        ("hai.xlsx", SHEET, "H6"),  # a time that lies ahead
    ]
    [lapsed] = [f for f in place.findings if f["code"] == "call_lapsed"]
    assert (lapsed["sheet"], lapsed["cell"]) == (REPORTS, "B6")
    assert {line["state"] for line in _checked(place).values()} == {"never"}


def test_names_of_persons_are_nowhere_in_the_outbox(place: Place) -> None:
    _start(place)
    planted = ("Lê Thị Hồng Nhung", "Phan Quốc Toàn", "Đỗ Văn Khiêm", "Mai Lan Chi", "Bùi Thúy Vy")
    said = _said(HERE, "22:30 06/09/2021", **{CALLER: planted[0], POST: f"chị {planted[1]}", NOTE: f"gặp {planted[2]}"})
    wrong = _said(f"{planted[3]} nghe máy", "22:30 06/09/2021")
    _fill(place, Xã_Tân_Khánh=said, Xã_Tân_Mỹ=wrong, reported=[(ONE, "", "", planted[4], f"bà {planted[4]} báo")])
    place.run("2021-09-07T20:00:00+07:00")
    assert sorted(f["cell"] for f in place.findings if f["code"] == "call_person_named") == ["F5", "I6", "J6"]
    assert _checked(place)["30181"]["calls"] == "1"
    for path in [p for p in place.outbox.rglob("*") if p.is_file()]:
        parts = [path.read_bytes()]
        if path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(path) as archive:
                parts += [archive.read(name) for name in archive.namelist()]
        for name in planted:
            assert not any(name.encode() in part for part in parts), (path, name)


def test_only_the_reviewers_folder_and_our_own_lines_count(place: Place) -> None:
    _start(place)
    good = _fill(place, Xã_Tân_Khánh=_said(HERE, "22:30 06/09/2021"))
    (place.reviewers / "goi-thu.xlsx").unlink()
    place.drop("goi-thu.xlsx", good)
    book = load_workbook(io.BytesIO(good))
    book[SHEET]["C6"].value = "0277 3851 999"
    out = io.BytesIO()
    book.save(out)
    place.hand_in("sua.xlsx", out.getvalue())
    place.run("2021-09-07T20:00:00+07:00")
    assert sorted(f["source_file"] for f in place.findings if f["code"] == "call_unsigned") == [
        "goi-thu.xlsx",
        "sua.xlsx",
    ]
    assert {line["state"] for line in _checked(place).values()} == {"never"}
    place.hand_in("goi-thu.xlsx", good)
    place.run("2021-09-08T20:00:00+07:00")
    assert _checked(place)["30181"]["state"] == "verified"


def test_a_number_reported_wrong_comes_first_and_is_heard_once(place: Place) -> None:
    _start(place)
    _fill(place, Xã_Tân_Mỹ=_said(HERE, "22:30 06/09/2021"))
    place.run("2021-09-07T20:00:00+07:00")
    workbook = _fill(place, "bao-sai.xlsx", reported=[("0277.3851.002", "", "", "1022", "gọi vào nhà dân")])
    place.run("2021-09-08T20:00:00+07:00")
    first = _list(place)[0]
    assert (first[2], first[3].startswith("báo sai lúc 20:00 ngày 08/09/2021")) == (TWO, True)
    assert _checked(place)["30175"]["state"] == "reported"
    assert "đã gọi kiểm tra" not in _page(place).lower()
    _fill(place, Xã_Tân_Mỹ=_said(HERE, "22:30 08/09/2021"))
    place.run("2021-09-09T20:00:00+07:00")
    assert _checked(place)["30175"]["state"] == "verified"
    place.hand_in("lai.xlsx", workbook)
    place.run("2021-09-10T20:00:00+07:00")
    assert _checked(place)["30175"]["state"] == "verified"


def test_rebuild_gives_the_same(place: Place) -> None:
    _start(place)
    _fill(place, Xã_Tân_Khánh=_said(HERE, "22:30 06/09/2021"), reported=[(TWO,)])
    place.run("2021-09-07T20:00:00+07:00")
    settings = Settings(inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY)
    from danhba.store.ledger import Ledger

    def kept() -> list[Any]:
        ledger = Ledger(settings.ledger)
        try:
            return ledger.calls()
        finally:
            ledger.close()

    before, lines = kept(), _checked(place)
    book = (place.outbox / "review" / "goi-thu.xlsx").read_bytes()
    assert len(before) == 2
    options = ("--outbox", place.outbox, "--var", place.var)
    assert danhba("rebuild", *options).returncode == 0
    assert kept() == before
    place.run("2021-09-07T20:00:00+07:00")
    assert (kept(), _checked(place)) == (before, lines)
    assert (place.outbox / "review" / "goi-thu.xlsx").read_bytes() == book


def test_a_night_with_nothing_new_makes_the_list_of_its_day(place: Place) -> None:
    _start(place)
    publication = place.outbox.joinpath("current").resolve()
    place.run("2021-09-07T20:00:00+07:00")
    text = load_workbook(place.outbox / "review" / "goi-thu.xlsx")[SHEET]["A2"].value
    assert "20:00 ngày 07/09/2021: 2 số cần gọi" in str(text)
    assert place.outbox.joinpath("current").resolve() == publication


def test_the_workbook_is_sound(place: Place, tmp_path: Path) -> None:
    _start(place)
    for row in _list(place):
        assert all(row[i] for i in (1, 2, 3, 4, 10, 11, 12))
        assert not any(row[i] for i in range(5, 10))
    said = danhba("check", place.outbox / "review" / "goi-thu.xlsx").stdout
    assert "bảng gọi kiểm tra, đọc được 0 dòng" in said


def test_the_reports_tell_the_share_by_tier_and_its_trend(place: Place) -> None:
    from docx import Document

    def told() -> tuple[str, str]:
        page = (place.outbox / "reports" / "tien-do.html").read_text(encoding="utf-8")
        document = Document(str(place.outbox / "reports" / "bao-cao.docx"))
        return page, "\n".join(p.text for p in document.paragraphs)

    _start(place)
    assert all("gọi kiểm tra" not in text.lower() for text in told())  # nobody has called yet
    _fill(place, Xã_Tân_Khánh=_said(HERE, "22:30 06/09/2021"), Xã_Tân_Mỹ=_said(SENT_ON, "22:40 06/09/2021"))
    place.run("2021-09-07T20:00:00+07:00")
    page, document = told()
    lines = _checked(place).values()
    assert sum(line["state"] == "verified" for line in lines) == 1
    assert (
        "1/2 số đã gọi kiểm tra còn hạn, đúng đơn vị trả lời (50%)</b>; 30 ngày trước 0%, tăng. 1 số gọi thấy" in page
    )
    assert '<th scope="row">C. CẤP XÃ</th><td class="num">2</td><td class="num">1</td><td class="num">50%</td>' in page
    assert "đúng đơn vị trả lời: 1/2 số (50%; 30 ngày trước 0%, tăng), trong đó: C. CẤP XÃ: 1/2 (50%)" in document
    told = re.findall(
        r"lần gọi gần nhất của (\d+) số đã gọi: (\d+) số đúng đơn vị nghe máy, (\d+) số không .*, (\d+) số do", document
    )
    outcomes = [line["last_outcome"] for line in lines if line["last_outcome"]]
    assert told == [("2", str(outcomes.count("here")), "0", str(outcomes.count("sent_on")))] == [("2", "1", "0", "1")]


def test_the_command_prints_tonights_list(place: Place) -> None:
    _start(place)
    options = ("--outbox", place.outbox, "--var", place.var, "--as-of", "2021-09-06T20:00:00+07:00")
    said = danhba("calls", "--next", "1", *options)
    assert (said.returncode, TWO in said.stdout, ONE in said.stdout) == (0, True, False)
    assert "1 số cần gọi; 30 ngày qua đã gọi 0 trên 120 cuộc" in said.stdout
    told = json.loads(danhba("calls", "--format", "json", *options).stdout)
    assert [line["phone"] for line in told["calls"]] == [row[2] for row in _list(place)]
    assert told["calls"][0] | {"unit_codes": ["30175"], "why": "new", "band": "night", "calls": 0} == told["calls"][0]
