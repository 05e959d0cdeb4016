"""Where a unit's office stands, written into its name: a hamlet, a road, a house number, in brackets or between
commas."""

from __future__ import annotations

import re

# What such a part begins with; a road may be written by its sign and number alone: ĐT.842, QL 30.
_PART = re.compile(
    r"(?:(?:địa chỉ|đ/c|tại)\s*:?\s*)?(?:"
    # A hamlet, a quarter, a road by its name: not its militia, and not a line of telephones.
    r"(?:ấp|khóm|thôn|khu phố|kp|khu dân cư|cụm dân cư|ap|khom|thon|khu pho)\b(?!\s*(?:đội|doi)\b)[\s.]*[\w /.-]*"
    r"|(?:đường|hẻm|quốc lộ|\w+ lộ|hương lộ|duong|hem|quoc lo|tinh lo|huong lo)\b(?!\s*(?:dây|day)\b)[\s.]*[\w /.-]*"
    r"|(?:tổ dân phố|tổ|số nhà|số|to dan pho|to|so nha|so)[\s.]*\d[\w /.-]*"
    r"|(?:đt|dt|ql|tl|hl|đh|dh)[\s.]*\d{1,4}[a-z]?)",
    re.I,
)
_PARTS = re.compile(r"\s*([(\[][^()\[\]]*[)\]]|[,;])\s*")
_LONG = 60  # characters of one such part
_NUMBER = re.compile(r"\d(?:[ .-]?\d){6,}")


def without_address(name: str) -> str:
    """Return a name without the parts of an address in it; as it is where it has none, or nothing would be left."""
    if "," not in name and "(" not in name and "[" not in name and ";" not in name:
        return name
    kept: list[str] = []
    dropped = False
    for part in _PARTS.split(name):
        bare = part.strip(" ()[],;")
        if not bare:
            continue
        pieces = [piece.strip() for piece in bare.split(",")]
        if kept and len(bare) <= _LONG and all(map(_PART.fullmatch, pieces)) and not _NUMBER.search(bare):
            dropped = True
        else:
            kept.append(part if part[:1] in "([" else bare)
    return ", ".join(kept) if dropped else name
