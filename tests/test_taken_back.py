"""A withdrawal that is understood reaches the number it means, whichever way it came; whoever may not speak for the unit only makes it a question."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from email.message import EmailMessage

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.check.taken_back import numbers_of
from danhba.model.submission import Receipt, Source
from danhba.read import kind_of
from danhba.read.container import members
from danhba.read.mail_sender import sender_of_mail, subject_of_mail
from danhba.registry import Registry, load_registry
from danhba.resolve.ask import about_unit
from danhba.resolve.assemble import ReviewOffice, assemble
from danhba.resolve.outcome import Assembled, Resolution
from danhba.resolve.resolve import resolve
from danhba.review.questions import NOTHING, Decision, Question
from danhba.samples.builder import form, xlsx
from danhba.store.readings import Kept, dump, load
from tests.conftest import REGISTRY
from tests.examples import share

_REGISTRY = load_registry(REGISTRY)
XA, CODE, NUMBER, SHOWN = "Xã Tân Khánh Trung", "30181", "+842773851001", "0277 3851 001"
OTHER, OTHER_CODE = "Xã Định An", "30196"
FORM, FORM_OF_OTHER = (xlsx(form({"C": [(n, p)]})) for n, p in ((XA, SHOWN), (OTHER, "0277 3851 002")))
LIST = xlsx(form({"C": [(XA, SHOWN), (OTHER, "0277 3851 002")]}))
_READER = Reader(_REGISTRY)


@pytest.fixture(scope="module", autouse=True)
def _one_matcher():
    """One matcher for all nights: making it is most of what a night here would cost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("danhba.resolve.assemble.Matcher", lambda registry: _READER.matcher)
        yield


_KEPT: dict[tuple[str, bytes], Kept] = {}


def _kept(name: str, data: bytes) -> Kept:
    if (name, data) not in _KEPT:
        _KEPT[name, data] = load(dump(_READER.read([Source(name, data)])[0]))
    return _KEPT[name, data]


@dataclass
class _Office:
    """What was received, a night a call."""

    receipts: list[Receipt] = field(default_factory=list)
    data: dict[str, bytes] = field(default_factory=dict)
    given: list[Decision] = field(default_factory=list)
    registry: Registry = _REGISTRY

    def receive(self, name: str, data: bytes) -> None:
        at = f"2021-09-{len({r.received_at for r in self.receipts}) + 1:02d}T01:00:00Z"
        inside = list(members(data, kind_of(data), name)) if name.endswith(".eml") else []
        outer = self._receipt(name, data, at, "", len(inside))
        for inner, content in inside:
            self._receipt(inner, content, at, outer, 0)

    def _receipt(self, name: str, data: bytes, at: str, container: str, count: int) -> str:
        identity = f"{len(self.receipts):03d}"
        self.data[identity] = data
        self.receipts.append(
            Receipt(identity, f"{hash((name, data)):x}", len(data), name, b"", at, at, container, "", count)
        )
        return identity

    def assembled(self) -> Assembled:
        office = ReviewOffice(
            b"k",
            "review-inbox",
            lambda r: sender_of_mail(self.data[r]),
            subject_of=lambda r: subject_of_mail(self.data[r]),
        )
        return assemble(
            self.receipts, lambda r: _kept(r.source_file, self.data[r.id]), list(self.given), self.registry, office
        )

    def resolve(self) -> tuple[Resolution, str, Question | None]:
        assembled = self.assembled()
        out = resolve(assembled.submissions, self.registry, assembled.decisions, carried=assembled.carried)
        for submission in assembled.submissions:
            out.findings.setdefault(submission.id, []).extend(submission.findings)
        number = next((e["phone_e164"] for e in out.entries if e["unit_code"] == CODE), "")
        return out, number, next((q for q in out.book.questions if q.id == about_unit(CODE)), None)

    def answer(self, key: str) -> None:
        _, _, question = self.resolve()
        assert question is not None
        assert question.choice(key) is not None, question.choices
        self.given.append(
            Decision(question.id, question.basis, key, key, "An", "", f"2021-09-{len(self.receipts):02d}T03:00:00Z")
        )


def _mail(body: str, subject: str = "Về đường dây nóng", attached: bytes = b"") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Văn thư <vt@x.vn>", "vp@dongthap.gov.vn", subject
    mail.set_content(f"Kính gửi Văn phòng,\n\n{body}\n\nTrân trọng.")
    if attached:
        mail.add_attachment(attached, maintype="application", subtype="octet-stream", filename="CV 12.docx")
    return mail.as_bytes()


def _letter(words: str, title: str = "V/v đường dây nóng") -> bytes:
    document = docx.Document()
    for line in ("ỦY BAN NHÂN DÂN HUYỆN LẤP VÒ", f"ỦY BAN NHÂN DÂN {XA.upper()}", title, words):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


_WHO = f"UBND {XA.lower().replace('tân khánh trung', 'Tân Khánh Trung')}, huyện Lấp Vò"
_WITH_NUMBER = [
    "{who} đề nghị thu hồi số đường dây nóng {n} đã gửi, số này không còn sử dụng.",
    "Số {n} của {who} ghi nhầm là số nhà riêng của một hộ dân, đề nghị gỡ ngay khỏi danh bạ.",
    "{who} xin đính chính: số đường dây nóng của xã là 0277 3999 888, không phải {n} như đã báo.",
    "Số điện thoại {n} của {who} đã bị cắt.",
    "{who} đổi số {n} sang 0277 3999 888.",
]
_OF_UNIT = [
    "{who} đề nghị hủy số đường dây nóng đã gửi hôm trước do gửi nhầm. Bản đúng xã sẽ gửi sau.",
    "{who} đề nghị tạm chưa công bố số đường dây nóng của xã.",
    "{who}: số đường dây nóng mới của xã là 0277 3999 888.",
    "{who} đề nghị Văn phòng ngừng công bố số điện thoại đường dây nóng của xã.",
]
_WAYS = ("root", "folder", "above", "letter", "letter in folder", "letter in mail", "reply")
# Whose word it is, as the file comes; a letter's head alone is nobody's proof.
_MAY = {"folder", "above", "letter in folder"}


def _sent(way: str, words: str) -> tuple[str, bytes]:
    if way == "letter":
        return "thu hoi.docx", _letter(words)
    if way == "letter in folder":
        return f"{CODE}/thu hoi.docx", _letter(words)
    if way == "letter in mail":
        return "m.eml", _mail("Gửi kèm công văn.", attached=_letter(words))
    if way == "reply":
        return "m.eml", _mail(words.replace(f"{_WHO}", "Xã"), f"Re: Báo cáo đường dây nóng {XA}")
    return {"root": "m.eml", "folder": f"{CODE}/m.eml", "above": "875/m.eml"}[way], _mail(words)


@settings(max_examples=share(30), deadline=None)
@given(st.sampled_from(_WAYS), st.sampled_from(["own", "list"]), st.sampled_from(_WITH_NUMBER + _OF_UNIT))
def test_a_withdrawal_reaches_the_number_and_is_a_question(way: str, by: str, words: str) -> None:
    if words in _OF_UNIT and way.startswith("letter"):
        words = _WITH_NUMBER[0]  # a letter says much: only a number in it, or its title, counts
    office = _Office()
    office.receive(*((f"{CODE}/a.xlsx", FORM) if by == "own" else ("875/ds.xlsx", LIST)))
    office.receive(f"{OTHER_CODE}/b.xlsx", FORM_OF_OTHER)
    assert office.resolve()[1] == NUMBER
    office.receive(*_sent(way, words.format(who=_WHO, n=SHOWN)))
    out, number, question = office.resolve()
    assert number == ""
    assert {e["unit_code"] for e in out.entries} == {OTHER_CODE}
    assert question is not None
    assert (question.kind, question.answer) == ("withdrawn", "")
    assert _codes(out)["phone_withdrawn"] == [CODE]
    told = next(f for fs in out.findings.values() for f in fs if f.code == "mail_withdraws")
    assert f"{SHOWN} của {XA}" in str(told.params["effect"])
    assert not any(f.code == "row_outside_table" and SHOWN in f.raw for fs in out.findings.values() for f in fs)
    office.answer(f"{NUMBER};")
    assert office.resolve()[1] == NUMBER
    # An outsider's next mail takes nothing from what a person said; the next word of whoever may speak does.
    office.receive("n.eml", _mail(_WITH_NUMBER[0].format(who=_WHO, n=SHOWN) + " Đề nghị làm ngay."))
    assert office.resolve()[1] == NUMBER
    office.receive(f"{CODE}/p.eml", _mail("Xã xin hủy số đường dây nóng đã gửi."))
    _, number, question = office.resolve()
    assert (number, question.answer, question.lapsed != "") == ("", "", True)
    # What is sent after it counts again, once the answer that stands is given anew.
    office.answer(NOTHING)
    office.receive(f"{CODE}/c.xlsx", FORM)
    assert office.resolve()[1] == ""
    office.answer(f"{NUMBER};")
    assert office.resolve()[1] == NUMBER


def _codes(out: Resolution) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in (f for fs in out.findings.values() for f in fs):
        found.setdefault(finding.code, []).append(finding.unit_code)
    return found


def test_an_outsider_does_not_unpublish_what_a_person_chose_before(tmp_path) -> None:
    office = _Office()
    office.receive(f"{CODE}/a.xlsx", xlsx(form({"C": [(XA, f"{SHOWN} / 0912 345 678")]})))
    office.answer(f"{NUMBER};")
    assert office.resolve()[1] == NUMBER
    office.receive(f"{CODE}/b.xlsx", FORM)
    assert office.resolve()[1:] == (NUMBER, None)
    office.receive("m.eml", _mail(_WITH_NUMBER[0].format(who=_WHO, n=SHOWN)))
    out, number, question = office.resolve()
    assert (number, out.entries[0]["status"]) == (NUMBER, "kept")
    assert (question.answer, question.lapsed != "") == ("", True)


@pytest.mark.parametrize(
    "words",
    [
        "{who} xin hủy lịch họp ngày 10/9, đề nghị thu hồi giấy mời.",
        "{who} báo cáo việc thu hồi đất; hồ sơ chưa được công bố.",
        "{who} xin cảm ơn, nếu số {n} có sai sót xin báo lại.",
        "Đường dây nóng của {who} là {n}, không thay đổi.",
        "{who} xác nhận số đường dây nóng mới là {n}.",
    ],
)
def test_another_matter_and_a_number_that_is_right_take_nothing_back(words: str) -> None:
    office = _Office()
    office.receive(f"{CODE}/a.xlsx", FORM)
    office.receive("m.eml", _mail(words.format(who=_WHO, n=SHOWN), subject="Báo cáo"))
    assert office.resolve()[1] == NUMBER


def test_what_a_mail_calls_the_old_file_is_not_kept() -> None:
    """Both files came in one mail; the older return of the same number is not kept against the sender's own word."""
    office = _Office()
    office.receive(f"{CODE}/a.xlsx", FORM)
    mail = EmailMessage()
    mail["Subject"] = "Báo cáo lại"
    mail.set_content(
        'Xã gửi 2 tệp: tệp "ban 1.xlsx" là bản cũ bị nhầm, tệp "ban 2.xlsx" là bản đúng, đề nghị dùng bản 2.\n'
    )
    for name, phone in (("ban 1.xlsx", SHOWN), ("ban 2.xlsx", "0277 3851 009")):
        data = xlsx(form({"C": [(XA, phone)]}))
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    office.receive(f"{CODE}/n.eml", mail.as_bytes())
    _, number, question = office.resolve()
    assert (number, question) == ("+842773851009", None)


_AROUND = st.sampled_from(
    [
        ("số cũ là {w}, số mới là {r}", 1), ("đổi từ {w} sang {r}", 1), ("thay số {w} bằng số {r}", 1), ("số đúng là {r}, không phải {w}", 1),
        ("số mới {r} thay cho {w}", 1), ("{r} là đúng, {w} là sai", 1), ("số {w} không còn sử dụng", 0), ("ghi nhầm là {w}", 0), ("đề nghị gỡ số {w}", 0),
    ]
)  # fmt: skip


@given(_AROUND, st.sampled_from(["0277 3851 234", "(0277) 3851234", "0277.3851.234"]))
@settings(max_examples=share(40), deadline=None)
def test_which_number_is_wrong_and_which_is_right(words: tuple[str, int], number: str) -> None:
    wrong, right = numbers_of(words[0].format(w=number, r="0912 345 678"), _REGISTRY.plan)
    assert wrong == {"+842773851234"}
    assert right == ({"+84912345678"} if words[1] else set())
