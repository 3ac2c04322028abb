"""The share of perturbed judgements at the next better verdict, with some beliefs replaced."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.model import Answer, Finding
from content.model import Hidden
from scoring.model import Inputs, Verdict
from scoring.readiness import judge
from scoring.sensitivity import (
    Basis,
    at_level,
    basis,
    next_better,
    share,
    share_with,
    verdict_with,
)
from tests.scoring.builders import NOW, answer, finding, inputs, pack
from tests.scoring.test_confidence import still

PACK = pack(draws=500)
IDS = tuple(item.id for item in PACK.capabilities)
CRITICAL = PACK.profile("service").critical


def organisation(
    levels: dict[str, int] | None = None, without: tuple[str, ...] = ()
) -> tuple[list[Answer], list[Finding]]:
    """All at 3 with artefacts, criticals seen by a probe; ``levels`` and ``without`` differ."""
    held = dict.fromkeys(IDS, 3) | (levels or {})
    answers = [answer(name, level, "E2") for name, level in held.items() if name not in without]
    return answers, [finding(name, 3) for name in CRITICAL if name not in without]


def given_inputs(answers: list[Answer], findings: list[Finding]) -> Inputs:
    return inputs(answers=tuple(answers), findings=tuple(findings), depth="full")


def based(answers: list[Answer], findings: list[Finding]) -> Basis:
    return basis(PACK, given_inputs(answers, findings), NOW)


def absent_at_3(name: str) -> tuple[list[Answer], list[Finding]]:
    answers, findings = organisation()
    held = [item for item in findings if item.bearings[0].capability != name]
    return answers, [*held, finding(name, 3, "absent")]


def test_the_share_is_that_of_the_confidence_at_the_next_better_verdict_and_above() -> None:
    given = given_inputs(*absent_at_3("reliable.c0"))
    card, made = judge(PACK, given, NOW), basis(PACK, given, NOW)
    assert card.verdict is Verdict.NOT_READY
    assert made.aim is Verdict.CONDITIONAL
    at_least = card.confidence[Verdict.CONDITIONAL] + card.confidence[Verdict.READY]
    assert share(made) == pytest.approx(at_least)
    assert share_with(made, {}) == share(made)


@pytest.mark.parametrize(
    ("verdict", "better"),
    [
        (Verdict.INSUFFICIENT_EVIDENCE, Verdict.NOT_READY),
        (Verdict.NOT_READY, Verdict.CONDITIONAL),
        (Verdict.CONDITIONAL, Verdict.READY),
        (Verdict.READY, Verdict.READY),
    ],
)
def test_the_next_better_verdict_is_one_place_up_and_ready_stays(
    verdict: Verdict, better: Verdict
) -> None:
    assert next_better(verdict) is better


def test_settling_what_a_probe_refuted_lifts_verdict_and_share() -> None:
    made = based(*absent_at_3("reliable.c0"))
    proved = {"reliable.c0": at_level(3)}
    assert verdict_with(made, proved) is Verdict.READY
    assert share_with(made, proved) > 0.9 > share(made)


def test_settling_counts_as_an_answer_and_closes_a_conflict_and_a_dont_know() -> None:
    answers, findings = organisation(without=("reliable.c0", "observable.c0"))
    unknown = [*answers, answer("observable.c0", None)]
    made = based(unknown, findings)
    assert made.verdict is Verdict.INSUFFICIENT_EVIDENCE
    assert verdict_with(made, {"reliable.c0": at_level(3)}) is Verdict.CONDITIONAL
    both = {"reliable.c0": at_level(3), "observable.c0": at_level(4)}
    assert verdict_with(made, both) is Verdict.READY


def test_settling_enough_questions_reaches_the_coverage_for_a_verdict() -> None:
    open_ones = tuple(name for name in IDS if name not in CRITICAL)[:20]
    made = based(*organisation(without=open_ones))
    assert made.verdict is Verdict.INSUFFICIENT_EVIDENCE
    assert verdict_with(made, dict.fromkeys(open_ones, at_level(3))) is Verdict.READY


def test_a_dimension_is_drawn_and_weighed_again() -> None:
    low = {name: 1 for name in IDS if name.startswith("scalable") and name not in CRITICAL}
    made = based(*organisation(low))
    assert made.verdict is Verdict.CONDITIONAL
    assert [item.code for item in made.judged.reasons] == ["area_level"]
    assert verdict_with(made, dict.fromkeys(low, at_level(3))) is Verdict.READY
    shares = [
        share_with(made, dict.fromkeys(list(low)[:number], at_level(4)))
        for number in range(len(low) + 1)
    ]
    assert all(fewer <= more for fewer, more in pairwise(shares))
    assert shares[0] < 0.1
    assert shares[-1] >= share(based(*organisation())) > 0.5


def test_what_is_hidden_stays_out_and_an_unknown_name_is_refused() -> None:
    left_out = (Hidden(capability="data.c4", reason="none"),)
    profile = PACK.profile("service").model_copy(update={"hidden": left_out})
    leaner = PACK.model_copy(update={"profiles": (profile,)})
    made = basis(leaner, given_inputs(*organisation()), NOW)
    assert share_with(made, {"data.c4": at_level(1)}) == share(made)
    with pytest.raises(KeyError):
        share_with(made, {"data.c9": at_level(1)})


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_unshaken_the_share_says_what_the_verdict_says(level: int) -> None:
    calm = PACK.model_copy(update={"judgements": still(draws=20)})
    made = basis(calm, given_inputs(*organisation({"reliable.c1": 2})), NOW)
    changed = {"reliable.c1": at_level(level)}
    reached = list(Verdict).index(verdict_with(made, changed)) >= list(Verdict).index(made.aim)
    assert share_with(made, changed) == float(reached)


def test_a_level_between_two_is_shared_between_them() -> None:
    assert at_level(3) == (0, 0, 1, 0, 0)
    assert at_level(2.5) == (0, 0.5, 0.5, 0, 0)


names = st.sampled_from(IDS)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(names, st.integers(1, 5), max_size=6), names, st.integers(1, 4))
def test_a_higher_level_never_lowers_the_share_or_the_verdict(
    levels: dict[str, int], name: str, level: int
) -> None:
    made = based(*organisation(levels))
    low, high = {name: at_level(level)}, {name: at_level(level + 1)}
    assert share_with(made, low) <= share_with(made, high)
    ranked = [list(Verdict).index(verdict_with(made, each)) for each in (low, high)]
    assert ranked[0] <= ranked[1]


def test_the_same_what_if_gives_the_same_share_in_any_order() -> None:
    made = based(*organisation({"data.c0": 2, "reliable.c0": 2}))
    changes = {"data.c0": at_level(4), "reliable.c0": at_level(3), "observable.c3": at_level(1)}
    again = based(*organisation({"data.c0": 2, "reliable.c0": 2}))
    assert share_with(made, changes) == share_with(again, dict(reversed(changes.items())))
