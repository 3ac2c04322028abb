"""Whether pages are taken on in time."""

from datetime import timedelta
from statistics import median

from assessment.connectors.rota.evidence import OnCallEvidence, Page
from assessment.model import Outcome, Reading
from assessment.observation import Observation


def observe(evidence: OnCallEvidence) -> Observation:
    """Few pages are good news and say nothing of how they are answered."""
    asked = evidence.objectives
    if not evidence.paging.read and len(evidence.pages) < asked.least_pages:
        return evidence.paging.unavailable()
    limit = asked.acknowledge_limit_min
    pages = [page for page in evidence.pages if _counts(evidence, page, limit)]
    if len(pages) < asked.least_pages:
        seen = f"{len(pages)} urgent pages in {asked.page_days:.0f} days needed a person"
        return Observation(outcome=Outcome.NOT_APPLICABLE, observed=seen, too_few=True)
    times = [page.acknowledged_min for page in pages if page.acknowledged_min is not None]
    prompt = sum(time <= limit for time in times)
    share = prompt / len(pages)
    seen = f"{prompt} of {len(pages)} pages were taken on within {limit:.0f} minutes"
    never = len(pages) - len(times)
    return Observation(
        outcome=Outcome.PRESENT if share >= asked.acknowledged_share else Outcome.ABSENT,
        observed=f"{seen}; {never} were never" if never else seen,
        places=(evidence.place(f"incidents of {evidence.service}"),),
        readings=(_reading(evidence, times),) if times else (),
    )


def _counts(evidence: OnCallEvidence, page: Page, limit: float) -> bool:
    """Whether a person was needed, and had the time to answer."""
    waiting = page.acknowledged_min is None and page.resolved_h is None
    young = evidence.read_at - page.began_at < timedelta(minutes=limit)
    return page.timed and not page.by_itself and not (waiting and young)


def _reading(evidence: OnCallEvidence, times: list[float]) -> Reading:
    return Reading(
        metric="time_to_acknowledge_min", value=median(times), unit="min", n=len(times),
        query="urgent page to first acknowledgement", read_at=evidence.read_at, url=evidence.reader,
        window_seconds=evidence.objectives.page_days * 86_400,
    )  # fmt: skip
