"""What moved between two scorecards of the same pack version, and the likely cause."""

from enum import StrEnum

from pydantic import AwareDatetime

from content.values import Value
from scoring.model import Band, CapabilityScore, Scorecard, State, Verdict


class Cause(StrEnum):
    """What changed in a capability's inputs between the two."""

    ANSWER = "answer"
    FINDING = "finding"
    BOTH = "both"
    NONE = "none"


class Movement(Value):
    """One capability before and after: mean levels on 1–5; ``probability_risen`` is P(θ₂ > θ₁)."""

    capability: str
    before: float
    after: float
    probability_risen: float
    state_before: State
    state_after: State
    cause: Cause


class Comparison(Value):
    """Two scorecards side by side; only capabilities that moved are listed."""

    before_at: AwareDatetime
    after_at: AwareDatetime
    comparable: bool
    note: str = ""
    verdict_before: Verdict
    verdict_after: Verdict
    index_before: float | None
    index_after: float | None
    movements: tuple[Movement, ...]


def compare(before: Scorecard, after: Scorecard) -> Comparison:
    """What moved from ``before`` to ``after``; a scorecard compared with itself has no movement.

    Results of different packs or pack versions are not comparable: no movement is listed, and the
    note says why. A capability that was answered in one of the two only has no level to move from;
    the note counts those.
    """
    comparable = before.pack == after.pack
    pairs = (
        [(item, after.capability(item.id)) for item in before.capabilities] if comparable else []
    )
    both = [(old, new) for old, new in pairs if _scored(old) and _scored(new)]
    return Comparison(
        before_at=before.as_of,
        after_at=after.as_of,
        comparable=comparable,
        note=_note(pairs) if comparable else _other_version(before, after),
        verdict_before=before.verdict,
        verdict_after=after.verdict,
        index_before=_level(before.index),
        index_after=_level(after.index),
        movements=tuple(_movement(old, new) for old, new in both if _moved(old, new)),
    )


def probability_risen(before: CapabilityScore, after: CapabilityScore) -> float:
    """P(θ₂ > θ₁) of two independent beliefs over the levels, 0–1."""
    return sum(
        after.belief[high] * sum(before.belief[:high]) for high in range(1, len(after.belief))
    )


def _scored(item: CapabilityScore) -> bool:
    return item.applicable and item.answered


def _level(band: Band | None) -> float | None:
    return band.level if band else None


def _moved(before: CapabilityScore, after: CapabilityScore) -> bool:
    return (before.belief, before.state) != (after.belief, after.state)


def _movement(before: CapabilityScore, after: CapabilityScore) -> Movement:
    return Movement(
        capability=after.id,
        before=before.mean,
        after=after.mean,
        probability_risen=probability_risen(before, after),
        state_before=before.state,
        state_after=after.state,
        cause=_cause(before, after),
    )


def _cause(before: CapabilityScore, after: CapabilityScore) -> Cause:
    answer = _said(before) != _said(after)
    finding = _seen(before) != _seen(after)
    causes = {
        (True, True): Cause.BOTH,
        (True, False): Cause.ANSWER,
        (False, True): Cause.FINDING,
        (False, False): Cause.NONE,
    }
    return causes[answer, finding]


def _said(item: CapabilityScore) -> tuple[object, ...]:
    people = (item.claim, item.grade, item.votes, item.dont_know)
    return (*people, item.role_medians, item.agreement)


def _seen(item: CapabilityScore) -> tuple[object, ...]:
    return item.findings, item.observed_low, item.observed_high


def _note(pairs: list[tuple[CapabilityScore, CapabilityScore]]) -> str:
    new = sum(_scored(after) and not _scored(before) for before, after in pairs)
    gone = sum(_scored(before) and not _scored(after) for before, after in pairs)
    told = [
        (new, "answered for the first time, so there is no earlier level to compare"),
        (gone, "no longer answered or applicable, so there is no later level to compare"),
    ]
    return " ".join(f"{_capabilities(count)} {what}." for count, what in told if count)


def _capabilities(count: int) -> str:
    return "One capability is" if count == 1 else f"{count} capabilities are"


def _other_version(before: Scorecard, after: Scorecard) -> str:
    names = [f"{item.pack.id} {item.pack.version}" for item in (before, after)]
    same = names[0] == names[1]
    told = f"two contents of {names[0]}" if same else f"{names[0]} and {names[1]}"
    return f"These results were made with {told}: only results of the same questions compare."
