"""Numbers are called: what each call shows, which number is to be called next, the workbook that asks and the one that
answers. Pure."""
