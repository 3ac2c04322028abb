"""The risks that the gaps carry: cause, event and effect in the questionnaire's own words."""

from dataclasses import dataclass

from reports.model import Report, RiskEntry
from scoring.model import CapabilityScore
from scoring.readiness import rounded

IMPACT = "holds up the gate"
"""What each of them does: a critical capability that is missing keeps the gate shut."""


@dataclass(frozen=True)
class Risk:
    """One critical capability that is not surely in place.

    ``likelihood`` is the probability (0–1) that it is missing: that its level is below 3. ``owner``
    and ``response`` are what somebody entered, else those of the initiative that closes it.
    """

    capability: str
    name: str
    cause: str
    event: str
    effect: str
    likelihood: float
    owner: str
    response: str
    initiative: str
    entered: bool


def risks(report: Report) -> tuple[Risk, ...]:
    """Of every critical capability that applies and is not in place, the likeliest first."""
    known = {item.capability: item for item in report.risks}
    open_ones = (
        item
        for item in report.scorecard.capabilities
        if item.critical and item.applicable and not item.in_place
    )
    made = [_risk(report, item, known.get(item.id)) for item in open_ones]
    return tuple(sorted(made, key=lambda item: (-item.likelihood, item.capability)))


def _risk(report: Report, item: CapabilityScore, entry: RiskEntry | None) -> Risk:
    known = report.pack.capability(item.id)
    rows = report.roadmap.rows if report.roadmap else ()
    row = next((one for one in rows if one.capability == item.id), None)
    cause = (
        known.anchors[rounded(item.mean) - 1] if item.answered else "Nobody has answered it yet."
    )
    return Risk(
        capability=item.id,
        name=known.name,
        cause=cause,
        event=f"{known.short_name} is missing when production needs it",
        effect=known.why,
        likelihood=1 - item.p3,
        owner=(entry.owner if entry else "") or (row.owner if row else ""),
        response=(entry.response if entry else "") or (row.title if row else ""),
        initiative=row.id if row else "",
        entered=bool(entry and (entry.owner or entry.response)),
    )
