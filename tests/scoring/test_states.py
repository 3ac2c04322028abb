"""How claim and evidence of one capability stand to each other."""

from datetime import timedelta
from typing import Any

import pytest

from assessment.model import Answer, Finding
from scoring.model import CapabilityScore, State
from scoring.readiness import judge
from tests.scoring.builders import NOW, answer, artefact, finding, inputs, overrule, pack, waiver

PACK = pack(draws=5)
PLAIN, CRITICAL = "data.c3", "data.c0"


def score(*answers: Answer, **more: object) -> CapabilityScore:
    found = judge(PACK, inputs(answers=answers, **more), NOW)
    return found.capability(answers[0].capability if answers else PLAIN)


def absent(anchor: int, closes: str = PLAIN, **changes: Any) -> tuple[Finding, ...]:
    return (finding(closes, anchor, "absent", **changes),)


def votes(*levels: int) -> list[Answer]:
    return [answer(PLAIN, level, who=str(number)) for number, level in enumerate(levels)]


def test_two_levels_claimed_beyond_what_was_seen_are_a_conflict() -> None:
    found = score(answer(PLAIN, 4), findings=absent(3))
    assert (found.state, found.over_claim, found.observed_high) == (State.CONFLICT, 2, 2)
    assert found.conflict_open
    assert found.discuss


def test_one_level_is_a_shortfall_but_a_conflict_on_a_critical_capability() -> None:
    assert score(answer(PLAIN, 3), findings=absent(3)).state is State.SHORTFALL
    critical = score(answer(CRITICAL, 3), findings=absent(3, CRITICAL))
    assert critical.state is State.CONFLICT


def test_seeing_more_than_is_claimed_is_an_under_claim() -> None:
    found = score(answer(PLAIN, 2), findings=(finding(PLAIN, 4),))
    assert (found.state, found.over_claim) == (State.SHORTFALL, -2)
    assert (found.observed_low, found.observed_high) == (4, None)


def test_no_finding_above_what_was_seen_is_no_disagreement() -> None:
    found = score(answer(PLAIN, 5), findings=(finding(PLAIN, 3),))
    assert (found.state, found.over_claim) == (State.ALIGNED, 0)


def test_a_claim_inside_the_bracket_is_aligned() -> None:
    found = score(answer(PLAIN, 3), findings=(finding(PLAIN, 3), *absent(4)))
    assert (found.state, found.observed_low, found.observed_high) == (State.ALIGNED, 3, 3)


def test_an_absent_first_level_leaves_the_first_level_as_bracket() -> None:
    assert score(answer(PLAIN, 1), findings=absent(1)).observed_high == 1


def test_a_claim_without_a_finding_is_unchecked() -> None:
    assert score(answer(PLAIN, 3)).state is State.UNCHECKED


def test_neither_level_nor_finding_is_unknown() -> None:
    assert score().state is State.UNKNOWN
    assert score(answer(PLAIN, None)).state is State.UNKNOWN


def test_what_only_probes_saw_disagrees_with_nobody() -> None:
    assert score(findings=(finding(PLAIN, 3),)).state is State.ALIGNED


def test_evidence_past_its_validity_is_stale() -> None:
    past = NOW - timedelta(seconds=1)
    seen = score(answer(PLAIN, 3), findings=(finding(PLAIN, 3, valid_until=past),))
    shown = score(answer(PLAIN, 3, "E2", artefacts=(artefact(valid_until=past),)))
    assert seen.state is State.STALE
    assert shown.state is State.STALE


def test_a_conflict_comes_before_staleness() -> None:
    past = NOW - timedelta(seconds=1)
    found = score(answer(PLAIN, 4), findings=absent(3, valid_until=past))
    assert found.state is State.CONFLICT


@pytest.mark.parametrize("levels", [(1, 2, 4, 5, 2), (2, 3, 3, 3, 5)])
def test_people_still_apart_after_the_second_round_are_disputed(levels: tuple[int, ...]) -> None:
    assert score(*votes(*levels), second_round=(PLAIN,)).state is State.DISPUTED
    assert score(*votes(*levels)).state is State.UNCHECKED


def test_people_who_came_together_or_one_person_are_not_disputed() -> None:
    assert score(*votes(3, 3, 4), second_round=(PLAIN,)).state is State.UNCHECKED
    assert score(*votes(3), second_round=(PLAIN,)).state is State.UNCHECKED


@pytest.mark.parametrize(
    ("levels", "discuss"),
    [((1, 3), True), ((3, 4), False), ((3, 3, 3, 4, 3), False), ((2, 3, 4, 3, 2), True)],
)
def test_items_on_which_people_differ_are_to_be_discussed(
    levels: tuple[int, ...], discuss: bool
) -> None:
    assert score(*votes(*levels)).discuss is discuss


def test_overruling_closes_a_conflict_and_keeps_the_finding_listed() -> None:
    found = finding(PLAIN, 3, "absent")
    after = score(answer(PLAIN, 4, "E3"), findings=(found,), overrules=(overrule(found),))
    assert (after.state, after.conflict_open) == (State.UNCHECKED, False)
    assert after.findings == (found.id,)
    assert round(after.mean, 2) == 3.86


def test_a_waived_conflict_is_closed_but_stays_shown() -> None:
    found = score(answer(PLAIN, 4), findings=absent(3), waivers=(waiver(PLAIN, second=""),))
    assert (found.state, found.conflict_open, found.waived) == (State.CONFLICT, False, True)


@pytest.mark.parametrize(("second", "closed"), [("", False), ("ada", False), ("grace", True)])
def test_a_waiver_on_a_critical_capability_needs_a_second_person(second: str, closed: bool) -> None:
    waived = (waiver(CRITICAL, second=second),)
    found = score(answer(CRITICAL, 4), findings=absent(3, CRITICAL), waivers=waived)
    assert found.conflict_open is not closed


@pytest.mark.parametrize(
    "changes",
    [
        {"until": NOW - timedelta(seconds=1)},
        {"at": NOW + timedelta(seconds=1)},
        {"reason": " "},
        {"by": ""},
        {"capability": "data.c4"},
    ],
)
def test_a_waiver_without_name_reason_or_time_left_closes_nothing(
    changes: dict[str, object],
) -> None:
    given = (waiver(PLAIN).model_copy(update=changes),)
    assert score(answer(PLAIN, 4), findings=absent(3), waivers=given).conflict_open
