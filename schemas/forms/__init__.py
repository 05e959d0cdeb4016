"""The prescribed forms, a declaration a form."""
