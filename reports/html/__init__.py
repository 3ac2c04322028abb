"""The report as one self-contained, accessible web page: ``render_report(report)`` gives the bytes."""

from reports.html.document import render, render_report

__all__ = ["render", "render_report"]
