"""Index of each area and of all of them: geometric means of drawn levels, with their bands."""

import math
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from content.judgement import Judgements
from scoring.belief import Array, draw_levels, log_mean
from scoring.model import Band, CapabilityScore

Draws = dict[str, Array]


def drawn(scores: Sequence[CapabilityScore], judgements: Judgements) -> Draws:
    """Capability id -> levels drawn from its belief, for those that are scored.

    Each capability has its own stream from the fixed seed: hiding another one or changing the
    order does not touch its draws, and a better belief never draws a worse level.
    """
    how = judgements.perturbation
    return {
        item.id: draw_levels(np.array(item.belief), _uniforms(how.seed, item.id, how.draws))
        for item in scores
        if is_scored(item, judgements)
    }


@lru_cache(maxsize=1024)
def _uniforms(seed: int, name: str, draws: int) -> Array:
    """The random numbers of one capability; remembered, as every judgement asks for the same."""
    found = stream(seed, name).random(draws)
    found.flags.writeable = False
    return found


def stream(seed: int, name: str) -> np.random.Generator:
    """Random numbers that belong to ``name`` alone, the same at every run."""
    return np.random.default_rng([seed, zlib.crc32(name.encode())])


def is_scored(item: CapabilityScore, judgements: Judgements) -> bool:
    """Whether a capability enters its area's index: it applies and was answered.

    One known by passes alone, too weak or too old to lift it to the level that a dimension needs,
    is still mostly the prior: scoring it would fill a hole with a mean, and a pass would count
    against its area. It stays out of the index and in the coverage.
    """
    if not (item.applicable and item.answered):
        return False
    passes_alone = item.claim is None and item.dont_know == 0 and item.observed_high is None
    expected = float(log_mean(np.array(item.belief)))
    return not passes_alone or expected >= math.log(judgements.thresholds.ready_area_level)


def log_index(members: Sequence[CapabilityScore], draws: Draws) -> Array | None:
    """ln G of one area in each draw; ``None`` where nothing in it is scored.

    ln G = Σ wᵢ ln θᵢ / Σ wᵢ, the weighted geometric mean (OECD/JRC Handbook 2008).
    """
    scored = [item for item in members if item.id in draws]
    if not scored:
        return None
    weights = np.array([item.weight for item in scored])
    logs = np.log(np.array([draws[item.id] for item in scored]))
    return np.asarray(weights @ logs / weights.sum())


def overall(areas: Mapping[str, Array | None], judgements: Judgements) -> Array | None:
    """ln of the overall index in each draw; areas weigh the same unless the pack says otherwise."""
    known = {name: logs for name, logs in areas.items() if logs is not None}
    if not known:
        return None
    weights = np.array([judgements.weights.areas.get(name, 1.0) for name in known])
    return np.asarray(weights @ np.array(list(known.values())) / weights.sum())


def band(logs: Array | None) -> Band | None:
    """Median of the draws and their 10th and 90th percentiles, as levels 1–5."""
    if logs is None:
        return None
    low, level, high = np.exp(np.percentile(logs, [10, 50, 90]))
    return Band(level=float(level), low=float(low), high=float(high))
