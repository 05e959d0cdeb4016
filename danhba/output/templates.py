"""How pages are made from templates: autoescaped, nothing undefined passes unseen, and a browser runs what the page's
own policy names.

One place for what is published and what is reported.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from danhba.output.bidi import shown

_NONE = "'none'"
# Where a template wants its policy; put in once the page is whole.
_PLACE = "@content-security-policy@"
_INLINE = re.compile(r"<(style|script)>(.*?)</\1>", re.S)  # text of users comes escaped: none of it looks like this


def templates(folder: Path) -> Environment:
    """Return the templates of a folder."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def whole_page(rendered: str) -> bytes:
    """Return a rendered page as bytes: its policy permits its own styles and scripts by their hashes and nothing
    else."""
    text = shown(rendered)
    allowed: dict[str, list[str]] = {"style": [], "script": []}
    for tag, content in _INLINE.findall(text):
        digest = base64.b64encode(hashlib.sha256(content.encode("utf-8", "replace")).digest()).decode()
        allowed[tag].append(f"'sha256-{digest}'")
    policy = "; ".join(
        (
            "default-src 'none'",
            *(f"{tag}-src {' '.join(dict.fromkeys(allowed[tag])) or _NONE}" for tag in allowed),
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return text.replace(_PLACE, policy, 1).encode("utf-8", "replace")
