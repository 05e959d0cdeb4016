"""No word of a shipped province stands in the code: its name, its area codes, its units, the word for what it is. Docstrings may show examples."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from danhba.registries import shipped
from danhba.registry import load_registry
from danhba.vietnamese.text import fold

ROOT = Path(__file__).parents[1]
DATA = ("danhba/registries/", "danhba/samples/")  # the provinces themselves, and the sample inbox of one of them
LANGUAGE = (
    "danhba/vietnamese/",
    "danhba/calls/posts.py",
)  # its word for a province is a word like commune and district there
TEXTS = {".html", ".js", ".css", ".toml", ".xml"}


@cache
def _words() -> frozenset[str]:
    """Return every word that is a shipped province's: as it is written and without marks, single blanks between its parts."""
    words: set[str] = set()
    for path in shipped().values():
        registry = load_registry(path)
        places = {s.tier for s in registry.sections if s.kind in ("district", "commune")}
        words |= {registry.level, path.name}
        for place in (registry.name, *registry.plan.home.split(" và ")):
            words |= {place, fold(place), fold(place).replace(" ", "")}
        for code in registry.area_codes:
            words |= {code, f"0{code}"}
        words |= set(registry.old_area_codes)
        for name in [u.name for u in registry.units if u.tier in places] + [f.name for f in registry.former]:
            kind, _, core = name.partition(" ")
            if core.isdigit():
                continue
            words |= {name, fold(name)}
            if len(core.split()) > 1 and fold(kind) not in ("thi", "thanh"):
                words.add(core)
    return frozenset(" ".join(re.findall(r"[^\W_]+", w.lower())) for w in words)


@cache
def _levels() -> frozenset[str]:
    return frozenset(load_registry(path).level.lower() for path in shipped().values())


def province_words(text: str) -> list[str]:
    """Return the words of shipped provinces that stand in a text, whatever stands between their parts."""
    found, known = [], _words()
    parts = re.findall(r"[^\W_]+", text.lower())
    for start in range(len(parts)):
        for size in range(1, 5):
            if (words := " ".join(parts[start : start + size])) in known:
                found.append(words)
    return found


def strings(source: str) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of every string of a module but its docstrings; the pieces of an f-string are strings too."""
    tree = ast.parse(source)
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            yield node.lineno, node.value


def _sources() -> list[Path]:
    found = [p for top in ("danhba", "flows", "schemas") for p in (ROOT / top).rglob("*") if p.is_file()]
    return sorted(p for p in found if not str(p.relative_to(ROOT)).startswith(DATA))


def test_no_word_of_a_province_stands_in_the_code() -> None:
    wrong = []
    for path in _sources():
        if path.suffix == ".py":
            texts = strings(path.read_text(encoding="utf-8"))
        elif path.suffix in TEXTS:
            texts = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        else:
            continue
        name = str(path.relative_to(ROOT))
        spoken = _levels() if name.startswith(LANGUAGE) else frozenset[str]()
        wrong += [f"{name}:{n} “{w}”" for n, text in texts for w in province_words(text) if w not in spoken]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('def f():\n    """Như 0277 3851 234, Đồng Tháp."""\n    return 1\n', False),
        ('x = "ví dụ: 0277 3851 234"\n', True),
        ('x = f"{a} Đồng Tháp {b}"\n', True),
        ('x = r"khoi dong thap"\n', True),
        ('x = "UBND xã Tân Khánh Trung"\n', True),
        ('x = "phu-luc-xa-tan-my.xlsx"\n', True),
        ('x = "Ủy ban nhân dân Tỉnh"\n', True),
        ('x = "02771234"  # no word by itself\n', False),
    ],
)
def test_the_search_itself_finds_what_it_must(source: str, found: bool) -> None:
    assert any(province_words(text) for _, text in strings(source)) is found
