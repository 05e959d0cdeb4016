"""A labelled corpus of returns, built by code: different hands, layouts and formats; every row with its right answer."""
