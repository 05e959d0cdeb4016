"""Taking mails in, by command and as the night's first step: what fails there is told and hinders nothing."""

from __future__ import annotations

import logging

from danhba.receive.mailbox import Fetch, Mailbox, MailboxError, fetch
from danhba.run.context import RunContext
from danhba.settings import Settings
from danhba.store.ledger import Ledger
from danhba.vietnamese.system_errors import system_words

_log = logging.getLogger(__name__)


def mailbox_of(settings: Settings) -> Mailbox:
    """Return the mailbox of the settings. Raises OSError where its password cannot be read."""
    return Mailbox(
        settings.imap_host, settings.imap_port, settings.imap_tls, settings.imap_user, settings.password("imap"),
        settings.imap_folder, settings.imap_flag, settings.max_file_mb << 20,
    )  # fmt: skip


def fetch_into(settings: Settings, ledger: Ledger) -> Fetch:
    """Take unread mails into the inbox. Raises MailboxError, LedgerError, OSError."""
    return fetch(mailbox_of(settings), settings.inbox, ledger.fetched(), ledger.add_fetched, settings.now())


def fetch_before(context: RunContext) -> None:
    """Take mails in before the inbox is looked at, where a mailbox is set. A mailbox that is away costs the night its
    mails only."""
    if not context.settings.imap_host:
        return
    try:
        done = fetch_into(context.settings, context.ledger)
    except MailboxError as error:
        context.mailbox = str(error)
    except OSError as error:
        context.mailbox = f"Không ghi được thư vào hộp nhận: {system_words(error)}."
    else:
        context.mailbox = "; ".join(done.left)
        if done.taken:
            context.first = None  # the inbox is not what it was
    if context.mailbox:
        _log.error("mailbox", extra={"reason": context.mailbox})
