"""The key under which a reading is kept is the same in every process: a night reads what is new, not everything again."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field

from danhba.store.readings import _spelt
from tests.conftest import REGISTRY, ROOT

_KEY = """
from pathlib import Path; import sys
from danhba.registry import load_registry
from danhba.store.readings import reading_key
print(reading_key("a" * 64, "A/b.xlsx", load_registry(Path(sys.argv[1])), "m"))
"""


def test_a_reading_has_the_same_key_in_every_process() -> None:
    keys = {
        subprocess.run(
            [sys.executable, "-c", _KEY, str(REGISTRY)],
            capture_output=True, text=True, check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(keys) == 1
    assert len(next(iter(keys)).strip()) == 64


@dataclass(frozen=True)
class _Form:
    words: frozenset[str]
    rules: dict[str, object] = field(default_factory=dict)


def test_a_declaration_is_spelt_by_what_it_says() -> None:
    words = [f"từ {i}" for i in range(40)]
    one, other = _Form(frozenset(words), {"a": 1, "b": len}), _Form(frozenset(reversed(words)), {"b": len, "a": 1})
    assert _spelt(one) == _spelt(other)
    assert _spelt(one) != _spelt(_Form(frozenset(words[1:]), one.rules))
    assert _spelt((one, "1")) != _spelt((one, 1))
