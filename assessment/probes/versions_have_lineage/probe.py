"""Whether versions can be traced to the run, the code and the data that made them."""

from assessment.connectors.registry.evidence import RegistryEvidence
from assessment.model import Outcome, Reading
from assessment.observation import Observation

METRIC = "versions_with_lineage"


def observe(evidence: RegistryEvidence) -> Observation:
    """Every version whose run was read has all three; a run that could not be read says nothing."""
    if not evidence.versions:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed=f"{evidence.model} has no version",
            places=(evidence.place(),),
        )  # fmt: skip
    without_run = [item for item in evidence.versions if not item.run]
    known = [item for item in evidence.versions if item.run and item.code is not None]
    if not known and not without_run:
        return evidence.runs.unavailable()
    whole = [item for item in known if item.code and item.data]
    judged = len(known) + len(without_run)
    lacking = [*without_run, *(item for item in known if item not in whole)]
    return Observation(
        outcome=Outcome.ABSENT if lacking else Outcome.PRESENT,
        observed=f"{len(whole)} of {judged} versions name run, commit and dataset",
        places=tuple(evidence.place(item) for item in (lacking or whole)[:4]),
        readings=(
            Reading(
                metric=METRIC, value=len(whole) / judged, unit="ratio", n=judged,
                url=evidence.url, read_at=evidence.read_at,
            ),
        ),
    )  # fmt: skip
