"""How what was judged stands beside each published framework, counted once for every format."""

from dataclasses import dataclass

from content.model import Framework
from reports.model import Report
from scoring.model import CapabilityScore
from scoring.readiness import is_below_target


@dataclass(frozen=True)
class Standing:
    """A framework: ``items`` of it that a capability speaks of, and how those capabilities stand.

    ``capabilities`` apply to the use case; of them ``held`` are at their target, ``below`` under it
    and ``open`` not answered.
    """

    framework: Framework
    items: int
    capabilities: int
    held: int
    below: int
    open: int


def standings(report: Report) -> tuple[Standing, ...]:
    """One of each framework that a capability which applies refers to, in the pack's order."""
    made = (_standing(report, framework) for framework in report.pack.frameworks)
    return tuple(item for item in made if item.capabilities)


def _standing(report: Report, framework: Framework) -> Standing:
    scores = {item.id: item for item in report.scorecard.capabilities if item.applicable}
    speaking: dict[str, CapabilityScore] = {}
    items: set[str] = set()
    for known in report.pack.capabilities:
        mine = {one.id for one in known.frameworks if one.framework == framework.id}
        if mine and known.id in scores:
            speaking[known.id] = scores[known.id]
            items |= mine
    below = sum(is_below_target(item) for item in speaking.values())
    silent = sum(not item.answered for item in speaking.values())
    return Standing(
        framework=framework, items=len(items), capabilities=len(speaking),
        held=len(speaking) - below - silent, below=below, open=silent,
    )  # fmt: skip
