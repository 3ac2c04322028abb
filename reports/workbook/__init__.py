"""The planning workbook: the report's figures in typed cells, and a schedule to move."""

from reports.workbook.book import render

__all__ = ["render"]
