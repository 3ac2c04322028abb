"""Whether the distribution of the model's output stayed where it was."""

from assessment.connectors.runtime.capacity_evidence import Shift
from assessment.connectors.runtime.evidence import RuntimeEvidence, span
from assessment.model import Outcome, Place, Reading
from assessment.observation import Observation

METRIC = "output_psi"


def observe(evidence: RuntimeEvidence) -> Observation:
    """By the shift that is more than chance, where both windows hold values enough."""
    shift, held = evidence.capacity.shift, evidence.objectives
    if not evidence.capacity.shifted.read:
        return evidence.capacity.shifted.unavailable()
    if shift is None:
        return Observation(outcome=Outcome.UNAVAILABLE, observed="no output could be compared")
    seen = _told(shift)
    if min(shift.now, shift.before) < held.minimum_rows:
        return Observation(
            outcome=Outcome.UNAVAILABLE,
            observed=f"{seen}; {held.minimum_rows:,.0f} values are needed on both sides",
            places=_places(shift),
            remedy="Look again when the model has answered more often.",
        )
    beyond = max(0.0, shift.psi - shift.by_chance)
    return Observation(
        outcome=Outcome.PRESENT if beyond <= held.psi_limit else Outcome.ABSENT,
        observed=f"{seen}, limit {held.psi_limit:g}",
        places=_places(shift),
        readings=(
            Reading(
                metric=METRIC, value=beyond, unit="PSI", n=min(shift.now, shift.before),
                window_seconds=float(shift.window_seconds), query=shift.query, url=shift.url,
                read_at=evidence.read_at,
            ),
        ),
    )  # fmt: skip


def _told(shift: Shift) -> str:
    window, apart = span(shift.window_seconds), span(shift.apart_seconds)
    return (
        f"{shift.metric} moved by PSI {shift.psi:.3f} ({shift.by_chance:.3f} of it by chance), "
        f"Jensen-Shannon {shift.js:.3f}, {window} against {window} {apart} before, "
        f"{shift.now:,.0f} and {shift.before:,.0f} values"
    )


def _places(shift: Shift) -> tuple[Place, ...]:
    return (Place(label=shift.metric, query=shift.query, url=shift.url),)
