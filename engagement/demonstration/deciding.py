"""The decisions that the example's people took on its first plan."""

from datetime import date, timedelta

import yaml

from engagement.demonstration.shipped import shipped
from engagement.outside import clock
from engagement.plans import deciding, planning, scenarios
from engagement.settling import conflicts, good_enough
from engagement.store import Store
from reports.wording import person_weeks, short_day
from scoring.roadmap_model import Roadmap

BY = "the worked example"


def decide(store: Store, assessment_id: str) -> None:
    """Record the shipped decisions with the plan's own figures and days counted from today."""
    _settle(store, assessment_id)
    plan = planning.roadmap(store, assessment_id)
    today, gate = clock.now().date(), plan.gate.p80 if plan.gate else None
    figures = {
        "weeks": person_weeks(plan.gate_effort_mid),
        "day": short_day(today),
        "gate": f" of {short_day(gate)}" if gate else "",
    }
    for row in yaml.safe_load(shipped("decisions.yaml").read_text(encoding="utf-8")):
        deciding.record_decision(
            store,
            assessment_id=assessment_id,
            title=row["title"].format(**figures),
            text=row["text"].format(**figures),
            owner=row["owner"],
            due=_due(row, today, gate),
            by=BY,
        )
    _try_another(store, assessment_id, plan)


def _try_another(store: Store, assessment_id: str, plan: Roadmap) -> None:
    """Keep a scenario to compare with: one more person of the role that limits the plan."""
    people = {item.role: item.people for item in plan.load}
    if plan.limiting_role is None:
        return
    inputs = planning.plan_inputs(store, assessment_id)
    more = {plan.limiting_role: people[plan.limiting_role] + 1}
    wanted = inputs.model_copy(update={"capacity": inputs.capacity | more})
    scenarios.keep_scenario(store, assessment_id, "One more where it is short", wanted, by=BY)


def _settle(store: Store, assessment_id: str) -> None:
    """Who settles which conflict by when, and what was accepted below its target."""
    told = yaml.safe_load(shipped("settled.yaml").read_text(encoding="utf-8"))
    today = clock.now().date()
    held = {item.capability: item for item in conflicts.conflicts(store, assessment_id)}
    for row in told["conflicts"]:
        if row["capability"] in held:
            conflicts.assign(
                store, assessment_id=assessment_id, number=held[row["capability"]].number,
                owner=row["owner"], due=today + timedelta(days=row["days"]), by=BY,
            )  # fmt: skip
    for row in told["good_enough"]:
        good_enough.accept_level(
            store, assessment_id=assessment_id, capability=row["capability"], by=row["by"],
            reason=row["reason"], until=clock.now() + timedelta(days=row["days"]),
        )  # fmt: skip


def _due(row: dict[str, object], today: date, gate: date | None) -> date | None:
    return today + timedelta(days=int(str(row["days"]))) if "days" in row else gate
