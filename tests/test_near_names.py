"""A misspelt commune with its district beside it is proposed as that commune, never as the district."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.identify.result import Scope
from danhba.registry import Unit, load_registry
from tests.conftest import REGISTRY
from tests.examples import share

_REGISTRY = load_registry(REGISTRY)
_COMMUNES = [u for u in _REGISTRY.units if u.tier == "C" and not u.name[-1].isdigit() and len(u.name) > 9]
_WAYS = ("{}, {}", "UBND {}, {}", "{} - {}", "{} ({})", "{} {}", "UBND {} {}")


@settings(max_examples=share(400), deadline=None)
@given(st.sampled_from(_COMMUNES), st.sampled_from(_WAYS), st.integers(0, 30))
def test_the_commune_is_near_and_not_its_district(reader: Reader, unit: Unit, way: str, at: int) -> None:
    kind = 2 if unit.name.startswith("Thị trấn") else 1
    words = unit.name.split()
    name = " ".join(words[kind:])
    at = at % len(name)
    misspelt = name[:at] + name[at + 1 :]
    written = way.format(f"{' '.join(words[:kind])} {misspelt}", _REGISTRY.by_code[unit.parent].name)
    match = reader.matcher.match(written, Scope("C"))
    if match.unit is None:  # else the misspelling is another's name, or a way of writing it
        assert match.candidates or len(name) < 8, written
        assert not any(reader.matcher.tiers.is_district(u) for u in match.candidates), written
