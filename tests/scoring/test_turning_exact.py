"""What would change the verdict, held to exact values on beliefs that are set by hand."""

from dataclasses import replace

import pytest

from content.model import Hidden
from scoring.capability import Belief
from scoring.model import CapabilityScore, Verdict
from scoring.pivots import closed, closed_level, down, smallest_set, steps
from scoring.sensitivity import Basis, at_level, basis, next_better, share, share_with, with_beliefs
from scoring.tornado import MOVED, SHOWN, tornado
from scoring.turning import turning, turning_of
from scoring.verifying import Look, settling, verify_first
from tests.scoring.builders import NOW, answer, finding, inputs, pack
from tests.scoring.test_plan_worth import UNSURE, shaken

PACK = pack(draws=200)
IDS = tuple(item.id for item in PACK.capabilities)
CRITICAL = PACK.profile("service").critical


def certain(levels: dict[str, int] | None = None) -> Basis:
    """Everything known for certain: level 4, but for the levels given."""
    answers = tuple(answer(name, 3, "E2") for name in IDS)
    made = basis(PACK, inputs(answers=answers, depth="full"), NOW)
    held = with_beliefs(made, {name: at_level((levels or {}).get(name, 4)) for name in IDS})
    # The aim is that of the beliefs just set, not of the answers they replaced.
    return replace(held, aim=next_better(held.verdict))


def believed(made: Basis, beliefs: dict[str, Belief]) -> Basis:
    held = with_beliefs(made, beliefs)
    return replace(held, aim=next_better(held.verdict))


def level_of(made: Basis, name: str, **changes: object) -> CapabilityScore:
    return made.score(name).model_copy(update=changes)


@pytest.mark.parametrize(
    ("mean", "target", "answered", "level"),
    [(1.2, 3, True, 3), (1.2, 4, True, 4), (4.6, 3, True, 5), (3.5, 3, True, 4), (4.6, 3, False, 3),
     (2.0, 2, True, 3)],
)  # fmt: skip
def test_closing_is_to_three_to_the_target_or_to_what_is_there(
    mean: float, target: int, answered: bool, level: int
) -> None:
    item = level_of(certain(), "data.c3", mean=mean, target=target, answered=answered)
    assert closed_level(item) == level


def test_one_critical_at_two_is_the_whole_set_and_its_step_ends_at_one() -> None:
    made = certain({"reliable.c0": 2})
    assert (made.verdict, made.aim, share(made)) == (Verdict.NOT_READY, Verdict.CONDITIONAL, 0)
    assert smallest_set(made, 0.8) == ("reliable.c0",)
    [step] = steps(made, ("reliable.c0",))
    assert (step.level, step.share, step.verdict) == (3, 1.0, Verdict.READY)


def test_a_low_dimension_is_lifted_by_the_members_that_gain_most() -> None:
    low = {f"scalable.c{number}": 1 for number in (2, 3, 4)} | {
        "scalable.c0": 3, "scalable.c1": 3
    }  # fmt: skip
    made = certain(low)
    assert made.verdict is Verdict.CONDITIONAL
    assert [item.code for item in made.judged.reasons] == ["area_level"]
    found = smallest_set(made, 0.8)
    assert set(found) <= set(low)
    assert share_with(made, closed(made, found)) >= 0.8
    for name in found:
        rest = [other for other in found if other != name]
        assert share_with(made, closed(made, rest)) < 0.8


def test_a_critical_gap_capability_counts_and_another_gap_capability_never_does() -> None:
    made = certain({"data.c0": 2, "data.c3": 1, "engineering.c4": 1})
    assert smallest_set(made, 0.8) == ("data.c0",)


def test_nothing_is_needed_where_the_verdict_is_ready() -> None:
    made = certain()
    assert (made.verdict, smallest_set(made, 0.8), steps(made, ())) == (Verdict.READY, (), ())


def test_a_way_down_is_told_at_the_highest_level_that_turns_with_its_chance() -> None:
    made = believed(certain(), {"reliable.c0": (0.05, 0.08, 0.07, 0.5, 0.3)})
    [pivot] = down(made, 0.8)
    assert (pivot.capability, pivot.level, pivot.verdict) == ("reliable.c0", 2, Verdict.NOT_READY)
    assert pivot.chance == pytest.approx(0.13)
    assert pivot.agreement == 1.0


def test_a_level_under_the_tenth_percentile_is_no_way_down() -> None:
    made = believed(certain(), {"reliable.c0": (0.04, 0.05, 0.11, 0.5, 0.3)})
    assert down(made, 0.8) == ()


def test_the_likeliest_way_down_comes_first() -> None:
    made = believed(
        certain(),
        {"reliable.c0": (0.0, 0.15, 0.35, 0.3, 0.2), "data.c0": (0.0, 0.19, 0.31, 0.3, 0.2)},
    )
    assert [pivot.capability for pivot in down(made, 0.8)] == ["data.c0", "reliable.c0"]


def test_bars_hold_the_share_at_both_ends_and_only_what_moves_a_point() -> None:
    made = believed(certain(), {"reliable.c0": (0.0, 0.2, 0.3, 0.3, 0.2)})
    [bar] = tornado(made, ()).bars
    assert (bar.capability, bar.low_level, bar.high_level) == ("reliable.c0", 2, 5)
    assert (bar.low, bar.now, bar.high) == (0.0, 1.0, 1.0)
    assert bar.swing == 1.0
    assert bar.swing >= MOVED


def test_no_more_bars_than_fit_are_drawn() -> None:
    wide = dict.fromkeys(CRITICAL, (0.0, 0.19, 0.31, 0.3, 0.2))
    held = tornado(believed(certain(), wide), ())
    assert len(CRITICAL) > SHOWN
    assert len(held.bars) == SHOWN
    assert [bar.capability for bar in held.bars] == sorted(CRITICAL)[:SHOWN]


def test_members_of_the_set_come_before_what_could_only_fall() -> None:
    made = believed(
        certain({"reliable.c1": 2}),
        {"data.c0": (0.0, 0.7, 0.2, 0.1, 0.0), "scalable.c0": (0.0, 0.15, 0.35, 0.3, 0.2)},
    )
    smallest = smallest_set(made, 0.8)
    assert set(smallest) == {"data.c0", "reliable.c1"}
    held = tornado(made, smallest)
    assert set(held.closed) == set(smallest)
    assert [bar.capability for bar in held.bars] == ["data.c0", "scalable.c0"]
    assert (held.bars[0].now, held.bars[0].high) == (0.0, 1.0)
    assert (held.bars[1].now, held.bars[1].low) == (1.0, 0.0)


def test_the_chance_of_turning_is_that_of_the_levels_that_turn() -> None:
    made = believed(certain(), {"reliable.c0": (0.05, 0.10, 0.25, 0.4, 0.2)})
    [first], beside = verify_first(made, PACK, (), {})
    assert beside == ()
    assert (first.capability, first.how, first.minutes) == ("reliable.c0", "read", 30.0)
    assert first.flips == pytest.approx(0.15)
    assert first.urgency == pytest.approx(0.15 * 2.0 / 30.0)
    assert first.share == 1.0


def test_a_probe_that_could_look_makes_it_quicker() -> None:
    made = believed(certain(), {"reliable.c0": (0.05, 0.10, 0.25, 0.4, 0.2)})
    look = Look(probe="p", statement="It is there.", connectors=("prometheus",), anchor=4)
    [first], _ = verify_first(made, PACK, (), {"reliable.c0": (look,)})
    assert (first.how, first.minutes, first.connectors) == ("probe", 5.0, ("prometheus",))
    [again], _ = verify_first(made, PACK, (), {"reliable.c0": (look,)}, seen=("p",))
    assert again.how == "read"


def test_the_probe_nearest_to_the_third_anchor_settles_and_the_higher_of_two_as_near() -> None:
    looks = [
        Look(probe=name, statement="", connectors=("a",), anchor=anchor)
        for name, anchor in (("two", 2), ("four", 4), ("five", 5))
    ]
    chosen = settling(looks, ())
    assert chosen is not None
    assert chosen.probe == "four"
    three = Look(probe="three", statement="", connectors=("a",), anchor=3)
    found = settling([*looks, three], ())
    assert found is not None
    assert found.probe == "three"
    assert settling(looks, ("two", "four", "five")) is None


def test_where_none_alone_turns_it_each_is_tried_with_the_others_closed() -> None:
    made = believed(
        certain(),
        {"data.c0": (0.0, 0.7, 0.2, 0.1, 0.0), "reliable.c0": (0.1, 0.8, 0.1, 0.0, 0.0)},
    )
    smallest = smallest_set(made, 0.8)
    found, beside = verify_first(made, PACK, smallest, {})
    assert set(beside) == {"data.c0", "reliable.c0"}
    chances = {item.capability: item.flips for item in found}
    assert chances == {"data.c0": pytest.approx(0.3), "reliable.c0": pytest.approx(0.1)}


def test_a_finding_that_is_absent_is_closed_by_settling_it() -> None:
    answers = tuple(answer(name, 4, "E3") for name in IDS)
    seen = tuple(
        finding(name, anchor, "absent" if name == "data.c0" else "present")
        for name in CRITICAL
        for anchor in ((3,) if name == "data.c0" else (3, 4))
    )
    made = basis(PACK, inputs(answers=answers, findings=seen, depth="full"), NOW)
    assert smallest_set(made, 0.8) == ("data.c0",)


def lopsided() -> Basis:
    """Ready; a dimension that one uncertain member would pull just under the level asked."""
    levels = {"scalable.c0": 3, "scalable.c1": 3, "scalable.c2": 5, "scalable.c3": 1}
    return believed(certain(levels), {"scalable.c4": (0.3, 0.0, 0.7, 0.0, 0.0)})


def test_a_way_down_needs_the_agreement_of_the_perturbed_judgements() -> None:
    made = lopsided()
    low = with_beliefs(made, {"scalable.c4": at_level(1)})
    below = 1 - share(low, Verdict.READY)
    assert (made.verdict, low.verdict) == (Verdict.READY, Verdict.CONDITIONAL)
    assert 0.5 < below < 1
    assert down(made, below + 0.01) == ()
    [pivot] = down(made, below)
    assert (pivot.capability, pivot.level, pivot.verdict) == (
        "scalable.c4", 1, Verdict.CONDITIONAL,
    )  # fmt: skip
    assert pivot.agreement == below


def test_the_first_step_is_the_one_that_lifts_the_share_most() -> None:
    answers = tuple(answer(name, 5, "E3") for name in IDS)
    seen = [
        finding(name, anchor) for name in CRITICAL for anchor in (3, 4)
        if name not in ("data.c0", "reliable.c0")
    ]  # fmt: skip
    refuted = [finding("data.c0", 3, "absent")]
    refuted += [finding("reliable.c0", anchor, "absent") for anchor in (2, 3)]
    given = inputs(answers=answers, findings=(*seen, *refuted), depth="full")
    made = basis(PACK, given, NOW)
    smallest = smallest_set(made, 0.8)
    assert set(smallest) == {"data.c0", "reliable.c0"}
    alone = {name: share_with(made, closed(made, [name])) for name in smallest}
    assert alone["reliable.c0"] > alone["data.c0"]
    assert [step.capability for step in steps(made, smallest)] == ["reliable.c0", "data.c0"]


def test_an_agreement_that_nothing_reaches_has_no_set() -> None:
    assert smallest_set(certain({"reliable.c0": 2}), 1.01) == ()


def test_what_is_hidden_is_never_asked_for() -> None:
    left_out = (Hidden(capability="data.c4", reason="none"),)
    profile = PACK.profile("service").model_copy(update={"hidden": left_out})
    leaner = PACK.model_copy(update={"profiles": (profile,)})
    few = tuple(answer(name, 4, "E3") for name in CRITICAL)
    made = basis(leaner, inputs(answers=few, depth="full"), NOW)
    found = smallest_set(made, 0.8)
    assert made.verdict is Verdict.INSUFFICIENT_EVIDENCE
    assert found
    assert "data.c4" not in found
    assert not set(found) & set(CRITICAL)


def test_the_public_function_carries_the_probes_and_what_is_closed_beside() -> None:
    answers = tuple(answer(name, 3, "E2") for name in IDS)
    look = Look(probe="p", statement="It is there.", connectors=("a",), anchor=3)
    given = inputs(answers=answers, depth="full")
    found = turning(PACK, given, NOW, {"data.c0": (look,)})
    assert found is not None
    assert {item.capability: item.probe for item in found.verify}["data.c0"] == "p"
    assert found.verify_closed == ()
    two = believed(
        certain(),
        {"data.c0": (0.0, 0.7, 0.2, 0.1, 0.0), "reliable.c0": (0.1, 0.8, 0.1, 0.0, 0.0)},
    )
    assert set(turning_of(two, PACK, {}).verify_closed) == {"data.c0", "reliable.c0"}


def test_what_is_settled_is_known_in_every_respect() -> None:
    answers = [answer(name, 2, "E0") for name in IDS if name not in ("data.c0", "data.c1")]
    given = inputs(
        answers=(*answers, answer("data.c1", None)),
        findings=(finding("reliable.c0", 2, "absent"),),
        depth="full",
    )
    made = basis(PACK, given, NOW)
    belief: Belief = (0.0, 0.1, 0.2, 0.4, 0.3)
    held = with_beliefs(made, dict.fromkeys(("data.c0", "data.c1", "reliable.c0"), belief))
    for name in ("data.c0", "data.c1", "reliable.c0"):
        item = held.score(name)
        assert (item.belief, item.low, item.high) == (belief, 2, 5)
        assert [item.mean, item.p3, item.p4] == pytest.approx([3.9, 0.9, 0.7])
        known = (item.answered, item.covered, item.supported, item.proved_at_3)
        assert known == (True, True, True, True)
        assert (item.dont_know, item.conflict_open) == (0, False)
    assert held.score("reliable.c0").claim == 2
    assert held.score("data.c0").claim == pytest.approx(3.9)
    assert held.score("data.c2") == made.score("data.c2")
    assert held.aim is made.aim


def test_settling_draws_again_what_it_settles_and_only_its_own_dimension() -> None:
    made = certain()
    held = with_beliefs(made, {"reliable.c2": at_level(1), "data.c2": at_level(1)})
    assert set(held.judged.draws["reliable.c2"]) == {1.0}
    again = with_beliefs(held, {"reliable.c3": at_level(1)})
    lower = [basis_.judged.dimensions["reliable"] for basis_ in (made, held, again)]
    bands = [band.level for band in lower if band is not None]
    assert bands == sorted(bands, reverse=True)
    assert len(set(bands)) == 3
    assert held.judged.dimensions["scalable"] == made.judged.dimensions["scalable"]


def test_what_has_no_probe_names_none_and_says_the_share_once_all_is_closed() -> None:
    made = believed(
        certain(),
        {"data.c0": (0.0, 0.7, 0.2, 0.1, 0.0), "reliable.c0": (0.1, 0.8, 0.1, 0.0, 0.0)},
    )
    look = Look(probe="p", statement="It is there.", connectors=("a",), anchor=3)
    smallest = smallest_set(made, 0.8)
    found, _ = verify_first(made, PACK, smallest, {"data.c0": (look,)})
    told = {item.capability: (item.probe, item.statement, item.connectors) for item in found}
    assert told == {"data.c0": ("p", "It is there.", ("a",)), "reliable.c0": ("", "", ())}
    assert {item.share for item in found} == {1.0}


def test_where_nothing_turns_it_there_is_nothing_to_verify() -> None:
    assert verify_first(certain(), PACK, (), {}) == ((), ())


def test_a_way_down_tells_how_many_perturbed_judgements_fall_below_todays_verdict() -> None:
    _, today = shaken(UNSURE)
    assert (today.verdict, today.aim) == (Verdict.CONDITIONAL, Verdict.READY)
    found = down(today, 0.5)
    assert found
    for pivot in found:
        after = with_beliefs(today, {pivot.capability: at_level(pivot.level)})
        assert pivot.agreement == 1 - share(after, Verdict.CONDITIONAL)
        assert pivot.verdict is after.verdict is Verdict.NOT_READY
        belief = today.score(pivot.capability).belief
        assert pivot.chance == pytest.approx(sum(belief[: pivot.level]))
