"""Whether the chosen numbers are kept up to date, and what those say for which no other probe stands."""

from assessment.connectors.numbers.evidence import BUSINESS, NumbersEvidence
from assessment.connectors.numbers.saying import aged
from assessment.connectors.numbers.targets import targets
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: NumbersEvidence) -> Observation:
    """A number that could not be read is no old one; one that is old is named."""
    known = [item for item in evidence.numbers if item.figures]
    if not known:
        first = next((item.reach for item in evidence.numbers if not item.reach.read), None)
        return first.unavailable() if first else Observation(
            outcome=Outcome.UNAVAILABLE, observed="no number was chosen"
        )  # fmt: skip
    old = [item for item in known if not evidence.is_fresh(item)]
    unread = len(evidence.numbers) - len(known)
    more = f"; {unread} could not be read" if unread else ""
    named = "".join(f"; {item.label}: {aged(evidence, item)}" for item in old[:3])
    others = [
        item for item in known
        if item not in old and item.metric not in targets() and item.metric != BUSINESS
    ]  # fmt: skip
    return Observation(
        outcome=Outcome.ABSENT if old else Outcome.PRESENT,
        observed=f"{len(known) - len(old)} of {len(known)} numbers are up to date{named}{more}",
        places=tuple(evidence.place(item) for item in (old or known)[:5]),
        readings=tuple(evidence.reading(item, item.figures[-1]) for item in others),
    )
