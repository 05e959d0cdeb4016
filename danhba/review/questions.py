"""Questions to a reviewer and the answers: what may be decided, what a decision is about, when it lapses. Pure.

A decision is about values seen: it carries the mark (basis) of the rows it was made about and holds while these stay as
they were. Only what was among the choices can be decided, so a number that no one submitted is never published.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from danhba.vietnamese.dates import day

NOTHING, REVOKE = "none", "revoke"
NOTHING_WORDS = "Không công bố"
REVOKE_WORDS = "Thu hồi quyết định"

KINDS = {
    "conflict": "Hai số khác nhau cho một đơn vị",
    "kept": "Đang giữ số cũ vì bản gửi mới có lỗi",
    "number": "Số trong ô chưa dùng được",
    "shared": "Một số cho nhiều đơn vị",
    "called": "Gọi kiểm tra thấy số này không có người trực đúng đơn vị",
    "name": "Tên đơn vị chưa rõ",
    "withdrawn": "Thư hoặc công văn báo bỏ, sửa số này sau khi đã gửi",
    "overtaken": "Đơn vị gửi số khác với điều đã duyệt trước đây",
    "order": "Hai bản gửi cùng đêm ghi hai số: chỉ giờ sửa tệp cho biết bản nào mới hơn",
    "sender": "Chưa rõ tệp của đơn vị nào",
    "address": "Thư của đơn vị đến từ địa chỉ mà danh mục không có; có gửi các gói cho đơn vị tới đó không",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer. key: "e164;extension" of a number, a unit's code, or NOTHING; label: what people read."""

    key: str
    label: str
    number: tuple[str, str, str, str] = ("", "", "", "")  # e164, extension, kind, display; of a number


@dataclass(slots=True)
class Question:
    """One open or decided question. id tells what it is about, basis what was seen; `answer` is the decision in
    force."""

    id: str
    basis: str
    kind: str
    unit_code: str
    title: str
    seen: str
    place: str
    choices: list[Choice]
    answer: str = ""  # label and person of the decision in force, '' while the question is open
    lapsed: str = ""  # the earlier answer, when the rows it was about have changed

    def choice(self, key: str) -> Choice | None:
        """Return the choice of a key."""
        return next((c for c in self.choices if c.key == key), None)


@dataclass(frozen=True, slots=True)
class Decision:
    """One answer with who gave it and when. place: (submission, sheet, cell) it was read from, empty from the command
    line."""

    question: str
    basis: str
    choice: str
    label: str
    who: str
    reason: str
    decided_at: str
    place: tuple[str, str, str] = ("", "", "")
    file: str = ""  # the name under which its workbook came; empty from the command line
    after_claim: int = 0  # number of the newest claim when it was taken, or of its own

    @property
    def words(self) -> str:
        """The answer as it is shown."""
        return f"{self.label} ({self.who}, {day(self.decided_at)})" + (f": {self.reason}" if self.reason else "")


def mark(*parts: Any) -> str:
    """Return a short mark of values, for ids and for what was seen."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


@dataclass(slots=True)
class Book:
    """The decisions of each question, oldest first, the questions of one run, and what became of the decisions about
    them.

    lapsed: no longer hold, for their rows have changed; applied, revoked: with the question that they answered or
    opened again; contradicted: each with the other answers of one night to its question, of which none holds.
    """

    given: dict[str, list[Decision]] = field(default_factory=dict)
    lapsed: list[Decision] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    applied: list[tuple[Question, Decision]] = field(default_factory=list)
    revoked: list[tuple[Question, Decision]] = field(default_factory=list)
    contradicted: list[tuple[Decision, list[Decision]]] = field(default_factory=list)

    def ask(self, question: Question) -> Choice | None:
        """Put a question; return the decided choice while its decision holds.

        The newest answer counts. To take one back is an answer about the same rows as any other: about rows that have
        changed since, it takes nothing back. Of different answers that two reviewers gave in one night none counts.
        """
        self.questions.append(question)
        for decision in reversed(self.given.get(question.id, ())):
            about_this = question.basis != "" and decision.basis == question.basis
            if about_this and (others := self._against(decision)):
                of_night = [decision, *others]
                question.lapsed = "; ".join(d.words for d in of_night)
                self.contradicted += [(d, [o for o in of_night if o is not d]) for d in of_night]
                return None
            if decision.choice == REVOKE:
                if about_this:
                    self.revoked.append((question, decision))
                    return None
                self.lapsed.append(decision)
                continue
            chosen = question.choice(decision.choice)
            if about_this and chosen is not None:
                question.answer = decision.words
                self.applied.append((question, decision))
                return chosen
            question.lapsed = decision.words
            self.lapsed.append(decision)
            return None
        return None

    def _against(self, decision: Decision) -> list[Decision]:
        """Return the other answers about the same rows that other people gave in the same night by workbooks of their
        own, and differently: which came later in it is chance."""
        return [
            d
            for d in self.given.get(decision.question, ())
            if d.basis == decision.basis
            and d.choice != decision.choice
            and d.after_claim == decision.after_claim
            and d.file
            and decision.file
            and d.file != decision.file
            and d.who.casefold().split() != decision.who.casefold().split()
        ]

    def standing(self, question: str) -> Decision | None:
        """Return the newest answer to a question (its id) that nobody took back, in force or not; None where there is
        none."""
        taken_back: set[str] = set()
        for decision in reversed(self.given.get(question, ())):
            if decision.choice != REVOKE:
                return None if decision.basis in taken_back else decision
            taken_back.add(decision.basis)
        return None

    def numbers(self, question: str) -> list[str]:
        """Return the numbers (keys of choices) that were ever chosen, the newest first."""
        given = reversed(self.given.get(question, ()))
        return list(dict.fromkeys(d.choice for d in given if d.choice not in (NOTHING, REVOKE)))


def book_of(decisions: Iterable[Decision]) -> Book:
    """Return the book of decisions, which come oldest first: a later one replaces an earlier one."""
    given: dict[str, list[Decision]] = {}
    for decision in decisions:
        given.setdefault(decision.question, []).append(decision)
    return Book(given)


def number_choice(e164: str, extension: str, kind: str, display: str, where: str) -> Choice:
    """Return the choice of a number that stands somewhere."""
    shown = display + (f", máy lẻ {extension}" if extension else "")
    return Choice(f"{e164};{extension}", f"{shown} – {where}" if where else shown, (e164, extension, kind, display))


def with_nothing(choices: Sequence[Choice]) -> list[Choice]:
    """Return the choices, each key once, and that nothing is published."""
    once = {c.key: c for c in reversed(choices)}
    ordered = [once[k] for k in dict.fromkeys(c.key for c in choices)]
    return [*ordered, Choice(NOTHING, NOTHING_WORDS)]
