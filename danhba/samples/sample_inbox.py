"""The sample inbox of `danhba demo` for the registry of September 2021:
more than forty returns of every tier, with what becomes of each unit.

Numbers are invented. `TRUTH` says, for every unit that somebody spoke for, the number that must be published or the
code of the finding that withholds it; a test holds the demo to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from danhba.samples.builder import PDF, csv_text, form, html_table, mail, word, xlsx, zipped
from danhba.samples.sample import Sample

REGISTRY = "dong-thap-2021-09"  # whose units the sample speaks of
AS_OF = "2021-09-06T20:00:00+07:00"
_DAY = dt.datetime(2021, 9, 5, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))

# unit code → number published (E.164, or the bare code) or the code of the finding that withholds it
TRUTH: dict[str, str] = {}


def _e164(number: str) -> str:
    return "+84" + number.replace(" ", "").removeprefix("0")


def _says(**units: str) -> None:
    TRUTH.update({code.replace("_", "-"): said for code, said in units.items()})


def files() -> Iterator[tuple[str, bytes, int]]:
    """Yield (path below the inbox, bytes, minutes after 08:00 of 5 September at which it was last changed)."""
    TRUTH.clear()
    yield from _agencies()
    yield from _districts()
    yield from _communes()
    yield from _troubles()


def _agencies() -> Iterator[tuple[str, bytes, int]]:
    plain = {
        "A-SNV": ("Sở Nội vụ", "0277 3851 101"),
        "A-STP": ("Sở Tư pháp", "0277 3851 102"),
        "A-SKHDT": ("Sở KH&ĐT", "0277 3851 103"),
        "A-STC": ("Sở Tài chính", "0277 3851 104"),
        "A-SCT": ("Sở Công Thương", "0277 3851 105"),
        "A-SGTVT": ("Sở GTVT", "0277 3851 106"),
        "A-SXD": ("Sở Xây dựng", "0277 3851 107"),
    }
    for i, (code, (name, number)) in enumerate(plain.items()):
        TRUTH[code] = _e164(number)
        yield (
            f"{name}/phu-luc.xlsx",
            xlsx(form({"A": [(name, number, "Trực 24/24")]}, ["ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP", name.upper()])),
            i,
        )
    _says(
        A_SYT="+842773851108",
        A_STTTT="+842773851109",
        A_STNMT="phone_multiple",
        A_SGDDT="+842773851111",
        A_SNNPTNT="+842773851112",
    )
    # The number typed into a number cell: its zero is gone and comes back with a warning.
    yield "Sở Y tế/phu luc SYT.xlsx", xlsx(form({"A": [("Sở Y tế", 2773851108)]})), 10
    yield "Sở TT&TT.xlsx", xlsx(form({"A": [("Sở Thông tin và Truyền thông", "Tel: 0277.3851109")]})), 11
    yield (
        "Sở TNMT/phu-luc.xlsx",
        xlsx(form({"A": [("Sở Tài nguyên và Môi trường", "0277 3851110 / 0912 345 110")]})),
        12,
    )
    yield "Sở GD&ĐT/phu-luc.csv", csv_text(form({"A": [("Sở Giáo dục và Đào tạo", "0277 3851 111", "")]}), ";"), 13
    legacy = [("Së N«ng nghiÖp vµ Ph¸t triÓn n«ng th«n", "0277 3851112")]
    yield "so-nong-nghiep.xlsx", xlsx(form({"A": legacy})), 14
    _says(A_CAT="phone_emergency", A_TTHCC="1022", A_BHXH="+842773851115", A_CT="+84912345116", A_KBNN="phone_missing")
    yield "Công an Tỉnh/phu-luc.xlsx", xlsx(form({"A": [("Công an Tỉnh", "113")]})), 15
    yield "Trung tâm Phục vụ hành chính công.xlsx", xlsx(form({"A": [("Tổng đài 1022", "1022")]})), 16
    yield "BHXH tỉnh.xls", html_table(form({"A": [("BHXH Tỉnh", "02773 851 115", "Trực 24/24")]})), 17
    yield "Cục Thuế tỉnh/phu-luc.xlsx", xlsx(form({"A": [("Cục Thuế tỉnh", "0912 345 116 (ông Nguyễn Văn Minh)")]})), 18
    yield "Kho bạc.xlsx", xlsx(form({"A": [("KBNN Đồng Tháp", "Đang cập nhật")]})), 19


def _districts() -> Iterator[tuple[str, bytes, int]]:
    communes = {
        "30169": ("Thị trấn Lấp Vò", "0277 3845 201"),
        "30175": ("Xã Tân Mỹ", "0277 3845 202"),
        "30181": ("Xã Tân Khánh Trung", "02773.845203"),
        "30187": ("Xã Vĩnh Thạnh", "0277 3845 204"),
        "30193": ("Xã Bình Thành", "0277 3845 205"),
        "30199": ("Xã Định Yên", "0673845206"),
    }
    for code, (_, number) in communes.items():
        TRUTH[code] = _e164(number.replace(".", ""))
    _says(**{"875": "+842773845200"})
    TRUTH["30199"] = "+842773845206"
    rows = form(
        {"B": [("UBND huyện Lấp Vò", "0277 3845 200")], "C": list(communes.values())},
        ["ỦY BAN NHÂN DÂN", "HUYỆN LẤP VÒ"],
    )
    yield "Huyện Lấp Vò/danh sach huyen va xa.xlsx", xlsx(rows), 20
    # A later return of one commune stands against the district's list for that commune only.
    _says(**{"30181": "+842773845299"})
    yield "Xã Tân Khánh Trung/phu-luc.xlsx", xlsx(form({"C": [("UBND xã Tân Khánh Trung", "0277 3845 299")]})), 40
    lai_vung = [
        ("Xã Tân Dương", "0277 3848 301"),
        ("Xã Hoà Thành", "0277 3848 302"),
        ("Xã Long Hậu", "0277 3848 303"),
        ("Xã Tân Hòa", "0277 3848 304"),
        ("Xã Phong Hòa", 3848305),
    ]
    _says(**{"876": "+842773848300", "30211": "+842773848301", "30214": "+842773848302", "30217": "+842773848303"})
    _says(**{"30235": "+842773848304", "30241": "+842773848305"})
    rows = form({"B": [("Huyện Lai Vung", "0277 3848 300")], "C": lai_vung}, ["UBND HUYỆN LAI VUNG"])
    yield "lai vung.eml", mail({"phu luc Lai Vung.xlsx": xlsx(rows)}), 22
    # Corrected the next day: the newer return counts, the older one is told as replaced.
    _says(**{"30217": "+842773848313"})
    rows = form({"C": [("Xã Long Hậu", "0277 3848 313")]}, ["UBND HUYỆN LAI VUNG"])
    yield "Huyện Lai Vung/dinh chinh.xlsx", xlsx(rows), 1440
    cao_lanh = [["STT", "Tên đơn vị", "Huyện", "Điện thoại đường dây nóng", "Ghi chú"], ["C", "CẤP XÃ"]]
    names = (("30127", "Bình Thạnh"), ("30079", "Gáo Giồng"), ("30085", "Ba Sao"), ("30088", "Phong Mỹ"))
    for i, (code, name) in enumerate(names, start=1):
        number = f"0277 3822 40{i}"
        TRUTH[code] = _e164(number)
        cao_lanh.append([str(i), f"Xã {name}", "Cao Lãnh", number])
    yield "Huyện Cao Lãnh/xa.xlsx", xlsx(cao_lanh), 24
    _says(**{"866": "+842773851500", "867": "+842773861500", "868": "phone_uncertain", "872": "+842773824500"})
    yield "TP Cao Lãnh.xlsx", xlsx(form({"B": [("UBND TP. Cao Lãnh", "0277 3851 500")]})), 25
    yield "TP Sa Đéc/phụ lục.xlsx", xlsx(form({"B": [("Thành phố Sa Đéc", "(0277) 3.861.500")]})), 26
    yield "TP Hồng Ngự/phụ lục.xlsx", xlsx(form({"B": [("Thị xã Hồng Ngự", "0672 563 500")]})), 27
    yield "Huyện Tháp Mười/phu luc.xlsx", xlsx(form({"B": [("UBND huyện Tháp Mười", "0277 3824 500")]})), 28
    yield "Huyện Tháp Mười/quyet dinh phan cong truc.pdf", PDF, 29
    # The newer return of the district has two numbers: the older good one is kept while it is mended.
    _says(**{"871": "+842773827500"})
    yield "Huyện Tam Nông/phu luc.xlsx", xlsx(form({"B": [("Huyện Tam Nông", "0277 3827 500")]})), 30
    yield (
        "Huyện Tam Nông/phu luc moi.xlsx",
        xlsx(form({"B": [("Huyện Tam Nông", "0277 3827 500; 0277 3827 501")]})),
        1500,
    )


def _communes() -> Iterator[tuple[str, bytes, int]]:
    own = {
        "30007": ("Xã Tân Công Sính, huyện Tam Nông", "0277 3827 601"),
        "30022": ("Xã An Long", "0277 3827 602"),
        "30052": ("Xã Mỹ Hoà", "0277 3824 603"),
        "30055": ("Xã Mỹ Quí", "0168 234 5604"),
        "29944": ("Xã Tân Phước, huyện Tân Hồng", "0277 3830 605"),
        "29938": ("Xã Tân Thành A", "0277 3830 606"),
        "29956": ("Xã Thường Phước I", "0277 3837 607"),
        "29905": ("Phường 1, TP Sa Đéc", "0277 3861 608"),
        "30244": ("Thị trấn Cái Tàu Hạ", "0277 3840 609"),
    }
    for i, (code, (name, number)) in enumerate(own.items()):
        TRUTH[code] = _e164(number)
        yield f"{name.split(',')[0]} {i}.xlsx", xlsx(form({"C": [(name, number)]})), 60 + i
    TRUTH["30055"] = "+84382345604"
    _says(**{"30247": "+842773840610", "30001": "+842773827611"})
    table = form({"C": [("Xã An Hiệp", "0277 3840 610")]}, footer=False, title=False)
    yield "Xã An Hiệp.docx", word(table, ["UBND HUYỆN CHÂU THÀNH", "UBND XÃ AN HIỆP", "Phụ lục"]), 70
    yield (
        "ho so.zip",
        zipped({"thi tran Tram Chim/phu luc.xlsx": xlsx(form({"C": [("Thị trấn Tràm Chim", "0277 3827 611")]}))}),
        71,
    )
    # Sent twice: the same bytes are a new receipt and nothing else.
    again = xlsx(form({"C": [("Xã Phú Cường", "0277 3827 612")]}))
    _says(**{"30025": "+842773827612"})
    yield "xa Phu Cuong.xlsx", again, 72
    yield "Xã Phú Cường/gui lai.xlsx", again, 90


def _troubles() -> Iterator[tuple[str, bytes, int]]:
    rows = form(
        {"C": [("UBND xã Tân Phú", "0277 3840 701"), ("Phường 5", "0277 3840 702"), ("Xã Tân Hội Cơ", "0277 3830 703")]}
    )
    yield "danh sach.xlsx", xlsx(rows), 100
    whole = xlsx(form({"C": [("Xã Hòa Tân", "0277 3840 704")]}))
    yield "Xã Hòa Tân.xlsx", whole[: len(whole) // 2], 101
    yield "Xã Phú Hựu/anh chup.pdf", PDF, 102
    yield (
        "lich truc.xlsx",
        xlsx(
            [
                ["LỊCH TRỰC ĐƯỜNG DÂY NÓNG THÁNG 9"],
                ["STT", "Ngày trực", "Họ và tên", "Chức vụ"],
                [1, "06/9", "Nguyễn Văn A", "CV"],
            ]
        ),
        103,
    )
    yield (
        "Xã Long Thuận/phu luc.xlsx",
        xlsx([["STT", "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "GHI CHÚ"], [1, "Xã Long Thuận", ""]]),
        104,
    )
    _says(**{"30142": "outside_authority", "30139": "+842773833706"})
    rows = form(
        {"C": [("Xã An Phong", "0277 3833 706"), ("Xã Phú Lợi", "0277 3833 707")]},
        ["UBND HUYỆN THANH BÌNH", "UBND XÃ AN PHONG"],
    )
    yield "Xã An Phong/phu luc.xlsx", xlsx(rows), 105
    # Two units give one number: published, and both are told.
    _says(**{"29992": "+842773837708", "29995": "+842773837708"})
    yield "Xã Long Thuận/bo sung.xlsx", xlsx(form({"C": [("Xã Long Thuận", "0277 3837 708")]})), 106
    yield "Xã Phú Thuận B/phu luc.xlsx", xlsx(form({"C": [("Xã Phú Thuận B", "0277 3837 708")]})), 107


SAMPLE = Sample(REGISTRY, AS_OF, _DAY, files)


def build(inbox: Path) -> int:
    """Write this sample anew; return how many files it has."""
    return SAMPLE.build(inbox)
