"""One by one what differs between the inputs of two judgements, each with its cause."""

from collections.abc import Iterator
from types import MappingProxyType

from assessment.model import Answer, Finding
from content.values import Value
from scoring.model import Inputs
from scoring.movement_causes import Cause, Places, answers_of, looks_of, why_said, why_seen


class Change(Value):
    """One look or answer that reads otherwise: ``what`` is a probe's id, or the role that answered.

    ``before`` and ``after`` are empty where there was none.
    """

    cause: Cause
    capabilities: frozenset[str]
    what: str
    before: str
    after: str


def changes(
    before: Inputs, after: Inputs, places: Places = MappingProxyType({})
) -> tuple[Change, ...]:
    """Looks and answers that moved something: what is the same but for its day is left out."""
    found = (*_looks(before, after, places), *_answers(before, after))
    return tuple(item for item in found if item.cause is not Cause.TIME)


def _looks(before: Inputs, after: Inputs, places: Places) -> Iterator[Change]:
    old, new = looks_of(before, after, places)
    for key in sorted(old.keys() | new.keys()):
        was, seen = old.get(key, ()), new.get(key, ())
        bears = {one.capability for item in (*was, *seen) for one in item.bearings}
        yield Change(
            cause=why_seen(was, seen), capabilities=frozenset(bears), what=key[0],
            before=_outcomes(was), after=_outcomes(seen),
        )  # fmt: skip


def _answers(before: Inputs, after: Inputs) -> Iterator[Change]:
    old, new = answers_of(before), answers_of(after)
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        role = (now or was or after.answers[0]).role
        yield Change(
            cause=why_said(was, now), capabilities=frozenset({key[1]}), what=role,
            before=_said(was), after=_said(now),
        )  # fmt: skip


def _outcomes(found: tuple[Finding, ...]) -> str:
    return ", ".join(sorted({_outcome(item) for item in found}))


def _outcome(item: Finding) -> str:
    return "too few to judge by" if item.too_few else str(item.outcome).replace("_", " ")


def _said(answer: Answer | None) -> str:
    if answer is None:
        return ""
    level = f"level {answer.level}" if answer.level else str(answer.kind).replace("_", " ")
    return f"{level}, {answer.grade}"
