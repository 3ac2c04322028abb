"""The parts of what turns a verdict, each against what the basis itself says of every level."""

import pytest

from content.model import Hidden
from scoring.capability import Belief
from scoring.perturbation import rank
from scoring.pivots import closed, closed_level, down, smallest_set, steps
from scoring.sensitivity import (
    Basis,
    at_level,
    basis,
    share,
    share_with,
    verdict_with,
    with_beliefs,
)
from scoring.tornado import MOVED, tornado
from scoring.turning import turning, turning_of
from scoring.turning_model import Pivot, Step, Tornado, TornadoBar, Turning, Verification
from scoring.verifying import Look, settling, verify_first
from tests.scoring.builders import NOW, answer, finding, inputs, pack
from tests.scoring.test_gate_reasons import score

PACK = pack(draws=300)
IDS = tuple(item.id for item in PACK.capabilities)
CRITICAL = PACK.profile("service").critical
AGREED = PACK.judgements.turning.agreement


def claimed(first: str = "E3", second: str = "E1") -> Basis:
    """*Conditional*: claims of 3, those of critical capabilities at two grades."""
    grades = {"c0": first, "c1": second}
    answers = [answer(name, 3, grades.get(name.split(".")[1], "E2")) for name in IDS]
    return basis(PACK, inputs(answers=tuple(answers), depth="full"), NOW)


def refuted(*absent: str, level: int = 4) -> Basis:
    """Good everywhere and seen; absent at 3 where said."""
    answers = tuple(answer(name, level, "E3") for name in IDS)
    seen = [finding(name, n) for name in CRITICAL if name not in absent for n in (3, 4)]
    found = (*seen, *(finding(name, 3, "absent") for name in absent))
    return basis(PACK, inputs(answers=answers, findings=found, depth="full"), NOW)


# Closing


@pytest.mark.parametrize(
    ("target", "mean", "answered", "level"),
    [(2, 1.0, True, 3), (4, 2.0, True, 4), (3, 4.5, True, 5), (3, 4.6, False, 3)],
)
def test_a_shortfall_is_closed_at_three_the_target_or_what_it_has(
    target: int, mean: float, answered: bool, level: int
) -> None:
    assert closed_level(score(target=target, mean=mean, answered=answered)) == level


def test_closing_settles_each_at_its_own_level() -> None:
    made = refuted("data.c0")
    assert closed(made, ["data.c0", "data.c1"]) == {
        "data.c0": at_level(3), "data.c1": at_level(closed_level(made.score("data.c1"))),
    }  # fmt: skip


# Down


def lowering(made: Basis, name: str) -> list[Pivot]:
    """Every level within what the evidence allows that brings the verdict down, the lowest first."""
    item, found = made.score(name), list[Pivot]()
    for level in range(item.low, item.high + 1):
        after = with_beliefs(made, {name: at_level(level)})
        agreement = 1 - share(after, made.verdict)
        if rank(after.verdict) < rank(made.verdict) and agreement >= AGREED:
            chance = sum(item.belief[:level])
            found.append(
                Pivot(
                    capability=name, level=level, chance=chance, verdict=after.verdict,
                    agreement=agreement,
                )
            )  # fmt: skip
    return found


def test_each_single_one_that_brings_the_verdict_down_is_told_at_its_highest_level() -> None:
    made = claimed()
    expected = [pivot for name in IDS for pivot in lowering(made, name)[-1:]]
    found = down(made, AGREED)
    assert found == tuple(sorted(expected, key=lambda pivot: (-pivot.chance, pivot.capability)))
    assert len({pivot.chance for pivot in found}) > 1
    assert len({len(lowering(made, pivot.capability)) for pivot in found}) > 1


def test_a_stricter_agreement_leaves_fewer_and_one_at_the_limit_stays() -> None:
    made = claimed()
    least = min(down(made, 0.0), key=lambda pivot: pivot.agreement)
    assert least in down(made, least.agreement)
    assert least not in down(made, least.agreement + 1e-6)


# Up


def test_each_step_lifts_the_share_most_and_says_what_it_comes_to() -> None:
    made = refuted("data.c0", "reliable.c0", "scalable.c1")
    names, settled = {"data.c0", "reliable.c0", "scalable.c1"}, dict[str, Belief]()
    found = steps(made, names)
    assert {item.capability for item in found} == names
    for place, item in enumerate(found):
        left = sorted(names - {before.capability for before in found[:place]})
        lifts = {name: share_with(made, settled | closed(made, [name])) for name in left}
        assert lifts[item.capability] == max(lifts.values())
        settled |= closed(made, [item.capability])
        assert item == Step(
            capability=item.capability, level=closed_level(made.score(item.capability)),
            share=share_with(made, settled), verdict=verdict_with(made, settled),
        )  # fmt: skip


def test_nothing_to_close_has_no_steps() -> None:
    assert steps(refuted(), ()) == ()


def test_where_the_aim_is_there_already_nothing_is_needed() -> None:
    assert smallest_set(refuted(), AGREED) == ()


# Bars


def bar(start: Basis, made: Basis, name: str) -> TornadoBar:
    item = made.score(name)
    return TornadoBar(
        capability=name, low_level=item.low, high_level=item.high, now=share(start),
        low=share_with(start, {name: at_level(item.low)}),
        high=share_with(start, {name: at_level(item.high)}),
    )  # fmt: skip


def widest(bars: list[TornadoBar], first: tuple[str, ...] = ()) -> tuple[TornadoBar, ...]:
    moving = [item for item in bars if item.swing >= MOVED]
    moving.sort(key=lambda item: (item.capability not in first, -item.swing, item.capability))
    return tuple(moving[:8])


def test_single_bars_are_the_widest_of_all() -> None:
    made = claimed("E2", "E3")
    bars = widest([bar(made, made, name) for name in IDS])
    assert len(bars) == 8
    assert tornado(made, ()) == Tornado(bars=bars)


def test_where_one_alone_lifts_the_share_the_set_is_not_closed() -> None:
    made = refuted("data.c0")
    found = tornado(made, ("data.c0",))
    assert found.closed == ()
    assert found == Tornado(bars=widest([bar(made, made, name) for name in IDS]))


def test_with_the_set_closed_members_stand_first_and_each_without_itself() -> None:
    names = ("data.c0", "observable.c0", "reliable.c0")
    made = refuted(*names)
    whole = with_beliefs(made, closed(made, names))
    bars = []
    for name in IDS:
        others = [other for other in names if other != name]
        start = with_beliefs(made, closed(made, others)) if name in names else whole
        bars.append(bar(start, made, name))
    assert tornado(made, names) == Tornado(closed=names, bars=widest(bars, names))


def test_what_does_not_apply_has_no_bar() -> None:
    profile = PACK.profile("service").model_copy(
        update={"hidden": (Hidden(capability="data.c0", reason="none"),)}
    )
    answers = tuple(answer(name, 3, "E2") for name in IDS)
    given = inputs(answers=answers, depth="full")
    made = basis(PACK.model_copy(update={"profiles": (profile,)}), given, NOW)
    assert "data.c0" not in {item.capability for item in tornado(made, ()).bars}


# Verifying


def look(probe: str, anchor: int = 3) -> Look:
    return Look(probe=probe, statement=f"{probe} holds.", connectors=("prometheus",), anchor=anchor)


def test_the_probe_nearest_to_what_the_gate_asks_settles_the_higher_first_then_by_name() -> None:
    assert settling((look("b", 4), look("a", 2), look("c", 5)), ()) == look("b", 4)
    assert settling((look("a", 5), look("b", 2)), ()) == look("b", 2)
    assert settling((look("b"), look("a")), ()) == look("a")
    assert settling((look("b"), look("a")), ("a",)) == look("b")
    assert settling((look("a"),), ("a",)) is None


def flips(made: Basis, name: str, beside: tuple[str, ...] = ()) -> float:
    others = closed(made, [other for other in beside if other != name])
    return sum(
        chance
        for level, chance in enumerate(made.score(name).belief, start=1)
        if verdict_with(made, others | {name: at_level(level)}) is not made.verdict
    )


def test_each_look_is_told_with_who_how_long_and_how_much_hangs_on_it() -> None:
    made = claimed()
    found, beside = verify_first(made, PACK, (), {"data.c0": (look("p"),)})
    assert beside == ()
    expected = []
    for name in IDS:
        chance, item = flips(made, name), made.score(name)
        if chance > 0:
            probed = name == "data.c0"
            minutes = 5.0 if probed else 30.0
            expected.append(
                Verification(
                    capability=name, how="probe" if probed else "read", who="engineer",
                    minutes=minutes, flips=chance, importance=item.weight,
                    urgency=chance * item.weight / minutes,
                    share=share_with(made, closed(made, [name])),
                    **({"probe": "p", "statement": "p holds.", "connectors": ("prometheus",)}
                       if probed else {}),
                )
            )  # fmt: skip
    expected.sort(key=lambda item: (-item.urgency, item.capability))
    assert found == tuple(expected[:8])
    assert len(expected) > 8


def test_where_no_single_one_turns_it_only_the_set_is_looked_at_with_its_others_closed() -> None:
    names = ("data.c0", "observable.c0")
    made = refuted(*names)
    found, beside = verify_first(made, PACK, names, {}, ())
    assert beside == names
    assert {item.capability: item.flips for item in found} == {
        name: flips(made, name, names) for name in names
    }
    for item in found:
        assert item.share == share_with(made, closed(made, names))
        assert (item.how, item.probe, item.statement, item.connectors) == ("read", "", "", ())


def test_without_such_a_set_there_is_nothing_to_verify() -> None:
    assert verify_first(refuted("data.c0", "observable.c0"), PACK, (), {}) == ((), ())


# All of it


def test_all_that_would_change_a_verdict_is_told_from_the_same_set() -> None:
    made = refuted("data.c0", "observable.c0")
    needed = smallest_set(made, AGREED)
    verify, beside = verify_first(made, PACK, needed, {}, ())
    assert turning_of(made, PACK, {}) == Turning(
        verdict=made.verdict, aim=made.aim, share=share(made), draws=300,
        agreement_needed=AGREED, tornado=tornado(made, needed), up=steps(made, needed),
        down=down(made, AGREED), verify=verify, verify_closed=beside,
    )  # fmt: skip


def test_only_a_conclusive_finding_takes_its_probe_off_the_list() -> None:
    answers = tuple(answer(name, 3, "E2") for name in IDS)
    could_not = finding("data.c0", 3, "unavailable", probe="p")
    given = inputs(answers=answers, findings=(could_not,), depth="full")
    found = turning(PACK, given, NOW, {"data.c0": (look("p"),)})
    assert found is not None
    assert {item.capability: item.probe for item in found.verify}["data.c0"] == "p"
    assert turning(PACK, given, NOW) == turning_of(basis(PACK, given, NOW), PACK, {})
