"""A file that is no form: kept as a supporting document, with whose it is and what it proves."""

from __future__ import annotations

from collections.abc import Sequence

from danhba.check.evidence import proof_of
from danhba.check.findings import file_finding
from danhba.identify.sender import Witness
from danhba.model.submission import Evidence, Reading, Source, stem_of
from danhba.read.pdf import Signer
from danhba.registry import Registry
from schemas.evidence import EVIDENCE_WORDS, EvidenceKind


class SupportingDocuments:
    """Takes files for supporting documents, against one registry."""

    def __init__(self, registry: Registry, witness: Witness) -> None:
        self._registry, self._witness = registry, witness

    def take(
        self, reading: Reading, source: Source, lines: Sequence[str] = (), signed: Sequence[Signer] = ()
    ) -> Reading:
        """Take a file for a supporting document: whose it is, what it proves. lines: its first page; signed: by
        whom."""
        by, told = self._signed_by(signed)
        reading.submitter = self._witness.decide([*self._witness.before_rows(source.folder, source.stem, (), ""), *by])
        code = reading.submitter.unit_code
        names = self._names_of(code)
        who = self._registry.full_name(code) if code else "đơn vị chưa rõ"
        *around, own = source.source_file.split("!/")
        folders = [*reversed(own.split("/")[:-1]), *(f for c in reversed(around) for f in _folders(c))]
        mail = " ".join(stem_of(c) for c in around if c.lower().endswith(".eml"))
        reading.proof = proof_of(stem_of(own), folders, lines, names, mail)
        kinds = "; ".join(EVIDENCE_WORDS[EvidenceKind(k)] for k in reading.proof.sure)
        detail = "; ".join([f"{reading.evidence_kind}{f' ({kinds})' if kinds else ''}", *told])
        file_finding(reading, "evidence_received", detail=detail, submitter=who)
        return reading

    def _signed_by(self, signed: Sequence[Signer]) -> tuple[list[Evidence], list[str]]:
        """Return the units that signatures name, as evidence where nothing was altered since, and what is said of them:
        never a person's name."""
        evidence: list[Evidence] = []
        told: list[str] = []
        for signer in signed:
            named = [e for e in self._witness.before_rows("", "", signer.names) if e.unit_code]
            unit = self._witness.decide(named).unit_code
            whose = self._registry.full_name(unit) if unit else "người hoặc cơ quan không có trong danh mục"
            if not signer.intact:
                told.append(f"chữ ký số ghi của {whose} không còn khớp với nội dung tệp")
                continue
            later = "" if signer.whole else ", tệp có phần thêm sau khi ký"
            told.append(f"ký số bởi {whose}, phần đã ký còn nguyên vẹn{later} (chưa đối chiếu nơi cấp chứng thư)")
            if unit and signer.whole:
                evidence.append(Evidence("signature", whose, unit))
        return evidence, told

    def _names_of(self, code: str) -> list[str]:
        """Return the names of a unit and of those above it, which say nothing of what a document is."""
        unit, above = self._registry.by_code.get(code), self._registry.parent_of(code)
        return [u.name for u in (unit, above) if u is not None]


def _folders(container: str) -> list[str]:
    """Return the names of an archive and of the folders it lay in, the innermost first; a mail's own name is its
    subject's."""
    *folders, own = container.split("/")
    return [*([] if own.lower().endswith(".eml") else [stem_of(own)]), *reversed(folders)]
