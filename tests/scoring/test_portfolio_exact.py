"""The ranking of use cases to the figure: spans, worth, draws, what turns the order, when to stop."""

from datetime import date, timedelta
from math import sqrt
from typing import Any

import pytest

from scoring.portfolio import chance, feasibility, is_stated, ranked
from scoring.portfolio_model import Candidate, Measured, Overtake, Ranking, Span, Standing
from scoring.portfolio_stop import stop_rule
from tests.scoring.plan_builders import card, made
from tests.scoring.test_portfolio import JUDGEMENT, PARTS, case, plan_with_gate

DAY = date(2026, 11, 20)


def alone(candidate: Candidate) -> Standing:
    [found] = ranked([candidate], JUDGEMENT).standings
    return found


def known(name: str, level: float) -> Candidate:
    """A candidate of which an assessment says everything, without any doubt."""
    seen = Measured(level=level, low=level, high=level, day=DAY)
    return Candidate(id=name, name=name, measured=dict.fromkeys(PARTS, seen))


def test_an_estimate_may_be_off_by_the_spread_on_either_side() -> None:
    for part in alone(case("x", 3)).parts:
        assert part.level == Span(low=2.5, middle=3.0, high=3.5)
        assert (part.origin, part.estimate, part.day) == ("estimate", 3, None)


def test_no_level_is_under_the_first_or_over_the_fifth() -> None:
    assert {part.level for part in alone(case("x", 1)).parts} == {Span(low=1, middle=1, high=1.5)}
    assert {part.level for part in alone(case("x", 5)).parts} == {Span(low=4.5, middle=5, high=5)}


def test_what_nobody_judged_stands_at_the_geometric_middle_of_what_it_may_be() -> None:
    found = {part.part: part for part in alone(case("x", None)).parts}
    assert found["data"].level.middle == pytest.approx(sqrt(5))
    assert found["regulatory"].level == Span(low=2, middle=sqrt(8), high=4)
    assert {part.origin for part in found.values()} == {"nobody"}


def test_what_an_assessment_measured_has_its_own_interval_and_day() -> None:
    seen = Measured(level=2.2, low=1.8, high=2.9, day=DAY)
    found = alone(case("x", 4, measured={"data": seen}))
    [part] = [item for item in found.parts if item.part == "data"]
    assert part.level == Span(low=1.8, middle=2.2, high=2.9)


def test_feasibility_and_worth_follow_from_the_three_points_of_each_part() -> None:
    found = alone(case("x", 3))
    able = (found.feasibility.low, found.feasibility.middle, found.feasibility.high)
    assert able == pytest.approx((2.5, 3.0, 3.5))
    chances = [chance(level, JUDGEMENT) for level in able]
    assert chances == pytest.approx([0.245, 0.30, 0.37])
    assert found.chance == pytest.approx(0.30)
    worth = (found.worth.low, found.worth.middle, found.worth.high)
    assert worth == pytest.approx((80 * 0.245, 100 * 0.30, 120 * 0.37))


def test_without_any_value_the_worth_is_the_chance() -> None:
    found = alone(case("x", 3, None))
    worth = (found.worth.low, found.worth.middle, found.worth.high)
    assert worth == pytest.approx((0.245, 0.30, 0.37))
    assert (found.value, found.value_stated) == (None, False)


@pytest.mark.parametrize(
    ("low", "high", "span"),
    [
        (80.0, 120.0, (80, 100, 120)),
        (80.0, None, (80, 120, 160)),
        (None, 80.0, (40, 60, 80)),
        (None, 0.0, (0, 0, 0)),
    ],
)
def test_one_end_that_was_stated_gives_the_other_within_a_factor(
    low: float | None, high: float | None, span: tuple[float, float, float]
) -> None:
    one = case("x", 3, value_low=low, value_high=high)
    assert is_stated(one)
    found = next(
        item for item in ranked([one, case("y")], JUDGEMENT).standings if item.id == "x"
    ).value
    assert found is not None
    assert (found.low, found.middle, found.high) == pytest.approx(span)


def test_nothing_at_the_least_may_still_be_as_much_as_a_value_nobody_stated() -> None:
    one = case("x", 3, value_low=0.0, value_high=None)
    found = {item.id: item.value for item in ranked([one, case("y")], JUDGEMENT).standings}
    # Twice the highest that was stated: 120.
    assert found["x"] == Span(low=0, middle=120, high=240)


def test_a_value_that_nobody_stated_stands_at_the_geometric_middle() -> None:
    unstated = case("x", 3, None)
    assert not is_stated(unstated)
    found = {item.id: item.value for item in ranked([unstated, case("y")], JUDGEMENT).standings}
    assert found["x"] == Span(low=40, middle=sqrt(40 * 240), high=240)


def test_what_nobody_judged_is_drawn_by_ratios_and_does_not_pull_a_candidate_up() -> None:
    ranking = ranked([case("open", None, None), known("known", 2.5)], JUDGEMENT)
    standings = {item.id: item for item in ranking.standings}
    assert 0.2 < standings["open"].first < 0.45


def test_what_was_estimated_is_drawn_evenly_over_its_interval() -> None:
    wide = JUDGEMENT.model_copy(update={"spread": 2.0})
    ranking = ranked([case("guess", 3, None), known("known", 2.5)], wide)
    standings = {item.id: item for item in ranking.standings}
    assert standings["guess"].first > 0.6


def test_a_value_that_was_stated_is_drawn_evenly_and_one_that_was_not_by_ratios() -> None:
    level: dict[str, Any] = {
        "measured": dict.fromkeys(PARTS, Measured(level=3, low=3, high=3, day=DAY))
    }
    wide = case("wide", None, value_low=10.0, value_high=190.0, **level)
    even = case("even", None, value_low=100.0, value_high=100.0, **level)
    unsaid = case("unsaid", None, None, **level)
    found = {item.id: item for item in ranked([wide, even], JUDGEMENT).standings}
    assert found["even"].first == pytest.approx(0.5, abs=0.04)
    # May be 5 to 380: the middle is 44, and ratios over 100 have a share of 0.31.
    found = {item.id: item for item in ranked([unsaid, wide, even], JUDGEMENT).standings}
    assert found["unsaid"].value == Span(low=5, middle=sqrt(5 * 380), high=380)
    assert found["unsaid"].first < 0.31


def test_weights_are_shaken_around_ours_so_that_the_heavier_part_decides_more_often() -> None:
    def strong(part: str) -> Candidate:
        return Candidate(
            id=part, name=part,
            measured={
                each: Measured(level=level, low=level, high=level, day=DAY)
                for each, level in (dict.fromkeys(PARTS, 3.0) | {part: 4.0}).items()
            },
        )  # fmt: skip

    ranking = ranked([strong("data"), strong("method")], JUDGEMENT)
    # Data weighs half as much again as the method: 72 % of the draws of a Dirichlet agree.
    assert ranking.standings[0].id == "data"
    assert 0.66 < ranking.standings[0].first < 0.78


def runner_up(ranking: Ranking) -> Standing:
    found = ranking.runner_up
    assert found is not None
    return found


def test_the_first_and_the_runner_up_are_the_two_first_and_one_alone_has_none() -> None:
    ranking = ranked([case("a"), case("b", 2), case("c", 1)], JUDGEMENT)
    assert ranking.first is ranking.standings[0]
    assert ranking.runner_up is ranking.standings[1]
    assert [item.place for item in ranking.standings] == [1, 2, 3]
    assert ranking.draws == JUDGEMENT.draws
    single = ranked([case("a")], JUDGEMENT)
    assert (single.runner_up, single.overtakes, single.close) == (None, (), False)


def test_equal_ones_stand_by_name_and_then_by_id() -> None:
    same = [
        case("x").model_copy(update={"id": number, "name": name})
        for number, name in (("2", "b"), ("3", "a"), ("1", "b"))
    ]
    assert [item.id for item in ranked(same, JUDGEMENT).standings] == ["3", "1", "2"]


@pytest.mark.parametrize("value", [50.0, 60.0, 70.0, 79.0])
def test_what_would_turn_the_order_is_told_with_the_lowest_level_that_does(value: float) -> None:
    ranking = ranked([case("a"), case("b", 3, value)], JUDGEMENT)
    first, second = ranking.standings[0], runner_up(ranking)
    expected = [
        Overtake(kind="own_value", now=1.25 * value, figure=first.worth.middle / second.chance),
        Overtake(kind="first_value", now=100.0, figure=second.worth.middle / first.chance),
    ]
    for part in PARTS:
        levels = dict.fromkeys(PARTS, 3.0)
        enough = [
            level
            for level in (4, 5)
            if 1.25 * value * chance(feasibility(levels | {part: level}, JUDGEMENT), JUDGEMENT)
            >= first.worth.middle
        ]
        expected += [Overtake(kind="part", part=part, now=3.0, figure=at) for at in enough[:1]]
    assert ranking.overtakes == tuple(expected)
    assert [item.figure for item in ranking.overtakes[:2]] == pytest.approx([100, 1.25 * value])


def test_no_part_can_be_raised_over_the_fifth_level() -> None:
    for value in range(40, 80):
        told = ranked([case("a"), case("b", 3, float(value))], JUDGEMENT).overtakes
        assert all(item.figure in (4, 5) for item in told if item.kind == "part")
    strong = ranked([case("a", 5), case("b", 5, 70.0)], JUDGEMENT).overtakes
    assert [item.kind for item in strong] == ["own_value", "first_value"]


def test_the_next_whole_level_can_be_the_one_that_turns_the_order() -> None:
    ranking = ranked([case("a"), case("b", 3, 79.0)], JUDGEMENT)
    assert {item.figure for item in ranking.overtakes if item.kind == "part"} == {4}


def test_without_values_only_parts_can_turn_the_order() -> None:
    weaker = dict.fromkeys(PARTS, 3) | {"data": 2}
    ranking = ranked([case("a", 3, None), case("b", None, None, feasibility=weaker)], JUDGEMENT)
    assert {item.kind for item in ranking.overtakes} == {"part"}
    levels = {item.part: item.figure for item in ranking.overtakes}
    # Raised to the first's own level it is level with it, and that is enough.
    assert levels["data"] == 3


def test_the_order_is_open_below_the_share_that_the_judgements_ask_for_and_not_at_it() -> None:
    pair = [case("a"), case("b", 3, 70.0)]
    first = ranked(pair, JUDGEMENT).standings[0].first
    at = JUDGEMENT.model_copy(update={"close": first})
    above = JUDGEMENT.model_copy(update={"close": first + 1e-6})
    assert not ranked(pair, at).close
    assert ranked(pair, above).close


def test_the_stop_rule_tells_the_plans_own_day_beside_the_last_one() -> None:
    day = date(2027, 2, 10)
    rule = stop_rule(ranked([case("a")], JUDGEMENT), plan_with_gate(day), JUDGEMENT)
    assert rule is not None
    assert rule.planned == day
    assert rule.by == day + timedelta(days=25)


def test_a_plan_without_a_gate_gives_no_day() -> None:
    plan = made(scorecard=card(data_c2=1))
    assert plan.gate is None
    rule = stop_rule(ranked([case("a")], JUDGEMENT), plan, JUDGEMENT)
    assert rule is not None
    assert (rule.by, rule.planned, rule.value) == (None, None, 40.0)


def test_a_small_value_is_halved_like_any_other_and_a_value_nobody_stated_overtakes_nothing() -> (
    None
):
    rule = stop_rule(ranked([case("a", 3, 1.0)], JUDGEMENT), None, JUDGEMENT)
    assert rule is not None
    assert (rule.value, rule.overtaken) == (0.5, False)
    unstated = stop_rule(ranked([case("a", 3, None)], JUDGEMENT), None, JUDGEMENT)
    assert unstated is not None
    assert (unstated.value, unstated.overtaken) == (None, False)


@pytest.mark.parametrize(
    ("figure", "value", "overtaken"),
    [(39.0, 40.0, False), (40.0, 40.0, False), (55.0, 55.0, True), (90.0, 80.0, True)],
)
def test_the_value_to_show_is_half_the_lowest_or_what_makes_the_next_better_and_no_more(
    figure: float, value: float, overtaken: bool
) -> None:
    turn = Overtake(kind="first_value", now=100.0, figure=figure)
    other = Overtake(kind="own_value", now=1.0, figure=999.0)
    ranking = ranked([case("a")], JUDGEMENT).model_copy(update={"overtakes": (other, turn)})
    rule = stop_rule(ranking, None, JUDGEMENT)
    assert rule is not None
    assert (rule.value, rule.overtaken) == (value, overtaken)
