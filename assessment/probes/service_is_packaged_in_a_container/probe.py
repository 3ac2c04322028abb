"""Whether something in the tree builds an image."""

from assessment.observation import Observation
from assessment.repository.container_files import is_for_developers
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, is_library
from assessment.repository.roles import role_of
from assessment.repository.saying import absent, counted, library, present


def observe(evidence: RepositoryEvidence) -> Observation:
    """Find container files that are the repository's own."""
    kept = [item for item in evidence.containers if role_of(item.path) == "source"]
    found = [item for item in kept if not is_for_developers(item.path)]
    usable = [item for item in found if item.instructions or item.format != "dockerfile"]
    if usable:
        paths = ", ".join(item.path for item in usable[:3])
        seen = f"{counted(usable, 'container file')}: {paths}"
        return present(evidence, seen, [Hit(item.path, 1, item.path) for item in usable])
    if is_library(evidence):
        return library(evidence)
    return absent(evidence, f"no container file among {len(evidence.files)} files")
