"""One row of the roadmap: an initiative with its dates, money, reason and exit criterion."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from content.model import Effort, Pack
from content.traits import Traits
from scoring.entries import edited
from scoring.exit_criterion import Readings, conditions
from scoring.groundwork import Groundwork
from scoring.proof_model import InitiativeProof, Standing
from scoring.roadmap_model import PlanInputs, PlannedInitiative, Status
from scoring.selection import FINISHED, Candidate
from scoring.simulation import quantile_weeks
from scoring.why import why


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What a row is told with, besides the groundwork."""

    pack: Pack
    inputs: PlanInputs
    readings: Readings
    traits: Traits | None
    slack: Mapping[str, int]
    proofs: Mapping[str, InitiativeProof]


@dataclass(frozen=True, kw_only=True)
class RowDates:
    """Calendar days of one initiative: work by mid effort, and its end in the runs."""

    start: date
    end: date
    p50: date
    p80: date


def row(item: Candidate, basis: Groundwork, telling: Telling) -> PlannedInitiative:
    """One initiative as the roadmap shows it; costs are ``None`` where a rate is missing."""
    dates = _dates(item, basis)
    initiative, inputs = item.initiative, telling.inputs
    return PlannedInitiative(
        id=item.id,
        title=initiative.title,
        capability=item.score.id,
        from_level=item.from_level,
        to_level=item.to_level,
        opens_gate=item.opens_gate,
        lead_role=initiative.lead_role,
        owner=inputs.owners.get(item.id, ""),
        status=_status(item, inputs),
        prerequisites=item.prerequisites,
        priority=item.priority,
        why=why(item, basis.candidates, telling.pack, inputs),
        proof_end=item.inherited or _proof_end(item, dates, telling.proofs.get(item.id)),
        slack_days=telling.slack.get(item.id, 0),
        horizon=horizon(dates.p50, inputs.start, basis.judgement.horizons),
        exit_sentence=initiative.exit.sentence,
        conditions=conditions(telling.pack, initiative, telling.readings, telling.traits),
        parts=item.parts,
        edited=edited(item.id, inputs),
        done=inputs.done.get(item.id),
        inherited=item.inherited,
        proof=telling.proofs.get(item.id),
        **vars(dates),
        **_estimates(item, inputs),
    )


def _proof_end(item: Candidate, dates: RowDates, proof: InitiativeProof | None) -> date:
    """The day on which it was proved, or could be at the earliest in four of five runs."""
    if proof is not None and proof.standing is Standing.PROVED and proof.closed_at:
        return proof.closed_at.date()
    return dates.p80 + timedelta(days=item.proof_days)


def _estimates(item: Candidate, inputs: PlanInputs) -> dict[str, object]:
    low, mid, high = costs(item.efforts, inputs.rates)
    return {
        "effort_low": item.low,
        "effort_mid": item.mid,
        "effort_high": item.high,
        "effort_by_role": item.effort_by_role,
        "cost_low": low,
        "cost_mid": mid,
        "cost_high": high,
    }


def _dates(item: Candidate, basis: Groundwork) -> RowDates:
    """Work that is finished takes no time: it stands on the plan's first day."""
    first = basis.calendar.start
    if item.status in FINISHED:
        return RowDates(start=first, end=first, p50=first, p80=first)
    calendar, ends = basis.calendar, basis.ends[item.id]
    return RowDates(
        start=calendar.first_day(basis.schedule.start(item.id)),
        end=calendar.last_day(basis.schedule.end(item.id)),
        p50=calendar.last_day(quantile_weeks(ends, 0.5)),
        p80=calendar.last_day(quantile_weeks(ends, 0.8)),
    )


def _status(item: Candidate, inputs: PlanInputs) -> Status:
    """As people set it; planned work that waits for nothing can start."""
    given = (inputs.earliest.get(item.id), inputs.starts_on.get(item.id))
    waits = bool(item.prerequisites) or any(day and day > inputs.start for day in given)
    if item.status is Status.PLANNED and not waits:
        return Status.CAN_START
    return Status.PLANNED if item.status is Status.CAN_START and waits else item.status


Money = float | None


def costs(efforts: tuple[Effort, ...], rates: Mapping[str, float]) -> tuple[Money, Money, Money]:
    """Low, mid and high cost in the rates' currency; ``None`` where a role has no rate."""
    if not all(effort.role in rates for effort in efforts):
        return None, None, None
    return (
        sum(effort.low * rates[effort.role] for effort in efforts),
        sum(effort.mid * rates[effort.role] for effort in efforts),
        sum(effort.high * rates[effort.role] for effort in efforts),
    )


def horizon(end: date, start: date, days: tuple[int, int, int]) -> str:
    """The first of the pack's horizons (days from the start) in which work ends, or ``later``."""
    return next((str(limit) for limit in days if (end - start).days <= limit), "later")
