"""The arithmetic of scaling, cost and shift, against other programs and simulated truth."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.spatial.distance import jensenshannon

from assessment.connectors.runtime.cost_growth import growth, line
from assessment.connectors.runtime.histogram_shift import distance
from assessment.connectors.runtime.scalability import best_load, fit, throughput

TRUE = (120.0, 0.03, 0.0004)
PEAK = math.sqrt(0.97 / 0.0004)
TEN = float(throughput(160.0, *TRUE))


def measured(seed: int, most: float) -> tuple[np.ndarray, np.ndarray]:
    """Thirty-six throughputs up to a load, with three percent of noise."""
    random = np.random.default_rng(seed)
    loads = np.repeat(np.geomspace(1, most, 12), 3)
    return loads, throughput(loads, *TRUE) * (1 + 0.03 * random.standard_normal(36))


def test_the_law_at_one_is_its_rate_and_its_peak_is_where_it_says() -> None:
    assert throughput(1.0, *TRUE) == 120
    near = [throughput(PEAK + step, *TRUE) for step in (-1, 0, 1)]
    assert near[1] == max(near)
    assert best_load(0.03, 0.0004) == pytest.approx(49.24, abs=0.01)
    assert pytest.approx(1204, abs=1) == TEN
    assert math.isinf(best_load(0.1, 0))


def test_past_the_peak_the_interval_is_narrow_and_mostly_right() -> None:
    laws = [fit(*measured(seed, 64)) for seed in range(30)]
    spans = [(law.peak_low, law.peak_high) for law in laws if law]
    right = sum(low is not None and high is not None and low <= PEAK <= high for low, high in spans)
    # An 80 % interval by resampling 36 points: a little narrow, and never off by much.
    assert right >= 18
    assert all(low and high and 40 < low < high < 64 for low, high in spans)
    assert np.median([law.ratio for law in laws if law]) == pytest.approx(64 / PEAK, rel=0.03)


def test_before_the_peak_ten_times_may_be_anything() -> None:
    laws = [law for seed in range(20) if (law := fit(*measured(seed, 16)))]
    assert all(law.ratio < 1.3 for law in laws)
    lows, highs = min(law.ten_low for law in laws), max(law.ten_high for law in laws)
    assert highs / lows > 4
    assert any(law.peak_high is None for law in laws)


def test_no_curve_is_drawn_through_a_handful_of_points() -> None:
    loads, rates = measured(1, 64)
    assert fit(loads[:11], rates[:11]) is None
    assert fit(np.array([0.0, np.nan] * 10), np.ones(20)) is None


@given(st.integers(0, 10_000))
def test_the_line_is_the_one_that_scipy_draws(seed: int) -> None:
    random = np.random.default_rng(seed)
    x = random.standard_normal(40)
    y = 3 + random.normal() * x + random.standard_normal(40)
    mine, theirs = line(x, y), stats.linregress(x, y)
    assert mine.slope == pytest.approx(theirs.slope, rel=1e-9)
    assert mine.start == pytest.approx(theirs.intercept, rel=1e-9)
    assert mine.plain_error == pytest.approx(theirs.stderr, rel=1e-9)


def test_errors_that_follow_one_another_widen_the_interval() -> None:
    random = np.random.default_rng(3)
    hours = 24 * 30
    slow = np.zeros(hours)
    load = np.zeros(hours)
    for hour in range(1, hours):
        slow[hour] = 0.95 * slow[hour - 1] + random.normal(0, 0.05)
        load[hour] = 0.9 * load[hour - 1] + random.normal(0, 0.3)
    found = line(load, load + slow, 24)
    assert found.error > 1.5 * found.plain_error
    independent = line(load, load + random.normal(0, 0.05, hours), 24)
    assert independent.error == pytest.approx(independent.plain_error, rel=0.35)


def test_ninety_percent_intervals_hold_the_truth_nine_times_of_ten() -> None:
    held = 0
    for seed in range(100):
        random = np.random.default_rng(seed)
        load = np.exp(random.normal(3, 0.6, 300))
        cost = load**1.1 * np.exp(random.normal(0, 0.1, 300))
        found = growth(load, cost)
        assert found is not None
        held += found.low <= 1.1 <= found.high
    assert 82 <= held <= 98


def test_idle_hours_are_left_out_and_a_fixed_part_is_told() -> None:
    load = np.concatenate([np.linspace(50, 200, 100), np.full(20, 0.0)])
    found = growth(load, 30 + 0.3 * load)
    assert found is not None
    assert (found.hours, found.idle_hours) == (100, 20)
    assert found.fixed == pytest.approx(30)
    assert found.each == pytest.approx(0.3)
    assert found.fixed_share == pytest.approx(30 / (30 + 0.3 * 125))
    assert found.elasticity < 1


def test_less_than_a_day_of_hours_or_a_constant_load_has_no_elasticity() -> None:
    assert growth(np.linspace(1, 9, 23), np.linspace(1, 9, 23)) is None
    assert growth(np.full(99, 5.0), np.linspace(1, 9, 99)) is None
    assert growth(np.array([]), np.array([])) is None


def test_the_shift_of_two_histograms_is_what_scipy_and_the_formula_say() -> None:
    now = {0.2: 100.0, 0.5: 400.0, math.inf: 1000.0}
    before = {0.2: 300.0, 0.5: 700.0, math.inf: 1000.0}
    found = distance(now, before)
    assert found is not None
    one, other = np.array([100, 300, 600]) / 1000, np.array([300, 400, 300]) / 1000
    assert found.psi == pytest.approx(((one - other) * np.log(one / other)).sum(), rel=0.01)
    assert found.js == pytest.approx(jensenshannon(one, other, base=2), rel=0.01)
    assert (found.bins, found.now, found.before) == (3, 1000, 1000)
    assert found.by_chance == pytest.approx(2 * 2 / 1000)


@pytest.mark.parametrize("n", [200, 1000, 20000])
def test_without_a_shift_the_index_is_on_average_what_chance_gives(n: int) -> None:
    random = np.random.default_rng(n)
    indices, expected = [], 0.0
    for _ in range(200):
        sides = [
            dict(zip(np.arange(10), np.cumsum(random.multinomial(n, [0.1] * 10)), strict=True))
            for _ in range(2)
        ]
        found = distance(sides[0], sides[1])
        assert found is not None
        indices.append(found.psi)
        expected = found.by_chance
    assert np.mean(indices) == pytest.approx(expected, rel=0.12)


def test_buckets_that_are_not_the_same_are_not_compared() -> None:
    assert distance({0.5: 1, math.inf: 2}, {0.6: 1, math.inf: 2}) is None
    assert distance({0.5: 0, math.inf: 0}, {0.5: 1, math.inf: 2}) is None
    assert distance({}, {}) is None
