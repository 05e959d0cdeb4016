"""What a unit is told, in words: the subject, the letter, the short message. Pure; no names of persons, no numbers of
other units."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from danhba.model.telling import BELOW, MISSING, NUMBER, Telling
from danhba.outgoing.facts import UnitFacts
from danhba.registry import Registry
from danhba.vietnamese.dates import VIETNAM
from schemas.situations import MEANINGS, Act, Situation

REASONS = {
    "findings": "còn điểm cần sửa",
    "missing": "chưa có biểu mẫu dùng được",
    "below": "còn đơn vị cấp dưới chưa xong",
    "number": "số đang công bố đã đổi",
}
_ASKS = {  # what a unit is asked, by its situation: where no report of a file says it
    Situation.NOTHING: "Đến nay chưa nhận được biểu mẫu của đơn vị.",
    Situation.CARRIED: "Đợt này chưa nhận được biểu mẫu của đơn vị; đề nghị xác nhận số đang công bố hoặc gửi số mới.",
    Situation.EVIDENCE_ONLY: "Đã nhận tài liệu chứng minh của đơn vị, còn thiếu biểu mẫu.",
    Situation.WORDS_ONLY: "Đã nhận thư hoặc lời nhắn của đơn vị, chưa nhận được biểu mẫu. Số ghi trong lời thư "
    "không được lấy; đề nghị điền biểu mẫu và đính kèm tệp Excel (.xlsx).",
    Situation.BELOW_ONLY: "Đã nhận danh sách cấp dưới, còn thiếu dòng của chính đơn vị.",
    Situation.SAYS_NONE_YET: "Đơn vị báo chưa có số đường dây nóng; đề nghị bố trí một số trực 24/24 rồi gửi lại biểu "
    "mẫu.",
    Situation.WITHHELD: "Số đã gửi chưa được công bố; đề nghị gửi lại biểu mẫu với số đang trực.",
    Situation.WRITTEN_BY_OTHERS: "Đến nay chưa nhận được biểu mẫu của chính đơn vị.",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """One package's words: subject, the letter's paragraphs, the short message for Zalo."""

    subject: str
    paragraphs: list[str]
    short: str

    @property
    def body(self) -> str:
        """The letter as plain text."""
        return "\n\n".join(self.paragraphs) + "\n"


def day_words(iso: str) -> str:
    """Return an ISO day as people write it, '' for none."""
    return f"{dt.date.fromisoformat(iso):%d/%m/%Y}" if iso else ""


def until_words(telling: Telling) -> str:
    """Return by when an answer is asked for, as a report says it."""
    return f"trước ngày {day_words(telling.answer_by)}" if telling.answer_by else ""


def letter_of(unit: UnitFacts, telling: Telling, files: list[str], registry: Registry) -> Letter:
    """Return the words of a package. files: names of what comes with it."""
    name = registry.full_name(unit.code)
    is_open = unit.errors or unit.act is Act.REMIND or any(b.open for b in unit.below)
    day = day_words(telling.answer_by) if is_open else ""
    head = _head(unit, telling, day)
    again = f"Nhắc lần {telling.reminder}: " if telling.reminder else ""
    subject = _begun(f"{again}{head}") + f" – đường dây nóng – {name}"
    told = dt.datetime.fromisoformat(telling.told_at).astimezone(VIETNAM)
    out = [f"Kính gửi: {name}"]
    if telling.reminder:
        out.append(f"Đây là lần nhắc thứ {telling.reminder}.")
    out += _state(unit, telling, registry)
    if day:
        out.append(f"{'Cần sửa' if unit.errors else 'Cần gửi'} trước ngày {day}, về: {registry.return_to}.")
    else:
        out.append(f"Có gì chưa đúng xin gửi lại biểu mẫu về: {registry.return_to}.")
    if how := _how(files):
        out.append(how)
    out.append(
        f"Thư này soạn lúc {told:%H:%M} ngày {told:%d/%m/%Y}. Đơn vị đã gửi bản sửa sau lúc đó thì không phải "
        f"làm gì thêm."
    )
    out.append(registry.responsible)
    return Letter(subject, out, _short(unit, telling, name, head, day, registry))


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _head(unit: UnitFacts, telling: Telling, day: str) -> str:
    """Return the gist in few words, its count first: people see the beginning of a subject only."""
    if unit.errors:
        return f"còn {unit.errors} lỗi, cần sửa trước ngày {day}"
    if unit.act is Act.REMIND:
        return f"chưa có biểu mẫu dùng được, cần gửi trước ngày {day}"
    waiting = sum(b.open for b in unit.below)
    if waiting and telling.matter == BELOW:
        return f"còn {waiting} đơn vị cấp xã chưa xong, hạn {day}"
    if telling.matter == NUMBER:
        return "số đang công bố đã đổi" if unit.number else "số đã rút khỏi danh bạ"
    return f"0 lỗi, {unit.warnings} điểm cần xem lại" if unit.warnings else "tình hình báo cáo"


def _state(unit: UnitFacts, telling: Telling, registry: Registry) -> list[str]:
    out = []
    if unit.errors or unit.warnings:
        count = len(unit.files)
        of = "Biểu mẫu đơn vị đã gửi" if count == 1 else f"{count} tệp đơn vị đã gửi"
        said = f"{of} còn {unit.errors} lỗi" if unit.errors else f"{of} không có lỗi"
        out.append(f"{said}{f', {unit.warnings} điểm cần xem lại' if unit.warnings else ''}.")
    if unit.act is Act.REMIND:
        out.append(_ASKS.get(unit.situation, "Đến nay chưa có biểu mẫu dùng được của đơn vị."))
    if any(mark.startswith("n") for mark in telling.marks):
        out.append(
            f"Số đường dây nóng đang công bố của đơn vị nay là {unit.number}. Xin gọi thử; không đúng thì gửi "
            f"lại biểu mẫu."
            if unit.number
            else "Số đường dây nóng của đơn vị đã được rút khỏi danh bạ. Xin gửi lại biểu mẫu với số đang trực."
        )
    elif unit.situation in (Situation.KEPT, Situation.CARRIED):
        out.append(f"Trong lúc chờ, danh bạ vẫn công bố số cũ: {unit.number}.")
    elif unit.errors and not unit.number:
        out.append("Trong lúc chờ, danh bạ chưa công bố số nào của đơn vị.")
    if waiting := [b for b in unit.below if b.open]:
        named = [f"- {registry.by_code[b.code].name}: {below_words(b.situation, b.errors)}" for b in waiting]
        said = f"Trong {len(unit.below)} đơn vị cấp xã, {len(waiting)} đơn vị chưa xong; đề nghị nhắc các đơn vị này:"
        out.append("\n".join([said, *named]))
    elif unit.below:
        out.append(f"{len(unit.below)} đơn vị cấp xã đều đã xong.")
    return out


def below_words(situation: Situation, errors: int) -> str:
    """Return the state of a unit below as its district is told: nothing of what it sent but how much of it is wrong."""
    said = MEANINGS[situation].words
    return f"{said}, {errors} lỗi" if errors else said


def _how(files: list[str]) -> str:
    """Say what to do with what comes with the letter."""
    out = []
    if any(f.startswith("phieu-ra-soat") and f.endswith(".html") for f in files):
        out.append("Phiếu rà soát (phieu-ra-soat.html) nêu từng ô cần sửa và cách ghi.")
    if any(f.startswith("phieu-ra-soat") and f.endswith(".xlsx") for f in files):
        out.append("Sửa các ô tô màu trong phieu-ra-soat.xlsx, lưu lại và gửi chính tệp đó.")
    if any(f.startswith("bieu-mau") for f in files):
        out.append("Hoặc điền một số trực 24/24 vào biểu mẫu đã ghi sẵn tên đơn vị (bieu-mau.xlsx) rồi gửi lại.")
    if any(f.startswith("cap-duoi") for f in files):
        out.append("Tình hình từng đơn vị cấp xã: cap-duoi.html.")
    text = " ".join(out)
    return text.removeprefix("Hoặc đ").join(("Đ", "")) if text.startswith("Hoặc đ") else text


def _short(unit: UnitFacts, telling: Telling, name: str, head: str, day: str, registry: Registry) -> str:
    """Return the message to paste into Zalo: who, what, by when, where to, in one paragraph."""
    again = f" (nhắc lần {telling.reminder})" if telling.reminder else ""
    what = _begun(head)
    if unit.act is Act.REMIND and telling.matter == MISSING:
        what = f"Đường dây nóng: {head}"
    if telling.matter == NUMBER and unit.number:
        what = f"Số đường dây nóng đang công bố của đơn vị nay là {unit.number}, xin gọi thử"
    back = f" Gửi về {registry.return_to}." if day else ""
    return f"Kính gửi {name}{again}: {what}.{back} Chi tiết trong thư và tệp gửi kèm. {registry.responsible}.\n"
