"""Who brought what in: looks and findings files, workbooks that came back, versions of the pack."""

from collections.abc import Iterator

from engagement.model import ProbeRun
from engagement.store import Store, Transaction, evidence, overlays, workbooks_taken
from engagement.workspaces import assessment_in
from reports.model import Deed
from reports.wording import plural


def deeds(store: Store, assessment_id: str) -> tuple[Deed, ...]:
    """Everything of the kind that somebody put a name to, oldest first."""
    with store.reading() as tx:
        found = (*_looks(tx, assessment_id), *_brought(tx, assessment_id))
    return tuple(sorted((item for item in found if item.by), key=lambda item: item.at))


def _looks(tx: Transaction, assessment_id: str) -> Iterator[Deed]:
    """The last look of our own, and the last file of findings."""
    for run in (evidence.last_run(tx, assessment_id, imported=way) for way in (False, True)):
        if run is not None:
            yield _look(run)


def _look(run: ProbeRun) -> Deed:
    if not run.imported:
        return Deed(at=run.started_at, by=run.started_by, what="Looked at the sources")
    return Deed(at=run.ended_at or run.started_at, by=run.started_by,
                what="Looked, and handed a file over", about=run.message)  # fmt: skip


def _brought(tx: Transaction, assessment_id: str) -> Iterator[Deed]:
    for taken in workbooks_taken.taken(tx, assessment_in(tx, assessment_id).id):
        number = plural(len(taken.changes), "change")
        yield Deed(at=taken.at, by=taken.by, what="Brought a workbook back",
                   about=f"{taken.filename}, {number} taken")  # fmt: skip
    for move in overlays.moves(tx, assessment_id):
        what = "Went back to a version of the pack" if move.undoes else "Took a version of the pack"
        yield Deed(at=move.at, by=move.by, what=what, about=f"{move.after.id} {move.after.version}")
