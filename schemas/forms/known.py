"""The forms that are asked for, and the plain words of their heads: by them delimited text is parted before any form is
looked for. BLANKS: all forms that are handed out, by name."""

from __future__ import annotations

from schemas.forms.counts import COUNTS_FORM
from schemas.forms.hotline import HOTLINE_FORM
from schemas.forms.roster import ROSTER_FORM

FORMS = (HOTLINE_FORM,)
BLANKS = {form.name: form for form in (HOTLINE_FORM, ROSTER_FORM, COUNTS_FORM)}

UNIT_HEADS = tuple(word for form in FORMS for word in form.heads.unit)
NUMBER_HEADS = tuple(word for form in FORMS for word in form.heads.number)
HEADS = tuple(word for form in FORMS for word in form.heads.all)
