"""What changed since the publication before: thay-doi.csv, and the figures that the guard and the reports need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from danhba.registry import Registry

WORDS = {"added": "thêm mới", "changed": "đổi số", "removed": "rút khỏi danh bạ", "kept": "giữ số cũ"}


def changes(
    before: Sequence[dict[str, str]], after: Sequence[dict[str, str]], registry: Registry
) -> list[dict[str, str]]:
    """Return the units whose published line differs, in registry order: added, changed, removed, or newly kept.

    before, after: directory entries (keys of DIRECTORY_COLUMNS). Units that left the registry come last.
    """
    old = {e["unit_code"]: e for e in before}
    new = {e["unit_code"]: e for e in after}
    order = {u.code: i for i, u in enumerate(registry.units)}
    out = []
    for code in sorted(old.keys() | new.keys(), key=lambda c: (order.get(c, len(order)), c)):
        a, b = old.get(code), new.get(code)
        if a is None:
            change = "added"
        elif b is None:
            change = "removed"
        elif (a["phone_e164"], a["extension"]) != (b["phone_e164"], b["extension"]):
            change = "changed"
        elif a["status"] != b["status"]:
            change = "kept" if b["status"] == "kept" else "changed"
        else:
            continue
        entry = b or a
        assert entry is not None
        out.append(
            {
                "change": change,
                "unit_code": code,
                "name": entry["name"],
                "parent_name": entry["parent_name"],
                "phone_before": _shown(a),
                "phone": _shown(b),
                "status_before": a["status"] if a else "",
                "status": b["status"] if b else "",
            }
        )
    return out


def withdrawn(lines: Sequence[dict[str, str]]) -> int:
    """Return how many published numbers are removed or become others: what the guard counts."""
    return sum(
        line["change"] == "removed" or (line["change"] == "changed" and line["phone"] != line["phone_before"])
        for line in lines
    )


def word_of(line: dict[str, str]) -> str:
    """Return a change as people say it; a kept number that has been confirmed is not called a changed one."""
    return (
        "xác nhận số cũ"
        if line["change"] == "changed" and line["phone"] == line["phone_before"]
        else WORDS[line["change"]]
    )


def in_words(lines: Sequence[dict[str, str]]) -> str:
    """Return the changes as people say them: 3 thêm mới, 1 đổi số."""
    count = Counter(map(word_of, lines))
    order = (*WORDS.values(), "xác nhận số cũ")
    return ", ".join(f"{count[w]} {w}" for w in order if count[w]) or "không có gì đổi"


def _shown(entry: dict[str, str] | None) -> str:
    if entry is None:
        return ""
    return entry["phone"] + (f" máy lẻ {entry['extension']}" if entry["extension"] else "")
