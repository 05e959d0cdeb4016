"""What happens, in order: short flows that read like a table of contents. The only room that imports Prefect."""
