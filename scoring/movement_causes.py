"""What changed in the inputs between two judgements, and inputs in which only some of it changed."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Set
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from assessment.model import Answer, Finding, Grade, Outcome
from scoring.model import Inputs

Key = TypeVar("Key", bound=Hashable)
Said = TypeVar("Said")


class Cause(StrEnum):
    """Why a level is not what it was, in the order in which it is told."""

    WORK = "work"
    """Work done or undone: a probe that could judge both times saw something else, or an answer
    gained evidence."""
    OPINION = "opinion"
    """Somebody says something else, and shows nothing new for it."""
    REACH = "reach"
    """A probe could judge where it could not before, or can no longer: it could not look there, or
    too little had happened to judge by."""
    DECISION = "decision"
    """A finding was set aside, a conflict waived, a talk held, or what the use case is was changed."""
    PACK = "pack"
    """The questions, or how answers to them are judged, were changed; nobody did or said anything."""
    TIME = "time"
    """What was known grew old, or was looked at or said again and is the same."""


Answers = dict[tuple[str, str], Answer]
Looks = dict[tuple[str, str], tuple[Finding, ...]]
Places = Mapping[str, str]
"""Source id -> where it looks, alike for sources of two assessments; the id itself where not known."""

_PROVED = (Grade.ARTEFACT, Grade.ACCEPTED)
_LOOKED = (Outcome.PRESENT, Outcome.ABSENT, Outcome.NOT_APPLICABLE)
_MOMENTS = {"id", "at", "entered_by", "comment", "confidence"}


def changed(
    before: Inputs, after: Inputs, places: Places = MappingProxyType({})
) -> frozenset[Cause]:
    """The causes that the two inputs differ by; none where nothing but the moment differs."""
    found = {Cause.DECISION} if _decided(before) != _decided(after) else set[Cause]()
    found |= _causes(answers_of(before), answers_of(after), why_said)
    found |= _causes(*looks_of(before, after, places), why_seen)
    return frozenset(found)


def mixed(
    before: Inputs,
    after: Inputs,
    taken: frozenset[Cause],
    places: Places = MappingProxyType({}),
) -> Inputs:
    """The inputs of ``before``, with what changed for the causes in ``taken`` as it is ``after``."""
    answers = _chosen(answers_of(before), answers_of(after), why_said, taken)
    looks = _chosen(*looks_of(before, after, places), why_seen, taken)
    decided = after if Cause.DECISION in taken else before
    findings = tuple(finding for look in looks for finding in look)
    return decided.model_copy(update={"answers": answers, "findings": findings})


def new_evidence(
    before: Inputs, after: Inputs, capability: str, places: Places = MappingProxyType({})
) -> bool:
    """Whether a probe saw something else, or more, or an answer gained evidence, of a capability."""
    earlier, later = _of(before, capability), _of(after, capability)
    return bool(changed(earlier, later, places) & {Cause.WORK, Cause.REACH})


def _of(given: Inputs, capability: str) -> Inputs:
    answers = tuple(item for item in given.answers if item.capability == capability)
    findings = tuple(
        item
        for item in given.findings
        if any(bearing.capability == capability for bearing in item.bearings)
    )
    return given.model_copy(update={"answers": answers, "findings": findings})


def answers_of(given: Inputs) -> Answers:
    """By who answered and what about."""
    return {(item.respondent, item.capability): item for item in given.answers}


def looks_of(before: Inputs, after: Inputs, places: Places) -> tuple[Looks, Looks]:
    """What was seen, by probe and the place it looked at both times.

    What was looked at one time only is matched by the kind of source: nobody knows whether it is
    the same place under another address.
    """
    both = _where(before, places) & _where(after, places)
    return _by_place(before, places, both), _by_place(after, places, both)


def _where(given: Inputs, places: Places) -> set[tuple[str, str]]:
    return {(item.probe, places.get(item.source, item.source)) for item in given.findings}


def _by_place(given: Inputs, places: Places, both: Set[tuple[str, str]]) -> Looks:
    found: dict[tuple[str, str], list[Finding]] = {}
    for item in given.findings:
        here = item.probe, places.get(item.source, item.source)
        found.setdefault(here if here in both else (item.probe, item.source_kind), []).append(item)
    return {key: tuple(sorted(held, key=lambda item: item.id)) for key, held in found.items()}


def _decided(given: Inputs) -> Inputs:
    return given.model_copy(update={"answers": (), "findings": ()})


def why_said(before: Answer | None, after: Answer | None) -> Cause:
    """Why an answer is not what it was."""
    if after is not None and _shows_more(before, after):
        return Cause.WORK
    if before is None or after is None:
        return Cause.OPINION
    same = before.model_dump(exclude=_MOMENTS) == after.model_dump(exclude=_MOMENTS)
    return Cause.TIME if same else Cause.OPINION


def _shows_more(before: Answer | None, after: Answer) -> bool:
    if after.grade not in _PROVED:
        return False
    if before is None or before.grade < after.grade:
        return True
    known = {item.digest for item in before.artefacts}
    return any(item.digest not in known for item in after.artefacts) or (
        bool(after.link) and after.link != before.link
    )


def why_seen(before: tuple[Finding, ...] | None, after: tuple[Finding, ...] | None) -> Cause:
    """Why looks of one probe at one place, or one kind of place, are not what they were."""
    earlier, later = _outcomes(before or ()), _outcomes(after or ())
    if earlier == later:
        return Cause.TIME
    return Cause.REACH if earlier <= later or later <= earlier else Cause.WORK


def _outcomes(findings: tuple[Finding, ...]) -> Counter[str]:
    """What was seen where a probe could judge; that a question does not arise is seen as well.

    Where too little had happened to judge by, nothing was seen: what comes later is no work on it.
    """
    judged = (item for item in findings if item.outcome in _LOOKED and not item.too_few)
    return Counter(str(item.outcome) for item in judged)


def _causes(
    before: Mapping[Key, Said],
    after: Mapping[Key, Said],
    why: Callable[[Said | None, Said | None], Cause],
) -> set[Cause]:
    keys = before.keys() | after.keys()
    pairs = ((before.get(key), after.get(key)) for key in keys)
    return {why(old, new) for old, new in pairs if old != new}


def _chosen(
    before: Mapping[Key, Said],
    after: Mapping[Key, Said],
    why: Callable[[Said | None, Said | None], Cause],
    taken: frozenset[Cause],
) -> tuple[Said, ...]:
    """For each key what stood before or stands after, whichever its cause asks for."""
    keys = [*before, *(key for key in after if key not in before)]
    pairs = ((before.get(key), after.get(key)) for key in keys)
    sided = (new if new == old or why(old, new) in taken else old for old, new in pairs)
    return tuple(item for item in sided if item is not None)
