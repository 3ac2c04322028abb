"""The report as a PDF: ``render(report)`` gives the bytes."""

from reports.pdf.document import render, render_sections

__all__ = ["render", "render_sections"]
