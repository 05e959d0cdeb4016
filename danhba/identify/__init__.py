"""identify: a name, with its section and district, to one unit of the registry, or to a finding. Never by guess."""
