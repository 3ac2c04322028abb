"""Asks a server what a service's past says of its budget, its outputs, its load and its cost."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.connectors.rest import Reach
from assessment.connectors.runtime import answers, ceilings, load_course
from assessment.connectors.runtime.answers import Answers, Rows
from assessment.connectors.runtime.budget_questions import (
    budget_queries,
    own,
    windows,
    with_remaining,
)
from assessment.connectors.runtime.capacity_evidence import Capacity, Ceiling
from assessment.connectors.runtime.catalogue import System
from assessment.connectors.runtime.chosen_service import Service
from assessment.connectors.runtime.evidence import RuntimeEvidence
from assessment.connectors.runtime.output_shift import shift, shift_queries
from assessment.connectors.runtime.prometheus_api import Api, Failed
from assessment.connectors.runtime.promql import graph_link
from assessment.connectors.runtime.training_age import trained, training_queries
from assessment.sources import Options

NOW = "error budget, own objectives, shift of the outputs, ceilings, in one request"
COURSE = "load, work, instances and cost of every hour, in one request"
AGAIN = "See why the query failed, and run the probe again."


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What is asked about: the service, what was read of it so far, and the source's options."""

    api: Api
    service: Service
    evidence: RuntimeEvidence
    options: Options


def capacity(asking: Asking) -> Capacity:
    """What the signals do not say yet, in two requests where the queries are short."""
    service, evidence = asking.service, asking.evidence
    namespace, workload = ceilings.placed(service, asking.options)
    above = ceilings.ceiling_queries(namespace)
    mine = own(evidence)
    parts = {**budget_queries(service, evidence, mine), **shift_queries(service), **above}
    parts |= training_queries(service)
    found: Answers[Rows] = answers.numbers(asking.api, parts, NOW, service.now)
    counted, reach = windows(found, service, evidence)
    moved, shifted = shift(found, service, evidence)
    model, training = trained(found, service, evidence)
    limits = ceilings.ceilings(found, above, workload, asking.options)
    return Capacity(
        windows=counted, counted=reach, shift=moved, shifted=shifted, trained=model, training=training,
        own=with_remaining(mine, found, evidence.reader, service.now),
        **_course(asking, (namespace, workload), limits),
    )  # fmt: skip


def _course(
    asking: Asking, place: tuple[str, str], limits: tuple[Ceiling, ...]
) -> dict[str, object]:
    """The parts that come from the hours of the past; each says why where it is not known."""
    service, system = asking.service, asking.service.system
    if system is None or (reason := _no_load(service, system)):
        told = reason if system else "no serving system was found"
        remedy = "Point at the service that predicts, and look again when a day of it is kept."
        unread = Reach(read=False, reason=told, remedy=remedy)
        return {"ceilings": limits, "loaded": unread, "costed": unread}
    asked = load_course.load_queries(service, system, place)
    course = answers.courses(asking.api, asked, COURSE, load_course.course_span(service))
    return _loaded(asking, system, asked, course, limits) | _costed(asking, asked, course)


def _no_load(service: Service, system: System) -> str:
    """Why the course of the load cannot be read, or would be that of something else."""
    if system.not_predictions or not system.requests:
        return system.not_predictions or "nothing counts its requests"
    return "less than a day is held" if service.span < load_course.DAY else ""


def _loaded(
    asking: Asking, system: System, asked: Mapping[str, str], course: load_course.Course,
    limits: tuple[Ceiling, ...],
) -> dict[str, object]:  # fmt: skip
    held, query = asking.evidence.objectives, asked[load_course.RATE]
    link = _link(asking, query)
    law, reason = load_course.law(course, held.load_range)
    at_once = asking.options.get("concurrency_limit")
    stated = float(at_once) if isinstance(at_once, (int, float)) else None
    return {
        "loaded": _reach(course, load_course.RATE, system),
        "load": load_course.load(course, held.latency_p95_ms, query, link),
        "law": law,
        "law_reason": reason,
        "ceilings": (*limits, *ceilings.by_concurrency(stated, load_course.mean_seconds(course))),
    }


def _costed(
    asking: Asking, asked: Mapping[str, str], course: load_course.Course
) -> dict[str, object]:
    price = asking.options.get("replica_price")
    found = load_course.cost(course, float(price) if isinstance(price, (int, float)) else None)
    if found is None:
        return {"costed": _no_cost(asked)}
    query = asked[load_course.REPLICAS if found.estimated else load_course.COST]
    shown = found.model_copy(update={"query": query, "url": _link(asking, query)})
    return {"costed": Reach(), "cost": shown}


def _no_cost(asked: Mapping[str, str]) -> Reach:
    """Nobody meters it here, or we do not know for which namespace to ask."""
    where = "Name the namespace" if load_course.COST not in asked else "Have OpenCost scraped"
    return Reach(
        read=False,
        reason="no cost of a day of busy hours was found on this server",
        remedy=f"{where}, or state replica_price, what one instance costs an hour.",
    )


def _reach(course: load_course.Course, name: str, system: System) -> Reach:
    try:
        course.get(name)
    except Failed as problem:
        return Reach(read=False, reason=f"{system.title}: {problem}", remedy=AGAIN)
    return Reach()


def _link(asking: Asking, query: str) -> str:
    service = asking.service
    return graph_link(asking.evidence.reader, query, service.now, service.span)
