"""One bad input costs one finding: whatever lies in the inbox, the night ends well, and a neighbour's number is published."""

from __future__ import annotations

import io
import os
import shutil
import socket
import sys
import textwrap
import time
import zipfile
from pathlib import Path

import pytest

from danhba.model.grid import ReadError
from danhba.read.container import members
from danhba.read.kind import Kind, kind_of, may_be_container
from danhba.read.limits import Limits
from danhba.samples.builder import form, xlsx, zipped
from tests.conftest import REGISTRY, ROOT, Place, danhba

XA = "Xã Tân Khánh Trung"
GOOD = xlsx(form({"C": [(XA, "0277 3851 001")]}))
ATTACHED = (
    b'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="a.xlsx"\n'
    b"Content-Transfer-Encoding: base64\n\nUEsDBA==\n"
)


def nested_mail(parts: int) -> bytes:
    out = [b"From: a@x.vn\nTo: b@x.vn\nMIME-Version: 1.0\n"]
    for i in range(parts):
        out.append(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (i, i))
    return b"".join(out) + ATTACHED + b"".join(b"--b%d--\n" % i for i in reversed(range(parts)))


def long_heading(name: bytes, value: bytes) -> bytes:
    return b"From: a@x.vn\nTo: b@x.vn\n" + name + b": " + value + b"\n\nXin ch\xc3\xa0o\n"


def bomb(layers: int, copies: int = 10, size: int = 100 << 20) -> bytes:
    """A zip of a few kB that unfolds to copies**(layers-1) times `size` bytes."""
    data = b""
    for layer in range(layers):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            if layer == 0:
                with file.open("0.bin", "w") as member:
                    for _ in range(size >> 20):
                        member.write(bytes(1 << 20))
            else:
                for i in range(copies):
                    file.writestr(f"{i}.zip", data)
        data = out.getvalue()
    return data


MAILS = {
    "nested": nested_mail(3000),
    "parentheses": long_heading(b"Content-Type", b"(" * 20_000),
    "semicolons": long_heading(b"Content-Disposition", b"attachment" + b";" * 300_000),
    "subject": long_heading(b"Subject", b"(" * 20_000),
    "folded": b"From: a\r\n" + b" x\r\n" * 5000 + b"\x00",
    "charset": long_heading(b"Content-Type", b"text/plain; charset=" + b"\xff" * 50),
    "boundary": long_heading(b"Content-Type", b"multipart/mixed; boundary="),
}


@pytest.mark.parametrize("name", MAILS)
def test_a_bad_mail_is_refused_and_costs_no_time(name: str) -> None:
    data = MAILS[name]
    import time

    start = time.perf_counter()
    assert may_be_container(data, len(data)) in (True, False)
    try:
        if kind_of(data) is Kind.MAIL:
            members(data, Kind.MAIL, "thu.eml")
        code = ""
    except ReadError as error:
        code = error.code
    assert code in ("", "file_corrupt", "file_empty", "file_unsupported")
    assert time.perf_counter() - start < 20


def test_one_budget_for_everything_in_a_container() -> None:
    limits = Limits(inflated_bytes=3 << 20, entries=30)
    deep = zipped({f"{i}.zip": zipped({"a.bin": bytes(1 << 20)}) for i in range(5)})
    with pytest.raises(ReadError, match="kể cả tệp nén lồng nhau") as caught:
        members(deep, Kind.ZIP, "a.zip", limits)
    assert caught.value.code == "file_too_large"
    many = zipped({f"{i}.zip": zipped({f"{j}.txt": b"x" for j in range(20)}) for i in range(5)})
    with pytest.raises(ReadError, match="hơn 30 tệp"):
        members(many, Kind.ZIP, "a.zip", limits)
    fits = zipped({"a.zip": zipped({"b.zip": zipped({"c.csv": b"x"}), "d.csv": b"y"}), "hong.zip": b"PK\x03\x04"})
    assert members(fits, Kind.ZIP, "t.zip", limits) == [
        ("t.zip!/a.zip!/b.zip!/c.csv", b"x"),
        ("t.zip!/a.zip!/d.csv", b"y"),
        ("t.zip!/hong.zip", b"PK\x03\x04"),
    ]


def test_names_inside_a_container_can_be_shown() -> None:
    inside = zipped({"../../etc/passwd": b"a", "x\n\x1b[31m.csv": b"b", "y" * 5000: b"c"})
    names = [name for name, _ in members(inside, Kind.ZIP, "t.zip")]
    assert all(len(n) < 500 and n.isprintable() for n in names)
    assert len(set(names)) == 3


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7", Kind.PDF),
        (b"\xff\xd8\xff\xe0", Kind.IMAGE),
        (b"\x00\x00\x00\x18ftypmp42", Kind.VIDEO),
        (b"\x1a\x45\xdf\xa3", Kind.VIDEO),
        (b"ID3\x03", Kind.SOUND),
    ],
)
def test_a_supporting_document_of_any_size_is_one(head: bytes, kind: Kind) -> None:
    assert kind_of(head.ljust(100, b"\0"), size=5 << 30) is kind
    assert kind_of(head.ljust(100, b"\0")) is kind


def test_what_is_too_large_is_known_by_its_head() -> None:
    with pytest.raises(ReadError) as caught:
        kind_of(GOOD[:1000], size=5 << 30)
    assert caught.value.code == "file_too_large"


def sparse(path: Path, size: int, head: bytes = b"") -> None:
    with path.open("wb") as file:
        file.write(head)
        file.truncate(size)


def long_path(inbox: Path) -> None:
    """A file below a path of more than 4,096 bytes, made step by step."""
    at = os.open(inbox, os.O_RDONLY)
    for _ in range(22):
        os.mkdir("d" * 200, dir_fd=at)
        below = os.open("d" * 200, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    handle = os.open("a.xlsx", os.O_WRONLY | os.O_CREAT, dir_fd=at)
    os.write(handle, GOOD)
    os.close(handle)
    os.close(at)


ROOT_USER = os.geteuid() == 0 and shutil.which("setpriv") is not None
NOBODY = 65534


def foreign(*paths: Path) -> None:
    """Give files to another user; a run without root's rights may not do with them what it likes."""
    for path in paths if ROOT_USER else ():
        os.chown(path, NOBODY, NOBODY)


def in_subprocess(root: Path, extra: str = "") -> tuple[int, str, int]:
    """Run a night without root's rights in a process of its own; return (exit status, what it printed, its peak memory in MB)."""
    code = textwrap.dedent(f"""
        import os, resource, sys
        {extra}
        sys.argv = ["danhba", "run", "--no-prefect", "--inbox", {str(root / "inbox")!r}, "--outbox", {str(root / "outbox")!r},
            "--var", {str(root / "var")!r}, "--registry", {str(REGISTRY)!r}, "--settle", "0", "--workers", "1"]
        from danhba.cli.main import main
        status = 0
        try:
            main()
        except SystemExit as ended:
            status = ended.code or 0
        print("PEAK", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10)
        sys.exit(status)
    """)
    import subprocess

    done = subprocess.run(
        [*(["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if ROOT_USER else []), sys.executable, "-c", code],
        capture_output=True, text=True, timeout=200, check=False, cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    peak = next((int(line.split()[1]) for line in done.stdout.splitlines() if line.startswith("PEAK")), 0)
    return done.returncode, done.stdout + done.stderr, peak


@pytest.fixture
def open_place(place: Place) -> Place:
    """A place whose inbox everybody may write into."""
    place.inbox.chmod(0o777)
    return place


def test_nothing_in_the_inbox_ends_the_night(open_place: Place) -> None:
    """Everything of the issue at once, received by another user; the second night is sound too."""
    place, inbox = open_place, open_place.inbox
    place.drop(f"{XA}/tot.xlsx", GOOD)
    for name, data in MAILS.items():
        if name != "folded":
            place.drop(f"{name}.eml", data)
    place.drop("bom.zip", bomb(3))
    sparse(inbox / "phim.mp4", 300 << 20, b"\x00\x00\x00\x18ftypmp42")
    sparse(inbox / "khong-lo.bin", 5 << 40)
    long_path(inbox)
    (place.drop("tuong-lai.xlsx", GOOD + b"1"), os.utime(inbox / "tuong-lai.xlsx", (10**12, 10**12)))
    (inbox / os.fsdecode(b"\xff\xfe\n.xlsx")).write_bytes(GOOD + b"2")
    os.mkfifo(inbox / "ong.xlsx")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(inbox / "o"))
        (inbox / "lien-ket").symlink_to("/dev/zero")
        if ROOT_USER:
            place.drop("rieng.xlsx", GOOD).chmod(0o600)
            (inbox / "kin").mkdir()
            place.drop("kin/a.xlsx", GOOD)
            (inbox / "kin").chmod(0o700)
            foreign(inbox / "rieng.xlsx", inbox / "kin", inbox / XA / "tot.xlsx")
            os.mknod(inbox / "zero", 0o20666, os.makedev(1, 5))
        (inbox / XA).chmod(0o777)
        for night in (1, 2):
            status, said, peak = in_subprocess(place.root)
            assert (status, "Traceback" in said) == (0, False), said
            assert peak < 600, f"night {night}: {peak} MB"
    assert place.directory["30181"]["phone"] == "0277 3851 001"
    page = (place.outbox / "reports" / "index.html").read_text(encoding="utf-8")
    for told in ("ong.xlsx (ống dẫn", "o (cổng", "lien-ket (liên kết", "khong-lo.bin (5242880 MB", "đường dẫn quá dài"):
        assert told in page
        assert told in said or "mục nữa" in said
    if ROOT_USER:
        for told in ("rieng.xlsx (không có quyền đọc)", "kin (thư mục, không có quyền đọc)", "zero (thiết bị"):
            assert told in page
    codes = {(f["source_file"], f["code"]) for f in place.findings}
    for name in ("bom.zip", "nested.eml", "parentheses.eml", "semicolons.eml"):
        assert {c for n, c in codes if n == name} & {"file_too_large", "file_corrupt"}, name
    assert ("phim.mp4", "evidence_received") in codes
    assert not [p for p in inbox.iterdir() if p.suffix == ".eml"]


@pytest.mark.parametrize("mode", [0o555, pytest.param(0o1777, marks=pytest.mark.long)])
def test_an_inbox_that_lets_nothing_be_taken_is_told(open_place: Place, mode: int) -> None:
    if not ROOT_USER:
        pytest.skip("needs another user")
    foreign(open_place.drop("a.xlsx", GOOD), open_place.inbox)
    open_place.inbox.chmod(mode)
    status, said, _ = in_subprocess(open_place.root)
    assert status == 3
    assert "Không lấy được tệp nào trong hộp nhận" in said
    assert "Traceback" not in said
    assert not (open_place.outbox / "current").exists()
    open_place.inbox.chmod(0o777)
    assert in_subprocess(open_place.root)[0] == 0


def test_a_claim_that_ended_two_runs_is_set_aside(place: Place) -> None:
    place.drop(f"{XA}/tot.xlsx", GOOD)
    place.drop("giet.xlsx", b"giet")
    kill = (
        "import danhba.receive.take_in as r; real = r.copy_still\n"
        "        def dies(full, archive): os._exit(9) if full.endswith('giet.xlsx') else None; return real(full, archive)\n"
        "        r.copy_still = dies"
    )
    place.root.chmod(0o777)
    for _ in range(2):
        assert in_root(place, kill)[0] == 9
    status, said = in_root(place, kill)
    assert status == 0, said
    assert [p.name for p in (place.var / "quarantine").rglob("*") if p.is_file()] == ["giet.xlsx"]
    assert "giet.xlsx" in said
    assert [(f["source_file"], f["severity"]) for f in place.findings if f["code"] == "file_quarantined"] == [
        ("giet.xlsx", "error")
    ]
    assert place.directory["30181"]["phone"] == "0277 3851 001"
    told = danhba("status", "--inbox", place.inbox, "--outbox", place.outbox, "--var", place.var).stdout
    assert "1 tệp được tách riêng" in told
    assert in_root(place, "")[0] == 0  # a quiet night keeps saying it
    assert "file_quarantined" in {f["code"] for f in place.findings}


def in_root(place: Place, extra: str) -> tuple[int, str]:
    """Run a night in a process of its own, as ourselves."""
    status, said, _ = in_subprocess(
        place.root, f"os.setuid = lambda n: None\n        {extra}".replace("os.setuid", "pass; os.x")
    )
    return status, said


def odd(kind: str, folder: Path) -> Path:
    path = folder / "x"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    return {"zero": Path("/dev/zero"), "missing": folder / "khong-co.xlsx"}.get(kind, path)


@pytest.mark.parametrize("kind", ["fifo", "folder", "zero", "missing"])
def test_check_never_opens_what_is_no_file(kind: str, tmp_path: Path) -> None:
    good = tmp_path / "a.xlsx"
    good.write_bytes(GOOD)
    done = danhba("check", odd(kind, tmp_path), good)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "a.xlsx" in done.stdout


def test_an_archive_that_says_too_much_is_refused_before_any_of_it_is_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for i in range(6):
            file.writestr(f"{i}.bin", bytes(100 << 20))
    start = time.process_time()
    with pytest.raises(ReadError, match="giải nén vượt 512 MB"):
        members(out.getvalue(), Kind.ZIP, "bom.zip")
    assert time.process_time() - start < 0.2


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_a_spoilt_size_in_an_archive_does_not_spoil_the_neighbours(method: int) -> None:
    """The directory says of one file, by a flipped bit, that it gives 2 GB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        file.writestr("hong.csv", b"x" * 40)
        file.writestr("tot.xlsx", GOOD)
    data = bytearray(out.getvalue())
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"PK\x01\x02")) + 24
    data[at : at + 4] = (2 << 30).to_bytes(4, "little")
    assert dict(members(bytes(data), Kind.ZIP, "a.zip"))["a.zip!/tot.xlsx"] == GOOD
