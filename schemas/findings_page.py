"""docs/findings.md, made of the catalogue; `tools/findings_page.py` writes it."""

from __future__ import annotations

from collections.abc import Mapping

from schemas.catalogue import CATALOGUE
from schemas.examples import Examples
from schemas.forms.hotline import HOTLINE_FORM

_SEVERITIES = {"error": "Lỗi: dòng không được công bố", "warning": "Cần xem lại: được công bố", "info": "Ghi nhận"}


def page(examples: Examples) -> str:
    """Return the page as Markdown. examples: of the registry whose names and numbers it shows."""
    known = {**HOTLINE_FORM.words, **examples.values}
    lines = [
        "# Danh mục các điểm rà soát",
        "",
        "Trang này được tạo từ `schemas/rules/` bằng `make docs`; đừng sửa tay.",
        "",
    ]
    for severity, title in _SEVERITIES.items():
        lines += [f"## {title}", ""]
        for rule in CATALOGUE.values():
            if rule.severity == severity:
                lines += [
                    f"### `{rule.code}`: {rule.title}",
                    "",
                    f"- Ở: {_PLACES[rule.points_at]}",
                    f"- Thông báo: {_said(rule.message, known)}",
                ]
                lines.append(f"- Cách sửa: {_said(rule.hint, known)}")
                for other, message, hint in rule.other_words:
                    lines.append(f"- Khi là “{other}”: {_said(message, known)} Cách sửa: {_said(hint, known)}")
                if rule.example:
                    lines.append(f"- Ví dụ được chấp nhận: `{_said(rule.example, known)}`")
                lines += [f"- Căn cứ: {rule.source}", ""]
    return "\n".join(lines)


def _said(template: str, known: Mapping[str, object]) -> str:
    """Return words as they are said of the hotline form in one province; what else they hold depends on the file."""
    for name, text in known.items():
        template = template.replace(f"{{{name}}}", str(text))
    return template


_PLACES = {
    "phone": "ô số điện thoại",
    "name": "ô tên đơn vị",
    "note": "ô ghi chú",
    "header": "ô đầu của dòng tiêu đề",
    "file": "cả tệp",
    "unit": "đơn vị",
    "cell": "ô có nội dung được nói tới",
    "decision": "bảng quyết định, hoặc ô mà quyết định nói tới",
}
