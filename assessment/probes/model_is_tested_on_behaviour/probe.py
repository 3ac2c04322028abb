"""Whether tests look at what the model says."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, imports, is_library
from assessment.repository.roles import role_of
from assessment.repository.saying import absent_in_code, not_applicable, present

SUITES = (
    "deepchecks",
    "giskard",
    "checklist",
    "deepeval",
    "promptfoo",
    "ragas",
    "inspect_ai",
    "robustness_gym",
)
ENOUGH = 2


def observe(evidence: RepositoryEvidence) -> Observation:
    """Count tests that compare a model's result with a number or with another result."""
    if is_library(evidence):
        return not_applicable("a library: its users' models are not here to be judged")
    judged = [
        Hit(module.path, test.line, test.name)
        for module in evidence.modules
        for test in module.tests
        if test.calls_model
        and test.asserts
        and (test.compares or _behavioural(module.path, test.name))
    ]
    tests = [module for module in evidence.modules if role_of(module.path) in {"test", "source"}]
    suites = imports(tests, SUITES)
    if len(judged) >= ENOUGH or suites:
        seen = f"{len(judged)} tests judge a prediction; {len(suites)} uses of a behavioural suite"
        return present(evidence, seen, [*judged, *suites])
    return absent_in_code(
        evidence, f"{len(judged)} tests judge a prediction, {ENOUGH} are expected"
    )


def _behavioural(path: str, name: str) -> bool:
    """Named after behaviour: an equal answer, an invariance, a slice need no comparison by size."""
    return bool(
        re.search(r"behav|invarian|direction|slice|minimum_functionality", f"{path} {name}")
    )
