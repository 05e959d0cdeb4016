"""A list in a document that is broken into tables: it goes on where its running numbers do, and no number of it is lost where they do not."""

from __future__ import annotations

import io

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Reading, Source
from danhba.registry import Registry

HEAD = ["STT", "Tên cơ quan, đơn vị", "Số điện thoại đường dây nóng", "Ghi chú"]
Part = tuple[int, str]  # how many lines, what stands above them
Line = tuple[str, str, str]  # running number, unit, number


def _document(parts: list[tuple[str, list[Line]]]) -> bytes:
    out = docx.Document()
    for n, (above, lines) in enumerate(parts):
        if n:
            out.add_paragraph(above)
        rows = [HEAD, *([*line, ""] for line in lines)] if not n else [[*line, ""] for line in lines]
        table = out.add_table(rows=len(rows), cols=len(HEAD))
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                table.cell(r, c).text = value
    data = io.BytesIO()
    out.save(data)
    return data.getvalue()


def _html(parts: list[tuple[str, list[Line]]]) -> bytes:
    body = ""
    for n, (above, lines) in enumerate(parts):
        rows = [HEAD, *([*line, ""] for line in lines)] if not n else [[*line, ""] for line in lines]
        body += f"<p>{above if n else ''}</p><table>"
        body += "".join("<tr>" + "".join(f"<td>{value}</td>" for value in row) + "</tr>" for row in rows) + "</table>"
    return f"<html><meta charset=utf-8><body>{body}</body></html>".encode()


def _published(reading: Reading) -> set[tuple[str, str]]:
    return {(r["unit_code"], r["phone_e164"]) for r in reading.rows if r["ok"]}


@given(
    sizes=st.lists(st.integers(1, 4), min_size=2, max_size=4),
    gaps=st.lists(st.sampled_from(["", "", " ", "Danh sách tiếp theo", "Ghi chú: trực 24/24"]), min_size=4, max_size=4),
    jump=st.integers(0, 3),
    page=st.booleans(),
    data=st.data(),
)
@settings(deadline=None, max_examples=25)
def test_a_broken_list_is_one_list_or_every_number_is_told(
    sizes: list[int], gaps: list[str], jump: int, page: bool, data: st.DataObject, registry: Registry, reader: Reader
) -> None:
    agencies = data.draw(st.permutations([u for u in registry.units if u.tier == "A"]))[: sum(sizes)]
    lines = [(str(n), u.name, f"0277 385 1{n:03d}") for n, u in enumerate(agencies, start=1)]
    parts: list[tuple[str, list[Line]]] = []
    for size, gap in zip(sizes, gaps, strict=False):
        at = sum(len(part) for _, part in parts)
        parts.append((gap, lines[at : at + size]))
    if jump == 1:  # the last part counts anew: not told to be the same list
        parts[-1] = (parts[-1][0], [(str(n), *line[1:]) for n, line in enumerate(parts[-1][1], start=1)])
    goes_on = [True]
    for n, (gap, part) in enumerate(parts[1:], start=1):
        goes_on.append(goes_on[-1] and not gap.strip() and int(part[0][0]) == int(parts[n - 1][1][-1][0]) + 1)
    reading = reader.read([Source("a.html", _html(parts)) if page else Source("a.docx", _document(parts))])[0]
    published = _published(reading)
    told = " ".join(f"{f.raw} {f.params}" for f in reading.findings)
    codes = {u.name: u.code for u in agencies}
    for good, (_, part) in zip(goes_on, parts, strict=True):
        for _, name, number in part:
            sent = (codes[name], "+84" + number.replace(" ", "")[1:])
            assert sent in published if good else sent in published or number in told
    assert published <= {(codes[name], "+84" + number.replace(" ", "")[1:]) for _, name, number in lines}
