"""How much of the assessment is known, and how much of that rests on more than words."""

from collections.abc import Iterable

from scoring.model import CapabilityScore


def coverage(scores: Iterable[CapabilityScore]) -> float:
    """Weight with a level or a conclusive finding, as a share (0–1) of the applicable weight."""
    applicable = [item for item in scores if item.applicable]
    return _share(applicable, [item for item in applicable if item.covered])


def evidence_strength(scores: Iterable[CapabilityScore]) -> float:
    """Weight at grade E2 or better or with a conclusive finding, as a share of the applicable."""
    applicable = [item for item in scores if item.applicable]
    return _share(applicable, [item for item in applicable if item.supported])


def not_applicable_share(scores: Iterable[CapabilityScore]) -> float:
    """Weight taken out, by rule, profile or written reason, as a share (0–1) of all weight."""
    everything = list(scores)
    return _share(everything, [item for item in everything if not item.applicable])


def _share(of: list[CapabilityScore], counted: list[CapabilityScore]) -> float:
    total = sum(item.weight for item in of)
    return sum(item.weight for item in counted) / total if total else 0.0
