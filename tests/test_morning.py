"""An office worker's morning: five returns with six defects, two conflicts decided in the workbook, and the directory is right."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from danhba.registry import Registry
from danhba.samples.builder import form, xlsx
from schemas.situations import MEANINGS, Situation
from tests.conftest import Place
from tests.recount import recount

LAP_VO = "huyện Lấp Vò"


# The seven kinds of "not returned", none of which is another: what came of each unit, and in which situation it is.
NOT_RETURNED = {
    "A-SNV": "says_none_yet",
    "A-SXD": "left_blank",
    "A-SCT": "unreadable",
    "A-SGTVT": "evidence_only",
    "872": "below_only",
    "30142": "written_by_others",
    "A-STC": "nothing",
}


def _seven_kinds(place: Place) -> None:
    place.drop("A-SNV/f.xlsx", xlsx(form({"A": [("Sở Nội vụ", "chưa có")]})))
    place.drop("A-SXD/f.xlsx", xlsx(form({"A": [("Sở Xây dựng", None)]})))
    place.drop("A-SCT/f.xlsx", b"PK\x03\x04 broken")
    place.drop("A-SGTVT/minh chứng.png", b"\x89PNG\r\n\x1a\n" + bytes(64))
    place.drop("872/f.xlsx", xlsx(form({"C": [("Xã Đốc Binh Kiều", "0277 3851 006")]})))  # its communes, not itself
    place.drop("30139/f.xlsx", xlsx(form({"C": [("Xã An Phong", "0277 3833 706"), ("Xã Phú Lợi", "0277 3833 707")]})))


def test_a_morning(place: Place, registry: Registry) -> None:
    place.drop("Xã Tân Mỹ, huyện Lấp Vò/a.xlsx", xlsx(form({"C": [("Xã Tân Mỹ", "0277 3851 001")]})), 1630800000)
    place.drop(
        "Xã Tân Mỹ, huyện Lấp Vò/b.xlsx", xlsx(form({"C": [("Xã Tân Mỹ", "0277 3851 002")]})), 1630800000
    )  # 1: two equal voices
    place.drop(
        "Xã Định An/c.xlsx", xlsx(form({"C": [("Xã Định An", "0277 3851 003 / 0912 345 678")]}))
    )  # 2: two numbers
    place.drop(
        "875/d.xlsx", xlsx(form({"C": [("Xã Tân Khánh Trungg", "0277 3851 004"), ("Xã Vĩnh Thạnh", 2773851005)]}))
    )  # 3, 4: misspelt; zero lost
    place.drop(
        "A-SYT/e.xlsx", xlsx(form({"A": [("Sở Y tế", "0277 3851"), ("Công an xã Tân Mỹ", "113")]}))
    )  # 5, 6: too short; not a unit
    _seven_kinds(place)
    place.run("2021-09-05T22:00:00+07:00")
    assert {u: place.progress[u]["situation"] for u in NOT_RETURNED} == NOT_RETURNED
    recount(place, registry)
    page = (place.outbox / "reports" / "tien-do.html").read_text(encoding="utf-8")
    for unit, situation in NOT_RETURNED.items():
        meaning = MEANINGS[Situation(situation)]
        heads = [h for h in page.split("<h2>") if f"{meaning.words[1:]}: " in h.partition("</h2>")[0]]
        assert [registry.full_name(unit) in h and meaning.todo in h for h in heads] == [True], unit
        assert sum(f"<li>{registry.full_name(unit)}" in h for h in page.split("<h2>")) == 1
    codes = {f["code"] for f in place.findings}
    assert {
        "unit_conflict",
        "phone_multiple",
        "name_guessed",
        "phone_zero_restored",
        "phone_length",
        "name_not_a_unit",
    } <= codes
    index = (place.outbox / "reports" / "index.html").read_text(encoding="utf-8")
    for words in (
        "Chờ quyết định: 3 câu hỏi",
        "Xã Tân Mỹ, huyện Lấp Vò",
        "Nhiều hơn một số điện thoại",
        "quyet-dinh.xlsx",
    ):
        assert words in index, words
    for finding in place.findings:
        if finding["severity"] == "error" and finding["cell"]:
            assert finding["cell"] in finding["message"]
            assert (
                "ví dụ" in finding["hint"]
                or "Chọn" in finding["hint"]
                or "Hỏi" in finding["hint"]
                or "Nếu" in finding["hint"]
            ), finding["hint"]
    book = load_workbook(place.outbox / "review" / "quyet-dinh.xlsx")
    sheet = book["Quyết định"]
    for row in sheet.iter_rows(min_row=5):
        labels = [c.value for c in book["Lựa chọn"][row[0].row] if c.value]
        wanted = "0277 3851 002" if str(row[1].value).startswith("Xã Tân Mỹ") else "0912 345 678"
        row[5].value = next((x for x in labels if x.startswith(wanted)), None)
        row[6].value = "Trần Thị Bình" if row[5].value else None
    out = io.BytesIO()
    book.save(out)
    place.hand_in("quyet-dinh.xlsx", out.getvalue())
    place.run("2021-09-06T08:00:00+07:00")
    assert {e["name"]: e["phone"] for e in place.directory.values()} == {
        "Xã Tân Mỹ": "0277 3851 002",
        "Xã Định An": "0912 345 678",
        "Xã Vĩnh Thạnh": "0277 3851 005",
        "Xã Đốc Binh Kiều": "0277 3851 006",
        "Xã An Phong": "0277 3833 706",
    }
    recount(place, registry)
    index = (place.outbox / "reports" / "index.html").read_text(encoding="utf-8")
    assert "2 quyết định đang áp dụng" in index
    assert "Trần Thị Bình" in index
