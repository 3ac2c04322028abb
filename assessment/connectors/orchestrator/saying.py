"""How a probe of pipelines says what it saw, and when it cannot decide."""

from collections.abc import Sequence
from datetime import timedelta

from assessment.connectors.orchestrator.evidence import OrchestratorEvidence, Pipeline, unread
from assessment.model import Outcome, Reading
from assessment.observation import Observation

SHOWN = 4


def undecided(pipelines: Sequence[Pipeline], kind: str) -> Observation | None:
    """Unavailable where none was chosen or the runs of one could not be read; else ``None``."""
    if not pipelines:
        return Observation(outcome=Outcome.UNAVAILABLE, observed=f"no {kind} was chosen")
    reach = unread(pipelines)
    return reach.unavailable() if reach is not None else None


def decided(
    pipelines: Sequence[Pipeline], bad: Sequence[Pipeline], told: str, *readings: Reading
) -> Observation:
    """Absent where some are bad, which are named and shown; else present."""
    names = f": {', '.join(item.name for item in bad[:SHOWN])}" if bad else ""
    return Observation(
        outcome=Outcome.ABSENT if bad else Outcome.PRESENT,
        observed=f"{len(pipelines) - len(bad)} of {len(pipelines)} {told}{names}",
        places=tuple(item.place() for item in (bad or pipelines)[:SHOWN]),
        readings=readings,
    )


def reading(
    evidence: OrchestratorEvidence, pipelines: Sequence[Pipeline], metric: str, value: float,
    unit: str, n: float | None = None,
) -> Reading:  # fmt: skip
    """A number about the pipelines, over the window that was read."""
    one = pipelines[0] if len(pipelines) == 1 else None
    return Reading(
        metric=metric, value=value, unit=unit, n=n, read_at=evidence.read_at,
        window_seconds=timedelta(days=evidence.window_days).total_seconds(),
        query="; ".join(f"GET dags/{item.name}/dagRuns" for item in pipelines[:SHOWN]),
        url=one.url if one else evidence.reader,
    )  # fmt: skip
