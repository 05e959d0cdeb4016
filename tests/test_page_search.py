"""The page's search in a real browser: what people type and its first answer, the order's rules, and every name and alias of the registry.

One browser session asks everything: a query takes a few milliseconds.
"""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from danhba.publish.edition import Edition
from danhba.publish.formats.web_page import render_page
from danhba.registries import shipped
from danhba.registry import Registry, load_registry
from danhba.vietnamese.names import Level, key
from danhba.vietnamese.text import fold
from danhba.vietnamese.typed import typing_tables
from tests.test_page import AS_OF, CHROMIUM, _edition

pytestmark = [pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium"), pytest.mark.xdist_group("browser")]
# Units without a number: they are found like any other.
WITHOUT = {"875", "A-SYT", "29989", "30187"}

# What is typed, and the first answer as the page shows it: name, district.
QUERIES = {
    # with marks, without, in capitals, with what offices are called
    "xã tân khánh trung": "Xã Tân Khánh Trung, huyện Lấp Vò",
    "tan khanh trung": "Xã Tân Khánh Trung, huyện Lấp Vò",
    "UBND XÃ TÂN KHÁNH TRUNG": "Xã Tân Khánh Trung, huyện Lấp Vò",
    "ủy ban nhân dân xã tân khánh trung": "Xã Tân Khánh Trung, huyện Lấp Vò",
    "uỷ ban xã tân khánh trung": "Xã Tân Khánh Trung, huyện Lấp Vò",
    "số điện thoại ubnd xã tân khánh trung": "Xã Tân Khánh Trung, huyện Lấp Vò",
    "sdt xa tan khanh trung": "Xã Tân Khánh Trung, huyện Lấp Vò",
    "đường dây nóng xã tân khánh trung": "Xã Tân Khánh Trung, huyện Lấp Vò",
    "x tan khanh trung": "Xã Tân Khánh Trung, huyện Lấp Vò",
    "tân khánh tr": "Xã Tân Khánh Trung, huyện Lấp Vò",
    # with the district, in any writing
    "xã tân mỹ huyện lấp vò": "Xã Tân Mỹ, huyện Lấp Vò",
    "tan my lap vo": "Xã Tân Mỹ, huyện Lấp Vò",
    "xã tân mỹ, h. lấp vò, tỉnh đồng tháp": "Xã Tân Mỹ, huyện Lấp Vò",
    "lấp vò tân mỹ": "Xã Tân Mỹ, huyện Lấp Vò",
    "tân mỹ thanh bình": "Xã Tân Mỹ, huyện Thanh Bình",
    # districts before their communes, with and without a number
    "lấp vò": "Huyện Lấp Vò",
    "huyện lấp vò": "Huyện Lấp Vò",
    "h lap vo": "Huyện Lấp Vò",
    "ubnd huyện lấp vò": "Huyện Lấp Vò",
    "lapvo": "Huyện Lấp Vò",
    "cao lãnh": "Thành phố Cao Lãnh",
    "tp cao lanh": "Thành phố Cao Lãnh",
    "tpcl": "Thành phố Cao Lãnh",
    "tpcaolanh": "Thành phố Cao Lãnh",
    "huyen cao lanh": "Huyện Cao Lãnh",
    "TP. Sa Đéc": "Thành phố Sa Đéc",
    "sa dec": "Thành phố Sa Đéc",
    "tt lấp vò": "Thị trấn Lấp Vò, huyện Lấp Vò",
    "thi tran lap vo": "Thị trấn Lấp Vò, huyện Lấp Vò",
    "tháp mười": "Huyện Tháp Mười",
    # digits and words
    "p1": "Phường 1, thành phố Cao Lãnh",
    "phường một": "Phường 1, thành phố Cao Lãnh",
    "phuong 1": "Phường 1, thành phố Cao Lãnh",
    "P.01": "Phường 1, thành phố Cao Lãnh",
    "p1 sa dec": "Phường 1, thành phố Sa Đéc",
    "phường một thành phố sa đéc": "Phường 1, thành phố Sa Đéc",
    "phường 11": "Phường 11, thành phố Cao Lãnh",
    "f2 tp sa đéc": "Phường 2, thành phố Sa Đéc",
    # i and y, where the tone stands
    "mĩ phú": "Phường Mỹ Phú, thành phố Cao Lãnh",
    "xã tân mĩ lấp vò": "Xã Tân Mỹ, huyện Lấp Vò",
    "hoà an": "Xã Hòa An, thành phố Cao Lãnh",
    "phường hòa thuận": "Phường Hoà Thuận, thành phố Cao Lãnh",
    # the order's rules
    "hòa tân": "Xã Hòa Tân, huyện Châu Thành",
    "hoa tan": "Xã Hòa Tân, huyện Châu Thành",
    "xã An Bình A": "Phường An Bình A, thành phố Hồng Ngự",
    "an binh": "Xã An Bình, huyện Cao Lãnh",
    "xã an bình": "Xã An Bình, huyện Cao Lãnh",
    "CA tỉnh": "Công an Tỉnh",
    "ca tinh": "Công an Tỉnh",
    "tân phú": "Xã Tân Phú, huyện Thanh Bình",
    "tân phú đông": "Xã Tân Phú Đông, thành phố Sa Đéc",
    "bình thạnh": "Xã Bình Thạnh, thành phố Hồng Ngự",
    "bình thành": "Xã Bình Thành, huyện Thanh Bình",
    "tịnh thới": "Xã Tịnh Thới, thành phố Cao Lãnh",
    # former names and dissolved units
    "thị xã hồng ngự": "Thành phố Hồng Ngự",
    "tx sa dec": "Thành phố Sa Đéc",
    "xã thường thới tiền": "Thị trấn Thường Thới Tiền, huyện Hồng Ngự",
    "xa my phu": "Phường Mỹ Phú, thành phố Cao Lãnh",
    "xã thường thới hậu b": "Xã Thường Thới Hậu B",
    # agencies: aliases, initials, abbreviations, with and without the province
    "sở y tế": "Sở Y tế",
    "syt": "Sở Y tế",
    "y te": "Sở Y tế",
    "sở y tế tỉnh đồng tháp": "Sở Y tế",
    "so gd": "Sở Giáo dục và Đào tạo",
    "sở gd&đt": "Sở Giáo dục và Đào tạo",
    "sở giáo dục": "Sở Giáo dục và Đào tạo",
    "sở nn&ptnt": "Sở Nông nghiệp và Phát triển nông thôn",
    "so nong nghiep": "Sở Nông nghiệp và Phát triển nông thôn",
    "stnmt": "Sở Tài nguyên và Môi trường",
    "sở tn mt": "Sở Tài nguyên và Môi trường",
    "ldtbxh": "Sở Lao động - Thương binh và Xã hội",
    "sở lao động": "Sở Lao động - Thương binh và Xã hội",
    "gtvt": "Sở Giao thông vận tải",
    "công an": "Công an Tỉnh",
    "công an tỉnh đồng tháp": "Công an Tỉnh",
    "bhxh": "Bảo hiểm xã hội tỉnh Đồng Tháp",
    "bảo hiểm": "Bảo hiểm xã hội tỉnh Đồng Tháp",
    "cục thuế": "Cục Thuế tỉnh Đồng Tháp",
    "ubnd tỉnh": "Văn phòng Ủy ban nhân dân Tỉnh",
    "vpub": "Văn phòng Ủy ban nhân dân Tỉnh",
    "văn phòng ubnd tỉnh": "Văn phòng Ủy ban nhân dân Tỉnh",
    "đài truyền hình": "Đài Phát thanh và Truyền hình Đồng Tháp",
    "tràm chim": "Thị trấn Tràm Chim, huyện Tam Nông",
    "vườn tràm chim": "Vườn Quốc gia Tràm Chim",
    "bqlda giao thông": "Ban Quản lý dự án đầu tư xây dựng công trình giao thông",
    "1022": "Trung tâm Kiểm soát thủ tục hành chính và Phục vụ hành chính công Tỉnh (Tổng đài 1022)",
    # numbers
    "0277 3851 007": "Sở Giao thông vận tải",
    "+84 277 3851 007": "Sở Giao thông vận tải",
    "02773851007": "Sở Giao thông vận tải",
}
# Nothing is called so: the first suggestion.
NEARLY = {
    "lap voo": "Huyện Lấp Vò",
    "lấp vòo": "Huyện Lấp Vò",
    "xã tân khnáh trung": "Xã Tân Khánh Trung, huyện Lấp Vò",
    "xa tan khan trung": None,
    "tan khanh trun": None,  # beginnings are no mistake
    "so y tee": "Sở Y tế",
    "sở giao dụk": "Sở Giáo dục và Đào tạo",
    "huyện tháp mưới": None,  # other marks are no mistake
    "huyện thap muoii": "Huyện Tháp Mười",
    "công an xã tân khánh trung": "Xã Tân Khánh Trung, huyện Lấp Vò",
}
ASK = """queries => { const box = document.getElementById('tim'), out = document.getElementById('ket-qua');
 const shown = li => [li.querySelector('h2'), li.querySelector('.where')].filter(Boolean).map(e => e.textContent).join(', ');
 return queries.map(query => { box.value = query; box.dispatchEvent(new Event('input'));
  const near = out.querySelector('.near'), lists = [...out.querySelectorAll('ul')];
  const all = lists.map(l => [...l.children].map(shown));
  return [near ? (all.length > 1 ? all[0] : []) : all[0] || [], near ? all[all.length - 1] : [], out.textContent]; }); }"""
Asked = tuple[list[str], list[str], str]  # the answers, the suggestions, all that is shown


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[list[str]], list[Asked]]]:
    from playwright.sync_api import sync_playwright

    from tests.conftest import REGISTRY

    registry = load_registry(REGISTRY)
    whole = _edition(registry)
    edition = Edition([e for e in whole.entries if e["unit_code"] not in WITHOUT], registry, AS_OF)
    path = tmp_path_factory.mktemp("search") / "index.html"
    path.write_bytes(render_page(edition))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page: Any = browser.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda m: problems.append(m.text) if m.type in ("error", "warning") else None)
        page.goto(path.as_uri())
        yield lambda queries: page.evaluate(ASK, queries)
        assert problems == []
        browser.close()


def test_what_people_type_has_the_right_first_answer(ask: Callable[[list[str]], list[Asked]]) -> None:
    assert len(QUERIES) >= 60
    answers = ask(list(QUERIES))
    wrong = {q: (a[0][:2], w) for (q, w), a in zip(QUERIES.items(), answers, strict=True) if a[0][:1] != [w]}
    assert wrong == {}


def test_mistyped_names_are_suggested_below(ask: Callable[[list[str]], list[Asked]]) -> None:
    for (query, wanted), (hits, near, shown) in zip(NEARLY.items(), ask(list(NEARLY)), strict=True):
        if wanted is None:
            assert hits, query
        else:
            assert hits == [], (query, hits)
            assert wanted in near[:3], (query, near)
            assert "Có thể bạn tìm" in shown
    for hits, near, _ in ask(["hòa tân", "xã An Bình A", "tân phú", "CA tỉnh"]):
        assert not set(hits) & set(near)
        assert not any(n in ("Xã Tân Hòa, huyện Thanh Bình", "Xã An Bình, huyện Cao Lãnh") for n in hits[:1])


def test_words_answer_from_their_beginning_and_inside_last(ask: Callable[[list[str]], list[Asked]]) -> None:
    """No answer whose words do not begin with the typed ones stands before one whose words do."""
    typed = ["an", "hoa", "long", "hung", "tan", "binh", "ph", "my", "thuong", "nong", "tinh", "thoi"]
    for text, (hits, _, _) in zip(typed, ask(typed), strict=True):
        begun = [any(fold(w).startswith(text) for w in h.replace(",", " ").split()) for h in hits]
        assert begun == sorted(begun, reverse=True), (text, hits)


def test_a_former_name_says_what_it_is_now_and_a_dissolved_unit_that_it_is_gone(
    ask: Callable[[list[str]], list[Asked]],
) -> None:
    former, gone = ask(["xã mỹ phú", "xã thường thới hậu b"])
    assert "“Xã Mỹ Phú” nay là Phường Mỹ Phú" in former[2]
    assert "đã sáp nhập" in gone[2]
    assert "1022" in gone[2]


def _writings(text: str) -> list[str]:
    return [text, fold(text), text.upper(), unicodedata.normalize("NFD", text), text.replace(",", " "), f"UBND {text}"]


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_name_and_alias_of_a_registry_answers_with_its_unit(name: str, ask: Any, tmp_path: Path) -> None:
    registry = load_registry(shipped()[name])
    asked: list[tuple[str, str]] = []
    for unit in registry.units:
        full = registry.full_name(unit.code)
        asked += [(w, full) for w in _writings(full)[: 6 if unit.unit_type in ("xã", "phường", "huyện") else 5]]
    for alias in registry.aliases:
        if alias.unit_code:
            asked += [(w, registry.full_name(alias.unit_code)) for w in _writings(alias.name)[:4]]
    if name == "dong-thap-2021-09":
        answers = ask([q for q, _ in asked])
    else:
        answers = _ask_of(registry, [q for q, _ in asked], tmp_path)
    wrong = {q: a[0][:2] for (q, w), a in zip(asked, answers, strict=True) if a[0][:1] != [w]}
    # The same name twice, without a district to tell them apart: either is right.
    twice = {
        f for f in map(_bare, (u.name for u in registry.units)) if sum(_bare(u.name) == f for u in registry.units) > 1
    }
    assert {q: a for q, a in wrong.items() if _bare(q.removeprefix("UBND ")) not in twice} == {}


def _bare(text: str) -> str:
    return " ".join(key(t, Level.BARE) for t in fold(unicodedata.normalize("NFC", text)).split())


def _ask_of(registry: Registry, queries: list[str], folder: Path) -> list[Asked]:
    """Ask the page of another registry; Playwright lets one thread start one session, so this one is a process of its own."""
    import json
    import subprocess
    import sys

    (folder / "index.html").write_bytes(render_page(_edition(registry)))
    (folder / "queries.json").write_text(json.dumps(queries), encoding="utf-8")
    program = (
        "import json, sys; from pathlib import Path; from playwright.sync_api import sync_playwright\n"
        "folder, chromium, ask = Path(sys.argv[1]), sys.argv[2], sys.argv[3]\n"
        "with sync_playwright() as p:\n"
        "    b = p.chromium.launch(executable_path=chromium, args=['--no-sandbox', '--disable-gpu']); page = b.new_page()\n"
        "    page.goto((folder / 'index.html').as_uri())\n"
        "    print(json.dumps(page.evaluate(ask, json.loads((folder / 'queries.json').read_text('utf-8'))))); b.close()\n"
    )
    command = [sys.executable, "-c", program, str(folder), str(CHROMIUM), ASK]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)


def test_the_pages_folds_are_those_of_the_package() -> None:
    """Every letter that names are written in has its line in the tables, as the package folds it."""
    tables: Any = typing_tables()
    letters = {c: (bare, marked) for bare, marked, chars in tables["letters"] for c in chars}
    for name in shipped():
        registry = load_registry(shipped()[name])
        for text in (*(u.name for u in registry.units), *(a.name for a in registry.aliases)):
            for char in text.lower():
                if not char.isascii() and char.isalpha():
                    assert letters[char][0] == key(char, Level.BARE), char
    assert letters["ỹ"][0] == "i"


def test_no_word_of_a_unit_stands_in_the_script() -> None:
    """What the search knows comes from the registry and the package's folds: the script is the same for another province."""
    templates = Path(__file__).parents[1] / "danhba/publish/formats/templates"
    script = fold((templates / "search.js").read_text(encoding="utf-8"))
    code = "\n".join(line for line in script.splitlines() if not line.lstrip().startswith("//"))
    assert not [w for w in ("dong thap", "lap vo", "ubnd", "phuong", "so y te", "thanh pho") if w in code]
    assert shutil.which("node") is None or "require(" not in code
