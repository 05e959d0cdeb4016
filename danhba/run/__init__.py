"""One run: what it works with, its steps in order, its figures."""
