"""Every part of a forecast, reckoned again by hand; its band against scipy's, closely."""

import math

import pytest
from scipy.stats import beta

from content.judgement import ForecastJudgement
from scoring.forecast import Forecast, History, Scenario, forecast, quantiles, scenario
from scoring.model import Band, CapabilityScore, Scorecard, State, Verdict
from scoring.readiness import judge
from tests.scoring.builders import NOW, inputs, pack

HELD = ForecastJudgement(
    rates=("a", "b"), slope_rates=("c",), prior_reason="", slope_reason="", blocked_reason="",
    slope=0.5, pivot=3.0, blocked=-2.0, alpha=2.0, beta=4.0, blocked_below=0.3,
)  # fmt: skip
SMALL = pack(draws=20)
PACK = SMALL.model_copy(
    update={"judgements": SMALL.judgements.model_copy(update={"forecast": HELD})}
)
HISTORY = History(pilots=10, in_production=3)
A, B = 5.0, 11.0


def score(name: str, p3: float, **changes: object) -> CapabilityScore:
    fields: dict[str, object] = {
        "id": name, "area": "data", "critical": True, "applicable": True, "asked": True,
        "weight": 2, "target": 3, "belief": (0, 0, 1, 0, 0), "mean": 3, "low": 3, "high": 3,
        "p3": p3, "p4": 0, "state": State.ALIGNED, "covered": True, "supported": True,
        "proved_at_3": True, "answered": True,
    }  # fmt: skip
    return CapabilityScore.model_validate(fields | changes)


def card(*scores: CapabilityScore, **changes: object) -> Scorecard:
    whole = judge(PACK, inputs(), NOW)
    fields = {
        "capabilities": scores, "index": Band(level=3.5, low=3.1, high=3.9),
        "verdict": Verdict.NOT_READY, "gives_verdict": True,
    }  # fmt: skip
    return whole.model_copy(update=fields | changes)


def moved(chance: float, shift: float) -> float:
    return 1 / (1 + math.exp(-(math.log(chance / (1 - chance)) + shift)))


def told(*scores: CapabilityScore, **changes: object) -> Forecast | None:
    return forecast(PACK, card(*scores, **changes), HISTORY)


def figures(found: Scenario) -> tuple[float, ...]:
    return found.level, found.chance, found.low, found.high


def expected(level: float, shift: float) -> object:
    low, high = quantiles(A, B)
    ends = (moved(chance, shift) for chance in (A / (A + B), low, high))
    return pytest.approx((level, *ends), rel=1e-12)


def test_without_anything_missing_the_index_alone_moves_the_chance() -> None:
    found = told(score("data.c0", 0.3), score("data.c1", 0.9))
    assert found is not None
    assert figures(found.today) == expected(3.5, 0.25)
    assert (found.blocked, found.blocked_by, found.unblocked) == (0.0, None, None)
    assert found.moved == 0.25
    assert [figures(each) for each in found.others] == [
        expected(1.5, -0.75), expected(2.5, -0.25), expected(3.5, 0.25), expected(4.5, 0.75),
    ]  # fmt: skip
    assert [figures(each) for each in found.curve] == [
        expected(1 + step / 4, 0.5 * (1 + step / 4 - 3)) for step in range(17)
    ]


def test_what_is_missing_moves_today_and_the_curve_and_nothing_else() -> None:
    found = told(score("data.c1", 0.29), score("data.c0", 0.2))
    assert found is not None
    assert (found.blocked, found.blocked_by, found.moved) == (-2.0, "data.c0", -1.75)
    assert figures(found.today) == expected(3.5, -1.75)
    assert found.unblocked is not None
    assert figures(found.unblocked) == expected(3.5, 0.25)
    assert figures(found.others[2]) == expected(3.5, 0.25)
    assert figures(found.curve[10]) == figures(found.today)
    assert figures(found.curve[0]) == expected(1.0, -3.0)


def test_it_says_what_it_rests_on() -> None:
    found = told()
    assert found is not None
    assert found.model_dump(exclude={"today", "others", "curve", "unblocked"}) == {
        "history": HISTORY.model_dump(), "alpha": A, "beta": B, "prior_chance": A / (A + B),
        "slope": 0.5, "pivot": 3.0, "blocked": 0.0, "blocked_by": None, "moved": 0.25,
        "rates": ("a", "b"), "slope_rates": ("c",),
    }  # fmt: skip


def test_a_scenario_by_itself_has_nothing_missing_unless_told() -> None:
    assert figures(scenario(HELD, HISTORY, 2.0)) == expected(2.0, -0.5)
    assert figures(scenario(HELD, HISTORY, 2.0, blocked=True)) == expected(2.0, -2.5)


@pytest.mark.parametrize(
    "stays_out",
    [
        score("data.c0", 0.1, critical=False),
        score("data.c0", 0.1, applicable=False),
        score("data.c0", 0.3),
    ],
    ids=["not critical", "does not apply", "at the limit"],
)
def test_only_a_critical_one_that_applies_and_is_under_the_limit_is_missing(
    stays_out: CapabilityScore,
) -> None:
    found = told(stays_out)
    assert found is not None
    assert found.blocked_by is None


def test_of_two_that_are_as_unlikely_the_first_by_name_is_told() -> None:
    found = told(score("data.c1", 0.2), score("data.c0", 0.2), score("data.c2", 0.25))
    assert found is not None
    assert found.blocked_by == "data.c0"


@pytest.mark.parametrize(
    "changes",
    [
        {"index": None},
        {"gives_verdict": False},
        {"verdict": Verdict.INSUFFICIENT_EVIDENCE},
    ],
)
def test_each_of_index_depth_and_evidence_is_needed(changes: dict[str, object]) -> None:
    assert told(**changes) is None


@pytest.mark.parametrize(("alpha", "other"), [(2.4, 5.6), (1.0, 3.0), (40.0, 8.0), (2000, 3000)])
def test_the_ends_of_the_band_are_those_of_scipy_to_five_decimals(
    alpha: float, other: float
) -> None:
    low, high = (float(beta.ppf(share, alpha, other)) for share in (0.05, 0.95))
    assert quantiles(alpha, other) == pytest.approx((low, high), abs=1e-5)
