"""What a phone cell says: one number with remarks, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from danhba.phones.numbering_plan import UNLISTED, Number, Plan, Refusal, filled_in


@dataclass(slots=True)  # frozen costs a microsecond a field, and there is one a cell
class PhoneReading:
    """What a phone cell says. `refusal` is empty when `number` may be published; `remarks` are warnings about it.

    A refused cell has no number, but for an emergency service: 113 is read, shown and refused. Beside the verdict stand the facts:
    the numbers found, the words of the cell by kind, and when the number is answered ('' always or unsaid, "office", "some").
    The repairs made stand with each number.
    """

    raw: str
    number: Number | None = None
    refusal: str = ""
    remarks: tuple[str, ...] = ()
    detail: dict[str, object] = field(default_factory=dict[str, object])
    numbers: tuple[Number, ...] = ()
    neutral: tuple[str, ...] = ()
    negating: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    hours: str = ""


def one_of(raw: str, found: tuple[Number, ...] | Refusal, remarks: tuple[str, ...], plan: Plan) -> PhoneReading:
    if isinstance(found, Refusal):
        return refuse(raw, found)
    number, *others = found
    if others:
        return refuse(raw, uncertain(number, others))
    return accept(raw, number, remarks, plan)


def uncertain(number: Number, others: list[Number]) -> Refusal:
    shown = " hoặc ".join(f"{n.display}, máy lẻ {n.extension}" if n.extension else n.display for n in (number, *others))
    return Refusal(
        "phone_uncertain", {"candidates": shown, "choice": number.display, "options": options_of([number, *others])}
    )


def in_doubt(number: Number, why: str) -> Refusal:
    """Return the refusal of one number that a reviewer must confirm. why: words that stand behind it in the message."""
    shown = f"{number.display}, nhưng {why} nên chưa chắc"
    return Refusal("phone_uncertain", {"candidates": shown, "choice": number.display, "options": options_of([number])})


def not_in_use(reading: PhoneReading, where: str, words: tuple[str, ...], number: Number) -> PhoneReading:
    """Return a reading whose number waits because words say that it is not the hotline. where: the place of the words.

    The number is told beside the words, so that an older return's same number is not kept.
    """
    told: dict[str, object] = {"where": where, "words": "”, “".join(words), "numbers": [number.e164]}
    return replace(reading, number=None, refusal="phone_not_in_use", remarks=(), detail=told)


def options_of(numbers: Iterable[Number]) -> list[list[str]]:
    """The numbers that a reviewer may choose from: (e164, extension, kind, display) of each."""
    once = {n.key: n for n in numbers if n.kind not in ("emergency", UNLISTED)}
    return [[n.e164, n.extension, n.kind, n.display] for n in once.values()]


def refuse(raw: str, refusal: Refusal) -> PhoneReading:
    return PhoneReading(raw.strip(), refusal=refusal.code, detail=refusal.detail)


def accept(
    raw: str, number: Number, remarks: tuple[str, ...], plan: Plan, detail: dict[str, object] | None = None
) -> PhoneReading:
    if number.kind == "emergency":
        # The number is shown (113 is what stands there) and refused: it belongs to the whole country.
        return PhoneReading(raw.strip(), number, "phone_emergency", (), {"number": number.display})
    if filled_in(number):
        return refuse(raw, in_doubt(number, "có vẻ là chữ số điền cho có"))
    told = (*number.repairs, *remarks)
    if number.kind == "premium":
        told += ("phone_premium",)
    if number.kind == "short":
        told += ("phone_shared_service",)
    if number.kind in ("landline", "short") and number.place and number.e164.startswith("+84"):
        national = number.e164[3:]
        if not national.startswith(plan.area_codes):
            told += ("phone_other_province",)
    if not told:
        return PhoneReading(raw.strip(), number)
    shown = {
        "number": number.display,
        "extension": number.extension,
        "province": number.place,
        "home": plan.home,
        **(detail or {}),
    }
    return PhoneReading(raw.strip(), number, "", told, shown)


def withdrawn(reading: PhoneReading, where: str, words: str, for_good: bool) -> PhoneReading:
    """Return a reading whose number waits because its sender says elsewhere that it is not to be published. where: the place of the words.

    for_good: it is taken back, not only postponed: an older return's same number is not kept either.
    """
    number = reading.number
    if number is None or reading.refusal:
        return reading
    told = told_of_withdrawn(where, words, number.display, options_of([number]), [number.e164] if for_good else [])
    return replace(reading, number=None, refusal="phone_withdrawn", remarks=(), detail=told)


def told_of_withdrawn(
    where: str, words: str, number: str, options: list[list[str]], taken_back: list[str]
) -> dict[str, object]:
    """Return the parameters of `phone_withdrawn`. options: as `options_of`; taken_back: the numbers (E.164) that are not kept either."""
    told: dict[str, object] = {"where": where, "words": words, "number": number, "choice": number, "options": options}
    return {**told, "numbers": taken_back} if taken_back else told
