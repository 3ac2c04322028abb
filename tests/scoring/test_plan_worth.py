"""Priority with its parts, the projected verdict, and what waiting costs."""

from datetime import date, timedelta
from typing import Any

import pytest

from scoring.delay import cost_of_delay
from scoring.model import Scorecard, Verdict
from scoring.projection import projected, stays_open, walk
from scoring.readiness import judge
from scoring.roadmap import plan
from scoring.roadmap_model import Duty, PlanInputs, PlannedInitiative, Roadmap, Status
from scoring.sensitivity import Basis, at_level, basis, share, with_beliefs
from tests.scoring.builders import NOW, answer, inputs, pack, profile
from tests.scoring.plan_builders import (
    BASE,
    GATE,
    IDS,
    MONDAY,
    OTHER,
    judgement,
    packed,
    row,
    weighed,
)
from tests.scoring.test_plan_choice import OPEN_DIMENSION

GATE_ID, OTHER_ID = "I-reliable.c0", "I-data.c2"
TWO: dict[str, int | None] = {"reliable_c0": 1, "scalable_c1": 1}


def test_the_only_blocker_is_worth_the_whole_gate() -> None:
    parts = row(weighed(), GATE).parts
    assert parts is not None
    assert (parts.rise, parts.fall, parts.gate) == (1, 1, 1)
    assert (parts.value, parts.stated, parts.duty) == (1, False, 0)
    assert parts.effort == 2
    assert parts.own == pytest.approx(parts.confidence / 2)


def test_of_two_blockers_neither_opens_the_gate_alone_and_each_left_out_shuts_it() -> None:
    for name in ("reliable.c0", "scalable.c1"):
        parts = row(weighed(levels=TWO), name).parts
        assert parts is not None
        assert (parts.rise, parts.fall, parts.gate) == (0, 1, 0.5)


SHAKEN = pack(per_area=3, draws=200)
Said = dict[str, tuple[int, str]]
UNSURE: Said = {"reliable.c0": (3, "E2"), "scalable.c1": (3, "E2")}
UNLIKELY: Said = {"reliable.c0": (2, "E1"), "scalable.c1": (3, "E2")}


def shaken(said: Said) -> tuple[Scorecard, Basis]:
    answers = [answer(name, *said.get(name, (4, "E3"))) for name in IDS]
    given = inputs(answers=answers, depth="full")
    return judge(SHAKEN, given, NOW), basis(SHAKEN, given, NOW)


def planned(said: Said, **more: object) -> Roadmap:
    scorecard, made_of = shaken(said)
    given = PlanInputs.model_validate({"start": MONDAY, "capacity": {"engineer": 1.0}} | more)
    return plan(SHAKEN, scorecard, (), given, NOW, made=made_of)


@pytest.mark.parametrize("said", [UNSURE, UNLIKELY])
def test_rise_and_fall_are_differences_of_the_share_that_ends_in_the_wanted_verdict(
    said: Said,
) -> None:
    found, (_, today) = planned(said), shaken(said)
    settled = {name: at_level(3) for name in said}

    def reached(names: set[str]) -> float:
        return share(with_beliefs(today, {n: settled[n] for n in names}), Verdict.READY)

    assert {item.capability for item in found.rows} == set(said)
    for name in said:
        parts = row(found, name).parts
        assert parts is not None
        assert parts.rise == pytest.approx(max(0.0, reached({name}) - reached(set())))
        assert parts.fall == pytest.approx(reached(set(said)) - reached(set(said) - {name}))
        assert 0 < parts.fall <= 1
        assert parts.gate == pytest.approx((parts.rise + parts.fall) / 2)


def test_confidence_is_the_chance_that_the_capability_lies_below_its_target() -> None:
    found, (scorecard, _) = planned(UNSURE), shaken(UNSURE)
    parts = row(found, "reliable.c0").parts
    assert parts is not None
    assert parts.confidence == pytest.approx(sum(scorecard.capability("reliable.c0").belief[:2]))
    assert parts.confidence < 0.5


def test_priority_is_the_product_of_its_visible_parts() -> None:
    found = weighed(
        value_low=90_000, value_high=110_000, effort_mid={GATE_ID: 4},
        duties=(Duty(name="Contract", due=MONDAY, initiative=GATE_ID, cost=20_000),),
    )  # fmt: skip
    item = row(found, GATE)
    assert item.parts is not None
    assert (item.parts.value, item.parts.duty, item.parts.effort) == (100_000, 20_000, 4)
    expected = (1 * 100_000 + 20_000) * item.parts.confidence / 4
    assert item.priority == pytest.approx(expected)
    assert 0.9 < item.parts.confidence <= 1


def test_a_duty_of_the_gate_weighs_by_what_each_initiative_moves() -> None:
    parts = row(weighed(levels=TWO, duties=(Duty(name="Act", due=MONDAY),)), GATE).parts
    assert parts is not None
    assert parts.duty == 0.5


def test_a_prerequisite_inherits_the_priority_and_says_from_whom() -> None:
    used = packed(reliable_c0={"prerequisites": (OTHER_ID,)})
    found = weighed(used)
    assert row(found, OTHER).priority == row(found, GATE).priority
    parts = row(found, OTHER).parts
    assert parts is not None
    assert (parts.gate, parts.inherited_from) == (0, GATE_ID)


def test_a_prerequisite_that_is_worth_as_much_itself_inherits_nothing() -> None:
    used = packed(data_c2={"prerequisites": ("I-data.c1",)})
    parts = row(weighed(used, levels={"data_c2": 1, "data_c1": 1}), "data.c1").parts
    assert parts is not None
    assert (parts.own, parts.inherited_from) == (0, "")


def test_what_nobody_lifts_is_taken_as_settled_when_all_blockers_are() -> None:
    both, one = (
        row(planned(UNSURE, dropped=dropped), "scalable.c1").parts
        for dropped in ((), ("I-reliable.c0",))
    )
    assert both is not None
    assert one is not None
    assert one.fall == both.fall > 0.5


def test_what_lifts_a_dimension_that_is_too_low_is_worth_what_the_gate_loses_without_it() -> None:
    used = BASE.model_copy(update={"profiles": (profile(OPEN_DIMENSION),)})
    found = weighed(used, levels={"observable_c0": 2, "observable_c1": 3, "observable_c2": 2})
    parts = row(found, "observable.c0").parts
    assert parts is not None
    assert parts.fall > 0


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (None, None, (1.0, False)),
        (0.0, 0.0, (1.0, False)),
        (0.25, 0.25, (0.25, True)),
        (None, 80.0, (80.0, True)),
        (60.0, 80.0, (70.0, True)),
    ],
)
def test_the_value_at_stake_is_the_middle_of_what_was_stated_and_else_the_unit(
    low: float | None, high: float | None, expected: tuple[float, bool]
) -> None:
    parts = row(weighed(value_low=low, value_high=high), GATE).parts
    assert parts is not None
    assert (parts.value, parts.stated) == expected


def test_a_duty_without_a_price_weighs_the_value_at_stake_and_a_price_needs_a_value_beside_it() -> (
    None
):
    unpriced = Duty(name="Contract", due=MONDAY, initiative=GATE_ID)
    priced = Duty(name="Contract", due=MONDAY, initiative=GATE_ID, cost=20_000)

    def weight(duty: Duty, **value: Any) -> float:
        parts = row(weighed(duties=(duty,), **value), GATE).parts
        assert parts is not None
        return parts.duty

    value = {"value_low": 90_000.0, "value_high": 110_000.0}
    assert weight(unpriced, **value) == 100_000
    assert weight(priced, **value) == 20_000
    assert (weight(unpriced), weight(priced)) == (1, 1)


def test_what_moves_no_gate_keeps_the_order_of_what_lifts_most() -> None:
    found = weighed(levels={"data_c2": 1, "data_c1": 2, "reliable_c0": 1})
    rest = [item.capability for item in found.rows if not item.opens_gate]
    assert rest[0] == OTHER


def test_the_verdict_is_projected_for_the_days_on_which_it_turns() -> None:
    found = weighed()
    turns = [(step.day, step.verdict, step.open) for step in found.projected]
    assert turns[:2] == [
        # The capability itself, and the dimension that it pulls down.
        (MONDAY, Verdict.NOT_READY, 2),
        (row(found, GATE).proof_end, Verdict.READY, 0),
    ]
    assert found.projected[-1].day == max(item.proof_end for item in found.rows)
    assert found.stays_open == ()


def test_what_no_work_lifts_stays_open_in_the_projection() -> None:
    found = weighed(dropped=(GATE_ID,))
    assert found.projected[-1].verdict is Verdict.NOT_READY
    assert [reason.capability for reason in found.stays_open] == [GATE, None]
    unanswered = weighed(levels={"reliable_c0": 1, "observable_c0": None})
    assert unanswered.projected[-1].verdict is Verdict.INSUFFICIENT_EVIDENCE
    assert unanswered.stays_open[0].code == "not_answered"


def test_dropped_work_is_not_counted_as_success_and_what_is_marked_proved_is() -> None:
    marked = weighed(status={GATE_ID: Status.PROVED}).projected
    assert (marked[0].verdict, marked[1].verdict) == (Verdict.NOT_READY, Verdict.READY)
    assert marked[1].day == MONDAY
    gone = weighed(status={GATE_ID: Status.DROPPED})
    assert gone.projected[-1].verdict is Verdict.NOT_READY


def test_a_quarter_of_delay_costs_the_value_of_a_quarter() -> None:
    found = weighed(value_low=130_000, value_high=260_000)
    delay = cost_of_delay(found)
    assert delay is not None
    assert found.gate is not None
    assert delay.until == found.gate.p80
    weeks = (found.gate.p80 - MONDAY) / timedelta(weeks=1)
    assert (delay.week_low, delay.week_high) == (10_000, 20_000)
    assert (delay.low, delay.high) == pytest.approx((10_000 * weeks, 20_000 * weeks))


@pytest.mark.parametrize(
    "unknown",
    [
        {},
        {"value_low": 130_000},
        {"value_high": 130_000},
        {"value_low": 1, "value_high": 2, "dropped": (GATE_ID,)},
    ],
)
def test_what_waiting_costs_is_not_said_without_both_ends_of_the_value_and_a_gate(
    unknown: dict[str, Any],
) -> None:
    assert cost_of_delay(weighed(**unknown)) is None


def test_the_projection_tells_the_share_that_ends_in_the_wanted_verdict() -> None:
    found, (_, today) = planned(UNLIKELY), shaken(UNLIKELY)
    assert today.aim is Verdict.CONDITIONAL
    assert found.projected[0].share == share(today, Verdict.READY)
    both = with_beliefs(today, {name: at_level(3) for name in UNLIKELY})
    assert found.projected[-1].share == share(both, Verdict.READY)
    assert share(today, Verdict.CONDITIONAL) > found.projected[0].share


def test_each_capability_and_each_dimension_in_the_way_is_counted_once() -> None:
    found = weighed(levels={"reliable_c0": 1, "reliable_c1": 1, "observable_c0": 1})
    # Three capabilities, and the two dimensions that they pull down.
    assert found.projected[0].open == 5


def test_with_nothing_to_do_the_projection_is_todays_verdict_alone() -> None:
    found = weighed(levels={"data_c2": 4})
    assert [(step.day, step.verdict, step.open) for step in found.projected] == [
        (MONDAY, Verdict.READY, 0)
    ]
    assert found.stays_open == ()


def test_a_row_that_was_dropped_is_passed_over_and_those_after_it_count() -> None:
    _, made_of = judgement(packed(), reliable_c0=1, data_c2=1)
    rows = weighed().rows
    first = min(rows, key=lambda item: item.proof_end)
    assert first.capability == GATE
    gone = first.model_copy(
        update={"status": Status.DROPPED, "capability": OTHER, "proof_end": MONDAY}
    )
    held = walk(made_of, (gone, first), Verdict.READY, MONDAY)
    assert [(step.day, step.verdict) for step in projected(held)] == [
        (MONDAY, Verdict.NOT_READY),
        (first.proof_end, Verdict.READY),
    ]
    assert stays_open(held, Verdict.READY) == ()


def test_two_turns_on_one_day_are_told_as_one_and_earlier_ones_stay() -> None:
    said = UNSURE | {"observable.c0": (1, "E3")}
    answers = [answer(name, *said.get(name, (4, "E3"))) for name in IDS if name != "data.c0"]
    today = basis(SHAKEN, inputs(answers=answers, depth="full"), NOW)
    day, later = MONDAY + timedelta(days=7), MONDAY + timedelta(days=14)
    pattern = weighed().rows[0]

    def ends(capability: str, when: date) -> PlannedInitiative:
        changed = {"id": f"I-{capability}", "capability": capability, "proof_end": when}
        return pattern.model_copy(update=changed)

    rows = [ends("data.c0", day), *(ends(name, later) for name in said)]
    held = walk(today, rows, Verdict.READY, MONDAY)
    assert [(step.day, step.verdict) for step in projected(held)] == [
        (MONDAY, Verdict.INSUFFICIENT_EVIDENCE),
        (day, Verdict.NOT_READY),
        (later, Verdict.READY),
    ]
    assert stays_open(held, Verdict.READY) == ()


def test_the_climb_starts_at_todays_index_and_ends_where_all_that_is_planned_is_proved() -> None:
    (card, today), found = shaken(UNLIKELY), planned(UNLIKELY)
    assert card.index is not None
    first, *steps = found.climb
    assert (first.initiative, first.day, first.share) == ("", MONDAY, found.projected[0].share)
    assert first.index == pytest.approx(card.index.level)
    by_proof = sorted(found.rows, key=lambda item: (item.proof_end, item.id))
    assert [step.initiative for step in steps] == [item.id for item in by_proof]
    assert [step.day for step in steps] == [item.proof_end for item in by_proof]
    proved = [answer(name, *UNLIKELY.get(name, (4, "E3"))) for name in IDS]
    all_done = with_beliefs(
        today, {item.capability: at_level(item.to_level) for item in found.rows}
    )
    assert steps[-1].verdict is all_done.verdict
    assert first.index < steps[-1].index
    assert proved


def test_an_index_rises_by_what_proof_adds_to_its_own_dimension_alone() -> None:
    found = weighed()
    (today, after) = found.climb[:2]
    moved = row(found, GATE)
    others = [item for item in found.climb if item.initiative not in ("", moved.id)]
    assert after.initiative == moved.id
    assert after.index > today.index
    assert all(step.index >= after.index for step in others)
