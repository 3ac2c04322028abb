"""Every part of a forecast, reckoned again by hand; its band against scipy's, closely."""

import math

import pytest

from content.judgement import ForecastJudgement
from scoring.forecast import History, Scenario, quantiles
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


def expected(level: float, shift: float) -> Scenario:
    low, high = quantiles(A, B)
    return Scenario(
        level=level, chance=pytest.approx(moved(A / (A + B), shift)),
        low=pytest.approx(moved(low, shift)), high=pytest.approx(moved(high, shift)),
    ) if False else Scenario.model_construct(
        level=level, chance=pytest.approx(moved(A / (A + B), shift)),
        low=pytest.approx(moved(low, shift)), high=pytest.approx(moved(high, shift)),
    )  # fmt: skip
