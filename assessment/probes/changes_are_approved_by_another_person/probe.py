"""Whether another person approved what was merged."""

from statistics import median

from assessment.connectors.forge.evidence import Change, ForgeEvidence
from assessment.connectors.forge.saying import reading, window
from assessment.connectors.runtime.arithmetic import wilson
from assessment.model import Outcome, Reading
from assessment.observation import Observation


def observe(evidence: ForgeEvidence) -> Observation:
    """The share among the newest changes by people that were looked into."""
    asked = evidence.objectives
    if not evidence.changing.read:
        return evidence.changing.unavailable()
    found = [item for item in evidence.changes if item.approvals is not None and not item.bot]
    if len(found) < asked.least_changes:
        return _few(evidence, len(found))
    approved = sum(bool(item.approvals) for item in found)
    share = approved / len(found)
    return Observation(
        outcome=Outcome.PRESENT if share >= asked.approved_share else Outcome.ABSENT,
        observed=f"{approved} of {len(found)} changes by people had another's approval"
        f"{_more(evidence, found)}",
        places=tuple(evidence.request(item) for item in found if not item.approvals)[:4],
        readings=_readings(evidence, found, approved),
    )


def _few(evidence: ForgeEvidence, count: int) -> Observation:
    if not evidence.reviewing.read:
        return evidence.reviewing.unavailable()
    days = evidence.objectives.delivery_days
    seen = f"only {count} changes by people were merged in {days:.0f} days"
    return Observation(outcome=Outcome.NOT_APPLICABLE, observed=seen, too_few=True)


def _more(evidence: ForgeEvidence, found: list[Change]) -> str:
    alone = sum(item.self_merged is True for item in found)
    bots = sum(item.bot for item in evidence.changes)
    return f"; {alone} were merged by their author, {bots} more are by bots"


def _readings(evidence: ForgeEvidence, found: list[Change], approved: int) -> tuple[Reading, ...]:
    low, high = wilson(approved, len(found))
    asked = window(evidence)
    made = [
        reading(evidence, "approved_changes", approved / len(found), "ratio", n=len(found), low=low,
                high=high, query="approvals by others of the newest merged requests", **asked)
    ]  # fmt: skip
    waits = [
        (item.first_review_at - item.opened_at).total_seconds() / 3600
        for item in found if item.first_review_at
    ]  # fmt: skip
    if waits:
        query = "first word of another person on a request"
        value = max(0.0, median(waits))
        made.append(
            reading(evidence, "first_review_h", value, "h", n=len(waits), query=query, **asked)
        )
    return tuple(made)
