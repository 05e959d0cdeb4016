"""The rules of the catalogue, an entry a rule."""
