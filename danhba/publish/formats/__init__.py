"""The published files, a module a format: adding one is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from danhba.publish.edition import Edition


def _by(module: str, function: str = "render") -> Callable[[Edition], bytes]:
    """Return a function of a module that is loaded when it is first needed: a night with nothing new needs none."""

    def render(edition: Edition) -> bytes:
        made: bytes = getattr(import_module(f"danhba.publish.formats.{module}"), function)(edition)
        return made

    return render


# name → how it is made from an edition; a new published format is one line here and one module.
FORMATS: dict[str, Callable[[Edition], bytes]] = {
    "danh-ba.csv": _by("csv_and_json", "render_csv"),
    "danh-ba.json": _by("csv_and_json", "render_json"),
    "danh-ba.xlsx": _by("xlsx"),
    "danh-ba.docx": _by("docx"),
    "danh-ba.vcf": _by("vcard", "render_vcf"),
    "danh-ba.hsds.json": _by("hsds", "render_hsds"),
    "danh-ba.schema.json": _by("json_schema", "render_schema"),
    "thay-doi.csv": _by("csv_and_json", "render_changes"),
    "index.html": _by("web_page", "render_page"),
}


def make_all(edition: Edition) -> dict[str, bytes]:
    """Return every format by name."""
    return {name: render(edition) for name, render in FORMATS.items()}
