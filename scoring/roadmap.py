"""Gaps and initiatives -> a prioritised plan with dates, under the client's capacity."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from assessment.model import Finding, Overrule
from content.model import Pack
from content.traits import Traits
from scoring.exit_criterion import readings_of
from scoring.groundwork import Groundwork, groundwork
from scoring.limits import limiting_role, slack_days
from scoring.load import first_monday, role_loads
from scoring.model import Scorecard
from scoring.plan_rows import Money, Telling, row
from scoring.roadmap_model import Milestone, PlanInputs, PlannedInitiative, Roadmap, Status
from scoring.selection import FINISHED
from scoring.simulation import proof_dates, quantile_date
from scoring.why import no_date, notes, unplanned_blockers


def plan(
    pack: Pack,
    scorecard: Scorecard,
    findings: Iterable[Finding],
    plan_inputs: PlanInputs,
    as_of: datetime,
    *,
    traits: Traits | None = None,
    overrules: Collection[Overrule] = (),
    metrics_of_probe: Mapping[str, tuple[str, ...]] | None = None,
) -> Roadmap:
    """The roadmap for one scorecard; the same inputs give the same plan.

    ``traits`` hold the use case's own objectives, which take the place of a criterion's target.
    ``metrics_of_probe`` says which metrics a probe would have read, so that one that could not look
    shows as unavailable. Dates are calendar days. Raises ``scoring.schedule.PlanImpossibleError``
    with what to change where a capacity, an effort or the prerequisites allow no plan.
    """
    basis = groundwork(pack, scorecard, plan_inputs)
    telling = Telling(
        pack=pack,
        inputs=plan_inputs,
        readings=readings_of(findings, overrules, metrics_of_probe or {}, as_of),
        traits=traits,
        slack=slack_days(basis),
    )
    rows = [row(item, basis, telling) for item in basis.candidates]
    assumed = {role: basis.capacity[role] for role in basis.assumed}
    undated = no_date(scorecard, pack, plan_inputs)
    return Roadmap(
        gate=None if undated else _gate(basis),
        unplanned_blockers=unplanned_blockers(scorecard, basis.candidates),
        notes=(*undated, *notes(pack, scorecard, basis.candidates, assumed)),
        **_laid_out(basis, rows),
        **_from_client(plan_inputs),
    )


def _laid_out(basis: Groundwork, rows: Sequence[PlannedInitiative]) -> dict[str, object]:
    """What follows from the schedule and its rows."""
    serving = {item.id for item in basis.candidates if item.serves_gate}
    return {
        "rows": tuple(sorted(rows, key=lambda item: (item.start, -item.priority, item.id))),
        "load": role_loads(basis),
        "limiting_role": limiting_role(basis),
        "runs": basis.judgement.draws,
        "seed": basis.judgement.seed,
        **_totals(rows, ""),
        **_totals([item for item in rows if item.id in serving], "gate_"),
    }


def _from_client(inputs: PlanInputs) -> dict[str, object]:
    """What the client's side of the plan says of itself."""
    return {
        "start": inputs.start,
        "first_monday": first_monday(inputs.start),
        "freezes": inputs.freezes,
        "currency": inputs.currency,
        "value_low": inputs.value_low,
        "value_high": inputs.value_high,
    }


def _gate(basis: Groundwork) -> Milestone | None:
    """When proof can be complete if the work succeeds: the latest proof end, taken run by run.

    Work that is done but not proved starts its window with the plan: nobody has said when it ended.
    """
    opening = [item for item in basis.candidates if item.opens_gate]
    unproved = [item for item in opening if item.status is not Status.PROVED]
    ends = {item.id: basis.ends.get(item.id, basis.at_start) for item in unproved}
    proofs = {item.id: item.proof_days for item in unproved}
    latest = proof_dates(ends, proofs, basis.calendar)
    if latest is None:
        return None
    return Milestone(
        name="Gate review", p50=quantile_date(latest, 0.5), p80=quantile_date(latest, 0.8)
    )


def _totals(rows: Sequence[PlannedInitiative], prefix: str) -> dict[str, float | None]:
    """Person-weeks and money of the unfinished rows; money only where every row has it."""
    left = [item for item in rows if item.status not in FINISHED]
    return {
        f"{prefix}effort_low": sum(item.effort_low for item in left),
        f"{prefix}effort_mid": sum(item.effort_mid for item in left),
        f"{prefix}effort_high": sum(item.effort_high for item in left),
        f"{prefix}cost_low": _sum([item.cost_low for item in left]),
        f"{prefix}cost_mid": _sum([item.cost_mid for item in left]),
        f"{prefix}cost_high": _sum([item.cost_high for item in left]),
    }


def _sum(amounts: Sequence[Money]) -> Money:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known and len(known) == len(amounts) else None
