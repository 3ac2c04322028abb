"""Before the report: what is worth mending first, grouped, counted, and where each is mended."""

from reports.lint.checking import left_open, lint, total
from reports.lint.model import Group, Item, Mend, Where

__all__ = ["Group", "Item", "Mend", "Where", "left_open", "lint", "total"]
