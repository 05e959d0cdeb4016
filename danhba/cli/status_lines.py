"""`danhba status`: what lies in the inbox, what the last run did, what is published."""

from __future__ import annotations

import datetime as dt
import sys

from danhba.publish.publication import current
from danhba.receive.held import Held
from danhba.receive.in_hand import quarantined
from danhba.receive.scan import look, shown
from danhba.settings import Settings
from danhba.store.ledger import LedgerError, open_ledger
from danhba.vietnamese.dates import clock_and_date, utc
from schemas.situations import in_words


def print_status(settings: Settings) -> int:
    """Print the status; return the exit status."""
    try:
        inbox = look(settings.inbox, Held(settings.var).on_other_disks())
    except OSError as error:
        print(f"danhba: không đọc được hộp nhận “{settings.inbox}”: {error.strerror or error}.", file=sys.stderr)
        return 2
    print(f"Hộp nhận {settings.inbox}: {len(inbox.files)} tệp chờ nhận, {inbox.litter} tệp tạm của máy để yên.")
    if inbox.left:
        more = f" … và {len(inbox.left) - 5} mục nữa" if len(inbox.left) > 5 else ""
        said = "; ".join(left.words for left in inbox.left[:5])
        print(f"Không nhận được {len(inbox.left)} mục trong hộp nhận: {said}{more}")
    aside = quarantined(settings.var)
    if aside:
        names = ", ".join(shown(path) for path in aside[:5])
        print(f"{len(aside)} tệp được tách riêng trong {settings.var / 'quarantine'}: {names}")
    claim = settings.var / "claim"
    left = sum(1 for p in claim.rglob("*") if p.is_file()) if claim.exists() else 0
    if left:
        print(f"Đang giữ {left} tệp của một lần chạy bị ngắt hoặc còn đang chép; lần chạy sau nhận tiếp.")
    if (settings.var / "ledger.db").exists() or settings.ledger_url:
        try:
            ledger = open_ledger(settings.ledger, settings.var)
        except LedgerError as error:
            print(f"danhba: {error}", file=sys.stderr)
            return 3
        run = ledger.last_run()
        receipts = ledger.receipts()
        print(f"Sổ ghi nhận: {len(receipts)} lần nhận.")
        ahead = [r.received_at for r in receipts if r.received_at > utc(dt.datetime.now(dt.UTC))]
        if ahead:
            latest = clock_and_date(dt.datetime.fromisoformat(max(ahead)))
            print(
                f"Chú ý: {len(ahead)} lần nhận mang giờ sau giờ hiện tại (muộn nhất {latest}): đồng hồ của máy đã có lúc sai."
                " Thứ tự trước sau được tính theo nhật ký nhận; kiểm tra đồng hồ bằng: timedatectl"
            )
        if run:
            finished = dt.datetime.fromisoformat(run[1])
            waiting = len(run[2].get("waiting", ()))
            print(
                f"Lần chạy gần nhất xong lúc {clock_and_date(finished)}: {run[2]['received']} tệp, {run[2]['errors']} lỗi,"
                f" {run[2]['warnings']} điểm cần xem lại, {waiting} tệp chờ."
            )
            if situations := run[2].get("situations"):
                print(f"{sum(situations.values())} đơn vị: {in_words(situations)}.")
            if dt.datetime.now(dt.UTC) - finished > dt.timedelta(hours=26):
                print("Chú ý: hơn một ngày chưa chạy.")
        held = ledger.state("held") or {}
        if held.get("id"):
            print(f"ĐANG GIỮ LẠI bản {held['id']}: {held['why']}. Xác nhận: danhba publish --confirm {held['id']}")
        questions = sum(not q["answer"] for q in ledger.state("questions") or ())
        if questions:
            print(f"{questions} câu hỏi chờ quyết định: {settings.outbox / 'review' / 'quyet-dinh.xlsx'}")
        ledger.close()
    elif (settings.var / "journal.jsonl").exists():
        print("SỔ GHI NHẬN ĐÃ MẤT, nhật ký nhận thì còn. Dựng lại bằng: danhba rebuild")
    else:
        print("Chưa chạy lần nào.")
    manifest = current(settings.outbox)
    if manifest:
        print(f"Đang công bố {manifest['id']}: {manifest['entries']} số.")
    else:
        print("Chưa công bố gì.")
    return 0
