"""Why the plan says what it says: the gate's date, from its latest proof back to effort and role."""

from content.locales import written
from content.model import Pack
from reports.trail import Part, Trail
from reports.wording import count, day, percent, plural, short_day, weeks_range
from scoring.roadmap_model import PlannedInitiative, Roadmap


def gate_date(plan: Roadmap, pack: Pack) -> Trail | None:
    """What the date of the gate is made of; ``None`` where the plan has none."""
    if plan.gate is None:
        return None
    opening = [row for row in plan.rows if row.opens_gate]
    opening.sort(key=lambda row: (row.proof_end, row.id), reverse=True)
    lines = (
        f"In each of {written(plan.runs, ',')} runs (fixed seed {plan.seed}) every effort is "
        f"drawn between its low and "
        "high end, the work is scheduled under the capacity of each role, and each exit criterion is "
        "given its own window to hold after the work.",
        f"The date is the latest of {plural(len(opening), 'proof')}, run by run: by "
        f"{day(plan.gate.p50)} in half of the runs, by {day(plan.gate.p80)} in four of five.",
        *_limit(plan, pack),
        "It says when proof can be complete if the work succeeds, not that it will succeed.",
    )
    title = f"{day(plan.gate.p80)}: the latest of {count(len(opening))} proofs"
    return Trail(title=title, lines=lines, parts=tuple(_part(row) for row in opening))


def _part(row: PlannedInitiative) -> Part:
    proof = (row.proof_end - row.p80).days
    before = f", after {', '.join(row.prerequisites)}" if row.prerequisites else ""
    return Part(
        name=f"{row.id} {row.title}",
        words=(
            f"{weeks_range(row.effort_low, row.effort_high)}{before}; work from "
            f"{short_day(row.start)} to {short_day(row.p80)} in four of five runs, then {proof} days of "
            f"proof: {short_day(row.proof_end)}. {row.why}"
        ),
        capability=row.capability,
    )


def _limit(plan: Roadmap, pack: Pack) -> tuple[str, ...]:
    """The role that sets the pace, with how much of it is used."""
    load = next((item for item in plan.load if item.role == plan.limiting_role), None)
    if load is None:
        return ()
    full = sum(share >= 0.95 for share in load.weeks)
    most = max(load.weeks, default=0.0)
    return (
        f"{pack.role(load.role).name} sets the pace with {written(load.people, 'g')} people: full "
        f"in {full} weeks, "
        f"at most {percent(most)} used.",
    )
