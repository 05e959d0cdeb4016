"""Progress for leadership: reports/tien-do.html and bao-cao.docx, from the progress table and the night."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from markupsafe import Markup

from danhba.publish.document import line as paragraph
from danhba.publish.document import official_document, saved, table_xml
from danhba.publish.edition import clock_and_date, long_date
from danhba.registry import Registry
from danhba.report import charts
from danhba.report.night import Night
from danhba.report.page import render
from schemas.findings import CATALOGUE

_LIST = 400  # units of one list on the page; the whole stands in tien-do.csv
_REASONS = {"not_returned": "chưa gửi", "no_hotline_yet": "báo chưa có đường dây nóng", "": ""}


def reason_words(reason: str) -> str:
    """Return why a unit is not simply published, in words."""
    return _REASONS[reason] if reason in _REASONS else CATALOGUE[reason].title if reason in CATALOGUE else reason


def summary(
    progress: Sequence[dict[str, str]], findings: Sequence[dict[str, str]], night: Night, registry: Registry, as_of: dt.datetime
) -> dict[str, Any]:
    """Return the figures and lists that the page and the document share."""
    full = registry.full_name
    several = {f["unit_code"]: f for f in findings if f["code"] == "phone_multiple" and f["unit_code"]}

    def named(lines: list[dict[str, str]]) -> list[dict[str, str]]:
        return [{"name": full(p["unit_code"]), "reason": reason_words(p["reason"]), "code": p["unit_code"]} for p in lines]

    tiers = []
    for section in registry.sections:
        counts = Counter(p["state"] for p in progress if p["tier"] == section.tier)
        tiers.append((f"{section.letter}. {section.title}", {s: counts[s] for s in charts.STATES}))
    inside: dict[str, Counter[str]] = defaultdict(Counter)
    for p in progress:
        inside[p["parent_code"]][p["state"]] += 1
    districts = []
    for unit in registry.units:
        if unit.tier in registry.top_tiers:
            counts = inside[unit.code]
            if counts:
                districts.append((unit.name, {s: counts[s] for s in charts.STATES}))
    states = Counter(p["state"] for p in progress)
    deadline = registry.deadline
    return {
        "total": len(progress),
        "states": {s: states[s] for s in charts.STATES},
        "done": states["published"] + states["kept"],
        "tiers": tiers,
        "districts": districts,
        "late": named([p for p in progress if p["late"] == "yes"]),
        "in_time": sum(p["late"] == "no" for p in progress),
        "missing": named([p for p in progress if p["reason"] == "not_returned"]),
        "no_hotline": named([p for p in progress if p["reason"] == "no_hotline_yet"]),
        "errors": named(
            [p for p in progress if p["state"] in ("error", "kept", "missing") and p["reason"] not in ("not_returned", "no_hotline_yet")]
        ),
        "several": [{"name": full(c), "reason": f["raw"], "code": c} for c, f in several.items()],
        "no_evidence": sum(p["evidence"] == "no" and p["state"] != "missing" for p in progress),
        "moved": [{"name": full(c), "before": charts.WORDS[a], "now": charts.WORDS[b]} for c, a, b in night.moved],
        "deadline": clock_and_date(deadline) if deadline else "",
        "overdue": max((as_of - deadline).days, 0) if deadline and as_of > deadline else None,
        "left": (deadline - as_of).days if deadline and as_of <= deadline else None,
    }


def progress_page(told: dict[str, Any], night: Night, registry: Registry, as_of: dt.datetime, publication: str) -> bytes:
    """Return reports/tien-do.html."""
    return render(
        "progress.html",
        province=registry.name,
        t=told,
        limit=_LIST,
        definitions=Markup(charts.DEFINITIONS),
        legend=Markup(charts.legend()),
        tiers_chart=Markup(charts.stacked([*told["tiers"], ("Toàn tỉnh", told["states"])], "Tỷ lệ theo cấp")),
        districts_chart=Markup(charts.stacked(told["districts"], "Tỷ lệ cấp xã theo huyện")) if told["districts"] else "",
        days_chart=Markup(charts.days(night.history)),
        since=clock_and_date(dt.datetime.fromisoformat(night.since)) if night.since else "",
        as_of_words=f"Tính đến {clock_and_date(as_of)}",
        publication=publication,
    )


def progress_document(told: dict[str, Any], registry: Registry, as_of: dt.datetime) -> bytes:
    """Return bao-cao.docx in the official layout (Nghị định 30/2020/NĐ-CP, Phụ lục I and III): number left blank for the office."""
    document = official_document()
    heads = document.add_table(rows=1, cols=2)
    heads.autofit = False
    left, right = heads.rows[0].cells
    for part, width in ((left, 68), (right, 97)):
        part.width = heads.columns[0 if part is left else 1].width = Mm(width)
    office = registry.by_code[registry.province_office].name.upper() if registry.province_office in registry.by_code else "ỦY BAN NHÂN DÂN"
    for cell, parts in (
        (left, [("ỦY BAN NHÂN DÂN TỈNH", 12, False), (office.replace(" TỈNH", ""), 12, True), ("Số:      /BC-", 13, False)]),
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

    share = told["done"] * 100 // max(told["total"], 1)
    say(
        f"Thực hiện {registry.letter or 'công văn của Ủy ban nhân dân Tỉnh'}, tính đến {clock_and_date(as_of)} có "
        f"{told['done']}/{told['total']} đơn vị đã có một số đường dây nóng được công bố ({share}%), trong đó {told['states']['kept']} đơn vị "
        f"đang giữ số cũ; {told['states']['error']} đơn vị đã gửi nhưng còn lỗi; {told['states']['missing']} đơn vị chưa gửi."
    )
    if told["deadline"]:
        say(f"Hạn báo cáo: {told['deadline']}. Gửi trong hạn: {told['in_time']} đơn vị; gửi sau hạn: {len(told['late'])} đơn vị.")
    say("1. Kết quả theo cấp", bold=True)
    rows: list[tuple[tuple[str, ...], bool]] = [(("Cấp", "Tổng số", "Đã công bố", "Giữ số cũ", "Có lỗi", "Chưa gửi"), True)]
    for name, counts in [*told["tiers"], ("Cộng", told["states"])]:
        figures = [sum(counts.values()), *(counts.get(s, 0) for s in charts.STATES)]
        rows.append(((name, *(str(f) for f in figures)), name == "Cộng"))
    document.element.body.insert(len(document.element.body) - 1, table_xml(rows, (60, 21, 21, 21, 21, 21), frozenset({1, 2, 3, 4, 5})))
    paragraph(document, "")
    number = 2
    for title, items in (
        ("Đơn vị chưa gửi", told["missing"]),
        ("Đơn vị đã gửi nhưng còn lỗi", told["errors"]),
        ("Đơn vị ghi nhiều số trong một ô", told["several"]),
        ("Đơn vị báo chưa có đường dây nóng", told["no_hotline"]),
    ):
        if items:
            say(f"{number}. {title}: {len(items)} đơn vị", bold=True)
            names = [i["name"] + (f" ({i['reason']})" if i["reason"] and title != "Đơn vị chưa gửi" else "") for i in items[:_LIST]]
            say("; ".join(names) + (f"; và {len(items) - _LIST} đơn vị khác" if len(items) > _LIST else "") + ".")
            number += 1
    say("Đề nghị các đơn vị nêu trên gửi lại biểu mẫu theo đúng phụ lục, mỗi đơn vị một số./.")
    paragraph(document, "")
    end = document.add_table(rows=1, cols=2)
    notes, sign = end.rows[0].cells
    for n, (text, size, bold, italic) in enumerate(
        (("Nơi nhận:", 12, True, True), ("- Thường trực UBND Tỉnh;", 11, False, False), ("- Lưu: VT.", 11, False, False))
    ):
        p = notes.paragraphs[0] if n == 0 else notes.add_paragraph()
        run = p.add_run(text)
        run.font.size, run.bold, run.italic = Pt(size), bold, italic
    sign.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    sign.paragraphs[0].add_run("THỦ TRƯỞNG ĐƠN VỊ").bold = True
    return saved(document, as_of)
