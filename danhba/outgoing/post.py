"""Handing one mail after the other to a mail server, so that each arrives at most once and whoever asks knows how it
ended.

A message is whole for the server only with the line that ends it: until then a lost connection has sent nothing. That
line is sent after the intent was written down, and what was answered is written down after it: between the two a mail
is in doubt.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from danhba.vietnamese.system_errors import system_words
from danhba.vietnamese.text import one_line

_SECONDS = 60.0
_AT_LINE = re.compile(rb"(?m)^\.")


class PostError(Exception):
    """The mail server cannot be used at all; the text is one clear line in Vietnamese, without a password."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where mails are handed in. tls: starttls, tls or none; password: in clear, '' for no login."""

    host: str
    port: int
    tls: str
    user: str
    password: str
    sender: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a mail: sent; refused (for good) or postponed, with the server's words; None as `sent`: nobody
    knows."""

    sent: bool | None
    for_good: bool = False
    words: str = ""


class Post:
    """A connection to one mail server, made anew after it was lost."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._line: smtplib.SMTP | None = None
        self._open = False  # a message is begun that the server has not answered: nothing else may be said

    def hand_in(self, address: str, message: bytes, begun: Callable[[], None]) -> Answer:
        """Hand in one message. begun: writes down that it may arrive from now on. Raises PostError where no mail can be
        handed in."""
        line = self._connected()
        try:
            if (answer := self._envelope(line, address)) is not None:
                return answer
            body = re.sub(rb"\r?\n", b"\r\n", message)
            body = body if body.endswith(b"\r\n") else body + b"\r\n"
            line.send(_AT_LINE.sub(b"..", body))
        except (OSError, smtplib.SMTPException) as error:  # nothing has been sent
            self._drop()
            return Answer(False, False, _said(error))
        begun()
        try:
            line.send(b".\r\n")
            code, words = line.getreply()
            self._open = False
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return Answer(None, False, _said(error))
        if code == 250:
            return Answer(True)
        return Answer(False, 500 <= code < 600, _words(code, words))

    def _envelope(self, line: smtplib.SMTP, address: str) -> Answer | None:
        """Name sender and receiver and open the message; None when the server waits for it."""
        code, words = line.mail(self._server.sender)
        if code >= 500:
            raise PostError(
                f"Máy chủ thư không nhận địa chỉ người gửi “{self._server.sender}” ({_words(code, words)}); xem "
                f"lại smtp_from."
            )
        if code < 400:
            code, words = line.rcpt(address)
        if code < 400:
            code, words = line.docmd("DATA")
        if code == 354:
            self._open = True
            return None
        with suppress(OSError, smtplib.SMTPException):
            line.rset()
        return Answer(False, 500 <= code < 600, _words(code, words))

    def _connected(self) -> smtplib.SMTP:
        if self._line is not None:
            return self._line
        server = self._server
        place = f"{server.host}:{server.port}"
        try:
            if server.tls == "tls":
                line: smtplib.SMTP = smtplib.SMTP_SSL(
                    server.host, server.port, timeout=_SECONDS, context=ssl.create_default_context()
                )
            else:
                line = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
                if server.tls == "starttls":
                    line.starttls(context=ssl.create_default_context())
            line.ehlo_or_helo_if_needed()
            if server.user:
                line.login(server.user, server.password)
        except smtplib.SMTPAuthenticationError as error:
            raise PostError(
                f"Máy chủ thư {place} không nhận tên hoặc mật khẩu; xem lại smtp_user, smtp_password."
            ) from error
        except (OSError, smtplib.SMTPException) as error:
            raise PostError(f"Không nối được với máy chủ thư {place}: {_said(error)}.") from error
        self._line = line
        return line

    def _drop(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line, self._open = None, False

    def close(self) -> None:
        """Say goodbye."""
        if self._line is not None:
            if not self._open:
                with suppress(OSError, smtplib.SMTPException):
                    self._line.quit()
            self._drop()


def _words(code: int, words: bytes) -> str:
    return one_line(f"{code} {words.decode('utf-8', 'replace')}")[:160]


def _said(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return "không lập được kết nối mã hóa (chứng thư của máy chủ không đúng, hoặc smtp_tls đặt sai)"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "máy chủ ngắt kết nối"
    if isinstance(error, smtplib.SMTPException):
        return "máy chủ trả lời không đúng giao thức thư"
    return system_words(error) if isinstance(error, OSError) else type(error).__name__
