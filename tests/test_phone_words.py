"""Words, signs and notes beside a number, and numbers typed as numbers: understood, or the number waits."""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from danhba.check.examples import example_numbers, heed_examples
from danhba.check.notes import heed_note
from danhba.check.reader import Reader
from danhba.handouts.blank_form import blank_form
from danhba.model.submission import Source, Submission
from danhba.phones.cell import read_phone
from danhba.phones.numbering_plan import Number, Plan, load_plan
from danhba.phones.phone_reading import PhoneReading
from danhba.registry import Registry
from danhba.resolve.resolve import resolve
from danhba.samples.builder import form, xlsx
from danhba.vietnamese.persons import names_a_person
from danhba.vietnamese.text import fold
from schemas.forms import phone_words
from tests.conftest import REGISTRY
from tests.examples import share
from tests.phone_codes import refusal_of, remarks_of
from tests.test_phones import numbers

LINES = load_plan(REGISTRY.parent / "numbering-plan-vn.csv")
PLAN = Plan(LINES, ("277",), {"067": "0277"}, ("1022",))
SEPARATORS = st.sampled_from([" ", ", ", "; ", " (", "\n", ": ", " . "])


def _written(text: str, style: int) -> str:
    """Write text as people do: as it is, without marks, in capitals, decomposed, titled."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.replace("đ", "d")) if not unicodedata.combining(c))
    return [text, bare, text.upper(), unicodedata.normalize("NFD", text), bare.upper(), text.title()][style]


def _listed(words: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.builds(_written, st.sampled_from(words), st.integers(0, 5))


def _around(number: str, words: list[str], at: int, separator: str) -> str:
    parts = [*words[: at % (len(words) + 1)], number, *words[at % (len(words) + 1) :]]
    return separator.join(parts)


@settings(deadline=None, max_examples=share(100))
@given(
    numbers, _listed(phone_words.NEGATING), st.lists(_listed(phone_words.NEUTRAL), max_size=3), st.randoms(), SEPARATORS
)
def test_a_negating_word_anywhere_withholds_the_number(
    number: str, word: str, others: list[str], random, separator: str
) -> None:  # type: ignore[no-untyped-def]
    words = [*others, word]
    random.shuffle(words)
    text = _around(number, words, random.randrange(9), separator)
    assert read_phone(text, PLAN).number is None, text


@settings(deadline=None, max_examples=share(100))
@given(numbers, st.lists(_listed(phone_words.NEUTRAL), min_size=1, max_size=4), st.integers(0, 4), SEPARATORS)
def test_neutral_words_leave_the_number_as_it_is(number: str, words: list[str], at: int, separator: str) -> None:
    text = _around(number, words, at, separator)
    # Without marks two neutral words may read as a negating one ("bo" beside "phan anh"): then the number waits.
    reading = read_phone(text, PLAN)
    assume(not reading.negating)
    assert reading.number is not None, (text, reading)
    assert reading.number.e164 == "+84" + number[1:]
    assert "phone_text_removed" in remarks_of(reading)


SYLLABLES = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạéẻếềìíóòốồúùứừýỳ"), min_size=1, max_size=6)
KNOWN = {fold(w) for phrase in (*phone_words.NEUTRAL, *phone_words.NEUTRAL_ALONE) for w in phrase.lower().split()}


@settings(deadline=None, max_examples=share(100))
@given(numbers, st.lists(SYLLABLES, min_size=1, max_size=3), st.integers(0, 3), SEPARATORS)
def test_words_in_no_list_withhold_the_number(number: str, words: list[str], at: int, separator: str) -> None:
    text = _around(number, words, at, separator)
    assume(not names_a_person(text) and not re.search(r"\d[OoIl]|[OoIl]\d", text))
    reading = read_phone(text, PLAN)
    if reading.number is not None and "phone_not_24_7" not in remarks_of(reading):
        assert {fold(w) for w in re.findall(r"[^\W\d_]+", text.lower())} <= KNOWN, text
    elif reading.number is None and refusal_of(reading) == "phone_words_unclear":
        assert reading.detail["options"] == [[f"+84{number[1:]}", "", *reading.detail["options"][0][2:]]]  # type: ignore[index]


JUNK = st.text(st.characters(exclude_categories=("Nd",), exclude_characters="OoIl"), max_size=6)


@settings(deadline=None, max_examples=share(200))
@given(JUNK, numbers, JUNK, st.integers(1, 9), JUNK)
def test_junk_around_digits_never_makes_another_number(a: str, number: str, b: str, cut: int, c: str) -> None:
    reading = read_phone(a + number[:cut] + b + number[cut:] + c, PLAN)
    if reading.number is not None:
        assert reading.number.e164 == "+84" + number[1:]
        assert not reading.number.extension


@pytest.mark.parametrize(
    "text",
    [
        "❌ 0277 3851234", "0277 3851234 → 0912", "0\u0336277 3851234", "0277 3851234 ?", "0277 3851234…", "....0277 3851234", "0277.3851234...",
        "0277 38512 (34)", "㏠0277385123", "0277 3851234 đã cắt", "KHÔNG SỬ DỤNG 0277 3851234", "0277 3851234 (so cu)", "gọi số mới 0277 3851234",
        "0912 345 678 máy lẻ 12", "Fax: 0277 3851235; 0277 3851234", "0277 3851234 Fax 0277 3851235", "0277 3851234\nfax\n0277 3851235", "UBND huyện: 0277 3851234",
        "0277 3851234 (ngày)", "0277 3851234 (đến 30/9/2021)", "Công an xã 0277 3851234", "0277 3851234 (máy bận)", "0l868818197", "02g924846722", "24h924846722",
    ],
)  # fmt: skip
def test_what_is_not_understood_waits(text: str) -> None:
    assert read_phone(text, PLAN).number is None


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        ("0912 345 678 (1)", "phone_text_removed"), ("0277 3851234 (06/9/2021)", "phone_text_removed"), ("0277 3851234 06.09.2021", "phone_text_removed"),
        ("0277 3851234; email: xa2021@dongthap.gov.vn", "phone_text_removed"), ("Bo phan tiep nhan: 0277 3851234", "phone_text_removed"),
        ("Phòng, chống dịch Covid-19: 0277 3851234", "phone_text_removed"), ("0277 3851234 (24h)", "phone_text_removed"), ("Trực 24 giờ/ngày 0277 3851234", "phone_text_removed"),
        ("0277 3851234 (7 ngày/tuần)", "phone_text_removed"), ("ĐT: 0277 3851234 - Fax: 0277 3851235", "phone_text_removed"), ("0277 3851234 (số mới)", "phone_text_removed"),
        ("0912345678 (Nguyễn Quang Huy)", "phone_person_named|phone_text_removed"), ("Phó Giám đốc Sở: 0912345678", "phone_person_named|phone_text_removed"),
        ("☎ 0277 3851234", ""), ("0277 3851234 *", ""), ("ĐT/Fax: 0277 3851234", "phone_text_removed"), ("0277 3851234 (bộ phận một cửa)", "phone_text_removed"),
        ("0277 3851234 (ngoài giờ)", "phone_text_removed|phone_not_24_7"), ("Trực ban UBND xã: 0277 3851234", "phone_text_removed"), ("0277 3851234 (trong và ngoài giờ hành chính)", "phone_text_removed"),
("Bộ phận Tiếp nhận và Trả kết quả: 0277 3851234", "phone_text_removed"), ("0277 3851234 (24/24, kể cả ngày nghỉ, lễ, tết)", "phone_text_removed"),
    ],
)  # fmt: skip
def test_what_clerks_write_is_understood(text: str, remarks: str) -> None:
    reading = read_phone(text, PLAN)
    assert reading.number is not None, reading
    assert not reading.number.extension
    assert set(remarks_of(reading)) == set(filter(None, remarks.split("|")))


def test_the_name_of_the_rows_unit_is_understood_and_no_other() -> None:
    assert read_phone("Sở Y tế: 0277 3851234", PLAN, "Sở Y tế").number is not None
    assert read_phone("UBND xã Bình Thạnh 0277 3851234", PLAN, "Ủy ban nhân dân xã Tân Bình Thạnh").number is None
    assert read_phone("Xã Long Hưng B: 0277 3851234", PLAN, "Xã Long Hưng A").number is None


# --- numbers typed as numbers, and the plan -----------------------------------------------------------------------


@settings(deadline=None, max_examples=share(200))
@given(numbers, st.integers(1, 5))
def test_a_decimal_is_joined_only_where_no_digit_can_be_lost(number: str, dot: int) -> None:
    typed = float(f"{number[:dot]}.{number[dot:]}")
    reading = read_phone(typed, PLAN)
    if reading.number is not None:
        assert reading.number.e164 == "+84" + number[1:]
        assert not number.endswith("0")


@settings(deadline=None, max_examples=share(100))
@given(st.integers(6_900_000, 699_999_999))
def test_a_decimal_of_a_number_of_any_length_waits(digits: int) -> None:
    typed = float(f"{str(digits)[:2]}.{str(digits)[2:]}")
    assert read_phone(typed, PLAN).number is None or len(str(digits)) == 9
    if str(digits)[-1] != "0" and len(str(digits)) < 9:
        assert refusal_of(read_phone(typed, PLAN)) in ("phone_digits_lost", "phone_not_a_number", "phone_length")


@pytest.mark.parametrize(
    "value", [69.234259, "69.234259", 277.385123, 96.234567, 385.1234, 69.58888, 1800.1166, 27738512.34, 0.2773851234]
)
def test_decimals_in_doubt(value: object) -> None:
    assert read_phone(value, PLAN).number is None


VALUES = (
    st.integers(0, 10**12)
    | st.floats(0, 10**10)
    | st.from_regex(r"\A0?(277|67|69|9|2|3|28)[0-9]{4,9}([ ./-][0-9]{1,11})?\Z")
    | st.sampled_from(
        ["0672345678", "067 2345678 / 0912345671", "0277 2222222", "0900000000", "113/0912345671", "672345678"]
    )
)


def _in_plan(e164: str) -> bool:
    if not e164.startswith("+84"):
        return isinstance(PLAN.read(e164), tuple)
    national = e164[3:] if e164[3:7] in ("1800", "1900") else "0" + e164[3:]
    found = PLAN.read(national)
    return isinstance(found, tuple) and [(n.e164, n.repairs) for n in found] == [(e164, ())]


@settings(deadline=None, max_examples=share(200))
@given(VALUES)
def test_what_is_published_or_offered_is_in_the_plan(value: object) -> None:
    reading = read_phone(value, PLAN)
    offered = [str(o[0]) for o in reading.detail.get("options", ())]  # type: ignore[attr-defined]
    published = [reading.number.e164] if reading.number is not None and not refusal_of(reading) else []
    for e164 in (*offered, *published):
        assert _in_plan(e164), (value, e164)
    for e164 in published:
        assert len(set(e164[-7:])) > 1 or not e164.startswith(("+842", "+843", "+845", "+847", "+848", "+849"))
        assert (
            not re.match(r"\+84(?:2[48]|2\d\d)[01]\d*$", e164) or len(e164) < 13 or e164.startswith(("+8424", "+8428"))
        )
    if reading.number is not None and not refusal_of(reading):
        again = read_phone(reading.number.display, PLAN)
        assert again.number is not None
        assert (again.number.e164, again.number.repairs) == (reading.number.e164, ())


@given(
    st.sampled_from([line.prefix for line in LINES if line.kind == "landline"]),
    st.sampled_from("01"),
    st.integers(0, 10**7 - 1),
)
@settings(deadline=None, max_examples=share(60))
def test_a_subscriber_number_never_begins_with_0_or_1(prefix: str, first: str, rest: int) -> None:
    size = 11 - len(prefix) - 1
    assert refusal_of(read_phone(f"{prefix}{first}{rest:07d}"[: len(prefix) + 1 + size], PLAN)) == "phone_prefix"


@pytest.mark.parametrize(
    "digits",
    [
        "02771234567",
        "02770000000",
        "02770123456",
        "02777654321",
        "02772222222",
        "0999999999",
        "0901234567",
        "0987654321",
    ],
)
def test_digits_that_fill_a_cell_are_a_question(digits: str) -> None:
    reading = read_phone(digits, PLAN)
    assert reading.number is None
    assert refusal_of(reading) in ("phone_prefix", "phone_uncertain")


# --- notes --------------------------------------------------------------------------------------------------------


def _row(number: str) -> PhoneReading:
    return read_phone(number, PLAN)


@settings(deadline=None, max_examples=share(100))
@given(
    _listed(phone_words.NOTE_NEGATING),
    st.sampled_from(["", "Trực 24/24; ", "Ghi chú: "]),
    st.sampled_from(["", " từ 01/9", ", báo cáo", " 02773851222"]),
)
def test_a_note_that_negates_withholds_the_number(words: str, before: str, behind: str) -> None:
    assert heed_note(_row("02773851222"), unicodedata.normalize("NFC", before + words + behind), PLAN).number is None


@pytest.mark.parametrize(
    "note",
    [
        "Số này đã cắt", "Thay bằng số 02773851999", "Không sử dụng từ 01/9", "đổi số từ 01/9", "Số mới: 0277 3851 999", "số này không dùng nữa", "so nay khong dung nua",
        "Từ tháng 10 máy này sẽ đổi", "Số cũ 02773851222", "Máy hỏng", "gọi số khác", "Số đúng là 0277 3851 999", "Fax", "Hotline chưa chạy", "Số này chỉ dùng đến 30/9", "Số này của Công an xã", "Dùng tạm",
    ],
)  # fmt: skip
def test_notes_that_speak_against_the_number(note: str) -> None:
    assert heed_note(_row("02773851222"), note, PLAN).number is None


@pytest.mark.parametrize(
    "note",
    [
        "Trực 24/24", "số cũ 02773851333", "Fax: 0277 3851 333", "Thay cho số 0277 3851 333", "Không", "Không có", "không", "", "Trực cả ngày nghỉ", "Số mới", "Bộ phận một cửa",
        "Trực 24/24, không kể ngày đêm", "Đã sáp nhập từ 01/01/2020", "Trụ sở cũ", "Tiếp nhận phản ánh của tổ chức, cá nhân", "Văn phòng HĐND và UBND", "Có 2 ấp bị phong tỏa",
        "Không có ca nhiễm", "Liên hệ ngoài giờ: 0912 345 671", "Đội trực máy", "Không thay đổi số", "Số điện thoại không đổi", "Số cũ: 0277 3851 999, số mới 0277 3851 222","UBND xã Hồng Ngự", "Nguyễn Quang Huy phụ trách",
    ],
)  # fmt: skip
def test_notes_that_do_not(note: str) -> None:
    assert heed_note(_row("02773851222"), note, PLAN).number is not None


_DEADLINE = dt.datetime(2021, 9, 6, 23, 59, tzinfo=dt.UTC)
_ASKS = ["Xem lại", "Kiểm tra lại", "Chưa xác minh", "Không chắc, văn phòng kiểm tra giúp", "Thiếu một số, đang hỏi lại", "Hai số cuối mờ, không rõ", "Đề nghị sửa số cuối thành 9", "Bỏ dòng này",
    "Trùng dòng 3", "Xin rút lại", "Xem số ở dòng dưới", "Số thứ tự 1 và 2 bị đảo nhau, đề nghị đổi lại", "Lấy trên mạng", "Theo trang 1080", "Nhập theo danh sách năm 2019", "Chép tạm của xã bên",
    "Cá nhân đồng chí Văn phòng", "Số nhà chị Hai", "Sim của cán bộ trực, nghỉ việc ngày 01/9", "Số bàn của Phòng LĐTBXH huyện", "HTX nông nghiệp cho mượn", "Số này thuộc ấp 2", "Thanh lý",
    "Chỉ dùng trong thời gian giãn cách, nay đã hết", "Bắt đầu sử dụng khi có quyết định của UBND huyện", "Chờ quyết định của huyện"]  # fmt: skip
_FINE = ["Có Zalo", "Có kết nối Zalo", "Số cố định", "Số di động", "Không thay đổi so với năm 2020", "Trực ban: Văn phòng", "Máy đặt tại bộ phận một cửa", "Đã cập nhật", "Số mới, thay thế số cũ",
    "Đổi số so với danh sách trước", "Thay số đã cung cấp ngày 30/8", "Số mới, thay số 0277 3851 333 đã hủy", "Trực 24/24 từ 01/9/2021", "Trao đổi thông tin qua Zalo", "Số thuê bao VNPT", "Đề nghị công bố",
    "Bộ phận tiếp công dân, Văn phòng HĐND - UBND", "dùng cho tổ chức và cá nhân", "Có phân công người trực", "truc ca ngay nghi", "trung tam hanh chinh cong", "Truong phong truc"]  # fmt: skip


@settings(deadline=None, max_examples=share(80))
@given(
    st.sampled_from(_ASKS),
    st.sampled_from(["", "Trực 24/24; ", "Văn phòng trực, ", "Ghi chú: "]),
    st.sampled_from([str, str.upper, fold]),
)
def test_a_note_that_asks_doubts_or_sends_elsewhere_withholds_the_number(
    words: str, before: str, typed: Callable[[str], str]
) -> None:
    assert heed_note(_row("02773851222"), unicodedata.normalize("NFC", typed(before + words)), PLAN).number is None


@settings(deadline=None, max_examples=share(60))
@given(
    st.sampled_from(["Áp dụng từ ngày {}", "Dùng từ {}", "Đổi từ {}", "Trực 24/24 kể từ {}", "Bắt đầu {}"]),
    st.dates(dt.date(2020, 1, 1), dt.date(2023, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d tháng %m năm %Y"]),
)
def test_a_number_of_a_day_after_the_deadline_waits(words: str, day: dt.date, form: str) -> None:
    waits = heed_note(_row("02773851222"), words.format(day.strftime(form)), PLAN, deadline=_DEADLINE).number is None
    assert waits == (day > _DEADLINE.date())


@settings(deadline=None, max_examples=share(40))
@given(
    st.sampled_from(["Chuyển sang {}", "Đúng là {}", "Từ 0277 3851 222 thành {}", "Chuyển từ số 0277 3851 222 sang số {}", "Số này mới dự phòng, số chính {}", "nay là {}"]),
    st.integers(0, 999),
)  # fmt: skip
def test_a_note_that_names_the_number_to_use_withholds_the_rows(words: str, last: int) -> None:
    other = f"0277 3846 {last:03}"
    assert heed_note(_row("02773851222"), words.format(other), PLAN).number is None


def test_plain_notes_leave_the_number_as_it_is_in_both_readings(reader: Reader) -> None:

    names = [u.name for u in reader.registry.units if u.tier == "C" and u.parent == "875"]
    for batch in (_FINE[i : i + len(names)] for i in range(0, len(_FINE), len(names))):
        rows = [
            (f"{name}, huyện Lấp Vò", f"0277 3851 2{i:02}", note)
            for i, (name, note) in enumerate(zip(names, batch, strict=False))
        ]
        reading = reader.read([Source("875/tep.xlsx", xlsx(form({"C": rows})))])[0]
        assert [note for (_, _, note), row in zip(rows, reading.rows, strict=True) if not row["ok"]] == []


def test_a_number_of_an_unlisted_plan_is_never_offered() -> None:
    reading = read_phone("0672345678", PLAN)
    assert refusal_of(reading) == "phone_uncertain"
    assert [o[0] for o in reading.detail["options"]] == ["+842772345678"]  # type: ignore[attr-defined]
    assert isinstance(reading.number, Number | None)


# --- through a whole file and a night -----------------------------------------------------------------------------

UNIT = "Xã Tân Khánh Trung"


def _sent(reader: Reader, received: str, phone: str, note: str = "", **layout: object) -> Submission:
    data = xlsx(form({"C": [(UNIT, phone, note)]}, **layout))  # type: ignore[arg-type]
    reading = reader.read([Source(f"{UNIT}/{received}.xlsx", data)])[0]
    return Submission(
        received,
        f"{received}.xlsx",
        reading.sha256,
        received,
        received,
        reading.submitter.unit_code,
        reading.rows,
        reading.findings,
    )


def test_a_number_that_its_unit_calls_cut_off_is_not_kept_from_an_older_return(
    reader: Reader, registry: Registry
) -> None:
    first = _sent(reader, "2021-09-05", "0277 3851 001")
    cut = _sent(reader, "2021-09-06", "0277 3851 001", "Số này đã cắt")
    other = _sent(reader, "2021-09-06", "0277 3851 009 (đã cắt)")
    assert resolve([first, cut], registry).entries == []
    assert resolve([first, cut], registry).standings["30181"].reason == "phone_not_in_use"
    assert [(e["status"], e["phone"]) for e in resolve([first, other], registry).entries] == [("kept", "0277 3851 001")]


def test_unclear_words_are_a_question_with_the_number_as_choice_and_the_note_shown(
    reader: Reader, registry: Registry
) -> None:
    for phone, note, seen in (
        ("0277 3851 001 (phố mới)", "", "0277 3851 001 (phố mới)"),
        ("0277 3851 001", "Máy này sắp nghỉ", "0277 3851 001 (ghi chú: Máy này sắp nghỉ)"),
    ):
        resolution = resolve([_sent(reader, "2021-09-06", phone, note)], registry)
        assert resolution.entries == []
        question = next(q for q in resolution.book.questions if q.unit_code == "30181")
        assert question.seen == seen
        assert [c.key for c in question.choices] == ["+842773851001;", "none"]


def test_a_restricted_time_is_published_in_our_own_words(reader: Reader, registry: Registry) -> None:
    office = _sent(reader, "2021-09-06", "0277 3851 001 (giờ hành chính)")
    some = _sent(reader, "2021-09-06", "0277 3851 001 (từ 7h đến 17h)", "Trực cả thứ bảy")
    assert [e["note"] for e in resolve([office], registry).entries] == ["Chỉ trực giờ hành chính"]
    assert [e["note"] for e in resolve([some], registry).entries] == ["Không trực 24/24; Trực cả thứ bảy"]


def test_the_example_that_the_form_shows_is_a_question(registry: Registry) -> None:
    plan = registry.plan
    shown = example_numbers(
        ["Mỗi đơn vị một số, ví dụ 0277 3851 234 hoặc 0912 345 678. Chưa có số: để trống.", "ĐT: 0277 3851 300"], plan
    )
    assert shown == {"+842773851234", "+84912345678"}
    assert refusal_of(heed_examples(read_phone("0277.3851234", plan), shown)) == "phone_uncertain"
    assert heed_examples(read_phone("0277.3851300", plan), shown).number is not None


def test_a_prepared_form_filled_with_its_own_example_waits(registry: Registry, reader: Reader) -> None:
    book = load_workbook(
        io.BytesIO(
            blank_form(registry.by_code["30181"], registry, {}, dt.datetime(2021, 9, 1, tzinfo=dt.UTC), b"k" * 32)
        )
    )
    sheet: Any = book.worksheets[0]
    head = next(c.row for row in sheet.iter_rows() for c in row if c.value == "STT")
    line = next(c for row in sheet.iter_rows(min_row=head) for c in row if UNIT.removeprefix("Xã ") in str(c.value))
    sheet.cell(line.row, line.column + 1).value = "0277 3851 234"
    data = io.BytesIO()
    book.save(data)
    reading = reader.read([Source("a.xlsx", data.getvalue())])[0]
    assert [r["errors"] for r in reading.rows] == ["phone_uncertain"]


def test_no_neutral_phrase_hides_a_negating_one() -> None:
    """No chain of listed phrases, read without marks, is a neutral phrase and holds a negating one."""
    neutral = {tuple(fold(p).split()) for p in phone_words.NEUTRAL}
    negating = {tuple(fold(p).split()) for p in phone_words.NEGATING}
    assert not neutral & negating

    def chains(words: tuple[str, ...]) -> list[list[tuple[str, ...]]]:
        if not words:
            return [[]]
        heads = [words[:k] for k in range(1, len(words) + 1) if words[:k] in neutral | negating]
        return [[head, *rest] for head in heads for rest in chains(words[len(head) :])]

    for phrase in neutral:
        assert not [c for c in chains(phrase) if any(part in negating for part in c)], phrase


@pytest.mark.parametrize("number", ["0913 556 093", "0277 3851 001"])
@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ("{} (Zalo)", False), ("{} (gọi, Zalo)", False), ("{} (có Viber, Zalo)", False), ("{} / Zalo", False), ("{} (đã kích hoạt)", False),
        ("{} (chưa kích hoạt)", True), ("{} / Zalo 0913 556 999", True), ("Zalo: {}", True),
    ],
)  # fmt: skip
def test_what_a_number_is_reached_by_besides(reader: Reader, number: str, written: str, holds: bool) -> None:
    """Both readings understand that it is also on Zalo; another number for that, or a number for that only, waits."""
    rows = form({"C": [("Xã Tân Khánh Trung", written.format(number))]})
    reading = reader.read([Source("a.xlsx", xlsx(rows))])[0]
    assert (reading.rows.columns["ok"] == [""]) is holds, [f.code for f in reading.findings]
