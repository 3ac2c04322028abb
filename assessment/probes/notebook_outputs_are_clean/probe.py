"""Whether notebooks are kept without outputs."""

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit
from assessment.repository.roles import role_of
from assessment.repository.saying import absent, counted, not_applicable, present

MOST = 0.05
"""A cell or two may show a figure on purpose."""


def observe(evidence: RepositoryEvidence) -> Observation:
    """The share of code cells with outputs, over all own notebooks."""
    own = [item for item in evidence.notebooks if role_of(item.path) == "source" and item.cells]
    if not own:
        return not_applicable("no notebook with code outside documentation and examples")
    cells = sum(item.cells for item in own)
    full = sum(item.with_output for item in own)
    seen = f"{full:,} of {cells:,} code cells in {counted(own, 'notebook')} have outputs"
    if full / cells <= MOST:
        return present(evidence, seen, [Hit(item.path, 1, item.path) for item in own])
    worst = sorted(own, key=lambda item: -item.with_output)
    return absent(
        evidence, seen, [Hit(item.path, 1, item.path) for item in worst if item.with_output]
    )
