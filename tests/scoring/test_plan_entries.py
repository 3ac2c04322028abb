"""What a planner enters wins, is marked, and what it breaks is told; dated duties; changing staff."""

from datetime import date, timedelta
from typing import Any

import pytest

from content.model import Effort
from scoring.model import Verdict
from scoring.roadmap_model import CapacityChange, Duty, Freeze, Status
from scoring.schedule import PlanImpossibleError
from tests.scoring.plan_builders import GATE, MONDAY, OTHER, card, made, packed, row

GATE_ID, OTHER_ID = "I-reliable.c0", "I-data.c2"
WEEK = timedelta(days=7)


def test_what_a_planner_set_is_marked_and_nothing_else() -> None:
    found = made(
        owners={GATE_ID: "Ada"}, effort_mid={GATE_ID: 3}, end_by={GATE_ID: MONDAY + 9 * WEEK}
    )
    assert row(found, GATE).edited == ("owner", "effort", "ends by")
    assert row(found, OTHER).edited == ()


def test_low_and_high_of_a_planner_widen_the_dates_and_leave_the_mid() -> None:
    plain, wide = made(), made(effort_low={GATE_ID: 0.5}, effort_high={GATE_ID: 30})
    before, after = row(plain, GATE), row(wide, GATE)
    assert (after.effort_low, after.effort_mid) == pytest.approx((0.5, before.effort_mid))
    assert after.effort_high == pytest.approx(30)
    assert after.p80 > before.p80
    assert after.edited == ("effort",)


def test_a_low_that_was_entered_stays_when_the_mid_is_another() -> None:
    found = row(made(effort_low={GATE_ID: 0.5}, effort_mid={GATE_ID: 6}), GATE)
    assert (found.effort_low, found.effort_mid) == pytest.approx((0.5, 6))


def test_efforts_out_of_order_are_refused_with_the_three_figures() -> None:
    with pytest.raises(PlanImpossibleError, match="low, mid, high"):
        made(effort_low={GATE_ID: 500})


def test_what_somebody_says_is_done_is_told_and_moves_no_date() -> None:
    plain, said = made(), made(done={GATE_ID: 0.4})
    assert (row(plain, GATE).done, row(said, GATE).done) == (None, 0.4)
    assert row(said, GATE).edited == ("done",)
    assert row(said, GATE).p80 == row(plain, GATE).p80


def test_a_start_that_was_entered_wins_over_the_computed_one() -> None:
    found = made(starts_on={OTHER_ID: MONDAY})
    assert row(found, OTHER).start == MONDAY
    assert row(found, GATE).start > row(found, OTHER).end
    assert (row(found, OTHER).edited, found.broken) == (("starts on",), ())


def test_a_start_before_its_prerequisite_has_ended_is_kept_and_told() -> None:
    used = packed(reliable_c0={"prerequisites": (OTHER_ID,)})
    found = made(used, starts_on={GATE_ID: MONDAY})
    assert row(found, GATE).start == MONDAY
    assert row(found, OTHER).start >= row(found, GATE).end
    assert [told.split(" as entered")[0] for told in found.broken] == [
        "Build reliable.c0 starts on 2 Nov 2026"
    ]


def test_two_starts_that_need_the_same_people_are_kept_and_told() -> None:
    found = made(starts_on={GATE_ID: MONDAY, OTHER_ID: MONDAY})
    assert row(found, GATE).start == row(found, OTHER).start == MONDAY
    [told] = found.broken
    assert told.startswith("Engineer is needed twice over")
    assert max(found.load[0].weeks) == pytest.approx(2)


def test_a_start_in_a_freeze_moves_to_the_next_working_day_and_says_so() -> None:
    freeze = Freeze(name="peak", start=MONDAY, end=MONDAY + timedelta(days=11))
    found = made(starts_on={GATE_ID: MONDAY + timedelta(days=2)}, freezes=(freeze,))
    assert row(found, GATE).start == MONDAY + 2 * WEEK
    assert "no working day" in found.broken[0]


def test_an_end_that_cannot_be_kept_is_told() -> None:
    wanted = MONDAY + timedelta(days=4)
    found = made(end_by={OTHER_ID: wanted})
    assert row(found, OTHER).start == MONDAY
    [told] = found.broken
    assert told.startswith("Build data.c2 has to end by 6 Nov 2026 as entered, and ends on 13 Nov")


@pytest.mark.parametrize(("days", "state"), [(90, "kept"), (0, "at_risk"), (-4, "missed")])
def test_a_dated_duty_says_whether_the_plan_keeps_it(days: int, state: str) -> None:
    ends = row(made(starts_on={OTHER_ID: MONDAY}), OTHER).p50
    due = Duty(name="Contract", due=ends + timedelta(days=days), initiative=OTHER_ID)
    [duty] = made(starts_on={OTHER_ID: MONDAY}, duties=(due,)).duties
    assert (duty.name, duty.state, duty.p50) == ("Contract", state, ends)
    assert (duty.due, duty.initiative, duty.cost) == (due.due, OTHER_ID, None)


def test_a_duty_whose_day_is_the_careful_end_itself_is_kept_and_keeps_its_price() -> None:
    plan = made(starts_on={OTHER_ID: MONDAY})
    due = Duty(name="Contract", due=row(plan, OTHER).p80, initiative=OTHER_ID, cost=500)
    [duty] = made(starts_on={OTHER_ID: MONDAY}, duties=(due,)).duties
    assert (duty.state, duty.p80, duty.cost) == ("kept", due.due, 500)


def test_duties_are_told_by_their_day_whatever_the_order_in_which_they_were_entered() -> None:
    days = [Duty(name=str(week), due=MONDAY + week * WEEK) for week in (3, 1, 2)]
    assert [duty.name for duty in made(duties=tuple(days)).duties] == ["1", "2", "3"]


def test_work_can_start_unless_it_was_told_to_wait() -> None:
    def status(**told: Any) -> Status:
        return row(made(**told), OTHER).status

    assert status(earliest={OTHER_ID: MONDAY}) is Status.CAN_START
    assert status(starts_on={OTHER_ID: MONDAY}) is Status.CAN_START
    assert status(starts_on={OTHER_ID: MONDAY + WEEK}) is Status.PLANNED
    assert status(earliest={OTHER_ID: MONDAY + WEEK}) is Status.PLANNED


def test_work_in_progress_stays_so_whatever_it_waits_for() -> None:
    used = packed(reliable_c0={"prerequisites": (OTHER_ID,)})
    begun = row(made(used, status={GATE_ID: Status.IN_PROGRESS}), GATE)
    assert (begun.status, begun.prerequisites) == (Status.IN_PROGRESS, (OTHER_ID,))


def test_nobody_owns_what_nobody_was_named_for_and_what_is_done_has_no_slack() -> None:
    found = row(made(status={GATE_ID: Status.DONE}), GATE)
    assert (found.owner, found.slack_days) == ("", 0)


def test_a_duty_without_an_initiative_is_one_of_the_gate() -> None:
    found = made(duties=(Duty(name="Act", due=MONDAY),))
    [duty] = found.duties
    assert found.gate is not None
    assert (duty.state, duty.p80) == ("missed", found.gate.p80)
    undated = made(dropped=(GATE_ID,), duties=(Duty(name="Act", due=MONDAY),)).duties[0]
    assert (undated.state, undated.p80) == ("undated", None)


def test_somebody_who_joins_later_shortens_what_comes_then() -> None:
    change = CapacityChange(role="engineer", start=MONDAY + 2 * WEEK, people=2)
    alone, joined = made(), made(capacity_changes=(change,))
    assert row(joined, GATE).end == row(alone, GATE).end
    assert row(joined, OTHER).end == row(alone, OTHER).end - WEEK
    assert joined.load[0].people_by_week == (1, 1, 2)
    assert alone.load[0].people_by_week == ()


def test_nobody_works_while_a_role_is_away() -> None:
    away = CapacityChange(
        role="engineer", start=MONDAY + WEEK, end=MONDAY + WEEK + timedelta(days=6), people=0
    )
    found = made(capacity_changes=(away,))
    assert row(found, GATE).end == MONDAY + 2 * WEEK + timedelta(days=4)
    assert found.load[0].weeks[1] == 0
    assert found.load[0].weeks[:3] == (1, 0, 1)


def test_a_role_that_leaves_for_good_before_its_work_is_done_is_refused() -> None:
    gone = CapacityChange(role="engineer", start=MONDAY + WEEK, people=0)
    with pytest.raises(PlanImpossibleError, match="In the end nobody is left for Engineer"):
        made(capacity_changes=(gone,))


def test_what_another_use_case_built_needs_no_work_and_holds_up_what_builds_on_it() -> None:
    used = packed(reliable_c0={"prerequisites": (OTHER_ID,)})
    built = MONDAY + 4 * WEEK
    found = made(used, inherited={OTHER_ID: built})
    there = row(found, OTHER)
    assert (there.inherited, there.proof_end, there.status) == (built, built, Status.PROVED)
    assert (row(found, GATE).start, row(found, GATE).prerequisites) == (built, ())
    assert found.effort_mid == row(found, GATE).effort_mid


def test_a_gate_that_others_open_has_the_day_on_which_they_do() -> None:
    built = MONDAY + 4 * WEEK
    found = made(inherited={GATE_ID: built})
    assert found.gate is not None
    assert (found.gate.p50, found.gate.p80) == (built, built)


def test_an_initiative_that_nothing_asks_for_can_be_wanted_all_the_same() -> None:
    found = made(forced=("I-data.c1",))
    assert row(found, "data.c1").edited == ("forced",)
    assert not row(found, "data.c1").opens_gate


def test_a_profile_that_drives_to_conditional_is_not_held_by_what_only_ready_needs() -> None:
    used = packed()
    profile = used.profiles[0].model_copy(update={"drives_to": "conditional"})
    used = used.model_copy(update={"profiles": (profile,)})
    scorecard = card(used, reliable_c0=1, observable_c0=3)
    found = made(used, scorecard)
    assert found.drives_to is Verdict.CONDITIONAL
    assert [item.capability for item in found.rows if item.opens_gate] == [GATE]


def test_an_order_is_proved_where_the_people_themselves_show_it() -> None:
    found = made()
    assert (found.optimal, found.gate_gap, found.solver) == (True, 0, "")
    assert found.gate_day is not None
    assert found.gate is not None
    assert found.gate_day <= found.gate.p50


def test_the_limiting_role_still_limits_when_it_changes() -> None:
    both = (
        Effort(role="engineer", low=1, mid=1, high=1),
        Effort(role="operator", low=5, mid=5, high=5),
    )
    used = packed(reliable_c0={"effort": both})
    more = CapacityChange(role="operator", start=date(2026, 11, 9), people=3)
    assert made(used, capacity_changes=(more,)).limiting_role == "operator"
