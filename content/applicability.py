"""Which capabilities a use case is asked about, and how deep an assessment goes."""

from collections import Counter

from content.model import Depth, Pack, Profile
from content.traits import Traits


def not_applicable(pack: Pack, profile: Profile, traits: Traits) -> dict[str, str]:
    """Capability id -> reason, for what the profile or a rule of the pack takes out."""
    hidden = {item.capability: item.reason for item in profile.hidden}
    for capability in pack.capabilities:
        for rule in capability.not_applicable:
            if capability.id not in hidden and rule.holds(traits):
                hidden[capability.id] = rule.reason
    return hidden


def applicable(pack: Pack, profile: Profile, traits: Traits) -> tuple[str, ...]:
    """Ids of the capabilities that apply, in the pack's order."""
    out = not_applicable(pack, profile, traits)
    return tuple(item.id for item in pack.capabilities if item.id not in out)


def weight(pack: Pack, profile: Profile, capability_id: str) -> float:
    """Weight of a capability within its area: its own, or the critical one's or the other's."""
    weights = pack.judgements.weights
    if capability_id in weights.capabilities:
        return weights.capabilities[capability_id]
    return weights.critical if capability_id in profile.critical else weights.other


def questions(pack: Pack, profile: Profile, traits: Traits, depth: Depth) -> tuple[str, ...]:
    """Ids asked at ``depth``, in the pack's order; not-applicable ones are left out.

    A depth with a fixed list asks that list. Standard asks every critical capability and then the
    heaviest others, area by area where they weigh the same, until the weight asked reaches the
    coverage that a verdict needs. Full asks all that apply.
    """
    apply = applicable(pack, profile, traits)
    if depth.questions:
        return tuple(item for item in apply if item in depth.questions)
    if depth.id == "full":
        return apply
    return _until_verdict(pack, profile, apply)


def _until_verdict(pack: Pack, profile: Profile, apply: tuple[str, ...]) -> tuple[str, ...]:
    weights = {item: weight(pack, profile, item) for item in apply}
    areas = {item.id: item.area for item in pack.capabilities if item.id in weights}
    needed = pack.judgements.thresholds.coverage_for_verdict * sum(weights.values())
    asked = {item for item in apply if item in profile.critical}
    while needed - sum(weights[item] for item in asked) > 1e-9:
        shares = _shares_asked(areas, asked)
        rest = [item for item in apply if item not in asked]
        asked.add(min(rest, key=lambda item: (-weights[item], shares[areas[item]])))
    return tuple(item for item in apply if item in asked)


def _shares_asked(areas: dict[str, str], asked: set[str]) -> dict[str, float]:
    """Area -> share of its capabilities that are asked; of equals, the first in order is taken."""
    sizes = Counter(areas.values())
    return {area: sum(areas[item] == area for item in asked) / sizes[area] for area in sizes}
