"""Several expressions in one request: each under a label of its own, joined by ``or``.

A service may cost a server only so many requests; ten numbers of one moment are one of them.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from assessment.connectors.runtime.prometheus_api import Api, Point
from assessment.connectors.runtime.promql import quoted

PART = "prodworthy_part"
"""The label that says which expression a series came from."""

LONGEST = 6000
"""Characters of an encoded query; proxies commonly refuse an address of more than eight thousand."""

Labels = tuple[tuple[str, str], ...]


def vectors(
    api: Api, parts: Mapping[str, str], why: str, at: float
) -> dict[str, dict[Labels, float]]:
    """The instant vectors of several expressions by name; one without samples is empty.

    Raises :class:`Failed` where the server refuses; then none of the joined numbers is known.
    """
    found: dict[str, dict[Labels, float]] = {name: {} for name in parts}
    for query in queries(parts):
        for labels, value in api.vector(query, why, at).items():
            name, rest = _told_apart(labels)
            found.setdefault(name, {})[rest] = value
    return found


def courses(
    api: Api, parts: Mapping[str, str], why: str, span: tuple[float, float, float]
) -> dict[str, tuple[Point, ...]]:
    """The course of several expressions with one series each; ``span`` is start, end and step."""
    found: dict[str, tuple[Point, ...]] = dict.fromkeys(parts, ())
    for query in queries(parts):
        for labels, points in api.courses(query, why, span).items():
            found[_told_apart(labels)[0]] = points
    return found


def queries(parts: Mapping[str, str]) -> Iterator[str]:
    """The joined expressions, in as few queries as stay below :data:`LONGEST`."""
    joined = ""
    for name, expression in parts.items():
        one = f'label_replace({expression}, "{PART}", {quoted(name)}, "", "")'
        longer = f"{joined} or {one}" if joined else one
        if joined and len(quote(longer)) > LONGEST:
            yield joined
            longer = one
        joined = longer
    if joined:
        yield joined


def _told_apart(labels: Labels) -> tuple[str, Labels]:
    rest = tuple(item for item in labels if item[0] not in (PART, "__name__"))
    return dict(labels).get(PART, ""), rest
