"""Scoring 46 capabilities with 2,000 draws and 2,000 perturbed judgements, against numpy's bare draws."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import ModuleType

import numpy as np

from assessment.model import Answer, AnswerKind, Grade
from benchmarks.measure import Row, paired_seconds
from content.loading import load_shipped
from content.model import Pack
from scoring.model import Inputs
from scoring.readiness import judge

AS_OF = datetime(2026, 11, 1, tzinfo=UTC)
DRAWS = 2000
ROLES = ("executive", "platform_engineering", "ml_engineering")


def rows() -> list[Row]:
    """One row: the whole judgement over its unavoidable random numbers."""
    pack = load_shipped("ai-production")
    inputs = _inputs(pack)
    subject, peer = paired_seconds(
        lambda: judge(pack, inputs, AS_OF), _bare_draws(np, len(pack.capabilities))
    )
    return [
        Row(
            name="Judging 46 capabilities, three people, 2,000 draws and 2,000 perturbed judgements",
            subject=subject,
            peer=peer,
            peer_name="numpy drawing the same number of levels twice and multiplying them up",
            limit=5,
        )
    ]


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


def _bare_draws(numpy: ModuleType, capabilities: int) -> Callable[[], object]:
    chances = numpy.array([0.25, 0.30, 0.25, 0.14, 0.06])

    def draw() -> object:
        generator = numpy.random.default_rng(7)
        levels = generator.choice(5, size=(DRAWS, capabilities), p=chances) + 1
        shaken = generator.dirichlet(chances, size=(DRAWS, capabilities))
        return numpy.exp(numpy.log(levels).mean(axis=1)), shaken.sum(axis=2)

    return draw
