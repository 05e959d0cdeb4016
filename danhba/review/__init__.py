"""What a reviewer is asked, the workbook that asks, the workbook that answers."""
