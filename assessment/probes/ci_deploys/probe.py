"""Whether a build deploys."""

from assessment.observation import Observation
from assessment.repository.delivery import deployments, published
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, is_library
from assessment.repository.saying import absent, counted, library, present, unavailable


def observe(evidence: RepositoryEvidence) -> Observation:
    """Find a deployment in a build job or in a script that one calls."""
    if is_library(evidence):
        return library(evidence)
    if hits := deployments(evidence):
        return present(evidence, f"{hits[0].path} runs: {hits[0].name}", hits)
    if not evidence.pipelines:
        return absent(evidence, "no file of a known build system")
    if pushed := published(evidence):
        return unavailable(
            f"{pushed[0].path} publishes an image; what deploys it is not kept here",
            "Name the repository or tool that deploys it, and point Prodworthy at it.",
        )
    hits = [Hit(item.path, 1, item.path) for item in evidence.pipelines]
    return absent(evidence, f"{counted(hits, 'build file')}, none deploys the system", hits)
