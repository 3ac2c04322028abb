"""Whether the business outcome is still measured."""

from assessment.connectors.numbers.evidence import NumbersEvidence
from assessment.connectors.numbers.saying import aged, business, readable, shown
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: NumbersEvidence) -> Observation:
    """Here an old figure is the finding itself."""
    number = readable(business(evidence))
    if isinstance(number, Observation):
        return number
    newest, fresh = number.figures[-1], evidence.is_fresh(number)
    return Observation(
        outcome=Outcome.PRESENT if fresh else Outcome.ABSENT,
        observed=f"{number.label}: {shown(newest.value, number.unit)}, {aged(evidence, number)}, "
        f"{len(number.figures)} figures",
        places=(evidence.place(number),),
        readings=(evidence.reading(number, newest),) if fresh else (),
    )
