"""The second reading: what the sheet bears out is left alone, what it does not is told; whatever the first reading says."""

from __future__ import annotations

import ast
import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.audit import Auditor, Claim
from danhba.model.grid import Grid, address
from danhba.registry import Registry
from danhba.samples.builder import form, xlsx
from tests.conftest import REGISTRY, ROOT, Place, danhba, draw
from tests.examples import share

HEAD = ["STT", "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ"]


@pytest.fixture(scope="session")
def auditor(registry: Registry) -> Auditor:
    return Auditor(registry)


def test_it_shares_nothing_with_the_first_reading() -> None:
    for path in (ROOT / "danhba" / "audit").glob("*.py"):
        told = {n.module or "" for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.ImportFrom)}
        assert not {
            m
            for m in told
            if m.startswith(("danhba.locate", "danhba.check", "danhba.identify", "danhba.phones", "schemas"))
        }


def _said(auditor: Auditor, rows: list[list[object]], **claim: str) -> str:
    filled = {"name_cell": "B2", "phone_cell": "C2", "unit_code": "30175", "e164": "+842773851234", **claim}
    return auditor.disagreements([Grid("a", rows)], [("a", Claim(**filled))])[0]


@pytest.mark.parametrize(
    "drawing",
    [
        "STT | Tên đơn vị | Điện thoại\n1 | Xã Tân Mỹ, huyện Lấp Vò | 0277 3851 234",
        "STT | Tên đơn vị | Điện thoại\n1 | UBND xã Tân Mỹ - H. Lấp Vò | 3851234",
        "STT | Tên đơn vị | Hotline | Ghi chú\n1 | X.Tân Mĩ (Lấp Vò) | 067.3851234 (24/24) | trực 24/24",
        "STT | Tên đơn vị | Đường dây nóng\n1 | UBND xaõ Taân Myõ huyeän Laáp Voø | 02773851234",
        "STT | Tên đơn vị | Điện thoại | Ghi chú\n1 | Xã Tân Mỹ, huyện Lấp Vò | 02773851234 | số cũ 0277 3851 999",
        "STT | Tên | Điện thoại | STT | Tên | Điện thoại\n1 | Xã Tân Mỹ, huyện Lấp Vò | 02773851234 | 9 | Xã Long Hưng A | 02773851999",
        "STT | TÊN ĐƠN VỊ | ĐIỆN THOẠI/FAX\n1 | xa tan my huyen lap vo | (0277) 3851 234",
    ],
)
def test_what_stands_there_is_borne_out(auditor: Auditor, drawing: str) -> None:
    assert _said(auditor, draw(drawing)) == ""


@pytest.mark.parametrize(
    ("drawing", "word"),
    [
        ("STT | Tên đơn vị | Điện thoại\n1 | Xã Tân Mỹ, huyện Lấp Vò | 0277 3851 235", "chữ số"),
        ("STT | Tên đơn vị | Điện thoại\n1 | Xã Tân Khánh Trung, huyện Lấp Vò | 0277 3851 234", "tên"),
        ("STT | Tên đơn vị | Điện thoại\n1 | Xã Tân Mỹ, huyện Thanh Bình | 0277 3851 234", "Thanh Bình"),
        ("STT | Tên đơn vị | Điện thoại lãnh đạo\n1 | Xã Tân Mỹ, huyện Lấp Vò | 0277 3851 234", "lãnh đạo"),
        ("STT | Tên đơn vị | Số fax\n1 | Xã Tân Mỹ, huyện Lấp Vò | 0277 3851 234", "fax"),
        ("STT | Tên đơn vị | Số điện thoại cũ\n1 | Xã Tân Mỹ, huyện Lấp Vò | 0277 3851 234", "cũ"),
        ("STT | Tên đơn vị | Điện thoại | Ghi chú\n1 | Xã Tân Mỹ, huyện Lấp Vò | 02773851234 | số đã cắt", "đã cắt"),
        (
            "STT | Tên đơn vị | Điện thoại | Ghi chú\n1 | Xã Tân Mỹ, huyện Lấp Vò | 02773851234 | số của xã Bình Thành",
            "Bình Thành",
        ),
        (
            "STT | Tên đơn vị | ĐT cơ quan | Đường dây nóng\n1 | Xã Tân Mỹ, huyện Lấp Vò | 02773851234 | 02773851235",
            "cột khác",
        ),
        ("STT | Tên đơn vị | Mã số\n1 | Xã Tân Mỹ, huyện Lấp Vò | 02773851234", "tiêu đề"),
        ("STT | Tên đơn vị | Điện thoại\n1 | Xã Tân Mỹ | 0277 3851 234", "cấp trên"),
        (
            "STT | Tên đơn vị | Điện thoại | Ghi chú\n1 | Xã Tân Mỹ, huyện Lấp Vò | 02773851234 | thay bằng 0277 3851 999",
            "thay",
        ),
    ],
)
def test_what_does_not_stand_there_is_told(auditor: Auditor, drawing: str, word: str) -> None:
    assert word in _said(auditor, draw(drawing))


OTHER_LISTS = ("Số di động Chủ tịch UBND các xã", "Lãnh đạo UBND các xã (khi cần)", "D | CÔNG AN XÃ", "II | SỐ CŨ (đã ngừng)",
               "Danh sách chưa lắp đặt, dự kiến tháng 10", "Trạm Y tế các xã", "2. Số dự phòng", "Số fax các xã")  # fmt: skip


@pytest.mark.parametrize("title", OTHER_LISTS)
@pytest.mark.parametrize("head", ["", "STT | Tên đơn vị | Điện thoại đường dây nóng\n"])
def test_what_stands_under_the_title_of_another_list_waits(auditor: Auditor, title: str, head: str) -> None:
    own = "STT | Tên đơn vị | Điện thoại đường dây nóng\n1 | Xã Tân Mỹ, huyện Lấp Vò | 0277 3851 234\n"
    rows = draw(f"{own}{title}\n{head}1 | Xã Long Hưng A, huyện Lấp Vò | 0913 200 003")
    last = str(len(rows))
    told = {"name_cell": f"B{last}", "phone_cell": f"C{last}", "unit_code": "30184", "e164": "+84913200003"}
    assert _said(auditor, rows) == ""
    assert _said(auditor, rows, **told)
    again = draw(
        f"{own}{title}\n{head}1 | Xã Long Hưng A, huyện Lấp Vò | 0913 200 003\nDANH SÁCH ĐƯỜNG DÂY NÓNG CẤP XÃ\n{own}"
    )
    last = str(len(again))
    assert _said(auditor, again, name_cell=f"B{last}", phone_cell=f"C{last}") == ""


@pytest.mark.parametrize("name", ["cũ", "Năm 2020", "Mẫu", "Nháp", "Số lãnh đạo", "Công an xã"])
def test_a_sheet_named_as_something_else_waits(auditor: Auditor, name: str) -> None:
    rows = draw("STT | Tên đơn vị | Điện thoại\n1 | Xã Tân Mỹ, huyện Lấp Vò | 0277 3851 234")
    claim = Claim("B2", "C2", "30175", "+842773851234")
    assert auditor.disagreements([Grid(name, rows)], [(name, claim)])[0]
    assert auditor.disagreements([Grid("Phụ lục", rows)], [("Phụ lục", claim)]) == [""]


@pytest.mark.parametrize(
    ("name", "number", "remark"),
    [
        ("Xã Tân Mỹ *, huyện Lấp Vò", "0277 3851 234", "(Các số có dấu * chưa hoạt động)"),
        ("Xã Tân Mỹ, huyện Lấp Vò", "0277 3851 234*", "* Số đã cắt, chờ số mới"),
        ("Xã Tân Mỹ, huyện Lấp Vò", "0277 3851 234 (*)", "(*): số chưa đưa vào sử dụng"),
        ("Xã Tân Mỹ, huyện Lấp Vò", "0277 3851 234", "Ghi chú: số của xã Tân Mỹ hiện không liên lạc được"),
        ("Xã Tân Mỹ, huyện Lấp Vò", "0277 3851 234", "Các số trên là số dự kiến, chưa lắp đặt"),
        ("Xã Tân Mỹ, huyện Lấp Vò", "0277 3851 234", "Đính chính: số của xã Tân Mỹ là 0277 3851 755"),
    ],
)
def test_words_outside_the_rows_take_a_number_back(auditor: Auditor, name: str, number: str, remark: str) -> None:
    head = ["STT", "Tên đơn vị", "Điện thoại đường dây nóng"]
    assert _said(auditor, [head, ["1", name, number], [remark, None, None]])
    assert not _said(auditor, [head, ["1", name, "0277 3851 234"], ["Tổng cộng: 1 đơn vị", None, None]])


def test_a_heading_may_carry_its_own_number(auditor: Auditor) -> None:
    rows = draw("STT | Tên đơn vị | Điện thoại\nII | Huyện Lấp Vò | 0277 3851 000\n1 | Xã Tân Mỹ | 0277 3851 234")
    assert _said(auditor, rows, name_cell="B3", phone_cell="C3") == ""


def _communes(registry: Registry) -> list[str]:
    return [u.code for u in registry.units if u.tier == "C"]


_FORMS = (
    lambda n: "0277" + n,
    lambda n: "0277 " + n[:4] + " " + n[4:],
    lambda n: int("277" + n),
    lambda n: "+84 277 " + n,
    lambda n: n,
)


@settings(max_examples=share(120), deadline=None)
@given(data=st.data())
def test_true_claims_agree_and_false_ones_do_not(auditor: Auditor, registry: Registry, data: st.DataObject) -> None:
    """Any list of communes in any order, with titles, blank columns and shapes of numbers: the truth is borne out; another
    unit, another row's number, or one digit changed is not."""
    codes = data.draw(st.lists(st.sampled_from(_communes(registry)), min_size=2, max_size=8, unique=True))
    numbers = data.draw(
        st.lists(st.integers(2_000_000, 8_999_999).map(str), min_size=len(codes), max_size=len(codes), unique=True)
    )
    blank = data.draw(st.integers(0, 2))
    top = data.draw(st.lists(st.sampled_from(["Phụ lục", "DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", ""]), max_size=3))
    rows: list[list[object]] = [[t or None] for t in top] + [[None] * blank + list(HEAD)]
    claims = []
    for i, (code, number) in enumerate(zip(codes, numbers, strict=True)):
        shown = data.draw(st.sampled_from(_FORMS))(number)
        rows.append([None] * blank + [i + 1, registry.full_name(code), shown, None])
        at = len(rows) - 1
        claims.append(Claim(address(at, blank + 1), address(at, blank + 2), code, "+84277" + number))
    grid = Grid("a", rows)
    assert auditor.disagreements([grid], [("a", c) for c in claims]) == [""] * len(claims)
    wrong = data.draw(st.sampled_from(["unit", "number", "digit", "cell"]))
    first, second = data.draw(st.permutations(claims))[:2]
    changed = {
        "name_cell": first.name_cell,
        "phone_cell": first.phone_cell,
        "unit_code": first.unit_code,
        "e164": first.e164,
    }
    if wrong == "unit":
        changed["unit_code"] = second.unit_code
    elif wrong == "number":
        changed["e164"] = second.e164
    elif wrong == "cell":
        changed["phone_cell"] = second.phone_cell
    else:
        place = data.draw(st.integers(6, 12))
        changed["e164"] = first.e164[:place] + str((int(first.e164[place]) + 1) % 10) + first.e164[place + 1 :]
    assert auditor.disagreements([grid], [("a", Claim(**changed))])[0]


def test_a_row_that_the_second_reading_does_not_bear_out_waits(check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        Auditor, "_against", lambda self, sheet, claim: "thấy khác" if claim.unit_code == "30175" else ""
    )
    report = check(
        """
        STT | TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG | SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG
        1   | Xã Tân Mỹ, huyện Lấp Vò         | 0277 3851 234
        2   | Xã Long Hưng A, huyện Lấp Vò    | 0277 3851 235
        """
    )
    assert report.units == {"30184": "+842773851235"}
    assert report.codes_at("C2") == {"audit_disagrees"}


def test_every_published_number_is_read_anew(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.drop(
        "a.xlsx",
        xlsx(form({"C": [("Xã Tân Mỹ, huyện Lấp Vò", "02773851234", None), ("Xã Long Hưng A", "02773851235", None)]})),
    )
    place.run()
    command = ("verify", "--published", "--var", place.var, "--outbox", place.outbox, "--registry", REGISTRY)
    assert danhba(*command).returncode == 0
    path = place.outbox / "current" / "danh-ba.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    rows[1][rows[0].index("phone_e164")] = "+842773851239"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    done = danhba(*command)
    assert done.returncode == 1
    assert "02773851234" in done.stdout
