"""Every assessment of every client at once: verdict, index, confidence, and what blocks most."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from content.model import Pack
from content.values import Value
from engagement.judging import inputs_in
from engagement.model import Assessment, Workspace
from engagement.opening import workspace_in
from engagement.outside import clock
from engagement.store import Store, Transaction, assessments, packs
from scoring.batch import judge_all
from scoring.model import Inputs, Scorecard, Verdict


class Line(Value):
    """One assessment in a line; ``index`` on levels 1–5, ``confidence`` and ``coverage`` 0–1.

    ``verdict`` and ``confidence`` are ``None`` at a depth that gives none. ``blockers`` are names
    of the capabilities that keep the verdict from being better.
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
    blockers: tuple[str, ...]


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

    Only those with an evidence grid; of one client where ``client_id`` names it. ``tell`` is told
    how many are judged. Time grows with the number of assessments; nothing is remembered.
    """
    moment = as_of or clock.now()
    places, given = _gathered(store, client_id)
    lines = []
    for (place, pack), card in zip(places, judge_all(given, moment), strict=True):
        lines.append(_line(place, pack, card))
        if tell:
            tell(len(lines))
    blockers = Counter(name for line in lines for name in line.blockers)
    counted = Counter(line.verdict for line in lines)
    return Overview(
        lines=tuple(lines),
        common=tuple(sorted(blockers.items(), key=lambda item: (-item[1], item[0]))),
        verdicts={verdict: counted[verdict] for verdict in Verdict if counted[verdict]},
    )


def _gathered(
    store: Store, client_id: str
) -> tuple[list[tuple[Workspace, Pack]], list[tuple[Pack, Inputs]]]:
    """Read at one moment of the database."""
    with store.reading() as tx:
        found = assessments.of_client(tx, client_id) if client_id else assessments.everything(tx)
        held = list(_grids(tx, _newest(found)))
        places = [(workspace_in(tx, item.id), pack) for item, pack in held]
        return places, [(pack, inputs_in(tx, item.id)) for item, pack in held]


def _newest(found: Sequence[Assessment]) -> Iterator[Assessment]:
    """Of each use case and pack the newest; they come newest first."""
    seen: set[tuple[str, str]] = set()
    for item in found:
        key = (item.use_case_id, item.pack.id)
        if key not in seen:
            seen.add(key)
            yield item


def _grids(tx: Transaction, found: Iterator[Assessment]) -> Iterator[tuple[Assessment, Pack]]:
    known: dict[str, Any] = {}
    for item in found:
        digest = item.pack.digest
        if digest not in known:
            known[digest] = packs.either(tx, digest)
        if isinstance(known[digest], Pack):
            yield item, known[digest]


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
    )  # fmt: skip
