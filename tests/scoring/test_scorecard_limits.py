"""What a scorecard says exactly at its limits, and the ends of its claim gap."""

import numpy as np
import pytest

from content.model import Hidden, Pack
from scoring.model import Scorecard
from scoring.readiness import judge, judged
from tests.scoring.builders import NOW, answer, inputs, pack

PACK = pack(draws=400)
IDS = tuple(item.id for item in PACK.capabilities)
SOME = inputs(
    answers=tuple(answer(name, 4, "E2" if place % 3 else "E0") for place, name in enumerate(IDS)),
    depth="full",
)


def limited(of: Pack, **limits: float) -> Pack:
    thresholds = of.judgements.thresholds.model_copy(update=limits)
    changed = of.judgements.model_copy(update={"thresholds": thresholds})
    return of.model_copy(update={"judgements": changed})


def firm(limit: float) -> Scorecard:
    return judge(limited(PACK, evidence_strength_for_firm_verdict=limit), SOME, NOW)


def test_evidence_exactly_at_the_limit_makes_a_firm_verdict() -> None:
    strength = judge(PACK, SOME, NOW).evidence_strength
    assert 0 < strength < 1
    assert not firm(strength).provisional
    assert firm(strength + 1e-6).provisional


def test_a_warning_comes_only_where_more_than_the_limit_does_not_apply() -> None:
    left_out = (Hidden(capability="data.c4", reason="none"),)
    profile = PACK.profile("service").model_copy(update={"hidden": left_out})
    leaner = PACK.model_copy(update={"profiles": (profile,)})
    share = judge(leaner, SOME, NOW).area("data").not_applicable_share
    assert 0 < share < 1

    def warned(limit: float) -> bool:
        card = judge(limited(leaner, not_applicable_warning=limit), SOME, NOW)
        return card.area("data").not_applicable_warning

    assert not warned(share)
    assert warned(share - 1e-6)


def test_the_ends_of_the_claim_gap_are_the_tenth_and_ninetieth_percentile_of_its_draws() -> None:
    levels = {name: 1 + place % 5 for place, name in enumerate(IDS)}
    given = inputs(answers=tuple(answer(name, level) for name, level in levels.items()))
    card, draws = judge(PACK, given, NOW), judged(PACK, given, NOW).draws
    claimed = np.mean(list(levels.values()))
    gaps = claimed - np.mean([draws[name] for name in IDS], axis=0)
    low, high = np.percentile(gaps, [10, 90])
    assert (card.claim_gap_low, card.claim_gap_high) == pytest.approx((low, high))
    assert np.percentile(gaps, 11) != pytest.approx(low)
    assert np.percentile(gaps, 91) != pytest.approx(high)
    assert card.claims == len(IDS)
    used = [card.capability(name).mean for name in IDS]
    assert card.claim_gap == pytest.approx(claimed - np.mean(used))
