"""The read-out as PowerPoint: native charts and tables, notes with the evidence, a client's template."""

from reports.pptx.deck import Size, render

__all__ = ["Size", "render"]
