"""Workbooks of decisions that no reviewer made, and forms whose mark danhba did not sign, against units whose number is known."""

from __future__ import annotations

import io
from email.message import EmailMessage
from typing import Any

from openpyxl import load_workbook

from danhba.identify.mark import mark_of, write_mark
from danhba.review.questions import NOTHING_WORDS
from danhba.review.read_workbook import COLUMNS
from danhba.samples.builder import form, xlsx, zipped
from tests.attack.hostile import Grounds, Hostile
from tests.test_forged_decisions import FORGED, REVOKE


def _brought(g: Grounds, data: bytes, name: str) -> tuple[str, bytes]:
    way = g.random.choice(("", "mail", "zip"))
    if way == "zip":
        return ".zip", zipped({name: data})
    if way == "mail":
        letter = EmailMessage()
        letter["From"], letter["Subject"] = "Kẻ lạ <la@vi-du.vn>", "báo cáo"
        letter.set_content("kính gửi")
        letter.add_attachment(data, maintype="application", subtype="vnd.ms-excel", filename=name)
        return ".eml", letter.as_bytes()
    return ".xlsx", data


def decisions(g: Grounds) -> Hostile:
    """Return a filled workbook of decisions: as it was issued, by a way that is no reviewer's, or spoilt, by the reviewers' own folder."""
    if not g.review:
        return marks(g)
    r = g.random
    book = load_workbook(io.BytesIO(g.review))
    choices = [str(c.value) for row in book["Lựa chọn"].iter_rows() for c in row if c.value]
    answer, who = COLUMNS.index("Quyết định"), COLUMNS.index("Người duyệt")
    rows: list[Any] = list(book["Quyết định"].iter_rows(min_row=5))
    for row in rows:
        row[answer].value, row[who].value = r.choice((REVOKE, NOTHING_WORDS, *choices)), f"Kẻ Giả {g.count}"
    out = io.BytesIO()
    book.save(out)
    part = r.choice(list(FORGED))
    data = FORGED[part](out.getvalue())
    if part != "nothing" and r.random() < 0.3:
        return Hostile(g.name(".xlsx", False), data, reviewers=True)
    ending, data = _brought(g, data, "quyet-dinh.xlsx")
    return Hostile(g.name(ending), data)


def marks(g: Grounds) -> Hostile:
    """Return a form with a forged mark of a known unit, under the head of another, with a number of the forger's."""
    r = g.random
    code = r.choice(list(g.victims))
    unit = next(u for u in g.registry.units if u.code == code)
    book = load_workbook(io.BytesIO(xlsx(form({unit.tier: [(unit.name, g.number())]}))))
    sheet = book.worksheets[0]
    sheet.insert_rows(1)
    district = r.choice([u for u in g.registry.units if u.tier == "B" and u.code != unit.parent])
    sheet["A1"] = f"ỦY BAN NHÂN DÂN {district.name.upper()}"
    right = mark_of(g.key, g.registry, unit.code)
    other = mark_of(r.randbytes(32), g.registry, unit.code)
    made = mark_of(g.key, g.registry, r.choice(g.units).code)
    forged = r.choice(
        (
            other,
            (unit.code, *made[1:]),
            (*right[:3], ""),
            (*right[:3], "m1-" + "0" * 40),
            (*right[:3], right[3][:-1]),
            ("99999", *right[1:]),
        )
    )
    write_mark(book, forged)
    out = io.BytesIO()
    book.save(out)
    ending, data = _brought(g, out.getvalue(), "phu-luc.xlsx")
    return Hostile(g.name(ending, False), data)
