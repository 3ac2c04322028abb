"""Ratios, percentiles and distances against independent implementations."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import jensenshannon
from scipy.special import rel_entr
from scipy.stats import binomtest

from assessment.connectors.runtime.arithmetic import (
    percentile,
    percentile_interval,
    wilson,
)
from assessment.connectors.tables.distance import jensen_shannon, psi, psi_by_chance, shares

COUNTS = st.lists(st.integers(0, 5000), min_size=2, max_size=12)


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_the_interval_of_a_share_is_wilsons(good: int, more: int) -> None:
    n = good + more
    oracle = binomtest(good, n).proportion_ci(0.8, method="wilson")
    assert wilson(good, n) == pytest.approx((oracle.low, oracle.high), abs=1e-9)


@pytest.mark.parametrize("n", [1e-320, 1e-99, 1e200, 1e308])
def test_the_interval_of_a_share_of_any_number_is_within_0_and_1(n: float) -> None:
    low, high = wilson(n / 2, n)
    assert 0 <= low <= high <= 1


def test_no_failure_in_few_requests_still_leaves_an_interval() -> None:
    low, high = wilson(0, 100)
    assert low == 0.0
    assert 0.01 < high < 0.03


@given(COUNTS, st.data())
def test_psi_and_jensen_shannon_agree_with_scipy(live: list[int], data: st.DataObject) -> None:
    size = len(live)
    reference = data.draw(st.lists(st.integers(0, 5000), min_size=size, max_size=size))
    p, q = np.array(shares(live)), np.array(shares(reference))
    assert psi(live, reference) == pytest.approx(sum(rel_entr(p, q) + rel_entr(q, p)), abs=1e-9)
    assert jensen_shannon(live, reference) == pytest.approx(
        float(np.nan_to_num(jensenshannon(p, q, base=2))), abs=1e-6
    )


def test_psi_without_any_shift_is_on_average_what_chance_gives() -> None:
    chance = np.random.default_rng(7)
    found = [
        psi(*(chance.multinomial(n, [0.1] * 10).tolist() for n in (1000, 2000))) for _ in range(400)
    ]
    assert np.mean(found) == pytest.approx(psi_by_chance(10, 1000, 2000), rel=0.1)


def test_a_percentile_in_the_last_bucket_is_only_a_lower_bound() -> None:
    found = percentile(0.95, {0.1: 10, 0.5: 50, 1.0: 90, math.inf: 100})
    assert found is not None
    assert (found.value, found.at_least) == (1.0, True)


@pytest.mark.parametrize(
    "buckets", [{}, {0.1: 5.0}, {0.1: 0.0, math.inf: 0.0}, {math.inf: 5.0}, {0.1: 1.0, 1.0: 2.0}]
)
def test_without_counts_or_bounds_there_is_no_percentile(buckets: dict[float, float]) -> None:
    assert percentile(0.95, buckets) is None


@given(st.lists(st.floats(0.001, 0.999), min_size=50, max_size=300))
def test_the_interval_of_a_percentile_holds_the_percentile(times: list[float]) -> None:
    bounds = [i / 20 for i in range(1, 21)]
    buckets = {bound: float(sum(t <= bound for t in times)) for bound in bounds}
    buckets[math.inf] = float(len(times))
    found, (low, high) = percentile(0.5, buckets), percentile_interval(0.5, buckets)
    assert found is not None
    assert low is None or low <= found.value + 1e-12
    assert high is None or high >= found.value - 1e-12
