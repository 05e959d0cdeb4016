"""What a phone reading is as facts, for the rules to check: the one place where the two meet."""

from __future__ import annotations

from danhba.phones.phone_reading import PhoneReading
from schemas.facts import PhoneFacts

# Of a refused reading: what stood in the way. Of an accepted one: what was mended or stands beside the number.
_OF_REFUSAL = {
    "phone_missing": {"blank": True},
    "phone_multiple": {"numbers": 2},
    "phone_length": {"length_fits": False},
    "phone_prefix": {"prefix_assigned": False},
    "phone_not_a_number": {"content": "words"},
    "phone_digits_lost": {"shortened": True},
    "phone_foreign": {"country": ""},
    "phone_uncertain": {"readings": 2},
    "phone_not_in_use": {"words_against": True},
    "phone_words_unclear": {"words_unknown": True},
    "phone_withdrawn": {"withdrawn": True},
}
_OF_REMARK = {
    "phone_zero_restored": "zero_was_missing",
    "phone_area_code_added": "area_code_was_missing",
    "phone_old_area_code": "area_code_old",
    "phone_old_mobile_prefix": "mobile_prefix_old",
    "phone_letter_for_digit": "letters_replaced",
    "phone_text_removed": "words_removed",
    "phone_person_named": "person",
    "phone_not_24_7": "hours_limited",
}
_OF_KIND = {
    kind: PhoneFacts(kind=kind)
    for kind in ("landline", "mobile", "toll_free", "premium", "special", "short", "emergency")
}


def facts_of(reading: PhoneReading) -> PhoneFacts:
    """Return the facts of a reading. Most readings are of one number with nothing beside it, and share theirs."""
    number = reading.number
    if number is not None and not reading.remarks:
        return _OF_KIND.get(number.kind) or PhoneFacts(kind=number.kind)
    found: dict[str, object] = {}
    if number is None:
        found |= {"numbers": 0, **_OF_REFUSAL[reading.refusal]}
        count = reading.detail.get("count")
        if reading.refusal == "phone_multiple" and isinstance(count, int):
            found["numbers"] = count
        if reading.refusal == "phone_foreign":
            found["country"] = str(reading.detail.get("prefix", "")).lstrip("+")
    else:
        found |= {"kind": number.kind, "extension_dialled": number.extension}
        found |= {_OF_REMARK[remark]: True for remark in reading.remarks if remark in _OF_REMARK}
        if "phone_duplicate_in_cell" in reading.remarks:
            found["times"] = reading.detail["count"]
        if "phone_other_province" in reading.remarks:
            found["home"] = False
    return PhoneFacts()._replace(**found)
