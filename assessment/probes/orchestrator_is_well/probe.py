"""Whether the orchestrator itself is well."""

from assessment.connectors.orchestrator.evidence import OrchestratorEvidence
from assessment.connectors.runtime.evidence import span
from assessment.model import Outcome, Place, Reading
from assessment.observation import Observation


def observe(evidence: OrchestratorEvidence) -> Observation:
    """Any trouble is told; without a word on the scheduler nothing is decided."""
    for part in (evidence.imported, evidence.healthy):
        if not part.read:
            return part.unavailable()
    if not evidence.scheduler:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed="the server does not tell how its scheduler is"
        )
    trouble = _trouble(evidence)
    page = f"{evidence.reader}/home" if evidence.reader else ""
    return Observation(
        outcome=Outcome.ABSENT if trouble else Outcome.PRESENT,
        observed="; ".join(trouble) or "scheduler and database are healthy, every file is read",
        places=(Place(label=evidence.server, url=page),),
        readings=(
            Reading(
                metric="import_errors", value=evidence.import_errors, unit="count",
                query="GET importErrors", url=page, read_at=evidence.read_at,
            ),
        ),
    )  # fmt: skip


def _trouble(evidence: OrchestratorEvidence) -> list[str]:
    age, count = evidence.heartbeat_age_s, evidence.import_errors
    found = [
        f"{name}: {state}"
        for name, state in (("scheduler", evidence.scheduler), ("database", evidence.database))
        if state not in ("healthy", "")
    ]
    if age is not None and age > evidence.objectives.heartbeat_limit_s:
        found.append(f"no heartbeat of the scheduler for {span(age)}")
    if count:
        found.append(f"{count} file{'' if count == 1 else 's'} of pipelines cannot be read")
    return found
