"""Whether the alerts on the service end where somebody is told."""

from assessment.connectors.dashboards.evidence import DashboardEvidence, WatchingRule
from assessment.connectors.dashboards.saying import counted
from assessment.model import Outcome, Place
from assessment.observation import Observation


def observe(evidence: DashboardEvidence) -> Observation:
    """Each rule that is switched on has to tell somebody, whatever else its series carry."""
    for part in (evidence.ruled, evidence.routes):
        if not part.read:
            return part.unavailable()
    rules = [item for item in evidence.rules if not item.paused]
    if not rules:
        seen = "no rule of Grafana that is switched on reads the service"
        return Observation(outcome=Outcome.NOT_APPLICABLE, observed=seen)
    lost = [item for item in rules if not any(end.ways for end in item.ends)]
    open_ones = [item for item in rules if item not in lost and not _in_any_case(item)]
    named = "; ".join(f"{item.name} to {_told(item)}" for item in (lost or open_ones or rules)[:3])
    sure = len(rules) - len(lost) - len(open_ones)
    return Observation(
        outcome=_outcome(bool(lost), bool(open_ones)),
        observed=f"{sure} of {counted(len(rules), 'rule')} tell somebody in any case: {named}",
        places=tuple(
            Place(label=item.name, url=item.url) for item in (lost or open_ones or rules)[:4]
        ),
        remedy="" if lost or not open_ones else
        "Put the labels that the notification policies ask for on the rules themselves.",
    )  # fmt: skip


def _outcome(lost: bool, depends: bool) -> Outcome:
    if lost:
        return Outcome.ABSENT
    return Outcome.UNAVAILABLE if depends else Outcome.PRESENT


def _in_any_case(item: WatchingRule) -> bool:
    """Whether somebody is told whatever labels the series carry, which is not known here."""
    return any(end.ways and not end.when for end in item.ends)


def _told(item: WatchingRule) -> str:
    return ", ".join(
        f"{end.receiver} ({'/'.join(end.ways) or 'tells nobody'})" for end in item.ends[:3]
    )
