"""Gaps and initiatives -> a prioritised plan with dates, under the client's capacity."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from assessment.model import Finding, Overrule
from content.model import Pack
from content.proof_rules import proof_rules
from content.traits import Traits
from scoring.entries import broken, duties
from scoring.exit_criterion import readings_of
from scoring.groundwork import Groundwork, groundwork
from scoring.limits import limiting_role, slack_days
from scoring.load import first_monday, role_loads
from scoring.model import Scorecard, Verdict
from scoring.plan_rows import Money, Telling, row
from scoring.projection import climb, projected, stays_open, walk
from scoring.proof import Watched, proofs
from scoring.proof_model import InitiativeProof, Standing
from scoring.roadmap_model import Milestone, PlanInputs, PlannedInitiative, Roadmap, Status
from scoring.selection import FINISHED
from scoring.sensitivity import Basis
from scoring.simulation import proof_dates, quantile_date
from scoring.why import no_date, notes, unplanned_blockers

LATE = 1e-4
"""Working weeks of missed dates that are rounding."""


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
    made: Basis | None = None,
    watched: Watched | None = None,
) -> Roadmap:
    """The roadmap for one scorecard; the same inputs give the same plan.

    ``traits`` hold the use case's own objectives, which take the place of a criterion's target.
    ``metrics_of_probe`` says which metrics a probe would have read, so that one that could not look
    shows as unavailable. ``made`` is the judgement behind the scorecard: it says what each
    initiative moves and what the verdict will be; without it the plan has neither. ``watched`` is
    what was read and attested of the exit criteria over time. Dates are calendar days. Raises
    ``scoring.schedule.PlanImpossibleError`` with what to change where a capacity, an effort or the
    prerequisites allow no plan.
    """
    shown = proofs(pack.initiatives, watched, traits, proof_rules()) if watched else {}
    plan_inputs = _with_proved(plan_inputs, shown)
    basis = groundwork(pack, scorecard, plan_inputs, made)
    tried = [item for given in watched.attempts.values() for item in given] if watched else []
    telling = Telling(
        pack=pack,
        inputs=plan_inputs,
        readings=readings_of(findings, overrules, metrics_of_probe or {}, as_of, tried),
        traits=traits,
        slack=slack_days(basis),
        proofs=shown,
    )
    rows = sorted(
        (row(item, basis, telling) for item in basis.candidates),
        key=lambda item: (item.start, -item.priority, item.id),
    )
    assumed = {role: basis.capacity[role] for role in basis.assumed}
    undated = no_date(scorecard, pack, plan_inputs)
    gate = None if undated else _gate(basis)
    return Roadmap(
        gate=gate,
        unplanned_blockers=unplanned_blockers(scorecard, pack, basis.candidates),
        notes=(*undated, *notes(pack, scorecard, basis.candidates, assumed)),
        broken=broken(pack, basis, plan_inputs, rows),
        duties=duties(plan_inputs, rows, gate),
        **_laid_out(basis, rows),
        **_proved(basis, plan_inputs),
        **_verdicts(pack, scorecard, rows, plan_inputs, made),
        **_from_client(plan_inputs),
    )


def _with_proved(inputs: PlanInputs, shown: Mapping[str, InitiativeProof]) -> PlanInputs:
    """What was called done and has been proved since waits for no window any more."""
    proved = {
        name: Status.PROVED
        for name, status in inputs.status.items()
        if status is Status.DONE and name in shown and shown[name].standing is Standing.PROVED
    }
    return inputs.model_copy(update={"status": inputs.status | proved}) if proved else inputs


def _proved(basis: Groundwork, inputs: PlanInputs) -> dict[str, object]:
    """How good the order is known to be."""
    if not basis.works:
        return {}
    late, day, ends = basis.aim.cost(basis.schedule)
    proved = inputs.proved if basis.solved else None
    gap = day - basis.bound if basis.aim.proofs else 0
    in_time = late <= (proved.late_bound if proved else 0.0) + LATE
    if not basis.aim.proofs and proved is None:
        return {"problem": basis.problem}
    return {
        "optimal": gap == 0 and in_time and (proved is not None or bool(basis.aim.proofs)),
        "solver": proved.solver if proved else "",
        "gate_gap": gap if in_time else None,
        "ends_gap": max(0.0, 1 - proved.ends_bound / ends) if proved and ends else None,
        "gate_day": inputs.start + timedelta(days=day) if basis.aim.proofs else None,
        "problem": basis.problem,
    }


def _verdicts(
    pack: Pack,
    scorecard: Scorecard,
    rows: Sequence[PlannedInitiative],
    inputs: PlanInputs,
    made: Basis | None,
) -> dict[str, object]:
    wanted = Verdict(pack.profile(scorecard.profile).drives_to)
    if made is None:
        return {"drives_to": wanted}
    held = walk(made, rows, wanted, inputs.start)
    return {
        "drives_to": wanted,
        "projected": projected(held),
        "climb": climb(held),
        "stays_open": stays_open(held, wanted),
    }


def _laid_out(basis: Groundwork, rows: Sequence[PlannedInitiative]) -> dict[str, object]:
    """What follows from the schedule and its rows."""
    serving = {item.id for item in basis.candidates if item.serves_gate}
    return {
        "rows": tuple(rows),
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
    delivered = [item.inherited for item in opening if item.inherited is not None]
    ends = {item.id: basis.ends.get(item.id, basis.at_start) for item in unproved}
    proofs = {item.id: item.proof_days for item in unproved}
    latest = proof_dates(ends, proofs, basis.calendar)
    if latest is None and not delivered:
        return None
    days = [] if latest is None else [quantile_date(latest, 0.5), quantile_date(latest, 0.8)]
    p50, p80 = (max([*delivered, *days[place : place + 1]]) for place in (0, 1))
    return Milestone(name="Gate review", p50=p50, p80=p80)


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
