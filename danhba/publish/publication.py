"""One publication: a new immutable folder with a manifest of hashes; `current` is swapped only when it is whole."""

from __future__ import annotations

import contextlib
import csv
import errno
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from danhba.output.files import FOR_EVERYBODY, make_folder, swap_folder, sync_folder
from danhba.output.valid_tables import check_lines
from danhba.publish.edition import Edition
from danhba.publish.formats import make_all
from danhba.publish.guard import Guard
from danhba.vietnamese.dates import utc
from schemas.tables import CHANGES, DIRECTORY

_BEGUN = ".begun"  # ending of the mark that stands beside a publication until it is known what became of it
_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)  # what a disk says that knows no symbolic links


@dataclass(frozen=True, slots=True)
class Published:
    """What a run did: the id that `current` names, and whether it is new."""

    id: str
    new: bool
    entries: int
    changes: list[dict[str, str]] = field(default_factory=list)  # lines of thay-doi.csv, where it is new
    held: str = ""  # why the new one was not put in place, in words
    held_id: str = ""  # which it is


def current(outbox: Path) -> dict[str, object] | None:
    """Return the manifest that `current` leads to, None where nothing has been published."""
    try:
        manifest: dict[str, object] = json.loads((outbox / "current" / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return manifest


def publish(
    edition: Edition,
    outbox: Path,
    guard: Guard = Guard(),
    held_before: str = "",
    make: Callable[[Edition], dict[str, bytes]] = make_all,
) -> Published:
    """Publish an edition, unless what is published has the same content. Raises OSError; `current` is then as it was.

    held_before: the id of a publication with this content that already waits to be confirmed; make: makes every format.
    """
    now = current(outbox)
    if now is not None and now.get("content") == edition.content and now.get("registry") == edition.registry.digest:
        return Published(str(now["id"]), False, len(edition.entries))
    publications = outbox / "publications"
    make_folder(publications)
    for left in publications.glob(".*.tmp"):
        shutil.rmtree(left, ignore_errors=True)
    lines = edition.changes
    refusal = guard.refusal(edition)
    if refusal and held_before and (publications / held_before / "manifest.json").exists():
        return Published(str(now["id"]) if now else "", False, len(edition.before), lines, refusal, held_before)
    target = publications / edition.id
    if not (target / "manifest.json").exists():
        building = publications / f".{edition.id}.{secrets.token_hex(4)}.tmp"
        make_folder(building)
        try:
            check_lines(DIRECTORY, edition.entries)
            check_lines(CHANGES, edition.changes)
            made = make(edition)
            from danhba.publish.formats.data_package import render_datapackage

            made["datapackage.json"] = render_datapackage(edition, made)
            files: dict[str, dict[str, object]] = {}
            for name, data in made.items():
                _write(building / name, data)
                files[name] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            _write(building / "manifest.json", _manifest(edition, files))
            sync_folder(building)
            _begun(publications, edition.id).touch()
            building.replace(target)
            sync_folder(publications)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
    if refusal:
        return Published(str(now["id"]) if now else "", False, len(edition.before), lines, refusal, edition.id)
    _swap(outbox, f"publications/{edition.id}")
    return Published(edition.id, True, len(edition.entries), lines)


def take_away_unfinished(outbox: Path, kept: Collection[str]) -> None:
    """Remove publications that a run made and was killed before it put them in place or held them: nobody was shown
    them, and the next run makes its own. kept: ids of what is published and of what is held. Raises OSError."""
    publications = outbox / "publications"
    for mark in publications.glob(_begun(publications, "*").name):
        publication = mark.name[1 : -len(_BEGUN)]
        if publication not in kept:
            shutil.rmtree(publications / publication, ignore_errors=True)
        mark.unlink()


def finished(outbox: Path, publication: str) -> None:
    """Note that what became of a publication is written down. Raises OSError."""
    _begun(outbox / "publications", publication).unlink(missing_ok=True)


def _begun(publications: Path, publication: str) -> Path:
    return publications / f".{publication}{_BEGUN}"


def whole(folder: Path) -> list[str]:
    """Return what is wrong with a publication's folder: files that lack or differ from the manifest. Empty when it is
    whole."""
    try:
        files = dict(json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"])
        told = {str(name): str(values["sha256"]) for name, values in files.items()}
    except (OSError, ValueError, KeyError, TypeError, IndexError):  # damaged, it may say anything
        return ["manifest.json"]
    wrong = []
    for name, sha256 in told.items():
        try:
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != sha256:
                wrong.append(name)
        except (OSError, ValueError):
            wrong.append(name)
    return wrong


def manifest_hash(outbox: Path, publication: str) -> str:
    """Return the SHA-256 of a publication's manifest, which holds those of its files; '' where it cannot be read."""
    try:
        return hashlib.sha256((outbox / "publications" / publication / "manifest.json").read_bytes()).hexdigest()
    except OSError:
        return ""


def confirm(outbox: Path, publication: str) -> None:
    """Put a held publication in place. Raises ValueError with one line when it is not whole, OSError."""
    folder = outbox / "publications" / publication
    wrong = whole(folder)
    if wrong:
        raise ValueError(
            f"Bản “{publication}” không nguyên vẹn ({', '.join(wrong)}); chạy lại danhba run để tạo bản mới."
        )
    _swap(outbox, f"publications/{publication}")


def published_entries(outbox: Path) -> list[dict[str, str]]:
    """Return the entries that `current` leads to; none where nothing has been published."""
    try:
        with (outbox / "current" / "danh-ba.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except OSError:
        return []


def _manifest(edition: Edition, files: dict[str, dict[str, object]]) -> bytes:
    document = {
        "id": edition.id,
        "as_of": utc(edition.as_of),
        "content": edition.content,
        "registry": edition.registry.digest,
        "entries": len(edition.entries),
        "files": files,
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        os.fchmod(file.fileno(), FOR_EVERYBODY)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _swap(outbox: Path, target: str) -> None:
    link = outbox / "current"
    temporary = outbox / f".current.{secrets.token_hex(4)}"
    try:
        temporary.symlink_to(target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _swap_copy(outbox, target)
        return
    try:
        if link.is_dir() and not link.is_symlink():  # a copy, from a time when the disk knew no links
            swap_folder(temporary, link)
        else:
            temporary.replace(link)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(outbox)


def _swap_copy(outbox: Path, target: str) -> None:
    """Put a copy in place where the disk knows no symbolic links (decision 0110): on Linux at once too. Raises OSError;
    `current` is then as it was."""
    for left in outbox.glob(".current.*.*"):  # of a run that was killed
        shutil.rmtree(left, ignore_errors=True)
    building = outbox / f".current.{secrets.token_hex(4)}.tmp"
    try:
        shutil.copytree(outbox / target, building, copy_function=_link_or_copy)
        swap_folder(building, outbox / "current")
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise


def _link_or_copy(old: str, new: str) -> None:
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)
