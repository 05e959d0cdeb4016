"""bao-cao.docx: the report to sign, in the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I: two pages at most, and the
units in an appendix."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from danhba.publish.formats.docx import Row, official_document, saved
from danhba.publish.formats.docx import line as paragraph
from danhba.registry import Registry
from danhba.report.document_demands import add_demands, add_standing, changes_words, counts_words, last_calls
from danhba.report.document_parts import add_table, say
from danhba.vietnamese.dates import VIETNAM, clock_and_date, long_date
from schemas.situations import MEANINGS, STATE_TITLES, Situation

_TEXT = 165  # mm between the margins
_HEADS = (63, 102)
_KINDS = 3  # most frequent kinds of errors that are told
_SITUATIONS = 11  # that the report names


def progress_document(told: dict[str, Any], registry: Registry, as_of: dt.datetime) -> bytes:
    """Return bao-cao.docx: number and signature left blank for the office. told: what `progress_page.summary`
    returned."""
    document = official_document()
    _heads(document, registry, as_of)
    paragraph(document, "", 6)
    paragraph(document, "BÁO CÁO", 14, bold=True)
    paragraph(document, "Kết quả rà soát, thống nhất số điện thoại đường dây nóng", 14, bold=True)
    paragraph(
        document, f"của các cơ quan, đơn vị, địa phương trên địa bàn {registry.level} {registry.name}", 14, bold=True
    )
    _rule(document.add_paragraph(), 55, _TEXT)
    paragraph(document, f"Kính gửi: {registry.report_form.to}.", 14)
    paragraph(document, "", 6)
    _results(document, told, registry, as_of)
    _shortcomings(document, told, registry, as_of)
    _signature(document, registry)
    listed = [s for s in told["situations"] if s["todo"]]
    if listed:
        _appendix(document, listed, registry, as_of)
    return saved(document, as_of)


def _results(document: Any, told: dict[str, Any], registry: Registry, as_of: dt.datetime) -> None:
    say(
        document,
        f"Thực hiện {registry.letter or f'chỉ đạo của {registry.committee}'}, {registry.responsible} báo cáo kết "
        f"quả tính đến "
        f"{clock_and_date(as_of)} như sau:",
    )
    say(document, "1. Kết quả", heading=True)
    here = "; ".join(f"{len(s['units'])} đơn vị {s['words']}" for s in told["situations"] if s["units"] and _done(s))
    say(
        document,
        f"Có {told['done']}/{told['total']} đơn vị đã có một số đường dây nóng được công bố ({told['share']} của "
        f"{told['total']} đơn vị "
        f"phải báo){': ' + here if here else ''}. Kết quả theo cấp:",
        keep=True,
    )
    rows: list[Row] = [(("Cấp", "Tổng số", *STATE_TITLES.values()), True)]
    for name, counts in [*told["tiers"], ("Cộng", told["states"])]:
        figures = [sum(counts.values()), *(counts.get(s, 0) for s in STATE_TITLES)]
        rows.append(((name, *(str(f) for f in figures)), name == "Cộng"))
    add_table(document, rows, (54, 19, 22, 18, 28, 24), frozenset({1, 2, 3, 4, 5}))
    paragraph(document, "", 6)
    if told["deadline"]:
        late, nothing = len(told["late"]), told["total"] - told["in_time"] - len(told["late"])
        say(
            document,
            f"Hạn báo cáo là {told['deadline']}. Có tệp trong hạn: {told['in_time']} đơn vị; có tệp sau hạn: "
            f"{late} đơn vị; chưa có tệp "
            f"nào: {nothing} đơn vị.",
        )
    add_demands(document, told)
    if told["checked"]:
        _called(document, told)
    more = " ".join(filter(None, (counts_words(told), changes_words(told))))
    if more:
        say(document, more)


def _called(document: Any, told: dict[str, Any]) -> None:
    """What calls to the published numbers have shown, by tier and against a month ago."""
    *tiers, all_of_them = told["checked"]
    by_tier = "; ".join(f"{c['name']}: {c['verified']}/{c['numbers']} ({c['share']})" for c in tiers)
    say(
        document,
        f"Đã gọi kiểm tra còn hạn, đúng đơn vị trả lời: {all_of_them['verified']}/{all_of_them['numbers']} số "
        f"({all_of_them['share']}; "
        f"{told['checked_before']} ngày trước {all_of_them['before']}, "
        f"{all_of_them['trend']}){', trong đó: ' + by_tier if by_tier else ''}. "
        f"Gọi thấy không có người trực đúng đơn vị: {all_of_them['faults']} số.{last_calls(told)}",
    )


def _done(situation: dict[str, Any]) -> bool:
    return MEANINGS[Situation(situation["situation"])].state in ("published", "kept")


def _situations(told: dict[str, Any]) -> list[str]:
    """Return how many units stand how; of many situations the rarest together: the appendix names every unit."""
    left = [s for s in told["situations"] if not _done(s)]
    often = sorted(left, key=lambda s: -len(s["units"]))[:_SITUATIONS]
    parts = [f"{len(s['units'])} đơn vị {s['words']}" for s in left if s in often]
    if others := sum(len(s["units"]) for s in left if s not in often):
        parts.append(f"{others} đơn vị ở tình trạng khác")
    return parts


def _shortcomings(document: Any, told: dict[str, Any], registry: Registry, as_of: dt.datetime) -> None:
    """What is missing, why, and what is proposed with a new date."""
    missing = told["total"] - told["done"]
    say(document, "2. Tồn tại", heading=True)
    if missing:
        parts = "; ".join(_situations(told))
        say(
            document,
            f"Còn {missing}/{told['total']} đơn vị chưa có số được công bố, trong đó: {parts}. Tên từng đơn vị ở "
            f"Phụ lục kèm theo.{_without_evidence(told)}",
        )
    else:
        say(document, f"Không còn đơn vị nào chưa có số được công bố.{_without_evidence(told)}")
    add_standing(document, told)
    say(document, "3. Nguyên nhân", heading=True)
    kinds = told["kinds"]
    causes = []
    if kinds:
        several = "; ".join(f"{title[:1].lower()}{title[1:]} ({n} lần)" for title, n in kinds[:_KINDS])
        more = f"; và {sum(n for _, n in kinds[_KINDS:])} lỗi thuộc loại khác" if len(kinds) > _KINDS else ""
        causes.append(f"Biểu mẫu đã gửi còn {sum(n for _, n in kinds)} lỗi: {several}{more}.")
    nothing = next((len(s["units"]) for s in told["situations"] if s["situation"] == "nothing"), 0)
    if nothing:
        causes.append(f"{nothing} đơn vị chưa gửi biểu mẫu theo yêu cầu.")
    say(document, " ".join(causes) or "Không có lỗi nào trong biểu mẫu đã gửi.")
    say(document, "4. Đề xuất", heading=True)
    if missing or kinds:
        say(
            document,
            f"{registry.responsible} kính đề nghị {registry.report_form.to} giao các cơ quan, đơn vị, địa phương "
            f"nêu tại Phụ lục gửi "
            f"biểu mẫu đúng mẫu, mỗi đơn vị một số trực 24/24, về {registry.return_to} trước 17 giờ 00 "
            f"{_new_date(as_of, registry.report_form.days)}; đơn vị đã nhận phiếu rà soát thì sửa theo phiếu rồi "
            f"gửi lại.",
        )
    say(document, f"{registry.responsible} tiếp tục tổng hợp, công bố và báo cáo theo quy định./.")


def _without_evidence(told: dict[str, Any]) -> str:
    """Say how many units sent a form and no document, where any did."""
    if not told["without_evidence"]:
        return ""
    return (
        f" Ngoài ra, {told['without_evidence']} đơn vị đã tự gửi biểu mẫu nhưng chưa gửi tài liệu chứng minh kèm theo."
    )


def _new_date(as_of: dt.datetime, days: int) -> str:
    """Return the date proposed: so many days on, never a Saturday or Sunday."""
    day = as_of.astimezone(VIETNAM) + dt.timedelta(days=days)
    return long_date(day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0))


def _heads(document: Any, registry: Registry, as_of: dt.datetime) -> None:
    form = registry.report_form
    left, right = _two_columns(document, _HEADS)
    _lines(
        left,
        [*((text, 12, False, False) for text in form.above.upper().split("\n")), (form.organ.upper(), 12, True, False)],
    )
    _rule(left.add_paragraph(), 25, _HEADS[0] - 4)
    _lines(left, [(f"Số:         /{form.number}", 13, False, False)], first=False)
    _lines(
        right,
        [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, False), ("Độc lập - Tự do - Hạnh phúc", 13, True, False)],
    )
    _rule(right.add_paragraph(), 57, _HEADS[1] - 4)
    _lines(right, [(f"{form.place}, {long_date(as_of)}", 13, False, True)], first=False)


def _signature(document: Any, registry: Registry) -> None:
    form = registry.report_form
    paragraph(document, "", 8)
    notes, sign = _two_columns(document, (85, 80))
    said = [f"- {r}{';' if n < len(form.recipients) else '.'}" for n, r in enumerate(form.recipients, start=1)]
    _lines(
        notes,
        [("Nơi nhận:", 12, True, True), *((text, 11, False, False) for text in said)],
        WD_ALIGN_PARAGRAPH.LEFT,
    )
    _lines(
        sign,
        [
            (form.signer.upper(), 13, True, False),
            *[("", 13, False, False)] * 3,
            (form.signer_name, 13, True, False),
        ],
    )


def _appendix(document: Any, listed: list[dict[str, Any]], registry: Registry, as_of: dt.datetime) -> None:
    """The units without a published number of their newest return, by district, one line each with its situation."""
    told = {u["code"]: (s, u) for s in listed for u in s["units"]}
    groups: dict[str, list[str]] = defaultdict(list)
    for unit in registry.units:
        if unit.code in told:
            section = registry.section_of(unit.tier)
            above = registry.by_code.get(unit.parent)
            if unit.tier in registry.top_tiers:
                groups[unit.name].append(unit.code)
            elif above is not None and above.tier in registry.top_tiers:
                groups[above.name].append(unit.code)
            else:
                groups[section.title if section else unit.tier].append(unit.code)
    paragraph(document, "Phụ lục", 14, bold=True).paragraph_format.page_break_before = True
    paragraph(document, "ĐƠN VỊ CHƯA CÓ SỐ CÔNG BỐ HOẶC CÒN PHẢI SỬA", 13, bold=True)
    paragraph(
        document,
        f"(Kèm theo Báo cáo số         /{registry.report_form.number} {long_date(as_of)} của {registry.responsible})",
        13,
        italic=True,
    )
    paragraph(document, "", 6)
    rows: list[Row] = [(("TT", "Cơ quan, đơn vị, địa phương", "Tình trạng"), True)]
    number = 0
    for name, codes in groups.items():
        rows.append((("", f"{name} ({len(codes)} đơn vị)", ""), True))
        for code in codes:
            number += 1
            situation, unit = told[code]
            words = situation["words"][:1].upper() + situation["words"][1:]
            reason = unit["reason"] if situation["situation"] in ("with_errors", "kept", "without_own_row") else ""
            rows.append(((str(number), registry.by_code[code].name, words + (f": {reason}" if reason else "")), False))
    add_table(document, rows, (12, 75, 78), frozenset({0}))


def _two_columns(document: Any, widths: tuple[int, int]) -> tuple[Any, Any]:
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    cells = table.rows[0].cells
    for column, cell, width in zip(table.columns, cells, widths, strict=True):
        column.width = cell.width = Mm(width)
    return cells[0], cells[1]


def _lines(cell: Any, lines: Any, align: Any = WD_ALIGN_PARAGRAPH.CENTER, first: bool = True) -> None:
    """Write paragraphs into a cell: (text, points, bold, italic). first: the cell is empty yet."""
    for text, size, bold, italic in lines:
        p = cell.paragraphs[0] if first else cell.add_paragraph()
        first = False
        p.alignment = align
        run = p.add_run(text)
        run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _rule(p: Any, length: int, width: int) -> None:
    """Draw a rule of a length (mm) in the middle of a width: the upper border of an empty line."""
    side = Mm((width - length) / 2)
    p.paragraph_format.left_indent = p.paragraph_format.right_indent = side
    p.add_run().font.size = Pt(4)
    p.paragraph_format.line_spacing, p.paragraph_format.space_before = Pt(6), Pt(2)
    border = f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    p._p.get_or_add_pPr().insert_element_before(parse_xml(border), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
