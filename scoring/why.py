"""Why an initiative stands in the plan, and what the plan assumes: sentences for people."""

from collections.abc import Mapping, Sequence

from content.model import Pack
from scoring.model import CapabilityScore, Scorecard
from scoring.priority import in_the_way
from scoring.roadmap_model import PlanInputs
from scoring.selection import FINISHED, Candidate, is_dropped, planned


def why(item: Candidate, held: Sequence[Candidate], pack: Pack, inputs: PlanInputs) -> str:
    """The reason for one initiative: the gate, what waits for it, or its target; and its risks."""
    return " ".join([_reason(item, held, pack), *_gone_ahead(item, pack, inputs)])


def _reason(item: Candidate, held: Sequence[Candidate], pack: Pack) -> str:
    name = pack.capability(item.score.id).name
    step = f"from level {item.from_level} to the level {item.to_level} that is wanted"
    if item.opens_gate and item.score.critical:
        return f"Blocks the gate: {name} is critical and must rise {step}."
    if item.opens_gate:
        return f"Lifts {name} {step}, in a dimension that is too low for the gate."
    waiting = [other for other in held if item.id in other.prerequisites]
    if waiting:
        names = ", ".join(other.initiative.title for other in waiting)
        return f"Lifts {name} {step}; needed first for: {names}."
    return f"Lifts {name} {step}."


def _gone_ahead(item: Candidate, pack: Pack, inputs: PlanInputs) -> list[str]:
    """One sentence for each prerequisite that was dropped."""
    return [
        f"Goes ahead without {pack.initiative(name).title}, which was dropped."
        for name in item.initiative.prerequisites
        if is_dropped(name, inputs)
    ]


def unplanned_blockers(
    scorecard: Scorecard, pack: Pack, held: Sequence[Candidate]
) -> tuple[str, ...]:
    """Capabilities that keep the gate shut and that no initiative of the plan lifts."""
    covered = {item.score.id for item in held}
    reasons = [reason for reason in scorecard.reasons if in_the_way(reason, pack, scorecard)]
    named = {reason.capability for reason in reasons} - covered
    return tuple(item.id for item in scorecard.capabilities if item.id in named)


def no_date(scorecard: Scorecard, pack: Pack, inputs: PlanInputs) -> tuple[str, ...]:
    """Why the gate can have no date, in sentences; empty where it can have one.

    A date would be invented where a critical capability is not answered, for nobody knows what it
    needs, and where somebody dropped an initiative without which the gate stays shut.
    """
    by_id = {item.id: item for item in scorecard.capabilities}
    named = {
        reason.capability: reason
        for reason in scorecard.reasons
        if reason.capability and in_the_way(reason, pack, scorecard)
    }
    unanswered = [name for name, reason in named.items() if reason.code == "not_answered"]
    dropped = [name for name in named if _was_dropped(pack, by_id[name], inputs)]
    return (
        *_told(pack, unanswered, "is not answered", "are not answered"),
        *_told(pack, dropped, "has its initiative dropped", "have their initiatives dropped"),
    )


def _told(pack: Pack, names: Sequence[str], one: str, many: str) -> list[str]:
    if not names:
        return []
    if len(names) == 1:
        return [f"The gate has no date: {pack.capability(names[0]).name} {one}."]
    return [f"The gate has no date: {len(names)} critical capabilities {many}."]


def _was_dropped(pack: Pack, item: CapabilityScore, inputs: PlanInputs) -> bool:
    return pack.initiative_for(item.id) is not None and not planned(pack, item, inputs)


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def notes(
    pack: Pack,
    scorecard: Scorecard,
    held: Sequence[Candidate],
    assumed: Mapping[str, float],
) -> tuple[str, ...]:
    """What the plan assumes: capacities that nobody gave, and prerequisites nobody answered.

    ``assumed`` are people by role, for roles without a stated capacity.
    """
    by_people: dict[float, list[str]] = {}
    for role, people in sorted(assumed.items()):
        by_people.setdefault(people, []).append(pack.role(role).name)
    found = [
        f"Nobody stated the capacity of {_and(names)}: {people:g} people are assumed"
        f"{' of each' if len(names) > 1 else ''}."
        for people, names in by_people.items()
    ]
    unanswered = {s.id for s in scorecard.capabilities if s.applicable and not s.answered}
    needed = {
        name
        for item in held
        if item.status not in FINISHED
        for name in item.initiative.prerequisites
        if pack.initiative(name).capability in unanswered
    }
    found.extend(
        f"{pack.capability(pack.initiative(name).capability).name} is assumed to be in place: "
        "work in this plan builds on it, and nobody has answered it."
        for name in sorted(needed)
    )
    return tuple(found)
