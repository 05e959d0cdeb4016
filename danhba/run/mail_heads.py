"""What the heads of archived mails say: from whom they are and what about. Of each mail the archive is asked once, and
the ledger remembers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from danhba.model.submission import Receipt
from danhba.read.in_file import InFile
from danhba.read.mail_sender import HEAD, sender_of_mail, subject_of_mail
from danhba.store.contents import content_of
from danhba.store.sealed import SealingArchive

STATE = "mail_heads"  # of the ledger: id of a receipt → sender, subject


class MailHeads:
    """The heads of the mails that a run speaks of, by their receipts."""

    def __init__(
        self, receipts: Iterable[Receipt], archive: SealingArchive, remembered: Mapping[str, Sequence[str]]
    ) -> None:
        """remembered: what `remembered` was on the night before."""
        self._archive = archive
        self._sha256 = {r.id: r.sha256 for r in receipts}
        # Of what is sealed nothing is remembered in the clear.
        may = {receipt for receipt, sha256 in self._sha256.items() if sha256 not in archive.sealed}
        self._told = {receipt: (told[0], told[1]) for receipt, told in remembered.items() if receipt in may}
        self._tonight: dict[str, tuple[str, str]] = {}

    @property
    def remembered(self) -> Mapping[str, tuple[str, str]]:
        """What the ledger is to remember: sender and subject by receipt."""
        return self._told

    def sender(self, receipt_id: str) -> str:
        """Return what stands after From:, '' where it cannot be told."""
        return self._of(receipt_id)[0]

    def subject(self, receipt_id: str) -> str:
        """Return what a mail is about, '' where it cannot be told."""
        return self._of(receipt_id)[1]

    def _of(self, receipt_id: str) -> tuple[str, str]:
        told = self._told.get(receipt_id) or self._tonight.get(receipt_id)
        if told is None and (sha256 := self._sha256.get(receipt_id)):
            remembered = self._told if sha256 not in self._archive.sealed else self._tonight
            try:
                head = self._head(sha256)
                told = remembered[receipt_id] = sender_of_mail(head), subject_of_mail(head)
            except OSError:
                # What became of it is told elsewhere, and it may be there another night.
                told = self._tonight[receipt_id] = "", ""
        return told or ("", "")

    def _head(self, sha256: str) -> bytes:
        """Return the first bytes of a content that was found whole. Raises OSError."""
        content = content_of(self._archive, sha256)
        if isinstance(content, InFile):
            with open(content.path, "rb") as file:
                return file.read(HEAD)
        return (content if isinstance(content, bytes) else content.data)[:HEAD]
