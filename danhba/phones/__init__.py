"""A phone cell to a number: the numbering plan, the numbers in a cell, the words beside them."""
