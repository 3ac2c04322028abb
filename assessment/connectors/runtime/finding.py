"""Which service is meant, and which serving system it is."""

from collections.abc import Mapping
from dataclasses import replace

from assessment.connectors.runtime import catalogue, recognition
from assessment.connectors.runtime.catalogue import Series, System
from assessment.connectors.runtime.chosen_service import (
    Service,
    system,
    texts,
    window_seconds,
    with_stated_latency,
)
from assessment.connectors.runtime.listing import listed
from assessment.connectors.runtime.past import Past, history
from assessment.connectors.runtime.prometheus_api import Api, Failed
from assessment.connectors.runtime.promql import everything, selector
from assessment.sources import Options, SourceUnavailable

SERIES_LIMIT = 10_000
"""More series than this under one selector are not read."""


def chosen_labels(api: Api, options: Options, at: float) -> dict[str, str]:
    """The labels of the options, or of the only service there is."""
    if labels := texts(options, "labels"):
        return labels
    found = listed(api, {}, at)
    likely = found.of_predictions or tuple(found.services)
    if len(likely) == 1:
        return dict(likely[0])
    if not likely:
        raise SourceUnavailable(
            "no service with a known serving system was found on this server",
            "Say which service is meant by its labels, for example job and its name.",
        )
    shown = "; ".join(
        ", ".join(f"{name}={value}" for name, value in pairs) for pairs in likely[:12]
    )
    raise SourceUnavailable(
        f"this server watches {max(found.total, len(likely)):,} services that could be meant: {shown}",
        "Test the connection and choose one of them, or give its labels.",
    )


def guarded_size(api: Api, labels: Mapping[str, str], at: float) -> int:
    """How many series a selector holds at present; refused where they are more than are read."""
    count = api.value(f"count({everything(labels)})", "how many series there are", at) or 0
    if count > SERIES_LIMIT:
        raise SourceUnavailable(
            f"{everything(labels)} holds {count:,.0f} series; at most {SERIES_LIMIT:,} are read",
            "Narrow the labels to one service; a test of the connection lists them.",
        )
    return int(count)


def find(api: Api, options: Options, now: float) -> Service:
    """Everything that must be known before the numbers are asked for."""
    window = window_seconds(options)
    labels = chosen_labels(api, options, now)
    size = guarded_size(api, labels, now)
    why = "which metrics the service has"
    names = api.names(labels, why, now - window, now)
    if not names:
        raise SourceUnavailable(
            f"there is no series with {everything(labels)}",
            "Check the labels; the names of jobs are on the server's page of targets.",
        )
    base = Service(
        now=now,
        window=window,
        labels=labels,
        request_labels=labels | texts(options, "request_labels"),
        names=names,
        size=size,
    )
    found = system(names, options)
    return base if found is None else _with_history(api, options, base, found)


def _with_history(api: Api, options: Options, base: Service, found: System) -> Service:
    counter = _counter(found, base, options)
    known = _labels_of(api, counter, base)
    versions = [label for label in catalogue.common().version_labels if label in known]
    bound = recognition.telling_errors(recognition.bound(found, base.names, known), known)
    bound, past = _watched(api, bound, counter, base)
    return replace(
        base,
        system=with_stated_latency(bound, options),
        span=past.span,
        settled=past.settled,
        held=past.held,
        version_label=versions[0] if versions else "",
        counter_labels=known,
    )


def _counter(found: System, base: Service, options: Options) -> Series:
    """The series by which a service's history is known; that of its fingerprint without requests."""
    if found.generic and "requests_metric" not in options:
        return recognition.bound(found, base.names).requests[0]
    return found.requests[0] if found.requests else Series(metric=found.fingerprint[0])


def _watched(api: Api, found: System, counter: Series, base: Service) -> tuple[System, Past]:
    """The history, by other tests of labels where no series passes those of the system."""
    past = history(api, counter, base.request_labels, base.now, base.window)
    for tests in found.otherwise:
        if past.span:
            break
        other = counter.model_copy(update={"where": counter.where | tests})
        past = history(api, other, base.request_labels, base.now, base.window)
        found = recognition.tested(found, tests) if past.span else found
    return found, past


def _labels_of(api: Api, counter: Series, base: Service) -> tuple[str, ...]:
    bare = counter.model_copy(update={"where": {}, "unless": {}})
    one, why = selector(bare, base.request_labels), "which labels the request counter has"
    try:
        return api.labels(one, why, base.now - base.window, base.now)
    except Failed:
        return ()
