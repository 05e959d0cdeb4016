"""The command line. Prefect is imported by no command but those that need its server."""

from danhba.cli.main import app, main

__all__ = ["app", "main"]
