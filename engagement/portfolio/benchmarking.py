"""A client's results without the client: what may leave for comparison, seen before it leaves.

Only what is listed here leaves: a pack that everybody has, levels, states and scores, the quarter,
and a sector and size chosen from a list. No name, comment, address, id or day.
"""

import json
from datetime import datetime
from typing import Literal

from content.loading import load_any, shipped_packs
from content.model import Pack
from content.values import Value
from engagement import judging
from engagement.clients.client_list import client_in
from engagement.faults import Refused
from engagement.model import Workspace
from engagement.outside import clock
from engagement.store import Store, audit
from engagement.workspaces import workspaces
from scoring.model import AreaScore, CapabilityScore, Scorecard

SMALLEST_GROUP = 3
"""Fewer people than this are never told apart, not even by a median."""

SECTORS = (
    "Agriculture and food", "Banking and insurance", "Construction and property", "Education",
    "Energy and utilities", "Health and care", "Information and media", "Manufacturing",
    "Public administration", "Retail and wholesale", "Services to businesses", "Telecommunications",
    "Transport and logistics", "Travel and leisure",
)  # fmt: skip
SIZES = (
    "fewer than 50 people", "50 to 249 people", "250 to 999 people", "1,000 to 4,999 people",
    "5,000 people or more",
)  # fmt: skip

People = Literal["fewer than 3", "3 to 5", "6 to 9", "10 or more"]


class AreaResult(Value):
    """A gap or dimension: index on levels 1–5 to one decimal, verdict, share that was looked at."""

    area: str
    kind: str
    index: float | None
    verdict: str
    coverage: float


class CapabilityResult(Value):
    """One capability; ``claimed`` is left out where fewer than three people said a level.

    Where no probe looked either, level and state would be what one or two people said: they are
    left out too.
    """

    capability: str
    critical: bool
    level: float | None
    claimed: float | None
    state: str | None


class UseCaseResult(Value):
    """The newest result of one use case, which is told by its number alone."""

    number: int
    pack: str
    version: str
    own_wording: bool
    profile: str
    depth: str
    quarter: str
    people: People
    verdict: str | None
    index: float | None
    coverage: float
    areas: tuple[AreaResult, ...]
    capabilities: tuple[CapabilityResult, ...]


class Anonymised(Value):
    """All that leaves: results, and sector and size where they were chosen."""

    format: str = "prodworthy anonymised results 1"
    sector: str = ""
    size: str = ""
    results: tuple[UseCaseResult, ...]
    left_out: int
    """Assessments of which nothing is told: their pack is not one that comes with the product."""

    def text(self) -> str:
        """The very characters of the file."""
        return json.dumps(self.model_dump(mode="json"), indent=1, ensure_ascii=True) + "\n"


def anonymised(store: Store, client_id: str, *, sector: str = "", size: str = "") -> Anonymised:
    """The newest result of each use case of the client, without anything that names it.

    Raises :class:`Refused` for a sector or size that is not on the list.
    """
    if (sector and sector not in SECTORS) or (size and size not in SIZES):
        raise Refused("Choose sector and size from the lists: free words could name the client.")
    with store.reading() as tx:
        client_in(tx, client_id)
    known = {pack.id: pack for pack in map(load_any, shipped_packs()) if isinstance(pack, Pack)}
    results: list[UseCaseResult] = []
    left_out = 0
    for place in _newest(store, client_id):
        pack = known.get(place.assessment.pack.id)
        if pack is None:
            left_out += 1
        else:
            results.append(_result(store, place, pack, len(results) + 1))
    return Anonymised(sector=sector, size=size, results=tuple(results), left_out=left_out)


def saved(store: Store, client_id: str, *, by: str) -> None:
    """Write down that anonymised results of a client were saved, and by whom."""
    with store.writing() as tx:
        client_in(tx, client_id)
        audit.record(tx, "anonymised results saved", by=by, client_id=client_id)


def _newest(store: Store, client_id: str) -> list[Workspace]:
    """Of each use case and pack the newest assessment, the first use case first."""
    found: dict[tuple[str, str], Workspace] = {}
    for place in workspaces(store):
        if place.client.id == client_id:
            found.setdefault((place.use_case.id, place.assessment.pack.id), place)
    return sorted(
        found.values(), key=lambda place: (place.use_case.order, place.assessment.pack.id)
    )


def _result(store: Store, place: Workspace, pack: Pack, number: int) -> UseCaseResult:
    card = judging.scorecard(store, place.assessment.id)
    given = judging.inputs(store, place.assessment.id)
    profiles = {item.id for item in pack.profiles}
    return UseCaseResult(
        number=number, pack=pack.id, version=_version(card.pack.version),
        own_wording=card.pack.digest != pack.digest,
        profile=card.profile if card.profile in profiles else "own", depth=card.depth,
        quarter=quarter(place.assessment.started_at),
        people=_people(len({item.respondent for item in given.answers})),
        verdict=str(card.verdict) if card.gives_verdict else None,
        index=card.index and _tenth(card.index.level), coverage=_tenth(card.coverage),
        areas=_areas(card, pack), capabilities=_capabilities(card, pack),
    )  # fmt: skip


def _version(text: str) -> str:
    """The pack's own version without what a client's changes add to it."""
    return "".join(sign for sign in text.partition("+")[0] if sign.isdigit() or sign == ".")


def quarter(moment: datetime) -> str:
    """A moment as *2026-Q4*: nothing finer leaves."""
    return f"{moment.year}-Q{(moment.month - 1) // 3 + 1}"


def _people(count: int) -> People:
    if count < SMALLEST_GROUP:
        return "fewer than 3"
    return "3 to 5" if count < 6 else "6 to 9" if count < 10 else "10 or more"


def _tenth(value: float) -> float:
    return round(value, 1)


def _areas(card: Scorecard, pack: Pack) -> tuple[AreaResult, ...]:
    known = {item.id for item in pack.areas}

    def one(item: AreaScore) -> AreaResult:
        return AreaResult(
            area=item.id, kind=item.kind, index=item.band and _tenth(item.band.level),
            verdict=str(item.verdict), coverage=_tenth(item.coverage),
        )  # fmt: skip

    return tuple(one(item) for item in card.areas if item.id in known)


def _capabilities(card: Scorecard, pack: Pack) -> tuple[CapabilityResult, ...]:
    known = {item.id for item in pack.capabilities}

    def one(item: CapabilityScore) -> CapabilityResult:
        many = item.votes >= SMALLEST_GROUP
        told = many or bool(item.findings)
        return CapabilityResult(
            capability=item.id, critical=item.critical,
            level=_tenth(item.mean) if told and item.answered else None,
            claimed=_tenth(item.claim) if many and item.claim is not None else None,
            state=str(item.state) if told else None,
        )  # fmt: skip

    return tuple(one(item) for item in card.capabilities if item.id in known and item.applicable)


def made_in() -> str:
    """The present quarter, which names the file."""
    return quarter(clock.now())
