"""Which work a plan holds, what opens the gate, and what holds what up."""

from typing import Any

import pytest

from scoring.readiness import judge
from scoring.roadmap_model import Status
from tests.scoring.builders import NOW, answer, inputs, profile
from tests.scoring.plan_builders import BASE, CRITICAL, GATE, IDS, OTHER, card, made, packed, row


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


def test_a_gate_with_a_critical_capability_unanswered_has_no_date_and_says_so() -> None:
    one = made(scorecard=card(reliable_c0=1, observable_c0=None))
    assert (one.gate, one.rows[0].opens_gate) == (None, True)
    assert one.notes == ("The gate has no date: observable c0 is not answered.",)
    two = made(scorecard=card(reliable_c0=1, observable_c0=None, observable_c1=None))
    assert two.notes == ("The gate has no date: 2 critical capabilities are not answered.",)


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


def test_of_several_that_wait_the_most_urgent_hands_its_priority_on() -> None:
    used = packed(
        reliable_c0={"prerequisites": ("I-data.c2",)}, scalable_c2={"prerequisites": ("I-data.c2",)}
    )
    found = made(used, card(used, reliable_c0=1, scalable_c2=1, data_c2=1))
    assert row(found, OTHER).priority == row(found, GATE).priority
    assert row(found, "scalable.c2").priority < row(found, GATE).priority


def test_a_prerequisite_in_place_holds_nothing_up() -> None:
    used = packed(reliable_c0={"prerequisites": ("I-data.c1",)})
    found = made(used)
    assert row(found, GATE).prerequisites == ()
    assert (len(found.rows), found.notes) == (2, ())


def test_a_prerequisite_that_nobody_answered_is_an_assumption_said_aloud() -> None:
    used = packed(reliable_c0={"prerequisites": ("I-data.c2",)})
    found = made(used, card(used, reliable_c0=1, data_c2=None))
    assert [item.capability for item in found.rows] == [GATE]
    assert any(note.startswith("data c2 is assumed to be in place") for note in found.notes)


@pytest.mark.parametrize(
    "dropped", [{"dropped": ("I-reliable.c0",)}, {"status": {"I-reliable.c0": Status.DROPPED}}]
)
def test_dropping_what_opens_the_gate_leaves_no_date_and_names_the_blocker(
    dropped: dict[str, Any],
) -> None:
    found = made(**dropped)
    assert {item.capability for item in found.rows} == {OTHER}
    assert (found.gate, found.unplanned_blockers) == (None, (GATE,))
    assert found.notes == ("The gate has no date: reliable c0 has its initiative dropped.",)


def test_work_that_goes_ahead_without_a_dropped_prerequisite_says_so() -> None:
    used = packed(reliable_c0={"prerequisites": ("I-data.c2",)})
    found = made(used, dropped=("I-data.c2",))
    assert row(found, GATE).why.endswith("Goes ahead without Build data.c2, which was dropped.")


def test_a_low_dimension_is_lifted_by_its_best_initiatives_only() -> None:
    critical = (*(c for c in CRITICAL if c != "observable.c0"), "data.c1")
    used = BASE.model_copy(update={"profiles": (profile(critical),)})
    scorecard = card(used, observable_c0=1, observable_c2=1)
    found = made(used, scorecard)
    assert {reason.code for reason in scorecard.reasons} == {"area_level"}
    opening = [item for item in found.rows if item.opens_gate]
    assert [item.capability for item in opening] == ["observable.c0"]
    assert opening[0].why.endswith("in a dimension that is too low for the gate.")


OPEN_DIMENSION = tuple(
    name for name in (*CRITICAL, "data.c1") if name not in ("observable.c0", "observable.c1")
)


@pytest.mark.parametrize(
    ("levels", "effort", "opening"),
    [
        # From 2.29 one is enough: the first by name, or the one that costs less.
        ((2, 3, 2), {}, {"c0"}),
        ((2, 3, 2), {"c0": 8}, {"c2"}),
        ((2, 3, 2), {"c2": 1}, {"c2"}),
        # From 2 two are needed, from 1.6 the one that gains most and another, from 1 all.
        ((2, 2, 2), {}, {"c0", "c1"}),
        ((2, 2, 1), {}, {"c2", "c0"}),
        ((1, 1, 1), {}, {"c0", "c1", "c2"}),
    ],
)
def test_a_low_dimension_takes_the_most_gain_for_effort_until_it_is_high_enough(
    levels: tuple[int, int, int], effort: dict[str, float], opening: set[str]
) -> None:
    used = BASE.model_copy(update={"profiles": (profile(OPEN_DIMENSION),)})
    said = {f"observable_c{place}": level for place, level in enumerate(levels)}
    scorecard = card(used, **said)
    assert [reason.code for reason in scorecard.reasons] == ["area_level"]
    found = made(
        used, scorecard,
        effort_mid={f"I-observable.{name}": weeks for name, weeks in effort.items()},
    )  # fmt: skip
    below = {f"c{place}" for place, level in enumerate(levels) if level < 3}
    assert {item.capability.split(".")[1] for item in found.rows} == below
    opened = {item.capability.split(".")[1] for item in found.rows if item.opens_gate}
    assert opened == opening


def test_what_opens_the_gate_by_itself_counts_towards_its_dimension_first() -> None:
    critical = tuple(name for name in CRITICAL if name != "observable.c0")
    used = BASE.model_copy(update={"profiles": (profile(critical),)})
    scorecard = card(used, observable_c0=2, observable_c1=1, observable_c2=3)
    codes = {(reason.code, reason.capability) for reason in scorecard.reasons}
    assert codes == {("probability", "observable.c1"), ("area_level", None)}
    found = made(used, scorecard)
    assert [item.capability for item in found.rows if item.opens_gate] == ["observable.c1"]
    assert row(found, "observable.c0").why == (
        "Lifts observable c0 from level 2 to the level 3 that is wanted."
    )


def test_a_dimension_of_which_nothing_is_known_gets_no_work() -> None:
    found = made(scorecard=card(observable_c0=None, observable_c1=None, observable_c2=None))
    assert found.rows == ()
    assert set(found.unplanned_blockers) == {"observable.c0", "observable.c1"}


def test_a_capability_without_an_initiative_is_a_blocker_without_a_plan() -> None:
    fewer = tuple(item for item in BASE.initiatives if item.capability != GATE)
    used = BASE.model_copy(update={"initiatives": fewer})
    found = made(used)
    assert {item.capability for item in found.rows} == {OTHER}
    assert found.unplanned_blockers == (GATE,)
