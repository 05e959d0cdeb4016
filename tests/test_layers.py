"""The house's floors: every package imports only what stands above it in the layout, and nothing loose lies at the root."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# From the ground up; a package may import what stands before it, and itself.
FLOORS = (
    "schemas",
    "danhba",  # the package's own __init__: version and reading rules
    "danhba.vietnamese", "danhba.output", "danhba.model", "danhba.phones", "danhba.registries", "danhba.registry", "danhba.read", "danhba.review",
    "danhba.calls", "danhba.counts", "danhba.duty", "danhba.settings", "danhba.locate", "danhba.identify", "danhba.publish", "danhba.audit", "danhba.check", "danhba.handouts", "danhba.samples",
    "danhba.store", "danhba.resolve", "danhba.report", "danhba.outgoing", "danhba.workers", "danhba.receive", "danhba.run", "danhba.nights", "flows", "danhba.cli",
    "danhba.__main__",
)  # fmt: skip
LOOSE = {"__init__.py", "__main__.py", "registry.py", "settings.py"}


def _modules() -> list[tuple[str, Path]]:
    found = []
    for top in ("schemas", "danhba", "flows"):
        for path in sorted((ROOT / top).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found.append((name.removesuffix(".__init__"), path))
    return found


def _imports(name: str, path: Path) -> set[str]:
    """Return the modules of ours that a file imports, at its top, inside a function or for types only."""
    known = {n for n, _ in _modules()}
    out: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            out |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            out |= {
                f"{node.module}.{a.name}" if f"{node.module}.{a.name}" in known else node.module for a in node.names
            }
    return {m for m in out if m in known and m != name}


def _floor(module: str) -> int:
    parts = module.split(".")
    for length in range(min(2, len(parts)), 0, -1):
        if (head := ".".join(parts[:length])) in FLOORS:
            return FLOORS.index(head)
    raise AssertionError(f"{module}: no floor of the layout")


@pytest.mark.parametrize(("name", "path"), _modules(), ids=lambda v: v if isinstance(v, str) else "")
def test_imports_point_only_downwards(name: str, path: Path) -> None:
    upward = sorted(m for m in _imports(name, path) if _floor(m) > _floor(name))
    assert not upward


def test_no_circle_of_modules() -> None:
    graph = {name: _imports(name, path) for name, path in _modules()}
    state: dict[str, int] = {}

    def walk(name: str, way: list[str]) -> None:
        state[name] = 1
        for other in sorted(graph[name]):
            assert state.get(other) != 1, " → ".join([*way, name, other])
            if other not in state:
                walk(other, [*way, name])
        state[name] = 2

    for name in sorted(graph):
        if name not in state:
            walk(name, [])


def test_nothing_is_loose_at_the_root() -> None:
    assert {p.name for p in (ROOT / "danhba").glob("*.py")} == LOOSE


def test_prefect_is_imported_in_flows_only() -> None:
    for name, path in _modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)} | {
            a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names
        }
        if any(m.split(".")[0] == "prefect" for m in told):
            assert name.startswith("flows"), name
