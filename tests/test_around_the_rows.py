"""What stands around a form's rows is no row: signatures beside those to whom the letter goes, sections merged over columns, headings of groups."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Reading, Source
from danhba.samples.builder import xlsx
from tests.examples import share

HEAD = ["STT", "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ"]
LETTERHEAD = [["UBND HUYỆN LAI VUNG", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], [None]]
UNITS = {"30226": "Xã Tân Thành", "30220": "Xã Tân Phước", "30214": "Xã Hòa Thành"}
ROWS = [[i, name, f"0277 384{i} 174"] for i, name in enumerate(UNITS.values(), start=1)]
SENT = {code: f"+84277384{i}174" for i, code in enumerate(UNITS, start=1)}

_LEFT = ("Nơi nhận:", "- Như trên;", "- UBND tỉnh (báo cáo);", "- Lưu: VT.", "Người lập", "NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)", None)  # fmt: skip
_RIGHT = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "THỦ TRƯỞNG ĐƠN VỊ", "(Ký tên, đóng dấu)", "(Đã ký)", "Nguyễn Văn Bảy", None)  # fmt: skip


def _sent(reading: Reading) -> dict[str, str]:
    return {row["unit_code"]: row["phone_e164"] for row in reading.rows if row["ok"]}


def _errors(reading: Reading) -> set[tuple[str, str]]:
    return {(f.code, f.cell) for f in reading.findings if f.severity == "error"}


@settings(max_examples=share(40), deadline=None)
@given(
    left=st.sampled_from([0, 1]),
    right=st.sampled_from([2, 3]),
    opening=st.sampled_from(["Nơi nhận:", "Người lập", "NGƯỜI LẬP BIỂU"]),
    first=st.sampled_from([r for r in _RIGHT if r]),
    lines=st.lists(st.tuples(st.sampled_from(_LEFT), st.sampled_from(_RIGHT)), max_size=6),
    blank=st.integers(0, 2),
)
def test_a_signature_is_no_row(
    reader: Reader, left: int, right: int, opening: str, first: str, lines: list[tuple[str | None, str | None]], blank: int
) -> None:  # fmt: skip
    signed: list[list[object]] = [[None] for _ in range(blank)]
    for one, other in [(opening, first), *lines]:
        line: list[object] = [None] * 4
        line[left], line[right] = one, other
        signed.append(line)
    reading = reader.read([Source("a.xlsx", xlsx([*LETTERHEAD, HEAD, *ROWS, *signed]))])[0]
    assert _sent(reading) == SENT
    assert _errors(reading) == set()


@settings(max_examples=share(30), deadline=None)
@given(
    spans=st.lists(st.sampled_from(["", "A:B", "A:C", "A:D", "B:C", "B:D", "C:D"]), min_size=2, max_size=2),
    letters=st.booleans(),
    deep=st.booleans(),
)
def test_a_section_merged_over_columns_heads_none_of_them(
    reader: Reader, spans: list[str], letters: bool, deep: bool
) -> None:
    rows: list[list[object]] = [*LETTERHEAD, HEAD]
    merges = []
    if deep:
        rows[-1:] = [[*HEAD[:2], "SỐ ĐIỆN THOẠI", HEAD[3]], [None, None, "ĐƯỜNG DÂY NÓNG"]]
        merges += [f"{c}3:{c}4" for c in "ABD"]
    for letter, title, span, body in (
        ("B", "CẤP HUYỆN", spans[0], [[1, "UBND huyện Lai Vung", "0277 3848 004"]]),
        ("C", "CẤP XÃ", spans[1], ROWS),
    ):
        at = len(rows) + 1
        first = span[:1] if span and span != "C:D" else "B"
        line: list[object] = [None] * 4
        if first == "A":
            line[0] = f"{letter}. {title}" if letters else title
        else:
            line[:2] = [letter, title]
        rows.append(line)
        rows.extend(body)
        if span and span != "C:D":
            merges.append(f"{first}{at}:{span[-1]}{at}")
    reading = reader.read([Source("a.xlsx", xlsx(rows, merges=merges))])[0]
    assert _sent(reading) == SENT | {"876": "+842773848004"}
    assert _errors(reading) == set()


@settings(max_examples=share(30), deadline=None)
@given(
    label=st.sampled_from(["I", "II", "A1", "*", None, "1."]),
    words=st.sampled_from(
        [
            "Cụm xã vùng sông Hậu", "Khu vực phía Nam", "Các xã vùng sâu", "Nhóm 1", "Các xã ven sông", "Khối trường học",
            "Cụm thi đua số 2", "Những xã biên giới", "Các xã đang duy trì đường dây nóng", "Vùng kinh tế trọng điểm",
        ]
    ),
)  # fmt: skip
def test_the_heading_of_a_group_is_no_unit(reader: Reader, label: str | None, words: str) -> None:
    label = None if label == "1." else label
    rows = [*LETTERHEAD, HEAD, [label, words], *ROWS]
    reading = reader.read([Source("a.xlsx", xlsx(rows))])[0]
    assert _sent(reading) == SENT
    assert _errors(reading) == set()
