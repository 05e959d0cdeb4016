"""Calls to published numbers: what can come of one, what a number is after its calls, why it is to be called. Closed
lists with their words.

Imports nothing of ours.
"""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What came of a call, in the order in which it is offered. Only HERE verifies a number; LATER is no call."""

    HERE = "here"
    OTHER_BODY = "other_body"
    SENT_ON = "sent_on"
    NOT_ANSWERED = "not_answered"
    BUSY_OFF = "busy_off"
    NOT_CONNECTED = "not_connected"
    LATER = "later"
    REPORTED = "reported"  # no call of ours: somebody says that the number is wrong


OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.HERE: "đúng đơn vị này trả lời",
    Outcome.OTHER_BODY: "nơi khác trả lời",
    Outcome.SENT_ON: "chỉ sang gọi số khác",
    Outcome.NOT_ANSWERED: "không ai nghe máy",
    Outcome.BUSY_OFF: "máy bận hoặc tắt máy",
    Outcome.NOT_CONNECTED: "không kết nối được",
    Outcome.LATER: "để gọi sau",
    Outcome.REPORTED: "bị báo sai",
}
OFFERED: tuple[Outcome, ...] = tuple(o for o in Outcome if o is not Outcome.REPORTED)
MISSED: frozenset[str] = frozenset({Outcome.NOT_ANSWERED, Outcome.BUSY_OFF, Outcome.NOT_CONNECTED})


class Band(StrEnum):
    """The parts of a day in which a number is tried, in Vietnam's time. The first is the one to try first: it tests the
    duty of 24 hours too."""

    NIGHT = "night"
    MORNING = "morning"
    EVENING = "evening"
    AFTERNOON = "afternoon"


BAND_WORDS: dict[Band, str] = {
    Band.NIGHT: "ban đêm (22:00–06:00)",
    Band.MORNING: "buổi sáng (06:00–12:00)",
    Band.EVENING: "buổi tối (18:00–22:00)",
    Band.AFTERNOON: "buổi chiều (12:00–18:00)",
}


class CallState(StrEnum):
    """What a published number is after its calls. The four faults bear a rule each, see FAULT_RULES."""

    NEVER = "never"
    TRYING = "trying"
    VERIFIED = "verified"
    EXPIRED = "expired"
    REPORTED = "reported"
    UNANSWERED = "unanswered"
    NIGHT_UNANSWERED = "night_unanswered"
    WRONG_BODY = "wrong_body"
    SENT_ON = "sent_on"
    EXCLUDED = "excluded"


STATE_WORDS: dict[CallState, str] = {
    CallState.NEVER: "chưa gọi lần nào",
    CallState.TRYING: "đã gọi, chưa gặp người trực của đơn vị",
    CallState.VERIFIED: "đã gọi kiểm tra, đúng đơn vị trả lời",
    CallState.EXPIRED: "lần kiểm tra trước đã quá hạn",
    CallState.REPORTED: "bị báo sai, chờ gọi lại",
    CallState.UNANSWERED: "gọi nhiều buổi, cả ban đêm, không ai trả lời",
    CallState.NIGHT_UNANSWERED: "ban đêm không ai trả lời",
    CallState.WRONG_BODY: "nơi khác trả lời",
    CallState.SENT_ON: "bị chỉ sang gọi số khác",
    CallState.EXCLUDED: "không gọi: tổng đài dùng chung",
}
FAULT_RULES: dict[CallState, str] = {
    CallState.UNANSWERED: "call_unanswered",
    CallState.NIGHT_UNANSWERED: "call_night_unanswered",
    CallState.WRONG_BODY: "call_wrong_body",
    CallState.SENT_ON: "call_sent_on",
}


class Why(StrEnum):
    """Why a number is to be called now."""

    REPORTED = "reported"
    DUE = "due"
    CHANGED = "changed"
    NEW = "new"
    DRAWN = "drawn"


WHY_WORDS: dict[Why, str] = {
    Why.REPORTED: "báo sai",
    Why.DUE: "đến hạn",
    Why.CHANGED: "đã đổi",
    Why.NEW: "mới",
    Why.DRAWN: "rút ngẫu nhiên để kiểm tra lại",
}
