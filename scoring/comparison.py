"""What moved between two scorecards of one pack, and by which causes."""

from collections.abc import Iterator

from pydantic import AwareDatetime

from content.values import Value
from scoring.model import Band, CapabilityScore, PackStamp, Scorecard, State, Verdict
from scoring.movement_causes import Cause
from scoring.movement_split import Part

SURE = 0.80
"""From this chance on a level is said to have risen, or to have fallen."""


class Movement(Value):
    """One capability before and after: mean levels on 1–5.

    ``probability_risen`` is P(θ₂ > θ₁), ``probability_fallen`` P(θ₂ < θ₁); that a level stayed takes
    the rest. Between two versions of a pack these compare like with like: what the later version makes
    of the earlier inputs, against the later level. ``parts`` sum to ``after`` less ``before``, widest
    first; empty in a comparison of results whose inputs were not at hand.
    """

    capability: str
    before: float
    after: float
    probability_risen: float
    probability_fallen: float | None = None
    """``None`` in comparisons of earlier versions."""
    state_before: State
    state_after: State
    claim_before: float | None = None
    claim_after: float | None = None
    parts: tuple[Part, ...] = ()
    shown: bool = True
    """Whether something new was shown or seen between the two."""

    @property
    def cause(self) -> Cause | None:
        """What moved it furthest; ``None`` where no cause is known."""
        return self.parts[0].cause if self.parts else None

    @property
    def alike(self) -> float:
        """The change in levels but for the part of the pack: like compared with like."""
        by_pack = sum(part.levels for part in self.parts if part.cause is Cause.PACK)
        return self.after - self.before - by_pack

    @property
    def probability(self) -> float | None:
        """The chance that it really went where its mean went, 0–1; ``None`` where it is not known."""
        return self.probability_fallen if self.alike < 0 else self.probability_risen

    @property
    def rose(self) -> bool:
        """Whether it is sure enough to be called improved."""
        return self.probability_risen >= SURE

    @property
    def fell(self) -> bool:
        """The same downward."""
        return (self.probability_fallen or 0.0) >= SURE

    @property
    def on_word_alone(self) -> bool:
        """People say more than before and the level rose, with nothing new shown or seen.

        What another version of the pack makes of the same answers is nobody's word.
        """
        said = (self.claim_after or 0) > (self.claim_before or 0)
        return said and not self.shown and self.alike > 0


class AreaMovement(Value):
    """The index of a gap or dimension before and after, as levels, with parts that sum to the change."""

    area: str
    before: float
    after: float
    parts: tuple[Part, ...]


class UnderPack(Value):
    """What the later version of the pack makes of the earlier inputs, at their own moment."""

    before: PackStamp
    after: PackStamp
    index: float | None
    verdict: Verdict


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
    parts: tuple[Part, ...] = ()
    """Of the overall index."""
    areas: tuple[AreaMovement, ...] = ()
    """In the pack's order; those that have an index before and after."""
    under: UnderPack | None = None
    """Set where the two were judged with different versions of one pack."""


def compare(before: Scorecard, after: Scorecard, again: Scorecard | None = None) -> Comparison:
    """What moved from ``before`` to ``after``; a scorecard compared with itself has no movement.

    Results of different packs or pack versions are not comparable: no movement is listed, and the
    note says why. They are where ``again`` is given: the inputs of ``before``, judged with the pack
    of ``after`` at their own moment. A capability that was answered in one of the two only, or that
    one of the packs has not, has no level to move from; the note counts those.
    """
    same = before.pack == after.pack
    comparable = same or again is not None
    alike = before if same or again is None else again
    pairs = list(_pairs(before, after)) if comparable else []
    both = [(old, new) for old, new in pairs if _scored(old) and _scored(new)]
    return Comparison(
        before_at=before.as_of,
        after_at=after.as_of,
        comparable=comparable,
        note=_note(before, after, pairs) if comparable else _other_version(before, after),
        verdict_before=before.verdict,
        verdict_after=after.verdict,
        index_before=_level(before.index),
        index_after=_level(after.index),
        movements=tuple(
            _movement(old, new, alike.capability(new.id)) for old, new in both if _moved(old, new)
        ),
        under=None if alike is before else _under(before, alike),
    )


def _pairs(
    before: Scorecard, after: Scorecard
) -> Iterator[tuple[CapabilityScore, CapabilityScore]]:
    """The capabilities that both have."""
    later = {item.id: item for item in after.capabilities}
    return ((item, later[item.id]) for item in before.capabilities if item.id in later)


def _under(before: Scorecard, again: Scorecard) -> UnderPack:
    return UnderPack(
        before=before.pack, after=again.pack, index=_level(again.index), verdict=again.verdict
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


def _movement(before: CapabilityScore, after: CapabilityScore, alike: CapabilityScore) -> Movement:
    return Movement(
        capability=after.id,
        before=before.mean,
        after=after.mean,
        probability_risen=probability_risen(alike, after),
        probability_fallen=probability_risen(after, alike),
        state_before=before.state,
        state_after=after.state,
        claim_before=before.claim,
        claim_after=after.claim,
    )


def _note(
    before: Scorecard, after: Scorecard, pairs: list[tuple[CapabilityScore, CapabilityScore]]
) -> str:
    known = {item.id for item, _ in pairs}
    added = sum(item.id not in known for item in after.capabilities)
    dropped = sum(item.id not in known for item in before.capabilities)
    new = sum(_scored(after) and not _scored(before) for before, after in pairs)
    gone = sum(_scored(before) and not _scored(after) for before, after in pairs)
    version = after.pack.version
    told = [
        (new, "answered for the first time, so there is no earlier level to compare"),
        (gone, "no longer answered or applicable, so there is no later level to compare"),
        (added, f"new in version {version}, so there is no earlier level to compare"),
        (dropped, f"not in version {version} any more, so there is no later level to compare"),
    ]
    return " ".join(f"{_capabilities(count)} {what}." for count, what in told if count)


def _capabilities(count: int) -> str:
    return "One capability is" if count == 1 else f"{count} capabilities are"


def _other_version(before: Scorecard, after: Scorecard) -> str:
    names = [f"{item.pack.id} {item.pack.version}" for item in (before, after)]
    same = names[0] == names[1]
    told = f"two contents of {names[0]}" if same else f"{names[0]} and {names[1]}"
    return f"These results were made with {told}: only results of the same questions compare."
