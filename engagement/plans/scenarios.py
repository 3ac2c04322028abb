"""Scenarios: trial plans kept by name, compared, taken over or thrown away."""

from datetime import datetime

from engagement.faults import Refused
from engagement.identity import new_id
from engagement.outside import clock
from engagement.plans import planning
from engagement.store import Store
from engagement.store import scenarios as rows
from engagement.store.scenarios import Scenario
from engagement.workspaces import assessment_in, record_in
from reports.kept_scenarios import KeptScenario, figures_of, what_differs
from scoring.roadmap_model import PlanInputs

NAME_LENGTH = 60


def scenarios(store: Store, assessment_id: str) -> tuple[Scenario, ...]:
    """What was kept by name, in order of name."""
    with store.reading() as tx:
        return rows.scenarios(tx, assessment_in(tx, assessment_id).id)


def keep_scenario(
    store: Store, assessment_id: str, name: str, inputs: PlanInputs, by: str = ""
) -> Scenario:
    """Keep a trial by name; the same name again replaces what it stood for.

    A plan that cannot be made is refused.
    """
    wanted = name.strip()
    if not wanted or len(wanted) > NAME_LENGTH:
        raise Refused(f"Give the scenario a name of at most {NAME_LENGTH} characters.")
    planning.roadmap(store, assessment_id, inputs=inputs)
    with store.writing() as tx:
        known = {item.name: item.id for item in rows.scenarios(tx, assessment_id)}
        kept = Scenario(
            id=known.get(wanted) or new_id(), name=wanted, inputs=inputs, kept_by=by,
            kept_at=clock.now(),
        )  # fmt: skip
        rows.save_scenario(tx, assessment_id, kept)
        record_in(tx, assessment_id, "scenario kept", by=by, scenario=wanted)
    return kept


def take_over(store: Store, assessment_id: str, scenario: Scenario, by: str = "") -> None:
    """Make a scenario the plan."""
    planning.keep_plan(store, assessment_id, scenario.inputs, by=by)


def remove_scenario(store: Store, assessment_id: str, scenario: Scenario, by: str = "") -> None:
    """Throw a scenario away."""
    with store.writing() as tx:
        if not rows.remove_scenario(tx, assessment_in(tx, assessment_id).id, scenario.id):
            raise Refused("This scenario is not kept any more; somebody has removed it.")
        record_in(tx, assessment_id, "scenario removed", by=by, scenario=scenario.name)


def kept_beside(
    store: Store, assessment_id: str, as_of: datetime | None = None
) -> tuple[KeptScenario, ...]:
    """The plan and every scenario in figures, the plan first; nothing where no scenario is kept."""
    kept = scenarios(store, assessment_id)
    if not kept:
        return ()
    own = planning.plan_inputs(store, assessment_id)
    plan = planning.roadmap(store, assessment_id, as_of)
    pack = planning.at_hand(store, assessment_id, as_of or clock.now())[0]
    made = [KeptScenario.model_validate({"name": "The plan", **figures_of(plan)})]
    for item in kept:
        told: dict[str, object] = {
            "name": item.name, "kept_by": item.kept_by, "kept_at": item.kept_at,
        }  # fmt: skip
        try:
            trial = planning.roadmap(store, assessment_id, as_of, inputs=item.inputs)
        except Refused as refused:
            told["impossible"] = str(refused)
        else:
            differs = what_differs(pack, own, item.inputs, (plan, trial))
            told |= {"differs": differs, **figures_of(trial)}
        made.append(KeptScenario.model_validate(told))
    return tuple(made)
