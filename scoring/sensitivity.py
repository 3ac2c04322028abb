"""What would change the verdict: the share of perturbed judgements that end better, if …

One judgement is made ready once (:func:`basis`); after that each *what if* costs a fraction of a
millisecond to a few, since only the changed capabilities and their dimensions are reckoned again,
over the same perturbed judgements.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

import numpy as np

from content.model import Pack
from scoring.areas import band, drawn, log_index
from scoring.belief import LEVELS, Array, at_least, log_mean, mean, percentile_level
from scoring.capability import Belief, as_belief
from scoring.coverage import coverage
from scoring.gate import all_reasons, verdict_of
from scoring.model import CapabilityScore, Inputs, Verdict
from scoring.perturbation import Judged, Perturbed, allowed, below, perturbed, rank, verdict_ranks
from scoring.readiness import judged


@dataclass(frozen=True, kw_only=True)
class Basis:
    """A judgement with its perturbed parts, and the verdict that the share counts towards.

    ``aim`` is the next better verdict than the one given, or *ready* where nothing is better; it
    stays the same whatever is changed.
    """

    judged: Judged
    parts: Perturbed
    aim: Verdict

    @property
    def verdict(self) -> Verdict:
        """The verdict of this judgement, unshaken."""
        return verdict_of(self.judged.reasons)

    def score(self, capability: str) -> CapabilityScore:
        """The score of one capability; ``KeyError`` where there is none."""
        return {item.id: item for item in self.judged.scores}[capability]


def basis(pack: Pack, inputs: Inputs, as_of: datetime) -> Basis:
    """The judgement of ``scoring.readiness.judge``, made ready for any number of what-ifs.

    Asked of a depth that gives no verdict it answers as if the depth gave one.
    """
    return basis_of(judged(pack, inputs, as_of))


def basis_of(made: Judged) -> Basis:
    """:func:`basis` of a judgement that is at hand."""
    return Basis(judged=made, parts=perturbed(made), aim=next_better(verdict_of(made.reasons)))


def next_better(verdict: Verdict) -> Verdict:
    """The verdict one place better; *ready* stays *ready*."""
    return list(Verdict)[min(rank(verdict) + 1, rank(Verdict.READY))]


@lru_cache(maxsize=64)
def at_level(level: float) -> Belief:
    """The belief of somebody who knows the level, 1–5; a half is shared between its neighbours."""
    return as_belief(np.maximum(0.0, 1 - np.abs(LEVELS - level)))


def share(made: Basis, aim: Verdict | None = None) -> float:
    """Share (0–1) of the perturbed judgements that end in ``aim`` (the basis's own) or above."""
    ranks = verdict_ranks(made.judged, made.parts)
    return float(np.mean(ranks >= rank(aim or made.aim)))


def share_with(made: Basis, beliefs: Mapping[str, Belief]) -> float:
    """:func:`share` with some capabilities' beliefs replaced by what evidence is taken to settle."""
    return share(with_beliefs(made, beliefs))


def verdict_with(made: Basis, beliefs: Mapping[str, Belief]) -> Verdict:
    """The verdict itself with some beliefs replaced."""
    return with_beliefs(made, beliefs).verdict


def with_beliefs(made: Basis, beliefs: Mapping[str, Belief]) -> Basis:
    """The judgement made again with some capabilities settled at a belief.

    What is settled is known from evidence: it is answered and covered, its grade is no obstacle,
    its *don't know* and its conflict are closed, and no judgement of ours moves it any more. One
    that does not apply stays out. Raises ``KeyError`` for an id that the pack does not have.
    """
    before = made.judged
    wanted = {made.score(name).id: belief for name, belief in beliefs.items()}
    settled = {
        item.id: _settled(item, wanted[item.id])
        for item in before.scores
        if item.id in wanted and item.applicable
    }
    if not settled:
        return made
    changed = _judged_again(before, settled)
    return replace(made, judged=changed, parts=_parts_again(made.parts, changed, settled))


def _settled(item: CapabilityScore, belief: Belief) -> CapabilityScore:
    row = np.array(belief)
    level = float(mean(row))
    return item.model_copy(
        update={
            "belief": belief,
            "mean": level,
            "low": percentile_level(row, 0.10),
            "high": percentile_level(row, 0.90),
            "p3": float(at_least(row, 3)),
            "p4": float(at_least(row, 4)),
            "claim": level if item.claim is None else item.claim,
            "dont_know": 0,
            "answered": True,
            "covered": True,
            "supported": True,
            "proved_at_3": True,
            "conflict_open": False,
        }
    )


def _judged_again(before: Judged, settled: Mapping[str, CapabilityScore]) -> Judged:
    scores = tuple(settled.get(item.id, item) for item in before.scores)
    # Only the dimensions' indexes are reckoned again, so only their members are drawn again.
    within = [item for item in settled.values() if item.area in before.dimensions]
    draws = {**before.draws, **drawn(within, before.judgements)}
    touched = {item.area for item in within}
    dimensions = {
        area: band(log_index([m for m in scores if m.area == area], draws))
        if area in touched
        else known
        for area, known in before.dimensions.items()
    }
    thresholds = before.judgements.thresholds
    return replace(
        before,
        scores=scores,
        draws=draws,
        dimensions=dimensions,
        reasons=all_reasons(scores, dimensions, coverage(scores), thresholds),
    )


def _parts_again(
    parts: Perturbed, changed: Judged, settled: Mapping[str, CapabilityScore]
) -> Perturbed:
    rows = changed.judgements.perturbation.draws
    thresholds = changed.judgements.thresholds
    logs, caps, low = dict(parts.logs), dict(parts.caps), dict(parts.low)
    for name, item in settled.items():
        logs[name] = _constant(float(log_mean(np.array(item.belief))), rows)
        if item.critical:
            caps[name] = allowed(_constant(item.p3, rows), thresholds)
    for area in {item.area for item in settled.values()} & set(low):
        low[area] = below(changed, logs, area)
    return Perturbed(logs=logs, caps=caps, low=low)


def _constant(value: float, rows: int) -> Array:
    return np.full(rows, value)
