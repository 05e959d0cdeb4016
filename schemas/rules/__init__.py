"""The rules, a file a subject: each entry is a code with its severity, words, source and what passes."""
