"""A sheet that lists citizens is refused unread, sealed and removed for good; a return is never taken for one; nobody's name comes out."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.citizens import lists_of_citizens
from danhba.check.reader import Reader
from danhba.model.grid import Grid
from danhba.model.submission import Source
from danhba.run.personal import remove_personal
from danhba.run.rebuild import rebuild
from danhba.samples.builder import form, mail, word, xlsx
from danhba.settings import Settings
from danhba.store.damaged import ArchiveDamagedError
from danhba.store.open_archive import open_archive
from danhba.store.sealed import ContentRemovedError
from danhba.store.verify import verify
from tests.conftest import REGISTRY, Place
from tests.examples import share

_LAST = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng"]
_NAMES = st.builds(lambda a, b, c: f"{a} {b} {c}", st.sampled_from(_LAST), st.sampled_from(["Văn", "Thị", "Hữu", "Ngọc"]), st.sampled_from(["Bảy", "Út", "Mười", "Lành", "Đẹp"]))  # fmt: skip
_PERSONS = st.sampled_from([
    "Họ tên người phản ánh", "Họ và tên công dân", "Người phản ánh", "Tên người dân", "Người gọi", "Công dân phản ánh", "Họ tên, địa chỉ người khiếu nại",
    "HỌ VÀ TÊN NGƯỜI GỌI ĐẾN", "Chủ hộ", "Họ tên chủ hộ",
])  # fmt: skip
_PLACES = st.sampled_from(
    ["Địa chỉ", "Số điện thoại", "SĐT người phản ánh", "Nơi cư trú", "Số CCCD", "Ấp", "Điện thoại"]
)
_WHAT = st.sampled_from(
    ["Nội dung phản ánh", "Nội dung", "Tóm tắt nội dung cuộc gọi", "Kết quả xử lý", "Phản ánh, kiến nghị"]
)
_TITLE = st.sampled_from(
    [
        "SỔ NHẬT KÝ TRỰC ĐƯỜNG DÂY NÓNG",
        "SỔ THEO DÕI TIẾP NHẬN PHẢN ÁNH",
        "DANH SÁCH CÁC CUỘC GỌI ĐẾN ĐƯỜNG DÂY NÓNG",
        "",
    ]
)


@st.composite
def logs(draw: st.DrawFn) -> list[list[Any]]:
    """A log of complaints: its columns in any order, under any title, with more columns between."""
    heads = {"persons": draw(_PERSONS), "found": draw(_PLACES), "what": draw(_WHAT)}
    if draw(st.booleans()):
        del heads[draw(st.sampled_from(["found", "what"]))]
    more = draw(
        st.lists(
            st.sampled_from(["STT", "Ngày", "Giờ", "Đơn vị xử lý", "Ghi chú", "Người tiếp nhận"]),
            unique=True,
            max_size=4,
        )
    )
    columns = draw(st.permutations([*heads, *more]))
    rows: list[list[Any]] = []
    for n in range(draw(st.integers(1, 6))):
        said = {
            "persons": draw(st.sampled_from(["", "Ông ", "Bà "])) + draw(_NAMES), "found": draw(st.sampled_from(["Ấp 3, xã Long Hưng A", "0912 345 678", "087123456789"])),
            "what": "Phản ánh không nhận được gạo", "STT": n + 1, "Ngày": "05/09/2021", "Giờ": "7h30", "Đơn vị xử lý": "Xã Long Hưng A",
        }  # fmt: skip
        rows.append([said.get(c, "") for c in columns])
    title = draw(_TITLE)
    return [*([[title], []] if title else []), [heads.get(c, c) for c in columns], *rows]


@given(rows=logs())
@settings(deadline=None, max_examples=share(150))
def test_a_log_of_complaints_is_known_whatever_its_heads(rows: list[list[Any]]) -> None:
    (found,) = lists_of_citizens([Grid("Sheet1", rows)])
    assert found.lines >= 1


@given(rows=logs())
@settings(deadline=None, max_examples=8)
def test_nothing_of_a_log_of_complaints_is_said(rows: list[list[Any]], reader: Reader) -> None:
    (reading,) = reader.read([Source("Xã Tân Khánh Trung/so.xlsx", xlsx(rows))])
    assert [f.code for f in reading.findings] == ["personal_data"]
    assert len(reading.rows) == 0
    assert reading.submitter.unit_code
    told = repr((reading.findings, reading.submitter))
    assert not any(
        isinstance(v, str) and v in told for row in rows[-1:] for v in row if v not in ("", "Xã Long Hưng A")
    )


def test_a_list_without_heads_is_known_by_its_lines() -> None:
    rows = [[n, f"{last} Thị Mười", f"091234567{n}", "Phản ánh chưa được hỗ trợ"] for n, last in enumerate(_LAST)]
    assert lists_of_citizens([Grid("x", rows)])
    assert not lists_of_citizens([Grid("x", rows[:2])])


_UNIT_HEADS = st.sampled_from([
    "TÊN CƠ QUAN, ĐƠN VỊ", "Đơn vị tiếp nhận phản ánh của công dân", "Đơn vị", "Địa phương", "Cơ quan tiếp nhận kiến nghị của người dân",
])  # fmt: skip
_PHONE_HEADS = st.sampled_from([
    "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "Số điện thoại tiếp nhận phản ánh", "Đường dây nóng tiếp nhận ý kiến người dân", "Số điện thoại người dân gọi đến",
])  # fmt: skip
_OTHER = st.lists(
    st.sampled_from(
        ["GHI CHÚ", "Địa chỉ", "Người trực", "Họ và tên", "Chức vụ", "Nội dung", "Lãnh đạo phụ trách", "Kết quả"]
    ),
    unique=True,
    max_size=3,
)


@given(unit=_UNIT_HEADS, phone=_PHONE_HEADS, other=_OTHER, person=_NAMES, title=st.sampled_from(["", "DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG TIẾP NHẬN PHẢN ÁNH, KIẾN NGHỊ CỦA CÔNG DÂN"]))  # fmt: skip
@settings(deadline=None, max_examples=share(120))
def test_a_return_is_never_taken_for_one(unit: str, phone: str, other: list[str], person: str, title: str) -> None:
    values = {
        "Người trực": person,
        "Họ và tên": person,
        "Địa chỉ": "Ấp 3",
        "Chức vụ": "Chủ tịch",
        "Lãnh đạo phụ trách": person,
    }
    rows: list[list[Any]] = [["STT", unit, phone, *other]]
    for n, name in enumerate(["Sở Y tế", "Xã Long Hưng A", "Huyện Lấp Vò"], start=1):
        rows.append([n, name, f"0277 3851 00{n}", *(values.get(o, "trực 24/24") for o in other)])
    assert not lists_of_citizens([Grid("Phụ lục", [[title], *rows] if title else rows)])


# --- one night with planted names, then the files are removed -----------------------------------------------------------

XA, OTHER = "Xã Tân Khánh Trung", "Xã Long Hưng B"
PLANTED = ["Huỳnh Thị Ngọc Lành", "Đặng Hữu Mười", "Võ Văn Đẹp", "0912777888", "0912 777 889", "Ấp Hưng Lợi Đông"]
LOG = [
    ["SỔ THEO DÕI TIẾP NHẬN PHẢN ÁNH"],
    ["STT", "Họ và tên người phản ánh", "Địa chỉ", "Điện thoại", "Nội dung phản ánh", "Đơn vị xử lý"],
    [1, PLANTED[0], PLANTED[5], PLANTED[3], "Chưa nhận gạo", XA],
    [2, PLANTED[1], PLANTED[5], PLANTED[4], "Hỏi thủ tục", XA],
]
STAFF = [
    ["DANH SÁCH CÁN BỘ TRỰC"],
    ["STT", "Họ và tên", "Đơn vị", "Ghi chú", "Ngày trực"],
    [1, PLANTED[2], XA, "", "05/09/2021"],
]
GOOD = form({"C": [(OTHER, "0277 3851 003")]})


def _every_text(root: Path) -> Iterator[tuple[str, str]]:
    """Yield (where, text) of all files below a folder, unzipped."""
    for path in sorted(p for p in root.rglob("*") if p.is_file() and not p.is_symlink()):
        data = path.read_bytes()
        if data[:2] == b"PK":
            with zipfile.ZipFile(BytesIO(data)) as package:
                for name in package.namelist():
                    yield f"{path}!{name}", package.read(name).decode("utf-8", "replace")
        yield str(path), data.decode("utf-8", "replace")


def _settings(place: Place) -> Settings:
    return Settings(
        inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY, as_of=dt.datetime.fromisoformat("2021-09-08T08:00:00+07:00"),
    )  # fmt: skip


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("night"))
    place.drop(f"{XA}/so.xlsx", xlsx(LOG))
    place.drop(
        "Huyện Lấp Vò/so.eml",
        mail({"so.docx": word(LOG[1:]), "phu luc.xlsx": xlsx(form({"C": [("Xã Long Hưng A", "0277 3851 004")]}))}),
    )
    place.drop(f"{XA}/can bo.xlsx", xlsx(STAFF))
    place.drop(f"{OTHER}/ca hai.xlsx", xlsx(GOOD, more={"Sổ": LOG}))
    place.drop(f"{OTHER}/sai.xlsx", xlsx(form({"C": [(OTHER, "0277 3851 0")]}), more={"Cán bộ": STAFF}))
    place.run("2021-09-05T08:00:00+07:00")
    return place


def test_no_planted_name_is_in_any_output(night: Place) -> None:
    assert sum(f["code"] == "personal_data" for f in night.findings) == 3
    assert {f["severity"] for f in night.findings if f["code"] == "personal_data"} == {"error"}
    assert {e["phone"] for e in night.directory.values()} == {"0277 3851 004", "0277 3851 003"}
    texts = list(_every_text(night.outbox))
    assert any("phieu-ra-soat.xlsx" in where for where, _ in texts)  # of the form, not of the staff list beside it
    for secret in PLANTED:
        assert not [where for where, text in texts if secret in text], secret


def test_nothing_readable_is_left_and_all_agrees(night: Place) -> None:
    archive = open_archive(night.var)
    assert len(archive.sealed) == 4  # two sheets, the document and the mail around it
    plain = {p.name for p in (night.var / "archive").rglob("*") if p.is_file()}
    assert not archive.sealed.keys() & plain
    for sha256 in archive.sealed:
        archive.check(sha256)
    assert archive.put_bytes(xlsx(LOG))[0] in archive.sealed
    assert list(verify(_settings(night))) == []


def test_removed_for_good_but_what_a_published_number_rests_on(night: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    removed = remove_personal(_settings(night))
    assert removed.gone == ["Huyện Lấp Vò/so.eml", "Huyện Lấp Vò/so.eml!/so.docx", f"{XA}/so.xlsx"]
    assert removed.stay == [f"{OTHER}/ca hai.xlsx"]
    assert remove_personal(_settings(night)).gone == []
    archive = open_archive(night.var)
    gone = [sha256 for sha256, told in archive.sealed.items() if not told.key]
    assert len(gone) == 3
    for sha256 in gone:
        with pytest.raises(ContentRemovedError):
            archive.get(sha256)
    assert list(verify(_settings(night))) == []
    made = rebuild(_settings(night))
    assert (len(made.removed), made.lacking, made.unknown) == (3, [], 0)
    night.run("2021-09-09T08:00:00+07:00")  # everything is read again
    told = [f for f in night.findings if f["code"] == "personal_data"]
    assert sorted(f["severity"] for f in told) == ["error", "warning", "warning"]
    assert {f["unit_code"] for f in told if f["severity"] == "warning"} == {"30181", "875"}
    assert {e["phone"] for e in night.directory.values()} == {"0277 3851 004", "0277 3851 003"}
    night.drop(f"{XA}/lai.xlsx", xlsx(LOG))  # sent again: never kept in plain
    night.run("2021-09-10T08:00:00+07:00")
    assert list(verify(_settings(night))) == []


def test_sealing_may_be_interrupted_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = xlsx(LOG)
    for step in ("_write", "put_bytes", "sync", "remove"):
        var = tmp_path / step
        archive = open_archive(var)
        name, _ = archive.put_bytes(data)
        target: Any = archive if step == "_write" else archive.plain
        with monkeypatch.context() as patch:
            patch.setattr(target, step, _interrupt)
            with pytest.raises(KeyboardInterrupt):
                archive.seal(name)
        again = open_archive(var)
        assert again.get(name) == data
        again.seal(name)
        assert open_archive(var).get(name) == data
        assert not again.plain.path(name).exists()  # type: ignore[attr-defined]
        assert list(again.names()) == [name]
        with monkeypatch.context() as patch:
            patch.setattr(again.plain, "remove", _interrupt)
            with pytest.raises(KeyboardInterrupt):
                again.forget(lambda sha256: True, "2021-09-09T00:00:00Z")
        last = open_archive(var)
        last.forget(lambda sha256: True, "2021-09-09T00:00:00Z")
        with pytest.raises(ArchiveDamagedError):
            last.get(name)
        assert list(last.names()) == []
        assert [p for p in (var / "archive").rglob("*") if p.is_file()] == []


def _interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt
