"""A sample inbox, built by code: what offices really drop, in every state."""
