"""What a reviewer may choose among: every unit that one sign of a file names by itself, each number with the mail and the name it came under; rows that stand against one another replace none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.identify.claims import named_alone
from danhba.model.submission import Source, Submission
from danhba.registries import shipped
from danhba.registry import load_registry
from danhba.resolve.ask import place_of
from danhba.resolve.remarks import superseded_by
from danhba.resolve.resolve import resolve
from danhba.resolve.voices import Voice
from danhba.samples.builder import draw, form, xlsx
from tests.conftest import REGISTRY
from tests.examples import share

_REGISTRY = load_registry(REGISTRY)
_READER = Reader(_REGISTRY)
_COMMUNES = [u for u in _REGISTRY.units if u.tier == "C"]


def _sent(
    reader: Reader, name: str, data: bytes, at: str = "2021-09-05", changed: str = "1", n: str = "a"
) -> Submission:
    one = reader.read([Source(name, data)])[0]
    alone = named_alone(one.submitter.evidence, reader.witness)
    return Submission(
        n, name, one.sha256, at, changed, one.submitter.unit_code, one.rows, one.findings, contradicted=one.submitter.contradicted,
        claimed=one.submitter.claimed, may_be=[u for u in alone if u not in one.submitter.claimed], saved_at=one.saved_at, correction=one.correction,
    )  # fmt: skip


@settings(max_examples=share(25), deadline=None)
@given(st.sampled_from(_COMMUNES), st.sampled_from(_COMMUNES))
def test_each_sign_by_itself_is_a_choice(one, other) -> None:
    district = _REGISTRY.by_code[other.parent]
    head = f"ỦY BAN NHÂN DÂN {district.name.upper()}\nỦY BAN NHÂN DÂN {other.name.upper()}\n"
    data = xlsx(
        draw(f"{head}STT | TÊN ĐƠN VỊ | SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG\nC | CẤP XÃ\n1 | {other.name} | 0277 3845 272")
    )
    submission = _sent(_READER, f"{one.code}/x.xlsx", data)
    if not submission.contradicted:
        assert one == other
        return
    [question] = [q for q in resolve([submission], _REGISTRY).book.questions if q.kind == "sender"]
    assert {c.key for c in question.choices} >= {one.code, other.code, "none"}


@pytest.fixture(scope="module")
def today() -> Reader:
    return Reader(load_registry(shipped()["dong-thap-2025-07"]))


def test_a_former_district_as_sender_is_a_question_with_its_successors(today: Reader) -> None:
    data = xlsx(
        draw(
            "ỦY BAN NHÂN DÂN HUYỆN LẤP VÒ\nSTT | TÊN ĐƠN VỊ | SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG\nB | CẤP XÃ\n1 | Xã Lấp Vò | 0277 3845 272"
        )
    )
    submission = _sent(today, "huyen lap vo.xlsx", data)
    out = resolve([submission], today.registry)
    [question] = [q for q in out.book.questions if q.kind == "sender"]
    assert {today.registry.by_code[c.key].name for c in question.choices[:-1]} >= {
        "Xã Lấp Vò",
        "Xã Lai Vung",
        "Xã Mỹ An Hưng",
        "Xã Tân Khánh Trung",
    }
    assert question.choices[-1].key == "none"
    [told] = [f for f in submission.findings if f.code == "submitter_unknown"]
    assert "không khớp nhau" not in str(told.params["detail"])


def test_two_mails_with_files_of_one_name_are_told_apart() -> None:
    xa = "Xã Tân Khánh Trung"
    sent = [
        _sent(_READER, f"{xa}/m{n}.eml!/pl.xlsx", xlsx(form({"C": [(xa, f"0277 3851 00{n}")]})), n=str(n))
        for n in (1, 2)
    ]
    [question] = resolve(sent, _REGISTRY).book.questions
    assert [c.label.partition("tệp ")[2].partition(",")[0] for c in question.choices[:2]] == [
        "m1.eml!/pl.xlsx",
        "m2.eml!/pl.xlsx",
    ]
    assert len({c.label for c in question.choices}) == 3


def test_a_number_sent_under_a_former_name_says_so(today: Reader) -> None:
    submission = _sent(
        today,
        "x.xlsx",
        xlsx(
            draw(
                "STT | TÊN ĐƠN VỊ | SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG\nB | CẤP XÃ\n1 | Xã Hội An Đông, huyện Lấp Vò | 0277 3845 272"
            )
        ),
    )
    label = place_of(Voice(2, submission, 0, "x", submission.rows.units[0]), today.registry)
    assert "tên cũ (Xã Hội An Đông, huyện Lấp Vò)" in label


def test_rows_that_stand_against_one_another_replace_none() -> None:
    xa = "Xã Tân Khánh Trung"
    a = _sent(_READER, f"{xa}/a.xlsx", xlsx(form({"C": [(xa, "0277 3851 001")]})), changed="2", n="a")
    b = _sent(_READER, f"{xa}/b - dinh chinh.xlsx", xlsx(form({"C": [(xa, "0277 3851 002")]})), changed="1", n="b")
    a.correction, b.correction = 0, 2  # the one that calls itself a correction was changed earlier
    out = resolve([a, b], _REGISTRY)
    assert out.entries == []
    assert {k: [f.code for f in v] for k, v in out.findings.items()} == {"a": ["unit_conflict"], "b": ["unit_conflict"]}
    assert superseded_by(a, out) == superseded_by(b, out) == []
