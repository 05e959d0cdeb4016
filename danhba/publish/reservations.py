"""With what reservation a number is published, in the words that a citizen reads: beside it on the page, in the
workbook and on paper."""

from __future__ import annotations

from collections.abc import Mapping

from danhba.registry import Registry

KEPT = "số cũ, đang chờ đơn vị báo lại"
CARRIED = "số đợt trước, chưa xác nhận lại"


def reservations(entry: Mapping[str, str], registry: Registry) -> tuple[str, ...]:
    """Return what a caller should know of an entry (keys of DIRECTORY_COLUMNS) beside its number and note; () where
    nothing is to be said.

    Every format shows an extension with the number itself; when the number is answered stands in the note, in our words
    (danhba/check/notes.py).
    """
    out = []
    if entry["status"] == "kept":
        out.append(CARRIED if entry.get("confirmed") == "no" else KEPT)
    if entry["phone_kind"] in ("landline", "short") and (province := _other_province(entry["phone_e164"], registry)):
        out.append(f"mã vùng của {province}")
    elif entry["phone_kind"] == "premium":
        out.append("số 1900, người gọi trả cước cao")
    elif entry["phone_kind"] == "short":
        out.append(f"tổng đài dùng chung của {registry.level}")
    return tuple(out)


def beside(entry: Mapping[str, str], registry: Registry) -> str:
    """Return the reservations and the note of an entry as one text, the first letter large: "Số cũ, …; Chỉ trực giờ
    hành chính"."""
    parts = [*reservations(entry, registry), *([entry["note"]] if entry["note"] else [])]
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def _other_province(e164: str, registry: Registry) -> str:
    """Return the province whose area code a number bears, '' for our own and for what bears none."""
    national = e164.removeprefix("+84")
    if national == e164 or national.startswith(registry.area_codes):
        return ""
    of = [n for n in registry.plan_lines if n.kind == "landline" and national.startswith(n.prefix.removeprefix("0"))]
    return max(of, key=lambda n: len(n.prefix)).place if of else ""
