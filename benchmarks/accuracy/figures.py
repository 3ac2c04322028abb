"""Precision and recall of what probes say, over cases that a reader labelled."""

from collections.abc import Iterable

from assessment.model import Outcome
from benchmarks.accuracy.cases import Case
from content.values import Value

CONCLUSIVE = (Outcome.PRESENT, Outcome.ABSENT)


class Figures(Value):
    """Counts over some cases.

    ``said`` are findings that decide (*present* or *absent*), ``right`` those of them that the reader
    agrees with, ``knowable`` cases that the reader could decide.
    """

    said: int = 0
    right: int = 0
    knowable: int = 0

    @property
    def precision(self) -> float | None:
        """Share of what was said that is true, in 0-1; ``None`` where nothing was said."""
        return self.right / self.said if self.said else None

    @property
    def recall(self) -> float | None:
        """Share of what a reader could decide that was said rightly, in 0-1; ``None`` without any."""
        return self.right / self.knowable if self.knowable else None


def figures(cases: Iterable[Case], outcomes: tuple[Outcome, ...] = CONCLUSIVE) -> Figures:
    """Counts over ``cases`` for the ``outcomes`` named: both that decide, or one of them.

    A finding of *absent* where the reader says *not applicable* or *unavailable* was said and is wrong;
    one of *unavailable* where the reader could decide was not said, and lowers recall alone.
    """
    listed = tuple(cases)
    return Figures(
        said=sum(case.said.outcome in outcomes for case in listed),
        right=sum(case.right and case.said.outcome in outcomes for case in listed),
        knowable=sum(case.label.truth in outcomes for case in listed),
    )


def by_probe(cases: Iterable[Case]) -> dict[str, tuple[Case, ...]]:
    """The cases of each probe, in alphabetical order of probes."""
    found: dict[str, tuple[Case, ...]] = {}
    for case in sorted(cases, key=lambda item: (item.probe, item.repository)):
        found[case.probe] = (*found.get(case.probe, ()), case)
    return found
