"""Grids that nobody drew: any values anywhere must end in findings, never in an exception."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.check.wrong_form import no_form
from danhba.locate.lines import Locator
from danhba.model.grid import Grid
from danhba.model.submission import Reading
from danhba.registry import load_registry
from schemas.forms.hotline import HOTLINE_FORM
from tests.conftest import REGISTRY
from tests.examples import share

_READER = Reader(load_registry(REGISTRY))
words = st.sampled_from(
    ["STT", "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ", "A", "C", "CẤP XÃ", "I", "Huyện Lấp Vò", "Xã Tân Mỹ",
     "0277 3851234", "...", "Tổng cộng", "Nơi nhận:", "CHỦ TỊCH", "", " ", "\n", "(1)", "Sè ®iÖn tho¹i", "\u00ad", "x" * 500]
)  # fmt: skip
values = (
    st.none()
    | words
    | st.text(max_size=12)
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.times()
    | st.just(dt.timedelta(1))
)
merges = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 5), st.integers(0, 12), st.integers(0, 5)), max_size=4)


@settings(max_examples=share(300), deadline=None)
@given(
    st.lists(st.lists(values, min_size=1, max_size=6), min_size=1, max_size=12),
    merges,
    st.integers(0, 3),
    st.integers(0, 3),
)
def test_any_grid_is_read(
    rows: list[list[object]], areas: list[tuple[int, int, int, int]], top: int, left: int
) -> None:
    grid = Grid("x", rows, top, left, areas)
    located = Locator(HOTLINE_FORM, _READER.registry.sections).locate(grid)
    reading = Reading("x.xlsx", "0")
    if located.tables:
        for row in _READER._identify(reading, located.tables, []):
            assert row.at.name_cell
            assert row.at.phone_cell
    else:
        no_form(reading, [located], [grid], _READER.locator)
        assert reading.findings
