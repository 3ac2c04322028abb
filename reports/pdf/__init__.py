"""The report as a PDF: ``render(report)`` gives the bytes."""

from reports.pdf.document import first_page, render, render_sections

__all__ = ["first_page", "render", "render_sections"]
