"""The archive is asked once for whom a mail is from and what about, whatever the number of its files and of nights; of what is sealed nothing is kept in the clear."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from danhba.run import mail_heads
from danhba.run.mail_heads import MailHeads
from danhba.store.archive import Archive

_MAIL = (
    b"From: =?utf-8?q?X=C3=A3_T=C3=A2n_M=E1=BB=B9?= <vt@example.vn>\r\nSubject: Nop phu luc\r\n\r\n" + b"x" * 200_000
)


class _Archive(Archive):
    sealed: dict[str, object]


def _context(tmp_path: Path, state: dict[str, Any], *contents: bytes) -> SimpleNamespace:
    archive = _Archive(tmp_path)
    archive.sealed = {}
    receipts = [SimpleNamespace(id=f"r{i}", sha256=archive.put_bytes(data)[0]) for i, data in enumerate(contents)]
    return SimpleNamespace(receipts=receipts, archive=archive, ledger=SimpleNamespace(state=state.get), mail_heads=None)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    out: list[str] = []
    really = mail_heads.content_of

    def content_of(archive: Any, sha256: str) -> Any:
        out.append(sha256)
        return really(archive, sha256)

    monkeypatch.setattr(mail_heads, "content_of", content_of)
    return out


def test_each_mail_is_asked_once_and_remembered(tmp_path: Path, asked: list[str]) -> None:
    context = _context(tmp_path, {}, _MAIL, b"no mail at all")
    heads = MailHeads(context)  # type: ignore[arg-type]
    for _ in range(3):
        assert (heads.sender("r0"), heads.subject("r0")) == ("Xã Tân Mỹ <vt@example.vn>", "Nop phu luc")
        assert (heads.sender("r1"), heads.subject("r1"), heads.sender("unknown")) == ("", "", "")
    assert len(asked) == 2
    again = MailHeads(_context(tmp_path, {mail_heads.STATE: context.mail_heads}, _MAIL, b"no mail at all"))  # type: ignore[arg-type]
    assert again.subject("r0") == "Nop phu luc"
    assert len(asked) == 2


def test_what_cannot_be_read_tonight_is_asked_for_another_night(tmp_path: Path, asked: list[str]) -> None:
    context = _context(tmp_path, {}, _MAIL)
    path = context.archive.path(context.receipts[0].sha256)
    path.chmod(0o600)
    path.write_bytes(b"spoilt")
    heads = MailHeads(context)  # type: ignore[arg-type]
    assert (heads.sender("r0"), heads.subject("r0")) == ("", "")
    assert context.mail_heads == {}
    path.write_bytes(_MAIL)
    assert MailHeads(context).subject("r0") == "Nop phu luc"  # type: ignore[arg-type]


def test_of_what_is_sealed_nothing_is_remembered(tmp_path: Path, asked: list[str]) -> None:
    context = _context(tmp_path, {}, _MAIL)
    MailHeads(context).subject("r0")  # type: ignore[arg-type]
    kept = {mail_heads.STATE: context.mail_heads}
    context = _context(tmp_path, kept, _MAIL)
    context.archive.sealed = {context.receipts[0].sha256: object()}
    heads = MailHeads(context)  # type: ignore[arg-type]
    assert heads.subject("r0") == "Nop phu luc"
    assert context.mail_heads == {}
