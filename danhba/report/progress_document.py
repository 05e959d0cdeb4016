"""bao-cao.docx: the report to sign."""

from __future__ import annotations

import datetime as dt
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from danhba.publish.formats.docx import line as paragraph
from danhba.publish.formats.docx import official_document, saved, table_xml
from danhba.registry import Registry
from danhba.report import charts
from danhba.report.progress_page import _LIST
from danhba.vietnamese.dates import clock_and_date, long_date
from schemas.situations import STATE_TITLES


def progress_document(told: dict[str, Any], registry: Registry, as_of: dt.datetime) -> bytes:
    """Return bao-cao.docx in the official layout (Nghị định 30/2020/NĐ-CP, Phụ lục I and III): number left blank for the office."""
    document = official_document()
    heads = document.add_table(rows=1, cols=2)
    heads.autofit = False
    left, right = heads.rows[0].cells
    for part, width in ((left, 68), (right, 97)):
        part.width = heads.columns[0 if part is left else 1].width = Mm(width)
    office = (
        registry.by_code[registry.province_office].name.upper()
        if registry.province_office in registry.by_code
        else "ỦY BAN NHÂN DÂN"
    )
    for cell, parts in (
        (
            left,
            [
                ("ỦY BAN NHÂN DÂN TỈNH", 12, False),
                (office.replace(" TỈNH", ""), 12, True),
                ("Số:      /BC-", 13, False),
            ],
        ),
        (
            right,
            [
                ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True),
                ("Độc lập - Tự do - Hạnh phúc", 13, True),
                (f"{registry.name}, {long_date(as_of)}", 13, False),
            ],
        ),
    ):
        for number, (text, size, bold) in enumerate(parts):
            p = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            p.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = p.add_run(text)
            run.font.size, run.bold, run.italic = Pt(size), bold, text.startswith(registry.name)
    paragraph(document, "")
    paragraph(document, "BÁO CÁO", 14, bold=True)
    paragraph(document, "Tiến độ rà soát, thống nhất số điện thoại đường dây nóng", 14, bold=True)
    paragraph(document, "")

    def say(text: str, bold: bool = False) -> None:
        p = paragraph(document, text, 13, bold=bold, align=WD_ALIGN_PARAGRAPH.JUSTIFY)
        p.paragraph_format.first_line_indent, p.paragraph_format.space_after = Mm(10), Pt(6)

    said = "; ".join(f"{len(s['units'])} đơn vị {s['words']}" for s in told["situations"])
    say(
        f"Thực hiện {registry.letter or 'công văn của Ủy ban nhân dân Tỉnh'}, tính đến {clock_and_date(as_of)} có "
        f"{told['done']}/{told['total']} đơn vị đã có một số đường dây nóng được công bố ({told['share']} của {told['total']} đơn vị "
        f"phải báo). Trong {told['total']} đơn vị: {said}."
    )
    if told["deadline"]:
        nothing = told["total"] - told["in_time"] - len(told["late"])
        say(
            f"Hạn báo cáo: {told['deadline']}. Gửi trong hạn: {told['in_time']} đơn vị; gửi sau hạn: {len(told['late'])} đơn vị; "
            f"chưa có tệp nào: {nothing} đơn vị."
        )
    say("1. Kết quả theo cấp", bold=True)
    rows: list[tuple[tuple[str, ...], bool]] = [(("Cấp", "Tổng số", *STATE_TITLES.values()), True)]
    for name, counts in [*told["tiers"], ("Cộng", told["states"])]:
        figures = [sum(counts.values()), *(counts.get(s, 0) for s in charts.STATES)]
        rows.append(((name, *(str(f) for f in figures)), name == "Cộng"))
    document.element.body.insert(
        len(document.element.body) - 1, table_xml(rows, (60, 21, 21, 21, 21, 21), frozenset({1, 2, 3, 4, 5}))
    )
    paragraph(document, "")
    number = 2
    for title, items in [
        *((f"Đơn vị {s['words']}", s["units"]) for s in told["situations"] if s["todo"]),
        ("Đơn vị ghi nhiều số trong một ô", told["several"]),
    ]:
        if items:
            say(f"{number}. {title}: {len(items)} đơn vị", bold=True)
            names = [i["name"] + (f" ({i['reason']})" if i["reason"] else "") for i in items[:_LIST]]
            say("; ".join(names) + (f"; và {len(items) - _LIST} đơn vị khác" if len(items) > _LIST else "") + ".")
            number += 1
    say("Đề nghị các đơn vị nêu trên gửi lại biểu mẫu theo đúng phụ lục, mỗi đơn vị một số./.")
    paragraph(document, "")
    end = document.add_table(rows=1, cols=2)
    notes, sign = end.rows[0].cells
    for n, (text, size, bold, italic) in enumerate(
        (
            ("Nơi nhận:", 12, True, True),
            ("- Thường trực UBND Tỉnh;", 11, False, False),
            ("- Lưu: VT.", 11, False, False),
        )
    ):
        p = notes.paragraphs[0] if n == 0 else notes.add_paragraph()
        run = p.add_run(text)
        run.font.size, run.bold, run.italic = Pt(size), bold, italic
    sign.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    sign.paragraphs[0].add_run("THỦ TRƯỞNG ĐƠN VỊ").bold = True
    return saved(document, as_of)
