"""Where we could not look: what one cause kept from us is told once, not once a probe."""

from collections.abc import Iterable

from assessment.model import Finding, Outcome
from content.values import Value

BLIND = (Outcome.UNAVAILABLE, Outcome.ERROR)


class BlindSpot(Value):
    """Findings of one source that one cause left undecided; ``remedy`` is what would open it.

    ``finding`` stands for all of them, and is the first of ``findings``.
    """

    findings: tuple[Finding, ...]

    @property
    def finding(self) -> Finding:
        """The one that speaks for all: source, what was seen, and what to do are the same."""
        return self.findings[0]


def blind_spots(findings: Iterable[Finding]) -> tuple[BlindSpot, ...]:
    """Unavailable and failed findings, those with the same source, cause and remedy together.

    In the order in which the first of each came; every such finding is in exactly one.
    """
    found: dict[tuple[str, ...], list[Finding]] = {}
    for item in findings:
        if item.outcome in BLIND:
            cause = (item.source, item.outcome.value, item.observed, item.remedy)
            found.setdefault(cause, []).append(item)
    return tuple(BlindSpot(findings=tuple(items)) for items in found.values())


def looked_at(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that say something, in their order."""
    return tuple(item for item in findings if item.outcome not in BLIND)
