"""How many requests there were, how fast they came, and how many of them failed."""

import math

from assessment.connectors.runtime import promql
from assessment.connectors.runtime.arithmetic import Z80, wilson
from assessment.connectors.runtime.catalogue import System
from assessment.connectors.runtime.evidence import Signal, Status
from assessment.connectors.runtime.history import held
from assessment.connectors.runtime.prometheus_api import Failed
from assessment.connectors.runtime.shapes import without_errors
from assessment.connectors.runtime.told import Told, guarded

NO_TRAFFIC = "no request was counted in the time that was looked at"
BORN_SMALL = 1000.0
"""Requests that new counters may bring even where the old ones brought fewer."""


class Traffic:
    """Requests and errors of one service; ``notes`` say what was left out of the count."""

    def __init__(self, told: Told, system: System) -> None:
        self._told = told
        self._system = system
        self.notes: list[str] = []

    def signals(self) -> dict[str, Signal]:
        """Availability, error ratio and request rate; none of them without traffic."""
        names = ("availability", "error_ratio", "request_rate")
        if self._system.not_predictions:
            reason = self._system.not_predictions
            return dict.fromkeys(names, Signal(status=Status.ELSEWHERE, reason=reason))
        try:
            n, new = self._requests()
        except Failed as problem:
            return dict.fromkeys(names, Signal(status=Status.FAILED, reason=str(problem)))
        if not n:
            idle = Signal(status=Status.NO_SAMPLES, reason=NO_TRAFFIC, n=0.0)
            return dict.fromkeys(names, idle)
        errors = guarded(lambda: self._errors(n, new=new))
        return {
            "request_rate": guarded(lambda: self._rate(n, new=new)),
            "error_ratio": errors,
            "availability": self._availability(errors),
        }

    def _requests(self) -> tuple[float, bool]:
        """How many requests there were, and whether new counters are counted among them.

        New counters that hold more than all the others grew by are old ones under new labels (a
        relabelling, a second scraper): what they held was counted before the window.
        """
        grown = self._told.number("requests") or 0.0
        native = any(item.native for item in self._system.requests)
        born = 0.0 if native else self._told.number("requests_born") or 0.0
        if self._told.service.counts_new:
            return grown, False
        if born <= max(grown, BORN_SMALL):
            return grown + born, True
        self.notes.append(
            f"counters of {born:,.0f} requests appeared within the window; what they held at first is "
            "not counted, since it is more than all others grew by"
        )
        return grown, False

    def _rate(self, n: float, *, new: bool) -> Signal:
        trend = self._told.course("request_rate")
        seconds = max(1, round(held(self._told)))
        half = (Z80 * math.sqrt(n) + self._edges(n)) / seconds
        return Signal(
            status=Status.VALUE, value=n / seconds, unit="requests/s",
            low=max(0.0, n / seconds - half), high=n / seconds + half, n=n,
            query=f"{self._told.questions.grown(self._system.requests, new=new)} / {seconds}",
            url=self._told.link(self._told.questions.courses()["request_rate"]), trend=trend,
        )  # fmt: skip

    def _edges(self, n: float) -> float:
        """Requests that may have fallen between a scrape and a counter's end, start or reset."""
        resets = self._told.number("resets") or 0.0
        return (1 + resets) * self._told.service.interval * n / max(1, self._told.service.span)

    def _errors(self, n: float, *, new: bool) -> Signal:
        if not self._system.errors:
            return without_errors(self._system)
        counted = new and not any(item.native for item in self._system.errors)
        grown, born = (
            self._told.number("errors"),
            self._told.number("errors_born") if counted else None,
        )
        if grown is None and born is None and not self._system.absent_errors_mean_zero:
            return Signal(
                status=Status.NO_SAMPLES,
                reason="there is no series of errors, and for this system that does not prove "
                "that there were none",
            )
        bad = min(n, max(0.0, (grown or 0.0) + (born or 0.0)))
        low, high = wilson(bad, n)
        query = promql.ratio(
            self._told.questions.grown(self._system.errors, new=new),
            self._told.questions.grown(self._system.requests, new=new),
            absent_is_zero=self._system.absent_errors_mean_zero,
        )
        return Signal(
            status=Status.VALUE, value=bad / n, unit="ratio", low=low, high=high, n=n, query=query,
            url=self._told.link(query),
        )  # fmt: skip

    def _availability(self, errors: Signal) -> Signal:
        if errors.value is None or errors.low is None or errors.high is None:
            return errors
        return errors.model_copy(
            update={
                "value": 1 - errors.value,
                "low": 1 - errors.high,
                "high": 1 - errors.low,
                "query": f"1 - {errors.query}",
                "url": self._told.link(self._told.questions.courses()["availability"]),
                "trend": self._told.course("availability"),
            }
        )
