"""Write docs/findings.md: the catalogue, its examples those of the registry where none is named."""

from __future__ import annotations

from pathlib import Path

from danhba.registries import defaults
from danhba.registry import load_registry
from schemas.findings_page import page

if __name__ == "__main__":
    print(page(load_registry(Path(defaults()["registry"])).examples), end="")
