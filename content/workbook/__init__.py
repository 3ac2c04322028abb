"""A pack as one workbook: the template to fill in, and what comes back of it, cell by cell."""
