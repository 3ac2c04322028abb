"""Priority with its parts, the projected verdict, and what waiting costs."""

from datetime import timedelta

import pytest

from scoring.delay import cost_of_delay
from scoring.model import Verdict
from scoring.roadmap_model import Duty, Status
from tests.scoring.plan_builders import GATE, MONDAY, OTHER, packed, row, weighed

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
    assert cost_of_delay(weighed()) is None
