"""`danhba form` and `danhba poster`: things to hand out, made from the registry and what is published."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from danhba.handouts.blank_form import blank_form
from danhba.handouts.poster import poster_svg
from danhba.output.files import write_whole
from danhba.output.legal_names import legal
from danhba.publish.publication import current, published_entries
from danhba.registry import Registry, load_registry
from danhba.settings import Settings
from schemas.forms.form import Form
from schemas.forms.hotline import HOTLINE_FORM


def make_forms(
    settings: Settings,
    everyone: bool,
    units: Sequence[str],
    district: str | None,
    out: Path,
    key: bytes,
    forms: Sequence[Form] = (HOTLINE_FORM,),
) -> int:
    """Write blank forms; return how many. key: signs their marks; forms: which of them, each for every unit. Raises
    ValueError with one line, RegistryError, OSError."""
    registry = load_registry(settings.registry)
    wanted = [*units]
    for code in (*units, *([district] if district else [])):
        _known(code, registry)
    if district:
        wanted += [district, *(u.code for u in registry.units if u.parent == district)]
    if everyone:
        wanted = [u.code for u in registry.units]
    if not wanted:
        raise ValueError(
            f"Chọn --all, --unit MÃ hoặc --district MÃ, ví dụ: danhba form --unit {registry.units[-1].code}."
        )
    published = {e["unit_code"]: e for e in published_entries(settings.outbox)}
    wanted = list(dict.fromkeys(wanted))
    for code in wanted:
        for form in forms:
            # A district's form of hotlines lists its communes; of duty and counts each unit tells its own.
            alone = form is not HOTLINE_FORM
            made = blank_form(registry.by_code[code], registry, published, settings.now(), key, form, alone)
            write_whole(out / f"{form.look.file}-{legal(code)}.xlsx", made)
    return len(wanted) * len(forms)


def make_posters(settings: Settings, districts: Sequence[str], address: str, out: Path) -> int:
    """Write a poster for each district that has a number; return how many. Raises ValueError with one line,
    RegistryError, OSError."""
    registry = load_registry(settings.registry)
    manifest = current(settings.outbox)
    if manifest is None:
        raise ValueError(f"Chưa có bản công bố nào trong “{settings.outbox}”; chạy danhba run trước.")
    for code in districts:
        _known(code, registry)
    wanted = list(districts) or [u.code for u in registry.units if u.tier in registry.top_tiers]
    if not wanted:
        raise ValueError("Danh mục này không có đơn vị cấp trên theo địa bàn; chọn --district MÃ của đơn vị cần in.")
    entries = published_entries(settings.outbox)
    made = 0
    for code in wanted:
        try:
            poster = poster_svg(code, entries, registry, str(manifest["id"]), address)
        except ValueError:
            if districts:
                raise
            continue  # a district without any number: nothing to print
        write_whole(out / f"duong-day-nong-{legal(code)}.svg", poster)
        made += 1
    if not made:
        raise ValueError("Chưa đơn vị nào trong số đó có số được công bố, nên không có gì để in thành áp phích.")
    return made


def _known(code: str, registry: Registry) -> None:
    if code not in registry.by_code:
        raise ValueError(
            f"Không có đơn vị mã “{code}” trong danh mục “{registry.path}”, ví dụ đúng: {registry.units[-1].code}."
        )
