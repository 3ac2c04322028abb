"""The gate: every critical capability, every dimension; all reasons why it is not open."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from content.judgement import Thresholds
from scoring.model import Band, CapabilityScore, GateReason, Verdict

CLOSE = 1e-9
"""Sums of weights and probabilities are compared with this much room for rounding."""


def verdict_of(reasons: Iterable[GateReason]) -> Verdict:
    """The best verdict that all reasons leave possible; *ready* without any."""
    best = {
        Verdict.NOT_READY: Verdict.INSUFFICIENT_EVIDENCE,
        Verdict.CONDITIONAL: Verdict.NOT_READY,
        Verdict.READY: Verdict.CONDITIONAL,
    }
    blocked = {item.blocks for item in reasons}
    return next((best[verdict] for verdict in best if verdict in blocked), Verdict.READY)


def of_coverage(coverage: float, thresholds: Thresholds) -> tuple[GateReason, ...]:
    """Too little is known for any verdict."""
    limit = thresholds.coverage_for_verdict
    if coverage >= limit - CLOSE:
        return ()
    return (_reason("coverage", Verdict.NOT_READY, value=coverage, limit=limit),)


def of_criticals(
    scores: Iterable[CapabilityScore], thresholds: Thresholds
) -> tuple[GateReason, ...]:
    """What each critical capability leaves impossible; a pack's gate is never empty.

    Where no critical capability applies there is nothing to judge by: one *not_answered* reason
    without a capability.
    """
    critical = [item for item in scores if item.critical and item.applicable]
    if not critical:
        return (_reason("not_answered", Verdict.NOT_READY),)
    return tuple(reason for item in critical for reason in of_capability(item, thresholds))


def of_capability(item: CapabilityScore, thresholds: Thresholds) -> tuple[GateReason, ...]:
    """Why one critical capability keeps the verdict down; empty where it does not."""
    if not item.answered:
        return (_reason("not_answered", Verdict.NOT_READY, capability=item),)
    found: list[GateReason] = []
    if item.p3 < thresholds.ready_probability - CLOSE:
        found.append(_of_probability(item, thresholds))
    if item.claim is None and item.dont_know > 0:
        found.append(_reason("open_dont_know", Verdict.READY, capability=item))
    elif not item.proved_at_3:
        found.append(_reason("unsupported", Verdict.READY, capability=item))
    if item.conflict_open:
        found.append(_reason("conflict", Verdict.READY, capability=item, value=item.over_claim))
    return tuple(found)


def _of_probability(item: CapabilityScore, thresholds: Thresholds) -> GateReason:
    ready, conditional = thresholds.ready_probability, thresholds.conditional_probability
    low = item.p3 < conditional - CLOSE
    blocks, limit = (Verdict.CONDITIONAL, conditional) if low else (Verdict.READY, ready)
    return _reason("probability", blocks, capability=item, value=item.p3, limit=limit)


def of_area(area: str, band: Band | None, thresholds: Thresholds) -> tuple[GateReason, ...]:
    """A dimension nearer to level 2 than to level 3, or one of which nothing is known."""
    limit = thresholds.ready_area_level
    if band is not None and band.level >= limit - CLOSE:
        return ()
    value = None if band is None else band.level
    blocks = Verdict.READY
    return (GateReason(code="area_level", area=area, value=value, limit=limit, blocks=blocks),)


def own_verdict(
    members: Sequence[CapabilityScore], area: str, band: Band | None, thresholds: Thresholds
) -> Verdict:
    """The verdict of one area by its own critical capabilities, index and conflicts.

    Coverage is asked of the whole assessment, not of an area; an area of which nothing is known has
    *insufficient_evidence*.
    """
    if band is None:
        return Verdict.INSUFFICIENT_EVIDENCE
    critical = [item for item in members if item.critical and item.applicable]
    found = [reason for item in critical for reason in of_capability(item, thresholds)]
    return verdict_of([*found, *of_area(area, band, thresholds)])


def ordered(reasons: Iterable[GateReason]) -> tuple[GateReason, ...]:
    """The worst first; among equals the order in which they came."""
    worst = [Verdict.NOT_READY, Verdict.CONDITIONAL, Verdict.READY]
    return tuple(sorted(reasons, key=lambda item: worst.index(item.blocks)))


def all_reasons(
    scores: Sequence[CapabilityScore],
    dimensions: Mapping[str, Band | None],
    coverage: float,
    thresholds: Thresholds,
) -> tuple[GateReason, ...]:
    """Every reason why the verdict is not better, worst first."""
    found = [*of_coverage(coverage, thresholds), *of_criticals(scores, thresholds)]
    for area, band in dimensions.items():
        found.extend(of_area(area, band, thresholds))
    return ordered(found)


def weakest(members: Iterable[CapabilityScore]) -> CapabilityScore | None:
    """The answered critical capability least likely at level 3; ``None`` where there is none."""
    critical = [item for item in members if item.critical and item.applicable and item.answered]
    return min(critical, key=lambda item: item.p3, default=None)


def _reason(
    code: Literal[
        "coverage", "not_answered", "open_dont_know", "probability", "unsupported", "conflict"
    ],
    blocks: Verdict,
    *,
    capability: CapabilityScore | None = None,
    value: float | None = None,
    limit: float | None = None,
) -> GateReason:
    return GateReason(
        code=code,
        capability=capability.id if capability else None,
        area=capability.area if capability else None,
        value=value,
        limit=limit,
        blocks=blocks,
    )
