"""What an office hands out: blank forms and posters."""
