"""What the findings say about one capability: which stand, and one witness for each anchor."""

from collections.abc import Iterable
from datetime import datetime

from assessment.model import Bearing, Finding, Outcome, Overrule, is_stale
from content.judgement import ProbeJudgement
from content.values import Value


class Witness(Value):
    """The findings on one anchor of one capability, combined to the one that decides."""

    anchor: int
    present: bool
    sensitivity: float
    false_pass: float
    power: float
    stale: bool
    finding: str
    required: bool


def standing(
    findings: Iterable[Finding], overrules: Iterable[Overrule], as_of: datetime
) -> tuple[Finding, ...]:
    """The findings that count: the newest reading of each probe at each source, if not overruled.

    A probe that could not look (*unavailable*, *error*) does not replace what it saw before, so
    that cutting off a source never helps. An overrule that has run out lifts nothing.
    """
    aside = {item.finding for item in overrules if in_force(item, as_of)}
    newest: dict[tuple[str, str], Finding] = {}
    for finding in sorted(findings, key=lambda item: (item.observed_at, item.id)):
        if finding.conclusive or finding.outcome is Outcome.NOT_APPLICABLE:
            newest[finding.probe, finding.source] = finding
    return tuple(item for item in newest.values() if item.conclusive and item.id not in aside)


def in_force(overrule: Overrule, as_of: datetime) -> bool:
    """Whether a finding is set aside at ``as_of``."""
    return overrule.at <= as_of and (overrule.until is None or as_of <= overrule.until)


Heard = tuple[Finding, Bearing]
"""A finding, and what it means for one capability."""


def heard(findings: Iterable[Finding], pack_id: str) -> dict[str, list[Heard]]:
    """Capability id -> what the findings say of it in one pack."""
    found: dict[str, list[Heard]] = {}
    for finding in findings:
        for bearing in finding.bearings:
            if bearing.pack == pack_id:
                found.setdefault(bearing.capability, []).append((finding, bearing))
    return found


def witnesses(
    said: Iterable[Heard], judgement: ProbeJudgement, as_of: datetime
) -> tuple[Witness, ...]:
    """One witness for each anchor of a capability that a finding speaks for, lowest first."""
    by_anchor: dict[int, list[Witness]] = {}
    for finding, bearing in said:
        witness = _witness(finding, bearing, judgement, as_of)
        by_anchor.setdefault(witness.anchor, []).append(witness)
    return tuple(_combined(by_anchor[anchor]) for anchor in sorted(by_anchor))


def _witness(
    finding: Finding, bearing: Bearing, judgement: ProbeJudgement, as_of: datetime
) -> Witness:
    present = finding.outcome is Outcome.PRESENT
    stale = is_stale(finding.valid_until, as_of)
    return Witness(
        anchor=bearing.anchor,
        present=present,
        sensitivity=bearing.sensitivity,
        false_pass=bearing.false_pass,
        # A stale absent finding keeps its full weight: waiting must not wash it out.
        power=judgement.stale_power if stale and present else 1.0,
        stale=stale,
        finding=finding.id,
        required=bearing.required,
    )


def _combined(same_anchor: list[Witness]) -> Witness:
    """Absent if a required one is, else present if any is, else absent; the strongest decides."""
    refused = [item for item in same_anchor if item.required and not item.present]
    passed = [item for item in same_anchor if item.present]
    deciding = refused or passed or same_anchor
    return max(deciding, key=lambda item: (_strength(item), not item.stale, item.finding))


def _strength(witness: Witness) -> float:
    """How far the witness moves a belief: its likelihood ratio, above 1, to its power."""
    passed = float(witness.sensitivity / witness.false_pass)
    failed = float((1 - witness.false_pass) / (1 - witness.sensitivity))
    return float((passed if witness.present else failed) ** witness.power)
