"""The forecast: worked values, the client's own history, and scipy as oracle."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta

from content.judgement import ForecastJudgement
from content.loading import load_shipped
from content.model import Pack
from scoring.forecast import History, forecast, quantiles, scenario, updated
from scoring.model import Scorecard
from scoring.readiness import judge
from tests.scoring.builders import NOW, answer, finding, inputs, pack

HELD = ForecastJudgement(
    rates=("a",), slope_rates=("b",), prior_reason="", slope_reason="", blocked_reason=""
)
SMALL = pack(draws=100)
PACK = SMALL.model_copy(
    update={"judgements": SMALL.judgements.model_copy(update={"forecast": HELD})}
)
IDS = [item.id for item in PACK.capabilities]
CRITICAL = PACK.profile("service").critical


def card(level: int, absent: str = "", answered: int = 100, of: Pack = PACK) -> Scorecard:
    answers = tuple(answer(name, level, "E2") for name in IDS[:answered])
    findings = tuple(
        finding(name, 3, "absent" if name == absent else "present") for name in CRITICAL
    )
    return judge(of, inputs(answers=answers, findings=findings, depth="full"), NOW)


@pytest.mark.parametrize(("level", "worked"), [(1.5, 0.21), (2.5, 0.30), (3.5, 0.41), (4.5, 0.53)])
def test_the_index_moves_the_chance_to_the_worked_values(level: float, worked: float) -> None:
    assert round(scenario(HELD, History(), level).chance, 2) == worked


def test_before_anything_is_known_nine_chances_in_ten_lie_between_8_and_58_percent() -> None:
    found = scenario(HELD, History(), HELD.pivot)
    assert (round(found.low, 2), round(found.high, 2)) == (0.08, 0.58)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 60), st.integers(0, 60))
def test_the_band_is_that_of_scipy_after_any_history(reached: int, missed: int) -> None:
    alpha, other = updated(HELD, History(pilots=reached + missed, in_production=reached))
    assert [alpha, other] == pytest.approx([2.4 + reached, 5.6 + missed])
    assert quantiles(alpha, other) == pytest.approx(beta.ppf([0.05, 0.95], alpha, other), abs=1e-3)


def test_the_clients_own_history_moves_the_chance_towards_it_and_narrows_the_band() -> None:
    none = scenario(HELD, History(), 2.5)
    good = scenario(HELD, History(pilots=10, in_production=8), 2.5)
    bad = scenario(HELD, History(pilots=10, in_production=0), 2.5)
    assert bad.chance < none.chance < good.chance
    assert good.chance == pytest.approx((2.4 + 8) / 18)
    assert good.high - good.low < none.high - none.low


def test_a_critical_capability_that_is_likely_missing_costs_one_on_the_log_odds() -> None:
    whole, holed = card(3), card(3, absent="data.c0")
    without, missing = forecast(PACK, whole, History()), forecast(PACK, holed, History())
    assert without is not None
    assert missing is not None
    assert (without.blocked_by, without.unblocked) == (None, None)
    assert missing.blocked_by == "data.c0"
    assert missing.unblocked is not None
    odds = [c / (1 - c) for c in (missing.today.chance, missing.unblocked.chance)]
    assert odds[0] / odds[1] == pytest.approx(0.36788, abs=1e-4)
    assert missing.moved == pytest.approx(0.48 * (missing.today.level - 2.5) - 1.0)


def test_today_is_the_scenario_of_the_overall_index() -> None:
    held = card(3)
    found = forecast(PACK, held, History())
    assert found is not None
    assert held.index is not None
    assert found.today == scenario(HELD, History(), held.index.level)
    assert all(lower.chance < higher.chance for lower, higher in pairwise(found.others))


def test_there_is_no_forecast_without_a_verdict_or_a_pack_that_makes_one() -> None:
    assert forecast(PACK, card(3, answered=5), History()) is None
    assert forecast(SMALL, card(3, of=SMALL), History()) is None
    pulse = judge(PACK, inputs(answers=(answer(IDS[0], 3),), depth="pulse"), NOW)
    assert forecast(PACK, pulse, History()) is None


def test_the_shipped_forecast_names_base_rates_that_the_pack_has() -> None:
    shipped = load_shipped("ai-production")
    held = shipped.judgements.forecast
    assert held is not None
    known = {rate.id for rate in shipped.base_rates}
    assert {*held.rates, *held.slope_rates} <= known
    assert scenario(held, History(), 3.5).chance == pytest.approx(0.41, abs=0.005)


def test_the_curve_runs_from_one_to_five_with_todays_critical_capabilities() -> None:
    held = forecast(PACK, card(3, absent="data.c0"), History())
    assert held is not None
    assert [point.level for point in held.curve] == [1 + step / 4 for step in range(17)]
    assert held.curve[6] == scenario(HELD, History(), 2.5, blocked=True)
    assert held.curve[6].chance < scenario(HELD, History(), 2.5).chance
    free = forecast(PACK, card(3), History())
    assert free is not None
    assert free.curve[6] == scenario(HELD, History(), 2.5)


def test_without_a_missing_critical_capability_only_the_index_moves_it() -> None:
    held = forecast(PACK, card(3), History())
    assert held is not None
    assert held.blocked == 0.0
    assert held.moved == pytest.approx(0.48 * (held.today.level - 2.5))
    assert [held.slope, held.pivot, held.prior_chance] == pytest.approx([0.48, 2.5, 0.3])
    assert (held.rates, held.slope_rates) == (("a",), ("b",))


def test_only_a_critical_capability_under_the_limit_blocks() -> None:
    answers = tuple(
        answer(name, 1 if name == "data.c3" else 3, "E3" if name == "data.c3" else "E2")
        for name in IDS
    )
    seen = tuple(finding(name, 3) for name in CRITICAL)
    low = judge(PACK, inputs(answers=answers, findings=seen, depth="full"), NOW)
    held = forecast(PACK, low, History())
    assert held is not None
    assert held.blocked_by is None


def test_a_chance_at_the_limit_itself_does_not_block() -> None:
    made = card(3)
    first = min(CRITICAL)

    def with_chance(p3: float) -> Scorecard:
        items = tuple(
            item.model_copy(update={"p3": p3}) if item.id == first else item
            for item in made.capabilities
        )
        return made.model_copy(update={"capabilities": items})

    at, under = (forecast(PACK, with_chance(p3), History()) for p3 in (0.40, 0.399))
    assert at is not None
    assert under is not None
    assert (at.blocked_by, under.blocked_by) == (None, first)
