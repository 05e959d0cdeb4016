"""outbox/gui-don-vi: what lies in a unit's package, what never does, and that nothing is told twice, whatever interrupts a night."""

from __future__ import annotations

import csv
import email
import hashlib
import io
import re
import zipfile
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from typer.testing import CliRunner

from danhba.cli.main import app
from danhba.handouts.blank_form import blank_form
from danhba.handouts.many_forms import ManyForms
from danhba.model.telling import Telling
from danhba.outgoing.addresses import ask_about, remembered, still_accepted
from danhba.outgoing.mail import draft
from danhba.outgoing.names import legal
from danhba.outgoing.words import Letter
from danhba.registry import Registry, load_registry
from danhba.report.for_unit import without_persons
from danhba.review.questions import REVOKE, Decision, book_of
from danhba.samples.builder import form, xlsx
from danhba.store.ledger import open_ledger
from danhba.store.ledger_error import LedgerError
from schemas.tables import PACKAGES
from tests.conftest import REGISTRY, Place, table
from tests.examples import share
from tests.test_contacts import with_contacts

NIGHT = "2021-09-01T22:00:00+07:00"  # before the days on which who has sent nothing is asked
SECRET = ("Trần Thị Bí Mật", "NGUYỄN VĂN KÍN", "Tuấn")
XA, OTHER = "Xã Tân Khánh Trung", "Xã Tân Mỹ, huyện Lấp Vò"


def told(place: Place, as_of: str = NIGHT, **more: object) -> dict[str, dict[str, str]]:
    """Run a night that tells units; return the lines of gui-don-vi.csv by unit."""
    place.run(as_of, tell_units=True, **more)
    return {line["unit_code"]: line for line in table(place.outbox / PACKAGES.path)}


def files_of(place: Place, line: dict[str, str]) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (place.outbox / "gui-don-vi" / line["folder"]).iterdir()}


def everything(place: Place) -> dict[str, str]:
    root = place.outbox / "gui-don-vi"
    return {
        str(p.relative_to(root)): hashlib.sha256(p.read_bytes()).hexdigest() for p in root.rglob("*") if p.is_file()
    }


def mail_of(files: dict[str, bytes]) -> EmailMessage:
    mail = email.message_from_bytes(files["thu.eml"], policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def texts(name: str, data: bytes) -> str:
    """Return all text of a file, unpacked."""
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            parts = (
                re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), book.read(n).decode("utf-8", "replace"))
                for n in book.namelist()
            )
            return "\n".join(parts)
    if name.endswith(".eml"):
        mail = email.message_from_bytes(data, policy=default)
        assert isinstance(mail, EmailMessage)
        inside = "\n".join(texts(p.get_filename() or "", p.get_payload(decode=True)) for p in mail.iter_attachments())  # type: ignore[arg-type]
        body = mail.get_body()
        assert body is not None
        return f"{mail['Subject']}\n{mail['To']}\n{body.get_content()}\n{inside}"
    return data.decode("utf-8-sig")


def district(phones: dict[str, str]) -> bytes:
    return xlsx(form({"B": [("Huyện Lấp Vò", "0277 3845 001")], "C": list(phones.items())}))


def test_a_unit_with_errors_gets_all_it_needs(place: Place, tmp_path: Path) -> None:
    registry = with_contacts(
        tmp_path / "danh-muc",
        A_SYT={"email": "soyte@dongthap.gov.vn", "zalo_phone": "0912345678"},
    )
    place.drop("Sở Y tế/phu-luc.xlsx", xlsx(form({"A": [("Sở Y tế", "0277 3851")]})))
    lines = told(place, registry=registry)
    assert list(lines) == ["A-SYT"]
    line = lines["A-SYT"]
    assert (line["matter"], line["errors"], line["reminder"], line["answer_by"]) == ("findings", "1", "0", "06/09/2021")
    assert (line["email"], line["zalo_phone"], line["folder"]) == (
        "soyte@dongthap.gov.vn",
        "0912345678",
        "A-SYT Sở Y tế",
    )
    files = files_of(place, line)
    assert set(files) == {"thu.eml", "tin-nhan.txt", "phieu-ra-soat.html", "phieu-ra-soat.xlsx", "bieu-mau.xlsx"}
    mail = mail_of(files)
    assert (mail["X-Unsent"], mail["To"].addresses[0].addr_spec) == ("1", "soyte@dongthap.gov.vn")
    assert "còn 1 lỗi" in mail["Subject"][:60].lower()
    assert "Cần sửa trước ngày 06/09/2021" in mail.get_body().get_content()
    attached = {p.get_filename(): p.get_payload(decode=True) for p in mail.iter_attachments()}
    assert attached == {n: d for n, d in files.items() if n not in ("thu.eml", "tin-nhan.txt")}
    assert all(p.get_content_disposition() == "attachment" for p in mail.iter_attachments())
    assert not any(p.get_content_maintype() == "image" for p in mail.walk())
    assert "0277 3851" in texts("a.html", files["phieu-ra-soat.html"])
    short = files["tin-nhan.txt"].decode("utf-8-sig")
    assert "1 lỗi" in short
    assert "06/09/2021" in short
    assert len(short) < 400
    # the marked copy, mended, is a return of that unit, by its mark alone
    book = load_workbook(io.BytesIO(files["phieu-ra-soat.xlsx"]))
    (cell,) = (c for row in book.worksheets[0].iter_rows() for c in row if c.value == "0277 3851")
    cell.value = "0277 3851 234"
    out = io.BytesIO()
    book.save(out)
    place.drop("phieu-ra-soat.xlsx", out.getvalue())
    assert told(place, "2021-09-02T22:00:00+07:00", registry=registry) == {}
    assert place.directory["A-SYT"]["phone"] == "0277 3851 234"


def test_no_other_units_data_and_no_persons_in_any_package(place: Place) -> None:
    commune = form({"C": [(XA, "0277 3851 (Trần Thị Bí Mật trực)"), ("Xã Không Có Thật", "0277 3846 999"), (OTHER, "0277 3846 777")]})  # fmt: skip
    commune += [[], ["", "", "NGƯỜI LẬP BIỂU"], ["", "", "NGUYỄN VĂN KÍN"]]
    place.drop(f"{XA}/phu luc cua Trần Thị Bí Mật.xlsx", xlsx(commune))
    # a district whose communes share a number with another's unit, and one that contradicts it
    place.drop("Huyện Lấp Vò/a.xlsx", district({OTHER: "0277 3846 111", "Xã Hội An Đông": "0277 38 (Tuấn)"}))
    place.drop(
        "Sở Y tế/b.xlsx", xlsx(form({"A": [("Sở Y tế", "0277 3846 111 - Tuấn"), ("Sở Nội vụ", "0277 3847 222")]}))
    )
    place.drop("Xã Định An/c.xlsx", xlsx(form({"C": [("Xã Định An, huyện Lấp Vò", "0277 3846 111 ; 0277 3846 333")]})))
    lines = told(place, "2021-09-05T22:00:00+07:00")
    assert len(lines) > 150
    own = {  # numbers that a unit wrote itself and nobody else may read
        "0277 3846 777": {lines[c]["unit_code"] for c in lines if lines[c]["name"] == XA},
        "0277 3846 999": {lines[c]["unit_code"] for c in lines if lines[c]["name"] == XA},
        "0277 3847 222": {"A-SYT"},
        "0277 3846 333": {c for c in lines if lines[c]["name"] == "Xã Định An"},
    }
    with_report = 0
    for code, line in lines.items():
        files = files_of(place, line)
        with_report += "phieu-ra-soat.html" in files
        for name, data in files.items():
            said = texts(name, data)
            for person in SECRET:
                assert person not in said, (code, name, person)
            for number, units in own.items():
                assert number not in said or code in units, (code, name, number)
            for other in lines.values():  # folders and files of others
                assert other["unit_code"] == code or f"{other['folder']}" not in said, (code, name)
        if code == "A-SYT":
            assert "phieu-ra-soat.xlsx" not in files  # rows of another unit: no copy of its sheet leaves
            assert "3847 222" not in "".join(texts(n, d) for n, d in files.items())
            assert "Sở Nội vụ" not in "".join(texts(n, d) for n, d in files.items())
    assert with_report >= 4
    (above,) = (line for line in lines.values() if line["name"] == "Huyện Lấp Vò")
    page = texts("x.html", files_of(place, above)["cap-duoi.html"])
    assert "Xã Tân Mỹ" in page
    assert "3846" not in page


def test_told_once_and_the_same_night_again_changes_no_byte(place: Place) -> None:
    place.drop("Sở Y tế/phu-luc.xlsx", xlsx(form({"A": [("Sở Y tế", "0277 3851")]})))
    first = told(place)
    before = everything(place)
    places = {p: p.stat().st_ino for p in (place.outbox / "gui-don-vi").rglob("*")}
    assert told(place, "2021-09-01T23:00:00+07:00") == first
    place.drop("khac.txt", b"khong lien quan")
    assert told(place, "2021-09-02T22:00:00+07:00") == first
    assert everything(place) == before
    assert {p: p.stat().st_ino for p in (place.outbox / "gui-don-vi").rglob("*")} == places
    # mended: the package is gone; nobody else hears anything
    place.drop("Sở Y tế/lan 2.xlsx", xlsx(form({"A": [("Sở Y tế", "0277 3851 234")]})))
    assert told(place, "2021-09-03T22:00:00+07:00") == {}
    assert [p.name for p in (place.outbox / "gui-don-vi").iterdir()] == ["gui-don-vi.csv"]


def test_a_night_with_nothing_new_still_reminds_on_its_day(place: Place) -> None:
    place.drop("Sở Y tế/phu-luc.xlsx", xlsx(form({"A": [("Sở Y tế", "0277 3851")]})))
    told(place)
    assert [line["reminder"] for line in told(place, "2021-09-03T22:00:00+07:00").values()] == ["0"]
    lines = told(place, "2021-09-04T22:00:00+07:00")
    assert (lines["A-SYT"]["reminder"], lines["A-SYT"]["matter"], len(lines)) == ("1", "findings", 196)
    assert lines["A-SNV"]["subject"].startswith("Nhắc lần 1: chưa có biểu mẫu")


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("where", ["danhba.outgoing.write.swap_folder", "danhba.run.outgoing.write_proposals", "danhba.store.ledger.Ledger.add_run", "danhba.store.journal.Journal.append"])  # fmt: skip
def test_a_kill_at_any_step_neither_loses_nor_doubles_a_telling(
    where: str, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.drop("Sở Y tế/phu-luc.xlsx", xlsx(form({"A": [("Sở Y tế", "0277 3851")]})))
    count = 0

    def kill(*_: object, **__: object) -> None:
        nonlocal count
        count += 1
        raise Killed

    with monkeypatch.context() as patch:
        if where.endswith("append"):  # only at the last transaction of the night
            from danhba.store.ledger import Ledger

            real = Ledger.add_run

            def add_run(self: Ledger, *arguments: object, **more: object) -> None:
                patch.setattr(where, kill)
                real(self, *arguments, **more)  # type: ignore[arg-type]

            patch.setattr("danhba.store.ledger.Ledger.add_run", add_run)
        else:
            patch.setattr(where, kill)
        with pytest.raises((Killed, LedgerError)):
            told(place)
    assert count == 1
    ledger = open_ledger(f"sqlite:///{place.var / 'ledger.db'}", place.var)
    assert ledger.tellings() == []
    ledger.close()
    lines = told(place, "2021-09-02T22:00:00+07:00")
    assert {c: (line["reminder"], line["told_at"]) for c, line in lines.items()} == {
        "A-SYT": ("0", "2021-09-02T15:00:00Z")
    }
    assert told(place, "2021-09-03T22:00:00+07:00") == lines
    ledger = open_ledger(f"sqlite:///{place.var / 'ledger.db'}", place.var)
    assert [t.name for t in ledger.tellings()] == [lines["A-SYT"]["telling"]]
    ledger.close()
    assert [p.name for p in place.outbox.iterdir() if p.name.startswith(".")] == []


def test_an_address_seen_in_a_mail_is_a_question_and_used_once_a_reviewer_says_so(place: Place) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Văn thư <vanthu@dongthap.gov.vn>", "Sở Y tế"
    mail.set_content("Kính gửi")
    mail.add_attachment(xlsx(form({"A": [("Sở Y tế", "0277 3851")]})), maintype="application", subtype="xlsx", filename="Sở Y tế.xlsx")  # fmt: skip
    place.drop("thu.eml", mail.as_bytes())
    lines = told(place)
    assert lines["A-SYT"]["email"] == ""
    assert mail_of(files_of(place, lines["A-SYT"]))["To"] is None
    (seen,) = table(place.outbox / "review" / "dia-chi-thu.csv")
    assert (seen["unit_code"], seen["email_seen"], seen["email_registry"]) == ("A-SYT", "vanthu@dongthap.gov.vn", "")
    assert seen["answer"] == ""
    book = load_workbook(place.outbox / "review" / "quyet-dinh.xlsx")
    (asked,) = [r for r in book["Quyết định"].iter_rows(min_row=5) if "vanthu@dongthap.gov.vn" in str(r[3].value)]
    assert asked[1].value == "Sở Y tế"
    assert "chưa có địa chỉ" in str(asked[3].value)
    asked[5].value, asked[6].value = "Gửi tới vanthu@dongthap.gov.vn", "Nguyễn Văn An"
    book.save(out := io.BytesIO())
    place.hand_in("quyet-dinh.xlsx", out.getvalue())
    before = lines["A-SYT"]["telling"]
    lines = told(place, "2021-09-02T22:00:00+07:00")
    assert (lines["A-SYT"]["email"], lines["A-SYT"]["telling"]) == ("vanthu@dongthap.gov.vn", before)
    assert "vanthu@dongthap.gov.vn" in str(mail_of(files_of(place, lines["A-SYT"]))["To"])
    assert [line["answer"] for line in table(place.outbox / "review" / "dia-chi-thu.csv")] == ["used"]
    options = ["--outbox", str(place.outbox), "--var", str(place.var), "--registry", str(REGISTRY)]
    assert "Sẽ gửi Sở Y tế <vanthu@dongthap.gov.vn>" in CliRunner().invoke(app, ["send", *options]).stdout


MAIL = "vanthu@xa.gov.vn"


def _proposed(*units: str, address: str = MAIL) -> list[dict[str, str]]:
    return [{"unit_code": u, "name": u, "email_registry": "", "email_seen": address, "source_file": "a.eml!/b.xlsx", "received_at": f"2021-09-0{n + 1}T01:00:00Z", "answer": ""} for n, u in enumerate(units)]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        (_proposed("30181"), ["30181"]),
        (_proposed("875", "30181", "30175"), ["875"]),  # a district sends its communes' returns
        (_proposed("30181", "30175"), []),  # of whom it is nobody knows
        (_proposed("A-SYT", "30181"), []),
        (_proposed("30181", address="kstthc@tinh.gov.vn"), []),  # our own: passed on
        (_proposed("30181", address="x y@xa.gov.vn"), []),
        (_proposed("30181", address="a@xa.gov.vn\r\nBcc: b@c.vn"), []),
    ],
)
def test_only_an_address_that_may_be_one_units_own_is_asked_about(
    lines: list[dict[str, str]], asked: list[str]
) -> None:
    book = book_of([])
    assert ask_about(lines, ["", "kstthc@tinh.gov.vn"], load_registry(REGISTRY), book) == {}
    assert [q.unit_code for q in book.questions] == asked


def test_an_accepted_address_stays_until_it_is_taken_back_or_the_registry_has_another() -> None:
    registry = load_registry(REGISTRY)
    lines = [*_proposed("30181"), *_proposed("30181", address="xa@gmail.com")]
    ask_about(lines, [], registry, first := book_of([]))
    given = [Decision(q.id, q.basis, q.choices[0].key, q.choices[0].label, "A", "", f"2021-09-0{2 - n}T01:00:00Z") for n, q in enumerate(first.questions)]  # fmt: skip
    assert ask_about(lines, [], registry, book_of(given)) == {"30181": MAIL}  # of two the one accepted last
    assert ask_about(lines[1:], [], registry, book_of(given)) == {"30181": "xa@gmail.com"}
    more = [*lines, *_proposed("30175")]  # another unit's return came from there: the answer stands
    assert ask_about(more, [], registry, book_of(given)) == {"30181": MAIL}
    back = Decision(given[0].question, given[0].basis, REVOKE, "", "A", "", "2021-09-03T01:00:00Z")
    assert ask_about(lines[:1], [], registry, book_of([*given, back])) == {}
    other = [lines[0] | {"email_registry": "moi@xa.gov.vn"}]
    book = book_of(given)
    assert ask_about(other, [], registry, book) == {}
    assert book.questions[0].lapsed
    kept = remembered({"30181": MAIL}, registry)
    changed = replace(
        registry, units=tuple(replace(u, email="moi@xa.gov.vn") if u.code == "30181" else u for u in registry.units)
    )
    assert still_accepted(kept, registry) == {"30181": MAIL}
    assert still_accepted(kept, changed) == {}


@settings(max_examples=share(60), deadline=None)
@given(st.text(max_size=120))
def test_names_of_folders_are_legal_everywhere(name: str) -> None:
    made = legal(name)
    assert made
    assert made == made.strip(" .")
    assert len(made) <= 81
    assert not set(made) & set('<>:"/\\|?*')
    assert all(c >= " " for c in made)
    assert made.split(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}
    assert legal(made) == made or made.startswith("_")


@settings(max_examples=share(60), deadline=None)
@given(st.text(max_size=200), st.text(max_size=300), st.text(max_size=60), st.binary(max_size=3000))
def test_whatever_stands_in_a_letter_the_draft_holds_it_and_nothing_else(
    subject: str, words: str, name: str, data: bytes
) -> None:
    subject, words, name = (t.encode("utf-8", "ignore").decode() for t in (subject, words, name))
    letter = Letter(subject, [words], "")
    telling = Telling("0123456789abcdef", "875", "findings", 0, "2021-09-06T01:00:00Z")
    made = draft(letter, telling, (name, "a@b.vn"), "c@d.vn", {"bieu-mau.xlsx": data})
    assert made == draft(letter, telling, (name, "a@b.vn"), "c@d.vn", {"bieu-mau.xlsx": data})
    mail = email.message_from_bytes(made)
    assert mail.keys() == [
        "X-Unsent",
        "X-Danhba-Telling",
        "From",
        "To",
        "Subject",
        "Date",
        "MIME-Version",
        "Content-Type",
    ]
    said = str(email.header.make_header(email.header.decode_header(mail["Subject"])))
    assert said.split() == subject.split()
    body, attached = mail.get_payload()  # type: ignore[misc]
    assert body.get_payload(decode=True) == letter.body.replace("\n", "\r\n").encode()  # type: ignore[union-attr]
    assert attached.get_payload(decode=True) == data  # type: ignore[union-attr]
    assert all(len(line) <= 998 for line in made.split(b"\r\n"))


def test_forms_made_by_the_dozen_are_those_made_one_by_one(registry: Registry) -> None:
    import datetime as dt

    at, key = dt.datetime(2021, 9, 6, tzinfo=dt.UTC), b"k" * 32
    entry = {registry.units[3].code: {"phone": "0277 3851 234", "extension": "", "note": "Trực 24/24"}}
    many = ManyForms(registry, entry, at, key)
    made = {unit.code: many.of(unit) for unit in registry.units}
    for unit in [*registry.units[:6], *registry.units[::29]]:
        assert made[unit.code] == blank_form(unit, registry, entry, at, key, alone=True)
    assert len(set(made.values())) == len(made)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("0912 345 678 (Nguyễn Văn A)", "0912 345 678 (…)"), ("Gặp anh Ba: 0912345678", "Gặp …: 0912345678"),
        ("UBND xã Trần Phú", "UBND xã Trần Phú"), ("0912 345 678 - Tuấn", "0912 345 678 - …"), ("TRẦN VĂN BÌNH", "…"),
        ("Chánh Văn phòng: 0912345678", "Chánh Văn phòng: 0912345678"), ("CƠ QUAN, ĐƠN VỊ", "CƠ QUAN, ĐƠN VỊ"), ("Văn phòng UBND", "Văn phòng UBND"),
    ],
)  # fmt: skip
def test_names_of_persons_go_and_places_and_posts_stay(text: str, rest: str) -> None:
    assert without_persons(text) == rest


def test_the_table_is_for_mail_merge(place: Place) -> None:
    place.drop("Sở Y tế/phu-luc.xlsx", xlsx(form({"A": [("Sở Y tế", "0277 3851")]})))
    told(place)
    data = (place.outbox / PACKAGES.path).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    assert tuple(next(csv.reader(data.decode("utf-8-sig").splitlines()))) == PACKAGES.columns
