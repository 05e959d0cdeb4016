"""clean: phones to E.164 or a service code, names to comparable keys. Pure functions of a value and the plan."""
