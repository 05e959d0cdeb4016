"""`danhba status --check`: one line a trouble and exit status 1, for cron, systemd and monitoring; `--notify` sends
them."""

from __future__ import annotations

import sys

from danhba.cli.as_json import print_json
from danhba.nights.facts import troubles_of
from danhba.nights.tell import tell
from danhba.settings import Settings


def print_troubles(settings: Settings, notify: bool, as_json: bool) -> int:
    """Print the troubles and, where asked, send them; return the exit status: 0 when there is none and all could be
    told."""
    found = troubles_of(settings)
    unreached = []
    if notify:
        if not settings.notify_addresses:
            print(
                "danhba: chưa có địa chỉ nào để gửi; ghi trong danhba.toml, ví dụ:"
                ' notify = "mailto://nguoi-dung:mat-khau@may-chu-thu/?to=truc@tinh.vn"',
                file=sys.stderr,
            )
            return 2
        unreached = tell(settings, found)
    if as_json:
        print_json({"troubles": [{"kind": t.kind, "what": t.what, "todo": t.todo} for t in found]})
    else:
        for trouble in found:
            print(" ".join(trouble.line.split()))
    for line in unreached:
        print(f"danhba: {line}.", file=sys.stderr)
    return 1 if found or unreached else 0
