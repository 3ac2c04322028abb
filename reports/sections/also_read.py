"""Numbers that were read and that no exit criterion of the plan asks for."""

from reports.blocks import Section
from reports.model import Report
from reports.readings import also_read, readings_table
from reports.sections.metrics import measured
from reports.wording import capital, plural

ORDER = 97


def build(report: Report) -> Section | None:
    """One line a number; none where the live metrics have them all."""
    held = also_read(report)
    if not held or not measured(report):
        return None
    number = plural(len(held), "more number was", "more numbers were")
    return Section(
        id="also-read", name="Appendix: also read",
        title=f"{capital(number)} read that no exit criterion of this plan asks for",
        blocks=(readings_table(report, held),), shares_page=True,
    )  # fmt: skip
