"""From a scorecard to a plan: what is chosen, when it is done, what it costs, what it assumes."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.model import Answer
from content.model import Effort, ExitCriterion, Pack
from scoring.model import Scorecard
from scoring.readiness import judge
from scoring.roadmap import plan
from scoring.roadmap_model import Freeze, PlanInputs, PlannedInitiative, Roadmap, Status
from scoring.schedule import PlanImpossibleError
from tests.scoring.builders import NOW, answer, finding, initiative, inputs, measured, pack, profile

MONDAY = date(2026, 11, 2)
BASE = pack(per_area=3, draws=20)
IDS = tuple(item.id for item in BASE.capabilities)
CRITICAL = BASE.profile("service").critical
GATE, OTHER = "reliable.c0", "data.c2"


def packed(**initiatives: dict[str, Any]) -> Pack:
    """The small pack with some initiatives changed; ``data_c2`` names that of ``data.c2``."""
    changes = {name.replace("_", "."): fields for name, fields in initiatives.items()}
    made = tuple(
        initiative(f"I-{item.id}", item.id, **changes.get(item.id, {}))
        for item in BASE.capabilities
    )
    return BASE.model_copy(update={"initiatives": made})


def card(used: Pack = BASE, findings: Any = (), **levels: int | None) -> Scorecard:
    """Everyone at 4 with accepted artefacts, but for ``levels``; ``None`` leaves one unanswered."""
    said: dict[str, int | None] = dict.fromkeys(IDS, 4)
    said |= {name.replace("_", "."): level for name, level in levels.items()}
    answers = [answer(name, level, "E3") for name, level in said.items() if level is not None]
    return judge(used, inputs(answers=answers, findings=findings, depth="full"), NOW)


def made(used: Pack = BASE, scorecard: Scorecard | None = None, **more: Any) -> Roadmap:
    given_inputs = PlanInputs.model_validate(
        {"start": MONDAY, "capacity": {"engineer": 1.0, "operator": 1.0, "sponsor": 1.0}} | more
    )
    return plan(used, scorecard or card(used, reliable_c0=1, data_c2=1), (), given_inputs, NOW)


def row(found: Roadmap, capability: str) -> PlannedInitiative:
    return next(item for item in found.rows if item.capability == capability)


def test_capabilities_below_target_get_their_initiative_and_no_others() -> None:
    assert {item.capability for item in made().rows} == {GATE, OTHER}
    found = row(made(), OTHER)
    assert (found.from_level, found.to_level) == (1, 3)


def test_what_opens_the_gate_comes_before_the_rest() -> None:
    found = made()
    assert [item.capability for item in found.rows] == [GATE, OTHER]
    assert [item.opens_gate for item in found.rows] == [True, False]
    assert row(found, GATE).priority > row(found, OTHER).priority
    assert row(found, GATE).why.startswith("Blocks the gate: reliable c0 is critical")


def test_a_critical_capability_too_unlikely_at_its_target_is_planned_from_the_level_below() -> None:
    scorecard = judge(
        BASE,
        inputs(answers=[answer(n, 3 if n == GATE else 4, "E2") for n in IDS], depth="full"),
        NOW,
    )
    found = made(scorecard=scorecard)
    assert scorecard.capability(GATE).mean > 2.5
    assert (row(found, GATE).from_level, row(found, GATE).to_level) == (2, 3)


def test_what_nobody_answered_gets_no_work_and_is_named() -> None:
    found = made(scorecard=card(reliable_c0=None, data_c2=1))
    assert {item.capability for item in found.rows} == {OTHER}
    assert found.unplanned_blockers == (GATE,)


def test_nothing_blocked_has_no_gate_date() -> None:
    found = made(scorecard=card(data_c2=1))
    assert (found.gate, found.gate_effort_mid) == (None, 0)
    assert found.limiting_role == "engineer"


def test_nothing_to_do_is_an_empty_plan() -> None:
    found = made(scorecard=card())
    assert (found.rows, found.load, found.limiting_role, found.gate) == ((), (), None, None)


def test_an_untold_plan_of_nothing_costs_nothing() -> None:
    assert made(scorecard=card()).cost_mid is None


def test_prerequisites_come_first_and_inherit_the_priority() -> None:
    used = packed(reliable_c0={"prerequisites": ("I-data.c2",)})
    found = made(used)
    assert row(found, GATE).prerequisites == ("I-data.c2",)
    assert row(found, OTHER).end <= row(found, GATE).start
    assert row(found, OTHER).priority == row(found, GATE).priority
    assert row(found, OTHER).why.endswith("needed first for: Build reliable.c0.")
    assert found.gate_effort_mid == 4


def test_several_ways_to_one_dependent_count_it_once() -> None:
    used = packed(
        reliable_c0={"prerequisites": ("I-data.c1", "I-data.c2")},
        data_c1={"prerequisites": ("I-data.c2",)},
    )
    found = made(used, card(used, reliable_c0=1, data_c1=1, data_c2=1))
    assert [item.capability for item in found.rows] == [OTHER, "data.c1", GATE]
    assert len({item.priority for item in found.rows}) == 1


def test_a_prerequisite_in_place_holds_nothing_up() -> None:
    used = packed(reliable_c0={"prerequisites": ("I-data.c1",)})
    found = made(used)
    assert row(found, GATE).prerequisites == ()
    assert len(found.rows) == 2


def test_a_prerequisite_that_nobody_answered_is_an_assumption_said_aloud() -> None:
    used = packed(reliable_c0={"prerequisites": ("I-data.c2",)})
    found = made(used, card(used, reliable_c0=1, data_c2=None))
    assert [item.capability for item in found.rows] == [GATE]
    assert any(note.startswith("data c2 is assumed to be in place") for note in found.notes)


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


@pytest.mark.parametrize(
    "dropped", [{"dropped": ("I-reliable.c0",)}, {"status": {"I-reliable.c0": Status.DROPPED}}]
)
def test_dropping_what_opens_the_gate_leaves_no_date_and_names_the_blocker(
    dropped: dict[str, Any],
) -> None:
    found = made(**dropped)
    assert {item.capability for item in found.rows} == {OTHER}
    assert (found.gate, found.unplanned_blockers) == (None, (GATE,))


def test_work_that_goes_ahead_without_a_dropped_prerequisite_says_so() -> None:
    used = packed(reliable_c0={"prerequisites": ("I-data.c2",)})
    found = made(used, dropped=("I-data.c2",))
    assert row(found, GATE).why.endswith("Goes ahead without Build data.c2, which was dropped.")


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


def test_a_low_dimension_is_lifted_by_its_best_initiatives_only() -> None:
    critical = (*(c for c in CRITICAL if c != "observable.c0"), "data.c1")
    used = BASE.model_copy(update={"profiles": (profile(critical),)})
    scorecard = card(used, observable_c0=1, observable_c2=1)
    found = made(used, scorecard)
    assert {reason.code for reason in scorecard.reasons} == {"area_level"}
    opening = [item for item in found.rows if item.opens_gate]
    assert [item.capability for item in opening] == ["observable.c0"]
    assert opening[0].why.endswith("in a dimension that is too low for the gate.")


def test_a_dimension_of_which_nothing_is_known_gets_no_work() -> None:
    found = made(scorecard=card(observable_c0=None, observable_c1=None, observable_c2=None))
    assert found.rows == ()
    assert set(found.unplanned_blockers) == {"observable.c0", "observable.c1"}


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
    assert not found.optimal


def test_a_capability_without_an_initiative_is_a_blocker_without_a_plan() -> None:
    fewer = tuple(item for item in BASE.initiatives if item.capability != GATE)
    used = BASE.model_copy(update={"initiatives": fewer})
    found = made(used)
    assert {item.capability for item in found.rows} == {OTHER}
    assert found.unplanned_blockers == (GATE,)


def test_a_reading_stands_beside_its_condition() -> None:
    seen = finding(GATE, 3, "absent")
    found = plan(
        BASE, card(reliable_c0=1), (seen,), PlanInputs(start=MONDAY), NOW, metrics_of_probe={}
    )
    assert found.rows[0].conditions[0].state == "not_read"
    assert found.rows[0].exit_sentence == "It holds."


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
