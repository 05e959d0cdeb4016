"""Writes docs/findings.md from the catalogue: `python -m schemas.findings_page`."""

from __future__ import annotations

from schemas.catalogue import CATALOGUE
from schemas.forms.hotline import HOTLINE_FORM

_SEVERITIES = {"error": "Lỗi: dòng không được công bố", "warning": "Cần xem lại: được công bố", "info": "Ghi nhận"}


def page() -> str:
    """Return the page as Markdown."""
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
                    f"- Thông báo: {_said(rule.message)}",
                ]
                lines.append(f"- Cách sửa: {_said(rule.hint)}")
                for other, message, hint in rule.other_words:
                    lines.append(f"- Khi là “{other}”: {message} Cách sửa: {hint}")
                if rule.example:
                    lines.append(f"- Ví dụ được chấp nhận: `{rule.example}`")
                lines += [f"- Căn cứ: {rule.source}", ""]
    return "\n".join(lines)


def _said(template: str) -> str:
    """Return words as they are said of the hotline form; what else they hold depends on the file."""
    for name, text in HOTLINE_FORM.words.items():
        template = template.replace(f"{{{name}}}", text)
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


if __name__ == "__main__":
    print(page(), end="")
