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


def _inbox(tmp_path: Path, *contents: bytes) -> tuple[list[Any], _Archive]:
    archive = _Archive(tmp_path)
    archive.sealed = {}
    return [SimpleNamespace(id=f"r{i}", sha256=archive.put_bytes(data)[0]) for i, data in enumerate(contents)], archive


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
    receipts, archive = _inbox(tmp_path, _MAIL, b"no mail at all")
    heads = MailHeads(receipts, archive, {})  # type: ignore[arg-type]
    for _ in range(3):
        assert (heads.sender("r0"), heads.subject("r0")) == ("Xã Tân Mỹ <vt@example.vn>", "Nop phu luc")
        assert (heads.sender("r1"), heads.subject("r1"), heads.sender("unknown")) == ("", "", "")
    assert len(asked) == 2
    again = MailHeads(receipts, archive, heads.remembered)  # type: ignore[arg-type]
    assert again.subject("r0") == "Nop phu luc"
    assert len(asked) == 2


def test_what_cannot_be_read_tonight_is_asked_for_another_night(tmp_path: Path, asked: list[str]) -> None:
    receipts, archive = _inbox(tmp_path, _MAIL)
    path = archive.path(receipts[0].sha256)
    path.chmod(0o600)
    path.write_bytes(b"spoilt")
    heads = MailHeads(receipts, archive, {})  # type: ignore[arg-type]
    assert (heads.sender("r0"), heads.subject("r0")) == ("", "")
    assert heads.remembered == {}
    path.write_bytes(_MAIL)
    assert MailHeads(receipts, archive, {}).subject("r0") == "Nop phu luc"  # type: ignore[arg-type]


def test_of_what_is_sealed_nothing_is_remembered(tmp_path: Path, asked: list[str]) -> None:
    receipts, archive = _inbox(tmp_path, _MAIL)
    heads = MailHeads(receipts, archive, {})  # type: ignore[arg-type]
    heads.subject("r0")
    archive.sealed = {receipts[0].sha256: object()}
    again = MailHeads(receipts, archive, heads.remembered)  # type: ignore[arg-type]
    assert again.subject("r0") == "Nop phu luc"
    assert again.remembered == {}
