"""Two people change one thing: what only one of them changed is kept, and a clash is asked about.

Whoever saves says what they began from. A field that only they changed is theirs, a field that only
the other changed stays the other's. Where both changed one field differently nothing is saved, and
the person chooses: a change is never overwritten in silence.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from content.locales import written
from content.values import Value
from engagement.faults import Refused

V = TypeVar("V", bound=Value)
Path = tuple[str, ...]
_LONGEST = 80


class Clash(NamedTuple):
    """One field that both changed: what it is called, and the two values in words."""

    what: str
    mine: str
    theirs: str


Settler = tuple[str, date | None]
"""Who settles something, and by which day."""


def must_still_stand(stands: Settler, began: Settler | None, mine: Settler, over: bool) -> None:
    """:class:`Overtaken` where somebody else was named since I began to name one."""
    if began is None or over or stands in (began, mine):
        return
    raise Overtaken([Clash("who settles it", _settler(mine), _settler(stands))])


def _settler(who: Settler) -> str:
    name, due = who
    return f"{name or 'nobody'}{f' by {due.isoformat()}' if due else ''}"


class Overtaken(Refused):
    """Somebody else changed the same meanwhile; nothing was saved, and one of the two has to stay."""

    def __init__(self, clashes: Iterable[Clash], sentence: str = "") -> None:
        self.clashes = tuple(clashes)
        told = "; ".join(
            f"{item.what} is {item.theirs}, yours is {item.mine}" for item in self.clashes
        )
        super().__init__(sentence or f"Somebody else changed the same meanwhile: {told}.")


def merged(began: V, mine: V, now: V, *, over: bool = False) -> V:
    """My changes since I began, laid over what stands now; with ``over`` mine win every clash.

    Compared field by field, and entry by entry in what is nested; a list is one field.
    """
    if not over:
        must_not_clash(began, mine, now)
    before, wanted, standing = _flat(began), _flat(mine), _flat(now)
    changed = {path for path in before | wanted if before.get(path) != wanted.get(path)}
    fields = {path: value for path, value in standing.items() if path not in changed}
    fields |= {path: wanted[path] for path in changed if path in wanted}
    return type(mine).model_validate(_nested(fields))


def must_not_clash(began: V, mine: V, now: V) -> None:
    """:class:`Overtaken` where a field that I changed was changed to something else meanwhile."""
    lost = clashes(began, mine, now)
    if lost:
        raise Overtaken(lost)


def clashes(began: V, mine: V, now: V) -> tuple[Clash, ...]:
    """Every field that I changed and that was changed to something else meanwhile."""
    return _clashes(_flat(began), _flat(mine), _flat(now))


def _clashes(
    before: Mapping[Path, Any], wanted: Mapping[Path, Any], standing: Mapping[Path, Any]
) -> tuple[Clash, ...]:
    return tuple(
        Clash(" ".join(path).replace("_", " "), words(wanted.get(path)), words(standing.get(path)))
        for path in sorted({*before, *wanted})
        if before.get(path) != wanted.get(path)
        and standing.get(path) not in (before.get(path), wanted.get(path))
    )


def differing(began: V, now: V) -> tuple[Clash, ...]:
    """What changed since somebody began: ``mine`` is the value that they began from."""
    before, standing = _flat(began), _flat(now)
    return tuple(
        Clash(" ".join(path).replace("_", " "), words(before.get(path)), words(standing.get(path)))
        for path in sorted(before | standing)
        if before.get(path) != standing.get(path)
    )


def agreed(began: V, mine: V, now: V) -> V:
    """What somebody began from, with every field that they hold as it stands now taken from now."""
    before, wanted, standing = _flat(began), _flat(mine), _flat(now)
    same = {path for path in before | wanted | standing if wanted.get(path) == standing.get(path)}
    fields = {path: value for path, value in before.items() if path not in same}
    fields |= {path: standing[path] for path in same if path in standing}
    return type(began).model_validate(_nested(fields))


def words(value: Any) -> str:
    """A value in a sentence."""
    if value in (None, "", [], (), {}):
        return "empty"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return written(value, "g")
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def _flat(value: Value) -> dict[Path, Any]:
    return dict(_leaves(value.model_dump(), ()))


def _leaves(found: Mapping[str, Any], above: Path) -> Iterable[tuple[Path, Any]]:
    for name, value in found.items():
        path = (*above, str(name))
        if isinstance(value, Mapping) and value:
            yield from _leaves(value, path)
        elif not isinstance(value, Mapping):
            yield path, value


def _nested(fields: Mapping[Path, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for path, value in fields.items():
        at = made
        for name in path[:-1]:
            at = at.setdefault(name, {})
        at[path[-1]] = value
    return made
