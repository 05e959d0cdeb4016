"""A line under the title that names whose report the appendix belongs to: it is the sender's own, and contradicts nobody."""

from __future__ import annotations

import pytest

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.registry import Registry
from danhba.samples.builder import HEADER, xlsx

_LINES = [
    "(Kèm theo Báo cáo số 187/BC-UBND ngày 06 tháng 9 năm 2021 của {who})", "(Kèm theo Công văn số 20/UBND ngày 06/9/2021 của {who})",
    "(Biểu do {who} lập ngày 06/9/2021)", "Ban hành kèm theo Tờ trình số 03/TTr-UBND của {who}, tỉnh Đồng Tháp", "Biểu mẫu của {who}", "(Của {who} gửi ngày 06/9/2021)", "Của {who}", "(Của {who}, cập nhật đến ngày 06/9/2021)",
]  # fmt: skip
_COMMITTEES = ["UBND {name}", "Ủy ban nhân dân {name}", "UBND {full}"]


def _name(text: str) -> str:
    return text[:1].lower() + text[1:]


def _read(reader: Reader, above: list[str], line: str, row: str) -> object:
    rows: list[list[object]] = [
        *([text] for text in above),
        ["DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG"],
        [line],
        list(HEADER),
    ]
    rows.append([1, row, "0277 3851 234", None])
    (reading,) = reader.read([Source("bieu mau.xlsx", xlsx(rows))])
    return reading


@pytest.mark.parametrize("line", _LINES)
@pytest.mark.parametrize("committee", _COMMITTEES)
def test_the_senders_own_report_contradicts_nobody(
    reader: Reader, registry: Registry, line: str, committee: str
) -> None:
    for code in ("30199", "872", "29863", "30184"):
        unit = registry.by_code[code]
        who = committee.format(name=_name(unit.name), full=_name(registry.full_name(code)))
        parent = registry.by_code.get(unit.parent)
        heads = [f"ỦY BAN NHÂN DÂN {u.name.upper()}" for u in (parent, unit) if u is not None]
        for above in (heads, []):
            reading = _read(reader, above, line.format(who=who), f"UBND {registry.full_name(code)}")
            assert not reading.submitter.contradicted, (code, above)  # type: ignore[attr-defined]
            assert list(reading.rows.column("phone_e164")) == ["+842773851234"], (code, above)  # type: ignore[attr-defined]
            if above:
                assert reading.submitter.unit_code == code  # type: ignore[attr-defined]


@pytest.mark.parametrize("who", ["UBND huyện Đức Huệ", "UBND xã Bình Hòa Bắc, huyện Đức Huệ", "UBND tỉnh Long An"])
def test_another_provinces_report_is_nobodys_here(reader: Reader, who: str) -> None:
    reading = _read(reader, [], f"(Kèm theo Công văn số 20/UBND của {who})", "Xã Định Yên")
    assert reading.submitter.contradicted  # type: ignore[attr-defined]
