"""The probe engine: runs pure probes over evidence and turns what they saw into findings."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from assessment.model import Finding, Outcome
from assessment.observation import Observation
from assessment.probe_loading import (
    BrokenProbes,
    Example,
    Probe,
    definitions,
    discover,
    examples,
)
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.per_unit import Views
from assessment.sources import Source

__all__ = [
    "BrokenProbes",
    "Example",
    "Probe",
    "definitions",
    "discover",
    "examine",
    "examples",
    "selected",
    "unavailable",
]


def selected(probes: Iterable[Probe], kind: str) -> tuple[Probe, ...]:
    """The probes that a source of this kind can carry."""
    return tuple(probe for probe in probes if kind in probe.definition.connectors)


def examine(
    probes: Iterable[Probe],
    source: Source,
    evidence: Any,
    now: datetime,
    *,
    stopped: Callable[[], bool] = lambda: False,
    on_finding: Callable[[Finding], None] = lambda _: None,
) -> tuple[Finding, ...]:
    """One finding for every probe of the source's kind, in the order given.

    ``now`` is when the evidence was read (UTC-aware). A probe that raises becomes an ``error``
    finding and the others still run. When ``stopped`` turns true the findings so far are returned.
    """
    findings: list[Finding] = []
    views = Views.of(evidence) if isinstance(evidence, RepositoryEvidence) else None
    for probe in selected(probes, source.kind):
        if stopped():
            break
        findings.append(_finding(probe, source, _observed(probe, evidence, views), now))
        on_finding(findings[-1])
    return tuple(findings)


def unavailable(
    probes: Iterable[Probe], source: Source, reason: str, remedy: str, now: datetime
) -> tuple[Finding, ...]:
    """An ``unavailable`` finding for every probe of the source's kind: we could not look.

    ``reason`` and ``remedy`` are those of :class:`assessment.sources.SourceUnavailable`.
    """
    seen = Observation(outcome=Outcome.UNAVAILABLE, observed=reason, remedy=remedy)
    return tuple(_finding(probe, source, seen, now) for probe in selected(probes, source.kind))


def _observed(probe: Probe, evidence: Any, views: Views | None) -> Observation:
    try:
        by_unit = views and probe.definition.judges == "unit"
        seen = views.judged(probe.observe) if views and by_unit else probe.observe(evidence)
        if not isinstance(seen, Observation):
            raise TypeError(f"observe returned {type(seen).__name__}, not Observation")
        return seen
    except Exception as error:  # noqa: BLE001  one wrong probe must not take the others with it
        # Only the kind of error is told: its text may quote the client's data.
        return Observation(
            outcome=Outcome.ERROR,
            observed=f"the probe itself failed ({type(error).__name__})",
            remedy=f"Report that the probe {probe.definition.id} is broken.",
        )


def _finding(probe: Probe, source: Source, seen: Observation, now: datetime) -> Finding:
    definition = probe.definition
    return Finding(
        id=_id(definition.id, source.id, now),
        probe=definition.id,
        source=source.id,
        source_kind=source.kind,
        statement=definition.statement,
        outcome=seen.outcome,
        observed=seen.observed,
        expected=definition.expected,
        places=seen.places,
        readings=seen.readings,
        bearings=definition.bearings,
        remedy=seen.remedy or _remedy(probe, seen.outcome),
        too_few=seen.too_few,
        observed_at=now,
        valid_until=now + timedelta(days=definition.valid_days),
    )


def _remedy(probe: Probe, outcome: Outcome) -> str:
    if outcome is Outcome.ABSENT:
        return probe.definition.absent_remedy
    return probe.definition.unavailable_remedy if outcome is Outcome.UNAVAILABLE else ""


def _id(probe: str, source: str, now: datetime) -> str:
    return sha256(f"{probe}\n{source}\n{now.isoformat()}".encode()).hexdigest()[:20]
