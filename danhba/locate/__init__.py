"""A grid to tables: the header by its words, then every line by its role."""
