"""A client's template of Word or PowerPoint: its looks are taken, and nothing else of it.

``opened(content, "word" | "slides")`` gives a clean file, or raises ``TemplateRefused`` with one
sentence for the person who handed the template over.
"""

from reports.office_template.allowed import Kind
from reports.office_template.gate import opened
from reports.office_template.refusing import TemplateRefused

__all__ = ["Kind", "TemplateRefused", "opened"]
