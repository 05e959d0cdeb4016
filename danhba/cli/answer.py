"""`danhba decide`: list the open questions, answer one, or take an answer back; the next run applies it."""

from __future__ import annotations

import datetime as dt
import getpass
import os
from typing import Any

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from danhba.cli.as_json import print_json
from danhba.review.questions import KINDS, REVOKE, REVOKE_WORDS, Decision
from danhba.settings import Settings
from danhba.store.keys import KeyFileError, load_key
from danhba.store.ledger import open_ledger
from danhba.vietnamese.dates import utc
from danhba.vietnamese.text import fold, one_line


def account() -> str:
    """Return the operating system's name of who runs this: what a name given by hand stands beside."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return str(os.getuid()) if hasattr(os, "getuid") else getpass.getuser()


_TABLE_WIDTH = 100  # columns of a screen below which a table would break what is to be copied


class DecideError(Exception):
    """The answer cannot be taken; the text is one clear line in Vietnamese."""


def list_questions(settings: Settings, as_json: bool = False) -> int:
    """Print the questions of the last run; return how many are open."""
    ledger = open_ledger(settings.ledger, settings.var)
    questions: list[dict[str, Any]] = ledger.state("questions") or []
    ledger.close()
    still = sum(not q["answer"] for q in questions)
    if as_json:
        print_json({"open": still, "questions": [_object(q) for q in questions]})
        return still
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=140)
    if console.width < _TABLE_WIDTH:
        _narrow(console, questions)
    else:
        _wide(console, questions)
    print(f"{still} câu hỏi còn mở. Trả lời: danhba decide MÃ SỐ_THỨ_TỰ --by “Họ tên” --reason “lý do”")
    return still


def _object(q: dict[str, Any]) -> dict[str, Any]:
    """Return a question under stable keys (docs/operations.md, Output for programs)."""
    return {
        "id": q["id"],
        "kind": q["kind"],
        "unit_code": q["unit_code"] or None,
        "title": q["title"],
        "seen": q["seen"],
        "place": q["place"] or None,
        "choices": [{"number": i, "key": c["key"], "label": c["label"]} for i, c in enumerate(q["choices"], start=1)],
        "answer": q["answer"] or None,
        "lapsed": q["lapsed"] or None,
    }


def _state(q: dict[str, Any]) -> str:
    if q["answer"]:
        return f"đã quyết định: {q['answer']}"
    return f"trước đây: {q['lapsed']}" if q["lapsed"] else ""


def _narrow(console: Console, questions: list[dict[str, Any]]) -> None:
    """Print one question below the other: an id is copied whole, at the beginning of its own line."""
    for q in questions:
        console.print(Text(q["id"], style="bold"), no_wrap=True, overflow="ignore", crop=False)
        for line in (q["title"], KINDS[q["kind"]], _state(q), q["seen"]):
            if line:
                console.print(Text(f"  {one_line(line)}"))
        for i, choice in enumerate(q["choices"], start=1):
            console.print(Text(f"  {i}. {one_line(choice['label'])}"))
        console.print()


def _wide(console: Console, questions: list[dict[str, Any]]) -> None:
    table = RichTable(show_lines=True)
    for title in ("Mã", "Đơn vị", "Vấn đề", "Điều đọc được", "Lựa chọn"):
        table.add_column(title, overflow="fold", no_wrap=title == "Mã")
    for q in questions:
        choices = "\n".join(f"{i}. {c['label']}" for i, c in enumerate(q["choices"], start=1))
        state = f"{KINDS[q['kind']]}\n{_state(q)}"
        table.add_row(
            *(
                Text(one_line(t) if n < 2 else t)
                for n, t in enumerate((q["id"], q["title"], state, one_line(q["seen"]), choices))
            )
        )
    console.print(table)


def decide(settings: Settings, question: str, answer: str, who: str, reason: str) -> str:
    """Write one answer down; return what was decided. Raises DecideError when the question or the answer is none."""
    try:
        if load_key(settings.var) is None:
            raise DecideError(f"Chưa có lần chạy nào trong “{settings.var}”; chạy danhba run trước.")
    except KeyFileError as error:  # who may not read var/ is no reviewer here, whatever database holds the ledger
        raise DecideError(str(error)) from error
    ledger = open_ledger(settings.ledger, settings.var)
    try:
        questions: list[dict[str, Any]] = ledger.state("questions") or []
        found = next((q for q in questions if q["id"] == question), None)
        if found is None:
            raise DecideError(f"Không có câu hỏi “{question}”; xem danh sách bằng: danhba decide")
        if not who.strip():
            raise DecideError("Thiếu người duyệt, ví dụ: --by “Nguyễn Văn An”.")
        choices = [(c["key"], c["label"]) for c in found["choices"]]
        picked = None
        if answer.isdigit() and 1 <= int(answer) <= len(choices):
            picked = choices[int(answer) - 1]
        elif fold(answer) == fold(REVOKE_WORDS):
            picked = (REVOKE, REVOKE_WORDS)
        else:
            picked = next((c for c in choices if fold(c[1]) == fold(answer)), None)
        if picked is None:
            shown = "; ".join(f"{i}. {label}" for i, (_, label) in enumerate(choices, start=1))
            raise DecideError(f"“{answer}” không có trong các lựa chọn: {shown}.")
        who = f"{one_line(who)} (tài khoản {account()})"
        now = utc(settings.now() if settings.as_of else dt.datetime.now(dt.UTC))
        ledger.add_decision(Decision(question, found["basis"], picked[0], picked[1], who, one_line(reason), now))
        return f"{found['title']}: {picked[1]}"
    finally:
        ledger.close()
