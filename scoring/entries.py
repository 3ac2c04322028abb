"""What a planner's entries break, and which dated duties the plan keeps: told, never undone."""

from collections.abc import Container, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

from content.model import Pack
from scoring.groundwork import Groundwork
from scoring.roadmap_model import (
    Duty,
    Milestone,
    PlanInputs,
    PlannedDuty,
    PlannedInitiative,
    Roadmap,
)
from scoring.staffing import SLIVER

DutyState = Literal["kept", "at_risk", "missed", "undated"]


def edited(initiative: str, inputs: PlanInputs) -> tuple[str, ...]:
    """What a planner set of one initiative, in the order of the plan's table."""
    kept: dict[str, Container[str]] = {
        "owner": inputs.owners,
        "status": inputs.status,
        "done": inputs.done,
        "effort": {**inputs.effort_low, **inputs.effort_mid, **inputs.effort_high},
        "not before": inputs.earliest,
        "starts on": inputs.starts_on,
        "ends by": inputs.end_by,
        "forced": inputs.forced,
    }
    return tuple(name for name, entries in kept.items() if initiative in entries)


def owned(made: Roadmap, owners: Mapping[str, str]) -> Roadmap:
    """The plan with who does what, by initiative: no day and no figure depends on it."""
    if not owners:
        return made
    rows = tuple(
        row.model_copy(update={"owner": owners[row.id], "edited": ("owner", *row.edited)})
        if row.id in owners
        else row
        for row in made.rows
    )
    return made.model_copy(update={"rows": rows})


def broken(
    pack: Pack, basis: Groundwork, inputs: PlanInputs, rows: Sequence[PlannedInitiative]
) -> tuple[str, ...]:
    """One sentence for each entry that breaks a prerequisite, a capacity, the calendar or a date."""
    by_id = {row.id: row for row in rows}
    return (
        *_prerequisites(basis, by_id),
        *_overlaps(pack, basis, by_id),
        *_calendar(inputs, by_id),
        *_too_late(inputs, by_id),
    )


def _prerequisites(basis: Groundwork, rows: Mapping[str, PlannedInitiative]) -> list[str]:
    return [
        f"{rows[work.id].title} starts on {_day(rows[work.id].start)} as entered, before "
        f"{rows[name].title} has ended ({_day(rows[name].end)})."
        for work in basis.works
        if work.pinned is not None
        for name in work.prerequisites
        if basis.schedule.end(name) > work.pinned + SLIVER
    ]


def _overlaps(pack: Pack, basis: Groundwork, rows: Mapping[str, PlannedInitiative]) -> list[str]:
    pinned = {work.id for work in basis.works if work.pinned is not None}
    found: list[str] = []
    for role in basis.staff:
        slots = [s for s in basis.schedule.slots if s.role == role and s.work in pinned]
        found.extend(
            f"{pack.role(role).name} is needed twice over: {rows[one.work].title} and "
            f"{rows[other.work].title} overlap because both have a start that was entered."
            for one, other in pairwise(slots)
            if other.start < one.end - SLIVER
        )
    return found


def _calendar(inputs: PlanInputs, rows: Mapping[str, PlannedInitiative]) -> list[str]:
    return [
        f"{rows[name].title} was to start on {_day(wanted)}, which is no working day of the plan: "
        f"it starts on {_day(rows[name].start)}."
        for name, wanted in sorted(inputs.starts_on.items())
        if name in rows and rows[name].start != wanted and not rows[name].is_finished
    ]


def _too_late(inputs: PlanInputs, rows: Mapping[str, PlannedInitiative]) -> list[str]:
    return [
        f"{rows[name].title} has to end by {_day(wanted)} as entered, and ends on "
        f"{_day(rows[name].end)} by likely effort."
        for name, wanted in sorted(inputs.end_by.items())
        if name in rows and rows[name].end > wanted and not rows[name].is_finished
    ]


def duties(
    inputs: PlanInputs, rows: Sequence[PlannedInitiative], gate: Milestone | None
) -> tuple[PlannedDuty, ...]:
    """Each dated duty with the day on which the plan meets it: the end of work, or the gate.

    ``gate`` is ``None`` where the plan has no day for it.
    """
    by_id = {row.id: row for row in rows}
    return tuple(_duty(duty, by_id, gate) for duty in sorted(inputs.duties, key=lambda d: d.due))


def _duty(duty: Duty, rows: Mapping[str, PlannedInitiative], gate: Milestone | None) -> PlannedDuty:
    days: tuple[date | None, date | None] = (None, None)
    if duty.initiative in rows:
        days = rows[duty.initiative].p50, rows[duty.initiative].p80
    elif not duty.initiative and gate is not None:
        days = gate.p50, gate.p80
    p50, p80 = days
    return PlannedDuty(
        name=duty.name, due=duty.due, initiative=duty.initiative, cost=duty.cost, p50=p50, p80=p80,
        state=_state(duty.due, p50, p80),
    )  # fmt: skip


def _state(due: date, p50: date | None, p80: date | None) -> DutyState:
    if p50 is None or p80 is None:
        return "undated"
    if p80 <= due:
        return "kept"
    return "at_risk" if p50 <= due else "missed"


def _day(when: date) -> str:
    return f"{when.day} {when:%b %Y}"
