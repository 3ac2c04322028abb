"""How the checks of the data ended."""

from assessment.connectors.checks.evidence import ChecksEvidence
from assessment.connectors.checks.saying import aged, is_fresh
from assessment.model import Outcome, Reading
from assessment.observation import Observation

METRIC = "rule_failures"


def observe(evidence: ChecksEvidence) -> Observation:
    """A check that could not be evaluated is told, and neither passed nor failed."""
    if not is_fresh(evidence):
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed=aged(evidence), places=(evidence.place(),)
        )
    failed = [name for item in evidence.runs for name in item.failed]
    ran, errors = (
        sum(item.ran for item in evidence.runs),
        sum(item.errors for item in evidence.runs),
    )
    more = f", {errors} could not be evaluated" if errors else ""
    if not ran:
        seen = f"no check came to a verdict{more}"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=seen, places=(evidence.place(),))
    named = f": {', '.join(failed[:4])}" if failed else ""
    return Observation(
        outcome=Outcome.ABSENT if failed else Outcome.PRESENT,
        observed=f"{len(failed)} of {ran} checks failed{more}{named}",
        places=tuple(evidence.place(item.suite) for item in evidence.runs[:4]),
        readings=(
            Reading(
                metric=METRIC, value=len(failed), unit="count", n=float(ran), query=evidence.name,
                url=evidence.reader, read_at=evidence.read_at,
            ),
        ),
    )  # fmt: skip
