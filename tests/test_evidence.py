"""Supporting documents by kind: titles made of word lists crossed with noise, never taken for a wrong kind; text PDFs and their signers."""

from __future__ import annotations

import datetime as dt
import io
import random
import time
import zlib
from collections import Counter

import pytest
from docx import Document
from fpdf import FPDF

from danhba.check.evidence import proof_of, with_subject
from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.read.pdf import first_page, signers
from danhba.vietnamese.text import fold
from tests.evidence_words import AROUND, BODIES, HEADS, HOTLINE, NOTHING, SENDERS, TITLES


def _as_typed(text: str, rng: random.Random) -> str:
    """Return a text as people write it in a file's name."""
    how = rng.randrange(6)
    text = fold(text) if how in (1, 3) else text
    if how == 2:
        return text.upper()
    if how == 3:
        return text.replace(" ", "_").replace("/", "-")
    return text.replace(" ", "-") if how == 4 else text


def _drawn(seed: int, titles: tuple[str, ...]) -> tuple[str, dict[str, object]]:
    """Return a title and where it stands: in the file's name, in its folder's, on the first page, or twice."""
    rng = random.Random(seed)
    title = rng.choice(titles).format(t=rng.choice(HOTLINE))
    noisy = rng.choice(AROUND).format(_as_typed(f"{title} {rng.choice(SENDERS)}".strip(), rng))
    device = rng.choice(["IMG_20210906_081500", "scan0001", "DSC_0012", "1", "Zalo 06-09"])
    place = rng.randrange(4)
    if place == 0:
        return title, {"stem": noisy}
    if place == 1:
        return title, {"stem": device, "folders": [noisy, "875"]}
    words = title.split()
    cut = rng.randrange(2, len(words)) if len(words) > 3 and rng.random() < 0.5 else len(words)
    lines = [" ".join(words[:cut]), " ".join(words[cut:])] if cut < len(words) else [title]
    page = [*rng.choice(HEADS), *(line.upper() if rng.random() < 0.3 else line for line in lines), *rng.choice(BODIES)]
    return title, {"stem": noisy if place == 2 else device, "lines": page}


def test_of_drawn_titles_none_is_of_a_wrong_kind_and_nearly_all_are_told() -> None:
    told: Counter[str] = Counter()
    for kind, titles in TITLES.items():
        for seed in range(400):
            title, where = _drawn(seed, titles)
            sure = proof_of(**where).sure  # type: ignore[arg-type]
            assert set(sure) <= {kind}, (title, where, sure)
            told[kind] += bool(sure)
    assert min(told[kind] for kind in TITLES) >= 380, told  # 95 of a hundred


def test_what_is_no_evidence_of_a_demand_stays_other() -> None:
    wrong = []
    for seed in range(1200):
        title, where = _drawn(seed, NOTHING)
        if sure := proof_of(**where).sure:  # type: ignore[arg-type]
            wrong.append((title, where, sure))
    assert wrong == []


def test_a_title_against_its_files_name_and_two_kinds_in_one() -> None:
    page = ["THÔNG BÁO", "Về việc niêm yết công khai đường dây nóng", "Kính gửi: ..."]
    assert proof_of("lich truc duong day nong", lines=page).sure == ()
    both = proof_of("scan", lines=["QUYẾT ĐỊNH", "Phân công trực và mở sổ theo dõi đường dây nóng", "Căn cứ"]).sure
    assert set(both) == {"duty", "log"}
    assert proof_of("Niêm yết lịch trực đường dây nóng").sure == ("duty",)  # the roster is made public, not the number


@pytest.mark.parametrize(
    ("stem", "subject", "sure"),
    [
        ("niem yet", "Tài liệu đường dây nóng", ("publicity",)),
        ("niem yet", "Công khai ngân sách", ()),
        ("niem yet", "", ()),
        ("IMG_0001", "Ảnh niêm yết đường dây nóng", ("publicity",)),
        ("IMG_0001", "Niêm yết và lịch trực đường dây nóng", ()),
        ("image001", "Ảnh niêm yết đường dây nóng", ()),  # a logo of the mail itself
        ("cong van", "Ảnh niêm yết đường dây nóng", ()),
    ],
)
def test_the_subject_of_the_mail_tells_what_a_name_leaves_open(stem: str, subject: str, sure: tuple[str, ...]) -> None:
    assert with_subject(proof_of(stem), subject) == sure
    assert proof_of(stem, mail=subject).sure == sure


# --- PDFs -------------------------------------------------------------------------------------------------------------


def _pdf(*lines: str) -> bytes:
    book = FPDF()
    book.add_page()
    book.add_font("D", "", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    book.set_font("D", size=12)
    for line in lines:
        book.cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(book.output())


def _signed(data: bytes, person: str, unit: str, above: str) -> bytes:
    from asn1crypto import keys
    from asn1crypto import x509 as asn1
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers as signing
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    key = ec.generate_private_key(ec.SECP256R1())
    fields = (
        (NameOID.ORGANIZATION_NAME, above),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, unit),
        (NameOID.COMMON_NAME, person),
    )
    name = x509.Name([x509.NameAttribute(oid, text) for oid, text in fields])
    since = dt.datetime(2021, 1, 1)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(5)
        .not_valid_before(since).not_valid_after(since + dt.timedelta(days=3650)).sign(key, hashes.SHA256())
    )  # fmt: skip
    encoding, plain = serialization.Encoding.DER, serialization.NoEncryption()
    signer = signing.SimpleSigner(
        signing_cert=asn1.Certificate.load(certificate.public_bytes(encoding)),
        signing_key=keys.PrivateKeyInfo.load(key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain)),
        cert_registry=SimpleCertificateStore(),
    )
    out = io.BytesIO()
    about = signing.PdfSignatureMetadata(field_name="S1")
    signing.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)), about, signer=signer, output=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def notice() -> bytes:
    return _pdf(
        "ỦY BAN NHÂN DÂN", "XÃ TÂN MỸ", "THÔNG BÁO", "Về việc công khai số đường dây nóng", "Kính gửi: nhân dân"
    )


@pytest.fixture(scope="module")
def signed(notice: bytes) -> bytes:
    return _signed(notice, "Nguyễn Văn Mật", "Ủy ban nhân dân xã Tân Mỹ", "Huyện Lấp Vò")


def test_a_signer_is_shown_as_evidence_of_the_sender_and_no_person_is_named(reader: Reader, signed: bytes) -> None:
    reading = reader.read([Source("scan0001.pdf", signed)])[0]
    assert reading.proof.sure == ("publicity",)
    assert [(e.kind, e.unit_code) for e in reading.submitter.evidence] == [("signature", reading.submitter.unit_code)]
    assert reader.registry.full_name(reading.submitter.unit_code) == "Xã Tân Mỹ, huyện Lấp Vò"
    detail = str(reading.findings[0].params["detail"])
    assert "công khai, niêm yết số đường dây nóng" in detail
    assert "còn nguyên vẹn" in detail
    assert "Mật" not in repr(reading)


def test_a_signature_that_no_longer_fits_or_does_not_cover_all_is_no_evidence(reader: Reader, signed: bytes) -> None:
    at = signed.index(b"stream") + 20
    altered = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    for data, words in ((altered, "không còn khớp"), (signed + b"\n% more\n", "phần thêm sau khi ký")):
        reading = reader.read([Source("scan0001.pdf", data)])[0]
        assert reading.submitter.unit_code == ""
        assert words in str(reading.findings[0].params["detail"])
    other = reader.read([Source("A-SNV/scan0001.pdf", signed)])[0]  # the folder says another unit than the signature
    assert other.submitter.contradicted


def test_hostile_pdfs_say_nothing_and_end_soon(notice: bytes, signed: bytes) -> None:
    bomb = zlib.compress(zlib.compress(b"0 0 Td (a) Tj " * 3_000_000, 9), 9)
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    page = (
        b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>>>endobj "
    )
    content = b"4 0 obj<</Subtype/Form/Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(bomb) + bomb
    hostile = head + page + content + b"\nendstream endobj trailer<</Root 1 0 R>>"
    loop = head.replace(b"[3 0 R]", b"[2 0 R]") + b"trailer<</Root 1 0 R/Prev 0>>"
    rng = random.Random(5)
    cases = [hostile, loop, b"%PDF-1.4\n", b"%PDF-1.7" + b"[" * 100_000, notice[: len(notice) // 2]]
    for _ in range(12):
        spoilt = bytearray(signed)
        for _ in range(30):
            spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
        cases.append(bytes(spoilt))
    for data in cases:
        begun = time.perf_counter()
        first_page(data)
        signers(data)
        assert time.perf_counter() - begun < 5


def test_a_word_document_is_told_by_its_title(reader: Reader) -> None:
    document = Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "UBND HUYỆN LẤP VÒ\nXÃ TÂN MỸ\nSố: 12/QĐ-UBND"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    for line in ("QUYẾT ĐỊNH", "Về việc mở sổ theo dõi tiếp nhận phản ánh qua đường dây nóng", "Căn cứ …", "Điều 1. …"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    reading = reader.read([Source("30175/qd.docx", out.getvalue())])[0]
    assert reading.evidence_kind
    assert reading.proof.sure == ("log",)
