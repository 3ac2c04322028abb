"""Why a level moved: parts that sum to the whole of it, and a rise that nothing stands behind."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.comparison import Comparison
from scoring.model import Inputs, State
from scoring.movement import explain
from scoring.movement_causes import Cause, changed, mixed
from scoring.readiness import judge
from tests.scoring.builders import NOW, answer, artefact, finding, inputs, overrule, pack

PACK = pack(per_area=3, draws=40)
ONE, OTHER = "data.c1", "data.c2"
LATER = NOW + timedelta(days=5)


def moved(before: Inputs, after: Inputs, days: int = 0) -> Comparison:
    then, now = judge(PACK, before, NOW), judge(PACK, after, NOW + timedelta(days=days))
    return explain(PACK, then, before, now, after)


def seen(outcome: str, probe: str = "alerts", **changes: Any) -> Any:
    return finding(ONE, 3, outcome, probe=probe, **changes)


SAID, ABSENT, PRESENT = answer(ONE, 3), seen("absent"), seen("present")
EVIDENCE = answer(ONE, 4, "E2", artefacts=(artefact(),))


@pytest.mark.parametrize(
    ("before", "after", "cause"),
    [
        (inputs(answers=(SAID,)), inputs(answers=(answer(ONE, 5),)), Cause.OPINION),
        (inputs(answers=(SAID,)), inputs(answers=(answer(ONE, 3, "E1"),)), Cause.OPINION),
        (inputs(answers=(SAID,)), inputs(answers=(EVIDENCE,)), Cause.WORK),
        (
            inputs(answers=(SAID,), findings=(ABSENT,)),
            inputs(answers=(SAID,), findings=(PRESENT,)),
            Cause.WORK,
        ),
        (inputs(answers=(SAID,)), inputs(answers=(SAID,), findings=(PRESENT,)), Cause.REACH),
        (inputs(answers=(SAID,), findings=(PRESENT,)), inputs(answers=(SAID,)), Cause.REACH),
        (
            inputs(answers=(SAID,), findings=(seen("unavailable"),)),
            inputs(answers=(SAID,), findings=(PRESENT,)),
            Cause.REACH,
        ),
        (
            inputs(answers=(SAID,), findings=(ABSENT,)),
            inputs(answers=(SAID,), findings=(ABSENT,), overrules=(overrule(ABSENT),)),
            Cause.DECISION,
        ),
    ],
)
def test_what_changed_is_told_by_its_cause(before: Inputs, after: Inputs, cause: Cause) -> None:
    [movement] = moved(before, after).movements
    assert [part.cause for part in movement.parts] == [cause]
    assert movement.parts[0].levels == pytest.approx(movement.after - movement.before)


def test_evidence_that_grew_old_moved_by_time() -> None:
    held = inputs(answers=(SAID,), findings=(PRESENT,))
    [movement] = moved(held, held, days=60).movements
    assert [part.cause for part in movement.parts] == [Cause.TIME]
    assert movement.state_after is State.STALE


def test_the_same_seen_again_is_no_work() -> None:
    before = inputs(answers=(SAID,), findings=(PRESENT,))
    again = seen("present", observed_at=LATER, valid_until=LATER + timedelta(days=30))
    assert changed(before, inputs(answers=(SAID,), findings=(again,))) == {Cause.TIME}
    assert changed(before, before) == frozenset()


def test_a_source_of_the_next_assessment_is_the_same_place_to_look() -> None:
    before = inputs(findings=(seen("absent", source="first"),))
    after = inputs(findings=(seen("present", source="second"),))
    assert changed(before, after) == {Cause.WORK}


SEVERAL = (
    inputs(answers=(SAID, answer(OTHER, 2, who="bo")), findings=(ABSENT, seen("present", "old"))),
    inputs(
        answers=(answer(ONE, 5), answer(OTHER, 4, who="bo")),
        findings=(PRESENT, seen("present", "old"), seen("absent", "new")),
    ),
)


def test_each_cause_has_its_mean_share_over_every_order_of_their_coming() -> None:
    before, after = SEVERAL
    causes = sorted(changed(before, after) - {Cause.TIME})
    assert len(causes) == 3

    def level(taken: frozenset[Cause]) -> float:
        return judge(PACK, mixed(before, after, taken), NOW).capability(ONE).mean

    expected = dict.fromkeys(causes, 0.0)
    orders = list(permutations(causes))
    for order in orders:
        for place, cause in enumerate(order):
            added = level(frozenset(order[: place + 1])) - level(frozenset(order[:place]))
            expected[cause] += added / len(orders)
    [movement] = [item for item in moved(before, after).movements if item.capability == ONE]
    found = {part.cause: part.levels for part in movement.parts}
    assert found == pytest.approx({k: v for k, v in expected.items() if abs(v) > 1e-9})


levels = st.sampled_from([1, 2, 3, 4, 5])
people = st.lists(st.tuples(levels, st.sampled_from(["E0", "E1", "E2", "E3"])), max_size=3)
looks = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c"]), st.sampled_from(["present", "absent"])),
    max_size=3, unique_by=lambda look: look[0],
)  # fmt: skip


def held(said: list[tuple[int, str]], looked: list[tuple[str, str]]) -> Inputs:
    answers = [answer(ONE, level, grade, who=str(n)) for n, (level, grade) in enumerate(said)]
    findings = [seen(outcome, probe) for probe, outcome in looked]
    return inputs(answers=(answer(OTHER, 3), *answers), findings=tuple(findings))


@settings(
    deadline=None, max_examples=40, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
@given(people, looks, people, looks, st.integers(0, 90))
def test_parts_sum_to_the_movement_of_each_level_and_each_index(
    said: list[tuple[int, str]], looked: list[tuple[str, str]],
    says: list[tuple[int, str]], looks_now: list[tuple[str, str]], days: int,
) -> None:  # fmt: skip
    found = moved(held(said, looked), held(says, looks_now), days)
    for movement in found.movements:
        whole = movement.after - movement.before
        assert sum(part.levels for part in movement.parts) == pytest.approx(whole, abs=1e-6)
    for area in found.areas:
        whole = area.after - area.before
        assert sum(part.levels for part in area.parts) == pytest.approx(whole, abs=1e-6)
    assert found.index_before is not None
    assert found.index_after is not None
    whole = found.index_after - found.index_before
    assert sum(part.levels for part in found.parts) == pytest.approx(whole, abs=1e-6)


def test_a_rise_on_word_alone_is_known_and_one_with_evidence_is_not() -> None:
    before = inputs(answers=(SAID,))
    louder = moved(before, inputs(answers=(answer(ONE, 5),))).movements
    proved = moved(before, inputs(answers=(EVIDENCE,))).movements
    checked = moved(before, inputs(answers=(answer(ONE, 4),), findings=(PRESENT,))).movements
    softer = moved(before, inputs(answers=(answer(ONE, 2),))).movements
    told = [item.on_word_alone for held in (louder, proved, checked, softer) for item in held]
    assert told == [True, False, False, False]


def test_results_of_another_version_are_not_explained() -> None:
    before, after = SEVERAL
    then = judge(PACK, before, NOW)
    other = then.model_copy(update={"pack": then.pack.model_copy(update={"version": "9"})})
    found = explain(PACK, other, before, judge(PACK, after, NOW), after)
    assert (found.comparable, found.movements, found.areas) == (False, (), ())
