"""Every assessment of every client at once: verdict, index, confidence, and what blocks most."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from pydantic import AwareDatetime, Field

from content.digests import AnyPack
from content.model import Pack
from content.questionnaire import Questionnaire
from content.values import Value
from engagement import judging
from engagement.choices import choice_judging
from engagement.model import Assessment, Workspace
from engagement.outside import clock
from engagement.schedule.due import Due, due_in
from engagement.store import Store, assessments, evidence, packs
from engagement.workspaces import workspace_in
from reports.question_wording import headline
from scoring.batch import judge_all
from scoring.model import Scorecard, Verdict
from scoring.result_model import Result
from scoring.rules import judge_choices


class Line(Value):
    """One assessment in a line; ``index`` on levels 1–5, ``confidence`` and ``coverage`` 0–1.

    ``verdict`` and ``confidence`` are ``None`` at a depth that gives none. ``blockers`` are names
    of the capabilities that keep the verdict from being better. A questionnaire has its own result
    in ``said`` and neither verdict nor index.
    """

    assessment: str
    client: str
    use_case: str
    pack: str
    day: date
    verdict: Verdict | None
    provisional: bool
    index: float | None
    confidence: float | None
    coverage: float
    blockers: tuple[str, ...] = ()
    said: str = ""
    gaps: dict[str, float | None] = Field(default_factory=dict)
    """Name of each of the three gaps -> its index on levels 1–5; ``None``: nothing answered."""
    looked: AwareDatetime | None = None
    """When its sources were last looked at; ``None``: never."""
    due: tuple[Due, ...] = ()
    """What has a day and is not done, the first day first."""


class Overview(Value):
    """All lines, newest first, and what blocks most often: (capability, in how many)."""

    lines: tuple[Line, ...]
    common: tuple[tuple[str, int], ...]
    verdicts: dict[Verdict, int]
    """How many of each, worst first; those without a verdict are in none."""


Tell = Callable[[int], object]


def overview(
    store: Store, as_of: datetime | None = None, *, client_id: str = "", tell: Tell | None = None
) -> Overview:
    """Judges the newest assessment of each use case and pack in one go, at ``as_of`` (now if none).

    Of one client where ``client_id`` names it. ``tell`` is told how many are judged. Time grows
    with the number of assessments; nothing is remembered.
    """
    moment = as_of or clock.now()
    held = _gathered(store, client_id)
    grids = [(pack, given) for _, pack, given in held if isinstance(pack, Pack)]
    cards = iter(judge_all(grids, moment))
    seen = _seen(store, [place.assessment.id for place, _, _ in held], moment)
    lines = []
    for place, pack, given in held:
        line = (
            _line(place, pack, next(cards))
            if isinstance(pack, Pack)
            else _asked(place, pack, judge_choices(pack, given, moment))
        )
        lines.append(line.model_copy(update=seen[place.assessment.id]))
        if tell:
            tell(len(lines))
    blockers = Counter(name for line in lines for name in line.blockers)
    counted = Counter(line.verdict for line in lines)
    return Overview(
        lines=tuple(lines),
        common=tuple(sorted(blockers.items(), key=lambda item: (-item[1], item[0]))),
        verdicts={verdict: counted[verdict] for verdict in Verdict if counted[verdict]},
    )


def _gathered(store: Store, client_id: str) -> list[tuple[Workspace, AnyPack, Any]]:
    """Where, with what, and what was given; read at one moment of the database."""
    with store.reading() as tx:
        found = assessments.of_client(tx, client_id) if client_id else assessments.everything(tx)
        known: dict[str, AnyPack] = {}
        held: list[tuple[Workspace, AnyPack, Any]] = []
        for item in newest(found):
            pack = known.setdefault(item.pack.digest, packs.either(tx, item.pack.digest))
            read = judging.inputs_in if isinstance(pack, Pack) else choice_judging.inputs_in
            held.append((workspace_in(tx, item.id), pack, read(tx, item.id)))
        return held


def _seen(store: Store, assessment_ids: Sequence[str], now: datetime) -> dict[str, dict[str, Any]]:
    """When each was last looked at, and what is due there."""
    with store.reading() as tx:
        return {
            item: {"looked": run.started_at if run else None, "due": due_in(tx, item, now)}
            for item in assessment_ids
            for run in (evidence.last_run(tx, item),)
        }


def newest(found: Sequence[Assessment]) -> Iterator[Assessment]:
    """Of each use case and pack the newest; they come newest first."""
    seen: set[tuple[str, str]] = set()
    for item in found:
        key = (item.use_case_id, item.pack.id)
        if key not in seen:
            seen.add(key)
            yield item


def _line(place: Workspace, pack: Pack, card: Scorecard) -> Line:
    blocking = dict.fromkeys(item.capability for item in card.reasons if item.capability)
    gives = card.gives_verdict
    return Line(
        assessment=place.assessment.id, client=place.client.name, use_case=place.use_case.name,
        pack=f"{pack.title} {pack.version}", day=place.assessment.started_at.date(),
        verdict=card.verdict if gives else None, provisional=card.provisional,
        index=card.index.level if card.index else None,
        confidence=card.confidence.get(card.verdict) if gives else None, coverage=card.coverage,
        blockers=tuple(pack.capability(item).short_name for item in blocking) if gives else (),
        gaps={pack.area(item.id).name: item.band and item.band.level for item in card.gaps},
    )  # fmt: skip


def _asked(place: Workspace, pack: Questionnaire, result: Result) -> Line:
    return Line(
        assessment=place.assessment.id, client=place.client.name, use_case=place.use_case.name,
        pack=f"{pack.title} {pack.version}", day=place.assessment.started_at.date(), verdict=None,
        provisional=False, index=None, confidence=None, coverage=result.coverage,
        said=headline(result),
    )  # fmt: skip
