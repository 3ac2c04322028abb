"""How a probe of chosen numbers says what it saw."""

from assessment.connectors.numbers.evidence import BUSINESS, Number, NumbersEvidence
from assessment.connectors.numbers.targets import targets
from assessment.connectors.runtime.evidence import span
from assessment.connectors.runtime.saying import percent
from assessment.model import Outcome
from assessment.observation import Observation

ELSEWHERE = "this number is not among those that were chosen here"


def readable(number: Number | None) -> Number | Observation:
    """The number with its figures, or unavailable where it is not there or could not be read."""
    if number is None:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed=ELSEWHERE,
            remedy="Ask the operator to list it, or give a CSV file with its figures by date.",
        )  # fmt: skip
    if not number.figures:
        empty = Observation(outcome=Outcome.UNAVAILABLE, observed=f"{number.label} has no figure")
        return empty if number.reach.read else number.reach.unavailable()
    return number


def current(evidence: NumbersEvidence, number: Number | None) -> Number | Observation:
    """The number, or unavailable where it cannot be read or its last figure is too old."""
    found = readable(number)
    if isinstance(found, Observation) or evidence.is_fresh(found):
        return found
    return Observation(
        outcome=Outcome.UNAVAILABLE, observed=f"{found.label}: {aged(evidence, found)}",
        places=(evidence.place(found),),
        remedy="Have the figures brought up to date, and look again.",
    )  # fmt: skip


def held(evidence: NumbersEvidence, metric: str) -> Observation:
    """The last figure of a metric against its target."""
    number, target = current(evidence, evidence.of(metric)), targets()[metric]
    if isinstance(number, Observation):
        return number
    newest = number.figures[-1]
    side = "at least" if target.comparison == ">=" else "at most"
    return Observation(
        outcome=Outcome.PRESENT if target.met(newest.value) else Outcome.ABSENT,
        observed=f"{number.label}: {shown(newest.value, number.unit)} on "
        f"{newest.at:%-d %B %Y}{counted(newest.n)}, held to {side} "
        f"{shown(target.target, number.unit)}",
        places=(evidence.place(number),),
        readings=(evidence.reading(number, newest),),
    )


def business(evidence: NumbersEvidence) -> Number | None:
    """The business outcome among the numbers."""
    return evidence.of(BUSINESS)


def aged(evidence: NumbersEvidence, number: Number) -> str:
    """How old the last figure is, against what it may be."""
    age = evidence.age_days(number)
    if age is None:
        return "there is no figure"
    limit = span(evidence.limit_days(number) * 86400)
    return f"the last figure is {span(max(0.0, age) * 86400)} old, limit {limit}"


def shown(value: float, unit: str) -> str:
    """A number with its unit."""
    return percent(value) if unit == "ratio" else f"{value:,.6g} {unit}".strip()


def counted(n: float | None) -> str:
    """Behind how many a figure stands, where that is told."""
    return f" of {n:,.0f}" if n is not None else ""
