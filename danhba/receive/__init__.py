"""What lies in the inbox: seen, claimed, archived, written down; and looked at meanwhile."""
