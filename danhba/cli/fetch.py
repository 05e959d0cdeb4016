"""`danhba fetch`: unread mails of the mailbox into the inbox."""

from __future__ import annotations

from danhba.cli.options import ConfigOption, InboxOption, Stop, VarOption, settings_of
from danhba.vietnamese.system_errors import system_words


def fetch(inbox: InboxOption = None, var: VarOption = None, config: ConfigOption = None) -> None:
    """Lấy thư chưa đọc của hộp thư (imap_host) về thư mục nhận, mỗi thư một lần; trong hộp thư chỉ thêm dấu đã đọc.

    Ví dụ: danhba fetch
    """
    from danhba.receive.mailbox import MailboxError
    from danhba.run.lock import CannotRun, locked
    from danhba.run.mails import fetch_into
    from danhba.store.ledger import open_ledger
    from danhba.store.ledger_error import LedgerError

    settings = settings_of(config, inbox=inbox, var=var)
    if not settings.imap_host:
        raise Stop('Chưa đặt hộp thư; ghi imap_host trong danhba.toml, ví dụ: imap_host = "mail.vidu.gov.vn"', 2)
    if not settings.inbox.is_dir():
        raise Stop(f"Không có thư mục nhận tệp “{settings.inbox}”.", 2)
    try:
        with locked(settings):
            ledger = open_ledger(settings.ledger, settings.var)
            try:
                done = fetch_into(settings, ledger)
            finally:
                ledger.close(seal=True)
    except (CannotRun, LedgerError, MailboxError) as error:
        raise Stop(str(error), 3) from None
    except OSError as error:
        raise Stop(f"Không ghi được thư vào “{settings.inbox}”: {system_words(error)}.", 3) from None
    print(f"Lấy {len(done.taken)} thư về {settings.inbox}; {done.known} thư đã lấy từ trước.")
    for line in done.left:
        print(f"Để lại: {line}.")
