"""Reading and report processes of this machine, or of a cluster."""
