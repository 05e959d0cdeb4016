"""How many receipts the last run left: a ledger and a journal that have fewer are an older copy of both.

Ledger and journal are compared with each other; two old copies that fit one another would make an ordinary night that
takes back what came since. Kept beside them in var/received.json.
"""

from __future__ import annotations

import json
from pathlib import Path

from danhba.output.files import write_whole

FILE = "received.json"


def received_so_far(var: Path) -> int:
    """Return the receipts that the last run left; 0 where nothing tells."""
    try:
        told = json.loads((var / FILE).read_bytes())
        return max(0, int(told["receipts"]))
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def note_received(var: Path, receipts: int) -> None:
    """Write down how many there are. Raises OSError."""
    write_whole(var / FILE, json.dumps({"receipts": receipts}).encode() + b"\n")


def is_older(var: Path, receipts: int) -> str:
    """Say in one line of Vietnamese that so many receipts are fewer than there were; '' where they are not."""
    before = received_so_far(var)
    if receipts >= before:
        return ""
    return (
        f"Sổ ghi nhận và nhật ký là bản cũ: có {receipts} lần nhận, lần chạy trước để lại {before}. Đặt lại bản mới "
        "nhất của ledger.db và journal.jsonl rồi chạy lại; nếu không còn bản mới hơn: danhba rebuild, rồi đề nghị các "
        "đơn vị đã gửi từ đó gửi lại. Lần chạy này chưa nhận gì."
    )
