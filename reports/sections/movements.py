"""Every capability that moved and stands not among the widest on the page of the movement."""

from reports.blocks import Section, Words
from reports.model import Report
from reports.sections.movement import ranked, table
from reports.wording import capital, plural, signed

ORDER = 94


def build(report: Report) -> Section | None:
    """One line a capability; none where the page of the movement holds them all."""
    past = report.previous
    others = ranked(past)[1] if past is not None else ()
    if not others:
        return None
    widest = max(abs(item.after - item.before) for item in others)
    return Section(
        id="moved",
        name="Appendix: what moved less",
        title=title(len(others), widest),
        lead=(Words(text="The wider ones, and what the causes mean, stand with the movement."),),
        blocks=(table(report, others),),
        shares_page=True,
    )


def title(others: int, widest: float) -> str:
    """How many, and how far the widest of them went."""
    head = plural(others, "capability", "capabilities")
    return capital(f"{head} moved by {signed(widest).lstrip('+')} levels or less")
