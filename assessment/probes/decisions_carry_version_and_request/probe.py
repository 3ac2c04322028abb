"""Whether decisions can be led back to their model and request."""

from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.measures import Links
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: DatasetEvidence) -> Observation:
    """The share of decisions with both links decides; a column that was not named decides nothing."""
    log, wanted = evidence.predictions, evidence.objectives.linked_share
    links = log.links if log else None
    if links is None:
        told = (log.reason if log else "") or "no log of predictions with its links is named"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=told)
    if links.reason or not links.version or not links.request or not links.rows:
        lacking = "version" if not links.version else "request"
        told = links.reason or f"the column of the {lacking} is not named"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=told)
    share = links.with_both / links.rows
    query = f"{links.version} and {links.request} filled"
    return Observation(
        outcome=Outcome.PRESENT if share >= wanted else Outcome.ABSENT,
        observed=_seen(evidence, links),
        places=(evidence.place(links.version, query),),
        readings=(evidence.reading("decisions_with_links", share, "ratio", query),),
    )


def _seen(evidence: DatasetEvidence, links: Links) -> str:
    seen = (
        f"{links.with_both:,} of {links.rows:,} decisions have both; "
        f"{links.rows - links.with_version:,} lack the version, "
        f"{links.rows - links.with_request:,} the request"
    )
    if links.oldest is not None:
        days = (evidence.read_at - links.oldest).days
        seen += f"; {links.versions} versions, the oldest decision is {days:,} days old"
    return seen
