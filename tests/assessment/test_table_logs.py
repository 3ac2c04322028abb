"""Tables that are logs: of predictions, of an experiment's assignments, of reviews, of use."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats
from scipy.special import rel_entr

from assessment.connectors.tables.experiment import experiment, split
from assessment.connectors.tables.measures import PredictionLog
from assessment.connectors.tables.prediction_log import prediction_log
from assessment.connectors.tables.reviews import reviews, usage
from tests.assessment.tables_at_hand import NOW, days_ago, engine


def read(folder: Path, table: dict[str, Any], minimum: float = 1000, **named: str) -> PredictionLog:
    with engine(folder, live=table) as opened:
        return prediction_log(opened, "live", named, NOW, minimum)


def test_the_calibration_error_is_that_of_ten_bins_worked_by_hand(tmp_path: Path) -> None:
    # Bin 0.2-0.3: 4 rows, mean 0.25, 2 right; bin 0.9-1: 6 rows, mean 0.95, 3 right.
    scores = [0.2, 0.25, 0.25, 0.3 - 1e-9, *[0.9, 1.0] * 3, 0.5]
    labels = [1, 1, 0, 0, *[1, 0] * 3, None]
    seen = read(tmp_path, {"s": scores, "y": labels}, score="s", label="y").calibration
    assert seen is not None
    assert seen.error == pytest.approx(0.4 * 0.25 + 0.6 * 0.45)
    assert [(item.rows, item.right) for item in seen.bins] == [(4, 0.5), (6, 0.5)]


def calibrated_scores(n: int, stretch: float, seed: int = 2) -> dict[str, Any]:
    """Scores whose truth comes with the score's own chance, then stretched away from one half."""
    chance = np.random.default_rng(seed)
    true = chance.beta(2, 2, n)
    labels = chance.random(n) < true
    return {"s": np.clip(0.5 + (true - 0.5) * stretch, 0, 1), "y": labels}


def test_the_calibration_error_agrees_with_numpy_on_random_scores(tmp_path: Path) -> None:
    table = calibrated_scores(5000, 1.4)
    seen = read(tmp_path, table, score="s", label="y").calibration
    which = np.minimum((table["s"] * 10).astype(int), 9)
    by_hand = sum(
        (which == part).mean() * abs(table["s"][which == part].mean() - table["y"][which == part].mean())
        for part in range(10) if (which == part).any()
    )  # fmt: skip
    assert seen is not None
    assert seen.error == pytest.approx(by_hand, abs=1e-9)


def test_what_chance_gives_is_what_a_calibrated_model_shows(tmp_path: Path) -> None:
    errors, expected = [], []
    for seed in range(12):
        folder = tmp_path / str(seed)
        folder.mkdir()
        seen = read(folder, calibrated_scores(400, 1.0, seed), score="s", label="y").calibration
        assert seen is not None
        assert seen.error is not None
        assert seen.by_chance is not None
        errors.append(seen.error)
        expected.append(seen.by_chance)
    assert float(np.mean(errors)) == pytest.approx(float(np.mean(expected)), rel=0.2)


def test_a_prediction_of_several_classes_is_right_where_it_is_the_label(tmp_path: Path) -> None:
    table = {"s": [0.8] * 5, "p": ["cat", "dog", "cat", "cow", None],
             "y": ["cat", "dog", "dog", "cow", "cow"]}  # fmt: skip
    seen = read(tmp_path, table, score="s", label="y", prediction="p").calibration
    assert seen is not None
    assert (seen.rows, seen.error) == pytest.approx((4, 0.05))


@pytest.mark.parametrize(
    ("scores", "labels", "told"),
    [
        ([1.2, 0.5], [1, 0], "1 scores are no share"),
        ([0.2, 0.5], [3, 0], "1 labels are neither 0 nor 1"),
        ([0.2, 0.5], [None, None], "no prediction has both"),
    ],
)
def test_what_is_no_confidence_or_no_truth_is_said(
    tmp_path: Path, scores: list[float], labels: list[Any], told: str
) -> None:
    table = {"s": scores, "y": np.array(labels, dtype=float)}
    seen = read(tmp_path, table | {"y": labels if labels[0] is not None else [""] * 2},
                score="s", label="y").calibration  # fmt: skip
    assert seen is not None
    assert told in seen.reason


def weeks_of_scores(new_mean: float) -> dict[str, Any]:
    chance = np.random.default_rng(7)
    old, new = chance.beta(2, 2, 8000), np.clip(chance.beta(2, 2, 2000) + new_mean - 0.5, 0, 1)
    at = [days_ago(8 + row % 28, hour=3) for row in range(8000)]
    at += [days_ago(1 + row % 7, hour=3) for row in range(2000)]
    return {"t": [*at, NOW], "s": [*old, *new, 0.1]}


def test_scores_of_the_newest_week_are_held_against_the_four_before(tmp_path: Path) -> None:
    table = weeks_of_scores(0.62)
    seen = read(tmp_path, table, score="s", time="t").scores
    edges = np.linspace(0, 1, 11)
    old, new = (np.histogram(np.array(part), edges)[0] + 0.5 for part in
                (table["s"][:8000], table["s"][8000:10000]))  # fmt: skip
    p, q = new / new.sum(), old / old.sum()
    assert seen is not None
    assert (seen.rows, seen.earlier_rows) == (2000, 8000)
    assert seen.psi == pytest.approx(float(np.sum(rel_entr(p, q) + rel_entr(q, p))), abs=1e-9)
    assert seen.mean == pytest.approx(float(np.mean(table["s"][8000:10000])))


def test_few_predictions_or_no_time_tell_nothing_about_a_shift(tmp_path: Path) -> None:
    few = read(tmp_path, weeks_of_scores(0.5), 5000, score="s", time="t").scores
    untimed = read(tmp_path, {"s": [0.1]}, score="s", time="at").scores
    assert few is not None
    assert untimed is not None
    assert "too few" in few.reason
    assert untimed.reason == "the table has no column at"


def test_decisions_with_a_version_and_a_request_are_counted(tmp_path: Path) -> None:
    table = {"v": ["m1", "m1", " ", None, "m2"], "r": ["a", "", "c", "d", "e"],
             "t": [days_ago(n) for n in (1, 2, 300, 4, 5)]}  # fmt: skip
    links = read(tmp_path, table, version="v", request="r", time="t").links
    assert links is not None
    assert (links.rows, links.with_version, links.with_request, links.with_both) == (5, 3, 4, 2)
    assert links.oldest == days_ago(300)
    assert links.versions >= 2


def test_labels_a_week_are_those_of_complete_days(tmp_path: Path) -> None:
    at = [days_ago(back, hour=2) for back in range(15) for _ in range(10)]
    labels = [1 if row % 10 < 3 else None for row in range(150)]
    seen = read(tmp_path, {"t": at, "y": labels}, label="y", time="t")
    assert seen.labelled_rows == 45
    assert seen.labelled_a_week == pytest.approx(21)


def test_the_fairness_of_a_split_is_scipys_chi_square() -> None:
    seen = split({"a": 5200, "b": 4800}, {})
    assert seen.p == pytest.approx(float(stats.chisquare([5200, 4800]).pvalue))
    planned = split({"a": 9000, "b": 1050}, {"a": 90, "b": 10})
    assert planned.p == pytest.approx(float(stats.chisquare([9000, 1050], [9045, 1005]).pvalue))


@pytest.mark.parametrize(
    ("units", "planned", "told"),
    [
        ({"a": 10}, {}, "one variant alone"),
        ({"a": 10, "b": 3, "c": 1}, {"a": 1, "b": 1}, "no share for c"),
        ({"a": 3, "b": 3}, {}, "too few"),
    ],
)
def test_a_split_that_cannot_be_judged_is_said(
    units: dict[str, int], planned: dict[str, float], told: str
) -> None:
    assert told in split(units, planned).reason


def test_a_planned_variant_that_nobody_got_makes_the_split_impossible() -> None:
    p = split({"a": 100}, {"a": 1, "b": 1}).p
    assert p is not None
    assert p < 1e-20


def test_units_are_counted_once_and_those_in_two_variants_are_found(tmp_path: Path) -> None:
    users = [f"u{n}" for n in range(40)] * 3 + ["u1"]
    arms = (["control"] * 20 + ["treatment"] * 20) * 3 + ["treatment"]
    with engine(tmp_path, live={"who": users, "arm": arms}) as opened:
        seen = experiment(opened, "live", "arm", "who", {})
        rows = experiment(opened, "live", "arm", "", {})
        many = experiment(opened, "live", "who", "", {})
    assert [(item.name, item.units) for item in seen.variants] == [
        ("control", 20),
        ("treatment", 21),
    ]
    assert (seen.units, seen.units_in_several) == (41, 1)
    assert rows.units == 121
    assert "has 40 values" in many.reason


def test_a_variant_of_few_units_is_counted_without_its_name(tmp_path: Path) -> None:
    arms = ["a"] * 60 + ["b"] * 60 + ["Ada Lovelace"] * 3
    with engine(tmp_path, live={"arm": arms}) as opened:
        seen = experiment(opened, "live", "arm", "", {})
    assert {item.name: item.units for item in seen.variants} == {"a": 60, "b": 60, "others": 3}


def test_reviews_in_time_and_overrides_are_those_counted_by_hand(tmp_path: Path) -> None:
    hours = [1.0, 2.0, 30.0, None, None]
    queued = [days_ago(3)] * 4 + [NOW - timedelta(hours=2)]
    reviewed = [None if h is None else q + timedelta(hours=h)
                for q, h in zip(queued, hours, strict=True)]  # fmt: skip
    table = {"q": queued, "r": reviewed, "p": ["yes", "no", "yes", "no", "no"],
             "d": ["yes", "yes", "no", None, None]}  # fmt: skip
    named = {"queued": "q", "reviewed": "r", "proposed": "p", "decided": "d"}
    with engine(tmp_path, live=table) as opened:
        seen = reviews(opened, "live", named, NOW, 24)
        lacks = reviews(opened, "live", named | {"decided": "gone"}, NOW, 24)
        unnamed = reviews(opened, "live", {"queued": "q"}, NOW, 24)
    assert (seen.rows, seen.reviewed, seen.due, seen.due_in_time) == (5, 3, 4, 2)
    assert (seen.compared, seen.overridden) == (3, 2)
    assert seen.wait_p95_hours is not None
    assert seen.wait_p95_hours > 30
    assert lacks.reason == "the table has no column gone"
    assert "not named" in unnamed.reason


def test_people_are_counted_once_in_the_newest_week(tmp_path: Path) -> None:
    table = {"who": ["a", "a", "b", "c", "d"],
             "t": [days_ago(n) for n in (1, 2, 7, 8, 0)]}  # fmt: skip
    with engine(tmp_path, live=table) as opened:
        seen = usage(opened, "live", "who", "t", 10, NOW)
        untimed = usage(opened, "live", "who", "", 10, NOW)
    assert (seen.active, seen.ends) == (2, days_ago(1).date())
    assert untimed.reason == "no time of use is named"
