"""Whether more than one person carries the pager."""

from assessment.connectors.rota.evidence import OnCallEvidence
from assessment.model import Outcome, Reading
from assessment.observation import Observation


def observe(evidence: OnCallEvidence) -> Observation:
    """Teams in a rota hide how many people they are."""
    if not evidence.rota.read:
        return evidence.rota.unavailable()
    people = evidence.cover.people
    if people is None:
        seen = "teams stand in the rota, and how many people they are is not shown"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=seen)
    number = Reading(
        metric="on_call_people", value=float(people), unit="count", read_at=evidence.read_at,
        query=f"distinct people at the first level, {evidence.days:.0f} days ahead",
        window_seconds=evidence.days * 86_400, url=evidence.reader,
    )  # fmt: skip
    enough = people >= evidence.objectives.rota_people
    word = "person is" if people == 1 else "people are"
    return Observation(
        outcome=Outcome.PRESENT if enough else Outcome.ABSENT, readings=(number,),
        observed=f"{people} {word} called first within {evidence.days:.0f} days",
        places=(evidence.place(f"rota of {evidence.service}"),),
    )  # fmt: skip
