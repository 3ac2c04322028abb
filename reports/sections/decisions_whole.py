"""Decisions and owners as they were written, where their page can only begin them."""

from reports.blocks import Section
from reports.model import Report
from reports.sections import decisions
from reports.wording import plural

ORDER = 95


def build(report: Report) -> Section | None:
    """Every row with every text; none where the page of the decisions holds all of it."""
    blocks = decisions.whole(report)
    if not decisions.is_long(blocks):
        return None
    return Section(
        id=decisions.WHOLE, name="Appendix: decisions in full", title=title(report),
        blocks=blocks, shares_page=True,
    )  # fmt: skip


def title(report: Report) -> str:
    """*14 reasons and decisions, as they were written*."""
    asked = len(decisions.asked_of(report))
    reasons = len(report.overrules) + len(report.waivers) + len(report.good_enough)
    held = plural(
        asked + reasons + len(report.pending), "decision and reason", "decisions and reasons"
    )
    return f"{held} as written"
