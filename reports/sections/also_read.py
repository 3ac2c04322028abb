"""Exit metrics that nobody has read yet, and numbers read that no exit criterion asks for."""

from reports.blocks import Heading, Section
from reports.model import Report
from reports.readings import also_read, readings_table
from reports.sections.metrics import UNREAD, measured, read_of, unread_list
from reports.wording import capital, plural
from scoring.roadmap_model import ConditionState

ORDER = 103


def build(report: Report) -> Section | None:
    """A row an initiative, then one line a number; none where the live metrics have them all."""
    pairs = measured(report)
    unread = unread_list(pairs) if read_of(pairs) else []
    others = also_read(report) if pairs else ()
    if not unread and not others:
        return None
    number = sum(one.state is ConditionState.NOT_READ for _, one in pairs) if unread else 0
    blocks = list(unread)
    if others:
        blocks.append(Heading(text="Read, and no exit criterion of this plan asks for it"))
        blocks.append(readings_table(report, others))
    return Section(
        id=UNREAD, name="Appendix: other metrics", title=title(number, len(others)),
        blocks=tuple(blocks), shares_page=True,
    )  # fmt: skip


def title(unread: int, others: int) -> str:
    """How many exit metrics have no number, and how many numbers were read besides."""
    number = plural(others, "more number was", "more numbers were")
    read = f"{number} read that no exit criterion of this plan asks for"
    if not unread:
        return capital(read)
    head = f"{plural(unread, 'exit metric is', 'exit metrics are')} not read yet"
    return capital(f"{head}; {number} read besides" if others else head)
