"""The formula by which a blank form marks a wrong number while it is typed: no function newer than Excel 2007, no array
constant, below 255 characters.

It looks at what follows a leading zero and counts the digits; where words stand, or no zero leads (brackets, +84, a
zero lost), at the count alone. What it lets pass is read by the rules all the same; it must never mark what they accept
(tests/test_blank_form.py measures both).
"""

from __future__ import annotations

_LONGEST = 255  # of a validation's formula, in every version of Excel
# The digit behind the leading zero and the count of digits, of Vietnamese numbers; counts alone behind them.
_KNOWN = "2/11 1/11 3/10 5/10 7/10 8/10 9/10 6/8 0/13 0/14 /4 /7 /9 /12 "


def one_number(cell: str) -> str:
    """Return the condition under which a cell (C9) holds what may be one number, or says that there is none yet."""
    start = f'IF((LEFT({cell})="0")*EXACT(LOWER({cell}),UPPER({cell})),MID({cell},2,1),"")'
    count = f'SUMPRODUCT(LEN({cell})-LEN(SUBSTITUTE({cell},ROW($1:$10)-1,"")))'
    formula = f'COUNT(FIND({start}&"/"&{count}&" ","{_KNOWN}"),SEARCH("chưa có",{cell}),FIND("０",{cell}))'
    if len(formula) > _LONGEST:
        raise ValueError(f"validation of {len(formula)} characters")
    return formula
