"""Whether silences are short and explained."""

from assessment.connectors.paging.evidence import PagingEvidence, Silence
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: PagingEvidence) -> Observation:
    """Each silence that can hide an alert of the service ends soon and says why it is there."""
    if not evidence.silencing.read:
        return evidence.silencing.unavailable()
    if not evidence.silences:
        seen = "no silence touches this service's alerts"
        return Observation(outcome=Outcome.PRESENT, observed=seen)
    limit = evidence.objectives.silence_limit_days
    bad = [item for item in evidence.silences if item.days > limit or not item.explained]
    count = len(evidence.silences)
    seen = f"{len(bad)} of {count} silences in force are too long or unexplained"
    return Observation(
        outcome=Outcome.ABSENT if bad else Outcome.PRESENT,
        observed=f"{seen}: {'; '.join(map(_told, bad[:3]))}" if bad else seen,
        places=tuple(
            evidence.page(f"silences/{item.id}", f"silence until {item.ends_at:%Y-%m-%d}")
            for item in (bad or evidence.silences)[:4]
        ),
    )


def _told(item: Silence) -> str:
    return f"{item.days:.0f} days" + ("" if item.explained else " without a reason")
