"""The report as a Word file that a consultant goes on editing.

``render_report(report)`` gives the whole report, ``render(sections, …)`` any sections.
"""

from reports.docx.document import render, render_report

__all__ = ["render", "render_report"]
