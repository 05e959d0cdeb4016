"""Text PDFs: the words of their first page, and who signed them. Nothing is fetched or run; what cannot be read within
the limits says nothing.

Read in a worker like any other file. The libraries are loaded when the first PDF comes.
"""

from __future__ import annotations

import io
import logging
import time
from dataclasses import dataclass
from typing import Any, cast

_MOST = 16 << 20  # bytes of a file that is looked into
_INFLATED = 4 << 20  # bytes that a stream may unpack to
_SECONDS = 2.0  # for the words of a page
_WORDS = 20_000  # characters of them
_SIGNATURES = 5


class _EnoughError(Exception):
    """Time or words are spent."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed, as the certificate's subject names them, the nearest first; intact: the signature is that of the
    certificate and every byte that it covers is as it was signed; whole: it covers all of the file. Whether the
    certificate is to be trusted is not looked at: that would need the network."""

    names: tuple[str, ...]
    intact: bool
    whole: bool


def first_page(data: bytes) -> list[str]:
    """Return the lines of the first page, none where it has no text (a scan) or cannot be read."""
    if len(data) > _MOST:
        return []
    import pypdf

    limits = {
        **dict.fromkeys(
            (
                "maximum_declared_stream_length", "array_based_stream_maximum_output_length",
                "lzw_maximum_output_length", "run_length_maximum_output_length", "zlib_maximum_output_length",
            ),
            _INFLATED,
        ),
        "zlib_maximum_recovery_input_length": 1 << 20,
        "stream_decoding_work_maximum_length": 4 * _INFLATED,
        "stream_parsing_work_maximum_count": 200_000,
        "xform_maximum_invocations_per_extraction": 100,
        "jbig2dec_binary": None,  # no other program is started
        "disable_legacy_handling": True,
    }  # fmt: skip
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    end = time.perf_counter() + _SECONDS
    words: list[str] = []
    size = 0

    def heed(text: Any, *_: Any) -> None:
        nonlocal size
        words.append(text)
        size += len(text)
        if size > _WORDS:
            raise _EnoughError

    def on_time(*_: Any) -> None:
        if time.perf_counter() > end:
            raise _EnoughError

    try:
        with pypdf.apply_configuration(**limits):
            reader = pypdf.PdfReader(io.BytesIO(data), root_object_recovery_limit=1000)
            if reader.is_encrypted and not reader.decrypt(""):
                return []
            page = reader.pages[0]
            words = [page.extract_text(visitor_text=heed, visitor_operand_before=on_time)]
    except _EnoughError:
        pass
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # whatever a library makes of a broken file: the document is kept and says nothing
        return []
    return "".join(words)[:_WORDS].splitlines()


def signers(data: bytes) -> list[Signer]:
    """Return who signed a PDF; none where it bears no signature, or none that can be read."""
    if len(data) > _MOST or b"/ByteRange" not in data:
        return []
    try:
        return _signers(data)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        return []


def _signers(data: bytes) -> list[Signer]:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    out: list[Signer] = []
    for signature in PdfFileReader(io.BytesIO(data), strict=False).embedded_signatures[:_SIGNATURES]:
        if signature.sig_object_type != "/Sig":
            continue  # a time stamp is nobody's
        certificate = cast(Any, signature.signer_cert)
        intact = False
        coverage = SignatureCoverageLevel.UNCLEAR
        try:
            signature.compute_integrity_info(skip_diff=True)
            coverage = signature.evaluate_signature_coverage()
            digest = signature.compute_digest()
            same, valid = validate_sig_integrity(
                signature.signer_info, certificate, expected_content_type="data", actual_digest=digest
            )
            intact = bool(same and valid) and coverage >= SignatureCoverageLevel.ENTIRE_REVISION
        except Exception:  # a signature that cannot be checked is none
            intact = False
        subject = certificate.subject.native
        names: list[str] = []
        for field in ("common_name", "organizational_unit_name", "organization_name"):
            value = subject.get(field, ())
            names += [value] if isinstance(value, str) else [str(v) for v in reversed(value)]
        out.append(Signer(tuple(n[:200] for n in names if n), intact, coverage >= SignatureCoverageLevel.ENTIRE_FILE))
    return out
