"""What to do about it: the roadmap, its decisions, trial plans, and the workbook's way back."""
