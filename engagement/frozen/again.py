"""A report made again from a snapshot: of then, whatever was entered, changed or deleted since."""

from engagement.faults import Refused
from engagement.frozen.results import NO_SNAPSHOT
from engagement.outside.settings import settings
from engagement.store import Store, Transaction, choice_snapshots, frozen_reports, snapshots
from reports.frozen import Unreadable, thawed
from reports.model import Report
from reports.questionnaire_model import QuestionnaireReport
from reports.scripts import faces

NO_REPORT = (
    "This snapshot was taken before reports were frozen with it, so the report of that day cannot be "
    "made again; its result stands on Track. Take a new snapshot to freeze a report from now on."
)


def report_again(
    store: Store, snapshot_id: str, *, show_names: bool = False
) -> Report | QuestionnaireReport:
    """The report that was frozen with a snapshot.

    :class:`Refused` where there is no such snapshot, where it is older than frozen reports, and where
    what was kept is not what was frozen.
    """
    faces.use(settings().fonts)
    with store.reading() as tx:
        try:
            text = frozen_reports.text(tx, snapshot_id)
        except ValueError as harmed:
            raise Refused(f"It cannot be made again: {harmed}. Restore it from a backup.") from None
        if text is None:
            raise Refused(NO_REPORT if _known(tx, snapshot_id) else NO_SNAPSHOT)
    try:
        told = thawed(text)
    except Unreadable as error:
        raise Refused(f"The report of this snapshot cannot be made again: {error}.") from None
    return told.model_copy(update={"show_names": show_names})


def _known(tx: Transaction, snapshot_id: str) -> bool:
    return snapshots.is_there(tx, snapshot_id) or choice_snapshots.is_there(tx, snapshot_id)
