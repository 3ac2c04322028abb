"""Areas, gate, verdict, coverage: the one function that makes a scorecard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from assessment.consensus import alpha
from content.model import Area, Pack
from scoring import VERSION
from scoring.areas import Draws, band, drawn, log_index, overall
from scoring.cases import cases, scores
from scoring.coverage import coverage, evidence_strength, not_applicable_share
from scoring.gate import all_reasons, own_verdict, verdict_of, weakest
from scoring.model import (
    AreaScore,
    Band,
    CapabilityScore,
    Inputs,
    PackStamp,
    Scorecard,
    Verdict,
)
from scoring.perturbation import Judged, confidence, perturbed


@dataclass(frozen=True, kw_only=True)
class _Parts:
    """What the scorecard is put together from."""

    judged: Judged
    bands: Mapping[str, Band | None]
    index: Band | None
    verdict: Verdict
    gives_verdict: bool


def judge(pack: Pack, inputs: Inputs, as_of: datetime) -> Scorecard:
    """The whole judgement of one assessment at ``as_of`` (UTC-aware); same inputs, same result.

    A finding that was overruled or replaced by a newer reading counts for nothing but stays listed.
    At a depth that gives no verdict it is always *insufficient_evidence*. Raises
    ``KeyError`` for a profile or depth that the pack does not have.
    """
    return _scorecard(pack, inputs, as_of, _parts(pack, inputs, as_of))


def judged(pack: Pack, inputs: Inputs, as_of: datetime) -> Judged:
    """The judgement of :func:`judge`, ready to be made again with some of it changed."""
    return _parts(pack, inputs, as_of).judged


def _parts(pack: Pack, inputs: Inputs, as_of: datetime) -> _Parts:
    found = cases(pack, inputs, as_of)
    scored = scores(pack, inputs, found, as_of)
    draws = drawn(scored, pack.judgements)
    logs = {area.id: log_index(_in(area, scored), draws) for area in pack.areas}
    bands = {name: band(value) for name, value in logs.items()}
    dimensions = {area.id: bands[area.id] for area in pack.areas if area.kind == "dimension"}
    reasons = all_reasons(scored, dimensions, coverage(scored), pack.judgements.thresholds)
    gives = pack.depth(inputs.depth).gives_verdict
    return _Parts(
        judged=Judged(
            cases=found,
            scores=scored,
            draws=draws,
            dimensions=dimensions,
            reasons=reasons,
            judgements=pack.judgements,
        ),
        bands=bands,
        index=band(overall(logs, pack.judgements)),
        verdict=verdict_of(reasons) if gives else Verdict.INSUFFICIENT_EVIDENCE,
        gives_verdict=gives,
    )


def _in(area: Area, scored: Sequence[CapabilityScore]) -> list[CapabilityScore]:
    return [item for item in scored if item.area == area.id]


def _confidence(parts: _Parts) -> dict[Verdict, float]:
    if not parts.gives_verdict:
        return {item: float(item is parts.verdict) for item in Verdict}
    return confidence(parts.judged, perturbed(parts.judged))


def _scorecard(pack: Pack, inputs: Inputs, as_of: datetime, parts: _Parts) -> Scorecard:
    scored = parts.judged.scores
    strength = evidence_strength(scored)
    critical = [item for item in scored if item.critical and item.applicable]
    return Scorecard(
        pack=PackStamp(id=pack.id, version=pack.version, digest=pack.digest),
        scoring=VERSION,
        as_of=as_of,
        profile=inputs.profile,
        depth=inputs.depth,
        permits=str(getattr(pack.profile(inputs.profile).permits, parts.verdict.value)),
        provisional=strength < pack.judgements.thresholds.evidence_strength_for_firm_verdict,
        coverage=coverage(scored),
        evidence_strength=strength,
        areas=tuple(_area(pack, area, parts) for area in pack.areas),
        # What nobody answered is not counted at the prior: it is not scored at all.
        expected_in_place=sum(item.p3 for item in critical if item.answered),
        critical_total=len(critical),
        alpha=_alpha(inputs, scored, as_of),
        **_told(parts),
        **_claim_gap(scored, parts.judged.draws),
    )


def _told(parts: _Parts) -> dict[str, object]:
    return {
        "verdict": parts.verdict,
        "gives_verdict": parts.gives_verdict,
        "index": parts.index,
        "left_out": tuple(name for name, value in parts.bands.items() if value is None),
        "capabilities": parts.judged.scores,
        "reasons": parts.judged.reasons,
        "confidence": _confidence(parts),
    }


def _alpha(inputs: Inputs, scored: Sequence[CapabilityScore], as_of: datetime) -> float | None:
    apply = {item.id for item in scored if item.applicable}
    return alpha((answer for answer in inputs.answers if answer.capability in apply), as_of)


def _area(pack: Pack, area: Area, parts: _Parts) -> AreaScore:
    members, index = _in(area, parts.judged.scores), parts.bands[area.id]
    thresholds = pack.judgements.thresholds
    deciding = weakest(members)
    hidden = not_applicable_share(members)
    named = {reason.capability for reason in parts.judged.reasons}
    return AreaScore(
        id=area.id,
        kind=area.kind,
        band=index,
        verdict=own_verdict(members, area.id, index, thresholds),
        weakest=deciding.id if deciding else None,
        weakest_p3=deciding.p3 if deciding else None,
        blocking=any(item.id in named for item in members),
        coverage=coverage(members),
        not_applicable_share=hidden,
        not_applicable_warning=hidden > thresholds.not_applicable_warning,
        below_target=sum(is_below_target(item) for item in members),
    )


def is_below_target(item: CapabilityScore) -> bool:
    """Whether a capability that applies and was answered has a rounded level under what is wanted.

    What a named person accepted at a lower level is a decision and no shortfall, as long as the
    level does not fall below that.
    """
    return item.applicable and item.answered and rounded(item.mean) < item.wanted


def rounded(level: float) -> int:
    """The nearest whole level; a half goes up, as people read it."""
    return int(level + 0.5)


def _claim_gap(scored: Sequence[CapabilityScore], draws: Draws) -> dict[str, float | None]:
    """mean(claim − used) over claims, with the 80 % interval that the drawn levels leave it."""
    claimed = [(item.claim, item) for item in scored if item.applicable and item.claim is not None]
    if not claimed:
        return {"claim_gap": None}
    claims = float(np.mean([claim for claim, _ in claimed]))
    used = float(np.mean([item.mean for _, item in claimed]))
    levels = np.mean([draws[item.id] for _, item in claimed], axis=0)
    low, high = np.percentile(claims - levels, [10, 90])
    return {
        "claim_gap": claims - used,
        "claim_gap_low": float(low),
        "claim_gap_high": float(high),
        "claims": len(claimed),
    }
