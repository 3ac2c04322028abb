"""Scoring 46 capabilities with 2,000 draws and 2,000 perturbed judgements, against bare numpy."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np

from assessment.model import Answer, AnswerKind, Grade
from benchmarks.measure import Row, paired_seconds
from content.loading import load_shipped
from content.model import Pack
from scoring.batch import judge_all
from scoring.model import Inputs
from scoring.readiness import judge
from scoring.turning import turning

AS_OF = datetime(2026, 11, 1, tzinfo=UTC)
DRAWS = 2000
ROLES = ("executive", "platform_engineering", "ml_engineering")


def rows() -> list[Row]:
    """The judgement over its bare arithmetic; what would change it; a thousand against a hundred."""
    pack = load_shipped("ai-production")
    inputs = _inputs(pack)
    return [_one(pack, inputs), _turning(pack, inputs), _many(pack, inputs)]


def _one(pack: Pack, inputs: Inputs) -> Row:
    subject, peer = paired_seconds(
        lambda: judge(pack, inputs, AS_OF), _bare_arithmetic(len(pack.capabilities)), runs=15
    )
    return Row(
        name="Judging 46 capabilities, three people, 2,000 draws and 2,000 perturbed judgements",
        subject=subject,
        peer=peer,
        peer_name="the same arithmetic as one bare numpy expression, random numbers at hand",
        limit=5,
    )


def _turning(pack: Pack, inputs: Inputs) -> Row:
    subject, peer = paired_seconds(
        lambda: turning(pack, inputs, AS_OF), lambda: judge(pack, inputs, AS_OF)
    )
    return Row(
        name="All that would change the verdict: tornado, smallest set, ways down, verify first",
        subject=subject,
        peer=peer,
        peer_name="one judgement",
        limit=60,
    )


def _many(pack: Pack, inputs: Inputs) -> Row:
    """Seconds for one assessment among a thousand, and among a hundred: the same where it is linear."""
    few, many = (_each(pack, inputs, count) for count in (100, 1000))
    return Row(
        name="1,000 assessments judged in one go, for each",
        subject=many,
        peer=few,
        peer_name="100 in one go, for each",
        limit=1.3,
    )


def _each(pack: Pack, inputs: Inputs, count: int) -> float:
    given = ((pack, inputs.model_copy(update={"answers": _other(inputs, n)})) for n in range(count))
    began = time.perf_counter()
    assert sum(1 for _ in judge_all(given, AS_OF)) == count
    return (time.perf_counter() - began) / count


def _other(inputs: Inputs, number: int) -> tuple[Answer, ...]:
    """Answers that no other assessment of the batch has."""
    place = number % len(inputs.answers)
    changed = inputs.answers[place].model_copy(update={"level": 1 + number % 5})
    return (*inputs.answers[:place], changed, *inputs.answers[place + 1 :])


def _inputs(pack: Pack) -> Inputs:
    answers = tuple(
        Answer(
            id=f"{capability.id}-{role}",
            capability=capability.id,
            respondent=role,
            role=role,
            kind=AnswerKind.LEVEL,
            level=3,
            grade=Grade.ARTEFACT,
            at=AS_OF,
        )
        for capability in pack.capabilities
        for role in ROLES
    )
    profile = pack.profiles[0]
    return Inputs(profile=profile.id, traits=profile.default_traits, depth="full", answers=answers)


def _bare_arithmetic(capabilities: int) -> Callable[[], object]:
    """Prior × answer, scaled; chance of level 3; weighted mean of logs; quantiles of drawn levels."""
    generator = np.random.default_rng(7)
    levels = np.arange(1.0, 6.0)
    prior = generator.dirichlet((5, 6, 5, 2.8, 1.2), DRAWS)
    discount, spread = generator.uniform(0.1, 0.3, DRAWS), generator.uniform(0.56, 0.875, DRAWS)
    weights = generator.dirichlet(np.ones(capabilities), DRAWS)
    uniforms = generator.random((DRAWS, capabilities))

    def reckon() -> object:
        claim = ((3 - discount[:, None] - levels) / spread[:, None])[:, None, :]
        belief = prior[:, None, :] * np.exp(-0.5 * claim**2) * np.ones((1, capabilities, 1))
        belief /= belief.sum(axis=2, keepdims=True)
        drawn = 1.0 + (uniforms[:, :, None] > belief.cumsum(axis=2)[:, :, :4]).sum(axis=2)
        return (
            belief[:, :, 2:].sum(axis=2).min(axis=1),
            np.exp((weights * (belief @ np.log(levels))).sum(axis=1)),
            np.percentile(np.exp((weights * np.log(drawn)).sum(axis=1)), [10, 50, 90]),
        )

    return reckon
