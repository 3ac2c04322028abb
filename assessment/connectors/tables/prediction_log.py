"""A table of which each row is a prediction: is its confidence true, steady, and traceable."""

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import ibis  # type: ignore[import-untyped]

from assessment.connectors.tables.distance import psi, psi_by_chance
from assessment.connectors.tables.engine import Engine, Expression
from assessment.connectors.tables.measures import (
    Calibration,
    CalibrationBin,
    Links,
    PredictionLog,
    ScoreWindows,
)
from assessment.connectors.tables.missing import number_or_missing
from assessment.connectors.tables.moments import CLOCKS_DIFFER, DAY, period_of

BINS = 10
"""Equal parts of the confidence from 0 to 1, as calibration is usually drawn."""

NEW_DAYS, EARLIER_DAYS = 7, 28
"""A week against the four before it: both hold each weekday equally often."""

COLUMNS = ("score", "label", "prediction", "version", "request", "time")
"""What a log of predictions can name; ``label`` is the truth, ``prediction`` what was foretold."""


def prediction_log(
    engine: Engine, view: str, named: Mapping[str, str], now: datetime, minimum_rows: float,
    undated: str = "",
) -> PredictionLog:  # fmt: skip
    """What a log of predictions shows; ``named`` are its columns by the names above.

    Where no ``prediction`` is named the score is the confidence that the label is 1. ``undated``
    says why the column of times holds none; what needs no time is then measured all the same.
    """
    table = engine.table(view)
    lacking = {
        name: f"the table has no column {column}"
        for name, column in named.items()
        if column not in table.columns
    }
    lacking |= {"time": undated} if undated else {}
    has = {name: column for name, column in named.items() if name not in lacking}
    marked = _marked(engine, table, has)
    totals = engine.one(_totals(marked, now), "how many predictions can be traced and checked")
    return PredictionLog(
        score=named.get("score", ""),
        label=named.get("label", ""),
        rows=totals["rows"],
        labelled_rows=totals["labelled"],
        labelled_a_week=_labelled_a_week(engine, marked, totals),
        calibration=_calibration(engine, marked, totals, named, lacking),
        scores=_windows(engine, marked, totals, named, lacking, minimum_rows),
        links=_links(totals, named, lacking),
        undated=lacking.get("time", ""),
    )


def _marked(engine: Engine, table: Expression, has: Mapping[str, str]) -> Expression:
    """Each prediction as numbers alone: when, how sure, how true, and which links it has."""
    score = (
        number_or_missing(engine, table[has["score"]]) if "score" in has else ibis.null("float64")
    )
    at = engine.seconds(table[has["time"]]) if "time" in has else ibis.null("float64")
    return table.select(
        at=at,
        score=score,
        truth=_truth(engine, table, has),
        version=_filled(table, has.get("version", "")),
        request=_filled(table, has.get("request", "")),
        label=_filled(table, has.get("label", "")),
        which=table[has["version"]].cast("string") if "version" in has else ibis.null("string"),
    )


def _truth(engine: Engine, table: Expression, has: Mapping[str, str]) -> Expression:
    if "label" not in has:
        return ibis.null("float64")
    label = table[has["label"]]
    if "prediction" not in has:
        return number_or_missing(engine, label)
    foretold = table[has["prediction"]]
    if label.type() != foretold.type():
        label, foretold = label.cast("string"), foretold.cast("string")
    return ibis.cases((label == foretold, 1.0), (label != foretold, 0.0), else_=None)


def _filled(table: Expression, column: str) -> Expression:
    if not column:
        return ibis.literal(False)
    value = table[column]
    if value.type().is_string():
        return (value.strip() != "").fill_null(False)
    return value.notnull()


def _totals(marked: Expression, now: datetime) -> Expression:
    past = marked["at"] <= now.timestamp() + CLOCKS_DIFFER
    scored = marked.score.notnull() & marked.truth.notnull()
    return marked.agg(
        rows=marked.count(),
        labelled=marked.count(where=marked.label),
        with_version=marked.count(where=marked.version),
        with_request=marked.count(where=marked.request),
        with_both=marked.count(where=marked.version & marked.request),
        versions=marked.which.nunique(),
        oldest=marked["at"].min(),
        newest=marked["at"].max(where=past),
        outside=marked.count(where=(marked.score < 0) | (marked.score > 1)),
        scored=marked.count(where=scored),
        undecided=marked.count(where=scored & ~marked.truth.isin([0.0, 1.0])),
    )


def _labelled_a_week(engine: Engine, marked: Expression, totals: Mapping[str, Any]) -> float | None:
    """Labelled predictions a week over the last four complete weeks, or the shorter life of the log."""
    if totals["newest"] is None:
        return None
    end = math.floor(totals["newest"] / DAY)
    days = min(EARLIER_DAYS, end - math.floor(totals["oldest"] / DAY))
    if days < NEW_DAYS:
        return None
    dated = marked["at"] / DAY
    asked = marked.agg(n=marked.count(where=marked.label & (dated >= end - days) & (dated < end)))
    found = int(engine.one(asked, "how many predictions get a label")["n"])
    return float(found / days * NEW_DAYS)


def _calibration(
    engine: Engine, marked: Expression, totals: Mapping[str, Any],
    named: Mapping[str, str], lacking: Mapping[str, str],
) -> Calibration | None:  # fmt: skip
    if "score" not in named or "label" not in named:
        return None
    if reason := _lacks(lacking, "score", "label", "prediction") or _not_shares(totals):
        return Calibration(outside_rows=totals["outside"], reason=reason)
    known = marked.filter(marked.score.notnull(), marked.truth.notnull())
    grouped = known.group_by(part=_part(known.score))
    counted = grouped.agg(
        rows=lambda group: group.count(),
        confidence=lambda group: group.score.mean(),
        right=lambda group: group.truth.mean(),
    )
    found = engine.rows(
        counted.order_by("part"), "how often predictions of like confidence are right"
    )
    return calibrated(
        [
            CalibrationBin(rows=r["rows"], confidence=r["confidence"], right=r["right"])
            for r in found
        ]
    )


def _not_shares(totals: Mapping[str, Any]) -> str:
    if not totals["scored"]:
        return "no prediction has both a score and a label"
    if totals["outside"]:
        return f"{totals['outside']:,} scores are no share between 0 and 1"
    if totals["undecided"]:
        return (
            f"{totals['undecided']:,} labels are neither 0 nor 1; name the column of the prediction"
        )
    return ""


def _part(score: Expression) -> Expression:
    """Which of the ten parts a score lies in; 1 belongs to the last."""
    return ibis.least((score * BINS).floor().cast("int64"), BINS - 1)


def calibrated(bins: Sequence[CalibrationBin]) -> Calibration:
    """Expected calibration error: mean distance of confidence and truth, weighted by rows (Naeini 2015).

    By chance alone a bin of n rows whose confidence c is true lies off by about
    sqrt(2 c (1 - c) / (pi n)), the mean of the absolute value of a normal error.
    """
    total = sum(item.rows for item in bins)
    error = math.fsum(item.rows * abs(item.confidence - item.right) for item in bins) / total
    chance = math.fsum(
        item.rows * math.sqrt(2 * item.confidence * (1 - item.confidence) / (math.pi * item.rows))
        for item in bins
    )
    return Calibration(rows=total, bins=tuple(bins), error=error, by_chance=chance / total)


def _windows(
    engine: Engine, marked: Expression, totals: Mapping[str, Any], named: Mapping[str, str],
    lacking: Mapping[str, str], minimum_rows: float,
) -> ScoreWindows | None:  # fmt: skip
    """Scores by part, of the newest complete week and of the four weeks before."""
    if "score" not in named:
        return None
    if reason := _lacks(lacking, "score", "time"):
        return ScoreWindows(reason=reason)
    if totals["newest"] is None:
        return ScoreWindows(reason="no time of a prediction could be read")
    if totals["outside"]:
        return ScoreWindows(reason=f"{totals['outside']:,} scores are no share between 0 and 1")
    day, end = period_of(marked["at"], DAY), math.floor(totals["newest"] / DAY)
    within = marked.filter(day >= end - NEW_DAYS - EARLIER_DAYS, day < end, marked.score.notnull())
    new = ibis.ifelse(period_of(within["at"], DAY) >= end - NEW_DAYS, 1, 0)
    grouped = within.group_by(new=new, part=_part(within.score))
    asked = grouped.agg(rows=lambda group: group.count(), total=lambda group: group.score.sum())
    return compared_windows(
        engine.rows(asked, "how sure predictions were lately and before"), minimum_rows
    )


def compared_windows(found: Sequence[Mapping[str, Any]], minimum_rows: float) -> ScoreWindows:
    """Rows (``new`` 0 or 1, ``part``, ``rows``, ``total`` of scores) as two windows and their shift."""
    counts = {new: [0.0] * BINS for new in (0, 1)}
    totals = {0: 0.0, 1: 0.0}
    for row in found:
        counts[row["new"]][row["part"]] += row["rows"]
        totals[row["new"]] += row["total"]
    rows, earlier = (int(sum(counts[new])) for new in (1, 0))
    seen = ScoreWindows(rows=rows, earlier_rows=earlier)
    if min(rows, earlier) < minimum_rows:
        told = f"{rows:,} predictions of the newest week and {earlier:,} of the four before are too few"
        return seen.model_copy(update={"reason": told})
    filled = [at for at in range(BINS) if counts[0][at] or counts[1][at]]
    new, old = ([counts[side][at] for at in filled] for side in (1, 0))
    return seen.model_copy(
        update={
            "psi": psi(new, old),
            "psi_by_chance": psi_by_chance(len(filled), rows, earlier),
            "mean": totals[1] / rows,
            "earlier_mean": totals[0] / earlier,
        }
    )


def _links(
    totals: Mapping[str, Any], named: Mapping[str, str], lacking: Mapping[str, str]
) -> Links | None:
    if "version" not in named and "request" not in named:
        return None
    oldest = totals["oldest"]
    return Links(
        version=named.get("version", ""),
        request=named.get("request", ""),
        rows=totals["rows"],
        with_version=totals["with_version"],
        with_request=totals["with_request"],
        with_both=totals["with_both"],
        versions=totals["versions"],
        oldest=None if oldest is None else datetime.fromtimestamp(oldest, UTC),
        reason=_lacks(lacking, "version", "request"),
    )


def _lacks(lacking: Mapping[str, str], *names: str) -> str:
    """Why one of the columns ``names`` cannot be used; empty where all can."""
    return next((lacking[name] for name in names if name in lacking), "")
