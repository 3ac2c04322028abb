"""Whether incidents end within hours."""

from assessment.connectors.medians import middle
from assessment.connectors.rota.evidence import OnCallEvidence
from assessment.model import Outcome, Reading
from assessment.observation import Observation


def observe(evidence: OnCallEvidence) -> Observation:
    """Open ones count with their age, so that a forgotten one cannot make the figure better."""
    asked = evidence.objectives
    if not evidence.paging.read and len(evidence.pages) < asked.least_pages:
        return evidence.paging.unavailable()
    ages = [
        page.resolved_h if page.resolved_h is not None
        else max(0.0, (evidence.read_at - page.began_at).total_seconds() / 3600)
        for page in evidence.pages
    ]  # fmt: skip
    found = middle(ages)
    if found is None or found.n < asked.least_pages:
        seen = f"{len(ages)} urgent pages in {asked.page_days:.0f} days"
        return Observation(outcome=Outcome.NOT_APPLICABLE, observed=seen, too_few=True)
    number = Reading(
        metric="time_to_restore_h", value=found.value, unit="h", n=found.n, low=found.low,
        high=found.high, query="urgent page to resolved", read_at=evidence.read_at,
        window_seconds=asked.page_days * 86_400, url=evidence.reader,
    )  # fmt: skip
    left = sum(page.resolved_h is None for page in evidence.pages)
    seen = f"median {found.value:.1f} hours over {found.n} pages, limit {asked.restore_limit_h:g}"
    return Observation(
        outcome=Outcome.PRESENT if found.value <= asked.restore_limit_h else Outcome.ABSENT,
        observed=f"{seen}; {left} still open" if left else seen, readings=(number,),
        places=(evidence.place(f"incidents of {evidence.service}"),),
    )  # fmt: skip
