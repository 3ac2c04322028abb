"""Protection of computed cells: without a password, so that a planner who means it can lift it."""

from openpyxl.worksheet.worksheet import Worksheet


def protect(sheet: Worksheet) -> None:
    """Lock all but the free cells; filters, sorting and column widths stay allowed."""
    protection = sheet.protection
    protection.sheet = True
    protection.autoFilter = protection.sort = False  # False: not locked
    protection.formatColumns = protection.formatRows = protection.formatCells = False
