"""`danhba send`: the packages of outbox/gui-don-vi by mail; shown first, sent only when told so."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from danhba.cli.as_json import FormatOption, is_json, print_json
from danhba.cli.options import ConfigOption, OutboxOption, RegistryOption, Stop, VarOption, settings_of
from danhba.vietnamese.system_errors import system_words

if TYPE_CHECKING:
    from danhba.outgoing.post import Server
    from danhba.outgoing.send import Mail
    from danhba.registry import Registry
    from danhba.settings import Settings
    from danhba.store.ledger import Ledger

WORDS = {
    "sent": "đã gửi",
    "refused": "bị từ chối",
    "postponed": "chưa gửi được, lần sau gửi lại",
    "begun": "chưa rõ đã tới hay chưa",
}


def send(
    yes: Annotated[bool, typer.Option("--yes", help="gửi thật; không có thì chỉ cho xem sẽ gửi gì")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="chỉ cho xem, mạnh hơn --yes")] = False,
    unit: Annotated[list[str] | None, typer.Option("--unit", help="chỉ gửi cho mã này, dùng được nhiều lần")] = None,
    again: Annotated[
        list[str] | None, typer.Option("--again", help="gửi lại cho mã này dù đã gửi, bị từ chối hoặc chưa rõ")
    ] = None,
    by_hand: Annotated[
        list[str] | None, typer.Option("--by-hand", help="ghi nhận mã này đã được gửi bằng tay; không gửi gì")
    ] = None,
    outbox: OutboxOption = None,
    var: VarOption = None,
    registry: RegistryOption = None,
    config: ConfigOption = None,
    output: FormatOption = "table",
) -> None:
    """Gửi các gói trong outbox/gui-don-vi bằng thư tới địa chỉ của đơn vị trong danh mục; mỗi gói không quá một lần.

    Ví dụ: danhba send

    Ví dụ: danhba send --yes

    Ví dụ: danhba send --by-hand 875
    """
    from filelock import FileLock, Timeout

    from danhba.outgoing.post import PostError
    from danhba.registry import RegistryError, load_registry
    from danhba.store.ledger import open_ledger
    from danhba.store.ledger_error import LedgerError

    settings = settings_of(config, outbox=outbox, var=var, registry=registry)
    as_json = is_json(output)
    try:
        known = load_registry(settings.registry)
        if not (settings.var / "ledger.db").exists() and not settings.ledger_url.get_secret_value():
            raise Stop("Chưa chạy lần nào nên chưa có gói nào để gửi; chạy: danhba run", 2)
        for code in (*(unit or ()), *(again or ()), *(by_hand or ())):
            if code not in known.by_code:
                raise Stop(f"Không có đơn vị mã “{code}” trong danh mục, ví dụ đúng: {known.units[-1].code}.", 2)
        with FileLock(settings.var / "send.lock", timeout=0, mode=0o600):
            _not_while_running(settings)
            ledger = open_ledger(settings.ledger, settings.var)
            try:
                if by_hand:
                    _by_hand(ledger, settings, known, by_hand)
                    return
                server = _server(settings) if yes and not dry_run else None
                _send(ledger, settings, known, unit or [], again or [], server, as_json)
            finally:
                ledger.close(seal=True)
    except Timeout:
        raise Stop("Một lệnh danhba send khác đang gửi; chờ lệnh đó xong.", 3) from None
    except RegistryError as error:
        raise Stop(str(error), 2) from None
    except (LedgerError, PostError) as error:
        raise Stop(str(error), 3) from None
    except OSError as error:
        raise Stop(f"Không đọc được “{settings.outbox}” hoặc tệp mật khẩu: {system_words(error)}.", 3) from None


def _not_while_running(settings: Settings) -> None:
    """Refuse while a run holds the lock: what it is telling is not written down yet."""
    from filelock import FileLock, Timeout

    try:
        FileLock(settings.var / "run.lock", timeout=0, mode=0o600).acquire().lock.release()
    except Timeout:
        raise Stop("Một lần chạy đang soạn các gói; chờ lần đó xong rồi gửi.", 3) from None


def _server(settings: Settings) -> Server:
    from danhba.outgoing.post import Server

    if not settings.smtp_host or not settings.smtp_from:
        raise Stop(
            "Chưa đặt máy chủ gửi thư; ghi smtp_host và smtp_from trong danhba.toml, ví dụ: smtp_host = "
            '"mail.vidu.gov.vn", smtp_from = "duongdaynong@vidu.gov.vn".',
            2,
        )
    return Server(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_tls,
        settings.smtp_user,
        settings.password("smtp"),
        settings.smtp_from,
    )


def _accepted(ledger: Ledger, registry: Registry) -> dict[str, str]:
    """Return the addresses that a reviewer let be used, by unit code, as the last run knows them."""
    from danhba.outgoing.addresses import still_accepted
    from danhba.run.due import STATE

    return still_accepted((ledger.state(STATE) or {}).get("addresses", {}), registry)


def _by_hand(ledger: Ledger, settings: Settings, registry: Registry, codes: list[str]) -> None:
    from danhba.outgoing.send import by_hand, mails

    lying = mails(settings.outbox, ledger.tellings(), ledger.sendings(), registry, accepted=_accepted(ledger, registry))
    try:
        ledger.add_sendings(by_hand(lying, list(dict.fromkeys(codes)), dt.datetime.now(dt.UTC)))
    except ValueError as error:
        raise Stop(str(error), 2) from None
    print(f"Đã ghi: {len(set(codes))} gói được gửi bằng tay. Lần chạy sau các gói này rời outbox/gui-don-vi.")


def _send(
    ledger: Ledger,
    settings: Settings,
    registry: Registry,
    units: list[str],
    again: list[str],
    server: Server | None,
    as_json: bool,
) -> None:
    from danhba.outgoing.post import PostError
    from danhba.outgoing.send import mails, send_all

    lying = mails(settings.outbox, ledger.tellings(), ledger.sendings(), registry, again, _accepted(ledger, registry))
    wanted = {*units, *again}
    lying = [m for m in lying if not wanted or m.telling.unit_code in wanted]
    due = [m for m in lying if not m.why]
    told: list[dict[str, str]] = [_line(m, "", m.why) for m in lying if m.why]
    failed = ""
    if server is None:
        told = [*(_line(m, "due", "") for m in due), *told]
    else:
        try:
            for mail, step in send_all(due, server, ledger.add_sendings, lambda: dt.datetime.now(dt.UTC)):
                told.append(_line(mail, step.state, step.detail))
                if not as_json:
                    print(f"{mail.name}: {WORDS[step.state]}{f' ({step.detail})' if step.detail else ''}")
        except PostError as error:
            failed = str(error)
    if as_json:
        print_json({"sent": server is not None, "mails": told})
    else:
        _print(told, server is not None)
    if failed:
        raise Stop(failed, 3)


def _line(mail: Mail, state: str, why: str) -> dict[str, str]:
    return {
        "unit_code": mail.telling.unit_code,
        "name": mail.name,
        "address": mail.address,
        "subject": mail.subject,
        "telling": mail.telling.name,
        "state": state or "not due",
        "why": why,
    }


def _print(told: list[dict[str, str]], sent: bool) -> None:
    for line in told:
        if line["state"] == "due":
            print(f"Sẽ gửi {line['name']} <{line['address']}>: {line['subject']}")
    kept = [line for line in told if line["state"] == "not due" and line["why"] != "đã gửi"]
    for why, number in Counter(line["why"] for line in kept).items():
        names = [line["name"] for line in kept if line["why"] == why]
        more = f" … và {number - 5} đơn vị nữa" if number > 5 else ""
        print(f"Không gửi {number} gói ({why}): {'; '.join(names[:5])}{more}")
    count = Counter(line["state"] for line in told)
    if sent:
        print(
            ", ".join(f"{count[state]} {words}" for state, words in WORDS.items() if count[state])
            or "Không có gì để gửi."
        )
    elif count["due"]:
        print(f"Xem thử: {count['due']} thư sẽ được gửi. Gửi thật: danhba send --yes")
    else:
        print("Không có thư nào chờ gửi.")
