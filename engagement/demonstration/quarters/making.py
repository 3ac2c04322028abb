"""The four quarters as files: the report of the last one, and a page by which its movement is checked."""

import tempfile
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from engagement import reporting, snapshots
from engagement.demonstration.quarters import page
from engagement.demonstration.quarters.story import Told, tell_story
from engagement.faults import Refused
from engagement.frozen.results import workings
from engagement.looks.from_files import store_of_its_own
from engagement.outside import clock
from engagement.store import Store
from engagement.store.snapshots import Snapshot
from engagement.watching.watched import proofs_in
from engagement.workspaces import pack_of
from scoring.comparison import Comparison

Tell = Callable[[str], object]
FORMATS = ("pdf", "html", "json")
PAGE = "four-quarters.md"


def make_quarters(out: Path, tell: Tell, end: datetime | None = None) -> list[Path]:
    """Write the last quarter's report and the page into ``out``; returns what was written.

    The story ends at ``end`` (UTC-aware; now, where none is given). The operator's database is not
    touched. Raises :class:`engagement.faults.Refused` where git, Prometheus or ``out`` is missing.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"The folder {out} cannot be made; choose another with --out.") from error
    with tempfile.TemporaryDirectory(prefix="prodworthy-") as folder, store_of_its_own() as store:
        ended = (end or clock.now()).replace(second=0, microsecond=0)
        told = tell_story(store, Path(folder), ended, tell)
        tell("Writing the report")
        return _written(store, told, out)


def movements(store: Store, told: Told) -> tuple[Comparison, ...]:
    """What moved from each frozen result to the next."""
    held = [snapshots.snapshot(store, item.id) for item in told.frozen]
    return tuple(snapshots.moved(store, old, new) for old, new in pairwise(held))


def text(store: Store, told: Told) -> str:
    """The page by which a reader checks the movement by hand."""
    last = told.places[-1]
    pack = pack_of(store, last.assessment)
    with store.reading() as tx:
        standings = tuple(
            proofs_in(tx, place.assessment.id, pack, place.use_case.traits, frozen.taken_at)
            for place, frozen in zip(told.places, told.frozen, strict=True)
        )
    made = workings(store, *_last_two(store, told))
    return page.render(pack, told, movements(store, told), standings, made)


def _last_two(store: Store, told: Told) -> tuple[Snapshot, Snapshot]:
    before, after = (snapshots.snapshot(store, item.id) for item in told.frozen[-2:])
    return before, after


def _written(store: Store, told: Told, out: Path) -> list[Path]:
    files = []
    with clock.standing_at(told.ended):
        made = reporting.report(store, told.places[-1].assessment.id)
        for suffix in FORMATS:
            file = out / reporting.filename(made, suffix)
            file.write_bytes(reporting.made_as(made, suffix))
            files.append(file)
    file = out / PAGE
    file.write_text(text(store, told), encoding="utf-8")
    return [*files, file]
