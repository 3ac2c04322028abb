"""The worked values of the judging rules, to two decimals."""

import math

import numpy as np
import pytest
from scipy.stats import gmean, norm

from assessment.model import Answer, Finding
from scoring.areas import log_index
from scoring.model import CapabilityScore
from scoring.readiness import judge
from tests.scoring.builders import NOW, answer, finding, inputs, pack

PACK = pack(draws=20)
ID = "data.c3"
"""Not critical, so that its state does not depend on the gate."""


def score(*answers: Answer, findings: tuple[Finding, ...] = ()) -> CapabilityScore:
    return judge(PACK, inputs(answers=answers, findings=findings), NOW).capability(ID)


def index(levels: tuple[float, ...], weights: tuple[float, ...]) -> float:
    """The index of an area whose capabilities stand at these levels for certain."""
    known, members = score(), []
    for number, weight in enumerate(weights):
        members.append(known.model_copy(update={"id": str(number), "weight": weight}))
    found = log_index(members, {str(n): np.array([level]) for n, level in enumerate(levels)})
    assert found is not None
    return math.exp(found[0])


def probes(present: tuple[int, ...], absent: tuple[int, ...]) -> tuple[Finding, ...]:
    return tuple(
        finding(ID, anchor, outcome)
        for outcome, anchors in (("present", present), ("absent", absent))
        for anchor in anchors
    )


TABLE = [
    (4, "E0", (), (), 2.92, 0.67, 0.26),
    (4, "E2", (), (), 3.52, 0.96, 0.51),
    (4, "E3", (), (), 3.86, 1.00, 0.81),
    (3, "E2", (), (), 2.68, 0.62, 0.07),
    (3, "E2", (3,), (), 2.93, 0.84, 0.10),
    *((4, grade, (), (3,), 2.03, 0.13, 0.05) for grade in ("E0", "E1", "E2", "E3")),
    *((5, grade, (), (3,), 2.52, 0.33, 0.20) for grade in ("E0", "E1", "E2", "E3")),
    *((4, grade, (2, 3), (4,), 2.86, 0.83, 0.04) for grade in ("E0", "E1", "E2", "E3")),
    (2, "E1", (3, 4), (), 2.29, 0.44, 0.09),
    (4, "E3", (3, 4), (), 3.98, 1.00, 0.93),
    (None, "E0", (), (), 2.46, 0.45, 0.20),
    (None, "E0", (3,), (), 3.01, 0.72, 0.32),
    (None, "E0", (), (3,), 1.66, 0.06, 0.02),
]


Row = tuple[int | None, str, tuple[int, ...], tuple[int, ...], float, float, float]


@pytest.mark.parametrize("row", TABLE)
def test_an_answer_and_probes_give_the_worked_belief(row: Row) -> None:
    level, grade, present, absent, *expected = row
    found = score(answer(ID, level, grade), findings=probes(present, absent))
    assert [round(found.mean, 2), round(found.p3, 2), round(found.p4, 2)] == expected


def test_passes_alone_give_the_worked_belief() -> None:
    found = score(findings=probes((2, 3, 4), ()))
    assert (round(found.mean, 2), round(found.p3, 2), round(found.p4, 2)) == (3.68, 0.88, 0.63)


def test_people_who_differ_widen_the_spread_by_their_variance_over_their_number() -> None:
    found = score(*(answer(ID, level, "E2", who=str(level)) for level in (2, 3, 5)))
    spread = math.sqrt(0.7**2 + (7 / 3) / 3)
    levels, prior = (1, 2, 3, 4, 5), (0.25, 0.30, 0.25, 0.14, 0.06)
    weighed = [p * norm.pdf(3 - 0.2, t, spread) for t, p in zip(levels, prior, strict=True)]
    assert found.belief == pytest.approx([each / sum(weighed) for each in weighed])


@pytest.mark.parametrize(("levels", "worked"), [((5, 5, 5, 1), 3.34), ((5, 5, 2, 2), 3.16)])
def test_a_weak_part_is_not_bought_off_by_strong_ones(
    levels: tuple[float, ...], worked: float
) -> None:
    assert index(levels, (1, 1, 1, 1)) == pytest.approx(worked, abs=0.005)


def test_the_geometric_index_is_that_of_scipy_with_weights() -> None:
    levels, weights = (1.5, 2.5, 4.0), (2.0, 1.0, 1.0)
    assert index(levels, weights) == pytest.approx(gmean(levels, weights=weights))
