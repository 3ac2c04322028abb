"""Whether the service meets the objective that its own rules compute."""

from assessment.connectors.runtime.capacity_evidence import OwnObjective
from assessment.connectors.runtime.evidence import RuntimeEvidence, Status
from assessment.connectors.runtime.saying import percent
from assessment.model import Outcome, Place, Reading
from assessment.observation import Observation

METRIC = "error_budget_left"


def observe(evidence: RuntimeEvidence) -> Observation:
    """By the worst of its objectives; not applicable where no rule computes one."""
    if evidence.rules_status is not Status.VALUE:
        return Observation(outcome=Outcome.UNAVAILABLE, observed=evidence.rules_reason)
    own = evidence.capacity.own
    if not own and not evidence.capacity.kept.read:
        return evidence.capacity.kept.unavailable()
    if not own:
        return Observation(
            outcome=Outcome.NOT_APPLICABLE,
            observed="no rule of Sloth, Pyrra or OpenSLO computes an objective of this service",
        )
    known = [item for item in own if item.remaining is not None]
    if not known:
        return Observation(
            outcome=Outcome.UNAVAILABLE,
            observed=f"{_named(own[0])} is defined, and its rules have no result yet",
            places=_places(evidence, own[:1]),
        )
    worst = min(known, key=lambda item: item.remaining or 0.0)
    left = worst.remaining or 0.0
    return Observation(
        outcome=Outcome.PRESENT if left >= 0 else Outcome.ABSENT,
        observed=f"{_named(worst)}: {_told(left)}{_others(own, known)}",
        places=_places(evidence, tuple(known[:5])),
        readings=(_reading(evidence, worst, left),),
    )


def _named(item: OwnObjective) -> str:
    share = percent(item.objective) if item.objective is not None else "an unknown share"
    days = f" in {item.window_days:g} days" if item.window_days else ""
    return f"{item.name} ({item.tool}: {share} {item.about}{days})"


def _told(left: float) -> str:
    return f"{left:.0%} of the budget left" if left >= 0 else f"overspent by {-left:.0%}"


def _others(own: tuple[OwnObjective, ...], known: list[OwnObjective]) -> str:
    if len(own) == 1:
        return ""
    met = sum((item.remaining or 0.0) >= 0 for item in known)
    return f"; {met} of {len(own)} objectives are met, {len(own) - len(known)} have no result"


def _places(evidence: RuntimeEvidence, items: tuple[OwnObjective, ...]) -> tuple[Place, ...]:
    return tuple(
        Place(label=f"objective {item.name}", query=item.query, url=item.url or evidence.rules_url)
        for item in items
    )


def _reading(evidence: RuntimeEvidence, item: OwnObjective, left: float) -> Reading:
    seconds = item.window_days * 86400 if item.window_days else None
    return Reading(
        metric=METRIC, value=left, unit="ratio", window_seconds=seconds, query=item.query,
        url=item.url, read_at=evidence.read_at,
    )  # fmt: skip
