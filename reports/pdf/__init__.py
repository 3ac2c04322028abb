"""The report as a PDF: ``render(report)`` gives the bytes."""

from reports.pdf.document import PageSize, render, render_sections

__all__ = ["PageSize", "render", "render_sections"]
