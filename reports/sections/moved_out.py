"""What found no room on its page of the body: next use cases, frameworks, risks, metrics."""

from reports import portfolio_words
from reports.blocks import Heading, Section
from reports.model import Report
from reports.sections import decisions, metrics, regulation, risks, use_cases

ORDER = 95
CONTINUED = {
    "use-cases": use_cases.MOVED, "regulation": regulation.MOVED, "risks": risks.WHOLE,
    "metrics": metrics.MOVED, "decisions": decisions.WHOLE,
}  # fmt: skip
"""By section of the body, the one of the appendix that holds what found no room in it."""


def build(report: Report) -> tuple[Section, ...]:
    """One section for each page that is full; none where the pages hold everything."""
    made = []
    if report.portfolio and (held := use_cases.moved_out(report)):
        made.append(Section(
            id=use_cases.MOVED, name="Appendix: the next use cases",
            title=portfolio_words.sequence_title(report.portfolio),
            blocks=tuple(item for item in held if not isinstance(item, Heading)), shares_page=True,
        ))  # fmt: skip
    if held := regulation.moved_out(report):
        made.append(Section(
            id=regulation.MOVED, name="Appendix: frameworks",
            title="Published frameworks beside what was judged",
            blocks=tuple(item for item in held if not isinstance(item, Heading)), shares_page=True,
        ))  # fmt: skip
    if held := risks.whole(report):
        made.append(Section(
            id=risks.WHOLE, name="Appendix: risks in full", title="Every risk in full",
            blocks=held, shares_page=True,
        ))  # fmt: skip
    if held := metrics.moved_out(report):
        made.append(Section(
            id=metrics.MOVED, name="Appendix: more exit metrics",
            title="The other exit metrics, and what could not be read", blocks=held,
            shares_page=True,
        ))  # fmt: skip
    return tuple(made)
