"""Vietnamese text: letters and marks, old encodings, names, persons, dates."""
