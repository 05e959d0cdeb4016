"""What a supporting document proves, as far as it says so itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proof:
    """Kinds of evidence (values of schemas/evidence.EvidenceKind). sure: it is of these; if_hotline: it is, once the
    subject of its mail says that it is about the hotline; nameless: a scan or a photo under the name that a device gave
    it, of which the subject alone may tell."""

    sure: tuple[str, ...] = ()
    if_hotline: tuple[str, ...] = ()
    nameless: bool = False


NO_PROOF = Proof()
