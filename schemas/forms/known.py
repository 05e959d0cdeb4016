"""The forms that are asked for, and the plain words of their heads: by them delimited text is parted before any form is
looked for."""

from __future__ import annotations

from schemas.forms.hotline import HOTLINE_FORM

FORMS = (HOTLINE_FORM,)

UNIT_HEADS = tuple(word for form in FORMS for word in form.heads.unit)
NUMBER_HEADS = tuple(word for form in FORMS for word in form.heads.number)
HEADS = tuple(word for form in FORMS for word in form.heads.all)
