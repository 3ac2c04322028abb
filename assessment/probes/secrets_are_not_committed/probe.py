"""Whether credentials are in the tree."""

from collections import Counter

from assessment.model import Outcome
from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, places
from assessment.repository.saying import not_applicable, present, unavailable


def observe(evidence: RepositoryEvidence) -> Observation:
    """What was found stands, however incomplete the reading; a clean result needs all of it."""
    if evidence.secrets:
        kinds = Counter(secret.kind for secret in evidence.secrets)
        seen = ", ".join(f"{count} x {kind}" for kind, count in kinds.most_common(3))
        hits = [Hit(secret.path, secret.line, secret.kind) for secret in evidence.secrets]
        return Observation(outcome=Outcome.ABSENT, observed=seen, places=places(evidence, hits))
    if evidence.incomplete:
        return unavailable(
            f"nothing found, but {'; '.join(evidence.incomplete)} were not read",
            "Give a complete clone of the repository.",
        )
    if not evidence.files:
        return not_applicable("the commit holds no files")
    return present(evidence, f"nothing found in {len(evidence.files):,} tracked files")
