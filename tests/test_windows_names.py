"""What lies in the outbox has names that Windows takes, whatever units, codes and files are called; `current` is reachable without links."""

from __future__ import annotations

import errno
import os
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from danhba.outgoing.names import folder_names
from danhba.output.legal_names import legal, without_case
from danhba.publish import publication
from danhba.registries import shipped
from danhba.registry import Registry, load_registry
from danhba.samples.builder import form, xlsx, zipped
from danhba.settings import Settings
from danhba.store.maintenance import prune
from tests.conftest import REGISTRY, Place
from tests.windows_names import a_publication, faults, faults_below

_DEVICES = ["con", "NUL", "aux .x", "Com1.xlsx", "lpt¹", "CONIN$", "prn.", "con"]
XA = "Xã Tân Khánh Trung"
_NAMES = st.one_of(
    st.text(max_size=120), st.sampled_from(_DEVICES), st.text('<>:"/\\|?*. \x00\u202eỆ\u0323e\U0001f600', max_size=120)
)


@examples(max_examples=300, deadline=None)
@given(_NAMES)
@example("Xã " + "\U0001f600" * 80)
@example("nul .tar.gz")
def test_any_name_becomes_a_legal_one(name: str) -> None:
    made = legal(name)
    assert faults(made) == []
    assert len(made) <= 81
    assert legal(made) == made


@examples(max_examples=100, deadline=None)
@given(st.lists(st.tuples(_NAMES, _NAMES), min_size=1, max_size=8, unique_by=lambda u: u[0]))
@example([("x" * 90 + "a", "Xã A"), ("x" * 90 + "b", "Xã A")])
@example([("a", "Xã Hòa"), ("A", "Xã Hòa"), ("a ", unicodedata.normalize("NFD", "Xã Hòa"))])
def test_packages_of_any_registry_lie_in_folders_of_their_own(units: list[tuple[str, str]]) -> None:
    base = load_registry(shipped()["dong-thap-2021-09"])
    named = _renamed(base, units)
    names = folder_names([code for code, _ in units], named)
    assert [f for n in names.values() for f in faults(f"gui-don-vi/{n}/phieu-ra-soat-999.xlsx")] == []
    assert len({without_case(n) for n in names.values()}) == len(units)


def _renamed(base: Registry, units: list[tuple[str, str]]) -> Registry:
    return replace(base, units=tuple(replace(base.units[i], code=c, name=n) for i, (c, n) in enumerate(units)))


HOSTILE = (
    "a:b?.xlsx",
    "CON.xlsx",
    "nul .xlsx",
    "x" * 200 + ".xlsx",
    "ket thuc. .xlsx",
    "Ệ\u202eslx.exe.xlsx",
    "|<>*.xlsx",
    "com¹.xlsx",
)


def test_a_night_of_illegal_names_leaves_legal_ones_in_the_outbox(place: Place) -> None:
    """The files of two shipped registries' units too: every path below the share is shorter than Windows' limit."""
    bad = [xlsx(form({"C": [(XA, f"0277 {n}")]})) for n in range(len(HOSTILE))]
    for name, data in zip(HOSTILE, bad, strict=True):
        place.drop(f"{XA}. /{name}", data)
    place.drop("goi?.zip", zipped({f"LPT1/{n}": d for n, d in zip(HOSTILE[:3], bad, strict=False)}))
    place.run("2021-09-01T22:00:00+07:00", tell_units=True)
    assert list((place.outbox / "gui-don-vi").glob("*/thu.eml"))
    assert faults_below(place.outbox) == []


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_unit_of_a_shipped_registry_has_a_legal_folder(name: str) -> None:
    registry = load_registry(shipped()[name])
    names = folder_names((u.code for u in registry.units), registry)
    assert [f for n in names.values() for f in faults(f"gui-don-vi/{n}/phieu-ra-soat-999.xlsx")] == []
    assert len({n.upper() for n in names.values()}) == len(registry.units)


def test_where_the_disk_knows_no_links_current_is_a_folder(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a share of Windows' own that is mounted here. What is published is whole, and links come back when the disk knows them."""
    ids = [a_publication(place.outbox, number) for number in range(5)]
    for name, links in zip(ids, (False, False, True, True, False), strict=True):
        with monkeypatch.context() as patch:
            if not links:
                patch.setattr(os, "symlink", _refuse)
            publication.confirm(place.outbox, name)
        current = place.outbox / "current"
        assert (current.is_symlink(), publication.whole(current)) == (links, [])
        assert (publication.current(place.outbox) or {})["id"] == name
        assert sorted(p.name for p in place.outbox.iterdir()) == ["current", "publications"]
    made = Settings(inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY)
    place.var.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(os, "symlink", _refuse)
        publication.confirm(place.outbox, ids[1])
    assert sorted(prune(made, keep=1)[0]) == [ids[0], *ids[2:4]]  # what is published stays, however it is put in place


def _refuse(*_: object, **__: object) -> None:
    raise OSError(errno.EOPNOTSUPP, "Operation not supported")
