"""Which serving systems expose these metrics, with their names in the place of patterns."""

import re
from collections.abc import Collection, Iterable

from assessment.connectors.runtime.catalogue import (
    BUCKETS,
    Generic,
    Latency,
    Series,
    System,
    systems,
)


def recognised(names: Collection[str]) -> tuple[System, ...]:
    """The systems whose fingerprint is among these metric names, the most specific first."""
    present = set(names)
    known = (natively(system, present) for system in systems())
    return tuple(
        bound(system, present)
        for system in known
        if (system.fingerprint and present.issuperset(system.fingerprint))
        or (system.generic and candidates(system.generic, present))
    )


def natively(system: System, names: Collection[str]) -> System:
    """The system with native histograms where they stand in for the classic ones that are not there."""

    def plain(name: str) -> str:
        base = name.removesuffix("_count").removesuffix("_bucket")
        return base if name not in names and base in names else name

    def counted(items: tuple[Series, ...]) -> tuple[Series, ...]:
        return tuple(
            item.model_copy(update={"metric": name, "native": True})
            if (name := plain(item.metric)) != item.metric
            else item
            for item in items
        )

    return system.model_copy(
        update={
            "fingerprint": tuple(map(plain, system.fingerprint)),
            "requests": counted(system.requests),
            "errors": counted(system.errors),
            "latency": tuple(
                item.model_copy(
                    update={"native": plain(f"{item.histogram}_bucket") == item.histogram}
                )
                for item in system.latency
            ),
        }
    )


def candidates(generic: Generic, names: Iterable[str]) -> tuple[str, ...]:
    """Names that look like a request counter, best first: the plainest and the shortest name."""
    pattern, never = re.compile(generic.requests), re.compile(generic.never)
    found = [name for name in names if pattern.fullmatch(name) and not never.fullmatch(name)]
    return tuple(
        sorted(found, key=lambda name: (_partner(generic, name, names) == "", len(name), name))
    )


def bound(system: System, names: Collection[str], labels: Collection[str] = ()) -> System:
    """A generic system with names in the place of patterns; any other one unchanged.

    ``labels`` are those of the request counter, where they are known: they decide what an error is.
    """
    if system.generic is None:
        return system
    counter = system.requests[0].metric if system.requests else candidates(system.generic, names)[0]
    status = next((label for label in system.generic.errors if label in labels), "")
    where = {status: system.generic.errors.get(status, "")}
    error = Series(metric=counter, where=where) if status else None
    in_flight = [name for name in sorted(names) if re.fullmatch(system.generic.in_flight, name)]
    return system.model_copy(
        update={
            "requests": (Series(metric=counter),),
            "errors": (error,) if error else (),
            "latency": _latency(system.generic, counter, names),
            "in_flight": tuple(Series(metric=name) for name in in_flight[:1]),
        }
    )


def tested(system: System, tests: dict[str, str]) -> System:
    """The system with other tests of labels for its requests, errors and durations."""
    return system.model_copy(
        update={
            name: tuple(item.model_copy(update={"where": item.where | tests}) for item in series)
            for name, series in (
                ("requests", system.requests),
                ("errors", system.errors),
                ("latency", system.latency),
            )
        }
    )


def telling_errors(system: System, labels: Collection[str]) -> System:
    """The system without its errors where the first request counter lacks the label that tells them.

    Names are shared by servers with other labels; a status that cannot be told is not zero errors.
    """
    counters = {item.metric for item in system.requests[:1]}
    wanted = {
        label
        for item in system.errors
        if item.metric in counters
        for label in (*item.where, *item.unless)
    }
    missing = sorted(wanted.difference(labels))
    if not labels or not missing:
        return system
    reason = f"the request counter has no label {missing[0]}, so failed requests cannot be told"
    return system.model_copy(update={"errors": (), "no_errors_reason": reason})


def _latency(generic: Generic, counter: str, names: Iterable[str]) -> tuple[Latency, ...]:
    name = _partner(generic, counter, names)
    unit = next(
        (unit for unit, pattern in generic.latency.items() if re.fullmatch(pattern, name)), None
    )
    return (Latency(histogram=name, unit=unit),) if name and unit else ()


def _partner(generic: Generic, counter: str, names: Iterable[str]) -> str:
    """The histogram of durations whose name shares the longest start with the counter's."""
    found = [
        match[1]
        for name in names
        if (match := BUCKETS.fullmatch(name))
        and any(re.fullmatch(pattern, match[1]) for pattern in generic.latency.values())
    ]
    return max(found, key=lambda name: (_shared(name, counter), -len(name), name), default="")


def _shared(one: str, other: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
