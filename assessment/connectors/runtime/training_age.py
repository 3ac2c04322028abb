"""When the model that serves was trained, where the service says so in a gauge of its own."""

import math
import re

from assessment.connectors.rest import Reach
from assessment.connectors.runtime.answers import Answers, Rows
from assessment.connectors.runtime.capacity_evidence import Trained
from assessment.connectors.runtime.catalogue import Series, common
from assessment.connectors.runtime.chosen_service import Service
from assessment.connectors.runtime.evidence import RuntimeEvidence
from assessment.connectors.runtime.prometheus_api import Failed
from assessment.connectors.runtime.promql import graph_link, selector

PART = "training age"
DAY = 86400.0
DAYS = {"seconds": 1 / DAY, "hours": 1 / 24, "days": 1.0}

EARLIEST = 946_684_800.0
"""The first second of 2000: a gauge below it is a duration or a zero, and no date."""


def training_queries(service: Service) -> dict[str, str]:
    """The expression of the training time; nothing where no gauge looks like one.

    The oldest of the instances counts: it still serves.
    """
    metric = _metric(service)
    if not metric:
        return {}
    worst = "max" if _is_age(metric) else "min"
    return {PART: f"{worst}({selector(Series(metric=metric), service.labels)})"}


def trained(
    found: Answers[Rows], service: Service, evidence: RuntimeEvidence
) -> tuple[Trained | None, Reach]:
    """How old the model is, or why that is not known."""
    metric = _metric(service)
    if not metric:
        return None, Reach(
            read=False, reason="no gauge of the service says when its model was trained",
            remedy="Expose the time of training as a gauge, such as model_trained_timestamp_seconds.",
        )  # fmt: skip
    try:
        values = list(found.get(PART).values())
    except Failed as problem:
        return None, Reach(read=False, reason=str(problem), remedy="Look again.")
    age = _age(metric, values[0], service.now) if len(values) == 1 else None
    if age is None:
        reason = f"{metric} holds no time of training"
        return None, Reach(read=False, reason=reason, remedy="Set it when the model is loaded.")
    query = training_queries(service)[PART]
    link = graph_link(evidence.reader, query, service.now, service.span)
    return Trained(metric=metric, age_days=age, query=query, url=link), Reach()


def _metric(service: Service) -> str:
    patterns = (common().model_times, common().model_ages)
    return next(
        (name for pattern in patterns for name in service.names if re.fullmatch(pattern, name)), ""
    )


def _is_age(metric: str) -> bool:
    return re.fullmatch(common().model_ages, metric) is not None


def _age(metric: str, value: float, now: float) -> float | None:
    """Days since then; ``None`` for what cannot be a date, or lies in the future."""
    if not math.isfinite(value):
        return None
    if _is_age(metric):
        return value * DAYS[metric.rpartition("_")[2].lower()] if value >= 0 else None
    return (now - value) / DAY if EARLIEST < value <= now + DAY else None
