"""Whether the effect is told from chance."""

from assessment.connectors.numbers.evidence import NumbersEvidence
from assessment.connectors.numbers.saying import business, counted, current, shown
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: NumbersEvidence) -> Observation:
    """Both ends of an interval, or a control of the same time, in the last figure."""
    number = current(evidence, business(evidence))
    if isinstance(number, Observation):
        return number
    newest, parts = number.figures[-1], []
    if newest.low is not None and newest.high is not None:
        parts.append(f"{shown(newest.low, number.unit)} to {shown(newest.high, number.unit)}")
    if newest.control is not None:
        parts.append(f"a control of {shown(newest.control, number.unit)}")
    told = " and ".join(parts) or "neither an interval nor a control"
    return Observation(
        outcome=Outcome.PRESENT if parts else Outcome.ABSENT,
        observed=f"{number.label}: {shown(newest.value, number.unit)}{counted(newest.n)}, {told}",
        places=(evidence.place(number),),
    )
