"""The snapshots of a use case in one list, whatever the kind of its pack."""

from pydantic import AwareDatetime

from content.values import Value
from engagement.frozen import choices
from engagement.frozen.results import snapshots
from engagement.model import Workspace
from engagement.store import Store, assessments, frozen_reports
from engagement.store import snapshots as rows
from engagement.store.frozen_reports import FrozenReport
from engagement.workspaces import questionnaire_of, workspace
from reports.question_wording import headline
from reports.wording import VERDICT_WORDS
from scoring.model import PackStamp


class Taken(Value):
    """One snapshot in a line; ``report`` is ``None`` where it is older than frozen reports.

    ``result`` is the verdict, or what a questionnaire came to, in words; ``scoring`` is the version
    of the rules that judged.
    """

    id: str
    assessment_id: str
    at: AwareDatetime
    result: str
    pack: PackStamp
    scoring: str
    note: str = ""
    report: FrozenReport | None = None

    @property
    def by(self) -> str:
        """Who took it; empty where that was not kept beside it."""
        return self.report.taken_by if self.report else ""


def taken(store: Store, assessment_id: str) -> tuple[Taken, ...]:
    """Every snapshot of the assessment's use case with a pack of its kind, newest first."""
    place = workspace(store, assessment_id)
    asks_choices = questionnaire_of(store, place.assessment) is not None
    found = _of_choices(store, place) if asks_choices else _of_grid(store, place)
    with store.reading() as tx:
        ids = tuple(item.id for item in assessments.of_use_case(tx, place.use_case.id))
        kept = frozen_reports.of_assessments(tx, ids)
    return tuple(item.model_copy(update={"report": kept.get(item.id)}) for item in found)


def _of_grid(store: Store, place: Workspace) -> tuple[Taken, ...]:
    known = snapshots(store, place.use_case.id)
    with store.reading() as tx:
        ids = tuple({item.assessment_id for item in known})
        lines = {item.id: item for item in rows.lines(tx, ids)}
    return tuple(
        Taken(
            id=item.id, assessment_id=item.assessment_id, at=item.taken_at, pack=item.pack,
            result=VERDICT_WORDS[item.verdict] if lines[item.id].verdict else "An index only",
            scoring=lines[item.id].scoring, note=item.note,
        )
        for item in known
    )  # fmt: skip


def _of_choices(store: Store, place: Workspace) -> tuple[Taken, ...]:
    return tuple(
        Taken(
            id=item.id, assessment_id=item.assessment_id, at=item.taken_at, pack=item.result.pack,
            result=headline(item.result), scoring=item.result.scoring, note=item.note,
        )
        for item in choices.snapshots(store, place.assessment.id)
    )  # fmt: skip
