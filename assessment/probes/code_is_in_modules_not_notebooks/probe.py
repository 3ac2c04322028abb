"""Whether code lives in modules rather than in notebooks."""

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, is_mostly_python, own
from assessment.repository.saying import absent, not_applicable, present, unavailable

MOST = 0.6


def observe(evidence: RepositoryEvidence) -> Observation:
    """Compare code lines in notebooks with those in the repository's own modules."""
    modules = own(evidence)
    code = sum(module.lines for module in modules)
    cells = sum(notebook.lines for notebook in evidence.notebooks)
    if not cells and not code:
        return _no_python(evidence)
    share = cells / (cells + code)
    seen = f"{share:.0%} of {cells + code:,} code lines are in {len(evidence.notebooks)} notebooks"
    if share > MOST or not modules:
        largest = sorted(evidence.notebooks, key=lambda item: -item.lines)
        return absent(evidence, seen, [Hit(item.path, 1, item.path) for item in largest])
    largest_modules = sorted(modules, key=lambda item: -item.lines)
    return present(evidence, seen, [Hit(item.path, 1, item.path) for item in largest_modules[:3]])


def _no_python(evidence: RepositoryEvidence) -> Observation:
    if not is_mostly_python(evidence):
        return not_applicable("no notebooks, and the source is in another language")
    if evidence.files:
        return not_applicable("no code in Python or in notebooks")
    return unavailable("the commit holds no files", "Give the branch that holds the code.")
