"""Whether a scan's errors are acted on."""

from assessment.connectors.scans.evidence import SarifEvidence, Scan
from assessment.connectors.scans.judging import looking_for, none_known, outdated
from assessment.model import Outcome, Reading
from assessment.observation import Observation


def observe(evidence: SarifEvidence) -> Observation:
    """One run that broke off leaves open what it would have found."""
    if (stop := outdated(evidence)) is not None:
        return stop
    mine = looking_for(evidence, "weaknesses", "packages", "secrets")
    if not mine:
        return none_known(evidence, "weaknesses")
    broken = [item.tool for item in mine if item.ended is False]
    count = sum(item.error_count for item in mine)
    if broken and not count:
        seen = f"the run of {broken[0]} did not end well"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=seen)
    spots = [found.spot for item in mine for found in item.found if found.error and found.spot]
    number = Reading(
        metric="scan_errors", value=float(count), unit="count", n=sum(s.results for s in mine),
        query="open results of level error", read_at=evidence.made_at or evidence.read_at,
    )  # fmt: skip
    return Observation(
        outcome=Outcome.ABSENT if count else Outcome.PRESENT,
        observed="; ".join(map(_told, mine[:3])),
        places=tuple(evidence.place(spot) for spot in spots[:6]), readings=(number,),
    )  # fmt: skip


def _told(item: Scan) -> str:
    waived = f", {item.suppressed} suppressed" if item.suppressed else ""
    rules = sorted({found.rule for found in item.found if found.error})
    named = f" ({', '.join(rules[:3])})" if rules else ""
    return (
        f"{item.tool}: {item.error_count} open errors{named} among {item.results} results{waived}"
    )
