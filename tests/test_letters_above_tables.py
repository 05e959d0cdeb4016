"""A letter's own sentence above its table is no second letterhead; a sentence that names somebody says who writes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.audit.meaning import is_title_of_another_list
from danhba.identify.letter_sentences import lines_of
from danhba.model.submission import Reading, Source
from danhba.samples.builder import HEADER, xlsx
from tests.examples import share
from tests.test_foreign_letterheads import READER

_BEFORE = (
    "",
    "Thực hiện Công văn số 12 ngày 04/9/2021, ",
    "Căn cứ chỉ đạo, ",
    "Thực hiện công văn của Ủy ban nhân dân Tỉnh, ",
    "Thực hiện Công văn ngày 04/9/2021 của Chủ tịch Tỉnh, ",
    "Thực hiện ý kiến chỉ đạo của Chủ tịch Ủy ban nhân dân Tỉnh, ",
)
_KIND = {"875": ("Huyện", "huyện"), "30175": ("xã", "Xã")}
_HEADS = {"875": ("UBND HUYỆN LẤP VÒ", "Xã Tân Mỹ"), "30175": ("UBND XÃ TÂN MỸ, HUYỆN LẤP VÒ", "Xã Tân Mỹ")}
_DOES = (
    "báo cáo số điện thoại đường dây nóng như sau:", "xin báo cáo:", "đã rà soát, tổng hợp danh sách như sau:", "trân trọng gửi phụ lục",
    "báo cáo Ủy ban nhân dân Tỉnh số điện thoại đường dây nóng", "cung cấp số như sau", "lập danh sách các xã", "đề nghị các xã thực hiện",
)  # fmt: skip


def _read(*above: str) -> Reading:
    rows = [*([line] for line in above), [], list(HEADER), ["C", "CẤP XÃ"], [1, "Xã Tân Mỹ", "0277 3845 222"]]
    return READER.read([Source("ds.xlsx", xlsx(rows))])[0]


@settings(max_examples=share(60), deadline=None)
@given(st.sampled_from(sorted(_KIND)), st.sampled_from(_BEFORE), st.sampled_from(["UBND", "Ủy ban nhân dân", "Uỷ ban nhân dân"]), st.data())  # fmt: skip
def test_what_the_writer_says_of_himself_is_no_letterhead(
    sender: str, before: str, office: str, data: st.DataObject
) -> None:
    kind = data.draw(st.sampled_from(_KIND[sender]))
    reading = _read(_HEADS[sender][0], f"{before}{office} {kind} {data.draw(st.sampled_from(_DOES))}")
    assert reading.submitter.unit_code == sender, reading.submitter.evidence
    assert [bool(r["ok"]) for r in reading.rows] == [True]


@settings(max_examples=share(60), deadline=None)
@given(
    st.sampled_from([b for b in _BEFORE if "ăn cứ" not in b]),
    st.sampled_from([d for d in _DOES if not d.startswith("đề nghị")]),
)
def test_whom_a_sentence_names_is_heard(before: str, does: str) -> None:
    own = _read("UBND HUYỆN LẤP VÒ", f"{before}UBND huyện Lấp Vò {does}")
    assert own.submitter.unit_code == "875"
    for stranger in (
        "UBND huyện Cái Bè",
        "Ủy ban nhân dân huyện Lai Vung",
        "UBND HUYỆN LẬP THẠCH",
    ):
        reading = _read("UBND HUYỆN LẤP VÒ", f"{before}{stranger} {does}")
        assert reading.submitter.contradicted, (stranger, reading.submitter.evidence)


def test_a_name_in_small_letters_stays_a_name() -> None:
    for line in (
        "ubnd xã các sơn",
        "ubnd xã lập lễ",
        "UBND huyện Thông Nông",
        "UBND xã Đăng Hưng Phước",
        "ubnd huyện như thanh",
    ):
        assert lines_of(line) == (line,)
    # A second committee that the sentence names stays in it.
    for told in ("UBND Huyện báo cáo số của UBND huyện Cái Bè như sau", "UBND xã gửi các số của UBND xã Tân Lập"):
        assert _read("UBND HUYỆN LẤP VÒ", told).submitter.contradicted, told


def test_by_whose_paper_a_list_is_made_says_nothing_of_what_it_is() -> None:
    said = "Thực hiện Công văn ngày 04/9/2021 của Chủ tịch Tỉnh, "
    assert not is_title_of_another_list(f"{said}UBND Huyện báo cáo như sau:")
    assert is_title_of_another_list(f"{said}danh sách số điện thoại lãnh đạo các xã như sau:")
