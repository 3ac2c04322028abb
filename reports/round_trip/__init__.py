"""The workbook's way back: what was edited in it, found by comparing it with what it was made from."""
