"""What the probes found about a question, in the words that a room is shown."""

from assessment.model import Finding, Outcome
from assessment.workshop.model import FindingShown
from engagement.judging import inputs_in
from engagement.store import Transaction, evidence
from engagement.workspaces import assessment_in

_TELLING = (Outcome.ABSENT, Outcome.PRESENT, Outcome.UNAVAILABLE)
"""In the order in which they are shown; what could not be looked at is said, never left out."""


def findings_in(tx: Transaction, assessment_id: str, capability: str) -> tuple[FindingShown, ...]:
    """Every finding that bears on the capability, those that say something first."""
    pack_id = assessment_in(tx, assessment_id).pack.id
    given = inputs_in(tx, assessment_id)
    names = {source.id: source.name for source in evidence.sources(tx, assessment_id)}
    overruled = {item.finding for item in given.overrules}
    bearing = [
        finding
        for finding in given.findings
        if finding.outcome in _TELLING
        and any((item.pack, item.capability) == (pack_id, capability) for item in finding.bearings)
    ]
    ordered = sorted(bearing, key=lambda each: (_TELLING.index(each.outcome), each.probe))
    return tuple(_shown(each, names, overruled) for each in ordered)


def _shown(finding: Finding, names: dict[str, str], overruled: set[str]) -> FindingShown:
    aside = ", overruled" if finding.id in overruled else ""
    return FindingShown(
        statement=finding.statement, outcome=f"{finding.outcome}{aside}",
        observed=finding.observed, expected=finding.expected,
        source=names.get(finding.source, finding.source_kind), observed_at=finding.observed_at,
    )  # fmt: skip
