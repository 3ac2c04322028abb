"""The ranking of use cases: what it rests on, what nobody said, and what would change it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.portfolio import portfolio_judgement
from content.traits import RiskClass
from scoring.portfolio import chance, feasibility, ranked
from scoring.portfolio_model import Candidate, Measured, Ranking
from scoring.portfolio_stop import stop_rule
from scoring.roadmap_model import Milestone, Roadmap
from tests.scoring.plan_builders import MONDAY, card, made

JUDGEMENT = portfolio_judgement()
PARTS = tuple(part.id for part in JUDGEMENT.parts)
DAY = date(2026, 11, 20)

levels = st.integers(1, 5)
feasibilities = st.dictionaries(st.sampled_from(PARTS), levels)
money = st.none() | st.integers(0, 1_000_000).map(float)


@st.composite
def candidate(draw: st.DrawFn, name: str) -> Candidate:
    ends = sorted(item for item in (draw(money), draw(money)) if item is not None)
    low, high = (ends[0], ends[1]) if len(ends) == 2 else (ends[0] if ends else None, None)
    return Candidate(
        id=name, name=name, risk_class=draw(st.sampled_from(RiskClass)), value_low=low,
        value_high=high, feasibility=draw(feasibilities),
    )  # fmt: skip


@st.composite
def several(draw: st.DrawFn) -> tuple[Candidate, ...]:
    return tuple(draw(candidate(f"case {number}")) for number in range(draw(st.integers(0, 6))))


def case(name: str, level: int | None = 3, low: float | None = 80.0, **more: Any) -> Candidate:
    said = {} if level is None else dict.fromkeys(PARTS, level)
    fields = {"id": name, "name": name, "value_low": low, "feasibility": said}
    return Candidate.model_validate(
        fields | {"value_high": None if low is None else 1.5 * low} | more
    )


def order(ranking: Ranking) -> list[str]:
    return [item.id for item in ranking.standings]


@given(several())
@settings(max_examples=40, deadline=None)
def test_shares_of_places_add_up_over_places_and_over_use_cases(
    held: tuple[Candidate, ...],
) -> None:
    standings = ranked(held, JUDGEMENT).standings
    for item in standings:
        assert sum(item.places) == pytest.approx(1)
        assert item.worth.low <= item.worth.middle <= item.worth.high
        assert 1 <= item.feasibility.low <= item.feasibility.middle <= item.feasibility.high <= 5
    for place in range(len(standings)):
        assert sum(item.places[place] for item in standings) == pytest.approx(1)


@given(several(), st.randoms())
@settings(max_examples=30, deadline=None)
def test_the_order_in_which_they_are_given_is_irrelevant(
    held: tuple[Candidate, ...], chaos: Any
) -> None:
    shuffled = list(held)
    chaos.shuffle(shuffled)
    assert ranked(shuffled, JUDGEMENT) == ranked(held, JUDGEMENT)


@given(several(), st.data())
@settings(max_examples=40, deadline=None)
def test_raising_one_part_never_lowers_a_place_or_a_share_of_first(
    held: tuple[Candidate, ...], data: st.DataObject
) -> None:
    if not held:
        return
    one = data.draw(st.sampled_from(held))
    part = data.draw(st.sampled_from(PARTS))
    before_level = one.feasibility.get(part, 1)
    lower = one.model_copy(update={"feasibility": one.feasibility | {part: before_level}})
    raised = data.draw(st.integers(before_level, 5))
    higher = one.model_copy(update={"feasibility": one.feasibility | {part: raised}})
    before, after = (
        {
            item.id: item
            for item in ranked(
                [which if item.id == one.id else item for item in held], JUDGEMENT
            ).standings
        }[one.id]
        for which in (lower, higher)
    )
    assert after.place <= before.place
    assert after.first >= before.first


def test_a_value_that_nobody_stated_is_never_nought_and_widens_the_interval() -> None:
    ranking = ranked([case("known"), case("unknown", low=None)], JUDGEMENT)
    known, unknown = (
        next(item for item in ranking.standings if item.id == name) for name in ("known", "unknown")
    )
    assert unknown.value
    assert known.value
    assert unknown.value.low > 0
    assert (unknown.value.low, unknown.value.high) == (40.0, 240.0)
    assert unknown.value.high - unknown.value.low > known.value.high - known.value.low
    assert not unknown.value_stated


def test_without_any_value_they_stand_by_feasibility_alone() -> None:
    ranking = ranked([case("weak", 2, None), case("strong", 4, None)], JUDGEMENT)
    assert order(ranking) == ["strong", "weak"]
    assert all(item.value is None for item in ranking.standings)


def test_what_nobody_judged_may_be_anything_and_is_told_by_name() -> None:
    [item] = ranked([case("open", None)], JUDGEMENT).standings
    by = {part.part: part for part in item.parts}
    assert item.unknown == PARTS
    assert (by["method"].level.low, by["method"].level.high) == (1, 5)


def test_the_risk_class_speaks_for_the_rules_where_nobody_has_judged_them() -> None:
    def rules(risk: RiskClass) -> float:
        [item] = ranked([case("x", None, risk_class=risk)], JUDGEMENT).standings
        return next(part.level.middle for part in item.parts if part.part == "regulatory")

    assert rules(RiskClass.HIGH) < rules(RiskClass.LIMITED) < rules(RiskClass.MINIMAL)


def test_an_assessment_takes_the_place_of_an_estimate_and_both_are_kept() -> None:
    seen = Measured(level=2.2, low=1.8, high=2.6, day=DAY)
    [item] = ranked([case("x", 4, measured={"data": seen})], JUDGEMENT).standings
    part = next(part for part in item.parts if part.part == "data")
    assert (part.origin, part.level.middle, part.estimate, part.day) == ("assessment", 2.2, 4, DAY)


def test_a_weak_part_is_not_bought_off_by_a_strong_one() -> None:
    even = feasibility(dict.fromkeys(PARTS, 3.0), JUDGEMENT)
    uneven = feasibility(dict.fromkeys(PARTS, 3.0) | {"method": 1.0, "integration": 5.0}, JUDGEMENT)
    assert even == pytest.approx(3.0)
    assert uneven < even


def test_the_chances_run_through_the_published_ones() -> None:
    assert [chance(at, JUDGEMENT) for at in (1, 2.5, 3, 5)] == pytest.approx(
        [0.08, 0.245, 0.3, 0.58]
    )


@given(candidate("a"), candidate("b"))
@settings(max_examples=60, deadline=None)
def test_what_is_said_to_turn_the_order_does_turn_it(one: Candidate, two: Candidate) -> None:
    ranking = ranked([one, two], JUDGEMENT)
    first, second = ranking.standings
    for item in ranking.overtakes:
        if item.kind == "part":
            levels = {part.part: part.level.middle for part in second.parts}
            able = chance(feasibility(levels | {item.part: item.figure}, JUDGEMENT), JUDGEMENT)
            value = second.value.middle if second.value else 1.0
            assert value * able >= first.worth.middle * (1 - 1e-9)
        elif item.kind == "own_value":
            assert item.figure * second.chance == pytest.approx(first.worth.middle)
            assert item.figure >= item.now * (1 - 1e-9)
        else:
            assert item.figure * first.chance == pytest.approx(second.worth.middle)
            assert item.figure <= item.now * (1 + 1e-9)


def test_two_that_are_alike_are_close_and_one_that_is_far_ahead_is_not() -> None:
    assert ranked([case("a"), case("b")], JUDGEMENT).close
    ahead = ranked([case("a", 5, 900.0), case("b", 2)], JUDGEMENT)
    assert not ahead.close
    assert ahead.standings[0].first > 0.99


def test_a_further_use_case_does_not_move_the_draws_of_the_others() -> None:
    pair = [case("a", 3), case("b", 3, 85.0)]
    third = case("c", 1, 80.0)
    two, three = ranked(pair, JUDGEMENT), ranked([*pair, third], JUDGEMENT)
    assert three.standings[0].first == pytest.approx(two.standings[0].first, abs=0.01)


def plan_with_gate(p80: date) -> Roadmap:
    plan = made(scorecard=card(reliable_c0=1))
    return plan.model_copy(
        update={"start": MONDAY, "gate": Milestone(name="Gate review", p50=p80, p80=p80)}
    )


def test_the_last_day_is_a_quarter_of_the_plan_after_its_careful_date() -> None:
    ranking = ranked([case("a")], JUDGEMENT)
    rule = stop_rule(ranking, plan_with_gate(date(2027, 2, 10)), JUDGEMENT)
    assert rule
    assert (rule.by, rule.value, rule.overtaken) == (date(2027, 3, 7), 40.0, False)


def test_a_short_plan_gets_two_weeks() -> None:
    rule = stop_rule(ranked([case("a")], JUDGEMENT), plan_with_gate(date(2026, 11, 12)), JUDGEMENT)
    assert rule
    assert rule.by == date(2026, 11, 26)


def test_a_runner_up_that_is_near_raises_the_value_that_must_be_shown() -> None:
    ranking = ranked([case("a"), case("b", 3, 60.0)], JUDGEMENT)
    rule = stop_rule(ranking, None, JUDGEMENT)
    assert rule
    assert rule.overtaken
    assert rule.value == pytest.approx(75.0)
    assert rule.by is None


def test_a_value_that_nobody_stated_gives_no_rule_of_value() -> None:
    ranking = ranked([case("a", 5, None), case("b", 1)], JUDGEMENT)
    rule = stop_rule(ranking, None, JUDGEMENT)
    assert ranking.standings[0].id == "a"
    assert rule
    assert rule.value is None


def test_no_use_case_gives_no_ranking_and_no_rule() -> None:
    ranking = ranked([], JUDGEMENT)
    assert (ranking.first, stop_rule(ranking, None, JUDGEMENT)) == (None, None)
