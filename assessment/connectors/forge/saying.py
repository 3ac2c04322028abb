"""What the forge's probes say alike."""

from assessment.connectors.forge.evidence import ForgeEvidence
from assessment.model import Outcome, Reading


def answered(*parts: bool | None) -> Outcome | None:
    """Present where all hold, absent where one does not; ``None`` where what is known decides neither."""
    if any(item is False for item in parts):
        return Outcome.ABSENT
    return None if any(item is None for item in parts) else Outcome.PRESENT


def reading(
    evidence: ForgeEvidence, metric: str, value: float, unit: str, *, query: str,
    n: float | None = None, low: float | None = None, high: float | None = None,
    window_seconds: float | None = None, history_seconds: float | None = None,
) -> Reading:  # fmt: skip
    """A number that the forge gave, read when the evidence was."""
    return Reading(
        metric=metric, value=float(value), unit=unit, n=n, low=low, high=high, query=query,
        url=evidence.reader, read_at=evidence.read_at, window_seconds=window_seconds,
        history_seconds=history_seconds,
    )  # fmt: skip
