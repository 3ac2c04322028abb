"""What this client has otherwise in the pack, and what the untouched pack would say."""

from content.locales import written
from reports.blocks import Prose, Section, Words
from reports.changed_places import beside, places, title
from reports.client_changes import ClientChanges
from reports.lengths import BODY
from reports.model import Report
from reports.wording import percent

ORDER = 96
LENGTHS = BODY


def build(report: Report) -> Section | None:
    """Every change with both values, name, day and reason; none where the pack is as it comes."""
    told = report.client_changes
    if told is None:
        return None
    return Section(
        id="client-changes",
        name="Appendix: pack changes",
        title=title(told),
        lead=(Words(text=beside(told)),),
        blocks=(places(told.rows), Prose(content=(Words(text=_figures(told)),), kind="note")),
        shares_page=True,
    )


def _figures(told: ClientChanges) -> str:
    side = told.untouched
    return (
        f"Under the untouched pack {written(side.in_place, '.1f')} of {side.critical_total} critical "
        f"capabilities are expected to be in place and {percent(side.coverage)} of the weight is "
        "covered. An answer to a text that was changed counts there with the level it was given."
    )
