"""`make attack`: nights of hostile inputs, seeded, among a few good returns whose right result is known."""
