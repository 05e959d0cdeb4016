"""How each step is done: one module or package a step, named as in the way of the data (docs/architecture.md)."""

__version__ = "0.4.0"

# Raised whenever a rule of reading changes: readings kept under an older number are read again from the archive.
READING_RULES = 8
