"""Numbers and anchors that sections share, so that every reference leads to its entry."""

from assessment.model import Bearing, Finding, Outcome
from reports.blocks import Words
from reports.disputes import Dispute
from reports.entries import finding_numbers
from reports.model import Report
from scoring.conflict import Conflict, InheritedConflict
from scoring.model import CapabilityScore, State
from scoring.roadmap_model import PlannedInitiative


def finding_anchor(number: str) -> str:
    """The place of an entry of the evidence index."""
    return f"evidence-{number}"


def capability_anchor(capability_id: str) -> str:
    """The place of a capability in the appendix."""
    return f"capability-{capability_id}"


def initiative_anchor(initiative_id: str) -> str:
    """The place of an initiative's card."""
    return f"initiative-{initiative_id}"


def conflict_anchor(number: str) -> str:
    """The place of a conflict in its table."""
    return f"conflict-{number}"


def finding_link(report: Report, finding_id: str) -> Words:
    """The number of a finding as a link to its entry; the bare id where the report lacks it."""
    number = finding_numbers(report).get(finding_id)
    if number is None:
        return Words(text=finding_id, mono=True)
    return Words(text=number, target=f"#{finding_anchor(number)}")


def initiative_link(row: PlannedInitiative) -> Words:
    """The id of an initiative as a link to its card."""
    return Words(text=row.id, target=f"#{initiative_anchor(row.id)}")


def conflicts(report: Report) -> tuple[tuple[str, CapabilityScore], ...]:
    """(number, capability) of every conflict, open ones first, critical first, widest first.

    A conflict keeps its number from one report to the next; one about a carried answer has a star
    and is settled where it comes from; where none is followed (a result from files alone) its place
    is its number.
    """
    held = [item for item in report.scorecard.capabilities if item.conflict_open or item.waived]
    held.sort(
        key=lambda item: (not item.conflict_open, not item.critical, -item.over_claim, item.id)
    )
    places = {item.conflict.capability: n for n, item in enumerate(report.inherited_conflicts, 1)}
    names = [
        _conflict_name(report, item)
        or (f"*{places[item.id]}" if item.id in places else f"K-{place}")
        for place, item in enumerate(held, 1)
    ]
    return tuple(zip(names, held, strict=True))


def followed(report: Report, capability_id: str) -> Conflict | None:
    """The conflict of a capability that is open or waived, here or where its answer comes from.

    ``None`` where none is followed.
    """
    elsewhere = inherited(report, capability_id)
    return _own(report, capability_id) or (elsewhere.conflict if elsewhere else None)


def inherited(report: Report, capability_id: str) -> InheritedConflict | None:
    """The conflict of a capability in the use case that its answer is carried from."""
    if _own(report, capability_id):
        return None
    mine = report.inherited_conflicts
    return next((item for item in mine if item.conflict.capability == capability_id), None)


def disputed(report: Report, item: CapabilityScore) -> Dispute | None:
    """The second round of a capability on which people still stand apart."""
    if item.state is not State.DISPUTED:
        return None
    return next((one for one in report.disputes if one.capability == item.id), None)


def _own(report: Report, capability_id: str) -> Conflict | None:
    mine = (item for item in report.conflicts if item.capability == capability_id)
    return next((item for item in mine if item.state != "closed"), None)


def _conflict_name(report: Report, score: CapabilityScore) -> str:
    found = _own(report, score.id)
    return found.name if found else ""


def row_for(report: Report, capability_id: str) -> PlannedInitiative | None:
    """The initiative of the plan that closes a capability."""
    if report.roadmap is None:
        return None
    return next((row for row in report.roadmap.rows if row.capability == capability_id), None)


def bearing_on(report: Report, finding: Finding, capability_id: str) -> Bearing | None:
    """What a finding means for a capability in this report's pack."""
    mine = (item for item in finding.bearings if item.capability == capability_id)
    return next((item for item in mine if item.pack == report.pack.id), None)


def findings_on(report: Report, score: CapabilityScore) -> tuple[Finding, ...]:
    """Findings that bear on a capability: absent ones first, lowest anchor first.

    At one anchor the pack decides: first what its exit criterion measures, in its order, then by
    probe and source. Ids and moments differ from one making of the same result to the next.
    """
    held = {item.id: item for item in report.findings}
    mine = [held[item] for item in score.findings if item in held]
    order = {Outcome.ABSENT: 0, Outcome.PRESENT: 1}
    proofs = _proofs(report, score.id)

    def rank(item: Finding) -> tuple[int, int, int, str, str, str]:
        bearing = bearing_on(report, item, score.id)
        anchor = bearing.anchor if bearing else 9
        return (
            order.get(item.outcome, 2),
            anchor if item.outcome is Outcome.ABSENT else -anchor,
            min(
                (proofs.get(one.metric, len(proofs)) for one in item.readings), default=len(proofs)
            ),
            item.probe,
            source_name(report, item.source),
            item.id,
        )

    return tuple(sorted(mine, key=rank))


def _proofs(report: Report, capability_id: str) -> dict[str, int]:
    """Metric -> its place among those that prove the work on a capability done, in the pack's order."""
    work = report.pack.initiative_for(capability_id)
    asked = work.exit.conditions if work else ()
    names = [item.metric for item in asked if item.kind == "measured"]
    return {name: place for place, name in enumerate(dict.fromkeys(names))}


def decisive(report: Report, score: CapabilityScore) -> Finding | None:
    """The absent finding that ends the observed bracket, else the lowest, else ``None``.

    An absent finding may be outweighed by a present one at the same anchor; then a higher anchor
    ends the bracket, and its finding is the one that the figures speak of. What a person has
    overruled is left out.
    """
    aside = {item.finding for item in report.overrules}
    absent = [
        item
        for item in findings_on(report, score)
        if item.outcome is Outcome.ABSENT and item.id not in aside
    ]
    ends = (score.observed_high or 0) + 1
    at_end = [item for item in absent if _anchor(report, item, score.id) == ends]
    return next(iter([*at_end, *absent]), None)


def _anchor(report: Report, finding: Finding, capability_id: str) -> int:
    bearing = bearing_on(report, finding, capability_id)
    return bearing.anchor if bearing else 0


def source_name(report: Report, source: str) -> str:
    """The name of a source by its id; the text as it is where it is none."""
    return next((item.name for item in report.sources if item.id == source), source)
