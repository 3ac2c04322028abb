"""What a server told about one service: numbers and courses by question, and where to open them."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from assessment.connectors.runtime import promql
from assessment.connectors.runtime.answers import Answers, Rows
from assessment.connectors.runtime.arithmetic import bound_of
from assessment.connectors.runtime.chosen_service import Service
from assessment.connectors.runtime.evidence import Signal, Status
from assessment.connectors.runtime.prometheus_api import Failed, Point
from assessment.connectors.runtime.questions import Questions


@dataclass(frozen=True, kw_only=True)
class Told:
    """The answers to the questions about one service; ``reader`` is where a person opens them."""

    service: Service
    questions: Questions
    numbers: Answers[Rows]
    courses: Answers[tuple[Point, ...]]
    reader: str

    def number(self, name: str) -> float | None:
        """The single number of a question; ``None`` without samples or where it is NaN."""
        found = list(self.numbers.get(name).values())
        return found[0] if len(found) == 1 and math.isfinite(found[0]) else None

    def by_bound(self, name: str) -> dict[float, float]:
        """Counts by the upper bound of their bucket."""
        found = {bound_of(dict(row)): value for row, value in self.numbers.get(name).items()}
        return {bound: value for bound, value in found.items() if not math.isnan(bound)}

    def course(self, name: str) -> tuple[Point, ...]:
        """Points over time, to be drawn; empty where there are none or they could not be read."""
        try:
            return self.courses.get(name)
        except Failed:
            return ()

    def link(self, expression: str) -> str:
        """Where a reader opens the expression over the time that was read."""
        return promql.graph_link(self.reader, expression, self.service.now, self.service.span)


def guarded(ask: Callable[[], Signal]) -> Signal:
    """A signal, or why asking for it failed."""
    try:
        return ask()
    except Failed as problem:
        return Signal(status=Status.FAILED, reason=str(problem))
