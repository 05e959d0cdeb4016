"""What every writer shares: safe cells, whole files, pieces of workbooks and documents."""
