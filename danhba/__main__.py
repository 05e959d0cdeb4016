"""`python -m danhba`: the command line."""

from danhba.cli.main import main

main()
