"""Whether the code has owners."""

from assessment.observation import Observation
from assessment.repository.evidence import Owners, RepositoryEvidence
from assessment.repository.looking import Hit
from assessment.repository.saying import absent, not_applicable, present

LEAST = 0.5


def observe(evidence: RepositoryEvidence) -> Observation:
    """Share of files with an owner; one line for everything is told as such."""
    owners = evidence.owners
    if not evidence.files:
        return not_applicable("the commit holds no files")
    if owners is None or not owners.files:
        return absent(evidence, "no CODEOWNERS file")
    share = owners.owned / owners.files
    names = f"{owners.owners} owner{'s' * (owners.owners != 1)}"
    seen = f"{share:.0%} of the files have one of {names}{_parts(owners)}"
    hits = [Hit(owners.path, 1, owners.path)]
    if owners.only_catch_all:
        return present(evidence, f"one line gives everything to {names}", hits)
    if share < LEAST:
        return absent(evidence, seen, hits)
    return present(evidence, seen, hits)


def _parts(owners: Owners) -> str:
    """What a failure would hurt most, by itself: the code, and what builds and delivers it."""
    told = [f"{of.part / of.whole:.0%} of the {name}" for name, of in owners.parts.items()]
    return f"; {', '.join(told)}" if told else ""
