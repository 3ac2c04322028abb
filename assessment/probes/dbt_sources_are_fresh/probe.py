"""How old the sources were."""

from assessment.connectors.warehouse.evidence import WarehouseEvidence
from assessment.connectors.warehouse.saying import few, reading, unread
from assessment.model import Outcome
from assessment.observation import Observation

METRIC, FILE = "data_age_hours", "sources.json"


def observe(evidence: WarehouseEvidence) -> Observation:
    """A source whose look failed has no age: where another is late that is told, else nothing is."""
    if cannot := unread(evidence, evidence.aged, evidence.ages_at, FILE):
        return cannot
    late = [item.name for item in evidence.ages if item.status == "error"]
    known = [item.age_hours for item in evidence.ages if item.age_hours is not None]
    unseen = [item.name for item in evidence.ages if item.age_hours is None]
    if not known or (unseen and not late):
        seen = f"the look at {few(unseen)} failed" if unseen else "no source was looked at"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=seen)
    named = f": {few(late)}" if late else ""
    return Observation(
        outcome=Outcome.ABSENT if late else Outcome.PRESENT,
        observed=f"{len(late)} of {len(evidence.ages)} sources past their limit, "
        f"the oldest {max(known):.1f} hours{named}",
        places=(evidence.place(FILE),),
        readings=(reading(evidence, METRIC, max(known), "h", len(known), FILE),),
    )
