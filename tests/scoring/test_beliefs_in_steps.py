"""How a claim and a witness become a belief, step by step, and at which grade a claim counts."""

from math import log

import numpy as np
import pytest

from assessment.consensus import Position
from assessment.model import Grade
from content.judgement import ProbeJudgement
from scoring.belief import Array, at_least
from scoring.capability import (
    Case,
    as_chosen,
    believe,
    details,
    trace,
    used_grade,
    witnessed,
)
from scoring.perturbation import shaken
from scoring.witnesses import Witness
from tests.scoring.builders import judgements

HOW = judgements(500)
CHOSEN = as_chosen(HOW)
DEFAULTS = ProbeJudgement(reason="")


def witness(anchor: int = 3, present: bool = True, **changes: object) -> Witness:
    fields: dict[str, object] = {
        "anchor": anchor, "present": present, "sensitivity": DEFAULTS.sensitivity,
        "false_pass": DEFAULTS.false_pass, "power": 1.0, "stale": False, "finding": "f",
        "required": False,
    }  # fmt: skip
    return Witness.model_validate(fields | changes)


def case(claim: float | None, grade: str | None = "E3", *seen: Witness, **changes: object) -> Case:
    said = {"votes": 1, "deviation": 0.0} if claim is not None else {"votes": 0}
    position = Position(
        claim=claim, grade=Grade(grade) if grade and claim is not None else None,
        **(said | changes),
    )  # fmt: skip
    return Case(id="c", position=position, witnesses=seen)


def test_a_probe_with_the_usual_rates_is_shaken_over_the_limits_that_the_pack_gives() -> None:
    present = witnessed(witness(), shaken(HOW))
    absent = witnessed(witness(present=False), shaken(HOW))
    limits = HOW.perturbation
    for place, (low, high) in ((4, limits.sensitivity), (0, limits.false_pass)):
        rates = present[:, place]
        assert low <= rates.min() < low + 0.01
        assert high - 0.01 < rates.max() <= high
        assert absent[:, place] == pytest.approx(1 - rates)
    assert (present[:, 2] == present[:, 4]).all()
    assert (present[:, 1] == present[:, 0]).all()


def test_a_probe_with_rates_of_its_own_moves_as_far_on_the_scale_of_odds() -> None:
    usual, own = (
        witnessed(one, shaken(HOW))
        for one in (witness(), witness(sensitivity=0.99, false_pass=0.05))
    )

    def moved(rates: Array, rate: float) -> list[float]:
        return [log(each / (1 - each)) - log(rate / (1 - rate)) for each in rates]

    assert moved(own[:, 4], 0.99) == pytest.approx(moved(usual[:, 4], DEFAULTS.sensitivity))
    assert moved(own[:, 0], 0.05) == pytest.approx(moved(usual[:, 0], DEFAULTS.false_pass))


def test_a_high_claim_that_a_probe_contradicts_counts_as_a_bare_statement() -> None:
    contradicted = case(3.0, "E3", witness(present=False))
    assert used_grade(contradicted, CHOSEN) is Grade.STATEMENT
    assert trace(contradicted, CHOSEN)[1][0] == ("claim 3 at E3, counted as E0: a probe differs")
    assert used_grade(case(3.0, "E3", witness()), CHOSEN) is Grade.ACCEPTED


def test_a_low_claim_keeps_its_grade_where_a_bare_statement_would_lift_it() -> None:
    low = case(2.0, "E2", witness(anchor=2, present=False))
    graded = at_least(believe(low, CHOSEN), 3)[0]
    stated = at_least(believe(case(2.0, "E0", witness(anchor=2, present=False)), CHOSEN), 3)[0]
    assert graded < stated
    assert used_grade(low, CHOSEN) is Grade.ARTEFACT
    assert trace(low, CHOSEN)[1][0] == "claim 2 at E2"


@pytest.mark.parametrize(
    "one",
    [
        case(None, None),
        case(3.5, "E2"),
        case(3.0, "E3", witness(present=False), witness(4)),
        case(2.0, "E3", witness(anchor=2, present=False)),
        case(None, None, witness(2), witness(4, present=False, stale=True, power=0.5)),
    ],
)
def test_the_steps_end_at_the_belief_and_each_is_the_last_times_its_likelihood(one: Case) -> None:
    steps, terms = trace(one, CHOSEN), details(one, CHOSEN)
    assert steps[0] == ("before anything was asked", HOW.prior)
    assert len(terms) == len(steps) - 1
    for (_, before), (_, after), term in zip(steps, steps[1:], terms, strict=False):
        product = np.array(before) * np.array(term.likelihood)
        assert after == pytest.approx(product / product.sum())
    assert steps[-1][1] == pytest.approx(believe(one, CHOSEN)[0])


def test_each_step_is_named_and_its_likelihood_is_told_as_a_formula() -> None:
    seen = witness(2), witness(4, present=False, stale=True, power=0.5, finding="g")
    one = case(3.5, "E2", *seen, votes=4, deviation=0.8)
    assert [label for label, _ in trace(one, CHOSEN)[1:]] == [
        "claim 3.5 at E2", "anchor 2 present", "anchor 4 absent (stale)",
    ]  # fmt: skip
    claim, first, second = details(one, CHOSEN)
    assert claim.formula == (
        "exp(−½·((3.5 − 0.2 − t) / 0.81)²); 0.7 is widened to 0.81, as 4 people differ by 0.80"
    )
    assert (first.formula, first.finding) == ("0.95 at level 2 and above, 0.30 below", "f")
    assert (second.formula, second.finding) == (
        "0.05 at level 4 and above, 0.70 below, each to the power 0.5: stale", "g",
    )  # fmt: skip
    [alone] = details(case(3.0, "E3"), CHOSEN)
    assert alone.formula == "exp(−½·((3 − 0 − t) / 0.50)²)"


def test_a_claim_is_contradicted_by_what_is_absent_at_or_under_it_only() -> None:
    assert case(3.0, "E3", witness(3, present=False)).contradicted
    assert not case(2.9, "E3", witness(3, present=False)).contradicted
    assert not case(3.0, "E3", witness(3)).contradicted
    assert not case(None, None, witness(3, present=False)).contradicted


def test_only_an_artefact_or_a_present_finding_at_the_third_anchor_proves() -> None:
    proved = [case(3.0, grade).proved_at_3 for grade in ("E0", "E1", "E2", "E3")]
    assert proved == [False, False, True, True]
    assert case(3.0, "E0", witness(3)).proved_at_3
    assert not case(3.0, "E0", witness(2)).proved_at_3
    assert not case(3.0, "E0", witness(3, present=False)).proved_at_3


def test_a_dont_know_is_an_answer_but_covers_nothing_and_a_finding_does_both() -> None:
    unknown = case(None, None, dont_know=1)
    assert (unknown.answered, unknown.covered) == (True, False)
    seen = case(None, None, witness())
    assert (seen.answered, seen.covered) == (True, True)
    nothing = case(None, None)
    assert (nothing.answered, nothing.covered) == (False, False)
