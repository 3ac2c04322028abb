"""Which services a server watches: chosen from a list, so that nobody types labels."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessment.connectors.runtime import recognition
from assessment.connectors.runtime.answers import Rows, numbers
from assessment.connectors.runtime.catalogue import Series, System
from assessment.connectors.runtime.prometheus_api import Api, Failed
from assessment.connectors.runtime.promql import quoted, selector
from assessment.sources import Choice

SYSTEMS_LISTED = 30
SERVICES_LISTED = 200
PARTS_LISTED = 50
COUNTERS_TRIED = 20
TITLES_TOLD = 4
WHY = "which services expose a known serving system"

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Listed:
    """``services`` with the titles of their systems, ``parts`` of their requests, and how many more.

    ``systems`` are those that were recognised; ``total`` counts services that were not listed too.
    """

    systems: tuple[System, ...]
    services: Mapping[Pairs, tuple[System, ...]]
    parts: Mapping[Pairs, System]
    total: int

    @property
    def of_predictions(self) -> tuple[Pairs, ...]:
        """The services that answer with predictions, as far as the catalogue knows."""
        return tuple(
            pairs
            for pairs, systems in self.services.items()
            if not all(system.not_predictions for system in systems)
        )

    def told(self) -> str:
        """Which systems there are, and how many services."""
        count = max(self.total, len(self.services))
        if not count:
            return "no service with a known serving system"
        running = {item.title for systems in self.services.values() for item in systems}
        titles = [item.title for item in self.systems if item.title in running]
        if len(titles) > TITLES_TOLD:
            titles = [*titles[:TITLES_TOLD], f"{len(titles) - TITLES_TOLD} other serving systems"]
        named = " and ".join(filter(None, (", ".join(titles[:-1]), *titles[-1:])))
        some = (
            f", {len(self.services)} of them to choose from" if count > len(self.services) else ""
        )
        return f"{named}, {count:,} service{'' if count == 1 else 's'}{some}"

    def choices(self) -> dict[str, tuple[Choice, ...]]:
        """What to choose from, by the name of the option."""
        services = {pairs: systems[0].title for pairs, systems in self.services.items()}
        parts = {pairs: system.title for pairs, system in self.parts.items()}
        found = {"labels": _choices(services), "request_labels": _choices(parts)}
        return {name: listed for name, listed in found.items() if listed}


def listed(api: Api, labels: Mapping[str, str], at: float) -> Listed:
    """The services under some labels (all of them without any), in two requests.

    Raises :class:`Failed` where the names of the metrics cannot be had.
    """
    names = api.names(labels, "which metrics there are", at - 3600, at)
    systems = recognition.recognised(names)[:SYSTEMS_LISTED]
    asked = {key: query for item in systems for key, query in _asked(item, names, labels).items()}
    told = numbers(api, asked, WHY, at)
    services: dict[Pairs, tuple[System, ...]] = {}
    parts: dict[Pairs, System] = {}
    beyond = 0
    for item in systems:
        found = _services(item, _rows(told.by_name.get(f"services {item.id}")))
        for pairs in found:
            services[pairs] = (*services.get(pairs, ()), item)
        counted = list(_rows(told.by_name.get(f"count {item.id}")).values())
        if len(found) >= SERVICES_LISTED and counted:
            beyond += max(0, int(counted[0]) - len(found))
        for label in item.parts:
            rows = _rows(told.by_name.get(f"parts {item.id} {label}"))
            parts |= {pairs: item for row in rows if (pairs := _pairs(dict(row), (label,)))}
    return Listed(
        systems, dict(sorted(services.items())), dict(sorted(parts.items())), len(services) + beyond
    )


def _asked(system: System, names: Iterable[str], labels: Mapping[str, str]) -> dict[str, str]:
    counter = _counter(system, names, labels)
    by = ", ".join(dict.fromkeys(label for one in _alternatives(system) for label in one))
    return {
        f"services {system.id}": f"topk({SERVICES_LISTED}, count by ({by}) ({counter}))",
        f"count {system.id}": f"count(count by ({by}) ({counter}))",
        **{
            f"parts {system.id} {label}": f"topk({PARTS_LISTED}, count by ({label}) ({counter}))"
            for label in system.parts
        },
    }


def _counter(system: System, names: Iterable[str], labels: Mapping[str, str]) -> str:
    if system.generic:
        found = recognition.candidates(system.generic, names)[:COUNTERS_TRIED]
        pattern = "|".join(re.escape(name) for name in found)
        tests = [f"{label}={quoted(value)}" for label, value in labels.items()]
        return "{" + ",".join([f"__name__=~{quoted(pattern)}", *tests]) + "}"
    first, *others = _fingerprint(system)
    if not others:
        return selector(first, labels)
    more = [f"group by (namespace, job) ({selector(item, labels)})" for item in others]
    return " and on (namespace, job) ".join([selector(first, labels), *more])


def _fingerprint(system: System) -> list[Series]:
    """The metrics that must all be there, the request counter first."""
    names = [*(item.metric for item in system.requests[:1]), *system.fingerprint]
    return [Series(metric=name) for name in dict.fromkeys(names)]


def _alternatives(system: System) -> tuple[tuple[str, ...], ...]:
    return (*system.services, ("namespace", "job"), ("job",))


def _services(system: System, rows: Rows) -> tuple[Pairs, ...]:
    """Each row by the first of the system's label sets that it has whole."""
    found = []
    for row in list(rows)[:SERVICES_LISTED]:
        has = dict(row)
        pairs = next(filter(None, (_pairs(has, one) for one in _alternatives(system))), ())
        found += [pairs] if pairs else []
    return tuple(dict.fromkeys(found))


def _pairs(has: Mapping[str, str], wanted: tuple[str, ...]) -> Pairs:
    """The wanted labels with their values; nothing where one is missing or cannot be written."""
    found = tuple((label, has.get(label, "")) for label in wanted)
    usable = all(value and "," not in value and value == value.strip() for _, value in found)
    return found if usable else ()


def _rows(found: Rows | Failed | None) -> Rows:
    return found if isinstance(found, dict) else {}


def _choices(titles: Mapping[Pairs, str]) -> tuple[Choice, ...]:
    written = {
        ", ".join(f"{label}={value}" for label, value in pairs): title
        for pairs, title in titles.items()
    }
    return tuple(Choice(value=text, label=f"{text} ({title})") for text, title in written.items())
