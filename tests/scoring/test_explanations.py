"""Every figure of a scorecard can be added up again from its terms."""

import math

import pytest
from scipy.stats import gmean

from scoring.explanation import (
    of_area,
    of_claim_gap,
    of_coverage,
    of_in_place,
    of_index,
    of_strength,
)
from scoring.model import CapabilityScore, Scorecard
from scoring.readiness import judge
from tests.scoring.builders import NOW, answer, finding, inputs, pack

PACK = pack(draws=2000)
IDS = [item.id for item in PACK.capabilities]
CRITICAL = PACK.profile("service").critical


def card() -> Scorecard:
    """Claims of 2 to 5, some on words, three unanswered, one don't know, one refuted."""
    answers = [
        answer(name, 2 + place % 4, "E2" if place % 3 else "E0")
        for place, name in enumerate(IDS[3:])
    ]
    found = (finding("reliable.c0", 3, "absent"), finding("data.c0", 3))
    given = inputs(answers=(*answers, answer(IDS[2], None)), findings=found, depth="full")
    return judge(PACK, given, NOW)


def test_coverage_and_evidence_strength_are_their_terms_over_the_weight_that_applies() -> None:
    held = card()
    assert of_coverage(held).result == pytest.approx(held.coverage)
    assert of_strength(held).result == pytest.approx(held.evidence_strength)
    open_ones = {term.id for term in of_coverage(held).terms if not term.counts}
    assert open_ones == {"data.c1", "data.c2"}


def test_the_expected_number_in_place_is_the_sum_of_the_chances() -> None:
    held = card()
    assert of_in_place(held).result == pytest.approx(held.expected_in_place)
    assert {term.id for term in of_in_place(held).terms} == set(CRITICAL)


def test_the_claim_gap_is_the_mean_of_claimed_minus_used() -> None:
    held = card()
    found = of_claim_gap(held)
    assert found is not None
    assert found.result == pytest.approx(held.claim_gap)
    assert found.terms[0].value == max(term.value for term in found.terms)


def test_an_areas_index_lies_in_its_band_and_is_the_weighted_geometric_mean() -> None:
    held = card()
    for area in held.areas:
        found = of_area(held, PACK.judgements, area.id)
        assert found is not None
        assert area.band is not None
        weights = [term.weight for term in found.terms]
        levels = [math.exp(term.value) for term in found.terms]
        assert found.result == pytest.approx(gmean(levels, weights=weights))
        assert area.band.low <= found.result <= area.band.high
        assert found.drawn == area.band


def test_the_overall_index_is_the_geometric_mean_of_the_areas() -> None:
    held = card()
    found = of_index(held, PACK.judgements)
    assert found is not None
    assert held.index is not None
    assert len(found.terms) == len(held.areas)
    assert found.result == pytest.approx(held.index.level, abs=0.1)


def test_nothing_known_has_nothing_to_add_up() -> None:
    empty = judge(PACK, inputs(), NOW)
    assert of_index(empty, PACK.judgements) is None
    assert of_area(empty, PACK.judgements, "data") is None
    assert of_claim_gap(empty) is None
    assert (of_coverage(empty).result, of_in_place(empty).result) == (0, 0)


def multiplied(item: CapabilityScore) -> tuple[float, ...]:
    """Prior × every likelihood of the trace, scaled to 1."""
    belief = list(item.steps[0][1])
    for detail in item.details:
        belief = [share * one for share, one in zip(belief, detail.likelihood, strict=True)]
    return tuple(share / sum(belief) for share in belief)


@pytest.mark.parametrize("name", ["reliable.c0", "data.c0", "observable.c3", "data.c2", "data.c1"])
def test_prior_times_the_likelihoods_of_the_trace_is_the_belief_that_is_used(name: str) -> None:
    item = card().capability(name)
    assert len(item.details) == len(item.steps) - 1
    assert multiplied(item) == pytest.approx(item.belief)


def test_each_step_says_its_formula_and_the_finding_that_made_it() -> None:
    item = card().capability("reliable.c0")
    claim, seen = item.details
    assert claim.formula.startswith("exp(−½·((")
    assert claim.finding == ""
    assert seen.formula == "0.05 at level 3 and above, 0.70 below"
    assert seen.finding in item.findings


def test_people_who_differ_and_a_stale_pass_are_said_in_the_formula() -> None:
    two = tuple(answer("data.c0", level, "E2", who=str(level)) for level in (2, 4))
    old = finding("data.c0", 3, valid_until=NOW.replace(day=1, hour=0))
    held = judge(PACK, inputs(answers=two, findings=(old,)), NOW).capability("data.c0")
    assert "is widened to" in held.details[0].formula
    assert "2 people differ by 1.41" in held.details[0].formula
    assert held.details[1].formula.endswith("to the power 0.5: stale")
    assert multiplied(held) == pytest.approx(held.belief)


def test_areas_weigh_in_the_overall_index_as_the_pack_says() -> None:
    weights = PACK.judgements.weights.model_copy(update={"areas": {"data": 5.0}})
    held = PACK.judgements.model_copy(update={"weights": weights})
    found = of_index(card(), held)
    assert found is not None
    assert {term.id: term.weight for term in found.terms} == {
        area.id: 5.0 if area.id == "data" else 1.0 for area in card().areas
    }
    assert found.total == 5.0 + 7


def test_terms_that_only_count_weigh_one_each() -> None:
    held = card()
    gap = of_claim_gap(held)
    assert gap is not None
    assert {term.weight for term in (*gap.terms, *of_in_place(held).terms)} == {1.0}
    assert gap.total == len(gap.terms)


def test_where_nothing_applies_nothing_is_covered() -> None:
    nothing = card().model_copy(update={"capabilities": ()})
    assert (of_coverage(nothing).result, of_coverage(nothing).total) == (0.0, 0)
