"""What the work costs, what is at stake, when the gate can be reviewed: figures with ranges."""

from collections.abc import Mapping
from typing import NamedTuple

from reports.blocks import Figure
from reports.model import Report
from reports.wording import money, person_weeks, short_day, weeks_range
from scoring.model import Verdict
from scoring.roadmap_model import Roadmap


def figures(report: Report) -> tuple[Figure, ...]:
    """Up to four figures; what nobody has stated (rates, value) is left out, never filled in."""
    plan = report.roadmap
    if plan is None or report.scorecard.verdict is Verdict.INSUFFICIENT_EVIDENCE:
        return ()
    made = [_gate_work(plan), _whole(plan), _value(plan), _review(plan)]
    return tuple(item for item in made if item is not None)


def _work(
    label: str, weeks: tuple[float, float, float], cost: tuple[float | None, ...], currency: str
) -> Figure:
    low, mid, high = weeks
    target = "#section-roadmap"
    if None in cost:
        return Figure(
            label=label,
            value=person_weeks(mid),
            note=f"range {weeks_range(low, high)}",
            target=target,
        )
    least, middle, most = (money(item or 0.0, currency) for item in cost)
    note = f"{person_weeks(mid)}, range {least} to {most}"
    return Figure(label=label, value=middle, note=note, target=target)


def _gate_work(plan: Roadmap) -> Figure | None:
    if plan.gate is None or plan.gate_effort_mid <= 0:
        return None
    weeks = (plan.gate_effort_low, plan.gate_effort_mid, plan.gate_effort_high)
    cost = (plan.gate_cost_low, plan.gate_cost_mid, plan.gate_cost_high)
    return _work("To open the gate", weeks, cost, plan.currency)


def _whole(plan: Roadmap) -> Figure | None:
    if not plan.rows:
        return None
    weeks = (plan.effort_low, plan.effort_mid, plan.effort_high)
    return _work(
        "Whole roadmap", weeks, (plan.cost_low, plan.cost_mid, plan.cost_high), plan.currency
    )


def _value(plan: Roadmap) -> Figure | None:
    if plan.value_low is None and plan.value_high is None:
        return None
    known = [item for item in (plan.value_low, plan.value_high) if item is not None]
    if len(known) == 1 or known[0] == known[1]:
        return Figure(
            label="Value at stake",
            value=money(known[0], plan.currency),
            note="a quarter, as stated",
        )
    middle = money(sum(known) / 2, plan.currency)
    ends = " to ".join(money(item, plan.currency) for item in known)
    return Figure(label="Value at stake", value=middle, note=f"a quarter, as stated: {ends}")


def _review(plan: Roadmap) -> Figure | None:
    if plan.gate is None:
        return None
    note = f"four chances in five, if the work succeeds; even odds {short_day(plan.gate.p50)}"
    return Figure(
        label="Gate review", value=short_day(plan.gate.p80), note=note, target="#section-roadmap"
    )


class RoleWork(NamedTuple):
    """Likely person-weeks of one role, to the gate and in all; its rate a person-week where known."""

    role: str
    gate: float
    whole: float
    rate: float | None


def by_role(plan: Roadmap, rates: Mapping[str, float]) -> tuple[RoleWork, ...]:
    """The work that is left by role, the most first; finished work costs nothing more.

    To the gate counts what opens it and all that has to be there first.
    """
    serving = _serving(plan)
    gate: dict[str, float] = {}
    whole: dict[str, float] = {}
    for row in plan.rows:
        if row.is_finished:
            continue
        for role, weeks in row.effort_by_role.items():
            whole[role] = whole.get(role, 0.0) + weeks
            gate[role] = gate.get(role, 0.0) + (weeks if row.id in serving else 0.0)
    order = sorted(whole, key=lambda role: (-whole[role], role))
    return tuple(RoleWork(role, gate[role], whole[role], rates.get(role)) for role in order)


def _serving(plan: Roadmap) -> frozenset[str]:
    """What opens the gate, and whatever that waits for."""
    known = {row.id: row for row in plan.rows}
    waiting = [row.id for row in plan.rows if row.opens_gate]
    held: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in known and name not in held:
            held.add(name)
            waiting += known[name].prerequisites
    return frozenset(held)
