"""A planning workbook comes back: a preview of every change, and the chosen ones made the plan's."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256

from content import locales
from engagement import judging, reporting
from engagement.clients import branding
from engagement.faults import NAME, Refused, fitting
from engagement.outside import clock
from engagement.plans import planning
from engagement.plans.workbook_changes import apply
from engagement.store import Store, assessments, audit, packs, workbooks_taken
from engagement.store.workbooks_taken import Taken
from engagement.workspaces import record_in, workspace
from reports.round_trip import locked, records
from reports.round_trip.change import Change
from reports.round_trip.changes import Returned, compared
from reports.round_trip.opening import LIMITS, CannotOpen, Limits, Opened, opened
from reports.round_trip.origin import FORMAT, Origin, of
from reports.round_trip.reading import read
from reports.workbook.book import made_to_edit

OVERTAKEN = "The plan has changed since this preview was made; look at the changes again."
__all__ = ["LIMITS", "Preview", "Taken", "accept", "preview", "taken"]


@dataclass(frozen=True)
class Preview:
    """What a returned workbook comes to; ``digest`` is the file's SHA-256."""

    filename: str
    digest: str
    made_at: str
    returned: Returned

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change, sheet by sheet."""
        return self.returned.changes

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is not taken, and why."""
        return self.returned.remarks

    @property
    def notes(self) -> tuple[str, ...]:
        """What to know of the changes before they are taken."""
        return self.returned.notes


def preview(
    store: Store, assessment_id: str, filename: str, content: bytes, limits: Limits = LIMITS
) -> Preview:
    """Every change that a workbook wants; nothing is changed.

    :class:`Refused` with one sentence where the file is not a workbook of this very plan.
    """
    back = _opened(store, assessment_id, content, limits)
    now = _now(store, assessment_id)
    with locales.written_as(branding.locale_of(store, workspace(store, assessment_id).client.id)):
        edited = read(back.grids, back.origin.entries)
    edited.remarks += [
        f"The sheet {name} is a copy of {title} and is not read: make your entries in {title}."
        for name, title in back.copies.items()
    ]
    edited.remarks += [
        f"The sheet {title} is called {name} now: it was known by its headers and ids, and read."
        for title, name in back.renamed.items()
    ]
    edited.remarks += locked.changed(back.grids, back.origin.locked, back.origin.entries)
    edited.remarks += records.changed(back.records, back.origin.records)
    edited.remarks += [
        f"The sheet {title} holds more than is looked at: whether something was typed over it is not known."
        for title in back.too_large
    ]
    found = compared(back.origin, edited, now, _others(store, assessment_id))
    digest = sha256(content).hexdigest()
    return Preview(filename[-NAME:], digest, back.origin.facts["made at"], found)


def accept(
    store: Store,
    assessment_id: str,
    filename: str,
    content: bytes,
    *,
    keys: Collection[str],
    by: str,
) -> Taken:
    """Make the changes with these keys the plan's, all of them or none, and write down who did.

    :class:`Refused` where the plan has changed since they were shown, or could not be made with them.
    """
    if not by.strip():
        raise Refused("Say who you are: what is taken from the workbook is signed with your name.")
    fitting(NAME, name=by)
    client = workspace(store, assessment_id).client.id
    with store.reading() as tx:
        began = audit.newest(tx, client, assessment_id)
    seen = preview(store, assessment_id, filename, content)
    chosen = tuple(item for item in seen.changes if item.key in keys)
    if len(chosen) != len(set(keys)):
        return _taken_already(store, assessment_id, seen.digest, keys, by)
    if not chosen:
        raise Refused("Choose at least one change to take.")
    written = Taken(
        at=clock.now(), by=by.strip(), filename=seen.filename, digest=seen.digest, changes=chosen
    )
    with store.writing() as tx:
        # Two windows may take the same file at once: the second finds what the first did.
        assessments.hold(tx, assessment_id)
        if audit.newest(tx, client, assessment_id) != began:
            raise Refused(OVERTAKEN)
        apply(tx, assessment_id, chosen, written.by)
        workbooks_taken.add(tx, assessment_id, written)
        record_in(tx, assessment_id, "workbook taken in", by=written.by, digest=seen.digest,
                  changes=str(len(chosen)))  # fmt: skip
        wanted = planning.plan_inputs_in(tx, assessment_id, clock.now().date())
        if judging.scorecard(store, assessment_id).gives_verdict:
            # A plan that cannot be made is refused here, and nothing of the workbook is kept.
            planning.roadmap(store, assessment_id, inputs=wanted)
    return written


def _taken_already(
    store: Store, assessment_id: str, digest: str, keys: Collection[str], by: str
) -> Taken:
    """What a second click finds: the very changes that the first one took; else it is too late."""
    last = next(reversed(taken(store, assessment_id)), None)
    if last is None or (last.by, last.digest) != (by.strip(), digest):
        raise Refused(OVERTAKEN)
    if {item.key for item in last.changes} != set(keys):
        raise Refused(OVERTAKEN)
    return last


def taken(store: Store, assessment_id: str) -> tuple[Taken, ...]:
    """The workbooks that were taken in, oldest first."""
    with store.reading() as tx:
        return workbooks_taken.taken(tx, assessment_id)


def _opened(store: Store, assessment_id: str, content: bytes, limits: Limits) -> Opened:
    try:
        back = opened(content, limits)
    except CannotOpen as error:
        raise Refused(str(error)) from None
    facts = back.origin.facts
    if facts.get("format") != FORMAT:
        raise Refused(
            "This workbook was made by another version of this product; download it again."
        )
    if facts.get("assessment") != assessment_id:
        raise Refused(
            "This workbook is of another assessment; open that one, or download this one's workbook."
        )
    pack = workspace(store, assessment_id).assessment.pack
    if facts.get("pack digest") != pack.digest:
        raise Refused(
            f"This workbook was made with another version of the questionnaire "
            f"({facts.get('pack')} {facts.get('pack version')}); the assessment now has "
            f"{pack.id} {pack.version}: download the workbook again."
        )
    return back


def _now(store: Store, assessment_id: str) -> Origin:
    report = reporting.report(store, assessment_id)
    return of(made_to_edit(report), report)


def _others(store: Store, assessment_id: str) -> Mapping[str, str]:
    """Initiatives of the questionnaire by id; those that the plan holds are known by their rows."""
    pack = workspace(store, assessment_id).assessment.pack
    with store.reading() as tx:
        return {item.id: item.title for item in packs.get(tx, pack.digest).initiatives}
