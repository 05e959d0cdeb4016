"""One file, whole: read, locate, clean, identify, validate; what `danhba check` does."""
