"""Every figure of every page, document and workbook of a night, counted again from the CSVs."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import docx
from openpyxl import load_workbook

from danhba.output.labels import FINDINGS_SHEET
from danhba.registry import Registry
from danhba.report.shares import share
from schemas.demands import DemandState
from schemas.situations import MEANINGS, STATE_TITLES, Act, Situation, situations_in_words
from schemas.tables import STATES
from tests.conftest import Place, table


def _plain(html: str) -> str:
    body = re.sub(r"<(style|script|svg).*?</\1>", " ", html, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def _cells(html: str, heading: str) -> list[list[str]]:
    """Return the texts of the rows of the table with a heading."""
    table = next(t for t in re.findall(r"<table.*?</table>", html, flags=re.S) if heading in t)
    rows = re.findall(r"<tr>(.*?)</tr>", table, flags=re.S)
    return [[_plain(c).strip() for c in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.S)] for row in rows]


def recount(place: Place, registry: Registry) -> Counter[str]:
    """Hold every figure of the night against tien-do.csv and findings.csv; return the units by situation."""
    progress, findings = list(place.progress.values()), place.findings
    total = len(registry.units)
    assert [p["unit_code"] for p in progress] == [u.code for u in registry.units]
    situations = Counter(p["situation"] for p in progress)
    states = Counter(p["state"] for p in progress)
    assert situations.total() == states.total() == total
    for p in progress:
        meaning = MEANINGS[Situation(p["situation"])]
        assert (p["state"], p["situation_words"]) == (meaning.state, meaning.words)
        assert (p["phone"] != "") == (p["state"] in ("published", "kept"))
        assert (p["late"] == "") == (p["situation"] == "nothing") or p["situation"] == "carried"
        assert (p["reason"] == "no_hotline_yet") <= (
            p["situation"] in ("says_none_yet", "written_by_others", "kept", "sender_unclear")
        )
    assert len(place.directory) == states["published"] + states["kept"]
    done, late = states["published"] + states["kept"], sum(p["late"] == "yes" for p in progress)
    in_time = sum(p["late"] == "no" for p in progress)
    assert in_time + late + situations["nothing"] == total
    # tien-do.html
    html = (place.outbox / "reports" / "tien-do.html").read_text(encoding="utf-8")
    page = _plain(html)
    assert f"{done}/{total} đơn vị có số công bố ({share(done, total)} của {total} đơn vị phải báo)" in page
    acts = Counter(MEANINGS[Situation(p["situation"])].act for p in progress)
    assert f"nhắc {acts[Act.REMIND]} đơn vị" in page
    if acts[Act.SEND_REPORT]:
        assert f"gửi phiếu rà soát cho {acts[Act.SEND_REPORT]} đơn vị" in page
    rows = _cells(html, "Tình trạng")
    assert {r[0]: int(r[1]) for r in rows[1:-1]} == {MEANINGS[Situation(s)].words: n for s, n in situations.items()}
    assert int(rows[-1][1]) == total
    for row in _cells(html, "Chưa có dòng nào")[1:]:
        of_tier = Counter(p["state"] for p in progress if p["tier"] == _tier(row[0], registry))
        assert [int(c) for c in row[1:]] == [of_tier.total(), *(of_tier[s] for s in STATES)]
    assert f"Gửi trong hạn: {in_time} đơn vị" in page
    assert f"Gửi sau hạn: {late} đơn vị" in page
    assert f"Chưa có tệp nào về đơn vị: {situations['nothing']} đơn vị" in page
    for words, n in re.findall(r"<h2>(?:Cần nhắc: )?([^<:]*): (\d+) đơn vị</h2>", html):
        listed = {m.words: situations[s] for s, m in MEANINGS.items()}
        several = len({f["unit_code"] for f in findings if f["code"] == "phone_multiple" and f["unit_code"]})
        listed |= {"ghi nhiều số trong một ô (đã kể ở trên)": several, "gửi sau hạn": late}
        assert int(n) == listed[words[:1].lower() + words[1:]], words
    evidence = sum(f["code"] == "evidence_missing" for f in findings)
    assert (f"{evidence} đơn vị đã tự gửi biểu mẫu nhưng chưa gửi" in page) == (evidence > 0)
    # index.html
    html = (place.outbox / "reports" / "index.html").read_text(encoding="utf-8")
    page = _plain(html)
    severities = Counter(f["severity"] for f in findings)
    files = len({f["submission"] for f in findings if f["severity"] == "error" and f["submission"]})
    if severities["error"]:
        assert f"Còn {severities['error']} lỗi" in page
        assert f"trong {files} tệp" in page
    assert f"{severities['warning']} điểm cần xem lại" in page
    for row in _cells(html, "Chưa có dòng nào")[1:]:
        of_tier = Counter(p["state"] for p in progress if p["tier"] == _tier(row[0], registry))
        assert [int(c) for c in row[1:]] == [of_tier.total(), *(of_tier[s] for s in STATES)]
    words = {"Lỗi": "error", "Cần xem lại": "warning", "Ghi nhận": "info"}
    kinds: Counter[tuple[str, str]] = Counter()
    for row in _cells(html, "Số lần")[1:]:
        severity, code = words[row[0].split(":")[0]], row[0].split()[-1]
        of_kind = [f for f in findings if (f["code"], f["severity"]) == (code, severity)]
        of_files = len({f["submission"] for f in of_kind if f["submission"]})
        assert (int(row[1]), row[2]) == (len(of_kind), str(of_files) if of_files else "–"), row
        kinds[code, severity] += int(row[1])
    assert kinds == Counter((f["code"], f["severity"]) for f in findings)
    _recount_document(place.outbox / "reports" / "bao-cao.docx", progress, findings, registry)
    _recount_demands(place, progress, registry)
    _recount_units(html, progress, findings, registry)
    _recount_prose(place, progress, findings)
    _recount_files(place, html, findings)
    return situations


def _recount_demands(place: Place, progress: list[dict[str, str]], registry: Registry) -> None:
    """Of every demand its states, once on the page, once in tien-do.csv, against yeu-cau.csv; each sums to the registry."""
    lines = table(place.outbox / "reports" / "yeu-cau.csv")
    html = (place.outbox / "reports" / "tien-do.html").read_text(encoding="utf-8")
    assert len(lines) == len(progress) * len(registry.demands)
    for demand, row in zip(registry.demands, _cells(html, "Yêu cầu (mỗi")[1:], strict=True):
        counts = Counter(line["state"] for line in lines if line["demand"] == demand.id)
        assert row[0].lower() == demand.words.lower()
        assert [int(c) for c in row[2:]] == [*(counts[s] for s in DemandState), len(progress)]
        assert counts == Counter(dict(d.split("=") for d in p["demands"].split())[demand.id] for p in progress)


def _tier(heading: str, registry: Registry) -> str:
    return next(s.tier for s in registry.sections if heading == f"{s.letter}. {s.title}")


# What is counted in words of prose: whatever stands before one of these must be accounted for.
_COUNTED = "(?:đơn vị|lỗi|tệp|câu hỏi|phiếu|điểm|lần|số giữ|quyết định|đã xử lý|còn mở|thêm mới|đổi số|rút khỏi|giữ số cũ|xác nhận)"


def _prose(html: str) -> str:
    """Return the sentences of a page, without its tables and lists of names."""
    html = re.sub(
        r"<ul(?! class=\"todo\").*?</ul>|<tbody>.*?</tbody>|<h2>[^<]*: \d+ đơn vị</h2>", " ", html, flags=re.S
    )
    return re.sub(r" ([:;,.)])", r"\1", _plain(html))


def _account(text: str, claims: dict[str, int | None]) -> None:
    """Hold every claim (a pattern with its figure in a group, None: it must not be made) against a text; no figure is left over."""
    for pattern, figure in claims.items():
        said = re.findall(pattern, text)
        assert said == ([] if figure is None else [str(figure)] * max(1, len(said))), (pattern, said, figure)
        text = re.sub(pattern, " ", text)
    left = re.search(r".{0,40}\b\d+ " + _COUNTED, text)
    assert left is None, left.group()


def _recount_prose(place: Place, progress: list[dict[str, str]], findings: list[dict[str, str]]) -> None:
    """The sentences of the night's page, and the workbook of questions that they speak of."""
    reports = place.outbox / "reports"
    html = (reports / "index.html").read_text(encoding="utf-8")
    severities = Counter(f["severity"] for f in findings)
    files = len({f["submission"] for f in findings if f["severity"] == "error" and f["submission"]})
    states = Counter(p["state"] for p in progress)
    reminded = Counter(p["situation"] for p in progress if MEANINGS[Situation(p["situation"])].act == Act.REMIND)
    sheet = load_workbook(place.outbox / "review" / "quyet-dinh.xlsx")["Quyết định"]
    lines = [r for r in sheet.iter_rows(min_row=5, values_only=True) if r[0]]
    answered = sum(bool(r[8]) and not str(r[8]).startswith("Đã hết hiệu lực") for r in lines)
    asked = len(lines) - answered
    assert f": {asked} câu hỏi còn mở, {answered} quyết định đang áp dụng." in str(sheet["A2"].value)
    assert len({r[9] for r in lines}) == len(lines)
    errors_of = {f["unit_code"] for f in findings if f["severity"] == "error" and f["unit_code"]}
    changed = Counter(r["change"] for r in table(place.outbox / "current" / "thay-doi.csv"))
    text = _prose(html)
    if "Danh bạ thay đổi:" not in text:  # nothing moved: the publication is an earlier night's
        changed.clear()
    if reminded:
        words = situations_in_words(reminded)
        assert f"Nhắc {reminded.total()} đơn vị: {words} (" in text
        text = text.replace(f"đơn vị: {words} (", "đơn vị (")
    claims: dict[str, int | None] = {
        r"Trả lời (\d+) câu hỏi": asked or None,
        r"Chờ quyết định: (\d+) câu hỏi": asked if asked or answered else None,
        r"(\d+) quyết định đang áp dụng": answered if asked or answered else None,
        r"Gửi (\d+) phiếu": files or None,
        r"Nhắc (\d+) đơn vị": reminded.total() or None,
        r"Còn (\d+) lỗi": severities["error"] or None,
        r"trong (\d+) tệp;": files if severities["error"] else None,
        r"(\d+) điểm cần xem lại": severities["warning"],
        r"trên (\d+) đơn vị": len(progress),
        r"\((\d+) số giữ lại": states["kept"] or None,
        r"Theo đơn vị: (\d+) đơn vị còn lỗi": len(errors_of) or None,
        r"(\d+) tệp mới nhận trong lần chạy này": _new_files(html),
        r"Quyết định: (\d+) đang áp dụng": answered or None,
    }
    if "So với lần trước" in text:
        told = [int(n) for n in re.findall(r"(\d+) điểm mới, (\d+) còn mở, (\d+) đã xử lý", text)[0]]
        different = {
            (*(f[c] for c in ("code", "unit_code", "source_file", "sheet", "cell", "raw", "message")),)
            for f in findings
            if f["severity"] != "info"
        }
        assert told[0] + told[1] == len(different)
        claims |= {r"(\d+) điểm mới": told[0], r"(\d+) còn mở": told[1], r"(\d+) đã xử lý": told[2]}
    for change, words in (("added", "thêm mới"), ("removed", "rút khỏi danh bạ"), ("kept", "giữ số cũ")):
        claims[rf"(\d+) {words}"] = changed[change] or None
    moved = [int(n) for n in re.findall(r"(\d+) (?:đổi số|xác nhận số cũ)", text)]
    assert sum(moved) == changed["changed"]
    _account(re.sub(r"\d+ (?:đổi số|xác nhận số cũ)", " ", text), claims)


def _new_files(html: str) -> int:
    """Return how many files of the table were received when the page was made."""
    now = re.findall(r"Tính đến (\d\d:\d\d ngày \d\d/\d\d/\d{4})", html)[-1]
    return sum(row[2] == now for row in _cells(html, "Nhận lúc")[1:])


def _recount_units(
    html: str, progress: list[dict[str, str]], findings: list[dict[str, str]], registry: Registry
) -> None:
    """Units with errors on the night's page, errors and warnings of every unit in tien-do.csv."""
    of_unit = Counter((f["unit_code"], f["severity"]) for f in findings)
    assert all(
        (int(p["errors"]), int(p["warnings"])) == (of_unit[p["unit_code"], "error"], of_unit[p["unit_code"], "warning"])
        for p in progress
    )
    named = {registry.full_name(u): n for (u, severity), n in of_unit.items() if severity == "error" and u}
    rows = _cells(html, "Số lỗi")[1:] if named else []
    assert {r[0]: int(r[1]) for r in rows} == named
    assert all(int(r[2]) <= int(r[1]) for r in rows)


def _recount_files(place: Place, html: str, findings: list[dict[str, str]]) -> None:
    """What is said of each file: in the night's table, on its own page, in its marked copy."""
    reports = place.outbox / "reports"
    links = re.findall(r'<tr><td class="file"><a href="([^"]+)/phieu-ra-soat.html">.*?</tr>', html, flags=re.S)
    rows = dict(zip(links, re.findall(r'<tr><td class="file"><a.*?</tr>', html, flags=re.S), strict=True))
    assert {f["submission"] for f in findings if f["submission"]} <= set(links)
    assert sorted(links) == sorted(p.parent.name for p in reports.glob("*/phieu-ra-soat.html"))
    for identity, row in rows.items():
        own = [f for f in findings if f["submission"] == identity]
        count = Counter(f["severity"] for f in own)
        page = (reports / identity / "phieu-ra-soat.html").read_text(encoding="utf-8")
        verdict = _plain(page).partition("Đã nhận lúc")[2].partition("Mã nhận")[0]
        for text in (_plain(row), verdict):
            assert re.findall(r"(\d+) lỗi", text) == ([str(count["error"])] if count["error"] else []), text
            assert set(re.findall(r"(\d+) điểm cần xem lại", text)) <= {str(count["warning"])}, text
        assert (f"{count['warning']} điểm cần xem lại" in verdict) == (count["warning"] > 0)
        shown = len(re.findall(r'<div class="finding is-', page))
        replaced = [int(n) for n in re.findall(r"<p>(\d+) dòng đã được thay bằng", page)]
        assert shown + sum(replaced) == len(own)
        read = re.findall(r"kiểm tra (\d+) dòng", page)
        listed = page.count("</tr>", page.index("Các dòng đã đọc")) - 1 if "Các dòng đã đọc" in page else 0
        assert not read or {int(n) for n in read} == {listed}
        copy = reports / identity / "phieu-ra-soat.xlsx"
        if copy.exists():
            marked = load_workbook(copy)
            list_of = marked[[n for n in marked.sheetnames if n.startswith(FINDINGS_SHEET)][-1]]
            told = [r for r in list_of.iter_rows(min_row=2, values_only=True) if str(r[0] or "").isdigit()]
            assert Counter(str(r[7]) for r in told) == Counter(f["code"] for f in own)


def _tier(heading: str, registry: Registry) -> str:
    return next(s.tier for s in registry.sections if heading == f"{s.letter}. {s.title}")


def _newest_month(path: Path) -> list[dict[str, str]]:
    counts = table(path.parent / "so-lieu.csv")
    return [line for line in counts if line["month"] == max(other["month"] for other in counts)]


def _of_ages(path: Path, findings: list[dict[str, str]]) -> dict[str, int | None]:
    """Return what is claimed of errors that stand, from ton-dong.csv, which has every error of findings.csv once."""
    lines = table(path.parent / "ton-dong.csv")
    errors = [f for f in findings if f["severity"] == "error"]
    told = Counter((f["unit_code"] or f["source_file"], f["code"]) for f in errors)
    assert {(line["unit_code"] or line["name"], line["code"]): int(line["errors"]) for line in lines} == dict(told)
    assert [line["since"] for line in lines] == sorted(line["since"] for line in lines)
    oldest: dict[str, int] = {}
    for line in lines:
        oldest[line["name"]] = max(oldest.get(line["name"], 0), int(line["days"]))
    text = "\n".join(p.text for p in docx.Document(str(path)).paragraphs)
    said = re.findall(r"Tồn lâu nhất \(số ngày\): (.*)\.", text)
    named = [f"{name} ({days})" for name, days in list(oldest.items())[:10] if days]
    assert said == (["; ".join(named)] if named else [])
    return {
        rf"(\d+) đơn vị từ {age} ngày trở lên": sum(days >= age for days in oldest.values()) if lines else None
        for age in (7, 14, 30)
    }


def _recount_days(path: Path, text: str, errors: int, progress: list[dict[str, str]], registry: Registry) -> None:
    """What changed since the report before, and the table of the demands, from theo-ngay.csv and yeu-cau.csv."""
    days: dict[str, dict[str, int]] = {}
    for line in table(path.parent / "theo-ngay.csv"):
        days.setdefault(line["day"], {})[line["figure"]] = int(line["value"])
    today, past = max(days), sorted(days)[:-1]
    states = Counter(p["state"] for p in progress)
    assert days[today]["with_number"] == states["published"] + states["kept"]
    assert (days[today]["published"], days[today]["errors"]) == (states["published"], errors)
    far = [
        d for d in past if (dt.date.fromisoformat(today) - dt.date.fromisoformat(d)).days >= registry.report_form.days
    ]
    before = max(far) if far else min(past, default="")
    assert ("So với báo cáo ngày" in text) == bool(before)
    if before:
        told = "So với báo cáo ngày" + text.partition("So với báo cáo ngày")[2].partition("\n")[0]
        assert f"{before[8:]}/{before[5:7]}/{before[:4]}" in told
        names = {"with_number": "đơn vị có số công bố", "errors": "lỗi đang mở", "verified": "số đã gọi đúng đơn vị"}
        for figure, words in names.items():
            was, now = days[before][figure], days[today][figure]
            said = re.findall(rf"{words} từ (\d+) (?:tăng lên|giảm còn) (\d+)", told)
            assert said == ([(str(was), str(now))] if was != now else [])
    counts = table(path.parent / "so-lieu.csv")
    told = re.findall(r"Số liệu tháng (\d\d)/(\d{4}) của (\d+) đơn vị đã gửi: tiếp nhận (\d+), trả lời đúng hạn (\d+), trễ hạn (\d+), "
                      r"quá hạn chưa xong (\d+)", text)  # fmt: skip
    of_month = _newest_month(path)
    newest = of_month[0]["month"] if of_month else ""
    sums = [str(sum(int(line[n]) for line in of_month)) for n in ("received", "in_time", "late", "open_overdue")]
    assert told == ([(newest[5:], newest[:4], str(len(of_month)), *sums)] if counts else [])
    lines = table(path.parent / "yeu-cau.csv")
    grid = next(t for t in docx.Document(str(path)).tables if "Yêu cầu" in t.rows[0].cells[0].text)
    for demand, row in zip(registry.demands, grid.rows[1:], strict=True):
        counts = Counter(line["state"] for line in lines if line["demand"] == demand.id)
        was = str(days[before][f"demand:{demand.id}"]) if before else "–"
        figures = [counts["met"], was, counts["waiting"], counts["missing"], counts["not_asked"]]
        assert [c.text for c in row.cells][1:] == [str(f) for f in figures]
        assert days[today][f"demand:{demand.id}"] == counts["met"]


def _recount_document(
    path: Path, progress: list[dict[str, str]], findings: list[dict[str, str]], registry: Registry
) -> None:
    document = docx.Document(str(path))
    text = "\n".join(p.text for p in document.paragraphs)
    total = len(progress)
    states = Counter(p["state"] for p in progress)
    situations = Counter(p["situation"] for p in progress)
    done = states["published"] + states["kept"]
    assert f"{done}/{total} đơn vị" in text
    assert f"{share(done, total)} của {total} đơn vị phải báo" in text
    grid = next(t for t in document.tables if STATE_TITLES["missing"] in {c.text for c in t.rows[0].cells})
    for row in grid.rows[1:]:
        cells = [c.text for c in row.cells]
        tier = "" if cells[0] == "Cộng" else _tier(cells[0], registry)
        counts = Counter(p["state"] for p in progress if tier in ("", p["tier"]))
        assert [int(c) for c in cells[1:]] == [counts.total(), *(counts[s] for s in STATES)]
    for situation, meaning in MEANINGS.items():
        if situations[situation]:
            assert f"{situations[situation]} đơn vị {meaning.words}" in text, meaning.words
            text = text.replace(f"{situations[situation]} đơn vị {meaning.words}", "", 1)
    errors = Counter(f["code"] for f in findings if f["severity"] == "error")
    of_kinds = [int(n) for n in re.findall(r"\((\d+) lần\)", text)]
    assert of_kinds == sorted(errors.values(), reverse=True)[: len(of_kinds)]
    late, in_time = (sum(p["late"] == word for p in progress) for word in ("yes", "no"))
    missing = total - done
    _account(
        re.sub(r"\(\d+ lần\)", "", text),
        {
            rf"{done}/(\d+) đơn vị đã có": total,
            r"của (\d+) đơn vị phải báo": total,
            rf"Còn {missing}/(\d+) đơn vị": total if missing else None,
            r"Có tệp trong hạn: (\d+) đơn vị": in_time,
            r"có tệp sau hạn: (\d+) đơn vị": late,
            r"chưa có tệp nào: (\d+) đơn vị": situations["nothing"],
            r"(\d+) đơn vị đã tự gửi": sum(f["code"] == "evidence_missing" for f in findings) or None,
            r"Biểu mẫu đã gửi còn (\d+) lỗi": errors.total() or None,
            r"và (\d+) lỗi thuộc loại khác": errors.total() - sum(of_kinds) or None,
            r"(\d+) đơn vị chưa gửi biểu mẫu": situations["nothing"] or None,
            **_of_ages(path, findings),
            r"Số liệu tháng [\d/]+ của (\d+) đơn vị đã gửi": len(of_month)
            if (of_month := _newest_month(path))
            else None,
        },
    )
    _recount_days(path, text, errors.total(), progress, registry)
    if not (listed := [p for p in progress if p["state"] != "published"]):
        return
    appendix = [[c.text for c in r.cells] for r in document.tables[-1].rows[1:]]
    assert [r[0] for r in appendix if r[0]] == [str(n) for n in range(1, len(listed) + 1)]
    below = 0
    for row in reversed(appendix):  # a heading's figure is how many stand below it
        if row[0]:
            below += 1
        else:
            assert re.findall(r"\((\d+) đơn vị\)", row[1]) == [str(below)]
            below = 0
