"""The terms of each figure of a scorecard, one by one: which count, with what weight and value."""

import math

import numpy as np
import pytest

from scoring.belief import LEVELS
from scoring.explanation import (
    Term,
    of_area,
    of_claim_gap,
    of_coverage,
    of_in_place,
    of_index,
    of_strength,
)
from scoring.model import AreaScore, Band, CapabilityScore, Scorecard, State, Verdict
from scoring.readiness import judge
from tests.scoring.builders import NOW, inputs, judgements, pack

PACK = pack(draws=20)
BAND = Band(level=2.0, low=1.5, high=2.5)


def score(name: str, **changes: object) -> CapabilityScore:
    """Known at level 2 or 3; claimed at 4."""
    fields: dict[str, object] = {
        "id": name, "area": name.split(".", maxsplit=1)[0], "critical": True, "applicable": True,
        "asked": True, "weight": 2, "target": 3, "claim": 4.0, "belief": (0, 0.5, 0.5, 0, 0),
        "mean": 2.5, "low": 2, "high": 3, "p3": 0.5, "p4": 0, "state": State.ALIGNED,
        "covered": True, "supported": True, "proved_at_3": True, "answered": True,
    }  # fmt: skip
    return CapabilityScore.model_validate(fields | changes)


def area(name: str, band: Band | None = BAND) -> AreaScore:
    return AreaScore(
        id=name, kind="gap", band=band, verdict=Verdict.NOT_READY, weakest=None, weakest_p3=None,
        blocking=False, coverage=1, not_applicable_share=0, not_applicable_warning=False,
        below_target=0,
    )  # fmt: skip


def card(*scores: CapabilityScore, areas: tuple[AreaScore, ...] = (area("data"),)) -> Scorecard:
    whole = judge(PACK, inputs(), NOW)
    changes = {"capabilities": scores, "areas": areas, "index": Band(level=3, low=2, high=4)}
    return whole.model_copy(update=changes)


HALFWAY = float(np.log(LEVELS)[1:3].mean())


def test_an_area_counts_its_own_that_apply_and_were_answered() -> None:
    held = card(
        score("data.a"),
        score("data.b", weight=1, belief=(0, 0, 0, 1, 0)),
        score("data.c", answered=False),
        score("data.d", applicable=False),
        score("other.a"),
    )
    found = of_area(held, PACK.judgements, "data")
    assert found is not None
    assert found.terms == (
        Term(id="data.a", weight=2, value=HALFWAY),
        Term(id="data.b", weight=1, value=math.log(4)),
    )
    assert (found.total, found.drawn) == (3, BAND)
    assert found.result == pytest.approx(math.exp((2 * HALFWAY + math.log(4)) / 3))


def test_an_area_of_which_nothing_counts_has_no_terms() -> None:
    assert of_area(card(score("data.a", answered=False)), PACK.judgements, "data") is None
    assert of_area(card(score("other.a")), PACK.judgements, "data") is None


def test_the_index_counts_the_areas_that_have_one_by_the_weight_of_the_pack() -> None:
    own = judgements().weights.model_copy(update={"areas": {"data": 3.0}})
    weighed = PACK.judgements.model_copy(update={"weights": own})
    held = card(areas=(area("data"), area("reliable"), area("scalable", None)))
    found = of_index(held, weighed)
    assert found is not None
    assert found.terms == (
        Term(id="data", weight=3, value=math.log(2)),
        Term(id="reliable", weight=1, value=math.log(2)),
    )
    assert (found.total, found.drawn) == (4, held.index)
    assert found.result == pytest.approx(2)
    assert of_index(card(areas=(area("data", None),)), PACK.judgements) is None


def test_coverage_and_strength_count_what_is_covered_and_supported_of_what_applies() -> None:
    held = card(
        score("data.a"),
        score("data.b", weight=1, covered=False),
        score("data.c", weight=3, supported=False),
        score("data.d", applicable=False),
    )
    covered, strong = of_coverage(held), of_strength(held)
    assert covered.terms == (
        Term(id="data.a", weight=2, value=2),
        Term(id="data.b", weight=1, value=1, counts=False),
        Term(id="data.c", weight=3, value=3),
    )
    assert [term.counts for term in strong.terms] == [True, True, False]
    assert (covered.total, covered.result, covered.drawn) == (6, 5 / 6, None)
    assert (strong.total, strong.result) == (6, 0.5)
    assert of_coverage(card()).result == 0.0


def test_what_is_in_place_is_counted_over_the_critical_ones_that_apply() -> None:
    held = card(
        score("data.a", p3=0.25),
        score("data.b", p3=0.5),
        score("data.c", answered=False, p3=0.9),
        score("data.d", critical=False),
        score("data.e", applicable=False),
    )
    found = of_in_place(held)
    assert found.terms == (
        Term(id="data.a", weight=1, value=0.25),
        Term(id="data.b", weight=1, value=0.5),
        Term(id="data.c", weight=1, value=0.9, counts=False),
    )
    assert (found.total, found.result, found.drawn) == (3, 0.75, None)


def test_the_claim_gap_tells_the_widest_first_and_leaves_out_what_nobody_claims() -> None:
    held = card(
        score("data.b", claim=3.0),
        score("data.c", claim=5.0),
        score("data.a", claim=3.0),
        score("data.d", claim=None),
        score("data.e", applicable=False),
        score("data.f", claim=1.0),
    )
    found = of_claim_gap(held)
    assert found is not None
    assert found.terms == (
        Term(id="data.c", weight=1, value=2.5),
        Term(id="data.a", weight=1, value=0.5),
        Term(id="data.b", weight=1, value=0.5),
        Term(id="data.f", weight=1, value=-1.5),
    )
    assert (found.total, found.result) == (4, 0.5)
    assert of_claim_gap(card(score("data.d", claim=None))) is None
