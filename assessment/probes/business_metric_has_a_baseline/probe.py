"""Whether the business outcome has something to be compared with."""

from assessment.connectors.numbers.evidence import Figure, Number, NumbersEvidence
from assessment.connectors.numbers.saying import business, current, shown
from assessment.connectors.runtime.saying import percent
from assessment.model import Outcome, Reading
from assessment.observation import Observation

METRIC = "outcome_against_baseline"


def observe(evidence: NumbersEvidence) -> Observation:
    """The last figure as a share of the baseline; a baseline of zero gives no share."""
    number = current(evidence, business(evidence))
    if isinstance(number, Observation):
        return number
    newest, base = number.figures[-1], number.baseline
    if base is None:
        return Observation(
            outcome=Outcome.ABSENT, places=(evidence.place(number),),
            observed=f"{number.label}: {shown(newest.value, number.unit)}, and nothing to compare with",
        )  # fmt: skip
    told = f"{shown(newest.value, number.unit)} against {shown(base, number.unit)}"
    share = f" ({percent(newest.value / base)})" if base > 0 and newest.value >= 0 else ""
    return Observation(
        outcome=Outcome.PRESENT,
        observed=f"{number.label}: {told}, {number.baseline_told}{share}",
        places=(evidence.place(number),),
        readings=_reading(evidence, number, newest, base),
    )


def _reading(
    evidence: NumbersEvidence, number: Number, newest: Figure, base: float
) -> tuple[Reading, ...]:
    if base <= 0:
        return ()
    ends = [None if end is None else end / base for end in (newest.low, newest.high)]
    return (
        Reading(
            metric=METRIC, value=newest.value / base, unit="ratio", low=ends[0], high=ends[1],
            n=newest.n, query=number.asked, url=evidence.reader, read_at=evidence.read_at,
        ),
    )  # fmt: skip
