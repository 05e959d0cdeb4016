"""A province is a declaration: every hint's example passes in every registry, and one of nobody's making goes the whole way under its own words."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from html import unescape
from pathlib import Path
from string import Formatter

import pytest

from danhba.check.reader import Reader
from danhba.handouts.blank_form import blank_form
from danhba.handouts.make import make_posters
from danhba.identify.registry_check import _problems
from danhba.model.submission import Source
from danhba.publish.edition import Edition
from danhba.publish.formats import make_all
from danhba.registries import shipped
from danhba.registry import Registry, load_registry
from danhba.report.lines import finding_line
from danhba.samples.builder import xlsx
from danhba.settings import Settings
from flows.run import run
from schemas.catalogue import RULES
from schemas.examples import Examples, filled
from schemas.forms.hotline import HOTLINE_FORM
from schemas.rule import PointsAt
from tests.corpus.rule_examples import wrong_examples
from tests.test_no_province_in_code import province_words
from tests.toy_province import write_toy

HEAD = [column.title for column in HOTLINE_FORM.printed]
# Words of examples that are written by the rule itself, whatever the registry.
# A number, or a unit by its type: what differs from province to province. Counts and hours do not.
_OF_A_PLACE = re.compile(r"\d{3}[ .]?\d{3}|\b(?:xã|phường|thị trấn|huyện|thị xã|thành phố|tỉnh|sở|ban|chi cục)\b", re.I)
_NATIONAL = re.compile(r"[\w-]+\.(?:xlsx|docx|pdf)|0382 345 678|Trực 24/24|Trực ban|“[^”]+”|chọn lại.*|Không công bố")


@pytest.fixture(scope="module", params=[*sorted(shipped()), "toy"])
def reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    path = shipped().get(request.param) or write_toy(tmp_path_factory.mktemp("registry") / "toy")
    return Reader(load_registry(path))


def _hints() -> list[tuple[str, PointsAt, str]]:
    """Return (code, where it points, words) of every hint and every accepted example of the catalogue, and of the form's prompts."""
    out = [(r.code, r.points_at, hint) for r in RULES for hint in (r.hint, *(h for _, _, h in r.other_words))]
    out += [(r.code, r.points_at, f"ví dụ: {r.example}.") for r in RULES if r.example]
    form = [HOTLINE_FORM.look.instruction, *(text for c in HOTLINE_FORM.columns for text in (*c.prompt, *c.mistake))]
    return out + [("form", PointsAt.PHONE, text) for text in form if text]


def _placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def _errors(reader: Reader, name: str, phone: str, file: str = "tep.xlsx") -> list[str]:
    """Return the codes, but infos, that a sheet of one row gets at its cells, or as a whole where a file's name is given."""
    registry = reader.registry
    section = registry.sections[-1]
    if file == "tep.xlsx" and name == registry.examples.agency_ok:
        section = registry.sections[0]
    rows: list[list[object]] = [list(HEAD), [section.letter, section.title], [1, name, phone, None]]
    reading = reader.read([Source(file, xlsx(rows))])[0]
    return [f.code for f in reading.findings if f.severity != "info" and (f.cell or file != "tep.xlsx")]


def test_every_example_that_a_hint_shows_passes(reader: Reader) -> None:
    examples = reader.registry.examples
    looked = dict[tuple[str, ...], list[str]]()  # what is written where → what is said of it

    def faults(name: str, phone: str, file: str = "tep.xlsx") -> list[str]:
        asked = (name, phone, file)
        return looked[asked] if asked in looked else looked.setdefault(asked, _errors(reader, *asked))

    seen = set[str]()
    for code, points_at, template in _hints():
        for name in _placeholders(template) & examples.values.keys():
            text = str(examples.values[name])
            if name in ("phone_ok", "other_phone_ok", "mobile_ok"):
                assert not faults(examples.unit_full_ok, text), (code, text)
            elif name == "row_ok":
                number, unit, phone = text.split(" | ")
                assert number == "1"
                assert not faults(unit, phone), (code, text)
            elif name == "sender_ok" or (name == "committee_ok" and points_at is PointsAt.FILE):
                file = filled(template, examples, {"file": "danh-sach.xlsx"}).split(": ")[-1].rstrip(".")
                assert "submitter_unknown" not in faults(examples.unit_full_ok, examples.phone_ok, file), (code, file)
            elif name.endswith("_ok"):
                assert not faults(text, examples.phone_ok), (code, text)
            else:
                continue
            seen.add(name)
        if "ví dụ" in template:  # whatever is shown by example is a placeholder, or the same everywhere
            shown = template.partition("ví dụ")[2].lstrip(": ")
            same = _NATIONAL.search(shown) or not _OF_A_PLACE.search(shown)
            assert _placeholders(shown) or same or shown.rstrip(".") in HEAD, (code, shown)
    assert seen >= {
        "phone_ok",
        "mobile_ok",
        "unit_ok",
        "unit_full_ok",
        "choice_ok",
        "committee_ok",
        "row_ok",
        "sender_ok",
    }


def test_every_rules_own_examples_hold(reader: Reader) -> None:
    assert wrong_examples(reader) == []


def test_placeholders_are_known_and_names_do_not_clash() -> None:
    known = set(Examples.__dataclass_fields__)
    for code, _, template in _hints():
        assert {n for n in _placeholders(template) if n.endswith("_ok") or n.startswith("our_")} <= known, code
    assert not known & HOTLINE_FORM.words.keys()


def test_hints_name_a_registrys_own_sections_and_no_district_where_there_is_none(reader: Reader) -> None:
    registry = reader.registry
    titles = [s.title for s in registry.sections]
    for code, _, template in _hints():
        words = filled(template, registry.examples, {"choice": "…", "unit": "…", "file": "a.xlsx"})
        if not any(s.kind == "district" for s in registry.sections):
            assert "huyện" not in words.lower(), code
            assert "quận" not in words.lower(), code
        if "{section_titles}" in template:
            assert [t for t in titles if t in words] == titles, code
            assert re.findall(r"\b[A-Z]\b(?= )", words.partition(": ")[2]) == [s.letter for s in registry.sections]


def _texts(data: bytes) -> str:
    """Return what can be read in a file; of a package all its parts."""
    if data[:2] != b"PK":
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "\n".join(_texts(parts.read(name)) for name in parts.namelist())


def _foreign(path: str, data: bytes) -> list[str]:
    text = _texts(data)
    shown = unescape(re.sub(r"<[^>]*>", " ", text)) if path.endswith((".xlsx", ".docx", ".svg")) else text
    return [f"{path}: {word}" for word in province_words(shown)]


def test_a_province_of_nobodys_goes_the_whole_way_under_its_own_words(tmp_path: Path) -> None:
    folder = write_toy(tmp_path / "toy")
    registry = load_registry(folder)
    assert _problems(registry) == []
    settings = Settings(
        inbox=tmp_path / "inbox", outbox=tmp_path / "outbox", var=tmp_path / "var", registry=folder, settle=0, workers=1,
        as_of=dt.datetime(2026, 3, 9, 8, tzinfo=dt.UTC),
    )  # fmt: skip
    settings.inbox.mkdir()
    (settings.inbox / "Sở Khảo cứu.xlsx").write_bytes(xlsx(_with_every_fault(registry)))
    (settings.inbox / "Quận Ngọc Điền.xlsx").write_bytes(xlsx(_good(registry)))
    run(settings, lambda step, done, total: None, lambda text: None, False)
    made = {str(p.relative_to(tmp_path)): p.read_bytes() for p in settings.outbox.rglob("*") if p.is_file()}
    made |= {f"outbox/current/{p.name}": p.read_bytes() for p in (settings.outbox / "current").iterdir() if p.is_file()}
    for unit in registry.units:
        made[f"{unit.code}.xlsx"] = blank_form(unit, registry, {}, settings.now(), b"k" * 32)
    assert make_posters(settings, ["Q-1"], "", tmp_path / "posters") == 1
    made["poster.svg"] = next((tmp_path / "posters").iterdir()).read_bytes()
    assert {"index.html", "danh-ba.docx", "tien-do.html", "bao-cao.docx", "findings.csv", "phieu-ra-soat.xlsx"} <= {
        Path(name).name for name in made
    }
    foreign = [line for name, data in made.items() for line in _foreign(name, data)]
    assert not foreign, "\n".join(foreign[:20])
    published = made["outbox/current/danh-ba.csv"].decode("utf-8")
    assert "+842438510001" in published
    assert "Phường Bến Đậu Vuông" in published
    assert "1055" in _texts(made["poster.svg"])
    assert "1055" in made["outbox/current/index.html"].decode("utf-8")
    for name in ("1022", "Thành phố", "KHỐI PHƯỜNG"):
        assert (name in unescape(_texts(made["outbox/current/danh-ba.docx"]))) is (name != "1022"), name
    codes = {line.partition(",")[0] for line in made["outbox/reports/findings.csv"].decode("utf-8-sig").splitlines()}
    assert len(codes) > 15, codes


def test_findings_of_a_province_speak_its_words(tmp_path: Path) -> None:
    registry = load_registry(write_toy(tmp_path / "toy"))
    reading = Reader(registry).read([Source("Sở Khảo cứu.xlsx", xlsx(_with_every_fault(registry)))])[0]
    lines = {f.code: finding_line(f, registry) for f in reading.findings}
    assert "phone_shared_service" in lines
    assert "thành phố" in lines["phone_shared_service"]["message"]
    assert "024" in lines["phone_prefix"]["hint"]
    assert not [text for line in lines.values() for text in (line["message"], line["hint"]) if province_words(text)]


def _good(registry: Registry) -> list[list[object]]:
    below = [u for u in registry.units if u.parent == "Q-1"]
    rows: list[list[object]] = [
        list(HEAD),
        ["B", "KHỐI QUẬN"],
        [1, "Quận Ngọc Điền", "024 3851 0009", None],
        ["C", "KHỐI PHƯỜNG"],
    ]
    return rows + [[n, u.name, f"024 3851 000{n}", None] for n, u in enumerate(below, start=1)]


def _with_every_fault(registry: Registry) -> list[list[object]]:
    """Return a sheet with a fault of most kinds in a cell."""
    phones = [
        None, "024 3851 0011 / 024 3851 0012", "0912345", "0412345678", "liên hệ văn thư", "2,44E+09", "+85512345678", "113", 2438510013,
        "38510014", "0168 2345612", "O24 3851 0015", "Tel: 024 3851 0016", "024 3851 0017, 024.3851.0017", "024 3851 0018 máy lẻ 12",
        "1900 1234", "0296 3851218", "1055", "024 3851 0019 (ông Nguyễn Văn An)", "024 3851 0020 (giờ hành chính)",
    ]  # fmt: skip
    rows: list[list[object]] = [
        list(HEAD),
        ["A", "KHỐI SỞ, NGÀNH"],
        [1, "Sở Khảo cứu", "024 3851 0010", "gọi thêm 0912 345 678"],
    ]
    rows += [["C", "KHỐI PHƯỜNG"], *([n, "Phường Vườn Ổi", phone, None] for n, phone in enumerate(phones, start=1))]
    names = [
        "Phường Không Có",
        "Phường Gò Sậy",
        "Ph??ng V??n",
        "Phường Vườn Ơi",
        "Công an phường Suối Cạn",
        None,
        "Sở Thủy sản",
    ]
    return rows + [[n, name, f"024 3851 01{n}", None] for n, name in enumerate(names, start=31)]


def test_handouts_and_pages_of_a_registry_without_districts_name_none() -> None:
    registry = next(r for r in map(load_registry, shipped().values()) if not r.top_tiers)
    as_of = dt.datetime(2025, 9, 1, tzinfo=dt.UTC)
    made = make_all(Edition([], registry, as_of))
    made |= {f"{u.code}.xlsx": blank_form(u, registry, {}, as_of, b"k" * 32) for u in registry.units[::25]}
    for name, data in made.items():
        text = re.sub(r"<script.*?</script>", "", _texts(data), flags=re.S)  # the search knows former names
        text = unescape(re.sub(r"<[^>]*>", " ", text)).lower()
        assert not re.search(r"(?<!\w)(?:cấp )?huyện(?!\w)", text), name
