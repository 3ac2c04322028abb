"""Beliefs keep to their definitions, for one row and for many."""

import numpy as np
import pytest

from scoring.belief import (
    at_least,
    draw_levels,
    finding_likelihood,
    normalised,
    percentile_level,
    widened,
)

FIFTHS = np.full(5, 0.2)


@pytest.mark.parametrize("shape", [(5,), (3, 5), (2, 3, 5)])
def test_every_row_is_normalised_by_its_own_sum(shape: tuple[int, ...]) -> None:
    raw = np.arange(1.0, 1.0 + np.prod(shape)).reshape(shape)
    assert normalised(raw).sum(axis=-1) == pytest.approx(np.ones(shape[:-1]))
    assert normalised(raw)[..., 1] / normalised(raw)[..., 0] == pytest.approx(
        raw[..., 1] / raw[..., 0]
    )


@pytest.mark.parametrize("shape", [(5,), (3, 5), (2, 3, 5)])
def test_the_chance_of_a_level_or_more_is_summed_by_row(shape: tuple[int, ...]) -> None:
    belief = np.broadcast_to(FIFTHS, shape)
    assert at_least(belief, 3) == pytest.approx(np.full(shape[:-1], 0.6))
    assert at_least(belief, 1) == pytest.approx(np.ones(shape[:-1]))


def test_one_vote_or_none_spreads_by_the_whole_deviation() -> None:
    alone = widened(np.array([0.5]), 1.2, 1)
    assert alone == pytest.approx([1.3])
    assert widened(np.array([0.5]), 1.2, 0) == pytest.approx(alone)
    assert widened(np.array([0.5]), 1.2, 4) == pytest.approx([np.sqrt(0.25 + 1.44 / 4)])


def test_a_power_weakens_a_likelihood_and_is_not_a_factor() -> None:
    rates = np.array([0.81]), np.array([0.25])
    assert finding_likelihood(3, True, *rates, 0.5)[0] == pytest.approx([0.5, 0.5, 0.9, 0.9, 0.9])
    absent = finding_likelihood(3, False, *rates, 1.0)[0]
    assert absent == pytest.approx([0.75, 0.75, 0.19, 0.19, 0.19])
    squared = finding_likelihood(3, False, *rates, 2.0)[0]
    assert squared == pytest.approx(absent**2)


def test_a_percentile_is_the_first_level_that_reaches_the_share_exactly() -> None:
    assert percentile_level(np.array([0.5, 0.25, 0.25, 0.0, 0.0]), 0.5) == 1
    assert percentile_level(np.array([0.1, 0.2, 0.6, 0.05, 0.05]), 0.1) == 1
    assert percentile_level(np.array([0.25, 0.5, 0.25, 0.0, 0.0]), 0.75 + 1e-12) == 2
    assert [percentile_level(FIFTHS, share) for share in (0.3, 0.5, 0.9, 1.0)] == [2, 3, 5, 5]


def test_a_level_is_drawn_where_its_share_begins() -> None:
    uniforms = np.array([0.0, 0.25, 0.4999, 0.5, 0.75, 0.999])
    belief = np.array([0.25, 0.25, 0.25, 0.25, 0.0])
    assert draw_levels(belief, uniforms).tolist() == [1, 2, 2, 3, 4, 4]
