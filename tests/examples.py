"""How many examples a property is tried on: a share of what is written beside it in the suite, all and more by hand."""

from __future__ import annotations

import os

_SHARE = float(os.environ.get("EXAMPLES_SHARE", "0.2"))


def share(examples: int) -> int:
    """Return how many examples to try; EXAMPLES_SHARE=10 tries ten times what is written (`make long`)."""
    return max(1, round(examples * _SHARE))
