"""From a scorecard to a plan: when work is done, what it costs, what limits it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.model import Answer, Finding
from content.model import Effort, ExitCriterion, Pack
from content.traits import Traits
from scoring.readiness import judge
from scoring.roadmap import plan
from scoring.roadmap_model import Freeze, PlanInputs, Status
from scoring.schedule import PlanImpossibleError
from tests.scoring.builders import NOW, answer, finding, inputs, measured, reading
from tests.scoring.plan_builders import (
    BASE,
    GATE,
    IDS,
    MONDAY,
    OTHER,
    card,
    made,
    packed,
    row,
)


def test_done_work_waits_for_its_proof_only() -> None:
    used = packed(reliable_c0={"prerequisites": ("I-data.c2",)})
    found = made(used, status={"I-data.c2": Status.DONE, "I-reliable.c0": Status.DONE})
    gate = row(found, GATE)
    assert (gate.start, gate.end, gate.status) == (MONDAY, MONDAY, Status.DONE)
    assert gate.proof_end == MONDAY + timedelta(days=30)
    assert (gate.prerequisites, found.effort_mid) == ((), 0)
    assert found.gate is not None
    assert found.gate.p80 == MONDAY + timedelta(days=30)


def test_proved_work_no_longer_holds_the_gate() -> None:
    assert made(status={"I-reliable.c0": Status.PROVED}).gate is None


def test_planned_work_that_waits_for_nothing_can_start() -> None:
    used = packed(reliable_c0={"prerequisites": ("I-data.c2",)})
    found = made(used, status={"I-reliable.c0": Status.CAN_START})
    assert row(found, OTHER).status is Status.CAN_START
    assert row(found, GATE).status is Status.PLANNED
    later = made(used, earliest={"I-data.c2": MONDAY + timedelta(days=7)})
    assert row(later, OTHER).status is Status.PLANNED


def test_work_in_progress_keeps_its_people() -> None:
    found = made(status={"I-data.c2": Status.IN_PROGRESS})
    assert [item.capability for item in found.rows] == [OTHER, GATE]
    assert row(found, OTHER).status is Status.IN_PROGRESS


def test_nothing_starts_before_its_earliest_day_or_in_a_freeze() -> None:
    freeze = Freeze(name="peak", start=date(2026, 11, 16), end=date(2026, 11, 20))
    found = made(earliest={"I-reliable.c0": date(2026, 11, 16)}, freezes=(freeze,))
    assert row(found, GATE).start == date(2026, 11, 23)
    assert found.freezes == (freeze,)


def test_the_gate_waits_for_the_proof_of_the_last_work() -> None:
    found = made()
    gate = row(found, GATE)
    assert found.gate is not None
    assert gate.end <= gate.p50 <= gate.p80
    assert found.gate.p50 == gate.p50 + timedelta(days=30)
    assert found.gate.p80 == gate.p80 + timedelta(days=30) == gate.proof_end


def test_a_role_without_a_stated_capacity_has_the_packs_default_and_says_so() -> None:
    found = made(capacity={})
    (load,) = found.load
    assert (load.role, load.people, load.assumed) == ("engineer", 0.5, True)
    assert found.notes == ("Nobody stated the capacity of Engineer: 0.5 people are assumed.",)
    assert not made().notes


def test_the_load_of_a_week_is_the_share_of_the_role_that_works() -> None:
    (load,) = made(effort_mid={"I-reliable.c0": 1.5, "I-data.c2": 1}).load
    assert load.weeks == pytest.approx((1, 1, 0.5))
    assert not load.assumed


def test_a_week_in_which_the_plan_begins_late_is_filled_from_its_start() -> None:
    found = made(start=date(2026, 11, 5), effort_mid={"I-reliable.c0": 0.4, "I-data.c2": 0.2})
    assert found.first_monday == MONDAY
    assert found.load[0].weeks == pytest.approx((0.4, 0.2))


def test_costs_come_from_rates_and_are_missing_where_a_rate_is() -> None:
    priced = made(rates={"engineer": 5000}, currency="EUR")
    assert row(priced, GATE).cost_mid == 10_000
    assert (priced.cost_low, priced.cost_high, priced.gate_cost_mid) == (10_000, 40_000, 10_000)
    unpriced = made(rates={"operator": 5000}, currency="EUR")
    assert (row(unpriced, GATE).cost_mid, unpriced.cost_mid) == (None, None)


def test_a_planners_effort_scales_low_mid_and_high() -> None:
    found = row(made(effort_mid={"I-reliable.c0": 6}), GATE)
    assert (found.effort_low, found.effort_mid, found.effort_high) == (3, 6, 12)


def test_owners_are_shown() -> None:
    assert row(made(owners={"I-reliable.c0": "Ada"}), GATE).owner == "Ada"


def test_slack_is_what_the_gate_can_wait_for() -> None:
    short = {"exit": ExitCriterion(sentence="", conditions=(measured(),), proof_days=3)}
    used = packed(reliable_c0=short)
    both = made(used, card(used, reliable_c0=1, observable_c0=1))
    assert row(both, "observable.c0").slack_days in (0, 1)
    assert row(both, GATE).slack_days > 0


def test_horizons_run_from_the_start_of_the_plan() -> None:
    found = made(effort_mid={"I-reliable.c0": 1, "I-data.c2": 40})
    assert (row(found, GATE).horizon, row(found, OTHER).horizon) == ("30", "later")


def test_the_limiting_role_is_the_one_that_brings_the_gate_forward() -> None:
    both = (
        Effort(role="engineer", low=1, mid=1, high=1),
        Effort(role="operator", low=5, mid=5, high=5),
    )
    used = packed(reliable_c0={"effort": both})
    assert made(used).limiting_role == "operator"
    assert made(used, capacity={"engineer": 0.1, "operator": 9}).limiting_role == "engineer"


def test_where_no_single_role_moves_the_gate_the_busiest_limits() -> None:
    twins = tuple(Effort(role=name, low=2, mid=2, high=2) for name in ("engineer", "operator"))
    used = packed(reliable_c0={"effort": twins}, data_c2={"effort": twins[:1]})
    assert made(used).limiting_role in ("engineer", "operator")


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ({"capacity": {"engineer": 0}}, "Nobody is given for Engineer"),
        ({"effort_mid": {"I-reliable.c0": 0}}, "enter more than 0"),
        ({"capacity": {"engineer": 0.001}}, "more than 10 years"),
    ],
)
def test_an_impossible_plan_says_what_to_change(bad: dict[str, Any], sentence: str) -> None:
    with pytest.raises(PlanImpossibleError, match=sentence):
        made(**bad)


def test_the_money_at_stake_and_the_runs_are_carried() -> None:
    found = made(value_low=1e5, value_high=2e5)
    assert (found.value_low, found.value_high) == (1e5, 2e5)
    assert (found.runs, found.seed) == (1000, 7)
    assert found.optimal


def test_a_reading_stands_beside_its_condition() -> None:
    seen = finding(GATE, 3, "absent")
    found = plan(
        BASE, card(reliable_c0=1), (seen,), PlanInputs(start=MONDAY), NOW, metrics_of_probe={}
    )
    assert found.rows[0].conditions[0].state == "not_read"
    assert found.rows[0].exit_sentence == "It holds."


def test_the_use_cases_own_objective_takes_the_place_of_a_criterions_target() -> None:
    criterion = ExitCriterion(
        sentence="It holds.", conditions=(measured(target_trait="latency_p95_ms"),), proof_days=3
    )
    used = packed(reliable_c0={"exit": criterion})
    found = plan(
        used, card(used, reliable_c0=1), (), PlanInputs(start=MONDAY), NOW,
        traits=Traits(latency_p95_ms=100),
    )  # fmt: skip
    assert found.rows[0].conditions[0].target_value == 100


def test_what_the_sources_gave_stands_beside_each_criterion() -> None:
    def told(*findings: Finding, metrics: dict[str, tuple[str, ...]] | None = None) -> str:
        found = plan(
            BASE, card(reliable_c0=1), findings, PlanInputs(start=MONDAY), NOW,
            metrics_of_probe=metrics,
        )  # fmt: skip
        return found.rows[0].conditions[0].state

    assert told(finding(GATE, readings=(reading(200),))) == "met"
    assert told(finding(GATE, readings=(reading(300),))) == "not_met"
    refused = finding(outcome="unavailable", probe="speed", remedy="Allow port 9090.")
    assert told(refused, metrics={"speed": ("latency_p95",)}) == "unavailable"
    assert told(refused) == "not_read"


some_levels = st.lists(st.sampled_from([1, 2, 3, 4]), min_size=len(IDS), max_size=len(IDS))
links = st.lists(st.tuples(st.integers(0, len(IDS) - 1), st.integers(0, len(IDS) - 1)), max_size=20)


def linked(pairs: list[tuple[int, int]]) -> Pack:
    before: dict[str, tuple[str, ...]] = {}
    for one, other in pairs:
        if one != other:
            later, earlier = max(one, other), min(one, other)
            before[IDS[later]] = tuple({*before.get(IDS[later], ()), f"I-{IDS[earlier]}"})
    return packed(**{name: {"prerequisites": found} for name, found in before.items()})


def answered(levels: list[int]) -> list[Answer]:
    return [answer(name, level, "E2") for name, level in zip(IDS, levels, strict=True)]


SLOW = settings(
    deadline=None, max_examples=25, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


@SLOW
@given(some_levels, links)
def test_a_roadmap_never_breaks_a_prerequisite_or_a_capacity(
    levels: list[int], pairs: list[tuple[int, int]]
) -> None:
    used = linked(pairs)
    scorecard = judge(used, inputs(answers=answered(levels), depth="full"), NOW)
    found = made(used, scorecard)
    rows = {item.id: item for item in found.rows}
    for item in found.rows:
        assert all(rows[before].end <= item.start for before in item.prerequisites)
        assert item.slack_days >= 0
        assert item.start <= item.end <= item.proof_end
    assert all(0 <= share <= 1 for load in found.load for share in load.weeks)


@SLOW
@given(some_levels, links)
def test_the_same_inputs_give_the_same_plan(
    levels: list[int], pairs: list[tuple[int, int]]
) -> None:
    used = linked(pairs)
    scorecard = judge(used, inputs(answers=answered(levels), depth="full"), NOW)
    assert made(used, scorecard) == made(used, scorecard)
