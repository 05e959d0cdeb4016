"""da-gui.xlsx: packages that people sent themselves come back by workbook: written down once, when and by whom, from reviewers only."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from danhba.model.submission import SaidSent
from danhba.model.telling import AGAIN, ARRIVED, BEGUN, BY_HAND, POSTPONED, REFUSED, SENT, Sending, Telling
from danhba.outgoing.sent_by_hand import sent_by_hand
from danhba.review.sent_list import BY, COLUMNS, FILE, MATTER, UNIT, WHEN, WHO
from danhba.samples.builder import form, xlsx
from danhba.store.ledger import open_ledger
from tests.conftest import Place
from tests.examples import share
from tests.test_packages import told

A, B, C = "A-SYT", "A-STC", "A-SNV"
NAMES = {A: "Sở Y tế", B: "Sở Tài chính", C: "Sở Nội vụ"}


def _filled(
    place: Place, *lines: tuple[str, object, str, str], change: Callable[[list[object]], None] = lambda row: None
) -> bytes:
    """The workbook of the last night with lines filled in: (unit, when, by what, who)."""
    book = load_workbook(place.outbox / "review" / FILE)
    for row in book.worksheets[0].iter_rows(min_row=5):
        for unit, when, by, who in lines:
            if row[COLUMNS.index(UNIT)].value == NAMES[unit]:
                for head, value in ((WHEN, when), (BY, by), (WHO, who)):
                    row[COLUMNS.index(head)].value = value  # type: ignore[assignment]
                change(row)  # type: ignore[arg-type]
    book.save(out := io.BytesIO())
    return out.getvalue()


def _sendings(place: Place) -> list[Sending]:
    ledger = open_ledger(f"sqlite:///{place.var / 'ledger.db'}", place.var)
    try:
        return ledger.sendings()
    finally:
        ledger.close()


def test_what_people_sent_is_written_down_once_and_its_package_goes(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in NAMES.values():
        place.drop(f"{name}/a.xlsx", xlsx(form({"A": [(name, "0277 3851")]})))
    lines = told(place)
    assert set(lines) == set(NAMES)
    sheet = load_workbook(place.outbox / "review" / FILE).worksheets[0]
    assert "review-inbox" in str(sheet["A2"].value)
    assert sheet.protection.sheet
    assert [not c.protection.locked for c in sheet[5]] == [head in (WHEN, BY, WHO) for head in COLUMNS]
    good = (A, "08:30 02/09/2021", "Zalo", "Nguyễn Văn An")
    data = _filled(place, good, (B, "08:30 02/09/2021", "Thư", ""), (C, "08:30 01/09/2021", "Thư", "Trần Thị Bình"))
    place.hand_in("da-gui.xlsx", data)
    place.drop("Sở Y tế/da-gui.xlsx", data)  # not from the reviewers' folder
    place.hand_in("khac.xlsx", _filled(place, (B, "09:00 02/09/2021", "Thư", "X"), change=lambda row: setattr(row[COLUMNS.index(MATTER)], "value", "khác")))  # fmt: skip

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("danhba.run.outgoing.write_packages", killed)
        with pytest.raises(KeyboardInterrupt):
            told(place, "2021-09-02T22:00:00+07:00")
    lines = told(place, "2021-09-02T22:30:00+07:00")
    assert set(lines) == {B, C}
    [sent] = _sendings(place)
    assert (sent.unit_code, sent.state, sent.at) == (A, BY_HAND, "2021-09-02T01:30:00Z")
    assert sent.detail == "Nguyễn Văn An; Zalo; da-gui.xlsx"
    wrong = sorted((f["code"], f["source_file"], f["cell"]) for f in place.findings if f["code"].startswith("sent_"))
    assert wrong[2:] == [("sent_unsigned", "Sở Y tế/da-gui.xlsx", ""), ("sent_unsigned", "khac.xlsx", "")]
    assert [(code, file, cell[0]) for code, file, cell in wrong[:2]] == [
        ("sent_invalid", "da-gui.xlsx", "E"),
        ("sent_invalid", "da-gui.xlsx", "G"),
    ]
    place.hand_in("lai.xlsx", _filled(place, (B, "10:00 03/09/2021", "", "Trần Thị Bình")))
    place.hand_in("da-gui-2.xlsx", data)  # once more
    assert set(told(place, "2021-09-03T22:30:00+07:00")) == {C}
    assert [(s.unit_code, s.at) for s in _sendings(place)] == [(A, "2021-09-02T01:30:00Z"), (B, "2021-09-03T03:00:00Z")]


STEPS = st.sampled_from([BEGUN, SENT, REFUSED, POSTPONED, BY_HAND, AGAIN])
TIMES = st.integers(0, 30).map(lambda m: f"2021-09-02T01:{m:02d}:00Z")
SAID = st.builds(
    SaidSent, st.sampled_from(["t0", "t1", "t2", "?"]), TIMES, st.just("A; Thư; a.xlsx"), st.sampled_from(["s1", "s2"]), st.just("Đã gửi"),
    st.integers(5, 9).map("E{}".format), st.just("2021-09-02T01:10:00Z"),
)  # fmt: skip


@settings(max_examples=share(150), deadline=None)
@given(st.lists(SAID, max_size=8), st.lists(st.tuples(st.sampled_from(["t0", "t1", "t2"]), STEPS, TIMES), max_size=6))
def test_however_often_it_is_said_a_package_is_written_down_at_most_once(
    said: list[SaidSent], before: list[tuple[str, str, str]]
) -> None:
    tellings = [Telling(f"t{n}", f"A-{n}", "findings", 0, "2021-09-02T01:05:30Z") for n in range(3)]
    sendings = [Sending(t, "A", "", state, at) for t, state, at in before]
    last = {s.telling: s.state for s in sendings}
    new, wrong = sent_by_hand(said, tellings, sendings)
    assert len({s.telling for s in new}) == len(new)
    assert all(last.get(s.telling) not in ARRIVED and s.state == BY_HAND for s in new)
    assert all("2021-09-02T01:05:00Z" <= s.at <= "2021-09-02T01:20:00Z" for s in new)
    # the night after says nothing new, whatever came to be known of the package since
    for later in ([], [Sending(s.telling, "A", "", REFUSED, s.at) for s in new]):
        again, _ = sent_by_hand(
            [s for s in said if (s.telling, s.at) in {(n.telling, n.at) for n in new}],
            tellings,
            [*sendings, *new, *later],
        )
        assert not again
    possible = {
        s.telling for s in said if s.telling != "?" and "2021-09-02T01:05:00Z" <= s.at <= "2021-09-02T01:20:00Z"
    }
    noted = {(s.telling, s.at) for s in sendings if s.state == BY_HAND}
    due = {t for t in possible if last.get(t) not in ARRIVED and any(s.telling == t and (t, s.at) not in noted and "2021-09-02T01:05:00Z" <= s.at <= "2021-09-02T01:20:00Z" for s in said)}  # fmt: skip
    assert {s.telling for s in new} == due
    assert len(wrong) == sum(
        s.telling == "?" or not "2021-09-02T01:05:00Z" <= s.at <= "2021-09-02T01:20:00Z" for s in said
    )
