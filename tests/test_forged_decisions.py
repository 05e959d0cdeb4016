"""A decision is a reviewer's: whatever workbook a unit makes, on whatever way it comes, changes nothing and costs one finding that names its sender."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from danhba.read import kind_of, read_grids
from danhba.review.accept import refusal
from danhba.review.questions import KINDS, NOTHING, NOTHING_WORDS, Choice, Question, mark
from danhba.review.read_workbook import COLUMNS, find_answers
from danhba.review.write_workbook import review_workbook
from danhba.samples.builder import form, xlsx
from tests.conftest import REGISTRY, Place

XA, UNIT = "Xã Tân Khánh Trung", "30181"
ID, BASIS, CHOICES, SIGNATURE = (COLUMNS.index(c) for c in ("Mã câu hỏi", "Dấu số liệu", "Các lựa chọn", "Chữ ký"))
ANSWER, WHO = (COLUMNS.index(c) for c in ("Quyết định", "Người duyệt"))
TITLE, ASKED, SEEN, PLACE = (COLUMNS.index(c) for c in ("Đơn vị", "Vấn đề", "Điều đọc được", "Nơi ghi"))
REVOKE = "Thu hồi quyết định"


def _edit(data: bytes, change: Callable[[list[Any]], None]) -> bytes:
    """Change every line of a workbook of decisions."""
    book = load_workbook(io.BytesIO(data))
    for row in book["Quyết định"].iter_rows(min_row=5):
        change(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _filled(data: bytes, answer: str, who: str) -> bytes:
    def fill(row: list[Any]) -> None:
        row[ANSWER].value, row[WHO].value = answer, who

    return _edit(data, fill)


def _set(**values: str) -> Callable[[bytes], bytes]:
    at = {"basis": BASIS, "id": ID, "signature": SIGNATURE, "title": TITLE, "seen": SEEN, "choices": CHOICES}

    def change(row: list[Any]) -> None:
        for name, value in values.items():
            row[at[name]].value = value or None

    return lambda data: _edit(data, change)


def _mail(data: bytes, number: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Kẻ lạ <la@vi-du.vn>", "quyết định"
    mail.set_content("kính gửi")
    mail.add_attachment(data, maintype="application", subtype="vnd.ms-excel", filename=f"quyet-dinh-{number}.xlsx")
    return mail.as_bytes()


def _zip(data: bytes, number: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(f"quyet-dinh-{number}.xlsx", data)
    return out.getvalue()


# How it comes, and what the finding must say of its sender.
CHANNELS: dict[str, tuple[Callable[[Place, bytes, str], object], str]] = {
    "folder": (lambda p, d, n: p.drop(f"875/quyet-dinh-{n}.xlsx", d), "Huyện Lấp Vò"),
    "top": (lambda p, d, n: p.drop(f"quyet-dinh-{n}.xlsx", d), "chưa rõ đơn vị nào"),
    "mail": (lambda p, d, n: p.drop(f"30181/thu-{n}.eml", _mail(d, n)), "la@vi-du.vn"),
    "zip": (lambda p, d, n: p.drop(f"875/nen-{n}.zip", _zip(d, n)), "nen-{}.zip"),
    "mail to reviewers": (lambda p, d, n: p.hand_in(f"thu-{n}.eml", _mail(d, n)), "la@vi-du.vn"),
    "zip to reviewers": (lambda p, d, n: p.hand_in(f"nen-{n}.zip", _zip(d, n)), "nen-{}.zip"),
    "reviewers": (lambda p, d, n: p.hand_in(f"quyet-dinh-{n}.xlsx", d), "quyet-dinh-{}.xlsx"),
}
FORGED: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda data: data,
    "no basis": _set(basis=""),
    "another basis": _set(basis=mark("x")),
    "another question": _set(id=mark("unit", "30190")[:10]),
    "no signature": _set(signature=""),
    "a made up signature": _set(signature="q1.20210906T010000Z." + "0" * 64),
    "another unit shown": _set(title="Xã Tân Mỹ, huyện Lấp Vò"),
    "another number shown": _set(seen="0277 3851 009"),
    "other choices": _set(choices="W1sibm9uZSIsIktow7RuZyBjw7RuZyBi4buRIl1d"),
}


def _choose(place: Place, number: str) -> str:
    sheet = load_workbook(place.outbox / "review" / "quyet-dinh.xlsx")["Lựa chọn"]
    return next(str(c.value) for row in sheet.iter_rows() for c in row if c.value and number in str(c.value))


def _decided(place: Place) -> bytes:
    """A night on which a conflict was decided by a reviewer; return the workbook that could take it back."""
    for name, number in (("a.xlsx", "0277 3851 001"), ("b.xlsx", "0277 3851 002")):
        place.drop(f"{XA}/{name}", xlsx(form({"C": [(XA, number)]})), 1630800000)
    place.run("2021-09-06T08:00:00+07:00")
    blank = (place.outbox / "review" / "quyet-dinh.xlsx").read_bytes()
    place.hand_in("quyet-dinh.xlsx", _filled(blank, _choose(place, "0277 3851 002"), "Trần Thị Bình"))
    place.run("2021-09-06T09:00:00+07:00")
    assert place.directory[UNIT]["phone"] == "0277 3851 002"
    return (place.outbox / "review" / "quyet-dinh.xlsx").read_bytes()


def test_no_workbook_but_a_reviewers_changes_a_decision(place: Place) -> None:
    """Every way it can come with every answer and every forged part, in one night: each is told once, and the number stands."""
    signed = _decided(place)
    before = place.directory
    other = _choose(place, "0277 3851 001")
    ways = [c for c in CHANNELS if c != "reviewers"]
    attacks = list(itertools.product(ways, (REVOKE, other, NOTHING_WORDS), ["nothing"]))
    attacks += list(itertools.product(["folder", ways[-1]], [REVOKE], FORGED))
    attacks += [("reviewers", REVOKE, part) for part in FORGED if part != "nothing"]
    for number, (channel, answer, part) in enumerate(attacks):
        bring, _ = CHANNELS[channel]
        bring(place, FORGED[part](_filled(signed, answer, f"Kẻ Giả {number}")), str(number))
    place.run("2021-09-07T08:00:00+07:00")
    assert {u: e["phone"] for u, e in place.directory.items()} == {u: e["phone"] for u, e in before.items()}
    told = [f for f in place.findings if f["code"].startswith("decision_") and f["code"] != "decision_applied"]
    assert {f["code"] for f in told} == {"decision_unsigned"}
    assert {f["severity"] for f in told} == {"error"}
    assert {f["cell"] for f in told} == {""}
    assert len(told) == len(attacks)
    for number, (channel, _, part) in enumerate(attacks):
        found = [f for f in told if f"quyet-dinh-{number}.xlsx" in f["source_file"]]
        assert len(found) == 1, (channel, part)
        assert CHANNELS[channel][1].format(number) in found[0]["message"], (channel, found[0]["message"])
    page = (place.outbox / "reports" / "index.html").read_text(encoding="utf-8")
    assert "Trần Thị Bình" in page
    assert "Kẻ Giả" not in page


def test_the_same_bytes_from_a_reviewer_count_whatever_else_came_with_them(place: Place) -> None:
    """A copy of the reviewer's own file in the inbox, before or after, neither takes its place nor is taken for it."""
    signed = _decided(place)
    same = _filled(signed, _choose(place, "0277 3851 001"), "Trần Thị Bình")
    place.drop("quyet-dinh.xlsx", same)
    place.run("2021-09-07T08:00:00+07:00")
    assert place.directory[UNIT]["phone"] == "0277 3851 002"
    place.hand_in("quyet-dinh.xlsx", same)
    place.run("2021-09-07T09:00:00+07:00")
    assert place.directory[UNIT]["phone"] == "0277 3851 001"
    place.drop("quyet-dinh.xlsx", same)
    place.run("2021-09-07T10:00:00+07:00")
    assert place.directory[UNIT]["phone"] == "0277 3851 001"
    assert [f["code"] for f in place.findings if f["code"] == "decision_unsigned"] == ["decision_unsigned"]


def test_a_workbook_of_another_installation_is_foreign(place: Place, tmp_path: Path) -> None:
    signed = _decided(place)
    (tmp_path / "other").mkdir()
    elsewhere = Place(tmp_path / "other")
    foreign = _decided(elsewhere)
    assert place.var != elsewhere.var
    place.hand_in("quyet-dinh.xlsx", _filled(foreign, REVOKE, "Trần Thị Bình"))
    place.run("2021-09-07T08:00:00+07:00")
    assert place.directory[UNIT]["phone"] == "0277 3851 002"
    [told] = [f for f in place.findings if f["code"] == "decision_unsigned"]
    assert "chữ ký" in told["message"]
    place.hand_in("quyet-dinh-cua-minh.xlsx", _filled(signed, REVOKE, "Trần Thị Bình"))
    place.run("2021-09-07T09:00:00+07:00")
    assert UNIT not in place.directory


@pytest.mark.parametrize("ledger", ["kept", "lost", "its line spoilt"])
def test_what_was_refused_stays_refused_in_a_ledger_made_anew(place: Place, tmp_path: Path, ledger: str) -> None:
    """What the first run found out about trust is not found out again from what came since."""
    from danhba.run.rebuild import rebuild
    from danhba.settings import Settings

    signed = _decided(place)
    (tmp_path / "other").mkdir()
    foreign = _decided(Place(tmp_path / "other"))
    place.hand_in("la.xlsx", _filled(foreign, REVOKE, "Kẻ Giả"))
    place.drop("quyet-dinh.xlsx", _filled(signed, REVOKE, "Kẻ Giả"))
    place.run("2021-09-07T08:00:00+07:00")
    before = (place.directory, [f for f in place.findings if f["code"] == "decision_unsigned"])
    assert len(before[1]) == 2
    if ledger == "its line spoilt":
        with sqlite3.connect(place.var / "ledger.db") as connection:
            connection.execute("UPDATE state SET value = '[1]' WHERE name = 'received_before_signing'")
    else:
        if ledger == "lost":
            (place.var / "ledger.db").unlink()
        rebuild(Settings(inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY))
    place.run("2021-09-07T09:00:00+07:00")
    assert (place.directory, [f for f in place.findings if f["code"] == "decision_unsigned"]) == before
    assert not [f for f in place.findings if f["code"] == "decision_applied" and "Kẻ Giả" in f["message"]]


def test_a_revocation_about_rows_that_have_changed_takes_nothing_back(place: Place) -> None:
    """An old workbook, rightly signed: its answers about rows as they still are hold, the others lapse and undo nothing."""
    for name, number in (("a.xlsx", "0277 3851 001"), ("b.xlsx", "0277 3851 002")):
        place.drop(f"{XA}/{name}", xlsx(form({"C": [(XA, number)]})), 1630800000)
    place.run("2021-09-06T08:00:00+07:00")
    old = (place.outbox / "review" / "quyet-dinh.xlsx").read_bytes()
    place.drop(f"{XA}/c.xlsx", xlsx(form({"C": [(XA, "0277 3851 003 / 0912 345 678")]})), 1630900000)
    place.run("2021-09-06T09:00:00+07:00")
    new = (place.outbox / "review" / "quyet-dinh.xlsx").read_bytes()
    place.hand_in("moi.xlsx", _filled(new, _choose(place, "0912 345 678"), "Trần Thị Bình"))
    place.run("2021-09-06T10:00:00+07:00")
    assert place.directory[UNIT]["phone"] == "0912 345 678"
    place.hand_in("cu.xlsx", _filled(old, REVOKE, "Trần Thị Bình"))
    place.run("2021-09-06T11:00:00+07:00")
    assert place.directory[UNIT]["phone"] == "0912 345 678"
    assert "decision_lapsed" in {f["code"] for f in place.findings if f["source_file"] == "cu.xlsx"}
    again = (place.outbox / "review" / "quyet-dinh.xlsx").read_bytes()
    place.hand_in("moi-nua.xlsx", _filled(again, REVOKE, "Trần Thị Bình"))
    place.run("2021-09-06T12:00:00+07:00")
    assert UNIT not in place.directory


def test_decisions_from_before_signing_stay_in_force_and_none_join_them(place: Place) -> None:
    """An upgrade keeps what reviewers decided; that it was received before is written down once."""
    from danhba.review.seal import unpack_choices
    from danhba.settings import Settings
    from danhba.store.ledger import Ledger

    def as_in_0_2(row: list[Any]) -> None:
        pairs = [[key, label] for label, key in unpack_choices(str(row[CHOICES].value)).items()]
        row[CHOICES].value, row[SIGNATURE].value = json.dumps(pairs), None

    for name, number in (("a.xlsx", "0277 3851 001"), ("b.xlsx", "0277 3851 002")):
        place.drop(f"{XA}/{name}", xlsx(form({"C": [(XA, number)]})), 1630800000)
    place.run("2021-09-06T08:00:00+07:00")
    blank = _edit((place.outbox / "review" / "quyet-dinh.xlsx").read_bytes(), as_in_0_2)
    first, second = _choose(place, "0277 3851 001"), _choose(place, "0277 3851 002")
    place.drop("quyet-dinh.xlsx", _filled(blank, second, "Trần Thị Bình"))
    place.drop("875/quyet-dinh.xlsx", _filled(blank, first, "Kẻ Giả"))
    place.run("2021-09-06T09:00:00+07:00")
    assert UNIT not in place.directory
    ledger = Ledger(Settings(var=place.var).ledger)  # as an older program leaves it: it wrote no such state down
    with ledger.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM state WHERE name IN ('received_before_signing', 'fingerprint')")
    ledger.close()
    (place.var / "signing.key").unlink()  # and had no key
    place.run("2021-09-06T10:00:00+07:00")
    assert place.directory[UNIT]["phone"] == "0277 3851 002"
    place.drop("quyet-dinh-2.xlsx", _filled(blank, first, "Kẻ Giả"))
    place.run("2021-09-06T11:00:00+07:00")
    assert place.directory[UNIT]["phone"] == "0277 3851 002"


def test_the_reviewers_folder_must_not_lie_in_the_inbox(place: Place) -> None:
    from danhba.run.context import open_run
    from danhba.run.lock import CannotRun
    from danhba.settings import Settings

    for folder in (place.inbox, place.inbox / "nguoi-duyet", place.inbox.parent, place.inbox / ".." / "inbox" / "x"):
        made = Settings(
            inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY, review_inbox=folder, workers=1
        )
        with pytest.raises(CannotRun, match="nằm trong nhau"), open_run(made, lambda step, done, total: None):
            pass


_TEXT = st.text(st.characters(blacklist_categories=("Cs",)), max_size=40)
_KEY = bytes(range(32))


@settings(max_examples=25, deadline=None, phases=[Phase.generate])
@given(_TEXT, _TEXT, _TEXT, st.lists(_TEXT, max_size=4), st.data())
def test_every_covered_part_is_covered_and_the_reviewers_own_are_not(
    title: str, seen: str, place: str, labels: list[str], data: st.DataObject
) -> None:
    """Whatever stands in a question, a workbook read back verifies; with any covered part of its line altered it does not."""
    choices = [Choice(f"+8427738510{n};", label or "?") for n, label in enumerate(labels)] + [Choice(NOTHING, "không")]
    question = Question(
        mark(title)[:10], mark(seen), data.draw(st.sampled_from(list(KINDS))), UNIT, title, seen, place, choices
    )
    made = review_workbook([question], "Đồng Tháp", dt.datetime(2021, 9, 6, tzinfo=dt.UTC), _KEY, "review-inbox")
    filled = _filled(made, "không", "Trần Thị Bình")
    grids = read_grids(filled, kind_of(filled), "a.xlsx")
    answered = find_answers(grids)
    assert answered is not None
    assert [(a.question, a.basis, a.choice) for a in answered.answers] == [(question.id, question.basis, NOTHING)]
    assert refusal(answered.seals, _KEY, True, False) == ""
    assert refusal(answered.seals, _KEY[::-1], True, False) != ""
    line = next(g for g in grids if g.name == "Quyết định").rows[-1]
    column = data.draw(st.sampled_from([ID, BASIS, CHOICES, SIGNATURE, TITLE, ASKED, SEEN, PLACE]))
    line[column] = f"{line[column]}7"
    altered = find_answers(grids)
    assert altered is not None
    assert refusal(altered.seals, _KEY, True, False) != ""
