"""Nights are watched: what became of the last run, what troubles there are, who is told."""
