"""What a phone cell says: one number with remarks, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from danhba.phones.facts import NOT_IN_USE, OUTDATED, UNCERTAIN, WITHDRAWN, sound
from danhba.phones.numbering_plan import UNLISTED, Number, Plan, Refusal, filled_in
from schemas.facts import SOUND, PhoneFacts


@dataclass(slots=True)  # frozen costs a microsecond a field, and there is one a cell
class PhoneReading:
    """What a phone cell says: its one number, or None; the facts that the rules are checked on; what messages say of
    them.

    A refused cell has no number, but for an emergency service: 113 is read, shown and refused. Beside them: the numbers
    found, the words of the cell by kind, and when the number is answered ('' always or unsaid, "office", "some"). The
    repairs made stand with each number.
    """

    raw: str
    number: Number | None = None
    facts: PhoneFacts = SOUND.phone
    detail: dict[str, object] = field(default_factory=dict[str, object])
    numbers: tuple[Number, ...] = ()
    neutral: tuple[str, ...] = ()
    negating: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    hours: str = ""

    @property
    def usable(self) -> Number | None:
        """The number, where it is one that a unit may have of its own."""
        number = self.number
        return number if number is not None and number.kind != "emergency" else None


def one_of(raw: str, found: tuple[Number, ...] | Refusal, plan: Plan) -> PhoneReading:
    if isinstance(found, Refusal):
        return refuse(raw, found)
    number, *others = found
    if others:
        return refuse(raw, uncertain(number, others))
    return accept(raw, number, SOUND.phone, plan)


def uncertain(number: Number, others: list[Number]) -> Refusal:
    shown = " hoặc ".join(f"{n.display}, máy lẻ {n.extension}" if n.extension else n.display for n in (number, *others))
    return Refusal(UNCERTAIN, {"candidates": shown, "choice": number.display, "options": options_of([number, *others])})


def in_doubt(number: Number, why: str) -> Refusal:
    """Return the refusal of one number that a reviewer must confirm. why: words that stand behind it in the message."""
    shown = f"{number.display}, nhưng {why} nên chưa chắc"
    return Refusal(UNCERTAIN, {"candidates": shown, "choice": number.display, "options": options_of([number])})


def not_in_use(reading: PhoneReading, where: str, words: tuple[str, ...], number: Number) -> PhoneReading:
    """Return a reading whose number waits because words say that it is not the hotline. where: the place of the words.

    The number is told beside the words, so that an older return's same number is not kept; a person who has asked may
    choose it all the same.
    """
    told: dict[str, object] = {"where": where, "words": "”, “".join(words), "numbers": [number.e164]}
    told |= {"choice": number.display, "options": options_of([number])}
    return replace(reading, number=None, facts=NOT_IN_USE, detail=told)


def options_of(numbers: Iterable[Number]) -> list[list[str]]:
    """The numbers that a reviewer may choose from: (e164, extension, kind, display) of each."""
    once = {n.key: n for n in numbers if n.kind not in ("emergency", UNLISTED)}
    return [[n.e164, n.extension, n.kind, n.display] for n in once.values()]


def refuse(raw: str, refusal: Refusal) -> PhoneReading:
    return PhoneReading(raw.strip(), facts=refusal.facts, detail=refusal.detail)


def accept(
    raw: str, number: Number, beside: PhoneFacts, plan: Plan, detail: dict[str, object] | None = None
) -> PhoneReading:
    """Return the reading of a number. beside: what else the cell holds; the facts of the number itself are added to
    it."""
    if number.kind == "emergency":
        # The number is shown (113 is what stands there) and refused: it belongs to the whole country.
        return PhoneReading(raw.strip(), number, sound("emergency"), {"number": number.display})
    if filled_in(number):
        return refuse(raw, in_doubt(number, "có vẻ là chữ số điền cho có"))
    elsewhere = (
        number.kind in ("landline", "short")
        and number.place != ""
        and number.e164.startswith("+84")
        and not number.e164.startswith(plan.area_codes, 3)
    )
    plain = not (number.repairs or number.extension or elsewhere or number.kind in ("premium", "short"))
    if plain and (beside is SOUND.phone or beside == SOUND.phone):
        return PhoneReading(raw.strip(), number, sound(number.kind))
    repaired = dict.fromkeys(number.repairs, True)
    facts = beside._replace(kind=number.kind, home=not elsewhere, extension_dialled=number.extension, **repaired)
    shown: dict[str, object] = {
        "number": number.display,
        "extension": number.extension,
        "province": number.place,
        "home": plan.home,
        **(detail or {}),
    }
    return PhoneReading(raw.strip(), number, facts, shown)


def withdrawn(reading: PhoneReading, where: str, words: str, for_good: bool) -> PhoneReading:
    """Return a reading whose number waits because its sender says elsewhere that it is not to be published. where: the
    place of the words.

    for_good: it is taken back, not only postponed: an older return's same number is not kept either.
    """
    number = reading.usable
    if number is None:
        return reading
    told = told_of_withdrawn(where, words, number.display, options_of([number]), [number.e164] if for_good else [])
    return replace(reading, number=None, facts=WITHDRAWN, detail=told)


def outdated(reading: PhoneReading, where: str, words: str, campaign: str) -> PhoneReading:
    """Return a reading whose number waits because its list says that it is of a time before the campaign. where: what
    says so, words: in which words; campaign: the letter that asks for the numbers."""
    number = reading.usable
    if number is None:
        return reading
    told = told_of_withdrawn(where, words, number.display, options_of([number]), [])
    return replace(reading, number=None, facts=OUTDATED, detail={**told, "campaign": campaign})


def told_of_withdrawn(
    where: str, words: str, number: str, options: list[list[str]], taken_back: list[str]
) -> dict[str, object]:
    """Return the parameters of `phone_withdrawn`. options: as `options_of`; taken_back: the numbers (E.164) that are
    not kept either."""
    told: dict[str, object] = {"where": where, "words": words, "number": number, "choice": number, "options": options}
    return {**told, "numbers": taken_back} if taken_back else told
