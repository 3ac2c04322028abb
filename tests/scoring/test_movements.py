"""Why a level moved: parts that sum to the whole of it, and a rise that nothing stands behind."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.model import Pack
from scoring.comparison import SURE, Comparison
from scoring.model import Inputs, PackStamp, State
from scoring.movement import explain
from scoring.movement_causes import Cause, changed, mixed
from scoring.movement_changes import changes
from scoring.readiness import judge
from tests.scoring.builders import NOW, answer, artefact, finding, inputs, overrule, pack

PACK = pack(per_area=3, draws=40)
ONE, OTHER = "data.c1", "data.c2"
LATER = NOW + timedelta(days=5)


def moved(before: Inputs, after: Inputs, days: int = 0) -> Comparison:
    then, now = judge(PACK, before, NOW), judge(PACK, after, NOW + timedelta(days=days))
    return explain(PACK, (then, before), (now, after))


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


def test_a_place_that_was_looked_at_both_times_is_work_though_another_one_is_new() -> None:
    before = inputs(findings=(seen("absent", source="first"),))
    after = inputs(findings=(seen("present", source="again"), seen("absent", source="other")))
    places = {"first": "main", "again": "main"}
    assert changed(before, after, places) == {Cause.WORK, Cause.REACH}
    assert mixed(before, after, frozenset({Cause.WORK}), places).findings == (after.findings[0],)
    told = {(one.cause, one.before, one.after) for one in changes(before, after, places)}
    assert told == {(Cause.WORK, "absent", "present"), (Cause.REACH, "", "absent")}


def test_what_did_not_arise_and_now_is_seen_was_looked_at_both_times() -> None:
    before = inputs(findings=(seen("not_applicable"),))
    assert changed(before, inputs(findings=(ABSENT,))) == {Cause.WORK}
    assert changed(before, inputs(findings=(seen("unavailable"),))) == {Cause.REACH}


@pytest.mark.parametrize("later", ["absent", "present"])
def test_what_had_too_few_cases_and_is_judged_later_is_evidence_that_came_and_no_work(
    later: str,
) -> None:
    before = inputs(answers=(SAID,), findings=(seen("not_applicable", too_few=True),))
    after = inputs(answers=(SAID,), findings=(seen(later),))
    assert changed(before, after) == {Cause.REACH}
    assert changed(after, before) == {Cause.REACH}
    (item,) = moved(before, after).movements
    assert [part.cause for part in item.parts] == [Cause.REACH]
    assert item.shown
    (told,) = changes(before, after)
    assert (told.before, told.after) == ("too few to judge by", later)


def test_what_had_too_few_cases_both_times_moves_nothing() -> None:
    before = inputs(findings=(seen("not_applicable", too_few=True),))
    after = inputs(findings=(seen("not_applicable", too_few=True, observed="only 4 changes"),))
    assert changed(before, after) == {Cause.TIME}


def newer(version: str = "2", **changes: Any) -> Pack:
    """A later version of the pack, in which a claim is believed less than before."""
    grades = tuple(
        item.model_copy(update={"discount": item.discount + 0.5}) for item in PACK.judgements.grades
    )
    held = {"version": version, "digest": version * 64, **changes}
    held.setdefault("judgements", PACK.judgements.model_copy(update={"grades": grades}))
    return PACK.model_copy(update=held)


def across(pack: Pack, before: Inputs, after: Inputs, days: int = 0) -> Comparison:
    then, now = judge(PACK, before, NOW), judge(pack, after, NOW + timedelta(days=days))
    return explain(pack, (then, before), (now, after), earlier=PACK)


@settings(
    deadline=None, max_examples=25, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
@given(people, looks, people, looks, st.integers(0, 90))
def test_the_part_of_the_pack_is_what_it_makes_of_the_earlier_inputs_and_all_parts_sum(
    said: list[tuple[int, str]], looked: list[tuple[str, str]],
    says: list[tuple[int, str]], looks_now: list[tuple[str, str]], days: int,
) -> None:  # fmt: skip
    before, after, pack = held(said, looked), held(says, looks_now), newer()
    then, under = judge(PACK, before, NOW), judge(pack, before, NOW)
    found = across(pack, before, after, days)
    for movement in found.movements:
        parts = {part.cause: part.levels for part in movement.parts}
        whole = movement.after - movement.before
        assert sum(parts.values()) == pytest.approx(whole, abs=1e-6)
        name = movement.capability
        expected = under.capability(name).mean - then.capability(name).mean
        assert parts.get(Cause.PACK, 0.0) == pytest.approx(expected, abs=1e-6)
    assert found.index_before is not None
    assert found.index_after is not None
    whole = found.index_after - found.index_before
    assert sum(part.levels for part in found.parts) == pytest.approx(whole, abs=1e-6)


def test_a_pack_that_judges_otherwise_moves_what_nobody_touched() -> None:
    before = inputs(answers=(SAID,))
    found = across(newer(), before, before)
    [movement] = found.movements
    assert [part.cause for part in movement.parts] == [Cause.PACK]
    assert movement.after < movement.before
    assert 1 - SURE < movement.probability_risen < SURE
    assert found.under
    assert found.under.index == found.index_after
    assert (found.under.before.version, found.under.after.version) == ("1", "2")


def test_a_rise_by_the_pack_is_nobodys_word() -> None:
    grades = tuple(item.model_copy(update={"discount": 0.0}) for item in PACK.judgements.grades)
    trusting = newer(judgements=PACK.judgements.model_copy(update={"grades": grades}))
    [movement] = across(trusting, inputs(answers=(SAID,)), inputs(answers=(SAID,))).movements
    assert movement.after > movement.before
    assert not movement.on_word_alone


def test_what_one_of_the_versions_has_not_is_told_and_not_compared() -> None:
    kept = tuple(item for item in PACK.capabilities if item.id != OTHER)
    reworded = kept[0].model_copy(update={"definition": "Something else."})
    added = PACK.capabilities[0].model_copy(update={"id": "data.new"})
    pack = newer(capabilities=(reworded, *kept[1:], added))
    said = inputs(answers=(SAID, answer(OTHER, 2)))
    found = across(pack, said, inputs(answers=(SAID, answer("data.new", 4))))
    assert {item.capability for item in found.movements} <= {item.id for item in kept}
    assert "One capability is new in version 2" in found.note
    assert "One capability is not in version 2 any more" in found.note
    assert f"Worded otherwise in version 2: {reworded.short_name}." in found.note


def test_results_of_another_pack_or_of_an_unknown_kind_of_use_case_are_not_explained() -> None:
    before, after = SEVERAL
    renamed = PACK.profiles[0].model_copy(update={"id": "renamed"})
    for other in (newer(id="another"), newer(profiles=(renamed,))):
        now = judge(PACK, after, NOW).model_copy(
            update={"pack": PackStamp(id=other.id, version=other.version, digest=other.digest)}
        )
        found = explain(other, (judge(PACK, before, NOW), before), (now, after))
        assert (found.comparable, found.movements, found.areas) == (False, (), ())
