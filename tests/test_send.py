"""`danhba send` against a real mail server: each mail at most once, whatever refuses, breaks or kills it, and what became of it is told."""

from __future__ import annotations

import datetime as dt
import email
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from typer.testing import CliRunner

from danhba.cli.main import app
from danhba.model.telling import Sending, Telling
from danhba.outgoing.mail import draft
from danhba.outgoing.post import Post, PostError, Server
from danhba.outgoing.send import Mail, mails, message_of, send_all
from danhba.outgoing.words import Letter
from danhba.registry import load_registry
from danhba.samples.builder import form, xlsx
from danhba.store.ledger import Ledger, open_ledger
from tests.conftest import Place
from tests.test_contacts import with_contacts
from tests.test_packages import Killed, told

NOW = dt.datetime(2021, 9, 2, 1, tzinfo=dt.UTC)


class Inbox:
    """What a mail server took, and how it behaves: answers by address."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, EmailMessage]] = []
        self.refuse: dict[str, str] = {}
        self.answer: dict[str, str] = {}
        self.hang_up: set[str] = set()  # after taking the message, before saying so

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        del session, options
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        del session
        (address,) = envelope.rcpt_tos
        if address in self.answer:
            return self.answer[address]
        mail = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(mail, EmailMessage)
        self.taken.append((address, mail))
        if address in self.hang_up:
            self.hang_up.discard(address)
            server.transport.abort()
        return "250 OK"


@pytest.fixture
def server() -> Iterator[tuple[Inbox, Controller]]:
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=0, data_size_limit=40 << 20)
    # The controller looks whether it answers: with port 0 the system chooses one.
    controller.port = _free_port()
    controller.start()
    yield inbox, controller
    controller.stop()


def _free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def server_of(controller: Controller, **more: Any) -> Server:
    return Server(
        "127.0.0.1",
        controller.port,
        **{"tls": "none", "user": "", "password": "", "sender": "vp@dongthap.gov.vn", **more},
    )


def mail_to(address: str, number: int = 0, state: str = "") -> Mail:
    telling = Telling(f"{number:016x}", f"{number}", "findings", 0, "2021-09-01T15:00:00Z", "2021-09-06", 1)
    letter = Letter("Còn 1 lỗi", ["Kính gửi", ".dòng bắt đầu bằng chấm", "..hai chấm"], "")
    made = draft(letter, telling, ("Đơn vị", address), "", {"bieu-mau.xlsx": b".\r\n.\r\n\x00PK" * 50})
    return Mail(telling, "Đơn vị", address, letter.subject, made, state)


class Book:
    """What was written down, in order."""

    def __init__(self) -> None:
        self.steps: list[Sending] = []

    def write(self, steps: list[Sending]) -> None:
        self.steps += steps

    @property
    def states(self) -> dict[str, str]:
        return {s.address: s.state for s in self.steps}


def post(due: list[Mail], server: Server, book: Book) -> list[str]:
    return [step.state for _, step in send_all(due, server, book.write, lambda: NOW)]


def test_a_mail_arrives_as_it_was_drafted_with_our_own_heads(server: tuple[Inbox, Controller]) -> None:
    inbox, controller = server
    book = Book()
    mail = mail_to("a@xa.vn")
    assert post([mail], server_of(controller), book) == ["sent"]
    assert [s.state for s in book.steps] == ["begun", "sent"]
    ((address, got),) = inbox.taken
    drafted = email.message_from_bytes(mail.draft, policy=default)
    assert (address, got["From"], got["To"].addresses[0].addr_spec) == ("a@xa.vn", "vp@dongthap.gov.vn", "a@xa.vn")
    assert got["X-Unsent"] is None
    assert got["Message-ID"] == f"<{mail.telling.name}.danhba@dongthap.gov.vn>"
    assert got["Subject"] == drafted["Subject"]
    assert got["Auto-Submitted"] == "auto-generated"
    for one, other in zip(got.walk(), drafted.walk(), strict=True):
        assert one.get_payload(decode=True) == other.get_payload(decode=True)


def test_what_an_edited_draft_says_of_sender_and_receivers_does_not_count() -> None:
    mail = mail_to("a@xa.vn")
    head, _, body = mail.draft.partition(b"\r\n\r\n")
    edited = Mail(
        mail.telling,
        mail.name,
        mail.address,
        mail.subject,
        head + b"\r\nBcc: x@y.vn,\r\n z@y.vn\r\nReply-To: x@y.vn\r\n\r\n" + body,
    )
    made = email.message_from_bytes(message_of(edited, "vp@d.vn", NOW), policy=default)
    assert made["Bcc"] is None
    assert made["Reply-To"] is None
    assert b"z@y.vn" not in bytes(made)
    assert made["To"].addresses[0].addr_spec == "a@xa.vn"


def test_refused_and_postponed_are_told_apart_and_stop_nobody_else(server: tuple[Inbox, Controller]) -> None:
    inbox, controller = server
    inbox.refuse = {"a@xa.vn": "550 no such user", "b@xa.vn": "451 try later"}
    inbox.answer = {"c@xa.vn": "552 too big", "d@xa.vn": "452 full"}
    book = Book()
    due = [mail_to(f"{c}@xa.vn", i) for i, c in enumerate("abcde")]
    assert post(due, server_of(controller), book) == ["refused", "postponed", "refused", "postponed", "sent"]
    assert "no such user" in next(s.detail for s in book.steps if s.address == "a@xa.vn")
    assert [a for a, _ in inbox.taken] == ["e@xa.vn"]
    # what was refused before anything was sent was never in doubt
    assert {s.address for s in book.steps if s.state == "begun"} == {"c@xa.vn", "d@xa.vn", "e@xa.vn"}


def test_a_connection_lost_after_the_message_leaves_it_in_doubt_and_the_next_is_sent(
    server: tuple[Inbox, Controller],
) -> None:
    inbox, controller = server
    inbox.hang_up = {"a@xa.vn"}
    book = Book()
    assert post([mail_to("a@xa.vn", 1), mail_to("b@xa.vn", 2)], server_of(controller), book) == ["begun", "sent"]
    assert Counter(a for a, _ in inbox.taken) == {"a@xa.vn": 1, "b@xa.vn": 1}
    assert book.states == {"a@xa.vn": "begun", "b@xa.vn": "sent"}


def test_a_connection_lost_before_the_message_was_whole_has_sent_nothing(
    server: tuple[Inbox, Controller], monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox, controller = server
    real = Post._envelope

    def cut(self: Post, line: Any, address: str) -> Any:
        answer = real(self, line, address)
        if address == "a@xa.vn":
            line.sock.shutdown(socket.SHUT_RDWR)
        return answer

    monkeypatch.setattr(Post, "_envelope", cut)
    book = Book()
    assert post([mail_to("a@xa.vn", 1), mail_to("b@xa.vn", 2)], server_of(controller), book) == ["postponed", "sent"]
    assert [a for a, _ in inbox.taken] == ["b@xa.vn"]


def test_a_server_that_is_away_or_refuses_the_login_is_one_line_without_the_password(
    server: tuple[Inbox, Controller],
) -> None:
    _, controller = server
    away = Server("127.0.0.1", _free_port(), "none", "", "", "vp@d.vn")
    for wrong in (
        away,
        server_of(controller, tls="tls"),
        server_of(controller, tls="starttls"),
        server_of(controller, user="a", password="BiMat"),
    ):
        book = Book()
        with pytest.raises(PostError) as raised:
            post([mail_to("a@xa.vn")], wrong, book)
        assert "BiMat" not in str(raised.value)
        assert "\n" not in str(raised.value)
        assert book.steps == []


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_login_is_used_where_it_is_asked_for() -> None:
    inbox, said = Inbox(), []

    def ask(server: Any, session: Any, envelope: Any, mechanism: str, data: LoginPassword) -> AuthResult:
        said.append(data.password)
        return AuthResult(success=data.password == b"BiMat", handled=False)

    controller = Controller(inbox, hostname="127.0.0.1", port=_free_port(), authenticator=ask, auth_required=True, auth_require_tls=False)  # fmt: skip
    controller.start()
    try:
        assert post([mail_to("a@xa.vn")], server_of(controller, user="vp", password="BiMat"), Book()) == ["sent"]
        with pytest.raises(PostError, match="tên hoặc mật khẩu"):
            post([mail_to("a@xa.vn")], server_of(controller, user="vp", password="Sai"), Book())
    finally:
        controller.stop()
    assert said


_STEPS = ("before the intent", "after the intent", "after the message", "before it is written", "after it is written")


@pytest.mark.parametrize("at", _STEPS)
def test_killed_at_any_step_no_mail_arrives_twice_and_none_is_lost_without_a_word(
    at: str, server: tuple[Inbox, Controller], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox, controller = server
    ledger = open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path)
    due = [mail_to("a@xa.vn", 1), mail_to("b@xa.vn", 2)]

    def trap(act: Callable[..., Any], when: str, state: str = "") -> Callable[..., Any]:
        def done(first: Any, *arguments: Any) -> Any:
            mine = not state or arguments[0][0].state == state
            if mine and when == "before":
                raise Killed
            out = act(first, *arguments)
            if mine:
                raise Killed
            return out

        return done

    with monkeypatch.context() as patch:
        if "message" in at:
            import smtplib

            patch.setattr(smtplib.SMTP, "getreply", _after_the_dot(smtplib.SMTP.getreply))
        else:
            state = "begun" if "intent" in at else "sent"
            patch.setattr(Ledger, "add_sendings", trap(Ledger.add_sendings, at.split()[0], state))
        with pytest.raises(Killed):
            list(send_all(due, server_of(controller), ledger.add_sendings, lambda: NOW))
    ledger.close()
    ledger = open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path)
    _settle(inbox, at)
    states = {s.telling: s.state for s in ledger.sendings()}
    arrived = Counter(a for a, _ in inbox.taken)
    # nothing arrived without at least the intent standing in the ledger
    assert all(states.get(m.telling.name) in ("begun", "sent") for m in due if arrived[m.address])
    again = [m for m in due if states.get(m.telling.name) is None]
    list(send_all(again, server_of(controller), ledger.add_sendings, lambda: NOW))
    arrived = Counter(a for a, _ in inbox.taken)
    assert max(arrived.values()) == 1
    states = {s.telling: s.state for s in ledger.sendings()}
    assert all(arrived[m.address] == 1 or states[m.telling.name] == "begun" for m in due)  # or it is told as in doubt
    ledger.close()


def _after_the_dot(real: Callable[..., Any]) -> Callable[..., Any]:
    """Die while waiting for the answer to a whole message: only that one begins with 250 and follows a 354."""
    waiting = [False]

    def getreply(self: Any) -> Any:
        if waiting[0]:
            raise Killed
        code, words = real(self)
        waiting[0] = code == 354
        return code, words

    return getreply


def _settle(inbox: Inbox, at: str) -> None:
    import time

    for _ in range(100):  # the server goes on for a moment after we are dead
        if inbox.taken or at in _STEPS[:2]:
            return
        time.sleep(0.02)


def test_the_command_shows_first_sends_when_told_so_and_never_twice(
    place: Place, server: tuple[Inbox, Controller], tmp_path: Path
) -> None:
    inbox, controller = server
    registry = with_contacts(
        tmp_path / "danh-muc", A_SYT={"email": "syt@dongthap.gov.vn"}, A_SNV={"email": "snv@dongthap.gov.vn"}
    )
    for name in ("Sở Y tế", "Sở Nội vụ", "Sở Tài chính"):
        place.drop(f"{name}/a.xlsx", xlsx(form({"A": [(name, "0277 3851")]})))
    lines = told(place, registry=registry)
    config = place.root / "danhba.toml"
    config.write_text(
        f'smtp_host = "127.0.0.1"\nsmtp_port = {controller.port}\nsmtp_tls = "none"\nsmtp_from = "vp@dongthap.gov.vn"\n'
        f'outbox = "{place.outbox}"\nvar = "{place.var}"\nregistry = "{registry}"\n',
        encoding="utf-8",
    )

    def send(*options: str) -> str:
        done = CliRunner().invoke(app, ["send", "--config", str(config), *options])
        assert done.exit_code == 0, done.output
        return done.stdout

    shown = send()
    assert "Sẽ gửi Sở Y tế <syt@dongthap.gov.vn>: Còn 1 lỗi" in shown
    assert "Xem thử: 2 thư" in shown
    assert "Không gửi 1 gói (danh mục chưa có địa chỉ thư): Sở Tài chính" in shown
    assert send("--yes", "--dry-run") == shown
    assert inbox.taken == []
    inbox.refuse = {"snv@dongthap.gov.vn": "550 no such user"}
    assert "1 đã gửi, 1 bị từ chối" in send("--yes")
    assert "Không có gì để gửi." in send("--yes")
    assert [a for a, _ in inbox.taken] == ["syt@dongthap.gov.vn"]
    status = CliRunner().invoke(app, ["status", "--config", str(config)]).stdout
    assert "2 gói chờ gửi; đã gửi 1 gói, gần nhất lúc" in status
    assert "1 gói bị máy chủ thư từ chối" in status
    inbox.refuse = {}
    assert "1 đã gửi" in send("--yes", "--again", "A-SNV")
    assert "Đã ghi: 1 gói" in send("--by-hand", "A-STC")
    assert told(place, "2021-09-02T22:00:00+07:00", registry=registry) == {}  # what was sent leaves with the next run
    ledger = open_ledger(f"sqlite:///{place.var / 'ledger.db'}", place.var)
    assert {t.name for t in ledger.tellings()} == {line["telling"] for line in lines.values()}
    ledger.close()


def test_a_package_that_the_ledger_does_not_know_is_not_sent(place: Place, tmp_path: Path) -> None:
    folder = with_contacts(tmp_path / "danh-muc", A_SYT={"email": "syt@dongthap.gov.vn"})
    place.drop("Sở Y tế/a.xlsx", xlsx(form({"A": [("Sở Y tế", "0277 3851")]})))
    told(place, registry=folder)
    registry = load_registry(folder)
    ledger = open_ledger(f"sqlite:///{place.var / 'ledger.db'}", place.var)
    tellings = ledger.tellings()
    ledger.close()
    assert [m.why for m in mails(place.outbox, tellings, [], registry)] == [""]
    for known in ([], [*tellings, Telling("f" * 16, "A-SYT", "findings", 1, "2021-09-02T15:00:00Z")]):
        (mail,) = mails(place.outbox, known, [], registry)
        assert "không khớp" in mail.why
    (path,) = (place.outbox / "gui-don-vi").glob("A-SYT*/thu.eml")
    path.write_bytes(path.read_bytes().replace(tellings[0].name.encode(), b"0" * 16))
    assert "không khớp" in mails(place.outbox, tellings, [], registry)[0].why
    begun = Sending(tellings[0].name, "A-SYT", "syt@dongthap.gov.vn", "begun", "2021-09-02T15:00:00Z")
    path.write_bytes(path.read_bytes().replace(b"0" * 16, tellings[0].name.encode()))
    assert "chưa rõ đã tới" in mails(place.outbox, tellings, [begun], registry)[0].why
    assert mails(place.outbox, tellings, [begun], registry, ["A-SYT"])[0].why == ""
