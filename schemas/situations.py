"""What can have become of a unit's return: one partition, used by every table, page and document. Each unit is in
exactly one.

A situation is finer than the published `state`: every situation belongs to one state, so that both count to the
registry.
Imports nothing of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Situation(StrEnum):
    """In the order in which pages list them."""

    PUBLISHED = "published"
    KEPT = "kept"
    CARRIED = "carried"
    WITH_ERRORS = "with_errors"
    WITHHELD = "withheld"
    SAYS_NONE_YET = "says_none_yet"
    LEFT_BLANK = "left_blank"
    WRITTEN_BY_OTHERS = "written_by_others"
    SENDER_UNCLEAR = "sender_unclear"
    UNREADABLE = "unreadable"
    FORM_BLANK = "form_blank"
    WITHOUT_OWN_ROW = "without_own_row"
    BELOW_ONLY = "below_only"
    EVIDENCE_ONLY = "evidence_only"
    WORDS_ONLY = "words_only"
    FILE_UNCLEAR = "file_unclear"
    NOTHING = "nothing"


class Act(StrEnum):
    """What the office does about it in the morning."""

    NONE = ""
    SEND_REPORT = "send_report"  # the file's phiếu says what to mend
    DECIDE = "decide"  # a person decides, in the workbook of decisions
    REMIND = "remind"  # no report of a file would help: the unit is asked


@dataclass(frozen=True, slots=True)
class Meaning:
    """A situation's published state, its words after "đơn vị", the office's act, and how the unit is told."""

    state: str
    words: str
    act: Act
    todo: str = ""


MEANINGS: dict[Situation, Meaning] = {
    Situation.PUBLISHED: Meaning("published", "đã công bố", Act.NONE),
    Situation.KEPT: Meaning(
        "kept", "giữ số cũ, bản gửi mới còn lỗi", Act.SEND_REPORT,
        "Gửi phiếu rà soát; số cũ vẫn công bố tới khi có số mới đúng."
    ),
    Situation.CARRIED: Meaning(
        "kept", "giữ số đợt trước, chưa xác nhận lại", Act.REMIND,
        "Nhắc đơn vị gửi biểu mẫu của đợt này để xác nhận hoặc đổi số; số đợt trước vẫn công bố."
    ),
    Situation.WITH_ERRORS: Meaning(
        "error", "đã gửi, còn lỗi", Act.SEND_REPORT, "Gửi phiếu rà soát và bản đánh dấu trong thư mục của từng tệp."
    ),
    Situation.WITHHELD: Meaning(
        "error", "được người duyệt quyết định chưa công bố", Act.REMIND,
        "Hỏi đơn vị số đúng rồi đề nghị gửi lại biểu mẫu."
    ),
    Situation.SAYS_NONE_YET: Meaning(
        "error", "báo chưa có đường dây nóng", Act.REMIND,
        "Nhắc đơn vị thiết lập một số trực 24/24 rồi gửi lại biểu mẫu."
    ),
    Situation.LEFT_BLANK: Meaning(
        "error", "đã gửi nhưng để trống ô số", Act.SEND_REPORT, "Gửi phiếu rà soát; nếu chưa có số thì ghi “chưa có”."
    ),
    Situation.WRITTEN_BY_OTHERS: Meaning(
        "error", "được đơn vị khác ghi thay, chưa dùng được", Act.REMIND, "Nhắc chính đơn vị gửi biểu mẫu của mình."
    ),
    Situation.SENDER_UNCLEAR: Meaning(
        "error", "được nêu tên trong tệp chưa rõ của ai", Act.DECIDE,
        "Xác định tệp của ai trong bảng quyết định, hoặc hỏi đơn vị."
    ),
    Situation.UNREADABLE: Meaning(
        "missing", "đã gửi tệp không đọc được", Act.SEND_REPORT, "Gửi phiếu rà soát, đề nghị gửi lại tệp."
    ),
    Situation.FORM_BLANK: Meaning(
        "missing", "đã gửi biểu mẫu trống", Act.SEND_REPORT, "Gửi phiếu rà soát; nếu chưa có số thì ghi “chưa có”."
    ),
    Situation.WITHOUT_OWN_ROW: Meaning(
        "missing", "đã gửi tệp, chưa nhận ra dòng của chính đơn vị", Act.SEND_REPORT,
        "Gửi phiếu rà soát của tệp đã gửi."
    ),
    Situation.BELOW_ONLY: Meaning(
        "missing",
        "đã gửi danh sách cấp dưới, thiếu dòng của chính đơn vị",
        Act.REMIND,
        "Cảm ơn danh sách đã gửi; nhắc gửi thêm dòng của chính đơn vị.",
    ),
    Situation.EVIDENCE_ONLY: Meaning(
        "missing", "mới gửi tài liệu chứng minh, thiếu biểu mẫu", Act.REMIND, "Nhắc gửi thêm biểu mẫu."
    ),
    Situation.WORDS_ONLY: Meaning(
        "missing", "mới gửi lời nhắn", Act.REMIND, "Đọc lời nhắn, nhắc đơn vị gửi biểu mẫu."
    ),
    Situation.FILE_UNCLEAR: Meaning(
        "missing", "có thể đã gửi: có tệp chưa rõ của đơn vị nào", Act.DECIDE,
        "Xác định tệp của ai trong bảng quyết định, hoặc hỏi đơn vị."
    ),
    Situation.NOTHING: Meaning("missing", "chưa gửi", Act.REMIND,
    "Gửi lời nhắc kèm biểu mẫu điền sẵn: danhba form --unit MÃ."),
}  # fmt: skip

# The published states as headings of a table's columns, and within a sentence: true of every situation that belongs to
# one.
STATE_TITLES = {
    "published": "Đã công bố",
    "kept": "Giữ số cũ",
    "error": "Có dòng, chưa công bố được",
    "missing": "Chưa có dòng nào",
}
STATE_WORDS = {state: title[:1].lower() + title[1:] for state, title in STATE_TITLES.items()}


def situations_in_words(counts: Mapping[str, int]) -> str:
    """Return how many units are in which situation in one line. counts: by the value of a Situation; what is 0 is left
    out."""
    return "; ".join(f"{counts[s]} {m.words}" for s, m in MEANINGS.items() if counts.get(s))
