"""What a plan says of each initiative and of itself, word for word."""

from datetime import timedelta
from typing import Any

import pytest

from content.model import Effort
from scoring.roadmap_model import Freeze, Status
from tests.scoring.plan_builders import GATE, MONDAY, OTHER, card, made, packed, row

GATE_ID, OTHER_ID, THIRD_ID = "I-reliable.c0", "I-data.c2", "I-data.c1"
STEP = "from level 1 to the level 3 that is wanted"


def test_each_initiative_says_what_it_is_there_for() -> None:
    found = made()
    assert row(found, GATE).why == (
        f"Blocks the gate: reliable c0 is critical and must rise {STEP}."
    )
    assert row(found, OTHER).why == f"Lifts data c2 {STEP}."


def test_what_others_wait_for_names_them_all() -> None:
    used = packed(
        reliable_c0={"prerequisites": (OTHER_ID,)}, data_c1={"prerequisites": (OTHER_ID,)}
    )
    found = made(used, card(used, reliable_c0=1, data_c1=1, data_c2=1))
    assert row(found, OTHER).why == (
        f"Lifts data c2 {STEP}; needed first for: Build data.c1, Build reliable.c0."
    )


def test_what_goes_ahead_without_dropped_work_names_each_of_it() -> None:
    used = packed(reliable_c0={"prerequisites": (OTHER_ID, THIRD_ID)})
    found = made(
        used, card(used, reliable_c0=1, data_c1=1, data_c2=1), dropped=(OTHER_ID, THIRD_ID)
    )
    assert row(found, GATE).why == (
        f"Blocks the gate: reliable c0 is critical and must rise {STEP}. "
        "Goes ahead without Build data.c2, which was dropped. "
        "Goes ahead without Build data.c1, which was dropped."
    )


def test_several_dropped_blockers_are_counted_in_one_sentence() -> None:
    scorecard = card(reliable_c0=1, observable_c0=1, data_c2=1)
    found = made(scorecard=scorecard, dropped=(GATE_ID, "I-observable.c0"))
    assert found.notes == (
        "The gate has no date: 2 critical capabilities have their initiatives dropped.",
    )
    mixed = made(scorecard=card(reliable_c0=1, observable_c0=None), dropped=(GATE_ID,))
    assert mixed.notes == (
        "The gate has no date: observable c0 is not answered.",
        "The gate has no date: reliable c0 has its initiative dropped.",
    )


def test_what_is_assumed_is_said_in_order_and_only_for_work_that_is_still_to_do() -> None:
    used = packed(reliable_c0={"prerequisites": (OTHER_ID,)})
    scorecard = card(used, reliable_c0=1, data_c2=None)
    assumption = (
        "data c2 is assumed to be in place: work in this plan builds on it, and nobody has "
        "answered it."
    )
    nobody = "Nobody stated the capacity of Engineer: 0.5 people are assumed."
    assert made(used, scorecard, capacity={}).notes == (nobody, assumption)
    done = made(used, scorecard, status={GATE_ID: Status.DONE})
    assert done.notes == ()


def test_roles_of_which_as_many_are_assumed_are_told_together() -> None:
    def of(role: str) -> dict[str, object]:
        return {"effort": (Effort(role=role, low=1, mid=1, high=1),)}

    used = packed(reliable_c0=of("sponsor"), data_c2=of("engineer"), data_c1=of("operator"))
    scorecard = card(used, reliable_c0=1, data_c2=1, data_c1=1)

    def told(**capacity: float) -> tuple[str, ...]:
        return made(used, scorecard, capacity=capacity).notes

    assert told() == (
        "Nobody stated the capacity of Engineer, Operator and Sponsor: 0.5 people are assumed of "
        "each.",
    )
    assert told(engineer=1.0) == (
        "Nobody stated the capacity of Operator and Sponsor: 0.5 people are assumed of each.",
    )
    assert told(engineer=1.0, sponsor=1.0) == (
        "Nobody stated the capacity of Operator: 0.5 people are assumed.",
    )


def test_a_capability_that_blocks_and_is_lifted_by_no_row_is_named_in_the_packs_order() -> None:
    scorecard = card(reliable_c0=1, observable_c0=None, data_c0=None)
    found = made(scorecard=scorecard, dropped=(GATE_ID,))
    assert found.unplanned_blockers == ("data.c0", GATE, "observable.c0")


def test_a_start_before_its_prerequisite_is_told_with_both_days() -> None:
    used = packed(reliable_c0={"prerequisites": (OTHER_ID,)})
    assert made(used, starts_on={GATE_ID: MONDAY}).broken == (
        "Build reliable.c0 starts on 2 Nov 2026 as entered, before Build data.c2 has ended "
        "(27 Nov 2026).",
    )


def test_a_start_on_the_day_after_its_prerequisite_breaks_nothing() -> None:
    used = packed(reliable_c0={"prerequisites": (OTHER_ID,)})
    starts = {OTHER_ID: MONDAY, GATE_ID: MONDAY + timedelta(weeks=2)}
    assert made(used, starts_on=starts).broken == ()


def test_starts_that_need_the_same_people_are_told_with_the_role() -> None:
    starts = {GATE_ID: MONDAY, OTHER_ID: MONDAY + timedelta(days=7)}
    assert made(starts_on=starts).broken == (
        "Engineer is needed twice over: Build reliable.c0 and Build data.c2 overlap because both "
        "have a start that was entered.",
    )
    used = packed(data_c2={"effort": (Effort(role="operator", low=1, mid=2, high=4),)})
    together = {GATE_ID: MONDAY, OTHER_ID: MONDAY}
    assert made(used, card(used, reliable_c0=1, data_c2=1), starts_on=together).broken == ()
    apart = {GATE_ID: MONDAY, OTHER_ID: MONDAY + timedelta(weeks=2)}
    assert made(starts_on=apart).broken == ()


def test_a_start_on_a_day_without_work_is_told_with_the_day_it_moves_to() -> None:
    freeze = Freeze(name="peak", start=MONDAY, end=MONDAY + timedelta(days=4))
    wanted = {GATE_ID: MONDAY + timedelta(days=2)}
    assert made(starts_on=wanted, freezes=(freeze,)).broken == (
        "Build reliable.c0 was to start on 4 Nov 2026, which is no working day of the plan: it "
        "starts on 9 Nov 2026.",
    )
    done = made(starts_on=wanted, freezes=(freeze,), status={GATE_ID: Status.DONE})
    assert done.broken == ()


def test_an_end_that_is_missed_is_told_with_both_days_and_one_that_is_kept_is_not() -> None:
    late = {OTHER_ID: MONDAY + timedelta(days=10)}
    assert made(end_by=late).broken == (
        "Build data.c2 has to end by 12 Nov 2026 as entered, and ends on 13 Nov 2026 by likely "
        "effort.",
    )
    assert made(end_by={OTHER_ID: MONDAY + timedelta(days=11)}).broken == ()
    assert made(end_by=late, status={OTHER_ID: Status.DONE}).broken == ()
    assert made(end_by={"I-data.c0": MONDAY}).broken == ()


def test_everything_that_is_broken_is_told_one_kind_after_the_other() -> None:
    used = packed(reliable_c0={"prerequisites": (OTHER_ID,)})
    found = made(
        used,
        starts_on={GATE_ID: MONDAY, OTHER_ID: MONDAY + timedelta(days=5)},
        end_by={OTHER_ID: MONDAY, GATE_ID: MONDAY},
    )
    assert [told.split(" as entered")[0].split(":")[0] for told in found.broken] == [
        "Build reliable.c0 starts on 2 Nov 2026",
        "Engineer is needed twice over",
        "Build data.c2 was to start on 7 Nov 2026, which is no working day of the plan",
        "Build data.c2 has to end by 2 Nov 2026",
        "Build reliable.c0 has to end by 2 Nov 2026",
    ]


@pytest.mark.parametrize(
    ("entry", "word"),
    [
        ({"owners": {GATE_ID: "Ada"}}, "owner"),
        ({"status": {GATE_ID: Status.IN_PROGRESS}}, "status"),
        ({"effort_mid": {GATE_ID: 3}}, "effort"),
        ({"earliest": {GATE_ID: MONDAY}}, "not before"),
        ({"starts_on": {GATE_ID: MONDAY}}, "starts on"),
        ({"end_by": {GATE_ID: MONDAY}}, "ends by"),
        ({"forced": (GATE_ID,)}, "forced"),
    ],
)
def test_each_entry_of_a_planner_is_marked_by_its_own_word(
    entry: dict[str, Any], word: str
) -> None:
    assert row(made(**entry), GATE).edited == (word,)
    assert row(made(**entry), OTHER).edited == ()
