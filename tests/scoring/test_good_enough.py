"""A level accepted under the target: by name, for a reason, from its day to its end."""

from datetime import timedelta
from typing import Any

import pytest

from assessment.model import GoodEnough
from scoring.model import CapabilityScore
from scoring.readiness import is_below_target, judge
from tests.scoring.builders import NOW, answer, inputs, pack, profile
from tests.scoring.plan_builders import BASE, CRITICAL, IDS, made
from tests.scoring.test_plan_choice import OPEN_DIMENSION

PACK = pack(per_area=1, draws=20)
PLACE = "data.c0"
DAY = timedelta(days=1)


def accepted(level: int = 2, **changes: Any) -> GoodEnough:
    fields: dict[str, Any] = {
        "capability": PLACE,
        "level": level,
        "by": "Priya",
        "reason": "Nobody waits for it here.",
        "at": NOW - DAY,
    }
    return GoodEnough.model_validate(fields | changes)


def judged(*decisions: GoodEnough, level: int = 2) -> CapabilityScore:
    given = inputs(answers=[answer(PLACE, level, "E3")], depth="full", good_enough=decisions)
    return judge(PACK, given, NOW).capability(PLACE)


def test_without_a_decision_the_target_is_the_limit() -> None:
    found = judged()
    assert (found.accepted_level, found.wanted) == (None, 3)
    assert is_below_target(found)


def test_an_accepted_level_takes_the_place_of_the_target_for_the_shortfall() -> None:
    found = judged(accepted())
    assert (found.accepted_level, found.wanted, found.target) == (2, 2, 3)
    assert not is_below_target(found)
    assert is_below_target(judged(accepted(), level=1))


@pytest.mark.parametrize(
    "changes",
    [
        {"capability": "engineering.c0"},
        {"by": " "},
        {"reason": ""},
        {"at": NOW + DAY},
        {"until": NOW - DAY / 2},
    ],
)
def test_another_place_a_missing_name_or_reason_or_another_time_accepts_nothing(
    changes: dict[str, Any],
) -> None:
    assert judged(accepted(**changes)).accepted_level is None


@pytest.mark.parametrize("until", [None, NOW, NOW + DAY])
def test_a_decision_holds_from_its_moment_until_its_end_and_without_one_for_good(
    until: Any,
) -> None:
    assert judged(accepted(at=NOW, until=until)).accepted_level == 2


def test_the_decision_made_last_counts_whatever_the_order_in_which_they_are_given() -> None:
    early, late = accepted(1, at=NOW - 2 * DAY), accepted(2)
    assert judged(early, late).accepted_level == 2
    assert judged(late, early).accepted_level == 2
    raised = accepted(1, at=NOW - DAY / 2)
    assert judged(raised, late).accepted_level == 1


@pytest.mark.parametrize("level", [3, 4])
def test_a_level_that_is_not_under_the_target_changes_nothing(level: int) -> None:
    assert judged(accepted(level)).accepted_level is None


def test_a_decision_that_says_the_target_again_ends_an_earlier_one() -> None:
    back = accepted(3, at=NOW - DAY / 2)
    assert judged(accepted(2), back).accepted_level is None


def planned(name: str, critical: tuple[str, ...], **levels: int) -> bool:
    """Whether a plan holds a capability at level 2 that somebody accepted there."""
    used = BASE.model_copy(update={"profiles": (profile(critical),)})
    said = dict.fromkeys(IDS, 4) | {key.replace("_", "."): level for key, level in levels.items()}
    answers = [answer(each, level, "E3") for each, level in said.items()]
    decision = accepted(capability=name)
    scorecard = judge(used, inputs(answers=answers, depth="full", good_enough=[decision]), NOW)
    assert scorecard.capability(name).accepted_level == 2
    return name in {item.capability for item in made(used, scorecard).rows}


def test_what_was_accepted_gets_no_work_where_the_gate_does_not_need_it() -> None:
    assert not planned("data.c2", CRITICAL, data_c2=2)
    # Another capability of its dimension blocks the gate, the dimension itself does not.
    assert not planned("observable.c2", CRITICAL, observable_c2=2, observable_c0=2)
    # Another dimension is too low.
    assert not planned("data.c2", OPEN_DIMENSION, data_c2=2, observable_c0=1, observable_c1=1)


def test_in_a_dimension_that_is_too_low_for_the_gate_it_is_planned_all_the_same() -> None:
    low = {"observable_c0": 1, "observable_c1": 1, "observable_c2": 2}
    assert planned("observable.c2", OPEN_DIMENSION, **low)


def test_a_critical_one_that_is_too_unlikely_is_planned_whatever_was_accepted() -> None:
    assert planned("observable.c0", CRITICAL, observable_c0=2)
