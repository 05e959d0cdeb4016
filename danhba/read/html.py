"""HTML pages, as web portals save them under the name .xls and Excel as .mht: tables and the lines around them, as a
browser shows them."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass, field, replace

import lxml.etree
import lxml.html

from danhba.model.grid import DOCUMENT_TEXT, Grid, ReadError, cell_text
from danhba.read.beside import dialled_by, with_link
from danhba.read.delimited import decode
from danhba.read.html_styles import Seen, Styles, seen_in
from danhba.read.kind import BRINGS_LISTS, IN_DOUBT, MAIL_BODY, PAGE_ENDS
from danhba.read.limits import limits_in_force
from danhba.read.marked_tables import MarkedCell, MarkedTable, Text, grids_of, is_kept, lines_grid
from danhba.read.quoted import quoted_in
from danhba.read.word_names import RAISED

_SILENT = frozenset(
    {"script", "style", "template", "noscript", "head", "title", "datalist", "object", "svg", "rt", "rp"}
)
_BLOCKS = frozenset({
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header",
    "footer", "form",
    "fieldset", "legend", "address", "blockquote", "pre", "hr", "center", "caption", "main", "nav", "aside", "figure",
})  # fmt: skip
_ENDS = re.compile(r"</(?:body|html)\s*>", re.I)


def grids(data: bytes, stem: str) -> list[Grid]:
    """Return every table in page order (Bảng 1, Bảng 2 …), then the lines outside tables (Văn bản)."""
    del stem
    mail = data.startswith(MAIL_BODY)
    about = data[len(MAIL_BODY) :] if mail else b""
    reader = _Reader(mail, about.startswith(BRINGS_LISTS), about.startswith(IN_DOUBT))
    for text in _pages(data):
        parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, recover=True)
        text = _ENDS.sub("", text)  # what stands behind the page's end is shown, and lxml leaves it out
        try:
            page = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError) as error:
            raise ReadError("file_corrupt", "trang HTML không đọc được") from error
        reader.page(page)
    out = grids_of(reader.tables)
    lines = lines_grid(DOCUMENT_TEXT, reader.lines, aside=True)
    if not out and lines is None:
        raise ReadError("table_missing", "trang HTML không có bảng nào")
    return [*out, lines] if lines is not None else out


def _pages(data: bytes) -> list[str]:
    """Return the text of the page, or of each page in a web archive (.mht) or a mail's words."""
    if data.startswith(MAIL_BODY):
        return [page for page in data.decode("utf-8", "replace").split(PAGE_ENDS) if page.strip()]
    head = data[:4096].lower()
    if b"content-type:" in head and b"multipart/related" in head and head.lstrip()[:1] != b"<":
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        pages = []
        for part in message.walk():
            content = part.get_payload(decode=True)
            if part.get_content_type() == "text/html" and isinstance(content, bytes):
                pages.append(_decoded(content, part.get_content_charset("")))
        if pages:
            return pages
    return [_decoded(data, "")]


def _decoded(data: bytes, charset: str) -> str:
    if b"charset=windows-1258" in data[:2048].lower() or charset == "windows-1258":
        return data.decode("cp1258", "replace")
    return decode(data)


@dataclass(slots=True)
class _Reader:
    """Walks pages from top to bottom. mail: they are a mail's own; lists, doubt: what `quoted_in` asks of that mail."""

    mail: bool = False
    lists: bool = False
    doubt: bool = False
    silent: dict[lxml.html.HtmlElement, str] = field(default_factory=dict)  # tables of older mails that do not speak
    tables: list[MarkedTable] = field(default_factory=list)
    lines: list[Text] = field(default_factory=list)
    styles: Styles = field(default_factory=Styles)
    between: bool = True  # something stands between the table before and this place

    def page(self, page: lxml.html.HtmlElement) -> None:
        """Read one page."""
        self.silent = quoted_in(page, mail=self.mail, lists=self.lists, doubt=self.doubt).silent
        self.styles = Styles.of(page)
        self.between, heading = True, ""
        for block in self._blocks(page, self._seen(page, Seen())):
            if isinstance(block, MarkedTable):
                block.after_table = not self.between
                block.heading, block.lines_above = block.heading or heading, sum(map(is_kept, self.lines))
                self.tables.append(block)
                self.between = False
            else:
                self.lines.append(block)
                if words := block.words.strip():
                    self.between, heading = True, words

    def _seen(self, element: lxml.html.HtmlElement, around: Seen) -> Seen:
        return seen_in(element, around, self.styles)

    def _blocks(self, element: lxml.html.HtmlElement, seen: Seen) -> list[Text | MarkedTable]:
        """Return what stands in an element from top to bottom: a text a line, and tables."""
        out: list[Text | MarkedTable] = []
        line = Text()

        def finish() -> None:
            nonlocal line
            words = _tidy(line)
            if words.words.strip() or words.unseen:
                out.append(words)
            line = Text()

        def add(text: str | None, how: Seen) -> None:
            if not text:
                return
            text = text.replace("\xa0", " ")
            if not how.preformatted:
                text = re.sub(r"\s+", " ", text)
            parts = text.split("\n") if how.preformatted else [text]
            for i, part in enumerate(parts):
                if i:
                    finish()
                reason = how.why_unseen(part)
                if reason and part.strip():
                    if line.unseen and line.unseen[-1][0] == reason:
                        line.unseen[-1] = (reason, line.unseen[-1][1] + part)
                    else:
                        line.unseen.append((reason, part))
                elif not reason:
                    line.shown.append(part)

        def walk(parent: lxml.html.HtmlElement, how: Seen) -> None:
            add(parent.text, how)
            for child in parent:
                tag = child.tag
                if not isinstance(tag, str) or tag in _SILENT:
                    pass
                elif tag == "table":
                    quoted = self.silent.get(child)
                    inner = self._seen(child, replace(how, reason=quoted) if quoted and not how.reason else how)
                    finish()
                    if (caption := child.find("caption")) is not None:
                        walk(caption, inner)  # a line of the page, above the table
                        finish()
                    out.append(self._table(child, inner))
                elif tag == "br":
                    finish()
                elif tag == "input":
                    if (child.get("type") or "text").lower() in ("text", "tel", "number", "email", "search"):
                        add(child.get("value"), self._seen(child, how))
                elif tag == "select":
                    add(_chosen(child), self._seen(child, how))
                else:
                    block = tag in _BLOCKS or tag in ("tr", "td", "th", "tbody")
                    if block:
                        finish()
                    inner = self._seen(child, how)
                    before = len(line.shown)
                    walk(child, inner)
                    if tag == "sup":  # a mark, no digit of the number that it stands at
                        line.shown[before:] = [text.translate(RAISED) for text in line.shown[before:]]
                    if tag == "a" and (address := child.get("href")) and dialled_by(address):
                        shown = "".join(str(t) for t in child.itertext())
                        add(cell_text(with_link(shown, address))[len(shown) :], inner)
                    if block:
                        finish()
                add(child.tail, how)

        walk(element, seen)
        finish()
        return out

    def _table(self, table: lxml.html.HtmlElement, seen: Seen) -> MarkedTable:
        out = MarkedTable()
        if (caption := table.find("caption")) is not None:
            out.heading = " ".join("".join(str(t) for t in caption.itertext()).split())
        covered: set[tuple[int, int]] = set()
        column = 0
        for col in table.iter("col"):
            if next(col.iterancestors("table")) is table:
                across = _span(col.get("span"))
                how = self._seen(col, Seen())
                if how.reason == "hidden_text":
                    out.hidden_columns.update(range(column, column + across))
                column += across
        most = limits_in_force().cells
        for row in _rows(table):
            how = self._row_seen(row, table, seen)
            r, c = out.height, 0
            if how.reason == "hidden_text" and seen.reason != "hidden_text":
                out.hidden_rows.add(r)
                how = replace(how, reason=seen.reason)
            for cell in row:
                if cell.tag not in ("td", "th"):
                    continue
                while (r, c) in covered:
                    c += 1
                down, across = _span(cell.get("rowspan")), _span(cell.get("colspan"))
                inner = self._seen(cell, how)
                out.cells.append(MarkedCell(r, c, down, across, self._blocks(cell, inner)))
                if down > 1:
                    covered.update((r + i, c + j) for i in range(1, down) for j in range(across))
                    if len(covered) > most // 10:
                        raise ReadError("file_too_large", "bảng có quá nhiều ô")
                c += across
                out.width = max(out.width, c)
            out.height += 1
            if out.height * out.width > most:
                raise ReadError("file_too_large", "bảng có quá nhiều ô")
        return out

    def _row_seen(self, row: lxml.html.HtmlElement, table: lxml.html.HtmlElement, seen: Seen) -> Seen:
        how = seen
        between = []
        for parent in row.iterancestors():
            if parent is table:
                break
            between.append(parent)
        for element in (*reversed(between), row):
            how = self._seen(element, how)
        return how


def _rows(table: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    """Return the rows of a table that are no rows of a table inside it."""
    return [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]


def _tidy(line: Text) -> Text:
    """Return a line with the spaces that a browser shows."""
    words = "".join(line.shown)
    tidy = "\t".join(" ".join(part.split()) for part in words.split("\t"))
    line.shown = [tidy] if tidy.strip() else []
    return line


def _chosen(select: lxml.html.HtmlElement) -> str:
    options = list(select.iter("option"))
    chosen = next((o for o in options if o.get("selected") is not None), options[0] if options else None)
    return "".join(str(t) for t in chosen.itertext()) if chosen is not None else ""


def _span(value: str | None) -> int:
    return min(int(value), 200) if value and value.isascii() and value.isdigit() and int(value) > 0 else 1
