"""Telling people: each trouble once to each address until it changes or ends, through apprise; what was told stands in
var/told.json."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import socket
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from danhba.nights.facts import troubles_of
from danhba.nights.troubles import Trouble
from danhba.output.files import write_new
from danhba.settings import Settings

_STATE = "told.json"
_log = logging.getLogger(__name__)
Told = dict[str, dict[str, str]]  # address's mark → kind and mark of each trouble told → its line
Send = Callable[[str, str, str], bool]  # (address, title, text) → whether it went out


def messages(found: Sequence[Trouble], told: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the lines to send to one address that was told of `told`: (new troubles, troubles that have ended)."""
    now = {_key(t): t for t in found}
    kinds = {t.kind for t in found}
    new = [t.line for k, t in now.items() if k not in told]
    ended = [line for k, line in told.items() if k not in now and k.split(" ", 1)[0] not in kinds]
    return new, ended


def tell(settings: Settings, found: Sequence[Trouble], send: Send | None = None) -> list[str]:
    """Send what is new to every address; return one line for each that could not be reached, without the address."""
    addresses = settings.notify_addresses
    if not addresses:
        return []
    try:
        settings.var.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(settings.var / "told.lock", timeout=60, mode=0o600):
            return _tell_all(settings.var, addresses, found, send or send_by_apprise)
    except Timeout:
        return []  # somebody else is telling it
    except OSError:  # a disk that is full or away is told all the same, perhaps twice
        return _tell_all(None, addresses, found, send or send_by_apprise)


def tell_quietly(settings: Settings) -> list[Trouble]:
    """Look, and tell who is to be told; whatever fails is in danhba.log and never hinders who calls."""
    try:
        found = troubles_of(settings)
        for line in tell(settings, found):
            _log.error("not told", extra={"reason": line})
    except Exception as error:
        _log.error("not told", extra={"kind": type(error).__name__})  # its words may hold an address
        return []
    return found


def _tell_all(var: Path | None, addresses: Sequence[str], found: Sequence[Trouble], send: Send) -> list[str]:
    told = _read(var)
    unreached = []
    for number, address in enumerate(addresses, 1):
        mark = hashlib.sha256(address.encode()).hexdigest()[:16]
        known = told.get(mark, {})
        new, ended = messages(found, known)
        if (new or ended) and not send(address, _title(new), _text(new, ended)):
            scheme = address.split("://", 1)[0] if "://" in address else "?"  # without one all of it may be a password
            unreached.append(
                f"Không gửi được tin tới địa chỉ thứ {number} trong notify ({scheme}://…):"
                " xem lại địa chỉ, mật khẩu, đường mạng; lần sau gửi lại"
            )
            continue
        told[mark] = {_key(t): t.what for t in found}
        _write(var, told)  # after each: an address that was told is not told again because the next one is away
    return unreached


def send_by_apprise(address: str, title: str, text: str) -> bool:
    """Send one message; whether it went out. What apprise says of an address may hold its password: it is said
    nowhere."""
    logger = logging.getLogger("apprise")
    logger.handlers, logger.propagate = [logging.NullHandler()], False
    from apprise import Apprise, AppriseAsset

    try:
        post = Apprise(asset=AppriseAsset(app_id="danhba", app_desc="danhba", secure_logging=True))
        return bool(post.add(address)) and bool(post.notify(body=text, title=title))
    except Exception as error:
        _log.warning("apprise", extra={"kind": type(error).__name__})
        return False


def _title(new: Sequence[str]) -> str:
    host = socket.gethostname()
    return f"danhba ({host}): {len(new)} việc cần xem" if new else f"danhba ({host}): đã ổn"


def _text(new: Sequence[str], ended: Sequence[str]) -> str:
    return "\n\n".join([*new, *(f"Đã hết: {line}" for line in ended)])


def _key(trouble: Trouble) -> str:
    return f"{trouble.kind} {trouble.mark}"


def _read(var: Path | None) -> Told:
    if var is not None:
        with contextlib.suppress(OSError, ValueError, AttributeError, TypeError):
            told = json.loads((var / _STATE).read_text(encoding="utf-8"))
            return {str(a): {str(k): str(v) for k, v in lines.items()} for a, lines in told.items()}
    return {}


def _write(var: Path | None, told: Told) -> None:
    if var is not None:
        with contextlib.suppress(OSError):
            write_new(var / _STATE, json.dumps(told, ensure_ascii=False).encode(), ours_alone=True)
