"""What lies in the inbox and was not received, and what was set aside: told on the first page of the night."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from danhba.model.finding import Finding
from danhba.model.submission import Left, Received
from schemas.catalogue import CATALOGUE

_LISTED = 50


def not_taken(received: Received) -> Markup:
    """Return the paragraphs that tell it, empty where everything was taken."""
    out = Markup("")
    for title, things in (
        ("Có {n} mục trong hộp nhận không nhận được, vẫn nằm nguyên chỗ cũ:", received.left),
        ("Có {n} tệp được tách riêng vào thư mục var/quarantine:", received.quarantined),
    ):
        if things:
            out += Markup("<p><b>{}</b></p><ul>{}</ul>").format(title.format(n=len(things)), _list(things))
    return out


def _list(things: Sequence[Left]) -> Markup:
    lines = [Markup("<li>{}</li>").format(thing.words) for thing in things[:_LISTED]]
    if len(things) > _LISTED:
        lines.append(Markup("<li>… và {} mục nữa</li>").format(len(things) - _LISTED))
    return Markup("\n").join(lines)


def quarantine_findings(quarantined: Sequence[Left]) -> list[Finding]:
    """Return a finding for every file that was set aside."""
    code = "file_quarantined"
    severity = CATALOGUE[code].severity.value
    return [
        Finding(code, severity, params={"file": q.name.rsplit("/", 1)[-1], "source_file": q.name, "detail": q.why})
        for q in quarantined
    ]
