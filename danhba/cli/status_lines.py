"""`danhba status`: what lies in the inbox, what the last run did, what is published; as lines for people or as one JSON
object."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from danhba.cli.as_json import print_json
from danhba.model.telling import ARRIVED, BEGUN, REFUSED
from danhba.nights.note import last_failed
from danhba.publish.publication import current
from danhba.receive.held import Held
from danhba.receive.in_hand import quarantined
from danhba.receive.scan import look, shown
from danhba.settings import Settings
from danhba.store.ledger import Ledger, open_ledger
from danhba.store.ledger_error import LedgerError
from danhba.vietnamese.dates import clock_and_date, utc
from danhba.vietnamese.system_errors import system_words
from schemas.situations import situations_in_words

_OVERDUE = dt.timedelta(hours=26)


def print_status(settings: Settings, as_json: bool = False) -> int:
    """Print the status; return the exit status."""
    try:
        told = status_of(settings)
    except OSError as error:
        print(f"danhba: không đọc được hộp nhận “{settings.inbox}”: {system_words(error)}.", file=sys.stderr)
        return 2
    except LedgerError as error:
        print(f"danhba: {error}", file=sys.stderr)
        return 3
    if as_json:
        print_json(told)
    else:
        for line in _lines(told, settings):
            print(line)
    return 0


def status_of(settings: Settings) -> dict[str, Any]:
    """Return the status under stable keys (docs/operations.md, Output for programs); times are ISO 8601 in UTC. Raises
    OSError, LedgerError."""
    inbox = look(settings.inbox, Held(settings.var).on_other_disks())
    claim = settings.var / "claim"
    manifest = current(settings.outbox)
    told: dict[str, Any] = {
        "inbox": {
            "path": str(settings.inbox),
            "waiting": len(inbox.files),
            "litter": inbox.litter,
            "left": [{"name": left.name, "why": left.why} for left in inbox.left],
        },
        "quarantined": [shown(path) for path in quarantined(settings.var)],
        "claimed": sum(1 for p in claim.rglob("*") if p.is_file()) if claim.exists() else 0,
        "ledger": "none",
        "receipts": 0,
        "receipts_ahead_of_clock": {"count": 0, "latest": None},
        "last_run": None,
        "overdue": False,
        "last_failed": None,
        "held": None,
        "open_questions": 0,
        "packages": {"ready": 0, "sent": 0, "refused": 0, "in_doubt": 0, "last_sent_at": None},
        "published": {"id": manifest["id"], "entries": manifest["entries"]} if manifest else None,
    }
    if failed := last_failed(settings.var):
        told["last_failed"] = {"began": utc(failed.began), "reason": failed.reason, "killed": failed.killed}
    if (settings.var / "ledger.db").exists() or settings.ledger_url:
        _of_ledger(settings, told)
    elif (settings.var / "journal.jsonl").exists():
        told["ledger"] = "lost"
    return told


def _of_ledger(settings: Settings, told: dict[str, Any]) -> None:
    ledger = open_ledger(settings.ledger, settings.var)
    try:
        receipts, run = ledger.receipts.all(), ledger.last_run()
        held: dict[str, Any] = ledger.state("held") or {}
        questions: list[dict[str, Any]] = ledger.state("questions") or []
        told["packages"] = _packages(ledger)
    finally:
        ledger.close()
    now = dt.datetime.now(dt.UTC)
    ahead = [r.received_at for r in receipts if r.received_at > utc(now)]
    told["ledger"], told["receipts"] = "present", len(receipts)
    told["receipts_ahead_of_clock"] = {"count": len(ahead), "latest": max(ahead, default=None)}
    if run:
        told["last_run"] = {
            "finished_at": run[1],
            "received": run[2]["received"],
            "errors": run[2]["errors"],
            "warnings": run[2]["warnings"],
            "waiting": len(run[2].get("waiting", ())),
            "messages": run[2].get("messages", 0),
            "situations": run[2].get("situations") or {},
        }
        told["overdue"] = now - dt.datetime.fromisoformat(run[1]) > _OVERDUE
    if held.get("id"):
        told["held"] = {"id": held["id"], "why": held["why"]}
    told["open_questions"] = sum(not q["answer"] for q in questions)


def _of_packages(told: dict[str, Any]) -> Iterator[str]:
    if told["ready"] or told["sent"]:
        last = (
            f", gần nhất lúc {clock_and_date(dt.datetime.fromisoformat(told['last_sent_at']))}" if told["sent"] else ""
        )
        yield f"Gói gửi đơn vị: {told['ready']} gói chờ gửi; đã gửi {told['sent']} gói{last}."
    if told["refused"]:
        yield f"{told['refused']} gói bị máy chủ thư từ chối; xem: danhba send"
    if told["in_doubt"]:
        yield f"{told['in_doubt']} gói chưa rõ đã tới hay chưa vì bị ngắt giữa chừng; xem: danhba send"


def _packages(ledger: Ledger) -> dict[str, Any]:
    """Return how the packages that lie ready, and their sending, stand."""
    state: dict[str, Any] = ledger.state("outgoing") or {}
    last = {s.telling: s for s in ledger.sendings()}
    newest = {t.unit_code: t.name for t in ledger.tellings()}
    ready = [last.get(newest.get(code, "")) for code in state.get("packages") or {}]
    count = Counter(step.state for step in ready if step is not None)
    arrived = [s for s in last.values() if s.state in ARRIVED]
    return {
        "ready": sum(step is None or step.state not in ARRIVED for step in ready),
        "sent": len(arrived),
        "refused": count[REFUSED],
        "in_doubt": count[BEGUN],
        "last_sent_at": max((s.at for s in arrived), default=None),
    }


def _lines(told: dict[str, Any], settings: Settings) -> Iterator[str]:
    inbox, ahead, run, held = told["inbox"], told["receipts_ahead_of_clock"], told["last_run"], told["held"]
    yield f"Hộp nhận {inbox['path']}: {inbox['waiting']} tệp chờ nhận, {inbox['litter']} tệp tạm của máy để yên."
    if left := inbox["left"]:
        more = f" … và {len(left) - 5} mục nữa" if len(left) > 5 else ""
        said = "; ".join(f"{item['name']} ({item['why']})" for item in left[:5])
        yield f"Không nhận được {len(left)} mục trong hộp nhận: {said}{more}"
    if aside := told["quarantined"]:
        yield f"{len(aside)} tệp được tách riêng trong {settings.var / 'quarantine'}: {', '.join(aside[:5])}"
    if told["claimed"]:
        yield f"Đang giữ {told['claimed']} tệp của một lần chạy bị ngắt hoặc còn đang chép; lần chạy sau nhận tiếp."
    if told["ledger"] == "present":
        yield f"Sổ ghi nhận: {told['receipts']} lần nhận."
    if ahead["count"]:
        latest = clock_and_date(dt.datetime.fromisoformat(ahead["latest"]))
        yield (
            f"Chú ý: {ahead['count']} lần nhận mang giờ sau giờ hiện tại (muộn nhất {latest}): đồng hồ của máy "
            f"đã có lúc"
            " sai. Thứ tự trước sau được tính theo nhật ký nhận; kiểm tra đồng hồ bằng: timedatectl"
        )
    if run:
        yield (
            f"Lần chạy gần nhất xong lúc {clock_and_date(dt.datetime.fromisoformat(run['finished_at']))}:"
            f" {run['received']} tệp, {run['errors']} lỗi, {run['warnings']} điểm cần xem lại, {run['waiting']} "
            f"tệp chờ."
        )
        if run["messages"]:
            yield f"{run['messages']} lời nhắn cần người đọc: {settings.outbox / 'reports' / 'index.html'}"
        if situations := run["situations"]:
            yield f"{sum(situations.values())} đơn vị: {situations_in_words(situations)}."
    if failed := told["last_failed"]:
        began = clock_and_date(dt.datetime.fromisoformat(failed["began"]))
        yield f"Lần chạy không xong gần nhất bắt đầu lúc {began}: {failed['reason']}."
    if told["overdue"]:
        yield "Chú ý: hơn một ngày chưa chạy."
    if held:
        yield f"ĐANG GIỮ LẠI bản {held['id']}: {held['why']}. Xác nhận: danhba publish --confirm {held['id']}"
    if told["open_questions"]:
        yield f"{told['open_questions']} câu hỏi chờ quyết định: {settings.outbox / 'review' / 'quyet-dinh.xlsx'}"
    yield from _of_packages(told["packages"])
    if told["ledger"] == "lost":
        yield "SỔ GHI NHẬN ĐÃ MẤT, nhật ký nhận thì còn. Dựng lại bằng: danhba rebuild"
    elif told["ledger"] == "none":
        yield "Chưa chạy lần nào."
    published = told["published"]
    yield f"Đang công bố {published['id']}: {published['entries']} số." if published else "Chưa công bố gì."
