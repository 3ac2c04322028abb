"""Whether the registry names the version in production."""

from assessment.connectors.registry.evidence import RegistryEvidence
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: RegistryEvidence) -> Observation:
    """One version is named; none or several leave a doubt."""
    if not evidence.versions:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed=f"{evidence.model} has no version",
            places=(evidence.place(),),
        )  # fmt: skip
    named = [item for item in evidence.versions if item.number in evidence.production]
    if len(named) == 1:
        alias = ", ".join(named[0].aliases) or named[0].stage
        seen = f"version {named[0].number} is called {alias}"
        return Observation(
            outcome=Outcome.PRESENT, observed=seen, places=(evidence.place(named[0]),)
        )
    listed = ", ".join(item.number for item in named)
    seen = (
        f"{len(named)} versions are called production: {listed}"
        if named
        else (f"none of {len(evidence.versions)} versions is called production")
    )
    return Observation(outcome=Outcome.ABSENT, observed=seen, places=(evidence.place(),))
