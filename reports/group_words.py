"""Leaders against practitioners, the widest apart first: only where each group has enough votes."""

from content.locales import written
from reports.people_words import Name, group_gap, mean_gap, voted
from reports.wording import capital, join, plain_level, plural
from scoring.model import CapabilityScore, Scorecard

SAME = 0.5
"""Medians that differ by less than this many levels are told as the same."""


def compared(card: Scorecard) -> tuple[CapabilityScore, ...]:
    """Capabilities on which both groups have enough votes, the largest difference first."""
    found = [item for item in voted(card) if item.group_medians]
    return tuple(sorted(found, key=lambda item: (-abs(group_gap(item)), item.id)))


def not_compared(card: Scorecard) -> int:
    """On how many capabilities with two votes or more a group has too few for a median."""
    return len(voted(card)) - len(compared(card))


def headline(card: Scorecard, name: Name) -> str:
    """Who claims more, by how much on average, and on what they differ most."""
    found, mean = compared(card), mean_gap(card)
    if mean is None:
        return "Too few votes to set leaders against practitioners"
    apart = [item for item in found if abs(group_gap(item)) >= SAME]
    some = f" on the {_number(len(found))} that can be compared" if not_compared(card) else ""
    if not apart:
        return f"Leaders and practitioners say the same{some}"
    widest = join([name(item.id) for item in apart[:2]])
    if abs(mean) < SAME / 2:
        number = _number(len(apart))
        return f"Leaders and practitioners differ on {number}, most on {widest}"
    side = "more" if mean > 0 else "less"
    head = f"Leaders claim {written(abs(mean), '.1f')} levels {side} than practitioners{some}"
    return f"{head}, most apart on {widest}"


def _number(capabilities: int) -> str:
    return plural(capabilities, "capability", "capabilities")


def told(item: CapabilityScore) -> str:
    """One capability in words: both medians, and who claims how much more."""
    groups = item.group_medians
    if groups is None:
        return "too few votes in a group"
    said = (
        f"leaders {plain_level(groups.leaders)}, practitioners {plain_level(groups.practitioners)}"
    )
    gap = group_gap(item)
    if not gap:
        return capital(f"{said}: the same.")
    return capital(
        f"{said}: leaders claim {written(abs(gap), 'g')} {'more' if gap > 0 else 'less'}."
    )
