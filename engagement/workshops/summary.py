"""The two-page summary: made in the minute in which the room asks for it."""

from engagement.model import Workspace
from engagement.outside import clock
from engagement.reporting import plain_name, report
from engagement.store import Store
from engagement.workshops.recording import record
from reports import workshop_summary
from reports.progress import Tell, untold


def summary_pdf(
    store: Store, assessment_id: str, workshop_id: str, tell: Tell = untold
) -> bytes:  # fmt: skip
    """What the workshop came to so far, as PDF bytes; after the close it stays the same.

    ``tell`` hears how far the pages are.
    """
    gathered = report(store, assessment_id)
    return workshop_summary.render(gathered, record(store, workshop_id), tell)


def summary_name(space: Workspace) -> str:
    """The file's name in plain letters with the day."""
    return plain_name(f"{space.client.name} {space.use_case.name} workshop", clock.now(), "pdf")
