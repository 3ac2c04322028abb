"""Checks that no initiative waits for itself."""

from collections.abc import Iterator

from content.model import Initiative
from content.pack_files import Part
from content.problems import Problem
from content.values import Value

Shaped = list[tuple[Part, Value]]


def circles(shaped: Shaped) -> Iterator[Problem]:
    """Each circle of prerequisites once, at one of its members."""
    parts = {value.id: part for part, value in shaped if isinstance(value, Initiative)}
    needs = {v.id: v.prerequisites for _, v in shaped if isinstance(v, Initiative)}
    settled: set[str] = set()
    for start in needs:
        circle = _circle(start, needs, settled)
        if circle:
            message = "prerequisites go in a circle: " + " needs ".join(circle)
            yield parts[circle[0]].problem(("prerequisites",), message)


def _circle(start: str, needs: dict[str, tuple[str, ...]], settled: set[str]) -> list[str]:
    """The first circle met from ``start`` as a closed chain of ids, or nothing."""
    chain: list[tuple[str, Iterator[str]]] = [(start, iter(needs[start]))]
    while chain and chain[-1][0] not in settled:
        following = next(chain[-1][1], None)
        names = [name for name, _ in chain]
        if following is None:
            settled.add(chain.pop()[0])
        elif following in names:
            settled.update(names)
            return [*names[names.index(following) :], following]
        elif following in needs and following not in settled:
            chain.append((following, iter(needs[following])))
    return []
