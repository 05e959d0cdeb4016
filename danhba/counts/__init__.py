"""Monthly counts: where they stand in a sheet, whether they balance, what of each unit and month holds."""
