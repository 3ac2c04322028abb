"""The index of an area and of all areas: streams, weights, bands, and what enters them."""

import math
from typing import Any

import numpy as np
import pytest

from content.judgement import Thresholds, Weights
from scoring.areas import band, is_scored, log_index, overall, stream
from tests.scoring.builders import judgements
from tests.scoring.test_gate_reasons import score


def test_every_name_has_random_numbers_of_its_own_that_are_the_same_at_every_run() -> None:
    first = stream(7, "data.c0").random(4)
    assert (stream(7, "data.c0").random(4) == first).all()
    assert (stream(7, "data.c1").random(4) != first).any()
    assert (stream(8, "data.c0").random(4) != first).any()
    # The same on every machine.
    assert first[:2] == pytest.approx((0.289847211603, 0.301172097727))


def test_a_band_is_the_median_between_the_tenth_and_the_ninetieth_percentile() -> None:
    levels = np.linspace(1, 5, 101)
    found = band(np.log(levels))
    assert found is not None
    assert (found.low, found.level, found.high) == pytest.approx((1.4, 3.0, 4.6))
    assert band(None) is None


def test_an_areas_index_is_the_weighted_geometric_mean_of_what_was_drawn() -> None:
    members = [score("a.one", weight=3), score("a.two", weight=1), score("a.out", weight=9)]
    draws = {"a.one": np.array([2.0, 1.0]), "a.two": np.array([4.0, 5.0])}
    found = log_index(members, draws)
    assert found is not None
    expected = [(3 * math.log(2) + math.log(4)) / 4, math.log(5) / 4]
    assert found == pytest.approx(expected)
    assert log_index(members[2:], draws) is None


def test_areas_weigh_the_same_unless_the_pack_says_otherwise() -> None:
    logs = {"a": np.array([0.2, 0.4]), "b": np.array([1.0, 0.0]), "c": None}
    plain = overall(logs, judgements())
    assert plain is not None
    assert plain == pytest.approx([0.6, 0.2])
    weights = Weights(areas={"a": 3.0, "c": 9.0}, reason="")
    weighed = overall(logs, judgements().model_copy(update={"weights": weights}))
    assert weighed is not None
    assert weighed == pytest.approx([0.4, 0.3])
    assert overall({"c": None}, judgements()) is None


def test_what_passes_alone_speak_for_enters_from_the_level_that_a_dimension_needs() -> None:
    two = Thresholds(ready_area_level=2.0, reasons={})
    how = judgements().model_copy(update={"thresholds": two})
    passes: dict[str, Any] = {"claim": None, "dont_know": 0, "observed_high": None}
    assert is_scored(score(belief=(0, 1, 0, 0, 0), **passes), how)
    assert not is_scored(score(belief=(0.1, 0.9, 0, 0, 0), **passes), how)
    assert is_scored(score(belief=(0.1, 0.9, 0, 0, 0), **(passes | {"observed_high": 2})), how)
    assert is_scored(score(belief=(0.1, 0.9, 0, 0, 0), **(passes | {"dont_know": 1})), how)
    assert is_scored(score(belief=(0.1, 0.9, 0, 0, 0)), how)
    assert not is_scored(score(belief=(0, 0, 1, 0, 0), applicable=False), how)
    assert not is_scored(score(belief=(0, 0, 1, 0, 0), answered=False), how)
