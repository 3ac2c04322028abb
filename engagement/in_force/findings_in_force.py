"""Which finding of each probe at each source counts now, and which overrules still speak of it."""

from collections.abc import Collection, Iterable

from assessment.model import Finding, Overrule
from content.values import Value
from engagement.store import Transaction, evidence

Witness = tuple[str, str]
"""Probe id and source id: one pair of eyes."""


class Attempt(Value):
    """A finding in force, and the newer attempt (if any) that could not read it again."""

    finding: Finding
    failed_since: Finding | None = None


def findings_in_force(
    findings: Iterable[Finding], removed: Collection[str] = ()
) -> tuple[Attempt, ...]:
    """For each (probe, source) the newest finding that was really looked at; oldest first.

    A newer *unavailable* or *error* never replaces an older *present*, *absent* or *not
    applicable*: cutting off a source neither wipes an absent finding nor a present one. Time does
    the rest, and scoring does it: past ``valid_until`` a present one counts with half its
    evidence (power ½), an absent one stays in force marked stale. Only where nothing was ever
    read does the newest failed attempt stand, and says nothing about the client; at a source that
    was ``removed`` (ids) it does not stand either, as nobody can look there again. Where two were
    observed at the same moment, the one given later counts.
    """
    latest: dict[Witness, Finding] = {}
    read: dict[Witness, Finding] = {}
    for item in sorted(findings, key=lambda finding: finding.observed_at):
        witness = (item.probe, item.source)
        latest[witness] = item
        if was_read(item):
            read[witness] = item
    attempts = (
        _attempt(read.get(witness, last), last)
        for witness, last in latest.items()
        if witness in read or last.source not in removed
    )
    return tuple(sorted(attempts, key=lambda attempt: attempt.finding.observed_at))


def attempts_in(tx: Transaction, assessment_id: str) -> tuple[Attempt, ...]:
    """:func:`findings_in_force` of all that is kept of an assessment, inside an open transaction."""
    removed = evidence.removed_sources(tx, assessment_id)
    return findings_in_force(evidence.findings(tx, assessment_id), removed)


def overrules_in_force(
    overrules: Iterable[Overrule], findings: Iterable[Finding], in_force: Iterable[Finding]
) -> tuple[Overrule, ...]:
    """The overrules, each pointing at the finding that it is about now.

    Looking again gives a finding a new id. An overrule follows to it where probe, source and
    outcome are the same: the person set aside what was seen, not the minute in which it was seen.
    A different outcome is news, so the overrule stays with the old finding and no longer counts.
    """
    known = {item.id: item for item in findings}
    now = {(item.probe, item.source, item.outcome): item.id for item in in_force}

    def current(overrule: Overrule) -> Overrule:
        old = known.get(overrule.finding)
        key = (old.probe, old.source, old.outcome) if old else None
        return overrule.model_copy(update={"finding": now[key]}) if key in now else overrule

    # Where two speak of one finding, the newest counts.
    return tuple({moved.finding: moved for moved in map(current, overrules)}.values())


def was_read(item: Finding) -> bool:
    """Whether a probe could look, whatever it then said."""
    return item.conclusive or item.outcome == "not_applicable"


def _attempt(standing: Finding, last: Finding) -> Attempt:
    return Attempt(finding=standing, failed_since=None if standing.id == last.id else last)
