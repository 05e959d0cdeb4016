"""What lasts: the archive, the ledger, the readings kept, and their care."""
