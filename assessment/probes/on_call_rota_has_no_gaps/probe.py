"""Whether somebody is on call in every promised hour."""

from assessment.connectors.rota.evidence import Gap, OnCallEvidence
from assessment.model import Outcome, Reading
from assessment.observation import Observation


def observe(evidence: OnCallEvidence) -> Observation:
    """Any gap is one; an empty rota is one gap from now on."""
    if not evidence.rota.read:
        return evidence.rota.unavailable()
    found = evidence.cover
    if not found.hours:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed="no hour is promised in these days"
        )
    share, query = found.covered / found.hours, f"first level, promised hours: {evidence.promised}"
    number = Reading(
        metric="on_call_coverage", value=share, unit="ratio", n=found.hours, query=query,
        window_seconds=evidence.days * 86_400, read_at=evidence.read_at, url=evidence.reader,
    )  # fmt: skip
    missing = found.hours - found.covered
    seen = f"{share:.1%} of {found.hours:.0f} promised hours ahead have somebody on call"
    gaps = f"; {missing:.0f} hours have nobody: {'; '.join(map(_told, found.gaps[:3]))}"
    return Observation(
        outcome=Outcome.ABSENT if found.gaps else Outcome.PRESENT,
        observed=seen + gaps if found.gaps else seen, readings=(number,),
        places=(evidence.place(f"rota of {evidence.service}"),),
    )  # fmt: skip


def _told(gap: Gap) -> str:
    return f"{gap.start:%d %b %H:%M} to {gap.end:%d %b %H:%M} UTC"
