"""How often simulated organisations end in each verdict (200 each, 41 capabilities, 13 critical).

Each capability has a true level. Three people answer: one answer in five is a level too high, one
in twenty a level too low. Where a capability is probed, two of the anchors 2, 3 and 4 are looked at
with the default error rates. A conflict is closed honestly: a probe that erred is overruled, and
whoever claimed more than the truth corrects the answer.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pytest

from assessment.model import Answer, Finding
from scoring.readiness import judge
from tests.scoring.builders import NOW, answer, capability, finding, inputs, pack

ORGANISATIONS = 200
SMALL = pack(draws=20)
PACK = SMALL.model_copy(
    update={"capabilities": (*SMALL.capabilities, capability("data.c5", "data"))}
)
CRITICAL = PACK.profile("service").critical
MOSTLY_MIDDLE = (0.25, 0.5, 0.25)


@dataclass(frozen=True)
class Kind:
    """A kind of organisation: true levels with shares, grades of answers, share probed."""

    levels: tuple[int, ...]
    shares: tuple[float, ...]
    grades: tuple[str, ...]
    probed: float


WEAK = Kind((1, 2, 3, 4), (0.2, 0.5, 0.2, 0.1), ("E0", "E1"), 0.3)
MIDDLING = Kind((2, 3, 4), MOSTLY_MIDDLE, ("E2",), 0.6)
GOOD_ON_WORDS = Kind((3, 4, 5), MOSTLY_MIDDLE, ("E0", "E1"), 0.0)
GOOD_WITH_ARTEFACTS = Kind((3, 4, 5), MOSTLY_MIDDLE, ("E2", "E3"), 0.6)
GOOD_AND_PROVED = Kind((3, 4, 5), MOSTLY_MIDDLE, ("E3",), 0.9)
STRONG = Kind((4, 5), (0.5, 0.5), ("E2", "E3"), 0.6)


def people(true: int, random: np.random.Generator) -> list[int]:
    moves = random.choice((1, -1, 0), p=(0.20, 0.05, 0.75), size=3)
    return [int(level) for level in np.clip(true + moves, 1, 5)]


def looked(kind: Kind, true: int, random: np.random.Generator) -> dict[int, bool]:
    """Anchor -> whether the probe passed it."""
    if random.random() >= kind.probed:
        return {}
    anchors = random.choice((2, 3, 4), size=2, replace=False)
    return {int(k): bool(random.random() < (0.95 if true >= k else 0.30)) for k in anchors}


def closed(name: str, true: int, says: list[int], seen: dict[int, bool]) -> list[int]:
    """The answers after an honest talk about a conflict; a probe that erred leaves ``seen``."""
    absent = [anchor for anchor, passed in seen.items() if not passed]
    over = sorted(says)[1] - (min(absent) - 1) if absent else 0
    if over < (1 if name in CRITICAL else 2):
        return says
    for anchor in absent:
        if true >= anchor:
            del seen[anchor]
    return [min(level, true) for level in says]


def verdict(kind: Kind, random: np.random.Generator) -> str:
    answers: list[Answer] = []
    findings: list[Finding] = []
    for item in PACK.capabilities:
        true = int(random.choice(kind.levels, p=kind.shares))
        says, grade = people(true, random), str(random.choice(kind.grades))
        seen = looked(kind, true, random)
        says = closed(item.id, true, says, seen)
        answers += [answer(item.id, level, grade, who=f"p{n}") for n, level in enumerate(says)]
        findings += [
            finding(item.id, anchor, "present" if passed else "absent")
            for anchor, passed in seen.items()
        ]
    given = inputs(answers=tuple(answers), findings=tuple(findings), depth="full")
    return judge(PACK, given, NOW).verdict.value


@pytest.mark.parametrize(
    ("kind", "ready", "conditional", "not_ready"),
    [
        (WEAK, 0.00, 0.00, 1.00),
        (MIDDLING, 0.00, 0.03, 0.97),
        (GOOD_ON_WORDS, 0.00, 0.97, 0.03),
        (GOOD_WITH_ARTEFACTS, 0.13, 0.85, 0.02),
        (GOOD_AND_PROVED, 0.59, 0.39, 0.02),
        (STRONG, 0.96, 0.04, 0.00),
    ],
)
def test_simulated_organisations_are_judged_in_the_stated_shares(
    kind: Kind, ready: float, conditional: float, not_ready: float
) -> None:
    random = np.random.default_rng(11)
    found = Counter(verdict(kind, random) for _ in range(ORGANISATIONS))
    shares = [found[name] / ORGANISATIONS for name in ("ready", "conditional", "not_ready")]
    assert shares == pytest.approx([ready, conditional, not_ready], abs=0.10)
