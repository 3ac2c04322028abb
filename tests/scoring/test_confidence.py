"""How firmly the verdict stands under shaken judgements, and how the index is drawn."""

from typing import Any

import numpy as np
import pytest
from scipy.stats import beta

from assessment.model import Answer, Finding
from content.judgement import Judgements
from scoring.areas import band, drawn, log_index
from scoring.belief import LEVELS, draw_levels, log_mean, percentile_level
from scoring.capability import as_chosen
from scoring.model import Scorecard, Verdict
from scoring.perturbation import shaken
from scoring.readiness import judge
from tests.scoring.builders import NOW, answer, finding, inputs, judgements, pack

PACK = pack(draws=2000)
IDS = tuple(item.id for item in PACK.capabilities)
CRITICAL = PACK.profile("service").critical


def everyone(level: int, grade: str) -> list[Answer]:
    return [answer(name, level, grade) for name in IDS]


def card(answers: list[Answer], findings: list[Finding] | None = None) -> Scorecard:
    return judge(PACK, inputs(answers=answers, findings=findings or ()), NOW)


def still(**changes: Any) -> Judgements:
    """Judgements whose perturbation hardly moves anything."""
    calm = judgements().perturbation.model_copy(
        update={
            "weight_concentration": 1e9,
            "prior_concentration": 1e9,
            "discount_factor": (1.0, 1.0),
            "spread_factor": (1.0, 1.0),
            "sensitivity": (0.95, 0.95),
            "false_pass": (0.30, 0.30),
            **changes,
        }
    )
    return judgements().model_copy(update={"perturbation": calm})


def test_the_shares_of_all_four_verdicts_sum_to_one() -> None:
    found = card(everyone(3, "E2"), [finding(name, 3) for name in CRITICAL])
    assert list(found.confidence) == list(Verdict)
    assert sum(found.confidence.values()) == pytest.approx(1)
    assert 0 < found.confidence[Verdict.READY] < 1


def test_a_verdict_that_hangs_on_nothing_of_ours_is_certain() -> None:
    strong = [finding(name, anchor) for name in CRITICAL for anchor in (3, 4)]
    assert card(everyone(4, "E3"), strong).confidence[Verdict.READY] == 1
    assert card([]).confidence[Verdict.INSUFFICIENT_EVIDENCE] == 1


def test_facts_stay_facts_under_shaken_judgements() -> None:
    found = card(everyone(5, "E1"))
    assert found.confidence[Verdict.READY] == 0


@pytest.mark.parametrize(
    ("level", "verdict"),
    [(2, Verdict.NOT_READY), (3, Verdict.CONDITIONAL), (4, Verdict.READY)],
)
def test_unshaken_judgements_all_end_in_the_verdict_itself(level: int, verdict: Verdict) -> None:
    calm = PACK.model_copy(update={"judgements": still(draws=50)})
    found = judge(calm, inputs(answers=everyone(level, "E2")), NOW)
    assert found.verdict is verdict
    assert found.confidence[verdict] == 1


def test_a_low_dimension_is_weighed_again_under_shaken_weights() -> None:
    mixed = [answer(n, 3 if n in CRITICAL else 2, "E3") for n in IDS]
    found = card(mixed, [finding(name, 3) for name in CRITICAL])
    assert 0 < found.confidence[Verdict.READY] < 1


def test_shaking_the_weights_alone_can_turn_a_dimension_on_the_edge() -> None:
    mixed = [answer(n, 4 if n in CRITICAL else 2, "E3") for n in IDS]
    shaky = PACK.model_copy(update={"judgements": still(weight_concentration=20.0)})
    calm = PACK.model_copy(update={"judgements": still()})
    turned = judge(shaky, inputs(answers=mixed), NOW).confidence[Verdict.READY]
    assert 0 < turned < 1
    assert judge(calm, inputs(answers=mixed), NOW).confidence[Verdict.READY] in (0, 1)


def test_a_dimension_of_which_nothing_is_known_is_never_ready() -> None:
    answers = [a for a in everyone(4, "E3") if not a.capability.startswith("scalable")]
    assert card(answers).confidence[Verdict.READY] == 0


def test_the_shaken_prior_is_a_dirichlet_around_the_chosen_one() -> None:
    rows = shaken(PACK.judgements).prior
    assert rows.sum(axis=1) == pytest.approx(1)
    expected = beta(20 * 0.25, 20 * 0.75)
    assert np.percentile(rows[:, 0], [10, 90]) == pytest.approx(expected.ppf([0.1, 0.9]), abs=0.02)


def test_error_rates_of_a_probe_of_its_own_move_as_far_as_the_default_ones() -> None:
    choices = shaken(PACK.judgements)
    default = 1 / (1 + np.exp(-(np.log(0.95 / 0.05) + choices.sensitivity_shift)))
    assert default.min() >= 0.85
    assert default.max() <= 0.99
    assert as_chosen(PACK.judgements).sensitivity_shift == 0


def test_the_index_is_the_median_of_the_draws_with_its_middle_eighty_percent() -> None:
    found = card(everyone(3, "E2"))
    members = [item for item in found.capabilities if item.area == "reliable"]
    logs = log_index(members, drawn(members, PACK.judgements))
    assert logs is not None
    low, middle, high = np.percentile(np.exp(logs), [10, 50, 90])
    shown = found.area("reliable").band
    assert shown is not None
    assert (shown.low, shown.level, shown.high) == pytest.approx((low, middle, high), rel=1e-3)


def test_an_index_of_nothing_is_no_index() -> None:
    assert band(None) is None
    assert log_index([], {}) is None


def test_drawn_levels_have_the_shares_of_the_belief() -> None:
    belief = np.array([0.1, 0.2, 0.4, 0.2, 0.1])
    levels = draw_levels(belief, np.random.default_rng(1).random(20_000))
    shares = [float(np.mean(levels == level)) for level in LEVELS]
    assert shares == pytest.approx(belief, abs=0.01)


@pytest.mark.parametrize(
    ("belief", "low", "high"),
    [
        ((0.1, 0.2, 0.4, 0.2, 0.1), 1, 4),
        ((0.09, 0.8, 0.02, 0.02, 0.07), 2, 3),
        ((0, 0, 1, 0, 0), 3, 3),
    ],
)
def test_percentiles_are_levels_by_the_inverse_distribution(
    belief: tuple[float, ...], low: int, high: int
) -> None:
    found = np.array(belief)
    assert (percentile_level(found, 0.1), percentile_level(found, 0.9)) == (low, high)


def test_a_weak_pass_on_what_nobody_answered_does_not_count_against_its_area() -> None:
    answers = [item for item in everyone(3, "E2") if item.capability != "reliable.c4"]
    weak = finding("reliable.c4", 2, bearing={"false_pass": 0.9})
    without, with_pass = card(answers), card(answers, [weak])
    assert with_pass.area("reliable").band == without.area("reliable").band
    assert with_pass.coverage > without.coverage
    assert float(log_mean(np.array(with_pass.capability("reliable.c4").belief))) < np.log(2.5)


def test_areas_may_weigh_differently_where_the_pack_says_so() -> None:
    heavy = PACK.judgements.weights.model_copy(update={"areas": {"data": 100.0}})
    weighted = PACK.judgements.model_copy(update={"weights": heavy})
    answers = [answer(n, 1 if n.startswith("data") else 5, "E3") for n in IDS]
    leaning = judge(PACK.model_copy(update={"judgements": weighted}), inputs(answers=answers), NOW)
    assert leaning.index is not None
    assert leaning.index.level < 1.3
    even = card(answers).index
    assert even is not None
    assert even.level > 3
