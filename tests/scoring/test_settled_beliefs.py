"""What is settled at a belief is known from evidence; whatever it does not touch stays as it was."""

import math

import numpy as np
import pytest

from content.model import Hidden
from scoring.areas import band, drawn, log_index
from scoring.coverage import coverage
from scoring.gate import all_reasons
from scoring.model import Verdict
from scoring.perturbation import below, rank
from scoring.sensitivity import (
    Basis,
    at_level,
    basis,
    share,
    share_with,
    verdict_with,
    with_beliefs,
)
from tests.scoring.builders import NOW, answer, finding, inputs, pack

PACK = pack(draws=200)
IDS = tuple(item.id for item in PACK.capabilities)
UNKNOWN, REFUTED, GAP, PLAIN = "reliable.c0", "observable.c0", "data.c0", "reliable.c3"
SURE = (0.05, 0.05, 0.2, 0.6, 0.1)


@pytest.fixture(scope="module")
def made() -> Basis:
    """All at 3 with artefacts; one *don't know*, one claim that a probe refuted."""
    answers = [answer(name, 3, "E2") for name in IDS if name != UNKNOWN]
    seen = finding(REFUTED, 3, "absent")
    given = inputs(answers=(*answers, answer(UNKNOWN, None)), findings=(seen,), depth="full")
    return basis(PACK, given, NOW)


def test_what_is_settled_is_answered_proved_and_disputed_by_nobody(made: Basis) -> None:
    before, after = made.score(UNKNOWN), with_beliefs(made, {UNKNOWN: SURE}).score(UNKNOWN)
    assert (before.dont_know, before.covered, before.claim) == (1, False, None)
    assert [after.mean, after.claim, after.p3, after.p4] == pytest.approx([3.65, 3.65, 0.9, 0.7])
    assert after == before.model_copy(
        update={
            "belief": SURE, "mean": after.mean, "claim": after.mean, "p3": after.p3,
            "p4": after.p4, "low": 2, "high": 4, "dont_know": 0, "answered": True,
            "covered": True, "supported": True, "proved_at_3": True, "conflict_open": False,
        }
    )  # fmt: skip


def test_a_claim_that_somebody_made_stays_and_its_conflict_is_closed(made: Basis) -> None:
    assert made.score(REFUTED).conflict_open
    after = with_beliefs(made, {REFUTED: at_level(4)}).score(REFUTED)
    assert (after.claim, after.conflict_open, after.mean) == (3.0, False, 4.0)


def test_nothing_else_is_touched(made: Basis) -> None:
    after = with_beliefs(made, {UNKNOWN: SURE})
    assert after.aim is made.aim
    assert after.judged.cases is made.judged.cases
    assert after.judged.judgements is made.judged.judgements
    pairs = zip(made.judged.scores, after.judged.scores, strict=True)
    assert [one.id for one, other in pairs if one is not other] == [UNKNOWN]
    assert with_beliefs(made, {}) is made


def test_a_gaps_capability_moves_no_dimension(made: Basis) -> None:
    after = with_beliefs(made, {GAP: at_level(5)})
    assert after.judged.draws == made.judged.draws
    assert after.judged.dimensions == made.judged.dimensions
    assert all(after.parts.low[area] is made.parts.low[area] for area in made.parts.low)
    assert set(after.parts.low) == set(made.parts.low)


def test_only_its_own_dimension_is_reckoned_again_from_its_new_draws(made: Basis) -> None:
    after = with_beliefs(made, {PLAIN: SURE, GAP: at_level(5)})
    draws = {**made.judged.draws, **drawn([after.score(PLAIN)], PACK.judgements)}
    assert set(after.judged.draws) == set(draws)
    assert all(np.array_equal(after.judged.draws[name], draws[name]) for name in draws)
    members = [item for item in after.judged.scores if item.area == "reliable"]
    assert after.judged.dimensions == {
        **made.judged.dimensions, "reliable": band(log_index(members, draws)),
    }  # fmt: skip
    assert after.judged.dimensions["reliable"] != made.judged.dimensions["reliable"]
    low = below(after.judged, after.parts.logs, "reliable")
    assert np.array_equal(after.parts.low["reliable"], low)
    others = set(made.parts.low) - {"reliable"}
    assert all(after.parts.low[area] is made.parts.low[area] for area in others)


def test_a_dimension_found_low_everywhere_is_low_in_every_draw(made: Basis) -> None:
    names = [name for name in IDS if name.startswith("reliable")]
    after = with_beliefs(made, dict.fromkeys(names, at_level(1)))
    assert after.parts.low["reliable"].all()
    assert not with_beliefs(made, dict.fromkeys(names, at_level(5))).parts.low["reliable"].any()


def test_its_reasons_are_those_of_the_gate(made: Basis) -> None:
    after = with_beliefs(made, {UNKNOWN: at_level(2)})
    scores = after.judged.scores
    limits = PACK.judgements.thresholds
    expected = all_reasons(scores, after.judged.dimensions, coverage(scores), limits)
    assert after.judged.reasons == expected
    assert [item.code for item in expected if item.capability == UNKNOWN] == ["probability"]


@pytest.mark.parametrize(
    ("belief", "best"),
    [
        (at_level(3), Verdict.READY),
        (at_level(2.5), Verdict.CONDITIONAL),
        (at_level(2), Verdict.NOT_READY),
    ],
)
def test_no_perturbed_judgement_moves_what_is_settled(
    made: Basis, belief: tuple[float, ...], best: Verdict
) -> None:
    settled = {UNKNOWN: belief, PLAIN: belief}
    after = with_beliefs(made, settled)  # type: ignore[arg-type]
    expected = sum(p * math.log(level) for level, p in enumerate(belief, start=1))
    for name in settled:
        assert after.parts.logs[name].shape == (200,)
        assert after.parts.logs[name] == pytest.approx(expected)
    assert after.parts.caps[UNKNOWN].tolist() == [rank(best)] * 200
    assert set(after.parts.caps) == set(made.parts.caps)
    others = set(made.parts.caps) - {UNKNOWN}
    assert all(after.parts.caps[name] is made.parts.caps[name] for name in others)


def test_the_basis_is_left_as_it_was(made: Basis) -> None:
    before = share(made), set(made.parts.logs), made.parts.caps[REFUTED].copy()
    with_beliefs(made, {REFUTED: at_level(5), UNKNOWN: at_level(5)})
    assert (share(made), set(made.parts.logs)) == before[:2]
    assert np.array_equal(made.parts.caps[REFUTED], before[2])


def test_the_share_can_count_towards_any_verdict(made: Basis) -> None:
    both = with_beliefs(made, {REFUTED: at_level(3), UNKNOWN: at_level(3)})
    counted = [share(both, verdict) for verdict in Verdict]
    assert counted[0] == counted[1] == 1.0
    assert counted == sorted(counted, reverse=True)
    assert share(both) == share(both, both.aim)


def test_what_does_not_apply_stays_out(made: Basis) -> None:
    left_out = (Hidden(capability="data.c4", reason="none"),)
    profile = PACK.profile("service").model_copy(update={"hidden": left_out})
    leaner = PACK.model_copy(update={"profiles": (profile,)})
    given = inputs(answers=tuple(answer(name, 3, "E2") for name in IDS), depth="full")
    lean = basis(leaner, given, NOW)
    assert with_beliefs(lean, {"data.c4": at_level(1)}) is lean
    beside = with_beliefs(lean, {"data.c4": at_level(1), PLAIN: SURE})
    assert beside.score("data.c4") is lean.score("data.c4")
    assert beside.score(PLAIN).belief == SURE


def test_asked_of_a_pulse_it_answers_as_if_the_depth_gave_a_verdict() -> None:
    given = inputs(answers=tuple(answer(name, 3, "E2") for name in IDS), depth="pulse")
    quick = basis(PACK, given, NOW)
    full = basis(PACK, given.model_copy(update={"depth": "full"}), NOW)
    assert (quick.verdict, quick.aim, share(quick)) == (full.verdict, full.aim, share(full))
    assert verdict_with(quick, {}) is quick.verdict
    assert share_with(quick, {}) == share(quick)


@pytest.mark.parametrize(
    ("level", "belief"),
    [
        (1, (1, 0, 0, 0, 0)),
        (1.25, (0.75, 0.25, 0, 0, 0)),
        (5, (0, 0, 0, 0, 1)),
    ],
)
def test_a_known_level_is_a_belief_in_it_alone(level: float, belief: tuple[float, ...]) -> None:
    assert at_level(level) == belief
