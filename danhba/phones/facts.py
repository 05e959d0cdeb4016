"""What can stand in the way of a number, and what goes with a kind of number, as facts for the rules to check."""

from __future__ import annotations

from schemas.facts import PhoneFacts

NONE = PhoneFacts(numbers=0)  # no number that may be published, whatever the reason
BLANK = NONE._replace(blank=True)
WRONG_LENGTH = NONE._replace(length_fits=False)
UNASSIGNED = NONE._replace(prefix_assigned=False)
NO_NUMBER = NONE._replace(content="words")
SHORTENED = NONE._replace(shortened=True)
UNCERTAIN = NONE._replace(readings=2)
NOT_IN_USE = NONE._replace(words_against=True)
WORDS_UNKNOWN = NONE._replace(words_unknown=True)
OUTDATED = NONE._replace(earlier_list=True)
WITHDRAWN = NONE._replace(taken_back=True)

# The repairs of a number, by the fact that they are: its bare name.
ZERO = "zero_was_missing"
AREA_CODE = "area_code_was_missing"
OLD_AREA_CODE = "area_code_old"
OLD_MOBILE = "mobile_prefix_old"

_OF_KIND = {
    kind: PhoneFacts(kind=kind)
    for kind in ("landline", "mobile", "toll_free", "premium", "special", "short", "emergency")
}


def of_several(count: int) -> PhoneFacts:
    """Return the facts of a cell with several numbers."""
    return NONE._replace(numbers=count)


def foreign(country: str) -> PhoneFacts:
    """Return the facts of a number of another country. country: its calling code."""
    return NONE._replace(country=country)


def sound(kind: str) -> PhoneFacts:
    """Return the facts of a number with nothing beside it. Most numbers are that, and share theirs."""
    return _OF_KIND.get(kind) or PhoneFacts(kind=kind)
