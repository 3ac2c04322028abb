"""How an output's distribution moved: the same hours a week or a day earlier, from two sets of buckets."""

from collections.abc import Iterator

from assessment.connectors.rest import Reach
from assessment.connectors.runtime import histogram_shift
from assessment.connectors.runtime.answers import Answers, Rows
from assessment.connectors.runtime.capacity_evidence import Shift
from assessment.connectors.runtime.catalogue import Series, outputs
from assessment.connectors.runtime.chosen_service import Service
from assessment.connectors.runtime.evidence import RuntimeEvidence
from assessment.connectors.runtime.histogram_shift import Distance
from assessment.connectors.runtime.prometheus_api import Failed
from assessment.connectors.runtime.promql import graph_link, selector

DAY, WEEK = 86400, 7 * 86400
READ = 2
"""Histograms of outputs that are compared."""

Pair = tuple[int, int]
"""Length of both windows, and the time between them, in seconds."""


def shift_queries(service: Service) -> dict[str, str]:
    """Buckets now and before, by output and pair of windows that the history holds."""
    return {
        _name(metric, pair, offset): _growth(service, metric, pair[0], offset)
        for metric in outputs(service.names)[:READ]
        for pair in _pairs(service)
        for offset in (0, pair[1])
    }


def shift(
    found: Answers[Rows], service: Service, evidence: RuntimeEvidence
) -> tuple[Shift | None, Reach]:
    """The output that moved most, over the shortest pair of windows with values enough."""
    if not outputs(service.names):
        return None, _unread("the service has no histogram of scores", "")
    if not _pairs(service):
        later = "Look again when two days of samples are kept."
        return None, _unread("there is less than two days to compare", later)
    least = evidence.objectives.minimum_rows
    try:
        moved = [
            _shift(metric, best, service, evidence.reader)
            for metric in outputs(service.names)[:READ]
            if (best := _best(found, service, metric, least))
        ]
    except Failed as problem:
        return None, _unread(str(problem), "See why the query failed, and run the probe again.")
    if not moved:
        return None, _unread("one of the two windows has no value", "Look again later.")
    return max(moved, key=lambda item: item.psi - item.by_chance), Reach()


def _best(
    found: Answers[Rows], service: Service, metric: str, least: float
) -> tuple[Pair, Distance] | None:
    """The first pair with values enough on both sides, else the one with the most."""
    measured = [
        (pair, moved)
        for pair in _pairs(service)
        if (moved := histogram_shift.distance(*_sides(found, metric, pair)))
    ]
    ample = [item for item in measured if min(item[1].now, item[1].before) >= least]
    if ample:
        return ample[0]
    return max(measured, key=lambda item: min(item[1].now, item[1].before), default=None)


def _sides(found: Answers[Rows], metric: str, pair: Pair) -> Iterator[dict[float, float]]:
    for offset in (0, pair[1]):
        rows = found.get(_name(metric, pair, offset))
        yield {float(dict(labels).get("le", "nan")): value for labels, value in rows.items()}


def _shift(metric: str, best: tuple[Pair, Distance], service: Service, reader: str) -> Shift:
    (window, apart), moved = best
    query = _growth(service, metric, window, 0)
    return Shift(
        metric=metric, window_seconds=window, apart_seconds=apart, now=moved.now,
        before=moved.before, bins=moved.bins, psi=moved.psi, by_chance=moved.by_chance,
        js=moved.js, query=query, url=graph_link(reader, query, service.now, apart + window),
    )  # fmt: skip


def _pairs(service: Service) -> tuple[Pair, ...]:
    """A day a week ago is like with like; a day with the day before is the best of a short past."""
    wanted = ((DAY, WEEK), (WEEK, WEEK)) if service.span >= DAY + WEEK else ((DAY, DAY),)
    return tuple(pair for pair in wanted if sum(pair) <= service.span)


def _growth(service: Service, metric: str, window: int, offset: int) -> str:
    one = selector(Series(metric=f"{metric}_bucket"), service.labels)
    earlier = f" offset {offset}s" if offset else ""
    return f"sum by (le) (increase({one}[{window}s]{earlier}))"


def _name(metric: str, pair: Pair, offset: int) -> str:
    return f"shift {metric} {pair[0]} {offset}"


def _unread(reason: str, remedy: str) -> Reach:
    return Reach(read=False, reason=reason, remedy=remedy)
