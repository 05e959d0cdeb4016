"""Names of the folders that packages lie in."""

from __future__ import annotations

from collections.abc import Iterable

from danhba.output.legal_names import legal, without_case
from danhba.registry import Registry

_CODE = 40  # characters of a code that is too long for a name: there is room for a number behind it


def folder_names(codes: Iterable[str], registry: Registry) -> dict[str, str]:
    """Return the folder of every unit by its code: “30181 Xã Tân Mỹ, huyện Lấp Vò”; no two are alike, whatever the
    case."""
    taken: set[str] = set()
    out = {}
    for code in codes:
        name = legal(f"{code} {registry.full_name(code)}")
        number = 2
        while without_case(name) in taken:
            name, number = legal(f"{legal(code, _CODE)} ({number}) {registry.full_name(code)}"), number + 1
        taken.add(without_case(name))
        out[code] = name
    return out
