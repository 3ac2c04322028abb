"""Whether production waits for a person."""

from assessment.connectors.forge.evidence import Environment, ForgeEvidence
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: ForgeEvidence) -> Observation:
    """Every environment that is production must ask; one that is not known decides nothing."""
    if not evidence.placing.read:
        return evidence.placing.unavailable()
    found = [item for item in evidence.environments if item.production]
    if not found:
        return Observation(outcome=Outcome.UNAVAILABLE, observed=_none(evidence))
    open_ones = [item for item in found if item.approval is False]
    unknown = [item for item in found if item.approval is None]
    if unknown and not open_ones:
        return Observation(
            outcome=Outcome.UNAVAILABLE,
            observed=f"who must approve a deployment to {unknown[0].name} is not shown",
        )
    return Observation(
        outcome=Outcome.ABSENT if open_ones else Outcome.PRESENT,
        observed="; ".join(map(_told, open_ones or found))[:400],
        places=(evidence.page("/settings/environments", "/-/settings/ci_cd", "environments"),),
    )


def _none(evidence: ForgeEvidence) -> str:
    names = ", ".join(item.name for item in evidence.environments[:6])
    return f"no environment is called production; there are: {names}" if names else (
        "the forge knows no environment"
    )  # fmt: skip


def _told(item: Environment) -> str:
    if not item.approval:
        return f"a deployment to {item.name} waits for nobody"
    oneself = "" if item.not_oneself else ", who may be the one that started it"
    waits = f", {item.wait_minutes:.0f} minutes later" if item.wait_minutes else ""
    return f"a deployment to {item.name} waits for a reviewer{oneself}{waits}"
