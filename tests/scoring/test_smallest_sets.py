"""The smallest set that turns a verdict, and the order in which its members are closed."""

import random

import pytest

from assessment.model import Answer, Finding
from content.model import Hidden, Pack
from scoring.model import Verdict
from scoring.perturbation import rank
from scoring.pivots import closed, smallest_set, steps
from scoring.sensitivity import Basis, basis, share_with, verdict_with
from tests.scoring.builders import NOW, answer, finding, inputs, pack

PACK = pack(draws=300)
IDS = tuple(item.id for item in PACK.capabilities)
CRITICAL = PACK.profile("service").critical
AGREED = PACK.judgements.turning.agreement
SEEN = ((3, "present"), (4, "present"))
REFUTED = ((3, "absent"),)

Known = tuple[int, str, tuple[tuple[int, str], ...]]


def based(differs: dict[str, Known], of: Pack = PACK) -> Basis:
    """At 4, accepted and seen; some at another (level, grade, what probes saw)."""
    answers, found = list[Answer](), list[Finding]()
    for name in IDS:
        level, grade, looks = differs.get(name, (4, "E3", SEEN if name in CRITICAL else ()))
        answers.append(answer(name, level, grade))
        found += [finding(name, anchor, outcome) for anchor, outcome in looks]
    given = inputs(answers=tuple(answers), findings=tuple(found), depth="full")
    return basis(of, given, NOW)


def reached(made: Basis, names: tuple[str, ...], agreement: float) -> bool:
    settled = closed(made, names)
    enough = share_with(made, settled) >= agreement
    return enough and rank(verdict_with(made, settled)) >= rank(made.aim)


def mixed(seed: int) -> Basis:
    """An organisation in which some of what was closed first turns out not to be needed."""
    chance = random.Random(seed)
    usual = chance.choice([2, 3, 4])
    levels = {
        name: max(1, min(5, usual + chance.choice([-2, -1, 0, 0, 0, 1]))) for name in IDS
    }  # fmt: skip
    silent = {name for name in IDS if chance.random() < chance.choice([0, 0.1, 0.4])}
    grades = ["E1", "E2", "E3"]
    answers = tuple(
        answer(name, levels[name], chance.choice(grades)) for name in IDS if name not in silent
    )
    outcomes = ["present"] * 4 + ["absent"]
    found = tuple(
        finding(name, 3, chance.choice(outcomes)) for name in CRITICAL if chance.random() < 0.7
    )
    return basis(PACK, inputs(answers=answers, findings=found, depth="full"), NOW)


@pytest.mark.parametrize("seed", [94041, 215389, 528513])
def test_none_of_the_set_can_be_left_out(seed: int) -> None:
    made = mixed(seed)
    found = smallest_set(made, AGREED)
    assert (made.verdict, len(found) > 1) == (Verdict.CONDITIONAL, True)
    assert reached(made, found, AGREED)
    for name in found:
        assert not reached(made, tuple(other for other in found if other != name), AGREED)


def test_the_agreement_has_to_be_reached_and_reaching_it_is_enough() -> None:
    made = based({"data.c0": (3, "E2", REFUTED), "reliable.c0": (3, "E0", ())})
    alone = share_with(made, closed(made, ["data.c0"]))
    assert verdict_with(made, closed(made, ["data.c0"])) is made.aim
    assert 0.4 < alone < AGREED
    assert smallest_set(made, alone) == ("data.c0",)
    assert smallest_set(made, alone + 1e-6) == ("data.c0", "reliable.c0")


def test_where_a_dimension_has_nothing_that_applies_no_set_makes_it_ready() -> None:
    without = tuple(
        Hidden(capability=name, reason="none") for name in IDS if name.startswith("scalable")
    )
    profile = PACK.profile("service").model_copy(update={"hidden": without})
    leaner = PACK.model_copy(update={"profiles": (profile,)})
    made = based({"data.c0": (3, "E1", ())}, of=leaner)
    assert (made.verdict, made.aim) == (Verdict.CONDITIONAL, Verdict.READY)
    assert smallest_set(made, AGREED) == ()


def test_while_the_share_does_not_move_what_is_most_in_the_way_is_closed_first() -> None:
    made = based(
        {
            "data.c0": (5, "E3", REFUTED),
            "engineering.c0": (4, "E3", REFUTED),
            "observable.c0": (2, "E3", ()),
            "reliable.c0": (2, "E3", ()),
        }
    )
    names = ("data.c0", "engineering.c0", "observable.c0", "reliable.c0")
    assert made.aim is Verdict.CONDITIONAL
    assert max(share_with(made, closed(made, [name])) for name in names) == 0
    assert [step.capability for step in steps(made, names)] == [
        "observable.c0", "reliable.c0", "engineering.c0", "data.c0",
    ]  # fmt: skip


def test_towards_ready_a_low_dimension_is_in_the_way_as_well_as_unlikely_capabilities() -> None:
    low = {f"scalable.c{place}": (1, "E3", ()) for place in (2, 3, 4)}
    made = based({"data.c0": (3, "E2", ()), **low})
    assert (made.verdict, made.aim) == (Verdict.CONDITIONAL, Verdict.READY)
    found = steps(made, ("data.c0", *low))
    assert found[0].capability == "data.c0"
    assert found[-1].verdict is Verdict.READY
