"""The night's page begins with what to do, links to every marked copy, and tells errors before what is fine."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import unquote

import pytest

from danhba.samples import sample_inbox
from danhba.samples.builder import form, xlsx
from schemas.situations import MEANINGS, Act, Situation
from tests.conftest import Place


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("night"))
    sample_inbox.build(place.inbox)
    place.run("2021-09-06T20:00:00+07:00")
    return place


def _page(place: Place) -> str:
    return (place.outbox / "reports" / "index.html").read_text(encoding="utf-8")


def test_it_begins_with_what_to_do(night: Place) -> None:
    page = _page(night)
    first = page[page.index("<h1>") :].partition("<h2>")[2]
    assert first.startswith("Việc cần làm sáng nay")
    todo = first.partition("</ul>")[0]
    files = len({f["submission"] for f in night.findings if f["severity"] == "error" and f["submission"]})
    acts = Counter(MEANINGS[Situation(p["situation"])].act for p in night.progress.values())
    questions = re.search(r"Chờ quyết định: (\d+) câu hỏi", page)
    assert questions
    assert f"Trả lời {questions[1]} câu hỏi" in todo
    assert f"Gửi {files} phiếu rà soát" in todo
    assert f"Nhắc {acts[Act.REMIND]} đơn vị" in todo


def test_every_link_leads_to_a_file_and_every_marked_copy_is_linked(night: Place) -> None:
    reports = night.outbox / "reports"
    links = {unquote(h) for h in re.findall(r'href="([^"#][^"]*)"', _page(night))}
    for link in links:
        assert (reports / link).resolve().exists(), link
    copies = {str(p.relative_to(reports)) for p in reports.glob("*/phieu-ra-soat.xlsx")}
    assert copies
    assert copies <= links


def test_errors_stand_before_what_is_fine_and_kinds_begin_with_words(night: Place) -> None:
    page = _page(night)
    files = page.partition('id="tep"')[2].partition("</tbody>")[0]
    tones = re.findall(r'<td><span class="(error|warning|info)">', files)
    assert tones == sorted(tones, key=("error", "warning", "info").index)
    kinds = page.partition("<h2>Theo loại</h2>")[2].partition("</table>")[0]
    for cell in re.findall(r"<tr><td>(.*?)</td>", kinds):
        assert re.fullmatch(r'<b class="\w+">[^<]+:</b> [^<]+ <span class="tail">[a-z_0-9]+</span>', cell), cell
    order = re.findall(r'<tr><td><b class="(\w+)">', kinds)
    assert order == sorted(order, key=("error", "warning", "info").index)


def test_nothing_to_do_is_said(place: Place) -> None:
    place.drop("30181/a.xlsx", xlsx(form({"C": [("Xã Tân Khánh Trung", "0277 3851 001")]})))
    place.run()
    assert "Nhắc 195 đơn vị" in _page(place)  # the others have sent nothing: it is never quiet while one is missing
    assert "Trả lời 0 câu hỏi" not in _page(place)
