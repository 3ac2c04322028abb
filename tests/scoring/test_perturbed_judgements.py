"""Judgements made again under shaken judgements of ours: what each part of them leaves possible."""

import math

import numpy as np
import pytest

from assessment.model import AnswerKind
from scoring.gate import CLOSE
from scoring.model import Band, CapabilityScore, Verdict
from scoring.perturbation import (
    Judged,
    allowed,
    below,
    perturbed,
    rank,
    shaken,
    shaken_shares,
)
from scoring.readiness import is_below_target, judge
from scoring.readiness import judged as judge_parts
from tests.scoring.builders import NOW, answer, finding, inputs, judgements, pack
from tests.scoring.test_gate_reasons import LIMITS, score

SHAKEN = 4000


def judged(band: Band | None, *members: CapabilityScore) -> Judged:
    return Judged(
        cases={}, scores=members, draws={}, dimensions={"a": band}, reasons=(),
        judgements=judgements(SHAKEN),
    )  # fmt: skip


def test_the_best_verdict_that_a_critical_one_leaves_follows_the_limits_with_room_for_rounding() -> (
    None
):
    chances = np.array([0.9, 0.8, 0.8 - CLOSE, 0.79, 0.4, 0.4 - CLOSE, 0.39])
    found = allowed(chances, LIMITS)
    ready, some, no = (
        rank(item) for item in (Verdict.READY, Verdict.CONDITIONAL, Verdict.NOT_READY)
    )
    assert found.tolist() == [ready, ready, ready, some, some, some, no]
    assert np.issubdtype(found.dtype, np.integer)


def test_a_dimension_of_which_nothing_is_scored_or_known_is_low_in_every_draw() -> None:
    member = score()
    logs = {member.id: np.zeros(SHAKEN)}
    for found in (judged(None, member), judged(Band(level=3, low=3, high=3))):
        low = below(found, logs, "a")
        assert low.dtype == np.bool_
        assert low.all()
        assert low.shape == (SHAKEN,)


def test_the_index_of_a_draw_is_moved_by_what_parts_median_and_expectation() -> None:
    belief = (0.0, 0.5, 0.5, 0.0, 0.0)
    member = score(belief=belief)
    expected = 0.5 * math.log(2) + 0.5 * math.log(3)
    logs = {member.id: np.array([expected - 0.1, expected, expected + 0.1] + [0.0] * (SHAKEN - 3))}
    # With the band at 2.5 · e^0.05, the offset lifts a draw of the expectation by 5 % over the limit.
    level = LIMITS.ready_area_level * math.exp(0.05)
    low = below(judged(Band(level=level, low=2, high=3), member), logs, "a")
    assert low[:3].tolist() == [True, False, False]


def test_weights_within_a_dimension_are_shaken_around_their_shares() -> None:
    light, heavy = score("a.one", weight=1), score("a.two", weight=2)
    spread = {"a.one": np.full(SHAKEN, math.log(2)), "a.two": np.full(SHAKEN, math.log(3))}
    same = {name: np.full(SHAKEN, math.log(2.5)) for name in spread}
    basis = judged(Band(level=2.5, low=2, high=3), light, heavy)
    part = below(basis, spread, "a").mean()
    assert 0 <= part <= 1
    # Equal members leave nothing for weights to move: every draw says the same.
    assert below(basis, same, "a").mean() in (0.0, 1.0)


def test_shares_of_the_weights_have_the_mean_and_spread_of_a_dirichlet() -> None:
    how = judgements(SHAKEN)
    members = [score("a.one"), score("a.two"), score("a.three")]
    shares = np.array([0.5, 0.3, 0.2])
    found = shaken_shares(how, members, shares)
    total = how.perturbation.weight_concentration
    assert found.sum(axis=0) == pytest.approx(np.ones(SHAKEN))
    assert found.mean(axis=1) == pytest.approx(shares, abs=0.01)
    spread = np.sqrt(shares * (1 - shares) / (total + 1))
    assert found.std(axis=1) == pytest.approx(spread, rel=0.06)
    assert abs(np.corrcoef(found[0], found[1])[0, 1]) > 0.3
    assert len({row.tobytes() for row in found}) == 3


def test_the_prior_is_shaken_as_a_dirichlet_of_its_own() -> None:
    how = judgements(SHAKEN)
    prior = np.array(how.prior)
    found = shaken(how).prior
    total = how.perturbation.prior_concentration
    assert found.mean(axis=0) == pytest.approx(prior, abs=0.01)
    spread = np.sqrt(prior * (1 - prior) / (total + 1))
    assert found.std(axis=0) == pytest.approx(spread, rel=0.06)


def test_what_does_not_apply_or_has_no_answer_has_no_part_in_the_confidence() -> None:
    small = pack(per_area=2, draws=20)
    given = inputs(answers=[answer(item.id, 3, "E2") for item in small.capabilities[:-1]])
    found = judge(small, given, NOW)
    assert sum(found.confidence.values()) == pytest.approx(1)
    judged_parts = [item.id for item in found.capabilities if item.answered]
    assert small.capabilities[-1].id not in judged_parts


def test_only_what_applies_and_was_answered_is_shaken() -> None:
    small = pack(per_area=2, draws=20)
    ids = [item.id for item in small.capabilities]
    out = answer(ids[1], None, kind=AnswerKind.NOT_APPLICABLE, reason="We have none.")
    given = inputs(answers=[out, *(answer(name, 3, "E2") for name in ids[2:])], depth="full")
    parts = perturbed(judge_parts(small, given, NOW))
    assert set(parts.logs) == set(ids[2:])
    critical = set(small.profile("service").critical)
    assert set(parts.caps) == critical & set(ids[2:])
    assert all(rows.shape == (20,) for rows in (*parts.logs.values(), *parts.caps.values()))


def test_a_pulse_has_no_confidence_but_that_there_is_no_verdict() -> None:
    small = pack(per_area=2, draws=20)
    given = inputs(answers=[answer(item.id, 3, "E2") for item in small.capabilities], depth="pulse")
    found = judge(small, given, NOW)
    assert found.confidence == {
        Verdict.INSUFFICIENT_EVIDENCE: 1.0,
        Verdict.NOT_READY: 0.0,
        Verdict.CONDITIONAL: 0.0,
        Verdict.READY: 0.0,
    }


def test_an_area_names_the_weakest_critical_capability_with_its_chance() -> None:
    small = pack(per_area=2, draws=20)
    found = judge(small, inputs(answers=[answer("reliable.c0", 2), answer("reliable.c1", 4)]), NOW)
    area = found.area("reliable")
    assert (area.weakest, area.weakest_p3) == (
        "reliable.c0", found.capability("reliable.c0").p3,
    )  # fmt: skip
    assert (found.area("data").weakest, found.area("data").weakest_p3) == (None, None)


def test_a_quarter_of_the_weight_behind_evidence_is_firm_and_less_is_provisional() -> None:
    small = pack(per_area=2, draws=20)
    ids = [item.id for item in small.capabilities]
    weights = {item.id: item.weight for item in judge(small, inputs(), NOW).capabilities}
    total = sum(weights.values())
    chosen: list[str] = []
    while sum(weights[name] for name in chosen) < total / 4:
        chosen.append(ids[len(chosen)])
    answers = [answer(name, 3, "E2" if name in chosen else "E0") for name in ids]
    found = judge(small, inputs(answers=answers), NOW)
    assert found.provisional is (found.evidence_strength < 0.25)
    assert not found.provisional


def test_a_level_at_its_target_is_not_below_it() -> None:
    assert not is_below_target(score(mean=2.5, target=3))
    assert is_below_target(score(mean=2.49, target=3))


def test_the_claim_gap_has_the_interval_of_the_drawn_levels() -> None:
    small = pack(per_area=2, draws=SHAKEN)
    found = judge(small, inputs(answers=[answer("data.c0", 4)]), NOW)
    belief = found.capability("data.c0").belief
    levels = np.repeat(np.arange(1, 6), np.round(np.array(belief) * 100_000).astype(int))
    low, high = np.percentile(4 - levels, [10, 90])
    assert (found.claim_gap_low, found.claim_gap_high) == (low, high)


def test_confidence_counts_every_perturbed_judgement_once() -> None:
    small = pack(per_area=2, draws=50)
    answers = [answer(item.id, 3, "E2") for item in small.capabilities]
    seen = [finding(name, 3) for name in small.profile("service").critical]
    found = judge(small, inputs(answers=answers, findings=seen), NOW)
    assert sum(found.confidence.values()) == pytest.approx(1)
    assert all(
        (share * 50) == pytest.approx(round(share * 50)) for share in found.confidence.values()
    )
