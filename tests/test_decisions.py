"""Decisions: asked in a workbook, answered there or on the command line, applied, replaced, revoked, lapsed."""

from __future__ import annotations

import datetime as dt
import io
import os
import pwd

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from danhba.cli.answer import DecideError, decide
from danhba.review.questions import REVOKE, Choice, Decision, Question, book_of
from danhba.samples.builder import form, xlsx
from danhba.settings import Settings
from tests.conftest import REGISTRY, Place
from tests.examples import share

XA, OTHER = "Xã Tân Khánh Trung", "Xã Tân Mỹ"
ONE = xlsx(form({"C": [(XA, "0277 3851 001")]}))
TWO = xlsx(form({"C": [(XA, "0277 3851 002")]}))
BOTH = xlsx(form({"C": [(XA, "0277 3851 003 / 0912 345 678")]}))


def _answer(place: Place, unit: str, choice: str, who: str = "Nguyễn Văn An", name: str = "quyet-dinh.xlsx") -> None:
    """Fill the line of a unit in the workbook of decisions as a reviewer does, and put it into the reviewers' folder."""
    book = load_workbook(place.outbox / "review" / "quyet-dinh.xlsx")
    sheet = book["Quyết định"]
    for row in sheet.iter_rows(min_row=5):
        if unit in str(row[1].value):
            labels = [c.value for c in book["Lựa chọn"][row[0].row] if c.value]
            row[5].value = choice if choice.isdigit() else next((x for x in labels if choice in x), choice)
            row[6].value, row[7].value = who, "đã gọi thử"
    out = io.BytesIO()
    book.save(out)
    place.hand_in(name, out.getvalue())


def _open(place: Place) -> list[str]:
    sheet = load_workbook(place.outbox / "review" / "quyet-dinh.xlsx")["Quyết định"]
    return [f"{r[1].value}|{r[8].value or ''}" for r in sheet.iter_rows(min_row=5)]


def _conflict(place: Place) -> None:
    place.drop(f"{XA}/a.xlsx", ONE, 1630800000)
    place.drop(f"{XA}/b.xlsx", TWO, 1630800000)
    place.run("2021-09-06T08:00:00+07:00")


def test_a_conflict_is_decided_in_the_workbook(place: Place) -> None:
    _conflict(place)
    assert place.directory == {}
    assert any("Tân Khánh Trung" in q for q in _open(place))
    _answer(place, XA, "0277 3851 002")
    place.run("2021-09-07T08:00:00+07:00")
    assert [(e["phone"], e["status"], e["source_file"]) for e in place.directory.values()] == [
        ("0277 3851 002", "current", f"{XA}/b.xlsx")
    ]
    assert "unit_conflict" not in {f["code"] for f in place.findings}
    applied = next(f for f in place.findings if f["code"] == "decision_applied")
    assert "Nguyễn Văn An" in applied["message"]
    page = (place.outbox / "reports" / "index.html").read_text(encoding="utf-8")
    assert "quyet-dinh.xlsx" in page
    # a later decision replaces it, and it can be revoked
    _answer(place, XA, "0277 3851 001")
    place.run("2021-09-08T08:00:00+07:00")
    assert [e["phone"] for e in place.directory.values()] == ["0277 3851 001"]
    page = (place.outbox / "reports" / "index.html").read_text(encoding="utf-8")
    assert "<td>Nguyễn Văn An</td><td>08:00 ngày 08/09/2021</td><td>quyet-dinh.xlsx</td>" in page
    _answer(place, XA, "Thu hồi quyết định")
    place.run("2021-09-09T08:00:00+07:00")
    assert place.directory == {}
    page = (place.outbox / "reports" / "index.html").read_text(encoding="utf-8")
    assert "<b>Đã thu hồi</b>, hỏi lại</td><td>Nguyễn Văn An</td><td>08:00 ngày 09/09/2021</td>" in page
    assert "unit_conflict" in {f["code"] for f in place.findings}


def test_a_decision_lapses_when_the_row_changes_and_not_before(place: Place) -> None:
    place.drop(f"{XA}/a.xlsx", BOTH)
    place.run("2021-09-06T08:00:00+07:00")
    _answer(place, XA, "0912 345 678")
    place.run("2021-09-07T08:00:00+07:00")
    assert [e["phone_e164"] for e in place.directory.values()] == ["+84912345678"]
    assert place.progress["30181"]["state"] == "published"
    place.drop(
        f"{XA}/lai.xlsx", xlsx(form({"C": [(XA, "0277 3851 003 / 0912 345 678")]}, footer=False))
    )  # the same values again
    place.run("2021-09-08T08:00:00+07:00")
    assert [e["phone_e164"] for e in place.directory.values()] == ["+84912345678"]
    place.drop(f"{XA}/khac.xlsx", xlsx(form({"C": [(XA, "0277 3851 009 / 0912 345 678")]})))
    place.run("2021-09-09T08:00:00+07:00")
    assert place.progress["30181"]["state"] == "error"
    assert any("Đã hết hiệu lực" in q and "0912 345 678" in q for q in _open(place))
    assert "decision_lapsed" in {f["code"] for f in place.findings}


def test_an_ambiguous_name_is_decided_by_the_unit(place: Place) -> None:
    place.drop("bang.xlsx", xlsx(form({"C": [(OTHER, "0277 3851 004")]})))
    place.run("2021-09-06T08:00:00+07:00")
    assert place.directory == {}
    _answer(place, OTHER, "Lấp Vò")
    place.run("2021-09-07T08:00:00+07:00")
    assert [(e["name"], e["parent_name"], e["phone"]) for e in place.directory.values()] == [
        (OTHER, "Huyện Lấp Vò", "0277 3851 004")
    ]


def test_a_layout_of_two_readings_is_a_question_with_a_way_back(place: Place) -> None:
    rows = [
        ["STT", "Cơ quan, đơn vị", "Địa phương", "Số điện thoại đường dây nóng"],
        [1, "Xã Tân Phú", "Xã Long Hưng A", "0277 3851 222"],
    ]
    place.drop("bang.xlsx", xlsx(rows))
    place.run("2021-09-06T08:00:00+07:00")
    assert place.directory == {}
    assert "layout_ambiguous" in {f["code"] for f in place.findings}
    for day, answer, unit in ((7, "Long Hưng A", "Xã Long Hưng A"), (8, "Tân Phú", "Xã Tân Phú")):
        _answer(place, "Xã Tân Phú", answer)
        place.run(f"2021-09-0{day}T08:00:00+07:00")
        assert [(e["name"], e["phone"]) for e in place.directory.values()] == [(unit, "0277 3851 222")]
    _answer(place, "Xã Tân Phú", "Thu hồi quyết định")
    place.run("2021-09-09T08:00:00+07:00")
    assert place.directory == {}


def test_wrong_answers_are_findings_at_their_cells(place: Place) -> None:
    _conflict(place)
    _answer(place, XA, "0999 999 999")
    _answer(place, XA, "0277 3851 002", who="", name="quyet-dinh-2.xlsx")
    place.run("2021-09-07T08:00:00+07:00")
    assert place.directory == {}
    found = {f["code"]: f for f in place.findings if f["code"].startswith("decision_")}
    assert {c: (f["sheet"], f["cell"]) for c, f in found.items()} == {
        "decision_invalid": ("Quyết định", "F5"),
        "decision_unsigned": ("Quyết định", "F5"),
    }


SHARING = (XA, "Xã Tân Mỹ, huyện Lấp Vò")


def _shared(place: Place) -> None:
    for name in SHARING:
        place.drop(f"{name}/a.xlsx", xlsx(form({"C": [(name, "0277 3851 001")]})))
    place.run("2021-09-06T08:00:00+07:00")
    assert sum(f["code"] == "phone_shared" for f in place.findings) == 2


def test_a_shared_number_is_confirmed(place: Place) -> None:
    """One matter, one question: its answer is the answer for every unit that has the number."""
    _shared(place)
    [asked] = _open(place)
    assert all(name in asked for name in SHARING)
    _answer(place, XA, "Đúng là số")
    place.run("2021-09-07T08:00:00+07:00")
    assert "phone_shared" not in {f["code"] for f in place.findings}
    assert len(place.directory) == 2
    assert len(_open(place)) == 1
    _answer(place, XA, "Thu hồi quyết định")
    place.run("2021-09-08T08:00:00+07:00")
    assert sum(f["code"] == "phone_shared" for f in place.findings) == 2


@pytest.mark.parametrize(("choice", "left"), [("Chỉ là số của Xã Tân Mỹ", ["Xã Tân Mỹ"]), ("Không công bố", [])])
def test_a_shared_number_is_one_units_or_nobodys(place: Place, choice: str, left: list[str]) -> None:
    _shared(place)
    _answer(place, XA, choice)
    place.run("2021-09-07T08:00:00+07:00")
    assert [e["name"] for e in place.directory.values()] == left
    assert "phone_shared" not in {f["code"] for f in place.findings}


def test_answers_to_the_question_once_put_to_each_unit_still_hold(place: Place) -> None:
    """A release before this one asked every unit by itself: what was answered then holds, can be taken back, and is not asked again."""
    from danhba.review.questions import NOTHING, REVOKE, Decision, mark
    from danhba.settings import Settings
    from danhba.store.ledger import Ledger

    _shared(place)
    units = sorted(place.directory)
    number = "+842773851001;"
    ids = {unit: mark("shared", unit)[:10] for unit in units}
    basis = mark(number, units)

    def answered(unit: str, choice: str, hour: int) -> None:
        ledger = Ledger(Settings(var=place.var).ledger)
        ledger.add_decision(Decision(ids[unit], basis, choice, "…", "Trần Thị Bình", "", f"2021-09-06T0{hour}:00:00Z"))
        ledger.close()
        place.run(f"2021-09-07T0{hour}:00:00+07:00")

    answered(units[0], number, 2)
    assert len(place.directory) == 2
    assert [f["unit_code"] for f in place.findings if f["code"] == "phone_shared"] == [units[1]]
    answered(units[1], NOTHING, 3)
    assert sorted(place.directory) == [units[0]]
    assert "phone_shared" not in {f["code"] for f in place.findings}
    assert len(_open(place)) == 2
    answered(units[1], REVOKE, 4)
    assert len(place.directory) == 2
    assert [f["unit_code"] for f in place.findings if f["code"] == "phone_shared"] == [units[1]]


def test_the_choices_are_read_without_a_click(place: Place) -> None:
    """In the signed cell: every choice, numbered, with its file, cell and sender; room for all of it; and why no other number can be entered."""
    _conflict(place)
    book = load_workbook(place.outbox / "review" / "quyet-dinh.xlsx")
    sheet = book["Quyết định"]
    asked = str(sheet["C5"].value).split("\n")
    assert asked[0].startswith("Hai số khác nhau")
    for n, number, file in ((1, "001", "a.xlsx"), (2, "002", "b.xlsx")):
        line = next(x for x in asked if x.startswith(f"{n}. ") and number in x)
        assert f"tệp {file}, ô C" in line
        assert f"{XA}, huyện Lấp Vò gửi" in line
    assert asked[3] == "3. Không công bố"
    assert [c.value for c in book["Lựa chọn"][5] if c.value] == [x[3:] for x in asked[1:]]
    assert sheet.row_dimensions[5].height > 15 * len(asked)
    assert "không nhập được" in str(sheet["A3"].value)
    assert "làm căn cứ" in str(sheet["A3"].value)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.orientation) == (1, "landscape")
    _answer(place, XA, "2")  # its number alone, where a program does not hold the cell to the list
    place.run("2021-09-07T08:00:00+07:00")
    assert [e["phone"] for e in place.directory.values()] == ["0277 3851 002"]


def test_the_command_line_decides_too(place: Place) -> None:
    _conflict(place)
    settings = Settings(
        inbox=place.inbox,
        outbox=place.outbox,
        var=place.var,
        registry=REGISTRY,
        as_of=dt.datetime.fromisoformat("2021-09-06T09:00:00+07:00"),
    )
    from danhba.store.ledger import Ledger

    ledger = Ledger(settings.ledger)
    [question] = ledger.state("questions")
    ledger.close()
    with pytest.raises(DecideError, match="Thiếu người duyệt"):
        decide(settings, question["id"], "1", "", "")
    with pytest.raises(DecideError, match="không có trong các lựa chọn"):
        decide(settings, question["id"], "9", "An", "")
    decide(settings, question["id"], "1", "An", "đã gọi")
    place.run("2021-09-07T08:00:00+07:00")
    assert [e["phone"] for e in place.directory.values()] == ["0277 3851 001"]
    page = (place.outbox / "reports" / "index.html").read_text(encoding="utf-8")
    assert f"An (tài khoản {pwd.getpwuid(os.getuid()).pw_name})" in page
    assert "dòng lệnh danhba decide" in page


def test_a_workbook_of_decisions_is_called_so_before_it_is_received(place: Place) -> None:
    _conflict(place)
    _answer(place, XA, "0277 3851 002")
    from tests.conftest import danhba

    said = danhba("check", place.reviewers / "quyet-dinh.xlsx").stdout
    assert "bảng quyết định, đọc được 1 quyết định" in said
    assert "0 dòng" not in said


def test_of_two_reviewers_different_answers_in_one_night_none_holds_and_both_are_told(place: Place) -> None:
    _conflict(place)
    _answer(place, XA, "3851 001", "Nguyễn Văn An", "quyet-dinh An.xlsx")
    _answer(place, XA, "3851 002", "Trần Thị Bình", "quyet-dinh Binh.xlsx")
    place.run("2021-09-07T08:00:00+07:00")
    assert place.directory == {}
    told = [f for f in place.findings if f["code"] == "decision_contradicted"]
    assert len(told) == 2
    assert all("Nguyễn Văn An" in f["message"] and "Trần Thị Bình" in f["message"] for f in told)
    assert any("Nguyễn Văn An" in q and "Trần Thị Bình" in q for q in _open(place))
    _answer(place, XA, "3851 002", "Trần Thị Bình", "quyet-dinh chung.xlsx")
    place.run("2021-09-08T08:00:00+07:00")
    assert [e["phone_e164"] for e in place.directory.values()] == ["+842773851002"]
    assert "decision_contradicted" not in {f["code"] for f in place.findings}


@settings(max_examples=share(60), deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.sampled_from("AB"), st.sampled_from("xyr"), st.sampled_from("fg")), max_size=6
    )
)
def test_an_answer_holds_only_where_nobody_else_said_otherwise_that_night(
    given: list[tuple[int, str, str, str]],
) -> None:
    given.sort(key=lambda one: one[0])
    choices = {"x": "x", "y": "y", "r": REVOKE}
    decisions = [
        Decision(
            "q", "b", choices[c], c, who, "", f"2021-09-0{night}T00:00:00Z", ("s", "t", "C1"), f"{who}{file}", night
        )
        for night, who, c, file in given
    ]
    book = book_of(decisions)
    chosen = book.ask(Question("q", "b", "conflict", "u", "", "", "", [Choice("x", "x"), Choice("y", "y")]))
    last = [d for d in decisions if d.after_claim == decisions[-1].after_claim] if decisions else []
    newest = decisions[-1] if decisions else None
    others = [d for d in last if newest and d.who != newest.who and d.choice != newest.choice]
    assert (chosen is None) == (newest is None or newest.choice == REVOKE or bool(others))
    assert {d.who for d, _ in book.contradicted} == (
        {newest.who, *(d.who for d in others)} if newest and others else set()
    )
